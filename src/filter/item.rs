//! One item: its facts read in one go, then judged by the rules.

use super::Text;
use super::options::{FilterOptions, Source};
use super::plan::{Fact, Plan};
use crate::decision::Level;
use crate::json::scan::equal;
use crate::json::{Kind, Reader, SyntaxError};
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow};
use crate::model::thread::{Thread, ThreadSharing, ThreadState};
use crate::policy::Policy;
use crate::policy::threads::ThreadFacts;
use crate::policy::viewer::{Memory, Viewer};
use crate::reason::Unwanted;
use crate::rules::view::{Place, view};
use crate::rules::{exclusion, viewer};
use crate::wire::input::is_valid_id;
use crate::wire::threads as wire;

/// What is seen of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    Level(Level),
    /// It cannot be judged, so it is hidden.
    Unreadable,
}

/// Judges items for one viewer.
pub(super) struct Judge<'a> {
    policy: &'a Policy,
    /// Nobody, if he may not act at all: then every item is hidden.
    viewer: Option<Viewer<'a>>,
    options: &'a FilterOptions,
    facts: Facts,
    /// What stood before each value of the item before, in order: items are alike.
    expected: Vec<Expected>,
    /// The mailbox named last, and its row: items come in runs.
    last_mailbox: (String, Option<MailboxRow>),
}

/// The facts of the item that is being read.
#[derive(Debug, Default)]
struct Facts {
    has_id: bool,
    /// Of an item that says only its id.
    row: Option<ThreadRow>,
    mailbox: Option<MailboxRow>,
    /// Where the participants begin: they are read only where their addresses count.
    participants: Option<usize>,
    records: Vec<RecordRow>,
    sharing: Option<ThreadSharing>,
    state: ThreadState,
    first_message_at: Option<Instant>,
    last_message_at: Option<Instant>,
    unreadable: bool,
}

/// What stood before a value of the item before: a comma, the key, a colon; and the member of the plan that it leads to.
#[derive(Debug)]
struct Expected {
    text: String,
    member: Option<usize>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(policy: &'a Policy, options: &'a FilterOptions, memory: &'a Memory) -> Self {
        let viewer = viewer::admit(policy, options.query.viewer, options.query.now).ok();
        Self {
            policy,
            viewer: viewer.map(|viewer| viewer.with_memory(memory)),
            options,
            facts: Facts::default(),
            expected: Vec::new(),
            last_mailbox: (String::new(), None),
        }
    }

    /// Reads the item that comes next; containers in it may be nested `depth` deep.
    pub(super) fn read(&mut self, reader: &mut Reader<'_>, depth: usize) -> Result<Sight, SyntaxError> {
        if reader.kind()? != Kind::Object || depth == 0 {
            reader.skip(depth)?;
            return Ok(Sight::Unreadable);
        }
        let mut records = std::mem::take(&mut self.facts.records);
        records.clear();
        self.facts = Facts { records, ..Facts::default() };
        let text = reader.clone();
        self.item(reader, depth)?;
        self.judge(&text)
    }

    /// The item itself. What stands between its values is guessed from the item before.
    fn item(&mut self, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        reader.open();
        let mut seen = 0_u64;
        let mut place = 0_usize;
        loop {
            let expected = self.expected.get(place).filter(|expected| reader.eat_text(&expected.text));
            let member = match expected {
                Some(expected) => expected.member,
                None if reader.eat(b'}') => return Ok(()),
                None => self.learn(reader, place)?,
            };
            place = place.saturating_add(1);
            self.member(reader, Plan::ITEM, member, &mut seen, depth)?;
        }
    }

    /// Reads up to a value what is not as expected, and expects it from now on.
    fn learn(&mut self, reader: &mut Reader<'_>, place: usize) -> Result<Option<usize>, SyntaxError> {
        let start = reader.offset();
        if place > 0 {
            reader.expect(b',')?;
        }
        let name = reader.name()?;
        let member = self.options.plan.member_named(Plan::ITEM, &name);
        let text = reader.since(start);
        // Texts of absurd length are not worth remembering.
        // INVARIANT (guess-place): what is guessed at a place was read there: only at the first one no comma stands.
        if text.len() <= EXPECTED_BYTES_MAX && place < EXPECTED_MAX && place <= self.expected.len() {
            let expected = Expected { text: text.to_owned(), member };
            match self.expected.get_mut(place) {
                Some(there) => *there = expected,
                None => self.expected.push(expected),
            }
        }
        Ok(member)
    }

