//! What a change exposes: for every user, the threads whose level differs between two policies (docs/specification.md
//! section 11).
//!
//! Threads are matched by their ids, and counted by the classes that they have in both policies, once ([`pairs`]). For each
//! user, the level of a class then tells of all its threads ([`user`]): no user is asked thread by thread, and what no thread
//! of a mailbox can show is passed over.

mod answer;
#[cfg(feature = "full")]
mod api;
mod pairs;
pub(crate) mod tally;
mod user;

use crate::ask::query::ExposureQuery;
use crate::model::decision::Level;
use crate::model::place::{Place, Surface};
use crate::model::rows::{MailboxRow, ThreadRow};
use crate::policy::Policy;
use pairs::Pairs;
use user::Compared;

/// What a change exposes, and what it hides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exposure {
    /// Those for whom something differs, support-agents too: in the order of the policy after the change, then those who are
    /// only in the one before it.
    pub users: Vec<ExposedUser>,
    /// How many pairs of a user and a thread differ.
    pub pairs: usize,
}

/// For how many threads a user's level differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExposedUser {
    /// The user's id.
    pub user: String,
    /// Threads not seen before.
    pub gained: usize,
    /// Threads not seen any more.
    pub lost: usize,
    /// Threads of which more is seen.
    pub raised: usize,
    /// Threads of which less is seen, but something.
    pub lowered: usize,
    /// Those gained and raised that are now seen in full.
    pub to_full: usize,
    /// Those that reach the highest level first, then in the order of rows.
    pub examples: Vec<ExposedThread>,
}

/// A thread whose level differs for a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExposedThread {
    /// The thread's id.
    pub thread: String,
    /// The level before the change.
    pub before: Level,
    /// The level after it.
    pub after: Level,
}

/// What may differ between two policies: what cannot is not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Everything,
    /// Threads of one mailbox, which has the same row in both.
    Mailbox(MailboxRow),
    /// All threads, for support-agents.
    SupportAgents,
    /// One thread, which has the same row in both.
    Thread(ThreadRow),
}

impl Policy {
    pub(crate) fn exposed(&self, after: &Self, query: ExposureQuery, scope: Scope) -> Exposure {
        let place = match query.surface {
            None => Place::Anywhere,
            Some(Surface::Mailbox) => Place::Mailbox,
            Some(Surface::Record) => Place::Record(None),
        };
        let pairs = Pairs::of(self, after, scope);
        let compared = Compared { before: self, after, pairs: &pairs, place, query };
        let gone = self.users().filter(|user| after.find_user(user).is_none());
        let is_touched = |user: &&str| {
            scope != Scope::SupportAgents || after.find_user(user).is_some_and(|user| after.is_agent(user))
        };
        let mut exposure = Exposure::default();
        let users = after.users().chain(gone).filter(is_touched);
        for (user, count) in users.filter_map(|user| compared.user(user)) {
            exposure.users.push(user);
            exposure.pairs = exposure.pairs.saturating_add(count);
        }
        exposure
    }
}
