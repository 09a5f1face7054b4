//! `Member`, `AudienceMember` and `Grant` of docs/specification.md section 2.

use super::at::At;
use super::input::{Field, Found, Input, optional, required};
use super::users::People;
use crate::error::ProblemCode;
use crate::json::SyntaxError;
use crate::model::decision::Level;
use crate::model::member::{Member, Reach, Right, Rights};
use crate::model::rows::{RoleRow, UserRow};
use crate::model::span::Span;

pub(super) const KIND: Field = required("kind");
pub(super) const ID: Field = required("id");
const ANY_ID: Field = optional("id");
pub(super) const DESCENDANTS: Field = optional("descendants");
const LEVEL: Field = optional("level");
const RIGHTS: Field = required("rights");
const FROM: Field = optional("from");
const UNTIL: Field = optional("until");

const LEVELS: &[(&str, Level)] = &[("metadata", Level::Metadata), ("subject", Level::Subject), ("full", Level::Full)];
const RIGHT_NAMES: &[(&str, Right)] = &[("read", Right::Read), ("send", Right::Send), ("configure", Right::Configure)];

/// Who a list may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Everyone,
    Role,
    User,
}

/// Where the entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Access,
    Audience,
    Grants,
}

/// Everything that an entry can say.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) member: Option<Member>,
    pub(super) level: Option<Level>,
    pub(super) rights: Rights,
    pub(super) span: Span,
}

impl List {
    pub(super) const fn kinds(self) -> &'static [(&'static str, Kind)] {
        match self {
            Self::Access | Self::Audience => {
                &[("everyone", Kind::Everyone), ("user", Kind::User), ("role", Kind::Role)]
            }
            Self::Grants => &[("user", Kind::User), ("role", Kind::Role)],
        }
    }

    /// The members of an entry. Of one of no known kind, what any kind has is not examined.
    const fn fields(self, kind: Option<Kind>) -> &'static [Field] {
        match (self, kind) {
            (Self::Access, Some(Kind::Everyone)) => &[KIND],
            (Self::Access, Some(Kind::User)) => &[KIND, ID],
            (Self::Access, Some(Kind::Role)) => &[KIND, ID, DESCENDANTS],
            (Self::Access, None) => &[KIND, ANY_ID, DESCENDANTS],
            (Self::Audience, Some(Kind::Everyone)) => &[KIND, LEVEL, FROM, UNTIL],
            (Self::Audience, Some(Kind::User)) => &[KIND, ID, LEVEL, FROM, UNTIL],
            (Self::Audience, Some(Kind::Role)) => &[KIND, ID, DESCENDANTS, LEVEL, FROM, UNTIL],
            (Self::Audience, None) => &[KIND, ANY_ID, DESCENDANTS, LEVEL, FROM, UNTIL],
            (Self::Grants, Some(Kind::Everyone)) => &[KIND, RIGHTS, FROM, UNTIL],
            (Self::Grants, Some(Kind::User)) => &[KIND, ID, RIGHTS, FROM, UNTIL],
            (Self::Grants, Some(Kind::Role)) => &[KIND, ID, DESCENDANTS, RIGHTS, FROM, UNTIL],
            (Self::Grants, None) => &[KIND, ANY_ID, DESCENDANTS, RIGHTS, FROM, UNTIL],
        }
    }
}

/// One entry of a list.
pub(super) fn read(input: &mut Input<'_>, at: &At<'_>, people: People<'_>, list: List) -> Found<Entry> {
    let kinds = list.kinds();
    let tag = input.tag("kind")?;
    let kind = kinds.iter().find(|(word, _)| tag.as_deref() == Some(*word)).map(|(_, kind)| *kind);
    let mut entry = Entry::default();
    let mut user = None;
    let mut role = None;
    let mut reach = Reach::RoleAlone;
    let mut until_offset = 0;
    let read = input.object(at, list.fields(kind), &mut |input, at, name| {
        match (name, kind) {
            ("kind", _) => drop(input.choice(at, kinds)?),
            ("id", Some(Kind::User)) => user = read_user(input, at, people)?,
            ("id", Some(Kind::Role)) => role = input.reference(at, people.role_names, "role")?.map(RoleRow::new),
            ("descendants", Some(_)) => {
                if input.boolean(at)? == Some(true) {
                    reach = Reach::WithDescendants;
                }
            }
            ("level", _) => entry.level = input.choice(at, LEVELS)?,
            ("rights", _) => read_rights(input, at, &mut entry.rights)?,
            ("from", _) => entry.span.from = input.instant(at)?,
            ("until", _) => {
                until_offset = input.here()?;
                entry.span.until = input.instant(at)?;
            }
            _ => input.unknown_value(at)?,
        }
        Ok(())
    })?;
    if let Span { from: Some(from), until: Some(until) } = entry.span
        && until <= from
    {
        let message = "this is not later than the `from` beside it";
        input.report(until_offset, &at.member(UNTIL.name), ProblemCode::EmptyPeriod, message);
    }
    entry.member = match kind {
        Some(Kind::Everyone) => Some(Member::Everyone),
        Some(Kind::User) => user.map(Member::User),
        Some(Kind::Role) => role.map(|role| Member::Role { role, reach }),
        None => None,
    };
    Ok(read.map(|()| entry))
}

fn read_rights(input: &mut Input<'_>, at: &At<'_>, rights: &mut Rights) -> Result<(), SyntaxError> {
    input.array(at, &mut |input, at| {
        if let Some(right) = input.choice(at, RIGHT_NAMES)? {
            rights.insert(right);
        }
        Ok(())
    })?;
    Ok(())
}

/// A user who can be named: a member of the organisation.
pub(super) fn read_user(input: &mut Input<'_>, at: &At<'_>, people: People<'_>) -> Found<UserRow> {
    let offset = input.here()?;
    let user = input.reference(at, people.user_names, "user")?.map(UserRow::new);
    if let Some(row) = user
        && people.is_agent(row)
    {
        input.report(offset, at, ProblemCode::SupportAgentMisused, "a support-agent cannot be named here");
    }
    Ok(user)
}
