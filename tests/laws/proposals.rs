//! Proposals and exposures (section 11): what an action would do is what the changed snapshot does.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use mailveil::{ExposureQuery, Instant, Policy, domain_to_ascii};
use proptest::prelude::{prop_assert, prop_assert_eq};
use serde_json::{Value, json};

use super::edits::{audience_member, is_agent, rows, some_entry, some_id, user_or_role};
use super::law::{Holds, for_all, now, policy};
use super::model::dice::{Dice, put};
use super::model::proposals::{in_moments, propose};
use super::model::questions::ACTIONS;
use super::model::{Snapshot, exposure, questions, random};
use super::support;

/// What came of proposals that were tried.
#[derive(Debug, Default)]
struct Tried {
    patched: BTreeMap<String, usize>,
    problems: BTreeMap<String, usize>,
    exposed: usize,
}

/// Decision, problems, the snapshot after the patch, and the exposure are those of the model; the patch can be applied to the
/// document as it is, and what it gives is a valid snapshot in which everyone sees what the exposure says.
#[test]
fn a_proposal_is_what_becomes_of_it() {
    let tried = RefCell::new(Tried::default());
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let policy = policy(&snapshot);
        (0..6).try_for_each(|_| holds(dice, &policy, &snapshot, &mut tried.borrow_mut()))
    });
    // Seeds have more choices than what can be shrunk.
    let mut tried = tried.into_inner();
    for seed in 0..400 {
        let mut dice = Dice::of_seed(seed);
        let snapshot = random::snapshot(&mut dice);
        let policy = policy(&snapshot);
        for _ in 0..30 {
            holds(&mut dice, &policy, &snapshot, &mut tried).unwrap_or_else(|broken| panic!("seed {seed}: {broken}"));
        }
    }
    let changing =
        ACTIONS.iter().filter(|action| !["view", "reply", "forward", "send-from", "operate"].contains(action));
    assert_eq!(
        tried.patched.keys().collect::<BTreeSet<_>>().len(),
        changing.collect::<BTreeSet<_>>().len(),
        "{tried:?}"
    );
    assert!(tried.problems.len() > 8 && tried.exposed > 50, "{tried:?}");
}

fn holds(dice: &mut Dice, policy: &Policy, snapshot: &Value, tried: &mut Tried) -> Holds {
    let query = questions::decide_query(dice, snapshot);
    let action = query["action"].as_str().unwrap().to_owned();
    let value = value(dice, snapshot, &action);
    let mut asked = query.clone();
    asked["exposure"] = true.into();
    let mut found = support::propose(policy, &asked, value.as_ref());
    let expected = match propose(snapshot, &asked, value.as_ref()) {
        Ok(expected) => expected,
        Err((code, path)) => {
            prop_assert_eq!(found, json!({ "error": { "code": code, "path": path } }));
            return Ok(());
        }
    };
    let found = found["answer"].take();
    let what = || format!("{query} {value:?}\n{found}\n{snapshot}");
    let problems = expected.problems.iter().map(|(code, path)| json!({ "code": code, "path": path }));
    prop_assert_eq!(&found["decision"], &support::ask(policy, "decide", &query)["answer"], "{}", what());
    prop_assert_eq!(&found["decision"], &expected.decision, "{}", what());
    prop_assert_eq!(&found["problems"], &problems.collect::<Value>(), "{}", what());
    prop_assert_eq!(found.get("exposure"), expected.exposure.as_ref(), "{}", what());
    let after = support::patched(snapshot, &found["patch"]);
    let wanted = expected.after.as_ref().unwrap_or(snapshot);
    prop_assert_eq!(in_moments(&after), in_moments(wanted), "{}", what());
    for (code, _) in expected.problems {
        *tried.problems.entry(code).or_default() += 1;
    }
    if rows(&found, "patch").is_empty() {
        prop_assert!(expected.after.is_none(), "{}", what());
        return Ok(());
    }
    // Parsing panics for a snapshot that is not valid.
    let after = super::law::policy(&after);
    let now = Instant::parse(query["now"].as_str().unwrap()).unwrap();
    let told = json!(policy.exposure(&after, ExposureQuery::at(now)).unwrap());
    prop_assert_eq!(found.get("exposure"), Some(&told), "{}", what());
    tried.exposed += rows(&told, "users").len();
    *tried.patched.entry(action).or_default() += 1;
    Ok(())
}

/// A value for the action, now and then one that does not fit.
fn value(dice: &mut Dice, snapshot: &Value, action: &str) -> Option<Value> {
    let mut value = match action {
        "change-sharing" | "assign-sharing" => sharing(dice, snapshot),
        "share-mailbox" | "manage-grants" => grants(dice, snapshot),
        "edit-excluded-domains" => dice.list(5, |dice| dice.domain().into()).into(),
        "grant-support-access" => {
            json!({ "agent": some_id(dice, snapshot, "users", is_agent).unwrap_or(json!("nobody")) })
        }
        _ => return dice.maybe(4, |dice| sharing(dice, snapshot)),
    };
    if dice.chance(25) {
        super::corruption::spoil(dice, &mut value);
    }
    (!dice.chance(4)).then_some(value)
}

