//! Where a fact stands in an item, and how it is said there.

use super::path::Path;
use super::setting::{Read, Setting};
use crate::error::RequestErrorCode;
use crate::filter::scalar::Scalar;
use crate::filter::times::TimeForm;
use crate::json::tree::Tree;
use crate::model::fact::{Fact, Reading};
use crate::model::thread::{ThreadSharing, ThreadState};

/// One of the places of a fact.
#[derive(Debug)]
pub(in crate::filter) struct Field {
    pub(in crate::filter) fact: Fact,
    pub(super) path: Path,
    /// An item in which nothing is there cannot be judged.
    pub(in crate::filter) is_required: bool,
    /// Stands before the ids that are found.
    pub(in crate::filter) prefix: String,
    pub(in crate::filter) form: ParticipantForm,
    /// What is found, as JSON text, and what it means; `None`: the words of the contract stand there.
    pub(in crate::filter) values: Option<Vec<(String, Word)>>,
    pub(in crate::filter) time: TimeForm,
    /// What means none.
    absent: Vec<Scalar<'static>>,
    /// There may be more participants than are found.
    pub(super) is_partial: bool,
    /// More paths of a joined id.
    pub(super) join: Option<Vec<Path>>,
}

/// How participants are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::filter) enum ParticipantForm {
    /// A text is a participant.
    #[default]
    One,
    /// A text is an address list.
    Addresses,
}

/// A word of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::filter) enum Word {
    Sharing(ThreadSharing),
    State(ThreadState),
}

/// The members that a field may have, and how the facts are read that take them; none: all of them.
const MEMBERS: [(&str, &[Reading]); 9] = [
    ("path", &[]),
    ("required", &[]),
    ("prefix", &[Reading::Id, Reading::Mailbox, Reading::Records]),
    ("form", &[Reading::Participants]),
    ("values", &[Reading::Word]),
    ("time", &[Reading::Time]),
    ("absent", &[Reading::Id, Reading::Mailbox, Reading::Records, Reading::Time, Reading::Word]),
    ("partial", &[Reading::Participants]),
    ("join", &[Reading::Id]),
];

impl Field {
    pub(super) fn at(fact: Fact, path: Path) -> Self {
        Self {
            fact,
            path,
            is_required: false,
            prefix: String::new(),
            form: ParticipantForm::default(),
            values: None,
            time: TimeForm::default(),
            absent: Vec::new(),
            is_partial: false,
            join: None,
        }
    }

    /// A path, a field, or an array of such.
    pub(super) fn read_source(fact: Fact, source: Setting<'_, '_>) -> Read<Vec<Self>> {
        match source.value {
            Tree::Array(_) => source.items(&mut |field| Self::read(fact, field)),
            Tree::Boolean(_) | Tree::Null | Tree::Number(_) | Tree::Object(_) | Tree::String(_) => {
                Ok(vec![Self::read(fact, source)?])
            }
        }
    }

    fn read(fact: Fact, setting: Setting<'_, '_>) -> Read<Self> {
        if let Tree::String(_) = setting.value {
            return Ok(Self::at(fact, setting.path()?));
        }
        let mut field = Self::at(fact, Path::default());
        let mut has_path = false;
        setting.each_member(&mut |name, member| {
            has_path |= name == "path";
            field.read_member(name, member)
        })?;
        if has_path { Ok(field) } else { setting.refuse_member("path", RequestErrorCode::MissingField) }
    }

    fn read_member(&mut self, name: &str, setting: Setting<'_, '_>) -> Read<()> {
        let reading = self.fact.row().reading;
        match MEMBERS.iter().find(|(known, _)| *known == name) {
            None => return setting.refuse(RequestErrorCode::UnknownField),
            Some((_, of)) if !of.is_empty() && !of.contains(&reading) => {
                return setting.refuse(RequestErrorCode::InvalidField);
            }
            Some(_) => {}
        }
        match name {
            "path" => self.path = setting.path()?,
            "required" => self.is_required = setting.boolean()?,
            "prefix" => self.prefix = setting.text()?.to_string(),
            "form" => self.form = setting.word(&[("addresses", ParticipantForm::Addresses)])?,
            "values" => self.values = Some(read_values(self.fact, setting)?),
            "time" => self.time = setting.word(TimeForm::WORDS)?,
            "absent" => self.absent = setting.items(&mut read_absent)?,
            "partial" if setting.boolean()? => self.is_partial = true,
            "partial" => return setting.refuse(RequestErrorCode::UnknownValue),
            _ => self.join = Some(setting.items(&mut |path| path.path())?),
        }
        Ok(())
    }

    /// Whether a value that was found means none.
    pub(in crate::filter) fn is_absent(&self, value: &Scalar<'_>) -> bool {
        self.absent.iter().any(|absent| absent.equals(value))
    }

    /// Whether each value that is found says something, as it stands there and nothing before it.
    pub(in crate::filter) fn is_plain(&self) -> bool {
        let is_bare = self.prefix.is_empty() && self.absent.is_empty() && self.join.is_none() && !self.is_required;
        is_bare && self.values.is_none() && self.form == ParticipantForm::One && self.time == TimeForm::Rfc3339
    }

    /// The word that a value stands for.
    pub(in crate::filter) fn word(&self, value: &Scalar<'_>) -> Option<Word> {
        match &self.values {
            Some(values) => values.iter().find(|(json, _)| value.is_written(json)).map(|(_, word)| *word),
            None => Word::named(self.fact, value.text()?.as_bytes()),
        }
    }

    /// The paths that lead to what it finds.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(&self.path).chain(self.join.iter().flatten())
    }
}

impl Word {
    /// The word of the contract, for a fact that is a word.
    pub(in crate::filter) fn named(fact: Fact, text: &[u8]) -> Option<Self> {
        use crate::wire::input::word;
        match fact {
            Fact::Sharing => word(ThreadSharing::WORDS, text).map(Self::Sharing),
            Fact::State => word(ThreadState::WORDS, text).map(Self::State),
            Fact::Id
            | Fact::Mailbox
            | Fact::Participants
            | Fact::Records
            | Fact::FirstMessageAt
            | Fact::LastMessageAt => None,
        }
    }
}

fn read_values(fact: Fact, setting: Setting<'_, '_>) -> Read<Vec<(String, Word)>> {
    let mut values = Vec::new();
    setting.each_member(&mut |json, word| match Word::named(fact, word.text()?.as_bytes()) {
        Some(named) => {
            values.push((json.to_owned(), named));
            Ok(())
        }
        None => word.refuse(RequestErrorCode::UnknownValue),
    })?;
    Ok(values)
}

fn read_absent(setting: Setting<'_, '_>) -> Read<Scalar<'static>> {
    match setting.value {
        Tree::Boolean(boolean) => Ok(Scalar::Boolean(*boolean)),
        Tree::Number(number) => Ok(Scalar::Number((*number).to_owned().into())),
        Tree::String(text) => Ok(Scalar::Text(text.to_string().into())),
        Tree::Array(_) | Tree::Null | Tree::Object(_) => setting.refuse(RequestErrorCode::WrongType),
    }
}
