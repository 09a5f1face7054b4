//! Step 5: mail with an excluded domain is the owner's alone (X-03, Z-15), and so is, where domains are excluded, mail
//! whose participants cannot be read.

use super::case::Case;
use super::mode;
use crate::model::address::{domain, domain_of};
use crate::model::participant::Participant;
use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::policy::classes::Exclusion;
use crate::policy::exclusions::{ExcludedDomains, signs, signs_of_plain};
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
pub(crate) fn applies(policy: &Policy, mailbox: &MailboxFacts) -> bool {
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
    /// Mail that names nobody cannot be read either.
    any: bool,
    any_unreadable: bool,
}

impl<'p> Participants<'p> {
    /// `None` where no list applies.
    pub(crate) fn new(policy: &'p Policy, mailbox: &'p MailboxFacts) -> Option<Self> {
        applies(policy, mailbox).then_some(Self {
            policy,
            mailbox,
            by_organization: None,
            by_mailbox: None,
            any: false,
            any_unreadable: false,
        })
    }

    pub(crate) fn add(&mut self, participant: &str) {
        self.any = true;
        if !signs_of_plain(participant).is_none_or(|signs| self.may_match(signs)) {
            return;
        }
        let participant = Participant::read(participant, self.policy.to_ascii);
        let domain = participant.address.as_deref().map(domain_of);
        let first_match = |list: &ExcludedDomains| domain.and_then(|domain| list.first_match(domain, signs(domain)));
        let by_organization = first_match(&self.policy.excluded_domains);
        let by_mailbox = first_match(&self.mailbox.excluded_domains);
        let is_excluded = by_organization.is_some() || by_mailbox.is_some();
        let is_unreadable = !is_excluded && (domain.is_none() || self.is_misleading(&participant));
        // The owner's own names do not count.
        if !is_excluded && !is_unreadable || is_owners(self.policy, self.mailbox, &participant) {
            return;
        }
        self.any_unreadable |= is_unreadable;
        self.by_organization = first(self.by_organization, by_organization);
        self.by_mailbox = first(self.by_mailbox, by_mailbox);
    }

    /// Whether some entry may match what has these signs.
    fn may_match(&self, signs: u64) -> bool {
        self.policy.excluded_domains.may_match(signs) || self.mailbox.excluded_domains.may_match(signs)
    }

    /// Whether a person may read an excluded domain where a machine reads another: that is unreadable, too.
    fn is_misleading(&self, participant: &Participant<'_>) -> bool {
        // An entry of one label would match what is a name before the `@`.
        let is_excluded = |domain: &str| {
            self.policy.excluded_domains.has_match_of_two_labels(domain)
                || self.mailbox.excluded_domains.has_match_of_two_labels(domain)
        };
        let mut hosts = participant.other_hosts();
        participant.is_doubtful()
            || hosts.any(|host| domain(host, self.policy.to_ascii).is_some_and(|host| is_excluded(&host)))
    }

    pub(crate) fn outcome(&self) -> Exclusion {
        match (self.by_organization, self.by_mailbox) {
            (Some(entry), _) => Exclusion::OrganizationDomain(entry),
            (None, Some(entry)) => Exclusion::MailboxDomain(entry),
            (None, None) if self.any_unreadable || !self.any => Exclusion::UnreadableParticipant,
            (None, None) => Exclusion::None,
        }
    }
}

fn is_owners(policy: &Policy, mailbox: &MailboxFacts, participant: &Participant<'_>) -> bool {
    policy.own_names.users(participant).any(|user| user == mailbox.mailbox.owner)
}

/// An entry of one of the two lists, by its number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Entry {
    OfMailbox(u32),
    OfOrganization(u32),
}

/// Tells every entry, not just the first one, that matches a participant who counts.
pub(crate) fn entries(policy: &Policy, mailbox: &MailboxFacts, participant: &str, tell: &mut impl FnMut(Entry)) {
    let (organization, own) = (&policy.excluded_domains, &mailbox.excluded_domains);
    if signs_of_plain(participant).is_some_and(|signs| !organization.may_match(signs) && !own.may_match(signs)) {
        return;
    }
    let participant = Participant::read(participant, policy.to_ascii);
    let domain = participant.address.as_deref().map_or("", domain_of);
    let signs = signs(domain);
    let by_organization = organization.matches(domain, signs).map(Entry::OfOrganization);
    let mut entries = by_organization.chain(own.matches(domain, signs).map(Entry::OfMailbox)).peekable();
    if entries.peek().is_some() && !is_owners(policy, mailbox, &participant) {
        entries.for_each(tell);
    }
}

fn first(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    one.into_iter().chain(other).min()
}
