//! `supportAccess`.

use super::at::At;
use super::input::{Field, Found, Input, optional, required};
use super::members;
use super::users::Known;
use crate::error::ProblemCode;
use crate::json::SyntaxError;
use crate::model::instant::Instant;
use crate::model::rows::UserRow;
use crate::model::support::SupportAccess;
use std::collections::BTreeMap;

const SUPPORT_ACCESS: &[Field] =
    &[required("agent"), required("grantedBy"), required("activatedAt"), required("expiresAt"), optional("revokedAt")];

#[inline(never)]
pub(super) fn read(input: &mut Input<'_>, at: &At<'_>, users: Known<'_>) -> Result<Vec<SupportAccess>, SyntaxError> {
    let mut entries = Vec::new();
    let mut taken = Taken::default();
    input.array(at, &mut |input, at| {
        let offset = input.here()?;
        if let Some(access) = read_access(input, at, users)? {
            if !taken.insert(access.activated_at, access.end()) {
                let message = "this access is live while another one is";
                input.report(offset, at, ProblemCode::SupportAccessOverlap, message);
            }
            entries.push(access);
        }
        Ok(())
    })?;
    Ok(entries)
}

fn read_access(input: &mut Input<'_>, at: &At<'_>, users: Known<'_>) -> Found<SupportAccess> {
    let (mut agent, mut activated_at, mut expires_at, mut revoked_at) = (None, None, None, None);
    let mut expires_offset = 0;
    input.object(at, SUPPORT_ACCESS, &mut |input, at, name| {
        match name {
            "agent" => agent = read_agent(input, at, users)?,
            "grantedBy" => drop(members::read_user(input, at, users)?),
            "activatedAt" => activated_at = input.instant(at)?,
            "expiresAt" => {
                expires_offset = input.here()?;
                expires_at = input.instant(at)?;
            }
            _ => revoked_at = input.instant(at)?,
        }
        Ok(())
    })?;
    let (Some(activated_at), Some(expires_at)) = (activated_at, expires_at) else { return Ok(None) };
    if expires_at < activated_at.plus_day() {
        let message = "support access lasts at least 24 hours";
        input.report(expires_offset, &at.member("expiresAt"), ProblemCode::SupportAccessTooShort, message);
    }
    // An agent who was refused above names no row; the times count all the same.
    let agent = agent.unwrap_or(UserRow::new(u32::MAX));
    Ok(Some(SupportAccess { agent, activated_at, expires_at, revoked_at }))
}

fn read_agent(input: &mut Input<'_>, at: &At<'_>, users: Known<'_>) -> Found<UserRow> {
    let offset = input.here()?;
    let agent = input.reference(at, users.names, "user")?.map(UserRow::new);
    if let Some(row) = agent
        && !users.is_agent(row)
    {
        input.report(offset, at, ProblemCode::SupportAgentMisused, "this user is a member, not a support-agent");
    }
    Ok(agent)
}

/// The time in which some access is live, as disjoint intervals: end by start.
#[derive(Default)]
struct Taken(BTreeMap<Instant, Instant>);

impl Taken {
    /// Adds `[from, to)`; false if some of it was taken already (S-11).
    fn insert(&mut self, from: Instant, to: Instant) -> bool {
        if from >= to {
            return true;
        }
        let (mut start, mut end) = (from, to);
        let mut is_free = true;
        // Those that begin before the end, from the last one back, until one ends before the start.
        while let Some((&other_start, &other_end)) = self.0.range(..end).next_back() {
            if other_end <= from {
                break;
            }
            is_free = false;
            start = start.min(other_start);
            end = end.max(other_end);
            self.0.remove(&other_start);
        }
        self.0.insert(start, end);
        is_free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps() {
        let day = |day: u32| Instant::parse(&format!("2026-01-{day:02}T00:00:00Z")).expect("a day of January");
        let mut taken = Taken::default();
        for (from, to, is_free) in [
            (5, 8, true),
            (1, 5, true),
            (8, 9, true),
            (8, 8, true),
            (7, 8, false),
            (20, 25, true),
            (2, 30, false),
            (29, 31, false),
            (30, 31, false),
        ] {
            assert_eq!(taken.insert(day(from), day(to)), is_free, "{from} to {to}");
        }
    }
}
