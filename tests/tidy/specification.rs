//! Holds code, vectors and documents to the lists in docs/specification.md.

use mailveil::FindingCode;

use super::documents::{Table, files, quoted, read};
use super::{NOT_OURS, Names, all_error_codes, check_same, problem_codes, reason_codes, reasons_of_vectors, rules};

struct Specification {
    text: String,
}

impl Specification {
    fn open() -> Self {
        Self { text: read("docs/specification.md") }
    }

    /// The text from a heading to the next.
    fn section(&self, heading: &str) -> &str {
        let (_, section) = self.text.split_once(&format!("\n## {heading}. ")).unwrap();
        section.split("\n## ").next().unwrap()
    }

    /// The rest of the line behind some words that stand there once.
    fn line(&self, heading: &str, words: &str) -> &str {
        let (before, after) = self.section(heading).split_once(words).unwrap();
        assert!(!before.contains(words) && !after.contains(words), "{words} stands twice in section {heading}");
        after.lines().next().unwrap()
    }

    fn problem_codes(&self) -> Names {
        codes(self.line("2", "Problem codes: "))
    }

    /// Of questions and of the package.
    fn error_codes(&self) -> Names {
        codes(self.line("4", "Codes: "))
    }

    /// `code severity` of every finding, in the order of the table.
    fn findings(&self) -> Vec<String> {
        let rows = self.section("12").lines().filter_map(|line| line.strip_prefix("| `")?.split_once(") |"));
        let findings = rows.flat_map(|(start, _)| {
            let (codes, severity) = start.rsplit_once(" (").unwrap();
            let codes: Vec<String> = codes.split(", ").map(|code| code.replace('`', "")).collect();
            codes.into_iter().map(move |code| format!("{code} {severity}"))
        });
        findings.collect()
    }

    /// Every rule of appendix A.
    fn rules(&self) -> Names {
        let lists = self.section("Appendix A").lines().take_while(|line| !line.starts_with("Rule of each"));
        let entries = lists.flat_map(|line| line.split(" · ")).filter_map(|entry| entry.get(..4));
        entries.filter(|name| is_rule(name)).map(str::to_owned).collect()
    }

    /// `code rule` for each rule that a reason can rest on: the last paragraph of appendix A.
    fn reasons(&self) -> Names {
        let list = self.line("Appendix A", "Rule of each reason code: ");
        list.split(" · ").flat_map(pairs).collect()
    }
}

/// "`a`, `b` P-03 (Z-04 in complete)": each code at the beginning with each rule behind them.
fn pairs(entry: &str) -> Vec<String> {
    let end = entry.find("` ").unwrap();
    let (named, rules) = entry.split_at(end + 1);
    let with_rules = |code| rule_numbers(rules).map(move |rule| format!("{code} {rule}"));
    quoted(named).flat_map(with_rules).collect()
}

/// What is quoted outside of brackets; in brackets stands what a code means.
fn codes(line: &str) -> Names {
    let outside = line.split('(').map(|part| part.rsplit(')').next().unwrap());
    outside.flat_map(quoted).map(str::to_owned).collect()
}

fn is_rule(word: &str) -> bool {
    let [letter, b'-', tens, ones] = word.as_bytes() else { return false };
    b"ZCPMSX".contains(letter) && tens.is_ascii_digit() && ones.is_ascii_digit()
}

/// Every rule number in a text.
fn rule_numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').filter(|word| is_rule(word))
}

#[test]
fn specification_lists_every_code_with_its_rules() {
    let specification = Specification::open();
    let reasons = specification.reasons();
    check_same("the code, in problems,", &problem_codes(), &specification.problem_codes());
    let findings = FindingCode::ALL.iter().map(|code| format!("{} {}", code.name(), code.severity().name()));
    assert_eq!(findings.collect::<Vec<_>>(), specification.findings());
    check_same("the code, in errors,", &all_error_codes(), &specification.error_codes());
    check_same("the code, in reasons,", &reason_codes(), &column(&reasons, 0));
    check_same("the code, in rules of reasons,", &rules(), &column(&reasons, 1));
    check_same("the vectors, in reasons with rules,", &reasons_of_vectors(), &reasons);
}

/// One of the words of every text.
fn column(texts: &Names, number: usize) -> Names {
    texts.iter().map(|text| text.split(' ').nth(number).unwrap().to_owned()).collect()
}

#[test]
fn every_rule_that_is_named_is_in_the_specification() {
    let rules = Specification::open().rules();
    check_same("docs/rules.md", &Table::of(&read("docs/rules.md"), "## The rules").names(), &rules);
    for file in files().iter().filter(|file| !NOT_OURS.contains(&file.as_str())) {
        let text = read(file);
        let unknown = rule_numbers(&text).find(|rule| !rules.contains(*rule));
        assert_eq!(unknown, None, "{file}");
    }
}

/// Quotations in the comments of a file, without what "..." leaves out.
fn quotations(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in text.lines().map(str::trim_start) {
        match line.strip_prefix("//") {
            Some(comment) => {
                let words = comment.trim_start_matches(['/', '!']).trim();
                blocks.last_mut().unwrap().push_str(&format!("{words} "));
            }
            None => blocks.push(String::new()),
        }
    }
    let quoted = blocks.iter().flat_map(|block| block.split('"').skip(1).step_by(2));
    let parts = quoted.flat_map(|quoted| quoted.split("...")).map(str::trim);
    parts.filter(|part| part.len() > 5).map(str::to_owned).collect()
}

/// The model is written from the specification alone: where the words have changed, it has to be read again.
#[test]
fn the_model_quotes_the_specification() {
    let text = read("docs/specification.md").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut count = 0;
    for file in files().iter().filter(|file| file.starts_with("tests/model/")) {
        for quotation in quotations(&read(file)) {
            assert!(text.contains(&quotation), "{file} quotes: {quotation}");
            count += 1;
        }
    }
    assert!(count > 100, "only {count} quotations");
}
