//! What the module exports: numbers, and lengths of what stands in the room.

use super::policies::{self, with_policy, with_session};
use super::room::{self, answer, json};
use super::{batch, compare, question};
use crate::ask::members::Member;
use crate::error::{InvalidSnapshot, RequestError};
use crate::filter::Filter;
use crate::model::address::domain_to_ascii;
use crate::model::operation::support_restrictions;
use crate::model::rows::ThreadRow;
use crate::policy::Policy;
use serde::Serialize;

/// The version of this interface. It grows when something that a caller relies on changes its meaning.
const VERSION: u32 = 1;

/// The version of the interface.
#[must_use]
pub fn mailveil_version() -> u32 {
    VERSION
}

/// Makes room for so many bytes, and gives its address. What stands in it stays.
#[must_use]
pub fn mailveil_room(bytes: usize) -> *const u8 {
    room::make(bytes)
}

/// Parses a snapshot; gives the number of its policy.
#[must_use]
pub fn mailveil_parse(bytes: usize) -> i32 {
    let mut number = 0;
    let refused = answer([bytes], |[snapshot], _| {
        let policy = Policy::parse(snapshot, domain_to_ascii).map_err(|error| json(&error))?;
        number = policies::keep(policy);
        Ok(())
    });
    if refused < 0 { refused } else { number }
}

/// Forgets a policy. Its number is never used again.
pub fn mailveil_free(policy: i32) {
    policies::free(policy);
}

/// One question: JSON text in, JSON text out.
#[must_use]
pub fn mailveil_decide(policy: i32, bytes: usize) -> i32 {
    asked(policy, bytes, |policy, members| policy.named_query(members, None).map(|query| json(&policy.answer(&query))))
}

/// Whether a question is allowed: 1 or 0.
#[must_use]
pub fn mailveil_allows(policy: i32, bytes: usize) -> i32 {
    let mut outcome = false;
    let refused = asked(policy, bytes, |policy, members| {
        outcome = policy.named_query(members, None).map(|query| policy.outcome(&query))?;
        Ok(String::new())
    });
    if refused < 0 { refused } else { i32::from(outcome) }
}

