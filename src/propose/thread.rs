//! What an owner chooses for one thread (P-06, P-09, P-10, P-11).

use super::change::{After, Asked, Change, Choice, Planned};
use super::patch::{PatchOperation, PatchValue, thread_path};
use crate::model::action::ThreadAction;
use crate::model::rows::ThreadRow;
use crate::model::thread::{ThreadSharing, ThreadState};

/// `share-thread`, `unshare-thread`, `archive`, `delete`.
pub(super) fn change(asked: &Asked<'_>, action: ThreadAction, row: ThreadRow) -> Planned {
    asked.takes_no_value()?;
    let (member, word, choice) = match action {
        ThreadAction::Archive => ("state", "archived", Choice::State(ThreadState::Archived)),
        ThreadAction::Delete => ("state", "deleted", Choice::State(ThreadState::Deleted)),
        ThreadAction::ShareThread => ("sharing", "shared", Choice::Sharing(ThreadSharing::Shared)),
        ThreadAction::UnshareThread => ("sharing", "private", Choice::Sharing(ThreadSharing::Private)),
        ThreadAction::Forward | ThreadAction::Reply => return Ok(None),
    };
    let patch = vec![PatchOperation::add(thread_path(row, member), PatchValue::text(word))];
    Ok(Some(Change { patch, after: After::Thread(row, choice) }))
}
