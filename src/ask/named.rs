//! Questions as named texts: what crosses the border of a language. The action comes first, since it says what the other
//! members may be; then the members in order; then those that are missing.

use super::members::MemberName::{
    self, Action, Examples, ExpiresAt, Exposure, Mailbox, Now, Operation, Record, Surface, Thread, Viewer,
};
use super::members::{Member, MemberNames, Name};
#[cfg(any(feature = "abi", test))]
use super::query::PlaceQuery;
use super::query::{EXAMPLES_MAX, ExposureQuery, ListQuery, ProposalQuery, Query, RowAction, ThreadQuery};
use crate::error::{RequestError, RequestErrorCode};
use crate::json::pointer::push_token;
use crate::model::action as model;
use crate::model::action::{MailboxAction, RecordMailAction, ThreadAction};
use crate::model::instant::Instant;
use crate::model::operation;
use crate::model::place::{self, Place};
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow, UserRow};
use crate::policy::Policy;

/// The members of a question in order, as docs/specification.md section 8 names them: name and text; `None` for a value
/// that is no text.
pub type NamedQuestion<'q> = [(&'q str, Option<&'q str>)];

/// An action without its targets.
#[derive(Clone, Copy)]
enum Asked {
    EditSupportAccess,
    GrantSupportAccess,
    Mailbox(MailboxAction),
    Operate,
    RecordMail(RecordMailAction),
    RevokeSupportAccess,
    Thread(ThreadAction),
    View,
}

impl Asked {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "view" => Some(Self::View),
            "grant-support-access" => Some(Self::GrantSupportAccess),
            "edit-support-access" => Some(Self::EditSupportAccess),
            "revoke-support-access" => Some(Self::RevokeSupportAccess),
            "operate" => Some(Self::Operate),
            _ => (ThreadAction::parse(name).map(Self::Thread))
                .or_else(|| MailboxAction::parse(name).map(Self::Mailbox))
                .or_else(|| RecordMailAction::parse(name).map(Self::RecordMail)),
        }
    }

    /// The members that such a question may have.
    const fn takes(self) -> MemberNames {
        const VIEW: MemberNames = MemberNames::of(&[Action, Viewer, Thread, Surface, Record, Now]);
        const THREAD: MemberNames = MemberNames::of(&[Action, Viewer, Thread, Now]);
        const MAILBOX: MemberNames = MemberNames::of(&[Action, Viewer, Mailbox, Now]);
        const RECORD_MAIL: MemberNames = MemberNames::of(&[Action, Viewer, Mailbox, Record, Now]);
        const UNTIL: MemberNames = MemberNames::of(&[Action, Viewer, ExpiresAt, Now]);
        const OPERATE: MemberNames = MemberNames::of(&[Action, Viewer, Operation, Now]);
        const VIEWER: MemberNames = MemberNames::of(&[Action, Viewer, Now]);
        match self {
            Self::EditSupportAccess | Self::GrantSupportAccess => UNTIL,
            Self::Mailbox(_) => MAILBOX,
            Self::Operate => OPERATE,
            Self::RecordMail(_) => RECORD_MAIL,
            Self::RevokeSupportAccess => VIEWER,
            Self::Thread(_) => THREAD,
            Self::View => VIEW,
        }
    }
}

const LIST: MemberNames = MemberNames::of(&[Viewer, Surface, Record, Now]);
const OF_VIEWER: MemberNames = MemberNames::of(&[Viewer, Now]);
#[cfg(any(feature = "abi", test))]
const OF_PLACE: MemberNames = MemberNames::of(&[Surface, Record, Now]);
const OF_THREAD: MemberNames = MemberNames::of(&[Thread, Surface, Record, Now]);
const OF_EXPOSURE: MemberNames = MemberNames::of(&[Surface, Examples, Now]);
const OF_NOBODY: MemberNames = MemberNames::of(&[Now]);

/// Calls `ask` with the members of a question of named texts.
pub(crate) fn with_members<T>(question: &NamedQuestion<'_>, ask: impl FnOnce(&[Member<'_>]) -> T) -> T {
    let members: Vec<Member<'_>> =
        question.iter().map(|(name, text)| Member { name: Name::of(name), text: *text }).collect();
    ask(&members)
}

