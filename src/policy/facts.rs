//! The facts of threads as they were read, so that a thread can be folded again under other settings, or told.
//!
//! Only the full module keeps them (cargo feature `full`): decisions, lists and filters need no more than `classes.rs`.

use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow};
use crate::model::thread::{Thread, ThreadSharing, ThreadState};
use crate::tables::chunked_column::ChunkedColumn;
use crate::tables::interned_lists::InternedLists;
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;
use std::borrow::Cow;

/// Whether anything is kept at all; where it is not, what would keep it is left out.
const ARE_KEPT: bool = cfg!(feature = "full");

/// What is kept of every row, removed ones included, besides class and links.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    rows: ChunkedColumn<ThreadFacts>,
    /// Participants as written, each text once.
    texts: Interner,
    participants: InternedLists<u32>,
}

/// The facts of one thread that its class does not tell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThreadFacts {
    /// Of the first and the last message. Apart, and without a tag, because there may be millions.
    seconds: [i64; 2],
    nanoseconds: [u32; 2],
    /// The number of the list.
    participants: u32,
    pub(crate) sharing: Option<ThreadSharing>,
}

/// The seconds of a time that is not there.
const NO_TIME: i64 = i64::MIN;

impl ThreadFacts {
    /// Those of a thread that says nothing.
    pub(crate) const NOTHING: Self =
        Self { seconds: [NO_TIME; 2], nanoseconds: [0; 2], participants: u32::MAX, sharing: None };

    pub(crate) fn first_message_at(&self) -> Option<Instant> {
        let ([seconds, _], [nanoseconds, _]) = (self.seconds, self.nanoseconds);
        (seconds != NO_TIME).then(|| Instant::from_parts(seconds, nanoseconds))
    }

    pub(crate) fn last_message_at(&self) -> Option<Instant> {
        let ([_, seconds], [_, nanoseconds]) = (self.seconds, self.nanoseconds);
        (seconds != NO_TIME).then(|| Instant::from_parts(seconds, nanoseconds))
    }
}

impl Facts {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { rows: ChunkedColumn::new(), texts: Interner::new(seed), participants: InternedLists::new(seed) }
    }

    /// What is to be kept of a thread.
    pub(crate) fn of(&mut self, thread: &Thread<'_>) -> ThreadFacts {
        if !ARE_KEPT {
            return ThreadFacts::NOTHING;
        }
        let parts = |time: Option<Instant>| time.map_or((NO_TIME, 0), |time| time.parts());
        let (first, last) = (parts(thread.first_message_at), parts(thread.last_message_at));
        ThreadFacts {
            seconds: [first.0, last.0],
            nanoseconds: [first.1, last.1],
            participants: self.intern(thread.participants.iter().map(AsRef::as_ref)),
            sharing: thread.sharing,
        }
    }

    /// What was kept by another table, by the numbers of this one.
    pub(crate) fn adopt(&mut self, before: &Self, facts: ThreadFacts) -> ThreadFacts {
        if !ARE_KEPT {
            return ThreadFacts::NOTHING;
        }
        ThreadFacts { participants: self.intern(before.participants(&facts)), ..facts }
    }

    fn intern<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> u32 {
        let numbers: Vec<u32> = texts.map(|text| self.texts.insert(text).unwrap_or_else(|number| number)).collect();
        self.participants.insert(&numbers)
    }

    pub(crate) fn set(&mut self, row: ThreadRow, facts: ThreadFacts) {
        if !ARE_KEPT {
            return;
        }
        match self.rows.get_mut(row.index()) {
            Some(kept) => *kept = facts,
            None => self.rows.push(facts),
        }
    }

    pub(crate) fn get(&self, row: ThreadRow) -> ThreadFacts {
        // Nothing is kept in the lean module.
        self.rows.get(row.index()).copied().unwrap_or(ThreadFacts::NOTHING)
    }

    /// As written, in their order, also those that stand there twice.
    pub(crate) fn participants(&self, facts: &ThreadFacts) -> impl Iterator<Item = &str> {
        self.participants.list(facts.participants).iter().map(|number| self.texts.name(*number))
    }

    /// A thread as it was read, for whoever folds it again.
    pub(crate) fn with_thread<T>(
        &self,
        row: ThreadRow,
        (mailbox, state): (MailboxRow, ThreadState),
        records: &[RecordRow],
        read: impl FnOnce(Thread<'_>, ThreadFacts) -> T,
    ) -> T {
        let facts = self.get(row);
        let participants: Vec<Cow<'_, str>> = self.participants(&facts).map(Cow::Borrowed).collect();
        let thread = Thread {
            mailbox,
            participants: &participants,
            records,
            sharing: facts.sharing,
            state,
            first_message_at: facts.first_message_at(),
            last_message_at: facts.last_message_at(),
        };
        read(thread, facts)
    }

    /// How much is kept of participants, used or not.
    pub(crate) fn size(&self) -> usize {
        self.texts.len().saturating_add(self.participants.size())
    }

    pub(crate) fn mark(&self) -> FactsMark {
        FactsMark { texts: self.texts.len(), participants: self.participants.len() }
    }

    /// Forgets what was added since the mark, of which no row may hold anything.
    pub(crate) fn truncate(&mut self, mark: FactsMark) {
        if !ARE_KEPT {
            return;
        }
        self.texts.truncate(mark.texts);
        self.participants.truncate(mark.participants);
    }
}

/// How much there was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FactsMark {
    texts: usize,
    participants: usize,
}
