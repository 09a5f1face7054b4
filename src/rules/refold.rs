//! Folding again what is kept of threads: after records have changed, and to forget what changes have left behind.

use super::fold;
use crate::model::rows::{RecordRow, ThreadRow};
use crate::policy::Policy;
use crate::policy::classes::{Class, Classes};
use crate::policy::threads::FoldedThread;

/// Folds the links of all threads again that link one of these records, which have changed.
pub(crate) fn links_of(policy: &mut Policy, changed: &[RecordRow]) {
    if changed.is_empty() {
        return;
    }
    let mut is_changed = vec![false; policy.records.count()];
    for record in changed {
        is_changed.get_mut(record.index()).into_iter().for_each(|is_changed| *is_changed = true);
    }
    let links_any = |record: RecordRow| is_changed.get(record.index()).copied().unwrap_or(false);
    let rows: Vec<ThreadRow> = policy.threads.linking_any(links_any).collect();
    for row in rows {
        links_again(policy, row);
    }
    policy.records.revise();
}

/// The class may be the one before, and yet the thread appear on another record's page: every row counts as changed.
fn links_again(policy: &mut Policy, row: ThreadRow) {
    let Some(Class { folded, .. }) = policy.threads.class(row) else { return };
    let records = policy.threads.links(row).to_vec();
    if let Some(class) = fold::class(policy, folded, &records) {
        policy.threads.change_class(row, class);
    }
}

/// Forgets lists and classes that are not used any more, once they may be more than those that are: else a policy that is
/// changed again and again would grow without end.
pub(crate) fn forget_unused(policy: &mut Policy) {
    if !policy.has_outgrown() {
        return;
    }
    let seed = policy.seed.clone();
    policy.records.forget_unused_lists(&seed);
    let classes = std::mem::replace(&mut policy.threads.classes, Classes::new(&seed));
    for row in (0..).map(ThreadRow::new).take(policy.threads.rows()) {
        let Some(thread) = policy.threads.kept(row) else { continue };
        let thread = again(policy, &classes, &thread).unwrap_or_else(|| policy.threads.refused());
        policy.threads.set(row, thread);
    }
    policy.limit_size();
}

/// What is kept of a thread, by new numbers; `None` for a removed one.
fn again(policy: &mut Policy, before: &Classes, thread: &FoldedThread) -> Option<FoldedThread> {
    let folded = *before.folded.get(before.classes.get(thread.class)?.folded)?;
    fold::kept(policy, folded, before.links.records(&thread.links), before.users.list(thread.users))
}
