//! `FilterOptions` of docs/specification.md section 9.

use super::Text;
use super::plan::{Fact, Plan};
use crate::ask::query::ListQuery;
use crate::error::{RequestError, RequestErrorCode};
use crate::json::pointer::push_token;
use crate::json::{self, Kind, Reader, SyntaxError};
use crate::policy::Policy;

/// Where an item's facts come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Source {
    /// The item carries them.
    #[default]
    Inline,
    /// The item has an id, under which the policy knows them.
    Snapshot,
}

/// The tokens of a JSON Pointer.
type Pointer = Vec<String>;

/// Where each fact stands in an item.
#[derive(Debug)]
pub(super) struct Fields([Pointer; 8]);

/// How to filter.
#[derive(Debug)]
pub(crate) struct FilterOptions {
    pub(super) query: ListQuery,
    pub(super) at: Pointer,
    pub(super) source: Source,
    pub(super) plan: Plan,
    /// The members that remain at level metadata, and at level subject.
    pub(super) keep: [Vec<String>; 2],
}

/// What cannot be read, or where.
enum Failure {
    Refused(RequestError),
    /// The package writes the options, so that this does not arise.
    Syntax,
}

impl From<SyntaxError> for Failure {
    fn from(_: SyntaxError) -> Self {
        Self::Syntax
    }
}

type Read<T> = Result<T, Failure>;

fn refuse<T>(code: RequestErrorCode, path: &str) -> Read<T> {
    Err(Failure::Refused(RequestError::new(code, path)))
}

impl FilterOptions {
    pub(crate) fn parse(policy: &Policy, text: &[u8]) -> Result<Self, RequestError> {
        Self::read(policy, text).map_err(|failure| match failure {
            Failure::Refused(error) => error,
            Failure::Syntax => RequestError::new(RequestErrorCode::WrongType, ""),
        })
    }

    fn read(policy: &Policy, text: &[u8]) -> Read<Self> {
        let mut reader = Reader::new(json::utf8(text)?);
        let mut members: Vec<(Text<'_>, Option<Text<'_>>)> = Vec::new();
        let (mut at, mut source, mut fields) = (Pointer::new(), Source::default(), Fields::default());
        let mut keep = [None, None];
        each_member(&mut reader, "", &mut |reader, name, path| {
            match &*name {
                "at" => at = read_pointer(reader, path)?,
                "facts" => source = read_source(reader, path)?,
                "fields" => fields.read(reader, path)?,
                "keep" => read_keep(reader, path, &mut keep)?,
                _ => {
                    let value = if reader.kind()? == Kind::String { Some(reader.string()?) } else { None };
                    if value.is_none() {
                        reader.skip(usize::MAX)?;
                    }
                    members.push((name, value));
                }
            }
            Ok(())
        })?;
        let members: Vec<_> = members.iter().map(|(name, value)| (&**name, value.as_deref())).collect();
        let query = policy.named_list_query(&members, None).map_err(Failure::Refused)?;
        let [metadata, subject] = keep;
        let keep = [
            metadata.unwrap_or_else(|| fields.kept_by_default()),
            subject.unwrap_or_else(|| [fields.kept_by_default(), vec![String::from("subject")]].concat()),
        ];
        let facts: &[Fact] = match source {
            Source::Inline => &Fact::ALL,
            Source::Snapshot => &[Fact::Id],
        };
        Ok(Self { query, at, source, plan: Plan::new(&fields, facts), keep })
    }
}

impl Default for Fields {
    fn default() -> Self {
        Self(Fact::ALL.map(|fact| vec![fact.name().to_owned()]))
    }
}

impl Fields {
    pub(super) fn pointer(&self, fact: Fact) -> &[String] {
        let index = Fact::ALL.iter().position(|other| *other == fact);
        index.and_then(|index| self.0.get(index)).map(Vec::as_slice).unwrap_or_default()
    }

