//! The interfaces of section 2 as tables.

/// What a value has to be.
#[derive(Debug)]
pub enum Shape {
    /// `version`
    One,
    Flag,
    Text,
    Time,
    Domain,
    Address,
    Alias,
    Participant,
    /// The id of a row of this collection.
    Id(&'static str),
    /// Names a row of this collection.
    Row(&'static str),
    /// Names a user of this kind.
    User(&'static str),
    Word(&'static [&'static str]),
    List(&'static Self),
    Object(&'static [Field]),
    /// Some of its members depend on the text of one of them, others are always the same.
    Choice(&'static str, &'static [(&'static str, &'static [Field])], &'static [Field]),
}

/// A member: its name, whether it has to be there, and what it has to be.
pub type Field = (&'static str, bool, Shape);

use Shape::{Address, Alias, Choice, Domain, Flag, Id, List, Object, One, Participant, Row, Text, Time, User, Word};

pub static SNAPSHOT: Shape = Object(&[
    ("version", true, One),
    ("organization", true, Object(ORGANIZATION)),
    ("roles", true, List(&Object(ROLE))),
    ("users", true, List(&Object(USER))),
    ("records", true, List(&RECORD)),
    ("mailboxes", true, List(&Object(MAILBOX))),
    ("threads", true, List(&THREAD)),
    ("supportAccess", false, List(&Object(SUPPORT_ACCESS))),
]);

const ORGANIZATION: &[Field] =
    &[("domains", false, List(&Domain)), ("excludedDomains", false, List(&Domain)), ("subaddressing", false, Flag)];

const ROLE: &[Field] = &[("id", true, Id("roles")), ("name", false, Text), ("parent", false, Row("roles"))];

const USER: &[Field] = &[
    ("id", true, Id("users")),
    ("name", false, Text),
    ("kind", false, Word(&["member", "support-agent"])),
    ("status", true, Word(&["active", "unconfirmed", "deactivated"])),
    ("profile", false, Word(&["standard", "administrator"])),
    ("roles", false, List(&Row("roles"))),
    ("addresses", false, List(&Address)),
    ("aliases", false, List(&Alias)),
    ("systemOperations", false, List(&Word(&["connect-shared-mailbox", "synchronize-shared-mailbox"]))),
    ("reactivatedAt", false, Time),
];

pub static RECORD: Shape = Object(&[
    ("id", true, Id("records")),
    ("type", true, Word(&["lead", "contact", "organization", "deal", "other"])),
    ("name", false, Text),
    ("owner", false, User("member")),
    ("access", true, List(&MEMBER)),
]);

const KIND: Field = ("kind", true, Word(&["everyone", "user", "role"]));
const A_USER: Field = ("id", true, User("member"));
const A_ROLE: Field = ("id", true, Row("roles"));
const DESCENDANTS: Field = ("descendants", false, Flag);
const LEVEL: Field = ("level", false, Word(&["metadata", "subject", "full"]));
const FROM: Field = ("from", false, Time);
const UNTIL: Field = ("until", false, Time);

const MEMBERS: &[(&str, &[Field])] =
    &[("everyone", &[KIND]), ("user", &[KIND, A_USER]), ("role", &[KIND, A_ROLE, DESCENDANTS])];

static MEMBER: Shape = Choice("kind", MEMBERS, &[]);

static AUDIENCE_MEMBER: Shape = Choice("kind", MEMBERS, &[LEVEL, FROM, UNTIL]);

const GRANTEE: Field = ("kind", true, Word(&["user", "role"]));
const RIGHTS: Field = ("rights", true, List(&Word(&["read", "send", "configure"])));

static GRANT: Shape =
    Choice("kind", &[("user", &[GRANTEE, A_USER]), ("role", &[GRANTEE, A_ROLE, DESCENDANTS])], &[RIGHTS, FROM, UNTIL]);

const MAILBOX: &[Field] = &[
    ("id", true, Id("mailboxes")),
    ("address", true, Address),
    ("owner", true, User("member")),
    ("control", false, Word(&["owner", "administrator"])),
    ("sharing", false, SHARING),
    ("lock", false, Object(&[("by", true, User("member")), ("at", true, Time)])),
    ("settingsSavedAt", false, Time),
    ("backups", false, List(&Object(BACKUP))),
];

const BACKUP: &[Field] = &[("takenAt", true, Time), ("status", true, Word(&["in-progress", "completed"]))];

const MODE: Field = ("mode", true, Word(&["private", "record-level", "complete", "per-thread", "shared-mailbox"]));
const AUDIENCE: Field = ("audience", true, List(&AUDIENCE_MEMBER));

const SHARING: Shape = Choice(
    "mode",
    &[
        ("private", &[MODE]),
        ("record-level", &[MODE, AUDIENCE, ("sharedRecords", true, List(&Row("records")))]),
        ("complete", &[MODE, AUDIENCE, ("excludedDomains", false, List(&Domain))]),
        (
            "per-thread",
            &[
                MODE,
                ("default", true, Word(&["private", "shared"])),
                ("defaultSince", false, Time),
                ("linkedAccess", false, Word(&["all", "any"])),
            ],
        ),
        ("shared-mailbox", &[MODE, ("grants", true, List(&GRANT))]),
    ],
    &[],
);

pub static THREAD: Shape = Object(&[
    ("id", true, Id("threads")),
    ("mailbox", true, Row("mailboxes")),
    ("participants", true, List(&Participant)),
    ("records", false, List(&Row("records"))),
    ("sharing", false, Word(&["shared", "private"])),
    ("state", false, Word(&["active", "archived", "deleted"])),
    ("firstMessageAt", false, Time),
    ("lastMessageAt", false, Time),
    ("subject", false, Text),
]);

const SUPPORT_ACCESS: &[Field] = &[
    ("agent", true, User("support-agent")),
    ("grantedBy", true, User("member")),
    ("activatedAt", true, Time),
    ("expiresAt", true, Time),
    ("revokedAt", false, Time),
];
