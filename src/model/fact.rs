//! The eight facts of a thread, in one table: what each is called, whether it has to be said, and how it is read.
//!
//! Every reader of threads goes by this table: that of a snapshot (`wire/threads.rs`) and those of a response
//! (`filter/read/`). To add a fact, add a row here; the compiler then names every reader that has to fill it.

/// A fact of a thread, in the order of the type in docs/specification.md section 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    Id,
    Mailbox,
    Participants,
    Records,
    Sharing,
    State,
    FirstMessageAt,
    LastMessageAt,
}

/// Whether a thread of a snapshot has to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Optional,
    Required,
}

/// How a fact is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// The thread's own id.
    Id,
    /// The id of a mailbox.
    Mailbox,
    /// Texts that are mail addresses, or should be.
    Participants,
    /// Ids of records.
    Records,
    /// A moment.
    Time,
    /// One of a few words.
    Word,
}

impl Reading {
    /// Whether an array of values may stand where one value may.
    pub(crate) const fn takes_lists(self) -> bool {
        match self {
            Self::Mailbox | Self::Participants | Self::Records => true,
            Self::Id | Self::Time | Self::Word => false,
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FactRow {
    pub(crate) fact: Fact,
    /// The member of a thread that says it.
    pub(crate) name: &'static str,
    pub(crate) need: Need,
    pub(crate) reading: Reading,
}

impl Fact {
    /// Every fact, in order.
    pub(crate) const TABLE: [FactRow; 8] = [
        row(Self::Id, "id", Need::Required, Reading::Id),
        row(Self::Mailbox, "mailbox", Need::Required, Reading::Mailbox),
        row(Self::Participants, "participants", Need::Required, Reading::Participants),
        row(Self::Records, "records", Need::Optional, Reading::Records),
        row(Self::Sharing, "sharing", Need::Optional, Reading::Word),
        row(Self::State, "state", Need::Optional, Reading::Word),
        row(Self::FirstMessageAt, "firstMessageAt", Need::Optional, Reading::Time),
        row(Self::LastMessageAt, "lastMessageAt", Need::Optional, Reading::Time),
    ];

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::TABLE.iter().find(|row| row.name == name).map(|row| row.fact)
    }

    pub(crate) const fn row(self) -> FactRow {
        let [id, mailbox, participants, records, sharing, state, first_message_at, last_message_at] = Self::TABLE;
        match self {
            Self::Id => id,
            Self::Mailbox => mailbox,
            Self::Participants => participants,
            Self::Records => records,
            Self::Sharing => sharing,
            Self::State => state,
            Self::FirstMessageAt => first_message_at,
            Self::LastMessageAt => last_message_at,
        }
    }
}

const fn row(fact: Fact, name: &'static str, need: Need, reading: Reading) -> FactRow {
    FactRow { fact, name, need, reading }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_has_its_row() {
        for row in Fact::TABLE {
            assert_eq!((row.fact.row().fact, Fact::named(row.name)), (row.fact, Some(row.fact)));
        }
    }
}
