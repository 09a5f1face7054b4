//! What excluded domains are compared with: every participant of a thread, with each suffix of its domain.

use crate::model::address::{DomainToAscii, domain, domain_of, lower_case, with_parents, without_subaddress};
use crate::model::participant::Participant;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A row of `mv_domain` without its thread. An empty suffix is what no list can be sure of.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DomainRow {
    pub(super) suffix: String,
    pub(super) address: String,
    pub(super) base: Option<String>,
    pub(super) name: Option<String>,
}

/// The rows of all participants, equal ones once.
pub(super) fn rows(participants: &[Cow<'_, str>], to_ascii: DomainToAscii) -> BTreeSet<DomainRow> {
    if participants.is_empty() {
        return BTreeSet::from([DomainRow::default()]);
    }
    participants.iter().flat_map(|participant| rows_of(participant, to_ascii)).collect()
}

fn rows_of(text: &str, to_ascii: DomainToAscii) -> Vec<DomainRow> {
    // What no database can hold is no address either, and equals no own name.
    if text.contains('\0') {
        return vec![DomainRow::default()];
    }
    let participant = Participant::read(text, to_ascii);
    let lower = lower_case(text);
    let Some(address) = participant.address.as_deref() else {
        return vec![DomainRow { address: lower.into_owned(), ..DomainRow::default() }];
    };
    let base = without_subaddress(address);
    let name = (lower != address).then(|| lower.into_owned());
    let row = |suffix| DomainRow { suffix, address: address.to_owned(), base: base.clone(), name: name.clone() };
    suffixes(&participant, domain_of(address), to_ascii).into_iter().map(row).collect()
}

/// What an entry can equal, so that the participant hides the thread. Besides its domain and those above it, that is what
/// a person may read in it instead: domains of two labels or more.
fn suffixes(participant: &Participant<'_>, host: &str, to_ascii: DomainToAscii) -> BTreeSet<String> {
    let mut suffixes: BTreeSet<String> = match host.starts_with('[') {
        // Nothing matches a literal.
        true => BTreeSet::from([host.to_owned()]),
        false => with_parents(host).map(str::to_owned).collect(),
    };
    for other in participant.other_hosts().filter_map(|host| domain(host, to_ascii)) {
        suffixes.extend(with_parents(&other).filter(|domain| domain.contains('.')).map(str::to_owned));
    }
    if participant.is_doubtful() {
        suffixes.insert(String::new());
    }
    suffixes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::address::domain_to_ascii;

    fn check(participants: &[&str], expected: &[[&str; 4]]) {
        let participants: Vec<Cow<'_, str>> = participants.iter().map(|text| Cow::Borrowed(*text)).collect();
        let rows = rows(&participants, domain_to_ascii);
        let text = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
        let found: Vec<[String; 4]> = rows
            .iter()
            .map(|row| [row.suffix.clone(), row.address.clone(), text(&row.base), text(&row.name)])
            .collect();
        assert_eq!(found, expected.iter().map(|row| row.map(str::to_owned)).collect::<Vec<_>>(), "{participants:?}");
    }

    #[test]
    fn addresses() {
        let of = |suffix| [suffix, "ann@x.a.test", "-", "-"];
        check(&["ann@x.a.test", "ann@x.a.test"], &[of("a.test"), of("test"), of("x.a.test")]);
        check(&["Ann@test"], &[["test", "ann@test", "-", "-"]]);
        check(&["Ann@test."], &[["test", "ann@test", "-", "ann@test."]]);
        check(&["ann+Crm@test"], &[["test", "ann+crm@test", "ann@test", "-"]]);
        check(&["ann@[192.0.2.1]"], &[["[192.0.2.1]", "ann@[192.0.2.1]", "-", "-"]]);
    }

    #[test]
    fn what_cannot_be_read() {
        check(&[], &[["", "", "-", "-"]]);
        check(&["Ann"], &[["", "ann", "-", "-"]]);
        check(&["a\0b@test"], &[["", "", "-", "-"]]);
    }

    #[test]
    fn what_a_person_may_misread() {
        let of = |suffix| [suffix, "kim=law.example@test", "-", "-"];
        check(&["kim=law.example@test"], &[of("law.example"), of("test")]);
        let guest = |suffix| [suffix, "kim_law.example#ext#@test", "-", "-"];
        check(&["kim_law.example#EXT#@test"], &[guest("kim_law.example"), guest("law.example"), guest("test")]);
        check(&["kim@[law]"], &[["", "kim@[law]", "-", "-"], ["[law]", "kim@[law]", "-", "-"]]);
    }

    #[test]
    fn a_long_address_has_few_rows() {
        let address = Cow::Owned(format!("{}@test", "a.b-c_".repeat(160)));
        let count = rows(&[address], domain_to_ascii).len();
        assert!((1..2_000).contains(&count), "{count}");
    }
}
