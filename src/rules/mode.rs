//! The sharing modes side by side: what each decides by a value alone stands in one row here, and nowhere else.
//!
//! What takes more than a value is in the mode's own file. To add a mode, add a variant to [`Sharing`] and a row here;
//! the compiler then names every rule that has to have an opinion.

use crate::model::mailbox::Sharing;
use crate::model::reason::{ReasonCode, Rule};
use crate::model::record::RecordType;

/// What a mode decides by values alone.
#[derive(Debug)]
pub(crate) struct Mode {
    /// As it is written in JSON.
    pub(crate) name: &'static str,
    /// The rule that conditions about links rest on. The owner of a private mailbox is told P-03.
    pub(crate) link_rule: Rule,
    /// The types of records that can show mail to others (condition c).
    pub(crate) eligible: &'static [RecordType],
    /// Said where no linked record can show the thread.
    pub(crate) no_candidate: ReasonCode,
    /// Whether mail is shown to others on the surface `mailbox` at all (P-04, C-08).
    pub(crate) shown_on_mailbox: bool,
    /// Whether excluded domains apply (X-03, Z-15).
    pub(crate) excludes: bool,
    /// Whether a leaver's mail is there for others only as far as a backup holds it (M-03, M-04).
    pub(crate) needs_backup: bool,
    /// Whether the owner chooses for single threads (P-06, P-09).
    pub(crate) has_thread_choice: bool,
}

const EVERY_TYPE: &[RecordType] =
    &[RecordType::Contact, RecordType::Deal, RecordType::Lead, RecordType::Organization, RecordType::Other];
/// Mail of leads and contacts (Z-04, Z-05).
const CUSTOMERS: &[RecordType] = &[RecordType::Contact, RecordType::Lead];

const PRIVATE: Mode = Mode {
    name: "private",
    link_rule: Rule::P03,
    eligible: &[],
    no_candidate: ReasonCode::ThreadNotLinked,
    shown_on_mailbox: false,
    excludes: false,
    needs_backup: false,
    has_thread_choice: false,
};

const RECORD_LEVEL: Mode = Mode {
    name: "record-level",
    link_rule: Rule::Z05,
    eligible: CUSTOMERS,
    no_candidate: ReasonCode::NoSharedRecord,
    shown_on_mailbox: false,
    excludes: true,
    needs_backup: true,
    has_thread_choice: true,
};

const COMPLETE: Mode = Mode {
    name: "complete",
    link_rule: Rule::Z04,
    eligible: CUSTOMERS,
    no_candidate: ReasonCode::ThreadNotLinked,
    shown_on_mailbox: false,
    excludes: true,
    needs_backup: true,
    has_thread_choice: true,
};

const PER_THREAD: Mode = Mode {
    name: "per-thread",
    link_rule: Rule::P03,
    eligible: &[RecordType::Contact, RecordType::Deal, RecordType::Organization],
    no_candidate: ReasonCode::ThreadNotLinked,
    shown_on_mailbox: false,
    excludes: true,
    needs_backup: false,
    has_thread_choice: true,
};

const SHARED_MAILBOX: Mode = Mode {
    name: "shared-mailbox",
    link_rule: Rule::C12,
    eligible: EVERY_TYPE,
    no_candidate: ReasonCode::ThreadNotLinked,
    shown_on_mailbox: true,
    excludes: false,
    needs_backup: false,
    has_thread_choice: false,
};

/// The row of a mailbox's mode.
pub(crate) const fn of(sharing: &Sharing) -> &'static Mode {
    match sharing {
        Sharing::Complete { .. } => &COMPLETE,
        Sharing::PerThread { .. } => &PER_THREAD,
        Sharing::Private => &PRIVATE,
        Sharing::RecordLevel { .. } => &RECORD_LEVEL,
        Sharing::SharedMailbox { .. } => &SHARED_MAILBOX,
    }
}
