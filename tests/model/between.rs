//! What is wrong between values of a snapshot that are good each for itself (section 2).

use super::domains::domain;
use super::problems::{Problems, inner};
use super::time::{DAY, instant};
use super::tree::Node;

pub fn look_between(root: &Node, problems: &mut Problems) {
    roles(root, problems);
    for (user, path) in rows(root, "users") {
        agent(user, &path, problems);
    }
    for (mailbox, path) in rows(root, "mailboxes") {
        let Some(sharing) = mailbox.member("sharing") else { continue };
        let path = inner(&path, "sharing");
        match sharing.text_of("mode") {
            Some("record-level") => audience(sharing, &path, problems),
            Some("complete") => {
                audience(sharing, &path, problems);
                excluded_domains(sharing, &path, problems);
            }
            Some("shared-mailbox") => grants(root, mailbox, sharing, &path, problems),
            _ => {}
        }
    }
    support_access(root, problems);
}

fn rows<'n>(object: &'n Node, list: &str) -> Vec<(&'n Node, String)> {
    let entries = object.member(list).map_or(&[][..], Node::entries).iter().enumerate();
    entries.map(|(index, row)| (row, format!("/{list}/{index}"))).collect()
}

/// "for `role-cycle` the `parent` of every role on the cycle"
fn roles(root: &Node, problems: &mut Problems) {
    let roles = rows(root, "roles");
    let parent_of = |id: &str| roles.iter().find(|(role, _)| role.text_of("id") == Some(id))?.0.text_of("parent");
    for (role, path) in &roles {
        let (Some(id), Some(parent)) = (role.text_of("id"), role.text_of("parent")) else { continue };
        let mut above = Some(parent);
        for _ in 0..=roles.len() {
            if above == Some(id) && parent_of(id) == Some(parent) {
                problems.say("role-cycle", role.member("parent").unwrap(), &inner(path, "parent"));
                break;
            }
            above = above.and_then(parent_of);
        }
    }
}

/// "`support-agent-misused` (an agent with non-empty `roles` or any `profile`"
fn agent(user: &Node, path: &str, problems: &mut Problems) {
    if user.text_of("kind") != Some("support-agent") {
        return;
    }
    if let Some(profile) = user.member("profile").filter(|profile| profile.text().is_some()) {
        problems.say("support-agent-misused", profile, &inner(path, "profile"));
    }
    if let Some(roles) = user.member("roles").filter(|roles| !roles.entries().is_empty()) {
        problems.say("support-agent-misused", roles, &inner(path, "roles"));
    }
}

/// "`empty-audience` (Z-11)"
fn audience(sharing: &Node, path: &str, problems: &mut Problems) {
    if let Some(audience) = sharing.member("audience").filter(|audience| audience.is_empty_list()) {
        problems.say("empty-audience", audience, &inner(path, "audience"));
    }
}

/// "`too-many-excluded-domains` (Z-09)": at most 5, and "Equal entries (domains: after normalising) ... count once".
fn excluded_domains(sharing: &Node, path: &str, problems: &mut Problems) {
    let Some(list) = sharing.member("excludedDomains") else { return };
    let mut domains: Vec<String> = list.entries().iter().filter_map(Node::text).filter_map(domain).collect();
    domains.sort();
    domains.dedup();
    if domains.len() > 5 {
        problems.say("too-many-excluded-domains", list, &inner(path, "excludedDomains"));
    }
}

/// "`owner-as-grantee` and `duplicate-grantee` (C-11)"; "A grantee is given twice when kind and id are equal".
fn grants(root: &Node, mailbox: &Node, sharing: &Node, path: &str, problems: &mut Problems) {
    let grants = sharing.member("grants").map_or(&[][..], Node::entries);
    let grantee = |grant: &'_ Node| Some((grant.text_of("kind")?.to_owned(), grant.text_of("id")?.to_owned()));
    for (index, grant) in grants.iter().enumerate() {
        let path = format!("{path}/grants/{index}");
        let Some((kind, id)) = grantee(grant) else { continue };
        let collection = if kind == "role" { "roles" } else { "users" };
        if !rows(root, collection).iter().any(|(row, _)| row.text_of("id") == Some(&id)) {
            continue;
        }
        if kind == "user" && mailbox.text_of("owner") == Some(&id) {
            problems.say("owner-as-grantee", grant, &path);
        }
        if grants[..index].iter().any(|earlier| grantee(earlier) == Some((kind.clone(), id.clone()))) {
            problems.say("duplicate-grantee", grant, &path);
        }
    }
}

/// "`support-access-too-short` (`expiresAt` < `activatedAt` + 24 h, S-02), `support-access-overlap` (two entries live at
/// one moment, S-11)"; "for `support-access-overlap` the later entry".
fn support_access(root: &Node, problems: &mut Problems) {
    let mut live: Vec<(i128, i128)> = Vec::new();
    for (entry, path) in rows(root, "supportAccess") {
        let time = |name| entry.text_of(name).and_then(instant);
        let (Some(activated), Some(expires)) = (time("activatedAt"), time("expiresAt")) else { continue };
        if expires < activated + DAY {
            problems.say("support-access-too-short", entry.member("expiresAt").unwrap(), &inner(&path, "expiresAt"));
        }
        let ends = time("revokedAt").map_or(expires, |revoked| revoked.min(expires));
        let is_met = |(from, to): &(i128, i128)| activated.max(*from) < ends.min(*to);
        if activated < ends && live.iter().any(is_met) {
            problems.say("support-access-overlap", entry, &path);
        }
        live.push((activated, ends));
    }
}
