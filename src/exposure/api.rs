//! Exposures as Rust asks for them: of the full module alone.

use super::{Exposure, Scope};
use crate::ask::named::{NamedQuestion, with_members};
use crate::ask::query::{EXAMPLES_MAX, ExposureQuery};
use crate::error::{RequestError, RequestErrorCode};
use crate::policy::Policy;

impl Policy {
    /// What everyone sees more or less of in another policy: of the same organisation after a change, say.
    ///
    /// # Errors
    /// When more examples are asked for than there may be.
    ///
    /// ```
    /// # use mailveil::{ExposureQuery, Instant, Policy, domain_to_ascii};
    /// # let text = std::fs::read_to_string("examples/two-colleagues.json")?;
    /// # let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// let before = Policy::parse(text.as_bytes(), domain_to_ascii)?;
    /// let after = text.replace(r#""id": "box","#, r#""id": "box", "sharing": { "mode": "complete", "audience": [{ "kind": "everyone" }] },"#);
    /// let after = Policy::parse(after.as_bytes(), domain_to_ascii)?;
    /// assert!(before.exposure(&after, ExposureQuery::at(now))?.users.is_empty(), "the thread links no record");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn exposure(&self, after: &Self, query: ExposureQuery) -> Result<Exposure, RequestError> {
        if query.examples > EXAMPLES_MAX {
            return Err(RequestError::new(RequestErrorCode::UnknownValue, "/examples"));
        }
        Ok(self.exposed(after, query, Scope::Everything))
    }

    /// [`Policy::exposure`] for a question of named texts: `now`, `surface`?, `examples`?.
    ///
    /// # Errors
    /// When the question is malformed.
    pub fn exposure_named(&self, after: &Self, question: &NamedQuestion<'_>) -> Result<Exposure, RequestError> {
        with_members(question, |members| self.named_exposure_query(members, None))
            .map(|query| self.exposed(after, query, Scope::Everything))
    }
}
