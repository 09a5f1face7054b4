//! `records`.

use super::at::At;
use super::input::{Field, Input, optional, required};
use super::members::{self, List};
use super::users::Users;
use crate::json::SyntaxError;
use crate::policy::names::Seed;
use crate::policy::records::{RecordType, Records};

const RECORD: &[Field] = &[required("id"), required("type"), optional("name"), optional("owner"), required("access")];

const TYPES: &[(&str, RecordType)] = &[
    ("lead", RecordType::Lead),
    ("contact", RecordType::Contact),
    ("organization", RecordType::Organization),
    ("deal", RecordType::Deal),
    ("other", RecordType::Other),
];

#[inline(never)]
pub(super) fn read(input: &mut Input<'_>, at: &At<'_>, seed: &Seed, users: &Users) -> Result<Records, SyntaxError> {
    let mut records = Records::new(seed);
    input.array(at, &mut |input, at| {
        let mut id = None;
        let mut kind = RecordType::default();
        let mut owner = None;
        let mut access = Vec::new();
        input.object(at, RECORD, &mut |input, at, name| {
            match name {
                "id" => id = input.row_id(at, &records.names)?,
                "type" => kind = input.choice(at, TYPES)?.unwrap_or_default(),
                "owner" => owner = members::read_user(input, at, users.known())?,
                "access" => drop(input.array(at, &mut |input, at| {
                    access.extend(members::read(input, at, users, List::Access)?.and_then(|entry| entry.member));
                    Ok(())
                })?),
                _ => drop(input.string(at)?),
            }
            Ok(())
        })?;
        if let Some(id) = id
            && records.names.insert(&id).is_ok()
        {
            records.push(kind, owner, access);
        }
        Ok(())
    })?;
    Ok(records)
}
