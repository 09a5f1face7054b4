//! One viewer at one moment: step 1, who may act at all (Z-17, S-02, S-05), and what the rules ask about a viewer.

use crate::model::decision::Level;
use crate::model::instant::Instant;
use crate::model::mailbox::{Mailbox, Sharing};
use crate::model::member::{Member, Right, Rights};
use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::model::rows::{RecordRow, UserRow};
use crate::model::support::SupportAccess;
use crate::model::user::{Status, User, UserKind};
use crate::policy::access_lists::AccessList;
use crate::policy::{MailboxFacts, Policy, is_administrator};

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
}

/// The viewer, if he may act: active, and if he is a support-agent, within live access.
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
        Self { policy, row, user, standing, now }
    }

    pub(crate) fn owns(&self, mailbox: &Mailbox) -> bool {
        mailbox.owner == self.row
    }

    pub(crate) fn is_administrator(&self) -> bool {
        self.standing == Standing::Administrator
    }

    /// Whether he can access a record: its owner, someone in its `access`, any administrator, a live support-agent.
    pub(crate) fn can_access(&self, record: RecordRow) -> bool {
        let Some(list) = self.policy.records.access(record) else { return false };
        match self.standing {
            Standing::Administrator | Standing::SupportAgent => true,
            Standing::Member => self.is_on(list),
        }
    }

    fn is_on(&self, list: AccessList) -> bool {
        self.policy.records.lists.members(list).iter().any(|member| self.is_meant(*member))
    }

    /// The highest level of the live audience members that he is among; `None` if he is among none.
    pub(crate) fn audience_level(&self, mailbox: &MailboxFacts) -> Level {
        match &mailbox.mailbox.sharing {
            Sharing::Complete { audience, .. } | Sharing::RecordLevel { audience, .. } => audience
                .iter()
                .filter(|entry| self.is_live(entry.until) && self.is_meant(entry.member))
                .map(|entry| entry.level)
                .max()
                .unwrap_or(Level::None),
            Sharing::PerThread { .. } | Sharing::Private | Sharing::SharedMailbox { .. } => Level::None,
        }
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
