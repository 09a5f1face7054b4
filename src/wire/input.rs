//! Reading values of the types that a snapshot has. A value of another type, or with something wrong in it, is
//! reported and passed over; `None` stands for it.

use super::at::At;
use super::problems::Problems;
use crate::error::ProblemCode;
use crate::json::{Kind, Reader, SyntaxError, Text};
use crate::model::address::{self, DomainToAscii};
use crate::model::fact::Need;
use crate::model::instant::Instant;
use crate::model::thread::PARTICIPANT_BYTES_MAX;
use crate::tables::bytes::{behind, equal};
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;
use crate::tables::seen_set::SeenSet;

/// A value that was read, if nothing is wrong with it. The grammar was seen to be right before, so that the error,
/// which has to be passed on all the same, does not arise.
pub(crate) type Found<T> = Result<Option<T>, SyntaxError>;

/// Reads the value of a member. A trait object, because one compiled loop for all objects keeps the module small.
pub(crate) type ReadMember<'r, 't> = dyn FnMut(&mut Input<'t>, &At<'_>, &'static str) -> Result<(), SyntaxError> + 'r;
/// Reads an item of an array.
pub(crate) type ReadItem<'r, 't> = dyn FnMut(&mut Input<'t>, &At<'_>) -> Result<(), SyntaxError> + 'r;

/// Containers may be nested so deep (docs/specification.md section 2).
const DEPTH_MAX: u32 = 64;
/// Rows in a collection.
const ROWS_MAX: usize = 1 << 24;
/// Bytes of an id or address.
const ID_BYTES_MAX: usize = 256;

/// A member that an object may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) need: Need,
}

pub(crate) const fn required(name: &'static str) -> Field {
    Field { name, need: Need::Required }
}

pub(crate) const fn optional(name: &'static str) -> Field {
    Field { name, need: Need::Optional }
}

/// The field of that name with its number.
fn field<'f>(fields: &'f [Field], name: &str) -> Option<(u32, &'f Field)> {
    (0..).zip(fields).find(|(_, field)| equal(field.name.as_bytes(), name.as_bytes()))
}

/// What a word stands for.
pub(crate) fn word<T: Copy>(words: &[(&str, T)], text: &[u8]) -> Option<T> {
    words.iter().find(|(word, _)| equal(word.as_bytes(), text)).map(|(_, value)| *value)
}

pub(crate) fn is_valid_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= ID_BYTES_MAX && !is_damaged(id)
}

/// Whether there is U+FFFD in a text: mostly instead of something else.
pub(crate) fn is_damaged(text: &str) -> bool {
    !text.is_ascii() && behind(text.as_bytes(), "\u{fffd}".as_bytes()).is_some()
}

/// The text that is being read, with the problems found so far.
#[derive(Debug)]
pub(crate) struct Input<'t> {
    pub(crate) reader: Reader<'t>,
    pub(crate) problems: Problems,
    pub(crate) seed: Seed,
    pub(crate) to_ascii: DomainToAscii,
}

impl<'t> Input<'t> {
    /// Reports the value that begins at `offset`.
    pub(crate) fn report(&mut self, offset: usize, at: &At<'_>, code: ProblemCode, message: &str) {
        self.problems.add(offset, at, code, message);
    }

    /// Reports an id that a row before this one has.
    pub(super) fn duplicate_id(&mut self, offset: usize, at: &At<'_>) {
        self.report(offset, at, ProblemCode::DuplicateId, "an earlier row has this id");
    }

    /// An object: calls `read` for each member that is known and there for the first time; reports all else.
    pub(crate) fn object(&mut self, at: &At<'_>, fields: &[Field], read: &mut ReadMember<'_, 't>) -> Found<()> {
        if self.reader.kind()? != Kind::Object {
            return self.wrong_type(at, "this must be an object");
        }
        self.reader.open();
        let mut seen = 0_u32;
        let mut unknown = None;
        // No field from here on has been seen. Members mostly stand in the order of the fields.
        let mut next = 0_u32;
        let mut first = true;
        loop {
            let mut rest = (0_u32..).zip(fields).skip(usize::try_from(next).unwrap_or(usize::MAX));
            if let Some((number, field)) = rest.find(|(_, field)| self.reader.eat_key(first, field.name)) {
                first = false;
                seen |= 1 << number;
                next = number.saturating_add(1);
                read(self, &at.member(field.name), field.name)?;
                continue;
            }
            let Some((offset, key)) = self.reader.key(first)? else { break };
            first = false;
            let member = at.member(&key);
            let field = field(fields, &key);
            next = field.map_or(next, |(number, _)| next.max(number.saturating_add(1)));
            let is_first = match field {
                Some((number, _)) => seen & 1 << number == 0,
                None => unknown.get_or_insert_with(|| SeenSet::new(&self.seed)).insert(key.clone()),
            };
            if !is_first {
                self.report(offset, &member, ProblemCode::DuplicateKey, "this member is there twice");
                self.reader.skip(usize::MAX)?;
            } else if let Some((number, field)) = field {
                seen |= 1 << number;
                read(self, &at.member(field.name), field.name)?;
            } else {
                self.report(offset, &member, ProblemCode::UnknownField, "there is no such member here");
                self.unknown_value(&member)?;
            }
        }
        let end = self.reader.offset();
        for (_, field) in (0_u32..).zip(fields).filter(|(number, _)| seen & 1 << number == 0) {
            if field.need == Need::Required {
                let message = format!("`{}` is missing", field.name);
                self.problems.add(end, &at.member(field.name), ProblemCode::MissingField, message);
            }
        }
        Ok(Some(()))
    }

