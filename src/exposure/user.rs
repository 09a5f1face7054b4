//! What differs for one user.

use super::pairs::{Group, Pairs, Row};
use super::tally::{Counts, Example, Examples};
use super::{ExposedThread, ExposedUser, ExposureQuery};
use crate::model::decision::Level;
use crate::model::place::Place;
use crate::model::rows::{RecordRow, ThreadRow};
use crate::policy::Policy;
use crate::policy::classes::Class;
use crate::rules::classes::LazyLevels;
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
    before: Option<LazyLevels<'a, 'p>>,
    after: Option<LazyLevels<'a, 'p>>,
}

impl<'a, 'p> Levels<'a, 'p> {
    /// Those in which some thread of the group may be seen.
    fn in_group(&mut self, group: Group) -> [Option<&mut LazyLevels<'a, 'p>>; 2] {
        [of_group(self.before.as_mut(), group.before), of_group(self.after.as_mut(), group.after)]
    }
}

fn of_group<'l, 'a, 'p>(
    levels: Option<&'l mut LazyLevels<'a, 'p>>,
    folded: Option<u32>,
) -> Option<&'l mut LazyLevels<'a, 'p>> {
    let levels = levels?;
    (!levels.is_nothing(folded?)).then_some(levels)
}

/// The number of the level that all threads of a class have.
fn level(levels: &mut Option<&mut LazyLevels<'_, '_>>, class: Option<Class>) -> u8 {
    match (levels, class) {
        (Some(levels), Some(class)) => levels.level(class),
        (None, _) | (_, None) => 0,
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
            before: before.as_ref().map(|viewer| LazyLevels::new(viewer, self.place)),
            after: after.as_ref().map(|viewer| LazyLevels::new(viewer, self.place)),
        };
        let mut counts = Counts::default();
        let mut examples = Examples::new(self.query.examples);
        for group in self.pairs.groups() {
            let [mut was, mut is] = levels.in_group(*group);
            if was.is_none() && is.is_none() {
                continue;
            }
            for pair in self.pairs.pairs(*group) {
                let (before, after) = (level(&mut was, pair.before), level(&mut is, pair.after));
                counts.add(before, after, pair.count);
                if before != after {
                    examples.offer(self.pairs.rows(*pair), before, after);
                }
            }
        }
        let (user, count) = counts.of_user(id)?;
        Some((ExposedUser { examples: examples.best().map(|example| self.told(example)).collect(), ..user }, count))
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
