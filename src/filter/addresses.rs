//! Address lists as mail headers have them (RFC 5322), with `;` between addresses too (docs/specification.md section 9,
//! `form: "addresses"`).
//!
//! `"Seller, Ann" <ann@crm.example>; team: jo@acme.example (Jo), sam@acme.example;` names three participants. What
//! cannot be read stays whole, a participant that is no address: where a list excludes domains, it hides the mail.

mod piece;
mod tokens;

use crate::model::address::{DomainToAscii, address};
use piece::Piece;
use tokens::{Kind, Tokens};

/// Calls `found` for each participant of a list: an address, or the whole of what cannot be read.
pub(super) fn each(text: &str, to_ascii: DomainToAscii, found: &mut dyn FnMut(&str)) {
    let is_address = |text: &str| address(text, to_ascii).is_some();
    let mut piece = Piece::default();
    let mut is_in_group = false;
    for token in Tokens::of(text) {
        match token.kind {
            Kind::Comma | Kind::Semicolon => {
                piece.end(text, &is_address, found);
                is_in_group &= token.kind == Kind::Comma;
            }
            Kind::Colon if piece.is_name(text) => {
                if is_in_group {
                    piece.set_inner_group(token);
                } else {
                    piece.clear();
                }
                is_in_group = true;
            }
            Kind::Angle
            | Kind::At
            | Kind::Broken
            | Kind::Colon
            | Kind::Comment
            | Kind::Literal
            | Kind::Quoted
            | Kind::Space
            | Kind::Text => piece.add(token),
        }
    }
    piece.end(text, &is_address, found);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::address::domain_to_ascii;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        each(text, domain_to_ascii, &mut |participant| found.push(participant.to_owned()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn lists() {
        check("", &[]);
        check(" ; ,, ", &[]);
        check("jo@acme.example", &["jo@acme.example"]);
        check("Jo Buyer <jo@acme.example>; sam@acme.example; ", &["jo@acme.example", "sam@acme.example"]);
        check("\"Seller, Ann; <x>\" <ann@crm.example>, k@b.test", &["ann@crm.example", "k@b.test"]);
        check("(a (nested, one)) jo (b) @ (c) acme.example (d)", &["jo@acme.example"]);
        check("jo@[192.0.2.1], jo @ [IPv6:2001:db8::1]", &["jo@[192.0.2.1]", "jo@[IPv6:2001:db8::1]"]);
        check("kim@law.example <ann@crm.example>", &["ann@crm.example"]);
        check("O'Neil: Law <(hi) kim@law.example >", &["kim@law.example"]);
    }

    #[test]
    fn groups() {
        check("undisclosed-recipients:;", &[]);
        check("team: jo@a.test, Sam <sam@a.test>; kim@b.test", &["jo@a.test", "sam@a.test", "kim@b.test"]);
        check("\"a, b\" c (d): jo@a.test", &["jo@a.test"]);
        check("one: a@a.test, two: b@b.test; c@c.test", &["a@a.test", "two: b@b.test", "c@c.test"]);
        check("a@b.test: c@d.test", &["a@b.test: c@d.test"]);
        check(": a@b.test", &[": a@b.test"]);
    }

    #[test]
    fn what_cannot_be_read_stays_whole() {
        for text in [
            "'kim@law.example'x y",
            "\"kim@law.example\"",
            "(kim@law.example)",
            "<kim@law.example> <ann@crm.example>",
            "Kim <ann@crm.example> kim@law.example",
            "Kim (<x>) <kim@law.example>",
            "Kim > <kim@law.example>",
            "\"kim <kim@law.example>, ann@crm.example",
            "(kim@law.example, ann@crm.example",
            "<kim@law.example, ann@crm.example",
            "<\"kim@law.example>, ann@crm.example",
            "kim@law.example@crm.example",
            "kim@[law, ann@crm.example",
            "Ann </o=Org/cn=ann>",
            "kim law@law.example",
            "\\kim@law.example",
            "kim@law\u{a0}.example",
        ] {
            check(text, &[text]);
            check(&format!(" {text}\r\n"), &[text]);
        }
    }
}
