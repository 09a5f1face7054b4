//! What a statement has to know of a sharing mode: the rows of `rules/mode.rs`, and what takes more than a value there.
//!
//! `pkg/src/sql/ways.ts` is made of it, and a test compares it: a new mode does not compile until it has a row here.

use super::lists::List;
use crate::model::mailbox::{LinkedAccess, Sharing};
use crate::rules::mode::{self, Mode};

/// How threads of a mailbox come to be seen by others on a record.
#[derive(Debug)]
pub(super) struct Way {
    /// The list of the context with the mailboxes of which this is the way.
    pub(super) list: List,
    /// Where backups count, the list with those of leavers, each with the latest moment that one holds.
    pub(super) restored: Option<List>,
    pub(super) mode: &'static Mode,
    pub(super) choice: ThreadChoice,
    /// Whether only records count that the owner ticked (Z-05).
    #[cfg_attr(not(test), expect(dead_code, reason = "only statements need it, which are made by a test"))]
    pub(super) ticked: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "only statements need it, which are made by a test"))]
    pub(super) access: LinkedAccess,
}

/// What the owner's choice for a thread does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ThreadChoice {
    /// `shared` shows, and so may the mailbox's default.
    ByDefault,
    Ignored,
    /// `private` hides.
    UnlessPrivate,
}

impl ThreadChoice {
    #[cfg(test)]
    const fn name(self) -> &'static str {
        match self {
            Self::ByDefault => "by-default",
            Self::Ignored => "ignored",
            Self::UnlessPrivate => "unless-private",
        }
    }
}

/// `None` where others see nothing.
pub(super) fn of(sharing: &Sharing) -> Option<Way> {
    let mode = mode::of(sharing);
    let way = |list, restored, choice| Way { list, restored, mode, choice, ticked: false, access: LinkedAccess::Any };
    match sharing {
        Sharing::Complete { .. } => {
            Some(way(List::Complete, Some(List::CompleteRestored), ThreadChoice::UnlessPrivate))
        }
        Sharing::PerThread { linked_access: LinkedAccess::All, .. } => {
            Some(Way { access: LinkedAccess::All, ..way(List::PerThreadAll, None, ThreadChoice::ByDefault) })
        }
        Sharing::PerThread { linked_access: LinkedAccess::Any, .. } => {
            Some(way(List::PerThreadAny, None, ThreadChoice::ByDefault))
        }
        Sharing::Private => None,
        Sharing::RecordLevel { .. } => Some(Way {
            ticked: true,
            ..way(List::RecordLevel, Some(List::RecordLevelRestored), ThreadChoice::UnlessPrivate)
        }),
        Sharing::SharedMailbox { .. } => Some(way(List::SharedMailboxRead, None, ThreadChoice::Ignored)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::mailbox::ThreadDefault;
    use crate::model::record::RecordType;
    use std::fmt::Write;

    fn every_way() -> Vec<Way> {
        let per_thread =
            |linked_access| Sharing::PerThread { default: ThreadDefault::Private { since: None }, linked_access };
        let every = [
            Sharing::RecordLevel { audience: Vec::new(), ticks: Vec::new(), listed_ticks: Vec::new() },
            Sharing::Complete { audience: Vec::new(), excluded_domains: Vec::new() },
            per_thread(LinkedAccess::All),
            per_thread(LinkedAccess::Any),
            Sharing::SharedMailbox { grants: Vec::new() },
        ];
        every.iter().filter_map(of).collect()
    }

    /// A file of TypeScript, formatted as the project formats it.
    fn typescript() -> String {
        let mut out = String::from(
            "// Made from src/sql/ways.rs and src/rules/mode.rs by `UPDATE_SQL_WAYS=1 cargo test sql`.\nimport type { Way } from \"./way.js\";\n\n/** How threads come to be seen by others on a record, mode by mode. */\nexport const ways: readonly Way[] = [\n",
        );
        for way in every_way() {
            let names = RecordType::WORDS.iter().filter(|(_, kind)| way.mode.eligible.contains(kind));
            let types: Vec<String> = names.map(|(name, _)| format!("\"{name}\"")).collect();
            let restored = way.restored.map_or("undefined".to_owned(), |list| format!("\"{}\"", list.name()));
            let access = match way.access {
                LinkedAccess::All => "all",
                LinkedAccess::Any => "any",
            };
            writeln!(
                out,
                "  {{\n    list: \"{}\",\n    restored: {restored},\n    types: [{}],\n    ticked: {},\n    choice: \"{}\",\n    screened: {},\n    access: \"{access}\",\n  }},",
                way.list.name(),
                types.join(", "),
                way.ticked,
                way.choice.name(),
                way.mode.excludes,
            )
            .unwrap();
        }
        out.push_str("];\n");
        out
    }

    #[test]
    fn the_package_has_the_ways_of_the_rules() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/src/sql/ways.ts");
        let expected = typescript();
        if std::env::var_os("UPDATE_SQL_WAYS").is_some() {
            std::fs::write(file, &expected).unwrap();
        }
        assert_eq!(std::fs::read_to_string(file).unwrap(), expected, "update it with UPDATE_SQL_WAYS=1");
    }

    #[test]
    fn mailboxes_that_need_backups_have_a_list_for_them() {
        for way in every_way() {
            assert_eq!(way.mode.needs_backup, way.restored.is_some(), "{way:?}");
        }
    }
}
