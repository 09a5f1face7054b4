//! Threads as programs write them: no white space, no surprises. Read in one go, in a third of the time.
//!
//! Nothing is reported here. Whatever is not usual, right or wrong, is left to [`super::threads`], which begins again.

use super::input::{Field, is_valid_id};
use super::threads::{Members, PARTICIPANT_BYTES_MAX, SHARINGS, STATES, THREAD};
use crate::json::{Kind, Reader, Text};
use crate::model::instant::Instant;
use crate::model::rows::MailboxRow;
use crate::policy::Policy;

/// Reads a whole thread; `None` if it is not a usual one, and then the reader and the members are worth nothing.
pub(super) fn read<'t>(members: &mut Members<'t>, reader: &mut Reader<'t>, policy: &Policy) -> Option<()> {
    if !reader.eat(b'{') {
        return None;
    }
    let mut seen = 0_u32;
    let mut next = 0_usize;
    loop {
        let (number, field) = field(reader, next)?;
        let bit = 1_u32.checked_shl(u32::try_from(number).ok()?)?;
        if seen & bit != 0 {
            return None;
        }
        seen |= bit;
        next = number.saturating_add(1);
        value(members, reader, policy, field.name)?;
        if !reader.eat(b',') {
            break;
        }
    }
    let has_all = members.id.is_some() && members.mailbox.is_some() && seen & 1 << PARTICIPANTS != 0;
    (reader.eat(b'}') && has_all).then_some(())
}

/// The place of `participants` among the fields.
const PARTICIPANTS: u32 = 2;

/// The member that comes next, read up to its value. Most stand in the order of the fields.
fn field(reader: &mut Reader<'_>, next: usize) -> Option<(usize, &'static Field)> {
    if !reader.eat(b'"') {
        return None;
    }
    let start = reader.offset();
    let mut is_it = |(_, field): &(usize, &Field)| {
        *reader = reader.moved_to(start);
        reader.eat_text(field.name) && reader.eat_text("\":")
    };
    let fields = || THREAD.iter().enumerate();
    fields().skip(next).find(&mut is_it).or_else(|| fields().take(next).find(&mut is_it))
}

fn value<'t>(members: &mut Members<'t>, reader: &mut Reader<'t>, policy: &Policy, name: &str) -> Option<()> {
    match name {
        "participants" => {
            return items(reader, |text| {
                members.participants.push(Text::Borrowed(text));
                text.len() <= PARTICIPANT_BYTES_MAX
            });
        }
        "records" => {
            return items(reader, |id| {
                let record = policy.records.find(id);
                members.records.extend(record);
                record.is_some()
            });
        }
        "subject" => return (reader.kind().ok()? == Kind::String).then(|| reader.skip(0).ok()).flatten(),
        _ => {}
    }
    let offset = reader.offset();
    let text = plain_string(reader)?;
    match name {
        "id" => members.id = is_valid_id(text).then_some((offset, Text::Borrowed(text))),
        "mailbox" => members.mailbox = policy.mailbox_names.find(text).map(MailboxRow::new),
        "sharing" => members.sharing = Some(word(SHARINGS, text)?),
        "state" => members.state = word(STATES, text)?,
        "firstMessageAt" => members.first_message_at = Some(Instant::parse(text)?),
        "lastMessageAt" => members.last_message_at = Some(Instant::parse(text)?),
        _ => return None,
    }
    Some(())
}

/// The texts of an array, as long as each is taken.
fn items<'t>(reader: &mut Reader<'t>, mut take: impl FnMut(&'t str) -> bool) -> Option<()> {
    if !reader.eat(b'[') {
        return None;
    }
    if reader.eat(b']') {
        return Some(());
    }
    loop {
        if !take(plain_string(reader)?) {
            return None;
        }
        if !reader.eat(b',') {
            return reader.eat(b']').then_some(());
        }
    }
}

fn plain_string<'t>(reader: &mut Reader<'t>) -> Option<&'t str> {
    if reader.kind().ok()? != Kind::String {
        return None;
    }
    reader.plain_string()
}

fn word<T: Copy>(words: &[(&str, T)], text: &str) -> Option<T> {
    words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn participants_stand_there() {
        assert_eq!(THREAD[PARTICIPANTS as usize].name, "participants");
    }
}
