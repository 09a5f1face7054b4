//! Questions as named texts: what crosses the border of a language. The action comes first, since it says what the other
//! members may be; then the members in order; then those that are missing.

use super::query::{ListQuery, Query, RowAction, ThreadQuery};
use crate::error::{RequestError, RequestErrorCode};
use crate::json::pointer::push_token;
use crate::model::action::{Action, MailboxAction, RecordMailAction, ThreadAction};
use crate::model::instant::Instant;
use crate::model::operation::Operation;
use crate::model::place::Place;
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
        let thread = || ThreadAction::ALL.iter().find(|action| action.name() == name).copied().map(Self::Thread);
        let mailbox = || MailboxAction::ALL.iter().find(|action| action.name() == name).copied().map(Self::Mailbox);
        let record =
            || RecordMailAction::ALL.iter().find(|action| action.name() == name).copied().map(Self::RecordMail);
        match name {
            "view" => Some(Self::View),
            "grant-support-access" => Some(Self::GrantSupportAccess),
            "edit-support-access" => Some(Self::EditSupportAccess),
            "revoke-support-access" => Some(Self::RevokeSupportAccess),
            "operate" => Some(Self::Operate),
            _ => thread().or_else(mailbox).or_else(record),
        }
    }

    /// The members that such a question may have.
    const fn takes(self) -> &'static [&'static str] {
        match self {
            Self::EditSupportAccess | Self::GrantSupportAccess => &["action", "viewer", "expiresAt", "now"],
            Self::Mailbox(_) => &["action", "viewer", "mailbox", "now"],
            Self::Operate => &["action", "viewer", "operation", "now"],
            Self::RecordMail(_) => &["action", "viewer", "mailbox", "record", "now"],
            Self::RevokeSupportAccess => &["action", "viewer", "now"],
            Self::Thread(_) => &["action", "viewer", "thread", "now"],
            Self::View => &["action", "viewer", "thread", "surface", "record", "now"],
        }
    }
}

/// `present` is the moment of a question that names none.
impl Policy {
    /// `decide`, and everything else that section 4 asks.
    pub(crate) fn named_query(
        &self,
        members: &NamedQuestion<'_>,
        present: Option<Instant>,
    ) -> Result<Query, RequestError> {
        let asked = asked(members)?;
        let targets = Targets::read(self, members, asked.takes())?;
        let viewer = targets.viewer()?;
        let action: RowAction = match asked {
            Asked::EditSupportAccess => Action::EditSupportAccess { expires_at: targets.expires_at()? },
            Asked::GrantSupportAccess => Action::GrantSupportAccess { expires_at: targets.expires_at()? },
            Asked::Mailbox(action) => Action::Mailbox(action, targets.mailbox()?),
            Asked::Operate => Action::Operate(targets.operation()?),
            Asked::RecordMail(action) => Action::RecordMail(action, targets.mailbox()?, targets.record()?),
            Asked::RevokeSupportAccess => Action::RevokeSupportAccess,
            Asked::Thread(action) => Action::Thread(action, targets.thread()?),
            Asked::View => Action::View(targets.thread()?, targets.place()),
        };
        Ok(Query { viewer, action, now: targets.now(present)? })
    }

    /// `visibleThreads`.
    pub(crate) fn named_list_query(
        &self,
        members: &NamedQuestion<'_>,
        present: Option<Instant>,
    ) -> Result<ListQuery, RequestError> {
        let targets = Targets::read(self, members, &["viewer", "surface", "record", "now"])?;
        Ok(ListQuery { viewer: targets.viewer()?, place: targets.place(), now: targets.now(present)? })
    }

    /// The lists that are about mailboxes: no surface.
    pub(crate) fn named_viewer_query(
        &self,
        members: &NamedQuestion<'_>,
        present: Option<Instant>,
    ) -> Result<ListQuery, RequestError> {
        let targets = Targets::read(self, members, &["viewer", "now"])?;
        Ok(ListQuery { viewer: targets.viewer()?, place: Place::Anywhere, now: targets.now(present)? })
    }

