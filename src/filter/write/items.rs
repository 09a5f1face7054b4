//! The items of an array: each is read in one go, judged, and copied, cut, or left out.

use super::body::{Body, Next, Step};
use super::cut;
use super::passage::{Passage, Progress, Yields};
use crate::filter::judge::Judged;
use crate::json::{Reader, SyntaxError};
use crate::model::decision::Level;

/// Items, up to the closing bracket of the array; `done` is moved on behind what is done with.
pub(super) fn step(
    body: &mut Body,
    reader: &mut Reader<'_>,
    passage: &mut Passage<'_>,
    done: &mut usize,
) -> Result<Step, SyntaxError> {
    let depth = body.depth_left();
    let is_mute = body.is_mute(passage);
    loop {
        if body.next != (Next::FilteredItem { is_first: false }) && reader.eat(b']') {
            body.close_items(passage);
            return Ok(Step::Written);
        }
        if body.next == Next::FilteredCommaOrClose {
            reader.expect(b',')?;
            body.next = Next::FilteredItem { is_first: false };
            *done = reader.offset();
        }
        reader.white_space();
        let start = reader.offset();
        let is_number = matches!(reader.byte(), Some(b'-' | b'0'..=b'9'));
        let judged = read(reader, passage, depth)?;
        if is_number && passage.progress == Progress::Partial && reader.offset() == reader.text().len() {
            return Ok(Step::Incomplete);
        }
        body.next = Next::FilteredCommaOrClose;
        *done = reader.offset();
        if passage.yields == Yields::Levels {
            passage.out.push(judged.number());
            continue;
        }
        let level = passage.count(judged);
        if level == Level::None || is_mute {
            continue;
        }
        if std::mem::replace(&mut body.is_begun, true) {
            passage.out.push(b',');
        }
        write(reader.since(start), level, passage);
    }
}

/// Reads the one item that comes next; gives the level at which it is shown.
pub(super) fn judge(body: &Body, reader: &mut Reader<'_>, passage: &mut Passage<'_>) -> Result<Level, SyntaxError> {
    let judged = read(reader, passage, body.depth_left())?;
    Ok(passage.count(judged))
}

#[inline(always)]
fn read(reader: &mut Reader<'_>, passage: &mut Passage<'_>, depth: usize) -> Result<Judged, SyntaxError> {
    let Passage { block, items, judge, .. } = passage;
    items.read(reader, *block, depth)?;
    judge.judge(items.facts(), reader)
}

/// Writes what is shown of an item; false if that is nothing.
pub(super) fn write(item: &str, level: Level, passage: &mut Passage<'_>) -> bool {
    let kept = match level {
        Level::None => return false,
        Level::Full => {
            passage.out.extend_from_slice(item.as_bytes());
            return true;
        }
        Level::Metadata => &passage.shape.keep.metadata,
        Level::Subject => &passage.shape.keep.subject,
    };
    if !cut::cut(item, &kept.trie, passage.out) {
        passage.out.extend_from_slice(b"{}");
    }
    true
}
