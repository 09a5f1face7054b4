//! The snapshot of section 2, word for word: every id, kind, mode, address and time stays the string it is.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    pub organization: Organization,
    pub roles: Vec<Role>,
    pub users: Vec<User>,
    pub records: Vec<CrmRecord>,
    pub mailboxes: Vec<Mailbox>,
    pub threads: Vec<Thread>,
    #[serde(default)]
    pub support_access: Vec<SupportAccess>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    #[serde(default)]
    pub domains: Vec<String>,
    #[serde(default)]
    pub excluded_domains: Vec<String>,
    #[serde(default)]
    pub subaddressing: bool,
}

#[derive(Debug, Deserialize)]
pub struct Role {
    pub id: String,
    pub parent: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    #[serde(default = "member")]
    pub kind: String,
    pub status: String,
    #[serde(default = "standard")]
    pub profile: String,
    #[serde(default)]
    pub roles: Vec<String>,
    #[serde(default)]
    pub addresses: Vec<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub system_operations: Vec<String>,
    pub reactivated_at: Option<String>,
}

/// A `Member`, an `AudienceMember` or a `Grant`: which members it has depends on where it stands.
#[derive(Debug, Deserialize)]
pub struct Member {
    pub kind: String,
    pub id: Option<String>,
    #[serde(default)]
    pub descendants: bool,
    #[serde(default = "full")]
    pub level: String,
    #[serde(default)]
    pub rights: Vec<String>,
    pub from: Option<String>,
    pub until: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct CrmRecord {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub owner: Option<String>,
    pub access: Vec<Member>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mailbox {
    pub id: String,
    pub address: String,
    pub owner: String,
    #[serde(default = "owner")]
    pub control: String,
    #[serde(default)]
    pub sharing: Sharing,
    pub lock: Option<Lock>,
    pub settings_saved_at: Option<String>,
    #[serde(default)]
    pub backups: Vec<Backup>,
}

#[derive(Debug, Deserialize)]
pub struct Lock {}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Backup {
    pub taken_at: String,
    pub status: String,
}

/// All modes at once: what the mode has not is empty.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sharing {
    pub mode: String,
    #[serde(default)]
    pub audience: Vec<Member>,
    #[serde(default)]
    pub shared_records: Vec<String>,
    #[serde(default)]
    pub excluded_domains: Vec<String>,
    #[serde(default)]
    pub default: String,
    pub default_since: Option<String>,
    #[serde(default = "all")]
    pub linked_access: String,
    #[serde(default)]
    pub grants: Vec<Member>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Thread {
    pub id: String,
    pub mailbox: String,
    pub participants: Vec<String>,
    #[serde(default)]
    pub records: Vec<String>,
    pub sharing: Option<String>,
    #[serde(default = "active")]
    pub state: String,
    pub first_message_at: Option<String>,
    pub last_message_at: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SupportAccess {
    pub agent: String,
    pub activated_at: String,
    pub expires_at: String,
    pub revoked_at: Option<String>,
}

impl Snapshot {
    pub fn role(&self, id: &str) -> &Role {
        self.roles.iter().find(|role| role.id == id).unwrap()
    }

    pub fn user(&self, id: &str) -> &User {
        self.users.iter().find(|user| user.id == id).unwrap()
    }

    pub fn record(&self, id: &str) -> &CrmRecord {
        self.records.iter().find(|record| record.id == id).unwrap()
    }

    pub fn mailbox(&self, id: &str) -> &Mailbox {
        self.mailboxes.iter().find(|mailbox| mailbox.id == id).unwrap()
    }

    pub fn thread(&self, id: &str) -> &Thread {
        self.threads.iter().find(|thread| thread.id == id).unwrap()
    }
}

impl Thread {
    /// The linked records: "Equal entries ... count once".
    pub fn links(&self) -> Vec<&str> {
        let mut links: Vec<&str> = Vec::new();
        for link in &self.records {
            if !links.contains(&link.as_str()) {
                links.push(link);
            }
        }
        links
    }
}

impl Default for Sharing {
    /// "absent: never chosen, so private (Z-16)".
    fn default() -> Self {
        Self {
            mode: "private".to_owned(),
            audience: Vec::new(),
            shared_records: Vec::new(),
            excluded_domains: Vec::new(),
            default: String::new(),
            default_since: None,
            linked_access: all(),
            grants: Vec::new(),
        }
    }
}

// The defaults that the comments in the interfaces of section 2 name.

fn member() -> String {
    "member".to_owned()
}

fn standard() -> String {
    "standard".to_owned()
}

fn full() -> String {
    "full".to_owned()
}

fn owner() -> String {
    "owner".to_owned()
}

fn all() -> String {
    "all".to_owned()
}

fn active() -> String {
    "active".to_owned()
}
