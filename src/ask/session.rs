//! A policy with everything that is remembered of what it was asked.

use super::kept_lists::KeptLists;
use super::lists::VisibleThreads;
use super::named::{NamedQuestion, with_members};
use super::query::ListQuery;
use crate::error::RequestError;
use crate::model::instant::Instant;
use crate::model::place::Place;
use crate::policy::Policy;

/// A policy for a caller that asks often, such as a server: lists that were made are kept, and mended after changes.
///
/// A session owns its policy, and gives it out for reading only: so what it remembers can never meet another policy.
///
/// ```
/// use mailveil::{Instant, Place, Policy, Session, domain_to_ascii};
///
/// let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
/// let mut session = Session::new(policy);
/// let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
/// assert_eq!(session.visible_threads("anna", Place::Anywhere, now)?.rows, [0, 1]);
/// session.remove_threads(br#"["t1"]"#)?;
/// assert_eq!(session.visible_threads("anna", Place::Anywhere, now)?.rows, [1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Session {
    policy: Policy,
    lists: KeptLists,
}

impl Session {
    /// Begins with nothing remembered.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self { policy, lists: KeptLists::default() }
    }

    /// The policy, for every question that needs no memory.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// For changes, which the lists take in when they are asked for next.
    pub(crate) fn policy_mut(&mut self) -> &mut Policy {
        &mut self.policy
    }

    /// [`Policy::visible_threads`], from memory if it was asked before.
    ///
    /// # Errors
    /// As [`Policy::visible_threads`].
    pub fn visible_threads(
        &mut self,
        viewer: &str,
        place: Place<&str>,
        now: Instant,
    ) -> Result<&VisibleThreads, RequestError> {
        let query = self.policy.list_query(viewer, place, now)?;
        Ok(self.list(&query))
    }

    /// [`Policy::visible_threads_named`], from memory if it was asked before.
    ///
    /// # Errors
    /// As [`Policy::visible_threads_named`].
    pub fn visible_threads_named(&mut self, question: &NamedQuestion<'_>) -> Result<&VisibleThreads, RequestError> {
        let query = with_members(question, |members| self.policy.named_list_query(members, None))?;
        Ok(self.list(&query))
    }

    pub(crate) fn list(&mut self, query: &ListQuery) -> &VisibleThreads {
        self.lists.list(&self.policy, query)
    }
}
