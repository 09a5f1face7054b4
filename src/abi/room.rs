//! The one buffer that callers and the module write into, in turns.

use serde::Serialize;
use std::cell::RefCell;

thread_local! {
    /// The caller's bytes, then ours. A caller writes and reads it while nothing of ours runs, so that it is never
    /// borrowed then; and nothing of ours calls the outside, so that no call begins within another.
    static ROOM: RefCell<Room> = const { RefCell::new(Room { bytes: Vec::new(), out: Vec::new() }) };
}

#[derive(Debug)]
struct Room {
    bytes: Vec<u8>,
    /// An answer while it is written: what was asked may still be read.
    out: Vec<u8>,
}

/// Makes room for so many bytes, and gives the address where the room is from now on.
pub(super) fn make(bytes: usize) -> *const u8 {
    ROOM.with_borrow_mut(|room| {
        room.make(bytes);
        room.bytes.as_ptr()
    })
}

/// Reads what stands in the room, one part behind the other, and writes the answer in its place, or the JSON text of an
/// error. Gives the length of the answer, less than nothing for an error: if there is less room, the room has moved.
pub(super) fn answer<const PARTS: usize>(
    lengths: [usize; PARTS],
    work: impl FnOnce([&[u8]; PARTS], &mut Vec<u8>) -> Result<(), String>,
) -> i32 {
    ROOM.with_borrow_mut(|room| {
        let Room { bytes, out } = room;
        out.clear();
        let mut rest = bytes.as_slice();
        let parts = lengths.map(|length| {
            // Less than was said to be there is not what was meant, so nothing of it is read.
            let (part, behind) = rest.split_at_checked(length).unwrap_or_default();
            rest = behind;
            part
        });
        let refused = work(parts, out).inspect_err(|error| out.clone_from(&error.as_bytes().to_vec())).is_err();
        let length = i32::try_from(out.len()).unwrap_or(i32::MAX);
        room.give();
        if refused { length.saturating_neg() } else { length }
    })
}

impl Room {
    fn make(&mut self, bytes: usize) {
        if self.bytes.len() < bytes {
            self.bytes.resize(bytes.next_power_of_two(), 0);
        }
    }

    /// Puts the answer where the question was.
    fn give(&mut self) {
        self.make(self.out.len());
        if let Some(place) = self.bytes.get_mut(..self.out.len()) {
            place.copy_from_slice(&self.out);
        }
    }
}

/// JSON text. Nothing that we serialize can fail to become text; an empty one is no answer.
pub(super) fn json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}
