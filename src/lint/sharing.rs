//! Audiences, entries that do nothing any more, and choices for threads that nobody notices.

use super::Looked;
use super::findings::FindingCode;
use super::report::Report;
use super::survey::mailbox_path;
use crate::model::decision::Level;
use crate::model::mailbox::Sharing;
use crate::model::member::{AudienceMember, Member};
use crate::model::span::Span;
use crate::model::user::Status;
use crate::policy::MailboxFacts;

pub(super) fn look(looked: &Looked<'_>, report: &mut Report) {
    for facts in &looked.policy.mailboxes {
        let sharing = &facts.mailbox.sharing;
        look_at_audience(looked, facts, report);
        for (index, member) in sharing.audience().iter().enumerate() {
            look_at_entry(looked, (member.member, member.span), report, &|| entry_path(facts, "audience", index));
        }
        for (index, grant) in sharing.grants().iter().enumerate() {
            look_at_entry(looked, (grant.member, grant.span), report, &|| entry_path(facts, "grants", index));
        }
    }
}

fn look_at_audience(looked: &Looked<'_>, facts: &MailboxFacts, report: &mut Report) {
    let mailbox = &facts.mailbox;
    let is_complete = match mailbox.sharing {
        Sharing::Complete { .. } => true,
        Sharing::RecordLevel { .. } => false,
        Sharing::PerThread { .. } | Sharing::Private | Sharing::SharedMailbox { .. } => return,
    };
    let mut live = mailbox.sharing.audience().iter().filter(|member| member.span.is_live(looked.now));
    let sees_all = |member: &AudienceMember| member.member == Member::Everyone && member.level == Level::Full;
    if is_complete && live.clone().any(sees_all) {
        report.add(FindingCode::EveryoneSeesAll, &|| mailbox_path(facts.row));
    }
    if !live.any(|member| looked.members.means_any_but(member.member, Some(mailbox.owner))) {
        report.add(FindingCode::AudienceReachesNobody, &|| mailbox_path(facts.row));
    }
}

fn look_at_entry(looked: &Looked<'_>, (member, span): (Member, Span), report: &mut Report, path: &dyn Fn() -> String) {
    if span.is_over(looked.now) {
        report.add(FindingCode::MemberEnded, path);
    }
    if let Member::User(user) = member
        && looked.policy.user(user).is_some_and(|user| user.status == Status::Deactivated)
    {
        report.add(FindingCode::MemberInactive, path);
    }
}

/// What owners chose for threads.
pub(super) fn look_at_threads(looked: &Looked<'_>, report: &mut Report) {
    for facts in &looked.policy.mailboxes {
        let Some(mail) = looked.survey.mail(facts) else { continue };
        report.add_count(FindingCode::SharedButUnseen, mail.unseen, &|| mailbox_path(facts.row));
        report.add_count(FindingCode::ChoiceWithoutEffect, mail.without_effect, &|| mailbox_path(facts.row));
    }
}

/// The path of something in a list of a mailbox's sharing.
pub(super) fn entry_path(facts: &MailboxFacts, list: &str, index: usize) -> String {
    format!("{}/sharing/{list}/{index}", mailbox_path(facts.row))
}
