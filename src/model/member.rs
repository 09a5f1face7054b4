//! Who is meant by an entry of an audience, a grant or a record's access list.

use super::decision::Level;
use super::rows::{RoleRow, UserRow};
use super::span::Span;

/// `everyone`, one user, or the users of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Member {
    Everyone,
    Role { role: RoleRow, reach: Reach },
    User(UserRow),
}

/// Whether a role stands for its own users or also for those of the roles below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reach {
    RoleAlone,
    WithDescendants,
}

/// A member of a mailbox's audience (Z-11).
#[derive(Clone, Copy, Debug)]
pub(crate) struct AudienceMember {
    pub(crate) member: Member,
    pub(crate) level: Level,
    pub(crate) span: Span,
}

/// What a member may do with a shared mailbox (C-05, C-06).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grant {
    pub(crate) member: Member,
    pub(crate) rights: Rights,
    pub(crate) span: Span,
}

/// One of the three independent rights (C-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    Configure,
    Read,
    Send,
}

/// A set of rights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rights(u8);

impl Rights {
    pub(crate) fn insert(&mut self, right: Right) {
        self.0 |= Self::bit(right);
    }

    pub(crate) fn insert_all(&mut self, rights: Self) {
        self.0 |= rights.0;
    }

    pub(crate) fn contain(self, right: Right) -> bool {
        self.0 & Self::bit(right) != 0
    }

    const fn bit(right: Right) -> u8 {
        match right {
            Right::Configure => 1,
            Right::Read => 2,
            Right::Send => 4,
        }
    }
}
