//! What goes through a body with its text.

use crate::filter::Counts;
use crate::filter::judge::{Judge, Judged};
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
        let (counts, level) = (&mut *self.counts, judged.level());
        let count = if level == Level::None { &mut counts.hidden } else { &mut counts.shown };
        *count = count.saturating_add(1);
        if !judged.is_bare() {
            self.count_rest(judged);
        }
        level
    }

    #[inline(never)]
    fn count_rest(&mut self, judged: Judged) {
        let counts = &mut *self.counts;
        for (is_one, count) in [
            (judged == Judged::UNREADABLE, &mut counts.unreadable),
            (judged.names_unknown_record(), &mut counts.unknown_records),
            (judged.lacks_sharing(), &mut counts.unsaid.sharing),
            (judged.lacks_state(), &mut counts.unsaid.state),
        ] {
            *count = count.saturating_add(usize::from(is_one));
        }
    }
}
