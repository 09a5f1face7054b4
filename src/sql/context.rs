//! The context: what a statement has to know of one viewer at one moment, as flat lists.
//!
//! Every list lets something be seen, so that a list that is empty, or is not there, shows nothing.

use super::lists::{List, Lists};
use super::text::storable;
use super::ways::{self, ThreadChoice, Way};
use super::{principals, times};
use crate::model::address::domain_of;
use crate::model::decision::Level;
use crate::model::instant::Instant;
use crate::model::mailbox::{Sharing, ThreadDefault};
use crate::model::place::Place;
use crate::model::rows::{RecordRow, UserRow};
use crate::model::thread::ThreadSharing;
use crate::policy::{MailboxFacts, Policy};
use crate::rules::ceiling::ceiling;
use crate::rules::relation::Relation;
use crate::rules::viewer::{self, Viewer};
use crate::rules::{exclusion, leaver};
use std::collections::BinaryHeap;

/// The context of a viewer; of one who may not act, one that shows nothing.
pub(super) fn text(policy: &Policy, row: UserRow, now: Instant) -> String {
    let mut lists = Lists::new();
    if let Ok(viewer) = viewer::admit(policy, row, now) {
        fill(&mut lists, &viewer);
    }
    lists.text()
}

/// A mailbox of somebody else, before a viewer.
#[derive(Clone, Copy)]
struct Seen<'a, 'p> {
    viewer: &'a Viewer<'p>,
    facts: &'p MailboxFacts,
    relation: Relation,
    id: &'p str,
}

impl Seen<'_, '_> {
    /// The level of the thread that is seen best of all, for which its owner chose this.
    fn level(self, sharing: Option<ThreadSharing>, place: Place<RecordRow>) -> Level {
        ceiling(self.viewer, self.relation, self.facts, sharing, place)
    }
}

fn fill(lists: &mut Lists, viewer: &Viewer<'_>) {
    let policy = viewer.policy;
    for principal in principals::of_viewer(viewer) {
        storable(&principal).into_iter().for_each(|principal| lists.of(List::Principals).text(principal));
    }
    policy.excluded_domains.entries().for_each(|domain| lists.of(List::Excluded).text(domain));
    let addresses = OwnedAddresses::new(policy);
    for facts in &policy.mailboxes {
        let Some(id) = storable(policy.mailbox_names.name(facts.row.into())) else { continue };
        let relation = Relation::of(viewer, facts);
        if relation.owns {
            lists.of(List::Own).text(id);
        } else if let Some(way) = ways::of(&facts.mailbox.sharing) {
            let seen = Seen { viewer, facts, relation, id };
            on_mailbox(lists, seen);
            on_record(lists, seen, &way, &addresses);
        }
    }
}

/// Shared mailboxes in the communication panel (C-08).
fn on_mailbox(lists: &mut Lists, seen: Seen<'_, '_>) {
    if seen.level(Some(ThreadSharing::Shared), Place::Mailbox) > Level::None {
        lists.of(List::Send).text(seen.id);
    }
}

fn on_record(lists: &mut Lists, seen: Seen<'_, '_>, way: &Way, addresses: &OwnedAddresses<'_>) {
    let Seen { viewer, facts, id, .. } = seen;
    let level = seen.level(Some(ThreadSharing::Shared), Place::Record(None));
    if level == Level::None || !gate(lists, seen, way) {
        return;
    }
    match level {
        Level::Metadata => lists.of(List::Metadata).text(id),
        Level::Subject => lists.of(List::Subject).text(id),
        Level::None | Level::Full => {}
    }
    if way.choice == ThreadChoice::ByDefault && seen.level(None, Place::Record(None)) > Level::None {
        by_default(lists, facts, id);
    }
    if exclusion::applies(viewer.policy, facts) {
        exclusions(lists, viewer.policy, facts, id, addresses);
    } else if way.mode.excludes {
        lists.of(List::Open).text(id);
    }
}

/// The list of the mailbox's mode. False if there is nothing of it for others: without a backup a leaver's mail is gone.
fn gate(lists: &mut Lists, seen: Seen<'_, '_>, way: &Way) -> bool {
    let Seen { viewer, facts, id, .. } = seen;
    if !leaver::needs_backup(facts) {
        lists.of(way.list).text(id);
        return true;
    }
    let until = leaver::restored_until(facts, viewer.now).and_then(times::down);
    let (Some(until), Some(restored)) = (until, way.restored) else { return false };
    lists.of(restored).pair(id, &until);
    true
}

/// A mailbox whose threads are shared by default, all of them or from some moment on (P-08).
fn by_default(lists: &mut Lists, facts: &MailboxFacts, id: &str) {
    match facts.mailbox.sharing {
        Sharing::PerThread { default: ThreadDefault::Shared { since: None }, .. } => {
            lists.of(List::ByDefault).text(id);
        }
        Sharing::PerThread { default: ThreadDefault::Shared { since: Some(since) }, .. } => {
            times::up(since).iter().for_each(|since| lists.of(List::Since).pair(id, since));
        }
        Sharing::Complete { .. }
        | Sharing::PerThread { default: ThreadDefault::Private { .. }, .. }
        | Sharing::Private
        | Sharing::RecordLevel { .. }
        | Sharing::SharedMailbox { .. } => {}
    }
}

/// By what a thread is screened where a list applies: the mailbox's own list, and the owner's own names.
fn exclusions(lists: &mut Lists, policy: &Policy, facts: &MailboxFacts, id: &str, addresses: &OwnedAddresses<'_>) {
    facts.excluded_domains.entries().for_each(|domain| lists.of(List::ExcludedOwn).joined(id, domain));
    let owner = facts.mailbox.owner;
    let Some(user) = policy.user(owner) else { return };
    let own = user.addresses.iter().map(String::as_str).chain(addresses.of(owner));
    for address in own.filter_map(storable) {
        lists.of(List::Addresses).joined(id, address);
        if policy.own_names.is_subaddressed(domain_of(address)) {
            lists.of(List::Bases).joined(id, address);
        }
    }
    user.aliases.iter().filter_map(|alias| storable(alias)).for_each(|alias| lists.of(List::Aliases).joined(id, alias));
}

/// The addresses of the mailboxes that each user owns.
struct OwnedAddresses<'p> {
    /// In the order of the owners.
    addresses: Vec<(UserRow, &'p str)>,
}

impl<'p> OwnedAddresses<'p> {
    fn new(policy: &'p Policy) -> Self {
        let owned = policy.mailboxes.iter().map(|facts| (facts.mailbox.owner, facts.mailbox.address.as_str()));
        Self { addresses: BinaryHeap::from_iter(owned).into_sorted_vec() }
    }

    fn of(&self, owner: UserRow) -> impl Iterator<Item = &'p str> {
        let start = self.addresses.partition_point(|(user, _)| *user < owner);
        let rest = self.addresses.get(start..).unwrap_or_default().iter();
        rest.take_while(move |(user, _)| *user == owner).map(|(_, address)| *address)
    }
}
