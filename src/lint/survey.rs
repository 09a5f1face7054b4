//! One look at every thread: what the families of findings have to know of the mail of each mailbox and record.

use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow};
use crate::model::thread::{ThreadSharing, ThreadState};
use crate::policy::classes::{Exclusion, LinkClass};
use crate::policy::{MailboxFacts, Policy};
use crate::rules::{exclusion, leaver, mode, per_thread};

/// What the threads that are not deleted come to.
#[derive(Debug)]
pub(super) struct Survey {
    mailboxes: Vec<Mail>,
    linked: Vec<bool>,
    /// Of the organisation's excluded domains, by number: which match somebody.
    pub(super) matched: Vec<bool>,
    /// Whether there is a thread that the organisation's excluded domains apply to.
    pub(super) any_excludable: bool,
}

/// The threads of one mailbox, counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Mail {
    pub(super) count: usize,
    /// Shared by the owner, and without a link that can show them.
    pub(super) unseen: usize,
    /// Shared by the owner where that matters to nothing.
    pub(super) without_effect: usize,
    /// Hidden because a participant cannot be read.
    pub(super) unreadable: usize,
    /// Of a leaver, and in no backup.
    pub(super) not_restored: usize,
    /// Of the mailbox's excluded domains, by number: which match somebody.
    pub(super) matched: Vec<bool>,
}

impl Survey {
    pub(super) fn of(policy: &Policy, now: Instant) -> Self {
        let mut survey = Self {
            mailboxes: policy.mailboxes.iter().map(Mail::of).collect(),
            linked: vec![false; policy.records.count()],
            matched: vec![false; policy.excluded_domains.len()],
            any_excludable: false,
        };
        (0..).map(ThreadRow::new).take(policy.threads.rows()).for_each(|row| survey.add(policy, row, now));
        survey
    }

    pub(super) fn mail(&self, mailbox: &MailboxFacts) -> Option<&Mail> {
        self.mailboxes.get(mailbox.row.index())
    }

    /// Whether some thread links a record.
    pub(super) fn is_linked(&self, record: RecordRow) -> bool {
        self.linked.get(record.index()).copied().unwrap_or(false)
    }

    fn add(&mut self, policy: &Policy, row: ThreadRow, now: Instant) {
        let (Some(class), Some(thread)) = (policy.threads.class(row), policy.threads.get(row)) else { return };
        let (folded, facts) = (thread.folded, policy.threads.facts.get(row));
        let Some(mailbox) = policy.mailbox(folded.mailbox).filter(|_| folded.state != ThreadState::Deleted) else {
            return;
        };
        for record in policy.threads.links(row) {
            self.linked.get_mut(record.index()).into_iter().for_each(|linked| *linked = true);
        }
        self.any_excludable |= mode::of(&mailbox.mailbox.sharing).excludes;
        let Some(mail) = self.mailboxes.get_mut(folded.mailbox.index()) else { return };
        let is_shared = facts.sharing == Some(ThreadSharing::Shared);
        let matters = per_thread::can_share(&mailbox.mailbox.sharing);
        let is_linked = !matches!(class.links, LinkClass::NoCandidate | LinkClass::Unlinked);
        let is_restored = leaver::is_there(folded.restored, now);
        mail.count = mail.count.saturating_add(1);
        count(&mut mail.unseen, is_shared && matters && !is_linked);
        count(&mut mail.without_effect, is_shared && !matters);
        count(&mut mail.not_restored, !is_restored);
        count(&mut mail.unreadable, is_restored && folded.exclusion == Exclusion::UnreadableParticipant);
        if exclusion::applies(policy, mailbox) {
            for participant in policy.threads.facts.participants(&facts) {
                exclusion::entries(policy, mailbox, participant, &mut |entry| match entry {
                    exclusion::Entry::OfMailbox(number) => set(&mut mail.matched, number),
                    exclusion::Entry::OfOrganization(number) => set(&mut self.matched, number),
                });
            }
        }
    }
}

impl Mail {
    fn of(mailbox: &MailboxFacts) -> Self {
        Self { matched: vec![false; mailbox.excluded_domains.len()], ..Self::default() }
    }
}

fn count(number: &mut usize, is_one: bool) {
    *number = number.saturating_add(usize::from(is_one));
}

fn set(matched: &mut [bool], number: u32) {
    let place = usize::try_from(number).ok().and_then(|number| matched.get_mut(number));
    place.into_iter().for_each(|matched| *matched = true);
}

/// The path of a mailbox.
pub(super) fn mailbox_path(row: MailboxRow) -> String {
    format!("/mailboxes/{}", u32::from(row))
}
