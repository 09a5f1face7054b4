//! A policy with everything that is remembered of what it was asked.

use super::kept_levels::KeptLevels;
use super::kept_lists::KeptLists;
use super::lists::VisibleThreads;
use super::named::{NamedQuestion, with_members};
use super::query::ListQuery;
use crate::error::RequestError;
use crate::model::instant::Instant;
use crate::model::place::Place;
use crate::policy::Policy;

/// A policy for a caller that asks often, such as a server: lists that were made are kept, and mended after changes.
///
/// A session owns its policy, and gives it out for reading only: so what it remembers can never meet another policy.
///
/// ```
/// use mailveil::{Instant, Place, Policy, Session, domain_to_ascii};
///
/// let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
/// let mut session = Session::new(policy);
/// let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
/// assert_eq!(session.visible_threads("anna", Place::Anywhere, now)?.rows, [0, 1]);
/// session.remove_threads(br#"["t1"]"#)?;
/// assert_eq!(session.visible_threads("anna", Place::Anywhere, now)?.rows, [1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Session {
    policy: Policy,
    lists: KeptLists,
    levels: KeptLevels,
}

impl Session {
    /// Begins with nothing remembered.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self { policy, lists: KeptLists::default(), levels: KeptLevels::default() }
    }

    /// The policy, for every question that needs no memory.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// For changes, which the lists take in when they are asked for next.
    pub(crate) fn policy_mut(&mut self) -> &mut Policy {
        &mut self.policy
    }

    /// [`Policy::visible_threads`], from memory if it was asked before.
    ///
    /// # Errors
    /// As [`Policy::visible_threads`].
    pub fn visible_threads(
        &mut self,
        viewer: &str,
        place: Place<&str>,
        now: Instant,
    ) -> Result<&VisibleThreads, RequestError> {
        let query = self.policy.list_query(viewer, place, now)?;
        Ok(self.list(&query))
    }

    /// [`Policy::visible_threads_named`], from memory if it was asked before.
    ///
    /// # Errors
    /// As [`Policy::visible_threads_named`].
    pub fn visible_threads_named(&mut self, question: &NamedQuestion<'_>) -> Result<&VisibleThreads, RequestError> {
        let query = with_members(question, |members| self.policy.named_list_query(members, None))?;
        Ok(self.list(&query))
    }

    pub(crate) fn list(&mut self, query: &ListQuery) -> &VisibleThreads {
        self.policy.threads.order_by_class();
        let Self { policy, lists, levels } = self;
        lists.list(policy, query, levels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::address::domain_to_ascii;
    use crate::rules::viewer;

    const USERS: usize = 5;
    const RECORDS: usize = 6;
    const MODES: [&str; 4] = [
        r#"{"mode":"per-thread","default":"shared"}"#,
        r#"{"mode":"per-thread","default":"shared","linkedAccess":"any"}"#,
        r#"{"mode":"complete","audience":[{"kind":"user","id":"u1"},{"kind":"user","id":"u2","level":"metadata"},
            {"kind":"user","id":"u3","until":"2026-06-01T00:00:00Z"}]}"#,
        r#"{"mode":"shared-mailbox","grants":[{"kind":"user","id":"u3","rights":["read","send"]}]}"#,
    ];

    fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
        (0..count).map(row).collect::<Vec<_>>().join(",")
    }

    /// Numbers that nobody chose, one after the other.
    struct Spread(u64);

    impl Spread {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % limit
        }
    }

    fn thread(id: usize, spread: &mut Spread) -> String {
        let links: Vec<String> = (0..spread.below(4)).map(|_| format!(r#""r{}""#, spread.below(RECORDS))).collect();
        let state = ["active", "active", "archived", "deleted"][spread.below(4)];
        let sharing = ["", "", r#","sharing":"private""#][spread.below(3)];
        let (mailbox, links) = (spread.below(MODES.len()), links.join(","));
        format!(
            r#"{{"id":"t{id}","mailbox":"m{mailbox}","participants":[],"records":[{links}],"state":"{state}"{sharing}}}"#
        )
    }

    fn record(number: usize, spread: &mut Spread) -> String {
        let users = (0..spread.below(3)).map(|_| format!(r#"{{"kind":"user","id":"u{}"}}"#, spread.below(USERS)));
        let access = match users.collect::<Vec<_>>() {
            none if none.is_empty() => r#"{"kind":"everyone"}"#.to_owned(),
            some => some.join(","),
        };
        format!(r#"{{"id":"r{number}","type":"contact","access":[{access}]}}"#)
    }

    fn session(threads: usize, spread: &mut Spread) -> Session {
        let users = rows(USERS, |user| format!(r#"{{"id":"u{user}","status":"active"}}"#));
        let records = (0..RECORDS).map(|number| record(number, spread)).collect::<Vec<_>>().join(",");
        let mailboxes = rows(MODES.len(), |mode| {
            format!(r#"{{"id":"m{mode}","address":"m{mode}@a.test","owner":"u0","sharing":{}}}"#, MODES[mode])
        });
        let threads = (0..threads).map(|id| thread(id, spread)).collect::<Vec<_>>().join(",");
        let snapshot = format!(
            r#"{{"version":1,"organization":{{}},"roles":[],"users":[{users}],"records":[{records}],
            "mailboxes":[{mailboxes}],"threads":[{threads}]}}"#
        );
        Session::new(Policy::parse(snapshot.as_bytes(), domain_to_ascii).expect("it is a snapshot"))
    }

    /// What is kept of a viewer is asked for again, in the order of these, with one place or moment changed.
    const ASKED: [(Place<&str>, &str); 8] = [
        (Place::Anywhere, "2026-05-01T00:00:00Z"),
        (Place::Anywhere, "2026-07-01T00:00:00Z"),
        (Place::Mailbox, "2026-07-01T00:00:00Z"),
        (Place::Record(None), "2026-07-01T00:00:00Z"),
        (Place::Record(None), "2026-05-01T00:00:00Z"),
        (Place::Record(Some("r1")), "2026-05-01T00:00:00Z"),
        (Place::Record(Some("r1")), "2026-07-01T00:00:00Z"),
        (Place::Anywhere, "2026-05-01T00:00:00Z"),
    ];

    /// Every list of every viewer, in a session and of the policy alone, is that of threads judged one by one.
    fn check(session: &mut Session, what: &str) {
        for (user, (place, now)) in (0..USERS).flat_map(|user| ASKED.map(|asked| (format!("u{user}"), asked))) {
            let now = Instant::parse(now).expect("it is a time");
            let query = session.policy.list_query(&user, place, now).expect("all are there");
            let policy = &session.policy;
            let viewer = viewer::admit(policy, query.viewer, now).expect("they are active");
            let expected = policy.list_one_by_one(&viewer, query.place);
            assert_eq!(policy.list(&query), expected, "{what}: {user} in {place:?}");
            assert_eq!(session.list(&query), &expected, "{what}: {user} in {place:?}, in a session");
        }
    }

    #[test]
    fn lists_are_right_after_any_number_of_changes() {
        let mut spread = Spread(7);
        let mut session = session(200, &mut spread);
        check(&mut session, "at first");
        let mut ids = 200;
        // Fewer and more changes than put the rows in order anew.
        for (round, changes) in [1, 3, 40, 1, 70, 2, 400, 5].into_iter().enumerate() {
            let threads: Vec<String> = (0..changes)
                .map(|number| {
                    let id = if number % 2 == 0 { ids + number } else { spread.below(ids) };
                    format!("[{}]", thread(id, &mut spread))
                })
                .collect();
            for thread in threads {
                session.upsert_threads(thread.as_bytes()).expect("it is a thread");
            }
            ids += changes;
            check(&mut session, &format!("round {round}, threads"));
            let gone = spread.below(200);
            // What is gone already is refused.
            drop(session.remove_threads(format!(r#"["t{gone}"]"#).as_bytes()));
            let records = format!("[{}]", record(spread.below(RECORDS), &mut spread));
            session.upsert_records(records.as_bytes()).expect("it is a record");
            check(&mut session, &format!("round {round}, a record"));
        }
    }

    #[test]
    fn what_is_kept_by_old_numbers_is_not_read() {
        let mut session = session(0, &mut Spread(1));
        let in_mailbox = |id: &str, mailbox: &str| {
            format!(r#"[{{"id":"{id}","mailbox":"{mailbox}","participants":[],"records":["r1"]}}]"#)
        };
        session
            .upsert_records(br#"[{"id":"r1","type":"contact","access":[{"kind":"everyone"}]}]"#)
            .expect("it is a record");
        for (id, mailbox) in [("one", "m2"), ("other", "m3")] {
            session.upsert_threads(in_mailbox(id, mailbox).as_bytes()).expect("it is a thread");
        }
        let now = Instant::parse("2026-05-01T00:00:00Z").expect("it is a time");
        let seen = |session: &mut Session| {
            session.visible_threads("u1", Place::Anywhere, now).expect("they are there").rows.clone()
        };
        assert_eq!(seen(&mut session), [0]);
        // More changes than a kept list takes in. The facts that were number 1 are number 0 then.
        for _ in 0..70 {
            session.policy.size_max = 0;
            session.upsert_threads(in_mailbox("one", "m3").as_bytes()).expect("it is a thread");
        }
        assert!(seen(&mut session).is_empty());
    }

    #[test]
    fn lists_are_right_when_classes_are_numbered_anew() {
        let mut spread = Spread(9);
        let mut session = session(50, &mut spread);
        let before = session.policy.threads.numbering();
        for round in 0..3_000 {
            let records = (0..RECORDS).map(|number| record(number, &mut spread)).collect::<Vec<_>>().join(",");
            session.upsert_records(format!("[{records}]").as_bytes()).expect("they are records");
            let changed = thread(spread.below(60), &mut spread);
            session.upsert_threads(format!("[{changed}]").as_bytes()).expect("it is a thread");
            if round % 100 == 0 {
                check(&mut session, &format!("round {round}"));
            }
        }
        check(&mut session, "at last");
        assert!(session.policy.threads.numbering() > before, "it was to happen");
    }
}
