//! Changing the threads of a policy (docs/specification.md section 10): all of a call, or nothing.

use super::input::Input;
use super::problems::Problems;
use super::{snapshot, threads};
use crate::ask::session::Session;
use crate::error::{InvalidThreads, RequestError, RequestErrorCode};
use crate::json::{self, Kind, Reader, SyntaxError};
use crate::policy::Policy;

impl Policy {
    /// Replaces threads by their ids, and adds those that are new behind all others. `text` is a JSON array of threads.
    ///
    /// # Errors
    /// When anything is wrong with any of them; then nothing is changed. Paths are relative to the array.
    pub fn upsert_threads(&mut self, text: &[u8]) -> Result<(), InvalidThreads> {
        let text = json::utf8(text).map_err(|error| InvalidThreads(snapshot::not_json(error)))?;
        let mark = self.threads.classes.mark();
        let seed = self.seed.clone();
        let (reader, problems) = (Reader::new(text), Problems::default());
        let mut input = Input { reader, problems, seed, to_ascii: self.to_ascii };
        let read = threads::read_changes(&mut input, self);
        let changes = read.and_then(|changes| input.reader.end().map(|()| changes)).map_err(snapshot::not_json);
        let refused = match changes {
            Ok(changes) if input.problems.is_empty() => {
                for (id, thread) in changes {
                    self.threads.put(&id, thread);
                }
                return Ok(());
            }
            Ok(_) => input.problems.into_error(),
            Err(not_json) => not_json,
        };
        self.threads.classes.truncate(mark);
        Err(InvalidThreads(refused))
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

    /// [`Policy::remove_threads`], which the lists that are kept take in.
    ///
    /// # Errors
    /// As [`Policy::remove_threads`].
    pub fn remove_threads(&mut self, text: &[u8]) -> Result<(), RequestError> {
        self.policy_mut().remove_threads(text)
    }
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
