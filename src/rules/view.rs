//! docs/specification.md section 3: may this viewer see this thread, and how much of it?
//!
//! The only entrance. Lists, decisions, `whoCanView` and filters all call [`view`].

use super::links::Candidate;
use super::{audience, complete, exclusion, leaver, owner, per_thread, private, record_level, shared_mailbox};
use crate::decision::Level;
use crate::model::mailbox::{LinkedAccess, Sharing};
use crate::model::member::Right;
use crate::model::rows::{MailboxRow, RecordRow};
use crate::model::thread::{ThreadSharing, ThreadState};
use crate::policy::threads::ThreadFacts;
use crate::policy::viewer::Viewer;
use crate::policy::{MailboxFacts, Policy};
use crate::reason::{ReasonCode, Reasons, Rule, Unwanted};

/// Where mail is about to appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// No surface named: the better of both.
    Anywhere,
    /// The mail tab, the communication panel.
    Mailbox,
    /// A record's page: of any record, or of this one.
    Record(Option<RecordRow>),
}

/// A viewer before a thread: what the rules of a mode are asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case<'a, 'p> {
    pub(crate) viewer: &'a Viewer<'p>,
    pub(crate) mailbox: &'p MailboxFacts,
    pub(crate) thread: ThreadFacts<'p>,
}

/// The level at which a viewer (step 1 is behind him) sees a thread, with the reasons.
pub(crate) fn view<'p, R: Reasons<'p>>(
    viewer: &Viewer<'p>,
    thread: ThreadFacts<'p>,
    place: Place,
    reasons: &mut R,
) -> Level {
    let Some(mailbox) = viewer.policy.mailbox(thread.facts.mailbox) else { return Level::None };
    let case = Case { viewer, mailbox, thread };
    if thread.facts.state == ThreadState::Deleted {
        reasons.say(ReasonCode::ThreadDeleted, Rule::P10);
        return Level::None;
    }
    if viewer.owns(&mailbox.mailbox) {
        return owner::view(case, place, reasons);
    }
    if !leaver::is_restored(case, reasons) || !exclusion::is_shareable(case, reasons) {
        return Level::None;
    }
    match place {
        Place::Mailbox => on_mailbox(case, reasons),
        Place::Record(record) => on_record(case, record, reasons),
        Place::Anywhere => anywhere(case, reasons),
    }
}

/// Whether the viewer sees no thread of a mailbox with this choice of its owner's, whatever else there is to say of the
/// thread. It only spares [`view`] questions whose answer is none: where that is not certain, it is false.
#[inline(always)]
pub(crate) fn is_closed(viewer: &Viewer<'_>, mailbox: MailboxRow, choice: Option<ThreadSharing>) -> bool {
    let closed = viewer.remember_closed(mailbox, || {
        let is_closed = |choice| viewer.policy.mailbox(mailbox).is_none_or(|facts| ask_closed(viewer, facts, choice));
        [None, Some(ThreadSharing::Shared), Some(ThreadSharing::Private)].map(is_closed)
    });
    let [undecided, shared, private] = closed;
    match choice {
        None => undecided,
        Some(ThreadSharing::Shared) => shared,
        Some(ThreadSharing::Private) => private,
    }
}

fn ask_closed(viewer: &Viewer<'_>, facts: &MailboxFacts, choice: Option<ThreadSharing>) -> bool {
    let (mailbox, sharing) = (&facts.mailbox, &facts.mailbox.sharing);
    let has_right = |right| viewer.has_right(mailbox, right);
    !viewer.owns(mailbox)
        && match sharing {
            Sharing::Complete { .. } | Sharing::RecordLevel { .. } => {
                viewer.audience_level(facts) == Level::None || per_thread::is_always_private(sharing, choice)
            }
            Sharing::PerThread { .. } => per_thread::is_always_private(sharing, choice),
            Sharing::Private => true,
            Sharing::SharedMailbox { .. } => !has_right(Right::Read) && !has_right(Right::Send),
        }
}

