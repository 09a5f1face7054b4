//! The records that threads link. Most link one, which is kept in place; what several threads link is kept once.

use crate::model::rows::RecordRow;
use crate::tables::interned_lists::InternedLists;
use crate::tables::seed::Seed;

/// The records of one thread: the only one, or from [`LIST`] on the number of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinkedRecords(RecordRow);

/// No snapshot has so many rows.
const LIST: u32 = 1 << 31;

/// The lists of those that do not link exactly one.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    lists: InternedLists<RecordRow>,
}

impl Links {
    pub(crate) fn new(seed: &Seed) -> Self {
        Self { lists: InternedLists::new(seed) }
    }

    pub(crate) fn insert(&mut self, records: &[RecordRow]) -> LinkedRecords {
        match records {
            [record] => LinkedRecords(*record),
            _ => LinkedRecords(RecordRow::new(LIST.saturating_add(self.lists.insert(records)))),
        }
    }

    /// In link order.
    pub(crate) fn records<'l>(&'l self, linked: &'l LinkedRecords) -> &'l [RecordRow] {
        match u32::from(linked.0).checked_sub(LIST) {
            Some(list) => self.lists.list(list),
            None => std::slice::from_ref(&linked.0),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.lists.len()
    }

    /// How much is kept, in records and lists.
    pub(crate) fn size(&self) -> usize {
        self.lists.size()
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.lists.truncate(len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_many() {
        let mut links = Links::new(&Seed::of(b"{}"));
        for rows in [&[][..], &[0], &[7, 3], &[3, 7], &[3], &[7, 3]] {
            let records: Vec<_> = rows.iter().copied().map(RecordRow::new).collect();
            let linked = links.insert(&records);
            assert_eq!(links.records(&linked), records);
        }
        assert_eq!(links.len(), 3);
    }
}
