//! Random snapshots and questions reach everything: every reason code under every rule that it can have, every action
//! both allowed and denied, every level, every restriction and every request error. Only then is the agreement of code
//! and model worth something.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic is a failing test")]

mod model;

use std::collections::BTreeSet;

use model::dice::Dice;
use model::domains::{address, domain_of};
use model::questions::{self, ACTIONS, LISTS};
use model::random;
use model::{Snapshot, answer, licensed_user_count, problems};
use serde_json::Value;

const SNAPSHOTS: u64 = 1_500;
const QUESTIONS: usize = 50;

/// "Rule of each reason code", the end of docs/specification.md.
const REASONS: &[(&str, &[&str])] = &[
    ("viewer-not-active", &["Z-17"]),
    ("support-access-not-live", &["S-02"]),
    ("support-restricted", &["S-07", "S-12"]),
    ("support-operation", &["S-08"]),
    ("support-slot-taken", &["S-11"]),
    ("support-access-too-short", &["S-02"]),
    ("no-live-support-access", &["S-05"]),
    ("thread-deleted", &["P-10"]),
    ("thread-archived", &["P-11"]),
    ("mailbox-owner", &["X-01"]),
    ("owner-deactivated-without-backup", &["M-03"]),
    ("backup-available", &["M-03"]),
    ("excluded-domain", &["X-03", "Z-15"]),
    ("unreadable-participant", &["X-06"]),
    ("mailbox-private", &["M-04", "M-10", "Z-06"]),
    ("thread-private", &["P-03"]),
    ("shared-thread", &["P-03"]),
    ("not-in-audience", &["Z-11"]),
    ("in-audience", &["Z-11"]),
    ("no-shared-record", &["Z-05"]),
    ("thread-not-linked", &["C-12", "P-03", "Z-04", "Z-05"]),
    ("record-not-linked", &["C-12", "P-03", "Z-04", "Z-05"]),
    ("record-type-not-eligible", &["P-03", "Z-04", "Z-05"]),
    ("record-access-missing", &["C-12", "P-03", "Z-04", "Z-05"]),
    ("surface-not-allowed", &["P-04"]),
    ("no-read-right", &["C-07"]),
    ("read-right", &["C-07"]),
    ("no-send-right", &["C-08"]),
    ("send-right", &["C-08"]),
    ("no-configure-right", &["C-09"]),
    ("configure-right", &["C-09"]),
    ("level-too-low", &["Z-12"]),
    ("not-a-participant", &["P-05"]),
    ("participant", &["P-05"]),
    ("not-mailbox-owner", &["C-08", "M-08", "P-06", "Z-05"]),
    ("mailbox-locked", &["M-09"]),
    ("controlled-by-administrator", &["Z-02"]),
    ("not-administrator", &["M-02", "S-05", "Z-02"]),
    ("administrator", &["M-02", "S-05", "Z-02"]),
    ("sole-administrator", &["M-12"]),
    ("own-mailbox", &["M-11"]),
    ("already-locked", &["M-13"]),
    ("not-locked", &["M-13"]),
    ("is-shared-mailbox", &["C-04"]),
    ("not-a-shared-mailbox", &["C-04"]),
    ("mode-without-exclusions", &["Z-09"]),
    ("everything-already-shared", &["Z-14"]),
    ("mode-without-record-sharing", &["Z-05"]),
    ("mode-without-thread-sharing", &["P-06"]),
    ("mode-without-backup", &["M-04"]),
    ("system-operation-missing", &["C-03"]),
    ("owner-not-deactivated", &["M-01"]),
    ("foreign-domain", &["M-05"]),
    ("backup-in-progress", &["M-06"]),
    ("backup-exists", &["M-06"]),
    ("no-earlier-backup", &["M-14"]),
    ("not-reactivated-since-backup", &["M-14"]),
    ("settings-not-saved-since-reactivation", &["M-14"]),
];

/// "`not-in-audience`, `no-read-right`, `no-send-right` and `no-configure-right` then carry `until` ..., or else `from`".
const TELL_WHEN: [&str; 4] = ["not-in-audience", "no-read-right", "no-send-right", "no-configure-right"];

const REQUEST_ERRORS: [&str; 12] = [
    "invalid-time",
    "missing-field",
    "not-a-support-agent",
    "unknown-action",
    "unknown-field",
    "unknown-mailbox",
    "unknown-operation",
    "unknown-record",
    "unknown-thread",
    "unknown-value",
    "unknown-viewer",
    "wrong-type",
];

/// What the questions met, as sets of words.
#[derive(Default)]
struct Met {
    /// `code rule`
    reasons: BTreeSet<String>,
    /// `code from` and `code until`
    times: BTreeSet<String>,
    /// `action outcome`
    outcomes: BTreeSet<String>,
    levels: BTreeSet<String>,
    restrictions: BTreeSet<u64>,
    errors: BTreeSet<String>,
    /// List questions whose answer names something.
    lists: BTreeSet<String>,
    obligations: BTreeSet<String>,
}

impl Met {
    /// Everything in an answer that looks like a reason or an obligation.
    fn look_into(&mut self, value: &Value) {
        if let Some(values) = value.as_array() {
            values.iter().for_each(|value| self.look_into(value));
        }
        let Some(members) = value.as_object() else {
            return;
        };
        members.values().for_each(|value| self.look_into(value));
        if let Some(rule) = value["rule"].as_str() {
            let code = value["code"].as_str().unwrap();
            self.reasons.insert(format!("{code} {rule}"));
            let told = ["from", "until"].into_iter().filter(|time| value.get(time).is_some());
            self.times.extend(told.map(|time| format!("{code} {time}")));
        }
        if value["code"] == "support-restricted" {
            self.restrictions.extend(value["restriction"].as_u64());
        }
        if let Some(kind) = value["kind"].as_str() {
            self.obligations.insert(kind.to_owned());
        }
        if let Some(level) = value["level"].as_str() {
            self.levels.insert(level.to_owned());
        }
    }
}

