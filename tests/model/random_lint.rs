//! Mistakes that random snapshots seldom have by themselves.

use serde_json::{Value, json};

use super::dice::Dice;
use super::pools::ALIASES;

/// Puts a few of them in.
pub fn make_mistakes(dice: &mut Dice, snapshot: &mut Value) {
    if dice.chance(30) {
        make_long_access(dice, snapshot);
    }
    if dice.chance(30) {
        make_shared_names(dice, snapshot);
    }
    if dice.chance(20) {
        make_orphan(dice, snapshot);
    }
    if dice.chance(50) {
        make_exclusions(dice, snapshot);
    }
}

/// Support access about as long as is still no finding, live, over or to come.
fn make_long_access(dice: &mut Dice, snapshot: &mut Value) {
    let Some(agent) = ids(snapshot, "users", "kind", "support-agent").first().cloned() else { return };
    let granted_by = snapshot["users"][0]["id"].clone();
    let (from, to) = dice.pick(&[
        &("2026-05-02T12:00:00Z", "2026-06-01T12:00:00Z"),
        &("2026-05-02T12:00:00Z", "2026-06-01T12:00:00.000000001Z"),
        &("2026-05-30T12:00:00Z", "2026-06-29T12:00:00Z"),
        &("2026-05-30T12:00:00Z", "2026-06-30T12:00:00Z"),
        &("2026-06-03T12:00:00Z", "2026-07-04T12:00:00Z"),
    ]);
    let mut access = json!({ "agent": agent, "grantedBy": granted_by, "activatedAt": from, "expiresAt": to });
    if dice.chance(30) {
        access["revokedAt"] =
            dice.pick(&["2026-05-03T12:00:00Z", "2026-06-30T11:00:00Z", "2026-08-01T12:00:00Z"]).into();
    }
    snapshot["supportAccess"] = json!([access]);
}

/// Names that are nearly those of others.
fn make_shared_names(dice: &mut Dice, snapshot: &mut Value) {
    if dice.chance(60) {
        snapshot["organization"]["subaddressing"] = true.into();
        snapshot["organization"]["domains"] = json!(["ours.test", "theirs.test"]);
    }
    let names = [
        "ann@theirs.test",
        "ann+crm@theirs.test",
        "ANN@Theirs.test.",
        "ann+jo+x@ours.test",
        "ann@ours.test",
        "+ann@ours.test",
    ];
    for user in snapshot["users"].as_array_mut().unwrap() {
        if dice.chance(60) {
            user["addresses"] = dice.list(3, |dice| dice.pick(&names).into()).into();
            let alias = if dice.chance(50) { dice.pick(&names) } else { dice.pick(&ALIASES) };
            user["aliases"] = json!([alias]);
        }
    }
}

/// A shared mailbox whose owner is gone.
fn make_orphan(dice: &mut Dice, snapshot: &mut Value) {
    let shared = snapshot["mailboxes"].as_array().unwrap().iter();
    let owners: Vec<Value> = shared
        .filter(|mailbox| mailbox["sharing"]["mode"] == "shared-mailbox")
        .map(|mailbox| mailbox["owner"].clone())
        .collect();
    let status = dice.pick(&["deactivated", "unconfirmed"]);
    for user in snapshot["users"].as_array_mut().unwrap() {
        if owners.contains(&user["id"]) {
            user["status"] = status.into();
        }
    }
}

/// Lists of domains that repeat and cover each other.
fn make_exclusions(dice: &mut Dice, snapshot: &mut Value) {
    let entries = ["theirs.test", "Theirs.test.", "b.theirs.test", "test", "ours.test", "elsewhere.test", "localhost"];
    if dice.chance(50) {
        snapshot["organization"]["excludedDomains"] = dice.list(3, |dice| dice.pick(&entries).into()).into();
    }
    for mailbox in snapshot["mailboxes"].as_array_mut().unwrap() {
        if mailbox["sharing"]["mode"] == "complete" && dice.chance(60) {
            mailbox["sharing"]["excludedDomains"] = dice.list(4, |dice| dice.pick(&entries).into()).into();
        }
    }
}

fn ids(snapshot: &Value, list: &str, member: &str, value: &str) -> Vec<Value> {
    let rows = snapshot[list].as_array().unwrap().iter();
    rows.filter(|row| row[member] == value).map(|row| row["id"].clone()).collect()
}
