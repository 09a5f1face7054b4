//! What differs between two surveys of the same rows, each by a policy of its own: the counts of docs/specification.md
//! section 11. The policies need not be in one instance.

use super::policies::Misuse;
use super::room::json;
use crate::exposure::Exposure;
use crate::exposure::tally::Counts;
use crate::json::tree::Tree;
use crate::json::{self as text};

/// What [`super::batch::survey`] gave.
struct Survey<'b> {
    users: Vec<String>,
    kinds: usize,
    /// The kind of each row, in four bytes.
    rows: &'b [[u8; 4]],
    levels: &'b [u8],
}

/// Counts what differs, as JSON: users in the order of the survey after the change, then those who are gone.
pub(super) fn compare(before: &[u8], after: &[u8], out: &mut Vec<u8>) -> Result<(), String> {
    let surveys = Survey::read(before).zip(Survey::read(after));
    let surveys = surveys.filter(|(before, after)| before.rows.len() == after.rows.len());
    let Some((before, after)) = surveys else { return Err(json(&MISFIT)) };
    let pairs = pairs(&before, &after);
    let mut exposure = Exposure::default();
    let gone = before.users.iter().filter(|user| !after.users.contains(user));
    for id in after.users.iter().chain(gone) {
        let (before, after) = (before.levels_of(id), after.levels_of(id));
        let mut counts = Counts::default();
        for ((kind_before, kind_after), count) in &pairs {
            counts.add(level(before, *kind_before), level(after, *kind_after), *count);
        }
        if let Some((user, count)) = counts.of_user(id) {
            exposure.users.push(user);
            exposure.pairs = exposure.pairs.saturating_add(count);
        }
    }
    out.extend_from_slice(json(&exposure).as_bytes());
    Ok(())
}

const MISFIT: Misuse = Misuse {
    code: "wrong-type",
    path: String::new(),
    message: "these are no two surveys of the same rows",
    help: "pass on what `mailveil_survey` gave, for the policy before and the one after",
};

/// Nothing for a user who is not there.
fn level(levels: &[u8], kind: u32) -> u8 {
    usize::try_from(kind).ok().and_then(|kind| levels.get(kind)).copied().unwrap_or(0)
}

/// The kinds that rows have in both surveys, and how many rows have them.
fn pairs(before: &Survey<'_>, after: &Survey<'_>) -> Vec<((u32, u32), usize)> {
    let kind = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes);
    let mut rows: Vec<(u32, u32)> = before.rows.iter().map(kind).zip(after.rows.iter().map(kind)).collect();
    rows.sort_unstable();
    let count = |rows: &[(u32, u32)]| Some((*rows.first()?, rows.len()));
    rows.chunk_by(|one, other| one == other).filter_map(count).collect()
}

impl<'b> Survey<'b> {
    fn read(bytes: &'b [u8]) -> Option<Self> {
        let (users, rest) = part(bytes)?;
        let (kinds, rest) = number(rest)?;
        let (rows, levels) = part(rest)?;
        let Tree::Array(users) = Tree::parse(text::utf8(users).ok()?).ok()? else { return None };
        let id = |user: &Tree<'_>| match user {
            Tree::String(id) => Some(id.to_string()),
            Tree::Array(_) | Tree::Boolean(_) | Tree::Null | Tree::Number(_) | Tree::Object(_) => None,
        };
        let users: Vec<String> = users.iter().map(id).collect::<Option<_>>()?;
        let (rows, _) = rows.as_chunks();
        (users.len().checked_mul(kinds)? == levels.len()).then_some(Self { users, kinds, rows, levels })
    }

    /// The levels of a user by kind; none for a user who is not there.
    fn levels_of(&self, user: &str) -> &'b [u8] {
        let place = self.users.iter().position(|id| id == user);
        let start = place.and_then(|place| place.checked_mul(self.kinds));
        let levels = start.and_then(|start| self.levels.get(start..start.checked_add(self.kinds)?));
        levels.unwrap_or_default()
    }
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((usize::try_from(u32::from_le_bytes(*number)).ok()?, rest))
}

/// A number of bytes, and these; then what is behind them.
fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = number(bytes)?;
    rest.split_at_checked(length)
}
