//! What the documents say of a reason is what the code says of it.

use crate::documents::read;

/// The sentences of `docs/reasons.md`, by code: the column that tells when a reason is given.
fn documented(code: &str) -> String {
    let text = read("docs/reasons.md");
    let row = text.lines().find(|line| line.starts_with(&format!("| `{code}` |")));
    row.unwrap_or_else(|| panic!("no row for {code}")).split('|').nth(3).unwrap().trim().to_owned()
}

#[test]
fn a_hover_shows_what_the_documents_say() {
    let text = read("src/model/reason.rs");
    let list = text.split("ReasonCode {").nth(1).unwrap().split("\n    }").next().unwrap();
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
        assert_eq!(said.trim_end_matches('.'), documented(code).to_lowercase().trim_end_matches('.'), "{code}");
        count += 1;
    }
    assert!(count > 50, "the codes are not found any more");
}
