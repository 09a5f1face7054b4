//! Request errors (section 4): what is no question at all.

use serde_json::{Map, Value};

use super::snapshot::Snapshot;
use super::{RequestError, support, time};

/// A query that was looked through: every member is a string that names something.
pub struct Request {
    members: Map<String, Value>,
}

impl Request {
    /// A member that may be absent.
    pub fn maybe(&self, member: &str) -> Option<&str> {
        self.members.get(member).and_then(Value::as_str)
    }

    /// A member that is required.
    pub fn text(&self, member: &str) -> &str {
        self.maybe(member).unwrap()
    }

    pub fn now(&self) -> i128 {
        time::at(self.text("now"))
    }
}

/// The targets of each action in the table of section 4: those it must have, and those it may have.
pub fn targets(action: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match action {
        "view" => (&["thread"], &["surface", "record"]),
        "reply" | "forward" | "share-thread" | "unshare-thread" | "archive" | "delete" => (&["thread"], &[]),
        "send-from"
        | "configure"
        | "save-settings-unchanged"
        | "change-sharing"
        | "share-mailbox"
        | "assign-sharing"
        | "edit-excluded-domains"
        | "manage-grants"
        | "lock"
        | "unlock"
        | "back-up"
        | "back-up-latest" => (&["mailbox"], &[]),
        "share-record-mail" | "unshare-record-mail" => (&["mailbox", "record"], &[]),
        "grant-support-access" | "edit-support-access" => (&["expiresAt"], &[]),
        "revoke-support-access" => (&[], &[]),
        "operate" => (&["operation"], &[]),
        _ => return None,
    })
}

/// The query of `decide`.
pub fn parse_decide(snapshot: &Snapshot, query: &Value) -> Result<Request, RequestError> {
    let members = object(query)?;
    // What else may stand in the query depends on the action: so its errors come first of all.
    let action = members.get("action").ok_or_else(|| error("missing-field", "action"))?;
    let action = action.as_str().ok_or_else(|| error("wrong-type", "action"))?;
    let (targets, optional) = targets(action).ok_or_else(|| error("unknown-action", "action"))?;
    let required = [&["action", "viewer"], targets, &["now"]].concat();
    parse(snapshot, members, &required, optional)
}

/// The query of a list question.
pub fn parse_list(
    snapshot: &Snapshot,
    query: &Value,
    target: &str,
    optional: &[&str],
) -> Result<Request, RequestError> {
    parse(snapshot, object(query)?, &[target, "now"], optional)
}

/// The query of `exposure`: surface, examples and moment.
pub fn parse_exposure<'q>(
    snapshot: &Snapshot,
    query: &'q Value,
) -> Result<(Option<&'q str>, usize, i128), RequestError> {
    let mut members = object(query)?.clone();
    // "examples?: number", "default 3, 0 to 100"; "`examples` out of bounds: `unknown-value`"
    let examples = match members.shift_remove("examples") {
        None => 3,
        Some(Value::Number(count)) => match count.as_u64().and_then(|count| usize::try_from(count).ok()) {
            Some(count) if count <= 100 => count,
            _ => return Err(error("unknown-value", "examples")),
        },
        Some(_) => return Err(error("wrong-type", "examples")),
    };
    let request = parse(snapshot, &members, &["now"], &["surface"])?;
    Ok((query["surface"].as_str(), examples, request.now()))
}

/// The query of a question about a moment alone.
pub fn parse_moment(snapshot: &Snapshot, query: &Value) -> Result<Request, RequestError> {
    parse(snapshot, object(query)?, &["now"], &[])
}

fn object(query: &Value) -> Result<&Map<String, Value>, RequestError> {
    query.as_object().ok_or_else(|| ("wrong-type".to_owned(), String::new()))
}

/// The error is that of the first wrong member in the order of the query, then of the first that is missing: the vectors
/// say so (tests/vectors/README.md), and the specification leaves it open.
fn parse(
    snapshot: &Snapshot,
    members: &Map<String, Value>,
    required: &[&str],
    optional: &[&str],
) -> Result<Request, RequestError> {
    for (name, value) in members {
        // "has one too many (`unknown-field`; so is `record` with surface `mailbox`, at `/record`), or carries an
        // unknown field"
        let is_known = required.contains(&name.as_str()) || optional.contains(&name.as_str());
        let is_ruled_out = name == "record"
            && optional.contains(&"surface")
            && members.get("surface").and_then(Value::as_str) == Some("mailbox");
        if !is_known || is_ruled_out {
            return Err(error("unknown-field", name));
        }
        let text = value.as_str().ok_or_else(|| error("wrong-type", name))?;
        if let Some(code) = unknown(snapshot, members, name, text) {
            return Err(error(code, name));
        }
    }
    match required.iter().find(|name| !members.contains_key(**name)) {
        Some(missing) => Err(error("missing-field", missing)),
        None => Ok(Request { members: members.clone() }),
    }
}

/// "names an unknown id, ... or carries an unknown ... operation or malformed time".
fn unknown(snapshot: &Snapshot, members: &Map<String, Value>, name: &str, text: &str) -> Option<&'static str> {
    let user = || snapshot.users.iter().find(|user| user.id == text);
    let is_operate = members.get("action").and_then(Value::as_str) == Some("operate");
    let unless = |is_known: bool, code| (!is_known).then_some(code);
    match name {
        "viewer" => match user() {
            None => Some("unknown-viewer"),
            // "any other viewer: request error `not-a-support-agent`"
            Some(user) if is_operate && user.kind != "support-agent" => Some("not-a-support-agent"),
            Some(_) => None,
        },
        "thread" => unless(snapshot.threads.iter().any(|thread| thread.id == text), "unknown-thread"),
        "mailbox" => unless(snapshot.mailboxes.iter().any(|mailbox| mailbox.id == text), "unknown-mailbox"),
        "record" => unless(snapshot.records.iter().any(|record| record.id == text), "unknown-record"),
        "surface" => unless(["mailbox", "record"].contains(&text), "unknown-value"),
        "operation" => unless(support::is_operation(text), "unknown-operation"),
        "now" | "expiresAt" => unless(time::instant(text).is_some(), "invalid-time"),
        _ => None,
    }
}

/// A request error at a member of the query, its name escaped as a JSON Pointer wants it.
fn error(code: &str, member: &str) -> RequestError {
    let member = member.replace('~', "~0").replace('/', "~1");
    (code.to_owned(), format!("/{member}"))
}
