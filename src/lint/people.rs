//! Administrators.

use super::Looked;
use super::findings::FindingCode;
use super::report::Report;
use crate::policy::is_administrator;

pub(super) fn look(looked: &Looked<'_>, report: &mut Report) {
    let policy = looked.policy;
    match policy.administrator_count {
        0 => report.add(FindingCode::NoAdministrator, &|| "/users".to_owned()),
        1 => {
            let row = policy.user_rows().find(|row| policy.user(*row).is_some_and(is_administrator));
            row.into_iter()
                .for_each(|row| report.add(FindingCode::SoleAdministrator, &|| format!("/users/{}", u32::from(row))));
        }
        _ => {}
    }
}
