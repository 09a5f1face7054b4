//! How the cases of `tests/vectors` are written down, for all that runs them natively.
#![allow(dead_code, reason = "each test uses a part")]
#![allow(unreachable_pub, reason = "a module of a test")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic is a failing test")]

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The files with cases in a folder of `tests/vectors`, in order.
pub fn files(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_vectors =
        |path: &PathBuf| path.extension().is_some_and(|end| end == "json") && !path.ends_with("schema.json");
    let mut files: Vec<PathBuf> = entries.filter(is_vectors).collect();
    files.sort();
    files
}

/// The snapshot of a case as bytes: as the case or its file writes it, or that of the file with the case's patch.
pub fn snapshot(file: &Value, case: &Value) -> Vec<u8> {
    let source = if case.get("text").or(case.get("base64")).is_some() { case } else { file };
    if let Some(text) = source.get("text") {
        return text.as_str().unwrap().as_bytes().to_vec();
    }
    if let Some(bytes) = source.get("base64") {
        return BASE64_STANDARD.decode(bytes.as_str().unwrap()).unwrap();
    }
    serde_json::to_vec(&patched(file, case)).unwrap()
}

/// The snapshot of a file, with the case's patch.
pub fn patched(file: &Value, case: &Value) -> Value {
    let mut snapshot = file["snapshot"].clone();
    if let Some(patch) = case.get("patch") {
        let patch: json_patch::Patch = serde_json::from_value(patch.clone()).unwrap();
        json_patch::patch(&mut snapshot, &patch).unwrap();
    }
    snapshot
}

/// A question with the moment of its file, if it names none.
pub fn with_now(query: &Value, now: &Value) -> Value {
    let mut query = query.clone();
    if let (Some(members), false) = (query.as_object_mut(), now.is_null()) {
        members.entry("now").or_insert_with(|| now.clone());
    }
    query
}

/// The rows that a step of a case changes: as text, or as values.
pub fn rows(step: &Value, name: &str) -> Option<Vec<u8>> {
    match step.get(format!("{name}Text")) {
        Some(text) => Some(text.as_str().unwrap().as_bytes().to_vec()),
        None => step.get(name).map(|rows| serde_json::to_vec(rows).unwrap()),
    }
}

pub fn same(found: &Value, expected: &Value) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("  found    {found}\n  expected {expected}")) }
}
