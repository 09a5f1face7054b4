//! Threads as columns. What the rules read of a thread without a viewer is folded into its *class*; threads of one
//! class get the same level from the same question, so a list judges classes, not threads.

use super::Policy;
use super::column::Column;
use super::ids::Ids;
use super::links::{Linked, Links};
use super::lists::{Lists, as_set};
use super::names::Seed;
use super::numbered::Numbered;
use super::records::AccessList;
use crate::model::instant::Instant;
use crate::model::mailbox::Sharing;
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow, UserRow};
use crate::model::thread::{Thread, ThreadState};
use crate::rules::{exclusion, leaver, per_thread, view};
use hashbrown::HashTable;

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
}

/// What makes threads one class.
///
/// INVARIANT (class): two threads of one class differ at most in ids, in which of two equally accessible and equally
/// eligible records they link, and in who takes part. No rule of `view` can tell them apart when no record is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Class {
    /// The number of its [`Facts`].
    facts: u32,
    any_link: bool,
    any_candidate: bool,
    access: AskedAccess,
}

/// The distinct access lists of the records that condition d) asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum AskedAccess {
    None,
    One(AccessList),
    /// The number of a list of several.
    Several(u32),
}

/// The columns: a row is a position in each.
#[derive(Debug)]
pub(crate) struct Threads {
    seed: Seed,
    ids: Ids,
    classes: Column<u32>,
    links: Column<Linked>,
    /// The users of the few rows that have any: row and list.
    users: HashTable<(ThreadRow, u32)>,
    folded: FoldedLists,
    /// Rows that are not removed.
    count: usize,
    changes: Changes,
}

/// What threads have in common, kept once.
#[derive(Debug)]
struct FoldedLists {
    facts: Numbered<Facts>,
    classes: Numbered<Class>,
    links: Links,
    /// The first is empty.
    users: Lists<UserRow>,
    /// Of several.
    access: Lists<u32>,
}

/// How many of each there were: to forget what a refused change has added.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    facts: usize,
    classes: usize,
    links: usize,
    users: usize,
    access: usize,
}

/// A thread as it is kept: its links, and the numbers of its class and of the list of its users.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoldedThread {
    class: u32,
    links: Linked,
    users: u32,
}

/// Which rows were put or removed last, so that a list made before needs no more than these judged again.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// How many came before those in `rows`.
    forgotten: u64,
    rows: Vec<ThreadRow>,
}

/// So many changes are known at least, and twice as many at most.
const CHANGES: usize = 32;

impl Changes {
    fn add(&mut self, row: ThreadRow) {
        if self.rows.len() == 2 * CHANGES {
            self.rows.drain(..CHANGES);
            self.forgotten = self.forgotten.saturating_add(CHANGES.try_into().unwrap_or(u64::MAX));
        }
        self.rows.push(row);
    }

    /// How many there were.
    pub(crate) fn count(&self) -> u64 {
        self.forgotten.saturating_add(u64::try_from(self.rows.len()).unwrap_or(u64::MAX))
    }

    /// Those after so many; `None` if some of them are not known any more.
    pub(crate) fn since(&self, count: u64) -> Option<&[ThreadRow]> {
        self.rows.get(usize::try_from(count.checked_sub(self.forgotten)?).ok()?..)
    }
}

/// The class of a row whose thread was removed.
const REMOVED: u32 = u32::MAX;
/// The list of no users.
const NOBODY: u32 = 0;

impl Threads {
    pub(crate) fn new(seed: &Seed) -> Self {
        let mut users = Lists::new(seed);
        users.insert(&[]);
        let folded = FoldedLists {
            facts: Numbered::new(seed),
            classes: Numbered::new(seed),
            links: Links::new(seed),
            users,
            access: Lists::new(seed),
        };
        Self {
            seed: seed.clone(),
            ids: Ids::new(seed),
            classes: Column::new(),
            links: Column::new(),
            users: HashTable::new(),
            folded,
            count: 0,
            changes: Changes::default(),
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }

    pub(crate) fn class_count(&self) -> usize {
        self.folded.classes.len()
    }

    pub(crate) fn find(&self, id: &str) -> Option<ThreadRow> {
        self.ids.find(id).map(ThreadRow::new)
    }

    /// The id of a row, also of a removed one, in two parts.
    pub(crate) fn id(&self, row: ThreadRow) -> (&str, &str) {
        self.ids.parts(row.into())
    }

    /// The classes of all rows in order, many at a time. That of a removed row is none that has a number.
    pub(crate) fn classes(&self) -> impl Iterator<Item = &[u32]> {
        self.classes.chunks()
    }

    /// The class of a row; nothing for a row that is not there, or is removed.
    #[inline]
    pub(crate) fn class(&self, row: ThreadRow) -> Option<u32> {
        self.classes.get(row.index()).copied().filter(|class| *class != REMOVED)
    }

    pub(crate) fn get(&self, row: ThreadRow) -> Option<ThreadFacts<'_>> {
        let class = self.folded.classes.get(*self.classes.get(row.index())?)?;
        let facts = *self.folded.facts.get(class.facts)?;
        let links = self.folded.links.records(self.links.get(row.index())?);
        Some(ThreadFacts { facts, links })
    }

