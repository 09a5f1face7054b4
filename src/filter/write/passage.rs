//! What goes through a body with its text.

use crate::filter::Counts;
use crate::filter::judge::{Judge, Judged, Notes};
use crate::filter::read::ReadItems;
use crate::filter::shape::Shape;
use crate::filter::text::Block;
use crate::model::decision::Level;

/// Whether more text may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::filter) enum Progress {
    Last,
    Partial,
}

/// What comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::filter) enum Yields {
    Body,
    /// One byte for each item and nothing else ([`Judged::number`]).
    Levels,
}

/// How far a body may be read, by what its items are judged, and where it goes.
pub(in crate::filter) struct Passage<'a> {
    pub(in crate::filter) progress: Progress,
    /// The block that the text begins, if it is in one.
    pub(in crate::filter) block: Option<&'a Block>,
    pub(in crate::filter) yields: Yields,
    pub(in crate::filter) shape: &'a Shape,
    pub(in crate::filter) items: ReadItems<'a>,
    pub(in crate::filter) judge: Judge<'a>,
    pub(in crate::filter) counts: &'a mut Counts,
    pub(in crate::filter) out: &'a mut Vec<u8>,
}

impl Passage<'_> {
    /// Counts an item; gives the level at which it is shown.
    #[inline(always)]
    pub(super) fn count(&mut self, judged: Judged) -> Level {
        let counts = &mut *self.counts;
        let one = |count: &mut usize, is_one: bool| *count = count.saturating_add(usize::from(is_one));
        let Judged::Readable(level, notes) = judged else {
            one(&mut counts.unreadable, true);
            one(&mut counts.hidden, true);
            return Level::None;
        };
        one(&mut counts.hidden, level == Level::None);
        one(&mut counts.shown, level != Level::None);
        if notes != Notes::default() {
            let [sharing, state] = notes.unsaid;
            one(&mut counts.unknown_records, notes.names_unknown_record);
            one(&mut counts.unsaid.sharing, sharing);
            one(&mut counts.unsaid.state, state);
        }
        level
    }
}
