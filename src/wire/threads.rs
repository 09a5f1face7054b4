//! `threads`: read one by one and compiled at once, so that a million of them never stand in memory as text.

use super::at::At;
use super::input::{Field, Input, optional, required};
use crate::error::ProblemCode;
use crate::json::{SyntaxError, Text};
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow};
use crate::model::thread::{Thread, ThreadSharing, ThreadState};
use crate::policy::Policy;

const THREAD: &[Field] = &[
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

const SHARINGS: &[(&str, ThreadSharing)] = &[("shared", ThreadSharing::Shared), ("private", ThreadSharing::Private)];
const STATES: &[(&str, ThreadState)] =
    &[("active", ThreadState::Active), ("archived", ThreadState::Archived), ("deleted", ThreadState::Deleted)];

/// Bytes of a participant.
const PARTICIPANT_BYTES_MAX: usize = 1024;

/// The members of one thread; kept from thread to thread for its memory.
#[derive(Debug, Default)]
struct Members<'t> {
    id: Option<Text<'t>>,
    mailbox: Option<MailboxRow>,
    participants: Vec<Text<'t>>,
    records: Vec<RecordRow>,
    sharing: Option<ThreadSharing>,
    state: ThreadState,
    first_message_at: Option<Instant>,
    last_message_at: Option<Instant>,
}

pub(super) fn read(input: &mut Input<'_>, at: &At<'_>, policy: &mut Policy) -> Result<(), SyntaxError> {
    let mut members = Members::default();
    input.array(at, &mut |input, at| {
        members.clear();
        input.object(at, THREAD, &mut |input, at, name| members.read(input, at, policy, name))?;
        let Some(id) = members.id.take() else { return Ok(()) };
        match members.thread() {
            Some(thread) => policy.push_thread(&id, &thread),
            // Some problem was reported: only the id still counts, for those that come after.
            None => policy.threads.push_refused(&id),
        }
        Ok(())
    })?;
    Ok(())
}

impl<'t> Members<'t> {
    fn clear(&mut self) {
        let (mut participants, mut records) =
            (std::mem::take(&mut self.participants), std::mem::take(&mut self.records));
        participants.clear();
        records.clear();
        *self = Self { participants, records, ..Self::default() };
    }

    fn read(
        &mut self,
        input: &mut Input<'t>,
        at: &At<'_>,
        policy: &Policy,
        name: &'static str,
    ) -> Result<(), SyntaxError> {
        match name {
            "id" => self.id = input.row_id(at, policy.threads.names())?,
            "mailbox" => {
                self.mailbox = input.reference(at, &policy.mailbox_names, "mailbox")?.map(MailboxRow::new);
            }
            "participants" => self.read_participants(input, at)?,
            "records" => drop(input.array(at, &mut |input, at| {
                let record = input.reference(at, &policy.records.names, "record")?.map(RecordRow::new);
                self.records.extend(record);
                Ok(())
            })?),
            "sharing" => self.sharing = input.choice(at, SHARINGS)?,
            "state" => self.state = input.choice(at, STATES)?.unwrap_or_default(),
            "firstMessageAt" => self.first_message_at = input.instant(at)?,
            "lastMessageAt" => self.last_message_at = input.instant(at)?,
            _ => drop(input.string(at)?),
        }
        Ok(())
    }

    fn read_participants(&mut self, input: &mut Input<'t>, at: &At<'_>) -> Result<(), SyntaxError> {
        input.array(at, &mut |input, at| {
            let offset = input.here()?;
            match input.string(at)? {
                Some(text) if text.len() > PARTICIPANT_BYTES_MAX => {
                    let message = "this participant has more than 1,024 bytes";
                    input.report(offset, at, ProblemCode::LimitExceeded, message);
                }
                Some(text) => self.participants.push(text),
                None => {}
            }
            Ok(())
        })?;
        Ok(())
    }

    /// The thread, if its mailbox is known. Equal links count once, the first.
    fn thread(&mut self) -> Option<Thread<'_>> {
        distinct(&mut self.records);
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
fn distinct(records: &mut Vec<RecordRow>) {
    if records.len() > 16 {
        let mut seen = std::collections::BTreeSet::new();
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
