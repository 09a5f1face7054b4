//! "an own name of two users: the second `path`"

use super::domains::address;
use super::lint::Found;
use super::people::without_tag;
use super::snapshot::Snapshot;

/// An own name where it is written.
struct Name {
    path: String,
    user: String,
    text: String,
    is_alias: bool,
}

/// All of them: "the order is that of the types in section 2".
fn names(snapshot: &Snapshot) -> Vec<Name> {
    let mut names = Vec::new();
    for (row, user) in snapshot.users.iter().enumerate() {
        for (index, own) in user.addresses.iter().enumerate() {
            let path = format!("/users/{row}/addresses/{index}");
            names.push(Name { path, user: user.id.clone(), text: address(own).unwrap(), is_alias: false });
        }
        for (index, alias) in user.aliases.iter().enumerate() {
            let path = format!("/users/{row}/aliases/{index}");
            names.push(Name { path, user: user.id.clone(), text: alias.to_ascii_lowercase(), is_alias: true });
        }
    }
    for (row, mailbox) in snapshot.mailboxes.iter().enumerate() {
        let path = format!("/mailboxes/{row}/address");
        let text = address(&mailbox.address).unwrap();
        names.push(Name { path, user: mailbox.owner.clone(), text, is_alias: false });
    }
    names
}

/// Whether a participant with this text is who has the name.
fn is_meant(snapshot: &Snapshot, name: &Name, text: &str) -> bool {
    if name.is_alias {
        return text.to_ascii_lowercase() == name.text;
    }
    let Some(written) = address(text) else { return false };
    written == name.text || without_tag(snapshot, &written).as_deref() == Some(&name.text)
}

/// "`address-of-two` names every user after the first, once for each name"
pub fn address_of_two(snapshot: &Snapshot, _: i128) -> Vec<Found> {
    let names = names(snapshot);
    let mut found = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let before = &names[..place];
        let is_of_another = before.iter().any(|other| {
            let is_one = is_meant(snapshot, name, &other.text) || is_meant(snapshot, other, &name.text);
            other.user != name.user && is_one
        });
        let is_again = before.iter().any(|other| other.user == name.user && other.text == name.text);
        if is_of_another && !is_again {
            found.push((name.path.clone(), None));
        }
    }
    found
}
