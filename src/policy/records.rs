//! Records, compiled: their types, and who can access them with equal access lists kept once.

use super::access_lists::{AccessList, AccessLists};
use crate::model::member::Member;
use crate::model::record::RecordType;
use crate::model::rows::{RecordRow, UserRow};
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

/// All records.
#[derive(Clone, Debug)]
pub(crate) struct Records {
    pub(crate) names: Interner,
    types: Vec<RecordType>,
    access: Vec<AccessList>,
    pub(crate) lists: AccessLists,
    revision: u64,
}

/// What a record was, before another one was put into its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// Nothing: it is new.
    Added,
    /// It differed in its type, or in who can access it.
    Changed(RecordRow),
    Unchanged,
}

impl Records {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self {
            names: Interner::new(seed),
            types: Vec::new(),
            access: Vec::new(),
            lists: AccessLists::new(seed),
            revision: 0,
        }
    }

    /// Puts a record into the row of its id, or into a new one behind all others. `access` is used up.
    pub(crate) fn put(&mut self, id: &str, kind: RecordType, owner: Option<UserRow>, access: &mut Vec<Member>) -> Put {
        let list = self.lists.insert(owner, access);
        let row = match self.names.insert(id) {
            Ok(_) => {
                self.types.push(kind);
                self.access.push(list);
                return Put::Added;
            }
            Err(number) => RecordRow::new(number),
        };
        let (Some(known_kind), Some(known_list)) = (self.types.get_mut(row.index()), self.access.get_mut(row.index()))
        else {
            return Put::Unchanged;
        };
        let is_same = (*known_kind, *known_list) == (kind, list);
        (*known_kind, *known_list) = (kind, list);
        if is_same { Put::Unchanged } else { Put::Changed(row) }
    }

    pub(crate) fn count(&self) -> usize {
        self.types.len()
    }

    /// A number that grows whenever a record is put in or changed, or lists are numbered anew. Whoever keeps what was found
    /// out about records or access lists compares it before using that again.
    pub(crate) const fn revision(&self) -> u64 {
        self.revision
    }

    pub(crate) fn revise(&mut self) {
        self.revision = self.revision.saturating_add(1);
    }

    /// Forgets the lists that no record has any more, and numbers the others anew.
    pub(crate) fn forget_unused_lists(&mut self, seed: &Seed) {
        let mut lists = AccessLists::new(seed);
        for list in &mut self.access {
            *list = lists.insert(None, &mut self.lists.members(*list).to_vec());
        }
        self.lists = lists;
        self.revise();
    }

    pub(crate) fn find(&self, id: &str) -> Option<RecordRow> {
        self.names.find(id).map(RecordRow::new)
    }

    pub(crate) fn id(&self, record: RecordRow) -> &str {
        self.names.name(record.into())
    }

    /// `None` for a row that is not there; such a record is of no type.
    pub(crate) fn kind(&self, record: RecordRow) -> Option<RecordType> {
        self.types.get(record.index()).copied()
    }

    /// `None` for a row that is not there; nobody can access that.
    pub(crate) fn access(&self, record: RecordRow) -> Option<AccessList> {
        self.access.get(record.index()).copied()
    }
}
