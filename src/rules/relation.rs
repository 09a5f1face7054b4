//! What a viewer is to a mailbox at a moment: its owner, somebody in its audience, a grantee (X-01, X-02, C-06).
//! Everything that the rules of a view ask of the two together, found once for all threads of the mailbox.

use super::viewer::Viewer;
use crate::model::decision::Level;
use crate::model::member::Rights;
use crate::model::rows::MailboxRow;
use crate::policy::MailboxFacts;

/// What a viewer is to a mailbox.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Relation {
    pub(crate) owns: bool,
    /// The highest level of the live audience members that the viewer is among.
    pub(crate) audience: Level,
    /// The rights of all live grants that mean the viewer (C-06).
    pub(crate) rights: Rights,
}

impl Relation {
    pub(crate) fn of(viewer: &Viewer<'_>, mailbox: &MailboxFacts) -> Self {
        let owns = viewer.owns(&mailbox.mailbox);
        let (audience, grants) = match &mailbox.mailbox.sharing {
            _ if owns => (&[][..], &[][..]),
            sharing => (sharing.audience(), sharing.grants()),
        };
        let meant = audience.iter().filter(|member| viewer.is_meant_now(member.member, member.span));
        let audience = meant.map(|member| member.level).max().unwrap_or(Level::None);
        let mut rights = Rights::default();
        let meant = grants.iter().filter(|grant| viewer.is_meant_now(grant.member, grant.span));
        meant.for_each(|grant| rights.insert_all(grant.rights));
        Self { owns, audience, rights }
    }
}

/// Relations of one viewer at one moment that were found.
#[derive(Debug)]
pub(crate) struct Relations {
    found: Vec<Option<Relation>>,
}

impl Relations {
    pub(crate) fn new(mailboxes: usize) -> Self {
        Self { found: vec![None; mailboxes] }
    }

    #[inline(always)]
    pub(crate) fn of(&mut self, viewer: &Viewer<'_>, row: MailboxRow) -> Option<Relation> {
        let place = self.found.get_mut(row.index())?;
        if place.is_none() {
            *place = viewer.policy.mailbox(row).map(|mailbox| Relation::of(viewer, mailbox));
        }
        *place
    }
}
