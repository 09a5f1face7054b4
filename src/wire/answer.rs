//! Answers and errors as docs/specification.md sections 6 to 8 write them: camelCase members, absent ones left out.

use crate::ask::administration::{AdministrationRow, MailboxAdministration};
use crate::ask::lists::{SeenBy, WhoCanView};
use crate::error::{InvalidRecords, InvalidSnapshot, InvalidThreads, Problem, RequestError};
use crate::model::decision::{Decision, Obligation};
use crate::model::mailbox::BackupState;
use crate::model::operation::SupportRestriction;
use crate::model::reason::Reason;
use crate::model::user::Status;
use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

impl Serialize for Decision<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Decision", 4)?;
        out.serialize_field("outcome", self.outcome.name())?;
        optional(&mut out, "level", self.level.map(|level| level.name()))?;
        out.serialize_field("reasons", &self.reasons)?;
        out.serialize_field("obligations", &self.obligations)?;
        out.end()
    }
}

impl Serialize for Reason<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Reason", 8)?;
        out.serialize_field("code", self.code.name())?;
        out.serialize_field("rule", self.rule.name())?;
        optional(&mut out, "record", self.record)?;
        optional(&mut out, "domain", self.domain)?;
        optional(&mut out, "operation", self.operation)?;
        optional(&mut out, "restriction", self.restriction)?;
        optional(&mut out, "from", self.from.map(|from| from.to_string()))?;
        optional(&mut out, "until", self.until.map(|until| until.to_string()))?;
        out.end()
    }
}

impl Serialize for Obligation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Obligation", 2)?;
        match self {
            Self::Audit => out.serialize_field("kind", "audit")?,
            Self::SetRecordOwner { owner } => {
                out.serialize_field("kind", "set-record-owner")?;
                out.serialize_field("owner", owner)?;
            }
        }
        out.end()
    }
}

impl Serialize for WhoCanView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("WhoCanView", 2)?;
        out.serialize_field("members", &self.members)?;
        out.serialize_field("supportAgents", &self.support_agents)?;
        out.end()
    }
}

impl Serialize for SeenBy<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SeenBy", 3)?;
        out.serialize_field("user", self.user)?;
        out.serialize_field("level", self.level.name())?;
        out.serialize_field("reasons", &self.reasons)?;
        out.end()
    }
}

impl Serialize for MailboxAdministration<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("MailboxAdministration", 2)?;
        out.serialize_field("decision", &self.decision)?;
        out.serialize_field("rows", &self.rows)?;
        out.end()
    }
}

impl Serialize for AdministrationRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let owner_status = match self.owner_status {
            Status::Active => "active",
            Status::Deactivated => "deactivated",
            Status::Unconfirmed => "unconfirmed",
        };
        let backup = match self.backup {
            BackupState::Completed => "completed",
            BackupState::InProgress => "in-progress",
            BackupState::None => "none",
        };
        let mut out = serializer.serialize_struct("AdministrationRow", 8)?;
        out.serialize_field("mailbox", self.mailbox)?;
        out.serialize_field("owner", self.owner)?;
        out.serialize_field("ownerStatus", owner_status)?;
        out.serialize_field("mode", self.mode)?;
        out.serialize_field("control", self.control.name())?;
        out.serialize_field("locked", &self.locked)?;
        out.serialize_field("backup", backup)?;
        out.serialize_field("decisions", &ByAction(&self.decisions))?;
        out.end()
    }
}

/// An object of decisions, by the names of the actions.
struct ByAction<'a, 'p>(&'a [(&'static str, Decision<'p>)]);

impl Serialize for ByAction<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(Some(self.0.len()))?;
        for (action, decision) in self.0 {
            out.serialize_entry(action, decision)?;
        }
        out.end()
    }
}

impl Serialize for SupportRestriction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("SupportRestriction", 2)?;
        out.serialize_field("restriction", &self.restriction)?;
        out.serialize_field("operation", self.operation)?;
        out.end()
    }
}

impl Serialize for RequestError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("RequestError", 5)?;
        out.serialize_field("code", self.code().name())?;
        out.serialize_field("path", self.path())?;
        out.serialize_field("message", self.message())?;
        out.serialize_field("help", self.help())?;
        optional(&mut out, "offset", self.offset())?;
        out.end()
    }
}

impl Serialize for InvalidSnapshot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let help = "mend every problem listed in `problems`, then parse again";
        refusal(serializer, ["invalid-snapshot", &self.to_string(), help], self)
    }
}

const HELP_WITH_CHANGES: &str = "nothing was changed: mend every problem listed in `problems`, then call again";

impl Serialize for InvalidThreads {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        refusal(serializer, ["invalid-threads", &self.to_string(), HELP_WITH_CHANGES], &self.0)
    }
}

impl Serialize for InvalidRecords {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        refusal(serializer, ["invalid-records", &self.to_string(), HELP_WITH_CHANGES], &self.0)
    }
}

/// Code, message and help, with the problems.
fn refusal<S: Serializer>(serializer: S, texts: [&str; 3], refused: &InvalidSnapshot) -> Result<S::Ok, S::Error> {
    let [code, message, help] = texts;
    let mut out = serializer.serialize_struct("Refusal", 5)?;
    out.serialize_field("code", code)?;
    out.serialize_field("message", message)?;
    out.serialize_field("help", help)?;
    out.serialize_field("problems", &refused.problems)?;
    out.serialize_field("total", &refused.total)?;
    out.end()
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Problem", 5)?;
        out.serialize_field("code", self.code.name())?;
        out.serialize_field("path", &self.path)?;
        out.serialize_field("message", &self.message)?;
        out.serialize_field("help", self.code.help())?;
        optional(&mut out, "offset", self.offset)?;
        out.end()
    }
}

pub(crate) fn optional<S: SerializeStruct, T: Serialize>(
    out: &mut S,
    name: &'static str,
    value: Option<T>,
) -> Result<(), S::Error> {
    match value {
        Some(value) => out.serialize_field(name, &value),
        None => out.skip_field(name),
    }
}
