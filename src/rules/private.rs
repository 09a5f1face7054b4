//! Mode private, chosen or never chosen: nobody else, no exception (Z-06, Z-16, P-01).

use crate::model::decision::Level;
use crate::model::reason::{ReasonCode, Rule};
use crate::rules::sink::Reasons;

/// What others see of it.
pub(crate) fn view<'p, R: Reasons<'p>>(reasons: &mut R) -> Level {
    reasons.say(ReasonCode::MailboxPrivate, Rule::Z06);
    Level::None
}
