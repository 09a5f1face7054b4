//! Step 5: mail with an excluded domain is the owner's alone (X-03, Z-15), and so is, where domains are excluded,
//! what cannot be read.

use super::mode;
use super::view::Case;
use crate::model::address::{address, domain_of};
use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::model::usual_address::usual_domain;
use crate::policy::classes::Exclusion;
use crate::policy::exclusions::signs;
use crate::policy::{MailboxFacts, Policy};
use crate::rules::sink::Reasons;
use std::borrow::Cow;

/// Whether no exclusion keeps others away.
pub(crate) fn is_shareable<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) -> bool {
    let (list, entry, rule) = match case.thread.folded.exclusion {
        Exclusion::None => return true,
        Exclusion::UnreadableParticipant => {
            reasons.say(ReasonCode::UnreadableParticipant, Rule::X06);
            return false;
        }
        Exclusion::MailboxDomain(entry) => (&case.mailbox.excluded_domains, entry, Rule::Z15),
        Exclusion::OrganizationDomain(entry) => (&case.viewer.policy.excluded_domains, entry, Rule::X03),
    };
    let domain = Some(list.entry(entry));
    reasons.add(Reason { domain, ..Reason::new(ReasonCode::ExcludedDomain, rule) });
    false
}

/// Whether there is a list that applies to a mailbox.
fn applies(policy: &Policy, mailbox: &MailboxFacts) -> bool {
    let any_list = !policy.excluded_domains.is_empty() || !mailbox.excluded_domains.is_empty();
    any_list && mode::of(&mailbox.mailbox.sharing).excludes
}

/// What the participants come to: the first matching entry, the organisation's list before the mailbox's own.
pub(crate) fn fold(policy: &Policy, mailbox: &MailboxFacts, participants: &[Cow<'_, str>]) -> Exclusion {
    let Some(mut found) = Participants::new(policy, mailbox) else { return Exclusion::None };
    participants.iter().for_each(|participant| found.add(participant));
    found.outcome()
}

/// What those participants come to that were looked at so far.
#[derive(Debug)]
pub(crate) struct Participants<'p> {
    policy: &'p Policy,
    mailbox: &'p MailboxFacts,
    by_organization: Option<u32>,
    by_mailbox: Option<u32>,
    any_unreadable: bool,
}

impl<'p> Participants<'p> {
    /// `None` where no list applies.
    pub(crate) fn new(policy: &'p Policy, mailbox: &'p MailboxFacts) -> Option<Self> {
        let nobody = Self { policy, mailbox, by_organization: None, by_mailbox: None, any_unreadable: false };
        applies(policy, mailbox).then_some(nobody)
    }

    pub(crate) fn add(&mut self, participant: &str) {
        if let Some(domain) = usual_domain(participant) {
            self.add_address(participant, domain);
        } else if let Some(address) = address(participant, self.policy.to_ascii) {
            self.add_address(&address, domain_of(&address));
        } else {
            self.any_unreadable = true;
        }
    }

    fn add_address(&mut self, address: &str, domain: &str) {
        let signs = signs(domain);
        let by_organization = self.policy.excluded_domains.first_match(domain, signs);
        let by_mailbox = self.mailbox.excluded_domains.first_match(domain, signs);
        let is_excluded = by_organization.is_some() || by_mailbox.is_some();
        // The owner's own addresses do not count.
        if is_excluded && !self.policy.own_names.users(address).contains(&self.mailbox.mailbox.owner) {
            self.by_organization = first(self.by_organization, by_organization);
            self.by_mailbox = first(self.by_mailbox, by_mailbox);
        }
    }

    pub(crate) fn outcome(&self) -> Exclusion {
        match (self.by_organization, self.by_mailbox) {
            (Some(entry), _) => Exclusion::OrganizationDomain(entry),
            (None, Some(entry)) => Exclusion::MailboxDomain(entry),
            (None, None) if self.any_unreadable => Exclusion::UnreadableParticipant,
            (None, None) => Exclusion::None,
        }
    }
}

fn first(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    one.into_iter().chain(other).min()
}
