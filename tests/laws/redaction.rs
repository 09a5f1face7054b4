//! Redaction (section 7).

use proptest::prelude::{prop_assert, prop_assert_eq};

use super::law::{for_all, policy};
use super::model::{questions, random};

/// Redacting keeps outcome, level and obligations, shows no reasons, and done twice is done once.
#[test]
fn redacting_twice_is_redacting_once() {
    for_all(|dice| {
        let snapshot = random::snapshot(dice);
        let policy = policy(&snapshot);
        for _ in 0..40 {
            let question = questions::question(dice, &snapshot);
            let Some(members) = question.query.as_object() else { continue };
            let members: Vec<_> = members.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            // A list question, or a spoilt one: no decision to redact.
            let Ok(decision) = policy.decide_named(&members) else { continue };
            prop_assert!(!decision.reasons.is_empty(), "{}\n{}", question.query, snapshot);
            let redacted = decision.clone().redact();
            prop_assert!(redacted.reasons.is_empty());
            prop_assert_eq!((redacted.outcome, redacted.level), (decision.outcome, decision.level));
            prop_assert_eq!(&redacted.obligations, &decision.obligations);
            prop_assert_eq!(redacted.clone().redact(), redacted);
        }
        Ok(())
    });
}
