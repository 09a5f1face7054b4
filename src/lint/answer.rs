//! Findings as docs/specification.md section 12 writes them.

use super::findings::{Finding, Findings};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

impl Serialize for Findings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Findings", 2)?;
        out.serialize_field("findings", &self.findings)?;
        out.serialize_field("total", &self.total)?;
        out.end()
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Finding", 6)?;
        out.serialize_field("code", self.code.name())?;
        out.serialize_field("severity", self.code.severity().name())?;
        out.serialize_field("path", &self.path)?;
        out.serialize_field("message", self.code.message())?;
        out.serialize_field("help", self.code.help())?;
        match self.count {
            Some(count) => out.serialize_field("count", &count)?,
            None => out.skip_field("count")?,
        }
        out.end()
    }
}
