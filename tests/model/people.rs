//! Who is who: membership, rights, record access, own addresses (SPEC sections 2 to 4).

use serde_json::Value;

use super::domains::address;
use super::reason::reason;
use super::snapshot::{CrmRecord, Mailbox, Member, Snapshot, User};
use super::time::until_is_live;
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
    mailbox.sharing.grants.iter().any(|grant| {
        is_in(snapshot, user, grant)
            && until_is_live(grant.until.as_deref(), now)
            && grant.rights.iter().any(|given| given == right)
    })
}

/// "**Record access** ("can access"): the record's owner, a user in its `access`, any administrator, a live
/// support-agent (S-03)."
pub fn can_access(snapshot: &Snapshot, user: &User, record: &CrmRecord, now: i128) -> bool {
    record.owner.as_deref() == Some(user.id.as_str())
        || record.access.iter().any(|member| is_in(snapshot, user, member))
        || is_administrator(user)
        || (is_agent(user) && support::has_live_access(snapshot, user, now))
}

/// "**Own addresses** of a user: his `addresses` and those of the mailboxes he owns." Normalised.
pub fn own_addresses(snapshot: &Snapshot, user: &User) -> Vec<String> {
    let of_mailboxes =
        snapshot.mailboxes.iter().filter(|mailbox| mailbox.owner == user.id).map(|mailbox| &mailbox.address);
    user.addresses.iter().chain(of_mailboxes).map(|own| address(own).unwrap()).collect()
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
