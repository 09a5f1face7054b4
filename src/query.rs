//! Questions, checked: from members with text to rows and times, or to an error that names the member.

use crate::error::{RequestError, RequestErrorCode};
use crate::model::instant::Instant;
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow, UserRow};
use crate::model::user::UserKind;
use crate::policy::Policy;
use crate::rules::support::Operation;
use crate::rules::view::Place;
use crate::wire::at::push_token;

/// The members of a question, in order: name and text; `None` for a value that is no string.
pub type Members<'q> = [(&'q str, Option<&'q str>)];

/// What is asked of one viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    EditSupportAccess { expires_at: Instant },
    GrantSupportAccess { expires_at: Instant },
    Mailbox(MailboxAction, MailboxRow),
    Operate(Operation),
    RecordMail(MailboxRow, RecordRow),
    RevokeSupportAccess,
    Thread(ThreadAction, ThreadRow),
    View(ThreadRow, Place),
}

/// What can be done with a mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MailboxAction {
    AssignSharing,
    BackUp,
    BackUpLatest,
    ChangeSharing,
    Configure,
    EditExcludedDomains,
    Lock,
    ManageGrants,
    SaveSettingsUnchanged,
    SendFrom,
    ShareMailbox,
    Unlock,
}

/// What can be done with a thread, besides seeing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ThreadAction {
    Archive,
    Delete,
    Forward,
    Reply,
    ShareThread,
    UnshareThread,
}

/// An action with the targets that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    EditSupportAccess,
    GrantSupportAccess,
    Mailbox(MailboxAction),
    Operate,
    RecordMail,
    RevokeSupportAccess,
    Thread(ThreadAction),
    View,
}

/// The actions of docs/specification.md section 4, in its order.
const ACTIONS: [(&str, Shape); 25] = [
    ("view", Shape::View),
    ("reply", Shape::Thread(ThreadAction::Reply)),
    ("forward", Shape::Thread(ThreadAction::Forward)),
    ("send-from", Shape::Mailbox(MailboxAction::SendFrom)),
    ("configure", Shape::Mailbox(MailboxAction::Configure)),
    ("save-settings-unchanged", Shape::Mailbox(MailboxAction::SaveSettingsUnchanged)),
    ("change-sharing", Shape::Mailbox(MailboxAction::ChangeSharing)),
    ("share-mailbox", Shape::Mailbox(MailboxAction::ShareMailbox)),
    ("assign-sharing", Shape::Mailbox(MailboxAction::AssignSharing)),
    ("edit-excluded-domains", Shape::Mailbox(MailboxAction::EditExcludedDomains)),
    ("share-record-mail", Shape::RecordMail),
    ("unshare-record-mail", Shape::RecordMail),
    ("share-thread", Shape::Thread(ThreadAction::ShareThread)),
    ("unshare-thread", Shape::Thread(ThreadAction::UnshareThread)),
    ("archive", Shape::Thread(ThreadAction::Archive)),
    ("delete", Shape::Thread(ThreadAction::Delete)),
    ("manage-grants", Shape::Mailbox(MailboxAction::ManageGrants)),
    ("lock", Shape::Mailbox(MailboxAction::Lock)),
    ("unlock", Shape::Mailbox(MailboxAction::Unlock)),
    ("back-up", Shape::Mailbox(MailboxAction::BackUp)),
    ("back-up-latest", Shape::Mailbox(MailboxAction::BackUpLatest)),
    ("grant-support-access", Shape::GrantSupportAccess),
    ("edit-support-access", Shape::EditSupportAccess),
    ("revoke-support-access", Shape::RevokeSupportAccess),
    ("operate", Shape::Operate),
];

/// A question of one viewer about one thing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Query {
    pub(crate) viewer: UserRow,
    pub(crate) action: Action,
    pub(crate) now: Instant,
}

/// A question of one viewer about all threads, or all mailboxes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListQuery {
    pub(crate) viewer: UserRow,
    pub(crate) place: Place,
    pub(crate) now: Instant,
}

/// A question about one thread and all users.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AudienceQuery {
    pub(crate) thread: ThreadRow,
    pub(crate) place: Place,
    pub(crate) now: Instant,
}

impl Action {
    /// Makes it one of another thread; false where it is about none.
    pub(crate) const fn turn_to(&mut self, thread: ThreadRow) -> bool {
        match self {
            Self::Thread(_, row) | Self::View(row, _) => {
                *row = thread;
                true
            }
            Self::EditSupportAccess { .. }
            | Self::GrantSupportAccess { .. }
            | Self::Mailbox(..)
            | Self::Operate(_)
            | Self::RecordMail(..)
            | Self::RevokeSupportAccess => false,
        }
    }
}

impl Query {
    pub(crate) fn parse(policy: &Policy, members: &Members<'_>) -> Result<Self, RequestError> {
        let shape = shape(members)?;
        let found = Found::read(policy, members, shape.takes())?;
        let viewer = found.viewer()?;
        let action = match shape {
            Shape::EditSupportAccess => Action::EditSupportAccess { expires_at: found.expires_at()? },
            Shape::GrantSupportAccess => Action::GrantSupportAccess { expires_at: found.expires_at()? },
            Shape::Mailbox(action) => Action::Mailbox(action, found.mailbox()?),
            Shape::Operate => Action::Operate(found.operation()?),
            Shape::RecordMail => Action::RecordMail(found.mailbox()?, found.record()?),
            Shape::RevokeSupportAccess => Action::RevokeSupportAccess,
            Shape::Thread(action) => Action::Thread(action, found.thread()?),
            Shape::View => Action::View(found.thread()?, found.place()),
        };
        Ok(Self { viewer, action, now: found.now()? })
    }
}

