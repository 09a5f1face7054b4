//! What the rules of a mode are asked about.

use super::mode::{self, Mode};
use super::relation::Relation;
use super::viewer::Viewer;
use crate::policy::MailboxFacts;
use crate::policy::threads::CompiledThread;

/// A viewer before a thread: what the rules of a mode are asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case<'a, 'p> {
    pub(crate) viewer: &'a Viewer<'p>,
    pub(crate) mailbox: &'p MailboxFacts,
    pub(crate) relation: Relation,
    pub(crate) thread: CompiledThread<'p>,
}

impl Case<'_, '_> {
    /// What the mailbox's mode decides by values alone.
    pub(crate) fn mode(self) -> &'static Mode {
        mode::of(&self.mailbox.mailbox.sharing)
    }
}
