//! `records`.

use super::at::At;
use super::input::{Field, Input, optional, required};
use super::members::{self, List};
use super::users::Users;
use super::usual;
use crate::json::{SyntaxError, Text};
use crate::model::member::Member;
use crate::model::record::RecordType;
use crate::model::rows::UserRow;
use crate::policy::records::Records;
use crate::tables::seed::Seed;

pub(super) const ID: Field = required("id");
pub(super) const TYPE: Field = required("type");
pub(super) const NAME: Field = optional("name");
pub(super) const OWNER: Field = optional("owner");
pub(super) const ACCESS: Field = required("access");
const RECORD: &[Field] = &[ID, TYPE, NAME, OWNER, ACCESS];

pub(super) const TYPES: &[(&str, RecordType)] = &[
    ("lead", RecordType::Lead),
    ("contact", RecordType::Contact),
    ("organization", RecordType::Organization),
    ("deal", RecordType::Deal),
    ("other", RecordType::Other),
];

/// What a record says of itself; kept from record to record for its memory.
#[derive(Debug, Default)]
pub(super) struct Members<'t> {
    /// With its offset.
    pub(super) id: Option<(usize, Text<'t>)>,
    pub(super) kind: RecordType,
    pub(super) owner: Option<UserRow>,
    pub(super) access: Vec<Member>,
}

#[inline(never)]
pub(super) fn read(input: &mut Input<'_>, at: &At<'_>, seed: &Seed, users: &Users) -> Result<Records, SyntaxError> {
    let mut records = Records::new(seed);
    let mut members = Members::default();
    input.array(at, &mut |input, at| {
        members.read_record(input, at, users)?;
        let Some((offset, id)) = members.id.take() else { return Ok(()) };
        if records.names.insert(&id).is_ok() {
            records.push(members.kind, members.owner, &mut members.access);
        } else {
            input.duplicate_id(offset, &at.member(ID.name));
        }
        Ok(())
    })?;
    Ok(records)
}

impl<'t> Members<'t> {
    fn clear(&mut self) {
        let mut access = std::mem::take(&mut self.access);
        access.clear();
        *self = Self { access, ..Self::default() };
    }

    fn read_record(&mut self, input: &mut Input<'t>, at: &At<'_>, users: &Users) -> Result<(), SyntaxError> {
        self.clear();
        if input.usually(|reader| usual::read_record(self, reader, users)) {
            return Ok(());
        }
        self.clear();
        input.object(at, RECORD, &mut |input, at, name| self.read(input, at, users, name)).map(drop)
    }

    fn read(
        &mut self,
        input: &mut Input<'t>,
        at: &At<'_>,
        users: &Users,
        name: &'static str,
    ) -> Result<(), SyntaxError> {
        match name {
            "id" => {
                let offset = input.here()?;
                self.id = input.id(at)?.map(|id| (offset, id));
            }
            "type" => self.kind = input.choice(at, TYPES)?.unwrap_or_default(),
            "owner" => self.owner = members::read_user(input, at, users.known())?,
            "access" => drop(input.array(at, &mut |input, at| {
                self.access.extend(members::read(input, at, users, List::Access)?.and_then(|entry| entry.member));
                Ok(())
            })?),
            _ => drop(input.string(at)?),
        }
        Ok(())
    }
}
