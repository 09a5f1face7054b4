//! Threads as columns. What the rules read of a thread without a viewer is folded into its *class*; threads of one
//! class get the same level from the same question, so a list judges classes, not threads.

use super::Policy;
use super::lists::{Lists, as_set};
use super::names::{Names, Seed};
use super::records::AccessList;
use crate::model::instant::Instant;
use crate::model::mailbox::Sharing;
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow, UserRow};
use crate::model::thread::{Thread, ThreadState};
use crate::rules::{exclusion, leaver, per_thread, view};

/// What rules read of a thread besides its links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Facts {
    pub(crate) mailbox: MailboxRow,
    pub(crate) state: ThreadState,
    pub(crate) choice: Choice,
    pub(crate) exclusion: Exclusion,
    pub(crate) restored: Restored,
}

/// What the owner's choice, or his mailbox's default, comes to in the mailbox's mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Choice {
    Private,
    Shared,
}

/// Whether the participants keep a thread from being shared (X-03, Z-15, X-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Exclusion {
    None,
    /// By an entry of the mailbox's own list.
    MailboxDomain(u32),
    /// By an entry of the organisation's list.
    OrganizationDomain(u32),
    UnreadableParticipant,
}

/// From when on a leaver's thread is there for others (M-03).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Restored {
    /// It needs no backup.
    Always,
    Never,
    /// The first backup that holds it was taken then.
    Since(Instant),
}

/// One thread as the rules see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThreadFacts<'p> {
    pub(crate) facts: Facts,
    pub(crate) links: &'p [RecordRow],
    /// The users among the participants; only of per-thread mailboxes, the only ones where it counts (P-05).
    pub(crate) users: &'p [UserRow],
}

/// What makes threads one class.
///
/// INVARIANT (class): two threads of one class differ at most in ids, in which of two equally accessible and equally
/// eligible records they link, and in who takes part. No rule of `view` can tell them apart when no record is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Class {
    facts: Facts,
    links: LinkClass,
}

/// What the links of a thread come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct LinkClass {
    any_link: bool,
    any_candidate: bool,
    /// The list of distinct access lists of the records that condition d) asks for.
    access: u32,
}

/// The columns: a row is a position in each.
#[derive(Debug)]
pub(crate) struct Threads {
    names: Names,
    folded: FoldedLists,
    rows: Vec<FoldedThread>,
    /// Rows that are not removed.
    count: usize,
}

/// What threads have in common, kept once.
#[derive(Debug)]
struct FoldedLists {
    classes: Lists<Class>,
    links: Lists<RecordRow>,
    users: Lists<UserRow>,
    access: Lists<u32>,
}

/// How many of each there were: to forget what a refused change has added.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    classes: usize,
    links: usize,
    users: usize,
    access: usize,
}

/// A thread in twelve bytes: the numbers of its class and of its lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoldedThread {
    class: u32,
    links: u32,
    users: u32,
}

impl FoldedThread {
    /// Of a row whose thread was removed: no class has this number.
    const REMOVED: Self = Self { class: u32::MAX, links: u32::MAX, users: u32::MAX };
}

impl Threads {
    pub(crate) fn new(seed: &Seed) -> Self {
        let folded = FoldedLists {
            classes: Lists::new(seed),
            links: Lists::new(seed),
            users: Lists::new(seed),
            access: Lists::new(seed),
        };
        Self { names: Names::new(seed), folded, rows: Vec::new(), count: 0 }
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    pub(crate) fn class_count(&self) -> usize {
        self.folded.classes.len()
    }

    pub(crate) fn find(&self, id: &str) -> Option<ThreadRow> {
        self.names.find(id).map(ThreadRow::new)
    }

    /// The id of a row, also of a removed one.
    pub(crate) fn id(&self, row: ThreadRow) -> &str {
        self.names.name(row.into())
    }

    /// Every row that is not removed with its class, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (ThreadRow, u32)> {
        let rows = (0..).map(ThreadRow::new).zip(self.rows.iter().map(|thread| thread.class));
        rows.filter(|(_, class)| *class != FoldedThread::REMOVED.class)
    }

