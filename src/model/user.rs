//! Users: members of the organisation and a vendor's support-agents.

use super::instant::Instant;
use super::rows::RoleRow;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum UserKind {
    #[default]
    Member,
    SupportAgent,
}

/// Whether someone can log in (Z-17). The default is what shows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Can log in; the only status that sees anything.
    Active,
    /// A leaver.
    #[default]
    Deactivated,
    /// Invited, has not yet confirmed.
    Unconfirmed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Profile {
    Administrator,
    #[default]
    Standard,
}

/// The two system operations that sharing a mailbox needs (C-03), in the order in which they are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SystemOperation {
    ConnectSharedMailbox,
    SynchronizeSharedMailbox,
}

impl SystemOperation {
    pub(crate) const ALL: [Self; 2] = [Self::ConnectSharedMailbox, Self::SynchronizeSharedMailbox];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ConnectSharedMailbox => "connect-shared-mailbox",
            Self::SynchronizeSharedMailbox => "synchronize-shared-mailbox",
        }
    }
}

/// One user. Addresses are normalised, aliases lower-cased.
#[derive(Clone, Debug, Default)]
pub(crate) struct User {
    pub(crate) kind: UserKind,
    pub(crate) status: Status,
    pub(crate) profile: Profile,
    pub(crate) roles: Vec<RoleRow>,
    pub(crate) addresses: Vec<String>,
    pub(crate) aliases: Vec<String>,
    pub(crate) system_operations: Vec<SystemOperation>,
    pub(crate) reactivated_at: Option<Instant>,
}
