//! What an owner does with single threads (P-06, P-09, X-05).

use super::denials::{Answer, Denials, denied};
use super::mode::{self, Mode};
use crate::model::reason::{ReasonCode, Rule};
use crate::model::thread::ThreadState;
use crate::policy::threads::CompiledThread;
use crate::rules::viewer::Viewer;

/// Sharing a thread, or making it private again.
pub(crate) fn share<'p>(viewer: &Viewer<'p>, thread: CompiledThread<'p>) -> Answer<'p> {
    change(viewer, thread, |mode| mode.has_thread_choice)
}

/// Archiving or deleting it, in every mode.
pub(crate) fn put_away<'p>(viewer: &Viewer<'p>, thread: CompiledThread<'p>) -> Answer<'p> {
    change(viewer, thread, |_| true)
}

fn change<'p>(viewer: &Viewer<'p>, thread: CompiledThread<'p>, mode_allows: impl Fn(&Mode) -> bool) -> Answer<'p> {
    let mailbox = viewer.policy.mailbox(thread.folded.mailbox).map(|facts| &facts.mailbox);
    let Some(mailbox) = mailbox.filter(|mailbox| viewer.owns(mailbox)) else {
        return denied(ReasonCode::NotMailboxOwner, Rule::P06);
    };
    let mut denials = Denials::default();
    denials.when(!mode_allows(mode::of(&mailbox.sharing)), ReasonCode::ModeWithoutThreadSharing, Rule::P06);
    denials.when(thread.folded.state == ThreadState::Deleted, ReasonCode::ThreadDeleted, Rule::P10);
    denials.or_allowed(ReasonCode::MailboxOwner, Rule::X01)
}
