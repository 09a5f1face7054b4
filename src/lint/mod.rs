//! Looking for mistakes in what an organisation has set up (docs/specification.md section 12).
//!
//! Nothing here decides anything: each family of findings asks the rules what is so, and says where in the snapshot it
//! stands. What takes a look at every thread is found in one pass ([`survey`]), and who is meant by a role in one walk
//! over the users ([`meant`]), so that it all takes time by the size of the snapshot alone.

mod answer;
#[cfg(feature = "full")]
mod api;
mod domains;
mod findings;
mod grants;
mod leavers;
mod meant;
mod own_names;
mod people;
mod records;
mod report;
mod sharing;
mod support;
mod survey;

use crate::model::instant::Instant;
use crate::model::user::{Status, User, UserKind};
use crate::policy::{Policy, is_administrator};
pub use findings::{Finding, FindingCode, Findings, Severity};
use meant::Meant;
use report::Report;
use survey::Survey;

/// What all families look at.
#[derive(Debug)]
struct Looked<'p> {
    policy: &'p Policy,
    now: Instant,
    survey: Survey,
    /// Which active members are meant by an entry.
    members: Meant<'p>,
    /// Those who see only records that they have access to.
    standard_members: Meant<'p>,
}

impl Policy {
    /// What is found at a moment.
    pub(crate) fn findings(&self, now: Instant) -> Findings {
        let looked = Looked {
            policy: self,
            now,
            survey: Survey::of(self, now),
            members: Meant::of(self, is_active_member),
            standard_members: Meant::of(self, |user| is_active_member(user) && !is_administrator(user)),
        };
        let mut report = Report::default();
        for family in [
            sharing::look,
            grants::look,
            records::look_at_ticks,
            sharing::look_at_threads,
            domains::look,
            own_names::look,
            leavers::look,
            records::look,
            people::look,
            support::look,
        ] {
            family(&looked, &mut report);
        }
        report.into_findings()
    }
}

fn is_active_member(user: &User) -> bool {
    user.kind == UserKind::Member && user.status == Status::Active
}
