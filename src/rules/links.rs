//! Conditions c) and d) of every mode: a linked record that can show the thread, and access to it (P-03, Z-04, Z-05, C-12).

use super::case::Case;
use super::mode;
use super::sink::Reasons;
use crate::model::mailbox::{LinkedAccess, Mailbox, Sharing};
use crate::model::reason::{ReasonCode, Rule};
use crate::model::record::Candidate;
use crate::model::rows::RecordRow;
use crate::policy::Policy;
use crate::policy::threads::{LinkOutcome, ThreadLinks};

/// Whether a record can show the threads of a mailbox that are linked to it.
pub(crate) fn candidate(policy: &Policy, mailbox: &Mailbox, record: RecordRow) -> Candidate {
    let is_of = |kind| mode::of(&mailbox.sharing).eligible.contains(&kind);
    let is_eligible = policy.records.kind(record).is_some_and(is_of);
    match &mailbox.sharing {
        _ if !is_eligible => Candidate::TypeNotEligible,
        Sharing::RecordLevel { ticks, .. } if ticks.binary_search(&record).is_err() => Candidate::NotTicked,
        Sharing::Complete { .. }
        | Sharing::PerThread { .. }
        | Sharing::Private
        | Sharing::RecordLevel { .. }
        | Sharing::SharedMailbox { .. } => Candidate::Eligible,
    }
}

/// Whether access to every linked record is needed, or to one candidate.
pub(crate) const fn needs(mailbox: &Mailbox) -> LinkedAccess {
    match mailbox.sharing {
        Sharing::PerThread { linked_access, .. } => linked_access,
        Sharing::Complete { .. } | Sharing::Private | Sharing::RecordLevel { .. } | Sharing::SharedMailbox { .. } => {
            LinkedAccess::Any
        }
    }
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
    let (code, rule) = match candidate(policy, &case.mailbox.mailbox, record) {
        Candidate::Eligible => return true,
        Candidate::NotTicked => (ReasonCode::NoSharedRecord, Rule::Z05),
        Candidate::TypeNotEligible => (ReasonCode::RecordTypeNotEligible, case.mode().link_rule),
    };
    reasons.say_of_record(code, rule, policy.records.id(record));
    false
}

fn any_candidate<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) -> bool {
    let is_there = match case.thread.links {
        ThreadLinks::Outcome(outcome) => outcome > LinkOutcome::NoCandidate,
        ThreadLinks::Records(links) => links.iter().any(|record| case.is_eligible(*record)),
    };
    if !is_there {
        reasons.say(case.mode().no_candidate, case.mode().link_rule);
    }
    is_there
}

/// Condition d).
fn is_accessible<'p, R: Reasons<'p>>(case: Case<'_, 'p>, record: Option<RecordRow>, reasons: &mut R) -> bool {
    let needs = needs(&case.mailbox.mailbox);
    let links = match (needs, record, case.thread.links) {
        (LinkedAccess::Any, Some(record), _) => return missing(case, &[record], |_| true, reasons) == 0,
        (_, _, ThreadLinks::Outcome(outcome)) => return outcome == LinkOutcome::Accessible,
        (_, _, ThreadLinks::Records(links)) => links,
    };
    match needs {
        LinkedAccess::All => missing(case, links, |_| true, reasons) == 0,
        LinkedAccess::Any => {
            links.iter().any(|record| case.is_eligible(*record) && case.viewer.can_access(*record))
                || missing(case, links, |record| case.is_eligible(record), reasons) == 0
        }
    }
}

/// How many of the records that count the viewer cannot access, each with a reason.
fn missing<'p, R: Reasons<'p>>(
    case: Case<'_, 'p>,
    records: &[RecordRow],
    counts: impl Fn(RecordRow) -> bool,
    reasons: &mut R,
) -> usize {
    let missing = records.iter().copied().filter(|record| counts(*record) && !case.viewer.can_access(*record));
    if !R::WANTED {
        return missing.take(1).count();
    }
    let rule = case.mode().link_rule;
    let records = &case.viewer.policy.records;
    missing.map(|record| reasons.say_of_record(ReasonCode::RecordAccessMissing, rule, records.id(record))).count()
}

impl ThreadLinks<'_> {
    pub(crate) fn are_none(self) -> bool {
        match self {
            Self::Outcome(outcome) => outcome == LinkOutcome::Unlinked,
            Self::Records(links) => links.is_empty(),
        }
    }

    /// Whether a record is among them. Whoever judges a class for a record's page has found that it is.
    pub(crate) fn contain(self, record: RecordRow) -> bool {
        match self {
            Self::Outcome(outcome) => outcome > LinkOutcome::Unlinked,
            Self::Records(links) => links.contains(&record),
        }
    }
}

impl Case<'_, '_> {
    fn is_eligible(self, record: RecordRow) -> bool {
        candidate(self.viewer.policy, &self.mailbox.mailbox, record) == Candidate::Eligible
    }
}

/// [`LinkOutcome`] of a viewer who can access what the outcome needs, or cannot.
pub(crate) const fn outcome(is_accessible: bool) -> LinkOutcome {
    if is_accessible { LinkOutcome::Accessible } else { LinkOutcome::NotAccessible }
}
