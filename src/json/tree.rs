//! Small documents as a whole, such as options. Large ones are pulled through the reader and never stand in memory.

use super::{Kind, Reader, SyntaxError, Text};

/// Nothing that is read whole is nested deeper.
const DEPTH_MAX: usize = 64;

/// A value with everything in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tree<'t> {
    Array(Vec<Tree<'t>>),
    Boolean(bool),
    Null,
    /// As it is written.
    Number(&'t str),
    /// The members in order; names may stand twice.
    Object(Vec<(Text<'t>, Tree<'t>)>),
    String(Text<'t>),
}

impl<'t> Tree<'t> {
    /// All of a text.
    pub(crate) fn parse(text: &'t str) -> Result<Self, SyntaxError> {
        let mut reader = Reader::new(text);
        let tree = read(&mut reader, DEPTH_MAX)?;
        reader.end()?;
        Ok(tree)
    }
}

fn read<'t>(reader: &mut Reader<'t>, depth: usize) -> Result<Tree<'t>, SyntaxError> {
    Ok(match reader.kind()? {
        Kind::Boolean => Tree::Boolean(reader.boolean()?),
        Kind::Null => {
            reader.null()?;
            Tree::Null
        }
        Kind::Number => Tree::Number(reader.number()?),
        Kind::String => Tree::String(reader.string()?),
        Kind::Array | Kind::Object if depth == 0 => return Err(SyntaxError { offset: reader.offset() }),
        Kind::Array => {
            reader.open();
            let mut items = Vec::new();
            while reader.item(items.is_empty())? {
                items.push(read(reader, depth.saturating_sub(1))?);
            }
            Tree::Array(items)
        }
        Kind::Object => {
            reader.open();
            let mut members = Vec::new();
            while let Some((_, name)) = reader.key(members.is_empty())? {
                members.push((name, read(reader, depth.saturating_sub(1))?));
            }
            Tree::Object(members)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees() {
        let text = r#" {"a": [1, true, null], "\u0061": "b"} "#;
        let array = Tree::Array(vec![Tree::Number("1"), Tree::Boolean(true), Tree::Null]);
        let object = Tree::Object(vec![("a".into(), array), ("a".into(), Tree::String("b".into()))]);
        assert_eq!(Tree::parse(text), Ok(object));
        for (text, offset) in [("", 0), ("[1,]", 3), ("1 2", 2), ("{\"a\"}", 4)] {
            assert_eq!(Tree::parse(text), Err(SyntaxError { offset }), "{text}");
        }
        assert!(Tree::parse(&("[".repeat(64) + &"]".repeat(64))).is_ok());
        assert!(Tree::parse(&("[".repeat(65) + &"]".repeat(65))).is_err());
    }
}
