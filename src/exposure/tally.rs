//! What is counted of one user, and which rows are kept as examples.

use super::ExposedUser;
use super::pairs::Row;

/// The number of the highest level.
const FULL: usize = 3;

/// How many threads have which level before, and which after: by their numbers.
#[derive(Default)]
pub(crate) struct Counts([[usize; 4]; 4]);

impl Counts {
    pub(crate) fn add(&mut self, before: u8, after: u8, count: usize) {
        let counts = self.0.get_mut(usize::from(before)).and_then(|counts| counts.get_mut(usize::from(after)));
        if let Some(known) = counts {
            *known = known.saturating_add(count);
        }
    }

    /// What differs for a user, without examples, and for how many threads; nothing if there is none.
    pub(crate) fn of_user(&self, id: &str) -> Option<(ExposedUser, usize)> {
        let count = self.of(|before, after| before != after);
        let user = ExposedUser {
            user: id.to_owned(),
            gained: self.of(|before, after| before == 0 && after > 0),
            lost: self.of(|before, after| before > 0 && after == 0),
            raised: self.of(|before, after| 0 < before && before < after),
            lowered: self.of(|before, after| 0 < after && after < before),
            to_full: self.of(|before, after| before < after && after == FULL),
            examples: Vec::new(),
        };
        (count > 0).then_some((user, count))
    }

    fn of(&self, is_counted: impl Fn(usize, usize) -> bool) -> usize {
        let counts =
            self.0.iter().enumerate().flat_map(|(before, counts)| {
                counts.iter().enumerate().map(move |(after, count)| (before, after, *count))
            });
        counts
            .filter(|(before, after, _)| is_counted(*before, *after))
            .fold(0, |sum, (.., count)| sum.saturating_add(count))
    }
}

/// A row whose level differs, with the numbers of both levels.
#[derive(Clone, Copy)]
pub(super) struct Example {
    pub(super) row: Row,
    pub(super) before: u8,
    pub(super) after: u8,
}

/// The rows that come first, by the level that they reach; of each level no more than are wanted in all.
pub(super) struct Examples {
    wanted: usize,
    by_level: [Vec<Example>; 4],
}

impl Examples {
    pub(super) fn new(wanted: usize) -> Self {
        Self { wanted, by_level: Default::default() }
    }

    /// Rows that differ in the same way, ascending.
    pub(super) fn offer(&mut self, rows: &[Row], before: u8, after: u8) {
        let Some(found) = self.by_level.get_mut(usize::from(after)) else { return };
        for row in rows.iter().copied().take(self.wanted) {
            if found.len() >= self.wanted && found.last().is_some_and(|last| last.row < row) {
                break;
            }
            let place = found.partition_point(|other| other.row < row);
            found.insert(place, Example { row, before, after });
            found.truncate(self.wanted);
        }
    }

    /// Those that reach the highest level first, then in the order of rows.
    pub(super) fn best(self) -> impl Iterator<Item = Example> {
        self.by_level.into_iter().rev().flatten().take(self.wanted)
    }
}
