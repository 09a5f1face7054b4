//! The answer (docs/specification.md section 7).

use crate::model::reason::Reason;

/// How much of a thread is seen. Ordered: more is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing, not even that it exists.
    None,
    /// Participants and times.
    Metadata,
    /// Metadata and the subject.
    Subject,
    /// Everything.
    Full,
}

impl Level {
    /// Every level, from the lowest.
    pub const ALL: [Self; 4] = [Self::None, Self::Metadata, Self::Subject, Self::Full];

    /// As it is written in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Metadata => "metadata",
            Self::Subject => "subject",
            Self::Full => "full",
        }
    }

    /// As it stands in the `levels` of a list: 0 none, 1 metadata, 2 subject, 3 full.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Metadata => 1,
            Self::Subject => 2,
            Self::Full => 3,
        }
    }
}

/// Whether it is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is allowed.
    Allowed,
    /// It is denied.
    Denied,
}

impl Outcome {
    /// As it is written in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Denied => "denied",
        }
    }
}

/// What the caller must do when it acts on a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obligation<'p> {
    /// Write it to the audit log (S-09).
    Audit,
    /// Make this user the owner of the record that is created (S-08).
    SetRecordOwner {
        /// The user's id.
        owner: &'p str,
    },
}

/// An answer with its reasons. It borrows the ids from the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<'p> {
    /// Whether it is allowed.
    pub outcome: Outcome,
    /// How much is seen; only of `view`.
    pub level: Option<Level>,
    /// Why, in the order of docs/specification.md's tables. For owners, administrators and logs.
    pub reasons: Vec<Reason<'p>>,
    /// What the caller must do.
    pub obligations: Vec<Obligation<'p>>,
}

impl<'p> Decision<'p> {
    /// What any viewer may be shown: everything but the reasons, which tell that a thread, a link or a rule exists.
    #[must_use]
    pub fn redact(self) -> Self {
        Self { reasons: Vec::new(), ..self }
    }
}
