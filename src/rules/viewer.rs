//! Step 1: who may act at all (Z-17, S-02, S-05).

use crate::model::instant::Instant;
use crate::model::rows::UserRow;
use crate::model::user::{Status, UserKind};
use crate::policy::Policy;
use crate::policy::viewer::Viewer;
use crate::reason::{Reason, ReasonCode, Rule};

/// The viewer, if he may act: active, and if he is a support-agent, within live access.
pub(crate) fn admit(policy: &Policy, row: UserRow, now: Instant) -> Result<Viewer<'_>, Reason<'_>> {
    let not_active = Reason::new(ReasonCode::ViewerNotActive, Rule::Z17);
    let user = policy.user(row).ok_or(not_active)?;
    match user.status {
        Status::Active => {}
        Status::Deactivated | Status::Unconfirmed => return Err(not_active),
    }
    let is_live = || policy.support_access.iter().any(|access| access.agent == row && access.is_live(now));
    match user.kind {
        UserKind::SupportAgent if !is_live() => Err(Reason::new(ReasonCode::SupportAccessNotLive, Rule::S02)),
        UserKind::Member | UserKind::SupportAgent => Ok(Viewer::new(policy, row, user, now)),
    }
}
