//! Records: those that are ticked, and those that mail is linked to.

use super::Looked;
use super::findings::FindingCode;
use super::report::Report;
use super::sharing::entry_path;
use crate::model::mailbox::Sharing;
use crate::model::record::Candidate;
use crate::model::rows::RecordRow;
use crate::rules::links;
use crate::tables::seen_set::SeenSet;

pub(super) fn look_at_ticks(looked: &Looked<'_>, report: &mut Report) {
    for facts in &looked.policy.mailboxes {
        let Sharing::RecordLevel { listed_ticks, .. } = &facts.mailbox.sharing else { continue };
        let mut seen = SeenSet::new(&looked.policy.seed);
        for (index, record) in listed_ticks.iter().enumerate() {
            let is_wrong = || links::candidate(looked.policy, &facts.mailbox, *record) == Candidate::TypeNotEligible;
            if seen.insert(u32::from(*record)) && is_wrong() {
                report.add(FindingCode::TickNotEligible, &|| entry_path(facts, "sharedRecords", index));
            }
        }
    }
}

pub(super) fn look(looked: &Looked<'_>, report: &mut Report) {
    let records = &looked.policy.records;
    // By access list, because many records have the same.
    let mut reached: Vec<Option<bool>> = vec![None; records.lists.count()];
    for row in 0..records.count() {
        let Ok(record) = u32::try_from(row).map(RecordRow::new) else { return };
        let Some(list) = records.access(record).filter(|_| looked.survey.is_linked(record)) else { continue };
        let Some(known) = reached.get_mut(list.index()) else { continue };
        let is_reached = *known.get_or_insert_with(|| {
            records.lists.members(list).iter().any(|member| looked.standard_members.means_any(*member))
        });
        if !is_reached {
            report.add(FindingCode::RecordUnreachable, &|| format!("/records/{row}"));
        }
    }
}
