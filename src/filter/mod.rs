//! Filtering a response (docs/specification.md section 9): bytes in, bytes out, every item judged by the rules that decide
//! everything else.
//!
//! A body goes through in blocks, whether it comes whole or in pieces: as far as the text at hand is complete, token by
//! token outside the array and item by item inside; the rest waits for more.

mod block;
mod body;
mod columns;
mod cut;
mod facts;
mod guess;
mod item;
mod options;
mod plan;
mod usual;
mod waiting;

use crate::error::{RequestError, RequestErrorCode};
use crate::json;
use crate::policy::Policy;
use crate::rules::ceiling::Ceilings;
use body::{Body, Passage, Progress, Yields};
use item::{Judge, State};
use options::FilterOptions;
use std::borrow::Cow;
use waiting::Waiting;

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
    ceilings: Ceilings,
    state: State,
    body: Body,
    waiting: Waiting,
    yields: Yields,
    counts: Counts,
}

impl Filter {
    /// Starts filtering. `options` is JSON text, an object as docs/specification.md section 9 describes it, with `now`.
    ///
    /// # Errors
    /// When something is wrong with the options.
    pub fn new(policy: &Policy, options: &[u8]) -> Result<Self, RequestError> {
        Ok(Self {
            options: FilterOptions::parse(policy, options)?,
            ceilings: Ceilings::new(policy),
            state: State::new(),
            body: Body::new(),
            waiting: Waiting::new(),
            yields: Yields::Body,
            counts: Counts::default(),
        })
    }

    /// Begins again, with another body.
    pub fn restart(&mut self) {
        self.body = Body::new();
        self.waiting.clear();
        self.counts = Counts::default();
    }

    /// Begins again, with another body and other options.
    ///
    /// # Errors
    /// As [`Filter::new`].
    pub fn renew(&mut self, policy: &Policy, options: &[u8]) -> Result<(), RequestError> {
        self.options = FilterOptions::parse(policy, options)?;
        self.ceilings = Ceilings::new(policy);
        self.state = State::new();
        self.restart();
        Ok(())
    }

    /// Takes in a part of the next piece, as much as there is room for, and gives how much that was: `copy` fills the room
    /// that it is given. Then [`Filter::advance`] is to be called.
    pub fn fill(&mut self, wanted: usize, copy: &mut dyn FnMut(&mut [u8])) -> usize {
        self.waiting.fill(wanted, copy)
    }

    /// Writes behind `out` what can be judged by now.
    ///
    /// # Errors
    /// When the body is not JSON. Then nothing more is to be asked, and what this has added to `out` is not to be used.
    pub fn advance(&mut self, policy: &Policy, out: &mut Vec<u8>) -> Result<(), RequestError> {
        if self.waiting.is_due() { self.go(policy, Progress::Partial, out) } else { Ok(()) }
    }

    /// Takes the next piece; writes behind `out` what can be judged by now.
    ///
    /// # Errors
    /// As [`Filter::advance`].
    pub fn push(&mut self, policy: &Policy, piece: &[u8], out: &mut Vec<u8>) -> Result<(), RequestError> {
        let mut rest = piece;
        while !rest.is_empty() {
            let count = self.fill(rest.len(), &mut |room| {
                if let Some(start) = rest.get(..room.len()) {
                    room.copy_from_slice(start);
                }
            });
            rest = rest.get(count..).unwrap_or_default();
            self.advance(policy, out)?;
        }
        Ok(())
    }

    /// Ends the body; writes behind `out` what is left of it.
    ///
    /// # Errors
    /// When the body is not JSON, or has no array where `at` says.
    pub fn finish(&mut self, policy: &Policy, out: &mut Vec<u8>) -> Result<(), RequestError> {
        self.go(policy, Progress::Last, out)?;
        self.body.outcome(&self.options.at)
    }

    /// A whole body at once.
    ///
    /// # Errors
    /// As [`Filter::push`] and [`Filter::finish`].
    pub fn filter(&mut self, policy: &Policy, body: &[u8], out: &mut Vec<u8>) -> Result<(), RequestError> {
        self.push(policy, body, out)?;
        self.finish(policy, out)
    }

    /// The level of every item of a JSON array, for callers that hold the items as objects: 0 to 3 as
    /// [`crate::Level::number`] has it, 255 for one that cannot be judged. `at` is not looked at.
    ///
    /// # Errors
    /// When the items are not JSON.
    pub fn judge(&mut self, policy: &Policy, items: &[u8]) -> Result<Vec<u8>, RequestError> {
        let mut levels = Vec::new();
        let at = std::mem::take(&mut self.options.at);
        self.restart();
        self.yields = Yields::Levels;
        let judged = self.filter(policy, items, &mut levels);
        self.yields = Yields::Body;
        self.options.at = at;
        judged.map(|()| levels)
    }

    /// The same for items that come as columns.rs has them; `None` for those that have to come as JSON.
    pub fn judge_columns(&mut self, policy: &Policy, lengths: &[u32], text: &[u8]) -> Option<Vec<u8>> {
        let mut levels = Vec::new();
        let mut judge = Judge::new(policy, &self.options, &mut self.ceilings, &mut self.state);
        judge.columns(lengths, json::utf8(text).ok()?, &mut levels)?;
        Some(levels)
    }

    /// What an item keeps below full.
    #[must_use]
    pub fn kept_members(&self) -> KeptMembers {
        let [metadata, subject] = self.options.keep.clone();
        KeptMembers { metadata, subject }
    }

    /// What has been counted so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Goes as far as the text is complete, and forgets what is done with.
    fn go(&mut self, policy: &Policy, progress: Progress, out: &mut Vec<u8>) -> Result<(), RequestError> {
        let before = self.body.offset();
        let (text, bad) = json::valid_start(self.waiting.text());
        // A character that is still to be completed is not bad.
        let bad = bad.filter(|bad| !bad.is_cut || progress == Progress::Last).map(|bad| bad.offset);
        // With a bad byte behind it, the valid start is all that will ever come.
        let options = &self.options;
        let mut passage = Passage {
            progress,
            block: self.waiting.block(),
            yields: self.yields,
            options,
            judge: Judge::new(policy, options, &mut self.ceilings, &mut self.state),
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
        Err(not_json(before.saturating_add(failed)))
    }
}

fn not_json(offset: usize) -> RequestError {
    RequestError::new(RequestErrorCode::JsonSyntax, "").at_byte(offset)
}

/// A text of the options or of a body, with what is borrowed from it.
type Text<'t> = Cow<'t, str>;