fn sharing(dice: &mut Dice, snapshot: &Value) -> Value {
    let there = some_entry(dice, rows(snapshot, "mailboxes")).and_then(|mailbox| mailbox.get("sharing")).cloned();
    let mut sharing = match dice.below(8) {
        0 => json!({ "mode": "private" }),
        1 | 2 => json!({ "mode": "complete", "audience": audience(dice, snapshot) }),
        3 => {
            let ticks: Vec<Value> = rows(snapshot, "records").iter().map(|record| record["id"].clone()).collect();
            json!({ "mode": "record-level", "audience": audience(dice, snapshot), "sharedRecords": ticks })
        }
        4 | 5 => json!({ "mode": "per-thread", "default": dice.pick(&["shared", "private"]) }),
        _ => there.unwrap_or_else(|| json!({ "mode": "private" })),
    };
    if sharing["mode"] == "complete" {
        put(&mut sharing, "excludedDomains", dice.maybe(40, |dice| dice.list(2, |dice| dice.domain().into())));
    }
    if sharing["mode"] == "per-thread" {
        put(&mut sharing, "defaultSince", dice.maybe(20, Dice::time));
        put(&mut sharing, "linkedAccess", dice.maybe(60, |dice| dice.pick(&["any", "all"])));
    }
    sharing
}

fn audience(dice: &mut Dice, snapshot: &Value) -> Value {
    (0..1 + dice.below(2)).map(|_| audience_member(dice, snapshot)).collect()
}

/// Perhaps the owner, perhaps one twice.
fn grants(dice: &mut Dice, snapshot: &Value) -> Value {
    let grant = |dice: &mut Dice| {
        let mut grant = user_or_role(dice, snapshot);
        if grant["kind"] == "user" {
            grant.as_object_mut().unwrap().shift_remove("descendants");
        }
        grant["rights"] = dice.list(2, |dice| dice.pick(&["read", "send", "configure"]).into()).into();
        grant
    };
    (0..dice.below(3)).map(|_| grant(dice)).collect()
}

/// What differs between two organisations, whatever was changed, is what two lists say one by one (X-04).
#[test]
fn an_exposure_is_the_difference_of_lists() {
    let (exposed, gone) = (Cell::new(0), Cell::new(0));
    for_all(|dice| {
        let before = random::snapshot(dice);
        let other = random::snapshot(dice);
        let mut after = before.clone();
        let mut changed = policy(&before);
        for _ in 0..6 {
            let mut changing = after.clone();
            change(dice, &mut changing, &other);
            // What cannot be a snapshot is left out.
            if let Ok(parsed) = Policy::parse(&serde_json::to_vec(&changing).unwrap(), domain_to_ascii) {
                (after, changed) = (changing, parsed);
            }
        }
        let policy = policy(&before);
        let mut query = json!({ "now": now(dice), "examples": dice.below(4) });
        put(&mut query, "surface", dice.maybe(60, |dice| dice.pick(&["mailbox", "record"])));
        let read = |snapshot: &Value| serde_json::from_value::<Snapshot>(snapshot.clone()).unwrap();
        for (one, other, snapshots) in [(&policy, &changed, [&before, &after]), (&changed, &policy, [&after, &before])]
        {
            let expected = exposure::exposure(&read(snapshots[0]), &read(snapshots[1]), &query).unwrap();
            let found = support::exposure(one, other, &query);
            prop_assert_eq!(&found, &json!({ "answer": expected }), "{}\n{}\n{}", query, snapshots[0], snapshots[1]);
            exposed.set(exposed.get() + rows(&expected, "users").len());
        }
        let itself = support::exposure(&policy, &policy, &query);
        prop_assert_eq!(itself, json!({ "answer": { "users": [], "pairs": 0 } }));
        gone.set(gone.get() + usize::from(rows(&before, "threads").len() > rows(&after, "threads").len()));
        Ok(())
    });
    assert!(exposed.get() > 50 && gone.get() > 5, "{exposed:?} {gone:?}");
}

/// Rows go, come, move and become others.
fn change(dice: &mut Dice, after: &mut Value, other: &Value) {
    let collection = dice.pick(&["threads", "threads", "mailboxes", "users", "records", "supportAccess"]);
    let donors = rows(other, collection).to_vec();
    let Some(list) = after.get_mut(collection).and_then(Value::as_array_mut).filter(|list| !list.is_empty()) else {
        return;
    };
    let place = dice.below(list.len());
    match (dice.below(5), some_entry(dice, &donors)) {
        (0, _) => drop(list.remove(place)),
        (1, _) => list.reverse(),
        (2, Some(donor)) => list.push(donor.clone()),
        (_, Some(donor)) => {
            for (name, member) in donor.as_object().unwrap() {
                if !["id", "mailbox", "agent", "kind"].contains(&name.as_str()) && dice.chance(50) {
                    list[place][name] = member.clone();
                }
            }
        }
        (_, None) => {}
    }
}

/// What was removed from a policy and added to it is patched in its row (section 10).
#[test]
fn a_patch_names_rows_for_life() {
    let snapshot = json!({
        "version": 1, "organization": {}, "roles": [], "records": [],
        "users": [{ "id": "ann", "status": "active" }],
        "mailboxes": [{ "id": "box", "address": "ann@a.test", "owner": "ann" }],
        "threads": (["a", "b", "c"].map(|id| json!({ "id": id, "mailbox": "box", "participants": [] }))),
    });
    let mut policy = policy(&snapshot);
    policy.remove_threads(br#"["b", "a"]"#).unwrap();
    policy.upsert_threads(br#"[{ "id": "a", "mailbox": "box", "participants": [] }]"#).unwrap();
    for (thread, row) in [("c", 2), ("a", 3)] {
        let query = json!({ "action": "archive", "viewer": "ann", "thread": thread, "now": "2026-06-01T12:00:00Z" });
        let found = support::propose(&policy, &query, None);
        assert_eq!(found["answer"]["patch"][0]["path"], format!("/threads/{row}/state"));
    }
}
