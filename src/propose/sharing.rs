//! How a personal mailbox shares (Z-02, Z-03, Z-09, Z-10, M-08, P-08).

use super::change::{Asked, Planned, of_mailbox};
use super::patch::{PatchOperation, PatchValue, mailbox_path};
use crate::model::instant::Instant;
use crate::model::mailbox::{Control, Mailbox, Sharing, ThreadDefault};
use crate::policy::MailboxFacts;
use crate::wire::values;

/// `change-sharing`: whoever controls it goes on doing so.
pub(super) fn change(asked: &Asked<'_>, facts: &MailboxFacts) -> Planned {
    set(asked, facts, facts.mailbox.control)
}

/// `assign-sharing`: control passes to the administrator.
pub(super) fn assign(asked: &Asked<'_>, facts: &MailboxFacts) -> Planned {
    set(asked, facts, Control::Administrator)
}

fn set(asked: &Asked<'_>, facts: &MailboxFacts, control: Control) -> Planned {
    let before = &facts.mailbox;
    let (sharing, value) = asked.takes(values::sharing)?;
    let (sharing, value) = with_date(&before.sharing, sharing, value, asked.now);
    let patch = vec![
        PatchOperation::add(mailbox_path(facts.row, "sharing"), value),
        PatchOperation::add(mailbox_path(facts.row, "control"), PatchValue::text(control.name())),
        PatchOperation::add(mailbox_path(facts.row, "settingsSavedAt"), PatchValue::moment(asked.now)),
    ];
    let mailbox = Mailbox { sharing, control, settings_saved_at: Some(asked.now), ..before.clone() };
    of_mailbox(facts, mailbox, patch)
}

/// P-08: a default is for mail to come. A new one that says nothing else begins now; one that there was keeps its date.
fn with_date(before: &Sharing, sharing: Sharing, value: PatchValue, now: Instant) -> (Sharing, PatchValue) {
    let Sharing::PerThread { default, linked_access } = sharing else { return (sharing, value) };
    if default.since().is_some() {
        return (Sharing::PerThread { default, linked_access }, value);
    }
    let kept = match before {
        Sharing::PerThread { default: before, .. } if is_same(*before, default) => before.since(),
        Sharing::Complete { .. }
        | Sharing::PerThread { .. }
        | Sharing::Private
        | Sharing::RecordLevel { .. }
        | Sharing::SharedMailbox { .. } => Some(now),
    };
    let value = match kept {
        Some(since) => value.with("defaultSince", PatchValue::moment(since)),
        None => value,
    };
    (Sharing::PerThread { default: default.dated(kept), linked_access }, value)
}

const fn is_same(one: ThreadDefault, other: ThreadDefault) -> bool {
    match (one, other) {
        (ThreadDefault::Private { .. }, ThreadDefault::Private { .. })
        | (ThreadDefault::Shared { .. }, ThreadDefault::Shared { .. }) => true,
        (ThreadDefault::Private { .. }, ThreadDefault::Shared { .. })
        | (ThreadDefault::Shared { .. }, ThreadDefault::Private { .. }) => false,
    }
}

/// `edit-excluded-domains`, in the one mode that has any (Z-09).
pub(super) fn exclude(asked: &Asked<'_>, facts: &MailboxFacts) -> Planned {
    let Sharing::Complete { audience, .. } = &facts.mailbox.sharing else { return Ok(None) };
    let (excluded_domains, value) = asked.takes(values::excluded_domains)?;
    let sharing = Sharing::Complete { audience: audience.clone(), excluded_domains };
    let operation = PatchOperation::add(mailbox_path(facts.row, "sharing/excludedDomains"), value);
    of_mailbox(facts, Mailbox { sharing, ..facts.mailbox.clone() }, vec![operation])
}
