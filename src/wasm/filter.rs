//! The edge of filtering (docs/specification.md section 9): bytes in, bytes out.

use super::PolicyHandle;
use super::answers::{text, thrown};
use super::exchange::moment;
use crate::Counts;
use crate::error::RequestError;
use crate::filter::{Filtering, Items, SharedSession};
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Options come in two JSON texts: the members that are of the shape, and those of the question; `present` is the moment for
/// a question that names none, in milliseconds since 1970 (NaN: there is none).
#[wasm_bindgen]
impl PolicyHandle {
    /// Filters a whole body.
    ///
    /// # Errors
    /// Those of docs/specification.md section 9.
    #[wasm_bindgen(js_name = filterThreads)]
    pub fn filter_threads(
        &self,
        body: &Uint8Array,
        shape: &str,
        question: &str,
        present: f64,
    ) -> Result<Filtered, JsValue> {
        let mut kept = self.filter_with(shape, Items::Body, question, present)?;
        let filtering = &mut kept.filtering;
        filtering.restart();
        let mut out = Vec::new();
        let filtered = pass(filtering, body, &mut out).and_then(|()| filtering.finish(&mut out));
        let counts = filtering.counts();
        self.filter.replace(Some(kept));
        filtered.map(|()| Filtered { body: out, counts }).map_err(|error| thrown(&error))
    }

    /// Filters a body that comes in pieces.
    ///
    /// # Errors
    /// When something is wrong with the options.
    #[wasm_bindgen(js_name = filterStream)]
    pub fn filter_stream(&self, shape: &str, question: &str, present: f64) -> Result<StreamHandle, JsValue> {
        let filtering = self.new_filter(shape, Items::Body, question, present);
        filtering.map(|filtering| StreamHandle { filtering }).map_err(|error| thrown(&error))
    }

    /// Looks at options for objects, before any is judged. The paths that items keep below full: JSON text of
    /// `{ metadata, subject }`.
    ///
    /// # Errors
    /// When something is wrong with the options.
    #[wasm_bindgen(js_name = keptPaths)]
    pub fn kept_paths(&self, shape: &str, question: &str, present: f64) -> Result<String, JsValue> {
        let kept = self.filter_with(shape, Items::Objects, question, present)?;
        let paths = text(&kept.filtering.shape().kept_paths());
        self.filter.replace(Some(kept));
        Ok(paths)
    }

    /// What is found of each item of a JSON array: one byte, the number of the level, with 4 where an unknown record is
    /// named, 8 where nothing says `sharing`, 16 where nothing says `state`; 255 for one that cannot be judged.
    ///
    /// # Errors
    /// Those of docs/specification.md section 9.
    #[wasm_bindgen(js_name = judgeThreads)]
    pub fn judge_threads(&self, items: &[u8], shape: &str, question: &str, present: f64) -> Result<Vec<u8>, JsValue> {
        let mut kept = self.filter_with(shape, Items::Objects, question, present)?;
        let judged = kept.filtering.judge(items);
        self.filter.replace(Some(kept));
        judged.map_err(|error| thrown(&error))
    }

    /// What `judgeThreads` gives, for items that come as lengths and a text (src/filter/read/columns.rs). Nothing if they
    /// have to come as JSON.
    ///
    /// # Errors
    /// When something is wrong with the options.
    #[wasm_bindgen(js_name = judgeColumns)]
    pub fn judge_columns(
        &self,
        lengths: &[u32],
        text: &[u8],
        shape: &str,
        question: &str,
        present: f64,
    ) -> Result<Option<Vec<u8>>, JsValue> {
        let mut kept = self.filter_with(shape, Items::Objects, question, present)?;
        let judged = kept.filtering.judge_columns(lengths, text);
        self.filter.replace(Some(kept));
        Ok(judged)
    }
}

/// The filter used last, with its shape and its question.
#[derive(Debug)]
pub(super) struct Kept {
    shape: String,
    items: Items,
    question: String,
    /// The bits of the moment that came beside the question.
    present: u64,
    filtering: Filtering<SharedSession>,
}

impl PolicyHandle {
    /// Takes the filter used last, if it is of that shape, as most are: viewers change from response to response, and
    /// shapes do not. Whoever takes it puts it back: meanwhile JavaScript may ask for another one, where it answers for
    /// domains.
    #[inline(never)]
    fn filter_with(&self, shape: &str, items: Items, question: &str, present: f64) -> Result<Box<Kept>, JsValue> {
        let Some(mut kept) = self.filter.take().filter(|kept| kept.shape == shape && kept.items == items) else {
            let filtering = self.new_filter(shape, items, question, present).map_err(|error| thrown(&error))?;
            let (shape, question, present) = (shape.to_owned(), question.to_owned(), present.to_bits());
            return Ok(Box::new(Kept { shape, items, question, present, filtering }));
        };
        if kept.question != question || kept.present != present.to_bits() {
            kept.filtering.ask(question.as_bytes(), moment(present)).map_err(|error| thrown(&error))?;
            kept.question.clear();
            kept.question.push_str(question);
            kept.present = present.to_bits();
        }
        Ok(kept)
    }

    fn new_filter(
        &self,
        shape: &str,
        items: Items,
        question: &str,
        present: f64,
    ) -> Result<Filtering<SharedSession>, RequestError> {
        let session = Rc::clone(&self.session);
        Filtering::parse_apart(session, shape.as_bytes(), items, question.as_bytes(), moment(present))
    }
}

/// Hands bytes to a filter, part by part, so that they are never all in the module's memory.
fn pass(filtering: &mut Filtering<SharedSession>, bytes: &Uint8Array, out: &mut Vec<u8>) -> Result<(), RequestError> {
    let length = bytes.length();
    let mut taken = 0;
    while taken < length {
        let wanted = usize::try_from(length.saturating_sub(taken)).unwrap_or(0);
        let count = filtering.fill(wanted, &mut |room| {
            let count = u32::try_from(room.len()).unwrap_or(0);
            bytes.subarray(taken, taken.saturating_add(count)).copy_to(room);
        });
        taken = taken.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        filtering.advance(out)?;
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

    /// How many items are shown, hidden, unreadable, name unknown records, do not say `sharing`, do not say `state`.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn counts(&self) -> Vec<u32> {
        in_order(self.counts)
    }
}

/// A body on its way through.
#[wasm_bindgen]
#[derive(Debug)]
pub struct StreamHandle {
    filtering: Filtering<SharedSession>,
}

#[wasm_bindgen]
impl StreamHandle {
    /// Takes a piece; gives what has been judged by now.
    ///
    /// # Errors
    /// Those of docs/specification.md section 9.
    pub fn push(&mut self, piece: &Uint8Array) -> Result<Vec<u8>, JsValue> {
        let mut out = Vec::new();
        pass(&mut self.filtering, piece, &mut out).map(|()| out).map_err(|error| thrown(&error))
    }

    /// Ends the body; gives the rest of it.
    ///
    /// # Errors
    /// Those of docs/specification.md section 9.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsValue> {
        let mut out = Vec::new();
        self.filtering.finish(&mut out).map(|()| out).map_err(|error| thrown(&error))
    }

    /// As [`Filtered::counts`], so far.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn counts(&self) -> Vec<u32> {
        in_order(self.filtering.counts())
    }
}

fn in_order(counts: Counts) -> Vec<u32> {
    let Counts { shown, hidden, unreadable, unknown_records, unsaid } = counts;
    let counts = [shown, hidden, unreadable, unknown_records, unsaid.sharing, unsaid.state];
    counts.into_iter().map(|count| u32::try_from(count).unwrap_or(u32::MAX)).collect()
}
