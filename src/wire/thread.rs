//! One thread as it is read: its members, and their words.

use super::input::{Field, optional, required};
use crate::json::Text;
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow};
use crate::model::thread::{Thread, ThreadSharing, ThreadState};
use crate::tables::seed::Seed;
use crate::tables::seen_set::SeenSet;

pub(super) const THREAD: &[Field] = &[
    required("id"),
    required("mailbox"),
    required("participants"),
    optional("records"),
    optional("sharing"),
    optional("state"),
    optional("firstMessageAt"),
    optional("lastMessageAt"),
    optional("subject"),
];

pub(crate) const SHARINGS: &[(&str, ThreadSharing)] =
    &[("shared", ThreadSharing::Shared), ("private", ThreadSharing::Private)];
pub(crate) const STATES: &[(&str, ThreadState)] =
    &[("active", ThreadState::Active), ("archived", ThreadState::Archived), ("deleted", ThreadState::Deleted)];

/// A thread as it is read; kept from thread to thread for its memory.
#[derive(Debug, Default)]
pub(super) struct ReadThread<'t> {
    /// With its offset.
    pub(super) id: Option<(usize, Text<'t>)>,
    pub(super) mailbox: Option<MailboxRow>,
    pub(super) participants: Vec<Text<'t>>,
    pub(super) records: Vec<RecordRow>,
    pub(super) sharing: Option<ThreadSharing>,
    pub(super) state: ThreadState,
    pub(super) first_message_at: Option<Instant>,
    pub(super) last_message_at: Option<Instant>,
}

impl ReadThread<'_> {
    pub(super) fn clear(&mut self) {
        let (mut participants, mut records) =
            (std::mem::take(&mut self.participants), std::mem::take(&mut self.records));
        participants.clear();
        records.clear();
        *self = Self { participants, records, ..Self::default() };
    }

    /// The thread, if its mailbox is known. Equal links count once, the first.
    pub(super) fn facts(&mut self, seed: &Seed) -> Option<Thread<'_>> {
        distinct(&mut self.records, seed);
        Some(Thread {
            mailbox: self.mailbox?,
            participants: &self.participants,
            records: &self.records,
            sharing: self.sharing,
            state: self.state,
            first_message_at: self.first_message_at,
            last_message_at: self.last_message_at,
        })
    }
}

/// Drops what is equal to something before it.
pub(crate) fn distinct(records: &mut Vec<RecordRow>, seed: &Seed) {
    if records.len() > 16 {
        let mut seen = SeenSet::new(seed);
        records.retain(|record| seen.insert(u32::from(*record)));
        return;
    }
    let mut kept = 0_usize;
    while let Some(record) = records.get(kept).copied() {
        if records.iter().take(kept).any(|earlier| *earlier == record) {
            records.remove(kept);
        } else {
            kept = kept.saturating_add(1);
        }
    }
}
