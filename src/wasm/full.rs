//! What only the full module has: proposals, exposure, lint and SQL (cargo feature `full`).
//!
//! Both modules export the same functions, so that one glue serves both; in the lean one, which browsers and edge hosts
//! load, these refuse, and what stands behind them is not compiled in. JavaScript asks [`is_full`] first, and says which
//! entry has them.

use super::PolicyHandle;
use super::answers::{object, thrown};
use super::exchange::{ask, moment};
use crate::exposure::Scope;
use wasm_bindgen::prelude::*;

/// Whether this is the full module.
#[wasm_bindgen(js_name = isFull)]
#[must_use]
pub fn is_full() -> bool {
    cfg!(feature = "full")
}

/// Answers in the full module. The lean one gives nothing, and what would have answered is left out of it.
fn in_full(answer: impl FnOnce() -> Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
    if cfg!(feature = "full") { answer() } else { Ok(JsValue::UNDEFINED) }
}

/// A question stands in the exchange as in `decide` (`exchange.rs`).
#[wasm_bindgen]
impl PolicyHandle {
    /// What an action would do. `value` is JSON text.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    pub fn propose(&self, from: usize, to: usize, present: f64, value: Option<String>) -> Result<JsValue, JsValue> {
        in_full(|| {
            let session = self.session.borrow();
            let query = ask(from, to, |members| session.policy().named_proposal_query(members, moment(present)));
            let query = query.map_err(|error| thrown(&error))?;
            object(&session.policy().proposed(query, value.as_deref()))
        })
    }

    /// What everyone sees more or less of in another policy.
    ///
    /// # Errors
    /// The request errors of docs/specification.md sections 4 and 11.
    pub fn exposure(&self, from: usize, to: usize, present: f64, after: &PolicyHandle) -> Result<JsValue, JsValue> {
        in_full(|| {
            let (before, after) = (self.session.borrow(), after.session.borrow());
            let query = ask(from, to, |members| before.policy().named_exposure_query(members, moment(present)));
            let query = query.map_err(|error| thrown(&error))?;
            object(&before.policy().exposed(after.policy(), query, Scope::Everything))
        })
    }

    /// What looks like a mistake: `{ findings, total }`.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    pub fn lint(&self, from: usize, to: usize, present: f64) -> Result<JsValue, JsValue> {
        in_full(|| {
            let session = self.session.borrow();
            let now = ask(from, to, |members| session.policy().named_moment(members, moment(present)));
            object(&session.policy().findings(now.map_err(|error| thrown(&error))?))
        })
    }

    /// What a statement has to know of a viewer: JSON text.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    #[wasm_bindgen(js_name = sqlContext)]
    pub fn sql_context(&self, from: usize, to: usize, present: f64) -> Result<JsValue, JsValue> {
        in_full(|| {
            let session = self.session.borrow();
            let context = ask(from, to, |members| session.policy().sql_context_of(members, moment(present)));
            context.map(|text| JsValue::from_str(&text)).map_err(|error| thrown(&error))
        })
    }

    /// The rows of these threads, a JSON array, or of all that there are; and of records and ticks: JSON text.
    ///
    /// # Errors
    /// `invalid-threads`, with the problems.
    #[wasm_bindgen(js_name = sqlRows)]
    pub fn sql_rows(&self, threads: Option<Box<[u8]>>) -> Result<JsValue, JsValue> {
        in_full(|| {
            let rows = self.session.borrow().policy().sql_rows(threads.as_deref());
            rows.map(|text| JsValue::from_str(&text)).map_err(|error| thrown(&error))
        })
    }
}
