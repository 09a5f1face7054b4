//! From a checked snapshot to a policy.

use super::exclusions::ExcludedDomains;
use super::membership::Membership;
use super::own_names::OwnNames;
use super::periods::Periods;
use super::records::Records;
use super::threads::Threads;
use super::{MailboxFacts, Policy, is_administrator};
use crate::model::address::DomainToAscii;
use crate::model::mailbox::Mailbox;
use crate::model::rows::{MailboxRow, RoleRow};
use crate::model::support::SupportAccess;
use crate::model::user::User;
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

/// Everything of a valid snapshot but its threads and the support access.
#[derive(Debug)]
pub(crate) struct Directory {
    pub(crate) seed: Seed,
    pub(crate) domains: Vec<String>,
    pub(crate) excluded_domains: Vec<String>,
    /// Whether `ann+x` is `ann` in the organisation's own domains.
    pub(crate) subaddressing: bool,
    pub(crate) role_names: Interner,
    /// The parent of each role.
    pub(crate) roles: Vec<Option<RoleRow>>,
    pub(crate) user_names: Interner,
    pub(crate) users: Vec<User>,
    pub(crate) records: Records,
    pub(crate) mailbox_names: Interner,
    pub(crate) mailboxes: Vec<Mailbox>,
}

/// A policy in the making: everything but its threads and the support access is there.
#[derive(Debug)]
pub(crate) struct PolicyBuilder {
    policy: Policy,
}

impl PolicyBuilder {
    pub(crate) fn new(directory: Directory, to_ascii: DomainToAscii) -> Self {
        let Directory { seed, users, mailboxes, .. } = directory;
        let subaddressed = if directory.subaddressing { directory.domains.as_slice() } else { &[] };
        let own_names = OwnNames::compile(&seed, &users, &mailboxes, subaddressed);
        let facts = |(row, mailbox): (u32, Mailbox)| {
            let owner = users.get(mailbox.owner.index());
            let owner_status = owner.map(|owner| owner.status).unwrap_or_default();
            MailboxFacts::new(&seed, MailboxRow::new(row), owner_status, mailbox)
        };
        let policy = Policy {
            periods: Periods::default(),
            domains: directory.domains,
            excluded_domains: ExcludedDomains::new(&seed, &directory.excluded_domains),
            role_names: directory.role_names,
            membership: Membership::compile(&directory.roles, &users),
            user_names: directory.user_names,
            records: directory.records,
            mailbox_names: directory.mailbox_names,
            mailboxes: (0..).zip(mailboxes).map(facts).collect(),
            support_access: Vec::new(),
            own_names,
            threads: Threads::new(&seed),
            to_ascii,
            administrator_count: users.iter().filter(|user| is_administrator(user)).count(),
            users,
            seed,
            size_max: 0,
        };
        Self { policy }
    }

    /// What is there, for threads to be folded and put in.
    pub(crate) fn draft(&mut self) -> &mut Policy {
        &mut self.policy
    }

    pub(crate) fn set_support_access(&mut self, support_access: Vec<SupportAccess>) {
        self.policy.support_access = support_access;
    }

    /// When everything is there.
    pub(crate) fn build(self) -> Policy {
        let mut policy = Policy { periods: Periods::of(&self.policy), ..self.policy };
        policy.threads.order_by_class();
        policy.limit_size();
        policy
    }
}
