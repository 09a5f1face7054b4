//! Ticking records whose mail is shared, in mode record-level (Z-05, Z-14). A lock does not hinder ticks.

use super::denials::{Answer, Denials, denied};
use super::mode;
use crate::model::mailbox::{Mailbox, Sharing};
use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::model::rows::RecordRow;
use crate::rules::viewer::Viewer;

/// Setting or removing a tick.
pub(crate) fn share<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox, record: RecordRow) -> Answer<'p> {
    if !viewer.owns(mailbox) {
        return denied(ReasonCode::NotMailboxOwner, Rule::Z05);
    }
    match mailbox.sharing {
        Sharing::Complete { .. } => return denied(ReasonCode::EverythingAlreadyShared, Rule::Z14),
        Sharing::PerThread { .. } | Sharing::Private | Sharing::SharedMailbox { .. } => {
            return denied(ReasonCode::ModeWithoutRecordSharing, Rule::Z05);
        }
        Sharing::RecordLevel { .. } => {}
    }
    let records = &viewer.policy.records;
    let about_record = |code| Reason { record: Some(records.id(record)), ..Reason::new(code, Rule::Z05) };
    let mut denials = Denials::default();
    let is_eligible = |kind| mode::of(&mailbox.sharing).eligible.contains(&kind);
    if !records.kind(record).is_some_and(is_eligible) {
        denials.add(about_record(ReasonCode::RecordTypeNotEligible));
    }
    if !viewer.can_access(record) {
        denials.add(about_record(ReasonCode::RecordAccessMissing));
    }
    denials.or_allowed(ReasonCode::MailboxOwner, Rule::X01)
}
