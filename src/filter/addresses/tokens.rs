//! What an address list is made of.

/// A part of the text, from one byte up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What stands between `<` and `>`, with both.
    Angle,
    At,
    /// A quote, comment or bracket that does not end, with all behind it.
    Broken,
    Colon,
    Comma,
    /// What stands in parentheses, with them.
    Comment,
    /// What stands in square brackets behind an `@`, with them.
    Literal,
    /// What stands in quotes, with them.
    Quoted,
    Semicolon,
    Space,
    /// Letters, and signs that mean nothing where they stand.
    Text,
}

impl Token {
    /// Whether it stands between what matters.
    pub(super) fn is_gap(&self) -> bool {
        matches!(self.kind, Kind::Comment | Kind::Space)
    }
}

/// The tokens of a text, in order.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Whether an `@` came last, but for spaces and comments.
    is_behind_at: bool,
}

impl<'t> Tokens<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0, is_behind_at: false }
    }

    /// The kind of the token that comes next, and where it ends, if it does.
    fn read(&self, first: u8) -> (Kind, Option<usize>) {
        let (bytes, start) = (self.text.as_bytes(), self.at);
        let one = Some(start.saturating_add(1));
        let run = |is_part: fn(u8) -> bool| {
            let rest = bytes.get(start..).unwrap_or_default();
            let length = rest.iter().position(|byte| !is_part(*byte)).unwrap_or(rest.len());
            Some(start.saturating_add(length))
        };
        match first {
            b',' => (Kind::Comma, one),
            b';' => (Kind::Semicolon, one),
            b':' => (Kind::Colon, one),
            b'@' => (Kind::At, one),
            b'"' => (Kind::Quoted, quoted_end(bytes, start)),
            b'(' => (Kind::Comment, comment_end(bytes, start)),
            b'<' => (Kind::Angle, angle_end(bytes, start)),
            b'[' if self.is_behind_at => {
                let length = bytes.get(start..).and_then(|rest| rest.iter().position(|byte| *byte == b']'));
                (Kind::Literal, length.map(|length| start.saturating_add(length).saturating_add(1)))
            }
            b'[' => (Kind::Text, one),
            _ if is_space(first) => (Kind::Space, run(is_space)),
            _ => (Kind::Text, run(is_text)),
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = self.at;
        let first = *self.text.as_bytes().get(start)?;
        let token = match self.read(first) {
            (kind, Some(end)) => Token { kind, start, end },
            (_, None) => Token { kind: Kind::Broken, start, end: self.text.len() },
        };
        self.at = token.end;
        if !token.is_gap() {
            self.is_behind_at = token.kind == Kind::At;
        }
        Some(token)
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn is_text(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b',' | b';' | b':' | b'@' | b'"' | b'(' | b'<' | b'[')
}

/// Where the quotes end that begin here. A backslash takes the meaning from the byte behind it.
fn quoted_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start.saturating_add(1);
    loop {
        at = match bytes.get(at)? {
            b'"' => return Some(at.saturating_add(1)),
            b'\\' => at.saturating_add(2),
            _ => at.saturating_add(1),
        };
    }
}

/// Comments stand inside comments.
fn comment_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    let mut depth = 0_usize;
    loop {
        let byte = *bytes.get(at)?;
        at = at.saturating_add(if byte == b'\\' { 2 } else { 1 });
        match byte {
            b'(' => depth = depth.saturating_add(1),
            b')' if depth == 1 => return Some(at),
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// Up to the first `>` that stands neither in quotes nor in a comment.
fn angle_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start.saturating_add(1);
    loop {
        at = match bytes.get(at)? {
            b'>' => return Some(at.saturating_add(1)),
            b'"' => quoted_end(bytes, at)?,
            b'(' => comment_end(bytes, at)?,
            _ => at.saturating_add(1),
        };
    }
}
