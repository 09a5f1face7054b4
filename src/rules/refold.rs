//! Folding again what is kept of threads: after records have changed, and to forget what changes have left behind.

use super::fold;
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow};
use crate::model::thread::Thread;
use crate::policy::Policy;
use crate::policy::classes::{Class, Classes};
use crate::policy::facts::Facts;
use crate::policy::threads::{CompiledThread, FoldedThread};

/// Folds the links of all threads again that link one of these records, which have changed.
pub(crate) fn links_of(policy: &mut Policy, changed: &[RecordRow]) {
    if changed.is_empty() {
        return;
    }
    let mut is_changed = vec![false; policy.records.count()];
    for record in changed {
        is_changed.get_mut(record.index()).into_iter().for_each(|is_changed| *is_changed = true);
    }
    let links_any = |record: RecordRow| is_changed.get(record.index()).copied().unwrap_or(false);
    let rows: Vec<ThreadRow> = policy.threads.linking_any(links_any).collect();
    for row in rows {
        links_again(policy, row);
    }
    policy.records.revise();
}

/// The class may be the one before, and yet the thread appear on another record's page: every row counts as changed.
fn links_again(policy: &mut Policy, row: ThreadRow) {
    let Some(Class { folded, .. }) = policy.threads.class(row) else { return };
    let records = policy.threads.links(row).to_vec();
    if let Some(class) = fold::class(policy, folded, &records) {
        policy.threads.change_class(row, class);
    }
}

/// Forgets lists and classes that are not used any more, once they may be more than those that are: else a policy that is
/// changed again and again would grow without end.
pub(crate) fn forget_unused(policy: &mut Policy) {
    if !policy.has_outgrown() {
        return;
    }
    let seed = policy.seed.clone();
    policy.records.forget_unused_lists(&seed);
    let classes = policy.threads.take_classes();
    let facts = std::mem::replace(&mut policy.threads.facts, Facts::new(&seed));
    for row in (0..).map(ThreadRow::new).take(policy.threads.rows()) {
        let Some(thread) = policy.threads.kept(row) else { continue };
        let thread = FoldedThread { facts: policy.threads.facts.adopt(&facts, facts.get(row)), ..thread };
        let thread = again(policy, &classes, &thread).unwrap_or_else(|| policy.threads.refused());
        policy.threads.set(row, thread);
    }
    policy.limit_size();
}

/// What is kept of a thread, by new numbers; `None` for a removed one.
fn again(policy: &mut Policy, before: &Classes, thread: &FoldedThread) -> Option<FoldedThread> {
    let folded = *before.folded.get(before.classes.get(thread.class)?.folded)?;
    fold::kept(policy, folded, before.links.records(&thread.links), before.users.list(thread.users), thread.facts)
}

/// Folds the threads of a mailbox again as they were read, after its settings have changed.
pub(crate) fn threads_of(policy: &mut Policy, mailbox: MailboxRow) {
    let of_mailbox = |row: &ThreadRow| policy.threads.get(*row).is_some_and(|thread| thread.folded.mailbox == mailbox);
    let rows: Vec<ThreadRow> = (0..).map(ThreadRow::new).take(policy.threads.rows()).filter(of_mailbox).collect();
    rows.into_iter().for_each(|row| as_read(policy, row, |_| {}));
}

