//! What a machine can check about the repository: names that belong together, files, and what the documents say.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

#[path = "tidy/codes.rs"]
mod codes;
mod documents;
#[path = "tidy/floors.rs"]
mod floors;
#[path = "tidy/habits.rs"]
mod habits;
#[path = "tidy/paths.rs"]
mod paths;
#[path = "tidy/prose.rs"]
mod prose;
#[path = "tidy/specification.rs"]
mod specification;

use documents::{Table, files, read};
use mailveil::{
    FindingCode, Policy, ProblemCode, ReasonCode, RequestErrorCode, Rule, domain_to_ascii, support_restrictions,
};
use serde_json::Value;
use std::collections::BTreeSet;

type Names = BTreeSet<String>;

/// Codes of errors that are not about a request.
const OTHER_ERRORS: [&str; 7] = [
    "freed",
    "instance-lost",
    "invalid-records",
    "invalid-snapshot",
    "invalid-threads",
    "no-webassembly",
    "not-initialized",
];

/// Errors of filters alone, which have tests of their own (`tests/filter.rs`).
const FILTER_ERRORS: [&str; 6] =
    ["duplicate-key", "invalid-field", "invalid-pointer", "json-syntax", "not-an-array", "not-an-object"];

/// The work of others: licences, and what package managers write.
const NOT_OURS: [&str; 5] = ["Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT", "package-lock.json", "pkg/THIRD-PARTY.txt"];

const LINES_MAX: usize = 400;
/// Of the files in `src`. How long a function may be stands in clippy.toml.
const MEDIAN_MAX: usize = 120;

fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> Names {
    names.into_iter().map(str::to_owned).collect()
}

fn reason_codes() -> Names {
    names(ReasonCode::ALL.iter().map(|code| code.name()))
}

fn rules() -> Names {
    names(Rule::ALL.iter().map(|rule| rule.name()))
}

fn problem_codes() -> Names {
    names(ProblemCode::ALL.iter().map(|code| code.name()))
}

fn finding_codes() -> Names {
    names(FindingCode::ALL.iter().map(|code| code.name()))
}

fn error_codes() -> Names {
    names(RequestErrorCode::ALL.iter().map(|code| code.name()))
}

fn all_error_codes() -> Names {
    &error_codes() | &names(OTHER_ERRORS)
}

/// Fails with what only one of them has.
fn check_same(what: &str, found: &Names, expected: &Names) {
    let (more, less) = (found - expected, expected - found);
    assert!(more.is_empty() && less.is_empty(), "{what} has {more:?} too many, and lacks {less:?}");
}

/// The cases of every vector file that runs natively.
fn vectors() -> Vec<(String, Vec<Value>)> {
    let is_vectors = |file: &&String| {
        file.starts_with("tests/vectors/")
            && file.ends_with(".json")
            && !file.contains("/hostile/")
            && !file.ends_with("/schema.json")
    };
    let cases = |file: &String| {
        let json: Value = serde_json::from_str(&read(file)).unwrap();
        (file.clone(), json["cases"].as_array().cloned().unwrap_or_default())
    };
    files().iter().filter(is_vectors).map(cases).collect()
}

/// The texts of a member of every object in a list that stands in a case; `None` if there is no such list.
fn texts(list: &Value, member: &str) -> Option<Names> {
    Some(names(list.as_array()?.iter().filter_map(|item| item[member].as_str())))
}

/// Every name has a case with it and, in the same file, a case of the same kind without it.
fn check_both_sides(wanted: &Names, named: impl Fn(&Value) -> Option<Names>) {
    let mut missing = wanted.clone();
    for (_, cases) in vectors() {
        let cases: Vec<Names> = cases.iter().filter_map(&named).collect();
        missing.retain(|name| {
            cases.iter().all(|case| case.contains(name)) || cases.iter().all(|case| !case.contains(name))
        });
    }
    assert!(missing.is_empty(), "no vector file has cases with and without {missing:?}");
}

#[test]
fn every_name_has_vectors_with_and_without_it() {
    check_both_sides(&reason_codes(), |case| texts(&case["decision"]["reasons"], "code"));
    check_both_sides(&rules(), |case| texts(&case["decision"]["reasons"], "rule"));
    check_both_sides(&problem_codes(), |case| texts(&case["problems"], "code"));
    check_both_sides(&finding_codes(), |case| case.get("lint").and_then(|_| texts(&case["answer"], "code")));
    check_both_sides(&(&error_codes() - &names(FILTER_ERRORS)), |case| {
        case.get("problems").is_none().then(|| names(case["error"]["code"].as_str()))
    });
}

