//! Options, value by value, with the place of each for what is wrong with it.

use super::path::Path;
use crate::error::{RequestError, RequestErrorCode};
use crate::json::Text;
use crate::json::tree::Tree;
use crate::wire::at::At;
use crate::wire::input::word;

pub(in crate::filter) type Read<T> = Result<T, RequestError>;

/// A value of the options, and where it stands.
#[derive(Clone, Copy)]
pub(in crate::filter) struct Setting<'o, 't> {
    pub(super) value: &'o Tree<'t>,
    at: &'o At<'o>,
}

impl<'o, 't> Setting<'o, 't> {
    /// The options as a whole.
    pub(in crate::filter) fn whole(value: &'o Tree<'t>) -> Self {
        Self { value, at: &At::ROOT }
    }

    pub(in crate::filter) fn refuse<T>(self, code: RequestErrorCode) -> Read<T> {
        Err(RequestError::new(code, self.at.pointer()))
    }

    /// As [`Setting::refuse`], at a member that is not there.
    pub(super) fn refuse_member<T>(self, name: &str, code: RequestErrorCode) -> Read<T> {
        Err(RequestError::new(code, self.at.member(name).pointer()))
    }

    /// Calls `read` for each member, in order.
    pub(in crate::filter) fn each_member(self, read: &mut dyn FnMut(&'o str, Setting<'_, 't>) -> Read<()>) -> Read<()> {
        let Tree::Object(members) = self.value else { return self.refuse(RequestErrorCode::WrongType) };
        for (index, (name, value)) in members.iter().enumerate() {
            let member = Setting { value, at: &self.at.member(name) };
            if members.iter().take(index).any(|(earlier, _)| earlier == name) {
                return member.refuse(RequestErrorCode::DuplicateKey);
            }
            read(name, member)?;
        }
        Ok(())
    }

    /// Each item of an array.
    pub(in crate::filter) fn items<T>(self, read: &mut dyn FnMut(Setting<'_, 't>) -> Read<T>) -> Read<Vec<T>> {
        let Tree::Array(items) = self.value else { return self.refuse(RequestErrorCode::WrongType) };
        items.iter().enumerate().map(|(index, value)| read(Setting { value, at: &self.at.item(index) })).collect()
    }

    pub(in crate::filter) fn text(self) -> Read<&'o Text<'t>> {
        let Tree::String(text) = self.value else { return self.refuse(RequestErrorCode::WrongType) };
        Ok(text)
    }

    /// The text, or nothing for what is none.
    pub(in crate::filter) fn any_text(self) -> Option<String> {
        match self.value {
            Tree::String(text) => Some(text.to_string()),
            Tree::Array(_) | Tree::Boolean(_) | Tree::Null | Tree::Number(_) | Tree::Object(_) => None,
        }
    }

    pub(super) fn boolean(self) -> Read<bool> {
        let Tree::Boolean(boolean) = self.value else { return self.refuse(RequestErrorCode::WrongType) };
        Ok(*boolean)
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(self, words: &[(&str, T)]) -> Read<T> {
        match word(words, self.text()?.as_bytes()) {
            Some(value) => Ok(value),
            None => self.refuse(RequestErrorCode::UnknownValue),
        }
    }

    pub(super) fn path(self) -> Read<Path> {
        match Path::parse(self.text()?) {
            Some(path) => Ok(path),
            None => self.refuse(RequestErrorCode::InvalidPointer),
        }
    }
}
