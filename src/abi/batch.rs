//! Threads that a policy does not hold: they come as columns, and are judged by their classes, as lists are.
//!
//! What section 9 of docs/specification.md says of items holds for rows: one that cannot be judged is hidden and counted,
//! and a record that the policy does not know is one to which nobody has access.

use super::columns::{Columns, Unreadable};
use super::question;
use super::room::json;
use crate::ask::query::PlaceQuery;
use crate::model::instant::Instant;
use crate::model::place::Place;
use crate::model::rows::{RecordRow, UserRow};
use crate::model::thread::{PARTICIPANT_BYTES_MAX, Thread, ThreadSharing, ThreadState};
use crate::policy::Policy;
use crate::rules::classes::LazyLevels;
use crate::rules::fold;
use crate::rules::viewer::{self, Viewer};
use crate::wire::input::{is_valid_id, word};
use std::borrow::Cow;

/// What is found of a row that cannot be judged.
const UNREADABLE: u8 = u8::MAX;

/// What a row comes to without a viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    /// The number of its class, behind that of the facts of this class: rows with equal facts sort together.
    Class {
        folded: u32,
        number: u32,
    },
    /// It does not link the record whose page is asked for.
    Elsewhere,
    Unreadable,
}

/// The level of every row for one viewer, a byte each.
pub(super) fn judge(policy: &mut Policy, question: &[u8], columns: &[u8], out: &mut Vec<u8>) -> Result<(), String> {
    let query = question::ask(question, |members| policy.named_list_query(members, None));
    let query = query.map_err(|error| json(&error))?;
    let columns = Columns::read(columns).map_err(|error| json(&error))?;
    with_rows(policy, &columns, query.place, |policy, rows| {
        let viewer = viewer::admit(policy, query.viewer, query.now).ok().map(Viewer::prepared);
        let mut levels = viewer.as_ref().map(|viewer| LazyLevels::new(viewer, query.place));
        let level = |row: &Row| match row {
            Row::Class { number, .. } => levels.as_mut().map_or(0, |levels| level_of(policy, levels, *number)),
            Row::Elsewhere => 0,
            Row::Unreadable => UNREADABLE,
        };
        out.extend(rows.iter().map(level));
    });
    Ok(())
}

/// How many rows every user sees at each level, and how many cannot be judged.
pub(super) fn tally(policy: &mut Policy, question: &[u8], columns: &[u8], out: &mut Vec<u8>) -> Result<(), String> {
    let query = question::ask(question, |members| policy.named_place_query(members, None));
    let PlaceQuery { place, now } = query.map_err(|error| json(&error))?;
    let columns = Columns::read(columns).map_err(|error| json(&error))?;
    with_rows(policy, &columns, place, |policy, rows| {
        let (kinds, numbers) = counted(rows);
        for user in policy.user_rows() {
            let mut counts = [0_u64; 4];
            let levels = levels_of(policy, user, place, now, &kinds);
            for (level, count) in levels.into_iter().zip(&numbers) {
                if let Some(known) = counts.get_mut(usize::from(level)) {
                    *known = known.saturating_add(*count);
                }
            }
            counts.iter().for_each(|count| out.extend(count.to_le_bytes()));
        }
        let unreadable = kinds.iter().zip(&numbers).find(|(row, _)| **row == Row::Unreadable);
        let unreadable = unreadable.map_or(0, |(_, count)| *count);
        out.extend(unreadable.to_le_bytes());
    });
    Ok(())
}

fn level_of(policy: &Policy, levels: &mut LazyLevels<'_, '_>, number: u32) -> u8 {
    policy.threads.classes.classes.get(number).map_or(0, |class| levels.level(*class))
}

/// What every user sees of rows, by kinds of equal rows, for [`super::compare`]: the ids of the users as JSON with their
/// length, the number of kinds, the kind of each row with their length, and for each user the level of each kind, a byte each.
pub(super) fn survey(policy: &mut Policy, question: &[u8], columns: &[u8], out: &mut Vec<u8>) -> Result<(), String> {
    let query = question::ask(question, |members| policy.named_place_query(members, None));
    let PlaceQuery { place, now } = query.map_err(|error| json(&error))?;
    let columns = Columns::read(columns).map_err(|error| json(&error))?;
    with_rows(policy, &columns, place, |policy, rows| {
        let (kinds, _) = counted(rows);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes();
        let users = json(&policy.users().collect::<Vec<_>>());
        out.extend(number(users.len()));
        out.extend_from_slice(users.as_bytes());
        out.extend(number(kinds.len()));
        out.extend(number(rows.len().saturating_mul(4)));
        rows.iter().for_each(|row| out.extend(number(kinds.binary_search(row).unwrap_or(usize::MAX))));
        for user in policy.user_rows() {
            out.extend(levels_of(policy, user, place, now, &kinds));
        }
    });
    Ok(())
}

