//! Items as programs write them: no white space, no escapes in facts, nothing twice. Read in one go.
//!
//! A fast path: 10,000 items in the shape of a snapshot take 2.6 ms with it and 7.1 with the careful reader alone, in a
//! declared one 13 and 37 (`npm run bench:rent`). The feature `careful` builds without it; `tests/filter.rs` holds both to the same answers.
//!
//! Nothing is reported here. Whatever is not usual, right or wrong, is left to [`super::careful`]: a value, or the whole
//! item, which then begins again.

use super::careful::CarefulReader;
use super::facts::ItemFacts;
use super::guesses::{Guessed, Guesses, Role};
use crate::filter::shape::{Leaf, Node, NodeId, PathTrie, Shape};
use crate::filter::text::Block;
use crate::json::scan::Needles;
use crate::json::{Reader, SyntaxError};
use crate::model::fact::Fact;
use crate::policy::Policy;

/// What is remembered from item to item.
#[derive(Debug)]
pub(super) struct FastMemory {
    /// By node.
    guesses: Vec<Guesses>,
    needles: Needles,
}

impl Default for FastMemory {
    fn default() -> Self {
        Self { guesses: Vec::new(), needles: Needles::opaque() }
    }
}

/// A place that no text reaches: what stands there is not usual.
const UNUSUAL: usize = usize::MAX;

/// A reader of items, and what it fills.
pub(super) struct FastReader<'a, 't> {
    pub(super) policy: &'a Policy,
    pub(super) shape: &'a Shape,
    pub(super) facts: &'a mut ItemFacts,
    guesses: &'a mut Vec<Guesses>,
    pub(super) needles: &'a Needles,
    pub(super) block: &'t Block,
    pub(super) text: &'t str,
}

impl<'a, 't> FastReader<'a, 't> {
    /// `block` begins with the text.
    pub(super) fn new(
        policy: &'a Policy,
        shape: &'a Shape,
        facts: &'a mut ItemFacts,
        memory: &'a mut FastMemory,
        (block, text): (&'t Block, &'t str),
    ) -> Self {
        let FastMemory { guesses, needles } = memory;
        Self { policy, shape, facts, guesses, needles, block, text }
    }

    /// Reads the item that begins at an offset; gives the offset behind it. `None` if something is unusual, or wrong, and
    /// then the facts are worth nothing.
    #[inline(always)]
    pub(super) fn read(&mut self, start: usize, depth: usize) -> Option<usize> {
        if self.block.byte(start) != b'{' {
            return None;
        }
        // Not in the middle of the caller, who has much to keep in mind already.
        let end = self.object(PathTrie::<Vec<Leaf>>::ROOT, start, depth);
        if end > self.text.len() {
            return None;
        }
        self.facts.settle(self.policy, self.shape);
        Some(end)
    }

    /// An object whose bracket has been seen; gives the place behind it.
    #[inline(never)]
    fn object(&mut self, node: NodeId, start: usize, depth: usize) -> usize {
        if self.guesses.len() <= node.index() {
            self.guesses.resize_with(node.index().saturating_add(1), Guesses::default);
        }
        // They are at hand while the object is read, in which no other stands at this place.
        let mut guesses = self.guesses.get_mut(node.index()).map(std::mem::take).unwrap_or_default();
        let end = self.members(node, &mut guesses, start.wrapping_add(1), depth);
        if let Some(place) = self.guesses.get_mut(node.index()) {
            *place = guesses;
        }
        end.unwrap_or(UNUSUAL)
    }

