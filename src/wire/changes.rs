//! Changing the threads and records of a policy (docs/specification.md section 10): all of a call, or nothing.

use super::input::Input;
use super::problems::Problems;
use super::{records, snapshot, threads};
use crate::ask::session::Session;
use crate::error::{InvalidRecords, InvalidSnapshot, InvalidThreads, RequestError, RequestErrorCode};
use crate::json::{self, Kind, Reader, SyntaxError};
use crate::model::thread::Thread;
use crate::policy::Policy;
use crate::policy::records::Put;
use crate::rules::refold;

impl Policy {
    /// Replaces threads by their ids, and adds those that are new behind all others. `text` is a JSON array of threads.
    ///
    /// # Errors
    /// When anything is wrong with any of them; then nothing is changed. Paths are relative to the array.
    pub fn upsert_threads(&mut self, text: &[u8]) -> Result<(), InvalidThreads> {
        let mark = self.threads.mark();
        let mut input = self.input(text).map_err(InvalidThreads)?;
        let read = threads::read_changes(&mut input, self);
        let changes = without_problems(input, read).map_err(|refused| {
            self.threads.truncate(mark);
            InvalidThreads(refused)
        })?;
        for (id, thread) in changes {
            self.threads.put(&id, thread);
        }
        refold::forget_unused(self);
        Ok(())
    }

    /// Replaces records by their ids, and adds those that are new behind all others: from then on every answer is that of a
    /// policy that was parsed with these records. `text` is a JSON array of records.
    ///
    /// # Errors
    /// When anything is wrong with any of them; then nothing is changed. Paths are relative to the array.
    ///
    /// ```
    /// # use mailveil::{Instant, Place, Policy, domain_to_ascii};
    /// # let mut policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// # let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// policy.upsert_records(br#"[{ "id": "deal-7", "type": "deal", "access": [] }]"#)?;
    /// assert!(policy.visible_threads("bob", Place::Record(Some("deal-7")), now)?.rows.is_empty());
    /// assert!(policy.upsert_records(br#"[{ "id": "deal-8", "type": "deal" }]"#).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn upsert_records(&mut self, text: &[u8]) -> Result<(), InvalidRecords> {
        let mut input = self.input(text).map_err(InvalidRecords)?;
        let read = records::read_changes(&mut input, self);
        let changes = without_problems(input, read).map_err(InvalidRecords)?;
        let mut changed = Vec::new();
        for (id, mut record) in changes {
            match self.records.put(&id, record.kind, record.owner, &mut record.access) {
                Put::Added => self.records.revise(),
                Put::Changed(row) => changed.push(row),
                Put::Unchanged => {}
            }
        }
        refold::links_of(self, &changed);
        refold::forget_unused(self);
        Ok(())
    }

    /// Reads threads as [`Policy::upsert_threads`] does, and changes nothing.
    pub(crate) fn read_threads(
        &self,
        text: &[u8],
        each: &mut dyn FnMut(&str, &Thread<'_>),
    ) -> Result<(), InvalidThreads> {
        let mut input = self.input(text).map_err(InvalidThreads)?;
        let read = threads::read_each(&mut input, self, each);
        without_problems(input, read).map_err(InvalidThreads)
    }

    /// For reading changes.
    fn input<'t>(&self, text: &'t [u8]) -> Result<Input<'t>, InvalidSnapshot> {
        let reader = Reader::new(json::utf8(text).map_err(snapshot::not_json)?);
        Ok(Input { reader, problems: Problems::default(), seed: self.seed.clone(), to_ascii: self.to_ascii })
    }

    /// Removes threads. `text` is a JSON array of their ids; one that stands there twice counts once.
    ///
    /// # Errors
    /// When one of the ids names no thread; then nothing is changed.
    pub fn remove_threads(&mut self, text: &[u8]) -> Result<(), RequestError> {
        let wrong_type = |path: String| RequestError::new(RequestErrorCode::WrongType, path);
        let text = json::utf8(text).map_err(|_| wrong_type(String::new()))?;
        let ids = read_ids(text).map_err(|_| wrong_type(String::new()))?;
        let ids = ids.ok_or_else(|| wrong_type(String::new()))?;
        for (number, id) in ids.iter().enumerate() {
            let id = id.as_ref().ok_or_else(|| wrong_type(format!("/{number}")))?;
            if self.threads.find(id).is_none() {
                return Err(RequestError::new(RequestErrorCode::UnknownThread, format!("/{number}")));
            }
        }
        ids.iter().flatten().for_each(|id| self.threads.remove(id));
        Ok(())
    }
}

impl Session {
    /// [`Policy::upsert_threads`], which the lists that are kept take in.
    ///
    /// # Errors
    /// As [`Policy::upsert_threads`].
    pub fn upsert_threads(&mut self, text: &[u8]) -> Result<(), InvalidThreads> {
        self.policy_mut().upsert_threads(text)
    }

    /// [`Policy::upsert_records`], which the lists that are kept take in.
    ///
    /// # Errors
    /// As [`Policy::upsert_records`].
    pub fn upsert_records(&mut self, text: &[u8]) -> Result<(), InvalidRecords> {
        self.policy_mut().upsert_records(text)
    }

    /// [`Policy::remove_threads`], which the lists that are kept take in.
    ///
    /// # Errors
    /// As [`Policy::remove_threads`].
    pub fn remove_threads(&mut self, text: &[u8]) -> Result<(), RequestError> {
        self.policy_mut().remove_threads(text)
    }
}

/// What was read up to the end of the text, if nothing is wrong with it.
fn without_problems<T>(input: Input<'_>, read: Result<T, SyntaxError>) -> Result<T, InvalidSnapshot> {
    let Input { mut reader, problems, .. } = input;
    let read = read.and_then(|read| reader.end().map(|()| read)).map_err(snapshot::not_json)?;
    if problems.is_empty() { Ok(read) } else { Err(problems.into_error()) }
}

/// The items of an array, `None` for those that are no strings; `None` altogether if it is no array.
fn read_ids(text: &str) -> Result<Option<Vec<Option<json::Text<'_>>>>, SyntaxError> {
    let mut reader = Reader::new(text);
    if reader.kind()? != Kind::Array {
        return Ok(None);
    }
    reader.open();
    let mut ids = Vec::new();
    while reader.item(ids.is_empty())? {
        if reader.kind()? == Kind::String {
            ids.push(Some(reader.string()?));
        } else {
            reader.skip(usize::MAX)?;
            ids.push(None);
        }
    }
    reader.end()?;
    Ok(Some(ids))
}