    /// An object on the way to facts.
    fn object(&mut self, reader: &mut Reader<'_>, node: usize, depth: usize) -> Result<(), SyntaxError> {
        reader.open();
        let mut seen = 0_u64;
        let mut first = true;
        while !reader.eat(b'}') {
            if !std::mem::replace(&mut first, false) {
                reader.expect(b',')?;
            }
            let name = reader.name()?;
            let member = self.options.plan.member_named(node, &name);
            self.member(reader, node, member, &mut seen, depth)?;
        }
        Ok(())
    }

    /// The value of a member; `depth` is that of the object it is in.
    fn member(
        &mut self,
        reader: &mut Reader<'_>,
        node: usize,
        member: Option<usize>,
        seen: &mut u64,
        depth: usize,
    ) -> Result<(), SyntaxError> {
        let depth = depth.saturating_sub(1);
        let Some(member) = member else { return reader.skip(depth) };
        let bit = 1_u64.checked_shl(u32::try_from(member).unwrap_or(u32::MAX)).unwrap_or(0);
        if *seen & bit != 0 {
            self.facts.unreadable = true;
            return reader.skip(depth);
        }
        *seen |= bit;
        let options = self.options;
        let Some(node) = options.plan.member(node, member) else { return reader.skip(depth) };
        match (node.facts.as_slice(), node.members.as_slice()) {
            ([fact], []) => self.fact(*fact, reader, depth),
            (facts, members) => {
                for fact in facts {
                    self.fact(*fact, &mut reader.clone(), depth)?;
                }
                match reader.kind()? {
                    Kind::Object if !members.is_empty() && depth > 0 => self.object(reader, node.number, depth),
                    Kind::Null => reader.null(),
                    Kind::Array | Kind::Boolean | Kind::Number | Kind::Object | Kind::String => {
                        // What is no object has no members; where some are looked for, that is in doubt.
                        self.facts.unreadable |= !members.is_empty();
                        reader.skip(depth)
                    }
                }
            }
        }
    }

    fn fact(&mut self, fact: Fact, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        let kind = reader.kind()?;
        match (fact, kind) {
            (Fact::Id, Kind::String | Kind::Number) => {
                let id = read_id(reader, kind)?;
                self.facts.has_id = id.as_deref().is_some_and(is_valid_id);
                if self.options.source == Source::Snapshot {
                    self.facts.row = id.and_then(|id| self.policy.threads.find(&id));
                }
            }
            (Fact::Mailbox, Kind::String | Kind::Number) => {
                self.facts.mailbox = read_id(reader, kind)?.and_then(|id| self.find_mailbox(&id));
            }
            (Fact::Participants, Kind::Array) if depth > 0 => {
                self.facts.participants = Some(reader.offset());
                self.pass_participants(reader, depth)?;
            }
            (Fact::Records, Kind::Array) if depth > 0 => self.records(reader, depth)?,
            (Fact::Sharing, Kind::String) => {
                let text = reader.string()?;
                self.facts.sharing = word(wire::SHARINGS, &text);
                self.facts.unreadable |= self.facts.sharing.is_none();
            }
            (Fact::State, Kind::String) => {
                let state = word(wire::STATES, &reader.string()?);
                self.facts.unreadable |= state.is_none();
                self.facts.state = state.unwrap_or_default();
            }
            (Fact::FirstMessageAt, Kind::String) => self.facts.first_message_at = self.instant(reader)?,
            (Fact::LastMessageAt, Kind::String) => self.facts.last_message_at = self.instant(reader)?,
            (Fact::Records | Fact::Sharing | Fact::State | Fact::FirstMessageAt | Fact::LastMessageAt, Kind::Null) => {
                reader.null()?
            }
            _ => {
                self.facts.unreadable = true;
                reader.skip(depth)?;
            }
        }
        Ok(())
    }

    fn find_mailbox(&mut self, id: &str) -> Option<MailboxRow> {
        if !equal(self.last_mailbox.0.as_bytes(), id.as_bytes()) {
            let row = self.policy.mailbox_names.find(id).map(MailboxRow::new);
            self.last_mailbox.0.clear();
            // An id that is too long is not in the policy, and not worth keeping.
            self.last_mailbox.0.push_str(if row.is_some() { id } else { "" });
            self.last_mailbox.1 = row;
        }
        self.last_mailbox.1
    }

