//! What goes beyond decisions: proposals, exposure, mistakes and SQL (docs/specification.md sections 11 to 13).

use super::policies::{with_policies, with_policy};
use super::question;
use super::room::{answer, json};
use crate::error::{RequestError, RequestErrorCode};
use crate::exposure::Scope;
use crate::json as text;

/// What an action would do. The value is JSON text; none where there are no bytes of it.
#[must_use]
pub fn mailveil_propose(policy: i32, question: usize, value: usize) -> i32 {
    answer([question, value], |[question, value], out| {
        with_policy(policy, |policy| {
            let query = question::ask(question, |members| policy.named_proposal_query(members, None));
            let query = query.map_err(|error| json(&error))?;
            let no_text = |text::SyntaxError { offset }| {
                json(&RequestError::new(RequestErrorCode::JsonSyntax, "/value").at_byte(offset))
            };
            let value = text::utf8(value).map_err(no_text)?;
            let proposal = policy.proposed(query, Some(value).filter(|value| !value.is_empty()));
            out.extend_from_slice(json(&proposal).as_bytes());
            Ok(())
        })
    })
}

/// What everyone sees more or less of in another policy.
#[must_use]
pub fn mailveil_exposure(policy: i32, after: i32, bytes: usize) -> i32 {
    answer([bytes], |[question], out| {
        with_policies([policy, after], |[policy, after]| {
            let query = question::ask(question, |members| policy.named_exposure_query(members, None));
            let exposure = policy.exposed(after, query.map_err(|error| json(&error))?, Scope::Everything);
            out.extend_from_slice(json(&exposure).as_bytes());
            Ok(())
        })
    })
}

/// What looks like a mistake.
#[must_use]
pub fn mailveil_lint(policy: i32, bytes: usize) -> i32 {
    answer([bytes], |[question], out| {
        with_policy(policy, |policy| {
            let now = question::ask(question, |members| policy.named_moment(members, None));
            out.extend_from_slice(json(&policy.findings(now.map_err(|error| json(&error))?)).as_bytes());
            Ok(())
        })
    })
}

/// What a statement has to know of a viewer at a moment.
#[must_use]
pub fn mailveil_sql_context(policy: i32, bytes: usize) -> i32 {
    answer([bytes], |[question], out| {
        with_policy(policy, |policy| {
            let context = question::ask(question, |members| policy.sql_context_of(members, None));
            out.extend_from_slice(context.map_err(|error| json(&error))?.as_bytes());
            Ok(())
        })
    })
}

/// The rows of these threads, a JSON array, or of all that there are where there are no bytes; and of records and ticks.
#[must_use]
pub fn mailveil_sql_rows(policy: i32, bytes: usize) -> i32 {
    answer([bytes], |[threads], out| {
        with_policy(policy, |policy| {
            let rows = policy.sql_rows(Some(threads).filter(|threads| !threads.is_empty()));
            out.extend_from_slice(rows.map_err(|error| json(&error))?.as_bytes());
            Ok(())
        })
    })
}
