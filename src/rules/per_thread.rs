//! Mode per-thread: the owner shares single threads, or a default does for mail to come (P-03, P-06, P-08).

use super::case::Case;
use super::links;
use crate::model::decision::Level;
use crate::model::mailbox::{Sharing, ThreadDefault};
use crate::model::reason::{ReasonCode, Rule};
use crate::model::rows::RecordRow;
use crate::model::thread::{Thread, ThreadSharing};
use crate::policy::MailboxFacts;
use crate::policy::classes::Choice;
use crate::rules::sink::Reasons;

pub(crate) fn view<'p, R: Reasons<'p>>(case: Case<'_, 'p>, record: Option<RecordRow>, reasons: &mut R) -> Level {
    let is_private = case.thread.folded.choice == Choice::Private;
    if is_private {
        reasons.say(ReasonCode::ThreadPrivate, Rule::P03);
        if !R::WANTED {
            return Level::None;
        }
    }
    if !links::hold(case, record, reasons) || is_private {
        return Level::None;
    }
    reasons.say(ReasonCode::SharedThread, Rule::P03);
    Level::Full
}

/// What the owner's choice for a thread comes to. `shared` matters only in this mode, where a thread without a choice
/// follows the default; in every other mode it takes `private` to hide one.
pub(crate) fn choice(sharing: &Sharing, thread: &Thread<'_>) -> Choice {
    match (thread.sharing, sharing) {
        (Some(ThreadSharing::Private), _) => Choice::Private,
        (None, Sharing::PerThread { default, .. }) => by_default(*default, thread),
        (
            Some(ThreadSharing::Shared) | None,
            Sharing::Complete { .. }
            | Sharing::PerThread { .. }
            | Sharing::Private
            | Sharing::RecordLevel { .. }
            | Sharing::SharedMailbox { .. },
        ) => Choice::Shared,
    }
}

/// Whether a thread that its owner shares differs from one of which nothing is said: in this mode only.
pub(crate) const fn can_share(sharing: &Sharing) -> bool {
    match sharing {
        Sharing::PerThread { .. } => true,
        Sharing::Complete { .. } | Sharing::Private | Sharing::RecordLevel { .. } | Sharing::SharedMailbox { .. } => {
            false
        }
    }
}

/// Whether it counts in a mailbox when a thread began.
pub(crate) fn has_date(mailbox: &MailboxFacts) -> bool {
    matches!(mailbox.mailbox.sharing, Sharing::PerThread { default: ThreadDefault::Shared { since: Some(_) }, .. })
}

/// A default is for mail to come: a thread that does not say when it began is not shared by one that has a date.
fn by_default(default: ThreadDefault, thread: &Thread<'_>) -> Choice {
    match default {
        ThreadDefault::Shared { since: None } => Choice::Shared,
        ThreadDefault::Shared { since } if thread.first_message_at >= since => Choice::Shared,
        ThreadDefault::Private { .. } | ThreadDefault::Shared { .. } => Choice::Private,
    }
}
