//! The paths of "How to add" in ARCHITECTURE.md, where neither the compiler nor a vector shows the next step.

use super::documents::read;

/// The text in quotation marks on each line of a file that has these words.
fn names_in(file: &str, words: &str) -> Vec<String> {
    let text = read(file);
    let lines = text.lines().filter(|line| line.contains(words));
    lines.filter_map(|line| line.split('"').nth(1)).map(str::to_owned).collect()
}

/// Fails with the first file that does not have one of its texts.
fn check_said(name: &str, places: &[(&str, Vec<String>)]) {
    for (file, texts) in places {
        let text = read(file);
        assert!(texts.iter().any(|said| text.contains(said)), "{file} lacks `{name}`, written as one of {texts:?}");
    }
}

#[test]
fn every_fact_is_in_contract_types_and_shapes() {
    let facts = names_in("src/model/fact.rs", "        row(Self::");
    assert!(facts.len() >= 8, "{facts:?}");
    for fact in facts {
        let member = |before: &str| vec![format!("{before}{fact}: "), format!("{before}{fact}?: ")];
        check_said(
            &fact,
            &[
                ("docs/specification.md", member(" ")),
                ("pkg/src/types/snapshot.ts", member("  readonly ")),
                ("pkg/src/types/filter.ts", member("  readonly ")),
            ],
        );
    }
}

#[test]
fn every_mode_is_in_contract_types_vectors_and_console() {
    let modes = names_in("src/rules/mode.rs", "    name: \"");
    assert!(modes.len() >= 5, "{modes:?}");
    for mode in modes {
        check_said(
            &mode,
            &[
                ("docs/specification.md", vec![format!("{{ mode: \"{mode}\"")]),
                ("src/wire/sharing.rs", vec![format!("(\"{mode}\", Mode::")]),
                ("pkg/src/types/snapshot.ts", vec![format!("readonly mode: \"{mode}\"")]),
                ("tests/vectors/schema.json", vec![format!("\"{mode}\"")]),
                ("www/src/texts/words.ts", vec![format!("  {mode}: "), format!("  \"{mode}\": ")]),
            ],
        );
    }
}
