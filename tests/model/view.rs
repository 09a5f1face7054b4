//! Section 3: may this viewer see this thread? Steps 1 to 5.

use serde_json::Value;

use super::domains::{address, domain, domain_of, matches};
use super::misread;
use super::modes;
use super::people::{backups, is_own_name, owns, viewer_refusal};
use super::reason::{reason, reason_with};
use super::snapshot::{Mailbox, Snapshot, Thread, User};
use super::time::at;

pub const LEVELS: [&str; 4] = ["none", "metadata", "subject", "full"];

/// A level with its reasons.
#[derive(Debug)]
pub struct View {
    pub level: String,
    pub reasons: Vec<Value>,
}

impl View {
    pub fn hidden(reasons: Vec<Value>) -> Self {
        Self::seen("none", reasons)
    }

    pub fn seen(level: &str, reasons: Vec<Value>) -> Self {
        Self { level: level.to_owned(), reasons }
    }

    pub fn rank(&self) -> usize {
        LEVELS.iter().position(|level| *level == self.level).unwrap()
    }
}

/// One question on one surface, with everything it is about at hand.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    pub snapshot: &'a Snapshot,
    pub viewer: &'a User,
    pub thread: &'a Thread,
    pub mailbox: &'a Mailbox,
    pub owner: &'a User,
    pub surface: &'a str,
    pub record: Option<&'a str>,
    pub now: i128,
}

/// `view(viewer, thread, surface?, record?, now)` gives a level.
pub fn view(
    snapshot: &Snapshot,
    viewer: &User,
    thread: &Thread,
    surface: Option<&str>,
    record: Option<&str>,
    now: i128,
) -> View {
    let mailbox = snapshot.mailbox(&thread.mailbox);
    let case = |surface| Case {
        snapshot,
        viewer,
        thread,
        mailbox,
        owner: snapshot.user(&mailbox.owner),
        surface,
        record,
        now,
    };
    // "`record` = the page being looked at; it implies surface `record`"
    match surface.or(record.map(|_| "record")) {
        Some(surface) => on_surface(case(surface)),
        None => on_either_surface(case("record"), case("mailbox")),
    }
}

fn on_either_surface(record: Case, mailbox: Case) -> View {
    if let Some(refused) = before_owner(record) {
        return refused;
    }
    if owns(record.viewer, record.mailbox) {
        // "Surface omitted: an owner sees `full`"
        return View::seen("full", vec![reason("mailbox-owner", "X-01")]);
    }
    let record = on_surface(record);
    let mailbox = on_surface(mailbox);
    // "for others the better of both surfaces"
    if mailbox.rank() > record.rank() {
        return mailbox;
    }
    // "(on a tie, `record` gives the reasons)"
    if record.level != "none" {
        return record;
    }
    // "a denial then lists the reasons of `record`, then those of `mailbox` other than `surface-not-allowed`,
    // each code-and-record pair once"
    let mut reasons = record.reasons;
    for reason in mailbox.reasons {
        let is_listed = reasons.iter().any(|r| (&r["code"], &r["record"]) == (&reason["code"], &reason["record"]));
        if reason["code"] != "surface-not-allowed" && !is_listed {
            reasons.push(reason);
        }
    }
    View::hidden(reasons)
}

fn on_surface(case: Case) -> View {
    if let Some(refused) = before_owner(case) {
        return refused;
    }
    // Step 3.
    if owns(case.viewer, case.mailbox) {
        return owner_on_surface(case);
    }
    // Steps 4 and 5: each gives "none" and one reason.
    if let Some(refused) = leaver(case).or_else(|| excluded(case)) {
        return View::hidden(vec![refused]);
    }
    // Step 6.
    match case.mailbox.sharing.mode.as_str() {
        "private" => View::hidden(vec![reason("mailbox-private", "Z-06")]),
        "record-level" => modes::record_level(case),
        "complete" => modes::complete(case),
        "per-thread" => modes::per_thread(case),
        "shared-mailbox" if case.surface == "mailbox" => modes::shared_mailbox_on_mailbox(case),
        "shared-mailbox" => modes::shared_mailbox_on_record(case),
        mode => panic!("`{mode}` is no mode"),
    }
}

/// Steps 1 and 2.
fn before_owner(case: Case) -> Option<View> {
    if let Some(refusal) = viewer_refusal(case.snapshot, case.viewer, case.now) {
        return Some(View::hidden(vec![refusal]));
    }
    if case.thread.state == "deleted" {
        // "**Deleted** thread: none for everybody, owner included, `thread-deleted` (P-10)."
        return Some(View::hidden(vec![reason("thread-deleted", "P-10")]));
    }
    None
}

