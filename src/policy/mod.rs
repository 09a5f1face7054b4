//! A snapshot compiled once, to be asked often: ids are numbers, roles are intervals, what a rule reads of a thread
//! is folded as far as it goes without a viewer.

pub(crate) mod access_lists;
pub(crate) mod builder;
pub(crate) mod changes;
pub(crate) mod classes;
pub(crate) mod exclusions;
#[cfg_attr(not(feature = "full"), allow(dead_code, reason = "only the full module reads them"))]
pub(crate) mod facts;
pub(crate) mod links;
pub(crate) mod membership;
pub(crate) mod own_names;
pub(crate) mod periods;
pub(crate) mod records;
pub(crate) mod rows_by_class;
pub(crate) mod threads;

use crate::model::address::DomainToAscii;
use crate::model::mailbox::{Mailbox, Sharing};
use crate::model::rows::{MailboxRow, UserRow};
use crate::model::support::SupportAccess;
use crate::model::user::{Profile, Status, User, UserKind};
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;
use exclusions::ExcludedDomains;
use membership::Membership;
use own_names::OwnNames;
use periods::Periods;
use records::Records;
use threads::Threads;

/// A compiled snapshot: the thing that is asked.
///
/// It is made by [`Policy::parse`], never changes its answers by itself, and reads no clock.
#[derive(Clone, Debug)]
pub struct Policy {
    pub(crate) seed: Seed,
    pub(crate) domains: Vec<String>,
    pub(crate) excluded_domains: ExcludedDomains,
    pub(crate) role_names: Interner,
    pub(crate) membership: Membership,
    pub(crate) user_names: Interner,
    pub(crate) users: Vec<User>,
    pub(crate) records: Records,
    pub(crate) mailbox_names: Interner,
    pub(crate) mailboxes: Vec<MailboxFacts>,
    pub(crate) support_access: Vec<SupportAccess>,
    pub(crate) own_names: OwnNames,
    pub(crate) threads: Threads,
    /// When answers may change by themselves.
    pub(crate) periods: Periods,
    pub(crate) to_ascii: DomainToAscii,
    /// Active members with profile administrator (M-11).
    pub(crate) administrator_count: usize,
    /// What lists and classes may grow to before those that are not used are forgotten.
    pub(crate) size_max: usize,
}

/// Below this, nothing is worth being forgotten.
const SIZE_MIN: usize = 4_096;

/// A mailbox with what follows from other rows.
#[derive(Clone, Debug)]
pub(crate) struct MailboxFacts {
    pub(crate) mailbox: Mailbox,
    pub(crate) row: MailboxRow,
    pub(crate) owner_status: Status,
    /// Its own list (Z-15); empty in every mode but `complete`.
    pub(crate) excluded_domains: ExcludedDomains,
}

impl MailboxFacts {
    pub(crate) fn new(seed: &Seed, row: MailboxRow, owner_status: Status, mailbox: Mailbox) -> Self {
        let excluded_domains = match &mailbox.sharing {
            Sharing::Complete { excluded_domains, .. } => ExcludedDomains::new(seed, excluded_domains),
            Sharing::PerThread { .. }
            | Sharing::Private
            | Sharing::RecordLevel { .. }
            | Sharing::SharedMailbox { .. } => ExcludedDomains::new(seed, &[]),
        };
        Self { mailbox, row, owner_status, excluded_domains }
    }
}

impl Policy {
    /// Members that are active or unconfirmed; support-agents are free (S-04, Z-08).
    #[must_use]
    pub fn licensed_user_count(&self) -> usize {
        let is_licensed = |user: &&User| user.kind == UserKind::Member && user.status != Status::Deactivated;
        self.users.iter().filter(is_licensed).count()
    }

    /// The ids of all users, in the order of the snapshot.
    ///
    /// ```
    /// # use mailveil::{Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// assert_eq!(policy.users().collect::<Vec<_>>(), ["anna", "bob"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn users(&self) -> impl Iterator<Item = &str> {
        self.user_rows().map(|row| self.user_names.name(row.into()))
    }

    /// How many threads there are.
    #[must_use]
    pub fn thread_count(&self) -> usize {
        self.threads.count()
    }

    /// How much is kept of lists, classes and facts, used or not.
    pub(crate) fn size(&self) -> usize {
        let Threads { classes, facts, .. } = &self.threads;
        self.records.lists.size().saturating_add(classes.size()).saturating_add(facts.size())
    }

    /// Whether what is not used may be more than what is.
    pub(crate) fn has_outgrown(&self) -> bool {
        self.size() > self.size_max
    }

    /// Lets everything grow to twice what it is now, all of which is used. Rows count too: looking for what is not used
    /// takes time by them.
    pub(crate) fn limit_size(&mut self) {
        let rows = self.records.count().saturating_add(self.threads.rows());
        self.size_max = self.size().saturating_mul(2).saturating_add(rows).saturating_add(SIZE_MIN);
    }

    pub(crate) fn find_user(&self, id: &str) -> Option<UserRow> {
        self.user_names.find(id).map(UserRow::new)
    }

    pub(crate) fn find_mailbox(&self, id: &str) -> Option<MailboxRow> {
        self.mailbox_names.find(id).map(MailboxRow::new)
    }

    pub(crate) fn user(&self, row: UserRow) -> Option<&User> {
        self.users.get(row.index())
    }

    pub(crate) fn mailbox(&self, row: MailboxRow) -> Option<&MailboxFacts> {
        self.mailboxes.get(row.index())
    }

    pub(crate) fn user_rows(&self) -> impl Iterator<Item = UserRow> {
        (0..).map(UserRow::new).take(self.users.len())
    }
}

/// docs/specification.md section 4: an active member with that profile; a support-agent never counts.
pub(crate) fn is_administrator(user: &User) -> bool {
    user.kind == UserKind::Member && user.status == Status::Active && user.profile == Profile::Administrator
}
