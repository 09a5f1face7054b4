//! The most that a viewer can see of a mailbox, whatever else there is to say of a thread. Where that is nothing, nothing
//! else has to be found out.

use super::per_thread;
use super::sink::Unwanted;
use super::view::view;
use super::viewer::Viewer;
use crate::model::decision::Level;
use crate::model::instant::Instant;
use crate::model::place::Place;
use crate::model::rows::{MailboxRow, RecordRow};
use crate::model::thread::{Thread, ThreadSharing, ThreadState};
use crate::policy::Policy;
use crate::policy::classes::{Exclusion, Folded, Restored};
use crate::policy::threads::{CompiledThread, LinkOutcome, ThreadLinks};

/// Ceilings that were found, of one viewer in one place at one moment: by mailbox, and by what the owner chose for a
/// thread.
#[derive(Debug)]
pub(crate) struct Ceilings {
    levels: Vec<[Option<Level>; 3]>,
    /// That of the records for which they were found: in a record's place, they rest on who can access it.
    revision: u64,
}

impl Ceilings {
    pub(crate) fn new(policy: &Policy) -> Self {
        Self { levels: vec![[None; 3]; policy.mailboxes.len()], revision: policy.records.revision() }
    }

    /// The level of the thread that is seen best of all in a mailbox, by [`view`] itself: nothing is said twice here.
    #[inline(always)]
    pub(crate) fn of(
        &mut self,
        viewer: &Viewer<'_>,
        place: Place<RecordRow>,
        mailbox: MailboxRow,
        choice: Option<ThreadSharing>,
    ) -> Level {
        if self.revision != viewer.policy.records.revision() {
            *self = Self::new(viewer.policy);
        }
        let index = match choice {
            None => 0,
            Some(ThreadSharing::Private) => 1,
            Some(ThreadSharing::Shared) => 2,
        };
        let Some(known) = self.levels.get_mut(mailbox.index()).and_then(|levels| levels.get_mut(index)) else {
            return Level::None;
        };
        *known.get_or_insert_with(|| ceiling(viewer, place, mailbox, choice))
    }
}

#[cold]
fn ceiling(viewer: &Viewer<'_>, place: Place<RecordRow>, mailbox: MailboxRow, sharing: Option<ThreadSharing>) -> Level {
    let Some(facts) = viewer.policy.mailbox(mailbox) else { return Level::None };
    let latest = Some(Instant::LATEST);
    let best = Thread {
        mailbox,
        participants: &[],
        records: &[],
        sharing,
        state: ThreadState::Active,
        first_message_at: latest,
        last_message_at: latest,
    };
    let folded = Folded {
        mailbox,
        state: best.state,
        choice: per_thread::choice(&facts.mailbox.sharing, &best),
        exclusion: Exclusion::None,
        restored: Restored::Always,
    };
    let links = ThreadLinks::Outcome(LinkOutcome::Accessible);
    view(viewer, CompiledThread { folded, links }, place, &mut Unwanted)
}
