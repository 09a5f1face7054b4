//! Words and openings that no file of ours has, so that everything reads as plain, modern English.

use super::NOT_OURS;
use super::documents::{files, read};

/// Words that make every user a man or a woman, and old-fashioned ones. In pieces, so that this file is no finding.
const WORDS: [[&str; 2]; 12] = [
    ["h", "e"],
    ["h", "is"],
    ["h", "im"],
    ["hims", "elf"],
    ["sh", "e"],
    ["h", "er"],
    ["h", "ers"],
    ["herse", "lf"],
    ["le", "st"],
    ["sh", "all"],
    ["for ", "ever"],
    ["nobody's ", "business"],
];

/// An editor shows one comment alone, so none may begin by pointing at another.
const OPENINGS: [&str; 2] = ["The same", "Likewise"];

/// Longer markers first: each is the beginning of the next.
const MARKERS: [&str; 6] = ["///", "//!", "//", "/**", "/*", "# "];

/// `line: word` for everything in a text that should be said in another way.
fn findings(text: &str) -> Vec<String> {
    let words = text.lines().zip(1..).flat_map(|(line, number)| words(line).map(move |word| (number, word)));
    let openings = comments(text).into_iter().filter_map(|(number, comment)| Some((number, opening(comment)?)));
    words.chain(openings).map(|(number, word)| format!("{number}: {word}")).collect()
}

fn words(line: &str) -> impl Iterator<Item = String> {
    let line = line.to_lowercase();
    WORDS.iter().map(|pieces| pieces.concat()).filter(move |word| has_word(&line, word))
}

fn has_word(line: &str, word: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
        !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
    })
}

fn opening(comment: &str) -> Option<String> {
    let is_opening = |opening: &&&str| has_word(comment, opening) && comment.starts_with(**opening);
    OPENINGS.iter().find(is_opening).map(|opening| (*opening).to_owned())
}

/// The first line of every comment, without its marker. Lines with one marker are one comment.
fn comments(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut last = "";
    for (line, number) in text.lines().map(str::trim_start).zip(1..) {
        let marker = MARKERS.into_iter().find(|marker| line.starts_with(marker)).unwrap_or_default();
        let opens_above = last.starts_with("/*") && line.starts_with('*');
        if opens_above {
            found.push((number, line[1..].trim_start()));
        } else if marker.is_empty() {
            found.extend(line.split_once(" // ").map(|(_, comment)| (number, comment)));
        } else if marker != last || marker.starts_with("/*") {
            found.push((number, line[marker.len()..].trim_start()));
        }
        // Of a block, only a first line without words leaves the beginning to the next.
        last = if marker.starts_with("/*") && line != marker { "" } else { marker };
    }
    found
}

#[test]
fn prose_is_plain() {
    let is_checked = |file: &&String| !NOT_OURS.contains(&file.as_str());
    let mut found = Vec::new();
    for file in files().iter().filter(is_checked) {
        found.extend(findings(&read(file)).into_iter().map(|finding| format!("{file}:{finding}")));
    }
    assert!(found.is_empty(), "say it in another way:\n{}", found.join("\n"));
}

#[test]
fn prose_check_finds_words_and_openings() {
    let word = ["h", "e"].concat();
    let same = ["The ", "same"].concat();
    for text in [
        format!("may {word}?"),
        format!("{}'s", word.to_uppercase()),
        format!("({word})"),
        format!("/// {same} bytes.\nfn f() {{}}"),
        format!("let a = 1; // {same}."),
        format!("/** {same} for a list. */"),
        format!("/**\n * {same} bytes."),
        format!("/// One.\nconst A: u8 = 1;\n/// {same}."),
    ] {
        assert_eq!(findings(&text).len(), 1, "{text}");
    }
    for text in [
        "the theory of them".to_owned(),
        format!("{word}_llo h{word}"),
        format!("// It answers\n// {same}."),
        format!("/**\n * One.\n * {same}.\n */"),
        format!("/// {same}ness is no word"),
        format!("\"{same} one\""),
    ] {
        assert_eq!(findings(&text), Vec::<String>::new(), "{text}");
    }
}
