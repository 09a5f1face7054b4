//! Questions and decisions as a few bytes: what crosses the border of a language often, and must cost little.
//!
//! A **text** is its length and its UTF-8: a byte below 254 is the length, 255 is followed by the length in four bytes,
//! lowest first, and 254 stands for a value that is no text.
//!
//! A **question** is the count of its members, then of each the number of its name in [`MemberName`] (255 is followed by a
//! name that is none of these), and its value as a text. `{ action: "lock", viewer: "bob" }`:
//!
//! ```text
//! 02   00 04 'l' 'o' 'c' 'k'   0a 03 'b' 'o' 'b'
//! ```
//!
//! A **decision** is a byte of bits (1, 2: the level; 4: there is a level; 8: allowed; 16: `audit`; 32: `set-record-owner`
//! follows), the count of its reasons as the length of a text is written, then of each the numbers of code and rule, a
//! byte of bits for what it names (1 record, 2 domain, 4 operation, 8 restriction, 16 from, 32 until), and these: texts, but
//! for the restriction, which is a byte. Last, the owner's id.
//! Denied, level none, by `mailbox-private` (Z-06):
//!
//! ```text
//! 04   01   0f 25 00
//! ```
//!
//! A byte of 64 instead stands for an error, whose JSON text follows up to the end.

use crate::ask::members::{Member, MemberName, Name};
use crate::error::{RequestError, RequestErrorCode};
use crate::model::decision::{Decision, Level, Obligation, Outcome};
use crate::model::reason::Reason;

const NO_TEXT: u8 = 254;
const LONG: u8 = 255;
const OTHER_NAME: u8 = 255;

const HAS_LEVEL: u8 = 4;
const ALLOWED: u8 = 8;
const AUDIT: u8 = 16;
const SET_RECORD_OWNER: u8 = 32;
#[cfg(feature = "wasm")]
const ERROR: u8 = 64;

/// Bytes that are still to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frames<'b> {
    rest: &'b [u8],
}

/// A question that has more members is malformed; its first ones tell where.
const MEMBERS_MAX: usize = 16;

