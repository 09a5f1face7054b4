//! Lists that mostly have one entry, which so needs no look at the heap.

/// A list, whose first entry stands in place.
#[derive(Clone, Debug)]
pub(crate) struct Few<T> {
    first: Option<T>,
    others: Vec<T>,
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self { first: None, others: Vec::new() }
    }
}

impl<T: Copy + PartialEq> Few<T> {
    #[inline(always)]
    pub(crate) fn clear(&mut self) {
        self.first = None;
        self.others.clear();
    }

    #[inline(always)]
    pub(crate) fn push(&mut self, value: T) {
        match self.first {
            None => self.first = Some(value),
            Some(_) => self.push_other(value),
        }
    }

    #[inline(never)]
    fn push_other(&mut self, value: T) {
        self.others.push(value);
    }

    /// As [`Few::push`], if it is not there.
    #[inline(always)]
    pub(crate) fn insert(&mut self, value: T) {
        match self.first {
            None => self.first = Some(value),
            Some(first) if first == value => {}
            Some(_) => self.insert_other(value),
        }
    }

    #[inline(never)]
    fn insert_other(&mut self, value: T) {
        if !self.others.contains(&value) {
            self.others.push(value);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    /// The only entry, if there is one and no other.
    #[inline(always)]
    pub(crate) fn only(&self) -> Option<T> {
        self.first.filter(|_| self.others.is_empty())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = T> {
        self.first.into_iter().chain(self.others.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many() {
        let mut few = Few::default();
        assert_eq!((few.is_empty(), few.only()), (true, None));
        few.push(1);
        few.insert(1);
        assert_eq!((few.is_empty(), few.only()), (false, Some(1)));
        few.push(2);
        few.insert(2);
        few.insert(3);
        assert_eq!((few.only(), few.iter().collect::<Vec<_>>()), (None, vec![1, 2, 3]));
        few.clear();
        assert_eq!((few.is_empty(), few.iter().count()), (true, 0));
    }
}
