//! The question that was asked last, asked again about another thread: whoever shows a list asks so, and what was
//! checked and found out for the first answer serves the next.

use crate::decision::{Decision, Level};
use crate::error::RequestError;
use crate::model::instant::Instant;
use crate::model::rows::ThreadRow;
use crate::policy::Policy;
use crate::policy::sightings::{Sighting, Sightings};
use crate::query::{Action, Members, Query};
use crate::rules::view::Place;

/// A question as it was checked. Of one policy, whose users and records never change; its thread may be gone since.
#[derive(Clone, Debug)]
pub struct Asked {
    query: Query,
    /// When it was asked: what is known holds while no boundary is passed.
    period: usize,
    /// Of each class of threads: the level at which the viewer sees it in the place asked for, if it was judged.
    levels: Vec<Option<Level>>,
}

/// What about a question is new when it is asked again.
#[derive(Clone, Copy, Debug)]
pub struct Again {
    /// The thread's row, as [`Policy::thread_row`] gives it.
    pub row: u32,
    /// The moment, in milliseconds since 1970; `None`: the same.
    pub milliseconds: Option<i64>,
}

impl Asked {
    /// Checks a question.
    ///
    /// # Errors
    /// As [`Policy::decide`].
    pub fn parse(policy: &Policy, members: &Members<'_>) -> Result<Self, RequestError> {
        let query = Query::parse(policy, members)?;
        Ok(Self { query, period: policy.period(query.now), levels: Vec::new() })
    }

    /// Answers it: what [`Policy::decide`] does.
    #[must_use]
    pub fn decide<'p>(&self, policy: &'p Policy) -> Decision<'p> {
        policy.answer(&self.query, None)
    }

    /// The outcome alone: what [`Policy::allows`] does.
    #[must_use]
    pub fn allows(&self, policy: &Policy) -> bool {
        policy.outcome(&self.query, None)
    }

    /// The same question, answered again. `sightings` are kept from call to call, for this policy alone.
    ///
    /// `None`: it has to be asked in full, because it is about no thread, or there is no such thread or moment.
    #[must_use]
    pub fn decide_again<'p>(
        &mut self,
        policy: &'p Policy,
        sightings: &'p mut Sightings,
        again: Again,
    ) -> Option<Decision<'p>> {
        self.turn(policy, again)?;
        let Query { viewer, now, .. } = self.query;
        let Sighting { memory, .. } = sightings.of(policy, viewer, self.place(), now);
        Some(policy.answer(&self.query, Some(memory)))
    }

    /// The outcome alone, likewise.
    #[must_use]
    pub fn allows_again(&mut self, policy: &Policy, sightings: &mut Sightings, again: Again) -> Option<bool> {
        let class = usize::try_from(policy.threads.class(ThreadRow::new(again.row))?).ok()?;
        if again.milliseconds.is_some() {
            self.turn(policy, again)?;
        }
        // INVARIANT (class): one judgement serves a whole class, as in a list.
        match self.levels.get(class) {
            Some(Some(level)) => Some(*level > Level::None),
            Some(None) | None => self.judge(policy, sightings, again, class),
        }
    }

    /// Turns to another thread, and to the moment.
    fn turn(&mut self, policy: &Policy, again: Again) -> Option<()> {
        let row = ThreadRow::new(again.row);
        policy.threads.class(row)?;
        if let Some(milliseconds) = again.milliseconds {
            self.query.now = Instant::from_milliseconds(milliseconds)?;
            let period = policy.period(self.query.now);
            if self.period != period {
                self.period = period;
                self.levels.clear();
            }
        }
        self.query.action.turn_to(row).then_some(())
    }

    /// Judges what is not known yet.
    #[cold]
    fn judge(&mut self, policy: &Policy, sightings: &mut Sightings, again: Again, class: usize) -> Option<bool> {
        self.turn(policy, again)?;
        let Query { viewer, action, now } = self.query;
        let Sighting { memory, .. } = sightings.of(policy, viewer, self.place(), now);
        let Action::View(row, place @ (Place::Anywhere | Place::Mailbox | Place::Record(None))) = action else {
            // With a record given, threads of one class may differ in whether they link it.
            return Some(policy.outcome(&self.query, Some(memory)));
        };
        let level = policy.sight(&self.query, (row, place), Some(memory));
        if self.levels.len() <= class {
            self.levels.resize(policy.threads.class_count(), None);
        }
        if let Some(known) = self.levels.get_mut(class) {
            *known = Some(level);
        }
        Some(level > Level::None)
    }

    fn place(&self) -> Place {
        if let Action::View(_, place) = self.query.action { place } else { Place::Anywhere }
    }
}

impl Policy {
    /// The row of a thread, which it has for life; after that, the row has no thread for ever.
    #[must_use]
    pub fn thread_row(&self, id: &str) -> Option<u32> {
        self.threads.find(id).map(u32::from)
    }

    /// INVARIANT (period): between two neighbouring instants of a snapshot no answer changes.
    fn period(&self, now: Instant) -> usize {
        self.boundaries.partition_point(|boundary| *boundary <= now)
    }
}
