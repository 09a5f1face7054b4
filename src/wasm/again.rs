//! The edge of single questions: in full, as text; and asked again about another thread (src/again.rs), by numbers alone.

use super::{PolicyHandle, answer, thrown, to_json};
use crate::error::RequestError;
use crate::wire::answers::Answers;
use crate::wire::question;
use crate::{Again, Asked, Members, Policy};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;

/// What is kept from one question to the next.
#[derive(Debug)]
pub(super) struct Repeats {
    /// The question asked last, if it had an answer.
    asked: RefCell<Option<Asked>>,
    number: Cell<u32>,
    answers: RefCell<Answers>,
}

impl Repeats {
    pub(super) fn new(policy: &Policy) -> Self {
        Self { asked: RefCell::new(None), number: Cell::new(0), answers: RefCell::new(Answers::new(policy)) }
    }

    /// INVARIANT (last question): only the question asked last can be asked again, and no other has its number. So
    /// JavaScript cannot mean one question and get the answer to another.
    fn keep(&self, asked: Option<Asked>) {
        self.asked.replace(asked);
        self.number.set(self.number.get().wrapping_add(1));
    }

    fn ask<T>(&self, number: u32, again: impl FnOnce(&mut Asked) -> Option<T>) -> Option<T> {
        self.asked.borrow_mut().as_mut().filter(|_| number == self.number.get()).and_then(again)
    }
}

impl PolicyHandle {
    /// Checks a question, and keeps it as the last one.
    fn keep(&self, members: &Members<'_>) -> Result<Asked, RequestError> {
        let asked = Asked::parse(&self.0.borrow(), members);
        self.2.keep(asked.as_ref().ok().cloned());
        asked
    }
}

#[wasm_bindgen]
impl PolicyHandle {
    /// One question.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    pub fn decide(&self, query: &str) -> Result<String, JsValue> {
        let policy = self.0.borrow();
        answer(query, |members| self.keep(members).map(|asked| asked.decide(&policy)))
    }

    /// The outcome of a question, without its reasons.
    ///
    /// # Errors
    /// The request errors of docs/specification.md section 4.
    pub fn allows(&self, query: &str) -> Result<bool, JsValue> {
        let policy = self.0.borrow();
        question::ask(query, |members| self.keep(members).map(|asked| asked.allows(&policy)))
            .map_err(|error| thrown(&error))
    }

    /// The number of the question asked last, by which to ask it again.
    #[must_use]
    pub fn asked(&self) -> u32 {
        self.2.number.get()
    }

    /// The row of a thread; the greatest number if there is none.
    #[wasm_bindgen(js_name = threadRow)]
    #[must_use]
    pub fn thread_row(&self, id: &str) -> u32 {
        self.0.borrow().thread_row(id).unwrap_or(u32::MAX)
    }

    /// The outcome of the last question, asked about the thread of a row: 1 allowed, 2 denied; 0: ask in full.
    /// `present` is in milliseconds since 1970; NaN: at the same moment.
    #[wasm_bindgen(js_name = allowsAgain)]
    #[must_use]
    pub fn allows_again(&self, number: u32, row: u32, present: f64) -> u32 {
        let outcome = self
            .2
            .ask(number, |asked| asked.allows_again(&self.0.borrow(), &mut self.1.borrow_mut(), again(row, present)));
        match outcome {
            Some(true) => 1,
            Some(false) => 2,
            None => 0,
        }
    }

    /// The number of the decision, likewise; 0: ask in full.
    #[wasm_bindgen(js_name = decideAgain)]
    #[must_use]
    pub fn decide_again(&self, number: u32, row: u32, present: f64) -> u32 {
        let answer = self.2.ask(number, |asked| {
            let (policy, mut sightings) = (self.0.borrow(), self.1.borrow_mut());
            let decision = asked.decide_again(&policy, &mut sightings, again(row, present))?;
            self.2.answers.borrow_mut().number(&to_json(&decision))
        });
        answer.unwrap_or(0)
    }

    /// JSON text of a decision, by the number given last.
    #[must_use]
    pub fn answer(&self, number: u32) -> String {
        self.2.answers.borrow().text(number).to_owned()
    }
}

fn again(row: u32, present: f64) -> Again {
    #[expect(clippy::as_conversions, reason = "a time of JavaScript is a whole number that fits")]
    let milliseconds = if present.is_nan() { None } else { Some(present as i64) };
    Again { row, milliseconds }
}