/// Several questions, a JSON array of them: all are answered, or the error of the first bad one is.
#[must_use]
pub fn mailveil_decide_all(policy: i32, bytes: usize) -> i32 {
    answer([bytes], |[questions], out| {
        with_policy(policy, |policy| {
            let decide = |members: &[Member<'_>]| policy.named_query(members, None).map(|query| policy.answer(&query));
            let decisions = question::ask_all(questions, decide).map_err(|error| json(&error))?;
            out.extend_from_slice(json(&decisions).as_bytes());
            Ok(())
        })
    })
}

/// What a viewer sees: the rows in four bytes each, lowest first, then the levels in one byte each.
#[must_use]
pub fn mailveil_visible_threads(policy: i32, bytes: usize) -> i32 {
    answer([bytes], |[question], out| {
        with_session(policy, |session| {
            let query = question::ask(question, |members| session.policy().named_list_query(members, None));
            let visible = session.list(&query.map_err(|error| json(&error))?);
            visible.rows.iter().for_each(|row| out.extend(row.to_le_bytes()));
            out.extend_from_slice(&visible.levels);
            Ok(())
        })
    })
}

/// The ids of rows, which come in four bytes each, joined by U+FFFD, which no id contains.
#[must_use]
pub fn mailveil_thread_ids(policy: i32, bytes: usize) -> i32 {
    answer([bytes], |[rows], out| {
        with_policy(policy, |policy| {
            let (rows, _) = rows.as_chunks();
            for (place, row) in rows.iter().enumerate() {
                out.extend_from_slice(if place == 0 { "" } else { "\u{fffd}" }.as_bytes());
                let (start, end) = policy.threads.id(ThreadRow::new(u32::from_le_bytes(*row)));
                out.extend_from_slice(start.as_bytes());
                out.extend_from_slice(end.as_bytes());
            }
            Ok(())
        })
    })
}

/// Everyone who sees a thread.
#[must_use]
pub fn mailveil_who_can_view(policy: i32, bytes: usize) -> i32 {
    asked(policy, bytes, |policy, members| {
        policy.named_thread_query(members, None).map(|query| json(&policy.seen_by(&query)))
    })
}

/// The mailboxes for the From field.
#[must_use]
pub fn mailveil_send_from_mailboxes(policy: i32, bytes: usize) -> i32 {
    asked(policy, bytes, |policy, members| {
        policy.named_viewer_query(members, None).map(|query| json(&policy.mailboxes_to_send_from(&query)))
    })
}

/// The administrator's page.
#[must_use]
pub fn mailveil_mailbox_administration(policy: i32, bytes: usize) -> i32 {
    asked(policy, bytes, |policy, members| {
        policy.named_viewer_query(members, None).map(|query| json(&policy.administration_page(&query)))
    })
}

/// How many threads there are.
#[must_use]
pub fn mailveil_thread_count(policy: i32) -> i32 {
    counted(policy, Policy::thread_count)
}

/// Members that are active or unconfirmed.
#[must_use]
pub fn mailveil_licensed_user_count(policy: i32) -> i32 {
    counted(policy, Policy::licensed_user_count)
}

/// The ids of all users, in snapshot order.
#[must_use]
pub fn mailveil_users(policy: i32) -> i32 {
    answer([], |[], out| {
        with_policy(policy, |policy| {
            out.extend_from_slice(json(&policy.users().collect::<Vec<_>>()).as_bytes());
            Ok(())
        })
    })
}

/// Adds and replaces threads: a JSON array of them.
#[must_use]
pub fn mailveil_upsert_threads(policy: i32, bytes: usize) -> i32 {
    answer([bytes], |[threads], _| {
        with_session(policy, |session| session.upsert_threads(threads).map_err(|error| json(&error)))
    })
}

/// Adds and replaces records: a JSON array of them.
#[must_use]
pub fn mailveil_upsert_records(policy: i32, bytes: usize) -> i32 {
    answer([bytes], |[records], _| {
        with_session(policy, |session| session.upsert_records(records).map_err(|error| json(&error)))
    })
}

/// Removes threads: a JSON array of their ids.
#[must_use]
pub fn mailveil_remove_threads(policy: i32, bytes: usize) -> i32 {
    answer([bytes], |[ids], _| {
        with_session(policy, |session| session.remove_threads(ids).map_err(|error| json(&error)))
    })
}

/// Filters a body, which stands behind its options. Gives six counts in four bytes each (shown, hidden, unreadable, naming
/// unknown records, not saying `sharing`, not saying `state`), and behind them what is left of the body.
#[must_use]
pub fn mailveil_filter_threads(policy: i32, options: usize, body: usize) -> i32 {
    answer([options, body], |[options, body], out| {
        with_policy(policy, |policy| {
            let mut filtered = Vec::new();
            let mut filter = Filter::with_options(policy, options).map_err(|error| json(&error))?;
            filter.filter(body, &mut filtered).map_err(|error| json(&error))?;
            let counts = filter.counts();
            let unsaid = [counts.unsaid.sharing, counts.unsaid.state];
            let counts = [counts.shown, counts.hidden, counts.unreadable, counts.unknown_records];
            let counts = counts.into_iter().chain(unsaid).map(|count| u32::try_from(count).unwrap_or(u32::MAX));
            counts.for_each(|count| out.extend(count.to_le_bytes()));
            out.extend_from_slice(&filtered);
            Ok(())
        })
    })
}

/// The levels of threads that come as columns, for one viewer: a byte each, 255 for one that cannot be judged.
#[must_use]
pub fn mailveil_judge(policy: i32, question: usize, columns: usize) -> i32 {
    answer([question, columns], |[question, columns], out| {
        with_session(policy, |session| batch::judge(session.policy_mut(), question, columns, out))
    })
}

/// What every user sees of threads that come as columns: for each of `mailveil_users` four counts in eight bytes each, of
/// the threads at none, metadata, subject and full; last, how many could not be judged, which count as none.
#[must_use]
pub fn mailveil_tally(policy: i32, question: usize, columns: usize) -> i32 {
    answer([question, columns], |[question, columns], out| {
        with_session(policy, |session| batch::tally(session.policy_mut(), question, columns, out))
    })
}

/// What every user sees of threads that come as columns, for [`mailveil_compare`].
#[must_use]
pub fn mailveil_survey(policy: i32, question: usize, columns: usize) -> i32 {
    answer([question, columns], |[question, columns], out| {
        with_session(policy, |session| batch::survey(session.policy_mut(), question, columns, out))
    })
}

/// What differs between two surveys of the same columns, before a change and after it: `{ users, pairs }`.
#[must_use]
pub fn mailveil_compare(before: usize, after: usize) -> i32 {
    answer([before, after], |[before, after], out| compare::compare(before, after, out))
}

/// Everything that is wrong with a snapshot: `{ problems, total }`.
#[must_use]
pub fn mailveil_diagnose(bytes: usize) -> i32 {
    #[derive(Serialize)]
    struct Diagnosis {
        problems: Vec<crate::error::Problem>,
        total: usize,
    }
    answer([bytes], |[snapshot], out| {
        let nothing = InvalidSnapshot { problems: Vec::new(), total: 0 };
        let InvalidSnapshot { problems, total } = Policy::parse(snapshot, domain_to_ascii).err().unwrap_or(nothing);
        out.extend_from_slice(json(&Diagnosis { problems, total }).as_bytes());
        Ok(())
    })
}

/// What a support-agent may not do.
#[must_use]
pub fn mailveil_support_restrictions() -> i32 {
    answer([], |[], out| {
        out.extend_from_slice(json(&support_restrictions()).as_bytes());
        Ok(())
    })
}

/// Asks one question of named texts, and writes the text that answers it.
fn asked(policy: i32, bytes: usize, ask: impl FnOnce(&Policy, &[Member<'_>]) -> Result<String, RequestError>) -> i32 {
    answer([bytes], |[question], out| {
        with_policy(policy, |policy| {
            let text = question::ask(question, |members| ask(policy, members)).map_err(|error| json(&error))?;
            out.extend_from_slice(text.as_bytes());
            Ok(())
        })
    })
}

fn counted(policy: i32, count: impl FnOnce(&Policy) -> usize) -> i32 {
    let mut found = 0;
    let refused = answer([], |[], _| {
        with_policy(policy, |policy| {
            found = i32::try_from(count(policy)).unwrap_or(i32::MAX);
            Ok(())
        })
    });
    if refused < 0 { refused } else { found }
}
