//! Records, compiled: their types, and who can access them with equal access lists kept once.

use super::access_lists::{AccessList, AccessLists};
use crate::model::member::Member;
use crate::model::record::RecordType;
use crate::model::rows::{RecordRow, UserRow};
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

/// All records.
#[derive(Debug)]
pub(crate) struct Records {
    pub(crate) names: Interner,
    types: Vec<RecordType>,
    access: Vec<AccessList>,
    pub(crate) lists: AccessLists,
}

impl Records {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { names: Interner::new(seed), types: Vec::new(), access: Vec::new(), lists: AccessLists::new(seed) }
    }

    /// Adds the record whose name was numbered last.
    pub(crate) fn push(&mut self, kind: RecordType, owner: Option<UserRow>, access: &mut Vec<Member>) {
        self.types.push(kind);
        self.access.push(self.lists.insert(owner, access));
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
