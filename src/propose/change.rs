//! What an action comes to: a patch of the document, and a policy changed in the same way.

use super::patch::{PatchOperation, PatchValue};
use crate::exposure::Scope;
use crate::model::instant::Instant;
use crate::model::mailbox::Mailbox;
use crate::model::rows::{MailboxRow, ThreadRow, UserRow};
use crate::model::support::SupportAccess;
use crate::model::thread::{ThreadSharing, ThreadState};
use crate::policy::periods::Periods;
use crate::policy::{MailboxFacts, Policy};
use crate::rules::refold;
use crate::wire::values::{self, Read};

/// Who asks for a change, when, and with what value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) policy: &'a Policy,
    pub(super) viewer: UserRow,
    pub(super) now: Instant,
    pub(super) value: Option<&'a str>,
}

/// What an action would change; nothing where there is nothing to change. Or what is wrong with the value.
pub(super) type Planned = Read<Option<Change>>;

/// INVARIANT (patch): parsing the document with `patch` gives the policy that `after` makes.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) patch: Vec<PatchOperation>,
    pub(super) after: After,
}

/// What a policy has after the action.
#[derive(Debug)]
pub(super) enum After {
    Mailbox(MailboxRow, Mailbox),
    SupportAccess(Vec<SupportAccess>),
    Thread(ThreadRow, Choice),
}

/// What is done with a thread.
#[derive(Clone, Copy, Debug)]
pub(super) enum Choice {
    Sharing(ThreadSharing),
    State(ThreadState),
}

impl Asked<'_> {
    /// For actions that change nothing, whatever they find.
    pub(super) fn changes_nothing(&self) -> Planned {
        self.takes_no_value().map(|()| None)
    }

    pub(super) fn takes_no_value(&self) -> Read<()> {
        self.value.map_or(Ok(()), |text| values::unwanted(self.policy, text))
    }

    /// The value, and how it is written.
    pub(super) fn takes<T>(&self, read: impl FnOnce(&Policy, &str) -> Read<T>) -> Read<(T, PatchValue)> {
        let Some(text) = self.value else { return values::missing() };
        let found = read(self.policy, text)?;
        // What was found right has no member that a patch cannot have.
        PatchValue::of(text).map_or_else(|| Err(Vec::new()), |value| Ok((found, value)))
    }

    pub(super) fn viewer_id(&self) -> PatchValue {
        PatchValue::text(self.policy.user_names.name(self.viewer.into()))
    }
}

impl After {
    /// All that it can show or hide.
    pub(super) const fn scope(&self) -> Scope {
        match self {
            Self::Mailbox(row, _) => Scope::Mailbox(*row),
            Self::SupportAccess(_) => Scope::SupportAgents,
            Self::Thread(row, _) => Scope::Thread(*row),
        }
    }

    /// The policy with this instead: only what it touches is folded again.
    pub(super) fn of(self, policy: &Policy) -> Policy {
        let mut policy = policy.clone();
        match self {
            Self::Mailbox(row, mailbox) => set_mailbox(&mut policy, row, mailbox),
            Self::SupportAccess(entries) => policy.support_access = entries,
            Self::Thread(row, choice) => refold::as_read(&mut policy, row, |thread| match choice {
                Choice::Sharing(sharing) => thread.sharing = Some(sharing),
                Choice::State(state) => thread.state = state,
            }),
        }
        policy.periods = Periods::of(&policy);
        policy
    }
}

fn set_mailbox(policy: &mut Policy, row: MailboxRow, mailbox: Mailbox) {
    let seed = policy.seed.clone();
    if let Some(facts) = policy.mailboxes.get_mut(row.index()) {
        *facts = MailboxFacts::new(&seed, row, facts.owner_status, mailbox);
    }
    refold::threads_of(policy, row);
}

/// A change of one mailbox.
pub(super) fn of_mailbox(facts: &MailboxFacts, mailbox: Mailbox, patch: Vec<PatchOperation>) -> Planned {
    Ok(Some(Change { patch, after: After::Mailbox(facts.row, mailbox) }))
}

/// A change of support access.
pub(super) fn of_support_access(entries: Vec<SupportAccess>, operation: PatchOperation) -> Planned {
    Ok(Some(Change { patch: vec![operation], after: After::SupportAccess(entries) }))
}
