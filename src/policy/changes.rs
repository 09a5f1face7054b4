//! Which threads changed last, so that a list made before needs no more than these judged again.

use crate::model::rows::ThreadRow;

/// The rows that were put or removed last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes {
    /// How many came before those in `rows`.
    forgotten: u64,
    rows: Vec<ThreadRow>,
}

/// So many changes are known at least, and twice as many at most.
const CHANGES: usize = 32;

impl Changes {
    pub(crate) fn add(&mut self, row: ThreadRow) {
        if self.rows.len() == 2 * CHANGES {
            self.rows.drain(..CHANGES);
            self.forgotten = self.forgotten.saturating_add(CHANGES.try_into().unwrap_or(u64::MAX));
        }
        self.rows.push(row);
    }

    /// How many there were.
    pub(crate) fn count(&self) -> u64 {
        self.forgotten.saturating_add(u64::try_from(self.rows.len()).unwrap_or(u64::MAX))
    }

    /// Those after so many; `None` if some of them are not known any more.
    pub(crate) fn since(&self, count: u64) -> Option<&[ThreadRow]> {
        self.rows.get(usize::try_from(count.checked_sub(self.forgotten)?).ok()?..)
    }
}
