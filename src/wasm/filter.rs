//! The edge of filtering (docs/specification.md section 9) and of changing a policy (section 10): bytes in, bytes out.

use super::PolicyHandle;
use super::answers::{text, thrown};
use crate::error::RequestError;
use crate::{Counts, Filter, Session};
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl PolicyHandle {
    /// Filters a whole body.
    ///
    /// # Errors
    /// Those of docs/specification.md section 9.
    #[wasm_bindgen(js_name = filterThreads)]
    pub fn filter_threads(&self, body: &Uint8Array, options: &str) -> Result<Filtered, JsValue> {
        let mut kept = self.filter_with(options)?;
        let filter = &mut kept.filter;
        filter.restart();
        let mut out = Vec::new();
        let filtered = pass(filter, &self.session, body, &mut out);
        let filtered = filtered.and_then(|()| filter.finish(self.session.borrow().policy(), &mut out));
        let counts = filter.counts();
        self.filter.replace(Some(kept));
        filtered.map(|()| Filtered { body: out, counts }).map_err(|error| thrown(&error))
    }

    /// Filters a body that comes in pieces.
    ///
    /// # Errors
    /// When something is wrong with the options.
    #[wasm_bindgen(js_name = filterStream)]
    pub fn filter_stream(&self, options: &str) -> Result<StreamHandle, JsValue> {
        let filter = Filter::new(self.session.borrow().policy(), options.as_bytes()).map_err(|error| thrown(&error))?;
        Ok(StreamHandle { session: Rc::clone(&self.session), filter })
    }

    /// Looks at options, before items are judged by them. What items keep below full: `{ metadata, subject }`, names of
    /// members.
    ///
    /// # Errors
    /// When something is wrong with the options.
    #[wasm_bindgen(js_name = keptMembers)]
    pub fn kept_members(&self, options: &str) -> Result<String, JsValue> {
        let kept = self.filter_with(options)?;
        let members = text(&kept.filter.kept_members());
        self.filter.replace(Some(kept));
        Ok(members)
    }

    /// One byte for each item of a JSON array: its level, or 255.
    ///
    /// # Errors
    /// Those of docs/specification.md section 9.
    #[wasm_bindgen(js_name = judgeThreads)]
    pub fn judge_threads(&self, items: &[u8], options: &str) -> Result<Vec<u8>, JsValue> {
        let mut kept = self.filter_with(options)?;
        let judged = kept.filter.judge(self.session.borrow().policy(), items);
        self.filter.replace(Some(kept));
        judged.map_err(|error| thrown(&error))
    }

    /// The same for items that come as lengths and a text (src/filter/columns.rs). Nothing if they have to come as JSON.
    ///
    /// # Errors
    /// When something is wrong with the options.
    #[wasm_bindgen(js_name = judgeColumns)]
    pub fn judge_columns(&self, lengths: &[u32], text: &[u8], options: &str) -> Result<Option<Vec<u8>>, JsValue> {
        let mut kept = self.filter_with(options)?;
        let judged = kept.filter.judge_columns(self.session.borrow().policy(), lengths, text);
        self.filter.replace(Some(kept));
        Ok(judged)
    }
}

/// The filter used last.
#[derive(Debug)]
pub(super) struct Kept {
    options: String,
    filter: Filter,
}

impl PolicyHandle {
    /// Takes the filter used last, as its options are mostly the same again, and it has its memory in any case. Whoever
    /// takes it puts it back: meanwhile JavaScript may ask for another one, where it answers for domains.
    #[inline(never)]
    fn filter_with(&self, options: &str) -> Result<Box<Kept>, JsValue> {
        let session = self.session.borrow();
        let policy = session.policy();
        let renewed = match self.filter.take() {
            Some(kept) if kept.options == options => return Ok(kept),
            Some(mut kept) => kept.filter.renew(policy, options.as_bytes()).map(|()| {
                kept.options.clear();
                kept.options.push_str(options);
                kept
            }),
            None => Filter::new(policy, options.as_bytes())
                .map(|filter| Box::new(Kept { options: options.to_owned(), filter })),
        };
        renewed.map_err(|error| thrown(&error))
    }
}

/// Hands bytes to a filter, part by part, so that they are never all in the module's memory. The policy is not borrowed
/// while JavaScript copies them: whoever has replaced its functions might change the policy there.
fn pass(
    filter: &mut Filter,
    session: &RefCell<Session>,
    bytes: &Uint8Array,
    out: &mut Vec<u8>,
) -> Result<(), RequestError> {
    let length = bytes.length();
    let mut taken = 0;
    while taken < length {
        let wanted = usize::try_from(length.saturating_sub(taken)).unwrap_or(0);
        let count = filter.fill(wanted, &mut |room| {
            let count = u32::try_from(room.len()).unwrap_or(0);
            bytes.subarray(taken, taken.saturating_add(count)).copy_to(room);
        });
        taken = taken.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        filter.advance(session.borrow().policy(), out)?;
    }
    Ok(())
}

/// A filtered body.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Filtered {
    body: Vec<u8>,
    counts: Counts,
}

#[wasm_bindgen]
impl Filtered {
    /// The bytes, copied out of the module.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn body(&self) -> Uint8Array {
        Uint8Array::from(self.body.as_slice())
    }

    /// Items of which at least something is shown.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn shown(&self) -> usize {
        self.counts.shown
    }

    /// Items left out.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.counts.hidden
    }

    /// Those of the hidden that could not be judged.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.counts.unreadable
    }
}

/// A body on its way through.
#[wasm_bindgen]
#[derive(Debug)]
pub struct StreamHandle {
    session: Rc<RefCell<Session>>,
    filter: Filter,
}

#[wasm_bindgen]
impl StreamHandle {
    /// Takes a piece; gives what has been judged by now.
    ///
    /// # Errors
    /// Those of docs/specification.md section 9.
    pub fn push(&mut self, piece: &Uint8Array) -> Result<Vec<u8>, JsValue> {
        let mut out = Vec::new();
        let pushed = pass(&mut self.filter, &self.session, piece, &mut out);
        pushed.map(|()| out).map_err(|error| thrown(&error))
    }

    /// Ends the body; gives the rest of it.
    ///
    /// # Errors
    /// Those of docs/specification.md section 9.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsValue> {
        let mut out = Vec::new();
        self.filter.finish(self.session.borrow().policy(), &mut out).map(|()| out).map_err(|error| thrown(&error))
    }

    /// Items of which at least something is shown, so far.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn shown(&self) -> usize {
        self.filter.counts().shown
    }

    /// Items left out.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.filter.counts().hidden
    }

    /// Those of the hidden that could not be judged.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.filter.counts().unreadable
    }
}
