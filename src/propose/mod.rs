//! What an action would do, before it is done: whether it is allowed, what is wrong with it, the change as a JSON Patch, and
//! what that exposes (docs/specification.md section 11).
//!
//! Each family of actions is a file, which gives an action's [`Change`]: the patch, and what it comes to in a policy. The value
//! that an action takes is read by the readers of a snapshot (`wire/values.rs`).

mod answer;
#[cfg(feature = "full")]
mod api;
mod change;
mod mailbox;
pub(crate) mod patch;
mod shared_mailbox;
mod sharing;
mod support;
mod thread;
mod ticks;

use crate::ask::query::{ExposureQuery, ProposalQuery, RowAction};
use crate::error::Problem;
use crate::exposure::Exposure;
use crate::model::action::{Action, MailboxAction, RecordMailAction, ThreadAction};
use crate::model::decision::{Decision, Outcome};
use crate::policy::{MailboxFacts, Policy};
use change::{Asked, Change, Planned};
use patch::PatchOperation;

/// What an action would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal<'p> {
    /// Whether the viewer may do it: as [`Policy::decide`] says, whatever the value.
    pub decision: Decision<'p>,
    /// What is wrong with the value, with paths under `/value`: the first thousand, in the value's order.
    pub problems: Vec<Problem>,
    /// Makes of the snapshot that was parsed the one after the action. Empty unless that is allowed, and nothing is wrong.
    pub patch: Vec<PatchOperation>,
    /// What it changes for whom, if that was asked; also where it is denied.
    pub exposure: Option<Exposure>,
}

/// What is to be put, and what is to be told of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish<'v> {
    /// The value that the action takes, as JSON text.
    pub value: Option<&'v str>,
    /// Whether to tell what that exposes.
    pub exposure: bool,
}

impl Policy {
    pub(crate) fn proposed(
        &self,
        ProposalQuery { query, exposure }: ProposalQuery,
        value: Option<&str>,
    ) -> Proposal<'_> {
        let decision = self.answer(&query);
        let planned = planned(&Asked { policy: self, viewer: query.viewer, now: query.now, value }, query.action);
        let (change, problems) = match planned {
            Ok(change) => (change, Vec::new()),
            Err(problems) => (None, problems),
        };
        let is_allowed = decision.outcome == Outcome::Allowed;
        let (patch, changed) = change.map_or_else(Default::default, |Change { patch, after }| (patch, Some(after)));
        let exposure = changed.filter(|_| exposure);
        let exposure = exposure.map(|after| {
            let scope = after.scope();
            self.exposed(&after.of(self), ExposureQuery::at(query.now), scope)
        });
        Proposal { decision, problems, patch: if is_allowed { patch } else { Vec::new() }, exposure }
    }
}

/// What an action would change, whoever may do it.
fn planned(asked: &Asked<'_>, action: RowAction) -> Planned {
    match action {
        Action::View(..) | Action::Operate(_) => asked.changes_nothing(),
        Action::EditSupportAccess { expires_at } => support::edit(asked, expires_at),
        Action::GrantSupportAccess { expires_at } => support::grant(asked, expires_at),
        Action::RevokeSupportAccess => support::revoke(asked),
        Action::Mailbox(action, row) => {
            asked.policy.mailbox(row).map_or(Ok(None), |facts| mailbox_action(asked, action, facts))
        }
        Action::RecordMail(action, row, record) => asked.policy.mailbox(row).map_or(Ok(None), |facts| match action {
            RecordMailAction::Share => ticks::tick(asked, facts, record),
            RecordMailAction::Unshare => ticks::untick(asked, facts, record),
        }),
        Action::Thread(action, row) => match action {
            ThreadAction::Forward | ThreadAction::Reply => asked.changes_nothing(),
            ThreadAction::Archive | ThreadAction::Delete | ThreadAction::ShareThread | ThreadAction::UnshareThread => {
                thread::change(asked, action, row)
            }
        },
    }
}

fn mailbox_action(asked: &Asked<'_>, action: MailboxAction, facts: &MailboxFacts) -> Planned {
    match action {
        MailboxAction::AssignSharing => sharing::assign(asked, facts),
        MailboxAction::BackUp | MailboxAction::BackUpLatest => mailbox::back_up(asked, facts),
        MailboxAction::ChangeSharing => sharing::change(asked, facts),
        MailboxAction::Configure | MailboxAction::SaveSettingsUnchanged => mailbox::save(asked, facts),
        MailboxAction::EditExcludedDomains => sharing::exclude(asked, facts),
        MailboxAction::Lock => mailbox::lock(asked, facts),
        MailboxAction::ManageGrants => shared_mailbox::manage_grants(asked, facts),
        MailboxAction::SendFrom => asked.changes_nothing(),
        MailboxAction::ShareMailbox => shared_mailbox::share(asked, facts),
        MailboxAction::Unlock => mailbox::unlock(asked, facts),
    }
}
