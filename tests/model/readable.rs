//! Whatever text a mail header can hold: where a person reads an excluded domain in it, others do not see the thread
//!
//!
//! What a person reads as the host is what stands behind an `@`, up to a sign that no host has. Letters beyond ASCII
//! belong to the host, and so do all signs beyond ASCII: the URL Standard takes them for letters of another one.

use serde_json::{Value, json};

use super::dice::Dice;

/// Domains that are excluded, in the spelling that reasons name.
pub const EXCLUDED: [&str; 2] = ["law.example", "xn--bcher-kva.example"];

/// Those domains as people write them.
const WRITTEN: [&str; 5] = ["law.example", "law.example", "b\u{fc}cher.example", "bu\u{308}cher.example", EXCLUDED[1]];

const LOCALS: [&str; 12] = [
    "kim",
    "KIM",
    "kim+jo",
    "o'kim",
    "k\u{ed}m",
    "",
    "\"kim\"",
    "kim law",
    "kim(law)",
    "k\\im",
    "=?utf-8?Q?kim",
    "'kim",
];

/// What stands before an address.
const BEFORE: [&str; 20] = [
    "",
    "",
    "<",
    "(",
    "[",
    "\"",
    "'",
    "Kim ",
    "Kim <",
    "\"Law, Kim\" <",
    "jo@acme.example;",
    "jo@acme.example, ",
    "jo@acme.example <",
    "<jo@acme.example> ",
    "@relay.example:",
    "mailto:",
    "Lawyers: ",
    "(Kim) ",
    " \t",
    "\u{200b}",
];

/// What stands behind it: nothing, or a sign that no host has, and anything then.
const BEHIND: [&str; 56] = [
    "",
    "",
    "",
    "",
    ".",
    "..",
    ";",
    ",",
    ">",
    ")",
    "]",
    "}",
    "\"",
    "'",
    "`",
    " ",
    "\t",
    "\r\n",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{3000}",
    "\u{ff1b}",
    "\u{ff0c}",
    "\u{ff1e}",
    "\u{ff09}",
    "\u{200e}",
    "\u{2026}",
    "?=",
    "?subject=jo@acme.example",
    "/inbox",
    "\\",
    "|",
    "&",
    "=",
    "+",
    "*",
    "#",
    "%20",
    "%",
    "^",
    "~",
    "$",
    "!",
    "!jo",
    ":25",
    "@",
    "@acme.example",
    ";jo@acme.example",
    ", jo@acme.example",
    " (Kim)",
    "> (Kim)",
    "<jo@acme.example>",
    "\";",
];

/// A text with one of the excluded domains in it as the host of an address, in any spelling.
pub fn text_with_excluded(dice: &mut Dice) -> String {
    let domain = dice.pick(&WRITTEN);
    let below = dice.pick(&["", "", "mail.", "a.b-c."]);
    let host = spelt(dice, &format!("{below}{domain}"));
    let (before, local, behind) = (dice.pick(&BEFORE), dice.pick(&LOCALS), dice.pick(&BEHIND));
    format!("{before}{local}@{host}{behind}")
}

/// A text with one of the excluded domains before the `@` of another host, as gateways, lists and directories write it.
pub fn text_with_excluded_before_the_at(dice: &mut Dice) -> String {
    const BEFORE: [&str; 14] = [
        "",
        "kim=",
        "kim%",
        "kim%40",
        "=40",
        "kim_",
        "kim-",
        "a_b-",
        "kim\u{ff20}",
        "\u{1f600}",
        "kim+x=",
        "jo!",
        "mail.",
        "'",
    ];
    const BEHIND: [&str; 12] = ["", "", ".", "_", "-", "#EXT#", "!kim", "_kim", "-kim", "+x", "\u{3002}", "=?x?="];
    let domain = dice.pick(&WRITTEN);
    let host = spelt(dice, domain);
    format!("{}{host}{}@relay.test", dice.pick(&BEFORE), dice.pick(&BEHIND))
}

