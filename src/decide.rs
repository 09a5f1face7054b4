//! One question: who may do this, and why (docs/specification.md sections 3 to 5).

use crate::decision::{Decision, Level, Obligation, Outcome};
use crate::error::RequestError;
use crate::model::rows::{ThreadRow, UserRow};
use crate::model::user::UserKind;
use crate::policy::Policy;
use crate::policy::viewer::{Memory, Standing, Viewer};
use crate::query::{Action, MailboxAction, Members, Query, ThreadAction};
use crate::reason::{Reason, Unwanted};
use crate::rules::denials::Answer;
use crate::rules::view::Place;
use crate::rules::{administration, mailbox_settings, record_mail, reply, support, thread_actions, view, viewer};

impl Policy {
    /// Answers one question.
    ///
    /// `members` are those of docs/specification.md section 8's `Query`, `now` included: the core reads no clock.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown; then nothing is decided.
    pub fn decide(&self, members: &Members<'_>) -> Result<Decision<'_>, RequestError> {
        Query::parse(self, members).map(|query| self.answer(&query, None))
    }

    /// The outcome of a question alone.
    ///
    /// # Errors
    /// As [`Policy::decide`].
    pub fn allows(&self, members: &Members<'_>) -> Result<bool, RequestError> {
        Query::parse(self, members).map(|query| self.outcome(&query, None))
    }

    /// The outcome of a question; with what is known of its viewer at its moment, if anything is.
    pub(crate) fn outcome(&self, query: &Query, memory: Option<&Memory>) -> bool {
        match query.action {
            Action::View(row, place) => self.sight(query, (row, place), memory) > Level::None,
            action => self.admit(query, memory).is_ok_and(|viewer| answer(&viewer, action).is_ok()),
        }
    }

    /// How much the viewer of a question sees of a thread in a place, likewise.
    pub(crate) fn sight(&self, query: &Query, (row, place): (ThreadRow, Place), memory: Option<&Memory>) -> Level {
        match (self.admit(query, memory), self.threads.get(row)) {
            (Ok(viewer), Some(thread)) => view::view(&viewer, thread, place, &mut Unwanted),
            (Ok(_) | Err(_), Some(_) | None) => Level::None,
        }
    }

    /// The decision about a question, likewise.
    pub(crate) fn answer<'p>(&'p self, query: &Query, memory: Option<&'p Memory>) -> Decision<'p> {
        let admitted = self.admit(query, memory);
        let decision = match (admitted, query.action) {
            (Err(reason), Action::View(..)) => {
                Decision { level: Some(Level::None), ..Decision::new(Err(vec![reason])) }
            }
            (Err(reason), _) => Decision::new(Err(vec![reason])),
            (Ok(viewer), Action::View(row, place)) => {
                let mut reasons = Vec::new();
                let thread = self.threads.get(row);
                let level = thread.map_or(Level::None, |thread| view::view(&viewer, thread, place, &mut reasons));
                let outcome = if level == Level::None { Outcome::Denied } else { Outcome::Allowed };
                Decision { outcome, level: Some(level), reasons, obligations: Vec::new() }
            }
            (Ok(viewer), action) => Decision::new(answer(&viewer, action)),
        };
        let obligations = self.obligations(query.viewer, query.action, decision.outcome);
        Decision { obligations, ..decision }
    }

    fn admit<'p>(&'p self, query: &Query, memory: Option<&'p Memory>) -> Result<Viewer<'p>, Reason<'p>> {
        let viewer = viewer::admit(self, query.viewer, query.now)?;
        Ok(match memory {
            Some(memory) => viewer.with_memory(memory),
            None => viewer,
        })
    }

    /// With those of `operate`: the records that an agent creates are his (S-08).
    fn obligations(&self, viewer: UserRow, action: Action, outcome: Outcome) -> Vec<Obligation<'_>> {
        let mut obligations = self.audit(viewer);
        if let Action::Operate(operation) = action
            && outcome == Outcome::Allowed
            && operation.creates_record()
        {
            obligations.push(Obligation::SetRecordOwner { owner: self.user_names.name(viewer.into()) });
        }
        obligations
    }

    /// Every decision for an agent is audited (S-09).
    pub(crate) fn audit(&self, viewer: UserRow) -> Vec<Obligation<'_>> {
        let is_agent = self.user(viewer).is_some_and(|user| user.kind == UserKind::SupportAgent);
        if is_agent { vec![Obligation::Audit] } else { Vec::new() }
    }
}

