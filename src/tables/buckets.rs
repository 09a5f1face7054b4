//! Sorting by counting, for items that fall into numbered buckets.

/// Places for items, so that those of a bucket stand together, in the order in which they come.
///
/// Three buckets and the items `c a c b`, which fall into 2 0 2 1:
///
/// ```text
/// next     0 1 2     where each bucket begins
/// take(2)  = 2       c
/// take(0)  = 0       a
/// take(2)  = 3       c
/// take(1)  = 1       b
/// ends     1 2 4     a | b | c c
/// ```
#[derive(Debug)]
pub(crate) struct Buckets {
    next: Vec<u32>,
}

impl Buckets {
    /// For these items, each told by its bucket; all of them take a place then.
    pub(crate) fn new(count: usize, items: impl Iterator<Item = u32>) -> Self {
        let mut next = vec![0_u32; count];
        for bucket in items {
            next.get_mut(index(bucket)).into_iter().for_each(|items| *items = items.saturating_add(1));
        }
        let mut start = 0_u32;
        for next in &mut next {
            let items = std::mem::replace(next, start);
            start = start.saturating_add(items);
        }
        Self { next }
    }

    /// The place of the next item of a bucket.
    pub(crate) fn take(&mut self, bucket: u32) -> usize {
        let Some(next) = self.next.get_mut(index(bucket)) else { return usize::MAX };
        let place = index(*next);
        *next = next.saturating_add(1);
        place
    }

    /// Where each bucket ends, when all items have taken their places.
    pub(crate) fn into_ends(self) -> Vec<u32> {
        self.next
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example() {
        let items = [2, 0, 2, 1];
        let mut buckets = Buckets::new(3, items.into_iter());
        assert_eq!(items.map(|bucket| buckets.take(bucket)), [2, 0, 3, 1]);
        assert_eq!(buckets.into_ends(), [1, 2, 4]);
    }

    #[test]
    fn empty_buckets() {
        let mut buckets = Buckets::new(4, [1, 3].into_iter());
        assert_eq!([3, 1, 4].map(|bucket| buckets.take(bucket)), [1, 0, usize::MAX]);
        assert_eq!(buckets.into_ends(), [0, 1, 1, 2]);
        assert!(Buckets::new(0, std::iter::empty()).into_ends().is_empty());
    }
}
