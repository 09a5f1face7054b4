//! A JSON document as it was written: members in their order, also those that stand twice, and every value with its
//! place in the document.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

#[derive(Debug)]
pub struct Node {
    /// How many values begin before this one.
    pub place: usize,
    /// The place of the last value inside of it.
    pub end: usize,
    pub value: Tree,
}

#[derive(Debug)]
pub enum Tree {
    Null,
    Bool,
    /// Is it 1? Nothing else is asked of a number.
    Number(bool),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// Nothing for what is no JSON.
pub fn parse(text: &[u8]) -> Option<Node> {
    let mut root: Node = serde_json::from_slice(text).ok()?;
    number(&mut root, 0);
    Some(root)
}

fn number(node: &mut Node, place: usize) -> usize {
    node.place = place;
    let inside: Vec<&mut Node> = match &mut node.value {
        Tree::List(entries) => entries.iter_mut().collect(),
        Tree::Object(members) => members.iter_mut().map(|(_, member)| member).collect(),
        Tree::Null | Tree::Bool | Tree::Number(_) | Tree::Text(_) => vec![],
    };
    node.end = inside.into_iter().fold(place, |last, inner| number(inner, last + 1));
    node.end
}

impl Node {
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of a list; of anything else none.
    pub fn entries(&self) -> &[Self] {
        match &self.value {
            Tree::List(entries) => entries,
            _ => &[],
        }
    }

    pub fn is_empty_list(&self) -> bool {
        matches!(&self.value, Tree::List(entries) if entries.is_empty())
    }

    /// The members of an object; of anything else none.
    pub fn members(&self) -> &[(String, Self)] {
        match &self.value {
            Tree::Object(members) => members,
            _ => &[],
        }
    }

    /// The member of that name: the first one counts.
    pub fn member(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|(member, _)| member == name).map(|(_, value)| value)
    }

    /// The text of a member, if it is one.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.member(name).and_then(Self::text)
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(|value| Self { place: 0, end: 0, value })
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Tree, E> {
        Ok(Tree::Bool)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number == 1))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Tree, E> {
        Ok(Tree::Number(false))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Tree::Number(number.to_bits() == 1.0_f64.to_bits()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(Tree::List(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = object.next_entry()? {
            members.push(member);
        }
        Ok(Tree::Object(members))
    }
}
