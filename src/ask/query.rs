//! Questions that were checked: rows and a moment, which are there.

use crate::model::action::Action;
use crate::model::instant::Instant;
use crate::model::place::{Place, Surface};
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow, UserRow};

/// What is asked, with rows.
pub(crate) type RowAction = Action<ThreadRow, MailboxRow, RecordRow>;

/// A question of one viewer about one thing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Query {
    pub(crate) viewer: UserRow,
    pub(crate) action: RowAction,
    pub(crate) now: Instant,
}

/// A question of one viewer about all threads, or all mailboxes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListQuery {
    pub(crate) viewer: UserRow,
    pub(crate) place: Place<RecordRow>,
    pub(crate) now: Instant,
}

/// A question about one thread and all users.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThreadQuery {
    pub(crate) thread: ThreadRow,
    pub(crate) place: Place<RecordRow>,
    pub(crate) now: Instant,
}

/// A question about many threads and all users.
#[cfg(any(feature = "abi", test))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceQuery {
    pub(crate) place: Place<RecordRow>,
    pub(crate) now: Instant,
}

/// A question of what an action would change.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProposalQuery {
    pub(crate) query: Query,
    /// Whether the exposure is wanted too.
    pub(crate) exposure: bool,
}

/// How many examples there are if the question says nothing.
const EXAMPLES: usize = 3;
/// How many examples a question may ask for.
pub(crate) const EXAMPLES_MAX: usize = 100;

/// At which moment and where two policies are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExposureQuery {
    /// The moment, of both.
    pub now: Instant,
    /// Where mail appears; without one, the better of both surfaces.
    pub surface: Option<Surface>,
    /// How many examples each user has at most: 0 to 100.
    pub examples: usize,
}

impl ExposureQuery {
    /// Wherever mail appears, with three examples.
    #[must_use]
    pub const fn at(now: Instant) -> Self {
        Self { now, surface: None, examples: EXAMPLES }
    }
}
