//! The rooms of `src` stand on floors: every import leads down, and no files import each other in a circle.

use crate::documents::{files, read};
use std::collections::{BTreeMap, BTreeSet};

/// From the ground up. Whoever adds a room finds its floor here.
const FLOORS: [&str; 15] = [
    "tables", "json", "model", "error", "policy", "rules", "ask", "wire", "filter", "exposure", "propose", "lint",
    "sql", "wasm", "abi",
];

type Arrows = BTreeMap<String, BTreeSet<String>>;

fn sources() -> BTreeSet<String> {
    files().iter().filter(|file| file.starts_with("src/") && file.ends_with(".rs")).cloned().collect()
}

fn room(file: &str) -> &str {
    let inside = file.trim_start_matches("src/");
    inside.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The file that a path of modules leads to: the deepest one that there is.
fn target(path: &[&str], sources: &BTreeSet<String>) -> Option<String> {
    (1..=path.len()).rev().find_map(|length| {
        let place = path[..length].join("/");
        [format!("src/{place}.rs"), format!("src/{place}/mod.rs")].into_iter().find(|file| sources.contains(file))
    })
}

/// The modules above a file: `src/rules/view.rs` is `rules::view`.
fn modules(file: &str) -> Vec<&str> {
    let inside = file.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    inside.split('/').collect()
}

/// What a file imports by `use`, in the part that is not tests. A group of names counts by what stands before it, and
/// each name in it that is a module by itself.
fn imports(file: &str, sources: &BTreeSet<String>) -> BTreeSet<String> {
    let text = read(file);
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let statements = text.split(';').filter_map(|statement| {
        let start = statement
            .find("use ")
            .filter(|at| *at == 0 || !statement[..*at].ends_with(|c: char| c.is_alphanumeric()))?;
        Some(statement[start + 4..].trim())
    });
    let mut found = BTreeSet::new();
    for statement in statements {
        let (before, group) = statement.split_once('{').unwrap_or((statement, ""));
        let start: Vec<&str> = before.split("::").filter(|part| !part.is_empty()).collect();
        let names: Vec<&str> = group.split(['{', '}', ',']).map(str::trim).filter(|name| !name.is_empty()).collect();
        let absolute = match start.split_first() {
            Some((&"crate", rest)) => rest.to_vec(),
            Some((&"super", rest)) => {
                let mut above = modules(file);
                above.pop();
                above.extend(rest);
                above
            }
            _ => continue,
        };
        let ways: Vec<Vec<&str>> = match names.is_empty() {
            true => vec![absolute],
            false => names.iter().map(|name| [absolute.clone(), name.split("::").collect()].concat()).collect(),
        };
        found.extend(ways.iter().filter_map(|way| target(way, sources)).filter(|to| to != file));
    }
    found
}

fn arrows() -> Arrows {
    let sources = sources();
    sources.iter().filter(|file| *file != "src/lib.rs").map(|file| (file.clone(), imports(file, &sources))).collect()
}

fn is_parent(parent: &str, child: &str) -> bool {
    parent.strip_suffix("mod.rs").is_some_and(|folder| child.starts_with(folder))
}

#[test]
fn every_import_leads_down() {
    let floor = |file: &str| {
        let found = FLOORS.iter().position(|name| *name == room(file));
        found.unwrap_or_else(|| panic!("{file} is in a room without a floor"))
    };
    let arrows = arrows();
    assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 200, "the imports are not found any more");
    for (from, to) in arrows.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to))) {
        assert!(to != "src/lib.rs" || room(from) == "wasm", "{from} imports what the crate shows to others");
        if to != "src/lib.rs" {
            assert!(room(from) == room(to) || floor(to) < floor(from), "{from} imports {to}, which stands above it");
        }
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let arrows = arrows();
    let counts = |from: &str, to: &str| !is_parent(from, to) && !is_parent(to, from) && to != "src/lib.rs";
    let mut left: BTreeSet<&String> = arrows.keys().collect();
    loop {
        // Whoever imports nothing that is left goes. A circle stays.
        let is_leaf = |file: &&&String| !arrows[**file].iter().any(|to| left.contains(to) && counts(file, to));
        let leaves: Vec<&String> = left.iter().filter(is_leaf).copied().collect();
        if leaves.is_empty() {
            break;
        }
        leaves.iter().for_each(|leaf| assert!(left.remove(*leaf)));
    }
    assert!(left.is_empty(), "these import each other: {left:?}");
}
