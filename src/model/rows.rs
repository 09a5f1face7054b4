//! Row numbers: the position of a row in its collection of the snapshot, one type for each collection,
//! because swapped arguments are our worst mistake.

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(u32);

        impl $name {
            pub(crate) const fn new(row: u32) -> Self {
                Self(row)
            }

            /// For reading a table of this collection.
            pub(crate) fn index(self) -> usize {
                usize::try_from(self.0).unwrap_or(usize::MAX)
            }
        }

        /// For a column of row numbers, or a name.
        impl From<$name> for u32 {
            fn from(row: $name) -> Self {
                row.0
            }
        }
    )*};
}

rows! {
    /// A row of `mailboxes`.
    MailboxRow,
    /// A row of `records`.
    RecordRow,
    /// A row of `roles`.
    RoleRow,
    /// A row of `threads`.
    ThreadRow,
    /// A row of `users`.
    UserRow,
}

impl RecordRow {
    /// Stands for a record that the policy does not know: nobody can access it, and it is of no type.
    pub(crate) const UNKNOWN: Self = Self(u32::MAX);
}
