//! What was malformed. An error is never a decision: where one is given, nothing was decided.

use crate::model::names::names;

names! {
    /// A stable word for what is wrong with a question.
    RequestErrorCode {
        DuplicateKey = "duplicate-key",
        InvalidField = "invalid-field",
        InvalidPointer = "invalid-pointer",
        InvalidTime = "invalid-time",
        JsonSyntax = "json-syntax",
        MissingField = "missing-field",
        NotAnArray = "not-an-array",
        NotAnObject = "not-an-object",
        NotASupportAgent = "not-a-support-agent",
        UnknownAction = "unknown-action",
        UnknownField = "unknown-field",
        UnknownMailbox = "unknown-mailbox",
        UnknownOperation = "unknown-operation",
        UnknownRecord = "unknown-record",
        UnknownThread = "unknown-thread",
        UnknownValue = "unknown-value",
        UnknownViewer = "unknown-viewer",
        WrongType = "wrong-type",
    }
}

impl RequestErrorCode {
    const fn message(self) -> &'static str {
        match self {
            Self::DuplicateKey => "this member, on the way of `at`, is there twice",
            Self::InvalidField => "this makes no sense here",
            Self::InvalidPointer => "this is no path, or not one for this place",
            Self::JsonSyntax => "the body is not JSON from byte `offset` on",
            Self::NotAnArray => "the body has no array where `at` says",
            Self::NotAnObject => "the body has no object where `at` says, and `one` is set",
            Self::MissingField => "a member that this question needs is missing",
            Self::NotASupportAgent => "only a support-agent can `operate`, and this viewer is none",
            Self::InvalidTime => "this is no RFC 3339 instant with an offset",
            Self::UnknownAction => "there is no action of this name",
            Self::UnknownField => "this question has no such member",
            Self::UnknownMailbox => "the snapshot has no mailbox with this id",
            Self::UnknownOperation => "there is no operation of this name",
            Self::UnknownRecord => "the snapshot has no record with this id",
            Self::UnknownThread => "the snapshot has no thread with this id",
            Self::UnknownValue => "this is none of the values that the member can have",
            Self::UnknownViewer => "the snapshot has no user with this id",
            Self::WrongType => {
                "a question is an object of strings; only `exposure` is true or false, and `examples` a number"
            }
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::DuplicateKey => "let the body have each member once",
            Self::InvalidField => {
                "leave it out: the member is of another fact, or of items that carry their facts (docs/specification.md \
                 section 9)"
            }
            Self::InvalidPointer => {
                "write it like `/data/*/items`: empty, or each step behind a slash (`*` is each element, `~1` a slash, `~0` \
                 a tilde, `~2` a star); no path of `at` or `around` may begin with another, and no item is kept whole"
            }
            Self::JsonSyntax => "pass on only what the server ends as valid JSON: UTF-8, nested at most 64 deep",
            Self::NotAnArray => {
                "let `at` point to the array of threads; it is `\"\"` where the body is the array, and `/*` steps into each \
                 element"
            }
            Self::NotAnObject => "let `at` point to the thread, or leave `one` out where it is an array of threads",
            Self::MissingField => "add the member that `path` names",
            Self::NotASupportAgent => {
                "ask `operate` for users of kind `support-agent` only; ask for members by the other actions"
            }
            Self::InvalidTime => "write it like `2026-11-21T09:30:00Z` or `2026-11-21T09:30:00.5+08:00`",
            Self::UnknownAction => {
                "use one of `view`, `reply`, `forward`, `send-from`, `configure`, `save-settings-unchanged`, \
                 `change-sharing`, `share-mailbox`, `assign-sharing`, `edit-excluded-domains`, `share-record-mail`, \
                 `unshare-record-mail`, `share-thread`, `unshare-thread`, `archive`, `delete`, `manage-grants`, `lock`, \
                 `unlock`, `back-up`, `back-up-latest`, `grant-support-access`, `edit-support-access`, \
                 `revoke-support-access`, `operate`"
            }
            Self::UnknownField => {
                "correct the name, or leave the member out; `record` does not go with surface `mailbox`"
            }
            Self::UnknownMailbox | Self::UnknownRecord | Self::UnknownThread | Self::UnknownViewer => {
                "ids are compared byte for byte; parse a newer snapshot if the row is new"
            }
            Self::UnknownOperation => {
                "use `view-record`, `create-record`, `edit-record`, `view-connector`, or one that \
                 `supportRestrictions()` lists"
            }
            Self::UnknownValue => {
                "`surface` is `mailbox` or `record`; leave it out for the better of both; `examples` is 0 to 100"
            }
            Self::WrongType => "pass what the message names; leave the member out where there is nothing to say",
        }
    }
}

/// A question that cannot be answered: it names something unknown, or is malformed. The caller's mistake.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {}", .code.message())]
pub struct RequestError {
    code: RequestErrorCode,
    path: String,
    offset: Option<usize>,
}

impl RequestError {
    pub(crate) fn new(code: RequestErrorCode, path: impl Into<String>) -> Self {
        Self { code, path: path.into(), offset: None }
    }

    /// This error, at a byte of the body.
    pub(crate) fn at_byte(self, offset: usize) -> Self {
        Self { offset: Some(offset), ..self }
    }

    /// The byte where a body stops being JSON; of `json-syntax` only.
    #[must_use]
    pub const fn offset(&self) -> Option<usize> {
        self.offset
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> RequestErrorCode {
        self.code
    }

    /// A JSON Pointer into the question.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong, for people.
    #[must_use]
    pub const fn message(&self) -> &'static str {
        self.code.message()
    }