    pub(crate) fn get(&self, row: ThreadRow) -> Option<ThreadFacts<'_>> {
        let FoldedThread { class, links, users } = *self.rows.get(row.index())?;
        let Class { facts, .. } = *self.folded.classes.list(class).first()?;
        Some(ThreadFacts { facts, links: self.folded.links.list(links), users: self.folded.users.list(users) })
    }

    /// Puts a thread into the row of its id, or into a new one behind all others.
    pub(crate) fn put(&mut self, id: &str, thread: FoldedThread) {
        let row = match self.names.insert(id) {
            Ok(_) => {
                self.rows.push(thread);
                self.count = self.count.saturating_add(1);
                return;
            }
            Err(number) => ThreadRow::new(number),
        };
        if let Some(there) = self.rows.get_mut(row.index()) {
            *there = thread;
        }
    }

    /// Takes the id of a thread that was refused. The policy is refused with it, so that it is never asked for a row.
    pub(crate) fn put_refused(&mut self, id: &str) {
        self.put(id, FoldedThread::REMOVED);
    }

    /// Empties the row of an id; the row is never used again.
    pub(crate) fn remove(&mut self, id: &str) {
        let row = self.names.remove(id).map(ThreadRow::new);
        if let Some(there) = row.and_then(|row| self.rows.get_mut(row.index())) {
            *there = FoldedThread::REMOVED;
            self.count = self.count.saturating_sub(1);
        }
    }

    pub(crate) fn mark(&self) -> Mark {
        let FoldedLists { classes, links, users, access } = &self.folded;
        Mark { classes: classes.len(), links: links.len(), users: users.len(), access: access.len() }
    }

    /// Forgets what was folded since the mark. No row holds any of it: a change is put in place only when all of it is
    /// folded.
    pub(crate) fn forget_since(&mut self, mark: Mark) {
        let FoldedLists { classes, links, users, access } = &mut self.folded;
        classes.truncate(mark.classes);
        links.truncate(mark.links);
        users.truncate(mark.users);
        access.truncate(mark.access);
    }
}

impl Policy {
    /// What the rules read of a thread, without a viewer.
    pub(crate) fn fold(&self, thread: &Thread<'_>) -> Option<Facts> {
        let mailbox = self.mailbox(thread.mailbox)?;
        Some(Facts {
            mailbox: thread.mailbox,
            state: thread.state,
            choice: per_thread::choice(&mailbox.mailbox.sharing, thread),
            exclusion: exclusion::fold(self, mailbox, thread.participants),
            restored: leaver::fold(mailbox, thread.last_message_at),
        })
    }

    /// A thread as it is kept.
    pub(crate) fn fold_thread(&mut self, thread: &Thread<'_>) -> Option<FoldedThread> {
        let facts = self.fold(thread)?;
        let users = self.participating_users(thread);
        let (any_candidate, access) = self.asked_access(facts, thread.records);
        let folded = &mut self.threads.folded;
        let access = folded.access.insert(&access);
        let links = LinkClass { any_link: !thread.records.is_empty(), any_candidate, access };
        Some(FoldedThread {
            class: folded.classes.insert(&[Class { facts, links }]),
            links: folded.links.insert(thread.records),
            users: folded.users.insert(&users),
        })
    }

    /// Whether there is a candidate (condition c), and the access lists that condition d) may ask for.
    fn asked_access(&self, facts: Facts, links: &[RecordRow]) -> (bool, Vec<u32>) {
        let Some(mailbox) = self.mailbox(facts.mailbox) else { return (false, Vec::new()) };
        let is_asked = |record: &RecordRow| view::is_asked_for(self, mailbox, *record);
        let access = links.iter().filter(|record| is_asked(record)).filter_map(|record| self.records.access(*record));
        let access = as_set(access.map(AccessList::number).collect());
        (links.iter().any(|record| view::is_candidate(self, mailbox, *record)), access)
    }

    fn participating_users(&self, thread: &Thread<'_>) -> Vec<UserRow> {
        let mode = self.mailbox(thread.mailbox).map(|mailbox| &mailbox.mailbox.sharing);
        if !matches!(mode, Some(Sharing::PerThread { .. })) {
            return Vec::new();
        }
        let addresses =
            thread.participants.iter().filter_map(|text| crate::model::address::address(text, self.to_ascii));
        let mut users = Vec::new();
        for address in addresses {
            users.extend(self.addresses.users(&address).iter().copied().map(u32::from));
        }
        as_set(users).into_iter().map(UserRow::new).collect()
    }
}
