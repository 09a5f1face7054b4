//! Whatever text a header holds, what is read as an excluded domain in it is hidden from others.
//!
//! `tests/model_headers.rs` asks the model for the same.

use std::cell::Cell;

use proptest::prelude::{prop_assert, prop_assert_eq};

use super::law::{Holds, Place, for_all, levels, policy};
use super::model::dice::Dice;
use super::model::pools::NOON;
use super::model::readable;

const TEXTS: usize = 24;

/// In every mode and by every list: the owner sees all, and of the rest others see what the law lets them.
fn others_see(texts: &[String], law: impl Fn(&str, bool) -> Holds) -> Holds {
    for snapshot in readable::snapshots(texts) {
        let policy = policy(&snapshot);
        let owner = levels(&policy, "ann", Place::Anywhere, NOON[0], texts.len());
        prop_assert_eq!(owner, vec![3; texts.len()]);
        for place in Place::all(&snapshot) {
            let seen = levels(&policy, "bob", place, NOON[0], texts.len());
            for (text, level) in texts.iter().zip(seen) {
                law(text, level > 0)?;
            }
        }
    }
    Ok(())
}

fn texts(dice: &mut Dice, text: fn(&mut Dice) -> String) -> Vec<String> {
    (0..TEXTS).map(|_| text(dice)).collect()
}

/// The host of an address, spelt in any way and in any company.
#[test]
fn an_excluded_host() {
    for_all(|dice| {
        let texts = texts(dice, readable::text_with_excluded);
        others_see(&texts, |text, is_seen| {
            prop_assert!(!is_seen, "{text:?}");
            Ok(())
        })
    });
}

/// Where another host stands behind the `@`.
#[test]
fn an_excluded_host_before_the_at() {
    for_all(|dice| {
        let texts = texts(dice, readable::text_with_excluded_before_the_at);
        others_see(&texts, |text, is_seen| {
            prop_assert!(!is_seen, "{text:?}");
            Ok(())
        })
    });
}

/// Any row of pieces of headers in which someone reads it.
#[test]
fn what_reads_as_an_excluded_host() {
    let (hidden, shown) = (Cell::new(0), Cell::new(0));
    for_all(|dice| {
        let texts = texts(dice, readable::any_text);
        others_see(&texts, |text, is_seen| {
            let reads = readable::reads_excluded(text);
            prop_assert!(!(is_seen && reads), "{text:?}");
            hidden.set(hidden.get() + usize::from(reads));
            shown.set(shown.get() + usize::from(is_seen));
            Ok(())
        })
    });
    assert!(hidden.get() > 0 && shown.get() > 0, "{hidden:?} read so, {shown:?} seen");
}
