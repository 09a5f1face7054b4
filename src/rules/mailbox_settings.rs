//! Using and setting up a mailbox: its owner, those whom the owner admits, and administrators where they control it
//! (C-03, C-08, C-09, M-08, M-09, M-16, Z-02, Z-10).

use super::denials::{Answer, Denials, denied};
use crate::model::mailbox::{Control, Lock, Mailbox, Sharing};
use crate::model::member::Right;
use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::model::user::SystemOperation;
use crate::rules::viewer::Viewer;

/// C-08: the From field and business processes.
pub(crate) fn send_from<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    if viewer.owns(mailbox) {
        allowed_to_owner()
    } else if viewer.has_right(mailbox, Right::Send) {
        Ok(Reason::new(ReasonCode::SendRight, Rule::C08))
    } else if is_shared_mailbox(mailbox) {
        Err(vec![viewer.no_right(mailbox, Right::Send)])
    } else {
        denied(ReasonCode::NotMailboxOwner, Rule::C08)
    }
}

/// C-09, M-09: while it is locked, nobody.
pub(crate) fn configure<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    if is_locked(mailbox) {
        return denied(ReasonCode::MailboxLocked, Rule::M09);
    }
    by_owner_or_configure_right(viewer, mailbox)
}

/// M-16: re-saving what did not change, locked or not.
pub(crate) fn save_settings_unchanged<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    if viewer.owns(mailbox) { allowed_to_owner() } else { denied(ReasonCode::NotMailboxOwner, Rule::M08) }
}

/// M-08, Z-02: whoever controls it.
pub(crate) fn change_sharing<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    if is_shared_mailbox(mailbox) {
        return denied(ReasonCode::IsSharedMailbox, Rule::C04);
    }
    match mailbox.control {
        Control::Owner if !viewer.owns(mailbox) => denied(ReasonCode::NotMailboxOwner, Rule::M08),
        Control::Owner if is_locked(mailbox) => denied(ReasonCode::MailboxLocked, Rule::M09),
        Control::Owner => allowed_to_owner(),
        Control::Administrator if viewer.is_administrator() => allowed_to_administrator(),
        Control::Administrator if viewer.owns(mailbox) => denied(ReasonCode::ControlledByAdministrator, Rule::Z02),
        Control::Administrator => denied(ReasonCode::NotAdministrator, Rule::Z02),
    }
}

/// C-03, C-04: making it a shared one.
pub(crate) fn share_mailbox<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    if !viewer.owns(mailbox) {
        return denied(ReasonCode::NotMailboxOwner, Rule::M08);
    }
    if is_shared_mailbox(mailbox) {
        return denied(ReasonCode::IsSharedMailbox, Rule::C04);
    }
    let mut denials = Denials::default();
    let controlled = mailbox.control == Control::Administrator;
    denials.when(controlled, ReasonCode::ControlledByAdministrator, Rule::Z02);
    denials.when(is_locked(mailbox), ReasonCode::MailboxLocked, Rule::M09);
    system_operations(viewer, &mut denials);
    denials.or_allowed(ReasonCode::MailboxOwner, Rule::X01)
}

/// Z-02, Z-03: an administrator takes the sharing of a personal mailbox over.
pub(crate) fn assign_sharing<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    if !viewer.is_administrator() {
        return denied(ReasonCode::NotAdministrator, Rule::Z02);
    }
    if is_shared_mailbox(mailbox) {
        return denied(ReasonCode::IsSharedMailbox, Rule::C04);
    }
    allowed_to_administrator()
}

/// Z-09, Z-10.
pub(crate) fn edit_excluded_domains<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    let mut denials = Denials::default();
    denials.when(!is_complete(mailbox), ReasonCode::ModeWithoutExclusions, Rule::Z09);
    let owner_may = viewer.owns(mailbox) && mailbox.control == Control::Owner && !is_locked(mailbox);
    if viewer.is_administrator() && !owner_may {
        return denials.or_allowed(ReasonCode::Administrator, Rule::Z02);
    }
    if viewer.owns(mailbox) {
        let controlled = mailbox.control == Control::Administrator;
        denials.when(controlled, ReasonCode::ControlledByAdministrator, Rule::Z02);
        denials.when(is_locked(mailbox), ReasonCode::MailboxLocked, Rule::M09);
    } else {
        denials.add(Reason::new(ReasonCode::NotMailboxOwner, Rule::M08));
    }
    denials.or_allowed(ReasonCode::MailboxOwner, Rule::X01)
}

/// C-03, C-09: who is admitted to a shared mailbox.
pub(crate) fn manage_grants<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    if !is_shared_mailbox(mailbox) {
        return denied(ReasonCode::NotASharedMailbox, Rule::C04);
    }
    let granted = by_owner_or_configure_right(viewer, mailbox);
    let mut denials = Denials::default();
    system_operations(viewer, &mut denials);
    match granted {
        Ok(reason) => denials.or_allowed(reason.code, reason.rule),
        Err(missing) => Err(denials.behind(missing)),
    }
}

fn by_owner_or_configure_right<'p>(viewer: &Viewer<'p>, mailbox: &Mailbox) -> Answer<'p> {
    if viewer.owns(mailbox) {
        allowed_to_owner()
    } else if viewer.has_right(mailbox, Right::Configure) {
        Ok(Reason::new(ReasonCode::ConfigureRight, Rule::C09))
    } else if is_shared_mailbox(mailbox) {
        Err(vec![viewer.no_right(mailbox, Right::Configure)])
    } else {
        denied(ReasonCode::NotMailboxOwner, Rule::M08)
    }
}

/// C-03: both, each with a reason when it is missing.
fn system_operations<'p>(viewer: &Viewer<'p>, denials: &mut Denials<'p>) {
    for operation in SystemOperation::ALL {
        if !viewer.user.system_operations.contains(&operation) {
            let operation = Some(operation.name());
            denials.add(Reason { operation, ..Reason::new(ReasonCode::SystemOperationMissing, Rule::C03) });
        }
    }
}

fn allowed_to_owner<'p>() -> Answer<'p> {
    Ok(Reason::new(ReasonCode::MailboxOwner, Rule::X01))
}

fn allowed_to_administrator<'p>() -> Answer<'p> {
    Ok(Reason::new(ReasonCode::Administrator, Rule::Z02))
}

fn is_locked(mailbox: &Mailbox) -> bool {
    mailbox.lock == Lock::Locked
}

fn is_shared_mailbox(mailbox: &Mailbox) -> bool {
    matches!(mailbox.sharing, Sharing::SharedMailbox { .. })
}

fn is_complete(mailbox: &Mailbox) -> bool {
    matches!(mailbox.sharing, Sharing::Complete { .. })
}
