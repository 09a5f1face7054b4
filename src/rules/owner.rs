//! Step 3: the owner sees everything that is not deleted, wherever it belongs (X-01, P-11).

use super::case::Case;
use crate::model::decision::Level;
use crate::model::place::Place;
use crate::model::reason::{ReasonCode, Rule};
use crate::model::rows::RecordRow;
use crate::model::thread::ThreadState;
use crate::rules::sink::Reasons;

pub(crate) fn view<'p, R: Reasons<'p>>(case: Case<'_, 'p>, place: Place<RecordRow>, reasons: &mut R) -> Level {
    let rule = case.mode().link_rule;
    let links = case.thread.links;
    match place {
        Place::Mailbox if case.thread.folded.state == ThreadState::Archived => {
            reasons.say(ReasonCode::ThreadArchived, Rule::P11);
        }
        Place::Record(Some(record)) if !links.contain(record) => {
            reasons.say_of_record(ReasonCode::RecordNotLinked, rule, case.viewer.policy.records.id(record));
        }
        Place::Record(None) if links.are_none() => reasons.say(ReasonCode::ThreadNotLinked, rule),
        Place::Anywhere | Place::Mailbox | Place::Record(_) => {
            reasons.say(ReasonCode::MailboxOwner, Rule::X01);
            return Level::Full;
        }
    }
    Level::None
}
