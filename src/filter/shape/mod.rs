//! Shapes: where a response has its items, how an item says the facts of a thread, and what stays of it
//! (docs/specification.md section 9). Read once, then asked for every item.

mod body;
mod draft;
mod field;
mod item;
mod keep;
mod path;
mod setting;
mod trie;

pub(super) use body::{BodyNode, BodyShape};
pub(super) use field::{Field, ParticipantForm, Word};
pub(super) use item::{ItemShape, Leaf};
pub(super) use keep::{KeepTrie, Keeps};
pub(super) use setting::{Read, Setting};
pub(super) use trie::{Node, NodeId, PathTrie};

use crate::error::{RequestError, RequestErrorCode};
use crate::json::tree::Tree;
use crate::json::{self, SyntaxError};
use draft::Draft;

/// Where an item's facts come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FactsIn {
    /// The item says them.
    #[default]
    Item,
    /// The item says an id, under which the policy knows them.
    Policy,
}

/// How responses are written: where items are, what says their facts, what stays. It knows no policy.
///
/// ```
/// use mailveil::Shape;
///
/// let shape = Shape::parse(br#"{
///   "at": "/data",
///   "fields": { "sharing": { "path": "/shared_flag", "required": true, "values": { "0": "private", "1": "shared" } } }
/// }"#);
/// assert!(shape.is_ok());
/// let typo = Shape::parse(br#"{ "at": "data" }"#).unwrap_err();
/// assert_eq!((typo.code().name(), typo.path()), ("invalid-pointer", "/at"));
/// ```
#[derive(Debug)]
pub struct Shape {
    pub(super) body: BodyShape,
    pub(super) facts_in: FactsIn,
    pub(super) item: ItemShape,
    pub(super) keep: Keeps,
}

/// The paths that an item keeps below full.
#[cfg(feature = "wasm")]
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub(crate) struct KeptPaths<'s> {
    metadata: &'s [String],
    subject: &'s [String],
}

impl Shape {
    /// Reads a shape: JSON text, an object as docs/specification.md section 9 describes `Shape`.
    ///
    /// # Errors
    /// When something is wrong with it, at its place.
    pub fn parse(text: &[u8]) -> Result<Self, RequestError> {
        Self::parse_for(text, Items::Body)
    }

    /// A shape for items that stand there.
    pub(super) fn parse_for(text: &[u8], items: Items) -> Result<Self, RequestError> {
        let refuse = &mut |_: &str, member: Setting<'_, '_>| member.refuse(RequestErrorCode::UnknownField);
        Self::of_options(Setting::whole(&tree(text)?), items, refuse)
    }

    /// What an item keeps below full.
    #[cfg(feature = "wasm")]
    pub(crate) fn kept_paths(&self) -> KeptPaths<'_> {
        KeptPaths { metadata: &self.keep.metadata.paths, subject: &self.keep.subject.paths }
    }

    /// Reads the members of options that are of the shape, and hands the others on.
    pub(super) fn of_options<'t>(
        options: Setting<'_, 't>,
        items: Items,
        other: &mut dyn FnMut(&str, Setting<'_, 't>) -> Read<()>,
    ) -> Read<Self> {
        let mut draft = Draft::default();
        options.each_member(&mut |name, member| {
            if items == Items::Objects && OF_BODY.contains(&name) {
                return member.refuse(RequestErrorCode::UnknownField);
            }
            match draft.read(name, member)? {
                Member::Known => Ok(()),
                Member::Unknown => other(name, member),
            }
        })?;
        draft.finish()
    }
}

/// Where the items are that options are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Items {
    /// In a body.
    Body,
    /// They are objects, in none.
    Objects,
}

/// The members that say where items stand in a body.
const OF_BODY: [&str; 3] = ["at", "one", "around"];

/// What a member of the options is to whoever reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Known,
    Unknown,
}

/// The text of options as a tree.
pub(super) fn tree(text: &[u8]) -> Result<Tree<'_>, RequestError> {
    let syntax = |error: SyntaxError| RequestError::new(RequestErrorCode::JsonSyntax, "").at_byte(error.offset);
    Tree::parse(json::utf8(text).map_err(syntax)?).map_err(syntax)
}