impl<'b> Frames<'b> {
    pub(crate) const fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.rest.is_empty()
    }

    /// Reads the next question, and asks it.
    pub(crate) fn ask<T>(
        &mut self,
        ask: impl FnOnce(&[Member<'_>]) -> Result<T, RequestError>,
    ) -> Result<T, RequestError> {
        let mut members = [Member { name: Name::Unknown(""), text: None }; MEMBERS_MAX];
        let count = self.question(&mut members).ok_or_else(|| RequestError::new(RequestErrorCode::WrongType, ""))?;
        ask(members.get(..count).unwrap_or_default())
    }

    fn question(&mut self, members: &mut [Member<'b>; MEMBERS_MAX]) -> Option<usize> {
        let count = self.length()??;
        for place in 0..count {
            let name = match self.byte()? {
                OTHER_NAME => Name::Unknown(self.text()??),
                number => Name::Known(*MemberName::ALL.get(usize::from(number))?),
            };
            let text = self.text()?;
            if let Some(member) = members.get_mut(place) {
                *member = Member { name, text };
            }
        }
        Some(count.min(MEMBERS_MAX))
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    /// `Some(None)` for what is no text.
    fn length(&mut self) -> Option<Option<usize>> {
        Some(match self.byte()? {
            NO_TEXT => None,
            LONG => {
                let (length, rest) = self.rest.split_first_chunk()?;
                self.rest = rest;
                Some(usize::try_from(u32::from_le_bytes(*length)).ok()?)
            }
            length => Some(usize::from(length)),
        })
    }

    fn text(&mut self) -> Option<Option<&'b str>> {
        let Some(length) = self.length()? else { return Some(None) };
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        std::str::from_utf8(text).ok().map(Some)
    }
}

/// Writes a decision behind `out`.
pub(crate) fn write_decision(decision: &Decision<'_>, out: &mut Vec<u8>) {
    let owner = decision.obligations.iter().find_map(|obligation| match obligation {
        Obligation::Audit => None,
        Obligation::SetRecordOwner { owner } => Some(*owner),
    });
    let bit = |is_set: bool, bit: u8| if is_set { bit } else { 0 };
    out.push(
        decision.level.map_or(0, Level::number)
            | bit(decision.level.is_some(), HAS_LEVEL)
            | bit(decision.outcome == Outcome::Allowed, ALLOWED)
            | bit(decision.obligations.contains(&Obligation::Audit), AUDIT)
            | bit(owner.is_some(), SET_RECORD_OWNER),
    );
    write_length(decision.reasons.len(), out);
    decision.reasons.iter().for_each(|reason| write_reason(reason, out));
    if let Some(owner) = owner {
        write_text(owner, out);
    }
}

fn write_reason(reason: &Reason<'_>, out: &mut Vec<u8>) {
    let texts = [reason.record, reason.domain, reason.operation];
    let times = [reason.from, reason.until];
    let (texts_named, times_named) = (texts.map(|text| text.is_some()), times.map(|time| time.is_some()));
    let named = texts_named.into_iter().chain([reason.restriction.is_some()]).chain(times_named);
    let bits = named.rev().fold(0, |bits, is_named| bits << 1 | u8::from(is_named));
    out.extend([reason.code.number(), reason.rule.number(), bits]);
    texts.into_iter().flatten().for_each(|text| write_text(text, out));
    out.extend(reason.restriction);
    times.into_iter().flatten().for_each(|time| write_text(&time.to_string(), out));
}

/// Writes an error behind `out`: its JSON text.
#[cfg(feature = "wasm")]
pub(crate) fn write_error(json: &str, out: &mut Vec<u8>) {
    out.push(ERROR);
    out.extend_from_slice(json.as_bytes());
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    write_length(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

fn write_length(length: usize, out: &mut Vec<u8>) {
    match u8::try_from(length) {
        Ok(short) if short < NO_TEXT => out.push(short),
        _ => {
            out.push(LONG);
            out.extend(u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::instant::Instant;
    use crate::model::reason::{ReasonCode, Rule};

    fn texts<'q>(members: &[Member<'q>]) -> Vec<(&'q str, Option<&'q str>)> {
        members.iter().map(|member| (member.name.text(), member.text)).collect()
    }

    #[test]
    fn the_worked_examples() {
        let question = b"\x02\x00\x04lock\x0a\x03bob";
        let mut frames = Frames::new(question);

        let asked = frames.ask(|members| Ok(format!("{:?}", texts(members)))).unwrap();
        assert_eq!(asked, r#"[("action", Some("lock")), ("viewer", Some("bob"))]"#);
        assert!(frames.is_empty());
        let decision = Decision {
            outcome: Outcome::Denied,
            level: Some(Level::None),
            reasons: vec![Reason::new(ReasonCode::MailboxPrivate, Rule::Z06)],
            obligations: Vec::new(),
        };
        let mut out = Vec::new();
        write_decision(&decision, &mut out);
        assert_eq!(out, [4, 1, ReasonCode::MailboxPrivate.number(), Rule::Z06.number(), 0]);
        assert_eq!(out, [0x04, 0x01, 0x0f, 0x25, 0x00]);
    }

    #[test]
    fn what_a_reason_names_stands_behind_its_bits() {
        let written = |reason: Reason<'_>| {
            let mut out = Vec::new();
            write_reason(&reason, &mut out);
            out.split_off(2)
        };
        let reason = Reason::new(ReasonCode::NoSendRight, Rule::C08);
        let (from, until) = (Instant::parse("2026-01-01T00:00:00Z"), Instant::parse("2026-01-02T00:00:00.5+01:00"));
        for (reason, expected) in [
            (reason, &b"\x00"[..]),
            (Reason { record: Some("r"), ..reason }, b"\x01\x01r"),
            (Reason { domain: Some("d"), operation: Some("o"), ..reason }, b"\x06\x01d\x01o"),
            (Reason { operation: Some("o"), restriction: Some(7), ..reason }, b"\x0c\x01o\x07"),
            (Reason { from, ..reason }, b"\x10\x142026-01-01T00:00:00Z"),
            (Reason { until, ..reason }, b"\x20\x162026-01-01T23:00:00.5Z"),
        ] {
            assert_eq!(written(reason), expected, "{reason:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_question_are_refused() {
        let question = b"\x03\xff\x03odd\xfe\x08\xff\x03\x00\x00\x00bob\x07\x00";
        let whole = Frames::new(question).ask(|members| Ok(members.len()));
        assert_eq!(whole, Ok(3));
        for end in 0..question.len() {
            let cut = Frames::new(&question[..end]).ask(|members| Ok(members.len()));
            assert_eq!(cut.unwrap_err().code(), RequestErrorCode::WrongType, "cut at {end}");
        }
        let not_utf8 = Frames::new(b"\x01\x08\x01\xff").ask(|_| Ok(()));
        assert_eq!(not_utf8.unwrap_err().code(), RequestErrorCode::WrongType);
    }
}
