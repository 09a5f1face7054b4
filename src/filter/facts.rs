//! The facts of an item, wherever they were read, and what makes them wrong.

use crate::json::{Reader, SyntaxError};
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow};
use crate::model::thread::{ThreadSharing, ThreadState};
use crate::rules::exclusion::Participants;
use crate::wire::input::{PARTICIPANT_BYTES_MAX, word};
use crate::wire::threads as wire;

/// The facts of the item that is being read.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) has_id: bool,
    /// Of an item that says only its id.
    pub(super) row: Option<ThreadRow>,
    pub(super) mailbox: Option<MailboxRow>,
    /// Where the participants begin, and each of the times: they are read only where they count.
    pub(super) participants: Option<usize>,
    pub(super) records: Vec<RecordRow>,
    pub(super) sharing: Option<ThreadSharing>,
    pub(super) state: ThreadState,
    pub(super) first_message_at: Option<usize>,
    pub(super) last_message_at: Option<usize>,
    pub(super) unreadable: bool,
}

impl Facts {
    /// Before the next item. Member by member, because copying what was just written part by part stalls processors.
    #[inline(always)]
    pub(super) fn forget(&mut self) {
        self.has_id = false;
        self.row = None;
        self.mailbox = None;
        self.participants = None;
        self.records.clear();
        self.sharing = None;
        self.state = ThreadState::default();
        self.first_message_at = None;
        self.last_message_at = None;
        self.unreadable = false;
    }

    pub(super) fn say_sharing(&mut self, text: &[u8]) {
        self.sharing = word(wire::SHARINGS, text);
        self.unreadable |= self.sharing.is_none();
    }

    pub(super) fn say_state(&mut self, text: &[u8]) {
        let state = word(wire::STATES, text);
        self.unreadable |= state.is_none();
        self.state = state.unwrap_or_default();
    }

    pub(super) fn say_time(&mut self, text: &str) {
        self.unreadable |= Instant::parse(text).is_none();
    }

    /// A participant of so many bytes.
    pub(super) fn say_participant(&mut self, length: usize) {
        self.unreadable |= length > PARTICIPANT_BYTES_MAX;
    }

    /// A linked record; `None` for one that the policy does not know.
    pub(super) fn say_record(&mut self, record: Option<RecordRow>) {
        self.unreadable |= record.is_none();
        self.records.extend(record);
    }
}

/// Where the facts of an item stand that are read only where they count.
pub(super) trait Said {
    /// A time that is known to be one.
    fn instant(&self, at: usize) -> Option<Instant>;
    fn participants(&self, at: usize, found: &mut Participants<'_>) -> Result<(), SyntaxError>;
}

/// The text that an item stands in.
impl Said for Reader<'_> {
    fn instant(&self, at: usize) -> Option<Instant> {
        Instant::parse(&self.moved_to(at).string().ok()?)
    }

    fn participants(&self, at: usize, found: &mut Participants<'_>) -> Result<(), SyntaxError> {
        let mut reader = self.moved_to(at);
        reader.open();
        let mut first = true;
        while reader.item(std::mem::replace(&mut first, false))? {
            match reader.plain_string() {
                Some(text) => found.add(text),
                None => found.add(&reader.string()?),
            }
        }
        Ok(())
    }
}
