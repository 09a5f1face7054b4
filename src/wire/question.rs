//! Questions as JSON text: objects of strings.

use crate::ask::query::Members;
use crate::error::{RequestError, RequestErrorCode};
use crate::json::{Kind, Reader, SyntaxError, Text};

/// Asks with the members of an object.
pub(crate) fn ask<T>(text: &str, ask: impl FnOnce(&Members<'_>) -> Result<T, RequestError>) -> Result<T, RequestError> {
    let mut reader = Reader::new(text);
    let members = read(&mut reader).map_err(|_| wrong_type())?;
    ask(&borrowed(&members.ok_or_else(wrong_type)?))
}

/// Asks with the members of each object of an array: all questions are answered, or none.
pub(crate) fn each_in<T>(
    text: &str,
    mut ask: impl FnMut(&Members<'_>) -> Result<T, RequestError>,
) -> Result<Vec<T>, RequestError> {
    let mut reader = Reader::new(text);
    let mut answers = Vec::new();
    if reader.kind().map_err(|_| wrong_type())? != Kind::Array {
        return Err(wrong_type());
    }
    reader.open();
    while reader.item(answers.is_empty()).map_err(|_| wrong_type())? {
        let number = answers.len();
        let members = read(&mut reader).map_err(|_| wrong_type())?;
        let answer = members.ok_or_else(wrong_type).and_then(|members| ask(&borrowed(&members)));
        answers.push(answer.map_err(|error| error.of_question(number))?);
    }
    Ok(answers)
}

/// The members of a question: name and text.
type MemberTexts<'t> = Vec<(Text<'t>, Option<Text<'t>>)>;

/// Its own members, in order; `None` for a value that is no string, and altogether for what is no object.
fn read<'t>(reader: &mut Reader<'t>) -> Result<Option<MemberTexts<'t>>, SyntaxError> {
    if reader.kind()? != Kind::Object {
        reader.skip(usize::MAX)?;
        return Ok(None);
    }
    reader.open();
    let mut members = Vec::new();
    while let Some((_, name)) = reader.key(members.is_empty())? {
        let value = if reader.kind()? == Kind::String { Some(reader.string()?) } else { None };
        if value.is_none() {
            reader.skip(usize::MAX)?;
        }
        members.push((name, value));
    }
    Ok(Some(members))
}

fn borrowed<'m>(members: &'m [(Text<'_>, Option<Text<'_>>)]) -> Vec<(&'m str, Option<&'m str>)> {
    members.iter().map(|(name, value)| (&**name, value.as_deref())).collect()
}

fn wrong_type() -> RequestError {
    RequestError::new(RequestErrorCode::WrongType, "")
}
