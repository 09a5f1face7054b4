//! The files of the repository, and what stands in those for people.
#![allow(dead_code, reason = "each test uses a part")]
#![allow(unreachable_pub, reason = "a module of a test")]
#![allow(clippy::unwrap_used, reason = "a panic is a failing test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file that is in the repository, or would be with the next commit.
pub fn files() -> &'static [String] {
    static FILES: LazyLock<Vec<String>> = LazyLock::new(list);
    &FILES
}

fn list() -> Vec<String> {
    let list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    let output = Command::new("git").args(list).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "these tests need the git repository");
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_terminator('\0').filter(|file| root().join(file).is_file()).map(str::to_owned).collect()
}

/// The text of a file; bytes that are no UTF-8 do not matter to these tests.
pub fn read(file: &str) -> String {
    String::from_utf8_lossy(&fs::read(root().join(file)).unwrap()).into_owned()
}

/// The tables below one heading, up to the next of its rank.
pub struct Table {
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn of(text: &str, heading: &str) -> Self {
        let rank = heading.split(' ').next().unwrap();
        let section = text.lines().skip_while(|line| *line != heading).skip(1);
        let section = section.take_while(|line| !line.starts_with(&format!("{rank} ")));
        let rows = section.filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
        let cells = |row: &str| row.split(" | ").map(str::to_owned).collect::<Vec<_>>();
        let is_body = |row: &Vec<String>| row[0].starts_with('`') || row[0].contains('-') && !row[0].starts_with('-');
        Self { rows: rows.map(cells).filter(is_body).collect() }
    }

    /// What a row is about: its first cell.
    pub fn name(&self, row: &[String]) -> String {
        row[0].trim_matches('`').to_owned()
    }

    pub fn names(&self) -> BTreeSet<String> {
        self.rows.iter().map(|row| self.name(row)).collect()
    }
}

/// A document without its blocks of code.
pub fn without_examples(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

/// What stands in back quotes.
pub fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether a quoted text is meant as a file or folder of the repository.
pub fn is_path(text: &str) -> bool {
    let folders = ["src/", "tests/", "docs/", "scripts/", "pkg/src/", "www/src/", "www/sample/", "benches/"];
    folders.iter().any(|folder| text.starts_with(folder))
        && !text.starts_with("tests/output")
        && !text.contains(['*', '<', ' '])
}

/// Targets of links within the repository.
pub fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let is_local = |target: &&str| !target.contains("://") && !target.starts_with('#');
    targets.filter(is_local).map(|target| target.split('#').next().unwrap().to_owned()).collect()
}

pub fn exists_beside(document: &str, target: &str) -> bool {
    root().join(PathBuf::from(document).parent().unwrap()).join(target).exists()
}

/// Tests that a document names as proof: a quoted file, a comma, and the test's name in quotation marks.
pub fn tests(text: &str) -> Vec<(&str, &str)> {
    let spans: Vec<&str> = text.split('`').collect();
    let named = |pair: &[&'_ str]| pair[1].starts_with(", \"");
    let pairs = spans.windows(2).filter(|pair| pair[0].starts_with("tests/") && named(pair));
    pairs.map(|pair| (pair[0], pair[1].split('"').nth(1).unwrap())).collect()
}
