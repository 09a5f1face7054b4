//! Text at hand: what is read of a body is copied to a place of fixed size, where reading needs no look at the end.

use crate::json::scan::WINDOW;

/// How much text there is room for. A place in it is a number of 16 bits, which can reach no further.
pub(in crate::filter) const ROOM: usize = 0xffff;

/// Some text of a body.
#[derive(Debug)]
pub(in crate::filter) struct Block {
    /// INVARIANT (stop): behind the text stands a zero, which no token contains: whatever is read ends there.
    bytes: Box<[u8; ROOM + 1 + WINDOW]>,
    length: usize,
}

impl Block {
    pub(in crate::filter) fn new() -> Self {
        Self { bytes: Box::new([0; ROOM + 1 + WINDOW]), length: 0 }
    }

    pub(in crate::filter) fn text(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Takes text in behind what is there, as much as there is room for: `copy` fills the room that it is given. Gives
    /// how much that was.
    pub(in crate::filter) fn fill(&mut self, wanted: usize, copy: &mut dyn FnMut(&mut [u8])) -> usize {
        let start = self.length;
        let end = start.saturating_add(wanted).min(ROOM);
        copy(self.bytes.get_mut(start..end).unwrap_or_default());
        self.set_length(end);
        end.saturating_sub(start)
    }

    /// Forgets text from the start.
    pub(in crate::filter) fn discard(&mut self, count: usize) {
        let count = count.min(self.length);
        self.bytes.copy_within(count..self.length, 0);
        self.set_length(self.length.saturating_sub(count));
    }

    fn set_length(&mut self, length: usize) {
        self.length = length;
        if let Some(stop) = self.bytes.get_mut(length) {
            *stop = 0;
        }
    }

    /// The byte at a place.
    #[inline(always)]
    pub(in crate::filter) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at & ROOM).copied().unwrap_or_default()
    }

    /// The bytes from a place on.
    #[inline(always)]
    pub(in crate::filter) fn window(&self, at: usize) -> &[u8; WINDOW] {
        let window = self.bytes.get(at & ROOM..).and_then(|bytes| bytes.first_chunk());
        window.unwrap_or(&[0; WINDOW])
    }

    /// The bytes between two places.
    #[inline(always)]
    pub(in crate::filter) fn between(&self, start: usize, end: usize) -> &[u8] {
        self.bytes.get(start & ROOM..end & ROOM).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_stands_behind_the_text() {
        let mut block = Block::new();
        let fill = |block: &mut Block, count| block.fill(count, &mut |room| room.fill(b'a'));
        assert_eq!((fill(&mut block, 10), block.text().len(), block.byte(9), block.byte(10)), (10, 10, b'a', 0));
        block.discard(7);
        assert_eq!((block.text(), block.byte(3), block.window(2).first_chunk()), (&b"aaa"[..], 0, Some(b"a\0a")));
        assert_eq!((fill(&mut block, ROOM), block.text().len(), fill(&mut block, 1)), (ROOM - 3, ROOM, 0));
        assert_eq!((block.byte(ROOM), block.window(ROOM - 1).first_chunk()), (0, Some(b"a\0\0")));
        block.discard(usize::MAX);
        assert_eq!((block.text(), block.byte(0)), (&b""[..], 0));
    }
}
