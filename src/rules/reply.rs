//! Replying and forwarding: who sees a thread in full may answer it (Z-12), with a condition of its own in per-thread
//! (P-05) and in shared mailboxes (C-08).

use super::denials::{Answer, Denials};
use super::view::view;
use crate::model::decision::Level;
use crate::model::mailbox::Sharing;
use crate::model::member::Right;
use crate::model::place::Place;
use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::model::rows::UserRow;
use crate::policy::threads::CompiledThread;
use crate::rules::viewer::Viewer;

pub(crate) fn reply<'p>(viewer: &Viewer<'p>, thread: CompiledThread<'p>, participants: &[UserRow]) -> Answer<'p> {
    let mut seen = Vec::new();
    let level = view(viewer, thread, Place::Anywhere, &mut seen);
    let Some(mailbox) = viewer.policy.mailbox(thread.folded.mailbox) else { return Err(seen) };
    if level == Level::None {
        return Err(seen);
    }
    if viewer.owns(&mailbox.mailbox) {
        return Ok(Reason::new(ReasonCode::MailboxOwner, Rule::X01));
    }
    let mut denials = Denials::default();
    denials.when(level < Level::Full, ReasonCode::LevelTooLow, Rule::Z12);
    match &mailbox.mailbox.sharing {
        Sharing::PerThread { .. } => {
            let takes_part = participants.binary_search(&viewer.row).is_ok();
            denials.when(!takes_part, ReasonCode::NotAParticipant, Rule::P05);
            denials.or_allowed(ReasonCode::Participant, Rule::P05)
        }
        Sharing::SharedMailbox { .. } => {
            if !viewer.has_right(&mailbox.mailbox, Right::Send) {
                denials.add(viewer.no_right(&mailbox.mailbox, Right::Send));
            }
            denials.or_allowed(ReasonCode::SendRight, Rule::C08)
        }
        // Private is not seen by others at all; were it, nothing more would be asked.
        Sharing::Complete { .. } | Sharing::Private | Sharing::RecordLevel { .. } => {
            denials.or_allowed(ReasonCode::InAudience, Rule::Z11)
        }
    }
}
