//! Questions that were checked: rows and a moment, which are there.

use crate::model::action::Action;
use crate::model::instant::Instant;
use crate::model::place::Place;
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
