//! Whose addresses are whose (docs/specification.md section 2, "Own addresses").

use crate::model::mailbox::Mailbox;
use crate::model::rows::UserRow;
use crate::model::user::User;
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

/// Every own address of every user, normalised. Several users may share one.
#[derive(Debug)]
pub(crate) struct OwnNames {
    names: Interner,
    /// For each address.
    users: Vec<Vec<UserRow>>,
}

impl OwnNames {
    pub(crate) fn compile(seed: &Seed, users: &[User], mailboxes: &[Mailbox]) -> Self {
        let mut book = Self { names: Interner::new(seed), users: Vec::new() };
        for (user, row) in users.iter().zip((0..).map(UserRow::new)) {
            for address in &user.addresses {
                book.add(address, row);
            }
        }
        for mailbox in mailboxes {
            book.add(&mailbox.address, mailbox.owner);
        }
        book
    }

    fn add(&mut self, address: &str, user: UserRow) {
        let (Ok(number) | Err(number)) = self.names.insert(address);
        let index = usize::try_from(number).unwrap_or(usize::MAX);
        if index == self.users.len() {
            self.users.push(Vec::new());
        }
        if let Some(users) = self.users.get_mut(index)
            && !users.contains(&user)
        {
            users.push(user);
        }
    }

    /// Those whose own address this normalised address is.
    pub(crate) fn users(&self, address: &str) -> &[UserRow] {
        let number = self.names.find(address);
        let users = number.and_then(|number| self.users.get(usize::try_from(number).ok()?));
        users.map(Vec::as_slice).unwrap_or_default()
    }
}
