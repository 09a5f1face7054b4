//! Why: stable codes, each with the rule of docs/specification.md's appendix A that it rests on.

use super::instant::Instant;

use super::names::names;

names! {
    /// A stable word for why something is allowed or denied.
    ReasonCode {
        /// An administrator acts on sharing (Z-02), on locks, backups and the administration page (M-02), or on support
        /// access (S-05).
        Administrator = "administrator",
        /// The mailbox is locked.
        AlreadyLocked = "already-locked",
        /// Beside `in-audience`: the owner has left, and a completed backup holds the thread.
        BackupAvailable = "backup-available",
        /// A first backup is asked for, and there is a completed one.
        BackupExists = "backup-exists",
        /// A backup is being made.
        BackupInProgress = "backup-in-progress",
        /// A live grant of a shared mailbox contains `configure`.
        ConfigureRight = "configure-right",
        /// The owner wants to change what administrators control.
        ControlledByAdministrator = "controlled-by-administrator",
        /// A record is ticked in mode complete.
        EverythingAlreadyShared = "everything-already-shared",
        /// A participant's domain is on the organisation's list or the mailbox's own (Z-15); `domain` is the
        /// entry.
        ExcludedDomain = "excluded-domain",
        /// The mailbox's domain is not equal to one of `organization.domains`.
        ForeignDomain = "foreign-domain",
        /// The viewer is in a live entry of the mailbox's audience, and the links allow it.
        InAudience = "in-audience",
        /// The action is for personal mailboxes.
        IsSharedMailbox = "is-shared-mailbox",
        /// The viewer sees the thread, but not in full, so they cannot reply.
        LevelTooLow = "level-too-low",
        /// Nobody changes a locked mailbox.
        MailboxLocked = "mailbox-locked",
        /// The viewer owns the mailbox.
        MailboxOwner = "mailbox-owner",
        /// The mailbox is private or never chose a mode; as a view (Z-06), a lock (M-10) or a backup (M-04).
        MailboxPrivate = "mailbox-private",
        /// Per-thread and shared mailboxes are not backed up.
        ModeWithoutBackup = "mode-without-backup",
        /// Only mode complete has excluded domains of its own.
        ModeWithoutExclusions = "mode-without-exclusions",
        /// Only mode record-level has ticks.
        ModeWithoutRecordSharing = "mode-without-record-sharing",
        /// Private and shared mailboxes do not share single threads.
        ModeWithoutThreadSharing = "mode-without-thread-sharing",
        /// No live grant contains `configure`, and the viewer is not the owner; `until` or `from` tells when one did or
        /// will.
        NoConfigureRight = "no-configure-right",
        /// The latest mail is to be backed up, and there is no completed backup yet.
        NoEarlierBackup = "no-earlier-backup",
        /// There is no live access to edit or revoke.
        NoLiveSupportAccess = "no-live-support-access",
        /// No live grant of the shared mailbox contains `read`; `until` or `from` tells when one did or will.
        NoReadRight = "no-read-right",
        /// No live grant contains `send`: on surface `mailbox`, or for `send-from`, `reply`, `forward`; `until` or
        /// `from` tells when one did or will.
        NoSendRight = "no-send-right",
        /// No linked lead or contact is ticked; `record` is set if one was given.
        NoSharedRecord = "no-shared-record",
        /// The viewer sees a shared thread, but none of their own names takes part, so they cannot reply.
        NotAParticipant = "not-a-participant",
        /// Grants are for shared mailboxes.
        NotASharedMailbox = "not-a-shared-mailbox",
        /// The action is for active members with profile `administrator`.
        NotAdministrator = "not-administrator",
        /// No live entry of the audience means the viewer; `until` or `from` tells when one did or will.
        NotInAudience = "not-in-audience",
        /// There is no lock to take off.
        NotLocked = "not-locked",
        /// Only the owner may: settings (M-08), threads (P-06), ticks (Z-05), sending (C-08).
        NotMailboxOwner = "not-mailbox-owner",
        /// The owner was not made active again since the latest backup.
        NotReactivatedSinceBackup = "not-reactivated-since-backup",
        /// An administrator locks or unlocks their own mailbox, and there are other administrators.
        OwnMailbox = "own-mailbox",
        /// The owner has left, and no completed backup holds the thread's last message.
        OwnerDeactivatedWithoutBackup = "owner-deactivated-without-backup",
        /// Backups are for leavers' mailboxes.
        OwnerNotDeactivated = "owner-not-deactivated",
        /// One of the viewer's own names takes part in a shared thread, so they may reply.
        Participant = "participant",
        /// A live grant contains `read`, and the viewer can access a linked record.
        ReadRight = "read-right",
        /// The viewer cannot access `record`, which the mode asks for; one reason for each record.
        RecordAccessMissing = "record-access-missing",
        /// The `record` that is looked at is not among the thread's links.
        RecordNotLinked = "record-not-linked",
        /// Mail of this mode is not shown on records of that type; also for ticking one; `record` names it.
        RecordTypeNotEligible = "record-type-not-eligible",
        /// A live grant contains `send`.
        SendRight = "send-right",
        /// The settings were not saved since the owner came back.
        SettingsNotSavedSinceReactivation = "settings-not-saved-since-reactivation",
        /// A per-thread mailbox shares the thread, and the viewer can access what it is linked to.
        SharedThread = "shared-thread",
        /// The only active administrator locks or unlocks their own mailbox.
        SoleAdministrator = "sole-administrator",
        /// A support-agent has no live access at `now`.
        SupportAccessNotLive = "support-access-not-live",
        /// The end is less than 24 hours after the start, or not in the future.
        SupportAccessTooShort = "support-access-too-short",
        /// A live support-agent does something that support-agents may do; `operation` names it.
        SupportOperation = "support-operation",
        /// A support-agent may not do this; `restriction` is its number in `supportRestrictions()`, `operation` what
        /// was asked.
        SupportRestricted = "support-restricted",
        /// Another access is live at some moment of the time asked for.
        SupportSlotTaken = "support-slot-taken",
        /// Others' mail was asked for on surface `mailbox`, where this mode shows none.
        SurfaceNotAllowed = "surface-not-allowed",
        /// Sharing a mailbox and managing its grants need both system operations; `operation` names the missing one.
        SystemOperationMissing = "system-operation-missing",
        /// The owner looks at surface `mailbox`, and has archived the thread.
        ThreadArchived = "thread-archived",
        /// The thread is deleted.
        ThreadDeleted = "thread-deleted",
        /// No linked record can show the thread; Z-05 only for owners.
        ThreadNotLinked = "thread-not-linked",
        /// The owner made the thread private, or the per-thread default does not share it.
        ThreadPrivate = "thread-private",
        /// Domains are excluded, and a participant is neither an address nor an own name of the owner, or a person may read
        /// an excluded host in it, or there is no participant.
        UnreadableParticipant = "unreadable-participant",
        /// The viewer is deactivated or has not confirmed yet.
        ViewerNotActive = "viewer-not-active",
    }
}

