//! Proposals as docs/specification.md section 11 writes them.

use super::Proposal;
use super::patch::{PatchOperation, PatchValue};
use crate::wire::answer::optional;
use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

impl Serialize for Proposal<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Proposal", 4)?;
        out.serialize_field("decision", &self.decision)?;
        out.serialize_field("problems", &self.problems)?;
        out.serialize_field("patch", &self.patch)?;
        optional(&mut out, "exposure", self.exposure.as_ref())?;
        out.end()
    }
}

impl Serialize for PatchOperation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (op, path, value) = match self {
            Self::Add { path, value } => ("add", path, Some(value)),
            Self::Remove { path } => ("remove", path, None),
        };
        let mut out = serializer.serialize_struct("PatchOperation", 3)?;
        out.serialize_field("op", op)?;
        out.serialize_field("path", path)?;
        optional(&mut out, "value", value)?;
        out.end()
    }
}

impl Serialize for PatchValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Array(items) => items.serialize(serializer),
            Self::Boolean(value) => value.serialize(serializer),
            Self::Object(members) => {
                let mut out = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    out.serialize_entry(name, value)?;
                }
                out.end()
            }
            Self::Text(text) => text.serialize(serializer),
        }
    }
}
