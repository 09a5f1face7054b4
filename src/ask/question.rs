//! Questions as Rust asks them.

use super::query::{ListQuery, Query, ThreadQuery};
use crate::error::{RequestError, RequestErrorCode};
use crate::model::action::Action;
use crate::model::instant::Instant;
use crate::model::place::Place;
use crate::model::rows::{MailboxRow, RecordRow, ThreadRow, UserRow};
use crate::model::user::UserKind;
use crate::policy::Policy;

/// What is asked of one viewer, with ids as the snapshot has them.
///
/// ```
/// use mailveil::{MailboxAction, Place, Question, ThreadAction};
///
/// let may_see = Question::View("t1", Place::Record(Some("deal-7")));
/// let may_answer = Question::Thread(ThreadAction::Reply, "t1");
/// let may_lock = Question::Mailbox(MailboxAction::Lock, "box");
/// assert_eq!([may_see.name(), may_answer.name(), may_lock.name()], ["view", "reply", "lock"]);
/// ```
pub type Question<'q> = Action<&'q str, &'q str, &'q str>;

/// Finds the rows that ids name.
impl Policy {
    pub(crate) fn query(&self, viewer: &str, question: Question<'_>, now: Instant) -> Result<Query, RequestError> {
        let viewer = self.known_viewer(viewer)?;
        let action = match question {
            Action::View(thread, place) => Action::View(self.known_thread(thread)?, self.known_place(place)?),
            Action::Thread(action, thread) => Action::Thread(action, self.known_thread(thread)?),
            Action::Mailbox(action, mailbox) => Action::Mailbox(action, self.known_mailbox(mailbox)?),
            Action::RecordMail(action, mailbox, record) => {
                Action::RecordMail(action, self.known_mailbox(mailbox)?, self.known_record(record)?)
            }
            Action::GrantSupportAccess { expires_at } => Action::GrantSupportAccess { expires_at },
            Action::EditSupportAccess { expires_at } => Action::EditSupportAccess { expires_at },
            Action::RevokeSupportAccess => Action::RevokeSupportAccess,
            Action::Operate(_) if !self.is_agent(viewer) => {
                return Err(RequestError::new(RequestErrorCode::NotASupportAgent, "/viewer"));
            }
            Action::Operate(operation) => Action::Operate(operation),
        };
        Ok(Query { viewer, action, now })
    }

    pub(crate) fn list_query(&self, viewer: &str, place: Place<&str>, now: Instant) -> Result<ListQuery, RequestError> {
        Ok(ListQuery { viewer: self.known_viewer(viewer)?, place: self.known_place(place)?, now })
    }

    pub(crate) fn thread_query(
        &self,
        thread: &str,
        place: Place<&str>,
        now: Instant,
    ) -> Result<ThreadQuery, RequestError> {
        Ok(ThreadQuery { thread: self.known_thread(thread)?, place: self.known_place(place)?, now })
    }

    fn known_viewer(&self, id: &str) -> Result<UserRow, RequestError> {
        self.find_user(id).ok_or_else(|| RequestError::new(RequestErrorCode::UnknownViewer, "/viewer"))
    }

    fn known_thread(&self, id: &str) -> Result<ThreadRow, RequestError> {
        self.threads.find(id).ok_or_else(|| RequestError::new(RequestErrorCode::UnknownThread, "/thread"))
    }

    fn known_mailbox(&self, id: &str) -> Result<MailboxRow, RequestError> {
        self.find_mailbox(id).ok_or_else(|| RequestError::new(RequestErrorCode::UnknownMailbox, "/mailbox"))
    }

    fn known_record(&self, id: &str) -> Result<RecordRow, RequestError> {
        self.records.find(id).ok_or_else(|| RequestError::new(RequestErrorCode::UnknownRecord, "/record"))
    }

    fn known_place(&self, place: Place<&str>) -> Result<Place<RecordRow>, RequestError> {
        place.try_map(|record| self.known_record(record))
    }

    pub(crate) fn is_agent(&self, user: UserRow) -> bool {
        self.user(user).is_some_and(|user| user.kind == UserKind::SupportAgent)
    }
}
