//! Section 4, the rest of it: settings, grants, locks and backups of a mailbox.

use serde_json::Value;

use super::actions::owner_may;
use super::domains::{address, domain, domain_of};
use super::people::{backups, has_right, is_administrator, no_right, owns};
use super::reason::{Outcome, deny, reason, reason_with, unless};
use super::snapshot::{Mailbox, Snapshot, User};
use super::time::at;

/// "in the order of the type above"
const SYSTEM_OPERATIONS: [&str; 2] = ["connect-shared-mailbox", "synchronize-shared-mailbox"];

fn is_shared(mailbox: &Mailbox) -> bool {
    mailbox.sharing.mode == "shared-mailbox"
}

/// "`system-operation-missing`, one per missing operation".
fn missing_operations(viewer: &User) -> Vec<Value> {
    SYSTEM_OPERATIONS
        .into_iter()
        .filter(|operation| !viewer.system_operations.iter().any(|own| own == operation))
        .map(|operation| reason_with("system-operation-missing", "C-03", "operation", operation))
        .collect()
}

pub fn change_sharing(viewer: &User, mailbox: &Mailbox) -> Outcome {
    if is_shared(mailbox) {
        return deny("is-shared-mailbox", "C-04");
    }
    if mailbox.control == "owner" {
        // "control owner: the owner, unless locked (M-08, M-09)"
        if !owns(viewer, mailbox) {
            return deny("not-mailbox-owner", "M-08");
        }
        if mailbox.lock.is_some() {
            return deny("mailbox-locked", "M-09");
        }
        return owner_may();
    }
    // "control administrator: administrators (Z-02)"; "(an owner who is administrator is allowed)"
    if is_administrator(viewer) {
        return Ok(reason("administrator", "Z-02"));
    }
    // "control administrator: owner `controlled-by-administrator`, others `not-administrator`"
    if owns(viewer, mailbox) {
        return deny("controlled-by-administrator", "Z-02");
    }
    deny("not-administrator", "Z-02")
}

pub fn share_mailbox(viewer: &User, mailbox: &Mailbox) -> Outcome {
    if !owns(viewer, mailbox) {
        return deny("not-mailbox-owner", "M-08");
    }
    if is_shared(mailbox) {
        return deny("is-shared-mailbox", "C-04");
    }
    let mut denied = Vec::new();
    if mailbox.control == "administrator" {
        denied.push(reason("controlled-by-administrator", "Z-02"));
    }
    if mailbox.lock.is_some() {
        denied.push(reason("mailbox-locked", "M-09"));
    }
    denied.extend(missing_operations(viewer));
    unless(denied, reason("mailbox-owner", "X-01"))
}

pub fn assign_sharing(viewer: &User, mailbox: &Mailbox) -> Outcome {
    if !is_administrator(viewer) {
        return deny("not-administrator", "Z-02");
    }
    if is_shared(mailbox) {
        return deny("is-shared-mailbox", "C-04");
    }
    Ok(reason("administrator", "Z-02"))
}

pub fn edit_excluded_domains(viewer: &User, mailbox: &Mailbox) -> Outcome {
    let mut denied = Vec::new();
    if mailbox.sharing.mode != "complete" {
        denied.push(reason("mode-without-exclusions", "Z-09"));
    }
    let is_owners = mailbox.control == "owner" && mailbox.lock.is_none();
    // "the first of `mailbox-owner`, `sole-administrator`, `administrator`, ... that by itself grants it"
    let allowed = if owns(viewer, mailbox) && is_owners {
        reason("mailbox-owner", "X-01")
    } else {
        reason("administrator", "Z-02")
    };
    if is_administrator(viewer) {
        // "administrators (Z-10)"
        return unless(denied, allowed);
    }
    // "then for non-administrators `not-mailbox-owner`!, `controlled-by-administrator`, `mailbox-locked`"
    if !owns(viewer, mailbox) {
        denied.push(reason("not-mailbox-owner", "M-08"));
        return Err(denied);
    }
    if mailbox.control == "administrator" {
        denied.push(reason("controlled-by-administrator", "Z-02"));
    }
    if mailbox.lock.is_some() {
        denied.push(reason("mailbox-locked", "M-09"));
    }
    unless(denied, allowed)
}

pub fn manage_grants(snapshot: &Snapshot, viewer: &User, mailbox: &Mailbox, now: i128) -> Outcome {
    if !is_shared(mailbox) {
        return deny("not-a-shared-mailbox", "C-04");
    }
    let mut denied = Vec::new();
    // "owner or live `configure` right"
    if !owns(viewer, mailbox) && !has_right(snapshot, viewer, mailbox, "configure", now) {
        denied.push(no_right(snapshot, viewer, mailbox, "configure", now));
    }
    // "**and** both system operations (C-03)"
    denied.extend(missing_operations(viewer));
    let allowed =
        if owns(viewer, mailbox) { reason("mailbox-owner", "X-01") } else { reason("configure-right", "C-09") };
    unless(denied, allowed)
}

