//! Mailboxes and how they share.

use super::instant::Instant;
use super::member::{AudienceMember, Grant};
use super::rows::{RecordRow, UserRow};
use crate::tables::interned_lists::sorted_set;

/// Who chose a mailbox's sharing (Z-02, Z-03).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Control {
    /// An administrator.
    Administrator,
    /// Its owner.
    #[default]
    Owner,
}

impl Control {
    /// As it is written in JSON.
    pub(crate) const WORDS: &[(&str, Self)] =
        &[(Self::Owner.name(), Self::Owner), (Self::Administrator.name(), Self::Administrator)];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Owner => "owner",
        }
    }
}

/// Whether one may see the record's mail if one can access any of the linked records, or all (P-03).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LinkedAccess {
    #[default]
    All,
    Any,
}

/// What a per-thread mailbox does with a thread whose owner chose nothing (P-08).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ThreadDefault {
    /// What is private has no date; it is kept, because a mailbox that is saved with this default again keeps it.
    Private {
        since: Option<Instant>,
    },
    Shared {
        since: Option<Instant>,
    },
}

impl ThreadDefault {
    pub(crate) const fn since(self) -> Option<Instant> {
        match self {
            Self::Private { since } | Self::Shared { since } => since,
        }
    }

    /// This default with another date.
    pub(crate) const fn dated(self, since: Option<Instant>) -> Self {
        match self {
            Self::Private { .. } => Self::Private { since },
            Self::Shared { .. } => Self::Shared { since },
        }
    }
}

/// A sharing mode with its settings. Never chosen is private (Z-16).
#[derive(Clone, Debug, Default)]
pub(crate) enum Sharing {
    Complete {
        audience: Vec<AudienceMember>,
        /// As they stand in the document, but normalised.
        excluded_domains: Vec<String>,
    },
    PerThread {
        default: ThreadDefault,
        linked_access: LinkedAccess,
    },
    #[default]
    Private,
    RecordLevel {
        audience: Vec<AudienceMember>,
        /// In ascending order, each once.
        ticks: Vec<RecordRow>,
        /// As they stand in the document.
        listed_ticks: Vec<RecordRow>,
    },
    SharedMailbox {
        grants: Vec<Grant>,
    },
}

impl Sharing {
    /// Record-level sharing, with ticks as they stand in the document.
    pub(crate) fn record_level(audience: Vec<AudienceMember>, listed_ticks: Vec<RecordRow>) -> Self {
        let ticks = sorted_set(listed_ticks.iter().copied().map(u32::from).collect());
        Self::RecordLevel { audience, ticks: ticks.into_iter().map(RecordRow::new).collect(), listed_ticks }
    }

    /// Of the modes that have one (Z-11).
    pub(crate) fn audience(&self) -> &[AudienceMember] {
        match self {
            Self::Complete { audience, .. } | Self::RecordLevel { audience, .. } => audience,
            Self::PerThread { .. } | Self::Private | Self::SharedMailbox { .. } => &[],
        }
    }

    /// Of a shared mailbox (C-05).
    pub(crate) fn grants(&self) -> &[Grant] {
        match self {
            Self::SharedMailbox { grants } => grants,
            Self::Complete { .. } | Self::PerThread { .. } | Self::Private | Self::RecordLevel { .. } => &[],
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BackupStatus {
    Completed,
    InProgress,
}

/// Where the backups of a mailbox stand at a moment; one in progress wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupState {
    /// At least one is complete.
    Completed,
    /// One is being made.
    InProgress,
    /// There is none.
    None,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Backup {
    pub(crate) taken_at: Instant,
    pub(crate) status: BackupStatus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lock {
    Locked,
    Unlocked,
}

/// One mailbox. The address is normalised.
#[derive(Clone, Debug)]
pub(crate) struct Mailbox {
    pub(crate) address: String,
    pub(crate) owner: UserRow,
    pub(crate) control: Control,
    pub(crate) sharing: Sharing,
    pub(crate) lock: Lock,
    pub(crate) settings_saved_at: Option<Instant>,
    /// In the order of `taken_at`.
    pub(crate) backups: Vec<Backup>,
}
