//! Questions about mailboxes: those to send from (C-08), and the administrator's page (Z-08, M-07).

use super::decide::{answer, decided};
use super::named::{NamedQuestion, with_members};
use super::query::ListQuery;
use crate::error::RequestError;
use crate::model::action::{Action, MailboxAction};
use crate::model::decision::Decision;
use crate::model::instant::Instant;
use crate::model::mailbox::{BackupState, Control, Lock};
use crate::model::place::Place;
use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::model::user::{Status, UserKind};
use crate::policy::{MailboxFacts, Policy};
use crate::rules::administration::backup_state;
use crate::rules::denials::{Answer, denied};
use crate::rules::viewer::{self, Viewer};
use crate::rules::{mode, support};

/// The administrator's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxAdministration<'p> {
    /// Whether the viewer may have it.
    pub decision: Decision<'p>,
    /// One for each mailbox, in the order of the snapshot; none if it is denied.
    pub rows: Vec<AdministrationRow<'p>>,
}

/// One mailbox on the administrator's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdministrationRow<'p> {
    /// The mailbox's id.
    pub mailbox: &'p str,
    /// The owner's id.
    pub owner: &'p str,
    /// Whether the owner is a leaver.
    pub owner_status: Status,
    /// The sharing mode; never chosen is `private`.
    pub mode: &'static str,
    /// Who chose it.
    pub control: Control,
    /// Whether it is locked.
    pub locked: bool,
    /// Where its backups stand.
    pub backup: BackupState,
    /// What the administrator may do with it, by the name of the action.
    pub decisions: Vec<(&'static str, Decision<'p>)>,
}

const ON_THE_PAGE: [MailboxAction; 6] = [
    MailboxAction::AssignSharing,
    MailboxAction::EditExcludedDomains,
    MailboxAction::Lock,
    MailboxAction::Unlock,
    MailboxAction::BackUp,
    MailboxAction::BackUpLatest,
];

impl Policy {
    /// The ids of the mailboxes for the From field and for business processes (C-08), in the order of the snapshot.
    ///
    /// # Errors
    /// When there is no such viewer.
    ///
    /// ```
    /// # use mailveil::{Instant, Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// # let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// assert_eq!(policy.send_from_mailboxes("bob", now)?, ["desk"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn send_from_mailboxes(&self, viewer: &str, now: Instant) -> Result<Vec<&str>, RequestError> {
        self.list_query(viewer, Place::Anywhere, now).map(|query| self.mailboxes_to_send_from(&query))
    }

    /// [`Policy::send_from_mailboxes`] for a question of named texts: `viewer`, `now`.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown.
    pub fn send_from_mailboxes_named(&self, question: &NamedQuestion<'_>) -> Result<Vec<&str>, RequestError> {
        with_members(question, |members| self.named_viewer_query(members, None))
            .map(|query| self.mailboxes_to_send_from(&query))
    }

    /// The administrator's page: every mailbox, and what may be done with it.
    ///
    /// # Errors
    /// When there is no such viewer.
    ///
    /// ```
    /// # use mailveil::{Instant, Outcome, Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// # let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// assert_eq!(policy.mailbox_administration("anna", now)?.rows.len(), 2);
    /// assert_eq!(policy.mailbox_administration("bob", now)?.decision.outcome, Outcome::Denied);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn mailbox_administration(
        &self,
        viewer: &str,
        now: Instant,
    ) -> Result<MailboxAdministration<'_>, RequestError> {
        self.list_query(viewer, Place::Anywhere, now).map(|query| self.administration_page(&query))
    }

    /// [`Policy::mailbox_administration`] for a question of named texts: `viewer`, `now`.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown.
    pub fn mailbox_administration_named(
        &self,
        question: &NamedQuestion<'_>,
    ) -> Result<MailboxAdministration<'_>, RequestError> {
        with_members(question, |members| self.named_viewer_query(members, None))
            .map(|query| self.administration_page(&query))
    }

    pub(crate) fn mailboxes_to_send_from(&self, query: &ListQuery) -> Vec<&str> {
        let Ok(viewer) = viewer::admit(self, query.viewer, query.now) else { return Vec::new() };
        let may_send =
            |facts: &&MailboxFacts| answer(&viewer, Action::Mailbox(MailboxAction::SendFrom, facts.row)).is_ok();
        self.mailboxes.iter().filter(may_send).map(|facts| self.mailbox_names.name(facts.row.into())).collect()
    }

    pub(crate) fn administration_page(&self, query: &ListQuery) -> MailboxAdministration<'_> {
        let admitted = viewer::admit(self, query.viewer, query.now);
        let answer: Answer<'_> = match &admitted {
            Err(reason) => Err(vec![*reason]),
            Ok(viewer) if viewer.user.kind == UserKind::SupportAgent => Err(vec![support::restricted(6)]),
            Ok(viewer) if !viewer.is_administrator() => denied(ReasonCode::NotAdministrator, Rule::M02),
            Ok(_) => Ok(Reason::new(ReasonCode::Administrator, Rule::M02)),
        };
        let rows = match (&admitted, &answer) {
            (Ok(viewer), Ok(_)) => self.mailboxes.iter().map(|facts| self.administration_row(viewer, facts)).collect(),
            (Ok(_) | Err(_), Ok(_) | Err(_)) => Vec::new(),
        };
        let obligations = self.audit(query.viewer);
        MailboxAdministration { decision: Decision { obligations, ..decided(answer) }, rows }
    }

    fn administration_row<'p>(&'p self, viewer: &Viewer<'p>, facts: &'p MailboxFacts) -> AdministrationRow<'p> {
        let mailbox = &facts.mailbox;
        // No agent gets this far, so there are no obligations.
        let decide =
            |action: MailboxAction| (action.name(), decided(answer(viewer, Action::Mailbox(action, facts.row))));
        AdministrationRow {
            mailbox: self.mailbox_names.name(facts.row.into()),
            owner: self.user_names.name(mailbox.owner.into()),
            owner_status: facts.owner_status,
            mode: mode::of(&mailbox.sharing).name,
            control: mailbox.control,
            locked: mailbox.lock == Lock::Locked,
            backup: backup_state(mailbox, viewer.now),
            decisions: ON_THE_PAGE.into_iter().map(decide).collect(),
        }
    }
}
