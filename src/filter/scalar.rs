//! Single values: what a fact is said by.

use crate::json::{Kind, Reader, SyntaxError, Text, number};

/// A value that has no parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scalar<'t> {
    Boolean(bool),
    /// As it is written.
    Number(Text<'t>),
    Text(Text<'t>),
}

impl<'t> Scalar<'t> {
    /// The value that comes next, of a kind that was looked at; `None`, with nothing read, for null, an object or an
    /// array.
    pub(super) fn read(reader: &mut Reader<'t>, kind: Kind) -> Result<Option<Self>, SyntaxError> {
        Ok(match kind {
            Kind::Array | Kind::Null | Kind::Object => None,
            Kind::Boolean => Some(Self::Boolean(reader.boolean()?)),
            Kind::Number => Some(Self::Number(reader.number()?.into())),
            Kind::String => Some(Self::Text(reader.string()?)),
        })
    }

    /// A text, or an integer, which stands for its text.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(number) => is_integer(number.as_bytes()).then_some(number),
            Self::Boolean(_) => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Boolean(_) | Self::Number(_) => None,
        }
    }

    /// Whether both are of one kind and worth the same: `0.0` is `0`, and the text `0` is not.
    pub(super) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => number::equal(one, other),
            (Self::Boolean(_) | Self::Number(_) | Self::Text(_), _) => self == other,
        }
    }

    /// Whether this is how JavaScript writes the value as JSON; a number may be written as it stands in the body.
    pub(super) fn is_written(&self, json: &str) -> bool {
        match self {
            Self::Boolean(boolean) => json == if *boolean { "true" } else { "false" },
            Self::Number(number) => json == number,
            Self::Text(text) => is_quoted(text, json),
        }
    }
}

/// Whether a number as it is written, which is right, is one of digits alone.
pub(super) fn is_integer(number: &[u8]) -> bool {
    !number.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E'))
}

/// Whether `JSON.stringify` writes the text so.
fn is_quoted(text: &str, json: &str) -> bool {
    let Some(mut rest) = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return false };
    for letter in text.chars() {
        let mut own = [0; 4];
        let escape;
        let written = match letter {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\0'..' ' => {
                escape = format!("\\u{:04x}", u32::from(letter));
                &escape
            }
            _ => &*letter.encode_utf8(&mut own),
        };
        match rest.strip_prefix(written) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_javascript_writes_them() {
        let text = |text: &'static str| Scalar::Text(text.into());
        for (scalar, json, expected) in [
            (text("yes"), r#""yes""#, true),
            (text("yes"), "yes", false),
            (text("yes"), r#""\u0079es""#, false),
            (text("\"\\\u{1}\u{7f}/é\n"), "\"\\\"\\\\\\u0001\u{7f}/é\\n\"", true),
            (text(""), r#""""#, true),
            (text(""), "\"", false),
            (Scalar::Number("1.0".into()), "1.0", true),
            (Scalar::Number("1.0".into()), "1", false),
            (Scalar::Boolean(true), "true", true),
            (text("true"), "true", false),
        ] {
            assert_eq!(scalar.is_written(json), expected, "{scalar:?} {json}");
        }
    }

    #[test]
    fn equal_values() {
        let (number, text) = (|text| Scalar::Number(Text::Borrowed(text)), Scalar::Text("0".into()));
        assert!(number("0").equals(&number("-0.0e7")) && text.equals(&Scalar::Text("0".into())));
        assert!(!number("0").equals(&text) && !text.equals(&number("0")) && !Scalar::Boolean(false).equals(&text));
    }
}
