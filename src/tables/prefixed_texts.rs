//! Where the ids of threads stand, by number.

use super::bytes::equal;
use super::chunked_column::ChunkedColumn;

/// Texts in groups. Those of a full group leave out what they all begin with, and are mostly of one length: the ids of
/// threads count up, or begin with the time, so that little of each is left.
#[derive(Clone, Debug)]
pub(crate) struct PrefixedTexts {
    groups: ChunkedColumn<Group>,
    len: usize,
}

/// Texts in a group. Of at most [`TEXT_BYTES_MAX`] each, so that a place in a group takes two bytes.
const GROUP: usize = 128;
/// Bytes of an id (docs/specification.md section 2).
const TEXT_BYTES_MAX: usize = 256;

/// Some texts: what all begin with, then the rest of each.
#[derive(Clone, Debug, Default)]
struct Group {
    common: u16,
    text: String,
    places: Places,
}

/// Where the rest of each text stands.
#[derive(Clone, Debug)]
enum Places {
    /// Where each ends.
    Ends(Vec<u16>),
    /// All of a full group are so long.
    Length(u16),
}

impl Default for Places {
    fn default() -> Self {
        Self::Ends(Vec::new())
    }
}

impl Default for PrefixedTexts {
    fn default() -> Self {
        Self { groups: ChunkedColumn::new(), len: 0 }
    }
}

impl PrefixedTexts {
    /// A text in two parts, empty ones for a number never given.
    pub(crate) fn get(&self, number: u32) -> (&str, &str) {
        let index = usize::try_from(number).unwrap_or(usize::MAX);
        self.groups.get(index / GROUP).and_then(|group| group.get(index % GROUP)).unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn push(&mut self, text: &str) {
        if self.len.is_multiple_of(GROUP) {
            self.groups.push(Group::default());
        }
        if let Some(group) = self.groups.get_mut(self.len / GROUP) {
            group.push(text);
            self.len = self.len.saturating_add(1);
        }
    }

    /// Whether the text of a number is this one.
    pub(crate) fn is(&self, number: u32, text: &[u8]) -> bool {
        let (common, rest) = self.get(number);
        let (start, end) = text.split_at_checked(common.len()).unwrap_or_default();
        common.len().saturating_add(rest.len()) == text.len()
            && equal(rest.as_bytes(), end)
            && equal(common.as_bytes(), start)
    }

    /// Gives the text of a number to someone.
    pub(crate) fn with<R>(&self, number: u32, look: impl FnOnce(&[u8]) -> R) -> R {
        let (common, rest) = self.get(number);
        let mut whole = [0; TEXT_BYTES_MAX];
        let length = common.len().saturating_add(rest.len());
        if let Some((start, end)) = whole.get_mut(..length).and_then(|text| text.split_at_mut_checked(common.len())) {
            start.copy_from_slice(common.as_bytes());
            end.copy_from_slice(rest.as_bytes());
        }
        look(whole.get(..length).unwrap_or_default())
    }
}

impl Group {
    fn get(&self, index: usize) -> Option<(&str, &str)> {
        let common = usize::from(self.common);
        let (start, end) = match &self.places {
            Places::Ends(ends) => {
                let start = index.checked_sub(1).and_then(|before| ends.get(before));
                (start.map_or(common, |start| usize::from(*start)), usize::from(*ends.get(index)?))
            }
            Places::Length(length) => {
                let start = common.saturating_add(usize::from(*length).saturating_mul(index));
                (start, start.saturating_add(usize::from(*length)))
            }
        };
        Some((self.text.get(..common)?, self.text.get(start..end)?))
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        let Places::Ends(ends) = &mut self.places else { return };
        ends.push(u16::try_from(self.text.len()).unwrap_or(u16::MAX));
        if ends.len() == GROUP {
            *self = self.without_common();
        }
    }

    /// These texts, with what all begin with kept once.
    fn without_common(&self) -> Self {
        let texts = || (0..GROUP).filter_map(|index| self.get(index)).map(|(_, text)| text);
        let first = texts().next().unwrap_or_default();
        let alike = |text: &str| first.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
        let common = first.get(..first.floor_char_boundary(texts().map(alike).min().unwrap_or(0))).unwrap_or_default();
        let mut rests = common.to_owned();
        let mut ends = Vec::with_capacity(GROUP);
        for text in texts() {
            rests.push_str(text.get(common.len()..).unwrap_or_default());
            ends.push(u16::try_from(rests.len()).unwrap_or(u16::MAX));
        }
        rests.shrink_to_fit();
        let length = first.len().saturating_sub(common.len());
        let places = match u16::try_from(length) {
            Ok(short) if texts().all(|text| text.len() == first.len()) => Places::Length(short),
            _ => Places::Ends(ends),
        };
        Self { common: u16::try_from(common.len()).unwrap_or(0), text: rests, places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text_of: impl Fn(u32) -> String) {
        let mut grouped = PrefixedTexts::default();
        let count = 300;
        (0..count).for_each(|number| grouped.push(&text_of(number)));
        for number in 0..count {
            let text = text_of(number);
            let (common, rest) = grouped.get(number);
            assert_eq!([common, rest].concat(), text);
            assert!(grouped.is(number, text.as_bytes()) && !grouped.is(number, text_of(number + 1).as_bytes()));
            assert!(!grouped.is(number, b"") && !grouped.is(number, common.as_bytes()) || common == text);
            grouped.with(number, |whole| assert_eq!(whole, text.as_bytes()));
        }
        assert_eq!((grouped.get(count), grouped.len()), (("", ""), 300));
    }

    #[test]
    fn what_goes_in_comes_out() {
        check(|number| format!("thread-{number:08}"));
        check(|number| format!("{number}"));
        check(|number| format!("{}-thread", 1_000 + number));
        // ä and å begin with the same byte.
        check(|number| format!("{}{number}", if number % 2 == 0 { "thrä" } else { "thrå" }));
        check(|number| format!("{}{number:04}", "ü".repeat(126)));
    }

    #[test]
    fn what_all_begin_with_is_kept_once() {
        let mut grouped = PrefixedTexts::default();
        (0..128).for_each(|number| grouped.push(&format!("thread-{number:08}")));
        assert_eq!(grouped.get(5), ("thread-00000", "005"));
    }
}
