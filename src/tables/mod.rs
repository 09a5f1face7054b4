//! General containers. They know nothing of mail: texts, values and lists become numbers, and equal ones are kept once.
//!
//! Everything here is filled in document order and numbered from zero, so that no answer depends on a hash.

pub(crate) mod bits;
pub(crate) mod buckets;
pub(crate) mod bytes;
pub(crate) mod chunked_column;
pub(crate) mod compact_interner;
pub(crate) mod few;
pub(crate) mod hash_index;
pub(crate) mod interned_lists;
pub(crate) mod interned_values;
pub(crate) mod interner;
pub(crate) mod level_map;
pub(crate) mod prefixed_texts;
pub(crate) mod seed;
pub(crate) mod seen_set;
