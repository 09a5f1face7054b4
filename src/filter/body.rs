//! A body around its items: everything outside the array goes through as it is, strictly read, while the way of `at` is
//! followed.

use super::block::Block;
use super::item::{Judge, Sight};
use super::options::FilterOptions;
use super::{Counts, cut};
use crate::error::{RequestError, RequestErrorCode};
use crate::json::pointer::push_token;
use crate::json::{Brackets, Kind, Reader, SyntaxError};
use crate::model::decision::Level;

/// Containers may be nested so deep (docs/specification.md section 9).
const DEPTH_MAX: usize = 64;

/// Whether more text may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    Last,
    Partial,
}

/// What has to come next outside the array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// A comma, or the end of the container.
    CommaOrClose,
    /// Nothing but white space.
    End,
    /// The first item of an array, or its end.
    FirstItem,
    /// The first key of an object, or its end.
    FirstKey,
    /// An item of the array that is filtered; the first may be missing.
    Item {
        first: bool,
    },
    /// Behind an item of the array that is filtered.
    ItemCommaOrClose,
    Key,
    Value,
}

/// How the search for the array stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Search {
    Found,
    Going,
    /// Something else stands where it should, or on the way.
    NoArray,
}

/// An open container on the way to the array.
#[derive(Debug, Default)]
struct WayContainer {
    /// Whether the member that leads on has been there.
    met: bool,
    /// The position of the next item, if it is an array.
    index: usize,
}

/// A body, as far as it has gone through.
#[derive(Debug)]
pub(super) struct Body {
    next: Next,
    open: Brackets,
    /// How many bytes have gone through.
    offset: usize,
    search: Search,
    /// The outermost open containers, those on the way: as many as tokens of `at` have been followed.
    way: Vec<WayContainer>,
    /// Whether the way goes on in the value that comes next.
    is_way: bool,
    /// How many tokens lead to the first key on the way that stood there twice.
    twice: Option<usize>,
    /// Whether an item has been written.
    any_shown: bool,
}

/// What comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Yields {
    Body,
    /// One byte for each item and nothing else: its level, or 255.
    Levels,
}

/// What goes through a body with the text: how far it may be read, by what it is judged, and where it goes.
pub(super) struct Passage<'a> {
    pub(super) progress: Progress,
    /// The block that the text begins, if it is in one.
    pub(super) block: Option<&'a Block>,
    pub(super) yields: Yields,
    pub(super) options: &'a FilterOptions,
    pub(super) judge: Judge<'a>,
    pub(super) counts: &'a mut Counts,
    pub(super) out: &'a mut Vec<u8>,
}

impl Body {
    pub(super) fn new() -> Self {
        Self {
            next: Next::Value,
            open: Brackets::default(),
            offset: 0,
            search: Search::Going,
            way: Vec::new(),
            is_way: true,
            twice: None,
            any_shown: false,
        }
    }

    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// What is wrong with a body that has gone through, and so is JSON.
    pub(super) fn outcome(&self, at: &[String]) -> Result<(), RequestError> {
        if let Some(tokens) = self.twice {
            return Err(RequestError::new(RequestErrorCode::DuplicateKey, pointer(at, tokens)));
        }
        match self.search {
            Search::Found => Ok(()),
            Search::Going | Search::NoArray => {
                Err(RequestError::new(RequestErrorCode::NotAnArray, pointer(at, at.len())))
            }
        }
    }

    /// Goes through as much of the text as is complete; gives how many bytes that is.
    pub(super) fn go(&mut self, text: &str, passage: &mut Passage<'_>) -> Result<usize, SyntaxError> {
        let mut reader = Reader::new(text);
        let mut done = 0;
        loop {
            let step = if matches!(self.next, Next::Item { .. } | Next::ItemCommaOrClose) {
                self.inside(&mut reader, text, passage, &mut done)
            } else {
                self.outside(&mut reader, text, passage)
            };
            match step {
                Ok(Step::Done) => {}
                Ok(Step::Incomplete) => break,
                Err(error) if error.offset == text.len() && passage.progress == Progress::Partial => break,
                Err(error) => return Err(error),
            }
            if passage.yields == Yields::Body {
                passage.out.extend_from_slice(text.as_bytes().get(done..reader.offset()).unwrap_or_default());
            }
            done = reader.offset();
            if self.next == Next::End && done == text.len() {
                break;
            }
        }
        self.offset = self.offset.saturating_add(done);
        Ok(done)
    }

    /// One token outside the array.
    fn outside(&mut self, reader: &mut Reader<'_>, text: &str, passage: &Passage<'_>) -> Result<Step, SyntaxError> {
        let at = &passage.options.at;
        match self.next {
            Next::Value => return self.value(reader, text, passage),
            Next::FirstItem if reader.eat(b']') => self.close(),
            Next::FirstKey if reader.eat(b'}') => self.close(),
            Next::FirstItem => {
                reader.kind()?;
                self.begin_item(at);
            }
            Next::FirstKey | Next::Key => {
                let key = reader.name()?;
                self.begin_member(&key, at);
            }
            Next::CommaOrClose if self.open.last() == Some(Kind::Object) => {
                if reader.eat(b'}') {
                    self.close();
                } else {
                    reader.expect(b',')?;
                    self.next = Next::Key;
                }
            }
            Next::CommaOrClose => {
                if reader.eat(b']') {
                    self.close();
                } else {
                    reader.expect(b',')?;
                    self.begin_item(at);
                }
            }
            Next::End | Next::Item { .. } | Next::ItemCommaOrClose => reader.end()?,
        }
        Ok(Step::Done)
    }

