//! What can be asked of one viewer (docs/specification.md section 4): the action, with the targets that it has.

use super::instant::Instant;
use super::operation::Operation;
use super::place::Place;

/// A question about one thing, without its viewer and moment.
///
/// `Thread`, `Mailbox` and `Record` are what names a target: an id for whoever asks ([`crate::Question`]), a row number
/// once it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action<Thread, Mailbox, Record> {
    /// `view`: see a thread in a place (section 3).
    View(Thread, Place<Record>),
    /// Something else that is done with a thread.
    Thread(ThreadAction, Thread),
    /// Something that is done with a mailbox.
    Mailbox(MailboxAction, Mailbox),
    /// `share-record-mail`, `unshare-record-mail`: tick a record, or take the tick away (Z-05).
    RecordMail(RecordMailAction, Mailbox, Record),
    /// `grant-support-access` until a moment (S-02).
    GrantSupportAccess {
        /// When the access ends by itself.
        expires_at: Instant,
    },
    /// `edit-support-access`: let the live access end at another moment (S-02).
    EditSupportAccess {
        /// When the access ends by itself.
        expires_at: Instant,
    },
    /// `revoke-support-access` (S-05).
    RevokeSupportAccess,
    /// `operate`: something that a support-agent does in the CRM (section 5).
    Operate(Operation),
}

/// The actions of a kind, each with the name that it has in JSON.
macro_rules! actions {
    ($(#[$doc:meta])* $kind:ident { $($(#[$about:meta])* $variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind {
            $(#[doc = concat!("`", $name, "`: ")] $(#[$about])* $variant,)*
        }

        impl $kind {
            /// Every one of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// As it is written in JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            pub(crate) fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

actions! {
    /// What is done with a thread, besides seeing it.
    ThreadAction {
        /// its owner takes it out of their inbox (P-11).
        Archive = "archive",
        /// its owner removes it for everybody (P-10).
        Delete = "delete",
        /// sends it on; follows `reply` in every mode.
        Forward = "forward",
        /// answers it (Z-12, P-05, C-08).
        Reply = "reply",
        /// its owner shares it (P-06).
        ShareThread = "share-thread",
        /// its owner makes it private (P-09).
        UnshareThread = "unshare-thread",
    }
}

actions! {
    /// What is done with a mailbox.
    MailboxAction {
        /// an administrator sets the sharing and takes control (Z-02, Z-03).
        AssignSharing = "assign-sharing",
        /// an administrator backs up a leaver's mail (M-01).
        BackUp = "back-up",
        /// an administrator takes a newer backup of a leaver's mail (M-14).
        BackUpLatest = "back-up-latest",
        /// whoever has control chooses the sharing (Z-02, M-08).
        ChangeSharing = "change-sharing",
        /// its settings are changed (C-09, M-09).
        Configure = "configure",
        /// domains are excluded from a complete mailbox (Z-09, Z-10).
        EditExcludedDomains = "edit-excluded-domains",
        /// an administrator locks it (M-01, M-10).
        Lock = "lock",
        /// grants of a shared mailbox are edited (C-03).
        ManageGrants = "manage-grants",
        /// settings are saved as they are, locked or not (M-16).
        SaveSettingsUnchanged = "save-settings-unchanged",
        /// mail is sent from it (C-08).
        SendFrom = "send-from",
        /// its owner makes it a shared one (C-03).
        ShareMailbox = "share-mailbox",
        /// an administrator unlocks it (M-13).
        Unlock = "unlock",
    }
}

actions! {
    /// What is done with the mail of one record.
    RecordMailAction {
        /// its owner ticks a record (Z-05).
        Share = "share-record-mail",
        /// its owner takes the tick away.
        Unshare = "unshare-record-mail",
    }
}

impl<Thread, Mailbox, Record> Action<Thread, Mailbox, Record> {
    /// As it is written in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::View(..) => "view",
            Self::Thread(action, _) => action.name(),
            Self::Mailbox(action, _) => action.name(),
            Self::RecordMail(action, ..) => action.name(),
            Self::GrantSupportAccess { .. } => "grant-support-access",
            Self::EditSupportAccess { .. } => "edit-support-access",
            Self::RevokeSupportAccess => "revoke-support-access",
            Self::Operate(_) => "operate",
        }
    }
}
