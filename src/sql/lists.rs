//! The lists of a context by name.

use super::text::{Items, object};
use std::collections::BTreeMap;
use std::iter;

macro_rules! lists {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// A list of the context. "Joined" is the id of a mailbox, U+FFFD and a text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum List { $($(#[$doc])* $variant,)* }

        impl List {
            pub(super) const ALL: &[Self] = &[$(Self::$variant),*];

            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

lists! {
    /// Of leavers: pairs of a mailbox with the latest moment that a backup holds.
    Restored = "restored",
    /// Pairs of a mailbox with the moment from which on it shares what has no choice of its own.
    Since = "since",
    /// Domains that the organisation excludes.
    Excluded = "excluded",
    /// Domains that a mailbox excludes, joined.
    ExcludedOwn = "excludedOwn",
    /// Own names of the owner, joined: addresses.
    Addresses = "addresses",
    /// Addresses that an address with a `+part` may stand for.
    Bases = "bases",
    /// Names that are compared as text.
    Aliases = "aliases",
    /// Whom a record's access may name so that the viewer is meant.
    Principals = "principals",
}

/// All lists, with what is in them.
#[derive(Debug)]
pub(super) struct Lists {
    lists: Vec<(List, Items)>,
    nowhere: Items,
    /// Mailboxes by what there is to say of them: many share their facts.
    mailboxes: BTreeMap<String, Items>,
}

impl Lists {
    pub(super) fn new() -> Self {
        let lists = List::ALL.iter().map(|list| (*list, Items::default())).collect();
        Self { lists, nowhere: Items::default(), mailboxes: BTreeMap::new() }
    }

    pub(super) fn of(&mut self, list: List) -> &mut Items {
        match self.lists.iter_mut().find(|(known, _)| *known == list) {
            Some((_, items)) => items,
            None => &mut self.nowhere,
        }
    }

    /// Says something of a mailbox.
    pub(super) fn mailbox(&mut self, id: &str, facts: String) {
        self.mailboxes.entry(facts).or_default().text(id);
    }

    pub(super) fn text(&self) -> String {
        let mut mailboxes = Items::default();
        self.mailboxes.iter().for_each(|(facts, ids)| mailboxes.group(facts, ids));
        let named = self.lists.iter().map(|(list, items)| (list.name(), items));
        let lists: Vec<(&str, &Items)> = iter::once(("mailboxes", &mailboxes)).chain(named).collect();
        object(&lists)
    }
}