/// Other characters for the same host: upper case, full width, styled letters, and some that are not seen at all.
fn spelt(dice: &mut Dice, host: &str) -> String {
    let is_plain = dice.chance(50);
    host.chars().map(|c| if is_plain { c.to_string() } else { one_spelt(dice, c) }).collect()
}

fn one_spelt(dice: &mut Dice, c: char) -> String {
    let moved = |first: u32, from: char| char::from_u32(first + u32::from(c) - u32::from(from)).unwrap().to_string();
    match (dice.below(12), c) {
        (0..3, _) => c.to_uppercase().to_string(),
        (3, 'a'..='z') => moved(0xff41, 'a'),
        (4, 'a'..='z') => moved(0xff21, 'a'),
        (5, 'a'..='z') => moved(0x1d41a, 'a'),
        (6, 'a'..='z') => moved(0x24d0, 'a'),
        (7, _) => format!("{c}\u{ad}"),
        (8, _) => format!("\u{200b}{c}"),
        (9, _) => format!("{c}\u{fe0f}"),
        (3..7, '.') => dice.pick(&["\u{3002}", "\u{ff0e}", "\u{ff61}"]).to_owned(),
        _ => c.to_string(),
    }
}

/// Any text of pieces that headers are made of, in ASCII.
pub fn any_text(dice: &mut Dice) -> String {
    const PIECES: [&str; 32] = [
        "@",
        "@",
        "@law.example",
        "kim@law.example",
        "law.example",
        "LAW.Example",
        "mail.law.example",
        ".",
        "kim",
        "kim",
        "jo@acme.example",
        "acme.example",
        "xn--bcher-kva.example",
        "-",
        "_",
        ";",
        ",",
        ":",
        "<",
        ">",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "'",
        "\\",
        " ",
        "\r\n",
        "=?utf-8?Q?",
        "?=",
        "+",
    ];
    (0..1 + dice.below(7)).map(|_| dice.pick(&PIECES)).collect()
}

/// Does a person read an excluded domain as a host in this ASCII text?
///
/// Hosts in brackets are left to address literals, "which no domain entry matches".
pub fn reads_excluded(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.split('@').skip(1).any(|behind| {
        let is_of_host = |c: &char| c.is_ascii_alphanumeric() || "._-".contains(*c);
        let host: String = behind.chars().take_while(is_of_host).collect();
        let host = format!(".{}", host.trim_end_matches('.'));
        EXCLUDED.iter().any(|domain| host.ends_with(&format!(".{domain}")))
    })
}

/// A mailbox in every mode and list by which domains can be excluded, with a thread for each of these participants
/// beside its owner, all linked to a record of everyone's.
pub fn snapshots(participants: &[String]) -> Vec<Value> {
    let everyone = json!([{ "kind": "everyone" }]);
    let organization = json!({ "excludedDomains": EXCLUDED });
    let sharings = [
        (&organization, json!({ "mode": "record-level", "audience": everyone, "sharedRecords": ["contact"] })),
        (&organization, json!({ "mode": "complete", "audience": everyone })),
        (&organization, json!({ "mode": "per-thread", "default": "shared" })),
        (&json!({}), json!({ "mode": "complete", "audience": everyone, "excludedDomains": EXCLUDED })),
    ];
    let thread = |(row, participant): (usize, &String)| json!({ "id": format!("t{row}"), "mailbox": "box", "participants": ["ann@crm.example", participant], "records": ["contact"] });
    let threads: Vec<Value> = participants.iter().enumerate().map(thread).collect();
    let snapshot = |(organization, sharing): (&Value, Value)| {
        json!({
            "version": 1,
            "organization": organization,
            "roles": [],
            "users": [{ "id": "ann", "status": "active" }, { "id": "bob", "status": "active" }],
            "records": [{ "id": "contact", "type": "contact", "access": everyone }],
            "mailboxes": [{ "id": "box", "address": "ann@crm.example", "owner": "ann", "sharing": sharing }],
            "threads": threads,
        })
    };
    sharings.into_iter().map(snapshot).collect()
}
