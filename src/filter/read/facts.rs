//! What an item says, whoever reads it, and what makes it unreadable.

use super::deferred::{Deferred, ParticipantsAt};
use crate::filter::shape::{FactsIn, Shape, Word};
use crate::filter::times::Rounding;
use crate::model::fact::Fact;
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow};
use crate::model::thread::{ThreadSharing, ThreadState};
use crate::policy::Policy;
use crate::tables::bits::Bits;
use crate::tables::few::Few;
use crate::wire::input::is_valid_id;

/// The facts of the item that is being read.
#[derive(Debug, Default)]
pub(in crate::filter) struct ItemFacts {
    /// That nothing of it may be shown, whatever else it says.
    pub(in crate::filter) is_unreadable: bool,
    pub(in crate::filter) id: SaidId,
    id_text: String,
    /// Of an item that says only its id.
    pub(in crate::filter) thread: Option<ThreadRow>,
    /// Each once.
    pub(in crate::filter) mailboxes: Few<MailboxRow>,
    /// They are read where they count.
    pub(in crate::filter) participants: Few<ParticipantsAt>,
    pub(in crate::filter) records: Vec<RecordRow>,
    pub(in crate::filter) names_unknown_record: bool,
    pub(in crate::filter) sharing: Option<ThreadSharing>,
    pub(in crate::filter) state: Option<ThreadState>,
    pub(in crate::filter) first_message_at: SaidTime,
    pub(in crate::filter) last_message_at: SaidTime,
    /// The fields at which something was there, as far as anybody asks.
    met: Bits,
    parts: Vec<Part>,
    /// Whether the two have to be emptied.
    is_intricate: bool,
    /// An id with what stands before it.
    whole: String,
}

/// How far the id is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::filter) enum SaidId {
    #[default]
    Nothing,
    /// It is as an id has to be.
    Valid,
    /// Its text is kept, to be compared with others and then looked at.
    Text,
}

/// A time, or where it stands: many never count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::filter) enum SaidTime {
    #[default]
    Nothing,
    At(usize),
    Known(Instant),
}

/// A part of a joined id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Nothing is there.
    #[default]
    Missing,
    /// Something that means none.
    None,
    Text(String),
}

impl ItemFacts {
    /// Before the next item. Member by member, because copying what was just written part by part stalls processors; each
    /// named, so that no fact of one item stays for the next.
    #[inline(always)]
    pub(in crate::filter) fn forget(&mut self) {
        let Self {
            is_unreadable,
            id,
            id_text: _,
            thread,
            mailboxes,
            participants,
            records,
            names_unknown_record,
            sharing,
            state,
            first_message_at,
            last_message_at,
            met,
            parts,
            is_intricate,
            whole: _,
        } = self;
        *is_unreadable = false;
        *id = SaidId::Nothing;
        *thread = None;
        mailboxes.clear();
        participants.clear();
        records.clear();
        *names_unknown_record = false;
        *sharing = None;
        *state = None;
        *first_message_at = SaidTime::Nothing;
        *last_message_at = SaidTime::Nothing;
        if std::mem::replace(is_intricate, false) {
            met.clear();
            parts.clear();
        }
    }

    /// Something is there at a field where something has to be.
    pub(super) fn meet(&mut self, field: usize) {
        self.is_intricate = true;
        self.met.insert(field);
    }

    /// An id with a prefix before it.
    pub(super) fn prefixed<'i>(&'i mut self, prefix: &str, id: &'i str) -> &'i str {
        if prefix.is_empty() {
            return id;
        }
        self.whole.clear();
        self.whole.push_str(prefix);
        self.whole.push_str(id);
        &self.whole
    }

    /// One of the values that may be the id, of which all have to be equal.
    pub(super) fn say_id(&mut self, prefix: &str, id: &str) {
        let is_same = |known: &str| known.strip_prefix(prefix) == Some(id);
        match self.id {
            SaidId::Nothing => {
                self.id_text.clear();
                self.id_text.push_str(prefix);
                self.id_text.push_str(id);
                self.id = SaidId::Text;
            }
            SaidId::Text => self.is_unreadable |= !is_same(&self.id_text),
            // It was taken for the only one.
            SaidId::Valid => self.is_unreadable = true,
        }
    }

    /// The id, where there is one place for it.
    #[inline(always)]
    pub(super) fn say_only_id(&mut self, policy: &Policy, shape: &Shape, id: &str) {
        if is_valid_id(id) {
            self.id = SaidId::Valid;
        }
        if shape.facts_in == FactsIn::Policy {
            self.thread = policy.threads.find(id);
        }
    }