/// "not their own mailbox when the organisation has more than one active administrator (M-11), their own if they are the
/// only one (M-12)".
/// Gives the reasons against it and the reason for it.
fn own_mailbox(snapshot: &Snapshot, viewer: &User, mailbox: &Mailbox) -> (Vec<Value>, Value) {
    let administrators = snapshot.users.iter().filter(|user| is_administrator(user));
    if !owns(viewer, mailbox) {
        return (vec![], reason("administrator", "M-02"));
    }
    if administrators.count() > 1 {
        return (vec![reason("own-mailbox", "M-11")], reason("administrator", "M-02"));
    }
    // "`sole-administrator` (only for `lock` and `unlock` of the administrator's own mailbox)"
    (vec![], reason("sole-administrator", "M-12"))
}

pub fn lock(snapshot: &Snapshot, viewer: &User, mailbox: &Mailbox) -> Outcome {
    if !is_administrator(viewer) {
        return deny("not-administrator", "M-02");
    }
    let mut denied = Vec::new();
    if is_shared(mailbox) {
        denied.push(reason("is-shared-mailbox", "C-04"));
    }
    if mailbox.sharing.mode == "private" {
        denied.push(reason("mailbox-private", "M-10"));
    }
    let (own, allowed) = own_mailbox(snapshot, viewer, mailbox);
    denied.extend(own);
    if mailbox.lock.is_some() {
        denied.push(reason("already-locked", "M-13"));
    }
    unless(denied, allowed)
}

pub fn unlock(snapshot: &Snapshot, viewer: &User, mailbox: &Mailbox) -> Outcome {
    if !is_administrator(viewer) {
        return deny("not-administrator", "M-02");
    }
    let (mut denied, allowed) = own_mailbox(snapshot, viewer, mailbox);
    if mailbox.lock.is_none() {
        denied.push(reason("not-locked", "M-13"));
    }
    unless(denied, allowed)
}

/// What `back-up` and `back-up-latest` have in common: "administrator; owner deactivated; mode record-level or complete
/// (M-04); address domain equal to one of `organization.domains` (M-05)", and nothing in progress.
fn against_backup(snapshot: &Snapshot, mailbox: &Mailbox, now: i128) -> Vec<Value> {
    let mut denied = Vec::new();
    if snapshot.user(&mailbox.owner).status != "deactivated" {
        denied.push(reason("owner-not-deactivated", "M-01"));
    }
    // "`mailbox-private` or `mode-without-backup`"
    match mailbox.sharing.mode.as_str() {
        "record-level" | "complete" => {}
        "private" => denied.push(reason("mailbox-private", "M-04")),
        _ => denied.push(reason("mode-without-backup", "M-04")),
    }
    let address = address(&mailbox.address).unwrap();
    let is_ours = snapshot.organization.domains.iter().any(|ours| domain(ours).unwrap() == domain_of(&address));
    if !is_ours {
        denied.push(reason("foreign-domain", "M-05"));
    }
    if !backups(mailbox, "in-progress", now).is_empty() {
        denied.push(reason("backup-in-progress", "M-06"));
    }
    denied
}

pub fn back_up(snapshot: &Snapshot, viewer: &User, mailbox: &Mailbox, now: i128) -> Outcome {
    if !is_administrator(viewer) {
        return deny("not-administrator", "M-02");
    }
    let mut denied = against_backup(snapshot, mailbox, now);
    if !backups(mailbox, "completed", now).is_empty() {
        // "`backup-exists` (a completed one)"
        denied.push(reason("backup-exists", "M-06"));
    }
    unless(denied, reason("administrator", "M-02"))
}

pub fn back_up_latest(snapshot: &Snapshot, viewer: &User, mailbox: &Mailbox, now: i128) -> Outcome {
    if !is_administrator(viewer) {
        return deny("not-administrator", "M-02");
    }
    let mut denied = against_backup(snapshot, mailbox, now);
    // "then the first of ..."
    if let Some(code) = against_latest(snapshot, mailbox, now) {
        denied.push(reason(code, "M-14"));
    }
    unless(denied, reason("administrator", "M-02"))
}

/// "there is a completed backup, the owner's `reactivatedAt` is later than the latest of them, and `settingsSavedAt >=
/// reactivatedAt` (M-14)".
fn against_latest(snapshot: &Snapshot, mailbox: &Mailbox, now: i128) -> Option<&'static str> {
    let completed = backups(mailbox, "completed", now);
    let Some(latest) = completed.iter().max() else {
        return Some("no-earlier-backup");
    };
    let owner = snapshot.user(&mailbox.owner);
    let reactivated = owner.reactivated_at.as_deref().map(at);
    let Some(reactivated) = reactivated.filter(|reactivated| reactivated > latest) else {
        return Some("not-reactivated-since-backup");
    };
    let saved = mailbox.settings_saved_at.as_deref().map(at);
    if saved.is_some_and(|saved| saved >= reactivated) {
        return None;
    }
    Some("settings-not-saved-since-reactivation")
}
