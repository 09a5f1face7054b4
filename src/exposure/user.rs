//! What differs for one user.

use super::pairs::{Pair, Pairs, Row};
use super::{ExposedThread, ExposedUser, ExposureQuery};
use crate::model::decision::Level;
use crate::model::place::Place;
use crate::model::rows::{RecordRow, ThreadRow};
use crate::policy::Policy;

/// Two policies in one place at one moment.
#[derive(Debug)]
pub(super) struct Compared<'c> {
    pub(super) before: &'c Policy,
    pub(super) after: &'c Policy,
    pub(super) pairs: &'c Pairs,
    pub(super) place: Place<RecordRow>,
    pub(super) query: ExposureQuery,
}

/// The numbers of the levels of one user, by the number of the class.
struct Levels {
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Levels {
    fn of(&self, pair: Pair) -> (u8, u8) {
        let level = |levels: &[u8], class: u32| {
            // A thread that is not there has no class, and is at none.
            let found = usize::try_from(class).ok().and_then(|class| levels.get(class));
            found.copied().unwrap_or(0)
        };
        (level(&self.before, pair.before), level(&self.after, pair.after))
    }
}

fn named(level: u8) -> Level {
    Level::ALL.get(usize::from(level)).copied().unwrap_or(Level::None)
}

impl Compared<'_> {
    /// What differs for a user of either policy, with the number of differences; nothing if there is none.
    pub(super) fn user(&self, id: &str) -> Option<(ExposedUser, usize)> {
        let levels = Levels { before: self.levels(self.before, id), after: self.levels(self.after, id) };
        if levels.before.is_empty() && levels.after.is_empty() {
            return None;
        }
        let mut user = ExposedUser::default();
        let mut differing = Vec::new();
        for pair in self.pairs.iter() {
            let (before, after) = levels.of(pair);
            if before != after {
                let (before, after) = (named(before), named(after));
                user.count(before, after, pair.count);
                differing.push((pair, before, after));
            }
        }
        if differing.is_empty() {
            return None;
        }
        user.user = id.to_owned();
        user.examples = self.examples(&differing);
        let counts = [user.gained, user.lost, user.raised, user.lowered];
        Some((user, counts.into_iter().fold(0, usize::saturating_add)))
    }

    /// Nothing for a user who is not there, or may not act.
    fn levels(&self, policy: &Policy, id: &str) -> Vec<u8> {
        let user = policy.find_user(id);
        user.map_or_else(Vec::new, |user| policy.class_levels(user, self.place, self.query.now))
    }

    /// Those that reach the highest level first, then in the order of rows.
    fn examples(&self, differing: &[(Pair, Level, Level)]) -> Vec<ExposedThread> {
        let wanted = self.query.examples;
        let mut examples: Vec<ExposedThread> = Vec::new();
        for level in [Level::Full, Level::Subject, Level::Metadata, Level::None] {
            let missing = wanted.saturating_sub(examples.len());
            if missing == 0 {
                break;
            }
            let mut rows: Vec<(Row, Level)> = Vec::new();
            for (pair, before, _) in differing.iter().filter(|(.., after)| *after == level) {
                rows.extend(self.pairs.rows(*pair).iter().take(missing).map(|row| (*row, *before)));
            }
            rows.sort_unstable_by_key(|(row, _)| *row);
            let found = rows.into_iter().take(missing);
            examples.extend(found.map(|(row, before)| ExposedThread { thread: self.id(row), before, after: level }));
        }
        examples
    }

    fn id(&self, row: Row) -> String {
        let id = |policy: &Policy, row: ThreadRow| <[&str; 2]>::from(policy.threads.id(row)).concat();
        match row {
            Row::After(row) => id(self.after, row),
            Row::Gone(row) => id(self.before, row),
        }
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
