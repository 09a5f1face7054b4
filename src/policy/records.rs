//! Records, compiled: their types, and who can access them with equal access lists kept once.

use super::lists::Lists;
use super::names::{Names, Seed};
use crate::model::member::Member;
use crate::model::rows::{RecordRow, UserRow};

/// What kind of row of the CRM it is. The default is what no sharing mode looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RecordType {
    Contact,
    Deal,
    Lead,
    Organization,
    #[default]
    Other,
}

/// The number of an access list: records with the same one can be accessed by the same users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct AccessList(u32);

impl AccessList {
    pub(crate) const fn number(self) -> u32 {
        self.0
    }

    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// All records.
#[derive(Debug)]
pub(crate) struct Records {
    pub(crate) names: Names,
    types: Vec<RecordType>,
    access: Vec<AccessList>,
    lists: Lists<Member>,
}

impl Records {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { names: Names::new(seed), types: Vec::new(), access: Vec::new(), lists: Lists::new(seed) }
    }

    /// Adds the record whose name was numbered last. The owner has access like any member of the list; whoever may be
    /// named beside everyone, it is everyone. Lists that differ in order only are not found to be equal, which costs
    /// room and no answer.
    pub(crate) fn push(&mut self, kind: RecordType, owner: Option<UserRow>, access: &mut Vec<Member>) {
        if access.contains(&Member::Everyone) {
            access.clear();
            access.push(Member::Everyone);
        } else {
            access.extend(owner.map(Member::User));
        }
        self.types.push(kind);
        self.access.push(AccessList(self.lists.insert(access)));
    }

    pub(crate) fn find(&self, id: &str) -> Option<RecordRow> {
        self.names.find(id).map(RecordRow::new)
    }

    pub(crate) fn id(&self, record: RecordRow) -> &str {
        self.names.name(record.into())
    }

    pub(crate) fn kind(&self, record: RecordRow) -> RecordType {
        self.types.get(record.index()).copied().unwrap_or_default()
    }

    /// `None` for a row that is not there; nobody can access that.
    pub(crate) fn access(&self, record: RecordRow) -> Option<AccessList> {
        self.access.get(record.index()).copied()
    }

    pub(crate) fn members(&self, list: AccessList) -> &[Member] {
        self.lists.list(list.0)
    }

    pub(crate) fn access_list_count(&self) -> usize {
        self.lists.len()
    }
}
