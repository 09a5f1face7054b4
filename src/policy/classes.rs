//! Classes of threads: what the rules of a view read of a thread without a viewer, kept once for all that agree in it.

use super::access_lists::AccessList;
use super::links::Links;
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, UserRow};
use crate::model::thread::ThreadState;
use crate::tables::interned_lists::InternedLists;
use crate::tables::interned_values::InternedValues;
use crate::tables::seed::Seed;

/// What the rules read of a thread besides its links, folded as far as it goes without a viewer (`rules/fold.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Folded {
    pub(crate) mailbox: MailboxRow,
    pub(crate) state: ThreadState,
    pub(crate) choice: Choice,
    pub(crate) exclusion: Exclusion,
    pub(crate) restored: Restored,
}

/// What the owner's choice, or the mailbox's default, comes to in the mailbox's mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Choice {
    Private,
    Shared,
}

/// Whether the participants keep a thread from being shared (X-03, Z-15, X-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Exclusion {
    None,
    /// By an entry of the mailbox's own list.
    MailboxDomain(u32),
    /// By an entry of the organisation's list.
    OrganizationDomain(u32),
    UnreadableParticipant,
}

/// From when on a leaver's thread is there for others (M-03).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Restored {
    /// It needs no backup.
    Always,
    Never,
    /// The first backup that holds it was taken then.
    Since(Instant),
}

/// What makes threads one class.
///
/// INVARIANT (class): two threads of one class differ at most in ids, in which of two equally accessible and equally
/// eligible records they link, and in who takes part. No rule of `view` can tell them apart when no record is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Class {
    /// The number of its [`Folded`].
    pub(crate) folded: u32,
    pub(crate) links: LinkClass,
}

/// What the links of a thread come to, without a viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LinkClass {
    /// There are none.
    Unlinked,
    /// None of them can show the thread (condition c).
    NoCandidate,
    /// Condition d) asks for access to a record that the policy does not know: nobody has it.
    Unknown,
    /// Condition d) asks for access by this list.
    One(AccessList),
    /// By one of several lists: the number of an entry of [`Classes::access`].
    Any(u32),
    /// By all of several lists.
    All(u32),
}

impl LinkClass {
    /// Which of the six kinds it is of, for sorting.
    pub(super) const fn kind(self) -> u32 {
        match self {
            Self::Unlinked => 0,
            Self::NoCandidate => 1,
            Self::One(_) => 2,
            Self::Any(_) => 3,
            Self::All(_) => 4,
            Self::Unknown => 5,
        }
    }
}

/// What threads have in common, kept once.
#[derive(Clone, Debug)]
pub(crate) struct Classes {
    pub(crate) folded: InternedValues<Folded>,
    pub(crate) classes: InternedValues<Class>,
    pub(crate) links: Links,
    /// Users who take part. The first list is empty.
    pub(crate) users: InternedLists<UserRow>,
    /// Numbers of access lists, ascending.
    pub(crate) access: InternedLists<u32>,
}

/// How many of each there were, so that what a refused change has added can be forgotten.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    folded: usize,
    classes: usize,
    links: usize,
    users: usize,
    access: usize,
}

impl Classes {
    pub(crate) fn new(seed: &Seed) -> Self {
        let mut users = InternedLists::new(seed);
        users.insert(&[]);
        Self {
            folded: InternedValues::new(seed),
            classes: InternedValues::new(seed),
            links: Links::new(seed),
            users,
            access: InternedLists::new(seed),
        }
    }

    /// How much is kept, in values, items and lists.
    pub(crate) fn size(&self) -> usize {
        let Self { folded, classes, links, users, access } = self;
        let lists = [links.size(), users.size(), access.size()];
        lists.into_iter().fold(folded.len().saturating_add(classes.len()), usize::saturating_add)
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark {
            folded: self.folded.len(),
            classes: self.classes.len(),
            links: self.links.len(),
            users: self.users.len(),
            access: self.access.len(),
        }
    }

    /// Forgets what was added since the mark, of which no row may hold anything.
    pub(crate) fn truncate(&mut self, mark: Mark) {
        self.folded.truncate(mark.folded);
        self.classes.truncate(mark.classes);
        self.links.truncate(mark.links);
        self.users.truncate(mark.users);
        self.access.truncate(mark.access);
    }
}