    fn value(&mut self, reader: &mut Reader<'_>, text: &str, passage: &Passage<'_>) -> Result<Step, SyntaxError> {
        let kind = reader.kind()?;
        let is_target = self.is_way && self.way.len() == passage.options.at.len();
        if !matches!(kind, Kind::Array | Kind::Object) {
            reader.skip(0)?;
            if reader.offset() == text.len() && passage.progress == Progress::Partial {
                // A number may go on.
                return Ok(Step::Incomplete);
            }
            if self.is_way {
                self.search = Search::NoArray;
            }
            self.after_value();
            return Ok(Step::Done);
        }
        if self.open.depth() == DEPTH_MAX {
            return Err(SyntaxError { offset: reader.offset() });
        }
        reader.open();
        self.open.push(kind);
        self.next = match kind {
            Kind::Object => Next::FirstKey,
            _ if is_target => Next::Item { first: true },
            _ => Next::FirstItem,
        };
        if is_target {
            self.search = if kind == Kind::Array { Search::Found } else { Search::NoArray };
        } else if self.is_way {
            self.way.push(WayContainer::default());
        }
        self.is_way = false;
        Ok(Step::Done)
    }

    /// The innermost open container with the token that leads on from it, if it is on the way.
    fn way_container<'a>(&mut self, at: &'a [String]) -> Option<(&mut WayContainer, &'a String)> {
        let is_innermost = self.open.depth() == self.way.len();
        let token = self.way.len().checked_sub(1).and_then(|last| at.get(last))?;
        self.way.last_mut().filter(|_| is_innermost).map(|container| (container, token))
    }

    fn begin_member(&mut self, key: &str, at: &[String]) {
        self.next = Next::Value;
        let tokens = self.way.len();
        let Some((container, token)) = self.way_container(at) else { return };
        if token != key {
            return;
        }
        let is_first = !std::mem::replace(&mut container.met, true);
        self.is_way = is_first;
        if !is_first {
            self.twice = self.twice.or(Some(tokens));
        }
    }

    fn begin_item(&mut self, at: &[String]) {
        self.next = Next::Value;
        let Some((container, token)) = self.way_container(at) else { return };
        let index = container.index;
        container.index = index.saturating_add(1);
        self.is_way = *token == index.to_string();
    }

    fn close(&mut self) {
        self.way.truncate(self.open.depth().saturating_sub(1));
        self.open.pop();
        self.after_value();
    }

    fn after_value(&mut self) {
        self.is_way = false;
        self.next = if self.open.depth() == 0 { Next::End } else { Next::CommaOrClose };
    }

    /// The items of the array, up to its closing bracket; `done` is moved on behind what is done with.
    fn inside(
        &mut self,
        reader: &mut Reader<'_>,
        text: &str,
        passage: &mut Passage<'_>,
        done: &mut usize,
    ) -> Result<Step, SyntaxError> {
        let depth = DEPTH_MAX.saturating_sub(self.open.depth());
        loop {
            if self.next != (Next::Item { first: false }) && reader.eat(b']') {
                *done = reader.offset().saturating_sub(1);
                self.close();
                return Ok(Step::Done);
            }
            if self.next == Next::ItemCommaOrClose {
                reader.expect(b',')?;
                self.next = Next::Item { first: false };
                *done = reader.offset();
            }
            reader.white_space();
            let start = reader.offset();
            let is_number = matches!(reader.byte(), Some(b'-' | b'0'..=b'9'));
            let sight = passage.judge.read(reader, passage.block, depth)?;
            let end = reader.offset();
            if is_number && end == text.len() && passage.progress == Progress::Partial {
                return Ok(Step::Incomplete);
            }
            self.next = Next::ItemCommaOrClose;
            *done = end;
            if passage.yields == Yields::Levels {
                passage.out.push(sight.number());
            } else if sight == Sight::Level(Level::None) {
                passage.counts.hidden = passage.counts.hidden.saturating_add(1);
            } else {
                self.write(text.get(start..end).unwrap_or_default(), sight, passage);
            }
        }
    }

    fn write(&mut self, item: &str, sight: Sight, passage: &mut Passage<'_>) {
        let Passage { options, counts, out, .. } = passage;
        let Sight::Level(level) = sight else {
            counts.unreadable = counts.unreadable.saturating_add(1);
            counts.hidden = counts.hidden.saturating_add(1);
            return;
        };
        counts.shown = counts.shown.saturating_add(1);
        if std::mem::replace(&mut self.any_shown, true) {
            out.push(b',');
        }
        let [metadata, subject] = &options.keep;
        match level {
            Level::None => {}
            Level::Full => out.extend_from_slice(item.as_bytes()),
            Level::Metadata => cut::write(item, metadata, out),
            Level::Subject => cut::write(item, subject, out),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Done,
    /// The text ends within a token: more of it may come.
    Incomplete,
}

/// The JSON Pointer of the first tokens.
fn pointer(at: &[String], tokens: usize) -> String {
    let mut pointer = String::new();
    at.iter().take(tokens).for_each(|token| push_token(&mut pointer, token));
    pointer
}
