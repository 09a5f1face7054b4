//! One item: its facts read in one go, then judged by the rules.

use super::Text;
use super::block::Block;
use super::facts::{Facts, Said};
use super::guess::Guesses;
use super::options::{FilterOptions, Source};
use super::plan::{Fact, Plan};
use super::usual::At;
use crate::json::scan::Needles;
use crate::json::{Kind, Reader, SyntaxError};
use crate::model::decision::Level;
use crate::model::place::Place;
use crate::model::rows::{MailboxRow, RecordRow};
use crate::model::thread::{Thread, ThreadState};
use crate::policy::Policy;
use crate::policy::classes::Exclusion;
use crate::policy::threads::{CompiledThread, ThreadLinks};
use crate::rules::ceiling::Ceilings;
use crate::rules::exclusion::Participants;
use crate::rules::sink::Unwanted;
use crate::rules::view::view;
use crate::rules::viewer::Viewer;
use crate::rules::{fold, leaver, per_thread, viewer};
use crate::wire::input::is_valid_id;
use crate::wire::threads as wire;

/// What is seen of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    Level(Level),
    /// It cannot be judged, so it is hidden.
    Unreadable,
}

impl Sight {
    /// As [`Level::number`] has it; 255 for what cannot be judged.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Level(level) => level.number(),
            Self::Unreadable => u8::MAX,
        }
    }
}

/// Judges items for one viewer.
pub(super) struct Judge<'a> {
    pub(super) policy: &'a Policy,
    /// Nobody, if he may not act at all: then every item is hidden.
    viewer: Option<Viewer<'a>>,
    pub(super) options: &'a FilterOptions,
    pub(super) state: &'a mut State,
    ceilings: &'a mut Ceilings,
}

/// What is kept from item to item.
#[derive(Debug)]
pub(super) struct State {
    pub(super) facts: Facts,
    pub(super) guesses: Guesses,
    pub(super) needles: Needles,
}

