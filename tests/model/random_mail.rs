//! The mailboxes and threads of a random snapshot.

use serde_json::{Value, json};

use super::dice::{Dice, put};
use super::domains::parts;
use super::headers::spoilt;
use super::pools::{ALIASES, INSTANTS, UNREADABLE};
use super::random::{World, member, one_of, period};

pub fn mailbox(dice: &mut Dice, world: &World, id: &str, owner: &str) -> Value {
    let mut mailbox = json!({ "id": id, "address": dice.address(), "owner": owner });
    let controls = ["owner", "administrator"];
    put(&mut mailbox, "control", dice.maybe(40, |dice| dice.pick(&controls)));
    if let Some(sharing) = sharing(dice, world, owner) {
        mailbox["sharing"] = sharing;
    }
    let lock = dice.maybe(30, |dice| json!({ "by": one_of(dice, &world.members), "at": dice.time() }));
    put(&mut mailbox, "lock", lock);
    put(&mut mailbox, "settingsSavedAt", dice.maybe(50, Dice::time));
    let statuses = ["completed", "completed", "in-progress"];
    let backups =
        dice.maybe(60, |dice| dice.list(2, |dice| json!({ "takenAt": dice.time(), "status": dice.pick(&statuses) })));
    put(&mut mailbox, "backups", backups);
    mailbox
}

fn sharing(dice: &mut Dice, world: &World, owner: &str) -> Option<Value> {
    let mut sharing = json!({});
    let modes = [
        "",
        "private",
        "record-level",
        "record-level",
        "complete",
        "complete",
        "per-thread",
        "per-thread",
        "shared-mailbox",
        "shared-mailbox",
    ];
    let mode = dice.pick(&modes);
    sharing["mode"] = mode.into();
    match mode {
        "" => return None,
        "record-level" => {
            sharing["audience"] = audience(dice, world);
            let ticks = match world.records.len() {
                0 => vec![],
                _ if dice.chance(30) => world.records.iter().rev().map(|id| json!(id)).collect(),
                _ => dice.list(5, |dice| one_of(dice, &world.records).into()),
            };
            sharing["sharedRecords"] = ticks.into();
        }
        "complete" => {
            sharing["audience"] = audience(dice, world);
            // "at most 5 (Z-09)", of different domains; an entry given twice counts once.
            let excluded = dice.maybe(50, |dice| dice.list(5, |dice| dice.domain().into()));
            put(&mut sharing, "excludedDomains", excluded);
        }
        "per-thread" => {
            sharing["default"] = dice.pick(&["shared", "shared", "private"]).into();
            put(&mut sharing, "defaultSince", dice.maybe(30, Dice::time));
            let access = dice.maybe(70, |dice| dice.pick(&["any", "any", "all"]));
            put(&mut sharing, "linkedAccess", access);
        }
        "shared-mailbox" => sharing["grants"] = grants(dice, world, owner),
        _ => {}
    }
    Some(sharing)
}

/// Never empty (Z-11).
fn audience(dice: &mut Dice, world: &World) -> Value {
    let mut audience = dice.list(2, |dice| audience_member(dice, world));
    if audience.is_empty() {
        audience.push(audience_member(dice, world));
    }
    audience.into()
}

fn audience_member(dice: &mut Dice, world: &World) -> Value {
    let mut member = member(dice, world, true);
    let levels = ["full", "metadata", "subject"];
    put(&mut member, "level", dice.maybe(75, |dice| dice.pick(&levels)));
    period(dice, &mut member, 18);
    member
}

/// Never the owner, and nobody twice (C-11).
fn grants(dice: &mut Dice, world: &World, owner: &str) -> Value {
    let mut grants: Vec<Value> = Vec::new();
    let rights = ["read", "send", "configure"];
    for _ in 0..dice.below(5) {
        let mut grant = member(dice, world, false);
        let mut given = dice.list(2, |dice| dice.pick(&rights).into());
        given.extend(dice.maybe(80, |dice| Value::from(dice.pick(&rights))));
        grant["rights"] = given.into();
        period(dice, &mut grant, 30);
        let is_owner = grant["kind"] == "user" && grant["id"] == owner;
        let is_second = |other: &Value| other["kind"] == grant["kind"] && other["id"] == grant["id"];
        if !is_owner && !grants.iter().any(is_second) {
            grants.push(grant);
        }
    }
    grants.into()
}

/// Mostly an address, and that mostly of someone known.
fn participant(dice: &mut Dice, addresses: &[Value], aliases: &[Value]) -> Value {
    let address = addresses[dice.below(addresses.len())].as_str().unwrap();
    let (local, host) = parts(address);
    match dice.below(14) {
        0..=5 => address.into(),
        6 | 7 => format!("{local}+jo@{host}").into(),
        8 if dice.chance(50) => dice.pick(&UNREADABLE).into(),
        8 => spoilt(dice, local, host).into(),
        9 | 10 if !aliases.is_empty() => aliases[dice.below(aliases.len())].clone(),
        9 => dice.pick(&ALIASES).into(),
        _ => dice.address().into(),
    }
}

pub fn thread(dice: &mut Dice, world: &World, mailboxes: &[Value], users: &[Value], id: &str) -> Value {
    let mailbox = &mailboxes[dice.below(mailboxes.len())];
    // Whose names are likely to take part.
    let mut addresses: Vec<Value> = mailboxes.iter().map(|mailbox| mailbox["address"].clone()).collect();
    let mut aliases = Vec::new();
    for user in users {
        addresses.extend(user["addresses"].as_array().into_iter().flatten().cloned());
        aliases.extend(user["aliases"].as_array().into_iter().flatten().cloned());
    }
    let participants = dice.list(3, |dice| participant(dice, &addresses, &aliases));
    let mut thread = json!({ "id": id, "mailbox": mailbox["id"], "participants": participants });
    if !world.records.is_empty() && dice.chance(85) {
        let mut links = dice.list(2, |dice| one_of(dice, &world.records).into());
        links.extend(dice.maybe(80, |dice| Value::from(one_of(dice, &world.records))));
        thread["records"] = links.into();
    }
    let choice_percent = if world.is_generous { 15 } else { 40 };
    put(&mut thread, "sharing", dice.maybe(choice_percent, |dice| dice.pick(&["shared", "private"])));
    let states = ["active", "archived", "archived", "deleted"];
    put(&mut thread, "state", dice.maybe(30, |dice| dice.pick(&states)));
    put(&mut thread, "firstMessageAt", dice.maybe(70, Dice::time));
    let last_message = if dice.chance(50) { &INSTANTS[..6] } else { &INSTANTS[..] };
    put(&mut thread, "lastMessageAt", dice.maybe(85, |dice| dice.time_of(last_message)));
    put(&mut thread, "subject", dice.maybe(20, |_| "Re: offer"));
    thread
}
