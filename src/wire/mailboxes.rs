//! `mailboxes`.

use super::at::At;
use super::input::{Field, Input, optional, required};
use super::members;
use super::sharing;
use super::users::People;
use crate::json::{SyntaxError, Text};
use crate::model::mailbox::{Backup, BackupStatus, Control, Lock, Mailbox, Sharing};
use crate::model::rows::UserRow;
use crate::policy::records::Records;
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

const MAILBOX: &[Field] = &[
    required("id"),
    required("address"),
    required("owner"),
    optional("control"),
    optional("sharing"),
    optional("lock"),
    optional("settingsSavedAt"),
    optional("backups"),
];
const LOCK: &[Field] = &[required("by"), required("at")];
const BACKUP: &[Field] = &[required("takenAt"), required("status")];

const BACKUP_STATUSES: &[(&str, BackupStatus)] =
    &[("in-progress", BackupStatus::InProgress), ("completed", BackupStatus::Completed)];

/// The mailboxes that were read.
#[derive(Debug)]
pub(super) struct Mailboxes {
    pub(super) names: Interner,
    pub(super) rows: Vec<Mailbox>,
}

#[inline(never)]
pub(super) fn read(
    input: &mut Input<'_>,
    at: &At<'_>,
    seed: &Seed,
    people: People<'_>,
    records: &Records,
) -> Result<Mailboxes, SyntaxError> {
    let mut mailboxes = Mailboxes { names: Interner::new(seed), rows: Vec::new() };
    input.array(at, &mut |input, at| {
        let (id, mailbox) = read_mailbox(input, at, &mailboxes.names, people, records)?;
        if let Some(id) = id
            && mailboxes.names.insert(&id).is_ok()
        {
            mailboxes.rows.push(mailbox);
        }
        Ok(())
    })?;
    Ok(mailboxes)
}

fn read_mailbox<'t>(
    input: &mut Input<'t>,
    at: &At<'_>,
    names: &Interner,
    people: People<'_>,
    records: &Records,
) -> Result<(Option<Text<'t>>, Mailbox), SyntaxError> {
    let mut id = None;
    let mut grants = Vec::new();
    let mut mailbox = Mailbox {
        address: String::new(),
        owner: UserRow::new(u32::MAX),
        control: Control::default(),
        sharing: Sharing::default(),
        lock: Lock::Unlocked,
        settings_saved_at: None,
        backups: Vec::new(),
    };
    input.object(at, MAILBOX, &mut |input, at, name| {
        match name {
            "id" => id = input.row_id(at, names)?,
            "address" => mailbox.address = input.address(at)?.unwrap_or_default(),
            "owner" => mailbox.owner = members::read_user(input, at, people)?.unwrap_or(mailbox.owner),
            "control" => mailbox.control = input.choice(at, Control::WORDS)?.unwrap_or_default(),
            "sharing" => mailbox.sharing = sharing::read(input, at, people, records, &mut grants)?.unwrap_or_default(),
            "lock" => {
                mailbox.lock = Lock::Locked;
                read_lock(input, at, people)?;
            }
            "settingsSavedAt" => mailbox.settings_saved_at = input.instant(at)?,
            _ => mailbox.backups = read_backups(input, at)?,
        }
        Ok(())
    })?;
    // The owner may stand behind the grants in the document.
    let at = at.member("sharing");
    sharing::report_grantees(input, &at.member("grants"), mailbox.owner, &grants);
    Ok((id, mailbox))
}

fn read_lock(input: &mut Input<'_>, at: &At<'_>, people: People<'_>) -> Result<(), SyntaxError> {
    input.object(at, LOCK, &mut |input, at, name| {
        match name {
            "by" => drop(members::read_user(input, at, people)?),
            _ => drop(input.instant(at)?),
        }
        Ok(())
    })?;
    Ok(())
}

fn read_backups(input: &mut Input<'_>, at: &At<'_>) -> Result<Vec<Backup>, SyntaxError> {
    let mut backups = Vec::new();
    input.array(at, &mut |input, at| {
        let mut taken_at = None;
        let mut status = None;
        input.object(at, BACKUP, &mut |input, at, name| {
            match name {
                "takenAt" => taken_at = input.instant(at)?,
                _ => status = input.choice(at, BACKUP_STATUSES)?,
            }
            Ok(())
        })?;
        if let (Some(taken_at), Some(status)) = (taken_at, status) {
            backups.push(Backup { taken_at, status });
        }
        Ok(())
    })?;
    Ok(backups)
}
