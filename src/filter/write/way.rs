//! The way to the items of a body: the containers that are open on it, and what is found wrong there.

use crate::error::{RequestError, RequestErrorCode};
use crate::filter::shape::{BodyShape, KeepTrie, NodeId};
use crate::json::Kind;
use crate::tables::bits::Bits;

/// An open container on the way.
#[derive(Debug)]
pub(super) struct WayContainer {
    pub(super) node: NodeId,
    /// The members that lead on and have been there, by position.
    pub(super) met: Bits,
    /// Whether something has been written into it.
    pub(super) is_begun: bool,
}

impl WayContainer {
    pub(super) fn new(node: NodeId) -> Self {
        Self { node, met: Bits::default(), is_begun: false }
    }
}

/// What is wrong with a body that may be JSON. Behind the first such place nothing is written.
#[derive(Debug, Default)]
pub(super) struct Flaws {
    /// The path of the first key on the way that stood there twice.
    twice: Option<String>,
    /// The number of the first path that leads to nothing, or to something else.
    astray: Option<usize>,
}

impl Flaws {
    pub(super) fn any(&self) -> bool {
        self.twice.is_some() || self.astray.is_some()
    }

    /// A key that so many steps lead to, on the way to the path of this number, stands there again.
    pub(super) fn add_twice(&mut self, shape: &BodyShape, path: usize, steps: usize) {
        self.twice.get_or_insert_with(|| shape.at_text(path, steps));
    }

    /// The path of this number leads nowhere.
    pub(super) fn add_astray(&mut self, path: usize) {
        self.astray.get_or_insert(path);
    }

    /// The error that comes of it, once the whole body is seen to be JSON.
    pub(super) fn outcome(&self, shape: &BodyShape) -> Result<(), RequestError> {
        let (code, path) = match (&self.twice, self.astray) {
            (Some(path), _) => (RequestErrorCode::DuplicateKey, path.clone()),
            (None, None) => return Ok(()),
            (None, Some(path)) if shape.is_one => (RequestErrorCode::NotAnObject, shape.at_text(path, usize::MAX)),
            (None, Some(path)) => (RequestErrorCode::NotAnArray, shape.at_text(path, usize::MAX)),
        };
        Err(RequestError::new(code, path))
    }
}

/// What becomes of a value outside the items.
#[derive(Clone, Copy)]
pub(super) enum Role<'s> {
    /// It is copied, byte for byte.
    Copied,
    Cut(&'s KeepTrie),
    Dropped,
    /// It is an array of items.
    Items,
    /// It is one item.
    OneItem,
    /// It is a container on the way.
    Way(NodeId),
}

/// A value outside the items, or on the way to them, before it is read.
#[derive(Clone, Copy)]
pub(super) struct Met {
    /// Where it stands in the tree of the shape, if it does.
    pub(super) node: Option<NodeId>,
    pub(super) kind: Kind,
    /// Whether it is the value of a key that has been there before.
    pub(super) is_again: bool,
    /// How many steps lead to it.
    pub(super) steps: usize,
}

impl Met {
    /// What becomes of the value, and what is wrong there.
    pub(super) fn role<'s>(self, shape: &'s BodyShape, flaws: &mut Flaws) -> Role<'s> {
        let is_container = matches!(self.kind, Kind::Array | Kind::Object);
        let by_default = if is_container { Role::Dropped } else { Role::Copied };
        let Some((id, node)) = self.node.and_then(|id| Some((id, shape.trie.node(id)?))) else { return by_default };
        let (Some(path), here) = (node.here.first_at, &node.here) else {
            return match &node.here.around {
                _ if self.is_again => Role::Dropped,
                Some(kept) if is_container && !keeps_whole(kept) => Role::Cut(kept),
                Some(_) => Role::Copied,
                None => by_default,
            };
        };
        match self.kind {
            _ if self.is_again => flaws.add_twice(shape, path, self.steps),
            Kind::Array if here.has_items && !shape.is_one => return Role::Items,
            Kind::Object if here.has_items && shape.is_one => return Role::OneItem,
            Kind::Array | Kind::Object if !here.has_items => return way(shape, id, self.kind, flaws),
            // An empty list.
            Kind::Null if here.has_items || here.is_below_each => {}
            Kind::Array | Kind::Boolean | Kind::Null | Kind::Number | Kind::Object | Kind::String => {
                flaws.add_astray(path);
            }
        }
        by_default
    }
}

fn keeps_whole(kept: &KeepTrie) -> bool {
    kept.node(KeepTrie::ROOT).is_some_and(|node| node.here)
}

/// A container on the way: paths that need one of the other kind lead nowhere.
fn way<'s>(shape: &BodyShape, id: NodeId, kind: Kind, flaws: &mut Flaws) -> Role<'s> {
    let Some(node) = shape.trie.node(id) else { return Role::Dropped };
    let first_at = |id: NodeId| shape.trie.node(id).and_then(|node| node.here.first_at);
    let by_each = node.each.and_then(first_at);
    let by_member = node.members.iter().filter_map(|(_, member)| first_at(*member)).min();
    let (right, wrong) = if kind == Kind::Array { (by_each, by_member) } else { (by_member, by_each) };
    wrong.into_iter().for_each(|path| flaws.add_astray(path));
    if right.is_some() { Role::Way(id) } else { Role::Dropped }
}

/// The least number of the paths that need a member which is not there.
pub(super) fn missing(shape: &BodyShape, container: &WayContainer) -> Option<usize> {
    let node = shape.trie.node(container.node)?;
    let members = node.members.iter().enumerate().filter(|(position, _)| !container.met.has(*position));
    let nodes = members.filter_map(|(_, (_, member))| shape.trie.node(*member));
    nodes.filter(|member| !member.here.is_below_each).filter_map(|member| member.here.first_at).min()
}
