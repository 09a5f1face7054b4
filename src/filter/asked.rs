//! For whom a response is filtered, where and when, and what its route knows.

use super::shape::{FactsIn, Items, Read, Setting, Shape, tree};
use crate::ask::named::with_members;
use crate::ask::query::ListQuery;
use crate::error::{RequestError, RequestErrorCode};
use crate::model::instant::Instant;
use crate::model::place::Place;
use crate::model::rows::{MailboxRow, RecordRow};
use crate::policy::Policy;

/// A question with rows.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) query: ListQuery,
    /// What items do not say, and the route does.
    pub(super) mailbox: Option<MailboxRow>,
    pub(super) records: Vec<RecordRow>,
}

/// For whom a response is filtered, where and when, with ids as the snapshot has them.
#[derive(Clone, Copy, Debug)]
pub struct FilterQuestion<'q> {
    /// The user who is about to see it.
    pub viewer: &'q str,
    /// Where it appears.
    pub place: Place<&'q str>,
    /// The moment.
    pub now: Instant,
    /// What the route knows, and the items do not say.
    pub given: Given<'q>,
}

/// What a route knows of every item.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'q> {
    /// The mailbox.
    pub mailbox: Option<&'q str>,
    /// Linked records.
    pub records: &'q [&'q str],
}

impl Asked {
    pub(super) fn new(policy: &Policy, question: &FilterQuestion<'_>, shape: &Shape) -> Result<Self, RequestError> {
        let FilterQuestion { viewer, place, now, given } = question;
        Self { query: policy.list_query(viewer, *place, *now)?, mailbox: None, records: Vec::new() }.with(
            policy,
            given.mailbox,
            given.records.iter().copied(),
            shape,
        )
    }

    /// Options as they cross the border of a language: JSON text of docs/specification.md section 9, shape included.
    pub(super) fn parse(policy: &Policy, options: &[u8], items: Items) -> Result<(Self, Shape), RequestError> {
        let tree = tree(options)?;
        let mut said = Said::default();
        let shape = Shape::of_options(Setting::whole(&tree), items, &mut |name, member| said.read(name, member))?;
        Ok((said.ask(policy, &shape, None)?, shape))
    }

    /// The members of such options that are not of the shape; `present` is the moment if they name none.
    pub(super) fn about(
        policy: &Policy,
        question: &[u8],
        shape: &Shape,
        present: Option<Instant>,
    ) -> Result<Self, RequestError> {
        let tree = tree(question)?;
        let mut said = Said::default();
        Setting::whole(&tree).each_member(&mut |name, member| said.read(name, member))?;
        said.ask(policy, shape, present)
    }

    /// Finds the rows of what is given.
    fn with<'g>(
        mut self,
        policy: &Policy,
        mailbox: Option<&str>,
        records: impl Iterator<Item = &'g str>,
        shape: &Shape,
    ) -> Result<Self, RequestError> {
        let unknown = |code, path: &str| RequestError::new(code, path);
        if let Some(id) = mailbox {
            let row = policy.find_mailbox(id);
            self.mailbox = Some(row.ok_or_else(|| unknown(RequestErrorCode::UnknownMailbox, "/given/mailbox"))?);
        }
        for (index, id) in records.enumerate() {
            let row = policy.records.find(id);
            let path = format!("/given/records/{index}");
            self.records.push(row.ok_or_else(|| unknown(RequestErrorCode::UnknownRecord, &path))?);
        }
        if self.mailbox.is_some() || !self.records.is_empty() {
            refuse_given(shape)?;
        }
        Ok(self)
    }
}

/// The members of options that are not of the shape.
#[derive(Default)]
struct Said {
    members: Vec<(String, Option<String>)>,
    given: Option<GivenTexts>,
}

impl Said {
    fn read(&mut self, name: &str, member: Setting<'_, '_>) -> Read<()> {
        if name == "given" {
            self.given = Some(GivenTexts::read(member)?);
        } else {
            self.members.push((name.to_owned(), member.any_text()));
        }
        Ok(())
    }

    fn ask(self, policy: &Policy, shape: &Shape, present: Option<Instant>) -> Result<Asked, RequestError> {
        let members: Vec<_> = self.members.iter().map(|(name, text)| (name.as_str(), text.as_deref())).collect();
        let query = with_members(&members, |members| policy.named_list_query(members, present))?;
        let asked = Asked { query, mailbox: None, records: Vec::new() };
        let Some(GivenTexts { mailbox, records }) = self.given else { return Ok(asked) };
        let asked = asked.with(policy, mailbox.as_deref(), records.iter().map(String::as_str), shape)?;
        refuse_given(shape).map(|()| asked)
    }
}

/// Where the policy has the facts, nothing else may say any.
fn refuse_given(shape: &Shape) -> Result<(), RequestError> {
    match shape.facts_in {
        FactsIn::Item => Ok(()),
        FactsIn::Policy => Err(RequestError::new(RequestErrorCode::InvalidField, "/given")),
    }
}

/// [`Given`], as options have it.
#[derive(Default)]
struct GivenTexts {
    mailbox: Option<String>,
    records: Vec<String>,
}

impl GivenTexts {
    fn read(setting: Setting<'_, '_>) -> Read<Self> {
        let mut given = Self::default();
        setting.each_member(&mut |name, member| {
            match name {
                "mailbox" => given.mailbox = Some(member.text()?.to_string()),
                "records" => given.records = member.items(&mut |record| Ok(record.text()?.to_string()))?,
                _ => return member.refuse(RequestErrorCode::UnknownField),
            }
            Ok(())
        })?;
        Ok(given)
    }
}
