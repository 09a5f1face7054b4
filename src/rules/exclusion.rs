//! Step 5: mail with an excluded domain is the owner's alone (X-03, Z-15), and so is, where domains are excluded,
//! what cannot be read.

use super::view::Case;
use crate::model::address::{address, domain_of};
use crate::model::mailbox::Sharing;
use crate::policy::threads::Exclusion;
use crate::policy::{MailboxFacts, Policy};
use crate::reason::{Reason, ReasonCode, Reasons, Rule};
use std::borrow::Cow;

/// Whether no exclusion keeps others away.
pub(crate) fn is_shareable<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) -> bool {
    let (list, entry, rule) = match case.thread.facts.exclusion {
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
    match mailbox.mailbox.sharing {
        Sharing::Complete { .. } | Sharing::PerThread { .. } | Sharing::RecordLevel { .. } => {
            !policy.excluded_domains.is_empty() || !mailbox.excluded_domains.is_empty()
        }
        Sharing::Private | Sharing::SharedMailbox { .. } => false,
    }
}

/// What the participants come to: the first matching entry, the organisation's list before the mailbox's own.
pub(crate) fn fold(policy: &Policy, mailbox: &MailboxFacts, participants: &[Cow<'_, str>]) -> Exclusion {
    if !applies(policy, mailbox) {
        return Exclusion::None;
    }
    let (organization, own) = (&policy.excluded_domains, &mailbox.excluded_domains);
    let (mut by_organization, mut by_mailbox, mut unreadable) = (None, None, false);
    for participant in participants {
        let Some(address) = address(participant, policy.to_ascii) else {
            unreadable = true;
            continue;
        };
        if policy.addresses.users(&address).contains(&mailbox.mailbox.owner) {
            continue;
        }
        let domain = domain_of(&address);
        by_organization = first(by_organization, organization.first_match(domain));
        by_mailbox = first(by_mailbox, own.first_match(domain));
    }
    match (by_organization, by_mailbox) {
        (Some(entry), _) => Exclusion::OrganizationDomain(entry),
        (None, Some(entry)) => Exclusion::MailboxDomain(entry),
        (None, None) if unreadable => Exclusion::UnreadableParticipant,
        (None, None) => Exclusion::None,
    }
}

fn first(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    one.into_iter().chain(other).min()
}
