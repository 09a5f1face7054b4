//! Small sets of small numbers.

/// Which numbers have been met. Those below 64 take no room of their own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bits {
    low: u64,
    others: Vec<usize>,
}

impl Bits {
    pub(crate) fn clear(&mut self) {
        self.low = 0;
        self.others.clear();
    }

    pub(crate) fn has(&self, number: usize) -> bool {
        match bit(number) {
            Some(bit) => self.low & bit != 0,
            None => self.others.contains(&number),
        }
    }

    /// False if it was there.
    #[inline]
    pub(crate) fn insert(&mut self, number: usize) -> bool {
        let is_new = !self.has(number);
        match bit(number) {
            Some(bit) => self.low |= bit,
            None if is_new => self.others.push(number),
            None => {}
        }
        is_new
    }
}

fn bit(number: usize) -> Option<u64> {
    1_u64.checked_shl(u32::try_from(number).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_met_once() {
        let mut bits = Bits::default();
        for number in [0, 63, 64, 65, 1_000_000] {
            assert!(!bits.has(number) && bits.insert(number) && bits.has(number) && !bits.insert(number), "{number}");
        }
        bits.clear();
        assert!(!bits.has(0) && !bits.has(64));
    }
}
