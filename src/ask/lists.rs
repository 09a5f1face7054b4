//! Questions about many threads or many users (docs/specification.md section 6), through the same rules as single ones
//! (X-04).

use super::kept_levels::KeptLevels;
use super::named::{NamedQuestion, with_members};
use super::query::{ListQuery, ThreadQuery};
use crate::error::RequestError;
use crate::model::decision::Level;
use crate::model::instant::Instant;
use crate::model::place::Place;
use crate::model::reason::Reason;
use crate::model::rows::{RecordRow, ThreadRow};
use crate::model::user::UserKind;
use crate::policy::Policy;
use crate::rules::classes::{ClassLevels, LazyLevels};
use crate::rules::sink::Unwanted;
use crate::rules::view::view;
use crate::rules::viewer::{self, Viewer};
use crate::tables::level_map::LevelMap;

/// Threads above level none, in the order of the snapshot; equal indices belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisibleThreads {
    /// Positions in `snapshot.threads`, ascending.
    pub rows: Vec<u32>,
    /// [`Level::number`] of each row: 1 metadata, 2 subject, 3 full.
    pub levels: Vec<u8>,
}

/// Everyone above level none, in the order of the snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhoCanView<'p> {
    /// Members of the organisation.
    pub members: Vec<SeenBy<'p>>,
    /// Support-agents, who are in no user list (S-04).
    pub support_agents: Vec<SeenBy<'p>>,
}

/// What one user sees of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenBy<'p> {
    /// The user's id.
    pub user: &'p str,
    /// How much.
    pub level: Level,
    /// Why.
    pub reasons: Vec<Reason<'p>>,
}

impl VisibleThreads {
    fn add(&mut self, row: ThreadRow, level: u8) {
        if level > 0 {
            self.rows.push(row.into());
            self.levels.push(level);
        }
    }
}

