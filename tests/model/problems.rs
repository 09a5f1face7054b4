//! What is wrong with a snapshot (section 2): code and path of every problem, in document order.

use std::collections::{BTreeMap, BTreeSet};

use super::domains::{address, domain};
use super::shapes::{Field, RECORD, SNAPSHOT, Shape, THREAD};
use super::time::instant;
use super::tree::{Node, Tree, parse};
use super::{between, time};

/// "JSON nested deeper than 64"
const DEPTH_MAX: usize = 64;

/// What the rest of a snapshot refers to: rows with a good id, by collection and id. A user has their kind, if it can be
/// said.
pub type Rows = BTreeMap<(&'static str, String), Option<String>>;

#[derive(Debug, Default)]
pub struct Problems {
    rows: Rows,
    /// Ids met so far.
    met: BTreeSet<(&'static str, String)>,
    found: Vec<(usize, String, String)>,
}

/// Every problem of a snapshot, as code and path.
pub fn problems(text: &[u8]) -> Vec<(String, String)> {
    // "After `json-syntax` ... nothing else can be reported"
    let Some(root) = parse(text) else { return vec![("json-syntax".to_owned(), String::new())] };
    let mut problems = Problems { rows: rows(&root), ..Problems::default() };
    problems.look_at(&root, "", &SNAPSHOT, 1);
    between::look_between(&root, &mut problems);
    problems.listed()
}

/// The problems of `upsertRecords` and `upsertThreads`, "paths relative to the array" (section 10).
pub fn problems_of_change(collection: &str, text: &[u8], snapshot: &Node) -> Vec<(String, String)> {
    static RECORDS: Shape = Shape::List(&RECORD);
    static THREADS: Shape = Shape::List(&THREAD);
    let Some(root) = parse(text) else { return vec![("json-syntax".to_owned(), String::new())] };
    let mut problems = Problems { rows: rows(snapshot), ..Problems::default() };
    problems.look_at(&root, "", if collection == "records" { &RECORDS } else { &THREADS }, 1);
    problems.listed()
}

/// A row with a good id is there for references, whatever else is wrong with it; the first one of that id counts.
fn rows(root: &Node) -> Rows {
    let mut rows = Rows::new();
    for collection in ["roles", "users", "records", "mailboxes"] {
        for row in root.member(collection).map_or(&[][..], Node::entries) {
            let Some(id) = row.text_of("id").filter(|id| id_problem(id).is_none()) else { continue };
            let kind = match row.member("kind") {
                None => Some("member"),
                Some(kind) => kind.text().filter(|kind| ["member", "support-agent"].contains(kind)),
            };
            rows.entry((collection, id.to_owned())).or_insert_with(|| kind.map(str::to_owned));
        }
    }
    rows
}

/// "Ids are non-empty strings of at most 256 bytes, without U+FFFD".
fn id_problem(id: &str) -> Option<&'static str> {
    match id {
        _ if id.len() > 256 => Some("limit-exceeded"),
        "" => Some("invalid-id"),
        _ if id.contains('\u{fffd}') => Some("invalid-id"),
        _ => None,
    }
}

impl Problems {
    /// "Problems are listed in document order (an absent member after those that are there)".
    fn listed(mut self) -> Vec<(String, String)> {
        self.found.sort_by_key(|(place, ..)| *place);
        self.found.into_iter().map(|(_, code, path)| (code, path)).collect()
    }

    pub fn say(&mut self, code: &str, at: &Node, path: &str) {
        self.found.push((2 * at.place, code.to_owned(), path.to_owned()));
    }

    fn say_missing(&mut self, of: &Node, path: String) {
        self.found.push((2 * of.end + 1, "missing-field".to_owned(), path));
    }

    fn look_at(&mut self, node: &Node, path: &str, shape: &Shape, depth: usize) {
        match (shape, &node.value) {
            (Shape::One, Tree::Number(true)) | (Shape::Flag, Tree::Bool) => {}
            (Shape::One, Tree::Number(false)) => self.say("unsupported-version", node, path),
            (Shape::List(entry), Tree::List(entries)) => {
                for (index, inner) in entries.iter().enumerate() {
                    self.look_at(inner, &format!("{path}/{index}"), entry, depth + 1);
                }
            }
            (Shape::Object(fields), Tree::Object(_)) => {
                self.look_at_members(node, path, &fields.iter().collect::<Vec<_>>(), &[], depth);
            }
            (Shape::Choice(tag, choices, common), Tree::Object(_)) => {
                let chosen = node.text_of(tag).and_then(|text| choices.iter().find(|(name, _)| *name == text));
                let (fields, ignored) = match chosen {
                    Some((_, fields)) => (*fields, vec![]),
                    // What depends on a text that tells nothing is not looked at.
                    None => (&choices[0].1[..1], all_names(choices)),
                };
                let fields: Vec<&Field> = fields.iter().chain(*common).collect();
                self.look_at_members(node, path, &fields, &ignored, depth);
            }
            (_, Tree::Text(text)) => {
                if let Some(code) = self.text_problem(shape, text) {
                    self.say(code, node, path);
                }
            }
            _ => {
                self.say("wrong-type", node, path);
                self.look_inside(node, path, depth);
            }
        }
    }

    fn text_problem(&mut self, shape: &Shape, text: &str) -> Option<&'static str> {
        let unless = |is_good: bool, code| (!is_good).then_some(code);
        match shape {
            Shape::Text => None,
            Shape::Word(words) => unless(words.contains(&text), "unknown-value"),
            Shape::Time => unless(instant(text).is_some(), "invalid-time"),
            Shape::Domain => unless(domain(text).is_some(), "invalid-domain"),
            // "an id or address over 256 bytes, an alias or a participant over 1,024"
            Shape::Address if text.len() > 256 => Some("limit-exceeded"),
            Shape::Alias | Shape::Participant if text.len() > 1024 => Some("limit-exceeded"),
            Shape::Address => unless(address(text).is_some(), "invalid-address"),
            Shape::Alias => unless(!text.is_empty(), "invalid-address"),
            Shape::Participant => None,
            Shape::Id(collection) => match id_problem(text) {
                Some(code) => Some(code),
                None => unless(self.met.insert((collection, text.to_owned())), "duplicate-id"),
            },
            Shape::Row(collection) => {
                unless(self.rows.contains_key(&(*collection, text.to_owned())), "unknown-reference")
            }
            Shape::User(wanted) => match self.rows.get(&("users", text.to_owned())) {
                None => Some("unknown-reference"),
                Some(kind) => unless(kind.as_deref().is_none_or(|kind| kind == *wanted), "support-agent-misused"),
            },
            Shape::One | Shape::Flag | Shape::List(_) | Shape::Object(_) | Shape::Choice(..) => Some("wrong-type"),
        }
    }

    fn look_at_members(&mut self, node: &Node, path: &str, fields: &[&Field], ignored: &[&str], depth: usize) {
        let met = self.distinct_members(node, path);
        for (name, member) in &met {
            let path = inner(path, name);
            match fields.iter().find(|(field, ..)| field == name) {
                Some((.., shape)) => self.look_at(member, &path, shape, depth + 1),
                None => {
                    if !ignored.contains(name) {
                        self.say("unknown-field", member, &path);
                    }
                    self.look_inside(member, &path, depth + 1);
                }
            }
        }
        // "Several absent members of one object are reported in the order of the type."
        for (name, is_required, _) in fields {
            if *is_required && !met.iter().any(|(met, _)| met == name) {
                self.say_missing(node, inner(path, name));
            }
        }
        self.look_at_period(node, path, fields);
    }

    /// "`empty-period` (an `until` not later than the `from` beside it)"
    fn look_at_period(&mut self, node: &Node, path: &str, fields: &[&Field]) {
        let has_period = fields.iter().any(|(name, ..)| *name == "from");
        let time = |name| node.text_of(name).and_then(time::instant);
        if let (true, Some(from), Some(until)) = (has_period, time("from"), time("until"))
            && until <= from
        {
            self.say("empty-period", node.member("until").unwrap(), &inner(path, "until"));
        }
    }

    /// The members of an object, each name once: the first one counts.
    fn distinct_members<'n>(&mut self, node: &'n Node, path: &str) -> Vec<(&'n str, &'n Node)> {
        let mut met: Vec<(&str, &Node)> = Vec::new();
        for (name, member) in node.members() {
            if met.iter().any(|(met, _)| met == name) {
                self.say("duplicate-key", member, &inner(path, name));
            } else {
                met.push((name, member));
            }
        }
        met
    }

    /// What is not understood: its keys and its depth alone.
    fn look_inside(&mut self, node: &Node, path: &str, depth: usize) {
        let is_container = |node: &Node| matches!(node.value, Tree::List(_) | Tree::Object(_));
        let inside = node.entries().iter().chain(node.members().iter().map(|(_, member)| member));
        if depth == DEPTH_MAX && inside.clone().any(is_container) {
            // "for nesting, the deepest allowed value"
            self.say("limit-exceeded", node, path);
            return;
        }
        for (index, entry) in node.entries().iter().enumerate() {
            self.look_inside(entry, &format!("{path}/{index}"), depth + 1);
        }
        let met = self.distinct_members(node, path);
        for (name, member) in &met {
            let path = inner(path, name);
            self.look_inside(member, &path, depth + 1);
        }
    }
}

fn all_names(choices: &[(&str, &'static [Field])]) -> Vec<&'static str> {
    choices.iter().flat_map(|(_, fields)| fields.iter()).map(|(name, ..)| *name).collect()
}

/// The path of a member, its name escaped as a JSON Pointer wants it.
pub fn inner(path: &str, name: &str) -> String {
    format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"))
}
