//! Lists that were made, kept for the next time they are asked for.
//!
//! A fast path: whoever shows a list asks for it again and again, and gets it in a hundredth of the time. The feature
//! `careful` builds without it; `tests/agreement.rs` holds kept lists and new ones to each other.

use super::kept_levels::KeptLevels;
use super::lists::VisibleThreads;
use super::query::ListQuery;
use crate::model::decision::Level;
use crate::model::place::Place;
use crate::model::rows::{RecordRow, ThreadRow, UserRow};
use crate::policy::Policy;
use crate::rules::viewer;

/// How many lists are kept; the one not asked for longest gives way.
const LISTS_MAX: usize = 64;
/// How many bytes they may take. The one made last is kept whatever it takes: it is needed anyway.
const BYTES_MAX: usize = 32 << 20;

/// Lists of one policy: only a [`super::session::Session`] has them, and it has its policy.
#[derive(Debug, Default)]
pub(crate) struct KeptLists {
    /// The one asked for last is the last.
    lists: Vec<KeptList>,
}

/// What one viewer sees in a place, in a time in which no answer changes by itself.
#[derive(Debug)]
struct KeptList {
    key: (UserRow, Place<RecordRow>, usize),
    visible: VisibleThreads,
    /// How many changes of the threads `visible` has taken in.
    changes: u64,
}

impl KeptLists {
    pub(crate) fn list(&mut self, policy: &Policy, query: &ListQuery, levels: &mut KeptLevels) -> &VisibleThreads {
        // INVARIANT (period): between two neighbouring instants of a snapshot no answer changes.
        let key = (query.viewer, query.place, policy.periods.period(query.now));
        let known = self.lists.iter().rposition(|list| list.key == key).filter(|_| !cfg!(feature = "careful"));
        let mut list = match known {
            Some(place) => self.lists.remove(place),
            None => {
                KeptList { key, visible: policy.list_again(query, levels), changes: policy.threads.changes().count() }
            }
        };
        list.take_in_changes(policy, query, levels);
        self.make_room(list.visible.bytes());
        &self.lists.push_mut(list).visible
    }

    /// Drops those asked for longest ago, as far as there are too many.
    fn make_room(&mut self, bytes: usize) {
        let mut bytes = bytes;
        let mut fits = |list: &KeptList| {
            bytes = bytes.saturating_add(list.visible.bytes());
            bytes <= BYTES_MAX
        };
        let kept = self.lists.iter().rev().take(LISTS_MAX.saturating_sub(1)).take_while(|list| fits(list)).count();
        self.lists.drain(..self.lists.len().saturating_sub(kept));
    }
}

impl KeptList {
    /// Judges the threads again that changed since the list was made; all of them where too many did.
    fn take_in_changes(&mut self, policy: &Policy, query: &ListQuery, levels: &mut KeptLevels) {
        let changes = policy.threads.changes();
        match (changes.since(self.changes), viewer::admit(policy, query.viewer, query.now)) {
            (Some(changed), Ok(viewer)) => {
                changed.iter().for_each(|row| self.visible.set(*row, policy.level(&viewer, *row, query.place)));
            }
            (Some(_), Err(_)) => {}
            (None, _) => self.visible = policy.list_again(query, levels),
        }
        self.changes = changes.count();
    }
}

impl VisibleThreads {
    /// What is seen of a row from now on.
    fn set(&mut self, row: ThreadRow, level: Level) {
        let row = u32::from(row);
        match (self.rows.binary_search(&row), level) {
            (Ok(place), Level::None) => {
                self.rows.remove(place);
                self.levels.remove(place);
            }
            (Ok(place), _) => self.levels.iter_mut().skip(place).take(1).for_each(|there| *there = level.number()),
            (Err(_), Level::None) => {}
            (Err(place), _) => {
                self.rows.insert(place, row);
                self.levels.insert(place, level.number());
            }
        }
    }

    /// The memory that the lists take.
    fn bytes(&self) -> usize {
        self.rows.capacity().saturating_mul(size_of::<u32>()).saturating_add(self.levels.capacity())
    }
}
