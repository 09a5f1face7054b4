//! Section 10: changing a policy. "every later answer is that of a policy parsed with" what was changed.

use serde_json::{Value, json};

use super::problems::problems_of_change;
use super::snapshot::Snapshot;
use super::tree::parse;
use super::{RequestError, answer};

/// Code and path of every problem.
pub type Refusal = Vec<(String, String)>;

/// A snapshot that changes. "A thread keeps its row for life; a removed row is never listed again and never reused".
pub struct Changing {
    snapshot: Value,
    /// The threads ever there, removed ones as `null`.
    rows: Vec<Value>,
}

impl Changing {
    pub fn new(mut snapshot: Value) -> Self {
        let rows = snapshot["threads"].take().as_array().unwrap().clone();
        Self { snapshot, rows }
    }

    /// The snapshot as it is now, and the row of each of its threads.
    pub fn now(&self) -> (Value, Vec<usize>) {
        let is_there = |row: &usize| !self.rows[*row].is_null();
        let there: Vec<usize> = (0..self.rows.len()).filter(is_there).collect();
        let mut snapshot = self.snapshot.clone();
        snapshot["threads"] = there.iter().map(|row| self.rows[*row].clone()).collect();
        (snapshot, there)
    }

    /// "`policy.upsertThreads(...)` replaces or appends threads (all or nothing ...)".
    pub fn upsert_threads(&mut self, text: &[u8]) -> Result<(), Refusal> {
        for thread in self.read("threads", text)? {
            match self.rows.iter_mut().find(|row| row["id"] == thread["id"]) {
                Some(row) => *row = thread,
                None => self.rows.push(thread),
            }
        }
        Ok(())
    }

    /// "`policy.upsertRecords(...)` likewise (`invalid-records`)".
    pub fn upsert_records(&mut self, text: &[u8]) -> Result<(), Refusal> {
        let changed = self.read("records", text)?;
        let records = self.snapshot["records"].as_array_mut().unwrap();
        for record in changed {
            match records.iter_mut().find(|row| row["id"] == record["id"]) {
                Some(row) => *row = record,
                None => records.push(record),
            }
        }
        Ok(())
    }

    fn read(&self, collection: &str, text: &[u8]) -> Result<Vec<Value>, Refusal> {
        let snapshot = serde_json::to_vec(&self.now().0).unwrap();
        let problems = problems_of_change(collection, text, &parse(&snapshot).unwrap());
        if problems.is_empty() { Ok(serde_json::from_slice(text).unwrap()) } else { Err(problems) }
    }

    /// "`policy.removeThreads(ids)` (an unknown id: `unknown-thread`, nothing changed; an id twice counts once)".
    pub fn remove_threads(&mut self, ids: &Value) -> Result<(), RequestError> {
        let error = |code: &str, path: String| Err((code.to_owned(), path));
        let Some(ids) = ids.as_array() else { return error("wrong-type", String::new()) };
        for (index, id) in ids.iter().enumerate() {
            if !id.is_string() {
                return error("wrong-type", format!("/{index}"));
            }
            if !self.rows.iter().any(|row| row["id"] == *id) {
                return error("unknown-thread", format!("/{index}"));
            }
        }
        for row in &mut self.rows {
            if ids.contains(&row["id"]) {
                *row = Value::Null;
            }
        }
        Ok(())
    }

    /// A question about what is there now, its rows those of their lives.
    pub fn answer(&self, kind: &str, query: &Value) -> Result<Value, RequestError> {
        let (snapshot, rows) = self.now();
        let snapshot: Snapshot = serde_json::from_value(snapshot).unwrap();
        let mut answer = answer(kind, &snapshot, query)?;
        if let Some(found) = answer.get_mut("rows").filter(|_| kind == "visibleThreads") {
            let of_life = |row: &Value| json!(rows[usize::try_from(row.as_u64().unwrap()).unwrap()]);
            *found = found.as_array().unwrap().iter().map(of_life).collect();
        }
        Ok(answer)
    }

    pub fn thread_count(&self) -> usize {
        self.now().1.len()
    }
}
