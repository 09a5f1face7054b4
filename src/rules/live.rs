//! Rights of shared mailboxes (C-06), and what is told of members and grants that would serve a viewer, but are not live.

use super::viewer::Viewer;
use crate::model::instant::Instant;
use crate::model::mailbox::Mailbox;
use crate::model::member::{Grant, Right};
use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::model::span::Span;

impl<'p> Viewer<'p> {
    /// Whether a live grant of a shared mailbox gives the viewer a right (C-06).
    pub(crate) fn has_right(&self, mailbox: &Mailbox, right: Right) -> bool {
        self.grants(mailbox, right).any(|grant| grant.span.is_live(self.now))
    }

    /// That the viewer is among no live audience member.
    pub(crate) fn not_in_audience(&self, mailbox: &Mailbox) -> Reason<'p> {
        let reason = Reason::new(ReasonCode::NotInAudience, Rule::Z11);
        let members = mailbox.sharing.audience().iter().filter(|member| self.is_meant(member.member));
        self.with_times(reason, members.map(|member| member.span))
    }

    /// That no live grant gives the viewer a right.
    pub(crate) fn no_right(&self, mailbox: &Mailbox, right: Right) -> Reason<'p> {
        let (code, rule) = match right {
            Right::Configure => (ReasonCode::NoConfigureRight, Rule::C09),
            Right::Read => (ReasonCode::NoReadRight, Rule::C07),
            Right::Send => (ReasonCode::NoSendRight, Rule::C08),
        };
        self.with_times(Reason::new(code, rule), self.grants(mailbox, right).map(|grant| grant.span))
    }

    fn with_times(&self, reason: Reason<'p>, spans: impl Iterator<Item = Span>) -> Reason<'p> {
        let Span { from, until } = Span::nearest(spans, self.now);
        // What cannot be written in RFC 3339 is not told.
        let (from, until) = (from.filter(Instant::has_text), until.filter(Instant::has_text));
        Reason { from, until, ..reason }
    }

    /// The grants that give the viewer a right, live or not.
    fn grants<'m>(&self, mailbox: &'m Mailbox, right: Right) -> impl Iterator<Item = &'m Grant> {
        let grants = mailbox.sharing.grants().iter();
        grants.filter(move |grant| grant.rights.contain(right) && self.is_meant(grant.member))
    }
}