    /// A part of a joined id; `None` for a value that means none.
    pub(super) fn say_part(&mut self, number: usize, text: Option<&str>) {
        self.is_intricate = true;
        if self.parts.len() <= number {
            self.parts.resize(number.saturating_add(1), Part::Missing);
        }
        let Some(part) = self.parts.get_mut(number) else { return };
        match (&*part, text) {
            (Part::Text(known), Some(text)) => self.is_unreadable |= known != text,
            (Part::Missing | Part::None, Some(text)) => *part = Part::Text(text.to_owned()),
            (Part::Missing, None) => *part = Part::None,
            (Part::None | Part::Text(_), None) => {}
        }
    }

    #[inline(always)]
    pub(super) fn say_mailbox(&mut self, mailbox: Option<MailboxRow>) {
        match mailbox {
            Some(mailbox) => self.mailboxes.insert(mailbox),
            None => self.is_unreadable = true,
        }
    }

    /// A linked record; `None` for one that the policy does not know.
    #[inline(always)]
    pub(super) fn say_record(&mut self, record: Option<RecordRow>) {
        self.names_unknown_record |= record.is_none();
        self.records.push(record.unwrap_or(RecordRow::UNKNOWN));
    }

    /// Of several words, that counts which hides more.
    pub(super) fn say_word(&mut self, word: Option<Word>) {
        match word {
            Some(Word::Sharing(sharing)) => {
                self.sharing = Some(self.sharing.map_or(sharing, |known| known.min(sharing)))
            }
            Some(Word::State(state)) => self.state = self.state.max(Some(state)),
            None => self.is_unreadable = true,
        }
    }

    /// Of several times, the earliest first one counts, and the latest last one. `deferred` knows a time that stands
    /// somewhere.
    pub(super) fn say_time(&mut self, fact: Fact, instant: Option<Instant>, deferred: &dyn Deferred) {
        let Some(instant) = instant else {
            self.is_unreadable = true;
            return;
        };
        let said = self.time(fact);
        let known = match *said {
            SaidTime::Nothing => None,
            SaidTime::At(offset) => deferred.instant(offset),
            SaidTime::Known(known) => Some(known),
        };
        *said = SaidTime::Known(match (known, rounding(fact)) {
            (None, _) => instant,
            (Some(known), Rounding::Down) => known.min(instant),
            (Some(known), Rounding::Up) => known.max(instant),
        });
    }

    pub(super) fn time(&mut self, fact: Fact) -> &mut SaidTime {
        match rounding(fact) {
            Rounding::Down => &mut self.first_message_at,
            Rounding::Up => &mut self.last_message_at,
        }
    }

    /// When everything has been read: whether all that has to be there is, and which id it is.
    #[inline(always)]
    pub(super) fn settle(&mut self, policy: &Policy, shape: &Shape) {
        if shape.item.is_intricate {
            self.settle_parts(shape);
        }
        if self.id == SaidId::Text {
            self.id = SaidId::Nothing;
            let text = std::mem::take(&mut self.id_text);
            self.say_only_id(policy, shape, &text);
            self.id_text = text;
        }
    }

    #[inline(never)]
    fn settle_parts(&mut self, shape: &Shape) {
        self.is_unreadable |= !shape.item.required.iter().all(|field| self.met.has(*field));
        self.join_parts(shape);
    }

    /// The values of a joined id, in each `~` written `~0` and `:` written `~1`, joined by `:`.
    fn join_parts(&mut self, shape: &Shape) {
        let parts = std::mem::take(&mut self.parts);
        for join in &shape.item.joins {
            let mut texts = Vec::new();
            for number in join.parts.clone() {
                match parts.get(number) {
                    None | Some(Part::Missing) => self.is_unreadable = true,
                    Some(Part::None) => {}
                    Some(Part::Text(text)) => texts.push(text.replace('~', "~0").replace(':', "~1")),
                }
            }
            if texts.len() == join.parts.len() {
                self.say_id(&join.prefix, &texts.join(":"));
            }
        }
        self.parts = parts;
    }
}

/// Where the times of a fact are rounded, and so which of several counts.
pub(super) const fn rounding(fact: Fact) -> Rounding {
    match fact {
        Fact::FirstMessageAt => Rounding::Down,
        Fact::Id
        | Fact::Mailbox
        | Fact::Participants
        | Fact::Records
        | Fact::Sharing
        | Fact::State
        | Fact::LastMessageAt => Rounding::Up,
    }
}
