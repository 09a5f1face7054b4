//! Section 11: what an action would make of a snapshot. The changed document is written out whole, and section 2 looks at it.

use serde_json::{Value, json};

use super::exposure::of_proposal;
use super::snapshot::Snapshot;
use super::{RequestError, decide, problems, support, time};

/// What `propose` says, with the snapshot after the action in place of the patch: `null` where the patch is empty.
#[derive(Debug)]
pub struct Proposal {
    pub decision: Value,
    /// Code and path.
    pub problems: Vec<(String, String)>,
    pub after: Option<Value>,
    pub exposure: Option<Value>,
}

/// What the table says of an action.
enum Plan {
    /// "`view`, `reply`, `forward`, `send-from`, `operate` | none | empty"
    NeverChanges,
    /// "An action that finds nothing to change".
    NothingToChange,
    /// The snapshot after it; it takes no value.
    Changes(Value),
    /// Where the value goes, in a snapshot that waits for it.
    Takes(Value, String),
    /// `{ agent }`.
    TakesAgent,
}

pub fn propose(snapshot: &Value, query: &Value, value: Option<&Value>) -> Result<Proposal, RequestError> {
    let mut asked = query.clone();
    let exposure = asked.as_object_mut().and_then(|members| members.shift_remove("exposure"));
    let read: Snapshot = serde_json::from_value(snapshot.clone()).unwrap();
    // "`decision` is that of section 4 for the query without `value`."
    let decision = decide(&read, &asked)?;
    let wanted = match exposure {
        None => false,
        Some(Value::Bool(wanted)) => wanted,
        Some(_) => return Err(("wrong-type".to_owned(), "/exposure".to_owned())),
    };
    let (problems, after) = match (plan(snapshot, &asked), value) {
        (Plan::NothingToChange, _) | (Plan::NeverChanges, None) => (vec![], None),
        // "a value that is missing or not wanted is `missing-field` or `unknown-field` at `/value`"
        (Plan::NeverChanges | Plan::Changes(_), Some(_)) => (vec![problem("unknown-field", "/value")], None),
        (Plan::Takes(..) | Plan::TakesAgent, None) => (vec![problem("missing-field", "/value")], None),
        (Plan::Changes(after), None) => (vec![], Some(after)),
        (Plan::Takes(waiting, place), Some(value)) => put(waiting, &place, value, &asked),
        (Plan::TakesAgent, Some(value)) => put_agent(snapshot, value, &asked),
    };
    let now = time::at(text(&asked, "now"));
    // "With `exposure`, what that changes for whom (also when the decision is denied, as long as the value has no problem)."
    let exposure = after.as_ref().filter(|_| wanted).map(|after| {
        let after: Snapshot = serde_json::from_value(after.clone()).unwrap();
        of_proposal(&read, &after, now)
    });
    // "`patch` is empty unless the decision is allowed and there are no problems"
    let after = after.filter(|_| decision["outcome"] == "allowed");
    Ok(Proposal { decision, problems, after, exposure })
}

fn problem(code: &str, path: &str) -> (String, String) {
    (code.to_owned(), path.to_owned())
}

fn text<'v>(object: &'v Value, member: &str) -> &'v str {
    object[member].as_str().unwrap()
}

/// "now", as a time of the document.
fn moment(query: &Value, member: &str) -> Value {
    query[member].clone()
}

fn row(snapshot: &Value, collection: &str, id: &Value) -> usize {
    snapshot[collection].as_array().unwrap().iter().position(|row| row["id"] == *id).unwrap()
}

fn plan(snapshot: &Value, query: &Value) -> Plan {
    let mut after = snapshot.clone();
    let now = moment(query, "now");
    match text(query, "action") {
        "view" | "reply" | "forward" | "send-from" | "operate" => return Plan::NeverChanges,
        // "the thread's `sharing` `shared`, `private`"; "the thread's `state`"
        action @ ("share-thread" | "unshare-thread" | "archive" | "delete") => {
            let thread = row(snapshot, "threads", &query["thread"]);
            let (member, word) = match action {
                "share-thread" => ("sharing", "shared"),
                "unshare-thread" => ("sharing", "private"),
                "archive" => ("state", "archived"),
                _ => ("state", "deleted"),
            };
            after["threads"][thread][member] = word.into();
        }
        "grant-support-access" => return Plan::TakesAgent,
        // "the live entry's `expiresAt`; its `revokedAt` now"
        action @ ("edit-support-access" | "revoke-support-access") => {
            let read: Snapshot = serde_json::from_value(snapshot.clone()).unwrap();
            let at = time::at(text(query, "now"));
            let Some(live) = read.support_access.iter().position(|access| support::is_live(access, at)) else {
                return Plan::NothingToChange;
            };
            match action {
                "edit-support-access" => after["supportAccess"][live]["expiresAt"] = moment(query, "expiresAt"),
                _ => after["supportAccess"][live]["revokedAt"] = now,
            }
        }
        action => return of_mailbox(after, query, action),
    }
    Plan::Changes(after)
}

