//! One value for each row of a collection that may grow to millions.

/// Rows in a chunk.
const CHUNK: usize = 1 << 14;

/// Values by row. They stand in chunks that are never moved: a list that doubles would for a moment take three times
/// its room, and a module cannot give memory back.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChunkedColumn<T> {
    chunks: Vec<Vec<T>>,
}

impl<T> ChunkedColumn<T> {
    pub(crate) const fn new() -> Self {
        Self { chunks: Vec::new() }
    }

    pub(crate) fn push(&mut self, value: T) {
        match self.chunks.last_mut().filter(|chunk| chunk.len() < CHUNK) {
            Some(chunk) => chunk.push(value),
            None => self.chunks.push(vec![value]),
        }
    }

    pub(crate) fn len(&self) -> usize {
        let full = self.chunks.len().saturating_sub(1).saturating_mul(CHUNK);
        self.chunks.last().map_or(0, |last| full.saturating_add(last.len()))
    }

    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<&T> {
        self.chunks.get(row / CHUNK)?.get(row % CHUNK)
    }

    pub(crate) fn get_mut(&mut self, row: usize) -> Option<&mut T> {
        self.chunks.get_mut(row / CHUNK)?.get_mut(row % CHUNK)
    }

    /// Makes it so long, at least.
    pub(crate) fn grow(&mut self, len: usize, value: T)
    where
        T: Copy,
    {
        (self.len()..len).for_each(|_| self.push(value));
    }

    /// The values from one row up to another, many at a time.
    pub(crate) fn slices(&self, from: usize, to: usize) -> impl Iterator<Item = &[T]> {
        let mut from = from;
        std::iter::from_fn(move || {
            let start = from % CHUNK;
            let end = to.checked_sub(from).filter(|left| *left > 0)?.saturating_add(start).min(CHUNK);
            let slice = self.chunks.get(from / CHUNK)?.get(start..end)?;
            from = from.saturating_add(slice.len());
            Some(slice)
        })
    }

    /// All values in order, many at a time.
    pub(crate) fn chunks(&self) -> impl Iterator<Item = &[T]> {
        self.chunks.iter().map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_position() {
        let mut column = ChunkedColumn::new();
        (0..3 * CHUNK).for_each(|row| column.push(row));
        for row in [0, CHUNK - 1, CHUNK, 3 * CHUNK - 1] {
            assert_eq!(column.get(row), Some(&row));
        }
        *column.get_mut(CHUNK).expect("it is there") = 7;
        assert_eq!((column.get(CHUNK), column.get(3 * CHUNK)), (Some(&7), None));
        assert_eq!(column.chunks().map(<[usize]>::len).sum::<usize>(), 3 * CHUNK);
        column.grow(3 * CHUNK + 2, 9);
        column.grow(5, 9);
        assert_eq!((column.len(), column.get(3 * CHUNK + 1)), (3 * CHUNK + 2, Some(&9)));
    }

    #[test]
    fn slices_go_over_the_borders_of_chunks() {
        let mut column = ChunkedColumn::new();
        (0..3 * CHUNK).for_each(|row| column.push(row));
        for (from, to) in [(0, 0), (5, 9), (CHUNK - 1, CHUNK), (CHUNK - 2, 2 * CHUNK + 3), (7, 3), (0, 3 * CHUNK)] {
            let found: Vec<usize> = column.slices(from, to).flatten().copied().collect();
            assert_eq!(found, (from..to).collect::<Vec<_>>(), "{from} to {to}");
        }
        assert_eq!(column.slices(3 * CHUNK - 1, 3 * CHUNK + 1).flatten().count(), 1);
    }
}
