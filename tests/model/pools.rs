//! The few values that random snapshots and questions are made of: few, so that they meet each other often.

/// Instants in order, around the noon that most questions are asked at; each in several spellings of the same moment.
pub const INSTANTS: [&[&str]; 15] = [
    &["2026-05-28T12:00:00Z", "2026-05-28T20:00:00+08:00"],
    &["2026-05-30T12:00:00Z", "2026-05-30T11:59:00-00:01"],
    &["2026-05-31T12:00:00Z", "2026-05-31T12:00:00.000000000+00:00"],
    &["2026-05-31T12:00:00.000000001Z"],
    &["2026-06-01T11:00:00Z", "2026-06-01T11:00:00.0-00:00"],
    &["2026-06-01T11:59:59.999999999Z", "2026-06-01T19:59:59.999999999+08:00"],
    NOON,
    &["2026-06-01T12:00:00.000000001Z", "2026-06-01T00:00:00.000000001-12:00"],
    &["2026-06-01T12:00:00.5Z", "2026-06-01T12:00:00.50Z"],
    &["2026-06-01T13:00:00Z", "2026-06-01T13:00:00+00:00"],
    &["2026-06-02T11:59:59.999999999Z", "2026-06-02T12:59:59.999999999+01:00"],
    &["2026-06-02T12:00:00Z", "2026-06-03T11:59:00+23:59", "2026-06-02T12:00:00.000Z"],
    &["2026-06-02T12:00:00.000000001Z"],
    &["2026-06-03T12:00:00Z", "2026-06-03T09:30:00-02:30"],
    &["2026-06-05T12:00:00Z", "2026-06-05T12:00:00.0000+00:00"],
];

pub const NOON: &[&str] = &[
    "2026-06-01T12:00:00Z",
    "2026-06-01T20:00:00+08:00",
    "2026-06-01T12:00:00.000Z",
    "2026-06-01T06:30:00.000000000-05:30",
    "2026-06-01T12:00:00-00:00",
];

/// Questions asked long before and long after everything.
pub const FAR_TIMES: [&str; 4] = [
    "2024-02-29T23:59:59.123456789Z",
    "2031-12-31T23:59:59-23:59",
    "0000-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59.999999999Z",
];

pub const BAD_TIMES: [&str; 22] = [
    "",
    "now",
    "2026-06-01",
    "2026-06-01T12:00:00",
    "2026-06-01 12:00:00Z",
    "2026-06-01t12:00:00Z",
    "2026-06-01T12:00:00z",
    "2026-06-01T12:00Z",
    "2026-06-01T12:00:60Z",
    "2026-06-01T24:00:00Z",
    "2026-06-01T12:60:00Z",
    "2026-06-31T12:00:00Z",
    "2026-13-01T12:00:00Z",
    "2026-00-01T12:00:00Z",
    "2100-02-29T12:00:00Z",
    "2026-06-01T12:00:00.Z",
    "2026-06-01T12:00:00,5Z",
    "2026-06-01T12:00:00.0000000001Z",
    "2026-06-01T12:00:00+24:00",
    "2026-06-01T12:00:00+08:60",
    "2026-06-01T12:00:00+0800",
    "+2026-06-01T12:00:00Z",
];

pub const LOCALS: [&str; 6] = ["ann", "ANN", "bob", "ann+crm", "bob+", "ann's"];

/// Domains that all normalise: several spellings of few names, subdomains, one that only looks like a subdomain, and
/// single labels.
pub const DOMAINS: [&str; 17] = [
    "ours.test",
    "theirs.test",
    "OURS.Test",
    "ours.test.",
    "mail.ours.test",
    "a.b.theirs.test",
    "nottheirs.test",
    "theirs.test.example",
    "bücher.test",
    "BÜCHER.test",
    "XN--bcher-kva.test",
    "x.bücher。test",
    "faß.test",
    "under_score.test",
    "localhost",
    "LocalHost.",
    "test",
];

/// What may stand behind the `@` in the place of a domain.
pub const LITERALS: [&str; 4] = ["[192.0.2.1]", "[192.0.2.2]", "[IPv6:2001:DB8::1]", "[ipv6:2001:db8::1]"];

/// Own names that are no addresses, or are addresses spelt in one way, and what is almost one of them.
pub const ALIASES: [&str; 9] = [
    "/o=Ours/cn=Recipients/cn=ann",
    "/O=OURS/CN=RECIPIENTS/CN=ANN",
    "/o=Ours/cn=Recipients/cn=ann ",
    "/o=Ours/cn=Ähn",
    "/o=Ours/cn=ähn",
    "Ann <ann@theirs.test>",
    "ann@theirs.test",
    "bob@localhost",
    " ",
];

/// Participants that are no addresses.
pub const UNREADABLE: [&str; 24] = [
    "",
    "@",
    "ann",
    "@theirs.test",
    "ann@",
    "ann@.",
    "ann@theirs..test",
    "ann@theirs.test..",
    "ann@.theirs.test",
    "ann@xn--a.test",
    "ann@the irs.test",
    "ann@thei%72s.test",
    "ann@theirs_test/",
    "ann@theirs.test\u{ff1b}",
    "ann@[]",
    "ann@[192.0.2.1].",
    "ann@[192.0.2.1",
    "ann@localhost@theirs.test",
    "ann@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.theirs.test",
    "ann\u{a0}bob@theirs.test",
    "ann\u{7}@theirs.test",
    "ann\u{85}@theirs.test",
    "undisclosed-recipients:;",
    "ann\u{ff20}theirs.test",
];

/// The ids of every collection alike, so that an id of the wrong collection is often one of the right collection too.
pub const IDS: [&str; 9] = ["a", "A", "b", "é", "x/y~z", "e\u{301}", " c ", "\u{0}", "😀"];
