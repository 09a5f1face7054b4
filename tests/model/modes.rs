//! Section 3, step 6: what each mode asks for. "All conditions must hold; the level is the audience's."

use serde_json::Value;

use super::people::{can_access, has_right, is_in, no_right};
use super::reason::{reason, reason_with, when};
use super::snapshot::{CrmRecord, Mailbox, Member};
use super::time::{at, is_live};
use super::view::{Case, LEVELS, View, is_leavers, link_rule, not_linked};

/// "Others' mail on surface `mailbox` in a mode that does not show it there: `surface-not-allowed` (P-04), alone";
/// "With `record` given, it must be linked (else `record-not-linked`, alone)".
fn surface_or_link(case: Case) -> Option<View> {
    if case.surface == "mailbox" {
        return Some(View::hidden(vec![reason("surface-not-allowed", "P-04")]));
    }
    not_linked(case).map(|refused| View::hidden(vec![refused]))
}

pub fn record_level(case: Case) -> View {
    if let Some(refused) = surface_or_link(case) {
        return refused;
    }
    let ticks = Some(&case.mailbox.sharing.shared_records);
    // "c) candidates = linked leads and contacts that the owner ticked (`sharedRecords`): some"
    let candidates = candidates(case, &["lead", "contact"], ticks);
    for_audience(case, candidates)
}

pub fn complete(case: Case) -> View {
    if let Some(refused) = surface_or_link(case) {
        return refused;
    }
    // "c) candidates = linked leads and contacts: some"
    let candidates = candidates(case, &["lead", "contact"], None);
    for_audience(case, candidates)
}

/// The conditions a), b) and d) that record-level and complete share.
fn for_audience(case: Case, candidates: Result<Vec<&CrmRecord>, Value>) -> View {
    let mut reasons = Vec::new();
    if case.thread.sharing.as_deref() == Some("private") {
        // "a) thread not explicitly private"
        reasons.push(reason("thread-private", "P-03"));
    }
    let level = audience_level(case);
    if level.is_none() {
        // "b) viewer in a live audience member"
        reasons.push(when(reason("not-in-audience", "Z-11"), &members_of(case), case.now));
    }
    match candidates {
        Err(unmet) => reasons.push(unmet),
        // "d) the viewer can access one of them"
        Ok(candidates) => reasons.extend(none_accessible(case, &candidates)),
    }
    match level {
        Some(level) if reasons.is_empty() => {
            let mut allowed = vec![reason("in-audience", "Z-11")];
            if is_leavers(case) {
                // "`in-audience` (+ `backup-available` for a leaver)"
                allowed.push(reason("backup-available", "M-03"));
            }
            View::seen(level, allowed)
        }
        _ => View::hidden(reasons),
    }
}

/// "Several live audience members match: the highest of their levels ."
fn audience_level(case: Case) -> Option<&'static str> {
    let mut best = None;
    for level in LEVELS {
        let is_given = members_of(case)
            .iter()
            .any(|member| member.level == level && is_live(member.from.as_deref(), member.until.as_deref(), case.now));
        if is_given {
            best = Some(level);
        }
    }
    best
}

/// The audience members that the viewer is among, whether they are live or not.
fn members_of(case: Case<'_>) -> Vec<&Member> {
    case.mailbox.sharing.audience.iter().filter(|member| is_in(case.snapshot, case.viewer, member)).collect()
}

pub fn per_thread(case: Case) -> View {
    if let Some(refused) = surface_or_link(case) {
        return refused;
    }
    let mut reasons = Vec::new();
    if !is_shared(case) {
        reasons.push(reason("thread-private", "P-03"));
    }
    // "c) candidates = linked deals, contacts and organizations: some"
    match candidates(case, &["deal", "contact", "organization"], None) {
        Err(unmet) => reasons.push(unmet),
        // "`all`: they can access every linked record, of any type"
        Ok(_) if case.mailbox.sharing.linked_access == "all" => {
            for link in case.thread.links() {
                reasons.extend(missing(case, case.snapshot.record(link)));
            }
        }
        // "`any`: the viewer can access one candidate"
        Ok(candidates) => reasons.extend(none_accessible(case, &candidates)),
    }
    if reasons.is_empty() { View::seen("full", vec![reason("shared-thread", "P-03")]) } else { View::hidden(reasons) }
}

