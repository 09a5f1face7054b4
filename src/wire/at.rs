//! Where a value stands: a JSON Pointer that is written out only when a problem needs it.

use crate::json::pointer::push_token;
use std::fmt::Write;

/// A place in the document, as a chain up to the root.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'p> {
    parent: Option<&'p At<'p>>,
    step: Step<'p>,
    /// How many steps lead here from the root.
    depth: u32,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    Item(usize),
    Member(&'p str),
    Root,
}

impl<'p> At<'p> {
    pub(crate) const ROOT: At<'static> = At { parent: None, step: Step::Root, depth: 0 };

    pub(crate) const fn item(&'p self, index: usize) -> Self {
        Self { parent: Some(self), step: Step::Item(index), depth: self.depth.saturating_add(1) }
    }

    pub(crate) const fn member(&'p self, name: &'p str) -> Self {
        Self { parent: Some(self), step: Step::Member(name), depth: self.depth.saturating_add(1) }
    }

    /// This place, told as one that stands so deep in the whole document.
    pub(crate) const fn at_depth(self, depth: u32) -> Self {
        Self { depth, ..self }
    }

    pub(crate) const fn depth(&self) -> u32 {
        self.depth
    }

    /// The JSON Pointer (RFC 6901).
    pub(crate) fn pointer(&self) -> String {
        let mut pointer = self.parent.map_or_else(String::new, At::pointer);
        match self.step {
            Step::Root => {}
            Step::Item(index) => {
                // Writing to a string cannot fail.
                let _ = write!(pointer, "/{index}");
            }
            Step::Member(name) => {
                push_token(&mut pointer, name);
            }
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers() {
        let users = At::ROOT.member("users");
        let user = users.item(3);
        assert_eq!(At::ROOT.pointer(), "");
        assert_eq!(user.member("a/b~c").pointer(), "/users/3/a~1b~0c");
    }
}
