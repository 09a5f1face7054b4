//! Random valid snapshots. Everything is drawn from few values, so that every rule and every boundary is met often.

use serde_json::{Value, json};

use super::dice::{Dice, put};
use super::pools::{ALIASES, DOMAINS, IDS, INSTANTS};
use super::random_cases::{make_leaver, make_names};
use super::random_mail::{mailbox, thread};
use super::snapshot::SupportAccess;
use super::support::is_live_within;
use super::time::{DAY, at};

/// The ids and kinds that the rest of the snapshot refers to.
pub struct World {
    pub roles: Vec<String>,
    pub members: Vec<String>,
    agents: Vec<String>,
    pub records: Vec<String>,
    /// Most is shared with most: else the denials would crowd out the rest.
    pub is_generous: bool,
}

/// A random valid snapshot.
pub fn snapshot(dice: &mut Dice) -> Value {
    let are_alike = dice.chance(50);
    let ids = |letter: &str, count: usize| -> Vec<String> {
        let id = |n: usize| match are_alike {
            true => IDS[n].to_owned(),
            false => format!("{letter}{n}"),
        };
        (0..count).map(id).collect()
    };
    let users = ids("u", 2 + dice.below(5));
    // The first user is always a member: somebody must own things.
    let is_agent = |n: usize| n > 0 && dice.chance(25);
    let are_agents: Vec<bool> = (0..users.len()).map(is_agent).collect();
    let of_kind = |agents: bool| {
        let all = users.iter().zip(&are_agents);
        let chosen = all.filter(|(_, is_agent)| **is_agent == agents);
        chosen.map(|(id, _)| id.clone()).collect::<Vec<_>>()
    };
    let (members, agents) = (of_kind(false), of_kind(true));
    let is_generous = dice.chance(60);
    let records = ids("c", if is_generous { 2 + dice.below(4) } else { dice.below(6) });
    let world = World { roles: ids("r", dice.below(6)), members, agents, records, is_generous };
    let roles = roles(dice, &world);
    let user = |(id, is_agent): (&String, &bool)| user(dice, &world, id, *is_agent);
    let users: Vec<Value> = users.iter().zip(&are_agents).map(user).collect();
    let records: Vec<Value> = world.records.iter().map(|id| record(dice, &world, id)).collect();
    let mut mailboxes = Vec::new();
    for id in ids("m", 1 + dice.below(4)) {
        let owner = one_of(dice, &world.members);
        mailboxes.push(mailbox(dice, &world, &id, &owner));
    }
    let threads: Vec<Value> =
        ids("t", dice.below(9)).iter().map(|id| thread(dice, &world, &mailboxes, &users, id)).collect();
    let mut snapshot = json!({
        "version": 1,
        "organization": organization(dice),
        "roles": roles,
        "users": users,
        "records": records,
        "mailboxes": mailboxes,
        "threads": threads,
    });
    let access = support_access(dice, &world);
    if !access.is_empty() || dice.chance(20) {
        snapshot["supportAccess"] = access.into();
    }
    if dice.chance(30) {
        make_leaver(dice, &mut snapshot);
    }
    if dice.chance(30) {
        make_names(dice, &mut snapshot);
    }
    snapshot
}

pub fn one_of(dice: &mut Dice, ids: &[String]) -> String {
    ids[dice.below(ids.len())].clone()
}

fn organization(dice: &mut Dice) -> Value {
    let mut organization = json!({});
    let domains = dice.maybe(70, |dice| dice.list(4, |dice| dice.pick(&DOMAINS[..5]).into()));
    put(&mut organization, "domains", domains);
    let excluded = dice.maybe(30, |dice| dice.list(2, |dice| dice.domain().into()));
    put(&mut organization, "excludedDomains", excluded);
    put(&mut organization, "subaddressing", dice.maybe(60, |dice| !dice.chance(20)));
    organization
}

/// A forest: every parent stands before its children, until the list is turned round.
fn roles(dice: &mut Dice, world: &World) -> Vec<Value> {
    let mut roles = Vec::new();
    for (n, id) in world.roles.iter().enumerate() {
        let mut role = json!({ "id": id });
        let parent = dice.maybe(if n > 0 { 65 } else { 0 }, |dice| one_of(dice, &world.roles[..n]));
        put(&mut role, "parent", parent);
        roles.push(role);
    }
    if dice.chance(50) {
        roles.reverse();
    }
    roles
}

