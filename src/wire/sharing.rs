//! `sharing` of a mailbox: one of five modes, each with members of its own.

use super::at::At;
use super::input::{Field, Found, Input, optional, required};
use super::members::{self, List};
use super::users::People;
use crate::error::ProblemCode;
use crate::json::{Kind, SyntaxError};
use crate::model::decision::Level;
use crate::model::instant::Instant;
use crate::model::mailbox::{LinkedAccess, Sharing, ThreadDefault};
use crate::model::member::{AudienceMember, Grant, Member};
use crate::model::rows::{RecordRow, UserRow};
use crate::policy::records::Records;
use crate::tables::seen_set::SeenSet;

/// Domains that one mailbox may exclude (Z-09).
const EXCLUDED_DOMAINS_MAX: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Complete,
    PerThread,
    Private,
    RecordLevel,
    SharedMailbox,
}

const MODES: [(&str, Mode); 5] = [
    ("private", Mode::Private),
    ("record-level", Mode::RecordLevel),
    ("complete", Mode::Complete),
    ("per-thread", Mode::PerThread),
    ("shared-mailbox", Mode::SharedMailbox),
];
/// All but the last: those of a mailbox that is its owner's alone to work in.
const PERSONAL_MODES: [(&str, Mode); 4] = {
    let [private, record_level, complete, per_thread, _] = MODES;
    [private, record_level, complete, per_thread]
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ByDefault {
    Private,
    Shared,
}

const DEFAULTS: &[(&str, ByDefault)] = &[("private", ByDefault::Private), ("shared", ByDefault::Shared)];
const LINKED_ACCESS: &[(&str, LinkedAccess)] = &[("all", LinkedAccess::All), ("any", LinkedAccess::Any)];

const PRIVATE: &[Field] = &[required("mode")];
const RECORD_LEVEL: &[Field] = &[required("mode"), required("audience"), required("sharedRecords")];
const COMPLETE: &[Field] = &[required("mode"), required("audience"), optional("excludedDomains")];
const PER_THREAD: &[Field] =
    &[required("mode"), required("default"), optional("defaultSince"), optional("linkedAccess")];
const SHARED_MAILBOX: &[Field] = &[required("mode"), required("grants")];
/// Of no known mode: what any mode has is not examined.
const ANY: &[Field] = &[
    required("mode"),
    optional("audience"),
    optional("sharedRecords"),
    optional("excludedDomains"),
    optional("default"),
    optional("defaultSince"),
    optional("linkedAccess"),
    optional("grants"),
];

const fn fields(mode: Option<Mode>) -> &'static [Field] {
    match mode {
        Some(Mode::Private) => PRIVATE,
        Some(Mode::RecordLevel) => RECORD_LEVEL,
        Some(Mode::Complete) => COMPLETE,
        Some(Mode::PerThread) => PER_THREAD,
        Some(Mode::SharedMailbox) => SHARED_MAILBOX,
        None => ANY,
    }
}

/// A grant as it stands in the document, for what can be wrong with several of them.
#[derive(Debug)]
pub(super) struct GrantAt {
    offset: usize,
    index: usize,
    member: Member,
}

/// Everything that any mode can say.
struct Settings {
    audience: Vec<AudienceMember>,
    ticks: Vec<RecordRow>,
    excluded_domains: Vec<String>,
    default: ByDefault,
    since: Option<Instant>,
    linked_access: LinkedAccess,
    grants: Vec<Grant>,
}

pub(super) fn read(
    input: &mut Input<'_>,
    at: &At<'_>,
    people: People<'_>,
    records: &Records,
    grants: &mut Vec<GrantAt>,
) -> Found<Sharing> {
    read_mode_of(input, at, &MODES, (people, records), grants)
}

/// The sharing of a personal mailbox: a shared one is another thing (C-04).
pub(super) fn read_personal(
    input: &mut Input<'_>,
    at: &At<'_>,
    people: People<'_>,
    records: &Records,
) -> Found<Sharing> {
    read_mode_of(input, at, &PERSONAL_MODES, (people, records), &mut Vec::new())
}

