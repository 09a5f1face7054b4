//! What a context says of a mailbox: a letter for each fact, so that a statement looks a mailbox up once.
//!
//! Every fact lets something be seen, so that one that is missing shows nothing. `pkg/src/sql/facts.ts` is made of this
//! file, and a test compares it.

use crate::model::decision::Level;
use crate::model::mailbox::{LinkedAccess, Sharing};
use crate::model::record::RecordType;

macro_rules! facts {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal $letter:literal),* $(,)?) => {
        /// A fact about a mailbox, before one viewer at one moment.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Fact { $($(#[doc = $doc])* $variant,)* }

        impl Fact {
            #[cfg(test)]
            const ALL: &[(&'static str, char, &[&str])] = &[$(($name, $letter, &[$($doc),*])),*];

            pub(super) const fn letter(self) -> char {
                match self { $(Self::$variant => $letter),* }
            }
        }
    };
}

facts! {
    /// It is the viewer's own.
    Own = "own" 'o',
    /// It is shown on the surface `mailbox`.
    Send = "send" 's',
    /// It is shown on records, all that it holds.
    Whole = "whole" 'h',
    /// It is shown on records as far as a backup holds it: `restored` has the moment.
    Restored = "restored" 'r',
    /// Shown is also what its owner made private.
    PrivateToo = "privateToo" 'p',
    /// Shown is also what its owner chose nothing for.
    Unchosen = "unchosen" 'u',
    /// Shown is also what its owner chose nothing for and that began at a moment or later: `since` has the moment.
    UnchosenSince = "unchosenSince" 'v',
    /// A record shows mail without being ticked.
    Unticked = "unticked" 't',
    /// Access to one linked record is enough.
    Any = "any" 'a',
    /// The viewer can access every record.
    AllRecords = "allRecords" 'e',
    /// No list of excluded domains applies.
    Open = "open" 'n',
    Contact = "contact" 'c',
    Deal = "deal" 'd',
    Lead = "lead" 'l',
    Organization = "organization" 'g',
    Other = "other" 'x',
    /// The subject is seen, too.
    Subject = "subject" 'b',
    /// Everything is seen.
    Full = "full" 'f',
}

/// That records of a type can show mail.
pub(super) const fn of_type(kind: RecordType) -> Fact {
    match kind {
        RecordType::Contact => Fact::Contact,
        RecordType::Deal => Fact::Deal,
        RecordType::Lead => Fact::Lead,
        RecordType::Organization => Fact::Organization,
        RecordType::Other => Fact::Other,
    }
}

/// How much is seen of what is seen: metadata at least.
pub(super) const fn of_level(level: Level) -> Option<Fact> {
    match level {
        Level::None | Level::Metadata => None,
        Level::Subject => Some(Fact::Subject),
        Level::Full => Some(Fact::Full),
    }
}

/// What linked records have to be (Z-05, P-03).
pub(super) const fn of_links(sharing: &Sharing) -> &'static [Fact] {
    match sharing {
        Sharing::Complete { .. } | Sharing::SharedMailbox { .. } => &[Fact::Unticked, Fact::Any],
        Sharing::PerThread { linked_access: LinkedAccess::All, .. } => &[Fact::Unticked],
        Sharing::PerThread { linked_access: LinkedAccess::Any, .. } => &[Fact::Unticked, Fact::Any],
        Sharing::Private => &[],
        Sharing::RecordLevel { .. } => &[Fact::Any],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    /// A file of TypeScript, formatted as the project formats it.
    fn typescript() -> String {
        let mut out = String::from(
            "// Made from src/sql/facts.rs by `UPDATE_SQL_FACTS=1 cargo test sql`.\n\n/** What a context says of a mailbox, letter by letter. */\nexport const facts = {\n",
        );
        for (name, letter, doc) in Fact::ALL {
            doc.iter().for_each(|line| writeln!(out, "  /**{line} */").unwrap());
            writeln!(out, "  {name}: \"{letter}\",").unwrap();
        }
        let types: Vec<String> = RecordType::WORDS.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        let types = types.join(", ");
        write!(out, "}} as const;\n\n/** The types of records: each is a fact, which lets records of the type show mail. */\nexport const recordTypes = [{types}] as const;\n").unwrap();
        out
    }

    #[test]
    fn the_package_has_the_facts() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/src/sql/facts.ts");
        let expected = typescript();
        if std::env::var_os("UPDATE_SQL_FACTS").is_some() {
            std::fs::write(file, &expected).unwrap();
        }
        assert_eq!(std::fs::read_to_string(file).unwrap(), expected, "update it with UPDATE_SQL_FACTS=1");
    }

    #[test]
    fn every_fact_has_a_letter_of_its_own() {
        for (name, letter, _) in Fact::ALL {
            let others = Fact::ALL.iter().filter(|(_, other, _)| other == letter);
            assert_eq!(others.count(), 1, "{name}");
            // Some databases compare without case.
            assert!(!letter.is_ascii_uppercase(), "{name}");
        }
    }

    #[test]
    fn types_have_the_facts_of_their_names() {
        for (word, kind) in RecordType::WORDS {
            let letter = of_type(*kind).letter();
            assert!(Fact::ALL.iter().any(|(name, known, _)| name == word && *known == letter), "{word}");
        }
    }
}
