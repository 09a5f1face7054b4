//! `threads`: read one by one and compiled at once, so that a million of them never stand in memory as text.

use super::at::At;
use super::input::{Input, PARTICIPANT_BYTES_MAX};
use super::thread::{ReadThread, THREAD};
pub(crate) use super::thread::{SHARINGS, STATES, distinct};
use super::usual;
use crate::error::ProblemCode;
use crate::json::{SyntaxError, Text};
use crate::model::rows::{MailboxRow, RecordRow};
use crate::policy::Policy;
use crate::policy::threads::FoldedThread;
use crate::rules::fold;
use crate::tables::seen_set::SeenSet;

/// The threads of a snapshot, each put in place when it is read.
pub(super) fn read(input: &mut Input<'_>, at: &At<'_>, policy: &mut Policy) -> Result<(), SyntaxError> {
    let mut thread = ReadThread::default();
    input.array(at, &mut |input, at| {
        thread.read(input, at, policy)?;
        let Some((offset, id)) = thread.id.take() else { return Ok(()) };
        let folded = thread.facts(&input.seed).and_then(|facts| fold::thread(policy, &facts));
        // Where some problem was reported, only the id still counts, for those that come after.
        let folded = folded.unwrap_or_else(|| policy.threads.refused());
        if !policy.threads.put(&id, folded) {
            input.duplicate_id(offset, &at.member("id"));
        }
        Ok(())
    })?;
    Ok(())
}

/// Threads that change a policy: folded, to be put in place when all of them are found right.
pub(super) fn read_changes<'t>(
    input: &mut Input<'t>,
    policy: &mut Policy,
) -> Result<Vec<(Text<'t>, FoldedThread)>, SyntaxError> {
    let mut thread = ReadThread::default();
    let start = input.here()?;
    let mut changes = Vec::new();
    let mut ids = SeenSet::new(&input.seed);
    let mut count = policy.thread_count();
    input.array(&At::ROOT, &mut |input, at| {
        thread.read(input, at, policy)?;
        let Some((offset, id)) = thread.id.take() else { return Ok(()) };
        if !ids.insert(id.clone()) {
            input.duplicate_id(offset, &at.member("id"));
        }
        count = count.saturating_add(usize::from(policy.threads.find(&id).is_none()));
        let folded = thread.facts(&input.seed).and_then(|facts| fold::thread(policy, &facts));
        changes.extend(folded.map(|folded| (id, folded)));
        Ok(())
    })?;
    input.report_rows(start, &At::ROOT, count);
    Ok(changes)
}

impl<'t> ReadThread<'t> {
    fn read(&mut self, input: &mut Input<'t>, at: &At<'_>, policy: &Policy) -> Result<(), SyntaxError> {
        self.clear();
        if input.usually(|reader| usual::read_thread(self, reader, policy)) {
            return Ok(());
        }
        self.clear();
        input.object(at, THREAD, &mut |input, at, name| self.read_member(input, at, policy, name)).map(drop)
    }

    fn read_member(
        &mut self,
        input: &mut Input<'t>,
        at: &At<'_>,
        policy: &Policy,
        name: &'static str,
    ) -> Result<(), SyntaxError> {
        match name {
            "id" => {
                let offset = input.here()?;
                self.id = input.id(at)?.map(|id| (offset, id));
            }
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
}