fn user(dice: &mut Dice, world: &World, id: &str, is_agent: bool) -> Value {
    let statuses = ["active", "active", "active", "active", "active", "unconfirmed", "deactivated"];
    let mut user = json!({ "id": id, "status": dice.pick(&statuses) });
    let addresses = dice.maybe(60, |dice| dice.list(2, |dice| dice.address().into()));
    put(&mut user, "addresses", addresses);
    let aliases = dice.maybe(35, |dice| dice.list(2, |dice| dice.pick(&ALIASES).into()));
    put(&mut user, "aliases", aliases);
    put(&mut user, "reactivatedAt", dice.maybe(40, Dice::time));
    let operations = ["connect-shared-mailbox", "synchronize-shared-mailbox"];
    let system = dice.maybe(70, |dice| dice.list(3, |dice| dice.pick(&operations).into()));
    put(&mut user, "systemOperations", system);
    if is_agent {
        // "an agent with non-empty `roles` or any `profile`" would be misused.
        user["kind"] = "support-agent".into();
        put(&mut user, "roles", dice.maybe(20, |_| json!([])));
        return user;
    }
    put(&mut user, "kind", dice.maybe(20, |_| "member"));
    let profiles = ["standard", "administrator", "administrator"];
    put(&mut user, "profile", dice.maybe(45, |dice| dice.pick(&profiles)));
    if !world.roles.is_empty() && dice.chance(75) {
        user["roles"] = dice.list(2, |dice| one_of(dice, &world.roles).into()).into();
    }
    user
}

/// Everyone, a member, or a role; never an agent.
pub fn member(dice: &mut Dice, world: &World, with_everyone: bool) -> Value {
    match dice.below(if world.is_generous { 6 } else { 3 }) {
        0 | 3.. if with_everyone => json!({ "kind": "everyone" }),
        0 | 1 => json!({ "kind": "user", "id": one_of(dice, &world.members) }),
        _ if world.roles.is_empty() => json!({ "kind": "user", "id": one_of(dice, &world.members) }),
        _ => {
            let mut role = json!({ "kind": "role", "id": one_of(dice, &world.roles) });
            let descendants = dice.maybe(60, |dice| !dice.chance(25));
            put(&mut role, "descendants", descendants);
            role
        }
    }
}

/// A beginning, an end, both or neither; never an empty period.
pub fn period(dice: &mut Dice, member: &mut Value, percent: usize) {
    let from = dice.maybe(percent, Dice::time);
    let until = dice.maybe(percent, Dice::time).filter(|until| from.is_none_or(|from| at(from) < at(until)));
    put(member, "from", from);
    put(member, "until", until);
}

fn record(dice: &mut Dice, world: &World, id: &str) -> Value {
    let types = ["contact", "contact", "contact", "lead", "deal", "organization", "other"];
    let with_everyone = dice.chance(if world.is_generous { 80 } else { 30 });
    let access = dice.list(3, |dice| member(dice, world, with_everyone));
    let mut record = json!({ "id": id, "type": dice.pick(&types), "access": access });
    put(&mut record, "owner", dice.maybe(40, |dice| one_of(dice, &world.members)));
    record
}

/// Up to four entries of at least 24 hours, no two of them live at one moment.
fn support_access(dice: &mut Dice, world: &World) -> Vec<Value> {
    let mut entries: Vec<Value> = Vec::new();
    if world.agents.is_empty() {
        return entries;
    }
    for n in 0..1 + dice.below(5) {
        // The first entry mostly spans noon.
        let spans_noon = n == 0 && dice.chance(60);
        let (from, to) = if spans_noon { (&INSTANTS[..7], &INSTANTS[11..]) } else { (&INSTANTS[..], &INSTANTS[..]) };
        let mut entry = json!({
            "agent": one_of(dice, &world.agents),
            "grantedBy": one_of(dice, &world.members),
            "activatedAt": dice.time_of(from),
            "expiresAt": dice.time_of(to),
        });
        put(&mut entry, "revokedAt", dice.maybe(35, Dice::time));
        if at(text(&entry["expiresAt"])) < at(text(&entry["activatedAt"])) + DAY {
            continue;
        }
        if !entries.iter().any(|other| overlap(other, &entry)) {
            entries.push(entry);
        }
    }
    entries
}

fn overlap(one: &Value, other: &Value) -> bool {
    let (one, other): (SupportAccess, SupportAccess) = (read(one), read(other));
    let ends = |access: &SupportAccess| {
        let expires = at(&access.expires_at);
        access.revoked_at.as_deref().map_or(expires, |revoked| expires.min(at(revoked)))
    };
    is_live_within(&one, at(&other.activated_at), ends(&other))
}

fn read(entry: &Value) -> SupportAccess {
    serde_json::from_value(entry.clone()).unwrap()
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
