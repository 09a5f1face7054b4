//! A shape in the making: its members as they are read, in whatever order they stand.

use super::body::{Around, BodyShape};
use super::field::Field;
use super::item::ItemShape;
use super::keep::Keeps;
use super::path::Path;
use super::setting::{Read, Setting};
use super::{FactsIn, Member, Shape};
use crate::error::{RequestError, RequestErrorCode};
use crate::json::tree::Tree;
use crate::model::fact::Fact;
use crate::wire::at::At;

#[derive(Debug)]
pub(super) struct Draft {
    at: Vec<Path>,
    is_one: bool,
    around: Around,
    facts_in: FactsIn,
    /// For each fact that `fields` names, where it stands.
    sources: [Option<Vec<Field>>; Fact::TABLE.len()],
    /// At level metadata, and at level subject.
    keep: [Option<Vec<Path>>; 2],
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            at: vec![Path::default()],
            is_one: false,
            around: Around::Paths(Vec::new()),
            facts_in: FactsIn::default(),
            sources: Default::default(),
            keep: [None, None],
        }
    }
}

impl Draft {
    /// Reads a member, if it is one of a shape.
    pub(super) fn read(&mut self, name: &str, setting: Setting<'_, '_>) -> Read<Member> {
        match name {
            "at" => self.at = read_at(setting)?,
            "one" => self.is_one = setting.boolean()?,
            "around" => self.around = read_around(setting)?,
            "facts" => self.facts_in = setting.word(&[("inline", FactsIn::Item), ("snapshot", FactsIn::Policy)])?,
            "fields" => setting.each_member(&mut |name, source| self.read_source(name, source))?,
            "keep" => setting.each_member(&mut |name, paths| self.read_keep(name, paths))?,
            _ => return Ok(Member::Unknown),
        }
        Ok(Member::Known)
    }

    fn read_source(&mut self, name: &str, setting: Setting<'_, '_>) -> Read<()> {
        let named = Fact::TABLE.iter().zip(&mut self.sources).find(|(row, _)| row.name == name);
        let Some((row, source)) = named else { return setting.refuse(RequestErrorCode::UnknownField) };
        *source = Some(Field::read_source(row.fact, setting)?);
        Ok(())
    }

    fn read_keep(&mut self, name: &str, setting: Setting<'_, '_>) -> Read<()> {
        let [metadata, subject] = &mut self.keep;
        let kept = match name {
            "metadata" => metadata,
            "subject" => subject,
            _ => return setting.refuse(RequestErrorCode::UnknownField),
        };
        *kept = Some(setting.items(&mut |path| match path.path()? {
            // Whoever keeps the whole item hides nothing.
            whole if whole.steps().is_empty() => path.refuse(RequestErrorCode::InvalidPointer),
            path => Ok(path),
        })?);
        Ok(())
    }

    /// Whether `fields` says where a fact stands.
    fn names(&self, fact: Fact) -> bool {
        Fact::TABLE.iter().zip(&self.sources).any(|(row, source)| row.fact == fact && source.is_some())
    }

    /// The shape, when all members have been read.
    pub(super) fn finish(self) -> Result<Shape, RequestError> {
        if let Around::Paths(around) = &self.around {
            let is_misplaced = |path: &Path| self.at.iter().any(|at| at.overlaps(path));
            if let Some(index) = around.iter().position(is_misplaced) {
                let place = At::ROOT.member("around").item(index).pointer();
                return Err(RequestError::new(RequestErrorCode::InvalidPointer, place));
            }
        }
        let names = [Fact::Sharing, Fact::State].map(|fact| self.names(fact));
        let sources = Fact::TABLE.iter().zip(self.sources);
        let fields: Vec<Field> = sources
            .flat_map(|(row, fields)| fields.unwrap_or_else(|| vec![Field::at(row.fact, Path::of_member(row.name))]))
            .collect();
        Ok(Shape {
            keep: Keeps::new(&fields, self.keep),
            body: BodyShape::new(self.at, self.is_one, &self.around),
            item: ItemShape::new(fields, self.facts_in, names),
            facts_in: self.facts_in,
        })
    }
}

/// A path, or several, of which none begins with another: of two, the later is wrong.
fn read_at(setting: Setting<'_, '_>) -> Read<Vec<Path>> {
    let Tree::Array(_) = setting.value else { return Ok(vec![setting.path()?]) };
    let mut paths: Vec<Path> = Vec::new();
    setting.items(&mut |item| {
        let path = item.path()?;
        if paths.iter().any(|earlier| earlier.overlaps(&path)) {
            return item.refuse(RequestErrorCode::InvalidPointer);
        }
        paths.push(path);
        Ok(())
    })?;
    // A body of which nothing is filtered is no filter's.
    if paths.is_empty() { setting.refuse(RequestErrorCode::InvalidField) } else { Ok(paths) }
}

fn read_around(setting: Setting<'_, '_>) -> Read<Around> {
    match setting.value {
        Tree::String(text) if text == "all" => Ok(Around::All),
        Tree::String(_) => setting.refuse(RequestErrorCode::UnknownValue),
        Tree::Array(_) | Tree::Boolean(_) | Tree::Null | Tree::Number(_) | Tree::Object(_) => {
            Ok(Around::Paths(setting.items(&mut |path| path.path())?))
        }
    }
}
