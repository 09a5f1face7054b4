//! Records whose mail a record-level mailbox shares (Z-05).

use super::change::{Asked, Planned, of_mailbox};
use super::patch::{PatchOperation, PatchValue, mailbox_path};
use crate::model::mailbox::{Mailbox, Sharing};
use crate::model::rows::RecordRow;
use crate::policy::MailboxFacts;

/// `share-record-mail` of a record that is not ticked.
pub(super) fn tick(asked: &Asked<'_>, facts: &MailboxFacts, record: RecordRow) -> Planned {
    let Sharing::RecordLevel { listed_ticks, .. } = &facts.mailbox.sharing else { return Ok(None) };
    if listed_ticks.contains(&record) {
        return Ok(None);
    }
    asked.takes_no_value()?;
    let is_empty = listed_ticks.is_empty();
    let operation = PatchOperation::append(path(facts), is_empty, PatchValue::text(asked.policy.records.id(record)));
    let ticks = listed_ticks.iter().copied().chain([record]).collect();
    of_mailbox(facts, with_ticks(&facts.mailbox, ticks), vec![operation])
}

/// `unshare-record-mail` of a record that is ticked, perhaps more than once.
pub(super) fn untick(asked: &Asked<'_>, facts: &MailboxFacts, record: RecordRow) -> Planned {
    let Sharing::RecordLevel { listed_ticks, .. } = &facts.mailbox.sharing else { return Ok(None) };
    if !listed_ticks.contains(&record) {
        return Ok(None);
    }
    asked.takes_no_value()?;
    let rest: Vec<RecordRow> = listed_ticks.iter().copied().filter(|ticked| *ticked != record).collect();
    let ids = rest.iter().map(|ticked| PatchValue::text(asked.policy.records.id(*ticked)));
    let operation = PatchOperation::add(path(facts), PatchValue::Array(ids.collect()));
    of_mailbox(facts, with_ticks(&facts.mailbox, rest), vec![operation])
}

fn path(facts: &MailboxFacts) -> String {
    mailbox_path(facts.row, "sharing/sharedRecords")
}

fn with_ticks(mailbox: &Mailbox, listed_ticks: Vec<RecordRow>) -> Mailbox {
    let audience = mailbox.sharing.audience().to_vec();
    Mailbox { sharing: Sharing::record_level(audience, listed_ticks), ..mailbox.clone() }
}