impl Policy {
    /// Every thread that the viewer sees in a place.
    ///
    /// # Errors
    /// When the question names something that the policy does not know.
    ///
    /// ```
    /// # use mailveil::{Instant, Place, Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// # let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// let visible = policy.visible_threads("bob", Place::Record(Some("deal-7")), now)?;
    /// assert_eq!((visible.rows, visible.levels), (vec![1], vec![3]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn visible_threads(
        &self,
        viewer: &str,
        place: Place<&str>,
        now: Instant,
    ) -> Result<VisibleThreads, RequestError> {
        self.list_query(viewer, place, now).map(|query| self.list(&query))
    }

    /// [`Policy::visible_threads`] for a question of named texts: `viewer`, `surface`?, `record`?, `now`.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown.
    pub fn visible_threads_named(&self, question: &NamedQuestion<'_>) -> Result<VisibleThreads, RequestError> {
        with_members(question, |members| self.named_list_query(members, None)).map(|query| self.list(&query))
    }

    /// The id of a row, also of one whose thread was removed; an empty text for a row that was never there.
    ///
    /// ```
    /// # use mailveil::{Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// assert_eq!([policy.thread_id(1), policy.thread_id(2)], ["t2", ""]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn thread_id(&self, row: u32) -> String {
        let (start, end) = self.threads.id(ThreadRow::new(row));
        [start, end].concat()
    }

    /// Everyone who sees a thread in a place, and why.
    ///
    /// # Errors
    /// When the question names something that the policy does not know.
    ///
    /// ```
    /// # use mailveil::{Instant, Place, Policy, domain_to_ascii};
    /// # let policy = Policy::parse(&std::fs::read("examples/two-colleagues.json")?, domain_to_ascii)?;
    /// # let now = Instant::parse("2026-11-21T09:30:00Z").expect("it is a time");
    /// let who = policy.who_can_view("t2", Place::Mailbox, now)?;
    /// let users: Vec<&str> = who.members.iter().map(|seen| seen.user).collect();
    /// assert_eq!(users, ["anna", "bob"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn who_can_view(&self, thread: &str, place: Place<&str>, now: Instant) -> Result<WhoCanView<'_>, RequestError> {
        self.thread_query(thread, place, now).map(|query| self.seen_by(&query))
    }

    /// [`Policy::who_can_view`] for a question of named texts: `thread`, `surface`?, `record`?, `now`.
    ///
    /// # Errors
    /// When the question is malformed or names something unknown.
    pub fn who_can_view_named(&self, question: &NamedQuestion<'_>) -> Result<WhoCanView<'_>, RequestError> {
        with_members(question, |members| self.named_thread_query(members, None)).map(|query| self.seen_by(&query))
    }

    pub(crate) fn seen_by(&self, query: &ThreadQuery) -> WhoCanView<'_> {
        let mut who = WhoCanView::default();
        let Some(thread) = self.threads.get(query.thread) else { return who };
        for row in self.user_rows() {
            let Ok(viewer) = viewer::admit(self, row, query.now) else { continue };
            if view(&viewer, thread, query.place, &mut Unwanted) == Level::None {
                continue;
            }
            let mut reasons = Vec::new();
            let level = view(&viewer, thread, query.place, &mut reasons);
            let seen = SeenBy { user: self.user_names.name(row.into()), level, reasons };
            match viewer.user.kind {
                UserKind::Member => who.members.push(seen),
                UserKind::SupportAgent => who.support_agents.push(seen),
            }
        }
        who
    }

    pub(crate) fn list(&self, query: &ListQuery) -> VisibleThreads {
        self.list_by(query, &mut ClassLevels::default())
    }

    /// [`Policy::list`] by what is kept of the viewer.
    pub(crate) fn list_again(&self, query: &ListQuery, kept: &mut KeptLevels) -> VisibleThreads {
        match query.place {
            Place::Record(Some(_)) => self.list(query),
            Place::Anywhere | Place::Mailbox | Place::Record(None) => {
                kept.of(self, query).map_or_else(VisibleThreads::default, |levels| self.list_by(query, levels))
            }
        }
    }

    fn list_by(&self, query: &ListQuery, levels: &mut ClassLevels) -> VisibleThreads {
        let Ok(viewer) = viewer::admit(self, query.viewer, query.now) else { return VisibleThreads::default() };
        let viewer = viewer.prepared();
        if cfg!(feature = "careful") {
            return self.list_one_by_one(&viewer, query.place);
        }
        match query.place {
            Place::Record(Some(record)) => self.list_page(&viewer, record),
            Place::Anywhere | Place::Mailbox | Place::Record(None) => {
                levels.take_in(&viewer, query.place);
                self.list_by_class(&viewer, levels)
            }
        }
    }

    /// Judges every thread by itself: what the two others have to equal.
    pub(super) fn list_one_by_one(&self, viewer: &Viewer<'_>, place: Place<RecordRow>) -> VisibleThreads {
        let mut visible = VisibleThreads::default();
        for row in (0..).map(ThreadRow::new).take(self.threads.rows()) {
            visible.add(row, self.level(viewer, row, place).number());
        }
        visible
    }

    /// The level of one row.
    pub(crate) fn level(&self, viewer: &Viewer<'_>, row: ThreadRow, place: Place<RecordRow>) -> Level {
        self.threads.get(row).map_or(Level::None, |thread| view(viewer, thread, place, &mut Unwanted))
    }

    /// The page of a record: only threads that link it can be there.
    fn list_page(&self, viewer: &Viewer<'_>, record: RecordRow) -> VisibleThreads {
        let mut levels = LazyLevels::new(viewer, Place::Record(Some(record)));
        let mut visible = VisibleThreads::default();
        for row in self.threads.linking(record) {
            visible.add(row, self.threads.class(row).map_or(0, |class| levels.level(class)));
        }
        visible
    }

    /// All threads: the runs of each class that is seen, then what has changed since they were put in order.
    fn list_by_class(&self, viewer: &Viewer<'_>, levels: &ClassLevels) -> VisibleThreads {
        let by_class = &self.threads.by_class;
        let mut map = LevelMap::new(self.threads.rows());
        for (folded, levels) in levels.seen() {
            for run in by_class.runs(folded) {
                let level = levels.level(viewer, run.links);
                if level > 0 {
                    by_class.rows(run).flatten().for_each(|row| map.set(*row, level));
                }
            }
        }
        for row in by_class.others(self.threads.rows()) {
            let class = self.threads.class(row);
            map.set(row.into(), class.map_or(0, |class| levels.get(class.folded).level(viewer, class.links)));
        }
        let (rows, levels) = map.into_lists();
        VisibleThreads { rows, levels }
    }
}
