//! Conditions c) and d) of every mode: a linked record that can show the thread, and access to it (P-03, Z-04, Z-05, C-12).

use super::view::{Case, candidate, link_rule, needs};
use crate::model::mailbox::{LinkedAccess, Sharing};
use crate::model::rows::RecordRow;
use crate::reason::{ReasonCode, Reasons, Rule};

/// Whether a record can show the threads that are linked to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Candidate {
    Eligible,
    /// The owner has not ticked it (Z-05).
    NotTicked,
    TypeNotEligible,
}

/// Whether c) and d) hold; with `record` given (which is linked), for that page.
pub(crate) fn hold<'p, R: Reasons<'p>>(case: Case<'_, 'p>, record: Option<RecordRow>, reasons: &mut R) -> bool {
    let is_there = match record {
        Some(record) => is_candidate(case, record, reasons),
        None => any_candidate(case, reasons),
    };
    is_there && is_accessible(case, record, reasons)
}

fn is_candidate<'p, R: Reasons<'p>>(case: Case<'_, 'p>, record: RecordRow, reasons: &mut R) -> bool {
    let policy = case.viewer.policy;
    let (code, rule) = match candidate(policy, case.mailbox, record) {
        Candidate::Eligible => return true,
        Candidate::NotTicked => (ReasonCode::NoSharedRecord, Rule::Z05),
        Candidate::TypeNotEligible => (ReasonCode::RecordTypeNotEligible, link_rule(&case.mailbox.mailbox.sharing)),
    };
    reasons.say_of_record(code, rule, policy.records.id(record));
    false
}

fn any_candidate<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) -> bool {
    if case.candidates().next().is_some() {
        return true;
    }
    let sharing = &case.mailbox.mailbox.sharing;
    match sharing {
        Sharing::RecordLevel { .. } => reasons.say(ReasonCode::NoSharedRecord, Rule::Z05),
        Sharing::Complete { .. } | Sharing::PerThread { .. } | Sharing::Private | Sharing::SharedMailbox { .. } => {
            reasons.say(ReasonCode::ThreadNotLinked, link_rule(sharing));
        }
    }
    false
}

/// Condition d).
fn is_accessible<'p, R: Reasons<'p>>(case: Case<'_, 'p>, record: Option<RecordRow>, reasons: &mut R) -> bool {
    let links = case.thread.links.iter().copied();
    match (needs(case.mailbox), record) {
        (LinkedAccess::All, _) => missing(case, links, reasons) == 0,
        (LinkedAccess::Any, Some(record)) => missing(case, [record].into_iter(), reasons) == 0,
        (LinkedAccess::Any, None) => {
            case.candidates().any(|record| case.viewer.can_access(record))
                || missing(case, case.candidates(), reasons) == 0
        }
    }
}

/// How many of these records the viewer cannot access, each with a reason.
fn missing<'p, R: Reasons<'p>>(case: Case<'_, 'p>, records: impl Iterator<Item = RecordRow>, reasons: &mut R) -> usize {
    let rule = link_rule(&case.mailbox.mailbox.sharing);
    let missing = records.filter(|record| !case.viewer.can_access(*record));
    if !R::WANTED {
        return missing.take(1).count();
    }
    missing
        .map(|record| {
            let id = case.viewer.policy.records.id(record);
            reasons.say_of_record(ReasonCode::RecordAccessMissing, rule, id);
        })
        .count()
}

impl<'a, 'p> Case<'a, 'p> {
    /// The linked records that can show the thread, in link order.
    fn candidates(self) -> impl Iterator<Item = RecordRow> + use<'a, 'p> {
        let policy = self.viewer.policy;
        let is_eligible = move |record: &RecordRow| candidate(policy, self.mailbox, *record) == Candidate::Eligible;
        self.thread.links.iter().copied().filter(is_eligible)
    }
}
