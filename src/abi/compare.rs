//! What differs between two surveys of the same rows, each by a policy of its own: the counts of docs/specification.md
//! section 11. The policies need not be in one instance.

use super::policies::Misuse;
use super::room::json;
use crate::exposure::Exposure;
use crate::exposure::tally::Counts;
use crate::json::tree::Tree;
use crate::json::{self as text};
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

/// What [`super::batch::survey`] gave.
struct Survey<'b> {
    users: Interner,
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
    let gone = before.users().filter(|user| after.users.find(user).is_none());
    for id in after.users().chain(gone) {
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
        let mut names = Interner::new(&Seed::of(bytes));
        // Equal ids would be no users of one policy.
        users.iter().try_for_each(|user| names.insert(text_of(user)?).ok().map(drop))?;
        let (rows, _) = rows.as_chunks();
        (names.len().checked_mul(kinds)? == levels.len()).then_some(Self { users: names, kinds, rows, levels })
    }

    /// The ids of all users, in the order of the policy.
    fn users(&self) -> impl Iterator<Item = &str> {
        (0..).take(self.users.len()).map(|number| self.users.name(number))
    }

    /// The levels of a user by kind; none for a user who is not there.
    fn levels_of(&self, user: &str) -> &'b [u8] {
        let place = self.users.find(user).and_then(|place| usize::try_from(place).ok());
        let start = place.and_then(|place| place.checked_mul(self.kinds));
        let levels = start.and_then(|start| self.levels.get(start..start.checked_add(self.kinds)?));
        levels.unwrap_or_default()
    }
}

fn text_of<'t>(tree: &'t Tree<'_>) -> Option<&'t str> {
    match tree {
        Tree::String(text) => Some(text),
        Tree::Array(_) | Tree::Boolean(_) | Tree::Null | Tree::Number(_) | Tree::Object(_) => None,
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
