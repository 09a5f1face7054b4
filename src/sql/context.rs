//! The context: what a statement has to know of one viewer at one moment, as lists.
//!
//! Every list but those of excluded domains lets something be seen, so that a list that is empty, or is not there, shows
//! nothing. Excluded domains count where no fact says that none do.
//! What the rules say of each mailbox stands in `mailboxes`, a letter for each fact (`facts.rs`).

use super::facts::{self, Fact};
use super::lists::{List, Lists};
use super::text::storable;
use super::{principals, times};
use crate::model::address::domain_of;
use crate::model::decision::Level;
use crate::model::instant::Instant;
use crate::model::mailbox::Sharing;
use crate::model::place::Place;
use crate::model::rows::{RecordRow, UserRow};
use crate::model::thread::ThreadSharing;
use crate::policy::{MailboxFacts, Policy};
use crate::rules::ceiling::ceiling;
use crate::rules::relation::Relation;
use crate::rules::viewer::{self, Viewer};
use crate::rules::{exclusion, leaver, mode};
use std::collections::BTreeSet;

/// The context of a viewer; of one who may not act, one that shows nothing.
pub(super) fn text(policy: &Policy, row: UserRow, now: Instant) -> String {
    let mut lists = Lists::new();
    if let Ok(viewer) = viewer::admit(policy, row, now) {
        fill(&mut lists, &viewer);
    }
    lists.text()
}

/// A mailbox before a viewer.
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
        let said = said(lists, Seen { viewer, facts, relation, id }, &addresses);
        if !said.is_empty() {
            lists.mailbox(id, said.into_iter().map(Fact::letter).collect());
        }
    }
}

/// What there is to say of a mailbox: nothing if the viewer sees nothing of it.
fn said(lists: &mut Lists, seen: Seen<'_, '_>, addresses: &OwnedAddresses<'_>) -> Vec<Fact> {
    if seen.relation.owns {
        return vec![Fact::Own, Fact::Full];
    }
    let mut said = on_record(lists, seen, addresses);
    // Shared mailboxes in the communication panel (C-08).
    let level = seen.level(Some(ThreadSharing::Shared), Place::Mailbox);
    if level > Level::None {
        if said.is_empty() {
            said.extend(facts::of_level(level));
        }
        said.push(Fact::Send);
    }
    said
}

fn on_record(lists: &mut Lists, seen: Seen<'_, '_>, addresses: &OwnedAddresses<'_>) -> Vec<Fact> {
    let Seen { viewer, facts: mailbox, id, .. } = seen;
    let level = |sharing| seen.level(sharing, Place::Record(None));
    let best = level(Some(ThreadSharing::Shared));
    if best == Level::None {
        return Vec::new();
    }
    let Some(held) = held(lists, seen) else { return Vec::new() };
    let mut said = vec![held];
    said.extend(facts::of_level(best));
    if level(Some(ThreadSharing::Private)) > Level::None {
        said.push(Fact::PrivateToo);
    }
    if level(None) > Level::None {
        said.extend(unchosen(lists, seen));
    }
    said.extend(mode::of(&mailbox.mailbox.sharing).eligible.iter().map(|kind| facts::of_type(*kind)));
    said.extend(facts::of_links(&mailbox.mailbox.sharing));
    if viewer.can_access_all() {
        said.push(Fact::AllRecords);
    }
    if exclusion::applies(viewer.policy, mailbox) {
        exclusions(lists, viewer.policy, mailbox, id, addresses);
    } else {
        said.push(Fact::Open);
    }
    said
}

/// How much of the mailbox there is for others: without a backup a leaver's mail is gone.
fn held(lists: &mut Lists, Seen { viewer, facts, id, .. }: Seen<'_, '_>) -> Option<Fact> {
    if !leaver::needs_backup(facts) {
        return Some(Fact::Whole);
    }
    let until = leaver::restored_until(facts, viewer.now).and_then(times::down)?;
    lists.of(List::Restored).pair(id, &until);
    Some(Fact::Restored)
}

/// Whether threads without a choice are shown, all of them or from some moment on (P-08).
fn unchosen(lists: &mut Lists, Seen { facts, id, .. }: Seen<'_, '_>) -> Option<Fact> {
    let since = match facts.mailbox.sharing {
        Sharing::PerThread { default, .. } => default.since(),
        Sharing::Complete { .. } | Sharing::Private | Sharing::RecordLevel { .. } | Sharing::SharedMailbox { .. } => {
            None
        }
    };
    let Some(since) = since else { return Some(Fact::Unchosen) };
    lists.of(List::Since).pair(id, &times::up(since)?);
    Some(Fact::UnchosenSince)
}

/// By what a thread is screened where a list applies: the mailbox's own list, and the owner's own names.
fn exclusions(lists: &mut Lists, policy: &Policy, facts: &MailboxFacts, id: &str, addresses: &OwnedAddresses<'_>) {
    facts.excluded_domains.entries().for_each(|domain| lists.of(List::ExcludedOwn).joined(id, domain));
    let owner = facts.mailbox.owner;
    let Some(user) = policy.user(owner) else { return };
    // Mostly, a user's address is that of their mailbox.
    let own: BTreeSet<&str> = user.addresses.iter().map(String::as_str).chain(addresses.of(owner)).collect();
    for address in own.into_iter().filter_map(storable) {
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
        let mut addresses = Vec::from_iter(owned);
        // Quick where they are almost in order, as mailboxes of users mostly are.
        addresses.sort_by_key(|(owner, _)| *owner);
        Self { addresses }
    }

    fn of(&self, owner: UserRow) -> impl Iterator<Item = &'p str> {
        let start = self.addresses.partition_point(|(user, _)| *user < owner);
        let rest = self.addresses.get(start..).unwrap_or_default().iter();
        rest.take_while(move |(user, _)| *user == owner).map(|(_, address)| *address)
    }
}
