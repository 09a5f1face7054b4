//! Section 11: what a change exposes. Every thread of either snapshot is looked at for every user of either.

use serde_json::{Value, json};

use super::RequestError;
use super::request::parse_exposure;
use super::snapshot::Snapshot;
use super::view::{LEVELS, view};

/// "An exposure counts, for every user of either policy, the threads ... whose level differs".
pub fn exposure(before: &Snapshot, after: &Snapshot, query: &Value) -> Result<Value, RequestError> {
    let (surface, examples, now) = parse_exposure(before, query)?;
    Ok(exposed(before, after, surface, examples, now))
}

/// Surface omitted, three examples: as a proposal tells it.
pub fn of_proposal(before: &Snapshot, after: &Snapshot, now: i128) -> Value {
    exposed(before, after, None, 3, now)
}

fn exposed(before: &Snapshot, after: &Snapshot, surface: Option<&str>, examples: usize, now: i128) -> Value {
    // "in snapshot order of `after`, then those that are gone"
    let mut users: Vec<&str> = after.users.iter().map(|user| user.id.as_str()).collect();
    users.extend(before.users.iter().map(|user| user.id.as_str()).filter(|id| !has_user(after, id)));
    let mut threads: Vec<&str> = after.threads.iter().map(|thread| thread.id.as_str()).collect();
    threads.extend(before.threads.iter().map(|thread| thread.id.as_str()).filter(|id| !has_thread(after, id)));
    let (mut exposed, mut pairs) = (Vec::new(), 0);
    for user in users {
        let mut differing: Vec<(&str, usize, usize)> = Vec::new();
        for thread in &threads {
            let (was, is) = (level(before, user, thread, surface, now), level(after, user, thread, surface, now));
            if was != is {
                differing.push((thread, was, is));
            }
        }
        // "Only users with a difference"
        if !differing.is_empty() {
            pairs += differing.len();
            exposed.push(told(user, &differing, examples));
        }
    }
    json!({ "users": exposed, "pairs": pairs })
}

fn told(user: &str, differing: &[(&str, usize, usize)], examples: usize) -> Value {
    let count = |holds: fn(usize, usize) -> bool| differing.iter().filter(|(_, was, is)| holds(*was, *is)).count();
    // "those that reach the highest level first, then in row order"
    let mut shown = differing.to_vec();
    shown.sort_by_key(|(_, _, is)| std::cmp::Reverse(*is));
    let shown = shown.iter().take(examples);
    let shown =
        shown.map(|(thread, was, is)| json!({ "thread": thread, "before": LEVELS[*was], "after": LEVELS[*is] }));
    json!({
        "user": user,
        "gained": count(|was, _| was == 0),
        "lost": count(|_, is| is == 0),
        "raised": count(|was, is| 0 < was && was < is),
        "lowered": count(|was, is| 0 < is && is < was),
        "toFull": count(|_, is| is == 3),
        "examples": shown.collect::<Vec<_>>(),
    })
}

/// "by id; one that is not there is at none"
fn level(snapshot: &Snapshot, user: &str, thread: &str, surface: Option<&str>, now: i128) -> usize {
    if !has_user(snapshot, user) || !has_thread(snapshot, thread) {
        return 0;
    }
    view(snapshot, snapshot.user(user), snapshot.thread(thread), surface, None, now).rank()
}

fn has_user(snapshot: &Snapshot, id: &str) -> bool {
    snapshot.users.iter().any(|user| user.id == id)
}

fn has_thread(snapshot: &Snapshot, id: &str) -> bool {
    snapshot.threads.iter().any(|thread| thread.id == id)
}