/// The levels of sorted rows for one user; what cannot be judged is at none.
fn levels_of(policy: &Policy, user: UserRow, place: Place<RecordRow>, now: Instant, rows: &[Row]) -> Vec<u8> {
    let mut found = vec![0; rows.len()];
    let Ok(viewer) = viewer::admit(policy, user, now) else { return found };
    let viewer = viewer.prepared();
    let mut levels = LazyLevels::new(&viewer, place);
    let mut rest = found.as_mut_slice();
    for group in rows.chunk_by(|one, other| one.folded() == other.folded()) {
        let (places, behind) = rest.split_at_mut_checked(group.len()).unwrap_or_default();
        rest = behind;
        // Most facts show nothing to most users, whatever the rows link.
        if group.first().and_then(|row| row.folded()).is_none_or(|folded| levels.is_nothing(folded)) {
            continue;
        }
        for (place, row) in places.iter_mut().zip(group) {
            *place = match row {
                Row::Class { number, .. } => level_of(policy, &mut levels, *number),
                Row::Elsewhere | Row::Unreadable => 0,
            };
        }
    }
    found
}

impl Row {
    /// The number of the facts of its class.
    fn folded(self) -> Option<u32> {
        match self {
            Self::Class { folded, .. } => Some(folded),
            Self::Elsewhere | Self::Unreadable => None,
        }
    }
}

/// Each row once, sorted, and how many there are of it.
fn counted(rows: &[Row]) -> (Vec<Row>, Vec<u64>) {
    let mut sorted = rows.to_vec();
    sorted.sort_unstable();
    let count = |rows: &[Row]| Some((*rows.first()?, u64::try_from(rows.len()).unwrap_or(u64::MAX)));
    sorted.chunk_by(|one, other| one == other).filter_map(count).unzip()
}

/// Folds all rows, and forgets afterwards what they have added to the policy.
fn with_rows(policy: &mut Policy, columns: &Columns<'_>, place: Place<RecordRow>, work: impl FnOnce(&Policy, &[Row])) {
    let mark = policy.threads.classes.mark();
    let mut facts = Facts::default();
    let rows: Vec<Row> =
        (0..columns.rows).map(|row| facts.fold(policy, columns, row, place).unwrap_or(Row::Unreadable)).collect();
    work(policy, &rows);
    policy.threads.classes.truncate(mark);
}

/// The lists of the row that is being read, kept from row to row for their memory.
#[derive(Debug, Default)]
struct Facts<'b> {
    participants: Vec<Cow<'b, str>>,
    records: Vec<RecordRow>,
}

impl<'b> Facts<'b> {
    fn fold(
        &mut self,
        policy: &mut Policy,
        columns: &Columns<'b>,
        row: usize,
        place: Place<RecordRow>,
    ) -> Result<Row, Unreadable> {
        columns.id.get(row)?.filter(|id| is_valid_id(id)).ok_or(Unreadable)?;
        let mailbox = columns.mailbox.get(row)?.and_then(|mailbox| policy.find_mailbox(mailbox)).ok_or(Unreadable)?;
        self.participants.clear();
        for participant in columns.participants.get(row)? {
            let participant = participant?;
            if participant.len() > PARTICIPANT_BYTES_MAX {
                return Err(Unreadable);
            }
            self.participants.push(Cow::Borrowed(participant));
        }
        self.records.clear();
        for record in columns.records.get(row)? {
            self.records.push(policy.records.find(record?).unwrap_or(RecordRow::UNKNOWN));
        }
        let thread = Thread {
            mailbox,
            participants: &self.participants,
            records: &self.records,
            sharing: one_of(columns.sharing.get(row)?, ThreadSharing::WORDS)?,
            state: one_of(columns.state.get(row)?, ThreadState::WORDS)?.unwrap_or_default(),
            first_message_at: columns.first_message_at.get(row)?,
            last_message_at: columns.last_message_at.get(row)?,
        };
        let is_elsewhere = match place {
            Place::Record(Some(record)) => !thread.records.contains(&record),
            Place::Anywhere | Place::Mailbox | Place::Record(None) => false,
        };
        let number = fold::class_of(policy, &thread).ok_or(Unreadable)?;
        let folded = policy.threads.classes.classes.get(number).ok_or(Unreadable)?.folded;
        Ok(if is_elsewhere { Row::Elsewhere } else { Row::Class { folded, number } })
    }
}

fn one_of<T: Copy>(said: Option<&str>, words: &[(&str, T)]) -> Result<Option<T>, Unreadable> {
    said.map(|said| word(words, said.as_bytes()).ok_or(Unreadable)).transpose()
}
