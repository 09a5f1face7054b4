//! What section 12 finds in the threads of mailboxes: "Deleted threads count nowhere."

use super::domains::{address, domain_of, matches};
use super::lint::{Found, counts, excluded_domains, is_repeated};
use super::people::is_own_name;
use super::snapshot::{Mailbox, Snapshot, Thread};
use super::view::{Case, excluded, leaver};

/// The threads of a mailbox that are not deleted.
pub fn threads_of<'s>(snapshot: &'s Snapshot, mailbox: &'s Mailbox) -> impl Iterator<Item = &'s Thread> {
    snapshot.threads.iter().filter(|thread| thread.mailbox == mailbox.id && thread.state != "deleted")
}

fn shared_of<'s>(snapshot: &'s Snapshot, mailbox: &'s Mailbox) -> impl Iterator<Item = &'s Thread> {
    threads_of(snapshot, mailbox).filter(|thread| thread.sharing.as_deref() == Some("shared"))
}

/// "per-thread, `sharing: "shared"`, not deleted, and no eligible link"
pub fn shared_but_unseen(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    let is_eligible = |id: &&str| ["deal", "contact", "organization"].contains(&snapshot.record(id).kind.as_str());
    counts(snapshot, |mailbox| match mailbox.sharing.mode.as_str() {
        "per-thread" => shared_of(snapshot, mailbox).filter(|thread| !thread.links().iter().any(is_eligible)).count(),
        _ => 0,
    })
}

/// "`sharing: "shared"` in a mode where it matters to nothing": "`sharing: "shared"` on a thread matters only in
/// `per-thread`"
pub fn choice_without_effect(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    counts(snapshot, |mailbox| match mailbox.sharing.mode.as_str() {
        "per-thread" => 0,
        _ => shared_of(snapshot, mailbox).count(),
    })
}

/// "an excluded domain that matches no participant of the threads it applies to, if there are such threads"
pub fn domain_unmatched(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    let all = excluded_domains(snapshot);
    let mut found = Vec::new();
    for (place, (path, row, entry)) in all.iter().enumerate() {
        // "In every mode but `private` and `shared-mailbox`"
        let applies = |mailbox: &&Mailbox| !["private", "shared-mailbox"].contains(&mailbox.sharing.mode.as_str());
        let mailboxes: Vec<&Mailbox> = match row {
            Some(row) => vec![&snapshot.mailboxes[*row]],
            None => snapshot.mailboxes.iter().filter(applies).collect(),
        };
        let threads = mailboxes.iter().flat_map(|mailbox| threads_of(snapshot, mailbox).map(move |t| (*mailbox, t)));
        let threads: Vec<(&Mailbox, &Thread)> = threads.collect();
        let is_matched = threads.iter().any(|(mailbox, thread)| matches_anyone(snapshot, mailbox, thread, entry));
        if !threads.is_empty() && !is_matched && !is_repeated(&all, place) {
            found.push((path.clone(), None));
        }
    }
    found
}

/// "an entry that only own names match is unmatched"
fn matches_anyone(snapshot: &Snapshot, mailbox: &Mailbox, thread: &Thread, entry: &str) -> bool {
    let owner = snapshot.user(&mailbox.owner);
    let others = thread.participants.iter().filter(|participant| !is_own_name(snapshot, owner, participant));
    others.filter_map(|participant| address(participant)).any(|address| matches(entry, domain_of(&address)))
}

/// "threads hidden by `unreadable-participant` where a list applies"
pub fn participants_unreadable(snapshot: &Snapshot, now: i128) -> Vec<Found> {
    counts(snapshot, |mailbox| {
        let is_hidden_so = |thread: &&Thread| {
            let owner = snapshot.user(&mailbox.owner);
            // Whoever the viewer is: neither step asks for it.
            let case = Case { snapshot, viewer: owner, thread, mailbox, owner, surface: "record", record: None, now };
            // Step 4 comes first, and gives another reason.
            leaver(case).is_none() && excluded(case).is_some_and(|reason| reason["code"] == "unreadable-participant")
        };
        threads_of(snapshot, mailbox).filter(is_hidden_so).count()
    })
}
