//! A body around its items, token by token: the way of `at` is followed, what stays is written, everything is read
//! strictly.

use super::items;
use super::passage::{Passage, Progress, Yields};
use super::value::Place;
use super::way::{Flaws, Met, WayContainer, missing};
use crate::error::RequestError;
use crate::filter::shape::{BodyNode, BodyShape, PathTrie};
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

/// A body, as far as it has gone through.
#[derive(Debug)]
pub(in crate::filter) struct Body {
    pub(super) next: Next,
    pub(super) open: Brackets,
    /// How many bytes have gone through.
    offset: usize,
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

    /// Goes through as much of the text as is complete; gives how many bytes that is.
    pub(in crate::filter) fn go(&mut self, text: &str, passage: &mut Passage<'_>) -> Result<usize, SyntaxError> {
        let mut reader = Reader::new(text);
        let mut done = 0;
        loop {
            let step = match self.next {
                Next::FilteredItem { .. } | Next::FilteredCommaOrClose => {
                    items::step(self, &mut reader, passage, &mut done)
                }
                Next::CommaOrClose | Next::End | Next::FirstItem | Next::FirstKey | Next::Key | Next::Value => {
                    self.step(&mut reader, passage, done)
                }
            };
            match step {
                Ok(Step::Done | Step::Written) => done = reader.offset(),
                Ok(Step::Incomplete) => break,
                Err(error) if error.offset == text.len() && passage.progress == Progress::Partial => break,
                Err(error) => return Err(error),
            }
            if self.next == Next::End && done == text.len() {
                break;
            }
        }
        self.offset = self.offset.saturating_add(done);
        Ok(done)
    }

    /// How much deeper containers may be nested here.
    pub(super) fn depth_left(&self) -> usize {
        DEPTH_MAX.saturating_sub(self.open.depth())
    }

    /// Whether nothing is written any more.
    pub(super) fn is_mute(&self, passage: &Passage<'_>) -> bool {
        passage.yields == Yields::Levels || self.flaws.any()
    }

    /// One token outside the items.
    fn step(&mut self, reader: &mut Reader<'_>, passage: &mut Passage<'_>, done: usize) -> Result<Step, SyntaxError> {
        let is_passing = self.open.depth() > self.way.len();
        let step = if is_passing { self.pass(reader, passage)? } else { self.step_on_way(reader, passage, done)? };
        let is_copied = passage.shape.body.keeps_all || is_passing && self.passed == Passed::Copied;
        if step == Step::Done && is_copied && !self.is_mute(passage) {
            passage.out.extend_from_slice(reader.since(done).as_bytes());
        }
        Ok(step)
    }

    /// One token of a value outside the way.
    fn pass(&mut self, reader: &mut Reader<'_>, passage: &Passage<'_>) -> Result<Step, SyntaxError> {
        match self.next {
            Next::FirstItem if reader.eat(b']') => self.close(),
            Next::FirstKey if reader.eat(b'}') => self.close(),
            Next::FirstKey | Next::Key => {
                reader.name()?;
                self.next = Next::Value;
            }
            Next::FirstItem | Next::Value => match reader.kind()? {
                kind @ (Kind::Array | Kind::Object) => self.open(reader, kind)?,
                kind @ (Kind::Boolean | Kind::Null | Kind::Number | Kind::String) => {
                    reader.skip(0)?;
                    if may_go_on(reader, kind, passage) {
                        return Ok(Step::Incomplete);
                    }
                    self.after_value();
                }
            },
            Next::CommaOrClose => {
                let is_object = self.open.last() == Some(Kind::Object);
                if reader.eat(if is_object { b'}' } else { b']' }) {
                    self.close();
                } else {
                    reader.expect(b',')?;
                    self.next = if is_object { Next::Key } else { Next::Value };
                }
            }
            Next::End | Next::FilteredItem { .. } | Next::FilteredCommaOrClose => reader.end()?,
        }
        Ok(Step::Done)
    }

    /// One token on the way, or one value beside it, up to its bracket if it has one.
    fn step_on_way(
        &mut self,
        reader: &mut Reader<'_>,
        passage: &mut Passage<'_>,
        done: usize,
    ) -> Result<Step, SyntaxError> {
        let is_object = self.open.last() == Some(Kind::Object);
        match self.next {
            Next::End => reader.end()?,
            Next::FirstItem if reader.eat(b']') => self.close_way(passage),
            Next::FirstKey if reader.eat(b'}') => self.close_way(passage),
            Next::CommaOrClose if reader.eat(if is_object { b'}' } else { b']' }) => self.close_way(passage),
            Next::CommaOrClose => {
                reader.expect(b',')?;
                self.next = if is_object { Next::Key } else { Next::Value };
            }
            Next::FirstKey | Next::Key => return self.member(reader, passage, done),
            Next::FirstItem | Next::Value | Next::FilteredItem { .. } | Next::FilteredCommaOrClose => {
                let shape = &passage.shape.body;
                let node = match self.way.last() {
                    Some(container) => shape.trie.node(container.node).and_then(|node| node.each),
                    None => Some(PathTrie::<BodyNode>::ROOT),
                };
                let kind = reader.kind()?;
                let met = Met { node, kind, is_again: false, steps: self.way.len() };
                return self.value(reader, passage, Place { met, done, key: None });
            }
        }
        Ok(Step::Done)
    }

    /// A member of an object on the way.
    fn member(&mut self, reader: &mut Reader<'_>, passage: &mut Passage<'_>, done: usize) -> Result<Step, SyntaxError> {
        reader.white_space();
        let start = reader.offset();
        let name = reader.string()?;
        let end = reader.offset();
        reader.expect(b':')?;
        let kind = reader.kind()?;
        let container = self.way.last();
        let node = container.and_then(|container| passage.shape.body.trie.node(container.node));
        let found = node.and_then(|node| node.member(&name)).zip(container);
        let is_again = found.is_some_and(|((position, _), container)| container.met.has(position));
        let (position, node) = found.map(|(found, _)| found).unzip();
        let met = Met { node, kind, is_again, steps: self.way.len() };
        let step = self.value(reader, passage, Place { met, done, key: Some((start, end)) })?;
        // By now the container need not be the innermost one.
        let container = self.way.get_mut(met.steps.saturating_sub(1));
        if let (Step::Done | Step::Written, Some(container), Some(position)) = (step, container, position) {
            container.met.insert(position);
        }
        Ok(step)
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
    fn close(&mut self) {
        self.open.pop();
        self.after_value();
    }

    /// Behind the bracket that ends a container on the way.
    fn close_way(&mut self, passage: &mut Passage<'_>) {
        let is_object = self.open.last() == Some(Kind::Object);
        let container = self.way.pop();
        if let Some(path) =
            container.filter(|_| is_object).and_then(|container| missing(&passage.shape.body, &container))
        {
            self.flaws.add_astray(path);
        }
        self.write(passage, if is_object { "}" } else { "]" });
        self.close();
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
