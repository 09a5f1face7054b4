//! One record as it is read: its members, and their words.

use super::input::{Field, optional, required};
use crate::json::Text;
use crate::model::member::Member;
use crate::model::record::RecordType;
use crate::model::rows::UserRow;

pub(super) const ID: Field = required("id");
pub(super) const TYPE: Field = required("type");
pub(super) const NAME: Field = optional("name");
pub(super) const OWNER: Field = optional("owner");
pub(super) const ACCESS: Field = required("access");
pub(super) const RECORD: &[Field] = &[ID, TYPE, NAME, OWNER, ACCESS];

pub(super) const TYPES: &[(&str, RecordType)] = &[
    ("lead", RecordType::Lead),
    ("contact", RecordType::Contact),
    ("organization", RecordType::Organization),
    ("deal", RecordType::Deal),
    ("other", RecordType::Other),
];

/// A record as it is read; kept from record to record for its memory.
#[derive(Debug, Default)]
pub(super) struct ReadRecord<'t> {
    /// With its offset.
    pub(super) id: Option<(usize, Text<'t>)>,
    pub(super) kind: RecordType,
    pub(super) owner: Option<UserRow>,
    pub(super) access: Vec<Member>,
}

impl ReadRecord<'_> {
    pub(super) fn clear(&mut self) {
        let mut access = std::mem::take(&mut self.access);
        access.clear();
        *self = Self { access, ..Self::default() };
    }
}
