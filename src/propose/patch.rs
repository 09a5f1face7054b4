//! JSON Patch (RFC 6902), on the snapshot that was parsed: the two operations that every change is made of.

use crate::json::tree::Tree;
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, ThreadRow};
use std::fmt::Display;

/// One operation. Paths are JSON Pointers; rows are those of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatchOperation {
    /// Puts a value in place of the one that is there, or where there is none; behind the last one for a path ending in `/-`.
    Add {
        /// Where to.
        path: String,
        /// What.
        value: PatchValue,
    },
    /// Takes away what is there.
    Remove {
        /// Where from.
        path: String,
    },
}

/// A JSON value, as far as a patch can have one: no member of a snapshot that is changed is a number or `null`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatchValue {
    /// An array.
    Array(Vec<Self>),
    /// `true` or `false`.
    Boolean(bool),
    /// An object: its members in order, each once.
    Object(Vec<(String, Self)>),
    /// A string.
    Text(String),
}

impl PatchOperation {
    pub(super) fn add(path: impl Into<String>, value: PatchValue) -> Self {
        Self::Add { path: path.into(), value }
    }

    /// One more entry of a list. An empty one may be absent from the document.
    pub(super) fn append(list: String, is_empty: bool, value: PatchValue) -> Self {
        if is_empty { Self::add(list, PatchValue::Array(vec![value])) } else { Self::add(list + "/-", value) }
    }
}

impl PatchValue {
    /// What was read and found right, as it was written.
    pub(super) fn of(text: &str) -> Option<Self> {
        Tree::parse(text).ok().and_then(Self::of_tree)
    }

    fn of_tree(tree: Tree<'_>) -> Option<Self> {
        Some(match tree {
            Tree::Array(items) => Self::Array(items.into_iter().map(Self::of_tree).collect::<Option<_>>()?),
            Tree::Boolean(value) => Self::Boolean(value),
            Tree::Null | Tree::Number(_) => return None,
            Tree::Object(members) => {
                let member =
                    |(name, value): (crate::json::Text<'_>, Tree<'_>)| Some((name.into_owned(), Self::of_tree(value)?));
                Self::Object(members.into_iter().map(member).collect::<Option<_>>()?)
            }
            Tree::String(text) => Self::Text(text.into_owned()),
        })
    }

    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn moment(moment: Instant) -> Self {
        Self::Text(moment.to_rfc3339())
    }

    pub(super) fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::Object(members.map(|(name, value)| (name.to_owned(), value)).into())
    }

    /// The object with one more member.
    pub(super) fn with(self, name: &str, value: Self) -> Self {
        match self {
            Self::Object(mut members) => {
                members.push((name.to_owned(), value));
                Self::Object(members)
            }
            Self::Array(_) | Self::Boolean(_) | Self::Text(_) => self,
        }
    }
}

pub(super) fn mailbox_path(mailbox: MailboxRow, member: impl Display) -> String {
    format!("/mailboxes/{}/{member}", u32::from(mailbox))
}

pub(super) fn thread_path(thread: ThreadRow, member: impl Display) -> String {
    format!("/threads/{}/{member}", u32::from(thread))
}
