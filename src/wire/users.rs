//! `users`.

use super::at::At;
use super::input::{Field, Found, Input, optional, required};
use super::roles::Roles;
use crate::error::ProblemCode;
use crate::json::{SyntaxError, Text};
use crate::model::rows::{RoleRow, UserRow};
use crate::model::user::{Profile, Status, SystemOperation, User, UserKind};
use crate::policy::Policy;
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

const USER: &[Field] = &[
    required("id"),
    optional("name"),
    optional("kind"),
    required("status"),
    optional("profile"),
    optional("roles"),
    optional("addresses"),
    optional("aliases"),
    optional("systemOperations"),
    optional("reactivatedAt"),
];

const KINDS: &[(&str, UserKind)] = &[("member", UserKind::Member), ("support-agent", UserKind::SupportAgent)];
const STATUSES: &[(&str, Status)] =
    &[("active", Status::Active), ("unconfirmed", Status::Unconfirmed), ("deactivated", Status::Deactivated)];
const PROFILES: &[(&str, Profile)] = &[("standard", Profile::Standard), ("administrator", Profile::Administrator)];
const OPERATIONS: &[(&str, SystemOperation)] = &[
    (SystemOperation::ConnectSharedMailbox.name(), SystemOperation::ConnectSharedMailbox),
    (SystemOperation::SynchronizeSharedMailbox.name(), SystemOperation::SynchronizeSharedMailbox),
];

/// The users that were read, with the roles they hold.
#[derive(Debug)]
pub(super) struct Users {
    pub(super) roles: Roles,
    pub(super) names: Interner,
    pub(super) rows: Vec<User>,
    /// Those whose `kind` was refused: of them it is not said that they are misused.
    pub(super) of_unknown_kind: Vec<UserRow>,
}

/// Users and roles that can be named.
#[derive(Clone, Copy, Debug)]
pub(super) struct People<'u> {
    pub(super) user_names: &'u Interner,
    pub(super) users: &'u [User],
    pub(super) role_names: &'u Interner,
    /// Ascending.
    pub(super) of_unknown_kind: &'u [UserRow],
}

impl Users {
    pub(super) fn people(&self) -> People<'_> {
        let Self { roles, names, rows, of_unknown_kind } = self;
        People { user_names: names, users: rows, role_names: &roles.names, of_unknown_kind }
    }
}

impl Policy {
    pub(super) fn people(&self) -> People<'_> {
        let Self { user_names, users, role_names, .. } = self;
        People { user_names, users, role_names, of_unknown_kind: &[] }
    }
}

impl People<'_> {
    pub(super) fn is_agent(self, row: UserRow) -> bool {
        self.is_of_kind(row, UserKind::SupportAgent)
    }

    pub(super) fn is_member(self, row: UserRow) -> bool {
        self.is_of_kind(row, UserKind::Member)
    }

    fn is_of_kind(self, row: UserRow, kind: UserKind) -> bool {
        let is_known = self.of_unknown_kind.binary_search(&row).is_err();
        is_known && self.users.get(row.index()).is_some_and(|user| user.kind == kind)
    }
}

#[inline(never)]
pub(super) fn read(input: &mut Input<'_>, at: &At<'_>, seed: &Seed, roles: Roles) -> Result<Users, SyntaxError> {
    let mut users = Users { roles, names: Interner::new(seed), rows: Vec::new(), of_unknown_kind: Vec::new() };
    input.array(at, &mut |input, at| {
        let ReadUser { id, user, is_kind_known } = read_user(input, at, &users)?;
        if let Some(row) = id.and_then(|id| users.names.insert(&id).ok()).map(UserRow::new) {
            users.rows.push(user);
            users.of_unknown_kind.extend(Some(row).filter(|_| !is_kind_known));
        }
        Ok(())
    })?;
    Ok(users)
}

/// Where what an agent must not have stands.
#[derive(Default)]
struct Forbidden {
    profile: Option<usize>,
    roles: Option<usize>,
}

/// A user as it is read.
struct ReadUser<'t> {
    id: Option<Text<'t>>,
    user: User,
    is_kind_known: bool,
}

fn read_user<'t>(input: &mut Input<'t>, at: &At<'_>, users: &Users) -> Result<ReadUser<'t>, SyntaxError> {
    let mut id = None;
    let mut user = User::default();
    let mut is_kind_known = true;
    let mut forbidden = Forbidden::default();
    input.object(at, USER, &mut |input, at, name| {
        match name {
            "id" => id = input.row_id(at, &users.names)?,
            "kind" => match input.choice(at, KINDS)? {
                Some(kind) => user.kind = kind,
                None => is_kind_known = false,
            },
            "status" => user.status = input.choice(at, STATUSES)?.unwrap_or_default(),
            "profile" => {
                forbidden.profile = Some(input.here()?);
                user.profile = input.choice(at, PROFILES)?.unwrap_or_default();
            }
            "roles" => {
                let offset = input.here()?;
                let (roles, count) = read_roles(input, at, &users.roles)?;
                user.roles = roles;
                forbidden.roles = (count > 0).then_some(offset);
            }
            "addresses" => user.addresses = read_names(input, at, Input::address)?.unwrap_or_default(),
            "aliases" => user.aliases = read_names(input, at, Input::alias)?.unwrap_or_default(),
            "systemOperations" => user.system_operations = read_operations(input, at)?,
            "reactivatedAt" => user.reactivated_at = input.instant(at)?,
            _ => drop(input.string(at)?),
        }
        Ok(())
    })?;
    if user.kind == UserKind::SupportAgent {
        for (offset, member, what) in [
            (forbidden.profile, "profile", "a support-agent has no profile"),
            (forbidden.roles, "roles", "a support-agent holds no roles"),
        ] {
            if let Some(offset) = offset {
                input.report(offset, &at.member(member), ProblemCode::SupportAgentMisused, what);
            }
        }
    }
    Ok(ReadUser { id, user, is_kind_known })
}

/// The roles, and how many entries there are, known or not.
fn read_roles(input: &mut Input<'_>, at: &At<'_>, roles: &Roles) -> Result<(Vec<RoleRow>, usize), SyntaxError> {
    let mut held = Vec::new();
    let mut count = 0_usize;
    input.array(at, &mut |input, at| {
        count = count.saturating_add(1);
        held.extend(input.reference(at, &roles.names, "role")?.map(RoleRow::new));
        Ok(())
    })?;
    Ok((held, count))
}

fn read_names<'t>(
    input: &mut Input<'t>,
    at: &At<'_>,
    read_name: impl Fn(&mut Input<'t>, &At<'_>) -> Found<String>,
) -> Found<Vec<String>> {
    let mut names = Vec::new();
    let read = input.array(at, &mut |input, at| {
        names.extend(read_name(input, at)?);
        Ok(())
    })?;
    Ok(read.map(|()| names))
}

fn read_operations(input: &mut Input<'_>, at: &At<'_>) -> Result<Vec<SystemOperation>, SyntaxError> {
    let mut operations = Vec::new();
    input.array(at, &mut |input, at| {
        let operation = input.choice(at, OPERATIONS)?;
        operations.extend(operation.filter(|operation| !operations.contains(operation)));
        Ok(())
    })?;
    Ok(operations)
}
