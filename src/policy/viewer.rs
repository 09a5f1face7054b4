//! One viewer at one moment: what the rules ask about him.

use super::records::AccessList;
use super::{MailboxFacts, Policy, is_administrator};
use crate::decision::Level;
use crate::model::instant::Instant;
use crate::model::mailbox::{Mailbox, Sharing};
use crate::model::member::{Member, Right, Rights};
use crate::model::rows::{MailboxRow, RecordRow, UserRow};
use crate::model::support::SupportAccess;
use crate::model::user::{User, UserKind};
use std::cell::Cell;

/// In which capacity a viewer acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Administrator,
    Member,
    SupportAgent,
}

/// A viewer who may act at all: only `rules::viewer` makes one, after step 1 of docs/specification.md section 3.
#[derive(Debug)]
pub(crate) struct Viewer<'p> {
    pub(crate) policy: &'p Policy,
    pub(crate) row: UserRow,
    pub(crate) user: &'p User,
    pub(crate) standing: Standing,
    pub(crate) now: Instant,
    memory: Option<&'p Memory>,
}

/// What has been found out about one viewer at one moment, so that many questions ask each audience and each access
/// list once.
#[derive(Debug)]
pub(crate) struct Memory {
    levels: Vec<Cell<Option<Level>>>,
    access: Vec<Cell<Option<Access>>>,
    closed: Vec<Cell<Option<[bool; 3]>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Denied,
    Granted,
}

impl Memory {
    /// Costs tables over mailboxes and access lists.
    pub(crate) fn new(policy: &Policy) -> Self {
        Self {
            levels: vec![Cell::new(None); policy.mailboxes.len()],
            closed: vec![Cell::new(None); policy.mailboxes.len()],
            access: vec![Cell::new(None); policy.records.access_list_count()],
        }
    }
}

impl<'p> Viewer<'p> {
    pub(crate) fn new(policy: &'p Policy, row: UserRow, user: &'p User, now: Instant) -> Self {
        let standing = match user.kind {
            UserKind::Member if is_administrator(user) => Standing::Administrator,
            UserKind::Member => Standing::Member,
            UserKind::SupportAgent => Standing::SupportAgent,
        };
        Self { policy, row, user, standing, now, memory: None }
    }

    /// For many questions. The memory must be of the same viewer and moment.
    pub(crate) fn with_memory(self, memory: &'p Memory) -> Self {
        Self { memory: Some(memory), ..self }
    }

    pub(crate) fn owns(&self, mailbox: &Mailbox) -> bool {
        mailbox.owner == self.row
    }

    pub(crate) fn is_administrator(&self) -> bool {
        self.standing == Standing::Administrator
    }

    /// Whether he can access a record: its owner, someone in its `access`, any administrator, a live support-agent.
    pub(crate) fn can_access(&self, record: RecordRow) -> bool {
        match self.standing {
            Standing::Administrator | Standing::SupportAgent => true,
            Standing::Member => self.policy.records.access(record).is_some_and(|list| self.is_on(list)),
        }
    }

    fn is_on(&self, list: AccessList) -> bool {
        let ask = || {
            let is_on = self.policy.records.members(list).iter().any(|member| self.is_meant(*member));
            if is_on { Access::Granted } else { Access::Denied }
        };
        let cell = self.memory.and_then(|memory| memory.access.get(list.index()));
        remember(cell, ask) == Access::Granted
    }

    /// The highest level of the live audience members that he is among; `None` if he is among none.
    pub(crate) fn audience_level(&self, mailbox: &MailboxFacts) -> Level {
        let ask = || match &mailbox.mailbox.sharing {
            Sharing::Complete { audience, .. } | Sharing::RecordLevel { audience, .. } => audience
                .iter()
                .filter(|entry| self.is_live(entry.until) && self.is_meant(entry.member))
                .map(|entry| entry.level)
                .max()
                .unwrap_or(Level::None),
            Sharing::PerThread { .. } | Sharing::Private | Sharing::SharedMailbox { .. } => Level::None,
        };
        remember(self.remembered_level(mailbox.row), ask)
    }

    /// What `ask` says of a mailbox, asked once: whether nothing in it is for him, by the choices of its owner's.
    #[inline(always)]
    pub(crate) fn remember_closed(&self, mailbox: MailboxRow, ask: impl FnOnce() -> [bool; 3]) -> [bool; 3] {
        remember(self.memory.and_then(|memory| memory.closed.get(mailbox.index())), ask)
    }

    fn remembered_level(&self, mailbox: MailboxRow) -> Option<&'p Cell<Option<Level>>> {
        self.memory.and_then(|memory| memory.levels.get(mailbox.index()))
    }

    /// Whether a live grant of a shared mailbox gives him a right (C-06).
    pub(crate) fn has_right(&self, mailbox: &Mailbox, right: Right) -> bool {
        match &mailbox.sharing {
            Sharing::SharedMailbox { grants } => grants.iter().any(|grant| {
                Rights::contain(grant.rights, right) && self.is_live(grant.until) && self.is_meant(grant.member)
            }),
            Sharing::Complete { .. } | Sharing::PerThread { .. } | Sharing::Private | Sharing::RecordLevel { .. } => {
                false
            }
        }
    }

    /// The support access that is live now, whoever's it is.
    pub(crate) fn live_support_access(&self) -> Option<&'p SupportAccess> {
        self.policy.support_access.iter().find(|access| access.is_live(self.now))
    }

    fn is_live(&self, until: Option<Instant>) -> bool {
        until.is_none_or(|until| self.now < until)
    }

    fn is_meant(&self, member: Member) -> bool {
        self.policy.membership.includes(member, self.row)
    }
}

#[inline(always)]
fn remember<T: Copy>(cell: Option<&Cell<Option<T>>>, ask: impl FnOnce() -> T) -> T {
    if let Some(known) = cell.and_then(Cell::get) {
        return known;
    }
    let answer = ask();
    if let Some(cell) = cell {
        cell.set(Some(answer));
    }
    answer
}
