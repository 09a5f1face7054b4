//! Filtering a response (docs/specification.md section 9): bytes in, bytes out, every item judged by the rules that decide
//! everything else.
//!
//! | room | what is there |
//! |---|---|
//! | [`shape`] | options, compiled: paths, fields, what is kept |
//! | [`read`] | readers of items, which only fill facts |
//! | [`judge`](mod@judge) | what a viewer sees of an item with these facts |
//! | [`write`](mod@write) | the body around the items, and what stays of each |
//! | [`text`] | the text at hand |
//!
//! A body goes through in blocks, whether it comes whole or in pieces: as far as the text at hand is complete, token by
//! token outside the items and item by item inside; the rest waits for more.

#![cfg_attr(not(feature = "wasm"), allow(dead_code, reason = "only the edge hands objects over"))]

mod addresses;
mod asked;
mod filtering;
mod judge;
mod lend;
mod read;
mod scalar;
mod shape;
mod text;
mod times;
mod write;

pub use asked::{FilterQuestion, Given};
pub(crate) use filtering::Filtering;
#[cfg(feature = "wasm")]
pub(crate) use lend::SharedSession;
pub(crate) use shape::Items;
pub use shape::Shape;

use crate::error::RequestError;
use crate::policy::Policy;
use std::sync::Arc;

/// What has become of the items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Items of which at least something is shown.
    pub shown: usize,
    /// Items that are left out.
    pub hidden: usize,
    /// Those of the hidden that could not be judged. They are counted nowhere else.
    pub unreadable: usize,
    /// Items that name a record which the policy does not know: nobody can access that.
    pub unknown_records: usize,
    /// Items in which nothing said a fact, though the shape names its place: so a typo shows.
    pub unsaid: Unsaid,
}

/// How many items do not say what the shape looks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// The owner's choice.
    pub sharing: usize,
    /// Active, archived or deleted.
    pub state: usize,
}

/// A body on its way through.
///
/// ```
/// use mailveil::{Filter, FilterQuestion, Given, Instant, Place, Policy, Shape, domain_to_ascii};
///
/// let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
/// let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
/// let question = FilterQuestion { viewer: "bob", place: Place::Anywhere, now, given: Given::default() };
/// let mut filter = Filter::new(&policy, Shape::parse(br#"{ "at": "/data" }"#)?, &question)?;
/// let mut out = Vec::new();
/// for piece in [&br#"{ "total": 1, "data": [{ "id": "t1", "mail"#[..], br#"box": "box" }, 7] }"#] {
///     filter.push(piece, &mut out)?;
/// }
/// filter.finish(&mut out)?;
/// assert_eq!(out, br#"{"total": 1,"data":[]}"#);
/// assert_eq!((filter.counts().hidden, filter.counts().unreadable), (2, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Filter<'p> {
    filtering: Filtering<&'p Policy>,
    /// After a refusal nothing more is filtered.
    refused: Option<RequestError>,
}

impl<'p> Filter<'p> {
    /// Starts filtering for a viewer. One shape serves any number of filters.
    ///
    /// # Errors
    /// When the question names what the policy does not know.
    pub fn new(
        policy: &'p Policy,
        shape: impl Into<Arc<Shape>>,
        question: &FilterQuestion<'_>,
    ) -> Result<Self, RequestError> {
        Ok(Self { filtering: Filtering::new(policy, shape.into(), question)?, refused: None })
    }

    /// Starts filtering by options as docs/specification.md section 9 describes them: JSON text of an object, with `now`.
    ///
    /// # Errors
    /// When something is wrong with the options.
    pub fn with_options(policy: &'p Policy, options: &[u8]) -> Result<Self, RequestError> {
        Ok(Self { filtering: Filtering::parse(policy, options, Items::Body)?, refused: None })
    }

    /// Takes the next piece; writes behind `out` what can be judged by now.
    ///
    /// # Errors
    /// When the body is not JSON; then what this has added to `out` is not to be used, and every later call gives the error
    /// again.
    pub fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) -> Result<(), RequestError> {
        self.unless_refused(|filtering| filtering.push(piece, out))
    }

    /// Ends the body; writes behind `out` what is left of it.
    ///
    /// # Errors
    /// As [`Filter::push`]; and when the body has no items where the shape says.
    pub fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), RequestError> {
        self.unless_refused(|filtering| filtering.finish(out))
    }

    /// A whole body at once.
    ///
    /// # Errors
    /// As [`Filter::push`] and [`Filter::finish`].
    pub fn filter(&mut self, body: &[u8], out: &mut Vec<u8>) -> Result<(), RequestError> {
        self.push(body, out)?;
        self.finish(out)
    }

    /// Begins again, with another body.
    pub fn restart(&mut self) {
        self.refused = None;
        self.filtering.restart();
    }

    /// What has been counted so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.filtering.counts()
    }

    fn unless_refused(
        &mut self,
        work: impl FnOnce(&mut Filtering<&'p Policy>) -> Result<(), RequestError>,
    ) -> Result<(), RequestError> {
        let done = match &self.refused {
            Some(error) => Err(error.clone()),
            None => work(&mut self.filtering),
        };
        self.refused = done.clone().err();
        done
    }
}

#[cfg(test)]
mod tests;
