//! What needs no viewer: a thread folded as far as it goes, once, when it is put into a policy.
//!
//! Whoever lets a rule of a view read something new of a thread puts it into [`Folded`] or [`LinkClass`] here; else a
//! list could disagree with a decision, which `tests/agreement.rs` would notice.

use super::{exclusion, leaver, links, per_thread};
use crate::model::mailbox::{LinkedAccess, Sharing};
use crate::model::participant::Participant;
use crate::model::record::Candidate;
use crate::model::rows::{RecordRow, UserRow};
use crate::model::thread::Thread;
use crate::policy::access_lists::AccessList;
use crate::policy::classes::{Class, Exclusion, Folded, LinkClass};
use crate::policy::facts::ThreadFacts;
use crate::policy::threads::FoldedThread;
use crate::policy::{MailboxFacts, Policy};
use crate::tables::interned_lists::sorted_set;

/// What the rules read of a thread besides its links, with what its participants come to, which takes longest to find out;
/// `None` if there is no such mailbox.
pub(crate) fn folded(policy: &Policy, thread: &Thread<'_>, exclusion: Exclusion) -> Option<Folded> {
    let mailbox = policy.mailbox(thread.mailbox)?;
    Some(Folded {
        mailbox: thread.mailbox,
        state: thread.state,
        choice: per_thread::choice(&mailbox.mailbox.sharing, thread),
        exclusion,
        restored: leaver::fold(mailbox, thread.last_message_at),
    })
}

/// A thread as it is kept; `None` if there is no such mailbox.
pub(crate) fn thread(policy: &mut Policy, thread: &Thread<'_>) -> Option<FoldedThread> {
    let facts = policy.threads.facts.of(thread);
    with_facts(policy, thread, facts)
}

/// A thread as it is kept, whose facts are kept already.
pub(super) fn with_facts(policy: &mut Policy, thread: &Thread<'_>, facts: ThreadFacts) -> Option<FoldedThread> {
    let mailbox = policy.mailbox(thread.mailbox)?;
    let folded = folded(policy, thread, exclusion::fold(policy, mailbox, thread.participants))?;
    let users = participating_users(policy, mailbox, thread);
    kept(policy, folded, thread.records, &users, facts)
}

/// The number of the class of a thread that is not kept; `None` if there is no such mailbox.
#[cfg(any(feature = "abi", test))]
pub(crate) fn class_of(policy: &mut Policy, thread: &Thread<'_>) -> Option<u32> {
    let mailbox = policy.mailbox(thread.mailbox)?;
    let folded = folded(policy, thread, exclusion::fold(policy, mailbox, thread.participants))?;
    let folded = policy.threads.classes.folded.insert(folded);
    class(policy, folded, thread.records)
}

/// What is kept of a thread with these facts, links and users; `None` if there is no such mailbox.
pub(super) fn kept(
    policy: &mut Policy,
    folded: Folded,
    records: &[RecordRow],
    users: &[UserRow],
    facts: ThreadFacts,
) -> Option<FoldedThread> {
    let folded = policy.threads.classes.folded.insert(folded);
    let class = class(policy, folded, records)?;
    let classes = &mut policy.threads.classes;
    Some(FoldedThread { class, links: classes.links.insert(records), users: classes.users.insert(users), facts })
}

/// The number of the class of threads with these facts, by their number, and these links.
pub(super) fn class(policy: &mut Policy, folded: u32, records: &[RecordRow]) -> Option<u32> {
    let mailbox = policy.mailbox(policy.threads.classes.folded.get(folded)?.mailbox)?;
    let links = match asked_lists(policy, mailbox, records) {
        _ if records.is_empty() => LinkClass::Unlinked,
        None => LinkClass::NoCandidate,
        Some(_) if asks_for_unknown(policy, mailbox, records) => LinkClass::Unknown,
        Some((first, others)) if others.is_empty() => LinkClass::One(first),
        Some((first, mut all)) => {
            all.push(first.number());
            let needs = links::needs(&mailbox.mailbox);
            let lists = policy.threads.classes.access.insert(&sorted_set(all));
            match needs {
                LinkedAccess::All => LinkClass::All(lists),
                LinkedAccess::Any => LinkClass::Any(lists),
            }
        }
    };
    Some(policy.threads.classes.classes.insert(Class { folded, links }))
}

/// Whether condition d) asks for access to a record that is not there. Such a record is no candidate, so only where all are
/// needed.
fn asks_for_unknown(policy: &Policy, mailbox: &MailboxFacts, records: &[RecordRow]) -> bool {
    match links::needs(&mailbox.mailbox) {
        LinkedAccess::All => records.iter().any(|record| policy.records.access(*record).is_none()),
        LinkedAccess::Any => false,
    }
}

/// The access lists of the records that condition d) asks for, the first one apart from those that differ from it;
/// `None` if there is no candidate. A list with everyone on it decides alone where one list is enough, and has no say
/// beside another where all are needed; so most threads that link several records ask for one list.
fn asked_lists(policy: &Policy, mailbox: &MailboxFacts, records: &[RecordRow]) -> Option<(AccessList, Vec<u32>)> {
    let mailbox = &mailbox.mailbox;
    let is_candidate = |record: &&RecordRow| links::candidate(policy, mailbox, **record) == Candidate::Eligible;
    records.iter().find(is_candidate)?;
    let needs = links::needs(mailbox);
    let is_asked = |record: &&RecordRow| needs == LinkedAccess::All || is_candidate(record);
    let lists = || records.iter().filter(is_asked).filter_map(|record| policy.records.access(*record));
    let is_everyones = |list: &AccessList| policy.records.lists.is_everyones(*list);
    let everyones = lists().find(is_everyones);
    if let (Some(list), LinkedAccess::Any) = (everyones, needs) {
        return Some((list, Vec::new()));
    }
    let mut others = lists().filter(|list| !is_everyones(list));
    let Some(first) = others.next() else { return Some((everyones?, Vec::new())) };
    Some((first, others.filter(|list| *list != first).map(AccessList::number).collect()))
}

fn participating_users(policy: &Policy, mailbox: &MailboxFacts, thread: &Thread<'_>) -> Vec<UserRow> {
    let Sharing::PerThread { .. } = mailbox.mailbox.sharing else { return Vec::new() };
    let mut users = Vec::new();
    for text in thread.participants {
        let participant = Participant::read(text, policy.to_ascii);
        let found = policy.own_names.users(&participant);
        users.extend(found.filter(|user| *user != mailbox.mailbox.owner).map(u32::from));
    }
    sorted_set(users).into_iter().map(UserRow::new).collect()
}