/// Folds a thread again as it was read, but for what the caller changes in it.
pub(crate) fn as_read(policy: &mut Policy, row: ThreadRow, change: impl FnOnce(&mut Thread<'_>)) {
    let Some(CompiledThread { folded, .. }) = policy.threads.get(row) else { return };
    let records = policy.threads.links(row).to_vec();
    // Put aside, because folding borrows the policy.
    let aside = Facts::new(&policy.seed);
    let facts = std::mem::replace(&mut policy.threads.facts, aside);
    let kept = facts.with_thread(row, (folded.mailbox, folded.state), &records, |mut thread, mut facts| {
        change(&mut thread);
        facts.sharing = thread.sharing;
        fold::with_facts(policy, &thread, facts)
    });
    policy.threads.facts = facts;
    if let Some(kept) = kept {
        policy.threads.replace(row, kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::address::domain_to_ascii;
    use crate::model::instant::Instant;
    use crate::model::place::Place;

    const USERS: usize = 40;

    /// Two records with everything that is kept in lists: links of both, participants, several access lists.
    fn policy(threads: &str) -> Policy {
        let users: Vec<String> = (0..USERS)
            .map(|user| format!(r#"{{"id":"u{user}","status":"active","addresses":["u{user}@a.test"]}}"#))
            .collect();
        let snapshot = format!(
            r#"{{"version":1,"organization":{{}},"roles":[],"users":[{}],
            "records":[{{"id":"a","type":"deal","access":[]}},{{"id":"b","type":"contact","access":[]}}],
            "mailboxes":[{{"id":"box","address":"box@a.test","owner":"u0","sharing":{{"mode":"per-thread","default":"shared"}}}}],
            "threads":{threads}}}"#,
            users.join(",")
        );
        Policy::parse(snapshot.as_bytes(), domain_to_ascii).expect("it is a snapshot")
    }

    /// The users whose bits are set.
    fn members(bits: usize) -> String {
        let members = (0..USERS).filter(|user| bits >> user & 1 == 1);
        members.map(|user| format!(r#"{{"kind":"user","id":"u{user}"}}"#)).collect::<Vec<_>>().join(",")
    }

    const THREADS: &str = r#"[{"id":"t","mailbox":"box","participants":["u1@a.test"],"records":["a","b"]},
        {"id":"gone","mailbox":"box","participants":[]},
        {"id":"s","mailbox":"box","participants":[],"records":["b"]}]"#;

    #[test]
    fn what_is_changed_again_and_again_does_not_grow() {
        let mut policy = policy(THREADS);
        policy.remove_threads(br#"["gone"]"#).expect("it is there");
        let now = Instant::parse("2026-01-01T00:00:00Z").expect("it is a time");
        let mut largest = 0;
        for round in 1..3_000_usize {
            // Lists that never came before: of both records, of links, of participants.
            let (one, other) = (round.wrapping_mul(7), round.wrapping_mul(13) ^ 5);
            let records = format!(
                r#"[{{"id":"a","type":"deal","access":[{}]}},{{"id":"b","type":"contact","access":[{}]}}]"#,
                members(one),
                members(other)
            );
            policy.upsert_records(records.as_bytes()).expect("they are records");
            let participants: Vec<String> =
                (0..USERS).filter(|user| round >> user & 1 == 1).map(|user| format!(r#""u{user}@a.test""#)).collect();
            let thread = format!(
                r#"[{{"id":"t","mailbox":"box","participants":[{}],"records":["a","b"]}}]"#,
                participants.join(",")
            );
            policy.upsert_threads(thread.as_bytes()).expect("it is a thread");
            largest = largest.max(policy.size());
            if round % 97 != 0 {
                continue;
            }
            for user in 1..USERS {
                let is_on = |bits: usize| bits >> user & 1 == 1;
                let seen = policy.visible_threads(&format!("u{user}"), Place::Anywhere, now).expect("it is a user");
                let expected: Vec<u32> = [(0, is_on(one) && is_on(other)), (2, is_on(other))]
                    .iter()
                    .filter(|(_, is)| *is)
                    .map(|(row, _)| *row)
                    .collect();
                assert_eq!(seen.rows, expected, "user {user} in round {round}");
                let thread = policy.threads.find("t").expect("it is there");
                let takes_part = policy.threads.users(thread).iter().any(|found| found.index() == user);
                assert_eq!(takes_part, is_on(round), "user {user} in round {round}");
            }
        }
        assert!(largest < 10_000, "{largest}");
        assert!(policy.records.lists.members(policy.records.access(RecordRow::new(0)).expect("it is there")).len() > 1);
    }

    #[test]
    fn what_comes_again_takes_no_room() {
        let mut policy = policy(THREADS);
        let records = br#"[{"id":"a","type":"deal","access":[{"kind":"everyone"}]}]"#;
        policy.upsert_records(records).expect("it is a record");
        let (size, revision, changes) = (policy.size(), policy.records.revision(), policy.threads.changes().count());
        for _ in 0..100 {
            policy.upsert_records(records).expect("it is a record");
        }
        assert_eq!((size, revision), (policy.size(), policy.records.revision()));
        assert_eq!(changes, policy.threads.changes().count(), "no thread changed");
    }

    #[test]
    fn rows_in_order_by_old_numbers_are_not_read() {
        let mut policy = policy(THREADS);
        let rows = policy.threads.rows();
        let others = |policy: &Policy| policy.threads.by_class.others(rows).count();
        assert_eq!(others(&policy), if cfg!(feature = "careful") { rows } else { 0 });
        let numbering = policy.threads.numbering();
        policy.size_max = 0;
        forget_unused(&mut policy);
        assert_eq!((others(&policy), policy.threads.numbering()), (rows, numbering + 1));
    }
}
