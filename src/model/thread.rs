//! Threads as they are read: borrowed from the text, with everything named in them known.

use super::instant::Instant;
use super::rows::{MailboxRow, RecordRow};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum ThreadState {
    #[default]
    Active,
    Archived,
    Deleted,
}

/// The owner's explicit choice for one thread (P-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ThreadSharing {
    Private,
    Shared,
}

/// One thread.
#[derive(Debug)]
pub(crate) struct Thread<'t> {
    pub(crate) mailbox: MailboxRow,
    /// As written: a participant need not be an address.
    pub(crate) participants: &'t [std::borrow::Cow<'t, str>],
    /// Each once, in the order of the links.
    pub(crate) records: &'t [RecordRow],
    pub(crate) sharing: Option<ThreadSharing>,
    pub(crate) state: ThreadState,
    pub(crate) first_message_at: Option<Instant>,
    pub(crate) last_message_at: Option<Instant>,
}
