//! Whether an entry means anyone who counts: asked of every audience, grant and access list.

use crate::model::member::{Member, Reach};
use crate::model::rows::{RoleRow, UserRow};
use crate::model::user::User;
use crate::policy::Policy;

/// Of the users who count, two for each kind of entry: enough to know whether there is one besides the owner.
#[derive(Debug)]
pub(super) struct Meant<'p> {
    users: &'p [User],
    counts: fn(&User) -> bool,
    everyone: Two,
    roles_alone: Vec<Two>,
    roles_with_descendants: Vec<Two>,
}

/// Up to two users who differ.
#[derive(Clone, Copy, Debug, Default)]
struct Two([Option<UserRow>; 2]);

impl Two {
    /// False if the user is there already, or there is no room.
    fn add(&mut self, user: UserRow) -> bool {
        if self.0.contains(&Some(user)) {
            return false;
        }
        let room = self.0.iter_mut().find(|place| place.is_none());
        room.map(|place| *place = Some(user)).is_some()
    }

    fn any_but(self, owner: Option<UserRow>) -> bool {
        self.0.into_iter().flatten().any(|user| Some(user) != owner)
    }
}

impl<'p> Meant<'p> {
    pub(super) fn of(policy: &'p Policy, counts: fn(&User) -> bool) -> Self {
        let roles = policy.role_names.len();
        let mut meant = Self {
            users: &policy.users,
            counts,
            everyone: Two::default(),
            roles_alone: vec![Two::default(); roles],
            roles_with_descendants: vec![Two::default(); roles],
        };
        for user in policy.user_rows().filter(|row| policy.user(*row).is_some_and(counts)) {
            meant.everyone.add(user);
            for role in policy.membership.held(user) {
                add(&mut meant.roles_alone, role, user);
                // What stops at a role has stopped or gone on at every role above it before: the walks of all users
                // together are no longer than twice the tree.
                let mut above = policy.membership.with_ancestors(role);
                while above.next().is_some_and(|role| add(&mut meant.roles_with_descendants, role, user)) {}
            }
        }
        meant
    }

    pub(super) fn means_any(&self, member: Member) -> bool {
        self.means_any_but(member, None)
    }

    pub(super) fn means_any_but(&self, member: Member, owner: Option<UserRow>) -> bool {
        let of_role = |roles: &[Two], role: RoleRow| roles.get(role.index()).is_some_and(|two| two.any_but(owner));
        match member {
            Member::Everyone => self.everyone.any_but(owner),
            Member::Role { role, reach: Reach::RoleAlone } => of_role(&self.roles_alone, role),
            Member::Role { role, reach: Reach::WithDescendants } => of_role(&self.roles_with_descendants, role),
            Member::User(user) => Some(user) != owner && self.users.get(user.index()).is_some_and(self.counts),
        }
    }
}

fn add(roles: &mut [Two], role: RoleRow, user: UserRow) -> bool {
    roles.get_mut(role.index()).is_some_and(|two| two.add(user))
}
