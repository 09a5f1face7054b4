//! When answers may change by themselves.

use super::Policy;
use crate::model::instant::Instant;

/// Every instant at which the answer to a question may change, ascending.
#[derive(Clone, Debug, Default)]
pub(crate) struct Periods {
    boundaries: Vec<Instant>,
}

impl Periods {
    pub(crate) fn of(policy: &Policy) -> Self {
        Self { boundaries: boundaries(policy) }
    }

    /// The number of the period in which a moment lies.
    ///
    /// INVARIANT (period): between two neighbouring instants of a snapshot no answer changes by itself.
    pub(crate) fn period(&self, now: Instant) -> usize {
        self.boundaries.partition_point(|boundary| *boundary <= now)
    }
}

fn boundaries(policy: &Policy) -> Vec<Instant> {
    let mut boundaries = Vec::new();
    for facts in &policy.mailboxes {
        let mailbox = &facts.mailbox;
        boundaries.extend(mailbox.sharing.audience().iter().flat_map(|member| member.span.borders()));
        boundaries.extend(mailbox.sharing.grants().iter().flat_map(|grant| grant.span.borders()));
        boundaries.extend(mailbox.backups.iter().map(|backup| backup.taken_at));
    }
    for access in &policy.support_access {
        boundaries.extend([access.activated_at, access.end()]);
    }
    let mut sorted = std::collections::BinaryHeap::from(boundaries).into_sorted_vec();
    sorted.dedup();
    sorted
}