/// The better of both surfaces; on a tie, `record` gives the reasons. A denial has those of both, but for
/// `surface-not-allowed`.
fn anywhere<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) -> Level {
    match &case.mailbox.mailbox.sharing {
        Sharing::Complete { .. } | Sharing::PerThread { .. } | Sharing::Private | Sharing::RecordLevel { .. } => {
            on_record(case, None, reasons)
        }
        Sharing::SharedMailbox { .. } => {
            let by_record = on_record(case, None, &mut Unwanted);
            let by_mailbox = on_mailbox(case, &mut Unwanted);
            if by_record >= by_mailbox {
                on_record(case, None, reasons);
            }
            if by_mailbox >= by_record && by_record == Level::None || by_mailbox > by_record {
                on_mailbox(case, reasons);
            }
            by_record.max(by_mailbox)
        }
    }
}

fn on_record<'p, R: Reasons<'p>>(case: Case<'_, 'p>, record: Option<RecordRow>, reasons: &mut R) -> Level {
    let sharing = &case.mailbox.mailbox.sharing;
    if let Sharing::Private = sharing {
        return private::view(reasons);
    }
    if let Some(record) = record
        && !case.thread.links.contains(&record)
    {
        reasons.say_of_record(ReasonCode::RecordNotLinked, link_rule(sharing), case.viewer.policy.records.id(record));
        return Level::None;
    }
    match sharing {
        Sharing::Complete { .. } | Sharing::RecordLevel { .. } => audience::view(case, record, reasons),
        Sharing::PerThread { .. } => per_thread::view(case, record, reasons),
        Sharing::Private => private::view(reasons),
        Sharing::SharedMailbox { .. } => shared_mailbox::view_on_record(case, record, reasons),
    }
}

fn on_mailbox<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) -> Level {
    match &case.mailbox.mailbox.sharing {
        Sharing::Complete { .. } | Sharing::PerThread { .. } | Sharing::RecordLevel { .. } => {
            reasons.say(ReasonCode::SurfaceNotAllowed, Rule::P04);
            Level::None
        }
        Sharing::Private => private::view(reasons),
        Sharing::SharedMailbox { .. } => shared_mailbox::view_on_mailbox(case, reasons),
    }
}

/// The rule that links rest on, mode by mode; the owner of a private mailbox is told P-03.
pub(crate) const fn link_rule(sharing: &Sharing) -> Rule {
    match sharing {
        Sharing::Complete { .. } => Rule::Z04,
        Sharing::PerThread { .. } | Sharing::Private => Rule::P03,
        Sharing::RecordLevel { .. } => Rule::Z05,
        Sharing::SharedMailbox { .. } => Rule::C12,
    }
}

/// Whether a linked record can show a thread of this mailbox (condition c).
pub(crate) fn candidate(policy: &Policy, mailbox: &MailboxFacts, record: RecordRow) -> Candidate {
    let kind = policy.records.kind(record);
    match &mailbox.mailbox.sharing {
        Sharing::Complete { .. } => complete::candidate(kind),
        Sharing::PerThread { .. } => per_thread::candidate(kind),
        Sharing::Private => Candidate::TypeNotEligible,
        Sharing::RecordLevel { ticks, .. } => record_level::candidate(kind, record, ticks),
        Sharing::SharedMailbox { .. } => Candidate::Eligible,
    }
}

pub(crate) fn is_candidate(policy: &Policy, mailbox: &MailboxFacts, record: RecordRow) -> bool {
    candidate(policy, mailbox, record) == Candidate::Eligible
}

/// Whether condition d) may ask for access to a linked record.
pub(crate) fn is_asked_for(policy: &Policy, mailbox: &MailboxFacts, record: RecordRow) -> bool {
    needs(mailbox) == LinkedAccess::All || is_candidate(policy, mailbox, record)
}

/// Whether access to every linked record is needed, or to one candidate.
pub(crate) fn needs(mailbox: &MailboxFacts) -> LinkedAccess {
    match mailbox.mailbox.sharing {
        Sharing::PerThread { linked_access, .. } => linked_access,
        Sharing::Complete { .. } | Sharing::Private | Sharing::RecordLevel { .. } | Sharing::SharedMailbox { .. } => {
            LinkedAccess::Any
        }
    }
}
