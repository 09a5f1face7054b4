//! Random choices, the same on every run.

use serde_json::Value;

use super::pools::{DOMAINS, INSTANTS, LITERALS, LOCALS};

/// A source of choices: a row of bytes, each good for one choice.
///
/// Bytes, because proptest can shrink them: zero is always the simplest choice,
/// and so is everything after the last byte. A seed has enough of them for a snapshot and hundreds of questions.
#[derive(Debug)]
pub struct Dice {
    bytes: Vec<u8>,
    used: usize,
}

impl Dice {
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self { bytes: bytes.to_vec(), used: 0 }
    }

    /// A seed always gives the same choices (the generator is Marsaglia's xorshift).
    pub fn of_seed(seed: u64) -> Self {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_be_bytes()[3]
        };
        Self::of_bytes(&std::iter::repeat_with(next).skip(8).take(4096).collect::<Vec<_>>())
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        let byte = self.bytes.get(self.used).copied().unwrap_or(0);
        self.used += 1;
        usize::from(byte) % end
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    pub fn pick<'a, T: ?Sized>(&mut self, values: &[&'a T]) -> &'a T {
        values[self.below(values.len())]
    }

    pub fn maybe<T>(&mut self, percent: usize, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(percent).then(|| value(self))
    }

    /// Up to `most` values, now and then with one of them repeated.
    pub fn list(&mut self, most: usize, mut value: impl FnMut(&mut Self) -> Value) -> Vec<Value> {
        let length = self.below(most + 1);
        let mut list: Vec<Value> = (0..length).map(|_| value(self)).collect();
        if !list.is_empty() && self.chance(15) {
            list.push(list[self.below(list.len())].clone());
        }
        list
    }

    pub fn time(&mut self) -> &'static str {
        self.time_of(&INSTANTS)
    }

    /// One of these instants, in one of its spellings.
    pub fn time_of(&mut self, instants: &[&'static [&'static str]]) -> &'static str {
        let spellings = self.pick(instants);
        self.pick(spellings)
    }

    pub fn domain(&mut self) -> &'static str {
        self.pick(&DOMAINS)
    }

    pub fn address(&mut self) -> String {
        // Most of them few, so that users, mailboxes and participants share some.
        let (local, host) = if self.chance(8) {
            (self.pick(&LOCALS[..3]), self.pick(&LITERALS))
        } else if self.chance(40) {
            (self.pick(&LOCALS), self.domain())
        } else {
            (self.pick(&LOCALS[..3]), self.pick(&DOMAINS[..3]))
        };
        format!("{local}@{host}")
    }
}

/// Puts a member into the object, if there is one.
pub fn put(object: &mut Value, member: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object[member] = value.into();
    }
}