/// Step 3, "where mail is listed per surface".
fn owner_on_surface(case: Case) -> View {
    if case.surface == "mailbox" && case.thread.state == "archived" {
        // "on `mailbox`, an archived thread is none, `thread-archived`"
        return View::hidden(vec![reason("thread-archived", "P-11")]);
    }
    if case.surface == "record" {
        if let Some(refused) = not_linked(case) {
            // "on `record`, with `record` given it must be among the links, else `record-not-linked`"
            return View::hidden(vec![refused]);
        }
        if case.thread.links().is_empty() {
            // "without, a thread with no links is none, `thread-not-linked`"
            return View::hidden(vec![reason("thread-not-linked", link_rule(case.mailbox))]);
        }
    }
    // "**Owner** of the mailbox: full, `mailbox-owner`, in every mode ."
    View::seen("full", vec![reason("mailbox-owner", "X-01")])
}

/// Step 4: "Owner deactivated and mode record-level or complete".
pub fn is_leavers(case: Case) -> bool {
    case.owner.status == "deactivated" && ["record-level", "complete"].contains(&case.mailbox.sharing.mode.as_str())
}

/// Step 4: "needs a completed backup with `lastMessageAt <= takenAt <= now`".
pub fn leaver(case: Case) -> Option<Value> {
    if !is_leavers(case) {
        return None;
    }
    let is_restored = match &case.thread.last_message_at {
        Some(last) => backups(case.mailbox, "completed", case.now).iter().any(|taken_at| at(last) <= *taken_at),
        // "An absent `lastMessageAt` counts as later than every backup."
        None => false,
    };
    (!is_restored).then(|| reason("owner-deactivated-without-backup", "M-03"))
}

/// Step 5.
pub fn excluded(case: Case) -> Option<Value> {
    let sharing = &case.mailbox.sharing;
    // "In every mode but `private` and `shared-mailbox`"
    if ["private", "shared-mailbox"].contains(&sharing.mode.as_str()) {
        return None;
    }
    // "the lists that apply are `organization.excludedDomains` (X-03) and, in mode `complete`, the mailbox's own
    // (Z-15)"; "organisation's list first, in list order"
    let mut entries: Vec<(String, &str)> = Vec::new();
    for entry in &case.snapshot.organization.excluded_domains {
        entries.push((domain(entry).unwrap(), "X-03"));
    }
    if sharing.mode == "complete" {
        for entry in &sharing.excluded_domains {
            entries.push((domain(entry).unwrap(), "Z-15"));
        }
    }
    // "A participant that is not one of the owner's own names"
    let is_own = |participant: &&String| is_own_name(case.snapshot, case.owner, participant);
    let others: Vec<&String> = case.thread.participants.iter().filter(|participant| !is_own(participant)).collect();
    for (entry, rule) in &entries {
        for participant in others.iter().filter_map(|participant| address(participant)) {
            // "and whose domain matches an entry: none, `excluded-domain` (one reason ...)"
            if matches(entry, domain_of(&participant)) {
                return Some(reason_with("excluded-domain", rule, "domain", entry.clone()));
            }
        }
    }
    // "Else, where a list that applies is not empty, a participant that is neither an address nor one of the owner's own
    // names, or no participant at all: none, `unreadable-participant` (X-06)."
    let domains: Vec<&str> = entries.iter().map(|(entry, _)| entry.as_str()).collect();
    let is_unreadable = others
        .iter()
        .any(|participant| address(participant).is_none() || misread::may_be_misread(participant, &domains));
    let has_nobody = case.thread.participants.is_empty();
    (!entries.is_empty() && (is_unreadable || has_nobody)).then(|| reason("unreadable-participant", "X-06"))
}

/// `record-not-linked`, when a record is given that is not among the links.
pub fn not_linked(case: Case) -> Option<Value> {
    let record = case.record?;
    let rule = link_rule(case.mailbox);
    (!case.thread.links().contains(&record)).then(|| reason_with("record-not-linked", rule, "record", record))
}

/// "`thread-not-linked`, `record-not-linked` P-03 (Z-04 in complete, C-12 in shared-mailbox, Z-05 in record-level)";
/// "`record-access-missing` P-03 (Z-04, Z-05, C-12 likewise)".
pub fn link_rule(mailbox: &Mailbox) -> &'static str {
    match mailbox.sharing.mode.as_str() {
        "complete" => "Z-04",
        "shared-mailbox" => "C-12",
        "record-level" => "Z-05",
        _ => "P-03",
    }
}
