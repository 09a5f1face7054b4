//! Whom a record's access names, as texts that a table of rows and the context agree in.

use crate::model::member::{Member, Reach};
use crate::policy::Policy;
use crate::rules::viewer::Viewer;

const EVERYONE: &str = "e";

/// An entry of a record's access.
pub(super) fn of_member(policy: &Policy, member: Member) -> String {
    match member {
        Member::Everyone => EVERYONE.to_owned(),
        Member::Role { role, reach } => {
            let id = policy.role_names.name(role.into());
            match reach {
                Reach::RoleAlone => format!("r:{id}"),
                Reach::WithDescendants => format!("d:{id}"),
            }
        }
        Member::User(user) => format!("u:{}", policy.user_names.name(user.into())),
    }
}

/// Every entry that means a viewer; none if no entry is needed.
pub(super) fn of_viewer(viewer: &Viewer<'_>) -> Vec<String> {
    let mut principals = Vec::new();
    if viewer.can_access_all() {
        return principals;
    }
    let roles = viewer.policy.membership.roles_that_mean(viewer.row);
    let roles = roles.map(|(role, reach)| Member::Role { role, reach });
    let members = [Member::Everyone, Member::User(viewer.row)].into_iter().chain(roles);
    for principal in members.map(|member| of_member(viewer.policy, member)) {
        // Two roles may have one above both.
        if !principals.contains(&principal) {
            principals.push(principal);
        }
    }
    principals
}
