//! Addresses as mail headers and careless programs write them: around an address stands what belongs to a list, a name,
//! a comment or a quotation.

use super::dice::Dice;

/// Texts with an address in them that are none. `L` stands for its local part, `H` for its host.
pub const FORMS: [&str; 66] = [
    "L@H;",
    ";L@H",
    "L@H,",
    ",L@H",
    "L@H;jo@ours.test",
    "jo@ours.test;L@H",
    "L@H,jo@ours.test",
    "jo@ours.test, L@H",
    "jo@ours.test L@H",
    "jo@ours.test\nL@H",
    "\"L@H\"",
    "'L@H'",
    "`L@H`",
    "(L@H)",
    "<L@H>",
    "[L@H]",
    "{L@H}",
    "*L@H*",
    "<L@H",
    "L@H>",
    "L@H)",
    "Name <L@H>",
    "\"Name, Some\" <L@H>",
    "'Name' <L@H>",
    "=?utf-8?Q?N=C3=A4me?= <L@H>",
    "=?utf-8?Q?L@H?=",
    "L@H <jo@ours.test>",
    "jo@ours.test <L@H>",
    "<jo@ours.test> <L@H>",
    "L@H (Name)",
    "(Name) L@H",
    "L(name)@H",
    "L@(name)H",
    "\"L\"@H",
    "L\\@H",
    "L\\x@H",
    "L@H\\",
    "L @H",
    "L@ H",
    "L@H ",
    " L@H",
    "\tL@H",
    "L@H\r\n",
    "L@H\u{a0}",
    "L\u{3000}@H",
    "L@H\u{0}",
    "L@H\u{85}",
    "L@@H",
    "L@H@ours.test",
    "jo@ours.test@H",
    "@H",
    "L@",
    "@relay.test:L@H",
    "<@relay.test:L@H>",
    "mailto:L@H",
    "L@H?subject=x",
    "SMTP:L@H",
    "Group: L@H;",
    "undisclosed: L@H",
    "L@H:25",
    "L@H/inbox",
    "L@H..",
    "L at H",
    "H!L",
    "L\u{ff20}H",
    "L@H!",
];

/// A text that has this address in it, and is none.
pub fn spoilt(dice: &mut Dice, local: &str, host: &str) -> String {
    filled(dice.pick(&FORMS), local, host)
}

pub fn filled(form: &str, local: &str, host: &str) -> String {
    let part = |c: char| match c {
        'L' => local.to_owned(),
        'H' => host.to_owned(),
        other => other.to_string(),
    };
    form.chars().map(part).collect()
}
