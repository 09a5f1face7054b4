//! What an owner does with single threads (P-06, P-09, X-05).

use super::denials::{Answer, Denials, denied};
use crate::model::mailbox::Sharing;
use crate::model::thread::ThreadState;
use crate::policy::threads::ThreadFacts;
use crate::policy::viewer::Viewer;
use crate::reason::{ReasonCode, Rule};

/// Sharing a thread, or making it private again.
pub(crate) fn share<'p>(viewer: &Viewer<'p>, thread: ThreadFacts<'p>) -> Answer<'p> {
    let has_choice = |sharing: &Sharing| match sharing {
        Sharing::Complete { .. } | Sharing::PerThread { .. } | Sharing::RecordLevel { .. } => true,
        Sharing::Private | Sharing::SharedMailbox { .. } => false,
    };
    change(viewer, thread, has_choice)
}

/// Archiving or deleting it, in every mode.
pub(crate) fn put_away<'p>(viewer: &Viewer<'p>, thread: ThreadFacts<'p>) -> Answer<'p> {
    change(viewer, thread, |_| true)
}

fn change<'p>(viewer: &Viewer<'p>, thread: ThreadFacts<'p>, mode_allows: impl Fn(&Sharing) -> bool) -> Answer<'p> {
    let mailbox = viewer.policy.mailbox(thread.facts.mailbox).map(|facts| &facts.mailbox);
    let Some(mailbox) = mailbox.filter(|mailbox| viewer.owns(mailbox)) else {
        return denied(ReasonCode::NotMailboxOwner, Rule::P06);
    };
    let mut denials = Denials::default();
    denials.when(!mode_allows(&mailbox.sharing), ReasonCode::ModeWithoutThreadSharing, Rule::P06);
    denials.when(thread.facts.state == ThreadState::Deleted, ReasonCode::ThreadDeleted, Rule::P10);
    denials.or_allowed(ReasonCode::MailboxOwner, Rule::X01)
}
