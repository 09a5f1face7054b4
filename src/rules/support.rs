//! Technical-support access: what a vendor's agent may operate (S-07, S-08, S-12), and who opens the door for how long
//! (S-02, S-05, S-11).

use super::denials::{Answer, Denials, denied};
use crate::model::instant::Instant;
use crate::model::operation::{Operation, Permission};
use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::rules::viewer::Viewer;

/// What an agent asks to operate.
pub(crate) fn operate<'p>(operation: Operation) -> Answer<'p> {
    let name = Some(operation.name());
    match operation.permission() {
        Permission::Allowed => Ok(Reason { operation: name, ..Reason::new(ReasonCode::SupportOperation, Rule::S08) }),
        Permission::Restricted(number) => Err(vec![Reason { operation: name, ..restricted(number) }]),
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
    let is_short = expires_at < viewer.now.plus_days(1);
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
    let is_short = expires_at <= viewer.now || expires_at < live.activated_at.plus_days(1);
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
