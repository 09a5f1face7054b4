//! Threads and records as programs write them: no white space, no surprises. Read in one go, in a third of the time.
//!
//! Nothing is reported here. Whatever is not usual, right or wrong, is left to [`super::threads`] and [`super::records`],
//! which begin again.

use super::input::{Field, PARTICIPANT_BYTES_MAX, is_valid_id, word};
use super::members::{self, List};
use super::record::{self as fields, ReadRecord};
use super::thread::{ReadThread, SHARINGS, STATES, THREAD};
use super::users::People;
use crate::json::{Kind, Reader, Text};
use crate::model::instant::Instant;
use crate::model::member::{Member, Reach};
use crate::model::rows::{MailboxRow, RoleRow, UserRow};
use crate::policy::Policy;

/// The places of the fields: numbers are told apart faster than names.
const ID: usize = 0;
const MAILBOX: usize = 1;
const PARTICIPANTS: usize = 2;
const RECORDS: usize = 3;
const SHARING: usize = 4;
const STATE: usize = 5;
const FIRST_MESSAGE_AT: usize = 6;
const LAST_MESSAGE_AT: usize = 7;
const SUBJECT: usize = 8;

/// Reads a whole thread; `None` if it is not a usual one, and then the reader and what was read are worth nothing.
pub(super) fn read_thread<'t>(thread: &mut ReadThread<'t>, reader: &mut Reader<'t>, policy: &Policy) -> Option<()> {
    if !reader.eat(b'{') {
        return None;
    }
    let mut fields = THREAD.iter().enumerate();
    let mut has_participants = false;
    loop {
        // In the order of the fields, each once at most.
        let mut is_next = |(place, field): &(usize, &Field)| reader.eat_key(*place == ID, field.name);
        let Some((place, _)) = fields.find(&mut is_next) else { break };
        has_participants |= place == PARTICIPANTS;
        value(thread, reader, policy, place)?;
    }
    let has_all = thread.id.is_some() && thread.mailbox.is_some() && has_participants;
    (has_all && reader.eat(b'}')).then_some(())
}

fn value<'t>(thread: &mut ReadThread<'t>, reader: &mut Reader<'t>, policy: &Policy, place: usize) -> Option<()> {
    match place {
        ID => {
            let offset = reader.offset();
            let text = reader.plain_string()?;
            thread.id = is_valid_id(text).then_some((offset, Text::Borrowed(text)));
        }
        MAILBOX => thread.mailbox = policy.mailbox_names.find(reader.plain_string()?).map(MailboxRow::new),
        PARTICIPANTS => items(reader, |text| {
            thread.participants.push(Text::Borrowed(text));
            text.len() <= PARTICIPANT_BYTES_MAX
        })?,
        RECORDS => items(reader, |id| {
            let record = policy.records.find(id);
            thread.records.extend(record);
            record.is_some()
        })?,
        SHARING => thread.sharing = Some(word(SHARINGS, reader.plain_string()?.as_bytes())?),
        STATE => thread.state = word(STATES, reader.plain_string()?.as_bytes())?,
        FIRST_MESSAGE_AT => thread.first_message_at = Some(Instant::parse(reader.plain_string()?)?),
        LAST_MESSAGE_AT => thread.last_message_at = Some(Instant::parse(reader.plain_string()?)?),
        SUBJECT if reader.kind().ok()? == Kind::String => reader.skip(0).ok()?,
        _ => return None,
    }
    Some(())
}

/// Reads a whole record; `None` if it is not a usual one, as with threads.
pub(super) fn read_record<'t>(record: &mut ReadRecord<'t>, reader: &mut Reader<'t>, people: People<'_>) -> Option<()> {
    if !reader.eat(b'{') || !reader.eat_key(true, fields::ID.name) {
        return None;
    }
    let offset = reader.offset();
    let id = reader.plain_string()?;
    record.id = is_valid_id(id).then_some((offset, Text::Borrowed(id)));
    if !reader.eat_key(false, fields::TYPE.name) {
        return None;
    }
    record.kind = word(fields::TYPES, reader.plain_string()?.as_bytes())?;
    if reader.eat_key(false, fields::NAME.name) {
        reader.plain_string()?;
    }
    if reader.eat_key(false, fields::OWNER.name) {
        record.owner = Some(user(reader, people)?);
    }
    let has_access = reader.eat_key(false, fields::ACCESS.name);
    array(reader, |reader| {
        record.access.push(member(reader, people)?);
        Some(())
    })?;
    (has_access && record.id.is_some() && reader.eat(b'}')).then_some(())
}

/// An entry of an access list.
fn member(reader: &mut Reader<'_>, people: People<'_>) -> Option<Member> {
    let is_there = reader.eat(b'{') && reader.eat_key(true, members::KIND.name);
    let kind = word(List::Access.kinds(), reader.plain_string().filter(|_| is_there)?.as_bytes())?;
    let has_id = kind != members::Kind::Everyone && reader.eat_key(false, members::ID.name);
    let member = match kind {
        members::Kind::Everyone => Member::Everyone,
        _ if !has_id => return None,
        members::Kind::User => Member::User(user(reader, people)?),
        members::Kind::Role => {
            let role = RoleRow::new(people.role_names.find(reader.plain_string()?)?);
            let reaches = reader.eat_key(false, members::DESCENDANTS.name) && boolean(reader)?;
            Member::Role { role, reach: if reaches { Reach::WithDescendants } else { Reach::RoleAlone } }
        }
    };
    reader.eat(b'}').then_some(member)
}

/// A user who can be named.
fn user(reader: &mut Reader<'_>, people: People<'_>) -> Option<UserRow> {
    let row = UserRow::new(people.user_names.find(reader.plain_string()?)?);
    (!people.is_agent(row)).then_some(row)
}

/// The texts of an array, as long as each is taken.
fn items<'t>(reader: &mut Reader<'t>, mut take: impl FnMut(&'t str) -> bool) -> Option<()> {
    array(reader, |reader| take(reader.plain_string()?).then_some(()))
}

/// An array, as long as each of its items is as usual.
fn array<'t>(reader: &mut Reader<'t>, mut item: impl FnMut(&mut Reader<'t>) -> Option<()>) -> Option<()> {
    if !reader.eat(b'[') {
        return None;
    }
    if reader.eat(b']') {
        return Some(());
    }
    loop {
        item(reader)?;
        if !reader.eat(b',') {
            return reader.eat(b']').then_some(());
        }
    }
}

fn boolean(reader: &mut Reader<'_>) -> Option<bool> {
    if reader.kind().ok()? != Kind::Boolean {
        return None;
    }
    reader.boolean().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_place() {
        let places = [
            (ID, "id"),
            (MAILBOX, "mailbox"),
            (PARTICIPANTS, "participants"),
            (RECORDS, "records"),
            (SHARING, "sharing"),
            (STATE, "state"),
            (FIRST_MESSAGE_AT, "firstMessageAt"),
            (LAST_MESSAGE_AT, "lastMessageAt"),
            (SUBJECT, "subject"),
        ];
        assert_eq!(places.map(|(place, _)| THREAD[place].name), places.map(|(_, name)| name));
        assert_eq!(places.len(), THREAD.len());
    }
}