impl ListQuery {
    /// `visibleThreads`.
    pub(crate) fn parse(policy: &Policy, members: &Members<'_>) -> Result<Self, RequestError> {
        let found = Found::read(policy, members, &["viewer", "surface", "record", "now"])?;
        Ok(Self { viewer: found.viewer()?, place: found.place(), now: found.now()? })
    }

    /// The lists that are about mailboxes: no surface.
    pub(crate) fn parse_without_place(policy: &Policy, members: &Members<'_>) -> Result<Self, RequestError> {
        let found = Found::read(policy, members, &["viewer", "now"])?;
        Ok(Self { viewer: found.viewer()?, place: Place::Anywhere, now: found.now()? })
    }
}

impl AudienceQuery {
    /// `whoCanView`.
    pub(crate) fn parse(policy: &Policy, members: &Members<'_>) -> Result<Self, RequestError> {
        let found = Found::read(policy, members, &["thread", "surface", "record", "now"])?;
        Ok(Self { thread: found.thread()?, place: found.place(), now: found.now()? })
    }
}

impl Shape {
    /// The members that such a question may have.
    const fn takes(self) -> &'static [&'static str] {
        match self {
            Self::EditSupportAccess | Self::GrantSupportAccess => &["action", "viewer", "expiresAt", "now"],
            Self::Mailbox(_) => &["action", "viewer", "mailbox", "now"],
            Self::Operate => &["action", "viewer", "operation", "now"],
            Self::RecordMail => &["action", "viewer", "mailbox", "record", "now"],
            Self::RevokeSupportAccess => &["action", "viewer", "now"],
            Self::Thread(_) => &["action", "viewer", "thread", "now"],
            Self::View => &["action", "viewer", "thread", "surface", "record", "now"],
        }
    }
}

/// The action comes before everything else: it says what the other members may be.
fn shape(members: &Members<'_>) -> Result<Shape, RequestError> {
    let error = |code| RequestError::new(code, "/action");
    let (_, text) =
        members.iter().find(|(name, _)| *name == "action").ok_or_else(|| error(RequestErrorCode::MissingField))?;
    let text = text.ok_or_else(|| error(RequestErrorCode::WrongType))?;
    let known = ACTIONS.iter().find(|(name, _)| *name == text);
    known.map(|(_, shape)| *shape).ok_or_else(|| error(RequestErrorCode::UnknownAction))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Surface {
    Mailbox,
    Record,
}

/// The members that are there, each checked by itself.
#[derive(Default)]
struct Found {
    viewer: Option<UserRow>,
    thread: Option<ThreadRow>,
    mailbox: Option<MailboxRow>,
    record: Option<RecordRow>,
    surface: Option<Surface>,
    operation: Option<Operation>,
    expires_at: Option<Instant>,
    now: Option<Instant>,
}

impl Found {
    fn read(policy: &Policy, members: &Members<'_>, takes: &[&str]) -> Result<Self, RequestError> {
        let mut found = Self::default();
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
            found.read_member(policy, name, text).map_err(error)?;
            if takes.contains(&"operation") && found.viewer.is_some_and(|viewer| !is_agent(policy, viewer)) {
                return Err(error(RequestErrorCode::NotASupportAgent));
            }
        }
        Ok(found)
    }

    fn read_member(&mut self, policy: &Policy, name: &str, text: &str) -> Result<(), RequestErrorCode> {
        let time = || Instant::parse(text).ok_or(RequestErrorCode::InvalidTime);
        match name {
            "viewer" => {
                let row = policy.user_names.find(text).ok_or(RequestErrorCode::UnknownViewer)?;
                self.viewer = Some(UserRow::new(row));
            }
            "thread" => self.thread = Some(policy.threads.find(text).ok_or(RequestErrorCode::UnknownThread)?),
            "mailbox" => {
                let row = policy.mailbox_names.find(text).ok_or(RequestErrorCode::UnknownMailbox)?;
                self.mailbox = Some(MailboxRow::new(row));
            }
            "record" => self.record = Some(policy.records.find(text).ok_or(RequestErrorCode::UnknownRecord)?),
            "surface" => {
                self.surface = Some(match text {
                    "mailbox" => Surface::Mailbox,
                    "record" => Surface::Record,
                    _ => return Err(RequestErrorCode::UnknownValue),
                });
            }
            "operation" => {
                self.operation = Some(Operation::parse(text).ok_or(RequestErrorCode::UnknownOperation)?);
            }
            "expiresAt" => self.expires_at = Some(time()?),
            "now" => self.now = Some(time()?),
            // `action` has been read.
            _ => {}
        }
        Ok(())
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

    fn now(&self) -> Result<Instant, RequestError> {
        self.now.ok_or_else(|| missing("/now"))
    }

    /// `record` alone implies surface `record`.
    fn place(&self) -> Place {
        match (self.surface, self.record) {
            (Some(Surface::Mailbox), _) => Place::Mailbox,
            (Some(Surface::Record), record) => Place::Record(record),
            (None, Some(record)) => Place::Record(Some(record)),
            (None, None) => Place::Anywhere,
        }
    }
}

fn is_agent(policy: &Policy, user: UserRow) -> bool {
    policy.user(user).is_some_and(|user| user.kind == UserKind::SupportAgent)
}

fn missing(path: &str) -> RequestError {
    RequestError::new(RequestErrorCode::MissingField, path)
}
