//! Own names that two users have (P-05).

use super::Looked;
use super::findings::FindingCode;
use super::report::Report;
use super::survey::mailbox_path;
use crate::model::participant::Participant;
use crate::model::rows::UserRow;
use crate::policy::Policy;
use crate::policy::own_names::Name;
use crate::tables::interner::Interner;
use crate::tables::seen_set::SeenSet;

pub(super) fn look(looked: &Looked<'_>, report: &mut Report) {
    let policy = looked.policy;
    let mut owners = Owners::new(policy);
    for (row, user) in policy.user_rows().zip(&policy.users) {
        for (index, address) in user.addresses.iter().enumerate() {
            let name = Name::Address(address.into());
            owners.add(name, row, report, &|| format!("/users/{}/addresses/{index}", u32::from(row)));
        }
        for (index, alias) in user.aliases.iter().enumerate() {
            let name = Name::Alias(alias.into());
            owners.add(name, row, report, &|| format!("/users/{}/aliases/{index}", u32::from(row)));
        }
    }
    for facts in &policy.mailboxes {
        let name = Name::Address(facts.mailbox.address.as_str().into());
        owners.add(name, facts.mailbox.owner, report, &|| format!("{}/address", mailbox_path(facts.row)));
    }
}

/// Who has which names, name by name in the order of the snapshot.
struct Owners<'p> {
    policy: &'p Policy,
    texts: Interner,
    /// For each text: what it is to whom as an address, and as an alias.
    uses: Vec<[Use; 2]>,
    /// Each user with each of their names, which is told once.
    seen: SeenSet<(u32, UserRow)>,
}

/// Of the names before: who has this one, and who has one that means this one too.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    had: Users,
    meant: Users,
}

/// As much of some users as tells whether another one is among them.
#[derive(Clone, Copy, Debug, Default)]
struct Users {
    first: Option<UserRow>,
    has_others: bool,
}

impl<'p> Owners<'p> {
    fn new(policy: &'p Policy) -> Self {
        let seed = &policy.seed;
        Self { policy, texts: Interner::new(seed), uses: Vec::new(), seen: SeenSet::new(seed) }
    }

    /// A finding if a user before has a name in common: a participant who is written like this is the other one too, or one
    /// who is written like a name of the other is this user too.
    fn add(&mut self, name: Name<'_>, user: UserRow, report: &mut Report, path: &dyn Fn() -> String) {
        let number = self.number(name.text());
        let mut is_of_two = false;
        if let Some(this) = self.place(number, &name) {
            is_of_two = this.meant.any_but(user);
            this.had.add(user);
        }
        let policy = self.policy;
        let participant = Participant::read(name.text(), policy.to_ascii);
        for meant in policy.own_names.meant(&participant) {
            let number = self.number(meant.text());
            if let Some(other) = self.place(number, &meant) {
                is_of_two |= other.had.any_but(user);
                other.meant.add(user);
            }
        }
        if self.seen.insert((number, user)) && is_of_two {
            report.add(FindingCode::AddressOfTwo, path);
        }
    }

    fn number(&mut self, text: &str) -> u32 {
        let (Ok(number) | Err(number)) = self.texts.insert(text);
        self.uses.resize(self.texts.len(), Default::default());
        number
    }

    fn place(&mut self, number: u32, name: &Name<'_>) -> Option<&mut Use> {
        let [address, alias] = self.uses.get_mut(usize::try_from(number).ok()?)?;
        Some(match name {
            Name::Address(_) => address,
            Name::Alias(_) => alias,
        })
    }
}

impl Users {
    fn add(&mut self, user: UserRow) {
        self.has_others |= self.any_but(user);
        self.first = self.first.or(Some(user));
    }

    fn any_but(self, user: UserRow) -> bool {
        self.has_others || self.first.is_some_and(|first| first != user)
    }
}