    /// What to do about it.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        self.code.help()
    }

    /// This error, in the question of that number of a list.
    #[must_use]
    pub fn of_question(self, number: usize) -> Self {
        Self { path: format!("/{number}{}", self.path), ..self }
    }
}

/// A snapshot that was refused, with everything that is wrong with it. Whoever made the snapshot must mend it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the snapshot has {total} problem(s), the first at `{}`", self.first_path())]
pub struct InvalidSnapshot {
    /// In document order, the first thousand.
    pub problems: Vec<Problem>,
    /// How many there are in all.
    pub total: usize,
}

impl InvalidSnapshot {
    fn first_path(&self) -> &str {
        self.problems.first().map_or("", |first| first.path.as_str())
    }
}

/// Threads that were refused as a change to a policy: nothing was changed. Whoever made them must mend them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the threads have {} problem(s), the first at `{}`", .0.total, .0.first_path())]
pub struct InvalidThreads(pub InvalidSnapshot);

/// Records that were refused as a change to a policy: nothing was changed. Whoever made them must mend them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the records have {} problem(s), the first at `{}`", .0.total, .0.first_path())]
pub struct InvalidRecords(pub InvalidSnapshot);

names! {
    /// A stable word for what is wrong with a snapshot.
    ProblemCode {
        DuplicateGrantee = "duplicate-grantee",
        DuplicateId = "duplicate-id",
        DuplicateKey = "duplicate-key",
        EmptyAudience = "empty-audience",
        EmptyPeriod = "empty-period",
        InvalidAddress = "invalid-address",
        InvalidDomain = "invalid-domain",
        InvalidId = "invalid-id",
        InvalidTime = "invalid-time",
        JsonSyntax = "json-syntax",
        LimitExceeded = "limit-exceeded",
        MissingField = "missing-field",
        OwnerAsGrantee = "owner-as-grantee",
        RoleCycle = "role-cycle",
        SupportAccessOverlap = "support-access-overlap",
        SupportAccessTooShort = "support-access-too-short",
        SupportAgentMisused = "support-agent-misused",
        TooManyExcludedDomains = "too-many-excluded-domains",
        UnknownField = "unknown-field",
        UnknownReference = "unknown-reference",
        UnknownValue = "unknown-value",
        UnsupportedVersion = "unsupported-version",
        WrongType = "wrong-type",
    }
}

impl ProblemCode {
    /// What to do about it.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::DuplicateGrantee => "give each user or role one grant, with all its rights and one period (C-11)",
            Self::DuplicateId => "ids are unique per collection: rename or remove one of the rows",
            Self::DuplicateKey => "an object has each member once: remove the one that is wrong",
            Self::EmptyAudience => "name who the mailbox is shared with, or make it `private` (Z-11)",
            Self::EmptyPeriod => "let `until` be later than the `from` beside it, or leave one of them out",
            Self::InvalidAddress => {
                "write `local@domain` without a display name or quotes; what is no address but names the user in mail \
                 belongs into `aliases`, where no text is empty"
            }
            Self::InvalidDomain => {
                "write a host name, like `example.com`: labels of 1 to 63 letters, digits, `-` and `_`, 253 bytes at most"
            }
            Self::InvalidId => "an id has at least one character, and no U+FFFD (a sign of text that was damaged)",
            Self::InvalidTime => "write it like `2026-11-21T09:30:00Z` or `2026-11-21T09:30:00.5+08:00`",
            Self::JsonSyntax => "mend the JSON at the byte `offset`; it must be UTF-8 without a byte order mark",
            Self::LimitExceeded => {
                "keep to 64 levels of nesting, 2^24 rows in a collection, 256 bytes in an id or address, and 1,024 in an \
                 alias or a participant"
            }
            Self::MissingField => "add the member that `path` names",
            Self::OwnerAsGrantee => "remove the grant: the owner has every right already (C-11)",
            Self::RoleCycle => "a role cannot be below itself: correct or remove one `parent` on the cycle",
            Self::SupportAccessOverlap => "one agent at a time: end or revoke the earlier access first (S-11)",
            Self::SupportAccessTooShort => "let `expiresAt` be at least 24 hours after `activatedAt` (S-02)",
            Self::SupportAgentMisused => {
                "a support-agent holds no role or profile, owns nothing and is named nowhere but in `supportAccess.agent`; \
                 a member is never the agent there"
            }
            Self::TooManyExcludedDomains => {
                "a mailbox excludes at most 5 domains; use `organization.excludedDomains` (Z-09)"
            }
            Self::UnknownField => "correct the name, or remove the member: nothing is ignored here",
            Self::UnknownReference => "add the row that is meant, or correct the id; ids are compared byte for byte",
            Self::UnknownValue => "use one of the values that the message lists",
            Self::UnsupportedVersion => "this package reads snapshots of version 1",
            Self::WrongType => {
                "write a value of the type that the message names; leave out what is not there (`null` never fits)"
            }
        }
    }
}

/// One thing wrong with a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The stable code.
    pub code: ProblemCode,
    /// A JSON Pointer to the place.
    pub path: String,
    /// What is wrong, for people; it quotes neither mail nor addresses.
    pub message: String,
    /// The byte where the text stops being JSON; of `json-syntax` only.
    pub offset: Option<usize>,
}
