//! One judgement for all threads of a class.
//!
//! A fast path of lists: judging classes instead of threads takes a list of 100,000 threads from CLASSES_SLOW to
//! CLASSES_FAST (`make bench`). The feature `careful` builds without it; `tests/agreement.rs` holds both to `view`.

use super::links;
use super::sink::Unwanted;
use super::view::view;
use super::viewer::{Standing, Viewer};
use crate::model::decision::Level;
use crate::model::place::Place;
use crate::model::rows::RecordRow;
use crate::policy::access_lists::AccessList;
use crate::policy::classes::{Class, LinkClass};
use crate::policy::threads::{CompiledThread, LinkOutcome, ThreadLinks};

/// The levels of classes for one viewer in one place. Links come to one of four outcomes, so that what a viewer sees of
/// all threads with the same folded facts is four levels, each asked of [`view`] once.
pub(crate) struct ClassLevels<'a, 'p> {
    viewer: &'a Viewer<'p>,
    place: Place<RecordRow>,
    /// By access list: whether the viewer is on it. `None`: on all of them.
    accessible: Option<Vec<bool>>,
    /// By folded facts and outcome.
    levels: Vec<[Option<Level>; 4]>,
}

impl<'a, 'p> ClassLevels<'a, 'p> {
    pub(crate) fn new(viewer: &'a Viewer<'p>, place: Place<RecordRow>) -> Self {
        let policy = viewer.policy;
        let accessible = match viewer.standing {
            Standing::Administrator | Standing::SupportAgent => None,
            Standing::Member => Some(policy.records.lists.with(&policy.membership, viewer.row)),
        };
        Self { viewer, place, accessible, levels: vec![[None; 4]; policy.threads.classes.folded.len()] }
    }

    /// INVARIANT (class): one judgement serves all threads of a class. With a record given, of those that link it.
    pub(crate) fn level(&mut self, class: Class) -> Level {
        let classes = &self.viewer.policy.threads.classes;
        let Some(folded) = classes.folded.get(class.folded).copied() else { return Level::None };
        let outcome = match class.links {
            LinkClass::Unlinked => LinkOutcome::Unlinked,
            LinkClass::NoCandidate => LinkOutcome::NoCandidate,
            LinkClass::One(list) => links::outcome(self.can_access(list)),
            LinkClass::Several(lists) => {
                let lists = classes.access.list(lists).iter().map(|list| AccessList::new(*list));
                let Some(mailbox) = self.viewer.policy.mailbox(folded.mailbox) else { return Level::None };
                links::outcome(links::comes_through(&mailbox.mailbox, lists.map(|list| self.can_access(list))))
            }
        };
        let place = usize::try_from(class.folded).unwrap_or(usize::MAX);
        let Some(known) = self.levels.get_mut(place).and_then(|levels| levels.get_mut(outcome.index())) else {
            return Level::None;
        };
        let thread = CompiledThread { folded, links: ThreadLinks::Outcome(outcome) };
        *known.get_or_insert_with(|| view(self.viewer, thread, self.place, &mut Unwanted))
    }

    fn can_access(&self, list: AccessList) -> bool {
        self.accessible.as_ref().is_none_or(|lists| lists.get(list.index()).copied().unwrap_or(false))
    }
}

impl LinkOutcome {
    const fn index(self) -> usize {
        match self {
            Self::Unlinked => 0,
            Self::NoCandidate => 1,
            Self::NotAccessible => 2,
            Self::Accessible => 3,
        }
    }
}
