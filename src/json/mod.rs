//! A strict JSON reader over text that is already known to be UTF-8.
//!
//! It pulls: the caller asks for what it expects, and nothing is built that nobody asked for.
//! Strict means the whole grammar of RFC 8259 and no more, lone surrogate escapes refused.
//! Own code, because the product needs what no library gives together: byte offsets of every value,
//! going on after nesting that is too deep, escaped duplicate keys, and (filters) untouched bytes.

mod brackets;
pub(crate) mod number;
pub(crate) mod pointer;
#[cfg(not(target_feature = "simd128"))]
mod portable;
pub(crate) mod scan;
#[cfg(target_feature = "simd128")]
mod simd;
pub(crate) mod string;
pub(crate) mod tree;
mod window;

pub(crate) use brackets::Brackets;

use crate::tables::bytes::equal;
use std::borrow::Cow;

/// A string of the document: borrowed from the text unless it has escapes.
pub(crate) type Text<'t> = Cow<'t, str>;

/// The text is not JSON; `offset` is that of the first byte that cannot be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) offset: usize,
}

/// What stands next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Array,
    Boolean,
    Null,
    Number,
    Object,
    String,
}

/// A position in a text. Cheap to clone: that is how a caller looks ahead.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The offset of the next byte to be read.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    pub(crate) fn move_to(&mut self, offset: usize) {
        self.at = offset;
    }

    /// The kind of the value that comes next, after white space.
    #[inline]
    pub(crate) fn kind(&mut self) -> Result<Kind, SyntaxError> {
        self.white_space();
        match self.byte() {
            Some(b'"') => Ok(Kind::String),
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b't' | b'f') => Ok(Kind::Boolean),
            Some(b'n') => Ok(Kind::Null),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            _ => self.fail(),
        }
    }

    /// Begins an object or an array, whose kind the caller has looked at.
    pub(crate) fn open(&mut self) {
        self.advance(1);
    }

    /// The next key of an open object, read up to its value; `None` closes the object.
    pub(crate) fn key(&mut self, first: bool) -> Result<Option<(usize, Text<'t>)>, SyntaxError> {
        if self.eat(b'}') {
            // A comma was eaten only when another member must follow, so this is no trailing comma.
            return Ok(None);
        }
        if !first {
            self.expect(b',')?;
        }
        self.white_space();
        let offset = self.at;
        self.name().map(|key| Some((offset, key)))
    }

    /// Passes over the key of the next member, if it is this one and stands there without white space.
    #[inline(never)]
    pub(crate) fn eat_key(&mut self, first: bool, name: &str) -> bool {
        let start = self.at.saturating_add(usize::from(!first));
        let end = start.saturating_add(name.len()).saturating_add(b"\"\":".len());
        let bytes = self.text.as_bytes();
        let is_key = |key: &[u8]| match key {
            [b'"', key @ .., b'"', b':'] => equal(key, name.as_bytes()),
            _ => false,
        };
        let there = (first || self.byte() == Some(b',')) && bytes.get(start..end).is_some_and(is_key);
        if there {
            self.at = end;
        }
        there
    }

    /// The name of a member, read up to its value.
    pub(crate) fn name(&mut self) -> Result<Text<'t>, SyntaxError> {
        self.white_space();
        let name = self.string()?;
        self.expect(b':')?;
        self.white_space();
        Ok(name)
    }

    /// The text from an offset up to here.
    pub(crate) fn since(&self, offset: usize) -> &'t str {
        self.text.get(offset..self.at).unwrap_or_default()
    }

    /// A reader of the same text at another place, where a value begins.
    pub(crate) fn moved_to(&self, offset: usize) -> Self {
        Self { text: self.text, at: offset }
    }

    /// Whether an open array has another item; if not, the array is closed.
    pub(crate) fn item(&mut self, first: bool) -> Result<bool, SyntaxError> {
        if self.eat(b']') {
            return Ok(false);
        }
        if !first {
            self.expect(b',')?;
        }
        self.white_space();
        Ok(true)
    }

    /// Behind an item: whether another follows; if not, the array is closed.
    pub(crate) fn next_item(&mut self) -> Result<bool, SyntaxError> {
        if self.eat(b',') { Ok(true) } else { self.expect(b']').map(|()| false) }
    }

    /// A number, as it is written.
    pub(crate) fn number(&mut self) -> Result<&'t str, SyntaxError> {
        let start = self.at;
        self.at = number::end(self.text.as_bytes(), start).map_err(|offset| SyntaxError { offset })?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self) -> Result<bool, SyntaxError> {
        if self.byte() == Some(b't') {
            self.literal("true").map(|()| true)
        } else {
            self.literal("false").map(|()| false)
        }
    }

    /// `null`.
    pub(crate) fn null(&mut self) -> Result<(), SyntaxError> {
        self.literal("null")
    }

    /// A string, decoded.
    pub(crate) fn string(&mut self) -> Result<Text<'t>, SyntaxError> {
        if self.byte() != Some(b'"') {
            return self.fail();
        }
        let (value, end) = string::read(self.text, self.at)?;
        self.at = end;
        Ok(value)
    }

    /// A string as it is written, without its quotes; `None` if none comes next or it has escapes, and then nothing is
    /// read.
    #[inline]
    pub(crate) fn plain_string(&mut self) -> Option<&'t str> {
        let (plain, end) = string::plain(self.text, self.at)?;
        self.at = end;
        Some(plain)
    }

    /// Passes over one value, as strictly as if it were read. Containers may be nested `depth` deep; the bracket that
    /// goes deeper cannot be there.
    pub(crate) fn skip(&mut self, depth: usize) -> Result<(), SyntaxError> {
        if self.byte() != Some(b'"') {
            return self.skip_any(depth);
        }
        self.at = string::skip(self.text.as_bytes(), self.at)?;
        Ok(())
    }

    /// Without recursion, because a document may be deep.
    #[inline(never)]
    fn skip_any(&mut self, depth: usize) -> Result<(), SyntaxError> {
        let mut open = Brackets::default();
        loop {
            match self.kind()? {
                kind @ (Kind::Array | Kind::Object) => {
                    if open.depth() == depth {
                        return self.fail();
                    }
                    self.open();
                    if self.more(kind, true)? {
                        open.push(kind);
                        continue;
                    }
                }
                Kind::Boolean => drop(self.boolean()?),
                Kind::Null => self.null()?,
                Kind::Number => drop(self.number()?),
                Kind::String => self.at = string::skip(self.text.as_bytes(), self.at)?,
            }
            loop {
                let Some(kind) = open.last() else { return Ok(()) };
                if self.more(kind, false)? {
                    break;
                }
                open.pop();
            }
        }
    }

    /// Whether an open container goes on; a key that stands before its value is passed over.
    fn more(&mut self, kind: Kind, first: bool) -> Result<bool, SyntaxError> {
        if kind == Kind::Array {
            return self.item(first);
        }
        if self.eat(b'}') {
            return Ok(false);
        }
        if !first {
            self.expect(b',')?;
        }
        self.white_space();
        if self.byte() != Some(b'"') {
            return self.fail();
        }
        self.at = string::skip(self.text.as_bytes(), self.at)?;
        self.expect(b':')?;
        self.white_space();
        Ok(true)
    }

    /// Nothing but white space may follow.
    pub(crate) fn end(&mut self) -> Result<(), SyntaxError> {
        self.white_space();
        if self.at == self.text.len() { Ok(()) } else { self.fail() }
    }

    #[inline(always)]
    pub(crate) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over bytes that were looked at.
    #[inline(always)]
    pub(crate) fn advance(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    #[inline(always)]
    pub(crate) fn white_space(&mut self) {
        // Most texts have none: everything else that can stand between values is greater than a space.
        if self.byte().is_some_and(|byte| byte <= b' ') {
            self.skip_white_space();
        }
    }

    #[cold]
    fn skip_white_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.advance(1);
        }
    }

    /// Passes over white space, and over this byte if it comes next.
    #[inline]
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        self.white_space();
        let there = self.byte() == Some(byte);
        if there {
            self.advance(1);
        }
        there
    }

    /// Passes over white space and this byte.
    pub(crate) fn expect(&mut self, byte: u8) -> Result<(), SyntaxError> {
        if self.eat(byte) { Ok(()) } else { self.fail() }
    }

    #[inline(never)]
    fn literal(&mut self, word: &str) -> Result<(), SyntaxError> {
        for expected in word.bytes() {
            if self.byte() != Some(expected) {
                return self.fail();
            }
            self.advance(1);
        }
        Ok(())
    }

    fn fail<T>(&self) -> Result<T, SyntaxError> {
        Err(SyntaxError { offset: self.at })
    }
}

/// The text of `bytes`, or where it stops being UTF-8 or JSON: a byte order mark is neither.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, SyntaxError> {
    let (before, offset) = match valid_start(bytes) {
        (text, None) => return Ok(text),
        (before, Some(bad)) => (before, bad.offset),
    };
    // A mistake in the grammar before the bad byte is the first thing wrong.
    let mut reader = Reader::new(before);
    Err(match reader.skip(usize::MAX).and_then(|()| reader.end()) {
        Err(syntax) if syntax.offset < offset => syntax,
        _ => SyntaxError { offset },
    })
}

/// Where text stops being UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadByte {
    pub(crate) offset: usize,
    /// Whether it begins a character that more bytes would complete.
    pub(crate) is_cut: bool,
}

/// The start of the bytes that is UTF-8, all of it as a rule.
pub(crate) fn valid_start(bytes: &[u8]) -> (&str, Option<BadByte>) {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return (text, None);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok());
            let bad = BadByte { offset: error.valid_up_to(), is_cut: error.error_len().is_none() };
            (valid.unwrap_or_default(), Some(bad))
        }
    }
}

#[cfg(test)]
mod tests;
