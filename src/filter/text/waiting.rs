//! What has been taken in of a body and not gone through: the beginning of a token or of an item.

use super::block::{Block, ROOM};

/// Text that waits.
#[derive(Debug)]
pub(in crate::filter) struct Waiting {
    block: Block,
    /// All of it, if that is too much for the block.
    long: Vec<u8>,
    /// How much it was when it was last found incomplete.
    tried: usize,
}

impl Waiting {
    pub(in crate::filter) fn new() -> Self {
        Self { block: Block::new(), long: Vec::new(), tried: 0 }
    }

    pub(in crate::filter) fn clear(&mut self) {
        self.block.discard(usize::MAX);
        self.long.clear();
        self.tried = 0;
    }

    /// Takes in as much as there is room for; gives how much that was. `copy` fills the room that it is given.
    pub(in crate::filter) fn fill(&mut self, wanted: usize, copy: &mut dyn FnMut(&mut [u8])) -> usize {
        if self.long.is_empty() {
            return self.block.fill(wanted, copy);
        }
        let (start, count) = (self.long.len(), wanted.min(ROOM));
        self.long.resize(start.saturating_add(count), 0);
        copy(self.long.get_mut(start..).unwrap_or_default());
        count
    }

    /// Whether it is to be looked at: what is incomplete is looked at again when it has doubled, so that many small pieces
    /// of a large item cost no more than a few large ones.
    pub(in crate::filter) fn is_due(&self) -> bool {
        let length = self.text().len();
        length >= self.tried.saturating_mul(2) || self.long.is_empty() && length == ROOM
    }

    pub(in crate::filter) fn text(&self) -> &[u8] {
        if self.long.is_empty() { self.block.text() } else { &self.long }
    }

    /// The block, if the text is in one.
    pub(in crate::filter) fn block(&self) -> Option<&Block> {
        self.long.is_empty().then_some(&self.block)
    }

    /// Drops what is done with. What is left is kept in the block, if that has room for it and for more.
    pub(in crate::filter) fn forget(&mut self, done: usize) {
        if self.long.is_empty() {
            self.block.discard(done);
            if self.block.text().len() == ROOM {
                self.long.extend_from_slice(self.block.text());
            }
        } else {
            self.long.drain(..done.min(self.long.len()));
            if self.long.len() < ROOM {
                let long = std::mem::take(&mut self.long);
                self.block.discard(usize::MAX);
                self.block.fill(long.len(), &mut |room| room.copy_from_slice(&long));
            }
        }
        self.tried = self.text().len();
    }
}
