//! Grants of shared mailboxes.

use super::Looked;
use super::findings::FindingCode;
use super::report::Report;
use super::sharing::entry_path;
use super::survey::mailbox_path;
use crate::model::mailbox::Sharing;
use crate::model::member::{Grant, Right};
use crate::model::user::Status;

pub(super) fn look(looked: &Looked<'_>, report: &mut Report) {
    for facts in &looked.policy.mailboxes {
        let Sharing::SharedMailbox { grants } = &facts.mailbox.sharing else { continue };
        let means_any = |grant: &Grant| grant.span.is_live(looked.now) && looked.members.means_any(grant.member);
        for (index, grant) in grants.iter().enumerate() {
            let path = || entry_path(facts, "grants", index);
            if grant.span.is_live(looked.now) && !looked.members.means_any(grant.member) {
                report.add(FindingCode::GrantReachesNobody, &path);
            }
            if grant.rights.contain(Right::Send) && !grant.rights.contain(Right::Read) {
                report.add(FindingCode::SendWithoutRead, &path);
            }
        }
        let configures = |grant: &Grant| grant.rights.contain(Right::Configure) && means_any(grant);
        if facts.owner_status != Status::Active && !grants.iter().any(configures) {
            report.add(FindingCode::NobodyConfigures, &|| mailbox_path(facts.row));
        }
    }
}
