//! Threads as columns: a row is a position in each. What threads have in common is their class (`classes.rs`).

use super::changes::Changes;
use super::classes::{Class, Classes, Folded, Mark};
use super::facts::{Facts, FactsMark, ThreadFacts};
use super::links::LinkedRecords;
use super::rows_by_class::RowsByClass;
use crate::model::rows::{RecordRow, ThreadRow, UserRow};
use crate::tables::chunked_column::ChunkedColumn;
use crate::tables::compact_interner::CompactInterner;
use crate::tables::seed::Seed;
use hashbrown::HashTable;

/// One thread as the rules see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CompiledThread<'p> {
    pub(crate) folded: Folded,
    pub(crate) links: ThreadLinks<'p>,
}

/// The records that a thread links, or what they come to for one viewer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ThreadLinks<'p> {
    /// In link order.
    Records(&'p [RecordRow]),
    /// For whoever judges a whole class at once (`rules/classes.rs`).
    Outcome(LinkOutcome),
}

/// How far the links of a thread let one viewer come: conditions c) and d).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LinkOutcome {
    Unlinked,
    NoCandidate,
    NotAccessible,
    Accessible,
}

/// The columns.
#[derive(Clone, Debug)]
pub(crate) struct Threads {
    seed: Seed,
    ids: CompactInterner,
    class_numbers: ChunkedColumn<u32>,
    links: ChunkedColumn<LinkedRecords>,
    /// The users of the few rows that have any: row and list.
    users: HashTable<(ThreadRow, u32)>,
    pub(crate) classes: Classes,
    pub(crate) by_class: RowsByClass,
    /// How often classes were numbered anew. Whoever keeps something by their numbers compares it before using that again.
    numbering: u64,
    pub(crate) facts: Facts,
    /// Rows that are not removed.
    count: usize,
    changes: Changes,
}

/// A thread as it is kept: its links, the numbers of its class and of the list of its users, and what the class does
/// not tell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoldedThread {
    pub(crate) class: u32,
    pub(crate) links: LinkedRecords,
    pub(crate) users: u32,
    pub(crate) facts: ThreadFacts,
}

/// The class of a row whose thread was removed.
const REMOVED: u32 = u32::MAX;
/// The list of no users.
const NOBODY: u32 = 0;

impl Threads {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self {
            seed: seed.clone(),
            ids: CompactInterner::new(seed),
            class_numbers: ChunkedColumn::new(),
            links: ChunkedColumn::new(),
            users: HashTable::new(),
            classes: Classes::new(seed),
            by_class: RowsByClass::default(),
            numbering: 0,
            facts: Facts::new(seed),
            count: 0,
            changes: Changes::default(),
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// How many rows there are, removed ones included.
    pub(crate) fn rows(&self) -> usize {
        self.class_numbers.len()
    }

    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }

    pub(crate) fn find(&self, id: &str) -> Option<ThreadRow> {
        self.ids.find(id).map(ThreadRow::new)
    }

    /// The id of a row, also of a removed one, in two parts.
    pub(crate) fn id(&self, row: ThreadRow) -> (&str, &str) {
        self.ids.parts(row.into())
    }

    /// The numbers of the classes of all rows in order, many at a time. That of a removed row is none that exists.
    pub(crate) fn class_numbers(&self) -> impl Iterator<Item = &[u32]> {
        self.class_numbers.chunks()
    }

    /// Puts the rows in order by class, if too many have changed since they were.
    pub(crate) fn order_by_class(&mut self) {
        if !cfg!(feature = "careful") {
            self.by_class.renew(&self.classes, &self.class_numbers);
        }
    }

    pub(crate) const fn numbering(&self) -> u64 {
        self.numbering
    }

    /// Gives the classes away, so that all rows can be folded into new ones.
    pub(crate) fn take_classes(&mut self) -> Classes {
        self.numbering = self.numbering.saturating_add(1);
        self.by_class.forget();
        std::mem::replace(&mut self.classes, Classes::new(&self.seed))
    }

    /// The number of the class of a row; nothing for a row that is not there, or is removed.
    pub(crate) fn class_number(&self, row: ThreadRow) -> Option<u32> {
        self.class_numbers.get(row.index()).copied().filter(|class| *class != REMOVED)
    }

    /// The class of a row; nothing for a row that is not there, or is removed.
    pub(crate) fn class(&self, row: ThreadRow) -> Option<Class> {
        self.classes.classes.get(*self.class_numbers.get(row.index())?).copied()
    }

