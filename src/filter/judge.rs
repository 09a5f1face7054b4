//! What a viewer sees of an item, whoever has read it: the rules of section 3, asked once for each of its mailboxes.

use super::asked::Asked;
use super::read::{Deferred, ItemFacts, ParticipantsAt, SaidId, SaidTime};
use super::shape::{FactsIn, Shape};
use crate::json::SyntaxError;
use crate::model::decision::Level;
use crate::model::instant::Instant;
use crate::model::rows::MailboxRow;
use crate::model::thread::{Thread, ThreadState};
use crate::policy::classes::Exclusion;
use crate::policy::threads::{CompiledThread, ThreadLinks};
use crate::policy::{MailboxFacts, Policy};
use crate::rules::case::Case;
use crate::rules::ceiling::Ceilings;
use crate::rules::exclusion::Participants;
use crate::rules::relation::Relation;
use crate::rules::sink::Unwanted;
use crate::rules::view::view_in;
use crate::rules::viewer::Viewer;
use crate::rules::{fold, leaver, per_thread, viewer};
use crate::tables::few::Few;
use crate::tables::seen_set::keep_first;

/// What has been found out about an item, in one byte: the number of the level, and more where something is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Judged(u8);

impl Judged {
    /// It cannot be judged, so it is hidden.
    pub(super) const UNREADABLE: Self = Self(u8::MAX);

    const LEVEL: u8 = 3;
    const UNKNOWN_RECORD: u8 = 4;
    const UNSAID_SHARING: u8 = 8;
    const UNSAID_STATE: u8 = 16;

    /// 255 for what cannot be judged; else the number of the level, and 4 where an unknown record is named, 8 where nothing
    /// says `sharing`, 16 where nothing says `state`, though the shape names its place.
    pub(super) const fn number(self) -> u8 {
        self.0
    }

    /// The level at which it is seen.
    pub(super) const fn level(self) -> Level {
        match self.0 & Self::LEVEL {
            _ if self.0 == u8::MAX => Level::None,
            0 => Level::None,
            1 => Level::Metadata,
            2 => Level::Subject,
            _ => Level::Full,
        }
    }

    /// Whether there is nothing to tell but a level.
    pub(super) const fn is_bare(self) -> bool {
        self.0 <= Self::LEVEL
    }

    pub(super) fn names_unknown_record(self) -> bool {
        self.is_said(Self::UNKNOWN_RECORD)
    }

    pub(super) fn lacks_sharing(self) -> bool {
        self.is_said(Self::UNSAID_SHARING)
    }

    pub(super) fn lacks_state(self) -> bool {
        self.is_said(Self::UNSAID_STATE)
    }

    fn is_said(self, bit: u8) -> bool {
        self != Self::UNREADABLE && self.0 & bit != 0
    }
}

/// Judges items for one viewer.
pub(super) struct Judge<'a> {
    policy: &'a Policy,
    /// None for one who may not act at all: then every item is hidden.
    viewer: Option<Viewer<'a>>,
    asked: &'a Asked,
    shape: &'a Shape,
    ceilings: &'a mut Ceilings,
}

impl<'a> Judge<'a> {
    pub(super) fn new(policy: &'a Policy, asked: &'a Asked, shape: &'a Shape, ceilings: &'a mut Ceilings) -> Self {
        let viewer = viewer::admit(policy, asked.query.viewer, asked.query.now).ok();
        Self { policy, viewer, asked, shape, ceilings }
    }

    /// What the viewer sees of an item with these facts, which are used up.
    #[inline(always)]
    pub(super) fn judge<D: Deferred>(&mut self, facts: &mut ItemFacts, deferred: &D) -> Result<Judged, SyntaxError> {
        if facts.is_unreadable || facts.id != SaidId::Valid {
            return Ok(Judged::UNREADABLE);
        }
        if self.shape.facts_in == FactsIn::Policy {
            let thread = facts.thread.and_then(|row| self.policy.threads.get(row));
            let level = thread.map(|thread| (thread, self.relation(thread.folded.mailbox)));
            let level = level.map(|(thread, relation)| self.see(thread, relation));
            return Ok(level.map_or(Judged::UNREADABLE, |level| Judged(level.number())));
        }
        if facts.mailboxes.is_empty() && self.asked.mailbox.is_none() {
            return Ok(Judged::UNREADABLE);
        }
        let level = if self.is_closed(facts) { Level::None } else { self.judge_open(facts, deferred)? };
        Ok(Judged(level.number() | self.notes(facts)))
    }

