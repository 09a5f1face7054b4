//! Administration of mailboxes: locks and leavers' backups (M-01 to M-14). Administrators only (M-02).

use super::denials::{Answer, Denials, denied};
use crate::model::address::domain_of;
use crate::model::instant::Instant;
use crate::model::mailbox::{BackupState, BackupStatus, Lock, Mailbox, Sharing};
use crate::model::reason::{ReasonCode, Rule};
use crate::model::user::{Status, User};
use crate::policy::MailboxFacts;
use crate::rules::viewer::Viewer;

/// M-10, M-11, M-12: not private, not shared, not one's own unless there is nobody else. Control does not matter.
pub(crate) fn lock<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    if !viewer.is_administrator() {
        return denied(ReasonCode::NotAdministrator, Rule::M02);
    }
    let mut denials = Denials::default();
    let (is_shared, is_private) = match mailbox.sharing {
        Sharing::SharedMailbox { .. } => (true, false),
        Sharing::Private => (false, true),
        Sharing::Complete { .. } | Sharing::PerThread { .. } | Sharing::RecordLevel { .. } => (false, false),
    };
    denials.when(is_shared, ReasonCode::IsSharedMailbox, Rule::C04);
    denials.when(is_private, ReasonCode::MailboxPrivate, Rule::M10);
    not_their_own(viewer, mailbox, &mut denials);
    denials.when(mailbox.lock == Lock::Locked, ReasonCode::AlreadyLocked, Rule::M13);
    by_administrator(viewer, mailbox, denials)
}

/// M-11, M-12, M-13.
pub(crate) fn unlock<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    if !viewer.is_administrator() {
        return denied(ReasonCode::NotAdministrator, Rule::M02);
    }
    let mut denials = Denials::default();
    not_their_own(viewer, mailbox, &mut denials);
    denials.when(mailbox.lock == Lock::Unlocked, ReasonCode::NotLocked, Rule::M13);
    by_administrator(viewer, mailbox, denials)
}

fn not_their_own<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox, denials: &mut Denials<'p>) {
    let there_are_others = viewer.policy.administrator_count > 1;
    denials.when(viewer.owns(mailbox) && there_are_others, ReasonCode::OwnMailbox, Rule::M11);
}

fn by_administrator<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox, denials: Denials<'p>) -> Answer<'p> {
    if viewer.owns(mailbox) {
        denials.or_allowed(ReasonCode::SoleAdministrator, Rule::M12)
    } else {
        denials.or_allowed(ReasonCode::Administrator, Rule::M02)
    }
}

/// M-01, M-04, M-05, M-06: the first backup of a leaver's mailbox.
pub(crate) fn back_up<'p>(viewer: &Viewer<'p>, mailbox: &MailboxFacts) -> Answer<'p> {
    if !viewer.is_administrator() {
        return denied(ReasonCode::NotAdministrator, Rule::M02);
    }
    let mut denials = Denials::default();
    any_backup(viewer, mailbox, &mut denials);
    let exists = latest_backup(&mailbox.mailbox, viewer.now).is_some();
    denials.when(exists, ReasonCode::BackupExists, Rule::M06);
    denials.or_allowed(ReasonCode::Administrator, Rule::M02)
}

/// M-14: another one, after the leaver had come back and saved the settings.
pub(crate) fn back_up_latest<'p>(viewer: &Viewer<'p>, mailbox: &MailboxFacts) -> Answer<'p> {
    if !viewer.is_administrator() {
        return denied(ReasonCode::NotAdministrator, Rule::M02);
    }
    let mut denials = Denials::default();
    any_backup(viewer, mailbox, &mut denials);
    let owner = viewer.policy.user(mailbox.mailbox.owner);
    if let Some(code) = not_since_reactivation(owner, &mailbox.mailbox, viewer.now) {
        denials.when(true, code, Rule::M14);
    }
    denials.or_allowed(ReasonCode::Administrator, Rule::M02)
}

/// The first thing that keeps the latest backup from being outdated.
fn not_since_reactivation(owner: Option<&User>, mailbox: &Mailbox, now: Instant) -> Option<ReasonCode> {
    let Some(latest) = latest_backup(mailbox, now) else { return Some(ReasonCode::NoEarlierBackup) };
    let reactivated = owner.and_then(|owner| owner.reactivated_at).filter(|reactivated| *reactivated > latest);
    if reactivated.is_none() {
        return Some(ReasonCode::NotReactivatedSinceBackup);
    }
    let has_saved = mailbox.settings_saved_at >= reactivated;
    (!has_saved).then_some(ReasonCode::SettingsNotSavedSinceReactivation)
}

/// What every backup needs.
fn any_backup<'p>(viewer: &Viewer<'p>, facts: &MailboxFacts, denials: &mut Denials<'p>) {
    let mailbox = &facts.mailbox;
    denials.when(facts.owner_status != Status::Deactivated, ReasonCode::OwnerNotDeactivated, Rule::M01);
    match mailbox.sharing {
        Sharing::Private => denials.when(true, ReasonCode::MailboxPrivate, Rule::M04),
        Sharing::PerThread { .. } | Sharing::SharedMailbox { .. } => {
            denials.when(true, ReasonCode::ModeWithoutBackup, Rule::M04);
        }
        Sharing::Complete { .. } | Sharing::RecordLevel { .. } => {}
    }
    let domain = domain_of(&mailbox.address);
    let is_foreign = !viewer.policy.domains.iter().any(|own| own == domain);
    denials.when(is_foreign, ReasonCode::ForeignDomain, Rule::M05);
    let in_progress = backup_state(mailbox, viewer.now) == BackupState::InProgress;
    denials.when(in_progress, ReasonCode::BackupInProgress, Rule::M06);
}

/// Where the backups of a mailbox stand at a moment.
pub(crate) fn backup_state(mailbox: &Mailbox, now: Instant) -> BackupState {
    let in_progress =
        mailbox.backups.iter().any(|backup| backup.taken_at <= now && backup.status == BackupStatus::InProgress);
    if in_progress {
        BackupState::InProgress
    } else if latest_backup(mailbox, now).is_some() {
        BackupState::Completed
    } else {
        BackupState::None
    }
}

/// When the latest completed backup was taken. A backup counts once `takenAt <= now`.
pub(crate) fn latest_backup(mailbox: &Mailbox, now: Instant) -> Option<Instant> {
    let counts = mailbox.backups.iter().filter(|backup| backup.taken_at <= now);
    counts.filter(|backup| backup.status == BackupStatus::Completed).map(|backup| backup.taken_at).max()
}
