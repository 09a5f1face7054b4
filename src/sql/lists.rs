//! The lists of a context by name.

use super::text::{Items, object};

macro_rules! lists {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// A list of the context. Those of mailboxes hold ids; "joined" is the id of a mailbox, U+FFFD and a text.
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
    /// Mailboxes of the viewer.
    Own = "own",
    /// Complete mailboxes that show the viewer something.
    Complete = "complete",
    /// Those of leavers: pairs with the latest moment that a backup holds.
    CompleteRestored = "completeRestored",
    RecordLevel = "recordLevel",
    RecordLevelRestored = "recordLevelRestored",
    /// Per-thread mailboxes whose threads take access to all that they link.
    PerThreadAll = "perThreadAll",
    PerThreadAny = "perThreadAny",
    /// Shared mailboxes with the right `read`.
    SharedMailboxRead = "sharedMailboxRead",
    /// Mailboxes that are shown on the surface `mailbox`.
    Send = "sharedMailboxSend",
    /// Mailboxes of which the viewer sees no more than that.
    Metadata = "metadata",
    Subject = "subject",
    /// Per-thread mailboxes that share what has no choice of its own.
    ByDefault = "byDefault",
    /// Those that do so from a moment on: pairs with that moment.
    Since = "since",
    /// Mailboxes to which no list of excluded domains applies.
    Open = "open",
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
}

impl Lists {
    pub(super) fn new() -> Self {
        Self { lists: List::ALL.iter().map(|list| (*list, Items::default())).collect(), nowhere: Items::default() }
    }

    pub(super) fn of(&mut self, list: List) -> &mut Items {
        match self.lists.iter_mut().find(|(known, _)| *known == list) {
            Some((_, items)) => items,
            None => &mut self.nowhere,
        }
    }

    pub(super) fn text(&self) -> String {
        let lists: Vec<(&str, &Items)> = self.lists.iter().map(|(list, items)| (list.name(), items)).collect();
        object(&lists)
    }
}
