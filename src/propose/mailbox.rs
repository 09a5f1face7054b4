//! Settings that are saved, locks and backups of a mailbox (M-01, M-14, M-16).

use super::change::{Asked, Planned, of_mailbox};
use super::patch::{PatchOperation, PatchValue, mailbox_path};
use crate::model::mailbox::{Backup, BackupStatus, Lock, Mailbox};
use crate::policy::MailboxFacts;

/// `configure`, `save-settings-unchanged`: what is saved is not in the snapshot, but when (M-14).
pub(super) fn save(asked: &Asked<'_>, facts: &MailboxFacts) -> Planned {
    asked.takes_no_value()?;
    let operation = PatchOperation::add(mailbox_path(facts.row, "settingsSavedAt"), PatchValue::moment(asked.now));
    let mailbox = Mailbox { settings_saved_at: Some(asked.now), ..facts.mailbox.clone() };
    of_mailbox(facts, mailbox, vec![operation])
}

/// `lock`.
pub(super) fn lock(asked: &Asked<'_>, facts: &MailboxFacts) -> Planned {
    asked.takes_no_value()?;
    let lock = PatchValue::object([("by", asked.viewer_id()), ("at", PatchValue::moment(asked.now))]);
    let operation = PatchOperation::add(mailbox_path(facts.row, "lock"), lock);
    of_mailbox(facts, Mailbox { lock: Lock::Locked, ..facts.mailbox.clone() }, vec![operation])
}

/// `unlock`, where there is a lock.
pub(super) fn unlock(asked: &Asked<'_>, facts: &MailboxFacts) -> Planned {
    match facts.mailbox.lock {
        Lock::Unlocked => return Ok(None),
        Lock::Locked => asked.takes_no_value()?,
    }
    let operation = PatchOperation::Remove { path: mailbox_path(facts.row, "lock") };
    of_mailbox(facts, Mailbox { lock: Lock::Unlocked, ..facts.mailbox.clone() }, vec![operation])
}

/// `back-up`, `back-up-latest`: one is begun.
pub(super) fn back_up(asked: &Asked<'_>, facts: &MailboxFacts) -> Planned {
    asked.takes_no_value()?;
    let mut mailbox = facts.mailbox.clone();
    let backup =
        PatchValue::object([("takenAt", PatchValue::moment(asked.now)), ("status", PatchValue::text("in-progress"))]);
    let operation = PatchOperation::append(mailbox_path(facts.row, "backups"), mailbox.backups.is_empty(), backup);
    mailbox.backups.push(Backup { taken_at: asked.now, status: BackupStatus::InProgress });
    of_mailbox(facts, mailbox, vec![operation])
}