    fn read(&mut self, reader: &mut Reader<'_>, path: &str) -> Read<()> {
        each_member(reader, path, &mut |reader, name, path| {
            let known = Fact::ALL.iter().zip(&mut self.0).find(|(fact, _)| fact.name() == name);
            let Some((_, pointer)) = known else { return refuse(RequestErrorCode::UnknownField, path) };
            *pointer = read_pointer(reader, path)?;
            Ok(())
        })
    }

    /// The members of id, mailbox, participants and the last message's time; a member of another member is not kept.
    fn kept_by_default(&self) -> Vec<String> {
        let kept = [Fact::Id, Fact::Mailbox, Fact::Participants, Fact::LastMessageAt];
        let member = |fact| match self.pointer(fact) {
            [member] => Some(member.clone()),
            _ => None,
        };
        kept.into_iter().filter_map(member).collect()
    }
}

/// Calls `read` for each member of an object that stands at `path`.
fn each_member<'t>(
    reader: &mut Reader<'t>,
    path: &str,
    read: &mut dyn FnMut(&mut Reader<'t>, Text<'t>, &str) -> Read<()>,
) -> Read<()> {
    if reader.kind()? != Kind::Object {
        return refuse(RequestErrorCode::WrongType, path);
    }
    reader.open();
    let mut first = true;
    while let Some((_, name)) = reader.key(first)? {
        first = false;
        let mut member = path.to_owned();
        push_token(&mut member, &name);
        read(reader, name, &member)?;
    }
    Ok(())
}

fn read_string<'t>(reader: &mut Reader<'t>, path: &str) -> Read<Text<'t>> {
    if reader.kind()? != Kind::String {
        return refuse(RequestErrorCode::WrongType, path);
    }
    Ok(reader.string()?)
}

fn read_source(reader: &mut Reader<'_>, path: &str) -> Read<Source> {
    match &*read_string(reader, path)? {
        "inline" => Ok(Source::Inline),
        "snapshot" => Ok(Source::Snapshot),
        _ => refuse(RequestErrorCode::UnknownValue, path),
    }
}

/// RFC 6901: empty, or tokens each behind a slash; `~0` is `~`, `~1` is `/`, and no other `~` may stand.
fn read_pointer(reader: &mut Reader<'_>, path: &str) -> Read<Pointer> {
    let text = read_string(reader, path)?;
    let Some(tokens) = text.strip_prefix('/') else {
        return if text.is_empty() { Ok(Pointer::new()) } else { refuse(RequestErrorCode::InvalidPointer, path) };
    };
    match tokens.split('/').map(unescaped).collect() {
        Some(pointer) => Ok(pointer),
        None => refuse(RequestErrorCode::InvalidPointer, path),
    }
}

/// What a token of a pointer stands for.
fn unescaped(token: &str) -> Option<String> {
    let mut name = String::new();
    let mut letters = token.chars();
    while let Some(letter) = letters.next() {
        name.push(match letter {
            '~' => match letters.next()? {
                '0' => '~',
                '1' => '/',
                _ => return None,
            },
            _ => letter,
        });
    }
    Some(name)
}

fn read_keep(reader: &mut Reader<'_>, path: &str, keep: &mut [Option<Vec<String>>; 2]) -> Read<()> {
    let [metadata, subject] = keep;
    each_member(reader, path, &mut |reader, name, path| {
        let list = match &*name {
            "metadata" => &mut *metadata,
            "subject" => &mut *subject,
            _ => return refuse(RequestErrorCode::UnknownField, path),
        };
        *list = Some(read_names(reader, path)?);
        Ok(())
    })
}

fn read_names(reader: &mut Reader<'_>, path: &str) -> Read<Vec<String>> {
    if reader.kind()? != Kind::Array {
        return refuse(RequestErrorCode::WrongType, path);
    }
    reader.open();
    let mut names = Vec::new();
    while reader.item(names.is_empty())? {
        names.push(read_string(reader, &format!("{path}/{}", names.len()))?.into_owned());
    }
    Ok(names)
}
