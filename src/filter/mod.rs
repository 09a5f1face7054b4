//! Filtering a response (SPEC.md section 9): bytes in, bytes out, every item judged by the rules that decide
//! everything else.
//!
//! The same code takes a body whole or in pieces: [`Filter::push`] goes as far as the text it has is complete, token by
//! token outside the array and item by item inside, and keeps the rest.

mod block;
mod body;
mod cut;
mod guess;
mod item;
mod options;
mod plan;
mod usual;

use crate::error::{RequestError, RequestErrorCode};
use crate::json;
use crate::policy::Policy;
use crate::policy::viewer::Memory;
use block::Block;
use body::{Body, Passage, Progress, Yields};
use item::{Judge, State};
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
    state: State,
    body: Body,
    /// What has been taken in but not gone through: the beginning of a token or of an item.
    block: Block,
    /// The same, if it is too long for the block.
    rest: Vec<u8>,
    /// How long that was when it was last found incomplete. It is looked at again when it has doubled, so that many small
    /// pieces of a large item cost no more than a few large ones.
    tried: usize,
    yields: Yields,
    counts: Counts,
}

impl Filter {
    /// Starts filtering. `options` is JSON text, an object as SPEC.md section 9 describes it, with `now`.
    ///
    /// # Errors
    /// When something is wrong with the options.
    pub fn new(policy: &Policy, options: &[u8]) -> Result<Self, RequestError> {
        Ok(Self {
            options: FilterOptions::parse(policy, options)?,
            memory: Memory::new(policy),
            state: State::new(),
            body: Body::new(),
            block: Block::new(),
            rest: Vec::new(),
            tried: 0,
            yields: Yields::Body,
            counts: Counts::default(),
        })
    }

    /// Begins again, with another body.
    pub fn restart(&mut self) {
        self.body = Body::new();
        self.block.discard(usize::MAX);
        self.rest.clear();
        self.tried = 0;
        self.counts = Counts::default();
    }

    /// Takes the next piece; writes behind `out` what has been judged by now.
    ///
    /// # Errors
    /// When the body is not JSON. Then nothing more is to be asked, and what this piece has added to `out` is not to be
    /// used.
    pub fn push(&mut self, policy: &Policy, piece: &[u8], out: &mut Vec<u8>) -> Result<(), RequestError> {
        self.push_from(policy, piece.len(), &mut |from, room| copy(piece, from, room), out)
    }

    /// The same for a piece that lies elsewhere: `copy` fills the room that it is given with the bytes from an offset on.
    ///
    /// # Errors
    /// As [`Filter::push`].
    pub fn push_from(
        &mut self,
        policy: &Policy,
        length: usize,
        copy: &mut dyn FnMut(usize, &mut [u8]),
        out: &mut Vec<u8>,
    ) -> Result<(), RequestError> {
        let mut taken = 0_usize;
        while taken < length {
            let wanted = length.saturating_sub(taken);
            let count = if self.rest.is_empty() {
                self.block.fill(wanted, &mut |room| copy(taken, room))
            } else {
                let (start, count) = (self.rest.len(), wanted.min(block::ROOM));
                self.rest.resize(start.saturating_add(count), 0);
                copy(taken, self.rest.get_mut(start..).unwrap_or_default());
                count
            };
            taken = taken.saturating_add(count);
            let waiting = self.waiting().len();
            // A full block has to be gone through.
            if taken < length && self.rest.is_empty() || waiting >= self.tried.saturating_mul(2) {
                self.go(policy, Progress::Partial, out)?;
            }
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

    /// What has been counted so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    fn waiting(&self) -> &[u8] {
        if self.rest.is_empty() { self.block.text() } else { &self.rest }
    }

    /// Goes as far as the bytes are complete, and forgets what is done with.
    fn go(&mut self, policy: &Policy, progress: Progress, out: &mut Vec<u8>) -> Result<(), RequestError> {
        let before = self.body.offset();
        let bytes = if self.rest.is_empty() { self.block.text() } else { &self.rest };
        let (text, bad) = json::valid_start(bytes);
        // A character that is still to be completed is not bad.
        let bad = bad.filter(|bad| !bad.is_cut || progress == Progress::Last).map(|bad| bad.offset);
        // With a bad byte behind it, the valid start is all that will ever come.
        let options = &self.options;
        let mut passage = Passage {
            progress,
            block: self.rest.is_empty().then_some(&self.block),
            yields: self.yields,
            options,
            judge: Judge::new(policy, options, &self.memory, &mut self.state),
            counts: &mut self.counts,
            out,
        };
        let failed = match (self.body.go(text, &mut passage), bad) {
            (Ok(done), None) => {
                self.forget(done);
                return Ok(());
            }
            // A mistake in the grammar before the bad byte is the first thing wrong; an end that comes too early is not.
            (Err(error), Some(offset)) => error.offset.min(offset),
            (Err(error), None) => error.offset,
            (Ok(_), Some(offset)) => offset,
        };
        Err(not_json(before.saturating_add(failed)))
    }

    /// Drops what is done with; what is left lies in the block if there is room for it, and for more.
    fn forget(&mut self, done: usize) {
        if self.rest.is_empty() {
            self.block.discard(done);
            if self.block.text().len() == block::ROOM {
                self.rest.extend_from_slice(self.block.text());
                self.block.discard(usize::MAX);
            }
        } else {
            self.rest.drain(..done);
            if self.rest.len() < block::ROOM {
                let rest = std::mem::take(&mut self.rest);
                self.block.fill(rest.len(), &mut |room| copy(&rest, 0, room));
            }
        }
        self.tried = self.waiting().len();
    }
}

fn copy(from: &[u8], offset: usize, room: &mut [u8]) {
    if let Some(bytes) = from.get(offset..offset.saturating_add(room.len())) {
        room.copy_from_slice(bytes);
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
        let mut filter = Filter::new(self, options)?;
        let mut levels = Vec::new();
        filter.options.at.clear();
        filter.yields = Yields::Levels;
        filter.filter(self, items, &mut levels)?;
        Ok(levels)
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
