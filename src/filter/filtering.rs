//! A body on its way through, by the policy that somebody lends.

use super::Counts;
use super::asked::{Asked, FilterQuestion};
use super::judge::Judge;
use super::lend::Lend;
use super::read::{Columns, Memory, ReadItems};
use super::shape::{Items, Shape};
use super::text::Waiting;
use super::write::{Body, Passage, Progress, Yields};
use crate::error::{RequestError, RequestErrorCode};
use crate::json;
use crate::model::instant::Instant;
use crate::policy::Policy;
use crate::rules::ceiling::Ceilings;
use std::sync::Arc;

/// A filter with everything that it keeps: of its policy, its question, its shape, and the body that goes through.
#[derive(Debug)]
pub(crate) struct Filtering<P> {
    policy: P,
    shape: Arc<Shape>,
    asked: Asked,
    ceilings: Ceilings,
    memory: Memory,
    body: Body,
    waiting: Waiting,
    counts: Counts,
}

impl<P: Lend> Filtering<P> {
    pub(crate) fn new(policy: P, shape: Arc<Shape>, question: &FilterQuestion<'_>) -> Result<Self, RequestError> {
        let asked = Asked::new(&policy.lend(), question, &shape)?;
        Ok(Self::of(policy, shape, asked))
    }

    /// By options as they cross the border of a language.
    pub(crate) fn parse(policy: P, options: &[u8], items: Items) -> Result<Self, RequestError> {
        let (asked, shape) = Asked::parse(&policy.lend(), options, items)?;
        Ok(Self::of(policy, Arc::new(shape), asked))
    }

    /// By a shape and a question as they cross the border of a language, the question at the present if it names no moment.
    pub(crate) fn parse_apart(
        policy: P,
        shape: &[u8],
        items: Items,
        question: &[u8],
        present: Option<Instant>,
    ) -> Result<Self, RequestError> {
        let shape = Shape::parse_for(shape, items)?;
        let asked = Asked::about(&policy.lend(), question, &shape, present)?;
        Ok(Self::of(policy, Arc::new(shape), asked))
    }

    /// Asks another question, by the shape that is there.
    pub(crate) fn ask(&mut self, question: &[u8], present: Option<Instant>) -> Result<(), RequestError> {
        let policy = self.policy.lend();
        self.asked = Asked::about(&policy, question, &self.shape, present)?;
        self.ceilings = Ceilings::new(&policy);
        Ok(())
    }

    fn of(policy: P, shape: Arc<Shape>, asked: Asked) -> Self {
        let ceilings = Ceilings::new(&policy.lend());
        Self {
            policy,
            shape,
            asked,
            ceilings,
            memory: Memory::default(),
            body: Body::new(),
            waiting: Waiting::new(),
            counts: Counts::default(),
        }
    }

    pub(crate) fn shape(&self) -> &Shape {
        &self.shape
    }

    pub(crate) fn counts(&self) -> Counts {
        self.counts
    }

    /// Begins again, with another body.
    pub(crate) fn restart(&mut self) {
        self.body = Body::new();
        self.waiting.clear();
        self.counts = Counts::default();
    }

    /// Takes in a part of the next piece, as much as there is room for, and gives how much that was: `copy` fills the room
    /// that it is given, and no policy is on loan meanwhile. Then [`Filtering::advance`] is to be called.
    pub(crate) fn fill(&mut self, wanted: usize, copy: &mut dyn FnMut(&mut [u8])) -> usize {
        self.waiting.fill(wanted, copy)
    }

    /// Writes behind `out` what can be judged by now.
    pub(crate) fn advance(&mut self, out: &mut Vec<u8>) -> Result<(), RequestError> {
        if self.waiting.is_due() { self.go(Progress::Partial, Yields::Body, out) } else { Ok(()) }
    }

    /// Takes the next piece; writes behind `out` what can be judged by now.
    pub(crate) fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) -> Result<(), RequestError> {
        let mut rest = piece;
        while !rest.is_empty() {
            rest = self.take_in(rest);
            self.advance(out)?;
        }
        Ok(())
    }

    /// Ends the body; writes behind `out` what is left of it.
    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), RequestError> {
        self.go(Progress::Last, Yields::Body, out)?;
        self.body.outcome(&self.shape.body)
    }

    /// What is found of each item of a JSON array, wherever the shape has items: one byte, as `Judged::number` has it.
    pub(crate) fn judge(&mut self, items: &[u8]) -> Result<Vec<u8>, RequestError> {
        let mut found = Vec::new();
        self.restart();
        self.body = Body::bare();
        let mut rest = items;
        while !rest.is_empty() {
            rest = self.take_in(rest);
            self.go(Progress::Partial, Yields::Levels, &mut found)?;
        }
        self.go(Progress::Last, Yields::Levels, &mut found)?;
        Ok(found)
    }

    /// What [`Self::judge`] says, of items that come as columns (`read/columns.rs`); `None` for those that have to come as
    /// JSON.
    pub(crate) fn judge_columns(&mut self, lengths: &[u32], text: &[u8]) -> Option<Vec<u8>> {
        let policy = self.policy.lend();
        let policy: &Policy = &policy;
        let shape = &*self.shape;
        let mut columns = Columns::new(shape, lengths, json::utf8(text).ok()?)?;
        let mut items = ReadItems::new(policy, shape, &mut self.memory);
        let mut judge = Judge::new(policy, &self.asked, shape, &mut self.ceilings);
        let mut found = Vec::new();
        while !columns.is_empty() {
            let late = items.read_columns(&mut columns)?;
            found.push(judge.judge(items.facts(), &late).ok()?.number());
        }
        columns.is_at_end().then_some(found)
    }

    /// Takes in as much of a text as there is room for; gives the rest.
    fn take_in<'t>(&mut self, text: &'t [u8]) -> &'t [u8] {
        let count = self.fill(text.len(), &mut |room| {
            if let Some(start) = text.get(..room.len()) {
                room.copy_from_slice(start);
            }
        });
        text.get(count..).unwrap_or_default()
    }

    /// Goes as far as the text is complete, and forgets what is done with.
    fn go(&mut self, progress: Progress, yields: Yields, out: &mut Vec<u8>) -> Result<(), RequestError> {
        let policy = self.policy.lend();
        let policy: &Policy = &policy;
        let before = self.body.offset();
        let (text, bad) = json::valid_start(self.waiting.text());
        // A character that is still to be completed is not bad.
        let bad = bad.filter(|bad| !bad.is_cut || progress == Progress::Last).map(|bad| bad.offset);
        // With a bad byte behind it, the valid start is all that will ever come.
        let shape = &*self.shape;
        let mut passage = Passage {
            progress,
            block: self.waiting.block(),
            yields,
            shape,
            items: ReadItems::new(policy, shape, &mut self.memory),
            judge: Judge::new(policy, &self.asked, shape, &mut self.ceilings),
            counts: &mut self.counts,
            out,
        };
        let failed = match (self.body.go(text, &mut passage), bad) {
            (Ok(done), None) => {
                self.waiting.forget(done);
                return Ok(());
            }
            // A mistake in the grammar before the bad byte is the first thing wrong; an end that comes too early is not.
            (Err(error), Some(offset)) => error.offset.min(offset),
            (Err(error), None) => error.offset,
            (Ok(_), Some(offset)) => offset,
        };
        Err(RequestError::new(RequestErrorCode::JsonSyntax, "").at_byte(before.saturating_add(failed)))
    }
}
