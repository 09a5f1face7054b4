//! Who is meant by what stands in a letter (docs/specification.md section 2, "Own names").

use crate::model::address::{domain_of, lower_case, without_subaddress};
use crate::model::mailbox::Mailbox;
use crate::model::participant::Participant;
use crate::model::rows::UserRow;
use crate::model::user::User;
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;
use std::borrow::Cow;

/// A name that a user may have: an address, normalised, or an alias, lower-cased.
#[derive(Clone, Debug)]
pub(crate) enum Name<'t> {
    Address(Cow<'t, str>),
    Alias(Cow<'t, str>),
}

impl Name<'_> {
    pub(crate) fn text(&self) -> &str {
        let (Self::Address(text) | Self::Alias(text)) = self;
        text
    }
}

/// Every own name of every user. Several users may share one.
#[derive(Clone, Debug)]
pub(crate) struct OwnNames {
    /// Those of users and of the mailboxes that they own, normalised.
    addresses: UsersByName,
    /// Lower-cased.
    aliases: UsersByName,
    /// The domains in which `ann+x` is `ann`; none without subaddressing.
    subaddressed: Interner,
}

impl OwnNames {
    pub(crate) fn compile(seed: &Seed, users: &[User], mailboxes: &[Mailbox], subaddressed: &[String]) -> Self {
        let mut names = Self {
            addresses: UsersByName::new(seed),
            aliases: UsersByName::new(seed),
            subaddressed: Interner::new(seed),
        };
        for (user, row) in users.iter().zip((0..).map(UserRow::new)) {
            user.addresses.iter().for_each(|address| names.addresses.add(address, row));
            user.aliases.iter().for_each(|alias| names.aliases.add(alias, row));
        }
        mailboxes.iter().for_each(|mailbox| names.addresses.add(&mailbox.address, mailbox.owner));
        for domain in subaddressed {
            // A domain that is there already needs no second number.
            let (Ok(_) | Err(_)) = names.subaddressed.insert(domain);
        }
        names
    }

    /// Whether `ann+x` is `ann` in a domain.
    pub(crate) fn is_subaddressed(&self, domain: &str) -> bool {
        self.subaddressed.find(domain).is_some()
    }

    /// The names that a participant stands for, whoever has them: an address, without its subaddress, and an alias.
    pub(crate) fn meant<'a>(&self, participant: &'a Participant<'_>) -> impl Iterator<Item = Name<'a>> {
        let address = participant.address.as_deref();
        let base = address.filter(|address| self.is_subaddressed(domain_of(address))).and_then(without_subaddress);
        // As text only, also where it is an address.
        let alias = Name::Alias(lower_case(participant.text));
        let addresses = [address.map(Cow::Borrowed), base.map(Cow::Owned)].into_iter().flatten().map(Name::Address);
        addresses.chain(std::iter::once(alias))
    }

    /// Those one of whose own names a participant is; a user may come more than once.
    pub(crate) fn users(&self, participant: &Participant<'_>) -> impl Iterator<Item = UserRow> {
        let users = |name: Name<'_>| match name {
            Name::Address(address) => self.addresses.users(&address),
            Name::Alias(alias) => self.aliases.users(&alias),
        };
        self.meant(participant).flat_map(users).copied()
    }
}

/// Users by a name that they have.
#[derive(Clone, Debug)]
struct UsersByName {
    names: Interner,
    /// For each name.
    users: Vec<Vec<UserRow>>,
}

impl UsersByName {
    fn new(seed: &Seed) -> Self {
        Self { names: Interner::new(seed), users: Vec::new() }
    }

    fn add(&mut self, name: &str, user: UserRow) {
        let (Ok(number) | Err(number)) = self.names.insert(name);
        let index = usize::try_from(number).unwrap_or(usize::MAX);
        if index == self.users.len() {
            self.users.push(Vec::new());
        }
        // Rows come in order, but for owners of mailboxes, so that the last one is mostly the only one to compare.
        if let Some(users) = self.users.get_mut(index)
            && users.last() != Some(&user)
        {
            users.push(user);
        }
    }

    fn users(&self, name: &str) -> &[UserRow] {
        // Most organisations have no aliases.
        let number = Some(name).filter(|_| !self.users.is_empty()).and_then(|name| self.names.find(name));
        let users = number.and_then(|number| self.users.get(usize::try_from(number).ok()?));
        users.map(Vec::as_slice).unwrap_or_default()
    }
}