    /// Reports a collection that has so many rows with those that come.
    pub(super) fn report_rows(&mut self, offset: usize, at: &At<'_>, count: usize) {
        if count > ROWS_MAX {
            self.report(offset, at, ProblemCode::LimitExceeded, "there are more than 2^24 rows with these");
        }
    }

    /// An array: calls `read` for each item, with its place.
    pub(crate) fn array(&mut self, at: &At<'_>, read: &mut ReadItem<'_, 't>) -> Found<()> {
        if self.reader.kind()? != Kind::Array {
            return self.wrong_type(at, "this must be an array");
        }
        let start = self.reader.offset();
        self.reader.open();
        let mut index = 0_usize;
        while self.reader.item(index == 0)? {
            if index == ROWS_MAX {
                self.report(start, at, ProblemCode::LimitExceeded, "there are more than 2^24 rows here");
            }
            if index >= ROWS_MAX {
                self.reader.skip(usize::MAX)?;
            } else {
                read(self, &at.item(index))?;
            }
            index = index.saturating_add(1);
        }
        Ok(Some(()))
    }

    pub(crate) fn string(&mut self, at: &At<'_>) -> Found<Text<'t>> {
        if self.reader.kind()? != Kind::String {
            return self.wrong_type(at, "this must be a string");
        }
        self.reader.string().map(Some)
    }

    pub(crate) fn boolean(&mut self, at: &At<'_>) -> Found<bool> {
        if self.reader.kind()? != Kind::Boolean {
            return self.wrong_type(at, "this must be true or false");
        }
        self.reader.boolean().map(Some)
    }

    /// One of some words.
    pub(crate) fn choice<T: Copy>(&mut self, at: &At<'_>, words: &[(&str, T)]) -> Found<T> {
        let offset = self.here()?;
        let Some(text) = self.string(at)? else { return Ok(None) };
        let known = word(words, text.as_bytes());
        if known.is_none() {
            let names: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            let message = format!("this must be one of {}", names.join(", "));
            self.problems.add(offset, at, ProblemCode::UnknownValue, message);
        }
        Ok(known)
    }

    pub(crate) fn instant(&mut self, at: &At<'_>) -> Found<Instant> {
        let offset = self.here()?;
        let Some(text) = self.string(at)? else { return Ok(None) };
        let instant = Instant::parse(&text);
        if instant.is_none() {
            self.report(offset, at, ProblemCode::InvalidTime, "this is no RFC 3339 instant with an offset");
        }
        Ok(instant)
    }

    /// The id of a row.
    pub(crate) fn id(&mut self, at: &At<'_>) -> Found<Text<'t>> {
        let offset = self.here()?;
        let Some(id) = self.string(at)? else { return Ok(None) };
        if is_valid_id(&id) {
            return Ok(Some(id));
        }
        if id.len() > ID_BYTES_MAX {
            self.report(offset, at, ProblemCode::LimitExceeded, "this id has more than 256 bytes");
        } else {
            self.report(offset, at, ProblemCode::InvalidId, "an id cannot be empty or contain U+FFFD");
        }
        Ok(None)
    }

    /// The id of a row that is not there yet.
    pub(crate) fn row_id(&mut self, at: &At<'_>, names: &Interner) -> Found<Text<'t>> {
        let offset = self.here()?;
        let id = self.id(at)?;
        if id.as_ref().is_some_and(|id| names.find(id).is_some()) {
            self.duplicate_id(offset, at);
            return Ok(None);
        }
        Ok(id)
    }

    /// The number of the row that is named.
    pub(crate) fn reference(&mut self, at: &At<'_>, names: &Interner, what: &str) -> Found<u32> {
        let offset = self.here()?;
        let Some(id) = self.string(at)? else { return Ok(None) };
        let number = names.find(&id);
        if number.is_none() {
            self.unknown_reference(offset, at, what);
        }
        Ok(number)
    }

    pub(crate) fn unknown_reference(&mut self, offset: usize, at: &At<'_>, what: &str) {
        self.problems.add(offset, at, ProblemCode::UnknownReference, format!("there is no {what} with this id"));
    }

    /// An address of our own, normalised.
    pub(crate) fn address(&mut self, at: &At<'_>) -> Found<String> {
        let offset = self.here()?;
        let Some(text) = self.string(at)? else { return Ok(None) };
        if text.len() > ID_BYTES_MAX {
            self.report(offset, at, ProblemCode::LimitExceeded, "this address has more than 256 bytes");
            return Ok(None);
        }
        let address = address::address(&text, self.to_ascii);
        if address.is_none() {
            self.report(offset, at, ProblemCode::InvalidAddress, "this is no mail address");
        }
        Ok(address.map(Text::into_owned))
    }

    /// An own name that is no address, lower-cased.
    pub(crate) fn alias(&mut self, at: &At<'_>) -> Found<String> {
        let offset = self.here()?;
        let Some(text) = self.string(at)? else { return Ok(None) };
        if text.len() > PARTICIPANT_BYTES_MAX {
            self.report(offset, at, ProblemCode::LimitExceeded, "this alias has more than 1,024 bytes");
            return Ok(None);
        }
        if text.is_empty() {
            self.report(offset, at, ProblemCode::InvalidAddress, "an alias cannot be empty");
            return Ok(None);
        }
        Ok(Some(address::lower_case(&text).into_owned()))
    }

    /// Domains, normalised, as they stand there: equal ones too.
    pub(crate) fn domains(&mut self, at: &At<'_>) -> Found<Vec<String>> {
        let mut domains = Vec::new();
        let read = self.array(at, &mut |input, at| {
            let offset = input.here()?;
            let Some(text) = input.string(at)? else { return Ok(()) };
            match address::domain(&text, input.to_ascii) {
                Some(domain) => domains.push(domain.into_owned()),
                None => input.report(offset, at, ProblemCode::InvalidDomain, "this is no host name"),
            }
            Ok(())
        })?;
        Ok(read.map(|()| domains))
    }

    /// The offset of the value that comes next.
    pub(crate) fn here(&mut self) -> Result<usize, SyntaxError> {
        self.reader.kind()?;
        Ok(self.reader.offset())
    }

    /// Looks at the words of one member of the object that comes next, without reading on: which variant it is has to
    /// be known before its other members.
    pub(crate) fn tag(&self, name: &str) -> Result<Option<Text<'t>>, SyntaxError> {
        let mut ahead = self.reader.clone();
        if ahead.kind()? != Kind::Object {
            return Ok(None);
        }
        ahead.open();
        let mut first = true;
        while let Some((_, key)) = ahead.key(first)? {
            first = false;
            if key == name && ahead.kind()? == Kind::String {
                return ahead.string().map(Some);
            }
            if key == name {
                return Ok(None);
            }
            ahead.skip(usize::MAX)?;
        }
        Ok(None)
    }

    fn wrong_type<T>(&mut self, at: &At<'_>, message: &str) -> Found<T> {
        self.report(self.reader.offset(), at, ProblemCode::WrongType, message);
        self.unknown_value(at)?;
        Ok(None)
    }

    /// Passes over a value that is not read: looks for members that are there twice, and for nesting that is too deep.
    pub(crate) fn unknown_value(&mut self, at: &At<'_>) -> Result<(), SyntaxError> {
        let kind = self.reader.kind()?;
        match kind {
            Kind::Array | Kind::Object if at.depth() >= DEPTH_MAX.saturating_sub(1) => self.deepest_value(at),
            Kind::Array => self.array(at, &mut |input, at| input.unknown_value(at)).map(drop),
            Kind::Object => self.unknown_object(at),
            Kind::Boolean | Kind::Null | Kind::Number | Kind::String => self.reader.skip(usize::MAX),
        }
    }

    fn unknown_object(&mut self, at: &At<'_>) -> Result<(), SyntaxError> {
        self.reader.open();
        let mut seen = SeenSet::new(&self.seed);
        let mut first = true;
        while let Some((offset, key)) = self.reader.key(first)? {
            first = false;
            let member = at.member(&key);
            if seen.insert(key.clone()) {
                self.unknown_value(&member)?;
            } else {
                self.report(offset, &member, ProblemCode::DuplicateKey, "this member is there twice");
                self.reader.skip(usize::MAX)?;
            }
        }
        Ok(())
    }

    /// A container at the greatest depth that is allowed: nothing in it may be a container.
    fn deepest_value(&mut self, at: &At<'_>) -> Result<(), SyntaxError> {
        let offset = self.reader.offset();
        let mut ahead = self.reader.clone();
        let is_object = ahead.kind()? == Kind::Object;
        ahead.open();
        let mut first = true;
        while if is_object { ahead.key(first)?.is_some() } else { ahead.item(first)? } {
            first = false;
            if matches!(ahead.kind()?, Kind::Array | Kind::Object) {
                self.report(offset, at, ProblemCode::LimitExceeded, "values are nested deeper than 64 here");
                return self.reader.skip(usize::MAX);
            }
            ahead.skip(usize::MAX)?;
        }
        if is_object { self.unknown_object(at) } else { self.reader.skip(usize::MAX) }
    }
}
