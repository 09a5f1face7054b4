//! Reads any item, token by token, by the tree of its paths; mistakes are found where they are.

use super::deferred::ParticipantsAt;
use super::facts::{ItemFacts, rounding};
use crate::filter::addresses;
use crate::filter::scalar::Scalar;
use crate::filter::shape::{Field, Leaf, Node, NodeId, ParticipantForm, PathTrie, Shape};
use crate::json::{Kind, Reader, SyntaxError};
use crate::model::fact::Reading;
use crate::model::thread::PARTICIPANT_BYTES_MAX;
use crate::policy::Policy;
use crate::tables::bits::Bits;

/// A reader of items, and what it fills.
pub(super) struct CarefulReader<'a> {
    pub(super) policy: &'a Policy,
    pub(super) shape: &'a Shape,
    pub(super) facts: &'a mut ItemFacts,
}

impl CarefulReader<'_> {
    /// The item that comes next; containers in it may be nested `depth` deep.
    #[inline(never)]
    pub(super) fn read(&mut self, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        self.facts.forget();
        if reader.kind()? == Kind::Object {
            self.value(PathTrie::<Vec<Leaf>>::ROOT, reader, depth)?;
            self.facts.settle(self.policy, self.shape);
            return Ok(());
        }
        self.facts.is_unreadable = true;
        reader.skip(depth)
    }

    /// A value on a path.
    pub(super) fn value(&mut self, node: NodeId, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        let shape = self.shape;
        let Some(node) = shape.item.trie.node(node) else { return reader.skip(depth) };
        let kind = reader.kind()?;
        if kind == Kind::Null {
            return reader.null();
        }
        match (node.here.as_slice(), node.is_end()) {
            ([leaf], true) => return self.leaf(*leaf, reader, depth),
            (leaves, _) => {
                for leaf in leaves {
                    self.leaf(*leaf, &mut reader.clone(), depth)?;
                }
            }
        }
        match (kind, node.members.as_slice(), node.each) {
            (Kind::Object, [_, ..], None) if depth > 0 => self.object(node, reader, depth),
            (Kind::Array, [], Some(each)) if depth > 0 => self.array(each, reader, depth),
            _ => {
                // A path that goes on needs an object here, or an array.
                self.facts.is_unreadable |= !node.is_end();
                reader.skip(depth)
            }
        }
    }

    fn object(&mut self, node: &Node<Vec<Leaf>>, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        reader.open();
        let inner = depth.saturating_sub(1);
        let mut met = Bits::default();
        let mut is_first = true;
        while let Some((_, name)) = reader.key(std::mem::replace(&mut is_first, false))? {
            match node.member(&name) {
                Some((position, member)) if met.insert(position) => self.value(member, reader, inner)?,
                Some(_) => {
                    // Nobody can say which of the two is meant.
                    self.facts.is_unreadable = true;
                    reader.skip(inner)?;
                }
                None => reader.skip(inner)?,
            }
        }
        Ok(())
    }

    fn array(&mut self, each: NodeId, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        reader.open();
        let mut is_first = true;
        while reader.item(std::mem::replace(&mut is_first, false))? {
            self.value(each, reader, depth.saturating_sub(1))?;
        }
        Ok(())
    }

    /// A value that says something, or an array of such.
    pub(super) fn leaf(&mut self, leaf: Leaf, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        let shape = self.shape;
        let Some(field) = shape.item.fields.get(leaf.field) else { return reader.skip(depth) };
        let kind = reader.kind()?;
        if kind == Kind::Null {
            return reader.null();
        }
        let reading = field.fact.row().reading;
        if reading == Reading::Participants && matches!(kind, Kind::Array | Kind::String) {
            self.facts.participants.push(ParticipantsAt { offset: reader.offset(), form: field.form });
        }
        if kind != Kind::Array || !reading.takes_lists() || depth == 0 {
            return self.element(leaf, field, reader, depth);
        }
        reader.open();
        let mut is_first = true;
        while reader.item(std::mem::replace(&mut is_first, false))? {
            self.element(leaf, field, reader, depth.saturating_sub(1))?;
        }
        Ok(())
    }

    fn element(&mut self, leaf: Leaf, field: &Field, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        let kind = reader.kind()?;
        let Some(value) = Scalar::read(reader, kind)? else {
            self.facts.is_unreadable = true;
            return reader.skip(depth);
        };
        self.say(leaf, field, &value, reader);
        Ok(())
    }

    /// A single value that says something at a field. `text` is what the item stands in.
    pub(super) fn say(&mut self, leaf: Leaf, field: &Field, value: &Scalar<'_>, text: &Reader<'_>) {
        if field.is_required {
            self.facts.meet(leaf.field);
        }
        let is_absent = field.is_absent(value);
        match (field.fact.row().reading, leaf.part) {
            (_, Some(part)) if is_absent => self.facts.say_part(part, None),
            (_, None) if is_absent => {}
            (Reading::Id | Reading::Mailbox | Reading::Records, _) => self.id(leaf, field, value),
            (Reading::Participants, _) => self.participant(field, value),
            (Reading::Word, _) => self.facts.say_word(field.word(value)),
            (Reading::Time, _) => {
                let instant = field.time.read(value, rounding(field.fact));
                self.facts.say_time(field.fact, instant, text);
            }
        }
    }

    /// An id: of the item, a mailbox or a record.
    fn id(&mut self, leaf: Leaf, field: &Field, value: &Scalar<'_>) {
        let Some(id) = value.id() else {
            self.facts.is_unreadable = true;
            return;
        };
        let (facts, policy) = (&mut *self.facts, self.policy);
        match (field.fact.row().reading, leaf.part) {
            (_, Some(part)) => facts.say_part(part, Some(id)),
            (Reading::Mailbox, None) => {
                let mailbox = policy.find_mailbox(facts.prefixed(&field.prefix, id));
                facts.say_mailbox(mailbox);
            }
            (Reading::Records, None) => {
                let record = policy.records.find(facts.prefixed(&field.prefix, id));
                facts.say_record(record);
            }
            (Reading::Id | Reading::Participants | Reading::Time | Reading::Word, None) => {
                facts.say_id(&field.prefix, id);
            }
        }
    }

    /// What it says is read only where it counts; but none may be too long.
    fn participant(&mut self, field: &Field, value: &Scalar<'_>) {
        let is_long = |text: &str| text.len() > PARTICIPANT_BYTES_MAX;
        self.facts.is_unreadable |= match (value.text(), field.form) {
            (None, _) => true,
            (Some(text), _) if !is_long(text) => false,
            (Some(_), ParticipantForm::One) => true,
            (Some(text), ParticipantForm::Addresses) => {
                let mut any_long = false;
                addresses::each(text, self.policy.to_ascii, &mut |text| any_long |= is_long(text));
                any_long
            }
        };
    }
}
