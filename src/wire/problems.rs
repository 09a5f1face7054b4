//! Problems as they are found, in whatever order; given in document order.

use super::at::At;
use crate::error::{InvalidSnapshot, Problem, ProblemCode};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// docs/specification.md section 2: so many are listed, the rest is counted.
const LISTED_MAX: usize = 1000;

/// A pointer through members with absurd names is cut here, ending in `…`, so that a thousand of them fit in memory.
const PATH_BYTES_MAX: usize = 4096;

/// Collects problems, keeping only those that will be listed.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// Those due first; the one due last is on top.
    found: BinaryHeap<Due>,
    total: usize,
}

/// A problem with the byte offset at which it is due, and its number among all that were found.
#[derive(Debug)]
struct Due {
    offset: usize,
    number: usize,
    problem: Problem,
}

impl Due {
    const fn key(&self) -> (usize, usize) {
        (self.offset, self.number)
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Due {}

impl Problems {
    /// `offset` is where the problem is due in the document: that of the value, or of the end of the object in which
    /// something is missing.
    pub(crate) fn add(&mut self, offset: usize, at: &At<'_>, code: ProblemCode, message: impl Into<String>) {
        let number = self.total;
        self.total = number.saturating_add(1);
        if self.found.len() >= LISTED_MAX {
            if self.found.peek().is_some_and(|last| last.key() < (offset, number)) {
                return;
            }
            self.found.pop();
        }
        let mut path = at.pointer();
        if path.len() > PATH_BYTES_MAX {
            path.truncate(path.floor_char_boundary(PATH_BYTES_MAX));
            path.push('…');
        }
        let problem = Problem { code, path, message: message.into(), offset: None };
        self.found.push(Due { offset, number, problem });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.total == 0
    }

    pub(crate) fn into_error(self) -> InvalidSnapshot {
        let due = self.found.into_sorted_vec();
        InvalidSnapshot { problems: due.into_iter().map(|due| due.problem).collect(), total: self.total }
    }
}
