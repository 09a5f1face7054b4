//! A body around its items, token by token: the way of `at` is followed, what stays is written, everything is read
//! strictly.

use super::body::{Body, Next, Passed, Step, may_go_on};
use super::items;
use super::passage::{Passage, Progress};
use super::value::Place;
use super::way::{Met, missing};
use crate::filter::shape::{BodyNode, PathTrie};
use crate::json::{Kind, Reader, SyntaxError};

impl Body {
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
}
