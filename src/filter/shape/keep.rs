//! What an item keeps below full.

use super::field::Field;
use super::path::Path;
use super::trie::PathTrie;
use crate::model::fact::Fact;

/// Kept paths: whether one ends at a value.
pub(in crate::filter) type KeepTrie = PathTrie<bool>;

/// What is kept at a level.
#[derive(Debug)]
pub(in crate::filter) struct Kept {
    pub(in crate::filter) trie: KeepTrie,
    /// The paths as texts.
    pub(in crate::filter) paths: Vec<String>,
}

/// What is kept at the levels below full.
#[derive(Debug)]
pub(in crate::filter) struct Keeps {
    pub(in crate::filter) metadata: Kept,
    pub(in crate::filter) subject: Kept,
}

impl Keeps {
    /// As told, or as far as nothing was told, by default.
    pub(super) fn new(fields: &[Field], [metadata, subject]: [Option<Vec<Path>>; 2]) -> Self {
        let by_default = [Fact::Id, Fact::Mailbox, Fact::Participants, Fact::LastMessageAt];
        let of_fields = fields.iter().filter(|field| by_default.contains(&field.fact)).flat_map(Field::paths);
        // What would keep the whole item is no fact.
        let usual: Vec<Path> = of_fields.filter(|path| !path.steps().is_empty()).cloned().collect();
        let with_subject = || usual.iter().cloned().chain([Path::of_member("subject")]).collect();
        let subject = subject.unwrap_or_else(with_subject);
        Self { metadata: Kept::new(&metadata.unwrap_or(usual)), subject: Kept::new(&subject) }
    }
}

impl Kept {
    fn new(paths: &[Path]) -> Self {
        let mut trie = KeepTrie::new();
        paths.iter().for_each(|path| add_kept(&mut trie, path));
        Self { trie, paths: paths.iter().map(Path::text).collect() }
    }
}

/// Keeps what one more path names.
pub(super) fn add_kept(trie: &mut KeepTrie, path: &Path) {
    if let Some(is_kept) = trie.insert(path, |_| {}) {
        *is_kept = true;
    }
}
