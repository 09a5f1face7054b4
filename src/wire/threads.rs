//! `threads`: read one by one and compiled at once, so that a million of them never stand in memory as text.

use super::at::At;
use super::input::{Field, Input, optional};
use crate::error::ProblemCode;
use crate::json::{SyntaxError, Text};
use crate::model::fact::{Fact, FactRow};
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow};
use crate::model::thread::{PARTICIPANT_BYTES_MAX, Thread, ThreadSharing, ThreadState};
use crate::policy::Policy;
use crate::policy::threads::FoldedThread;
use crate::rules::fold;
use crate::tables::seed::Seed;
use crate::tables::seen_set::{SeenSet, keep_first};

/// The members of a thread: its facts, and a subject that no rule reads.
pub(super) const THREAD: &[Field] = {
    let [id, mailbox, participants, records, sharing, state, first, last] = Fact::TABLE;
    let subject = optional("subject");
    &[
        field(id),
        field(mailbox),
        field(participants),
        field(records),
        field(sharing),
        field(state),
        field(first),
        field(last),
        subject,
    ]
};

const fn field(FactRow { name, need, .. }: FactRow) -> Field {
    Field { name, need }
}

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

/// Threads that are read and not kept.
pub(super) fn read_each(
    input: &mut Input<'_>,
    policy: &Policy,
    each: &mut dyn FnMut(&str, &Thread<'_>),
) -> Result<(), SyntaxError> {
    let mut thread = ReadThread::default();
    let mut ids = SeenSet::new(&input.seed);
    input.array(&At::ROOT, &mut |input, at| {
        thread.read(input, at, policy)?;
        let Some((offset, id)) = thread.id.take() else { return Ok(()) };
        if !ids.insert(id.clone()) {
            input.duplicate_id(offset, &at.member("id"));
        }
        thread.facts(&input.seed).iter().for_each(|facts| each(&id, facts));
        Ok(())
    })?;
    Ok(())
}

impl<'t> ReadThread<'t> {
    fn clear(&mut self) {
        let (mut participants, mut records) =
            (std::mem::take(&mut self.participants), std::mem::take(&mut self.records));
        participants.clear();
        records.clear();
        *self = Self { participants, records, ..Self::default() };
    }

    fn read(&mut self, input: &mut Input<'t>, at: &At<'_>, policy: &Policy) -> Result<(), SyntaxError> {
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
        match Fact::named(name) {
            Some(Fact::Id) => {
                let offset = input.here()?;
                self.id = input.id(at)?.map(|id| (offset, id));
            }
            Some(Fact::Mailbox) => {
                self.mailbox = input.reference(at, &policy.mailbox_names, "mailbox")?.map(MailboxRow::new);
            }
            Some(Fact::Participants) => self.read_participants(input, at)?,
            Some(Fact::Records) => drop(input.array(at, &mut |input, at| {
                let record = input.reference(at, &policy.records.names, "record")?.map(RecordRow::new);
                self.records.extend(record);
                Ok(())
            })?),
            Some(Fact::Sharing) => self.sharing = input.choice(at, ThreadSharing::WORDS)?,
            Some(Fact::State) => self.state = input.choice(at, ThreadState::WORDS)?.unwrap_or_default(),
            Some(Fact::FirstMessageAt) => self.first_message_at = input.instant(at)?,
            Some(Fact::LastMessageAt) => self.last_message_at = input.instant(at)?,
            None => drop(input.string(at)?),
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
    fn facts(&mut self, seed: &Seed) -> Option<Thread<'_>> {
        keep_first(&mut self.records, seed);
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
