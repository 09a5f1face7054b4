//! Filtering a response (SPEC.md section 9): bytes in, bytes out, every item judged by the rules that decide
//! everything else.
//!
//! The same code takes a body whole or in pieces: [`Filter::push`] goes as far as the text it has is complete, token by
//! token outside the array and item by item inside, and keeps the rest.

mod body;
mod cut;
mod item;
mod options;
mod plan;

use crate::error::{RequestError, RequestErrorCode};
use crate::json;
use crate::policy::Policy;
use crate::policy::viewer::Memory;
use body::{Body, Passage, Progress};
use options::FilterOptions;
use std::borrow::Cow;

/// How many items a filter has let through, and how many not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Items of which at least something is shown.
    pub shown: usize,
    /// Items that are left out.
    pub hidden: usize,
    /// Those of the hidden that could not be judged.
    pub unreadable: usize,
}

/// The names of the members that an item keeps below full.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct KeptMembers {
    /// At level metadata.
    pub metadata: Vec<String>,
    /// At level subject.
    pub subject: Vec<String>,
}

/// A body on its way through.
#[derive(Debug)]
pub struct Filter {
    options: FilterOptions,
    memory: Memory,
    body: Body,
    /// What has been taken in but not gone through: the beginning of a token or of an item.
    rest: Vec<u8>,
    /// How long `rest` was when it was last found incomplete. It is looked at again when it has doubled, so that many
    /// small pieces of a large item cost no more than a few large ones.
    tried: usize,
    counts: Counts,
}

impl Filter {
    /// Starts filtering. `options` is JSON text, an object as SPEC.md section 9 describes it, with `now`.
    ///
    /// # Errors
    /// When something is wrong with the options.
    pub fn new(policy: &Policy, options: &[u8]) -> Result<Self, RequestError> {
        let options = FilterOptions::parse(policy, options)?;
        let memory = Memory::new(policy);
        Ok(Self { options, memory, body: Body::new(), rest: Vec::new(), tried: 0, counts: Counts::default() })
    }

    /// Takes the next piece; writes behind `out` what has been judged by now.
    ///
    /// # Errors
    /// When the body is not JSON. Then nothing more is to be asked, and nothing of this piece is written.
    pub fn push(&mut self, policy: &Policy, piece: &[u8], out: &mut Vec<u8>) -> Result<(), RequestError> {
        if self.rest.is_empty() {
            let done = self.go(policy, piece, Progress::Partial, out)?;
            self.rest.extend_from_slice(piece.get(done..).unwrap_or_default());
            self.tried = self.rest.len();
            return Ok(());
        }
        self.rest.extend_from_slice(piece);
        if self.rest.len() < self.tried.saturating_mul(2) {
            return Ok(());
        }
        let rest = std::mem::take(&mut self.rest);
        let done = self.go(policy, &rest, Progress::Partial, out)?;
        self.rest = rest;
        self.rest.drain(..done);
        self.tried = self.rest.len();
        Ok(())
    }

    /// Ends the body; writes behind `out` what is left of it.
    ///
    /// # Errors
    /// When the body is not JSON, or has no array where `at` says.
    pub fn finish(&mut self, policy: &Policy, out: &mut Vec<u8>) -> Result<(), RequestError> {
        let rest = std::mem::take(&mut self.rest);
        self.end(policy, &rest, out)
    }

    /// A whole body at once.
    ///
    /// # Errors
    /// As [`Filter::push`] and [`Filter::finish`].
    pub fn filter(&mut self, policy: &Policy, body: &[u8], out: &mut Vec<u8>) -> Result<(), RequestError> {
        self.end(policy, body, out)
    }

    /// What has been counted so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    fn end(&mut self, policy: &Policy, rest: &[u8], out: &mut Vec<u8>) -> Result<(), RequestError> {
        self.go(policy, rest, Progress::Last, out)?;
        self.body.outcome(&self.options.at)
    }

    /// Goes as far as the bytes are complete; gives how many are done with.
    fn go(
        &mut self,
        policy: &Policy,
        bytes: &[u8],
        progress: Progress,
        out: &mut Vec<u8>,
    ) -> Result<usize, RequestError> {
        let before = self.body.offset();
        let written = out.len();
        let (text, bad) = json::valid_start(bytes);
        // A character that is still to be completed is not bad.
        let bad = bad.filter(|bad| !bad.is_cut || progress == Progress::Last).map(|bad| bad.offset);
        // With a bad byte behind it, the valid start is all that will ever come.
        let options = &self.options;
        let judge = item::Judge::new(policy, options, &self.memory);
        let mut passage = Passage { progress, options, judge, counts: &mut self.counts, out };
        let done = self.body.go(text, &mut passage);
        let failed = match (done, bad) {
            (Ok(done), None) => return Ok(done),
            // A mistake in the grammar before the bad byte is the first thing wrong; an end that comes too early is not.
            (Err(error), Some(offset)) => error.offset.min(offset),
            (Err(error), None) => error.offset,
            (Ok(_), Some(offset)) => offset,
        };
        out.truncate(written);
        Err(not_json(before.saturating_add(failed)))
    }
}

fn not_json(offset: usize) -> RequestError {
    RequestError::new(RequestErrorCode::JsonSyntax, "").at_byte(offset)
}

impl Policy {
    /// The level of every item of a JSON array: 0 to 3 as [`crate::Level::number`] has it, 255 for one that cannot be
    /// judged. For callers that hold the items as objects.
    ///
    /// # Errors
    /// As [`Filter::filter`]; `at` is not looked at.
    pub fn judge_threads(&self, items: &[u8], options: &[u8]) -> Result<Vec<u8>, RequestError> {
        let options = FilterOptions::parse(self, options)?;
        let text = json::utf8(items).map_err(|error| not_json(error.offset))?;
        let memory = Memory::new(self);
        let mut judge = item::Judge::new(self, &options, &memory);
        body::levels(text, &mut judge).map_err(|error| not_json(error.offset))
    }

    /// What an item keeps below full, for callers that hold the items as objects.
    ///
    /// # Errors
    /// When something is wrong with the options.
    pub fn kept_members(&self, options: &[u8]) -> Result<KeptMembers, RequestError> {
        let [metadata, subject] = FilterOptions::parse(self, options)?.keep;
        Ok(KeptMembers { metadata, subject })
    }
}

/// A text of the options or of a body, with what is borrowed from it.
type Text<'t> = Cow<'t, str>;