names! {
    /// The rules of docs/specification.md's appendix A that a reason can rest on.
    Rule {
        C03 = "C-03",
        C04 = "C-04",
        C07 = "C-07",
        C08 = "C-08",
        C09 = "C-09",
        C12 = "C-12",
        M01 = "M-01",
        M02 = "M-02",
        M03 = "M-03",
        M04 = "M-04",
        M05 = "M-05",
        M06 = "M-06",
        M08 = "M-08",
        M09 = "M-09",
        M10 = "M-10",
        M11 = "M-11",
        M12 = "M-12",
        M13 = "M-13",
        M14 = "M-14",
        P03 = "P-03",
        P04 = "P-04",
        P05 = "P-05",
        P06 = "P-06",
        P10 = "P-10",
        P11 = "P-11",
        S02 = "S-02",
        S05 = "S-05",
        S07 = "S-07",
        S08 = "S-08",
        S11 = "S-11",
        S12 = "S-12",
        X01 = "X-01",
        X03 = "X-03",
        X06 = "X-06",
        Z02 = "Z-02",
        Z04 = "Z-04",
        Z05 = "Z-05",
        Z06 = "Z-06",
        Z09 = "Z-09",
        Z11 = "Z-11",
        Z12 = "Z-12",
        Z14 = "Z-14",
        Z15 = "Z-15",
        Z17 = "Z-17",
    }
}

/// One reason. It names ids and rules, never names, subjects or addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason<'p> {
    /// What is the case.
    pub code: ReasonCode,
    /// The rule that makes it count.
    pub rule: Rule,
    /// The record it is about.
    pub record: Option<&'p str>,
    /// The excluded domain that matched, normalised.
    pub domain: Option<&'p str>,
    /// The operation that is missing or was asked for.
    pub operation: Option<&'static str>,
    /// The number of the support restriction (S-07; 0 is S-12).
    pub restriction: Option<u8>,
    /// When an entry that would have served begins to be live; only if none of them has ended.
    pub from: Option<Instant>,
    /// When the last of the entries that would have served ended.
    pub until: Option<Instant>,
}

impl Reason<'_> {
    pub(crate) const fn new(code: ReasonCode, rule: Rule) -> Self {
        let (record, domain, operation, restriction) = (None, None, None, None);
        Self { code, rule, record, domain, operation, restriction, from: None, until: None }
    }
}
