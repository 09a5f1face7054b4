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

/// The columns.
#[derive(Debug)]
pub(crate) struct Threads {
    names: Names,
    classes: Lists<Class>,
    link_lists: Lists<RecordRow>,
    user_lists: Lists<UserRow>,
    access_lists: Lists<u32>,
    class: Vec<u32>,
    links: Vec<u32>,
    users: Vec<u32>,
}

impl Threads {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self {
            names: Names::new(seed),
            classes: Lists::new(seed),
            link_lists: Lists::new(seed),
            user_lists: Lists::new(seed),
            access_lists: Lists::new(seed),
            class: Vec::new(),
            links: Vec::new(),
            users: Vec::new(),
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.class.len()
    }

    pub(crate) fn class_count(&self) -> usize {
        self.classes.len()
    }

    pub(crate) fn find(&self, id: &str) -> Option<ThreadRow> {
        self.names.find(id).map(ThreadRow::new)
    }

    pub(crate) fn id(&self, row: ThreadRow) -> &str {
        self.names.name(row.into())
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    /// Takes the id of a thread that was refused. The policy is refused with it, so that it is never asked for a row.
    pub(crate) fn push_refused(&mut self, id: &str) {
        let (Ok(_) | Err(_)) = self.names.insert(id);
    }

    /// Every row with its class, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (ThreadRow, u32)> {
        (0..).map(ThreadRow::new).zip(self.class.iter().copied())
    }

    pub(crate) fn get(&self, row: ThreadRow) -> Option<ThreadFacts<'_>> {
        let index = row.index();
        let class = self.classes.list(*self.class.get(index)?).first()?;
        Some(ThreadFacts {
            facts: class.facts,
            links: self.link_lists.list(*self.links.get(index)?),
            users: self.user_lists.list(*self.users.get(index)?),
        })
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

    /// Adds a thread behind all others. Its id is new, its mailbox known: `wire` has seen to that.
    pub(crate) fn push_thread(&mut self, id: &str, thread: &Thread<'_>) {
        let Some(facts) = self.fold(thread) else { return };
        let users = self.participating_users(thread);
        let (any_candidate, access) = self.asked_access(facts, thread.records);
        let threads = &mut self.threads;
        if threads.names.insert(id).is_err() {
            return;
        }
        let access = threads.access_lists.insert(&access);
        let links = LinkClass { any_link: !thread.records.is_empty(), any_candidate, access };
        threads.class.push(threads.classes.insert(&[Class { facts, links }]));
        threads.links.push(threads.link_lists.insert(thread.records));
        threads.users.push(threads.user_lists.insert(&users));
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
