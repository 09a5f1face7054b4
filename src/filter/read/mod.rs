//! Readers of items. They only fill facts; whoever judges does not know which of them has read.

mod careful;
mod columns;
mod deferred;
mod facts;
#[cfg(not(feature = "careful"))]
mod fast;
#[cfg(not(feature = "careful"))]
mod fast_values;
#[cfg(not(feature = "careful"))]
mod guesses;

pub(super) use columns::Columns;
pub(super) use deferred::{Deferred, ParticipantsAt};
pub(super) use facts::{ItemFacts, SaidId, SaidTime};

use super::shape::Shape;
use super::text::Block;
use crate::json::{Reader, SyntaxError};
use crate::policy::Policy;
use careful::CarefulReader;

/// What readers keep from item to item.
#[derive(Debug, Default)]
pub(super) struct Memory {
    facts: ItemFacts,
    #[cfg(not(feature = "careful"))]
    fast: fast::FastMemory,
}

/// Reads the items of a body.
pub(super) struct ReadItems<'a> {
    policy: &'a Policy,
    shape: &'a Shape,
    memory: &'a mut Memory,
}

impl<'a> ReadItems<'a> {
    pub(super) fn new(policy: &'a Policy, shape: &'a Shape, memory: &'a mut Memory) -> Self {
        Self { policy, shape, memory }
    }

    /// Reads the item that comes next; containers in it may be nested `depth` deep. `block` is the one that the text
    /// begins, if it is in one.
    #[inline(always)]
    pub(super) fn read(
        &mut self,
        reader: &mut Reader<'_>,
        block: Option<&Block>,
        depth: usize,
    ) -> Result<(), SyntaxError> {
        match block.and_then(|block| self.read_fast(reader, block, depth)) {
            Some(end) => {
                reader.move_to(end);
                Ok(())
            }
            None => self.careful().read(reader, depth),
        }
    }

    #[cfg(not(feature = "careful"))]
    #[inline(always)]
    fn read_fast(&mut self, reader: &Reader<'_>, block: &Block, depth: usize) -> Option<usize> {
        let Memory { facts, fast } = &mut *self.memory;
        facts.forget();
        fast::FastReader::new(self.policy, self.shape, facts, fast, (block, reader.text())).read(reader.offset(), depth)
    }

    #[cfg(feature = "careful")]
    fn read_fast(&mut self, _: &Reader<'_>, _: &Block, _: usize) -> Option<usize> {
        None
    }

    fn careful(&mut self) -> CarefulReader<'_> {
        CarefulReader { policy: self.policy, shape: self.shape, facts: &mut self.memory.facts }
    }

    /// Reads the next of items that come as columns.
    pub(super) fn read_columns<'c>(&mut self, columns: &mut Columns<'c>) -> Option<columns::LateColumns<'c>> {
        columns.read(self.policy, self.shape, &mut self.memory.facts)
    }

    /// The facts of the item that was read last.
    #[inline(always)]
    pub(super) fn facts(&mut self) -> &mut ItemFacts {
        &mut self.memory.facts
    }
}
