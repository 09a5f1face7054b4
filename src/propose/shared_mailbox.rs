//! Making a mailbox a shared one, and who is admitted to it (C-03, C-04, C-05).

use super::change::{Asked, Planned, of_mailbox};
use super::patch::{PatchOperation, PatchValue, mailbox_path};
use crate::model::mailbox::{Mailbox, Sharing};
use crate::policy::MailboxFacts;
use crate::wire::values;

/// `share-mailbox`, with its first grants.
pub(super) fn share(asked: &Asked<'_>, facts: &MailboxFacts) -> Planned {
    let owner = facts.mailbox.owner;
    let (grants, value) = asked.takes(|policy, text| values::grants(policy, text, owner))?;
    let sharing = PatchValue::object([("mode", PatchValue::text("shared-mailbox")), ("grants", value)]);
    let patch = vec![
        PatchOperation::add(mailbox_path(facts.row, "sharing"), sharing),
        PatchOperation::add(mailbox_path(facts.row, "settingsSavedAt"), PatchValue::moment(asked.now)),
    ];
    let sharing = Sharing::SharedMailbox { grants };
    let mailbox = Mailbox { sharing, settings_saved_at: Some(asked.now), ..facts.mailbox.clone() };
    of_mailbox(facts, mailbox, patch)
}

/// `manage-grants` of a mailbox that is a shared one.
pub(super) fn manage_grants(asked: &Asked<'_>, facts: &MailboxFacts) -> Planned {
    let Sharing::SharedMailbox { .. } = facts.mailbox.sharing else { return Ok(None) };
    let owner = facts.mailbox.owner;
    let (grants, value) = asked.takes(|policy, text| values::grants(policy, text, owner))?;
    let operation = PatchOperation::add(mailbox_path(facts.row, "sharing/grants"), value);
    let sharing = Sharing::SharedMailbox { grants };
    of_mailbox(facts, Mailbox { sharing, ..facts.mailbox.clone() }, vec![operation])
}
