//! Threads as they are read: borrowed from the text, with everything named in them known.

use super::instant::Instant;
use super::rows::{MailboxRow, RecordRow};

/// Where a thread is in its owner's mail. Ordered: of several that are said, the greatest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ThreadState {
    #[default]
    Active,
    Archived,
    Deleted,
}

/// The owner's explicit choice for one thread (P-06). Ordered: of several that are said, the least counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ThreadSharing {
    Private,
    Shared,
}

impl ThreadState {
    /// As it is written in JSON.
    pub(crate) const WORDS: &[(&str, Self)] =
        &[("active", Self::Active), ("archived", Self::Archived), ("deleted", Self::Deleted)];
}

impl ThreadSharing {
    /// As it is written in JSON.
    pub(crate) const WORDS: &[(&str, Self)] = &[("shared", Self::Shared), ("private", Self::Private)];
}

/// Bytes of a participant, and of an alias, which is compared with participants.
pub(crate) const PARTICIPANT_BYTES_MAX: usize = 1024;

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
