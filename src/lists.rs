//! Questions about many (docs/specification.md section 6), through the same rules as single ones.

use crate::decide::answer;
use crate::decision::{Decision, Level};
use crate::error::RequestError;
use crate::model::mailbox::{Control, Lock, Sharing};
use crate::model::rows::ThreadRow;
use crate::model::user::{Status, UserKind};
use crate::policy::sightings::{Sighting, Sightings};
use crate::policy::viewer::Viewer;
use crate::policy::{MailboxFacts, Policy};
use crate::query::{Action, AudienceQuery, ListQuery, MailboxAction, Members};
use crate::reason::{Reason, ReasonCode, Rule, Unwanted};
use crate::rules::administration::{BackupState, backup_state};
use crate::rules::denials::{Answer, denied};
use crate::rules::view::{Place, view};
use crate::rules::{support, viewer};

/// Threads above level none, in the order of the snapshot; equal indices belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisibleThreads {
    /// Positions in `snapshot.threads`, ascending.
    pub rows: Vec<u32>,
    /// [`Level::number`] of each row: 1 metadata, 2 subject, 3 full.
    pub levels: Vec<u8>,
}

/// What is seen by those who may not act.
static NOTHING: VisibleThreads = VisibleThreads { rows: Vec::new(), levels: Vec::new() };

impl VisibleThreads {
    /// What is seen of a row from now on.
    fn set(&mut self, row: ThreadRow, level: Level) {
        let row = u32::from(row);
        match (self.rows.binary_search(&row), level) {
            (Ok(place), Level::None) => {
                self.rows.remove(place);
                self.levels.remove(place);
            }
            (Ok(place), _) => self.levels.iter_mut().skip(place).take(1).for_each(|there| *there = level.number()),
            (Err(_), Level::None) => {}
            (Err(place), _) => {
                self.rows.insert(place, row);
                self.levels.insert(place, level.number());
            }
        }
    }

    /// The memory that the lists take.
    pub(crate) fn bytes(&self) -> usize {
        self.rows.capacity().saturating_mul(size_of::<u32>()).saturating_add(self.levels.capacity())
    }
}

/// What one viewer sees at one place, class by class.
struct Judge<'a> {
    policy: &'a Policy,
    viewer: Viewer<'a>,
    place: Place,
    /// Of each class: the level, if it was judged already.
    levels: &'a mut [Option<Level>],
}

impl Judge<'_> {
    /// Lists what is seen, from the first row to the last.
    fn list(&mut self, visible: &mut VisibleThreads) {
        visible.rows.clear();
        visible.levels.clear();
        let mut rows = (0..).map(ThreadRow::new);
        for classes in self.policy.threads.classes() {
            for (class, row) in classes.iter().zip(&mut rows) {
                let level = self.class(*class, row);
                if level > Level::None {
                    visible.rows.push(row.into());
                    visible.levels.push(level.number());
                }
            }
        }
    }

    fn row(&mut self, row: ThreadRow) -> Level {
        self.policy.threads.class(row).map_or(Level::None, |class| self.class(class, row))
    }

    /// The level of a row of this class.
    ///
    /// INVARIANT (class): one judgement serves a whole class. With a record given, only threads that link it are looked
    /// at, and those of one class can again not be told apart.
    fn class(&mut self, class: u32, row: ThreadRow) -> Level {
        // A removed row has no class.
        let Some(known) = self.levels.get_mut(usize::try_from(class).unwrap_or(usize::MAX)) else { return Level::None };
        if *known == Some(Level::None) || !may_appear(self.policy, row, self.place) {
            return Level::None;
        }
        let judge = || {
            let thread = self.policy.threads.get(row);
            thread.map_or(Level::None, |thread| view(&self.viewer, thread, self.place, &mut Unwanted))
        };
        *known.get_or_insert_with(judge)
    }
}

/// A thread that does not link the record is on no page of it.
fn may_appear(policy: &Policy, row: ThreadRow, place: Place) -> bool {
    match place {
        Place::Record(Some(record)) => policy.threads.get(row).is_some_and(|thread| thread.links.contains(&record)),
        Place::Anywhere | Place::Mailbox | Place::Record(None) => true,
    }
}

/// Everyone above level none, in the order of the snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhoCanView<'p> {
    /// Members of the organisation.
    pub members: Vec<Sight<'p>>,
    /// Support-agents, who are in no user list (S-04).
    pub support_agents: Vec<Sight<'p>>,
}

/// What one user sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight<'p> {
    /// The user's id.
    pub user: &'p str,
    /// How much.
    pub level: Level,
    /// Why.
    pub reasons: Vec<Reason<'p>>,
}

/// The administrator's page (Z-08, M-07).
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
    /// Whether he is a leaver.
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

const ADMINISTRATION: [(&str, MailboxAction); 6] = [
    ("assign-sharing", MailboxAction::AssignSharing),
    ("edit-excluded-domains", MailboxAction::EditExcludedDomains),
    ("lock", MailboxAction::Lock),
    ("unlock", MailboxAction::Unlock),
    ("back-up", MailboxAction::BackUp),
    ("back-up-latest", MailboxAction::BackUpLatest),
];

