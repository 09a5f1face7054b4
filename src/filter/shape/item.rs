//! Where the facts of an item stand: the paths of its fields as one tree, so that an item is walked once.

use super::FactsIn;
use super::field::Field;
use super::path::Step;
use super::trie::PathTrie;
use crate::model::fact::Fact;
use std::ops::Range;

/// What a value is to be read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::filter) struct Leaf {
    /// The number of the field that it stands at.
    pub(in crate::filter) field: usize,
    /// Of a joined id, the number of its part.
    pub(in crate::filter) part: Option<usize>,
}

/// An id of several values.
#[derive(Debug)]
pub(in crate::filter) struct Join {
    pub(in crate::filter) prefix: String,
    /// The numbers of its parts.
    pub(in crate::filter) parts: Range<usize>,
}

/// What an item says, and where.
#[derive(Debug)]
pub(in crate::filter) struct ItemShape {
    pub(in crate::filter) fields: Vec<Field>,
    pub(in crate::filter) trie: PathTrie<Vec<Leaf>>,
    pub(in crate::filter) joins: Vec<Join>,
    /// How many parts joined ids have in all.
    pub(in crate::filter) part_count: usize,
    /// The numbers of the fields of which something has to be there.
    pub(in crate::filter) required: Vec<usize>,
    /// Whether there is more to look at when all of an item has been read: joined ids, and what has to be there.
    pub(in crate::filter) is_intricate: bool,
    /// Whether an item has one place for its id, and so at most one value there.
    pub(in crate::filter) has_one_id: bool,
    /// Whether there may be more participants than an item names.
    pub(in crate::filter) is_partial: bool,
    /// Whether the options name the place of `sharing`, and of `state`.
    pub(in crate::filter) names: [bool; 2],
}

impl ItemShape {
    /// Of a policy's threads only the ids are read.
    pub(super) fn new(fields: Vec<Field>, facts_in: FactsIn, names: [bool; 2]) -> Self {
        let mut shape = Self {
            trie: PathTrie::new(),
            joins: Vec::new(),
            part_count: 0,
            required: Vec::new(),
            is_intricate: false,
            has_one_id: false,
            is_partial: false,
            names: names.map(|is_named| is_named && facts_in == FactsIn::Item),
            fields,
        };
        let fields = std::mem::take(&mut shape.fields);
        for (number, field) in fields.iter().enumerate() {
            if facts_in == FactsIn::Item || field.fact == Fact::Id {
                shape.add(number, field);
            }
        }
        shape.is_intricate = !shape.joins.is_empty() || !shape.required.is_empty();
        let mut ids = fields.iter().filter(|field| field.fact == Fact::Id);
        let first = ids.next().filter(|id| id.join.is_none() && !id.path.steps().contains(&Step::Each));
        shape.has_one_id = first.is_some() && ids.next().is_none();
        shape.fields = fields;
        shape
    }

    /// Whether every fact stands in one place, in a member of the item, as in a snapshot.
    pub(in crate::filter) fn is_plain(&self) -> bool {
        let is_member = |field: &Field| matches!(field.path.steps(), [Step::Member(_)]) && field.is_plain();
        self.fields.len() == Fact::TABLE.len()
            && self.fields.iter().zip(Fact::TABLE).all(|(field, row)| field.fact == row.fact && is_member(field))
    }

    fn add(&mut self, number: usize, field: &Field) {
        self.is_partial |= field.is_partial;
        let first = self.part_count;
        for path in field.paths() {
            let part = field.join.as_ref().map(|_| self.part_count);
            self.part_count = self.part_count.saturating_add(usize::from(part.is_some()));
            if let Some(leaves) = self.trie.insert(path, |_| {}) {
                leaves.push(Leaf { field: number, part });
            }
        }
        if field.join.is_some() {
            self.joins.push(Join { prefix: field.prefix.clone(), parts: first..self.part_count });
        } else if field.is_required {
            self.required.push(number);
        }
    }
}