fn read_mode_of(
    input: &mut Input<'_>,
    at: &At<'_>,
    modes: &[(&str, Mode)],
    (people, records): (People<'_>, &Records),
    grants: &mut Vec<GrantAt>,
) -> Found<Sharing> {
    let tag = input.tag("mode")?;
    let mode = modes.iter().find(|(word, _)| tag.as_deref() == Some(*word)).map(|(_, mode)| *mode);
    let mut settings = Settings {
        audience: Vec::new(),
        ticks: Vec::new(),
        excluded_domains: Vec::new(),
        default: ByDefault::Private,
        since: None,
        linked_access: LinkedAccess::default(),
        grants: Vec::new(),
    };
    input.object(at, fields(mode), &mut |input, at, name| {
        match (name, mode) {
            ("mode", _) => drop(input.choice(at, modes)?),
            (_, None) => input.unknown_value(at)?,
            ("audience", _) => settings.audience = read_audience(input, at, people)?,
            ("sharedRecords", _) => drop(input.array(at, &mut |input, at| {
                settings.ticks.extend(input.reference(at, &records.names, "record")?.map(RecordRow::new));
                Ok(())
            })?),
            ("excludedDomains", _) => settings.excluded_domains = read_excluded_domains(input, at)?,
            ("default", _) => settings.default = input.choice(at, DEFAULTS)?.unwrap_or(ByDefault::Private),
            ("defaultSince", _) => settings.since = input.instant(at)?,
            ("linkedAccess", _) => settings.linked_access = input.choice(at, LINKED_ACCESS)?.unwrap_or_default(),
            _ => settings.grants = read_grants(input, at, people, grants)?,
        }
        Ok(())
    })?;
    Ok(mode.map(|mode| settings.into_sharing(mode)))
}

impl Settings {
    fn into_sharing(self, mode: Mode) -> Sharing {
        let Self { audience, excluded_domains, linked_access, grants, .. } = self;
        match mode {
            Mode::Complete => Sharing::Complete { audience, excluded_domains },
            Mode::PerThread => {
                let default = match self.default {
                    ByDefault::Private => ThreadDefault::Private { since: self.since },
                    ByDefault::Shared => ThreadDefault::Shared { since: self.since },
                };
                Sharing::PerThread { default, linked_access }
            }
            Mode::Private => Sharing::Private,
            Mode::RecordLevel => Sharing::record_level(audience, self.ticks),
            Mode::SharedMailbox => Sharing::SharedMailbox { grants },
        }
    }
}

fn read_audience(input: &mut Input<'_>, at: &At<'_>, people: People<'_>) -> Result<Vec<AudienceMember>, SyntaxError> {
    let is_array = input.reader.kind()? == Kind::Array;
    let offset = input.here()?;
    let mut audience = Vec::new();
    let mut is_empty = true;
    input.array(at, &mut |input, at| {
        is_empty = false;
        let entry = members::read(input, at, people, List::Audience)?;
        audience.extend(entry.and_then(|entry| {
            let level = entry.level.unwrap_or(Level::Full);
            entry.member.map(|member| AudienceMember { member, level, span: entry.span })
        }));
        Ok(())
    })?;
    if is_array && is_empty {
        input.report(offset, at, ProblemCode::EmptyAudience, "this mode needs an audience");
    }
    Ok(audience)
}

pub(super) fn read_excluded_domains(input: &mut Input<'_>, at: &At<'_>) -> Result<Vec<String>, SyntaxError> {
    let offset = input.here()?;
    let domains = input.domains(at)?.unwrap_or_default();
    let is_first = |place: usize| !domains.iter().take(place).any(|before| domains.get(place) == Some(before));
    // Equal ones count once. Counted no further, because there may be thousands.
    if (0..domains.len()).filter(|place| is_first(*place)).take(EXCLUDED_DOMAINS_MAX + 1).count() > EXCLUDED_DOMAINS_MAX
    {
        input.report(offset, at, ProblemCode::TooManyExcludedDomains, "a mailbox excludes at most 5 domains");
    }
    Ok(domains)
}

pub(super) fn read_grants(
    input: &mut Input<'_>,
    at: &At<'_>,
    people: People<'_>,
    places: &mut Vec<GrantAt>,
) -> Result<Vec<Grant>, SyntaxError> {
    let mut grants = Vec::new();
    let mut index = 0_usize;
    input.array(at, &mut |input, at| {
        let offset = input.here()?;
        let entry = members::read(input, at, people, List::Grants)?;
        if let Some((entry, member)) = entry.and_then(|entry| entry.member.map(|member| (entry, member))) {
            places.push(GrantAt { offset, index, member });
            grants.push(Grant { member, rights: entry.rights, span: entry.span });
        }
        index = index.saturating_add(1);
        Ok(())
    })?;
    Ok(grants)
}

/// C-11: one grant for each grantee, and none for the owner.
pub(super) fn report_grantees(input: &mut Input<'_>, at: &At<'_>, owner: UserRow, grants: &[GrantAt]) {
    let mut users = SeenSet::new(&input.seed);
    let mut roles = SeenSet::new(&input.seed);
    for GrantAt { offset, index, member } in grants {
        let at = at.item(*index);
        let is_first = match member {
            Member::Everyone => true,
            Member::User(user) => users.insert(u32::from(*user)),
            // With or without descendants, it is the same role.
            Member::Role { role, .. } => roles.insert(u32::from(*role)),
        };
        if *member == Member::User(owner) {
            input.report(*offset, &at, ProblemCode::OwnerAsGrantee, "the owner cannot be a grantee");
        }
        if !is_first {
            input.report(*offset, &at, ProblemCode::DuplicateGrantee, "this grantee has a grant already");
        }
    }
}
