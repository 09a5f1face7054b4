//! One viewer at one moment: step 1, who may act at all (Z-17, S-02, S-05), and what the rules ask about a viewer.

use crate::model::instant::Instant;
use crate::model::mailbox::Mailbox;
use crate::model::member::Member;
use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::model::rows::{RecordRow, UserRow};
use crate::model::span::Span;
use crate::model::support::SupportAccess;
use crate::model::user::{Status, User, UserKind};
use crate::policy::access_lists::AccessList;
use crate::policy::{Policy, is_administrator};

/// In which capacity a viewer acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Administrator,
    Member,
    SupportAgent,
}

/// A viewer who may act at all: only [`admit`] makes one.
#[derive(Debug)]
pub(crate) struct Viewer<'p> {
    pub(crate) policy: &'p Policy,
    pub(crate) row: UserRow,
    pub(crate) user: &'p User,
    pub(crate) standing: Standing,
    pub(crate) now: Instant,
    /// By access list, whether the viewer is on it, if that was found out for all of them.
    lists: Option<Vec<bool>>,
}

/// The viewer, if they may act: active, and as a support-agent within live access.
pub(crate) fn admit(policy: &Policy, row: UserRow, now: Instant) -> Result<Viewer<'_>, Reason<'_>> {
    let not_active = Reason::new(ReasonCode::ViewerNotActive, Rule::Z17);
    let user = policy.user(row).ok_or(not_active)?;
    match user.status {
        Status::Active => {}
        Status::Deactivated | Status::Unconfirmed => return Err(not_active),
    }
    let is_live = || policy.support_access.iter().any(|access| access.agent == row && access.is_live(now));
    match user.kind {
        UserKind::SupportAgent if !is_live() => Err(Reason::new(ReasonCode::SupportAccessNotLive, Rule::S02)),
        UserKind::Member | UserKind::SupportAgent => Ok(Viewer::new(policy, row, user, now)),
    }
}

impl<'p> Viewer<'p> {
    fn new(policy: &'p Policy, row: UserRow, user: &'p User, now: Instant) -> Self {
        let standing = match user.kind {
            UserKind::Member if is_administrator(user) => Standing::Administrator,
            UserKind::Member => Standing::Member,
            UserKind::SupportAgent => Standing::SupportAgent,
        };
        Self { policy, row, user, standing, now, lists: None }
    }

    pub(crate) fn owns(&self, mailbox: &Mailbox) -> bool {
        mailbox.owner == self.row
    }

    pub(crate) fn is_administrator(&self) -> bool {
        self.standing == Standing::Administrator
    }

    /// For many questions: finds out by one walk which access lists the viewer is on.
    pub(crate) fn prepared(self) -> Self {
        let needs_lists = cfg!(not(feature = "careful")) && !self.can_access_all();
        let lists = needs_lists.then(|| self.policy.records.lists.with(&self.policy.membership, self.row));
        Self { lists, ..self }
    }

    /// Whether the viewer can access every record that is there, whoever its list names.
    pub(crate) const fn can_access_all(&self) -> bool {
        match self.standing {
            Standing::Administrator | Standing::SupportAgent => true,
            Standing::Member => false,
        }
    }

    /// Whether the viewer can access a record: its owner, someone in its `access`, any administrator, a live
    /// support-agent. Nobody can access a record that is not there.
    pub(crate) fn can_access(&self, record: RecordRow) -> bool {
        self.policy.records.access(record).is_some_and(|list| self.is_on(list))
    }

    /// Whether the viewer can access the records that have this list.
    pub(crate) fn is_on(&self, list: AccessList) -> bool {
        match &self.lists {
            _ if self.can_access_all() => true,
            Some(lists) => lists.get(list.index()).copied().unwrap_or(false),
            None => self.policy.records.lists.members(list).iter().any(|member| self.is_meant(*member)),
        }
    }

    /// The support access that is live now, whoever's it is.
    pub(crate) fn live_support_access(&self) -> Option<&'p SupportAccess> {
        self.policy.support_access.iter().find(|access| access.is_live(self.now))
    }

    /// Whether an entry that is live in a span means the viewer.
    pub(crate) fn is_meant_now(&self, member: Member, span: Span) -> bool {
        span.is_live(self.now) && self.is_meant(member)
    }

    /// Whether an entry means the viewer, be it live or not.
    pub(crate) fn is_meant(&self, member: Member) -> bool {
        self.policy.membership.includes(member, self.row)
    }
}
