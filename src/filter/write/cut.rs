//! What stays of a value, by the tree of its kept paths: each value that they name, byte for byte, in objects and arrays
//! that hold nothing else. So a new member of the CRM's cannot leak.

use crate::filter::shape::{KeepTrie, NodeId};
use crate::json::{Kind, Reader, SyntaxError};
use crate::tables::bits::Bits;

/// Writes what stays of a value that has been read before, behind `out`; false if that is nothing.
pub(super) fn cut(value: &str, trie: &KeepTrie, out: &mut Vec<u8>) -> bool {
    let end = out.len();
    // The value was seen to be right; were it not, nothing of it would be shown.
    let is_kept = Cut { trie, out }.value(KeepTrie::ROOT, &mut Reader::new(value)).unwrap_or(false);
    if !is_kept {
        out.truncate(end);
    }
    is_kept
}

struct Cut<'a> {
    trie: &'a KeepTrie,
    out: &'a mut Vec<u8>,
}

/// A member that stays, or of which something may.
struct Member<'t> {
    /// Its position among those that lead on.
    position: usize,
    node: NodeId,
    /// As it is written.
    key: &'t str,
    /// From the key to the end of the value.
    whole: &'t str,
    value: &'t str,
}

impl Cut<'_> {
    /// Writes what stays of the value that comes next; false if that is nothing, and then what was written is to be taken
    /// back.
    fn value(&mut self, node: NodeId, reader: &mut Reader<'_>) -> Result<bool, SyntaxError> {
        let trie = self.trie;
        let Some(node) = trie.node(node) else { return Ok(false) };
        let kind = reader.kind()?;
        if node.here {
            let start = reader.offset();
            reader.skip(usize::MAX)?;
            self.out.extend_from_slice(reader.since(start).as_bytes());
            return Ok(true);
        }
        match (kind, node.each) {
            (Kind::Object, _) => self.object(members(reader, |name| node.member(name))?),
            (Kind::Array, Some(each)) => self.array(each, reader),
            (Kind::Array | Kind::Boolean | Kind::Null | Kind::Number | Kind::String, _) => {
                reader.skip(usize::MAX)?;
                Ok(false)
            }
        }
    }

    fn object(&mut self, members: Vec<Member<'_>>) -> Result<bool, SyntaxError> {
        let (mut met, mut twice) = (Bits::default(), Bits::default());
        for member in &members {
            if !met.insert(member.position) {
                twice.insert(member.position);
            }
        }
        let mut separator = b'{';
        // Nobody can say which of two is meant.
        for member in members.iter().filter(|member| !twice.has(member.position)) {
            let end = self.out.len();
            self.out.push(separator);
            let is_kept = match self.trie.node(member.node) {
                Some(node) if node.here => {
                    self.out.extend_from_slice(member.whole.as_bytes());
                    true
                }
                _ => {
                    self.out.extend_from_slice(member.key.as_bytes());
                    self.out.push(b':');
                    self.value(member.node, &mut Reader::new(member.value))?
                }
            };
            if is_kept { separator = b',' } else { self.out.truncate(end) }
        }
        self.out.push(b'}');
        Ok(separator == b',')
    }

    fn array(&mut self, each: NodeId, reader: &mut Reader<'_>) -> Result<bool, SyntaxError> {
        reader.open();
        let mut separator = b'[';
        let mut is_first = true;
        while reader.item(std::mem::replace(&mut is_first, false))? {
            let end = self.out.len();
            self.out.push(separator);
            if self.value(each, reader)? { separator = b',' } else { self.out.truncate(end) }
        }
        self.out.push(b']');
        Ok(separator == b',')
    }
}

/// The members of an object that lead on.
fn members<'t>(
    reader: &mut Reader<'t>,
    find: impl Fn(&str) -> Option<(usize, NodeId)>,
) -> Result<Vec<Member<'t>>, SyntaxError> {
    reader.open();
    let mut members = Vec::new();
    let mut is_first = true;
    while let Some((start, name)) = reader.key(std::mem::replace(&mut is_first, false))? {
        let value = reader.offset();
        reader.skip(usize::MAX)?;
        let Some((position, node)) = find(&name) else { continue };
        let (whole, value) = (reader.since(start), reader.since(value));
        let mut key = reader.moved_to(start);
        key.string()?;
        members.push(Member { position, node, key: key.since(start), whole, value });
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::shape::Shape;

    fn check(keep: &str, item: &str, expected: &str) {
        let shape = Shape::parse(format!(r#"{{"keep":{{"metadata":{keep}}}}}"#).as_bytes()).unwrap();
        let mut out = b"before".to_vec();
        let is_kept = cut(item, &shape.keep.metadata.trie, &mut out);
        assert_eq!(
            (std::str::from_utf8(&out).unwrap(), is_kept),
            (&*format!("before{expected}"), !expected.is_empty())
        );
    }

    #[test]
    fn what_stays() {
        check(r#"["/a"]"#, r#"{"a" : [1, 2], "b": 3}"#, r#"{"a" : [1, 2]}"#);
        check(
            r#"["/a/*/b"]"#,
            r#"{"a" : [{"b" : 1, "c": 2}, {"c":3}, null, 4, {"b":{} }]}"#,
            r#"{"a":[{"b" : 1},{"b":{}}]}"#,
        );
        check(r#"["/a/b","/c"]"#, r#"{ "c":1,"a":{"x":1},"d":2}"#, r#"{"c":1}"#);
        check(r#"["/a/b","/a"]"#, r#"{"a":{"x":1}}"#, r#"{"a":{"x":1}}"#);
        check(r#"["/*/a"]"#, r#"{"a":1}"#, "");
        check(r#"["/a/b"]"#, r#"{"a":[{"b":1}]}"#, "");
        check(r#"["/a/*"]"#, r#"{"a":{"*":1}}"#, "");
        check(r#"["/a/~2"]"#, r#"{"a":{"*":1}}"#, r#"{"a":{"*":1}}"#);
        check(r#"["/a"]"#, r#"{"b":1}"#, "");
    }

    #[test]
    fn what_stands_twice_is_dropped() {
        check(r#"["/a","/b"]"#, r#"{"a":1,"b":2,"\u0061":3}"#, r#"{"b":2}"#);
        check(r#"["/a/b"]"#, r#"{"a":{"b":1,"b":1}}"#, "");
        check(r#"["/a/b"]"#, r#"{"a":{"b":1},"a":{"b":1}}"#, "");
        check(r#"["/a"]"#, r#"{"a":1,"b":2,"b":3}"#, r#"{"a":1}"#);
    }
}
