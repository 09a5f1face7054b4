//! What seldom comes together by itself in a random snapshot, put together.

use serde_json::{Value, json};

use super::dice::Dice;
use super::domains::{address, domain, domain_of, parts};
use super::pools::{ALIASES, INSTANTS};
use super::random::text;

/// The mail of one mailbox goes to names of its owner and of one other user: what aliases and tags do seldom comes
/// together by itself.
pub fn make_names(dice: &mut Dice, snapshot: &mut Value) {
    let mailboxes = snapshot["mailboxes"].as_array().unwrap();
    let is_open = |mailbox: &&Value| {
        ["record-level", "complete", "per-thread"].contains(&mailbox["sharing"]["mode"].as_str().unwrap_or_default())
    };
    let Some(mailbox) = mailboxes.iter().find(is_open).cloned() else {
        return;
    };
    let address = address(text(&mailbox["address"])).unwrap();
    let (local, host) = parts(&address);
    let organization = &mut snapshot["organization"];
    if domain(host).is_some() && dice.chance(85) {
        organization["domains"] = json!([host]);
        organization["subaddressing"] = true.into();
    }
    let excluded = if domain(host).is_some() && dice.chance(70) { host } else { dice.domain() };
    organization["excludedDomains"] = json!([excluded]);
    let users = snapshot["users"].as_array_mut().unwrap();
    let other = dice.below(users.len());
    users[other]["addresses"] = json!([format!("zoe@{host}")]);
    let alias = dice.pick(&ALIASES);
    for user in users.iter_mut().filter(|user| user["id"] == mailbox["owner"]) {
        user["aliases"] = json!([alias]);
    }
    let names = [
        format!("{local}+jo@{host}"),
        format!("{local}+@{host}"),
        alias.to_owned(),
        alias.to_ascii_uppercase(),
        format!("zoe+jo@{host}"),
        address.clone(),
        dice.pick(&ALIASES).to_owned(),
    ];
    for thread in snapshot["threads"].as_array_mut().unwrap() {
        if thread["mailbox"] == mailbox["id"] || dice.chance(50) {
            thread["mailbox"] = mailbox["id"].clone();
            let first = json!(names[dice.below(names.len())]);
            let second = dice.maybe(30, |dice| json!(names[dice.below(names.len())]));
            thread["participants"] = [first].into_iter().chain(second).collect();
        }
    }
}

/// An owner left a mailbox behind: what backups and their rules ask for seldom comes together by itself.
pub fn make_leaver(dice: &mut Dice, snapshot: &mut Value) {
    let mailboxes = snapshot["mailboxes"].as_array_mut().unwrap();
    let can_have_backup = |mailbox: &&mut Value| {
        ["record-level", "complete"].contains(&mailbox["sharing"]["mode"].as_str().unwrap_or_default())
    };
    let Some(mailbox) = mailboxes.iter_mut().find(can_have_backup) else {
        return;
    };
    // No backup yet or one from about noon; the rest happened around it or later.
    let taken_at = dice.time_of(&INSTANTS[2..8]);
    let backups = [json!([{ "takenAt": taken_at, "status": "completed" }]), json!([])];
    mailbox["backups"] = backups[usize::from(dice.chance(25))].clone();
    mailbox["settingsSavedAt"] = dice.time_of(&INSTANTS[4..]).into();
    let owner = mailbox["owner"].clone();
    let address = address(text(&mailbox["address"])).unwrap();
    if domain(domain_of(&address)).is_some() {
        snapshot["organization"]["domains"] = json!([domain_of(&address)]);
    }
    let users = snapshot["users"].as_array_mut().unwrap();
    let owner = users.iter_mut().find(|user| user["id"] == owner).unwrap();
    owner["status"] = "deactivated".into();
    owner["reactivatedAt"] = dice.time_of(&INSTANTS[4..]).into();
}
