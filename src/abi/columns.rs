//! Threads as columns of buffers, as Arrow has them: a validity bitmap, offsets, and the texts in one.
//!
//! ```text
//! rows, then for each fact of docs/specification.md section 2, in its order, the kind of its column and its buffers
//!   0 nothing is said in any row
//!   1 texts            validity, offsets, bytes
//!   2 lists of texts   validity, offsets, and of their items: validity, offsets, bytes
//!   3 moments          validity, microseconds since 1970 in eight bytes each
//! ```
//!
//! Every number is four bytes, lowest first, and before each buffer stands its length in bytes. An empty bitmap: a value is
//! there in every row. An offset says where a text or list begins, and the next one where it ends.

use super::policies::Misuse;
use crate::model::fact::{Fact, FactRow};
use crate::model::instant::Instant;

/// A value that is not as it has to be, so that the thread cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// A value that is there, or is not, or cannot be read.
pub(super) type Said<T> = Result<Option<T>, Unreadable>;

/// The columns of all facts; `None` for one that says nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns<'b> {
    pub(super) rows: usize,
    pub(super) id: Texts<'b>,
    pub(super) mailbox: Texts<'b>,
    pub(super) participants: Lists<'b>,
    pub(super) records: Lists<'b>,
    pub(super) sharing: Texts<'b>,
    pub(super) state: Texts<'b>,
    pub(super) first_message_at: Times<'b>,
    pub(super) last_message_at: Times<'b>,
}

impl<'b> Columns<'b> {
    /// Finds where everything stands.
    pub(super) fn read(bytes: &'b [u8]) -> Result<Self, Misuse> {
        let mut buffers = Buffers { rest: bytes, rows: 0 };
        let rows = buffers.number().and_then(|rows| usize::try_from(rows).ok()).ok_or_else(|| misfit(""))?;
        buffers.rows = rows;
        let [id, mailbox, participants, records, sharing, state, first_message_at, last_message_at] = Fact::TABLE;
        let columns = Self {
            rows,
            id: buffers.column(id)?,
            mailbox: buffers.column(mailbox)?,
            participants: buffers.column(participants)?,
            records: buffers.column(records)?,
            sharing: buffers.column(sharing)?,
            state: buffers.column(state)?,
            first_message_at: buffers.column(first_message_at)?,
            last_message_at: buffers.column(last_message_at)?,
        };
        // Every row has an id; and so there are no more rows than bytes.
        match columns.id.places {
            None => Err(misfit(id.name)),
            Some(_) if buffers.rest.is_empty() => Ok(columns),
            Some(_) => Err(misfit("")),
        }
    }
}

fn misfit(name: &str) -> Misuse {
    Misuse {
        code: "wrong-type",
        path: if name.is_empty() { String::new() } else { format!("/{name}") },
        message: "the buffers of this column are not those of its fact",
        help: "write columns as docs/abi.md describes them",
    }
}

/// Bytes that are still to be read.
struct Buffers<'b> {
    rest: &'b [u8],
    /// What the buffers of a column are for.
    rows: usize,
}

impl<'b> Buffers<'b> {
    fn number(&mut self) -> Option<u32> {
        let (number, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(u32::from_le_bytes(*number))
    }

    fn buffer(&mut self) -> Option<&'b [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (buffer, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(buffer)
    }

    /// The next buffer, which holds at least so many numbers of so many bytes.
    fn numbers(&mut self, count: usize, bytes: usize) -> Option<&'b [u8]> {
        let needed = count.checked_mul(bytes)?;
        self.buffer().filter(|buffer| buffer.len() >= needed)
    }

    fn column<C: Column<'b>>(&mut self, fact: FactRow) -> Result<C, Misuse> {
        let column = self.number().and_then(|kind| C::read(kind, self));
        column.ok_or_else(|| misfit(fact.name))
    }
}

/// A column whose buffers come next.
trait Column<'b>: Sized {
    /// `None` for a kind that its fact cannot have, or too few bytes.
    fn read(kind: u32, buffers: &mut Buffers<'b>) -> Option<Self>;
}

/// Texts, one a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Texts<'b> {
    /// Nothing where the column says nothing.
    places: Option<Places<'b>>,
    bytes: &'b [u8],
}

/// Lists of texts, one a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lists<'b> {
    places: Option<Places<'b>>,
    items: Texts<'b>,
}

/// Times, one a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Times<'b> {
    Texts(Texts<'b>),
    Moments { validity: &'b [u8], values: &'b [u8] },
}

