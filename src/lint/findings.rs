//! What can be found, and how bad it is.

use crate::model::names::names;

names! {
    /// A stable word for what was found.
    FindingCode {
        /// The mailbox shares everything, in full, with every user: is that meant so?
        EveryoneSeesAll = "everyone-sees-all",
        /// No active member but the owner is among the audience that is live now.
        AudienceReachesNobody = "audience-reaches-nobody",
        /// The time of this audience member or grant has passed.
        MemberEnded = "member-ended",
        /// This audience member or grant names a user who is deactivated.
        MemberInactive = "member-inactive",
        /// The grant is live and means no active member.
        GrantReachesNobody = "grant-reaches-nobody",
        /// The grant has `send` without `read`: its mail is in the mail tab, and on no record.
        SendWithoutRead = "send-without-read",
        /// The owner of the shared mailbox is not active, and no active member has a live right to configure it.
        NobodyConfigures = "nobody-configures",
        /// The record that is ticked is no lead or contact, so its mail is not shared.
        TickNotEligible = "tick-not-eligible",
        /// Threads that their owner shared have no link that could show them to anyone.
        SharedButUnseen = "shared-but-unseen",
        /// Threads are shared one by one in a mode in which that matters to nothing.
        ChoiceWithoutEffect = "choice-without-effect",
        /// The excluded domain matches no participant of the threads that it applies to.
        DomainUnmatched = "domain-unmatched",
        /// The organization's list, or an earlier entry, excludes this domain already.
        DomainCovered = "domain-covered",
        /// The excluded domain has one label, so that all domains below it are excluded.
        DomainOneLabel = "domain-one-label",
        /// Threads are hidden because a participant cannot be read where domains are excluded.
        ParticipantsUnreadable = "participants-unreadable",
        /// Another user has this own name too, so that each is a participant of the other's mail.
        AddressOfTwo = "address-of-two",
        /// The owner is deactivated, and without a completed backup the mail is gone for others.
        LeaverWithoutBackup = "leaver-without-backup",
        /// Threads of a leaver are later than the latest completed backup, and so gone for others.
        BackupBehind = "backup-behind",
        /// Threads are linked to this record, which no active member but administrators can access.
        RecordUnreachable = "record-unreachable",
        /// This user is the only active administrator.
        SoleAdministrator = "sole-administrator",
        /// There is no active administrator.
        NoAdministrator = "no-administrator",
        /// Support access is live now.
        SupportAccessLive = "support-access-live",
        /// Support access that is live or to come runs for more than 30 days.
        SupportAccessLong = "support-access-long",
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something to look at: it may well be meant so.
    Hint,
    /// A setting that does nothing.
    Waste,
    /// Something that can show, hide or lose mail against what was meant.
    Risk,
}

impl Severity {
    /// As it is written in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Risk => "risk",
            Self::Waste => "waste",
        }
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stable code.
    pub code: FindingCode,
    /// A JSON Pointer into the snapshot; rows are those of the policy.
    pub path: String,
    /// How many threads it is about, where it is told once for all threads of a mailbox.
    pub count: Option<usize>,
}

/// What was found, in the order of the codes and then of the snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// The first thousand.
    pub findings: Vec<Finding>,
    /// How many there are in all.
    pub total: usize,
}

