//! What only the full module has: proposals, exposure, lint and SQL (cargo feature `full`).
//!
//! Both modules export the same functions, so that one glue serves both; in the lean one, which browsers and edge hosts
//! load, these refuse, and what stands behind them is not compiled in. JavaScript asks [`is_full`] first, and says which
//! entry has them.

use wasm_bindgen::prelude::*;

/// Whether this is the full module.
#[wasm_bindgen(js_name = isFull)]
#[must_use]
pub fn is_full() -> bool {
    cfg!(feature = "full")
}
