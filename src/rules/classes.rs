//! One judgement for all threads of a class.
//!
//! A fast path of lists: a list of 100,000 threads takes an eighth of the time, one of a million a sixth, together with
//! `policy/rows_by_class.rs`; `npm run bench:rent` measures it. The feature `careful` builds without both;
//! `tests/agreement.rs` holds them to `view`.

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

/// What one viewer sees in one place of the threads with the same folded facts: a level for each outcome of their links,
/// by number, in two bits each. Full where some record is accessible, or none is linked, and nothing else:
///
/// ```text
/// 11 00 00 11
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OutcomeLevels(u8);

const OUTCOMES: [LinkOutcome; 4] =
    [LinkOutcome::Unlinked, LinkOutcome::NoCandidate, LinkOutcome::NotAccessible, LinkOutcome::Accessible];

impl OutcomeLevels {
    pub(crate) const NOTHING: Self = Self(0);

    /// Asks [`view_in`] once for each outcome. Most mailboxes have nothing for most viewers, however favourable all else
    /// is; then it is not asked at all.
    fn judge(viewer: &Viewer<'_>, place: Place<RecordRow>, ceilings: &mut Ceilings, folded: Folded) -> Self {
        if ceilings.of(viewer, place, folded.mailbox, Some(ThreadSharing::Shared)) == Level::None {
            return Self::NOTHING;
        }
        let relation = ceilings.relation(viewer, folded.mailbox);
        let (Some(mailbox), Some(relation)) = (viewer.policy.mailbox(folded.mailbox), relation) else {
            return Self::NOTHING;
        };
        let judge = |outcome: LinkOutcome| {
            let thread = CompiledThread { folded, links: ThreadLinks::Outcome(outcome) };
            view_in(Case { viewer, mailbox, relation, thread }, place, &mut Unwanted).number()
        };
        Self(OUTCOMES.iter().fold(0, |levels, outcome| levels | judge(*outcome) << outcome.place()))
    }

    /// The number of the level of a class with these folded facts.
    ///
    /// INVARIANT (class): one judgement serves all threads of a class. With a record given, of those that link it.
    #[inline]
    pub(crate) fn level(self, viewer: &Viewer<'_>, links: LinkClass) -> u8 {
        if self == Self::NOTHING { 0 } else { self.0 >> outcome(viewer, links).place() & 3 }
    }
}

/// What one viewer sees in one place of all threads, but for what their links come to. It begins with nothing.
#[derive(Debug, Default)]
pub(crate) struct ClassLevels {
    /// By number of the folded facts.
    levels: Vec<OutcomeLevels>,
}

impl ClassLevels {
    /// Judges folded facts that were not there before. The viewer, place and period are those of all times before.
    pub(crate) fn take_in(&mut self, viewer: &Viewer<'_>, place: Place<RecordRow>) {
        let folded = &viewer.policy.threads.classes.folded;
        if folded.len() == self.levels.len() {
            return;
        }
        let mut ceilings = Ceilings::new(viewer.policy);
        let judge = |folded: &Folded| OutcomeLevels::judge(viewer, place, &mut ceilings, *folded);
        self.levels.reserve_exact(folded.len().saturating_sub(self.levels.len()));
        self.levels.extend(folded.iter().skip(self.levels.len()).map(judge));
    }

    pub(crate) fn get(&self, folded: u32) -> OutcomeLevels {
        let index = usize::try_from(folded).unwrap_or(usize::MAX);
        self.levels.get(index).copied().unwrap_or(OutcomeLevels::NOTHING)
    }

    /// The folded facts of which something is seen. Most are not, and are passed over eight at a time.
    pub(crate) fn seen(&self) -> impl Iterator<Item = (usize, OutcomeLevels)> {
        let eights = (0..).step_by(8).zip(self.levels.chunks(8));
        let eights = eights.filter(|(_, levels)| *levels != [OutcomeLevels::NOTHING; 8]);
        let seen = eights.flat_map(|(first, levels)| (first..).zip(levels.iter().copied()));
        seen.filter(|(_, levels)| *levels != OutcomeLevels::NOTHING)
    }
}

/// [`ClassLevels`] of which only what is asked for is found out.
pub(crate) struct LazyLevels<'a, 'p> {
    viewer: &'a Viewer<'p>,
    place: Place<RecordRow>,
    ceilings: Ceilings,
    /// By number of the folded facts.
    found: Vec<Option<OutcomeLevels>>,
}

impl<'a, 'p> LazyLevels<'a, 'p> {
    /// For a viewer who is prepared for many questions.
    pub(crate) fn new(viewer: &'a Viewer<'p>, place: Place<RecordRow>) -> Self {
        let found = vec![None; viewer.policy.threads.classes.folded.len()];
        Self { viewer, place, ceilings: Ceilings::new(viewer.policy), found }
    }

    /// Whether no thread with these folded facts is seen, whatever it links.
    pub(crate) fn is_nothing(&mut self, folded: u32) -> bool {
        self.of(folded) == OutcomeLevels::NOTHING
    }

    /// The number of the level of a class.
    pub(crate) fn level(&mut self, class: Class) -> u8 {
        self.of(class.folded).level(self.viewer, class.links)
    }

    fn of(&mut self, number: u32) -> OutcomeLevels {
        let Self { viewer, place, ceilings, found } = self;
        let known = found.get_mut(usize::try_from(number).unwrap_or(usize::MAX));
        let (Some(known), Some(folded)) = (known, viewer.policy.threads.classes.folded.get(number)) else {
            return OutcomeLevels::NOTHING;
        };
        *known.get_or_insert_with(|| OutcomeLevels::judge(viewer, *place, ceilings, *folded))
    }
}

#[inline(always)]
fn outcome(viewer: &Viewer<'_>, links: LinkClass) -> LinkOutcome {
    match links {
        LinkClass::Unlinked => LinkOutcome::Unlinked,
        LinkClass::NoCandidate => LinkOutcome::NoCandidate,
        LinkClass::Unknown => LinkOutcome::NotAccessible,
        LinkClass::One(list) => links::outcome(viewer.is_on(list)),
        LinkClass::Any(lists) => links::outcome(is_on_any(viewer, lists)),
        LinkClass::All(lists) => links::outcome(is_on_all(viewer, lists)),
    }
}

#[inline(never)]
fn is_on_any(viewer: &Viewer<'_>, lists: u32) -> bool {
    several(viewer, lists).any(|list| viewer.is_on(list))
}

#[inline(never)]
fn is_on_all(viewer: &Viewer<'_>, lists: u32) -> bool {
    several(viewer, lists).all(|list| viewer.is_on(list))
}

fn several<'p>(viewer: &Viewer<'p>, lists: u32) -> impl Iterator<Item = AccessList> + use<'p> {
    viewer.policy.threads.classes.access.list(lists).iter().map(|list| AccessList::new(*list))
}

impl LinkOutcome {
    /// Where its level stands in [`OutcomeLevels`].
    const fn place(self) -> u32 {
        match self {
            Self::Unlinked => 0,
            Self::NoCandidate => 2,
            Self::NotAccessible => 4,
            Self::Accessible => 6,
        }
    }
}
