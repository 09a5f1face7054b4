//! What is looked at together, and what can be found in it.

/// How many bytes are looked at together.
pub(crate) const WINDOW: usize = 32;

/// What a string may have besides plain characters: one bit for each byte of a window, the first lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Quotes and control characters.
    pub(crate) stops: u32,
    pub(crate) backslashes: u32,
    /// What may stand behind a backslash, but for `u`. Whatever, if there is no backslash.
    pub(crate) letters: u32,
}
