//! Where reasons go.

use crate::model::reason::{Reason, ReasonCode, Rule};

/// Where reasons go while a rule is applied.
///
/// A decision keeps them, a list does not; the rules are the same code, so that the two cannot disagree.
pub(crate) trait Reasons<'p> {
    /// False where reasons are not wanted: then a rule may stop at the first unmet condition.
    const WANTED: bool;

    fn add(&mut self, reason: Reason<'p>);

    fn say(&mut self, code: ReasonCode, rule: Rule) {
        self.add(Reason::new(code, rule));
    }

    fn say_of_record(&mut self, code: ReasonCode, rule: Rule, record: &'p str) {
        self.add(Reason { record: Some(record), ..Reason::new(code, rule) });
    }
}

/// For lists: only the outcome counts.
pub(crate) struct Unwanted;

impl<'p> Reasons<'p> for Unwanted {
    const WANTED: bool = false;

    fn add(&mut self, _: Reason<'p>) {}
}

impl<'p> Reasons<'p> for Vec<Reason<'p>> {
    const WANTED: bool = true;

    fn add(&mut self, reason: Reason<'p>) {
        self.push(reason);
    }
}
