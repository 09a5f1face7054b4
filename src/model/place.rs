//! Where mail is about to appear.

/// A surface, and perhaps the page of one record. `Record` is what names a record: an id, or a row number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<Record> {
    /// No surface named: the better of both.
    Anywhere,
    /// The mail tab, the communication panel.
    Mailbox,
    /// A record's page: of any record, or of this one.
    Record(Option<Record>),
}

/// Where mail appears, whatever the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// The mail tab, the communication panel.
    Mailbox,
    /// The pages of records.
    Record,
}

impl Surface {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "mailbox" => Some(Self::Mailbox),
            "record" => Some(Self::Record),
            _ => None,
        }
    }
}

impl<Record> Place<Record> {
    /// The place with its record named in another way.
    pub(crate) fn try_map<Other, Error>(
        self,
        name: impl FnOnce(Record) -> Result<Other, Error>,
    ) -> Result<Place<Other>, Error> {
        Ok(match self {
            Self::Anywhere => Place::Anywhere,
            Self::Mailbox => Place::Mailbox,
            Self::Record(record) => Place::Record(record.map(name).transpose()?),
        })
    }
}