/// Every action but `view`; the viewer may act.
pub(crate) fn answer<'p>(viewer: &Viewer<'p>, action: Action) -> Answer<'p> {
    if let (Standing::SupportAgent, Some(number)) = (viewer.standing, restriction(action)) {
        return Err(vec![support::restricted(number)]);
    }
    let policy = viewer.policy;
    // A row of a checked query is always there; were it not, nothing would be granted.
    let nothing = Err(Vec::new());
    match action {
        Action::EditSupportAccess { expires_at } => support::edit(viewer, expires_at),
        Action::GrantSupportAccess { expires_at } => support::grant(viewer, expires_at),
        Action::Mailbox(action, row) => {
            policy.mailbox(row).map_or(nothing, |mailbox| mailbox_action(viewer, action, mailbox))
        }
        Action::Operate(operation) => support::operate(operation),
        Action::RecordMail(row, record) => {
            policy.mailbox(row).map_or(nothing, |mailbox| record_mail::share(viewer, &mailbox.mailbox, record))
        }
        Action::RevokeSupportAccess => support::revoke(viewer),
        Action::Thread(action, row) => policy.threads.get(row).map_or(nothing, |thread| match action {
            ThreadAction::Archive | ThreadAction::Delete => thread_actions::put_away(viewer, thread),
            ThreadAction::Forward | ThreadAction::Reply => reply::reply(viewer, thread, policy.threads.users(row)),
            ThreadAction::ShareThread | ThreadAction::UnshareThread => thread_actions::share(viewer, thread),
        }),
        Action::View(..) => nothing,
    }
}

fn mailbox_action<'p>(
    viewer: &Viewer<'p>,
    action: MailboxAction,
    facts: &'p crate::policy::MailboxFacts,
) -> Answer<'p> {
    let mailbox = &facts.mailbox;
    match action {
        MailboxAction::AssignSharing => mailbox_settings::assign_sharing(viewer, mailbox),
        MailboxAction::BackUp => administration::back_up(viewer, facts),
        MailboxAction::BackUpLatest => administration::back_up_latest(viewer, facts),
        MailboxAction::ChangeSharing => mailbox_settings::change_sharing(viewer, mailbox),
        MailboxAction::Configure => mailbox_settings::configure(viewer, mailbox),
        MailboxAction::EditExcludedDomains => mailbox_settings::edit_excluded_domains(viewer, mailbox),
        MailboxAction::Lock => administration::lock(viewer, mailbox),
        MailboxAction::ManageGrants => mailbox_settings::manage_grants(viewer, mailbox),
        MailboxAction::SaveSettingsUnchanged => mailbox_settings::save_settings_unchanged(viewer, mailbox),
        MailboxAction::SendFrom => mailbox_settings::send_from(viewer, mailbox),
        MailboxAction::ShareMailbox => mailbox_settings::share_mailbox(viewer, mailbox),
        MailboxAction::Unlock => administration::unlock(viewer, mailbox),
    }
}

/// The restriction of S-07 under which an action is denied to agents (docs/specification.md section 5). 6, the mail permissions,
/// takes what no other does.
fn restriction(action: Action) -> Option<u8> {
    match action {
        Action::View(..) | Action::Operate(_) => None,
        Action::EditSupportAccess { .. } | Action::GrantSupportAccess { .. } | Action::RevokeSupportAccess => Some(1),
        Action::Mailbox(MailboxAction::SendFrom, _)
        | Action::Thread(ThreadAction::Forward | ThreadAction::Reply, _) => Some(5),
        Action::Mailbox(MailboxAction::BackUp | MailboxAction::BackUpLatest, _) => Some(7),
        Action::Mailbox(..) | Action::RecordMail(..) | Action::Thread(..) => Some(6),
    }
}
