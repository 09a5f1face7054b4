//! Surfaces: no thread is seen anywhere that its mode does not show there.

use proptest::prelude::{prop_assert, prop_assert_eq};
use serde_json::Value;

use super::edits::{WITH_AUDIENCE, has_mode, mailbox_of, rows};
use super::law::{Holds, Place, for_all, id, levels, now, policy};
use super::model::random;

/// One viewer and one thread: what is seen of it with the surface omitted, on each surface, and on each record's page.
struct Sight<'s> {
    snapshot: &'s Value,
    thread: &'s Value,
    is_owner: bool,
    anywhere: u8,
    mailbox: u8,
    record: u8,
    pages: Vec<(&'s str, u8)>,
}

fn for_all_sights(law: impl Fn(Sight<'_>) -> Holds) {
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let (policy, now) = (policy(&snapshot), now(dice));
        let threads = rows(&snapshot, "threads");
        for viewer in rows(&snapshot, "users") {
            let levels = |place| levels(&policy, id(viewer), place, now, threads.len());
            let [anywhere, mailbox, record] = [Place::Anywhere, Place::Mailbox, Place::Record].map(levels);
            let records = rows(&snapshot, "records").iter().map(id);
            let pages: Vec<(&str, Vec<u8>)> = records.map(|record| (record, levels(Place::Page(record)))).collect();
            for (row, thread) in threads.iter().enumerate() {
                law(Sight {
                    snapshot: &snapshot,
                    thread,
                    is_owner: mailbox_of(&snapshot, thread)["owner"] == viewer["id"],
                    anywhere: anywhere[row],
                    mailbox: mailbox[row],
                    record: record[row],
                    pages: pages.iter().map(|(record, levels)| (*record, levels[row])).collect(),
                })?;
            }
        }
        Ok(())
    });
}

/// With the surface omitted, others see what the better surface shows; an owner sees no less than there (X-01, P-04).
#[test]
fn the_better_surface_counts() {
    for_all_sights(|sight| {
        let best = sight.mailbox.max(sight.record);
        if sight.is_owner {
            prop_assert!(sight.anywhere >= best, "{}\n{}", sight.thread, sight.snapshot);
        } else {
            prop_assert_eq!(sight.anywhere, best, "{}\n{}", sight.thread, sight.snapshot);
        }
        Ok(())
    });
}

/// On the surface `record` a thread is seen exactly as on the best of the records' pages, and on none of them better
/// (P-03, Z-04, Z-05, C-12).
#[test]
fn no_page_shows_more_than_its_surface() {
    for_all_sights(|sight| {
        let best = sight.pages.iter().map(|(_, level)| *level).max().unwrap_or(0);
        prop_assert_eq!(sight.record, best, "{}\n{}", sight.thread, sight.snapshot);
        Ok(())
    });
}

/// No page shows a thread that is not linked to its record, not even to the owner (P-03, Z-04, Z-05, C-12).
#[test]
fn a_page_shows_linked_threads_only() {
    for_all_sights(|sight| {
        for (record, level) in &sight.pages {
            let is_linked = rows(sight.thread, "records").iter().any(|link| link == record);
            prop_assert!(is_linked || *level == 0, "{record}: {}\n{}", sight.thread, sight.snapshot);
        }
        Ok(())
    });
}

/// The surface `mailbox` shows others the mail of shared mailboxes alone (P-04, C-07, C-08, Z-06).
#[test]
fn a_mailbox_shows_others_shared_mailboxes_only() {
    for_all_sights(|sight| {
        let is_shared = has_mode(mailbox_of(sight.snapshot, sight.thread), &["shared-mailbox"]);
        prop_assert!(sight.is_owner || is_shared || sight.mailbox == 0, "{}\n{}", sight.thread, sight.snapshot);
        Ok(())
    });
}

/// A level between none and full comes from an audience: owners, per-thread and shared mailboxes know none.
#[test]
fn only_an_audience_has_levels_between() {
    for_all_sights(|sight| {
        let has_audience = has_mode(mailbox_of(sight.snapshot, sight.thread), &WITH_AUDIENCE) && !sight.is_owner;
        let levels = [sight.anywhere, sight.mailbox, sight.record].into_iter();
        let mut levels = levels.chain(sight.pages.iter().map(|(_, level)| *level));
        prop_assert!(
            has_audience || levels.all(|level| level == 0 || level == 3),
            "{}\n{}",
            sight.thread,
            sight.snapshot
        );
        Ok(())
    });
}
