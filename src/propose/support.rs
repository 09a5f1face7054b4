//! Technical-support access: opened, moved, ended (S-01, S-02, S-05).

use super::change::{Asked, Planned, of_support_access};
use super::patch::{PatchOperation, PatchValue};
use crate::model::instant::Instant;
use crate::model::support::SupportAccess;
use crate::wire::values;

const LIST: &str = "/supportAccess";

/// `grant-support-access`, to the agent that the value names.
pub(super) fn grant(asked: &Asked<'_>, expires_at: Instant) -> Planned {
    let (agent, _) = asked.takes(values::agent)?;
    let value = PatchValue::object([
        ("agent", PatchValue::text(asked.policy.user_names.name(agent.into()))),
        ("grantedBy", asked.viewer_id()),
        ("activatedAt", PatchValue::moment(asked.now)),
        ("expiresAt", PatchValue::moment(expires_at)),
    ]);
    let mut entries = asked.policy.support_access.clone();
    let operation = PatchOperation::append(LIST.to_owned(), entries.is_empty(), value);
    entries.push(SupportAccess { agent, activated_at: asked.now, expires_at, revoked_at: None });
    of_support_access(entries, operation)
}

/// `edit-support-access`: another end for the entry that is live.
pub(super) fn edit(asked: &Asked<'_>, expires_at: Instant) -> Planned {
    change_live(asked, "expiresAt", expires_at, |entry| SupportAccess { expires_at, ..entry })
}

/// `revoke-support-access`: the entry that is live ends now.
pub(super) fn revoke(asked: &Asked<'_>) -> Planned {
    let revoked_at = Some(asked.now);
    change_live(asked, "revokedAt", asked.now, |entry| SupportAccess { revoked_at, ..entry })
}

fn change_live(
    asked: &Asked<'_>,
    member: &str,
    moment: Instant,
    change: impl FnOnce(SupportAccess) -> SupportAccess,
) -> Planned {
    let mut entries = asked.policy.support_access.clone();
    let Some((number, entry)) = entries.iter_mut().enumerate().find(|(_, entry)| entry.is_live(asked.now)) else {
        return Ok(None);
    };
    asked.takes_no_value()?;
    *entry = change(*entry);
    let operation = PatchOperation::add(format!("{LIST}/{number}/{member}"), PatchValue::moment(moment));
    of_support_access(entries, operation)
}