    /// What is to be told of it besides its level.
    #[inline(always)]
    fn notes(&self, facts: &ItemFacts) -> u8 {
        let [sharing, state] = self.shape.item.names;
        let mut notes = if facts.names_unknown_record { Judged::UNKNOWN_RECORD } else { 0 };
        if sharing && facts.sharing.is_none() {
            notes |= Judged::UNSAID_SHARING;
        }
        if state && facts.state.is_none() {
            notes |= Judged::UNSAID_STATE;
        }
        notes
    }

    /// Whether there is nothing for the viewer in all of its mailboxes.
    #[inline(always)]
    fn is_closed(&mut self, facts: &ItemFacts) -> bool {
        let Some(viewer) = &self.viewer else { return true };
        let (place, sharing) = (self.asked.query.place, facts.sharing);
        let mut is_closed = |mailbox| self.ceilings.of(viewer, place, mailbox, sharing) == Level::None;
        match (facts.state, facts.mailboxes.only(), self.asked.mailbox) {
            (Some(ThreadState::Deleted), _, _) => true,
            (_, Some(mailbox), None) => is_closed(mailbox),
            (_, _, given) => facts.mailboxes.iter().chain(given).all(is_closed),
        }
    }

    /// The best that is seen of it in one of its mailboxes.
    #[inline(never)]
    fn judge_open(&mut self, facts: &mut ItemFacts, deferred: &dyn Deferred) -> Result<Level, SyntaxError> {
        facts.records.extend_from_slice(&self.asked.records);
        keep_first(&mut facts.records, &self.policy.seed);
        let mut best = Level::None;
        for mailbox in facts.mailboxes.iter().chain(self.asked.mailbox) {
            best = best.max(self.judge_in(mailbox, facts, deferred)?);
        }
        Ok(best)
    }

    fn judge_in(
        &mut self,
        mailbox: MailboxRow,
        facts: &ItemFacts,
        deferred: &dyn Deferred,
    ) -> Result<Level, SyntaxError> {
        let Some(mailbox_facts) = self.policy.mailbox(mailbox) else { return Ok(Level::None) };
        let relation = self.relation(mailbox);
        let thread = Thread {
            mailbox,
            participants: &[],
            records: &facts.records,
            sharing: facts.sharing,
            state: facts.state.unwrap_or_default(),
            first_message_at: instant(facts.first_message_at, per_thread::has_date(mailbox_facts), deferred),
            last_message_at: instant(facts.last_message_at, leaver::needs_backup(mailbox_facts), deferred),
        };
        // Without participants for now: they can only take a thread away, and mostly there is nothing to take.
        let Some(mut folded) = fold::folded(self.policy, &thread, Exclusion::None) else { return Ok(Level::None) };
        let links = ThreadLinks::Records(&facts.records);
        let level = self.see(CompiledThread { folded, links }, relation);
        if level == Level::None {
            return Ok(level);
        }
        folded.exclusion = self.exclusion(mailbox_facts, &facts.participants, deferred)?;
        let is_same = folded.exclusion == Exclusion::None;
        Ok(if is_same { level } else { self.see(CompiledThread { folded, links }, relation) })
    }

    /// What the participants come to.
    #[inline(never)]
    fn exclusion(
        &self,
        mailbox: &MailboxFacts,
        places: &Few<ParticipantsAt>,
        deferred: &dyn Deferred,
    ) -> Result<Exclusion, SyntaxError> {
        let Some(mut participants) = Participants::new(self.policy, mailbox) else { return Ok(Exclusion::None) };
        for place in places.iter() {
            deferred.participants(place, self.policy.to_ascii, &mut |participant| participants.add(participant))?;
        }
        if self.shape.item.is_partial {
            // One whom nobody can read: no address is empty, and no name of anybody.
            participants.add("");
        }
        Ok(participants.outcome())
    }

    /// What the viewer is to a mailbox; nothing, for one who may not act.
    fn relation(&mut self, mailbox: MailboxRow) -> Option<Relation> {
        self.viewer.as_ref().and_then(|viewer| self.ceilings.relation(viewer, mailbox))
    }

    fn see<'b>(&'b self, thread: CompiledThread<'b>, relation: Option<Relation>) -> Level {
        let viewer: Option<&Viewer<'b>> = self.viewer.as_ref();
        let (Some(viewer), Some(relation), Some(mailbox)) =
            (viewer, relation, self.policy.mailbox(thread.folded.mailbox))
        else {
            return Level::None;
        };
        view_in(Case { viewer, mailbox, relation, thread }, self.asked.query.place, &mut Unwanted)
    }
}

/// A time, where it counts.
fn instant(said: SaidTime, counts: bool, deferred: &dyn Deferred) -> Option<Instant> {
    match said {
        SaidTime::Known(instant) if counts => Some(instant),
        SaidTime::At(offset) if counts => deferred.instant(offset),
        SaidTime::At(_) | SaidTime::Known(_) | SaidTime::Nothing => None,
    }
}