/// `code rule` of every reason anywhere in an answer.
fn reasons(value: &Value, found: &mut Names) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| reasons(item, found)),
        Value::Object(members) => {
            if let (Some(code), Some(rule)) = (value["code"].as_str(), value["rule"].as_str()) {
                found.insert(format!("{code} {rule}"));
            }
            members.values().for_each(|member| reasons(member, found));
        }
        _ => {}
    }
}

/// `code rule` of every reason that a vector expects.
fn reasons_of_vectors() -> Names {
    let mut met = Names::new();
    for case in vectors().iter().flat_map(|(_, cases)| cases) {
        reasons(&case["decision"], &mut met);
        reasons(&case["answer"], &mut met);
    }
    met
}

#[test]
fn docs_reasons_lists_every_code_with_its_rules() {
    let text = read("docs/reasons.md");
    let listed = Table::of(&text, "## Reasons");
    let pairs =
        listed.rows.iter().flat_map(|row| row[1].split(", ").map(|rule| format!("{} {rule}", listed.name(row))));
    check_same("docs/reasons.md, beside the vectors,", &pairs.collect(), &reasons_of_vectors());
    check_same("docs/reasons.md", &listed.names(), &reason_codes());
    check_same("docs/reasons.md", &Table::of(&text, "## Problems").names(), &problem_codes());
    check_same("docs/reasons.md", &Table::of(&text, "## Errors").names(), &all_error_codes());
}

#[test]
fn docs_lint_lists_every_finding_with_its_severity() {
    let text = read("docs/lint.md");
    let listed = Table::of(&text, "## Findings");
    let found: Vec<String> = listed.rows.iter().map(|row| format!("{} {}", listed.name(row), row[1])).collect();
    let expected: Vec<String> =
        FindingCode::ALL.iter().map(|code| format!("{} {}", code.name(), code.severity().name())).collect();
    assert_eq!(found, expected);
}

/// Where a rule is named: in code as `Z-06` or `Rule::Z06`, in vectors in descriptions or reasons.
fn is_named(rule: &str, text: &str) -> bool {
    text.contains(rule) || text.contains(&format!("Rule::{}", rule.replace('-', "")))
}

#[test]
fn docs_rules_leads_from_every_rule_to_code_and_vectors() {
    let text = read("docs/rules.md");
    let table = Table::of(&text, "## The rules");
    assert!(rules().is_subset(&table.names()), "missing: {:?}", rules().difference(&table.names()));
    // What is named nowhere is a definition; the table then tells what follows from it.
    for (folder, column) in [("src/", 2), ("tests/vectors/", 3)] {
        let is_here = |file: &&String| file.starts_with(folder) && *file != "src/model/reason.rs";
        let texts: Vec<(&String, String)> = files().iter().filter(is_here).map(|file| (file, read(file))).collect();
        for row in &table.rows {
            let listed: Vec<String> = documents::quoted(&row[column]).map(|path| format!("{folder}{path}")).collect();
            for file in &listed {
                assert!(files().contains(file), "{}: there is no {file}", row[0]);
            }
            let naming: Vec<_> =
                texts.iter().filter(|(_, text)| is_named(&row[0], text)).map(|(file, _)| *file).collect();
            let is_listed = naming.iter().any(|file| listed.contains(file));
            assert!(naming.is_empty() || is_listed, "{}: listed are {listed:?}, it is named in {naming:?}", row[0]);
        }
    }
}

/// The text literals of a union type.
fn literals(file: &str, name: &str) -> Names {
    let text = read(file);
    let (_, union) = text.split_once(&format!("export type {name} =")).unwrap();
    let (union, _) = union.split_once(';').unwrap();
    names(union.split('"').skip(1).step_by(2))
}

#[test]
fn typescript_has_the_same_names() {
    let restricted = names(support_restrictions().into_iter().map(|restriction| restriction.operation));
    for (file, name, expected) in [
        ("decision", "ReasonCode", reason_codes()),
        ("decision", "RuleNumber", rules()),
        ("problem", "ProblemCode", problem_codes()),
        ("problem", "ErrorCode", all_error_codes()),
        ("lint", "FindingCode", finding_codes()),
        ("lint", "Severity", names(["hint", "risk", "waste"])),
        ("query", "RestrictedOperation", restricted),
    ] {
        check_same(name, &literals(&format!("pkg/src/types/{file}.ts"), name), &expected);
    }
}