/// Where each value of a column begins and ends.
#[derive(Clone, Copy, Debug)]
struct Places<'b> {
    validity: &'b [u8],
    offsets: &'b [u8],
}

impl<'b> Column<'b> for Texts<'b> {
    fn read(kind: u32, buffers: &mut Buffers<'b>) -> Option<Self> {
        match kind {
            0 => Some(Self::default()),
            1 => Some(Self { places: Some(Places::read(buffers)?), bytes: buffers.buffer()? }),
            _ => None,
        }
    }
}

impl<'b> Column<'b> for Lists<'b> {
    fn read(kind: u32, buffers: &mut Buffers<'b>) -> Option<Self> {
        match kind {
            0 => Some(Self::default()),
            2 => {
                let places = Places::read(buffers)?;
                let items = Places { validity: buffers.buffer()?, offsets: buffers.buffer()? };
                Some(Self { places: Some(places), items: Texts { places: Some(items), bytes: buffers.buffer()? } })
            }
            _ => None,
        }
    }
}

impl<'b> Column<'b> for Times<'b> {
    fn read(kind: u32, buffers: &mut Buffers<'b>) -> Option<Self> {
        match kind {
            3 => Some(Self::Moments { validity: buffers.buffer()?, values: buffers.numbers(buffers.rows, 8)? }),
            _ => Texts::read(kind, buffers).map(Self::Texts),
        }
    }
}

impl<'b> Texts<'b> {
    pub(super) fn get(&self, row: usize) -> Said<&'b str> {
        let Some((from, to)) = Places::find(self.places, row)? else { return Ok(None) };
        let text = self.bytes.get(from..to).ok_or(Unreadable)?;
        std::str::from_utf8(text).map(Some).map_err(|_| Unreadable)
    }
}

impl<'b> Lists<'b> {
    /// The items of a row, none of which may be missing; nothing for no list.
    pub(super) fn get(&self, row: usize) -> Result<impl Iterator<Item = Result<&'b str, Unreadable>>, Unreadable> {
        let (from, to) = Places::find(self.places, row)?.unwrap_or_default();
        let items = self.items;
        Ok((from..to).map(move |item| items.get(item)?.ok_or(Unreadable)))
    }
}

impl Times<'_> {
    pub(super) fn get(&self, row: usize) -> Said<Instant> {
        match self {
            Self::Texts(texts) => match texts.get(row)? {
                Some(text) => Instant::parse(text).map(Some).ok_or(Unreadable),
                None => Ok(None),
            },
            Self::Moments { validity, values } if is_there(validity, row) => {
                let value = number::<8>(values, row).map(i64::from_le_bytes);
                value.and_then(moment).map(Some).ok_or(Unreadable)
            }
            Self::Moments { .. } => Ok(None),
        }
    }
}

impl<'b> Places<'b> {
    fn read(buffers: &mut Buffers<'b>) -> Option<Self> {
        Some(Self { validity: buffers.buffer()?, offsets: buffers.numbers(buffers.rows.checked_add(1)?, 4)? })
    }

    /// From where to where a value goes.
    fn find(places: Option<Self>, row: usize) -> Said<(usize, usize)> {
        let Some(places) = places.filter(|places| is_there(places.validity, row)) else { return Ok(None) };
        let offset =
            |row| number(places.offsets, row).and_then(|offset| usize::try_from(u32::from_le_bytes(offset)).ok());
        let place = offset(row).zip(offset(row.saturating_add(1)));
        place.filter(|(from, to)| from <= to).map(Some).ok_or(Unreadable)
    }
}

/// So many microseconds after 1970 began, in the years that text can say.
fn moment(microseconds: i64) -> Option<Instant> {
    let fraction = u32::try_from(microseconds.rem_euclid(1_000_000)).ok()?;
    let instant = Instant::from_parts(microseconds.div_euclid(1_000_000), fraction.checked_mul(1_000)?);
    Some(instant).filter(Instant::has_text)
}

/// Whether the bit of a row is set. A bitmap that is too short says that nothing is there.
fn is_there(validity: &[u8], row: usize) -> bool {
    validity.is_empty() || validity.get(row / 8).is_some_and(|bits| bits >> (row % 8) & 1 == 1)
}

/// The bytes of a number in a buffer of them.
fn number<const BYTES: usize>(buffer: &[u8], place: usize) -> Option<[u8; BYTES]> {
    let (numbers, _) = buffer.as_chunks();
    numbers.get(place).copied()
}
