//! Values of proposals (docs/specification.md section 11): parts of a snapshot that come by themselves, read as they are
//! read there, with paths under `/value`.

use super::at::At;
use super::input::{Field, Found, Input, required};
use super::problems::Problems;
use super::{sharing, snapshot, support};
use crate::error::{Problem, ProblemCode};
use crate::json::{self, Reader, SyntaxError};
use crate::model::mailbox::Sharing;
use crate::model::member::Grant;
use crate::model::rows::UserRow;
use crate::policy::Policy;

/// What stands there, or everything that is wrong with it, as far as it is listed.
pub(crate) type Read<T> = Result<T, Vec<Problem>>;

const VALUE: &str = "value";
const AGENT: &[Field] = &[required("agent")];

/// How deep a value stands in the snapshot, where nesting is limited.
const SHARING_DEPTH: u32 = 3;
const LIST_DEPTH: u32 = 4;
const SUPPORT_ACCESS_DEPTH: u32 = 2;

/// How a personal mailbox shares.
pub(crate) fn sharing(policy: &Policy, text: &str) -> Read<Sharing> {
    read(policy, text, SHARING_DEPTH, |input, at| sharing::read_personal(input, at, policy.people(), &policy.records))
}

/// The grants of a mailbox of this owner.
pub(crate) fn grants(policy: &Policy, text: &str, owner: UserRow) -> Read<Vec<Grant>> {
    read(policy, text, LIST_DEPTH, |input, at| {
        let mut places = Vec::new();
        let grants = sharing::read_grants(input, at, policy.people(), &mut places)?;
        sharing::report_grantees(input, at, owner, &places);
        Ok(Some(grants))
    })
}

/// The domains that a mailbox excludes.
pub(crate) fn excluded_domains(policy: &Policy, text: &str) -> Read<Vec<String>> {
    read(policy, text, LIST_DEPTH, |input, at| sharing::read_excluded_domains(input, at).map(Some))
}

/// `{ agent }`: whom support access is for.
pub(crate) fn agent(policy: &Policy, text: &str) -> Read<UserRow> {
    read(policy, text, SUPPORT_ACCESS_DEPTH, |input, at| {
        let mut agent = None;
        input.object(at, AGENT, &mut |input, at, _| {
            agent = support::read_agent(input, at, policy.people())?;
            Ok(())
        })?;
        Ok(agent)
    })
}

/// For an action that takes no value.
pub(crate) fn unwanted(policy: &Policy, text: &str) -> Read<()> {
    read(policy, text, 1, |input, at| {
        let offset = input.here()?;
        input.report(offset, at, ProblemCode::UnknownField, "this action takes no value");
        input.unknown_value(at).map(Some)
    })
}

/// For an action that takes one, and has none.
pub(crate) fn missing<T>() -> Read<T> {
    let (code, message) = (ProblemCode::MissingField, format!("`{VALUE}` is missing"));
    Err(vec![Problem { code, path: At::ROOT.member(VALUE).pointer(), message, offset: None }])
}

fn read<'t, T>(
    policy: &Policy,
    text: &'t str,
    depth: u32,
    read: impl FnOnce(&mut Input<'t>, &At<'_>) -> Found<T>,
) -> Read<T> {
    let at = At::ROOT.member(VALUE).at_depth(depth);
    let reader = Reader::new(text);
    let problems = Problems::default();
    let mut input = Input { reader, problems, seed: policy.seed.clone(), to_ascii: policy.to_ascii };
    // A mark before the text is refused here as in a snapshot.
    let found = json::utf8(text.as_bytes()).and_then(|_| read(&mut input, &at));
    match found.and_then(|found| input.reader.end().map(|()| found)) {
        Ok(Some(found)) if input.problems.is_empty() => Ok(found),
        Ok(_) => Err(input.problems.into_error().problems),
        Err(error) => Err(not_json(error, &at)),
    }
}

fn not_json(error: SyntaxError, at: &At<'_>) -> Vec<Problem> {
    let problems = snapshot::not_json(error).problems;
    problems.into_iter().map(|problem| Problem { path: at.pointer(), ..problem }).collect()
}
