//! Paths that begin alike, as one tree, so that a value is walked once for all of them.

use super::path::{Path, Step};
use crate::tables::bytes::equal;

/// Paths as a tree: a node for each value that a path leads to or by. `T` is what is to be known of such a value.
#[derive(Debug)]
pub(crate) struct PathTrie<T> {
    nodes: Vec<Node<T>>,
}

/// The number of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(usize);

/// A value on some path.
#[derive(Debug, Default)]
pub(crate) struct Node<T> {
    /// The members that lead on.
    pub(crate) members: Vec<(String, NodeId)>,
    /// Where each element of an array leads.
    pub(crate) each: Option<NodeId>,
    pub(crate) here: T,
}

impl NodeId {
    pub(crate) const fn index(self) -> usize {
        self.0
    }
}

impl<T> Node<T> {
    /// Whether no path goes on from here.
    pub(crate) fn is_end(&self) -> bool {
        self.members.is_empty() && self.each.is_none()
    }

    fn behind(&self, step: &Step) -> Option<NodeId> {
        match step {
            Step::Each => self.each,
            Step::Member(name) => self.member(name).map(|(_, node)| node),
        }
    }

    /// The position of a member among those that lead on, and where it leads.
    pub(crate) fn member(&self, name: &str) -> Option<(usize, NodeId)> {
        let is_it = |(_, (known, _)): &(usize, &(String, NodeId))| equal(known.as_bytes(), name.as_bytes());
        self.members.iter().enumerate().find(is_it).map(|(position, (_, node))| (position, *node))
    }
}

impl<T: Default> PathTrie<T> {
    pub(crate) const ROOT: NodeId = NodeId(0);

    pub(super) fn new() -> Self {
        Self { nodes: vec![Node { members: Vec::new(), each: None, here: T::default() }] }
    }

    /// The node of a number that this tree has given, which so is there.
    #[inline(always)]
    pub(crate) fn node(&self, node: NodeId) -> Option<&Node<T>> {
        self.nodes.get(node.0)
    }

    /// Adds a path. `passed` is called for every node on it, the first and the last included; gives what is known of the
    /// last.
    pub(super) fn insert(&mut self, path: &Path, mut passed: impl FnMut(&mut T)) -> Option<&mut T> {
        let mut node = Self::ROOT;
        passed(&mut self.nodes.first_mut()?.here);
        for step in path.steps() {
            node = self.step(node, step);
            passed(&mut self.nodes.get_mut(node.0)?.here);
        }
        self.nodes.get_mut(node.0).map(|node| &mut node.here)
    }

    /// How many steps of a path lead to nodes that are known.
    pub(super) fn known_steps(&self, path: &Path, is_known: impl Fn(&T) -> bool) -> usize {
        let mut node = self.nodes.first();
        let known = path.steps().iter().take_while(|step| {
            node = node.and_then(|node| node.behind(step)).and_then(|next| self.node(next));
            node.is_some_and(|node| is_known(&node.here))
        });
        known.count()
    }

    /// Calls `mark` for every node that is behind each element of some array.
    pub(super) fn each_below_each(&mut self, mut mark: impl FnMut(&mut T)) {
        let mut is_below = vec![false; self.nodes.len()];
        // A node comes before those that it leads to.
        for index in 0..self.nodes.len() {
            let (Some(node), Some(here)) = (self.nodes.get_mut(index), is_below.get(index).copied()) else { continue };
            if here {
                mark(&mut node.here);
            }
            let members = node.members.iter().map(|(_, member)| (*member, here));
            for (next, is_it) in members.chain(node.each.map(|each| (each, true))) {
                is_below.get_mut(next.0).into_iter().for_each(|below| *below = is_it);
            }
        }
    }

    /// The node behind a step, new or not.
    fn step(&mut self, from: NodeId, step: &Step) -> NodeId {
        let new = NodeId(self.nodes.len());
        let Some(parent) = self.nodes.get_mut(from.0) else { return from };
        if let Some(node) = parent.behind(step) {
            return node;
        }
        match step {
            Step::Each => parent.each = Some(new),
            Step::Member(name) => parent.members.push((name.clone(), new)),
        }
        self.nodes.push(Node { members: Vec::new(), each: None, here: T::default() });
        new
    }
}
