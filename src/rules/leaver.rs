//! Step 4: without a backup a leaver's mail is gone for others (M-03).

use super::case::Case;
use super::mode;
use crate::model::instant::Instant;
use crate::model::mailbox::BackupStatus;
use crate::model::reason::{ReasonCode, Rule};
use crate::model::user::Status;
use crate::policy::MailboxFacts;
use crate::policy::classes::Restored;
use crate::rules::sink::Reasons;

/// Whether others can still read the thread.
pub(crate) fn is_restored<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) -> bool {
    let is_restored = is_there(case.thread.folded.restored, case.viewer.now);
    if !is_restored {
        reasons.say(ReasonCode::OwnerDeactivatedWithoutBackup, Rule::M03);
    }
    is_restored
}

/// Whether a thread is there for others at a moment.
pub(crate) fn is_there(restored: Restored, now: Instant) -> bool {
    match restored {
        Restored::Always => true,
        Restored::Never => false,
        Restored::Since(taken_at) => taken_at <= now,
    }
}

/// Told where such a thread is shown.
pub(crate) fn explain<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) {
    match case.thread.folded.restored {
        Restored::Always => {}
        Restored::Never | Restored::Since(_) => reasons.say(ReasonCode::BackupAvailable, Rule::M03),
    }
}

/// Whether threads of a mailbox are there for others only as far as a backup holds them.
pub(crate) fn needs_backup(mailbox: &MailboxFacts) -> bool {
    mode::of(&mailbox.mailbox.sharing).needs_backup && mailbox.owner_status == Status::Deactivated
}

/// Up to when threads are there for others at a moment: to the latest completed backup, since one holds what an earlier one
/// does.
pub(crate) fn restored_until(mailbox: &MailboxFacts, now: Instant) -> Option<Instant> {
    completed(mailbox).filter(|taken_at| *taken_at <= now).max()
}

/// When the backups that are complete were taken.
fn completed(mailbox: &MailboxFacts) -> impl Iterator<Item = Instant> {
    let backups = mailbox.mailbox.backups.iter();
    backups.filter(|backup| backup.status == BackupStatus::Completed).map(|backup| backup.taken_at)
}

/// From when on a thread is there for others: since the first completed backup that holds its last message.
pub(crate) fn fold(mailbox: &MailboxFacts, last_message_at: Option<Instant>) -> Restored {
    if !needs_backup(mailbox) {
        return Restored::Always;
    }
    // A thread that does not say when it ended counts as later than every backup.
    let Some(last) = last_message_at else { return Restored::Never };
    let holds = |taken_at: &Instant| last <= *taken_at;
    completed(mailbox).filter(holds).min().map_or(Restored::Never, Restored::Since)
}