fn ask_everything() -> Met {
    let mut met = Met::default();
    for seed in 0..SNAPSHOTS {
        let mut dice = Dice::of_seed(seed);
        let json = random::snapshot(&mut dice);
        let snapshot: Snapshot = serde_json::from_value(json.clone()).unwrap();
        assert!(licensed_user_count(&snapshot) <= 6);
        for _ in 0..QUESTIONS {
            let question = questions::question(&mut dice, &json);
            match answer(question.kind, &snapshot, &question.query) {
                Err((code, _)) => drop(met.errors.insert(code)),
                Ok(answer) => {
                    met.look_into(&answer);
                    if let Some(action) = question.query["action"].as_str() {
                        let outcome = answer["outcome"].as_str().unwrap();
                        met.outcomes.insert(format!("{action} {outcome}"));
                    } else if names_something(&answer) {
                        met.lists.insert(question.kind.to_owned());
                    }
                }
            }
        }
    }
    met
}

fn names_something(answer: &Value) -> bool {
    let lists = ["rows", "members"].map(|member| answer[member].as_array());
    let lists = lists.into_iter().chain([answer.as_array()]);
    lists.flatten().any(|list| !list.is_empty())
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

#[test]
fn random_questions_reach_every_reason_and_outcome() {
    let met = ask_everything();
    let reasons = REASONS.iter().flat_map(|(code, rules)| rules.iter().map(move |rule| format!("{code} {rule}")));
    assert_eq!(met.reasons, reasons.collect());
    let times = TELL_WHEN.iter().flat_map(|code| ["from", "until"].map(|time| format!("{code} {time}")));
    assert_eq!(met.times, times.collect());
    let outcomes = ACTIONS.iter().flat_map(|action| ["allowed", "denied"].map(|outcome| format!("{action} {outcome}")));
    assert_eq!(met.outcomes, outcomes.collect());
    assert_eq!(met.levels, words(model::view::LEVELS));
    assert_eq!(met.restrictions, (0..=32).collect());
    assert_eq!(met.errors, words(REQUEST_ERRORS));
    assert_eq!(met.lists, words(LISTS));
    assert_eq!(met.obligations, words(["audit", "set-record-owner"]));
}

/// Where in a snapshot a fact stands, and what takes it away.
type Without = (&'static str, fn(&mut Value));

const FACTS: [Without; 7] = [
    ("aliases", |snapshot| each(&mut snapshot["users"], |user| remove(user, "aliases"))),
    ("subaddressing", |snapshot| remove(&mut snapshot["organization"], "subaddressing")),
    ("from", |snapshot| each_member(snapshot, |member| remove(member, "from"))),
    ("until", |snapshot| each_member(snapshot, |member| remove(member, "until"))),
    ("no participant", |snapshot| {
        each_participants(snapshot, |list| {
            if list.is_empty() {
                list.push("zoe@elsewhere.example".into());
            }
        })
    }),
    ("no address", |snapshot| {
        each_participants(snapshot, |list| {
            list.retain(|participant| address(participant.as_str().unwrap()).is_some());
            list.push("zoe@elsewhere.example".into());
        })
    }),
    ("single labels and literals", |snapshot| {
        each_participants(snapshot, |list| {
            list.retain(|participant| {
                let address = address(participant.as_str().unwrap());
                address.is_none_or(|address| domain_of(&address).contains('.') && !address.ends_with(']'))
            });
            list.push("zoe@elsewhere.example".into());
        })
    }),
];

fn each(list: &mut Value, change: impl Fn(&mut Value)) {
    list.as_array_mut().into_iter().flatten().for_each(change);
}

fn remove(object: &mut Value, member: &str) {
    object.as_object_mut().unwrap().shift_remove(member);
}

fn each_member(snapshot: &mut Value, change: fn(&mut Value)) {
    each(&mut snapshot["mailboxes"], |mailbox| {
        for list in ["audience", "grants"] {
            if let Some(list) = mailbox.pointer_mut(&format!("/sharing/{list}")) {
                each(list, change);
            }
        }
    });
}

fn each_participants(snapshot: &mut Value, change: fn(&mut Vec<Value>)) {
    each(&mut snapshot["threads"], |thread| change(thread["participants"].as_array_mut().unwrap()));
}

/// A fact that changes no answer would be met by no test.
#[test]
fn every_kind_of_fact_changes_answers() {
    for (fact, take_away) in FACTS {
        let mut changed = 0;
        for seed in 0..300 {
            let mut dice = Dice::of_seed(seed);
            let with = random::snapshot(&mut dice);
            let mut without = with.clone();
            take_away(&mut without);
            if without == with {
                continue;
            }
            let [old, new]: [Snapshot; 2] = [&with, &without].map(|json| serde_json::from_value(json.clone()).unwrap());
            for _ in 0..QUESTIONS {
                let question = questions::question(&mut dice, &with);
                let [was, is] = [&old, &new].map(|snapshot| answer(question.kind, snapshot, &question.query));
                changed += usize::from(was != is);
            }
        }
        assert!(changed >= 15, "{fact}: only {changed} answers are others without it");
    }
}

/// Random snapshots are valid: else nothing could be said of what is decided on them.
#[test]
fn random_snapshots_have_no_problems() {
    for seed in 0..SNAPSHOTS {
        let snapshot = random::snapshot(&mut Dice::of_seed(seed));
        assert_eq!(problems(&serde_json::to_vec(&snapshot).unwrap()), [], "seed {seed}: {snapshot}");
    }
}