impl Policy {
    /// Every thread that the viewer sees: members `viewer`, `surface`?, `record`?, `now`.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown.
    pub fn visible_threads(&self, members: &Members<'_>) -> Result<VisibleThreads, RequestError> {
        self.visible_threads_again(&mut Sightings::default(), members).cloned()
    }

    /// The same for a caller that asks often: `sightings` are kept from call to call, for this policy alone.
    ///
    /// # Errors
    /// As [`Policy::visible_threads`].
    pub fn visible_threads_again<'s>(
        &self,
        sightings: &'s mut Sightings,
        members: &Members<'_>,
    ) -> Result<&'s VisibleThreads, RequestError> {
        let query = ListQuery::parse(self, members)?;
        let Ok(viewer) = viewer::admit(self, query.viewer, query.now) else { return Ok(&NOTHING) };
        let Sighting { levels, memory, visible, changes, .. } =
            sightings.of(self, query.viewer, query.place, query.now);
        let mut judge = Judge { policy: self, viewer: viewer.with_memory(memory), place: query.place, levels };
        match changes.and_then(|changes| self.threads.changes().since(changes)) {
            Some(changed) => changed.iter().for_each(|row| visible.set(*row, judge.row(*row))),
            None => judge.list(visible),
        }
        *changes = Some(self.threads.changes().count());
        Ok(visible)
    }

    /// The id of a row; an empty text for a row that was never there.
    #[must_use]
    pub fn thread_id(&self, row: u32) -> String {
        let (start, end) = self.threads.id(ThreadRow::new(row));
        [start, end].concat()
    }

    /// Everyone who sees a thread: members `thread`, `surface`?, `record`?, `now`.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown.
    pub fn who_can_view(&self, members: &Members<'_>) -> Result<WhoCanView<'_>, RequestError> {
        let query = AudienceQuery::parse(self, members)?;
        let mut who = WhoCanView::default();
        let Some(thread) = self.threads.get(query.thread) else { return Ok(who) };
        for row in self.user_rows() {
            let Ok(viewer) = viewer::admit(self, row, query.now) else { continue };
            if view(&viewer, thread, query.place, &mut Unwanted) == Level::None {
                continue;
            }
            let mut reasons = Vec::new();
            let level = view(&viewer, thread, query.place, &mut reasons);
            let sight = Sight { user: self.user_names.name(row.into()), level, reasons };
            match viewer.user.kind {
                UserKind::Member => who.members.push(sight),
                UserKind::SupportAgent => who.support_agents.push(sight),
            }
        }
        Ok(who)
    }

    /// The ids of the mailboxes for the From field (C-08): members `viewer`, `now`.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown.
    pub fn send_from_mailboxes(&self, members: &Members<'_>) -> Result<Vec<&str>, RequestError> {
        let query = ListQuery::parse_without_place(self, members)?;
        let Ok(viewer) = viewer::admit(self, query.viewer, query.now) else { return Ok(Vec::new()) };
        let may_send =
            |facts: &&MailboxFacts| answer(&viewer, Action::Mailbox(MailboxAction::SendFrom, facts.row)).is_ok();
        Ok(self.mailboxes.iter().filter(may_send).map(|facts| self.mailbox_names.name(facts.row.into())).collect())
    }

    /// The administrator's page: members `viewer`, `now`.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown.
    pub fn mailbox_administration(&self, members: &Members<'_>) -> Result<MailboxAdministration<'_>, RequestError> {
        let query = ListQuery::parse_without_place(self, members)?;
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
        Ok(MailboxAdministration { decision: Decision { obligations, ..Decision::new(answer) }, rows })
    }

    fn administration_row<'p>(&'p self, viewer: &Viewer<'p>, facts: &'p MailboxFacts) -> AdministrationRow<'p> {
        let mailbox = &facts.mailbox;
        // No agent gets this far, so there are no obligations.
        let decide = |(name, action)| (name, Decision::new(answer(viewer, Action::Mailbox(action, facts.row))));
        AdministrationRow {
            mailbox: self.mailbox_names.name(facts.row.into()),
            owner: self.user_names.name(mailbox.owner.into()),
            owner_status: facts.owner_status,
            mode: mode(&mailbox.sharing),
            control: mailbox.control,
            locked: mailbox.lock == Lock::Locked,
            backup: backup_state(mailbox, viewer.now),
            decisions: ADMINISTRATION.into_iter().map(decide).collect(),
        }
    }
}

/// The name of a sharing mode.
pub(crate) const fn mode(sharing: &Sharing) -> &'static str {
    match sharing {
        Sharing::Complete { .. } => "complete",
        Sharing::PerThread { .. } => "per-thread",
        Sharing::Private => "private",
        Sharing::RecordLevel { .. } => "record-level",
        Sharing::SharedMailbox { .. } => "shared-mailbox",
    }
}
