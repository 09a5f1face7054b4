//! Mode shared-mailbox: on a record's page with `read`, in the communication panel with `send`; `configure` shows no
//! mail (C-07, C-08, C-09, C-12).

use super::case::Case;
use super::links;
use crate::model::decision::Level;
use crate::model::member::Right;
use crate::model::reason::{ReasonCode, Rule};
use crate::model::rows::RecordRow;
use crate::rules::sink::Reasons;

pub(crate) fn view_on_record<'p, R: Reasons<'p>>(
    case: Case<'_, 'p>,
    record: Option<RecordRow>,
    reasons: &mut R,
) -> Level {
    let can_read = case.relation.rights.contain(Right::Read);
    if !can_read && !R::WANTED {
        return Level::None;
    }
    if !can_read {
        reasons.add(case.viewer.no_right(&case.mailbox.mailbox, Right::Read));
    }
    if !links::hold(case, record, reasons) || !can_read {
        return Level::None;
    }
    reasons.say(ReasonCode::ReadRight, Rule::C07);
    Level::Full
}

pub(crate) fn view_on_mailbox<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) -> Level {
    if case.relation.rights.contain(Right::Send) {
        reasons.say(ReasonCode::SendRight, Rule::C08);
        return Level::Full;
    }
    if R::WANTED {
        reasons.add(case.viewer.no_right(&case.mailbox.mailbox, Right::Send));
    }
    Level::None
}
