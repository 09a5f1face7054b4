//! Where the facts of an item stand: the JSON Pointers of the options as one tree, so that an item is read once.

use super::options::Fields;

/// A fact of a thread. Its number is its bit in [`Node::facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Id,
    Mailbox,
    Participants,
    Records,
    Sharing,
    State,
    FirstMessageAt,
    LastMessageAt,
}

impl Fact {
    pub(super) const ALL: [Self; 8] = [
        Self::Id,
        Self::Mailbox,
        Self::Participants,
        Self::Records,
        Self::Sharing,
        Self::State,
        Self::FirstMessageAt,
        Self::LastMessageAt,
    ];

    /// The member of a thread that says it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Mailbox => "mailbox",
            Self::Participants => "participants",
            Self::Records => "records",
            Self::Sharing => "sharing",
            Self::State => "state",
            Self::FirstMessageAt => "firstMessageAt",
            Self::LastMessageAt => "lastMessageAt",
        }
    }
}

/// A value on the way to some facts, or one itself.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) number: usize,
    pub(super) facts: Vec<Fact>,
    /// The members that lead on: name and node.
    pub(super) members: Vec<(String, usize)>,
}

/// The tree; the item is node 0.
#[derive(Debug)]
pub(super) struct Plan {
    nodes: Vec<Node>,
}

impl Plan {
    pub(super) const ITEM: usize = 0;

    pub(super) fn new(fields: &Fields, facts: &[Fact]) -> Self {
        let mut plan = Self { nodes: vec![Node::default()] };
        for fact in facts {
            let mut node = Self::ITEM;
            for name in fields.pointer(*fact) {
                node = plan.insert(node, name);
            }
            if let Some(node) = plan.nodes.get_mut(node) {
                node.facts.push(*fact);
            }
        }
        plan
    }

    /// The node of a member, new or not.
    fn insert(&mut self, node: usize, name: &str) -> usize {
        let number = self.nodes.len();
        let Some(parent) = self.nodes.get_mut(node) else { return node };
        if let Some((_, member)) = parent.members.iter().find(|(known, _)| known == name) {
            return *member;
        }
        parent.members.push((name.to_owned(), number));
        self.nodes.push(Node { number, ..Node::default() });
        number
    }

    /// The position of a member among those that lead on.
    pub(super) fn member_named(&self, node: usize, name: &str) -> Option<usize> {
        self.nodes.get(node)?.members.iter().position(|(known, _)| known == name)
    }

    /// The node of the member at a position.
    pub(super) fn member(&self, node: usize, position: usize) -> Option<&Node> {
        let (_, member) = self.nodes.get(node)?.members.get(position)?;
        self.nodes.get(*member)
    }
}
