//! Modes record-level and complete, as far as they are alike: the owner's choice, the audience (Z-11, X-02), then the
//! linked records, of which [`super::links`] says which count.

use super::case::Case;
use super::{leaver, links};
use crate::model::decision::Level;
use crate::model::reason::{ReasonCode, Rule};
use crate::model::rows::RecordRow;
use crate::policy::classes::Choice;
use crate::rules::sink::Reasons;

pub(crate) fn view<'p, R: Reasons<'p>>(case: Case<'_, 'p>, record: Option<RecordRow>, reasons: &mut R) -> Level {
    let level = case.relation.audience;
    let is_private = case.thread.folded.choice == Choice::Private;
    if !R::WANTED && (is_private || level == Level::None) {
        return Level::None;
    }
    if is_private {
        reasons.say(ReasonCode::ThreadPrivate, Rule::P03);
    }
    if level == Level::None {
        reasons.add(case.viewer.not_in_audience(&case.mailbox.mailbox));
    }
    let is_linked = links::hold(case, record, reasons);
    if is_private || level == Level::None || !is_linked {
        return Level::None;
    }
    reasons.say(ReasonCode::InAudience, Rule::Z11);
    leaver::explain(case, reasons);
    level
}
