//! Technical-support access: what a vendor's agent may operate (S-07, S-08, S-12), and who opens the door for how long
//! (S-02, S-05, S-11).

use super::denials::{Answer, Denials, denied};
use crate::model::instant::Instant;
use crate::policy::viewer::Viewer;
use crate::reason::{Reason, ReasonCode, Rule};

/// Something an agent may try to operate in the CRM. Its number in [`OPERATIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Operation(&'static str, Permission);

/// Whether an agent may, or by which restriction of S-07 he may not (0 is S-12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Permission {
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

/// What a support-agent may not do, by number (S-06: the customer knows).
#[must_use]
pub fn support_restrictions() -> Vec<SupportRestriction> {
    let restricted = |(operation, permission)| match permission {
        Allowed => None,
        Restricted(restriction) => Some(SupportRestriction { restriction, operation }),
    };
    OPERATIONS.into_iter().filter_map(restricted).collect()
}

impl Operation {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let (name, permission) = OPERATIONS.into_iter().find(|(known, _)| *known == name)?;
        Some(Self(name, permission))
    }

    pub(crate) fn creates_record(self) -> bool {
        self.0 == CREATE_RECORD
    }
}

/// What an agent asks to operate.
pub(crate) fn operate<'p>(operation: Operation) -> Answer<'p> {
    let Operation(name, permission) = operation;
    let operation = Some(name);
    match permission {
        Allowed => Ok(Reason { operation, ..Reason::new(ReasonCode::SupportOperation, Rule::S08) }),
        Restricted(number) => Err(vec![Reason { operation, ..restricted(number) }]),
    }
}

/// The denial of a numbered restriction.
pub(crate) const fn restricted<'p>(number: u8) -> Reason<'p> {
    let rule = if number == 0 { Rule::S12 } else { Rule::S07 };
    Reason { restriction: Some(number), ..Reason::new(ReasonCode::SupportRestricted, rule) }
}

/// S-02, S-11.
pub(crate) fn grant<'p>(viewer: &Viewer<'p>, expires_at: Instant) -> Answer<'p> {
    if !viewer.is_administrator() {
        return denied(ReasonCode::NotAdministrator, Rule::S05);
    }
    let mut denials = Denials::default();
    let is_taken = viewer.policy.support_access.iter().any(|access| access.is_live_within(viewer.now, expires_at));
    denials.when(is_taken, ReasonCode::SupportSlotTaken, Rule::S11);
    let is_short = expires_at < viewer.now.plus_day();
    denials.when(is_short, ReasonCode::SupportAccessTooShort, Rule::S02);
    denials.or_allowed(ReasonCode::Administrator, Rule::S05)
}

/// S-02, S-11: another end for the access that is live.
pub(crate) fn edit<'p>(viewer: &Viewer<'p>, expires_at: Instant) -> Answer<'p> {
    if !viewer.is_administrator() {
        return denied(ReasonCode::NotAdministrator, Rule::S05);
    }
    let Some(live) = viewer.live_support_access() else {
        return denied(ReasonCode::NoLiveSupportAccess, Rule::S05);
    };
    let mut denials = Denials::default();
    let is_short = expires_at <= viewer.now || expires_at < live.activated_at.plus_day();
    denials.when(is_short, ReasonCode::SupportAccessTooShort, Rule::S02);
    let others = viewer.policy.support_access.iter().filter(|access| !std::ptr::eq(*access, live));
    let is_taken = others.into_iter().any(|access| access.is_live_within(viewer.now, expires_at));
    denials.when(is_taken, ReasonCode::SupportSlotTaken, Rule::S11);
    denials.or_allowed(ReasonCode::Administrator, Rule::S05)
}

/// S-05: at any time.
pub(crate) fn revoke<'p>(viewer: &Viewer<'p>) -> Answer<'p> {
    if !viewer.is_administrator() {
        return denied(ReasonCode::NotAdministrator, Rule::S05);
    }
    if viewer.live_support_access().is_none() {
        return denied(ReasonCode::NoLiveSupportAccess, Rule::S05);
    }
    Ok(Reason::new(ReasonCode::Administrator, Rule::S05))
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
