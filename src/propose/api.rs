//! Proposals as Rust asks for them: of the full module alone, because only that keeps the facts of threads.

use super::{Proposal, Wish};
use crate::ask::named::{NamedQuestion, with_members};
use crate::ask::query::ProposalQuery;
use crate::ask::question::Question;
use crate::error::RequestError;
use crate::model::instant::Instant;
use crate::policy::Policy;

impl Policy {
    /// What an action would do, before it is done. Nothing is changed.
    ///
    /// # Errors
    /// When the question names something that the policy does not know.
    ///
    /// ```
    /// # use mailveil::{Instant, MailboxAction, PatchOperation, Policy, Question, Wish, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// # let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// let share = Question::Mailbox(MailboxAction::ChangeSharing, "box");
    /// let everyone = r#"{ "mode": "complete", "audience": [{ "kind": "everyone" }] }"#;
    /// let proposal = policy.propose("anna", share, Wish { value: Some(everyone), exposure: true }, now)?;
    /// assert!(matches!(&proposal.patch[0], PatchOperation::Add { path, .. } if path == "/mailboxes/0/sharing"));
    /// assert_eq!(proposal.exposure.map(|exposure| exposure.pairs), Some(0), "the thread links no record");
    ///
    /// let nobody = Wish { value: Some(r#"{ "mode": "complete", "audience": [] }"#), exposure: true };
    /// let proposal = policy.propose("bob", share, nobody, now)?;
    /// assert_eq!(proposal.decision.reasons[0].code.name(), "not-mailbox-owner");
    /// assert_eq!((proposal.problems[0].path.as_str(), proposal.patch.len()), ("/value/audience", 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn propose(
        &self,
        viewer: &str,
        question: Question<'_>,
        wish: Wish<'_>,
        now: Instant,
    ) -> Result<Proposal<'_>, RequestError> {
        let query = self.query(viewer, question, now)?;
        Ok(self.proposed(ProposalQuery { query, exposure: wish.exposure }, wish.value))
    }

    /// [`Policy::propose`] for a question of named texts: those of [`Policy::decide_named`], and `exposure`?.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown.
    pub fn propose_named(
        &self,
        question: &NamedQuestion<'_>,
        value: Option<&str>,
    ) -> Result<Proposal<'_>, RequestError> {
        with_members(question, |members| self.named_proposal_query(members, None))
            .map(|query| self.proposed(query, value))
    }
}
