//! Mail that lives in a database, filtered where it lives (docs/specification.md section 13).
//!
//! A statement is the same text for every viewer (`pkg/src/sql/`); what differs is the context, one document of lists
//! ([`Policy::sql_context`]). Everything that can be decided without a row is decided here, by the rules themselves: who may
//! act, membership, periods, levels, rights, backups, exclusions. The statement is left with what looks at a row, and the
//! rows are made here, too ([`Policy::sql_rows`]), so that nothing is normalised in two ways.

mod context;
mod domains;
mod facts;
mod lists;
mod principals;
mod rows;
mod text;
mod times;

use crate::ask::members::Member;
use crate::ask::named::{NamedQuestion, with_members};
use crate::error::{InvalidThreads, RequestError};
use crate::model::instant::Instant;
use crate::model::place::Place;
use crate::policy::Policy;

impl Policy {
    /// What a statement has to know of one viewer at one moment: JSON text of an object of lists. Of a viewer who may not
    /// act, all of them are empty, so that nothing is shown.
    ///
    /// # Errors
    /// When there is no such viewer.
    ///
    /// ```
    /// # use mailveil::{Instant, Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// # let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// let context = policy.sql_context("bob", now)?;
    /// assert!(context.contains(r#"["desk"]"#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sql_context(&self, viewer: &str, now: Instant) -> Result<String, RequestError> {
        self.list_query(viewer, Place::Anywhere, now).map(|query| context::text(self, query.viewer, query.now))
    }

    /// [`Policy::sql_context`] for a question of named texts: `viewer`, `now`.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown.
    pub fn sql_context_named(&self, question: &NamedQuestion<'_>) -> Result<String, RequestError> {
        with_members(question, |members| self.sql_context_of(members, None))
    }

    /// `present` is the moment of a question that names none.
    pub(crate) fn sql_context_of(
        &self,
        members: &[Member<'_>],
        present: Option<Instant>,
    ) -> Result<String, RequestError> {
        self.named_viewer_query(members, present).map(|query| context::text(self, query.viewer, query.now))
    }

    /// The rows of the tables that a statement reads: JSON text of an object of arrays of objects, by the names of tables and
    /// columns. They are those of these threads (a JSON array, as [`Policy::upsert_threads`] takes it; nothing is changed) or
    /// of all that the policy has, and of the policy's records and ticks.
    ///
    /// # Errors
    /// When anything is wrong with any of the threads.
    ///
    /// ```
    /// # use mailveil::{Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// let new = br#"[{ "id": "t9", "mailbox": "desk", "participants": [], "records": ["deal-7"] }]"#;
    /// assert!(policy.sql_rows(Some(new))?.contains(r#""mv_link":[{"thread":"t9","record":"deal-7"}]"#));
    /// assert!(policy.sql_rows(None)?.contains(r#""thread":"t2""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sql_rows(&self, threads: Option<&[u8]>) -> Result<String, InvalidThreads> {
        let mut rows = rows::Rows::new(self);
        match threads {
            Some(threads) => self.read_threads(threads, &mut |id, thread| rows.add(id, thread))?,
            None => rows.add_all(),
        }
        Ok(rows.text())
    }
}