    fn instant(&mut self, reader: &mut Reader<'_>) -> Result<Option<Instant>, SyntaxError> {
        let instant = Instant::parse(&reader.string()?);
        self.facts.unreadable |= instant.is_none();
        Ok(instant)
    }

    /// Participants are texts of limited length; what they say is read only where it counts.
    fn pass_participants(&mut self, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        reader.open();
        let mut first = true;
        while reader.item(std::mem::replace(&mut first, false))? {
            if reader.kind()? == Kind::String {
                let length = match reader.plain_string() {
                    Some(text) => text.len(),
                    None => reader.string()?.len(),
                };
                self.facts.unreadable |= length > wire::PARTICIPANT_BYTES_MAX;
            } else {
                self.facts.unreadable = true;
                reader.skip(depth.saturating_sub(1))?;
            }
        }
        Ok(())
    }

    /// The linked records, each once.
    fn records(&mut self, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        reader.open();
        let mut first = true;
        while reader.item(std::mem::replace(&mut first, false))? {
            let kind = reader.kind()?;
            let record = match kind {
                Kind::Number | Kind::String => read_id(reader, kind)?.and_then(|id| self.policy.records.find(&id)),
                Kind::Array | Kind::Boolean | Kind::Null | Kind::Object => {
                    reader.skip(depth.saturating_sub(1))?;
                    None
                }
            };
            self.facts.unreadable |= record.is_none();
            self.facts.records.extend(record);
        }
        Ok(())
    }

    /// What the viewer sees of an item with these facts; `text` is a reader of the text that it stands in.
    fn judge(&mut self, text: &Reader<'_>) -> Result<Sight, SyntaxError> {
        if self.facts.unreadable || !self.facts.has_id {
            return Ok(Sight::Unreadable);
        }
        let place = self.options.query.place;
        if self.options.source == Source::Snapshot {
            let thread = self.facts.row.and_then(|row| self.policy.threads.get(row));
            return Ok(thread.map_or(Sight::Unreadable, |thread| self.see(thread, place)));
        }
        let (Some(mailbox), Some(participants_at)) = (self.facts.mailbox, self.facts.participants) else {
            return Ok(Sight::Unreadable);
        };
        let mut participants = Vec::new();
        if self.policy.mailbox(mailbox).is_some_and(|mailbox| exclusion::applies(self.policy, mailbox)) {
            let mut reader = text.moved_to(participants_at);
            reader.open();
            while reader.item(participants.is_empty())? {
                participants.push(reader.string()?);
            }
        }
        wire::distinct(&mut self.facts.records, &self.policy.seed);
        let thread = Thread {
            mailbox,
            participants: &participants,
            records: &self.facts.records,
            sharing: self.facts.sharing,
            state: self.facts.state,
            first_message_at: self.facts.first_message_at,
            last_message_at: self.facts.last_message_at,
        };
        let Some(facts) = self.policy.fold(&thread) else { return Ok(Sight::Unreadable) };
        Ok(self.see(ThreadFacts { facts, links: &self.facts.records }, place))
    }

    fn see<'b>(&'b self, thread: ThreadFacts<'b>, place: Place) -> Sight {
        let viewer: Option<&Viewer<'b>> = self.viewer.as_ref();
        Sight::Level(viewer.map_or(Level::None, |viewer| view(viewer, thread, place, &mut Unwanted)))
    }
}

/// How many of an item's members are guessed, and how long what stands before them may be.
const EXPECTED_MAX: usize = 64;
const EXPECTED_BYTES_MAX: usize = 256;

/// An id: a string, or an integer, which stands for its text.
fn read_id<'t>(reader: &mut Reader<'t>, kind: Kind) -> Result<Option<Text<'t>>, SyntaxError> {
    if kind == Kind::String {
        return reader.string().map(Some);
    }
    let number = reader.number()?;
    let is_integer = !number.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
    Ok(is_integer.then_some(Text::Borrowed(number)))
}

fn word<T: Copy>(words: &[(&str, T)], text: &str) -> Option<T> {
    words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value)
}
