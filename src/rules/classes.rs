//! One judgement for all threads of a class.
//!
//! A fast path of lists; `npm run bench:rent` says what it buys. The feature `careful` builds without it;
//! `tests/agreement.rs` holds both to `view`.

use super::case::Case;
use super::ceiling::Ceilings;
use super::links;
use super::sink::Unwanted;
use super::view::view_in;
use super::viewer::Viewer;
use crate::model::decision::Level;
use crate::model::place::Place;
use crate::model::rows::RecordRow;
use crate::model::thread::ThreadSharing;
use crate::policy::access_lists::AccessList;
use crate::policy::classes::{Class, Folded, LinkClass};
use crate::policy::threads::{CompiledThread, LinkOutcome, ThreadLinks};

/// The levels of classes for one viewer in one place. Links come to one of four outcomes, so that what a viewer sees of
/// all threads with the same folded facts is four levels, each asked of [`view_in`] once.
pub(crate) struct ClassLevels<'a, 'p> {
    viewer: &'a Viewer<'p>,
    place: Place<RecordRow>,
    ceilings: Ceilings,
    /// By folded facts and outcome: the number of the level, or [`UNKNOWN`].
    levels: Vec<[u8; 4]>,
}

const UNKNOWN: u8 = u8::MAX;
const NOTHING: [u8; 4] = [0; 4];

impl<'a, 'p> ClassLevels<'a, 'p> {
    /// For a viewer who is prepared for many questions.
    pub(crate) fn new(viewer: &'a Viewer<'p>, place: Place<RecordRow>) -> Self {
        let mut ceilings = Ceilings::new(viewer.policy);
        // Most mailboxes have nothing for most viewers, however favourable all else is.
        let levels = |folded: &Folded| {
            let ceiling = ceilings.of(viewer, place, folded.mailbox, Some(ThreadSharing::Shared));
            if ceiling == Level::None { NOTHING } else { [UNKNOWN; 4] }
        };
        let levels = viewer.policy.threads.classes.folded.iter().map(levels).collect();
        Self { viewer, place, ceilings, levels }
    }

    /// Whether no thread with these folded facts is seen, whatever it links.
    pub(crate) fn is_nothing(&self, folded: u32) -> bool {
        let levels = usize::try_from(folded).ok().and_then(|folded| self.levels.get(folded));
        levels.is_none_or(|levels| *levels == NOTHING)
    }

    /// The number of a level.
    ///
    /// INVARIANT (class): one judgement serves all threads of a class. With a record given, of those that link it.
    pub(crate) fn level(&mut self, class: Class) -> u8 {
        let place = usize::try_from(class.folded).unwrap_or(usize::MAX);
        let Some(levels) = self.levels.get(place).filter(|levels| **levels != NOTHING) else { return 0 };
        let outcome = self.outcome(class);
        match levels.get(outcome.index()) {
            Some(&known) if known != UNKNOWN => known,
            Some(_) | None => self.judge(class.folded, outcome),
        }
    }

    #[inline(never)]
    fn judge(&mut self, number: u32, outcome: LinkOutcome) -> u8 {
        let viewer = self.viewer;
        let Some(folded) = viewer.policy.threads.classes.folded.get(number).copied() else { return 0 };
        let relation = self.ceilings.relation(viewer, folded.mailbox);
        let (Some(mailbox), Some(relation)) = (viewer.policy.mailbox(folded.mailbox), relation) else { return 0 };
        let thread = CompiledThread { folded, links: ThreadLinks::Outcome(outcome) };
        let level = view_in(Case { viewer, mailbox, relation, thread }, self.place, &mut Unwanted).number();
        let levels = self.levels.get_mut(usize::try_from(number).unwrap_or(usize::MAX));
        if let Some(known) = levels.and_then(|levels| levels.get_mut(outcome.index())) {
            *known = level;
        }
        level
    }

    fn outcome(&self, class: Class) -> LinkOutcome {
        match class.links {
            LinkClass::Unlinked => LinkOutcome::Unlinked,
            LinkClass::NoCandidate => LinkOutcome::NoCandidate,
            LinkClass::One(list) => links::outcome(self.viewer.is_on(list)),
            LinkClass::Several(lists) => self.outcome_of_several(class.folded, lists),
        }
    }

    fn outcome_of_several(&self, folded: u32, lists: u32) -> LinkOutcome {
        let policy = self.viewer.policy;
        let classes = &policy.threads.classes;
        let mailbox = classes.folded.get(folded).and_then(|folded| policy.mailbox(folded.mailbox));
        let lists = classes.access.list(lists).iter().map(|list| AccessList::new(*list));
        links::outcome(
            mailbox.is_some_and(|mailbox| {
                links::comes_through(&mailbox.mailbox, lists.map(|list| self.viewer.is_on(list)))
            }),
        )
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
