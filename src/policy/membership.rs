//! Roles: who holds one, and who holds one below it, in time that does not grow with the tree.

use crate::model::member::{Member, Reach};
use crate::model::rows::{RoleRow, UserRow};
use crate::model::user::User;
use crate::tables::interned_lists::sorted_set;

/// The role tree walked once, each role numbered when it is entered: the roles below a role are then an interval.
#[derive(Clone, Debug, Default)]
pub(crate) struct Membership {
    /// For each role: the numbers of itself and all below it, `[from, to)`. Its own is `from`.
    below: Vec<(u32, u32)>,
    /// For each user, ascending: the numbers of the roles that they hold.
    held: Vec<Box<[u32]>>,
    /// For each role, the one above it.
    parents: Box<[Option<RoleRow>]>,
    /// For each number, its role.
    roles: Vec<RoleRow>,
}

impl Membership {
    /// INVARIANT (no-role-cycles): `parents` is a forest; `wire` has refused everything else.
    pub(crate) fn compile(parents: &[Option<RoleRow>], users: &[User]) -> Self {
        let below = intervals(parents);
        let held = users.iter().map(|user| numbers(&user.roles, &below)).collect();
        let mut roles = vec![RoleRow::new(0); parents.len()];
        for (role, (number, _)) in (0..).map(RoleRow::new).zip(&below) {
            if let Some(place) = usize::try_from(*number).ok().and_then(|number| roles.get_mut(number)) {
                *place = role;
            }
        }
        Self { below, held, parents: parents.into(), roles }
    }

    /// Whether an active user is meant. A support-agent is in `everyone` only: that one holds roles, or is named by an
    /// entry, is refused by `wire`.
    pub(crate) fn includes(&self, member: Member, user: UserRow) -> bool {
        match member {
            Member::Everyone => true,
            Member::Role { role, reach } => self.holds(user, role, reach),
            Member::User(named) => named == user,
        }
    }

    /// Every role, with its reach, by which an entry means a user: what [`Membership::includes`] tells, turned around.
    pub(crate) fn roles_that_mean(&self, user: UserRow) -> impl Iterator<Item = (RoleRow, Reach)> {
        self.held(user).flat_map(|role| {
            let above = self.with_ancestors(role).map(|role| (role, Reach::WithDescendants));
            std::iter::once((role, Reach::RoleAlone)).chain(above)
        })
    }

    /// The roles that a user holds.
    pub(crate) fn held(&self, user: UserRow) -> impl Iterator<Item = RoleRow> {
        let held = self.held.get(user.index()).into_iter().flatten();
        held.filter_map(|number| self.roles.get(usize::try_from(*number).ok()?).copied())
    }

    /// A role and those above it, from below.
    pub(crate) fn with_ancestors(&self, role: RoleRow) -> impl Iterator<Item = RoleRow> {
        std::iter::successors(Some(role), |role| self.parents.get(role.index()).copied().flatten())
    }

    fn holds(&self, user: UserRow, role: RoleRow, reach: Reach) -> bool {
        let (Some(held), Some((from, to))) = (self.held.get(user.index()), self.below.get(role.index())) else {
            return false;
        };
        let first_from = held.partition_point(|number| number < from);
        held.get(first_from).is_some_and(|number| match reach {
            Reach::RoleAlone => number == from,
            Reach::WithDescendants => number < to,
        })
    }
}

fn numbers(roles: &[RoleRow], below: &[(u32, u32)]) -> Box<[u32]> {
    sorted_set(roles.iter().filter_map(|role| below.get(role.index())).map(|(from, _)| *from).collect()).into()
}

/// Numbers the roles, parents before children, without recursion: a chain may be millions long.
fn intervals(parents: &[Option<RoleRow>]) -> Vec<(u32, u32)> {
    let children = Children::new(parents);
    let mut below = vec![(0, 0); parents.len()];
    let mut next = 0_u32;
    let mut walk: Vec<Step> =
        roles(parents).filter(|(_, parent)| parent.is_none()).map(|(role, _)| Step::Enter(role)).collect();
    while let Some(step) = walk.pop() {
        let (Step::Enter(role) | Step::Leave(role)) = step;
        let Some(interval) = below.get_mut(role.index()) else { continue };
        match step {
            Step::Enter(_) => {
                interval.0 = next;
                next = next.saturating_add(1);
                walk.push(Step::Leave(role));
                walk.extend(children.of(role).map(Step::Enter));
            }
            Step::Leave(_) => interval.1 = next,
        }
    }
    below
}

enum Step {
    Enter(RoleRow),
    Leave(RoleRow),
}

fn roles(parents: &[Option<RoleRow>]) -> impl Iterator<Item = (RoleRow, Option<RoleRow>)> {
    (0..).map(RoleRow::new).zip(parents.iter().copied())
}

/// The children of every role, as chains from sibling to sibling.
struct Children {
    first: Vec<Option<RoleRow>>,
    next: Vec<Option<RoleRow>>,
}

impl Children {
    fn new(parents: &[Option<RoleRow>]) -> Self {
        let mut first = vec![None; parents.len()];
        let mut next = vec![None; parents.len()];
        for (role, parent) in roles(parents) {
            let parent = parent.and_then(|parent| first.get_mut(parent.index()));
            if let (Some(first), Some(next)) = (parent, next.get_mut(role.index())) {
                *next = first.replace(role);
            }
        }
        Self { first, next }
    }

    fn of(&self, parent: RoleRow) -> impl Iterator<Item = RoleRow> {
        let first = self.first.get(parent.index()).copied().flatten();
        std::iter::successors(first, |child| self.next.get(child.index()).copied().flatten())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compile(parents: &[Option<u32>], held: &[u32]) -> Membership {
        let parents: Vec<_> = parents.iter().map(|parent| parent.map(RoleRow::new)).collect();
        let roles = held.iter().copied().map(RoleRow::new).collect();
        Membership::compile(&parents, &[User { roles, ..User::default() }])
    }

    fn check(membership: &Membership, role: u32, reach: Reach, expected: bool) {
        let member = Member::Role { role: RoleRow::new(role), reach };
        assert_eq!(membership.includes(member, UserRow::new(0)), expected, "role {role}, {reach:?}");
    }

    #[test]
    fn roles_below() {
        // 0 ← 1 ← 2, 0 ← 3; 4 alone
        let membership = compile(&[None, Some(0), Some(1), Some(0), None], &[2]);
        for (role, alone, with_descendants) in
            [(0, false, true), (1, false, true), (2, true, true), (3, false, false), (4, false, false)]
        {
            check(&membership, role, Reach::RoleAlone, alone);
            check(&membership, role, Reach::WithDescendants, with_descendants);
        }
    }

    #[test]
    fn a_long_chain() {
        let parents: Vec<_> = (0..1_000_000_u32).map(|role| role.checked_sub(1)).collect();
        let membership = compile(&parents, &[999_999]);
        check(&membership, 0, Reach::WithDescendants, true);
        check(&membership, 0, Reach::RoleAlone, false);
    }
}
