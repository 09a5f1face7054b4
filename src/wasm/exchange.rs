//! Questions: each is written as bytes into the exchange, and decisions come back in its place.

use super::PolicyHandle;
use super::answers::{object, text, thrown};
use crate::ask::members::Member;
use crate::error::RequestError;
use crate::model::decision::Decision;
use crate::model::instant::Instant;
use crate::wire::frame::{Frames, write_decision, write_error};
use crate::{Policy, VisibleThreads};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    /// The one exchange of an instance: the caller's bytes, then ours. JavaScript writes and reads it while nothing of
    /// ours runs, so that it is never borrowed then. It is a stack: what a getter of the caller's asks, while a question
    /// is written, stands behind it.
    static EXCHANGE: RefCell<Exchange> = const { RefCell::new(Exchange { room: Vec::new(), out: Vec::new() }) };
}

/// What questions and answers are written into.
#[derive(Debug)]
struct Exchange {
    room: Vec<u8>,
    /// An answer while it is written: the question may still be read.
    out: Vec<u8>,
}

/// Makes room for so many bytes, and gives the address where the exchange is from now on. What stands in it stays.
#[wasm_bindgen]
#[must_use]
pub fn room(bytes: usize) -> *const u8 {
    EXCHANGE.with_borrow_mut(|exchange| {
        exchange.make_room(bytes);
        exchange.room.as_ptr()
    })
}

impl Exchange {
    fn make_room(&mut self, bytes: usize) {
        if self.room.len() < bytes {
            self.room.resize(bytes.next_power_of_two(), 0);
        }
    }
}

/// Reads what stands between two places, and writes the answer from the first one on. Gives its length: if there is less
/// room, the exchange has moved.
fn answer(from: usize, to: usize, answer: impl FnOnce(&mut Frames<'_>, &mut Vec<u8>)) -> usize {
    EXCHANGE.with_borrow_mut(|exchange| {
        exchange.out.clear();
        answer(&mut Frames::new(exchange.room.get(from..to).unwrap_or_default()), &mut exchange.out);
        let end = from.saturating_add(exchange.out.len());
        exchange.make_room(end);
        if let Some(place) = exchange.room.get_mut(from..end) {
            place.copy_from_slice(&exchange.out);
        }
        exchange.out.len()
    })
}

fn write(decision: Result<Decision<'_>, RequestError>, out: &mut Vec<u8>) {
    match decision {
        Ok(decision) => write_decision(&decision, out),
        Err(error) => write_error(&text(&error), out),
    }
}

/// What JavaScript's clock says, in milliseconds; NaN: nothing.
pub(super) fn moment(present: f64) -> Option<Instant> {
    #[expect(clippy::as_conversions, reason = "a time of JavaScript is a whole number that fits")]
    let milliseconds = present as i64;
    Instant::from_milliseconds(milliseconds).filter(|_| present.is_finite())
}

/// A question stands in the exchange `from` a place `to` another; `present` is the moment for one that names none, in
/// milliseconds since 1970 (NaN: there is none).
#[wasm_bindgen]
impl PolicyHandle {
    /// One question. Gives the length of the answer, which stands in its place.
    #[must_use]
    pub fn decide(&self, from: usize, to: usize, present: f64) -> usize {
        let session = self.session.borrow();
        let policy = session.policy();
        answer(from, to, |frames, out| {
            let query = frames.ask(|members| policy.named_query(members, moment(present)));
            write(query.map(|query| policy.answer(&query)), out);
        })
    }

    /// The outcome of a question: 0 denied, 1 allowed; from 2 on, an error stands in its place, of so many bytes less 2.
    #[must_use]
    pub fn allows(&self, from: usize, to: usize, present: f64) -> usize {
        let session = self.session.borrow();
        let policy = session.policy();
        let mut outcome = Ok(false);
        let written = answer(from, to, |frames, out| {
            let query = frames.ask(|members| policy.named_query(members, moment(present)));
            outcome = query.map(|query| policy.outcome(&query));
            if let Err(error) = &outcome {
                write_error(&text(error), out);
            }
        });
        outcome.map_or(written.saturating_add(2), usize::from)
    }

    /// Several questions, one behind the other: all are answered, or the error of the first bad one is.
    #[wasm_bindgen(js_name = decideAll)]
    #[must_use]
    pub fn decide_all(&self, from: usize, to: usize, present: f64) -> usize {
        let session = self.session.borrow();
        let policy = session.policy();
        answer(from, to, |frames, out| {
            let mut number = 0_usize;
            while !frames.is_empty() {
                match frames.ask(|members| policy.named_query(members, moment(present))) {
                    Ok(query) => write_decision(&policy.answer(&query), out),
                    Err(error) => {
                        out.clear();
                        return write_error(&text(&error.of_question(number)), out);
                    }
                }
                number = number.saturating_add(1);
            }
        })
    }

    /// Whether there is such a viewer. Gives the length of the error, 0 if there is none.
    #[must_use]
    pub fn admit(&self, from: usize, to: usize, present: f64) -> usize {
        let session = self.session.borrow();
        answer(from, to, |frames, out| {
            if let Err(error) = frames.ask(|members| session.policy().named_viewer_query(members, moment(present))) {
                write_error(&text(&error), out);
            }
        })
    }

    /// Rows and levels of everything that a viewer sees.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    #[wasm_bindgen(js_name = visibleThreads)]
    pub fn visible_threads(&self, from: usize, to: usize, present: f64) -> Result<Rows, JsValue> {
        let mut session = self.session.borrow_mut();
        let query = ask(from, to, |members| session.policy().named_list_query(members, moment(present)));
        query.map(|query| Rows::new(session.list(&query))).map_err(|error| thrown(&error))
    }

    /// Everyone who sees a thread.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    #[wasm_bindgen(js_name = whoCanView)]
    pub fn who_can_view(&self, from: usize, to: usize, present: f64) -> Result<JsValue, JsValue> {
        self.objects(from, to, |policy, members| {
            policy.named_thread_query(members, moment(present)).map(|query| object(&policy.seen_by(&query)))
        })
    }

    /// The mailboxes for the From field.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    #[wasm_bindgen(js_name = sendFromMailboxes)]
    pub fn send_from_mailboxes(&self, from: usize, to: usize, present: f64) -> Result<JsValue, JsValue> {
        self.objects(from, to, |policy, members| {
            policy
                .named_viewer_query(members, moment(present))
                .map(|query| object(&policy.mailboxes_to_send_from(&query)))
        })
    }

    /// The administrator's page.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    #[wasm_bindgen(js_name = mailboxAdministration)]
    pub fn mailbox_administration(&self, from: usize, to: usize, present: f64) -> Result<JsValue, JsValue> {
        self.objects(from, to, |policy, members| {
            policy.named_viewer_query(members, moment(present)).map(|query| object(&policy.administration_page(&query)))
        })
    }
}

impl PolicyHandle {
    pub(super) fn objects(
        &self,
        from: usize,
        to: usize,
        answer: impl FnOnce(&Policy, &[Member<'_>]) -> Result<Result<JsValue, JsValue>, RequestError>,
    ) -> Result<JsValue, JsValue> {
        let session = self.session.borrow();
        ask(from, to, |members| answer(session.policy(), members)).map_err(|error| thrown(&error))?
    }
}

pub(super) fn ask<T>(
    from: usize,
    to: usize,
    ask: impl FnOnce(&[Member<'_>]) -> Result<T, RequestError>,
) -> Result<T, RequestError> {
    EXCHANGE.with_borrow(|exchange| Frames::new(exchange.room.get(from..to).unwrap_or_default()).ask(ask))
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
