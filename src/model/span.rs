//! The time in which a member of an audience or a grant is live.

use super::instant::Instant;

/// From one moment on, and until a later one, as far as these are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: Option<Instant>,
    pub(crate) until: Option<Instant>,
}

impl Span {
    pub(crate) fn is_live(self, now: Instant) -> bool {
        self.from.is_none_or(|from| from <= now) && !self.is_over(now)
    }

    pub(crate) fn is_over(self, now: Instant) -> bool {
        self.until.is_some_and(|until| until <= now)
    }

    /// Of spans none of which is live: when the last one ended, or else when the first one will begin.
    pub(crate) fn nearest(spans: impl Iterator<Item = Self>, now: Instant) -> Self {
        let (mut from, mut until) = (None, None);
        for span in spans {
            until = until.max(span.until.filter(|_| span.is_over(now)));
            from = span.from.filter(|begin| now < *begin && from.is_none_or(|first| *begin < first)).or(from);
        }
        Self { from: from.filter(|_| until.is_none()), until }
    }

    /// The moments at which it begins or ends to be live.
    pub(crate) fn borders(self) -> impl Iterator<Item = Instant> {
        [self.from, self.until].into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Option<Instant> {
        Instant::from_milliseconds(second.saturating_mul(1_000))
    }

    fn span(from: Option<i64>, until: Option<i64>) -> Span {
        Span { from: from.and_then(at), until: until.and_then(at) }
    }

    #[test]
    fn live_from_its_beginning_and_until_its_end() {
        for (from, until, live) in [
            (None, None, [true, true, true]),
            (Some(5), None, [false, true, true]),
            (None, Some(6), [true, true, false]),
            (Some(5), Some(6), [false, true, false]),
        ] {
            let found = [4, 5, 6].map(|second| span(from, until).is_live(at(second).expect("it is a time")));
            assert_eq!(found, live, "from {from:?} until {until:?}");
        }
    }

    #[test]
    fn the_last_end_or_else_the_first_beginning() {
        let ended = span(Some(1), Some(2));
        let to_come = span(Some(7), Some(8));
        for (spans, nearest) in [
            (vec![], span(None, None)),
            (vec![ended, span(None, Some(3)), to_come], span(None, Some(3))),
            (vec![to_come, span(Some(6), None), span(Some(9), None)], span(Some(6), None)),
            (vec![to_come, ended], span(None, Some(2))),
            (vec![span(None, Some(5))], span(None, Some(5))),
        ] {
            assert_eq!(Span::nearest(spans.iter().copied(), at(5).expect("it is a time")), nearest, "{spans:?}");
        }
    }
}
