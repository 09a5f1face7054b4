//! What a support-agent may try to operate in the CRM, and what S-07 and S-12 restrict (docs/specification.md section 5).

/// Something that a support-agent may try to operate. Made by [`Operation::parse`] alone, so that it is always a known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation(&'static str, Permission);

/// Whether an agent may, or by which restriction of S-07 they may not (0 is S-12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    Allowed,
    Restricted(u8),
}

use Permission::{Allowed, Restricted};

/// The operation whose record belongs to the agent (S-08).
const CREATE_RECORD: &str = "create-record";

/// docs/specification.md section 5, by number.
const OPERATIONS: [(&str, Permission); 41] = [
    ("view-record", Allowed),
    (CREATE_RECORD, Allowed),
    ("edit-record", Allowed),
    ("view-connector", Allowed),
    ("delete-record", Restricted(0)),
    ("manage-support-access", Restricted(1)),
    ("edit-user-details", Restricted(2)),
    ("manage-tab-groups", Restricted(3)),
    ("use-mail-merge", Restricted(3)),
    ("manage-trusted-domains", Restricted(3)),
    ("use-flow-workflow-actions", Restricted(3)),
    ("manage-subscription", Restricted(4)),
    ("send-mail", Restricted(5)),
    ("change-mail-permissions", Restricted(6)),
    ("export-data", Restricted(7)),
    ("back-up-data", Restricted(7)),
    ("export-reports", Restricted(8)),
    ("export-audit-log", Restricted(9)),
    ("generate-zsc-key", Restricted(10)),
    ("access-company-settings", Restricted(11)),
    ("change-administrator-permissions", Restricted(12)),
    ("configure-integrations", Restricted(13)),
    ("copy-customization", Restricted(14)),
    ("edit-connector", Restricted(15)),
    ("access-marketplace", Restricted(16)),
    ("be-assigned-by-rule", Restricted(17)),
    ("access-channels-tab", Restricted(18)),
    ("access-sheet-and-print-views", Restricted(19)),
    ("select-dates-beyond-5-years", Restricted(20)),
    ("use-zia-chatbot", Restricted(21)),
    ("use-zia-conversational-ai", Restricted(22)),
    ("use-developer-zia-voice", Restricted(23)),
    ("create-online-meeting", Restricted(24)),
    ("use-data-enrichment", Restricted(25)),
    ("access-voice-of-customer", Restricted(26)),
    ("use-zia-vision", Restricted(27)),
    ("use-zia-voice", Restricted(28)),
    ("access-survey", Restricted(29)),
    ("create-connector", Restricted(30)),
    ("use-client-script", Restricted(31)),
    ("access-social", Restricted(32)),
];

/// One line of the table of restrictions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupportRestriction {
    /// Its item of S-07; 0 for `delete-record` (S-12).
    pub restriction: u8,
    /// What is restricted.
    pub operation: &'static str,
}

/// What a support-agent may not do, by number, deleting records (0) first (S-06: the customer knows).
///
/// ```
/// let restrictions = mailveil::support_restrictions();
/// assert_eq!((restrictions[0].restriction, restrictions[0].operation), (0, "delete-record"));
/// ```
#[must_use]
pub fn support_restrictions() -> Vec<SupportRestriction> {
    let restricted = |(operation, permission)| match permission {
        Allowed => None,
        Restricted(restriction) => Some(SupportRestriction { restriction, operation }),
    };
    OPERATIONS.into_iter().filter_map(restricted).collect()
}

impl Operation {
    /// The operation of this name; `None` if there is none.
    ///
    /// ```
    /// assert!(mailveil::Operation::parse("export-data").is_some());
    /// assert!(mailveil::Operation::parse("make-coffee").is_none());
    /// ```
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (name, permission) = OPERATIONS.into_iter().find(|(known, _)| *known == name)?;
        Some(Self(name, permission))
    }

    /// As it is written in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }

    pub(crate) const fn permission(self) -> Permission {
        self.1
    }

    pub(crate) fn creates_record(self) -> bool {
        self.0 == CREATE_RECORD
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_restriction_has_an_operation_and_they_are_in_order() {
        let numbers: Vec<u8> = support_restrictions().iter().map(|restriction| restriction.restriction).collect();
        assert!(numbers.is_sorted());
        assert!((0..=32).all(|number| numbers.contains(&number)));
    }
}