impl State {
    pub(super) fn new() -> Self {
        Self { facts: Facts::default(), guesses: Guesses::default(), needles: Needles::opaque() }
    }
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        policy: &'a Policy,
        options: &'a FilterOptions,
        ceilings: &'a mut Ceilings,
        state: &'a mut State,
    ) -> Self {
        let viewer = viewer::admit(policy, options.query.viewer, options.query.now).ok().map(Viewer::prepared);
        Self { policy, viewer, options, state, ceilings }
    }

    /// Reads the item that comes next; containers in it may be nested `depth` deep. `block` is the one that the text
    /// begins, if it is in one.
    #[inline(always)]
    pub(super) fn read(
        &mut self,
        reader: &mut Reader<'_>,
        block: Option<&Block>,
        depth: usize,
    ) -> Result<Sight, SyntaxError> {
        self.state.facts.forget();
        let text = reader.text();
        match block.and_then(|block| self.usual(At { block, text }, reader.offset(), depth)) {
            Some(end) => reader.move_to(end),
            None if self.unusual(reader, depth)? => {}
            None => return Ok(Sight::Unreadable),
        }
        self.judge(reader)
    }

    /// Whatever the item is, read token by token, mistakes found where they are; false if it is no object.
    #[inline(never)]
    fn unusual(&mut self, reader: &mut Reader<'_>, depth: usize) -> Result<bool, SyntaxError> {
        if reader.kind()? != Kind::Object || depth == 0 {
            reader.skip(depth)?;
            return Ok(false);
        }
        self.state.facts.forget();
        self.object(reader, Plan::ITEM, depth)?;
        Ok(true)
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
            match self.options.plan.member_named(node, &name) {
                Some(member) => self.member(reader, node, member, &mut seen, depth)?,
                None => reader.skip(depth.saturating_sub(1))?,
            }
        }
        Ok(())
    }

    /// The value of a member; `depth` is that of the object it is in.
    fn member(
        &mut self,
        reader: &mut Reader<'_>,
        node: usize,
        member: usize,
        seen: &mut u64,
        depth: usize,
    ) -> Result<(), SyntaxError> {
        let depth = depth.saturating_sub(1);
        let bit = 1_u64.checked_shl(u32::try_from(member).unwrap_or(u32::MAX)).unwrap_or(0);
        if *seen & bit != 0 {
            self.state.facts.unreadable = true;
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
                        self.state.facts.unreadable |= !members.is_empty();
                        reader.skip(depth)
                    }
                }
            }
        }
    }

    pub(super) fn fact(&mut self, fact: Fact, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        let kind = reader.kind()?;
        match (fact, kind) {
            (Fact::Id, Kind::String | Kind::Number) => {
                if let Some(id) = read_id(reader, kind)? {
                    self.id(&id);
                }
            }
            (Fact::Mailbox, Kind::String | Kind::Number) => {
                self.state.facts.mailbox =
                    read_id(reader, kind)?.and_then(|id| self.policy.mailbox_names.find(&id).map(MailboxRow::new));
            }
            (Fact::Participants, Kind::Array) if depth > 0 => {
                self.state.facts.participants = Some(reader.offset());
                self.pass_participants(reader, depth)?;
            }
            (Fact::Records, Kind::Array) if depth > 0 => self.records(reader, depth)?,
            (Fact::Sharing, Kind::String) => self.state.facts.say_sharing(reader.string()?.as_bytes()),
            (Fact::State, Kind::String) => self.state.facts.say_state(reader.string()?.as_bytes()),
            (Fact::FirstMessageAt, Kind::String) => self.state.facts.first_message_at = self.instant(reader)?,
            (Fact::LastMessageAt, Kind::String) => self.state.facts.last_message_at = self.instant(reader)?,
            (Fact::Records | Fact::Sharing | Fact::State | Fact::FirstMessageAt | Fact::LastMessageAt, Kind::Null) => {
                reader.null()?
            }
            _ => {
                self.state.facts.unreadable = true;
                reader.skip(depth)?;
            }
        }
        Ok(())
    }

    pub(super) fn id(&mut self, id: &str) {
        self.state.facts.has_id = is_valid_id(id);
        if self.options.source == Source::Snapshot {
            self.state.facts.row = self.policy.threads.find(id);
        }
    }

    /// A time; gives where it stands.
    fn instant(&mut self, reader: &mut Reader<'_>) -> Result<Option<usize>, SyntaxError> {
        let offset = reader.offset();
        self.state.facts.say_time(&reader.string()?);
        Ok(Some(offset))
    }

    /// Participants are texts of limited length; what they say is read only where it counts.
    fn pass_participants(&mut self, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        reader.open();
        let mut more = !reader.eat(b']');
        while more {
            reader.white_space();
            if let Some(text) = reader.plain_string() {
                self.state.facts.say_participant(text.len());
            } else if reader.kind()? == Kind::String {
                self.state.facts.say_participant(reader.string()?.len());
            } else {
                self.state.facts.unreadable = true;
                reader.skip(depth.saturating_sub(1))?;
            }
            more = reader.next_item()?;
        }
        Ok(())
    }

    /// The linked records, each once.
    fn records(&mut self, reader: &mut Reader<'_>, depth: usize) -> Result<(), SyntaxError> {
        reader.open();
        let mut more = !reader.eat(b']');
        while more {
            reader.white_space();
            let record = match reader.plain_string() {
                Some(id) => self.policy.records.find(id),
                None => self.rare_record(reader, depth)?,
            };
            self.state.facts.say_record(record);
            more = reader.next_item()?;
        }
        Ok(())
    }

    #[inline(never)]
    fn rare_record(&mut self, reader: &mut Reader<'_>, depth: usize) -> Result<Option<RecordRow>, SyntaxError> {
        let kind = reader.kind()?;
        match kind {
            Kind::Number | Kind::String => Ok(read_id(reader, kind)?.and_then(|id| self.policy.records.find(&id))),
            Kind::Array | Kind::Boolean | Kind::Null | Kind::Object => {
                reader.skip(depth.saturating_sub(1))?;
                Ok(None)
            }
        }
    }

    /// What the viewer sees of an item with these facts.
    #[inline(always)]
    pub(super) fn judge<S: Said>(&mut self, said: &S) -> Result<Sight, SyntaxError> {
        if self.state.facts.unreadable || !self.state.facts.has_id {
            return Ok(Sight::Unreadable);
        }
        let place = self.options.query.place;
        if self.options.source == Source::Snapshot {
            let thread = self.state.facts.row.and_then(|row| self.policy.threads.get(row));
            return Ok(thread.map_or(Sight::Unreadable, |thread| Sight::Level(self.see(thread, place))));
        }
        let (Some(mailbox), Some(participants_at)) = (self.state.facts.mailbox, self.state.facts.participants) else {
            return Ok(Sight::Unreadable);
        };
        let (facts, ceilings) = (&self.state.facts, &mut self.ceilings);
        let ceiling = |viewer| ceilings.of(viewer, place, mailbox, facts.sharing);
        if facts.state == ThreadState::Deleted || self.viewer.as_ref().map_or(Level::None, ceiling) == Level::None {
            return Ok(Sight::Level(Level::None));
        }
        self.judge_open(mailbox, said, participants_at)
    }

    /// The same for a mailbox in which there is something for the viewer.
    #[inline(never)]
    fn judge_open(
        &mut self,
        mailbox: MailboxRow,
        said: &dyn Said,
        participants_at: usize,
    ) -> Result<Sight, SyntaxError> {
        let (place, facts) = (self.options.query.place, &mut self.state.facts);
        let Some(mailbox_facts) = self.policy.mailbox(mailbox) else { return Ok(Sight::Unreadable) };
        let instant = |at: Option<usize>, counts: bool| said.instant(at.filter(|_| counts)?);
        wire::distinct(&mut facts.records, &self.policy.seed);
        let thread = Thread {
            mailbox,
            participants: &[],
            records: &facts.records,
            sharing: facts.sharing,
            state: facts.state,
            first_message_at: instant(facts.first_message_at, per_thread::has_date(mailbox_facts)),
            last_message_at: instant(facts.last_message_at, leaver::needs_backup(mailbox_facts)),
        };
        let folded = fold::folded(self.policy, &thread, Exclusion::None);
        let Some(mut folded) = folded else { return Ok(Sight::Unreadable) };
        let links = ThreadLinks::Records(&self.state.facts.records);
        let level = self.see(CompiledThread { folded, links }, place);
        // Participants can only take a thread away; mostly there is nothing to take.
        if level == Level::None {
            return Ok(Sight::Level(level));
        }
        folded.exclusion = self.exclusion(mailbox, said, participants_at)?;
        let is_same = folded.exclusion == Exclusion::None;
        Ok(Sight::Level(if is_same { level } else { self.see(CompiledThread { folded, links }, place) }))
    }

    /// What the participants come to.
    #[inline(never)]
    fn exclusion(&self, mailbox: MailboxRow, said: &dyn Said, at: usize) -> Result<Exclusion, SyntaxError> {
        let mailbox = self.policy.mailbox(mailbox);
        let Some(mut participants) = mailbox.and_then(|mailbox| Participants::new(self.policy, mailbox)) else {
            return Ok(Exclusion::None);
        };
        said.participants(at, &mut participants)?;
        Ok(participants.outcome())
    }

    fn see<'b>(&'b self, thread: CompiledThread<'b>, place: Place<RecordRow>) -> Level {
        let viewer: Option<&Viewer<'b>> = self.viewer.as_ref();
        viewer.map_or(Level::None, |viewer| view(viewer, thread, place, &mut Unwanted))
    }
}

/// An id: a string, or an integer, which stands for its text.
fn read_id<'t>(reader: &mut Reader<'t>, kind: Kind) -> Result<Option<Text<'t>>, SyntaxError> {
    if let Some(plain) = reader.plain_string() {
        return Ok(Some(Text::Borrowed(plain)));
    }
    if kind == Kind::String {
        return reader.string().map(Some);
    }
    let number = reader.number()?;
    let is_integer = !number.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
    Ok(is_integer.then_some(Text::Borrowed(number)))
}
