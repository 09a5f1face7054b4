//! Paths: JSON Pointers (RFC 6901) in which a step `*` means each element of an array.
//!
//! `/a/*/b~1c/~2` has the steps member `a`, each element, member `b/c`, member `*`.

use crate::json::pointer::push_token;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Each element of an array.
    Each,
    /// The member of an object that has this name.
    Member(String),
}

/// From a value to values inside it. Without steps it is the value itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

impl Path {
    /// The path of one member.
    pub(super) fn of_member(name: &str) -> Self {
        Self(vec![Step::Member(name.to_owned())])
    }

    /// Empty, or steps each behind a slash; `None` for a text that is no path.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        text.strip_prefix('/')?.split('/').map(step).collect::<Option<_>>().map(Self)
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.0
    }

    pub(super) fn begins_with(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// Whether one of them leads to the other, or beyond.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.begins_with(other) || other.begins_with(self)
    }

    /// The first steps, and the others.
    pub(super) fn split_behind(&self, steps: usize) -> (Self, Self) {
        let (first, others) = self.0.split_at_checked(steps).unwrap_or((&self.0, &[]));
        (Self(first.to_vec()), Self(others.to_vec()))
    }

    /// The path as it is written.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for step in &self.0 {
            match step {
                Step::Each => text.push_str("/*"),
                Step::Member(name) if name == "*" => text.push_str("/~2"),
                Step::Member(name) => push_token(&mut text, name),
            }
        }
        text
    }
}

/// `~0` is `~`, `~1` is `/`, `~2` is `*`, and no other `~` may stand.
fn step(token: &str) -> Option<Step> {
    if token == "*" {
        return Some(Step::Each);
    }
    let mut name = String::new();
    let mut letters = token.chars();
    while let Some(letter) = letters.next() {
        name.push(match letter {
            '~' => match letters.next()? {
                '0' => '~',
                '1' => '/',
                '2' => '*',
                _ => return None,
            },
            _ => letter,
        });
    }
    Some(Step::Member(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let member = |name: &str| Step::Member(name.to_owned());
        for (text, steps) in [
            ("", vec![]),
            ("/", vec![member("")]),
            ("/a/*/b~1c/~2", vec![member("a"), Step::Each, member("b/c"), member("*")]),
            ("/~01/**", vec![member("~1"), member("**")]),
        ] {
            let path = Path::parse(text).unwrap();
            assert_eq!((path.steps(), path.text().as_str()), (&steps[..], text));
        }
        for text in ["a", "/~", "/~3", "/a~", "*"] {
            assert_eq!(Path::parse(text), None, "{text}");
        }
    }

    #[test]
    fn overlapping_paths() {
        let path = |text| Path::parse(text).unwrap();
        for (one, other, expected) in
            [("", "/a", true), ("/a", "/a/b", true), ("/a", "/ab", false), ("/*", "/~2", false), ("/a/*", "/a", true)]
        {
            assert_eq!(path(one).overlaps(&path(other)), expected, "{one} {other}");
            assert_eq!(path(other).overlaps(&path(one)), expected, "{other} {one}");
        }
    }
}