#[test]
fn help_lists_the_actions_that_there_are() {
    let text = br#"{"version":1,"organization":{},"roles":[],"users":[],"records":[],"mailboxes":[],"threads":[]}"#;
    let policy = Policy::parse(text, domain_to_ascii).unwrap();
    let ask = |action: &str| policy.decide_named(&[("action", Some(action))]).unwrap_err();
    let listed = names(documents::quoted(ask("?").help()));
    for action in &listed {
        assert_eq!(ask(action).path(), "/viewer", "{action} is no action");
    }
    // The types name actions one shape of question at a time, behind `readonly action:`.
    let types = read("pkg/src/types/query.ts");
    let shapes = types.split("readonly action:").skip(1).map(|shape| shape.split(';').next().unwrap());
    check_same("the help", &listed, &names(shapes.flat_map(|shape| shape.split('"').skip(1).step_by(2))));
}

#[test]
fn files_are_short() {
    let is_ours = |file: &&String| [".rs", ".ts", ".mjs", ".css", ".sh"].iter().any(|end| file.ends_with(end));
    let lines = |file: &String| (read(file).lines().count(), file.clone());
    let long: Vec<_> = files().iter().filter(is_ours).map(lines).filter(|(count, _)| *count > LINES_MAX).collect();
    assert!(long.is_empty(), "more than {LINES_MAX} lines: {long:?}");
    let of_core = |file: &&String| file.starts_with("src/") && file.ends_with(".rs");
    let mut core: Vec<usize> = files().iter().filter(of_core).map(|file| lines(file).0).collect();
    core.sort_unstable();
    let median = core[core.len() / 2];
    assert!(median <= MEDIAN_MAX, "half of the files in src have {median} lines or more");
}

/// Written in pieces, so that this file is no finding.
#[test]
fn no_file_names_a_machine_or_a_registry() {
    let words = [["/ro", "ot/"], ["/wo", "rk/"], ["npm", "js."], ["crates", ".io"], ["py", "pi."], ["yarn", "pkg."]];
    let words = words.map(|pieces| pieces.concat());
    for file in files() {
        let text = read(file);
        // Cargo writes into its lock file where its index is said to be.
        let found = words.iter().find(|word| text.contains(*word) && file != "Cargo.lock");
        assert_eq!(found, None, "in {file}");
    }
}

#[test]
fn documents_name_what_is_there() {
    for document in files().iter().filter(|file| file.ends_with(".md")) {
        let text = documents::without_examples(&read(document));
        for target in documents::links(&text) {
            assert!(documents::exists_beside(document, &target), "{document} links to {target}");
        }
        for path in documents::quoted(&text).filter(|text| documents::is_path(text)) {
            assert!(files().iter().any(|file| file.starts_with(path)), "{document} names {path}");
        }
        for (file, test) in documents::tests(&text) {
            assert!(read(file).contains(test), "{document} names the test {test} of {file}");
        }
    }
}

/// What README.md says of speed is what the benchmarks wrote.
#[test]
fn readme_quotes_measured_figures() {
    let (readme, page) = (read("README.md"), read("docs/performance.md"));
    let (_, speed) = readme.split_once("\n## Speed\n").unwrap();
    let words = speed.split("\n## ").next().unwrap().split([' ', '\n', ';']);
    let is_figure =
        |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit()) && word.ends_with(['x', 'B']);
    let is_part = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit()) && word.contains('.');
    let figures: Vec<&str> = words.filter(|word| is_figure(word) || is_part(word)).collect();
    assert!(figures.len() > 10, "{figures:?}");
    for figure in figures {
        assert!(page.contains(figure), "{figure} is not in docs/performance.md");
    }
}

#[test]
fn docs_dependencies_names_every_dependency() {
    let text = read("docs/dependencies.md");
    let mut used = Names::new();
    for file in ["package.json", "pkg/package.json", "www/package.json"] {
        let json: Value = serde_json::from_str(&read(file)).unwrap();
        let lists = [&json["dependencies"], &json["devDependencies"]].into_iter().filter_map(Value::as_object);
        used.extend(lists.flat_map(|list| list.keys().cloned()));
    }
    let manifest = read("Cargo.toml");
    let sections = manifest.split("\n[").filter(|section| section.contains("dependencies]"));
    let lines = sections.flat_map(|section| section.lines().skip(1)).filter(|line| !line.starts_with('#'));
    used.extend(lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())));
    used.remove("mailveil");
    assert!(used.contains("idna") && used.contains("vite"), "{used:?}");
    for name in used {
        assert!(text.contains(&name), "docs/dependencies.md lacks {name}");
    }
}

#[test]
fn architecture_explains_every_invariant() {
    let text = read("ARCHITECTURE.md");
    for file in files().iter().filter(|file| file.starts_with("src/") || file.starts_with("pkg/src/")) {
        for invariant in read(file).split("INVARIANT (").skip(1) {
            let name = invariant.split(')').next().unwrap();
            assert!(text.contains(&format!("`{name}`")), "{file}: {name}");
        }
    }
}
