//! Exposures as docs/specification.md section 11 writes them.

use super::{ExposedThread, ExposedUser, Exposure};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

impl Serialize for Exposure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Exposure", 2)?;
        out.serialize_field("users", &self.users)?;
        out.serialize_field("pairs", &self.pairs)?;
        out.end()
    }
}

impl Serialize for ExposedUser {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ExposedUser", 7)?;
        out.serialize_field("user", &self.user)?;
        out.serialize_field("gained", &self.gained)?;
        out.serialize_field("lost", &self.lost)?;
        out.serialize_field("raised", &self.raised)?;
        out.serialize_field("lowered", &self.lowered)?;
        out.serialize_field("toFull", &self.to_full)?;
        out.serialize_field("examples", &self.examples)?;
        out.end()
    }
}

impl Serialize for ExposedThread {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("ExposedThread", 3)?;
        out.serialize_field("thread", &self.thread)?;
        out.serialize_field("before", self.before.name())?;
        out.serialize_field("after", self.after.name())?;
        out.end()
    }
}