/// `present` is the moment of a question that names none.
impl Policy {
    /// `decide`, and everything else that section 4 asks.
    pub(crate) fn named_query(&self, members: &[Member<'_>], present: Option<Instant>) -> Result<Query, RequestError> {
        let asked = asked(members)?;
        let targets = Targets::read(self, members, asked.takes())?;
        targets.query(asked, present)
    }

    /// `propose`, without the value.
    pub(crate) fn named_proposal_query(
        &self,
        members: &[Member<'_>],
        present: Option<Instant>,
    ) -> Result<ProposalQuery, RequestError> {
        let asked = asked(members)?;
        let targets = Targets::read(self, members, asked.takes().with(Exposure))?;
        Ok(ProposalQuery { query: targets.query(asked, present)?, exposure: targets.exposure.unwrap_or(false) })
    }

    /// `exposure`.
    pub(crate) fn named_exposure_query(
        &self,
        members: &[Member<'_>],
        present: Option<Instant>,
    ) -> Result<ExposureQuery, RequestError> {
        let targets = Targets::read(self, members, OF_EXPOSURE)?;
        let query = ExposureQuery { surface: targets.surface, ..ExposureQuery::at(targets.now(present)?) };
        Ok(ExposureQuery { examples: targets.examples.unwrap_or(query.examples), ..query })
    }

    /// `visibleThreads`.
    pub(crate) fn named_list_query(
        &self,
        members: &[Member<'_>],
        present: Option<Instant>,
    ) -> Result<ListQuery, RequestError> {
        let targets = Targets::read(self, members, LIST)?;
        Ok(ListQuery { viewer: targets.viewer()?, place: targets.place(), now: targets.now(present)? })
    }

    /// The lists that are about mailboxes: no surface.
    pub(crate) fn named_viewer_query(
        &self,
        members: &[Member<'_>],
        present: Option<Instant>,
    ) -> Result<ListQuery, RequestError> {
        let targets = Targets::read(self, members, OF_VIEWER)?;
        Ok(ListQuery { viewer: targets.viewer()?, place: Place::Anywhere, now: targets.now(present)? })
    }

    /// `whoCanView`.
    pub(crate) fn named_thread_query(
        &self,
        members: &[Member<'_>],
        present: Option<Instant>,
    ) -> Result<ThreadQuery, RequestError> {
        let targets = Targets::read(self, members, OF_THREAD)?;
        Ok(ThreadQuery { thread: targets.thread()?, place: targets.place(), now: targets.now(present)? })
    }

    /// What every user sees of threads that come as columns.
    #[cfg(any(feature = "abi", test))]
    pub(crate) fn named_place_query(
        &self,
        members: &[Member<'_>],
        present: Option<Instant>,
    ) -> Result<PlaceQuery, RequestError> {
        let targets = Targets::read(self, members, OF_PLACE)?;
        Ok(PlaceQuery { place: targets.place(), now: targets.now(present)? })
    }

    /// What is asked about a moment alone.
    pub(crate) fn named_moment(
        &self,
        members: &[Member<'_>],
        present: Option<Instant>,
    ) -> Result<Instant, RequestError> {
        Targets::read(self, members, OF_NOBODY)?.now(present)
    }
}

fn asked(members: &[Member<'_>]) -> Result<Asked, RequestError> {
    let error = |code| RequestError::new(code, "/action");
    let is_action = |member: &&Member<'_>| matches!(member.name, Name::Known(Action));
    let member = members.iter().find(is_action).ok_or_else(|| error(RequestErrorCode::MissingField))?;
    let text = member.text.ok_or_else(|| error(RequestErrorCode::WrongType))?;
    Asked::parse(text).ok_or_else(|| error(RequestErrorCode::UnknownAction))
}

fn once<T>(place: &mut Option<T>, value: T) -> Result<(), RequestErrorCode> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(RequestErrorCode::UnknownField),
    }
}

/// The members that are there, each checked by itself.
#[derive(Default)]
struct Targets {
    action: Option<()>,
    viewer: Option<UserRow>,
    thread: Option<ThreadRow>,
    mailbox: Option<MailboxRow>,
    record: Option<RecordRow>,
    surface: Option<place::Surface>,
    operation: Option<operation::Operation>,
    expires_at: Option<Instant>,
    examples: Option<usize>,
    exposure: Option<bool>,
    now: Option<Instant>,
}

impl Targets {
    fn read(policy: &Policy, members: &[Member<'_>], takes: MemberNames) -> Result<Self, RequestError> {
        let mut targets = Self::default();
        // A record has no place in a mailbox.
        let on_mailbox = |member: &Member<'_>| {
            matches!(member.name, Name::Known(Surface))
                && member.text.and_then(place::Surface::parse) == Some(place::Surface::Mailbox)
        };
        let has_record = !takes.contain(Surface) || !members.iter().any(on_mailbox);
        for Member { name, text } in members {
            let member = match name {
                Name::Known(Record) if !has_record => Err(RequestErrorCode::UnknownField),
                Name::Known(known) if takes.contain(*known) => Ok(*known),
                Name::Known(_) | Name::Unknown(_) => Err(RequestErrorCode::UnknownField),
            };
            let read = member.and_then(|member| {
                targets.read_member(policy, member, text.ok_or(RequestErrorCode::WrongType)?)?;
                let is_foreign =
                    takes.contain(Operation) && targets.viewer.is_some_and(|viewer| !policy.is_agent(viewer));
                if is_foreign { Err(RequestErrorCode::NotASupportAgent) } else { Ok(()) }
            });
            read.map_err(|code| {
                let mut path = String::new();
                push_token(&mut path, name.text());
                RequestError::new(code, path)
            })?;
        }
        Ok(targets)
    }

    /// A member that is there already cannot be meant: nobody can say which of the two is.
    fn read_member(&mut self, policy: &Policy, name: MemberName, text: &str) -> Result<(), RequestErrorCode> {
        let time = || Instant::parse(text).ok_or(RequestErrorCode::InvalidTime);
        match name {
            Action => once(&mut self.action, ()),
            Viewer => once(&mut self.viewer, policy.find_user(text).ok_or(RequestErrorCode::UnknownViewer)?),
            Thread => once(&mut self.thread, policy.threads.find(text).ok_or(RequestErrorCode::UnknownThread)?),
            Mailbox => once(&mut self.mailbox, policy.find_mailbox(text).ok_or(RequestErrorCode::UnknownMailbox)?),
            Record => once(&mut self.record, policy.records.find(text).ok_or(RequestErrorCode::UnknownRecord)?),
            Surface => once(&mut self.surface, place::Surface::parse(text).ok_or(RequestErrorCode::UnknownValue)?),
            Operation => {
                let operation = operation::Operation::parse(text).ok_or(RequestErrorCode::UnknownOperation)?;
                once(&mut self.operation, operation)
            }
            ExpiresAt => once(&mut self.expires_at, time()?),
            Examples => once(&mut self.examples, count(text)?),
            Exposure => once(&mut self.exposure, truth(text)?),
            Now => once(&mut self.now, time()?),
        }
    }

    fn query(&self, asked: Asked, present: Option<Instant>) -> Result<Query, RequestError> {
        let viewer = self.viewer()?;
        let action: RowAction = match asked {
            Asked::EditSupportAccess => model::Action::EditSupportAccess { expires_at: self.expires_at()? },
            Asked::GrantSupportAccess => model::Action::GrantSupportAccess { expires_at: self.expires_at()? },
            Asked::Mailbox(action) => model::Action::Mailbox(action, self.mailbox()?),
            Asked::Operate => model::Action::Operate(self.operation()?),
            Asked::RecordMail(action) => model::Action::RecordMail(action, self.mailbox()?, self.record()?),
            Asked::RevokeSupportAccess => model::Action::RevokeSupportAccess,
            Asked::Thread(action) => model::Action::Thread(action, self.thread()?),
            Asked::View => model::Action::View(self.thread()?, self.place()),
        };
        Ok(Query { viewer, action, now: self.now(present)? })
    }

    fn viewer(&self) -> Result<UserRow, RequestError> {
        self.viewer.ok_or_else(|| missing("/viewer"))
    }

    fn thread(&self) -> Result<ThreadRow, RequestError> {
        self.thread.ok_or_else(|| missing("/thread"))
    }

    fn mailbox(&self) -> Result<MailboxRow, RequestError> {
        self.mailbox.ok_or_else(|| missing("/mailbox"))
    }

    fn record(&self) -> Result<RecordRow, RequestError> {
        self.record.ok_or_else(|| missing("/record"))
    }

    fn operation(&self) -> Result<operation::Operation, RequestError> {
        self.operation.ok_or_else(|| missing("/operation"))
    }

    fn expires_at(&self) -> Result<Instant, RequestError> {
        self.expires_at.ok_or_else(|| missing("/expiresAt"))
    }

    /// The present, if there is one, where the question names no moment.
    fn now(&self, present: Option<Instant>) -> Result<Instant, RequestError> {
        self.now.or(present).ok_or_else(|| missing("/now"))
    }

    /// `record` alone implies surface `record`.
    fn place(&self) -> Place<RecordRow> {
        match (self.surface, self.record) {
            (Some(place::Surface::Mailbox), _) => Place::Mailbox,
            (Some(place::Surface::Record), record) => Place::Record(record),
            (None, Some(record)) => Place::Record(Some(record)),
            (None, None) => Place::Anywhere,
        }
    }
}

/// How many examples.
fn count(text: &str) -> Result<usize, RequestErrorCode> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let count = text.parse().ok().filter(|count| is_number && *count <= EXAMPLES_MAX);
    count.ok_or(RequestErrorCode::UnknownValue)
}

fn truth(text: &str) -> Result<bool, RequestErrorCode> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(RequestErrorCode::WrongType),
    }
}

fn missing(path: &str) -> RequestError {
    RequestError::new(RequestErrorCode::MissingField, path)
}
