//! Who can access records: equal lists kept once, and found by whom they name.

use super::membership::Membership;
use crate::model::member::{Member, Reach};
use crate::model::rows::UserRow;
use crate::tables::interned_lists::InternedLists;
use crate::tables::seed::Seed;

/// The number of an access list: records with the same one can be accessed by the same users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct AccessList(u32);

impl AccessList {
    pub(crate) const fn new(number: u32) -> Self {
        Self(number)
    }

    pub(crate) const fn number(self) -> u32 {
        self.0
    }

    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// All access lists.
#[derive(Clone, Debug)]
pub(crate) struct AccessLists {
    lists: InternedLists<Member>,
    /// The lists that name everyone, each user, and each role by its reach.
    everyone: Vec<AccessList>,
    users: Vec<Vec<AccessList>>,
    roles_alone: Vec<Vec<AccessList>>,
    roles_with_descendants: Vec<Vec<AccessList>>,
}

impl AccessLists {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self {
            lists: InternedLists::new(seed),
            everyone: Vec::new(),
            users: Vec::new(),
            roles_alone: Vec::new(),
            roles_with_descendants: Vec::new(),
        }
    }

    /// The list of a record's owner, who has access like any member, and of its `access`, which is used up. Whoever may
    /// be named beside everyone, it is everyone. Lists that differ in order only are not found to be equal, which costs
    /// room and no answer.
    pub(crate) fn insert(&mut self, owner: Option<UserRow>, access: &mut Vec<Member>) -> AccessList {
        if access.contains(&Member::Everyone) {
            access.clear();
            access.push(Member::Everyone);
        } else {
            access.extend(owner.map(Member::User));
        }
        let known = self.lists.len();
        let list = AccessList(self.lists.insert(access));
        if self.lists.len() > known {
            access.iter().for_each(|member| self.find_by(*member, list));
        }
        list
    }

    /// Lets a list be found by a member that it names.
    fn find_by(&mut self, member: Member, list: AccessList) {
        let (lists, index) = match member {
            Member::Everyone => return self.everyone.push(list),
            Member::User(user) => (&mut self.users, user.index()),
            Member::Role { role, reach: Reach::RoleAlone } => (&mut self.roles_alone, role.index()),
            Member::Role { role, reach: Reach::WithDescendants } => (&mut self.roles_with_descendants, role.index()),
        };
        if lists.len() <= index {
            lists.resize(index.saturating_add(1), Vec::new());
        }
        lists.get_mut(index).into_iter().for_each(|lists| lists.push(list));
    }

    /// How many there are, used or not.
    pub(crate) fn count(&self) -> usize {
        self.lists.len()
    }

    /// How much is kept, in members and lists.
    pub(crate) fn size(&self) -> usize {
        self.lists.size()
    }

    /// Whether everyone is on a list.
    pub(crate) fn is_everyones(&self, list: AccessList) -> bool {
        self.everyone.contains(&list)
    }

    pub(crate) fn members(&self, list: AccessList) -> &[Member] {
        self.lists.list(list.0)
    }

    /// By list: whether it means a user.
    pub(crate) fn with(&self, membership: &Membership, user: UserRow) -> Vec<bool> {
        let mut found = vec![false; self.lists.len()];
        let mut mark = |lists: &[AccessList]| {
            for list in lists {
                found.get_mut(list.index()).into_iter().for_each(|found| *found = true);
            }
        };
        mark(&self.everyone);
        mark(self.users.get(user.index()).map(Vec::as_slice).unwrap_or_default());
        for (role, reach) in membership.roles_that_mean(user) {
            let lists = match reach {
                Reach::RoleAlone => &self.roles_alone,
                Reach::WithDescendants => &self.roles_with_descendants,
            };
            mark(lists.get(role.index()).map(Vec::as_slice).unwrap_or_default());
        }
        found
    }
}
