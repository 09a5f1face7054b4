//! What keeps an action from being allowed, collected in the order of docs/specification.md's table.

use crate::model::reason::{Reason, ReasonCode, Rule};
use crate::rules::sink::Reasons;

/// The one reason that grants an action, or all that deny it.
pub(crate) type Answer<'p> = Result<Reason<'p>, Vec<Reason<'p>>>;

/// A denial that ends the examination, marked with ! in docs/specification.md.
pub(crate) fn denied<'p>(code: ReasonCode, rule: Rule) -> Answer<'p> {
    Err(vec![Reason::new(code, rule)])
}

/// Denials that do not end it.
#[derive(Default)]
pub(crate) struct Denials<'p>(Vec<Reason<'p>>);

impl<'p> Denials<'p> {
    pub(crate) fn when(&mut self, is_so: bool, code: ReasonCode, rule: Rule) {
        if is_so {
            self.0.say(code, rule);
        }
    }

    pub(crate) fn add(&mut self, reason: Reason<'p>) {
        self.0.push(reason);
    }

    /// What was collected, behind what comes first.
    pub(crate) fn behind(self, mut first: Vec<Reason<'p>>) -> Vec<Reason<'p>> {
        first.extend(self.0);
        first
    }

    /// What was collected, or else what grants the action.
    pub(crate) fn or_allowed(self, code: ReasonCode, rule: Rule) -> Answer<'p> {
        if self.0.is_empty() { Ok(Reason::new(code, rule)) } else { Err(self.0) }
    }
}
