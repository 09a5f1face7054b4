//! A snapshot compiled once, to be asked often: ids are numbers, roles are intervals, what a rule reads of a thread
//! is folded as far as it goes without a viewer.

pub(crate) mod addresses;
pub(crate) mod column;
pub(crate) mod distinct;
pub(crate) mod exclusions;
pub(crate) mod ids;
pub(crate) mod index;
pub(crate) mod links;
pub(crate) mod lists;
pub(crate) mod membership;
pub(crate) mod names;
pub(crate) mod numbered;
pub(crate) mod records;
pub(crate) mod sightings;
pub(crate) mod texts;
pub(crate) mod threads;
pub(crate) mod viewer;

use crate::model::address::DomainToAscii;
use crate::model::instant::Instant;
use crate::model::mailbox::{Mailbox, Sharing};
use crate::model::rows::{MailboxRow, RoleRow, UserRow};
use crate::model::support::SupportAccess;
use crate::model::user::{Profile, Status, User, UserKind};
use addresses::Addresses;
use exclusions::ExcludedDomains;
use membership::Membership;
use names::{Names, Seed};
use records::Records;
use threads::Threads;

/// Everything of a valid snapshot but its threads and the support access.
#[derive(Debug)]
pub(crate) struct Directory {
    pub(crate) seed: Seed,
    pub(crate) domains: Vec<String>,
    pub(crate) excluded_domains: Vec<String>,
    /// The parent of each role.
    pub(crate) roles: Vec<Option<RoleRow>>,
    pub(crate) user_names: Names,
    pub(crate) users: Vec<User>,
    pub(crate) records: Records,
    pub(crate) mailbox_names: Names,
    pub(crate) mailboxes: Vec<Mailbox>,
}

/// A compiled snapshot: the thing that is asked.
///
/// It is made by [`Policy::parse`], never changes its answers by itself, and reads no clock.
#[derive(Debug)]
pub struct Policy {
    pub(crate) seed: Seed,
    pub(crate) domains: Vec<String>,
    pub(crate) excluded_domains: ExcludedDomains,
    pub(crate) membership: Membership,
    pub(crate) user_names: Names,
    pub(crate) users: Vec<User>,
    pub(crate) records: Records,
    pub(crate) mailbox_names: Names,
    pub(crate) mailboxes: Vec<MailboxFacts>,
    pub(crate) support_access: Vec<SupportAccess>,
    pub(crate) addresses: Addresses,
    pub(crate) threads: Threads,
    /// When answers may change by themselves, ascending.
    pub(crate) boundaries: Vec<Instant>,
    pub(crate) to_ascii: DomainToAscii,
    /// Active members with profile administrator (M-11).
    pub(crate) administrator_count: usize,
}

/// A mailbox with what follows from other rows.
#[derive(Debug)]
pub(crate) struct MailboxFacts {
    pub(crate) mailbox: Mailbox,
    pub(crate) row: MailboxRow,
    pub(crate) owner_status: Status,
    /// Its own list (Z-15); empty in every mode but `complete`.
    pub(crate) excluded_domains: ExcludedDomains,
}

impl Policy {
    /// Compiles everything but the threads, which are added one by one, and the support access.
    pub(crate) fn compile(directory: Directory, to_ascii: DomainToAscii) -> Self {
        let Directory { seed, users, mailboxes, .. } = directory;
        let addresses = Addresses::compile(&seed, &users, &mailboxes);
        let facts = |(row, mailbox): (u32, Mailbox)| MailboxFacts {
            row: MailboxRow::new(row),
            owner_status: users.get(mailbox.owner.index()).map(|owner| owner.status).unwrap_or_default(),
            excluded_domains: match &mailbox.sharing {
                Sharing::Complete { excluded_domains, .. } => ExcludedDomains::new(&seed, excluded_domains),
                Sharing::PerThread { .. }
                | Sharing::Private
                | Sharing::RecordLevel { .. }
                | Sharing::SharedMailbox { .. } => ExcludedDomains::new(&seed, &[]),
            },
            mailbox,
        };
        Self {
            boundaries: Vec::new(),
            domains: directory.domains,
            excluded_domains: ExcludedDomains::new(&seed, &directory.excluded_domains),
            membership: Membership::compile(&directory.roles, &users),
            user_names: directory.user_names,
            records: directory.records,
            mailbox_names: directory.mailbox_names,
            mailboxes: (0..).zip(mailboxes).map(facts).collect(),
            support_access: Vec::new(),
            addresses,
            threads: Threads::new(&seed),
            to_ascii,
            administrator_count: users.iter().filter(|user| is_administrator(user)).count(),
            users,
            seed,
        }
    }

    /// To be called when everything is there.
    pub(crate) fn with_boundaries(self) -> Self {
        Self { boundaries: sightings::boundaries(&self), ..self }
    }

    /// Members that are active or unconfirmed; support-agents are free (S-04, Z-08).
    #[must_use]
    pub fn licensed_user_count(&self) -> usize {
        let is_licensed = |user: &&User| user.kind == UserKind::Member && user.status != Status::Deactivated;
        self.users.iter().filter(is_licensed).count()
    }

    /// How many threads there are.
    #[must_use]
    pub fn thread_count(&self) -> usize {
        self.threads.count()
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
