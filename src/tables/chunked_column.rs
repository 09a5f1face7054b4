//! One value for each row of a collection that may grow to millions.

/// Rows in a chunk.
const CHUNK: usize = 1 << 14;

/// Values by row. They stand in chunks that are never moved: a list that doubles would for a moment take three times
/// its room, and a module cannot give memory back.
#[derive(Clone, Debug)]
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
    }
}
