//! Hashes that nobody can foresee.

use foldhash::SharedSeed;
use foldhash::fast::FoldHasher;
use std::hash::{Hash, Hasher};

/// What makes hashes differ from one snapshot to the next, so that nobody can prepare ids that collide.
///
/// It is drawn from the snapshot itself, because the core has no other source; no answer depends on it. Of a long one, from
/// places all over it: whoever can write some of its ids knows little of what stands there.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    hasher: u64,
    shared: SharedSeed,
}

/// How many places, and how much at each.
const SAMPLES: usize = 64;
const SAMPLE_BYTES: usize = 4_096;

impl Seed {
    pub(crate) fn of(text: &[u8]) -> Self {
        let start = SharedSeed::from_u64(0x6d61_696c_7665_696c);
        let mut hasher = FoldHasher::with_seed(1, &start);
        for part in text.chunks(text.len().div_ceil(SAMPLES).max(SAMPLE_BYTES)) {
            hasher.write(part.get(..SAMPLE_BYTES).unwrap_or(part));
        }
        hasher.write_usize(text.len());
        let digest = hasher.finish();
        Self { hasher: digest, shared: SharedSeed::from_u64(digest.rotate_left(32)) }
    }

    /// Of a text by itself, which needs no end mark.
    pub(crate) fn hash_text(&self, text: &[u8]) -> u64 {
        let mut hasher = FoldHasher::with_seed(self.hasher, &self.shared);
        hasher.write(text);
        hasher.finish()
    }

    pub(crate) fn hash<T: Hash + ?Sized>(&self, value: &T) -> u64 {
        let mut hasher = FoldHasher::with_seed(self.hasher, &self.shared);
        value.hash(&mut hasher);
        hasher.finish()
    }
}
