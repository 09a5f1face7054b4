//! The grammar, and no more.

use super::*;

fn check(text: &str, expected: Result<(), usize>) {
    let mut reader = Reader::new(text);
    let found = reader.skip(usize::MAX).and_then(|()| reader.end()).map_err(|error| error.offset);
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_grammar_and_no_more() {
    for good in ["0", "-0.5e+10", " [ ] ", "{}", r#"{"a":[1,{"b":null}],"c":true}"#, r#""\u00e4\ud83d\ude00\n""#] {
        check(good, Ok(()));
    }
    for (bad, offset) in [
        ("", 0),
        ("01", 1),
        ("1.", 2),
        (".5", 0),
        ("+1", 0),
        ("1e", 2),
        ("[1,]", 3),
        ("[,1]", 1),
        (r#"{"a":1,}"#, 7),
        (r#"{"a" 1}"#, 5),
        ("{a:1}", 1),
        ("nul", 3),
        ("tru e", 3),
        ("1 2", 2),
        ("\u{feff}1", 0),
        ("\"\u{1}\"", 1),
        (r#""\x""#, 2),
        (r#""\u12g4""#, 5),
        (r#""a\ud800""#, 2),
        (r#""\udc00""#, 1),
        (r#""\ud800\u0041""#, 1),
        (r#""abc"#, 4),
        ("[1", 2),
        ("NaN", 0),
    ] {
        check(bad, Err(offset));
    }
}

#[test]
fn depth_is_no_danger() {
    let depth = 200_000;
    check(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)), Ok(()));
    check(&r#"{"a":"#.repeat(depth), Err(5 * depth));
    check(&format!("{}1]{}", r#"[{"a":"#.repeat(99), "}]".repeat(98)), Err(6 * 99 + 1));
    check(&format!("{}1{}", r#"[{"a":"#.repeat(99), "}]".repeat(99)), Ok(()));
}

#[test]
fn depth_can_be_limited() {
    let nested = |depth: usize| format!(" {}{}", "[".repeat(depth), "]".repeat(depth));
    let skip = |depth, limit| Reader::new(&nested(depth)).skip(limit).map_err(|error| error.offset);
    assert_eq!((skip(64, 64), skip(65, 64), skip(1, 0)), (Ok(()), Err(65), Err(1)));
}

#[test]
fn the_first_mistake_is_named() {
    assert_eq!(utf8(b"[1,\xff]").map_err(|error| error.offset), Err(3));
    assert_eq!(utf8(b"[,\xff]").map_err(|error| error.offset), Err(1));
    assert_eq!(utf8(b"\"\xed\xa0\x80\"").map_err(|error| error.offset), Err(1));
}