impl FindingCode {
    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::AddressOfTwo
            | Self::BackupBehind
            | Self::DomainOneLabel
            | Self::LeaverWithoutBackup
            | Self::NoAdministrator
            | Self::NobodyConfigures
            | Self::ParticipantsUnreadable
            | Self::SoleAdministrator
            | Self::SupportAccessLong => Severity::Risk,
            Self::AudienceReachesNobody
            | Self::DomainCovered
            | Self::GrantReachesNobody
            | Self::MemberEnded
            | Self::MemberInactive
            | Self::TickNotEligible => Severity::Waste,
            Self::ChoiceWithoutEffect
            | Self::DomainUnmatched
            | Self::EveryoneSeesAll
            | Self::RecordUnreachable
            | Self::SendWithoutRead
            | Self::SharedButUnseen
            | Self::SupportAccessLive => Severity::Hint,
        }
    }

    /// What was found, for people; it quotes neither mail nor addresses.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::AddressOfTwo => "another user has this own name too",
            Self::AudienceReachesNobody => "no active member but the owner is among the live audience",
            Self::BackupBehind => "threads of a leaver are later than the latest completed backup",
            Self::ChoiceWithoutEffect => "threads are `shared` in a mode in which that matters to nothing",
            Self::DomainCovered => "another entry excludes this domain already",
            Self::DomainOneLabel => "this domain has one label: all domains below it are excluded",
            Self::DomainUnmatched => "this domain matches no participant of the threads that it applies to",
            Self::EveryoneSeesAll => "everyone sees all mail of this mailbox's leads and contacts in full",
            Self::GrantReachesNobody => "this grant is live and means no active member",
            Self::LeaverWithoutBackup => "the owner is deactivated, and there is no completed backup",
            Self::MemberEnded => "the `until` of this entry has passed",
            Self::MemberInactive => "this entry names a user who is deactivated",
            Self::NoAdministrator => "there is no active administrator",
            Self::NobodyConfigures => "no active member can configure this shared mailbox",
            Self::ParticipantsUnreadable => {
                "threads are hidden because who takes part cannot be read, and domains are excluded"
            }
            Self::RecordUnreachable => {
                "no active member but administrators can access this record, and mail is linked to it"
            }
            Self::SendWithoutRead => "this grant has `send` without `read`",
            Self::SharedButUnseen => "threads are `shared` and have no link that could show them",
            Self::SoleAdministrator => "this is the only active administrator",
            Self::SupportAccessLive => "this support access is live now",
            Self::SupportAccessLong => "this support access runs more than 30 days from its activation",
            Self::TickNotEligible => "the record that is ticked is no lead or contact",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::AddressOfTwo => {
                "leave the name to the user who has it now: whoever has it may answer the other's old mail (P-05)"
            }
            Self::AudienceReachesNobody => "name who is meant, or make the mailbox `private` (Z-06, Z-11)",
            Self::BackupBehind => "back the mailbox up again, if M-14 allows it: later mail is gone for others (M-03)",
            Self::ChoiceWithoutEffect => {
                "leave `sharing` out of these threads, or share the mailbox `per-thread` (P-06)"
            }
            Self::DomainCovered => "remove this entry",
            Self::DomainOneLabel => "write the domains that are meant, each with its label, unless all are",
            Self::DomainUnmatched => "look for a mistake in writing; keep the entry if such mail is to come",
            Self::EveryoneSeesAll => "if it is not meant so, name an audience, or a lower `level` (Z-11, Z-16)",
            Self::GrantReachesNobody => "remove the grant, or give its role to somebody (C-05)",
            Self::LeaverWithoutBackup => "back the mailbox up: until then its mail is gone for others (M-01, M-03)",
            Self::MemberEnded => "remove the entry, or give it a later `until`",
            Self::MemberInactive => "remove the entry, unless the user is to come back",
            Self::NoAdministrator => {
                "make an active member administrator: nobody can lock, back up or share for others"
            }
            Self::NobodyConfigures => {
                "give an active member the right `configure` (C-09), or the mailbox another owner"
            }
            Self::ParticipantsUnreadable => "write every participant as an address, or as an alias of the owner (X-06)",
            Self::RecordUnreachable => "give the record an owner who is active, or an `access` that means somebody",
            Self::SendWithoutRead => "add `read` if the mail is wanted on the pages of records too (C-07, C-08)",
            Self::SharedButUnseen => "link the threads to a deal, contact or organization (P-03)",
            Self::SoleAdministrator => {
                "make another active member administrator, who can act when this one cannot (M-12)"
            }
            Self::SupportAccessLive => "revoke it as soon as support is done (S-05)",
            Self::SupportAccessLong => "let it end earlier, and grant it again if it is still needed (S-02)",
            Self::TickNotEligible => "remove the tick: only mail of leads and contacts is shared (Z-05)",
        }
    }
}
