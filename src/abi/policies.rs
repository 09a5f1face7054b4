//! The policies that a caller holds, by number.

use super::room::json;
use crate::ask::session::Session;
use crate::policy::Policy;
use serde::Serialize;
use std::cell::RefCell;

thread_local! {
    /// By number. One that was given out is never given again: who still has it is told so, instead of getting answers of
    /// another policy.
    static POLICIES: RefCell<Vec<Option<Box<Session>>>> = const { RefCell::new(Vec::new()) };
}

/// What is wrong with a call, and not with what it asks.
#[derive(Debug, Serialize)]
pub(super) struct Misuse {
    pub(super) code: &'static str,
    pub(super) path: String,
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

/// For a number that no policy has.
const FREED: Misuse = Misuse {
    code: "freed",
    path: String::new(),
    message: "there is no policy of this number",
    help: "parse a snapshot, and use the number that this gave until the policy is freed",
};

/// Keeps a policy; gives its number.
pub(super) fn keep(policy: Policy) -> i32 {
    POLICIES.with_borrow_mut(|policies| {
        let number = i32::try_from(policies.len()).unwrap_or(i32::MAX);
        policies.push(Some(Box::new(Session::new(policy))));
        number
    })
}

pub(super) fn free(policy: i32) {
    POLICIES.with_borrow_mut(|policies| {
        if let Some(place) = usize::try_from(policy).ok().and_then(|number| policies.get_mut(number)) {
            *place = None;
        }
    });
}

/// Works with a policy and its memory, or refuses a number that has none.
pub(super) fn with_session(policy: i32, work: impl FnOnce(&mut Session) -> Result<(), String>) -> Result<(), String> {
    POLICIES.with_borrow_mut(|policies| {
        let session = usize::try_from(policy).ok().and_then(|number| policies.get_mut(number)?.as_deref_mut());
        session.map_or_else(|| Err(json(&FREED)), work)
    })
}

/// Works with several policies, or refuses a number that has none.
pub(super) fn with_policies<const COUNT: usize>(
    numbers: [i32; COUNT],
    work: impl FnOnce([&Policy; COUNT]) -> Result<(), String>,
) -> Result<(), String> {
    POLICIES.with_borrow(|policies| {
        let find = |number: i32| usize::try_from(number).ok().and_then(|number| policies.get(number)?.as_deref());
        let found: Option<Vec<&Policy>> = numbers.into_iter().map(|number| find(number).map(Session::policy)).collect();
        let found = found.and_then(|found| <[&Policy; COUNT]>::try_from(found).ok());
        found.map_or_else(|| Err(json(&FREED)), work)
    })
}

/// As [`with_session`], for what needs no memory.
pub(super) fn with_policy(policy: i32, work: impl FnOnce(&Policy) -> Result<(), String>) -> Result<(), String> {
    with_session(policy, |session| work(session.policy()))
}
