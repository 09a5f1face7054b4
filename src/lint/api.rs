//! Findings as Rust asks for them: of the full module alone.

use super::findings::Findings;
use crate::ask::named::{NamedQuestion, with_members};
use crate::error::RequestError;
use crate::model::instant::Instant;
use crate::policy::Policy;

impl Policy {
    /// What looks like a mistake in the snapshot, or is a risk that somebody should know of. Nothing is changed, and no
    /// decision rests on it.
    ///
    /// ```
    /// # use mailveil::{FindingCode, Instant, Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// # let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// let findings = policy.lint(now).findings;
    /// assert_eq!((findings[0].code, findings[0].path.as_str()), (FindingCode::SoleAdministrator, "/users/0"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn lint(&self, now: Instant) -> Findings {
        self.findings(now)
    }

    /// [`Policy::lint`] for a question of named texts: `now`.
    ///
    /// # Errors
    /// When the question is malformed.
    pub fn lint_named(&self, question: &NamedQuestion<'_>) -> Result<Findings, RequestError> {
        with_members(question, |members| self.named_moment(members, None)).map(|now| self.lint(now))
    }
}
