//! The JavaScript edge: thin, no logic, nothing kept.
//!
//! Questions that are asked often cross it as bytes in one exchange of the instance (`src/wire/frame.rs`), in both
//! directions. Answers that are asked for seldom are made into plain objects, and errors are thrown as JSON text.

mod answers;
pub mod exchange;
mod filter;
pub mod full;

use crate::ask::members::MemberName;
use crate::error::InvalidSnapshot;
use crate::model::operation::support_restrictions;
use crate::model::reason::{ReasonCode, Rule};
use crate::model::rows::ThreadRow;
use crate::{Policy, Session};
use answers::{object, text, thrown};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/wasm/domain.js")]
extern "C" {
    #[wasm_bindgen(js_name = domainToAscii)]
    fn js_domain_to_ascii(domain: &str) -> Option<String>;
}

/// [`crate::DomainToAscii`] of a JavaScript host.
fn domain_to_ascii(domain: &str) -> Option<String> {
    js_domain_to_ascii(domain)
}

/// A compiled snapshot with its memory, held by JavaScript. Streams that filter by it may outlive it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PolicyHandle {
    session: Rc<RefCell<Session>>,
    filter: RefCell<Option<Box<filter::Kept>>>,
}

#[wasm_bindgen]
impl PolicyHandle {
    /// Parses and compiles a snapshot in UTF-8.
    ///
    /// # Errors
    /// `invalid-snapshot`, with the problems.
    pub fn parse(snapshot: &[u8]) -> Result<PolicyHandle, JsValue> {
        let policy = Policy::parse(snapshot, domain_to_ascii).map_err(|error| thrown(&error))?;
        Ok(Self { session: Rc::new(RefCell::new(Session::new(policy))), filter: RefCell::default() })
    }

    /// Adds and replaces threads: JSON text of an array.
    ///
    /// # Errors
    /// `invalid-threads`, with the problems; then nothing is changed.
    #[wasm_bindgen(js_name = upsertThreads)]
    pub fn upsert_threads(&self, threads: &[u8]) -> Result<(), JsValue> {
        self.session.borrow_mut().upsert_threads(threads).map_err(|error| thrown(&error))
    }

    /// Adds and replaces records: JSON text of an array.
    ///
    /// # Errors
    /// `invalid-records`, with the problems; then nothing is changed.
    #[wasm_bindgen(js_name = upsertRecords)]
    pub fn upsert_records(&self, records: &[u8]) -> Result<(), JsValue> {
        self.session.borrow_mut().upsert_records(records).map_err(|error| thrown(&error))
    }

    /// Removes threads: JSON text of an array of ids.
    ///
    /// # Errors
    /// `unknown-thread`; then nothing is changed.
    #[wasm_bindgen(js_name = removeThreads)]
    pub fn remove_threads(&self, ids: &str) -> Result<(), JsValue> {
        self.session.borrow_mut().remove_threads(ids.as_bytes()).map_err(|error| thrown(&error))
    }

    /// The ids of rows, joined by U+FFFD, which no id contains.
    #[wasm_bindgen(js_name = threadIds)]
    #[must_use]
    pub fn thread_ids(&self, rows: &[u32]) -> String {
        let session = self.session.borrow();
        let mut ids = String::new();
        for row in rows {
            ids.push_str(if ids.is_empty() { "" } else { "\u{fffd}" });
            let (start, end) = session.policy().threads.id(ThreadRow::new(*row));
            ids.push_str(start);
            ids.push_str(end);
        }
        ids
    }

    /// Members that are active or unconfirmed.
    #[wasm_bindgen(getter, js_name = licensedUserCount)]
    #[must_use]
    pub fn licensed_user_count(&self) -> usize {
        self.session.borrow().policy().licensed_user_count()
    }

    /// How many threads there are.
    #[wasm_bindgen(getter, js_name = threadCount)]
    #[must_use]
    pub fn thread_count(&self) -> usize {
        self.session.borrow().policy().thread_count()
    }
}

/// Everything that is wrong with a snapshot: `{ problems, total }`.
///
/// # Errors
/// None; the signature is that of all that gives objects.
#[wasm_bindgen]
pub fn diagnose(snapshot: &[u8]) -> Result<JsValue, JsValue> {
    let nothing = InvalidSnapshot { problems: Vec::new(), total: 0 };
    object(&Policy::parse(snapshot, domain_to_ascii).err().unwrap_or(nothing))
}

/// What a support-agent may not do.
///
/// # Errors
/// None, as [`diagnose`].
#[wasm_bindgen(js_name = supportRestrictions)]
pub fn js_support_restrictions() -> Result<JsValue, JsValue> {
    object(&support_restrictions())
}

/// The words that cross as numbers, as JSON text: `[members, codes, rules]`.
#[wasm_bindgen]
#[must_use]
pub fn vocabulary() -> String {
    let codes: Vec<&str> = ReasonCode::ALL.iter().map(|code| code.name()).collect();
    let rules: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    let members: Vec<&str> = MemberName::ALL.iter().map(|name| name.name()).collect();
    text(&(members, codes, rules))
}