    pub(crate) fn get(&self, row: ThreadRow) -> Option<CompiledThread<'_>> {
        let folded = *self.classes.folded.get(self.class(row)?.folded)?;
        Some(CompiledThread { folded, links: ThreadLinks::Records(self.links(row)) })
    }

    /// The records that a row links, in link order.
    pub(crate) fn links(&self, row: ThreadRow) -> &[RecordRow] {
        self.links.get(row.index()).map_or(&[], |linked| self.classes.links.records(linked))
    }

    /// The rows that link a record, ascending; removed ones may be among them.
    pub(crate) fn linking(&self, record: RecordRow) -> impl Iterator<Item = ThreadRow> {
        self.linking_any(move |linked| linked == record)
    }

    /// The rows that link some record of these, ascending; removed ones may be among them.
    pub(crate) fn linking_any(&self, is_wanted: impl Fn(RecordRow) -> bool) -> impl Iterator<Item = ThreadRow> {
        let links = move |linked| self.classes.links.records(linked).iter().any(|record| is_wanted(*record));
        let rows = (0..).map(ThreadRow::new).zip(self.links.chunks().flatten());
        rows.filter(move |(_, linked)| links(linked)).map(|(row, _)| row)
    }

    /// The users among the participants, ascending; only where they count: in per-thread mailboxes (P-05), and without
    /// the owner, who needs no such reason to answer.
    pub(crate) fn users(&self, row: ThreadRow) -> &[UserRow] {
        let users = self.users.find(self.seed.hash(&row), |(owner, _)| *owner == row);
        users.map_or(&[], |(_, list)| self.classes.users.list(*list))
    }

    /// Puts a thread into the row of its id, or into a new one behind all others. False if another one was there.
    pub(crate) fn put(&mut self, id: &str, thread: FoldedThread) -> bool {
        let inserted = self.ids.insert(id);
        let (Ok(row) | Err(row)) = inserted.map(ThreadRow::new).map_err(ThreadRow::new);
        if inserted.is_ok() {
            self.class_numbers.push(thread.class);
            self.links.push(thread.links);
            self.count = self.count.saturating_add(1);
            self.facts.set(row, thread.facts);
            self.set_users(row, thread.users);
        } else {
            self.set(row, thread);
        }
        self.changes.add(row);
        inserted.is_ok()
    }

    /// Gives a row what is kept of another thread, which lists have to take in.
    pub(crate) fn replace(&mut self, row: ThreadRow, thread: FoldedThread) {
        self.set(row, thread);
        self.changes.add(row);
    }

    /// Gives a row what is kept of a thread.
    pub(crate) fn set(&mut self, row: ThreadRow, thread: FoldedThread) {
        self.set_class(row, thread.class);
        if let Some(links) = self.links.get_mut(row.index()) {
            *links = thread.links;
        }
        self.facts.set(row, thread.facts);
        self.forget_users(row);
        self.set_users(row, thread.users);
    }

    /// What is kept of the thread of a row, removed or not.
    pub(crate) fn kept(&self, row: ThreadRow) -> Option<FoldedThread> {
        let users = self.users.find(self.seed.hash(&row), |(owner, _)| *owner == row);
        Some(FoldedThread {
            class: *self.class_numbers.get(row.index())?,
            links: *self.links.get(row.index())?,
            users: users.map_or(NOBODY, |(_, list)| *list),
            facts: self.facts.get(row),
        })
    }

    /// How much there is, so that what a refused change has added can be forgotten.
    pub(crate) fn mark(&self) -> (Mark, FactsMark) {
        (self.classes.mark(), self.facts.mark())
    }

    /// Forgets what was added since the mark, of which no row may hold anything.
    pub(crate) fn truncate(&mut self, (classes, facts): (Mark, FactsMark)) {
        self.classes.truncate(classes);
        self.facts.truncate(facts);
    }

    /// Gives a row another class, after a change of what it links.
    pub(crate) fn change_class(&mut self, row: ThreadRow, class: u32) {
        self.set_class(row, class);
        self.changes.add(row);
    }

    fn set_class(&mut self, row: ThreadRow, class: u32) {
        if let Some(number) = self.class_numbers.get_mut(row.index()).filter(|number| **number != class) {
            *number = class;
            self.by_class.change(row);
        }
    }

    /// Of a row that has no users.
    fn set_users(&mut self, row: ThreadRow, users: u32) {
        if users != NOBODY {
            let hash = self.seed.hash(&row);
            self.users.insert_unique(hash, (row, users), |(row, _)| self.seed.hash(row));
        }
    }

    fn forget_users(&mut self, row: ThreadRow) {
        if let Ok(users) = self.users.find_entry(self.seed.hash(&row), |(owner, _)| *owner == row) {
            users.remove();
        }
    }

    /// What stands for a thread that was refused. The policy is refused with it, so that it is never asked for.
    pub(crate) fn refused(&mut self) -> FoldedThread {
        FoldedThread {
            class: REMOVED,
            links: self.classes.links.insert(&[]),
            users: NOBODY,
            facts: ThreadFacts::NOTHING,
        }
    }

    /// Empties the row of an id; the row is never used again.
    pub(crate) fn remove(&mut self, id: &str) {
        let Some(row) = self.ids.remove(id).map(ThreadRow::new) else { return };
        self.set_class(row, REMOVED);
        self.facts.set(row, ThreadFacts::NOTHING);
        self.forget_users(row);
        self.count = self.count.saturating_sub(1);
        self.changes.add(row);
    }
}
