//! `records`.

use super::at::At;
use super::input::{Field, Input, optional, required};
use super::members::{self, List};
use super::users::People;
use crate::json::{SyntaxError, Text};
use crate::model::member::Member;
use crate::model::record::RecordType;
use crate::model::rows::UserRow;
use crate::policy::Policy;
use crate::policy::records::Records;
use crate::tables::seed::Seed;
use crate::tables::seen_set::SeenSet;

pub(super) const ID: Field = required("id");
pub(super) const TYPE: Field = required("type");
pub(super) const NAME: Field = optional("name");
pub(super) const OWNER: Field = optional("owner");
pub(super) const ACCESS: Field = required("access");
const RECORD: &[Field] = &[ID, TYPE, NAME, OWNER, ACCESS];

/// A record as it is read; kept from record to record for its memory.
#[derive(Debug, Default)]
pub(super) struct ReadRecord<'t> {
    /// With its offset.
    pub(super) id: Option<(usize, Text<'t>)>,
    pub(super) kind: RecordType,
    pub(super) owner: Option<UserRow>,
    pub(super) access: Vec<Member>,
}

/// The records of a snapshot, each put in place when it is read.
#[inline(never)]
pub(super) fn read(
    input: &mut Input<'_>,
    at: &At<'_>,
    seed: &Seed,
    people: People<'_>,
) -> Result<Records, SyntaxError> {
    let mut records = Records::new(seed);
    let mut record = ReadRecord::default();
    input.array(at, &mut |input, at| {
        record.read(input, at, people)?;
        let Some((offset, id)) = record.id.take() else { return Ok(()) };
        if records.find(&id).is_none() {
            records.put(&id, record.kind, record.owner, &mut record.access);
        } else {
            input.duplicate_id(offset, &at.member(ID.name));
        }
        Ok(())
    })?;
    Ok(records)
}

/// Records that change a policy: to be put in place when all of them are found right.
pub(super) fn read_changes<'t>(
    input: &mut Input<'t>,
    policy: &Policy,
) -> Result<Vec<(Text<'t>, ReadRecord<'t>)>, SyntaxError> {
    let start = input.here()?;
    let mut changes = Vec::new();
    let mut ids = SeenSet::new(&input.seed);
    let mut count = policy.records.count();
    input.array(&At::ROOT, &mut |input, at| {
        let mut record = ReadRecord::default();
        record.read(input, at, policy.people())?;
        let Some((offset, id)) = record.id.take() else { return Ok(()) };
        if !ids.insert(id.clone()) {
            input.duplicate_id(offset, &at.member(ID.name));
        }
        count = count.saturating_add(usize::from(policy.records.find(&id).is_none()));
        changes.push((id, record));
        Ok(())
    })?;
    input.report_rows(start, &At::ROOT, count);
    Ok(changes)
}

impl<'t> ReadRecord<'t> {
    fn clear(&mut self) {
        let mut access = std::mem::take(&mut self.access);
        access.clear();
        *self = Self { access, ..Self::default() };
    }

    fn read(&mut self, input: &mut Input<'t>, at: &At<'_>, people: People<'_>) -> Result<(), SyntaxError> {
        self.clear();
        input.object(at, RECORD, &mut |input, at, name| self.read_member(input, at, people, name)).map(drop)
    }

    fn read_member(
        &mut self,
        input: &mut Input<'t>,
        at: &At<'_>,
        people: People<'_>,
        name: &'static str,
    ) -> Result<(), SyntaxError> {
        match name {
            "id" => {
                let offset = input.here()?;
                self.id = input.id(at)?.map(|id| (offset, id));
            }
            "type" => self.kind = input.choice(at, RecordType::WORDS)?.unwrap_or_default(),
            "owner" => self.owner = members::read_user(input, at, people)?,
            "access" => drop(input.array(at, &mut |input, at| {
                self.access.extend(members::read(input, at, people, List::Access)?.and_then(|entry| entry.member));
                Ok(())
            })?),
            _ => drop(input.string(at)?),
        }
        Ok(())
    }
}
