//! `supportAccess`.

use super::at::At;
use super::input::{Field, Found, Input, optional, required};
use super::members;
use super::users::People;
use crate::error::ProblemCode;
use crate::json::SyntaxError;
use crate::model::instant::Instant;
use crate::model::rows::UserRow;
use crate::model::support::SupportAccess;

const SUPPORT_ACCESS: &[Field] =
    &[required("agent"), required("grantedBy"), required("activatedAt"), required("expiresAt"), optional("revokedAt")];

#[inline(never)]
pub(super) fn read(input: &mut Input<'_>, at: &At<'_>, people: People<'_>) -> Result<Vec<SupportAccess>, SyntaxError> {
    let mut entries = Vec::new();
    let mut taken = Taken::default();
    input.array(at, &mut |input, at| {
        let offset = input.here()?;
        if let Some(access) = read_access(input, at, people)? {
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

fn read_access(input: &mut Input<'_>, at: &At<'_>, people: People<'_>) -> Found<SupportAccess> {
    let (mut agent, mut activated_at, mut expires_at, mut revoked_at) = (None, None, None, None);
    let mut expires_offset = 0;
    input.object(at, SUPPORT_ACCESS, &mut |input, at, name| {
        match name {
            "agent" => agent = read_agent(input, at, people)?,
            "grantedBy" => drop(members::read_user(input, at, people)?),
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
    if expires_at < activated_at.plus_days(1) {
        let message = "support access lasts at least 24 hours";
        input.report(expires_offset, &at.member("expiresAt"), ProblemCode::SupportAccessTooShort, message);
    }
    // An agent who was refused above names no row; the times count all the same.
    let agent = agent.unwrap_or(UserRow::new(u32::MAX));
    Ok(Some(SupportAccess { agent, activated_at, expires_at, revoked_at }))
}

pub(super) fn read_agent(input: &mut Input<'_>, at: &At<'_>, people: People<'_>) -> Found<UserRow> {
    let offset = input.here()?;
    let agent = input.reference(at, people.user_names, "user")?.map(UserRow::new);
    if let Some(row) = agent
        && people.is_member(row)
    {
        input.report(offset, at, ProblemCode::SupportAgentMisused, "this user is a member, not a support-agent");
    }
    Ok(agent)
}

/// The time in which some access is live, as disjoint intervals in order, in blocks that are cheap to insert into.
/// A tree would be the usual choice, and takes nine kilobytes more of the module.
#[derive(Default)]
struct Taken(Vec<Vec<(Instant, Instant)>>);

const BLOCK_MAX: usize = 256;

impl Taken {
    /// Adds `[from, to)`; false if some of it was taken already (S-11).
    fn insert(&mut self, from: Instant, to: Instant) -> bool {
        if from >= to {
            return true;
        }
        let (mut start, mut end) = (from, to);
        let mut is_free = true;
        // Those that begin before the end, from the last one back, until one ends before the start.
        while let Some((other_start, other_end)) = self.take_last_in(from, end) {
            is_free = false;
            start = start.min(other_start);
            end = end.max(other_end);
        }
        self.add(start, end);
        is_free
    }

    /// Takes out the last interval that begins before `end`, unless it ends before `from`.
    fn take_last_in(&mut self, from: Instant, end: Instant) -> Option<(Instant, Instant)> {
        let number = self.block_before(end)?;
        let block = self.0.get_mut(number)?;
        let place = block.partition_point(|(start, _)| *start < end).checked_sub(1)?;
        let found = *block.get(place)?;
        if found.1 <= from {
            return None;
        }
        block.remove(place);
        if block.is_empty() {
            self.0.remove(number);
        }
        Some(found)
    }

    /// No block is empty, so this is the one that has the last interval that begins before `end`.
    fn block_before(&self, end: Instant) -> Option<usize> {
        self.0.partition_point(|block| block.first().is_some_and(|(start, _)| *start < end)).checked_sub(1)
    }

    fn add(&mut self, start: Instant, end: Instant) {
        let number = self.block_before(end).unwrap_or(0);
        let Some(block) = self.0.get_mut(number) else { return self.0.push(vec![(start, end)]) };
        let place = block.partition_point(|(other, _)| *other < start);
        block.insert(place, (start, end));
        if block.len() > BLOCK_MAX {
            let rest = block.split_off(BLOCK_MAX / 2);
            self.0.insert(number.saturating_add(1), rest);
        }
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

    /// Against the definition: an interval is refused if it has something in common with one before it.
    #[test]
    fn overlaps_among_many() {
        let second = |second: u64| {
            let (minute, second) = (second / 60, second % 60);
            let text = format!("2026-01-01T{:02}:{:02}:{second:02}Z", minute / 60, minute % 60);
            Instant::parse(&text).expect("a second of a day")
        };
        let mut taken = Taken::default();
        let mut before: Vec<(u64, u64)> = Vec::new();
        let mut refused = 0;
        for number in 0..3_000_u64 {
            // Jumps through the day; every hundredth is long.
            let from = number * 7_919 % 80_000;
            let to = from + if number % 100 == 99 { 3_000 } else { number % 20 };
            let is_free = !before.iter().any(|(start, end)| from < to && *start < to && from < *end && start < end);
            assert_eq!(taken.insert(second(from), second(to)), is_free, "{from} to {to}");
            refused += usize::from(!is_free);
            before.push((from, to));
        }
        assert!((100..2_900).contains(&refused), "{refused}");
        assert!(taken.0.len() > 2);
        assert!(taken.0.iter().all(|block| !block.is_empty() && block.len() <= BLOCK_MAX));
    }
}
