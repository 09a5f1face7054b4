//! What viewers see of classes, kept for the next list of the same viewer.
//!
//! A fast path: the list of a viewer who comes again, when others have come between, takes a quarter of the time at 100,000
//! threads and three fifths at a million. The feature `careful` builds without it; `ask/session.rs` and `tests/changes.rs`
//! hold lists to the rules.

use super::query::ListQuery;
use crate::model::place::Place;
use crate::model::rows::RecordRow;
use crate::policy::Policy;
use crate::rules::classes::ClassLevels;

/// How many bytes may be kept, one for each viewer and combination of folded facts. If more are needed, all begins anew.
const BYTES_MAX: usize = 16 << 20;

/// Levels of one policy, of which nothing changes but threads and records: only a [`super::session::Session`] has them.
#[derive(Debug, Default)]
pub(crate) struct KeptLevels {
    /// By user, what they saw last.
    users: Vec<Option<Kept>>,
    count: usize,
    /// That of the classes.
    numbering: u64,
}

/// What one viewer sees in a place, in a time in which no answer changes by itself.
#[derive(Debug)]
struct Kept {
    key: (Place<RecordRow>, usize),
    levels: ClassLevels,
}

impl KeptLevels {
    /// What is known for a list, and may be added to; if that is nothing, it is empty.
    pub(crate) fn of(&mut self, policy: &Policy, query: &ListQuery) -> Option<&mut ClassLevels> {
        let numbering = policy.threads.numbering();
        let bytes = self.count.saturating_add(1).saturating_mul(policy.threads.classes.folded.len());
        if self.numbering != numbering || bytes > BYTES_MAX {
            *self = Self { numbering, ..Self::default() };
        }
        self.users.resize_with(policy.users.len(), || None);
        // INVARIANT (period): between two neighbouring instants of a snapshot no answer changes.
        let key = (query.place, policy.periods.period(query.now));
        let user = self.users.get_mut(query.viewer.index())?;
        if user.as_ref().is_none_or(|kept| kept.key != key) {
            self.count = self.count.saturating_add(usize::from(user.is_none()));
            *user = Some(Kept { key, levels: ClassLevels::default() });
        }
        user.as_mut().map(|kept| &mut kept.levels)
    }
}
