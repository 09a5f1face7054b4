//! Where the items of a body stand, and what stays around them.

use super::keep::{KeepTrie, add_kept};
use super::path::Path;
use super::trie::PathTrie;

/// What stays of a body around its items.
#[derive(Debug)]
pub(super) enum Around {
    All,
    Paths(Vec<Path>),
}

/// What is to be known of a value on the way.
#[derive(Debug, Default)]
pub(in crate::filter) struct BodyNode {
    /// The least number of the paths of `at` that lead here or by here.
    pub(in crate::filter) first_at: Option<usize>,
    /// Whether a path of `at` ends here: here are items.
    pub(in crate::filter) has_items: bool,
    /// Whether each element of some array is on the way here, so that what is not there is an empty list.
    pub(in crate::filter) is_below_each: bool,
    /// What a path of `around` keeps of the value, if it ends or begins here and no path of `at` leads by.
    pub(in crate::filter) around: Option<KeepTrie>,
}

#[derive(Debug)]
pub(in crate::filter) struct BodyShape {
    pub(in crate::filter) trie: PathTrie<BodyNode>,
    at: Vec<Path>,
    /// Whether an object stands there that is one item, instead of an array of items.
    pub(in crate::filter) is_one: bool,
    /// Whether everything outside the items is copied.
    pub(in crate::filter) keeps_all: bool,
}

impl BodyShape {
    pub(super) fn new(at: Vec<Path>, is_one: bool, around: &Around) -> Self {
        let mut trie = PathTrie::<BodyNode>::new();
        for (number, path) in at.iter().enumerate() {
            let passed = |node: &mut BodyNode| node.first_at = node.first_at.or(Some(number));
            if let Some(end) = trie.insert(path, passed) {
                end.has_items = true;
            }
        }
        trie.each_below_each(|node| node.is_below_each = true);
        if let Around::Paths(paths) = around {
            paths.iter().for_each(|path| add_around(&mut trie, path));
        }
        Self { trie, at, is_one, keeps_all: matches!(around, Around::All) }
    }

    /// A path of `at` as it is written; of its steps so many.
    pub(in crate::filter) fn at_text(&self, number: usize, steps: usize) -> String {
        self.at.get(number).map(|path| path.split_behind(steps).0.text()).unwrap_or_default()
    }
}

/// A path of `around` leaves the ways of `at` at some step: the value behind that keeps what the rest of the path names.
///
/// With `at: "/data/items"`, the path `/data/page/next` leaves the way at `page`, which keeps `/next`.
fn add_around(trie: &mut PathTrie<BodyNode>, path: &Path) {
    let shared = trie.known_steps(path, |node| node.first_at.is_some());
    let (way, rest) = path.split_behind(shared.saturating_add(1));
    if let Some(node) = trie.insert(&way, |_| {}) {
        add_kept(node.around.get_or_insert_with(PathTrie::new), &rest);
    }
}
