//! What leavers left behind (M-03).

use super::Looked;
use super::findings::FindingCode;
use super::report::Report;
use super::survey::mailbox_path;
use crate::rules::administration::latest_backup;
use crate::rules::leaver;

pub(super) fn look(looked: &Looked<'_>, report: &mut Report) {
    for facts in looked.policy.mailboxes.iter().filter(|facts| leaver::needs_backup(facts)) {
        let Some(mail) = looked.survey.mail(facts) else { continue };
        if latest_backup(&facts.mailbox, looked.now).is_some() {
            report.add_count(FindingCode::BackupBehind, mail.not_restored, &|| mailbox_path(facts.row));
        } else {
            report.add(FindingCode::LeaverWithoutBackup, &|| mailbox_path(facts.row));
        }
    }
}
