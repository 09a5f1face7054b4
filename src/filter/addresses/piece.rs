//! A piece of an address list: what stands between separators, which is one participant, or none if nothing stands there.

use super::tokens::{Kind, Token, Tokens, is_space};

/// The tokens of a piece so far. A name before the colon of its group is no part of it.
#[derive(Debug, Default)]
pub(super) struct Piece {
    tokens: Vec<Token>,
    /// A group inside a group cannot be read.
    has_inner_group: bool,
}

impl Piece {
    pub(super) fn add(&mut self, token: Token) {
        self.tokens.push(token);
    }

    pub(super) fn set_inner_group(&mut self, colon: Token) {
        self.has_inner_group = true;
        self.tokens.push(colon);
    }

    pub(super) fn clear(&mut self) {
        self.tokens.clear();
        self.has_inner_group = false;
    }

    /// Whether a group may have this name: words in quotes, or without signs that mean something.
    pub(super) fn is_name(&self, text: &str) -> bool {
        let is_sign = |letter: char| matches!(letter, ')' | '>' | '[' | ']' | '\\') || letter.is_control();
        let mut words = self.tokens.iter().filter(|token| !token.is_gap()).peekable();
        words.peek().is_some()
            && words.all(|word| match word.kind {
                Kind::Quoted => true,
                Kind::Text => !written(text, word).contains(is_sign),
                _ => false,
            })
    }

    /// Tells the participant that the piece is, and begins the next one.
    pub(super) fn end(&mut self, text: &str, is_address: &dyn Fn(&str) -> bool, found: &mut dyn FnMut(&str)) {
        if let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) {
            let whole = text
                .get(first.start..last.end)
                .unwrap_or_default()
                .trim_matches(|letter: char| u8::try_from(letter).is_ok_and(is_space));
            match self.address(text).filter(|address| is_address(address)) {
                Some(address) => found(&address),
                None if whole.is_empty() => {}
                None => found(whole),
            }
        }
        self.clear();
    }

    /// What would be the address of the piece: itself, or what stands at its end in angle brackets.
    fn address(&self, text: &str) -> Option<String> {
        if self.has_inner_group || self.tokens.iter().any(|token| token.kind == Kind::Broken) {
            return None;
        }
        let bare = without_gaps(&self.tokens);
        let Some(last) = bare.last().filter(|last| last.kind == Kind::Angle) else { return bare_address(text, bare) };
        let mut others = self.tokens.iter().filter(|token| *token != last && token.kind != Kind::Quoted);
        if others.any(|token| written(text, token).contains(['<', '>'])) {
            return None;
        }
        let inner = written(text, last).strip_prefix('<')?.strip_suffix('>')?;
        let tokens: Vec<Token> = Tokens::of(inner).collect();
        bare_address(inner, without_gaps(&tokens))
    }
}

/// A local part, an `@` and a domain. Spaces and comments may stand around the `@`.
fn bare_address(text: &str, tokens: &[Token]) -> Option<String> {
    let at = tokens.iter().position(|token| token.kind == Kind::At)?;
    let (local, rest) = tokens.split_at_checked(at)?;
    let (_, domain) = rest.split_first()?;
    let mut address = String::new();
    for (part, end) in [(local, "@"), (domain, "")] {
        for token in without_gaps(part) {
            if !matches!(token.kind, Kind::Literal | Kind::Text) {
                return None;
            }
            address.push_str(written(text, token));
        }
        address.push_str(end);
    }
    Some(address)
}

/// The tokens without spaces and comments before and behind them.
fn without_gaps(tokens: &[Token]) -> &[Token] {
    let first = tokens.iter().position(|token| !token.is_gap());
    let end = tokens.iter().rposition(|token| !token.is_gap()).map(|last| last.saturating_add(1));
    first.zip(end).and_then(|(first, end)| tokens.get(first..end)).unwrap_or_default()
}

fn written<'t>(text: &'t str, token: &Token) -> &'t str {
    text.get(token.start..token.end).unwrap_or_default()
}
