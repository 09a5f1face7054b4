//! Readers of items. They only fill facts; whoever judges does not know which of them has read.

mod careful;
mod deferred;
mod facts;

pub(super) use deferred::Deferred;
pub(super) use facts::{ItemFacts, ParticipantsAt, SaidId, SaidTime};

use super::shape::Shape;
use super::text::Block;
use crate::json::{Reader, SyntaxError};
use crate::policy::Policy;
use careful::CarefulReader;

/// What readers keep from item to item.
#[derive(Debug, Default)]
pub(super) struct Memory {
    facts: ItemFacts,
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
        _block: Option<&Block>,
        depth: usize,
    ) -> Result<(), SyntaxError> {
        CarefulReader { policy: self.policy, shape: self.shape, facts: &mut self.memory.facts }.read(reader, depth)
    }

    /// The facts of the item that was read last.
    #[inline(always)]
    pub(super) fn facts(&mut self) -> &mut ItemFacts {
        &mut self.memory.facts
    }
}
