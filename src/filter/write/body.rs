//! A body, as far as it has gone through.

use super::passage::{Passage, Progress, Yields};
use super::way::{Flaws, WayContainer};
use crate::error::RequestError;
use crate::filter::shape::BodyShape;
use crate::json::{Brackets, Kind, Reader, SyntaxError};

/// Containers may be nested so deep (docs/specification.md section 9).
const DEPTH_MAX: usize = 64;

/// What has to come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A comma, or the end of the container.
    CommaOrClose,
    /// Nothing but white space.
    End,
    /// The first item of an array, or its end.
    FirstItem,
    /// The first key of an object, or its end.
    FirstKey,
    /// An item of an array that is filtered; the first may be missing.
    FilteredItem {
        is_first: bool,
    },
    /// Behind an item of an array that is filtered.
    FilteredCommaOrClose,
    Key,
    Value,
}

/// What becomes of the value outside the way that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passed {
    Copied,
    Dropped,
}

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Done,
    /// The text ends within a token: more of it may come. Then nothing has been changed.
    Incomplete,
    /// It is done, and everything of it has been written.
    Written,
}

/// Where a body has come to.
#[derive(Debug)]
pub(in crate::filter) struct Body {
    pub(super) next: Next,
    pub(super) open: Brackets,
    /// How many bytes have gone through.
    pub(super) offset: usize,
    /// The open containers on the way, which are the outermost ones.
    pub(super) way: Vec<WayContainer>,
    pub(super) passed: Passed,
    pub(super) flaws: Flaws,
    /// Whether the body is an array of items, wherever the shape has them.
    pub(super) is_bare: bool,
    /// Whether an item of the array has been written.
    pub(super) is_begun: bool,
}

impl Body {
    /// A body as the shape has it.
    pub(in crate::filter) fn new() -> Self {
        Self {
            next: Next::Value,
            open: Brackets::default(),
            offset: 0,
            way: Vec::new(),
            passed: Passed::Dropped,
            flaws: Flaws::default(),
            is_bare: false,
            is_begun: false,
        }
    }

    /// Nothing but an array of items.
    pub(in crate::filter) fn bare() -> Self {
        Self { is_bare: true, ..Self::new() }
    }

    pub(in crate::filter) fn offset(&self) -> usize {
        self.offset
    }

    /// What is wrong with a body that has gone through, and so is JSON.
    pub(in crate::filter) fn outcome(&self, shape: &BodyShape) -> Result<(), RequestError> {
        self.flaws.outcome(shape)
    }

    /// How much deeper containers may be nested here.
    pub(super) fn depth_left(&self) -> usize {
        DEPTH_MAX.saturating_sub(self.open.depth())
    }

    /// Whether nothing is written any more.
    pub(super) fn is_mute(&self, passage: &Passage<'_>) -> bool {
        passage.yields == Yields::Levels || self.flaws.any()
    }

    /// Begins an object or an array.
    pub(super) fn open(&mut self, reader: &mut Reader<'_>, kind: Kind) -> Result<(), SyntaxError> {
        if self.depth_left() == 0 {
            return Err(SyntaxError { offset: reader.offset() });
        }
        reader.open();
        self.open.push(kind);
        self.next = if kind == Kind::Object { Next::FirstKey } else { Next::FirstItem };
        Ok(())
    }

    /// Behind the bracket that ends a value outside the way.
    pub(super) fn close(&mut self) {
        self.open.pop();
        self.after_value();
    }

    /// Behind the bracket that ends an array of items.
    pub(super) fn close_items(&mut self, passage: &mut Passage<'_>) {
        if !self.is_mute(passage) {
            passage.out.push(b']');
        }
        self.close();
    }

    /// Behind a value.
    pub(super) fn after_value(&mut self) {
        self.next = if self.open.depth() == 0 { Next::End } else { Next::CommaOrClose };
    }

    /// Writes what is not copied as it stands.
    pub(super) fn write(&self, passage: &mut Passage<'_>, text: &str) {
        if !self.is_mute(passage) && !passage.shape.body.keeps_all {
            passage.out.extend_from_slice(text.as_bytes());
        }
    }
}

/// Whether a number ends where the text does: it may go on.
pub(super) fn may_go_on(reader: &Reader<'_>, kind: Kind, passage: &Passage<'_>) -> bool {
    kind == Kind::Number && passage.progress == Progress::Partial && reader.offset() == reader.text().len()
}
