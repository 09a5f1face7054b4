//! Rows by class, so that a list touches the threads that are seen, and no others.
//!
//! A fast path of lists: against a look at every row, a list of 100,000 threads takes a tenth of the time, one of a million
//! an eighteenth. It costs four bytes a thread. The feature `careful` builds without it; `ask/session.rs` and
//! `tests/changes.rs` hold lists after changes to the rules.

use super::classes::{Class, Classes, LinkClass};
use crate::model::rows::ThreadRow;
use crate::tables::buckets::Buckets;
use crate::tables::chunked_column::ChunkedColumn;

/// The rows as they were at one moment, those of a class together as a *run*; and which have changed since.
///
/// Six rows of the classes `c b c a b c`, of which `a` and `c` have the folded facts 0, and `b` has 1:
///
/// ```text
/// folded_ends  2      3        the runs of 0 are the first two
/// links        a c    b        what the links of each run come to
/// ends         1 4    6        where the rows of each run end
/// rows         3 024  14
/// ```
///
/// When row 2 has become a `b`, and row 6 has come, `changed` is 2, and `count`, the number of rows that are here, tells
/// that 6 is new. Whoever reads the runs looks at both again, and what is found there counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowsByClass {
    folded_ends: Vec<u32>,
    links: Vec<LinkClass>,
    ends: Vec<u32>,
    rows: ChunkedColumn<u32>,
    count: usize,
    changed: Vec<ThreadRow>,
}

/// The threads of a class, by their rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) links: LinkClass,
    from: u32,
    to: u32,
}

/// So many rows may be new or changed, and twice the square root of all; else all are put in order again. Each list looks at
/// those that changed, and only putting in order looks at all, so neither may grow with the other.
const CHANGED_MIN: usize = 64;

/// Runs with the same folded facts stand in order of the kinds of their links, so that a reader can foresee them.
const KINDS: u32 = 6;

impl RowsByClass {
    /// Puts all rows in order by the numbers of their classes, if too many are not. A row without a class is left out.
    pub(crate) fn renew(&mut self, classes: &Classes, numbers: &ChunkedColumn<u32>) {
        let new = numbers.len().saturating_sub(self.count);
        if self.count == 0 || new.saturating_add(self.changed.len()) > limit(numbers.len()) {
            self.order(classes, numbers);
        }
    }

    fn order(&mut self, classes: &Classes, numbers: &ChunkedColumn<u32>) {
        let bucket = |class: &Class| class.folded.saturating_mul(KINDS).saturating_add(class.links.kind());
        let buckets = || classes.classes.iter().map(bucket);
        let mut by_bucket = Buckets::new(classes.folded.len().saturating_mul(index(KINDS)), buckets());
        let places: Vec<usize> = buckets().map(|bucket| by_bucket.take(bucket)).collect();
        self.links = vec![LinkClass::Unlinked; places.len()];
        for (place, class) in places.iter().zip(classes.classes.iter()) {
            self.links.get_mut(*place).into_iter().for_each(|links| *links = class.links);
        }
        let run_of = |number: &u32| u32::try_from(*places.get(index(*number))?).ok();
        let runs = || numbers.chunks().flatten().map(run_of);
        let mut by_run = Buckets::new(places.len(), runs().flatten());
        self.rows.grow(numbers.len(), 0);
        for (row, run) in (0..).zip(runs()) {
            let place = run.map_or(usize::MAX, |run| by_run.take(run));
            self.rows.get_mut(place).into_iter().for_each(|there| *there = row);
        }
        self.folded_ends = by_bucket.into_ends().chunks(index(KINDS)).filter_map(<[u32]>::last).copied().collect();
        self.ends = by_run.into_ends();
        self.count = numbers.len();
        self.changed.clear();
    }

    /// Takes in that a row has another class now, or none.
    pub(crate) fn change(&mut self, row: ThreadRow) {
        if row.index() >= self.count {
            return;
        }
        self.changed.push(row);
        if self.changed.len() > limit(self.count) {
            self.forget();
        }
    }

    /// From now on all rows are new. Their memory is kept for when they are put in order again.
    pub(crate) fn forget(&mut self) {
        *self = Self { rows: std::mem::take(&mut self.rows), ..Self::default() };
    }

    /// The runs of all classes that have these folded facts.
    pub(crate) fn runs(&self, folded: usize) -> impl Iterator<Item = Run> {
        let (from, to) = (start(&self.folded_ends, folded), self.folded_ends.get(folded).copied().map_or(0, index));
        let ends = self.ends.get(from..to).unwrap_or_default();
        let mut from = start(&self.ends, from);
        let links = self.links.get(start(&self.folded_ends, folded)..to).unwrap_or_default();
        ends.iter().zip(links).map(move |(end, links)| {
            let run = Run { links: *links, from: u32::try_from(from).unwrap_or(u32::MAX), to: *end };
            from = index(*end);
            run
        })
    }

