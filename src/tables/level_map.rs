//! A number below four for each row, of which most are zero.

/// Rows together in a word.
const WORD: u32 = u64::BITS;

/// Two bits for each row. They stand apart, those of 64 rows in two words, so that the rows that are not zero are the
/// bits of one word. Rows 0 to 3 with 3, 0, 2, 1, of which the last row is the highest bit:
///
/// ```text
/// low   1001
/// high  0101
/// ```
#[derive(Debug)]
pub(crate) struct LevelMap {
    words: Vec<[u64; 2]>,
}

impl LevelMap {
    /// All zero.
    pub(crate) fn new(rows: usize) -> Self {
        Self { words: vec![[0; 2]; rows.div_ceil(64)] }
    }

    /// What was set last counts.
    #[inline(always)]
    pub(crate) fn set(&mut self, row: u32, level: u8) {
        let bit = 1_u64.wrapping_shl(row);
        let with = |word: u64, is_set: bool| if is_set { word | bit } else { word & !bit };
        if let Some([low, high]) = usize::try_from(row / WORD).ok().and_then(|word| self.words.get_mut(word)) {
            (*low, *high) = (with(*low, level & 1 != 0), with(*high, level & 2 != 0));
        }
    }

    /// The rows that are not zero, ascending, and the numbers of each. Some are always written together, and what was too
    /// much is written over: how many bits a word has is what nobody can foresee.
    pub(crate) fn into_lists(self) -> (Vec<u32>, Vec<u8>) {
        let count = self.words.iter().map(|[low, high]| index((low | high).count_ones())).sum::<usize>();
        let room = count.saturating_add(TOGETHER);
        let (mut rows, mut levels) = (vec![0; room], vec![0; room]);
        let mut end = 0_usize;
        for (first, [low, high]) in (0_u32..).step_by(64).zip(self.words) {
            let mut left = low | high;
            let mut place = end;
            end = end.wrapping_add(index(left.count_ones()));
            while left != 0 {
                let (Some(rows), Some(levels)) = (some(&mut rows, place), some(&mut levels, place)) else { break };
                for (row, level) in rows.iter_mut().zip(levels) {
                    let bit = left.trailing_zeros();
                    let is_set = |word: u64| u8::from(word.wrapping_shr(bit) & 1 != 0);
                    (*row, *level) = (first.wrapping_add(bit), is_set(low) | is_set(high) << 1);
                    left &= left.wrapping_sub(1);
                }
                place = place.wrapping_add(TOGETHER);
            }
        }
        rows.truncate(count);
        levels.truncate(count);
        (rows, levels)
    }
}

/// How many are written together: few words have more rows that are seen.
const TOGETHER: usize = 4;

fn some<T>(list: &mut [T], from: usize) -> Option<&mut [T; TOGETHER]> {
    list.get_mut(from..)?.first_chunk_mut()
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_last_counts() {
        let mut map = LevelMap::new(130);
        for (row, level) in [(129, 1), (0, 3), (64, 2), (2, 2), (3, 1), (63, 3), (64, 1), (63, 0), (1_000, 3)] {
            map.set(row, level);
        }
        assert_eq!(map.words[0], [0b1001, 0b0101]);
        assert_eq!(map.into_lists(), (vec![0, 2, 3, 64, 129], vec![3, 2, 1, 1, 1]));
        assert_eq!(LevelMap::new(0).into_lists(), (vec![], vec![]));
    }

    #[test]
    fn any_number_of_rows_in_a_word() {
        for seen in 0..=64 {
            let mut map = LevelMap::new(192);
            let level = |row: u32| u8::try_from(row % 3).unwrap() + 1;
            let rows: Vec<u32> = (0..seen).chain(100..100 + seen / 3).chain(191..192).collect();
            rows.iter().for_each(|row| map.set(*row, level(*row)));
            assert_eq!(map.into_lists(), (rows.clone(), rows.into_iter().map(level).collect()), "{seen}");
        }
    }
}
