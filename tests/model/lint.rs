//! Section 12: looking for mistakes, one line of the table after the other.

use serde_json::{Value, json};

use super::RequestError;
use super::domains::domain;
use super::lint_mail::{
    choice_without_effect, domain_unmatched, participants_unreadable, shared_but_unseen, threads_of,
};
use super::lint_names::address_of_two;
use super::people::{backups, is_administrator, is_agent, is_in};
use super::request::parse_moment;
use super::snapshot::{Mailbox, Member, Snapshot, User};
use super::support;
use super::time::{DAY, at, is_live};

/// A code with what is found, in the order of the document: a path, and maybe a count.
type Line = (&'static str, fn(&Snapshot, i128) -> Vec<Found>);

/// A path, and how many threads it is about where that is told.
pub type Found = (String, Option<usize>);

/// "In order of this table, then of the document".
const TABLE: [Line; 22] = [
    ("everyone-sees-all", everyone_sees_all),
    ("audience-reaches-nobody", audience_reaches_nobody),
    ("member-ended", member_ended),
    ("member-inactive", member_inactive),
    ("grant-reaches-nobody", grant_reaches_nobody),
    ("send-without-read", send_without_read),
    ("nobody-configures", nobody_configures),
    ("tick-not-eligible", tick_not_eligible),
    ("shared-but-unseen", shared_but_unseen),
    ("choice-without-effect", choice_without_effect),
    ("domain-unmatched", domain_unmatched),
    ("domain-covered", domain_covered),
    ("domain-one-label", domain_one_label),
    ("participants-unreadable", participants_unreadable),
    ("address-of-two", address_of_two),
    ("leaver-without-backup", leaver_without_backup),
    ("backup-behind", backup_behind),
    ("record-unreachable", record_unreachable),
    ("sole-administrator", sole_administrator),
    ("no-administrator", no_administrator),
    ("support-access-live", support_access_live),
    ("support-access-long", support_access_long),
];

/// `policy.lint`: as the vectors write it.
pub fn lint(snapshot: &Snapshot, query: &Value) -> Result<Value, RequestError> {
    let now = parse_moment(snapshot, query)?.now();
    let mut all = Vec::new();
    for (code, find) in TABLE {
        for (path, count) in find(snapshot, now) {
            all.push(match count {
                Some(count) => json!({ "code": code, "path": path, "count": count }),
                None => json!({ "code": code, "path": path }),
            });
        }
    }
    let total = all.len();
    all.truncate(1_000);
    Ok(if total == all.len() { json!(all) } else { json!({ "listed": all, "total": total }) })
}

/// The mailboxes for which this holds.
pub fn mailboxes(snapshot: &Snapshot, holds: impl Fn(&Mailbox) -> bool) -> Vec<Found> {
    let mailboxes = snapshot.mailboxes.iter().enumerate();
    mailboxes.filter(|(_, mailbox)| holds(mailbox)).map(|(row, _)| (format!("/mailboxes/{row}"), None)).collect()
}

/// The mailboxes of whose threads some are counted.
pub fn counts(snapshot: &Snapshot, count: impl Fn(&Mailbox) -> usize) -> Vec<Found> {
    let all = snapshot.mailboxes.iter().enumerate();
    let counted = all.map(|(row, mailbox)| (format!("/mailboxes/{row}"), Some(count(mailbox))));
    counted.filter(|(_, count)| *count != Some(0)).collect()
}

/// The audience members and grants for which this holds.
fn entries(snapshot: &Snapshot, lists: &[&str], holds: impl Fn(&Mailbox, &Member) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    for (row, mailbox) in snapshot.mailboxes.iter().enumerate() {
        for (list, members) in [("audience", &mailbox.sharing.audience), ("grants", &mailbox.sharing.grants)] {
            for (index, member) in members.iter().enumerate() {
                if lists.contains(&list) && holds(mailbox, member) {
                    found.push((format!("/mailboxes/{row}/sharing/{list}/{index}"), None));
                }
            }
        }
    }
    found
}

fn is_active_member(user: &User) -> bool {
    !is_agent(user) && user.status == "active"
}

fn live(member: &Member, now: i128) -> bool {
    is_live(member.from.as_deref(), member.until.as_deref(), now)
}

/// "mode complete with `everyone` live at full"
fn everyone_sees_all(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    let is_all = |member: &Member| member.kind == "everyone" && member.level == "full" && live(member, now);
    mailboxes(snapshot, |mailbox| mailbox.sharing.mode == "complete" && mailbox.sharing.audience.iter().any(is_all))
}

/// "record-level or complete, and no active member but the owner is among its live audience"
fn audience_reaches_nobody(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    mailboxes(snapshot, |mailbox| {
        let is_reached = |user: &User| {
            let mut audience = mailbox.sharing.audience.iter();
            audience.any(|member| live(member, now) && is_in(snapshot, user, member))
        };
        let mut others = snapshot.users.iter().filter(|user| is_active_member(user) && user.id != mailbox.owner);
        ["record-level", "complete"].contains(&mailbox.sharing.mode.as_str()) && !others.any(is_reached)
    })
}

/// "an audience member or grant whose `until` has passed"
fn member_ended(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    entries(snapshot, &["audience", "grants"], |_, member| {
        member.until.as_deref().is_some_and(|until| at(until) <= now)
    })
}

/// "a `user` in an audience or grant who is deactivated"
fn member_inactive(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    entries(snapshot, &["audience", "grants"], |_, member| {
        member.kind == "user" && snapshot.user(member.id.as_deref().unwrap()).status == "deactivated"
    })
}

/// "a live grant that means no active member"
fn grant_reaches_nobody(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    entries(snapshot, &["grants"], |_, grant| live(grant, now) && !means_an_active_member(snapshot, grant))
}

fn means_an_active_member(snapshot: &Snapshot, member: &Member) -> bool {
    snapshot.users.iter().any(|user| is_active_member(user) && is_in(snapshot, user, member))
}

fn has(grant: &Member, right: &str) -> bool {
    grant.rights.iter().any(|given| given == right)
}

/// "a grant with `send` and without `read`"
fn send_without_read(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    entries(snapshot, &["grants"], |_, grant| has(grant, "send") && !has(grant, "read"))
}

/// "shared mailbox whose owner is not active and for which no active member has a live `configure` right"
fn nobody_configures(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    mailboxes(snapshot, |mailbox| {
        let configures =
            |grant: &Member| has(grant, "configure") && live(grant, now) && means_an_active_member(snapshot, grant);
        mailbox.sharing.mode == "shared-mailbox"
            && snapshot.user(&mailbox.owner).status != "active"
            && !mailbox.sharing.grants.iter().any(configures)
    })
}

/// "`sharedRecords` has a record that is no lead or contact"; "Equal entries" "count once"
fn tick_not_eligible(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    let mut found = Vec::new();
    for (row, mailbox) in snapshot.mailboxes.iter().enumerate() {
        let ticks = &mailbox.sharing.shared_records;
        for (index, tick) in ticks.iter().enumerate() {
            let is_eligible = ["lead", "contact"].contains(&snapshot.record(tick).kind.as_str());
            if !is_eligible && !ticks[..index].contains(tick) {
                found.push((format!("/mailboxes/{row}/sharing/sharedRecords/{index}"), None));
            }
        }
    }
    found
}

/// Every excluded domain: its path, the row of its mailbox if it is not the organisation's, and the domain itself.
pub fn excluded_domains(snapshot: &Snapshot) -> Vec<(String, Option<usize>, String)> {
    let mut all = Vec::new();
    for (index, entry) in snapshot.organization.excluded_domains.iter().enumerate() {
        all.push((format!("/organization/excludedDomains/{index}"), None, domain(entry).unwrap()));
    }
    for (row, mailbox) in snapshot.mailboxes.iter().enumerate() {
        for (index, entry) in mailbox.sharing.excluded_domains.iter().enumerate() {
            let path = format!("/mailboxes/{row}/sharing/excludedDomains/{index}");
            all.push((path, Some(row), domain(entry).unwrap()));
        }
    }
    all
}

/// "Of equal entries the later ones are `domain-covered`"
pub fn is_repeated(all: &[(String, Option<usize>, String)], place: usize) -> bool {
    all[..place].iter().any(|(_, row, entry)| (row, entry) == (&all[place].1, &all[place].2))
}

/// "an entry of a mailbox that the organisation's list, or an earlier entry, covers"
fn domain_covered(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    let all = excluded_domains(snapshot);
    let is_covered = |place: usize| {
        let (_, row, entry) = &all[place];
        let covers = |(_, of, other): &(String, Option<usize>, String)| {
            (of.is_none() || of == row) && super::domains::matches(other, entry)
        };
        is_repeated(&all, place) || row.is_some() && all[..place].iter().any(covers)
    };
    (0..all.len()).filter(|place| is_covered(*place)).map(|place| (all[place].0.clone(), None)).collect()
}

/// "an excluded domain of one label"
fn domain_one_label(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    let all = excluded_domains(snapshot);
    let is_found = |place: &usize| !all[*place].2.contains('.') && !is_repeated(&all, *place);
    (0..all.len()).filter(is_found).map(|place| (all[place].0.clone(), None)).collect()
}

fn is_leavers(snapshot: &Snapshot, mailbox: &Mailbox) -> bool {
    snapshot.user(&mailbox.owner).status == "deactivated"
        && ["record-level", "complete"].contains(&mailbox.sharing.mode.as_str())
}

/// "owner deactivated, record-level or complete, no completed backup (M-03)"
fn leaver_without_backup(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    mailboxes(snapshot, |mailbox| is_leavers(snapshot, mailbox) && backups(mailbox, "completed", now).is_empty())
}

/// "such a mailbox with threads later than its latest completed backup"; "An absent `lastMessageAt` counts as later
/// than every backup."
fn backup_behind(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    counts(snapshot, |mailbox| match backups(mailbox, "completed", now).iter().max() {
        Some(latest) if is_leavers(snapshot, mailbox) => threads_of(snapshot, mailbox)
            .filter(|thread| thread.last_message_at.as_deref().is_none_or(|last| at(last) > *latest))
            .count(),
        _ => 0,
    })
}

/// "a record with linked threads that no active member but administrators can access"
fn record_unreachable(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    let mut found = Vec::new();
    for (row, record) in snapshot.records.iter().enumerate() {
        let mut all = snapshot.mailboxes.iter().flat_map(|mailbox| threads_of(snapshot, mailbox));
        let is_linked = all.any(|thread| thread.links().contains(&record.id.as_str()));
        let mut others = snapshot.users.iter().filter(|user| is_active_member(user) && !is_administrator(user));
        if is_linked && !others.any(|user| super::people::can_access(snapshot, user, record, now)) {
            found.push((format!("/records/{row}"), None));
        }
    }
    found
}

fn administrators(snapshot: &Snapshot) -> Vec<Found> {
    let users = snapshot.users.iter().enumerate().filter(|(_, user)| is_administrator(user));
    users.map(|(row, _)| (format!("/users/{row}"), None)).collect()
}

/// "one active administrator"; "`sole-administrator` that user's"
fn sole_administrator(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    let administrators = administrators(snapshot);
    if administrators.len() == 1 { administrators } else { Vec::new() }
}

/// "`no-administrator` `/users`"
fn no_administrator(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    if administrators(snapshot).is_empty() { vec![("/users".to_owned(), None)] } else { Vec::new() }
}

/// "an entry live now"
fn support_access_live(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    let entries = snapshot.support_access.iter().enumerate();
    let live = entries.filter(|(_, access)| support::is_live(access, now));
    live.map(|(index, _)| (format!("/supportAccess/{index}"), None)).collect()
}

/// "an entry live or to come that runs more than 30 days from its activation"; "support access ends, for its length,
/// when it was revoked"
fn support_access_long(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    let entries = snapshot.support_access.iter().enumerate();
    let long = entries.filter(|(_, access)| {
        let expires = at(&access.expires_at);
        let end = access.revoked_at.as_deref().map_or(expires, |revoked| at(revoked).min(expires));
        now < end && end - at(&access.activated_at) > 30 * DAY
    });
    long.map(|(index, _)| (format!("/supportAccess/{index}"), None)).collect()
}
