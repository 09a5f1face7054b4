//! One question: who may do this, and why (docs/specification.md sections 3 to 5).

use super::named::{NamedQuestion, with_members};
use super::query::{Query, RowAction};
use super::question::Question;
use crate::error::RequestError;
use crate::model::action::{Action, MailboxAction, ThreadAction};
use crate::model::decision::{Decision, Level, Obligation, Outcome};
use crate::model::instant::Instant;
use crate::model::rows::UserRow;
use crate::policy::{MailboxFacts, Policy};
use crate::rules::denials::Answer;
use crate::rules::sink::Unwanted;
use crate::rules::view::view;
use crate::rules::viewer::{self, Standing, Viewer};
use crate::rules::{administration, mailbox_settings, record_mail, reply, support, thread_actions};

impl Policy {
    /// May the viewer do this, and why?
    ///
    /// # Errors
    /// When the question names something that the policy does not know; then nothing is decided.
    ///
    /// ```
    /// # use mailveil::{Instant, Outcome, Place, Policy, Question, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// let decision = policy.decide("bob", Question::View("t1", Place::Anywhere), now)?;
    /// assert_eq!(decision.outcome, Outcome::Denied);
    /// assert_eq!(decision.reasons[0].code.name(), "mailbox-private");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn decide(&self, viewer: &str, question: Question<'_>, now: Instant) -> Result<Decision<'_>, RequestError> {
        self.query(viewer, question, now).map(|query| self.answer(&query))
    }

    /// The outcome of [`Policy::decide`] and nothing else, in a fraction of the time.
    ///
    /// # Errors
    /// As [`Policy::decide`].
    ///
    /// ```
    /// # use mailveil::{Instant, Policy, Question, ThreadAction, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// # let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// assert!(policy.allows("anna", Question::Thread(ThreadAction::Archive, "t1"), now)?);
    /// assert!(!policy.allows("bob", Question::Thread(ThreadAction::Archive, "t1"), now)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn allows(&self, viewer: &str, question: Question<'_>, now: Instant) -> Result<bool, RequestError> {
        self.query(viewer, question, now).map(|query| self.outcome(&query))
    }

    /// [`Policy::decide`] for a question of named texts, as hosts of other languages have it.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown, with the path of the member that is wrong.
    ///
    /// ```
    /// # use mailveil::{Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// let error = policy.decide_named(&[("action", Some("lock")), ("viewer", Some("carl"))]).expect_err("there is no Carl");
    /// assert_eq!((error.code().name(), error.path()), ("unknown-viewer", "/viewer"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn decide_named(&self, question: &NamedQuestion<'_>) -> Result<Decision<'_>, RequestError> {
        with_members(question, |members| self.named_query(members, None)).map(|query| self.answer(&query))
    }

    /// [`Policy::allows`] for a question of named texts.
    ///
    /// # Errors
    /// As [`Policy::decide_named`].
    ///
    /// ```
    /// # use mailveil::{Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// let question = [("action", Some("view")), ("viewer", Some("anna")), ("thread", Some("t1"))];
    /// let now = [("now", Some("2026-11-21T09:30:00Z"))];
    /// assert!(policy.allows_named(&[&question[..], &now[..]].concat())?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn allows_named(&self, question: &NamedQuestion<'_>) -> Result<bool, RequestError> {
        with_members(question, |members| self.named_query(members, None)).map(|query| self.outcome(&query))
    }

    pub(crate) fn outcome(&self, query: &Query) -> bool {
        let Ok(viewer) = viewer::admit(self, query.viewer, query.now) else { return false };
        match query.action {
            Action::View(row, place) => {
                self.threads.get(row).is_some_and(|thread| view(&viewer, thread, place, &mut Unwanted) > Level::None)
            }
            action => answer(&viewer, action).is_ok(),
        }
    }

    pub(crate) fn answer(&self, query: &Query) -> Decision<'_> {
        let admitted = viewer::admit(self, query.viewer, query.now);
        let decision = match (admitted, query.action) {
            (Err(reason), Action::View(..)) => Decision { level: Some(Level::None), ..decided(Err(vec![reason])) },
            (Err(reason), _) => decided(Err(vec![reason])),
            (Ok(viewer), Action::View(row, place)) => {
                let mut reasons = Vec::new();
                let thread = self.threads.get(row);
                let level = thread.map_or(Level::None, |thread| view(&viewer, thread, place, &mut reasons));
                let outcome = if level == Level::None { Outcome::Denied } else { Outcome::Allowed };
                Decision { outcome, level: Some(level), reasons, obligations: Vec::new() }
            }
            (Ok(viewer), action) => decided(answer(&viewer, action)),
        };
        let obligations = self.obligations(query.viewer, query.action, decision.outcome);
        Decision { obligations, ..decision }
    }

    /// With those of `operate`: the records that an agent creates are theirs (S-08).
    fn obligations(&self, viewer: UserRow, action: RowAction, outcome: Outcome) -> Vec<Obligation<'_>> {
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
        if self.is_agent(viewer) { vec![Obligation::Audit] } else { Vec::new() }
    }
}

/// The decision about an action, before its obligations.
pub(crate) fn decided(answer: Answer<'_>) -> Decision<'_> {
    let (outcome, reasons) = match answer {
        Ok(reason) => (Outcome::Allowed, vec![reason]),
        Err(reasons) => (Outcome::Denied, reasons),
    };
    Decision { outcome, level: None, reasons, obligations: Vec::new() }
}

/// Every action but `view`; the viewer may act.
pub(crate) fn answer<'p>(viewer: &Viewer<'p>, action: RowAction) -> Answer<'p> {
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
        Action::RecordMail(_, row, record) => {
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

fn mailbox_action<'p>(viewer: &Viewer<'p>, action: MailboxAction, facts: &'p MailboxFacts) -> Answer<'p> {
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

/// The restriction of S-07 under which an action is denied to agents (docs/specification.md section 5). 6, the mail
/// permissions, takes what no other does.
const fn restriction(action: RowAction) -> Option<u8> {
    match action {
        Action::View(..) | Action::Operate(_) => None,
        Action::EditSupportAccess { .. } | Action::GrantSupportAccess { .. } | Action::RevokeSupportAccess => Some(1),
        Action::Mailbox(MailboxAction::SendFrom, _)
        | Action::Thread(ThreadAction::Forward | ThreadAction::Reply, _) => Some(5),
        Action::Mailbox(MailboxAction::BackUp | MailboxAction::BackUpLatest, _) => Some(7),
        Action::Mailbox(..) | Action::RecordMail(..) | Action::Thread(..) => Some(6),
    }
}
