//! The threads of two policies, matched by id and counted by the classes that they have in both.

use crate::model::rows::ThreadRow;
use crate::policy::Policy;

/// The class of a thread that is not there.
pub(super) const NO_CLASS: u32 = u32::MAX;

/// All threads of either policy.
#[derive(Debug)]
pub(super) struct Pairs {
    /// Of threads that have a class in one policy at least; each combination of two classes once.
    pairs: Vec<Pair>,
    /// By pair, ascending.
    rows: Vec<Row>,
}

/// The classes that threads have in both policies, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) before: u32,
    pub(super) after: u32,
    /// Where its rows begin, and how many there are.
    first: usize,
    pub(super) count: usize,
}

/// A row of the policy after the change; behind those, rows that are only in the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Row {
    After(ThreadRow),
    Gone(ThreadRow),
}

impl Pairs {
    pub(super) fn of(before: &Policy, after: &Policy) -> Self {
        let mut matched = Vec::with_capacity(after.threads.rows());
        let mut id = String::new();
        for (row, class) in rows(after) {
            matched.push((find(before, after, row, &mut id).unwrap_or(NO_CLASS), class, Row::After(row)));
        }
        for (row, class) in rows(before) {
            if find(after, before, row, &mut id).is_none() {
                matched.push((class, NO_CLASS, Row::Gone(row)));
            }
        }
        matched.sort_unstable();
        let mut pairs: Vec<Pair> = Vec::new();
        for (place, (before, after, _)) in matched.iter().enumerate() {
            match pairs.last_mut() {
                Some(last) if (last.before, last.after) == (*before, *after) => {
                    last.count = last.count.saturating_add(1)
                }
                _ => pairs.push(Pair { before: *before, after: *after, first: place, count: 1 }),
            }
        }
        Self { pairs, rows: matched.into_iter().map(|(_, _, row)| row).collect() }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Pair> {
        self.pairs.iter().copied()
    }

    /// Ascending.
    pub(super) fn rows(&self, pair: Pair) -> &[Row] {
        self.rows.get(pair.first..pair.first.saturating_add(pair.count)).unwrap_or_default()
    }
}

/// The rows that are not removed, each with the number of its class.
fn rows(policy: &Policy) -> impl Iterator<Item = (ThreadRow, u32)> {
    let classes = policy.threads.class_numbers().flatten().copied();
    let is_there = |(_, class): &(ThreadRow, u32)| policy.threads.classes.classes.get(*class).is_some();
    (0..).map(ThreadRow::new).zip(classes).filter(is_there)
}

/// The class in one policy of the thread that has a row in another. Mostly it has that row in both.
fn find(policy: &Policy, other: &Policy, row: ThreadRow, id: &mut String) -> Option<u32> {
    let parts = other.threads.id(row);
    let same_row = policy.threads.class_number(row).filter(|_| policy.threads.id(row) == parts);
    if same_row.is_some() {
        return same_row;
    }
    id.clear();
    id.push_str(parts.0);
    id.push_str(parts.1);
    policy.threads.find(id).and_then(|row| policy.threads.class_number(row))
}
