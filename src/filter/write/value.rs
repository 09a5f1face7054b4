//! A value on the way to the items, or beside it: what becomes of it is done.

use super::body::{Body, Next, Passed, Step, may_go_on};
use super::cut::cut;
use super::items;
use super::passage::Passage;
use super::way::{Met, Role, WayContainer};
use crate::filter::shape::KeepTrie;
use crate::json::{Kind, Reader, SyntaxError};

/// Where a value stands in the text.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) met: Met,
    /// Where the text begins that has not gone through.
    pub(super) done: usize,
    /// Where its key begins and ends, if it has one.
    pub(super) key: Option<(usize, usize)>,
}

impl Body {
    /// The value that comes next; a container up to its bracket.
    pub(super) fn value(
        &mut self,
        reader: &mut Reader<'_>,
        passage: &mut Passage<'_>,
        place: Place,
    ) -> Result<Step, SyntaxError> {
        let shape = passage.shape;
        let kind = place.met.kind;
        let is_items = self.is_bare && place.met.steps == 0 && kind == Kind::Array;
        match if is_items { Role::Items } else { place.met.role(&shape.body, &mut self.flaws) } {
            Role::Copied => return self.copy(reader, passage, place),
            Role::Cut(kept) => self.cut(reader, passage, place, kept)?,
            Role::Dropped if matches!(kind, Kind::Array | Kind::Object) => {
                self.passed = Passed::Dropped;
                self.open(reader, kind)?;
            }
            Role::Dropped => {
                reader.skip(0)?;
                if may_go_on(reader, kind, passage) {
                    return Ok(Step::Incomplete);
                }
                self.after_value();
            }
            Role::Items => {
                self.write_start(reader, passage, place);
                self.write(passage, "[");
                self.open(reader, kind)?;
                self.next = Next::FilteredItem { is_first: true };
                self.is_begun = false;
            }
            Role::OneItem => return self.one_item(reader, passage, place),
            Role::Way(node) => {
                self.write_start(reader, passage, place);
                self.write(passage, if kind == Kind::Object { "{" } else { "[" });
                self.open(reader, kind)?;
                self.way.push(WayContainer::new(node));
            }
        }
        Ok(Step::Done)
    }

    /// A scalar, or the beginning of a container, byte for byte.
    fn copy(&mut self, reader: &mut Reader<'_>, passage: &mut Passage<'_>, place: Place) -> Result<Step, SyntaxError> {
        let start = place.key.map_or(reader.offset(), |(start, _)| start);
        let kind = place.met.kind;
        if matches!(kind, Kind::Array | Kind::Object) {
            self.passed = Passed::Copied;
            self.open(reader, kind)?;
        } else {
            reader.skip(0)?;
            if may_go_on(reader, kind, passage) {
                return Ok(Step::Incomplete);
            }
            self.after_value();
        }
        self.write_comma(passage);
        self.write(passage, reader.since(start));
        Ok(Step::Done)
    }

    /// A value of which only what a path of `around` names stays.
    fn cut(
        &mut self,
        reader: &mut Reader<'_>,
        passage: &mut Passage<'_>,
        place: Place,
        kept: &KeepTrie,
    ) -> Result<(), SyntaxError> {
        let start = reader.offset();
        reader.skip(self.depth_left())?;
        self.after_value();
        if self.is_mute(passage) {
            return Ok(());
        }
        let mut rest = Vec::new();
        if cut(reader.since(start), kept, &mut rest) {
            self.write_start(reader, passage, place);
            passage.out.extend_from_slice(&rest);
        }
        Ok(())
    }

    /// What stands where one item has to: it, or null.
    fn one_item(
        &mut self,
        reader: &mut Reader<'_>,
        passage: &mut Passage<'_>,
        place: Place,
    ) -> Result<Step, SyntaxError> {
        let start = reader.offset();
        let level = items::judge(self, reader, passage)?;
        self.after_value();
        if self.is_mute(passage) {
            return Ok(Step::Written);
        }
        if passage.shape.body.keeps_all {
            passage.out.extend_from_slice(reader.moved_to(start).since(place.done).as_bytes());
        } else {
            self.write_start(reader, passage, place);
        }
        if !items::write(reader.since(start), level, passage) {
            passage.out.extend_from_slice(b"null");
        }
        Ok(Step::Written)
    }

    /// A comma, if something was written into the container before; and the key with its colon.
    fn write_start(&mut self, reader: &Reader<'_>, passage: &mut Passage<'_>, place: Place) {
        self.write_comma(passage);
        if let Some((start, end)) = place.key {
            self.write(passage, reader.moved_to(end).since(start));
            self.write(passage, ":");
        }
    }

    fn write_comma(&mut self, passage: &mut Passage<'_>) {
        if self.way.last_mut().is_some_and(|container| std::mem::replace(&mut container.is_begun, true)) {
            self.write(passage, ",");
        }
    }
}