/// "a) thread shared: its own `sharing`; else the mailbox `default` is `shared`, and, if `defaultSince` is given,
/// `firstMessageAt >= defaultSince` (absent: not shared ...)".
fn is_shared(case: Case) -> bool {
    let sharing = &case.mailbox.sharing;
    if let Some(choice) = &case.thread.sharing {
        return choice == "shared";
    }
    if sharing.default != "shared" {
        return false;
    }
    match (&sharing.default_since, &case.thread.first_message_at) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(since), Some(first)) => at(first) >= at(since),
    }
}

pub fn shared_mailbox_on_record(case: Case) -> View {
    if let Some(refused) = not_linked(case) {
        return View::hidden(vec![refused]);
    }
    let mut reasons = Vec::new();
    if !has_right(case.snapshot, case.viewer, case.mailbox, "read", case.now) {
        // "b) live `read` right"
        reasons.push(no_right(case.snapshot, case.viewer, case.mailbox, "read", case.now));
    }
    // "c) candidates = all linked records: some; d) the viewer can access one (C-12)"
    let all = ["lead", "contact", "organization", "deal", "other"];
    match candidates(case, &all, None) {
        Err(unmet) => reasons.push(unmet),
        Ok(candidates) => reasons.extend(none_accessible(case, &candidates)),
    }
    if reasons.is_empty() { View::seen("full", vec![reason("read-right", "C-07")]) } else { View::hidden(reasons) }
}

/// "On `mailbox`: live `send` right, nothing more."
pub fn shared_mailbox_on_mailbox(case: Case) -> View {
    if has_right(case.snapshot, case.viewer, case.mailbox, "send", case.now) {
        View::seen("full", vec![reason("send-right", "C-08")])
    } else {
        View::hidden(vec![no_right(case.snapshot, case.viewer, case.mailbox, "send", case.now)])
    }
}

/// Condition c): the candidates, or the reason why there are none.
fn candidates<'a>(case: Case<'a>, types: &[&str], ticks: Option<&Vec<String>>) -> Result<Vec<&'a CrmRecord>, Value> {
    let is_eligible = |record: &CrmRecord| types.contains(&record.kind.as_str());
    let is_ticked = |record: &CrmRecord| ticks.is_none_or(|ticks| ticks.contains(&record.id));
    if let Some(id) = case.record {
        // "With `record` given, it must ... be the candidate"
        let record = case.snapshot.record(id);
        if !is_eligible(record) {
            // "if its type is not eligible, `record-type-not-eligible` stands in for c)"
            let rule = type_rule(case.mailbox);
            return Err(reason_with("record-type-not-eligible", rule, "record", id));
        }
        if !is_ticked(record) {
            // "if record-level and not ticked, `no-shared-record`"
            return Err(reason_with("no-shared-record", "Z-05", "record", id));
        }
        return Ok(vec![record]);
    }
    let candidates: Vec<&CrmRecord> = case
        .thread
        .links()
        .iter()
        .map(|link| case.snapshot.record(link))
        .filter(|record| is_eligible(record) && is_ticked(record))
        .collect();
    if !candidates.is_empty() {
        return Ok(candidates);
    }
    Err(match ticks {
        Some(_) => reason("no-shared-record", "Z-05"),
        None => reason("thread-not-linked", link_rule(case.mailbox)),
    })
}

/// Condition d) when one accessible record is enough: "one reason per record that is missing (in link order)".
fn none_accessible(case: Case, candidates: &[&CrmRecord]) -> Vec<Value> {
    let missing: Vec<Value> = candidates.iter().filter_map(|record| missing(case, record)).collect();
    if missing.len() < candidates.len() {
        return Vec::new();
    }
    missing
}

fn missing(case: Case, record: &CrmRecord) -> Option<Value> {
    let rule = link_rule(case.mailbox);
    (!can_access(case.snapshot, case.viewer, record, case.now))
        .then(|| reason_with("record-access-missing", rule, "record", record.id.as_str()))
}

/// "`record-type-not-eligible` Z-05 (P-03 in per-thread, Z-04 in complete)".
fn type_rule(mailbox: &Mailbox) -> &'static str {
    match mailbox.sharing.mode.as_str() {
        "per-thread" => "P-03",
        "complete" => "Z-04",
        _ => "Z-05",
    }
}
