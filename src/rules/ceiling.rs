//! The most that a viewer can see of a mailbox, whatever else there is to say of a thread. Where that is nothing, nothing
//! else has to be found out.

use super::case::Case;
use super::per_thread;
use super::relation::{Relation, Relations};
use super::sink::Unwanted;
use super::view::view_in;
use super::viewer::Viewer;
use crate::model::decision::Level;
use crate::model::instant::Instant;
use crate::model::place::Place;
use crate::model::rows::{MailboxRow, RecordRow};
use crate::model::thread::{Thread, ThreadSharing, ThreadState};
use crate::policy::classes::{Exclusion, Folded, Restored};
use crate::policy::threads::{CompiledThread, LinkOutcome, ThreadLinks};
use crate::policy::{MailboxFacts, Policy};

/// The level of the thread that is seen best of all in a mailbox, by the rules of every view: nothing is said twice here.
/// `sharing` is what its owner chose for it.
pub(crate) fn ceiling(
    viewer: &Viewer<'_>,
    relation: Relation,
    mailbox: &MailboxFacts,
    sharing: Option<ThreadSharing>,
    place: Place<RecordRow>,
) -> Level {
    let latest = Some(Instant::LATEST);
    let best = Thread {
        mailbox: mailbox.row,
        participants: &[],
        records: &[],
        sharing,
        state: ThreadState::Active,
        first_message_at: latest,
        last_message_at: latest,
    };
    let folded = Folded {
        mailbox: mailbox.row,
        state: best.state,
        choice: per_thread::choice(&mailbox.mailbox.sharing, &best),
        exclusion: Exclusion::None,
        restored: Restored::Always,
    };
    let thread = CompiledThread { folded, links: ThreadLinks::Outcome(LinkOutcome::Accessible) };
    view_in(Case { viewer, mailbox, relation, thread }, place, &mut Unwanted)
}

/// What was found out about one viewer in one place at one moment, mailbox by mailbox.
#[derive(Debug)]
pub(crate) struct Ceilings {
    relations: Relations,
    /// By mailbox, and by what the owner chose for a thread.
    levels: Vec<[Option<Level>; 3]>,
    /// That of the records for which the levels were found: on a record's page, they rest on who can access it.
    revision: u64,
}

impl Ceilings {
    pub(crate) fn new(policy: &Policy) -> Self {
        let mailboxes = policy.mailboxes.len();
        let revision = policy.records.revision();
        Self { relations: Relations::new(mailboxes), levels: vec![[None; 3]; mailboxes], revision }
    }

    #[inline(always)]
    pub(crate) fn relation(&mut self, viewer: &Viewer<'_>, row: MailboxRow) -> Option<Relation> {
        self.relations.of(viewer, row)
    }

    #[inline(always)]
    pub(crate) fn of(
        &mut self,
        viewer: &Viewer<'_>,
        place: Place<RecordRow>,
        row: MailboxRow,
        sharing: Option<ThreadSharing>,
    ) -> Level {
        if self.revision != viewer.policy.records.revision() {
            *self = Self::new(viewer.policy);
        }
        let index = match sharing {
            None => 0,
            Some(ThreadSharing::Private) => 1,
            Some(ThreadSharing::Shared) => 2,
        };
        match self.levels.get(row.index()).and_then(|levels| levels.get(index)) {
            Some(Some(known)) => *known,
            Some(None) => self.find(viewer, place, row, (sharing, index)),
            None => Level::None,
        }
    }

    #[inline(never)]
    fn find(
        &mut self,
        viewer: &Viewer<'_>,
        place: Place<RecordRow>,
        row: MailboxRow,
        (sharing, index): (Option<ThreadSharing>, usize),
    ) -> Level {
        let (Some(mailbox), Some(relation)) = (viewer.policy.mailbox(row), self.relations.of(viewer, row)) else {
            return Level::None;
        };
        let found = ceiling(viewer, relation, mailbox, sharing, place);
        if let Some(known) = self.levels.get_mut(row.index()).and_then(|levels| levels.get_mut(index)) {
            *known = Some(found);
        }
        found
    }
}
