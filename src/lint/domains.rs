//! Excluded domains, and mail that is hidden for their sake.

use super::Looked;
use super::findings::FindingCode;
use super::report::Report;
use super::sharing::entry_path;
use super::survey::mailbox_path;
use crate::policy::exclusions::{ExcludedDomains, signs};

pub(super) fn look(looked: &Looked<'_>, report: &mut Report) {
    let organization = &looked.policy.excluded_domains;
    let survey = &looked.survey;
    let unmatched = survey.any_excludable.then_some(survey.matched.as_slice());
    look_at_list(organization, None, unmatched, report, &|index| format!("/organization/excludedDomains/{index}"));
    for facts in &looked.policy.mailboxes {
        let Some(mail) = survey.mail(facts) else { continue };
        let matched = (mail.count > 0).then_some(mail.matched.as_slice());
        let path = |index| entry_path(facts, "excludedDomains", index);
        look_at_list(&facts.excluded_domains, Some(organization), matched, report, &path);
        report.add_count(FindingCode::ParticipantsUnreadable, mail.unreadable, &|| mailbox_path(facts.row));
    }
}

/// `matched`: by number, which entries match somebody, if there are threads that the list applies to. `above`: the
/// organisation's list, where this is a mailbox's.
fn look_at_list(
    list: &ExcludedDomains,
    above: Option<&ExcludedDomains>,
    matched: Option<&[bool]>,
    report: &mut Report,
    path: &dyn Fn(usize) -> String,
) {
    let mut next = 0_u32;
    for (index, domain) in list.listed().iter().enumerate() {
        // Of equal entries the first has the number, and the later ones are good for nothing.
        if list.find(domain) != Some(next) {
            report.add(FindingCode::DomainCovered, &|| path(index));
            continue;
        }
        let number = usize::try_from(next).unwrap_or(usize::MAX);
        if matched.is_some_and(|matched| matched.get(number) == Some(&false)) {
            report.add(FindingCode::DomainUnmatched, &|| path(index));
        }
        let by_above = |above: &ExcludedDomains| above.first_match(domain, signs(domain)).is_some();
        let is_covered = |above| by_above(above) || list.first_match(domain, signs(domain)) < Some(next);
        if above.is_some_and(is_covered) {
            report.add(FindingCode::DomainCovered, &|| path(index));
        }
        if !domain.contains('.') {
            report.add(FindingCode::DomainOneLabel, &|| path(index));
        }
        next = next.saturating_add(1);
    }
}
