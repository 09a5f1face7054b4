//! Problems as they are found, in whatever order; given in document order.

use super::at::At;
use crate::error::{InvalidSnapshot, Problem, ProblemCode};
use std::collections::BTreeMap;

/// SPEC.md section 2: so many are listed, the rest is counted.
const LISTED_MAX: usize = 1000;

/// A pointer through members with absurd names is cut here, ending in `…`, so that a thousand of them fit in memory.
const PATH_BYTES_MAX: usize = 4096;

/// Collects problems, keeping only those that will be listed.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// By the byte offset at which each is due, then by when it was found.
    found: BTreeMap<(usize, usize), Problem>,
    total: usize,
}

impl Problems {
    /// `offset` is where the problem is due in the document: that of the value, or of the end of the object in which
    /// something is missing.
    pub(crate) fn add(&mut self, offset: usize, at: &At<'_>, code: ProblemCode, message: impl Into<String>) {
        let due = (offset, self.total);
        self.total = self.total.saturating_add(1);
        if self.found.len() >= LISTED_MAX {
            if self.found.last_key_value().is_some_and(|(last, _)| *last < due) {
                return;
            }
            self.found.pop_last();
        }
        let mut path = at.pointer();
        if path.len() > PATH_BYTES_MAX {
            path.truncate(path.floor_char_boundary(PATH_BYTES_MAX));
            path.push('…');
        }
        self.found.insert(due, Problem { code, path, message: message.into(), offset: None });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.total == 0
    }

    pub(crate) fn into_error(self) -> InvalidSnapshot {
        InvalidSnapshot { problems: self.found.into_values().collect(), total: self.total }
    }
}
