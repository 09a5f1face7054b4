//! Problems as they are found, in whatever order; given in document order.

use super::at::At;
use crate::error::{InvalidSnapshot, Problem, ProblemCode};

/// SPEC.md section 2: so many are listed, the rest is counted.
const LISTED_MAX: usize = 1000;

/// Collects problems, keeping only those that will be listed.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// With the byte offset at which each is due.
    found: Vec<(usize, Problem)>,
    total: usize,
    /// Nothing due later than this can be listed any more.
    cut: Option<usize>,
}

impl Problems {
    /// `offset` is where the problem is due in the document: that of the value, or of the end of the object in which
    /// something is missing.
    pub(crate) fn add(&mut self, offset: usize, at: &At<'_>, code: ProblemCode, message: impl Into<String>) {
        self.total = self.total.saturating_add(1);
        if self.cut.is_some_and(|cut| offset > cut) {
            return;
        }
        let problem = Problem { code, path: at.pointer(), message: message.into(), offset: None };
        self.found.push((offset, problem));
        if self.found.len() >= LISTED_MAX.saturating_mul(2) {
            self.keep_listed();
        }
    }

    fn keep_listed(&mut self) {
        // Stable: problems of one place stay in the order in which they were found.
        self.found.sort_by_key(|(offset, _)| *offset);
        self.found.truncate(LISTED_MAX);
        self.cut = self.found.last().map(|(offset, _)| *offset);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.total == 0
    }

    pub(crate) fn into_error(mut self) -> InvalidSnapshot {
        self.keep_listed();
        InvalidSnapshot { problems: self.found.into_iter().map(|(_, problem)| problem).collect(), total: self.total }
    }
}
