//! Answers that were sent before: JavaScript keeps what it made of each, so that only its number need be sent again.

use crate::policy::Policy;
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

/// How many answers are known by number. Then numbering goes on, and the texts are forgotten.
const ANSWERS_MAX: usize = 1_024;
/// Longer ones are hardly ever sent twice.
const BYTES_MAX: usize = 512;

/// The texts of answers, numbered. No number is given twice.
#[derive(Debug)]
pub(crate) struct Answers {
    texts: Interner,
    seed: Seed,
    first: u32,
}

impl Answers {
    /// None yet.
    #[must_use]
    pub(crate) fn new(policy: &Policy) -> Self {
        // Zero is no number.
        Self { texts: Interner::new(&policy.seed), seed: policy.seed.clone(), first: 1 }
    }

    /// The number of a text, new or not; nothing for one that is not worth a number.
    pub(crate) fn number(&mut self, text: &str) -> Option<u32> {
        if text.len() > BYTES_MAX {
            return None;
        }
        if let Some(known) = self.texts.find(text) {
            return self.first.checked_add(known);
        }
        if self.texts.len() >= ANSWERS_MAX {
            self.first = self.first.checked_add(u32::try_from(self.texts.len()).ok()?)?;
            self.texts = Interner::new(&self.seed);
        }
        match self.texts.insert(text) {
            Ok(number) | Err(number) => self.first.checked_add(number),
        }
    }

    /// The text of a number given last.
    #[must_use]
    pub(crate) fn text(&self, number: u32) -> &str {
        number.checked_sub(self.first).map(|number| self.texts.name(number)).unwrap_or_default()
    }
}
