//! Step 3: the owner sees everything that is not deleted, wherever it belongs (X-01, P-11).

use super::view::{Case, Place, link_rule};
use crate::decision::Level;
use crate::model::thread::ThreadState;
use crate::reason::{ReasonCode, Reasons, Rule};

pub(crate) fn view<'p, R: Reasons<'p>>(case: Case<'_, 'p>, place: Place, reasons: &mut R) -> Level {
    let rule = link_rule(&case.mailbox.mailbox.sharing);
    let links = case.thread.links;
    match place {
        Place::Mailbox if case.thread.facts.state == ThreadState::Archived => {
            reasons.say(ReasonCode::ThreadArchived, Rule::P11);
        }
        Place::Record(Some(record)) if !links.contains(&record) => {
            reasons.say_of_record(ReasonCode::RecordNotLinked, rule, case.viewer.policy.records.id(record));
        }
        Place::Record(None) if links.is_empty() => reasons.say(ReasonCode::ThreadNotLinked, rule),
        Place::Anywhere | Place::Mailbox | Place::Record(_) => {
            reasons.say(ReasonCode::MailboxOwner, Rule::X01);
            return Level::Full;
        }
    }
    Level::None
}
