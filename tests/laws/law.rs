//! How a law is tried: on random snapshots, before and after a random change.

use std::cell::Cell;

use mailveil::{Policy, domain_to_ascii};
use proptest::collection::vec;
use proptest::prelude::{TestCaseError, any, prop_assert};
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestError, TestRunner};
use serde_json::Value;

use super::edits::rows;
use super::model::dice::Dice;
use super::model::pools::NOON;
use super::model::random;

/// So many bytes are enough for any snapshot and for what is done with it.
const BYTES: usize = 768;

pub type Holds = Result<(), TestCaseError>;

/// Tries a law on random dice; those that break it are shrunk.
///
/// Every run has equal dice; `PROPTEST_RNG_SEED` asks for others, `PROPTEST_CASES` for more than the usual 256, halved here.
pub fn for_all(law: impl Fn(&mut Dice) -> Holds) {
    let mut config = Config {
        cases: Config::default().cases / 2,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        // Unoptimised, the default one takes longer than the laws.
        rng_algorithm: RngAlgorithm::XorShift,
        ..Config::default()
    };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(2026);
    }
    let outcome = TestRunner::new(config).run(&vec(any::<u8>(), BYTES), |bytes| law(&mut Dice::of_bytes(&bytes)));
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(broken, _)) => panic!("{broken}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

/// The policy of a valid snapshot.
pub fn policy(snapshot: &Value) -> Policy {
    let text = serde_json::to_vec(snapshot).unwrap();
    Policy::parse(&text, domain_to_ascii).unwrap_or_else(|refused| panic!("{:?}\n{snapshot}", refused.problems))
}

/// Mostly noon, around which everything happens.
pub fn now(dice: &mut Dice) -> &'static str {
    if dice.chance(30) { dice.time() } else { NOON[0] }
}

/// Where a thread is about to appear.
#[derive(Clone, Copy, Debug)]
pub enum Place<'s> {
    /// Surface omitted.
    Anywhere,
    Mailbox,
    Record,
    /// The page of this record.
    Page(&'s str),
}

impl<'s> Place<'s> {
    /// Every place there is.
    pub fn all(snapshot: &'s Value) -> Vec<Self> {
        let pages = rows(snapshot, "records").iter().map(|record| Self::Page(id(record)));
        [Self::Anywhere, Self::Mailbox, Self::Record].into_iter().chain(pages).collect()
    }

    /// The members of a question about what appears there.
    pub fn ask<'q>(self, members: &[(&'q str, &'q str)]) -> Vec<(&'q str, Option<&'q str>)>
    where
        's: 'q,
    {
        let place = match self {
            Self::Anywhere => None,
            Self::Mailbox => Some(("surface", "mailbox")),
            Self::Record => Some(("surface", "record")),
            Self::Page(record) => Some(("record", record)),
        };
        members.iter().copied().chain(place).map(|(name, value)| (name, Some(value))).collect()
    }
}

pub fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap()
}

/// What the viewer sees of every thread at the place, as numbers: 0 none, 1 metadata, 2 subject, 3 full.
///
/// Asked as a list, which equals single decisions by a law of its own.
pub fn levels(policy: &Policy, viewer: &str, place: Place<'_>, now: &str, threads: usize) -> Vec<u8> {
    let visible = policy.visible_threads_named(&place.ask(&[("viewer", viewer), ("now", now)])).unwrap();
    let mut levels = vec![0; threads];
    for (row, level) in visible.rows.iter().zip(visible.levels) {
        levels[usize::try_from(*row).unwrap()] = level;
    }
    levels
}

/// Does something to a snapshot, unless there is nothing in it to do that to.
pub trait Edit: Fn(&mut Dice, &mut Value) -> Option<()> {}
impl<F: Fn(&mut Dice, &mut Value) -> Option<()>> Edit for F {}

fn nothing(_: &mut Dice, _: &mut Value) -> Option<()> {
    Some(())
}

/// After the edit nobody sees less of any thread anywhere, and now and then somebody sees more.
pub fn never_hides(edit: impl Edit) {
    never_hides_after(nothing, edit);
}

/// Prepares the random snapshot; then, after the edit, nobody sees less, and now and then somebody sees more.
pub fn never_hides_after(first: impl Edit, edit: impl Edit) {
    let count = compare(first, edit, |before, after| before <= after);
    assert!(count.changed > 0, "nobody ever saw more: the law was not tried");
}

/// After the edit nobody sees more of any thread anywhere, and now and then somebody sees less.
pub fn never_reveals(edit: impl Edit) {
    never_reveals_after(nothing, edit);
}

/// Prepares the random snapshot; then, after the edit, nobody sees more, and now and then somebody sees less.
pub fn never_reveals_after(first: impl Edit, edit: impl Edit) {
    let count = compare(first, edit, |before, after| before >= after);
    assert!(count.changed > 0, "nobody ever saw less: the law was not tried");
}

/// After the edit everybody sees what they saw before.
pub fn shows_the_same(edit: impl Edit) {
    shows_the_same_after(nothing, edit);
}

/// Prepares the random snapshot; then, after the edit, everybody sees what they saw before.
pub fn shows_the_same_after(first: impl Edit, edit: impl Edit) {
    let count = compare(first, edit, |before, after| before == after);
    assert!(count.seen > 0, "nobody ever saw anything: the law was not tried");
}

struct Count {
    changed: usize,
    seen: usize,
}

fn compare(first: impl Edit, edit: impl Edit, holds: fn(u8, u8) -> bool) -> Count {
    let (changed, seen) = (Cell::new(0), Cell::new(0));
    for_all(|dice| {
        let mut before = random::snapshot(dice);
        let now = now(dice);
        if first(dice, &mut before).is_none() {
            return Ok(());
        }
        let mut after = before.clone();
        if edit(dice, &mut after).is_none() {
            return Ok(());
        }
        let (old, new) = (policy(&before), policy(&after));
        let threads = rows(&before, "threads");
        for viewer in rows(&before, "users").iter().map(id) {
            for place in Place::all(&before) {
                let was = levels(&old, viewer, place, now, threads.len());
                let is = levels(&new, viewer, place, now, rows(&after, "threads").len());
                for ((thread, was), is) in threads.iter().zip(was).zip(is) {
                    let thread = id(thread);
                    prop_assert!(
                        holds(was, is),
                        "{viewer} saw {was} of {thread} at {place:?}, and sees {is}\nbefore: {before}\nafter: {after}"
                    );
                    changed.set(changed.get() + usize::from(was != is));
                    seen.set(seen.get() + usize::from(is > 0));
                }
            }
        }
        Ok(())
    });
    Count { changed: changed.get(), seen: seen.get() }
}
