//! Random questions about a random snapshot, most of them well-formed.

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::pools::{BAD_TIMES, FAR_TIMES, NOON};
use super::request::targets;
use super::support;

/// Every action of section 4. The rarer the case in which it is allowed, the more often it stands here.
pub const ACTIONS: [&str; 40] = [
    "view",
    "view",
    "view",
    "view",
    "view",
    "view",
    "reply",
    "reply",
    "reply",
    "forward",
    "send-from",
    "configure",
    "save-settings-unchanged",
    "change-sharing",
    "share-mailbox",
    "assign-sharing",
    "edit-excluded-domains",
    "share-record-mail",
    "share-record-mail",
    "unshare-record-mail",
    "share-thread",
    "unshare-thread",
    "archive",
    "delete",
    "manage-grants",
    "lock",
    "unlock",
    "back-up",
    "back-up-latest",
    "back-up-latest",
    "grant-support-access",
    "grant-support-access",
    "edit-support-access",
    "edit-support-access",
    "revoke-support-access",
    "operate",
    "operate",
    "operate",
    "operate",
    "operate",
];

pub const LISTS: [&str; 4] = ["visibleThreads", "whoCanView", "sendFromMailboxes", "mailboxAdministration"];

/// One question: what `model::answer` is asked.
#[derive(Debug)]
pub struct Question {
    /// `decide` or one of `LISTS`.
    pub kind: &'static str,
    pub query: Value,
}

/// A random question, in one case of nine spoilt.
pub fn question(dice: &mut Dice, snapshot: &Value) -> Question {
    let (kind, mut query) = if dice.chance(25) {
        let kind = dice.pick(&LISTS);
        (kind, list_query(dice, snapshot, kind))
    } else {
        ("decide", decide_query(dice, snapshot))
    };
    if dice.chance(15) {
        query = reversed(&query);
    }
    if dice.chance(11) {
        query = spoilt(dice, &query);
    }
    Question { kind, query }
}

pub fn decide_query(dice: &mut Dice, snapshot: &Value) -> Value {
    let mut action = dice.pick(&ACTIONS);
    let viewer = viewer(dice, snapshot, action);
    let (mut required, mut optional) = targets(action).unwrap();
    if required.iter().any(|target| nothing_for(snapshot, target)) {
        // There is no thread, no record or no agent to ask about.
        action = "revoke-support-access";
        (required, optional) = targets(action).unwrap();
    }
    let mut query = json!({ "action": action, "viewer": viewer });
    for target in required {
        query[*target] = value(dice, snapshot, target);
    }
    add_optional(dice, snapshot, &mut query, optional);
    query
}

fn list_query(dice: &mut Dice, snapshot: &Value, kind: &str) -> Value {
    let mut query = json!({});
    if kind == "whoCanView" {
        query["thread"] = match nothing_for(snapshot, "thread") {
            true => "nothing".into(),
            false => value(dice, snapshot, "thread"),
        };
    } else {
        query["viewer"] = viewer(dice, snapshot, kind);
    }
    let optional = ["surface", "record"];
    let is_about_threads = ["visibleThreads", "whoCanView"].contains(&kind);
    let optional = if is_about_threads { &optional[..] } else { &[] };
    add_optional(dice, snapshot, &mut query, optional);
    query
}

fn add_optional(dice: &mut Dice, snapshot: &Value, query: &mut Value, optional: &[&str]) {
    if optional.contains(&"surface") && dice.chance(50) {
        query["surface"] = dice.pick(&["record", "record", "mailbox"]).into();
    }
    let takes_record = optional.contains(&"record") && query["surface"] != "mailbox";
    if takes_record && !nothing_for(snapshot, "record") && dice.chance(40) {
        query["record"] = match linked_record(dice, snapshot, &query["thread"]) {
            Some(record) if dice.chance(70) => record,
            _ => value(dice, snapshot, "record"),
        };
    }
    query["now"] = value(dice, snapshot, "now");
}

fn linked_record(dice: &mut Dice, snapshot: &Value, thread: &Value) -> Option<Value> {
    let thread = rows(snapshot, "threads").iter().find(|row| row["id"] == *thread)?;
    let links = rows(thread, "records");
    (!links.is_empty()).then(|| links[dice.below(links.len())].clone())
}

