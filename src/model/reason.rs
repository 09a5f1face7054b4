//! Why: stable codes, each with the rule of docs/specification.md's appendix A that it rests on.

use super::instant::Instant;

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $kind {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl $kind {
            /// Every one of them, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// As it is written in JSON; it never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// Its place in [`Self::ALL`], by which it crosses the border of a language.
            #[expect(clippy::as_conversions, reason = "the compiler numbers the few variants from zero")]
            #[must_use]
            pub const fn number(self) -> u8 {
                self as u8
            }
        }
    };
}

pub(crate) use names;

names! {
    /// A stable word for why something is allowed or denied.
    ReasonCode {
        Administrator = "administrator",
        AlreadyLocked = "already-locked",
        BackupAvailable = "backup-available",
        BackupExists = "backup-exists",
        BackupInProgress = "backup-in-progress",
        ConfigureRight = "configure-right",
        ControlledByAdministrator = "controlled-by-administrator",
        EverythingAlreadyShared = "everything-already-shared",
        ExcludedDomain = "excluded-domain",
        ForeignDomain = "foreign-domain",
        InAudience = "in-audience",
        IsSharedMailbox = "is-shared-mailbox",
        LevelTooLow = "level-too-low",
        MailboxLocked = "mailbox-locked",
        MailboxOwner = "mailbox-owner",
        MailboxPrivate = "mailbox-private",
        ModeWithoutBackup = "mode-without-backup",
        ModeWithoutExclusions = "mode-without-exclusions",
        ModeWithoutRecordSharing = "mode-without-record-sharing",
        ModeWithoutThreadSharing = "mode-without-thread-sharing",
        NoConfigureRight = "no-configure-right",
        NoEarlierBackup = "no-earlier-backup",
        NoLiveSupportAccess = "no-live-support-access",
        NoReadRight = "no-read-right",
        NoSendRight = "no-send-right",
        NoSharedRecord = "no-shared-record",
        NotAParticipant = "not-a-participant",
        NotASharedMailbox = "not-a-shared-mailbox",
        NotAdministrator = "not-administrator",
        NotInAudience = "not-in-audience",
        NotLocked = "not-locked",
        NotMailboxOwner = "not-mailbox-owner",
        NotReactivatedSinceBackup = "not-reactivated-since-backup",
        OwnMailbox = "own-mailbox",
        OwnerDeactivatedWithoutBackup = "owner-deactivated-without-backup",
        OwnerNotDeactivated = "owner-not-deactivated",
        Participant = "participant",
        ReadRight = "read-right",
        RecordAccessMissing = "record-access-missing",
        RecordNotLinked = "record-not-linked",
        RecordTypeNotEligible = "record-type-not-eligible",
        SendRight = "send-right",
        SettingsNotSavedSinceReactivation = "settings-not-saved-since-reactivation",
        SharedThread = "shared-thread",
        SoleAdministrator = "sole-administrator",
        SupportAccessNotLive = "support-access-not-live",
        SupportAccessTooShort = "support-access-too-short",
        SupportOperation = "support-operation",
        SupportRestricted = "support-restricted",
        SupportSlotTaken = "support-slot-taken",
        SurfaceNotAllowed = "surface-not-allowed",
        SystemOperationMissing = "system-operation-missing",
        ThreadArchived = "thread-archived",
        ThreadDeleted = "thread-deleted",
        ThreadNotLinked = "thread-not-linked",
        ThreadPrivate = "thread-private",
        UnreadableParticipant = "unreadable-participant",
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
