//! Questions as JSON text: an object of strings.

use crate::ask::members::{Member, MemberName, Name};
use crate::error::{RequestError, RequestErrorCode};
use crate::json::tree::Tree;
use crate::json::{self, SyntaxError};

/// Asks one question.
pub(super) fn ask<T>(
    text: &[u8],
    ask: impl FnOnce(&[Member<'_>]) -> Result<T, RequestError>,
) -> Result<T, RequestError> {
    ask_tree(&read(text)?, ask)
}

/// Asks each question of an array, up to the first bad one.
pub(super) fn ask_all<T>(
    text: &[u8],
    mut ask: impl FnMut(&[Member<'_>]) -> Result<T, RequestError>,
) -> Result<Vec<T>, RequestError> {
    let Tree::Array(questions) = read(text)? else { return Err(wrong_type()) };
    let ask = |(number, question): (usize, &Tree<'_>)| {
        ask_tree(question, &mut ask).map_err(|error| error.of_question(number))
    };
    questions.iter().enumerate().map(ask).collect()
}

fn read(text: &[u8]) -> Result<Tree<'_>, RequestError> {
    let not_json = |SyntaxError { offset }| RequestError::new(RequestErrorCode::JsonSyntax, "").at_byte(offset);
    Tree::parse(json::utf8(text).map_err(not_json)?).map_err(not_json)
}

fn ask_tree<T>(
    question: &Tree<'_>,
    ask: impl FnOnce(&[Member<'_>]) -> Result<T, RequestError>,
) -> Result<T, RequestError> {
    let Tree::Object(members) = question else { return Err(wrong_type()) };
    let members: Vec<Member<'_>> =
        members.iter().map(|(name, value)| Member { name: Name::of(name), text: text_of(name, value) }).collect();
    ask(&members)
}

/// The text, or nothing for what is none: of `exposure` a boolean has one, of `examples` a number, of all else a string.
fn text_of<'q>(name: &str, value: &'q Tree<'_>) -> Option<&'q str> {
    match (Name::of(name), value) {
        (Name::Known(MemberName::Exposure), Tree::Boolean(truth)) => Some(if *truth { "true" } else { "false" }),
        (Name::Known(MemberName::Examples), Tree::Number(number)) => Some(number),
        (Name::Known(MemberName::Exposure | MemberName::Examples), _) => None,
        (_, Tree::String(text)) => Some(text),
        (_, Tree::Array(_) | Tree::Boolean(_) | Tree::Null | Tree::Number(_) | Tree::Object(_)) => None,
    }
}

fn wrong_type() -> RequestError {
    RequestError::new(RequestErrorCode::WrongType, "")
}