    /// The rows of a run, ascending.
    pub(crate) fn rows(&self, run: Run) -> impl Iterator<Item = &[u32]> {
        self.rows.slices(index(run.from), index(run.to))
    }

    /// The rows that are to be looked at again after the runs, of so many in all.
    pub(crate) fn others(&self, rows: usize) -> impl Iterator<Item = ThreadRow> {
        let new = (0..).map(ThreadRow::new).take(rows).skip(self.count);
        self.changed.iter().copied().chain(new)
    }
}

fn limit(rows: usize) -> usize {
    rows.isqrt().saturating_mul(2).saturating_add(CHANGED_MIN)
}

/// Where the part of a number begins: where that of the number before ends.
fn start(ends: &[u32], number: usize) -> usize {
    number.checked_sub(1).and_then(|before| ends.get(before)).copied().map_or(0, index)
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rows::MailboxRow;
    use crate::model::thread::ThreadState;
    use crate::policy::classes::{Choice, Class, Exclusion, Folded, Restored};
    use crate::tables::seed::Seed;

    const LINKS: [LinkClass; 3] = [LinkClass::Unlinked, LinkClass::NoCandidate, LinkClass::Any(0)];

    /// `a` and `c` with the folded facts 0, `b` with 1, in the order in which they come.
    fn example() -> (Classes, ChunkedColumn<u32>) {
        let mut classes = Classes::new(&Seed::of(b"{}"));
        for mailbox in [0, 1] {
            classes.folded.insert(Folded {
                mailbox: MailboxRow::new(mailbox),
                state: ThreadState::Active,
                choice: Choice::Shared,
                exclusion: Exclusion::None,
                restored: Restored::Always,
            });
        }
        let [a, b, c] = [(0, 0), (1, 1), (0, 2)]
            .map(|(folded, links): (u32, usize)| classes.classes.insert(Class { folded, links: LINKS[links] }));
        let mut numbers = ChunkedColumn::new();
        [c, b, c, a, b, c, u32::MAX].into_iter().for_each(|number| numbers.push(number));
        (classes, numbers)
    }

    /// Which links, and which rows, the runs of some folded facts have.
    fn runs(by_class: &RowsByClass, folded: usize) -> Vec<(LinkClass, Vec<u32>)> {
        by_class.runs(folded).map(|run| (run.links, by_class.rows(run).flatten().copied().collect())).collect()
    }

    fn others(by_class: &RowsByClass, rows: usize) -> Vec<usize> {
        by_class.others(rows).map(ThreadRow::index).collect()
    }

    #[test]
    fn the_worked_example() {
        let (classes, numbers) = example();
        let mut by_class = RowsByClass::default();
        assert_eq!((runs(&by_class, 0), others(&by_class, 7)), (vec![], (0..7).collect()));
        by_class.order(&classes, &numbers);
        assert_eq!((&by_class.folded_ends[..], &by_class.ends[..]), (&[2, 3][..], &[1, 4, 6][..]));
        assert_eq!(runs(&by_class, 0), [(LINKS[0], vec![3]), (LINKS[2], vec![0, 2, 5])]);
        assert_eq!(runs(&by_class, 1), [(LINKS[1], vec![1, 4])]);
        assert_eq!((runs(&by_class, 2), others(&by_class, 7)), (vec![], vec![]));
    }

    #[test]
    fn what_changes_is_looked_at_again() {
        let (classes, mut numbers) = example();
        let mut by_class = RowsByClass::default();
        by_class.order(&classes, &numbers);
        by_class.change(ThreadRow::new(2));
        by_class.change(ThreadRow::new(8));
        assert_eq!(others(&by_class, 9), [2, 7, 8]);
        // Few changes leave the order as it is; many end it, and then all rows are put in order again.
        numbers.push(0);
        by_class.renew(&classes, &numbers);
        assert_eq!(others(&by_class, 8), [2, 7]);
        (0..limit(8)).for_each(|_| by_class.change(ThreadRow::new(1)));
        assert_eq!((runs(&by_class, 0), others(&by_class, 2)), (vec![], vec![0, 1]));
        (0..CHANGED_MIN).for_each(|_| numbers.push(1));
        by_class.renew(&classes, &numbers);
        assert_eq!((others(&by_class, numbers.len()), runs(&by_class, 0)[0].1.clone()), (vec![], vec![3, 7]));
        assert_eq!(runs(&by_class, 1)[0].1.len(), 2 + CHANGED_MIN);
    }
}
