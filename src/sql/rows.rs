//! The rows of the tables that a statement reads.

use super::text::{Items, object, storable};
use super::{domains, principals, times};
use crate::model::mailbox::Sharing;
use crate::model::record::RecordType;
use crate::model::rows::{RecordRow, ThreadRow};
use crate::model::thread::{Thread, ThreadSharing, ThreadState};
use crate::policy::Policy;
use crate::policy::threads::CompiledThread;
use std::collections::BTreeSet;

/// Stands for a record whose id no database can hold: no record has it, so nobody can access that.
const NO_RECORD: &str = "";

/// Rows in the making: those of records are there, those of threads are added.
#[derive(Debug)]
pub(super) struct Rows<'p> {
    policy: &'p Policy,
    threads: Items,
    links: Items,
    domains: Items,
}

impl<'p> Rows<'p> {
    pub(super) fn new(policy: &'p Policy) -> Self {
        let (threads, links, domains) = Default::default();
        Self { policy, threads, links, domains }
    }

    /// Adds those of all threads that the policy has.
    pub(super) fn add_all(&mut self) {
        let threads = &self.policy.threads;
        for row in (0..).map(ThreadRow::new).take(threads.rows()) {
            let Some(CompiledThread { folded, .. }) = threads.get(row) else { continue };
            let id = <[&str; 2]>::from(threads.id(row)).concat();
            let kept = (folded.mailbox, folded.state);
            threads.facts.with_thread(row, kept, threads.links(row), |thread, _| self.add(&id, &thread));
        }
    }

    /// Adds those of a thread. One whose ids no database can hold has none, and so it is not shown.
    pub(super) fn add(&mut self, id: &str, thread: &Thread<'_>) {
        let mailbox = self.policy.mailbox_names.name(thread.mailbox.into());
        let (Some(id), Some(mailbox)) = (storable(id), storable(mailbox)) else { return };
        let state = word(ThreadState::WORDS, thread.state);
        let sharing = thread.sharing.and_then(|sharing| word(ThreadSharing::WORDS, sharing));
        // An earlier beginning and a later end show less.
        let first_at = thread.first_message_at.and_then(times::down);
        let last_at = thread.last_message_at.and_then(times::up);
        self.threads.row(&[
            ("id", Some(id)),
            ("mailbox", Some(mailbox)),
            ("state", state),
            ("sharing", sharing),
            ("first_at", first_at.as_deref()),
            ("last_at", last_at.as_deref()),
        ]);
        for record in self.records(thread.records) {
            self.links.row(&[("thread", Some(id)), ("record", Some(record))]);
        }
        for row in domains::rows(thread.participants, self.policy.to_ascii) {
            self.domains.row(&[
                ("thread", Some(id)),
                ("suffix", Some(&row.suffix)),
                ("address", Some(&row.address)),
                ("base", row.base.as_deref()),
                ("name", row.name.as_deref()),
            ]);
        }
    }

    /// The ids of linked records in link order, each once.
    fn records(&self, records: &[RecordRow]) -> Vec<&'p str> {
        let mut seen = BTreeSet::new();
        let ids = records.iter().map(|record| storable(self.policy.records.id(*record)).unwrap_or(NO_RECORD));
        ids.filter(|id| seen.insert(*id)).collect()
    }

    /// All rows, by table and column.
    pub(super) fn text(&self) -> String {
        let (mut records, mut access) = (Items::default(), Items::default());
        for record in (0..).map(RecordRow::new).take(self.policy.records.count()) {
            self.record(record, &mut records, &mut access);
        }
        object(&[
            ("mv_thread", &self.threads),
            ("mv_link", &self.links),
            ("mv_domain", &self.domains),
            ("mv_record", &records),
            ("mv_record_access", &access),
            ("mv_tick", &self.ticks()),
        ])
    }

    fn record(&self, record: RecordRow, records: &mut Items, access: &mut Items) {
        let policy = self.policy;
        let kind = policy.records.kind(record).and_then(|kind| word(RecordType::WORDS, kind));
        let (Some(id), Some(list)) = (storable(policy.records.id(record)), policy.records.access(record)) else {
            return;
        };
        records.row(&[("id", Some(id)), ("type", kind)]);
        let members = policy.records.lists.members(list).iter();
        let principals: BTreeSet<String> = members.map(|member| principals::of_member(policy, *member)).collect();
        for principal in principals.iter().filter_map(|principal| storable(principal)) {
            access.row(&[("record", Some(id)), ("principal", Some(principal))]);
        }
    }

    fn ticks(&self) -> Items {
        let mut rows = Items::default();
        for facts in &self.policy.mailboxes {
            let ticks = match &facts.mailbox.sharing {
                Sharing::RecordLevel { ticks, .. } => ticks.as_slice(),
                Sharing::Complete { .. }
                | Sharing::PerThread { .. }
                | Sharing::Private
                | Sharing::SharedMailbox { .. } => &[],
            };
            let Some(mailbox) = storable(self.policy.mailbox_names.name(facts.row.into())) else { continue };
            for record in ticks.iter().filter_map(|record| storable(self.policy.records.id(*record))) {
                rows.row(&[("mailbox", Some(mailbox)), ("record", Some(record))]);
            }
        }
        rows
    }
}

/// How a value is written.
fn word<T: Copy + PartialEq>(words: &[(&'static str, T)], value: T) -> Option<&'static str> {
    words.iter().find(|(_, known)| *known == value).map(|(word, _)| *word)
}
