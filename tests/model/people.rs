//! Who is who: membership, rights, record access, own names (sections 2 to 4).

use serde_json::Value;

use super::domains::{address, domain, parts};
use super::reason::{reason, when};
use super::snapshot::{CrmRecord, Mailbox, Member, Snapshot, User};
use super::time::is_live;
use super::{support, time};

pub fn is_agent(user: &User) -> bool {
    user.kind == "support-agent"
}

/// "Administrator = active member with profile administrator; support-agents never count".
pub fn is_administrator(user: &User) -> bool {
    user.kind == "member" && user.status == "active" && user.profile == "administrator"
}

pub fn owns(user: &User, mailbox: &Mailbox) -> bool {
    mailbox.owner == user.id
}

/// Section 3, step 1, which also stands before every action.
pub fn viewer_refusal(snapshot: &Snapshot, viewer: &User, now: i128) -> Option<Value> {
    if viewer.status != "active" {
        // "Not active: none, `viewer-not-active`."
        return Some(reason("viewer-not-active", "Z-17"));
    }
    if is_agent(viewer) && !support::has_live_access(snapshot, viewer, now) {
        // "A support-agent without live access: none, `support-access-not-live` (S-02, S-05)."
        return Some(reason("support-access-not-live", "S-02"));
    }
    None
}

/// **Membership** of section 2.
pub fn is_in(snapshot: &Snapshot, user: &User, member: &Member) -> bool {
    let id = member.id.as_deref().unwrap_or_default();
    match member.kind.as_str() {
        // "`everyone` = every active user."
        "everyone" => user.status == "active",
        "user" => user.id == id,
        // "`role` = users who hold that role"
        "role" if user.roles.iter().any(|role| role == id) => true,
        // "with `descendants`, also users who hold any role below it"
        "role" if member.descendants => user.roles.iter().any(|role| is_below(snapshot, role, id)),
        _ => false,
    }
}

fn is_below(snapshot: &Snapshot, role: &str, ancestor: &str) -> bool {
    match &snapshot.role(role).parent {
        Some(parent) => parent == ancestor || is_below(snapshot, parent, ancestor),
        None => false,
    }
}

/// A live right of a shared mailbox. In the other modes there are no grants.
pub fn has_right(snapshot: &Snapshot, user: &User, mailbox: &Mailbox, right: &str, now: i128) -> bool {
    let grants = grants_of(snapshot, user, mailbox, right);
    grants.iter().any(|grant| is_live(grant.from.as_deref(), grant.until.as_deref(), now))
}

/// The reason of a right that is not live, which tells when it was or will be.
pub fn no_right(snapshot: &Snapshot, user: &User, mailbox: &Mailbox, right: &str, now: i128) -> Value {
    let denied = match right {
        "read" => reason("no-read-right", "C-07"),
        "send" => reason("no-send-right", "C-08"),
        "configure" => reason("no-configure-right", "C-09"),
        other => panic!("`{other}` is no right"),
    };
    when(denied, &grants_of(snapshot, user, mailbox, right), now)
}

/// The grants that give the user this right, whether they are live or not.
fn grants_of<'s>(snapshot: &Snapshot, user: &User, mailbox: &'s Mailbox, right: &str) -> Vec<&'s Member> {
    let gives = |grant: &&Member| grant.rights.iter().any(|given| given == right) && is_in(snapshot, user, grant);
    mailbox.sharing.grants.iter().filter(gives).collect()
}

/// "**Record access** ("can access"): the record's owner, a user in its `access`, any administrator, a live
/// support-agent (S-03)."
pub fn can_access(snapshot: &Snapshot, user: &User, record: &CrmRecord, now: i128) -> bool {
    record.owner.as_deref() == Some(user.id.as_str())
        || record.access.iter().any(|member| is_in(snapshot, user, member))
        || is_administrator(user)
        || (is_agent(user) && support::has_live_access(snapshot, user, now))
}

/// "**Own names** of a user: the user's `addresses` and `aliases`, and the addresses of the mailboxes that the user owns;
/// with `subaddressing`, also every address that becomes one of these addresses when its local part is cut before the
/// first `+`, if its domain equals one of `organization.domains`."
pub fn is_own_name(snapshot: &Snapshot, user: &User, participant: &str) -> bool {
    // "(an alias is compared as text only)", "compared with ASCII letters lower-cased"
    let text = participant.to_ascii_lowercase();
    if user.aliases.iter().any(|alias| alias.to_ascii_lowercase() == text) {
        return true;
    }
    let Some(participant) = address(participant) else { return false };
    let own = own_addresses(snapshot, user);
    own.contains(&participant) || without_tag(snapshot, &participant).is_some_and(|cut| own.contains(&cut))
}

fn own_addresses(snapshot: &Snapshot, user: &User) -> Vec<String> {
    let of_mailboxes =
        snapshot.mailboxes.iter().filter(|mailbox| mailbox.owner == user.id).map(|mailbox| &mailbox.address);
    user.addresses.iter().chain(of_mailboxes).map(|own| address(own).unwrap()).collect()
}

pub fn without_tag(snapshot: &Snapshot, address: &str) -> Option<String> {
    let (local, host) = parts(address);
    let is_ours = snapshot.organization.domains.iter().any(|ours| domain(ours).unwrap() == host);
    let (base, _) = local.split_once('+')?;
    (snapshot.organization.subaddressing && is_ours).then(|| format!("{base}@{host}"))
}

/// The times of the backups with this status: "A **backup** counts once `takenAt <= now`, everywhere."
pub fn backups(mailbox: &Mailbox, status: &str, now: i128) -> Vec<i128> {
    mailbox
        .backups
        .iter()
        .filter(|backup| backup.status == status)
        .map(|backup| time::at(&backup.taken_at))
        .filter(|taken_at| *taken_at <= now)
        .collect()
}
