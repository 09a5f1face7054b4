//! Where in a snapshot an edit happens.

use serde_json::{Value, json};

use super::model::dice::{Dice, put};
use super::model::random::period;

pub const WITH_AUDIENCE: [&str; 2] = ["record-level", "complete"];
/// Before every question of the laws.
pub const LONG_AGO: &str = "2025-01-01T00:00:00Z";

/// The rows of a collection or list, none if it is absent.
pub fn rows<'s>(object: &'s Value, list: &str) -> &'s [Value] {
    object[list].as_array().map_or(&[], Vec::as_slice)
}

/// A list to add to, even if it was absent.
pub fn list<'s>(object: &'s mut Value, list: &str) -> &'s mut Vec<Value> {
    if object.get(list).is_none() {
        object[list] = json!([]);
    }
    object[list].as_array_mut().unwrap()
}

/// One of the rows that are fit for it.
pub fn some_row<'s>(
    dice: &mut Dice,
    snapshot: &'s mut Value,
    collection: &str,
    is_fit: impl Fn(&Value) -> bool,
) -> Option<&'s mut Value> {
    let fit = snapshot.get_mut(collection)?.as_array_mut()?.iter_mut().filter(|row| is_fit(row));
    let mut fit: Vec<&mut Value> = fit.collect();
    (!fit.is_empty()).then(|| fit.swap_remove(dice.below(fit.len())))
}

pub fn some_entry<'s>(dice: &mut Dice, list: &'s [Value]) -> Option<&'s Value> {
    (!list.is_empty()).then(|| &list[dice.below(list.len())])
}

/// The sharing of a mailbox in one of these modes.
pub fn some_sharing<'s>(dice: &mut Dice, snapshot: &'s mut Value, modes: &[&str]) -> Option<&'s mut Value> {
    some_row(dice, snapshot, "mailboxes", |mailbox| has_mode(mailbox, modes)).map(|mailbox| &mut mailbox["sharing"])
}

pub fn has_mode(mailbox: &Value, modes: &[&str]) -> bool {
    modes.contains(&mailbox["sharing"]["mode"].as_str().unwrap_or_default())
}

/// The mailbox of a thread.
pub fn mailbox_of<'s>(snapshot: &'s Value, thread: &Value) -> &'s Value {
    rows(snapshot, "mailboxes").iter().find(|mailbox| mailbox["id"] == thread["mailbox"]).unwrap()
}

/// The id of one of the rows that are fit for it.
pub fn some_id(dice: &mut Dice, snapshot: &Value, collection: &str, is_fit: impl Fn(&Value) -> bool) -> Option<Value> {
    let fit: Vec<Value> = rows(snapshot, collection).iter().filter(|row| is_fit(row)).cloned().collect();
    some_entry(dice, &fit).map(|row| row["id"].clone())
}

/// Takes one entry out of a list.
pub fn take(object: &mut Value, list: &str, dice: &mut Dice) -> Option<Value> {
    let list = object.get_mut(list)?.as_array_mut()?;
    (!list.is_empty()).then(|| list.remove(dice.below(list.len())))
}

pub fn is_agent(user: &Value) -> bool {
    user["kind"] == "support-agent"
}

pub fn is_member(user: &Value) -> bool {
    !is_agent(user)
}

pub fn any(_: &Value) -> bool {
    true
}

/// A user or a role, as it stands in a grant.
pub fn user_or_role(dice: &mut Dice, snapshot: &Value) -> Value {
    let role = some_id(dice, snapshot, "roles", any);
    match role {
        Some(role) if dice.chance(60) => json!({ "kind": "role", "id": role, "descendants": dice.chance(50) }),
        _ => json!({ "kind": "user", "id": some_id(dice, snapshot, "users", is_member).unwrap() }),
    }
}

/// Excludes no domain, so that other rules decide.
pub fn exclude_nothing(_: &mut Dice, snapshot: &mut Value) -> Option<()> {
    snapshot["organization"].as_object_mut()?.shift_remove("excludedDomains");
    for mailbox in list(snapshot, "mailboxes") {
        mailbox
            .get_mut("sharing")
            .and_then(Value::as_object_mut)
            .map(|sharing| sharing.shift_remove("excludedDomains"));
    }
    Some(())
}

/// Shares with roles what was shared with everyone: for laws about roles.
pub fn share_with_roles(dice: &mut Dice, snapshot: &mut Value) -> Option<()> {
    let roles: Vec<Value> = rows(snapshot, "roles").iter().map(|role| role["id"].clone()).collect();
    let mailboxes = rows(snapshot, "mailboxes").len();
    let audiences = (0..mailboxes).map(|row| format!("/mailboxes/{row}/sharing/audience"));
    let accesses = (0..rows(snapshot, "records").len()).map(|row| format!("/records/{row}/access"));
    for pointer in audiences.chain(accesses) {
        let members = snapshot.pointer_mut(&pointer).and_then(Value::as_array_mut);
        for member in members.into_iter().flatten().filter(|member| member["kind"] == "everyone") {
            member["kind"] = "role".into();
            member["id"] = some_entry(dice, &roles)?.clone();
            member["descendants"] = true.into();
        }
    }
    Some(())
}

/// Everyone, a user or a role, as it stands in an audience or in the access of a record.
pub fn member(dice: &mut Dice, snapshot: &Value) -> Value {
    if dice.chance(30) { json!({ "kind": "everyone" }) } else { user_or_role(dice, snapshot) }
}

pub fn audience_member(dice: &mut Dice, snapshot: &Value) -> Value {
    let mut member = member(dice, snapshot);
    put(&mut member, "level", dice.maybe(50, |dice| dice.pick(&["metadata", "subject", "full"])));
    period(dice, &mut member, 18);
    member
}