    /// `whoCanView`.
    pub(crate) fn named_thread_query(
        &self,
        members: &NamedQuestion<'_>,
        present: Option<Instant>,
    ) -> Result<ThreadQuery, RequestError> {
        let targets = Targets::read(self, members, &["thread", "surface", "record", "now"])?;
        Ok(ThreadQuery { thread: targets.thread()?, place: targets.place(), now: targets.now(present)? })
    }
}

fn asked(members: &NamedQuestion<'_>) -> Result<Asked, RequestError> {
    let error = |code| RequestError::new(code, "/action");
    let (_, text) =
        members.iter().find(|(name, _)| *name == "action").ok_or_else(|| error(RequestErrorCode::MissingField))?;
    let text = text.ok_or_else(|| error(RequestErrorCode::WrongType))?;
    Asked::parse(text).ok_or_else(|| error(RequestErrorCode::UnknownAction))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Surface {
    Mailbox,
    Record,
}

impl Surface {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "mailbox" => Some(Self::Mailbox),
            "record" => Some(Self::Record),
            _ => None,
        }
    }
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
    surface: Option<Surface>,
    operation: Option<Operation>,
    expires_at: Option<Instant>,
    now: Option<Instant>,
}

impl Targets {
    fn read(policy: &Policy, members: &NamedQuestion<'_>, takes: &[&str]) -> Result<Self, RequestError> {
        let mut targets = Self::default();
        let on_mailbox = takes.contains(&"surface") && members.contains(&("surface", Some("mailbox")));
        for (name, text) in members {
            let error = |code| {
                let mut path = String::new();
                push_token(&mut path, name);
                RequestError::new(code, path)
            };
            // A record has no place in a mailbox.
            let is_known = takes.contains(name) && !(*name == "record" && on_mailbox);
            if !is_known {
                return Err(error(RequestErrorCode::UnknownField));
            }
            let text = text.ok_or_else(|| error(RequestErrorCode::WrongType))?;
            targets.read_member(policy, name, text).map_err(error)?;
            if takes.contains(&"operation") && targets.viewer.is_some_and(|viewer| !policy.is_agent(viewer)) {
                return Err(error(RequestErrorCode::NotASupportAgent));
            }
        }
        Ok(targets)
    }

    /// A member that is there already cannot be meant: nobody can say which of the two is.
    fn read_member(&mut self, policy: &Policy, name: &str, text: &str) -> Result<(), RequestErrorCode> {
        let time = || Instant::parse(text).ok_or(RequestErrorCode::InvalidTime);
        match name {
            "action" => once(&mut self.action, ()),
            "viewer" => once(&mut self.viewer, policy.find_user(text).ok_or(RequestErrorCode::UnknownViewer)?),
            "thread" => once(&mut self.thread, policy.threads.find(text).ok_or(RequestErrorCode::UnknownThread)?),
            "mailbox" => {
                let row = policy.mailbox_names.find(text).ok_or(RequestErrorCode::UnknownMailbox)?;
                once(&mut self.mailbox, MailboxRow::new(row))
            }
            "record" => once(&mut self.record, policy.records.find(text).ok_or(RequestErrorCode::UnknownRecord)?),
            "surface" => once(&mut self.surface, Surface::parse(text).ok_or(RequestErrorCode::UnknownValue)?),
            "operation" => once(&mut self.operation, Operation::parse(text).ok_or(RequestErrorCode::UnknownOperation)?),
            "expiresAt" => once(&mut self.expires_at, time()?),
            "now" => once(&mut self.now, time()?),
            _ => Err(RequestErrorCode::UnknownField),
        }
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

    fn operation(&self) -> Result<Operation, RequestError> {
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
            (Some(Surface::Mailbox), _) => Place::Mailbox,
            (Some(Surface::Record), record) => Place::Record(record),
            (None, Some(record)) => Place::Record(Some(record)),
            (None, None) => Place::Anywhere,
        }
    }
}

fn missing(path: &str) -> RequestError {
    RequestError::new(RequestErrorCode::MissingField, path)
}
