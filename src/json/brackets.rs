//! The containers around a position.

use super::Kind;

/// Which brackets are open: one bit each, so that the deepest document costs an eighth of its length.
#[derive(Debug, Default)]
pub(crate) struct Brackets {
    /// The innermost 64, the last one lowest; the others below, in words of 64.
    top: u64,
    below: Vec<u64>,
    depth: usize,
}

impl Brackets {
    pub(crate) fn push(&mut self, kind: Kind) {
        if self.depth.is_multiple_of(64) && self.depth > 0 {
            self.below.push(self.top);
        }
        self.top = self.top << 1 | u64::from(kind == Kind::Object);
        self.depth = self.depth.saturating_add(1);
    }

    pub(crate) fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.top >>= 1;
        if self.depth.is_multiple_of(64) {
            self.top = self.below.pop().unwrap_or_default();
        }
    }

    pub(crate) fn last(&self) -> Option<Kind> {
        let kind = if self.top & 1 == 1 { Kind::Object } else { Kind::Array };
        (self.depth > 0).then_some(kind)
    }

    pub(crate) fn depth(&self) -> usize {
        self.depth
    }
}