    /// The users among the participants, ascending; only where they count: in per-thread mailboxes (P-05), and without
    /// the owner, who needs no such reason to answer.
    pub(crate) fn users(&self, row: ThreadRow) -> &[UserRow] {
        let users = self.users.find(self.seed.hash(&row), |(owner, _)| *owner == row);
        users.map_or(&[], |(_, list)| self.folded.users.list(*list))
    }

    /// Puts a thread into the row of its id, or into a new one behind all others. False if another one was there.
    pub(crate) fn put(&mut self, id: &str, thread: FoldedThread) -> bool {
        let inserted = self.ids.insert(id);
        let (Ok(row) | Err(row)) = inserted.map(ThreadRow::new).map_err(ThreadRow::new);
        if inserted.is_ok() {
            self.classes.push(thread.class);
            self.links.push(thread.links);
            self.count = self.count.saturating_add(1);
        } else {
            self.replace(row, thread);
        }
        if thread.users != NOBODY {
            let hash = self.seed.hash(&row);
            self.users.insert_unique(hash, (row, thread.users), |(row, _)| self.seed.hash(row));
        }
        self.changes.add(row);
        inserted.is_ok()
    }

    fn replace(&mut self, row: ThreadRow, thread: FoldedThread) {
        if let (Some(class), Some(links)) = (self.classes.get_mut(row.index()), self.links.get_mut(row.index())) {
            (*class, *links) = (thread.class, thread.links);
        }
        self.forget_users(row);
    }

    fn forget_users(&mut self, row: ThreadRow) {
        if let Ok(users) = self.users.find_entry(self.seed.hash(&row), |(owner, _)| *owner == row) {
            users.remove();
        }
    }

    /// What stands for a thread that was refused. The policy is refused with it, so that it is never asked for.
    pub(crate) fn refused(&mut self) -> FoldedThread {
        FoldedThread { class: REMOVED, links: self.folded.links.insert(&[]), users: NOBODY }
    }

    /// Empties the row of an id; the row is never used again.
    pub(crate) fn remove(&mut self, id: &str) {
        let Some(row) = self.ids.remove(id).map(ThreadRow::new) else { return };
        if let Some(class) = self.classes.get_mut(row.index()) {
            *class = REMOVED;
        }
        self.forget_users(row);
        self.count = self.count.saturating_sub(1);
        self.changes.add(row);
    }

    pub(crate) fn mark(&self) -> Mark {
        let FoldedLists { facts, classes, links, users, access } = &self.folded;
        Mark {
            facts: facts.len(),
            classes: classes.len(),
            links: links.len(),
            users: users.len(),
            access: access.len(),
        }
    }

    /// Forgets what was folded since the mark. No row holds any of it: a change is put in place only when all of it is
    /// folded.
    pub(crate) fn forget_since(&mut self, mark: Mark) {
        let FoldedLists { facts, classes, links, users, access } = &mut self.folded;
        facts.truncate(mark.facts);
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
        let any_candidate = self.any_candidate(facts, thread.records);
        let access = self.asked_access(facts, thread.records);
        let folded = &mut self.threads.folded;
        let facts = folded.facts.insert(facts);
        Some(FoldedThread {
            class: folded.classes.insert(Class { facts, any_link: !thread.records.is_empty(), any_candidate, access }),
            links: folded.links.insert(thread.records),
            users: folded.users.insert(&users),
        })
    }

    /// Whether there is a candidate (condition c).
    fn any_candidate(&self, facts: Facts, links: &[RecordRow]) -> bool {
        let mailbox = self.mailbox(facts.mailbox);
        mailbox.is_some_and(|mailbox| links.iter().any(|record| view::is_candidate(self, mailbox, *record)))
    }

    fn asked_access(&mut self, facts: Facts, links: &[RecordRow]) -> AskedAccess {
        let Some(mailbox) = self.mailbox(facts.mailbox) else { return AskedAccess::None };
        let is_asked = |record: &RecordRow| view::is_asked_for(self, mailbox, *record);
        let mut lists =
            links.iter().filter(|record| is_asked(record)).filter_map(|record| self.records.access(*record));
        let Some(first) = lists.next() else { return AskedAccess::None };
        let others: Vec<u32> = lists.filter(|list| *list != first).map(AccessList::number).collect();
        if others.is_empty() {
            return AskedAccess::One(first);
        }
        let all = as_set([others, vec![first.number()]].concat());
        AskedAccess::Several(self.threads.folded.access.insert(&all))
    }

    fn participating_users(&self, thread: &Thread<'_>) -> Vec<UserRow> {
        let Some(mailbox) = self.mailbox(thread.mailbox) else { return Vec::new() };
        let Sharing::PerThread { .. } = mailbox.mailbox.sharing else { return Vec::new() };
        let addresses =
            thread.participants.iter().filter_map(|text| crate::model::address::address(text, self.to_ascii));
        let mut users = Vec::new();
        for address in addresses {
            let found = self.addresses.users(&address).iter().filter(|user| **user != mailbox.mailbox.owner);
            users.extend(found.copied().map(u32::from));
        }
        as_set(users).into_iter().map(UserRow::new).collect()
    }
}
