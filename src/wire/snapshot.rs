//! The whole document.

use super::at::At;
use super::input::{Field, Input, optional, required};
use super::problems::Problems;
use super::{mailboxes, records, roles, support, threads, users};
use crate::error::{InvalidSnapshot, Problem, ProblemCode};
use crate::json::{self, Kind, Reader, SyntaxError};
use crate::model::address::DomainToAscii;
use crate::policy::names::Seed;
use crate::policy::{Directory, Policy};

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
const ORGANIZATION: &[Field] = &[optional("domains"), optional("excludedDomains")];

/// Where the members of the document begin.
type Sections = Vec<(&'static str, usize)>;

pub(super) fn read(bytes: &[u8], to_ascii: DomainToAscii) -> Result<Policy, InvalidSnapshot> {
    let text = json::utf8(bytes).map_err(not_json)?;
    let seed = Seed::of(bytes);
    let mut input = Input { reader: Reader::new(text), problems: Problems::default(), seed, to_ascii };
    let sections = sections(&mut input).map_err(not_json)?;
    let policy = read_sections(&mut input, text, &sections).map_err(not_json)?;
    if input.problems.is_empty() { Ok(policy) } else { Err(input.problems.into_error()) }
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

/// Passes over the whole text, so that its grammar is known to be right from here on.
fn sections(input: &mut Input<'_>) -> Result<Sections, SyntaxError> {
    let mut sections = Vec::new();
    input.object(&At::ROOT, SNAPSHOT, &mut |input, _, name| {
        sections.push((name, input.reader.offset()));
        input.reader.skip(usize::MAX)
    })?;
    input.reader.end()?;
    Ok(sections)
}

/// Reads what is referred to before what refers to it. Rows that are refused leave others in their place: then there
/// are problems, and what is compiled from them is thrown away.
fn read_sections<'t>(input: &mut Input<'t>, text: &'t str, sections: &Sections) -> Result<Policy, SyntaxError> {
    let seed = input.seed.clone();
    let section = |input: &mut Input<'t>, name: &str| {
        // An absent collection, reported already, is an empty one.
        let found = sections.iter().find(|(section, _)| *section == name);
        input.reader = found.map_or(Reader::new("[]"), |(_, offset)| Reader::new(text).moved_to(*offset));
        found.is_some()
    };
    if section(input, "version") {
        read_version(input, &At::ROOT.member("version"))?;
    }
    let (mut domains, mut excluded_domains) = (Vec::new(), Vec::new());
    if section(input, "organization") {
        input.object(&At::ROOT.member("organization"), ORGANIZATION, &mut |input, at, name| {
            let list = if name == "domains" { &mut domains } else { &mut excluded_domains };
            *list = input.domains(at)?.unwrap_or_default();
            Ok(())
        })?;
    }
    section(input, "roles");
    let roles = roles::read(input, &At::ROOT.member("roles"), &seed)?;
    section(input, "users");
    let users = users::read(input, &At::ROOT.member("users"), &seed, roles)?;
    section(input, "records");
    let records = records::read(input, &At::ROOT.member("records"), &seed, &users)?;
    section(input, "mailboxes");
    let mailboxes = mailboxes::read(input, &At::ROOT.member("mailboxes"), &seed, &users, &records)?;
    section(input, "supportAccess");
    let support_access = support::read(input, &At::ROOT.member("supportAccess"), &users)?;
    let directory = Directory {
        seed,
        domains,
        excluded_domains,
        roles: users.roles.parents,
        user_names: users.names,
        users: users.rows,
        records,
        mailbox_names: mailboxes.names,
        mailboxes: mailboxes.rows,
        support_access,
    };
    let mut policy = Policy::compile(directory, input.to_ascii);
    section(input, "threads");
    threads::read(input, &At::ROOT.member("threads"), &mut policy)?;
    Ok(policy)
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
