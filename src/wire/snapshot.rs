//! The whole document.

use super::at::At;
use super::input::{Field, Input, optional, required};
use super::mailboxes::{self, Mailboxes};
use super::problems::Problems;
use super::roles::{self, Roles};
use super::users::{self, People, Users};
use super::{records, support, threads};
use crate::error::{InvalidSnapshot, Problem, ProblemCode};
use crate::json::{self, Kind, Reader, SyntaxError};
use crate::model::address::DomainToAscii;
use crate::model::rows::UserRow;
use crate::policy::Policy;
use crate::policy::builder::{Directory, PolicyBuilder};
use crate::policy::records::Records;
use crate::tables::seed::Seed;

const SNAPSHOT: &[Field] = &[
    required("version"),
    required("organization"),
    required("roles"),
    required("users"),
    required("records"),
    required("mailboxes"),
    required("threads"),
    optional("supportAccess"),
];
const ORGANIZATION: &[Field] = &[optional("domains"), optional("excludedDomains"), optional("subaddressing")];

pub(super) fn read(bytes: &[u8], to_ascii: DomainToAscii) -> Result<Policy, InvalidSnapshot> {
    let text = json::utf8(bytes).map_err(not_json)?;
    let seed = Seed::of(bytes);
    let mut input = Input { reader: Reader::new(text), problems: Problems::default(), seed, to_ascii };
    let policy = read_document(&mut input, text).map_err(not_json)?;
    match policy {
        Some(policy) if input.problems.is_empty() => Ok(policy),
        _ => Err(input.problems.into_error()),
    }
}

/// The one problem that hides all others.
pub(super) fn not_json(error: SyntaxError) -> InvalidSnapshot {
    let problem = Problem {
        code: ProblemCode::JsonSyntax,
        path: String::new(),
        message: format!("this is not JSON from byte {} on", error.offset),
        offset: Some(error.offset),
    };
    InvalidSnapshot { problems: vec![problem], total: 1 }
}

/// Reads a collection at once if everything that it refers to was read before, and else when all are found. Rows that
/// are refused leave others in their place: then there are problems, and what is compiled from them is thrown away.
fn read_document<'t>(input: &mut Input<'t>, text: &'t str) -> Result<Option<Policy>, SyntaxError> {
    let mut draft = Draft::default();
    let mut found: [Option<usize>; SNAPSHOT.len()] = Default::default();
    let mut done = 0_usize;
    input.object(&At::ROOT, SNAPSHOT, &mut |input, at, name| {
        let offset = input.here()?;
        if SNAPSHOT.get(done).is_some_and(|field| field.name == name) {
            done = done.saturating_add(1);
            return draft.read(input, at, name);
        }
        let place = SNAPSHOT.iter().position(|field| field.name == name).and_then(|place| found.get_mut(place));
        if let Some(place) = place {
            *place = Some(offset);
        }
        input.reader.skip(usize::MAX)
    })?;
    input.reader.end()?;
    for (field, offset) in SNAPSHOT.iter().zip(found).skip(done) {
        let at = At::ROOT.member(field.name);
        match (offset, field.name) {
            (Some(offset), name) => {
                input.reader = Reader::new(text).moved_to(offset);
                draft.read(input, &at, name)?;
            }
            (None, "version" | "organization") => {}
            // An absent collection, reported already, is an empty one.
            (None, name) => {
                input.reader = Reader::new("[]");
                draft.read(input, &at, name)?;
            }
        }
    }
    Ok(draft.builder.map(PolicyBuilder::build))
}

/// What has been read so far, in the order of the fields: each refers to those before it only.
#[derive(Default)]
struct Draft {
    domains: Vec<String>,
    excluded_domains: Vec<String>,
    subaddressing: bool,
    roles: Option<Roles>,
    users: Option<Users>,
    records: Option<Records>,
    mailboxes: Option<Mailboxes>,
    of_unknown_kind: Vec<UserRow>,
    builder: Option<PolicyBuilder>,
}

impl Draft {
    fn read(&mut self, input: &mut Input<'_>, at: &At<'_>, name: &str) -> Result<(), SyntaxError> {
        let seed = input.seed.clone();
        match (name, &mut self.builder, &self.users, &self.records) {
            ("version", ..) => read_version(input, at)?,
            ("organization", ..) => self.read_organization(input, at)?,
            ("roles", ..) => self.roles = Some(roles::read(input, at, &seed)?),
            ("users", ..) => {
                self.users = self.roles.take().map(|roles| users::read(input, at, &seed, roles)).transpose()?
            }
            ("records", _, Some(users), _) => self.records = Some(records::read(input, at, &seed, users.people())?),
            ("mailboxes", _, Some(users), Some(records)) => {
                self.mailboxes = Some(mailboxes::read(input, at, &seed, users.people(), records)?);
            }
            ("threads", ..) => {
                self.builder = self.compile(input);
                self.builder.as_mut().map_or(Ok(()), |builder| threads::read(input, at, builder.draft()))?;
            }
            ("supportAccess", Some(builder), ..) => {
                let people = People { of_unknown_kind: &self.of_unknown_kind, ..builder.draft().people() };
                let support_access = support::read(input, at, people)?;
                builder.set_support_access(support_access);
            }
            // Not in this order: it is read after what it refers to.
            _ => {}
        }
        Ok(())
    }

    fn read_organization(&mut self, input: &mut Input<'_>, at: &At<'_>) -> Result<(), SyntaxError> {
        input.object(at, ORGANIZATION, &mut |input, at, name| {
            match name {
                "domains" => self.domains = input.domains(at)?.unwrap_or_default(),
                "excludedDomains" => self.excluded_domains = input.domains(at)?.unwrap_or_default(),
                _ => self.subaddressing = input.boolean(at)?.unwrap_or_default(),
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Everything but the threads, which are put in one by one, and what comes behind them.
    fn compile(&mut self, input: &Input<'_>) -> Option<PolicyBuilder> {
        let (users, records, mailboxes) = (self.users.take()?, self.records.take()?, self.mailboxes.take()?);
        self.of_unknown_kind = users.of_unknown_kind;
        let directory = Directory {
            seed: input.seed.clone(),
            domains: std::mem::take(&mut self.domains),
            excluded_domains: std::mem::take(&mut self.excluded_domains),
            subaddressing: self.subaddressing,
            role_names: users.roles.names,
            roles: users.roles.parents,
            user_names: users.names,
            users: users.rows,
            records,
            mailbox_names: mailboxes.names,
            mailboxes: mailboxes.rows,
        };
        Some(PolicyBuilder::new(directory, input.to_ascii))
    }
}

fn read_version(input: &mut Input<'_>, at: &At<'_>) -> Result<(), SyntaxError> {
    let offset = input.here()?;
    if input.reader.kind()? != Kind::Number {
        input.report(offset, at, ProblemCode::WrongType, "this must be the number 1");
        return input.unknown_value(at);
    }
    if input.reader.number()? != "1" {
        input.report(offset, at, ProblemCode::UnsupportedVersion, "this is not a version that can be read");
    }
    Ok(())
}
