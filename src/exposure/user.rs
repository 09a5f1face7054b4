//! What differs for one user.

use super::pairs::{Group, Pair, Pairs, Row};
use super::{ExposedThread, ExposedUser, ExposureQuery};
use crate::model::decision::Level;
use crate::model::place::Place;
use crate::model::rows::{RecordRow, ThreadRow};
use crate::policy::Policy;
use crate::policy::classes::Class;
use crate::rules::classes::ClassLevels;
use crate::rules::viewer::{self, Viewer};

/// Two policies in one place at one moment.
#[derive(Debug)]
pub(super) struct Compared<'c> {
    pub(super) before: &'c Policy,
    pub(super) after: &'c Policy,
    pub(super) pairs: &'c Pairs,
    pub(super) place: Place<RecordRow>,
    pub(super) query: ExposureQuery,
}

/// The levels of one user. Whoever is not there, or may not act, sees nothing.
struct Levels<'a, 'p> {
    before: Option<ClassLevels<'a, 'p>>,
    after: Option<ClassLevels<'a, 'p>>,
}

impl Levels<'_, '_> {
    fn are_nothing(&self, group: Group) -> bool {
        let is_nothing = |levels: &Option<ClassLevels<'_, '_>>, folded: Option<u32>| {
            levels.as_ref().zip(folded).is_none_or(|(levels, folded)| levels.is_nothing(folded))
        };
        is_nothing(&self.before, group.before) && is_nothing(&self.after, group.after)
    }

    /// The numbers of the levels before and after.
    fn of(&mut self, pair: Pair) -> (u8, u8) {
        let level = |levels: &mut Option<ClassLevels<'_, '_>>, class: Option<Class>| {
            levels.as_mut().zip(class).map_or(0, |(levels, class)| levels.level(class))
        };
        (level(&mut self.before, pair.before), level(&mut self.after, pair.after))
    }
}

fn named(level: u8) -> Level {
    Level::ALL.get(usize::from(level)).copied().unwrap_or(Level::None)
}

impl Compared<'_> {
    /// What differs for a user of either policy, with the number of differences; nothing if there is none.
    pub(super) fn user(&self, id: &str) -> Option<(ExposedUser, usize)> {
        let (before, after) = (self.viewer(self.before, id), self.viewer(self.after, id));
        if before.is_none() && after.is_none() {
            return None;
        }
        let mut levels = Levels {
            before: before.as_ref().map(|viewer| ClassLevels::new(viewer, self.place)),
            after: after.as_ref().map(|viewer| ClassLevels::new(viewer, self.place)),
        };
        let mut user = ExposedUser::default();
        let mut examples = Examples { wanted: self.query.examples, by_level: Default::default() };
        let mut count = 0_usize;
        for group in self.pairs.groups() {
            if levels.are_nothing(*group) {
                continue;
            }
            for pair in self.pairs.pairs(*group) {
                let (before, after) = levels.of(*pair);
                if before != after {
                    user.count(named(before), named(after), pair.count);
                    examples.offer(self.pairs.rows(*pair), before, after);
                    count = count.saturating_add(pair.count);
                }
            }
        }
        if count == 0 {
            return None;
        }
        user.user = id.to_owned();
        user.examples = examples.best().map(|example| self.told(example)).collect();
        Some((user, count))
    }

    fn viewer<'p>(&self, policy: &'p Policy, id: &str) -> Option<Viewer<'p>> {
        let row = policy.find_user(id)?;
        viewer::admit(policy, row, self.query.now).ok().map(Viewer::prepared)
    }

    fn told(&self, Example { row, before, after }: Example) -> ExposedThread {
        ExposedThread { thread: self.id(row), before: named(before), after: named(after) }
    }

    fn id(&self, row: Row) -> String {
        let id = |policy: &Policy, row: ThreadRow| <[&str; 2]>::from(policy.threads.id(row)).concat();
        match row {
            Row::After(row) => id(self.after, row),
            Row::Gone(row) => id(self.before, row),
        }
    }
}

/// A row whose level differs, with the numbers of both levels.
#[derive(Clone, Copy)]
struct Example {
    row: Row,
    before: u8,
    after: u8,
}

/// The rows that come first, by the level that they reach; of each level no more than are wanted in all.
struct Examples {
    wanted: usize,
    by_level: [Vec<Example>; 4],
}

impl Examples {
    /// Rows that differ in the same way, ascending.
    fn offer(&mut self, rows: &[Row], before: u8, after: u8) {
        let Some(found) = self.by_level.get_mut(usize::from(after)) else { return };
        for row in rows.iter().copied().take(self.wanted) {
            if found.len() >= self.wanted && found.last().is_some_and(|last| last.row < row) {
                break;
            }
            let place = found.partition_point(|other| other.row < row);
            found.insert(place, Example { row, before, after });
            found.truncate(self.wanted);
        }
    }

    /// Those that reach the highest level first, then in the order of rows.
    fn best(self) -> impl Iterator<Item = Example> {
        self.by_level.into_iter().rev().flatten().take(self.wanted)
    }
}

impl ExposedUser {
    fn count(&mut self, before: Level, after: Level, count: usize) {
        let counter = match (before, after) {
            (Level::None, _) => &mut self.gained,
            (_, Level::None) => &mut self.lost,
            (before, after) if before < after => &mut self.raised,
            _ => &mut self.lowered,
        };
        *counter = counter.saturating_add(count);
        if after == Level::Full {
            self.to_full = self.to_full.saturating_add(count);
        }
    }
}
