//! The JavaScript edge: thin, no logic. Questions, answers and errors cross it as JSON text: every question as a flat
//! object of strings that the package has copied member by member, every answer for `JSON.parse`, every error thrown.
//!
//! Text, because building objects by assignment lets a polluted `Object.prototype` swallow members, and because it is
//! faster than going through objects member by member in both directions (docs/dependencies.md has the figures).

use crate::error::RequestError;
use crate::model::rows::ThreadRow;
use crate::wire::question;
use crate::{InvalidSnapshot, Members, Policy, Sightings, VisibleThreads, support_restrictions};
use serde::Serialize;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

mod again;
mod filter;

#[wasm_bindgen(module = "/src/domain.js")]
extern "C" {
    #[wasm_bindgen(js_name = domainToAscii)]
    fn js_domain_to_ascii(domain: &str) -> Option<String>;
}

/// [`crate::DomainToAscii`] of a JavaScript host.
fn domain_to_ascii(domain: &str) -> Option<String> {
    js_domain_to_ascii(domain)
}

/// A compiled snapshot, held by JavaScript.
///
/// Shared with the streams that filter by it, which may outlive it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PolicyHandle(Rc<RefCell<Policy>>, RefCell<Sightings>, again::Repeats, RefCell<Option<Box<filter::Kept>>>);

#[wasm_bindgen]
impl PolicyHandle {
    /// Parses and compiles a snapshot in UTF-8.
    ///
    /// # Errors
    /// `invalid-snapshot`, with the problems.
    pub fn parse(text: &[u8]) -> Result<PolicyHandle, JsValue> {
        Policy::parse(text, domain_to_ascii)
            .map(|policy| {
                let repeats = again::Repeats::new(&policy);
                Self(Rc::new(RefCell::new(policy)), RefCell::default(), repeats, RefCell::default())
            })
            .map_err(|error| thrown(&error))
    }

    /// Several questions: all are answered, or none.
    ///
    /// # Errors
    /// That of the first question that has one, its path under the question's number.
    #[wasm_bindgen(js_name = decideAll)]
    pub fn decide_all(&self, queries: &str) -> Result<String, JsValue> {
        let policy = self.0.borrow();
        let decisions = question::each_in(queries, |members| policy.decide(members).map(|decision| to_json(&decision)));
        decisions.map(|decisions| format!("[{}]", decisions.join(","))).map_err(|error| thrown(&error))
    }

    /// Rows and levels of everything that a viewer sees.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    #[wasm_bindgen(js_name = visibleThreads)]
    pub fn visible_threads(&self, query: &str) -> Result<Rows, JsValue> {
        let (policy, mut sightings) = (self.0.borrow(), self.1.borrow_mut());
        let visible =
            question::ask(query, |members| policy.visible_threads_again(&mut sightings, members).map(Rows::new));
        visible.map_err(|error| thrown(&error))
    }

    /// The ids of rows, joined by U+FFFD, which no id contains.
    #[wasm_bindgen(js_name = threadIds)]
    #[must_use]
    pub fn thread_ids(&self, rows: &[u32]) -> String {
        let policy = self.0.borrow();
        let mut ids = String::new();
        for row in rows {
            ids.push_str(if ids.is_empty() { "" } else { "\u{fffd}" });
            let (start, end) = policy.threads.id(ThreadRow::new(*row));
            ids.push_str(start);
            ids.push_str(end);
        }
        ids
    }

    /// Everyone who sees a thread.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    #[wasm_bindgen(js_name = whoCanView)]
    pub fn who_can_view(&self, query: &str) -> Result<String, JsValue> {
        let policy = self.0.borrow();
        answer(query, |members| policy.who_can_view(members))
    }

    /// The mailboxes for the From field.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    #[wasm_bindgen(js_name = sendFromMailboxes)]
    pub fn send_from_mailboxes(&self, query: &str) -> Result<String, JsValue> {
        let policy = self.0.borrow();
        answer(query, |members| policy.send_from_mailboxes(members))
    }

    /// The administrator's page.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    #[wasm_bindgen(js_name = mailboxAdministration)]
    pub fn mailbox_administration(&self, query: &str) -> Result<String, JsValue> {
        let policy = self.0.borrow();
        answer(query, |members| policy.mailbox_administration(members))
    }

    /// Members that are active or unconfirmed.
    #[wasm_bindgen(getter, js_name = licensedUserCount)]
    #[must_use]
    pub fn licensed_user_count(&self) -> usize {
        self.0.borrow().licensed_user_count()
    }

    /// How many threads there are.
    #[wasm_bindgen(getter, js_name = threadCount)]
    #[must_use]
    pub fn thread_count(&self) -> usize {
        self.0.borrow().thread_count()
    }
}

/// What `visibleThreads` gives: typed arrays, copied out of the module.
#[wasm_bindgen(getter_with_clone, inspectable)]
#[derive(Debug)]
pub struct Rows {
    /// Positions in `snapshot.threads`.
    pub rows: js_sys::Uint32Array,
    /// 1 metadata, 2 subject, 3 full.
    pub levels: js_sys::Uint8Array,
}

impl Rows {
    fn new(visible: &VisibleThreads) -> Self {
        Self { rows: visible.rows.as_slice().into(), levels: visible.levels.as_slice().into() }
    }
}

/// Everything that is wrong with a snapshot: `{ problems, total }`.
#[wasm_bindgen]
#[must_use]
pub fn diagnose(text: &[u8]) -> String {
    let nothing = InvalidSnapshot { problems: Vec::new(), total: 0 };
    to_json(&Policy::parse(text, domain_to_ascii).err().unwrap_or(nothing))
}

/// What a support-agent may not do.
#[wasm_bindgen(js_name = supportRestrictions)]
#[must_use]
pub fn js_support_restrictions() -> String {
    to_json(&support_restrictions())
}

fn answer<T: Serialize>(
    query: &str,
    ask: impl FnOnce(&Members<'_>) -> Result<T, RequestError>,
) -> Result<String, JsValue> {
    question::ask(query, ask).map(|answer| to_json(&answer)).map_err(|error| thrown(&error))
}

/// Nothing that we serialize can fail to become text; an empty one is no decision.
fn to_json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}

fn thrown(error: &impl Serialize) -> JsValue {
    JsValue::from_str(&to_json(error))
}
