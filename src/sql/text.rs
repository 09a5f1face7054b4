//! JSON text, written: the little that rows and contexts need.

/// Ends the id of a mailbox in a text of two parts. No id contains it.
pub(super) const BORDER: char = '\u{fffd}';

/// A text that a database can hold: PostgreSQL refuses U+0000 in texts and in JSON.
pub(super) fn storable(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.contains('\0'))
}

/// Writes a text in quotation marks.
pub(super) fn quote(out: &mut String, text: &str) {
    out.push('"');
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(text.get(done..at).unwrap_or_default());
        match byte {
            b'"' | b'\\' => {
                out.push('\\');
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("\\u{byte:04x}")),
        }
        done = at.saturating_add(1);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out.push('"');
}

/// The items of an array, as they come.
#[derive(Debug, Default)]
pub(super) struct Items {
    text: String,
}

impl Items {
    /// An item that is a text.
    pub(super) fn text(&mut self, text: &str) {
        self.comma();
        quote(&mut self.text, text);
    }

    /// An item that is a text of two parts, the first being the id of a mailbox.
    pub(super) fn joined(&mut self, mailbox: &str, rest: &str) {
        self.text(&[mailbox, BORDER.encode_utf8(&mut [0; 4]), rest].concat());
    }

    /// An item that is a list of two texts.
    pub(super) fn pair(&mut self, one: &str, other: &str) {
        self.comma();
        self.text.push('[');
        quote(&mut self.text, one);
        self.text.push(',');
        quote(&mut self.text, other);
        self.text.push(']');
    }

    /// An item that is a list of a text and a list of other items.
    pub(super) fn group(&mut self, name: &str, items: &Self) {
        self.comma();
        self.text.push('[');
        quote(&mut self.text, name);
        self.text.push_str(",[");
        self.text.push_str(&items.text);
        self.text.push_str("]]");
    }

    /// An item that is an object, of which a column may be null.
    pub(super) fn row(&mut self, columns: &[(&str, Option<&str>)]) {
        self.comma();
        let mut first = '{';
        for (name, value) in columns {
            self.text.push(first);
            quote(&mut self.text, name);
            self.text.push(':');
            match value {
                Some(text) => quote(&mut self.text, text),
                None => self.text.push_str("null"),
            }
            first = ',';
        }
        self.text.push('}');
    }

    fn comma(&mut self) {
        if !self.text.is_empty() {
            self.text.push(',');
        }
    }
}

/// An object of arrays.
pub(super) fn object(lists: &[(&str, &Items)]) -> String {
    let length = lists.iter().map(|(name, items)| name.len().saturating_add(items.text.len())).sum::<usize>();
    let mut out = String::with_capacity(length.saturating_add(lists.len().saturating_mul(8)));
    let mut first = '{';
    for (name, items) in lists {
        out.push(first);
        quote(&mut out, name);
        out.push_str(":[");
        out.push_str(&items.text);
        out.push(']');
        first = ',';
    }
    out.push('}');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_they_were() {
        for text in ["", "a", "\"", "\\\"\\", "a\nb\u{1}", "é\u{2028}😀\u{fffd}", "\u{7f}"] {
            let mut out = String::new();
            quote(&mut out, text);
            assert_eq!(serde_json::from_str::<String>(&out).expect("it is JSON"), text);
        }
    }

    #[test]
    fn objects_of_arrays() {
        let (mut one, none) = (Items::default(), Items::default());
        one.joined("m", "x");
        one.pair("a", "b");
        one.row(&[("id", Some("\"")), ("at", None)]);
        one.group("g", &none);
        let text = object(&[("one", &one), ("none", &none)]);
        let expected = "{\"one\":[\"m\u{fffd}x\",[\"a\",\"b\"],{\"id\":\"\\\"\",\"at\":null},[\"g\",[]]],\"none\":[]}";
        assert_eq!(text, expected);
    }
}