    #[inline(always)]
    fn members(&mut self, node: NodeId, guesses: &mut Guesses, start: usize, depth: usize) -> Option<usize> {
        let block = self.block;
        // Members may be containers at least: those that are, and empty, are not looked into.
        let depth = depth.checked_sub(1).filter(|depth| *depth > 0)?;
        let mut at = start;
        let mut met = 0_u64;
        let mut place = 0_usize;
        loop {
            let guessed = match guesses.read(block, at, place) {
                Some(guessed) => guessed,
                None => self.learn(node, guesses, at, place)?,
            };
            let value = at.wrapping_add(guessed.length);
            place = guessed.next;
            at = match guessed.role {
                Role::Plain { fact, field, bit } if met & bit == 0 => {
                    met |= bit;
                    self.plain(fact, field, value, depth)?
                }
                Role::Path { node, bit } if met & bit == 0 => {
                    met |= bit;
                    self.value(node, value, depth)?
                }
                Role::Path { .. } | Role::Plain { .. } => return None,
                Role::Other if block.byte(value) == b'"' => self.skip_string(value)?,
                Role::Other => self.skip(value, depth)?,
            };
            match block.byte(at) {
                b',' => at = at.wrapping_add(1),
                b'}' => return Some(at.wrapping_add(1)),
                _ => return None,
            }
        }
    }

    /// A value on a path.
    #[inline(never)]
    fn value(&mut self, id: NodeId, at: usize, depth: usize) -> Option<usize> {
        let shape = self.shape;
        let node = shape.item.trie.node(id)?;
        let first = self.block.byte(at);
        match (node.here.as_slice(), node.members.as_slice(), node.each) {
            ([], [_, ..], None) if first == b'{' => match self.object(id, at, depth) {
                UNUSUAL => None,
                end => Some(end),
            },
            ([], [], Some(each)) if first == b'[' => self.array(each, at, depth.checked_sub(1)?),
            ([leaf], [], None) => self.declared(*leaf, at, depth),
            _ if self.is_null(at) => Some(at.wrapping_add(4)),
            _ => self.careful(at, |careful, reader| careful.value(id, reader, depth)),
        }
    }

    /// The elements of an array whose bracket has been seen.
    fn array(&mut self, each: NodeId, start: usize, depth: usize) -> Option<usize> {
        let mut at = start.wrapping_add(1);
        if self.block.byte(at) == b']' {
            return Some(at.wrapping_add(1));
        }
        loop {
            at = self.value(each, at, depth)?;
            match self.block.byte(at) {
                b',' => at = at.wrapping_add(1),
                b']' => return Some(at.wrapping_add(1)),
                _ => return None,
            }
        }
    }

    /// Leaves what stands at a place to the careful reader; gives the place behind it.
    pub(super) fn careful(
        &mut self,
        at: usize,
        read: impl FnOnce(&mut CarefulReader<'_>, &mut Reader<'t>) -> Result<(), SyntaxError>,
    ) -> Option<usize> {
        let mut reader = Reader::new(self.text).moved_to(at);
        let mut careful = CarefulReader { policy: self.policy, shape: self.shape, facts: self.facts };
        read(&mut careful, &mut reader).ok()?;
        Some(reader.offset())
    }

    /// Reads up to a value what was not guessed.
    #[inline(never)]
    fn learn(&self, id: NodeId, guesses: &mut Guesses, at: usize, place: usize) -> Option<Guessed> {
        let mut reader = Reader::new(self.text).moved_to(at);
        let name = reader.name().ok()?;
        let node = self.shape.item.trie.node(id)?;
        let role = match node.member(&name) {
            None => Role::Other,
            Some((position, member)) => {
                let bit = 1_u64.checked_shl(u32::try_from(position).ok()?)?;
                match self.plain_fact(self.shape.item.trie.node(member)?) {
                    Some((fact, field)) => Role::Plain { fact, field, bit },
                    None => Role::Path { node: member, bit },
                }
            }
        };
        Some(guesses.learn(reader.since(at), role, place))
    }

    /// The fact that stands at a node, if it stands there as in a snapshot.
    fn plain_fact(&self, node: &Node<Vec<Leaf>>) -> Option<(Fact, usize)> {
        let ([leaf], true) = (node.here.as_slice(), node.is_end()) else { return None };
        let field = self.shape.item.fields.get(leaf.field).filter(|field| field.is_plain())?;
        (field.fact != Fact::Id || self.shape.item.has_one_id).then_some((field.fact, leaf.field))
    }
}
