//! The threads of two policies, matched by id and counted by the classes that they have in both.

use super::Scope;
use crate::model::rows::ThreadRow;
use crate::policy::Policy;
use crate::policy::classes::Class;

/// All threads of either policy, as far as they may differ.
#[derive(Debug)]
pub(super) struct Pairs {
    groups: Vec<Group>,
    /// By group.
    pairs: Vec<Pair>,
    /// By pair, ascending.
    rows: Vec<Row>,
}

/// Threads with the same folded facts in both policies, by their numbers: often a user sees none of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) before: Option<u32>,
    pub(super) after: Option<u32>,
    first: usize,
    count: usize,
}

/// Threads of the same classes in both policies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Nothing where the thread is not there.
    pub(super) before: Option<Class>,
    pub(super) after: Option<Class>,
    first: usize,
    pub(super) count: usize,
}

/// A row of the policy after the change; behind those, rows that are only in the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Row {
    After(ThreadRow),
    Gone(ThreadRow),
}

/// The number of a class behind that of its folded facts, so that what belongs together is sorted together.
type Key = Option<(u32, u32)>;

impl Pairs {
    pub(super) fn of(before: &Policy, after: &Policy, scope: Scope) -> Self {
        let mut matched: Vec<(Key, Key, Row)> = Vec::new();
        let mut id = String::new();
        for (row, key) in rows(after, scope) {
            matched.push((find(before, after, row, &mut id), Some(key), Row::After(row)));
        }
        for (row, key) in rows(before, scope) {
            if find(after, before, row, &mut id).is_none() {
                matched.push((Some(key), None, Row::Gone(row)));
            }
        }
        matched.sort_unstable_by_key(|(before, after, row)| {
            let folded = |key: &Key| key.map(|(folded, _)| folded);
            (folded(before), folded(after), *before, *after, *row)
        });
        Self::grouped(before, after, matched)
    }

    fn grouped(before: &Policy, after: &Policy, matched: Vec<(Key, Key, Row)>) -> Self {
        let class = |policy: &Policy, key: Key| policy.threads.classes.classes.get(key?.1).copied();
        let folded = |class: Option<Class>| class.map(|class| class.folded);
        let (mut groups, mut pairs): (Vec<Group>, Vec<Pair>) = (Vec::new(), Vec::new());
        let mut last = None;
        for (place, (was, is, _)) in matched.iter().enumerate() {
            if last != Some((*was, *is)) {
                last = Some((*was, *is));
                pairs.push(Pair { before: class(before, *was), after: class(after, *is), first: place, count: 0 });
            }
            if let Some(pair) = pairs.last_mut() {
                pair.count = pair.count.saturating_add(1);
            }
        }
        for (place, pair) in pairs.iter().enumerate() {
            let (was, is) = (folded(pair.before), folded(pair.after));
            match groups.last_mut() {
                Some(group) if (group.before, group.after) == (was, is) => group.count = group.count.saturating_add(1),
                Some(_) | None => groups.push(Group { before: was, after: is, first: place, count: 1 }),
            }
        }
        Self { groups, pairs, rows: matched.into_iter().map(|(_, _, row)| row).collect() }
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    pub(super) fn pairs(&self, group: Group) -> &[Pair] {
        self.pairs.get(group.first..group.first.saturating_add(group.count)).unwrap_or_default()
    }

    /// Ascending.
    pub(super) fn rows(&self, pair: Pair) -> &[Row] {
        self.rows.get(pair.first..pair.first.saturating_add(pair.count)).unwrap_or_default()
    }
}

/// The rows that are not removed, and may differ.
fn rows(policy: &Policy, scope: Scope) -> impl Iterator<Item = (ThreadRow, (u32, u32))> {
    let numbers = policy.threads.class_numbers().flatten().copied();
    (0..).map(ThreadRow::new).zip(numbers).filter_map(move |(row, number)| {
        let class = policy.threads.classes.classes.get(number)?;
        let is_touched = match scope {
            Scope::Everything | Scope::SupportAgents => true,
            Scope::Mailbox(mailbox) => {
                policy.threads.classes.folded.get(class.folded).is_some_and(|folded| folded.mailbox == mailbox)
            }
            Scope::Thread(thread) => thread == row,
        };
        is_touched.then_some((row, (class.folded, number)))
    })
}

/// The class in one policy of the thread that has a row in another. Mostly it has that row in both.
fn find(policy: &Policy, other: &Policy, row: ThreadRow, id: &mut String) -> Key {
    let parts = other.threads.id(row);
    let key = |row: ThreadRow| {
        let number = policy.threads.class_number(row)?;
        Some((policy.threads.classes.classes.get(number)?.folded, number))
    };
    let same_row = key(row).filter(|_| policy.threads.id(row) == parts);
    if same_row.is_some() {
        return same_row;
    }
    id.clear();
    id.push_str(parts.0);
    id.push_str(parts.1);
    policy.threads.find(id).and_then(key)
}
