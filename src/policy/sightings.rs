//! What viewers were found to see, kept for the next list: judging again what cannot have changed would be waste.

use super::Policy;
use super::viewer::Memory;
use crate::decision::Level;
use crate::lists::VisibleThreads;
use crate::model::instant::Instant;
use crate::model::mailbox::Sharing;
use crate::model::rows::UserRow;
use crate::rules::view::Place;

/// How many viewers are remembered; the one not asked for longest gives way.
const VIEWERS_MAX: usize = 64;
/// How many bytes of lists are kept. The one made last is kept whatever it takes: it is needed anyway.
const LISTED_BYTES_MAX: usize = 32 << 20;

/// What viewers asked about last see. Of one policy: it is made with it.
#[derive(Debug, Default)]
pub struct Sightings {
    /// The one asked about last is the last.
    viewers: Vec<Sighting>,
}

/// What one viewer sees on one surface, in a time in which nothing changes by itself.
#[derive(Debug)]
pub(crate) struct Sighting {
    key: (UserRow, Place, usize),
    /// Of each class: the level, if it was judged already.
    pub(crate) levels: Vec<Option<Level>>,
    pub(crate) memory: Memory,
    pub(crate) visible: VisibleThreads,
    /// How many changes of the threads `visible` has taken in; nothing before it was made.
    pub(crate) changes: Option<u64>,
}

impl Sighting {
    fn new(policy: &Policy, key: (UserRow, Place, usize)) -> Self {
        let (levels, memory) = (Vec::new(), Memory::new(policy));
        Self { key, levels, memory, visible: VisibleThreads::default(), changes: None }
    }
}

impl Sightings {
    /// What is known of a viewer on a surface, at a moment.
    pub(crate) fn of(&mut self, policy: &Policy, viewer: UserRow, place: Place, now: Instant) -> &mut Sighting {
        // INVARIANT (period): between two neighbouring instants of a snapshot no answer changes.
        let key = (viewer, place, policy.boundaries.partition_point(|boundary| *boundary <= now));
        let known = self.viewers.iter().rposition(|sighting| sighting.key == key);
        if let Some(rest) = known.and_then(|known| self.viewers.get_mut(known..)) {
            rest.rotate_left(1);
        } else {
            if self.viewers.len() == VIEWERS_MAX {
                self.viewers.remove(0);
            }
            self.forget_lists();
            self.viewers.push(Sighting::new(policy, key));
        }
        let mut sighting = self.viewers.pop().unwrap_or_else(|| Sighting::new(policy, key));
        // Threads that came since may have brought classes.
        sighting.levels.resize(policy.threads.class_count(), None);
        self.viewers.push_mut(sighting)
    }

    /// Drops the lists of those asked about longest ago, as far as there are too many.
    fn forget_lists(&mut self) {
        let mut bytes = 0_usize;
        for sighting in self.viewers.iter_mut().rev() {
            bytes = bytes.saturating_add(sighting.visible.bytes());
            if bytes > LISTED_BYTES_MAX {
                sighting.visible = VisibleThreads::default();
                sighting.changes = None;
            }
        }
    }
}

/// Every instant at which the answer to a question may change, ascending.
pub(crate) fn boundaries(policy: &Policy) -> Vec<Instant> {
    let mut boundaries = Vec::new();
    for facts in &policy.mailboxes {
        let mailbox = &facts.mailbox;
        match &mailbox.sharing {
            Sharing::Complete { audience, .. } | Sharing::RecordLevel { audience, .. } => {
                boundaries.extend(audience.iter().filter_map(|member| member.until));
            }
            Sharing::SharedMailbox { grants } => boundaries.extend(grants.iter().filter_map(|grant| grant.until)),
            Sharing::PerThread { .. } | Sharing::Private => {}
        }
        boundaries.extend(mailbox.backups.iter().map(|backup| backup.taken_at));
    }
    for access in &policy.support_access {
        boundaries.extend([access.activated_at, access.end()]);
    }
    let mut sorted = std::collections::BinaryHeap::from(boundaries).into_sorted_vec();
    sorted.dedup();
    sorted
}