/// Some user, mostly one who may do something: an agent for `operate`, often an administrator, else an active user.
fn viewer(dice: &mut Dice, snapshot: &Value, action: &str) -> Value {
    let users = rows(snapshot, "users");
    let wants_administrator = dice.chance(30);
    let fits = |user: &&Value| match action {
        "operate" => user["kind"] == "support-agent",
        _ if wants_administrator => user["profile"] == "administrator",
        _ => user["status"] == "active",
    };
    let fitting: Vec<&Value> = users.iter().filter(fits).collect();
    if fitting.is_empty() || dice.chance(20) {
        return users[dice.below(users.len())]["id"].clone();
    }
    fitting[dice.below(fitting.len())]["id"].clone()
}

fn rows<'a>(object: &'a Value, list: &str) -> &'a [Value] {
    object[list].as_array().map_or(&[], Vec::as_slice)
}

fn nothing_for(snapshot: &Value, target: &str) -> bool {
    match target {
        "thread" => rows(snapshot, "threads").is_empty(),
        "record" => rows(snapshot, "records").is_empty(),
        "operation" => rows(snapshot, "users").iter().all(|user| user["kind"] != "support-agent"),
        _ => false,
    }
}

/// A good value for this member of a query.
fn value(dice: &mut Dice, snapshot: &Value, member: &str) -> Value {
    let id = |dice: &mut Dice, collection| {
        let rows = rows(snapshot, collection);
        rows[dice.below(rows.len())]["id"].clone()
    };
    match member {
        "thread" => id(dice, "threads"),
        "mailbox" => id(dice, "mailboxes"),
        "record" => id(dice, "records"),
        "operation" => operation(dice).into(),
        "expiresAt" => dice.time().into(),
        "now" if dice.chance(40) => dice.time().into(),
        "now" if dice.chance(5) => dice.pick(&FAR_TIMES).into(),
        "now" => dice.pick(NOON).into(),
        _ => panic!("`{member}` is no member of a query"),
    }
}

fn operation(dice: &mut Dice) -> &'static str {
    if dice.chance(25) {
        return dice.pick(&support::ALLOWED);
    }
    let (_, operations) = support::DENIED[dice.below(support::DENIED.len())];
    dice.pick(operations)
}

fn reversed(query: &Value) -> Value {
    let members = query.as_object().unwrap().clone();
    let mut members: Vec<(String, Value)> = members.into_iter().collect();
    members.reverse();
    Value::Object(members.into_iter().collect::<Map<_, _>>())
}

/// The query with one or two things wrong, or, now and then, with nothing wrong after all.
fn spoilt(dice: &mut Dice, query: &Value) -> Value {
    let mut query = query.clone();
    for _ in 0..1 + dice.below(2) {
        let names: Vec<String> = query.as_object().unwrap().keys().cloned().collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let name = if names.is_empty() { "viewer" } else { dice.pick(&names) };
        match dice.below(8) {
            0 => drop(query.as_object_mut().unwrap().shift_remove(name)),
            1 => query[name] = dice.pick(&["nobody", "", "peek", "Record", "a "]).into(),
            2 => query[name] = not_a_string(dice),
            3 => query["now"] = dice.pick(&BAD_TIMES).into(),
            4 => query["expiresAt"] = dice.pick(&BAD_TIMES).into(),
            5 => query["surface"] = dice.pick(&["mailbox", "panel", "record"]).into(),
            6 => {
                let name = dice.pick(&["reason", "", "a/b~c", "Viewer", "mailbox", "thread", "record", "action"]);
                query[name] = match dice.chance(20) {
                    true => not_a_string(dice),
                    false => dice.pick(&["a", "m0", "c0", "view"]).into(),
                };
            }
            _ if dice.chance(10) => return dice.pick(&[&json!([]), &json!("view"), &json!(null)]).clone(),
            _ => query = reversed(&query),
        }
    }
    query
}

fn not_a_string(dice: &mut Dice) -> Value {
    let values = [json!(null), json!(5), json!(true), json!(["u0"]), json!({})];
    values[dice.below(values.len())].clone()
}
