//! Section 5: technical-support access.

use super::reason::{Outcome, reason, reason_with, unless};
use super::snapshot::{Snapshot, SupportAccess, User};
use super::time::{DAY, at};

/// "Allowed operations".
pub const ALLOWED: [&str; 4] = ["view-record", "create-record", "edit-record", "view-connector"];

/// "Denied, by item of S-07 (an item may be several operations)", and before them "`delete-record` is denied (S-12
/// *(reading)*, restriction 0)".
pub const DENIED: &[(u32, &[&str])] = &[
    (0, &["delete-record"]),
    (1, &["manage-support-access"]),
    (2, &["edit-user-details"]),
    (3, &["manage-tab-groups", "use-mail-merge", "manage-trusted-domains", "use-flow-workflow-actions"]),
    (4, &["manage-subscription"]),
    (5, &["send-mail"]),
    (6, &["change-mail-permissions"]),
    (7, &["export-data", "back-up-data"]),
    (8, &["export-reports"]),
    (9, &["export-audit-log"]),
    (10, &["generate-zsc-key"]),
    (11, &["access-company-settings"]),
    (12, &["change-administrator-permissions"]),
    (13, &["configure-integrations"]),
    (14, &["copy-customization"]),
    (15, &["edit-connector"]),
    (16, &["access-marketplace"]),
    (17, &["be-assigned-by-rule"]),
    (18, &["access-channels-tab"]),
    (19, &["access-sheet-and-print-views"]),
    (20, &["select-dates-beyond-5-years"]),
    (21, &["use-zia-chatbot"]),
    (22, &["use-zia-conversational-ai"]),
    (23, &["use-developer-zia-voice"]),
    (24, &["create-online-meeting"]),
    (25, &["use-data-enrichment"]),
    (26, &["access-voice-of-customer"]),
    (27, &["use-zia-vision"]),
    (28, &["use-zia-voice"]),
    (29, &["access-survey"]),
    (30, &["create-connector"]),
    (31, &["use-client-script"]),
    (32, &["access-social"]),
];

/// The restriction under which an operation is denied.
pub fn restriction(operation: &str) -> Option<u32> {
    DENIED.iter().find(|(_, operations)| operations.contains(&operation)).map(|(restriction, _)| *restriction)
}

pub fn is_operation(operation: &str) -> bool {
    ALLOWED.contains(&operation) || restriction(operation).is_some()
}

/// "Live: `activatedAt <= now < expiresAt` and not `revokedAt <= now`."
pub fn is_live(access: &SupportAccess, now: i128) -> bool {
    let is_revoked = access.revoked_at.as_deref().is_some_and(|revoked| at(revoked) <= now);
    at(&access.activated_at) <= now && now < at(&access.expires_at) && !is_revoked
}

pub fn has_live_access(snapshot: &Snapshot, agent: &User, now: i128) -> bool {
    snapshot.support_access.iter().any(|access| access.agent == agent.id && is_live(access, now))
}

/// Is the access live at any moment of [from, to)? It can only begin to be live at `from` or, later, at its activation.
pub fn is_live_within(access: &SupportAccess, from: i128, to: i128) -> bool {
    let activated = at(&access.activated_at);
    (from < to && is_live(access, from)) || (from <= activated && activated < to && is_live(access, activated))
}

/// The number in "Section 4 actions are denied to agents under".
pub fn restriction_of_action(action: &str) -> u32 {
    match action {
        "reply" | "forward" | "send-from" => 5,
        "grant-support-access" | "edit-support-access" | "revoke-support-access" => 1,
        "back-up" | "back-up-latest" => 7,
        _ => 6,
    }
}

/// `operate` by an agent with live access.
pub fn operate(operation: &str) -> Outcome {
    if ALLOWED.contains(&operation) {
        return Ok(reason_with("support-operation", "S-08", "operation", operation));
    }
    let restriction = restriction(operation).unwrap();
    // "`support-restricted` S-07 (S-12 for `delete-record`)"
    let rule = if restriction == 0 { "S-12" } else { "S-07" };
    let mut denied = reason_with("support-restricted", rule, "operation", operation);
    denied["restriction"] = restriction.into();
    Err(vec![denied])
}

/// `grant-support-access`, by an administrator.
pub fn grant(snapshot: &Snapshot, expires_at: i128, now: i128) -> Outcome {
    let mut denied = Vec::new();
    // "no access live at any moment of [now, expiresAt) (S-11)"
    if snapshot.support_access.iter().any(|access| is_live_within(access, now, expires_at)) {
        denied.push(reason("support-slot-taken", "S-11"));
    }
    // "`expiresAt >= now + 24 h` (S-02)"
    if expires_at < now + DAY {
        denied.push(reason("support-access-too-short", "S-02"));
    }
    unless(denied, reason("administrator", "S-05"))
}

/// `edit-support-access`, by an administrator.
pub fn edit(snapshot: &Snapshot, expires_at: i128, now: i128) -> Outcome {
    let (live, others): (Vec<_>, Vec<_>) = snapshot.support_access.iter().partition(|access| is_live(access, now));
    // "one live"; a valid snapshot never has two
    let Some(live) = live.first() else {
        return Err(vec![reason("no-live-support-access", "S-05")]);
    };
    let mut denied = Vec::new();
    // "`expiresAt` later than `now` and at least 24 h after its activation"
    if expires_at <= now || expires_at < at(&live.activated_at) + DAY {
        denied.push(reason("support-access-too-short", "S-02"));
    }
    // "no other entry live in [now, expiresAt)"
    if others.iter().any(|access| is_live_within(access, now, expires_at)) {
        denied.push(reason("support-slot-taken", "S-11"));
    }
    unless(denied, reason("administrator", "S-05"))
}

/// `revoke-support-access`, by an administrator.
pub fn revoke(snapshot: &Snapshot, now: i128) -> Outcome {
    // "one live (S-05)"
    if snapshot.support_access.iter().any(|access| is_live(access, now)) {
        Ok(reason("administrator", "S-05"))
    } else {
        Err(vec![reason("no-live-support-access", "S-05")])
    }
}