fn of_mailbox(mut after: Value, query: &Value, action: &str) -> Plan {
    let number = row(&after, "mailboxes", &query["mailbox"]);
    let now = moment(query, "now");
    let mailbox = &mut after["mailboxes"][number];
    let mode = mailbox["sharing"]["mode"].as_str().unwrap_or("private").to_owned();
    let place = |member: &str| format!("/mailboxes/{number}/{member}");
    match action {
        // "`sharing`; `control` `owner`, `administrator`; `settingsSavedAt` now"
        "change-sharing" | "assign-sharing" => {
            // "After `change-sharing` under control of the administrator, control stays there."
            let stays = mailbox.get("control").cloned().unwrap_or(json!("owner"));
            mailbox["control"] = if action == "change-sharing" { stays } else { json!("administrator") };
            mailbox["settingsSavedAt"] = now;
            return Plan::Takes(after, place("sharing"));
        }
        "share-mailbox" => {
            mailbox["sharing"] = json!({ "mode": "shared-mailbox" });
            mailbox["settingsSavedAt"] = now;
            return Plan::Takes(after, place("sharing/grants"));
        }
        "manage-grants" if mode == "shared-mailbox" => return Plan::Takes(after, place("sharing/grants")),
        "edit-excluded-domains" if mode == "complete" => return Plan::Takes(after, place("sharing/excludedDomains")),
        "share-record-mail" | "unshare-record-mail" if mode == "record-level" => {
            let ticks = mailbox["sharing"]["sharedRecords"].as_array_mut().unwrap();
            let is_ticked = ticks.contains(&query["record"]);
            match (action, is_ticked) {
                ("share-record-mail", false) => ticks.push(query["record"].clone()),
                ("unshare-record-mail", true) => ticks.retain(|tick| *tick != query["record"]),
                _ => return Plan::NothingToChange,
            }
        }
        "configure" | "save-settings-unchanged" => mailbox["settingsSavedAt"] = now,
        "lock" => mailbox["lock"] = json!({ "by": query["viewer"], "at": now }),
        "unlock" if mailbox.get("lock").is_some() => drop(mailbox.as_object_mut().unwrap().shift_remove("lock")),
        // "one more of `backups`, in-progress, taken now"
        "back-up" | "back-up-latest" => {
            let mut backups = mailbox["backups"].as_array().cloned().unwrap_or_default();
            backups.push(json!({ "takenAt": now, "status": "in-progress" }));
            mailbox["backups"] = backups.into();
        }
        _ => return Plan::NothingToChange,
    }
    Plan::Changes(after)
}

/// "`problems` are those that section 2 would report of the changed snapshot, with paths under `/value`".
fn put(mut after: Value, place: &str, value: &Value, query: &Value) -> (Vec<(String, String)>, Option<Value>) {
    let (holder, member) = place.rsplit_once('/').unwrap();
    let holder = after.pointer_mut(holder).unwrap();
    let before = holder.get(member).cloned().unwrap_or_default();
    holder[member] = value.clone();
    if member == "sharing" && value["mode"] == "shared-mailbox" {
        // "`Sharing`, not `shared-mailbox` (`unknown-value`)"
        holder[member]["mode"] = "no mode".into();
    }
    let found = problems(&serde_json::to_vec(&after).unwrap());
    let found = found.into_iter().filter_map(|(code, path)| {
        let rest = path.strip_prefix(place)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| (code, format!("/value{rest}")))
    });
    let found: Vec<(String, String)> = found.take(1_000).collect();
    if !found.is_empty() {
        return (found, None);
    }
    let sharing = after.pointer_mut(place).unwrap();
    // "`defaultSince` is set to now whenever the mailbox did not have this mode and default before; the same default without
    // `defaultSince` keeps the earlier one."
    if sharing["mode"] == "per-thread" && sharing.get("defaultSince").is_none() {
        let is_same = before["mode"] == "per-thread" && before["default"] == sharing["default"];
        match (is_same, before.get("defaultSince")) {
            (false, _) => sharing["defaultSince"] = moment(query, "now"),
            (true, Some(since)) => sharing["defaultSince"] = since.clone(),
            (true, None) => {}
        }
    }
    (vec![], Some(after))
}

/// "one more of `supportAccess`, granted by the viewer, activated now", for `{ agent: string }`.
fn put_agent(snapshot: &Value, value: &Value, query: &Value) -> (Vec<(String, String)>, Option<Value>) {
    let Some(members) = value.as_object() else { return (vec![problem("wrong-type", "/value")], None) };
    let mut found = Vec::new();
    let users = snapshot["users"].as_array().unwrap();
    for (name, member) in members {
        let path = format!("/value/{}", name.replace('~', "~0").replace('/', "~1"));
        let code = match users.iter().find(|user| user["id"] == *member) {
            _ if name != "agent" => "unknown-field",
            _ if !member.is_string() => "wrong-type",
            None => "unknown-reference",
            Some(user) if user["kind"] != "support-agent" => "support-agent-misused",
            Some(_) => continue,
        };
        found.push((code.to_owned(), path));
    }
    if !members.contains_key("agent") {
        found.push(problem("missing-field", "/value/agent"));
    }
    if !found.is_empty() {
        return (found, None);
    }
    let mut after = snapshot.clone();
    let mut entries = after["supportAccess"].as_array().cloned().unwrap_or_default();
    entries.push(json!({
        "agent": value["agent"],
        "grantedBy": query["viewer"],
        "activatedAt": query["now"],
        "expiresAt": query["expiresAt"],
    }));
    after["supportAccess"] = entries.into();
    (vec![], Some(after))
}

/// Every text that is an instant, as that instant: a patch writes times in UTC.
pub fn in_moments(value: &Value) -> Value {
    match value {
        Value::Array(entries) => entries.iter().map(in_moments).collect(),
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), in_moments(member))).collect(),
        Value::String(text) => time::instant(text).map_or_else(|| value.clone(), |instant| json!(instant.to_string())),
        Value::Bool(_) | Value::Null | Value::Number(_) => value.clone(),
    }
}
