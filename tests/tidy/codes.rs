//! What the documents say of a code is what the code says of it.

use crate::documents::read;

/// The sentences of a document, by code: the column that tells when a code is given.
fn documented(document: &str, code: &str) -> String {
    let text = read(document);
    let row = text.lines().find(|line| line.starts_with(&format!("| `{code}` |")));
    row.unwrap_or_else(|| panic!("no row for {code}")).split('|').nth(3).unwrap().trim().to_owned()
}

#[test]
fn a_hover_shows_what_the_documents_say() {
    assert!(hovers("src/model/reason.rs", "ReasonCode {", "docs/reasons.md") > 50, "the codes are not found any more");
    assert_eq!(hovers("src/lint/findings.rs", "FindingCode {", "docs/lint.md"), 22);
}

/// Compares them; how many there are.
fn hovers(file: &str, list: &str, document: &str) -> usize {
    let text = read(file);
    let list = text.split(list).nth(1).unwrap().split("\n    }").next().unwrap();
    let mut comment = String::new();
    let mut count = 0;
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(words) = line.strip_prefix("/// ") {
            comment.push_str(if comment.is_empty() { "" } else { " " });
            comment.push_str(words);
            continue;
        }
        let code = line.split('"').nth(1).unwrap();
        let said = std::mem::take(&mut comment).to_lowercase();
        assert_eq!(
            said.trim_end_matches('.'),
            documented(document, code).to_lowercase().trim_end_matches('.'),
            "{code}"
        );
        count += 1;
    }
    count
}
