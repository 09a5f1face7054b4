//! The members that a question can have (docs/specification.md section 8).

use crate::model::names::names;

names! {
    /// The name of a member.
    MemberName {
        Action = "action",
        Examples = "examples",
        ExpiresAt = "expiresAt",
        Exposure = "exposure",
        Mailbox = "mailbox",
        Now = "now",
        Operation = "operation",
        Record = "record",
        Surface = "surface",
        Thread = "thread",
        Viewer = "viewer",
    }
}

/// A member of a question as it came: the name, and the value, which may be no text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'q> {
    pub(crate) name: Name<'q>,
    pub(crate) text: Option<&'q str>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Name<'q> {
    Known(MemberName),
    /// No question has such a member.
    Unknown(&'q str),
}

impl<'q> Name<'q> {
    pub(crate) fn of(text: &'q str) -> Self {
        let known = MemberName::ALL.iter().find(|name| name.name() == text);
        known.map_or(Self::Unknown(text), |name| Self::Known(*name))
    }

    pub(crate) const fn text(self) -> &'q str {
        match self {
            Self::Known(name) => name.name(),
            Self::Unknown(text) => text,
        }
    }
}

/// The names that a question may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MemberNames(u16);

impl MemberNames {
    pub(crate) const fn of(names: &[MemberName]) -> Self {
        let mut bits = 0;
        let mut rest = names;
        while let [name, others @ ..] = rest {
            bits |= 1 << name.number();
            rest = others;
        }
        Self(bits)
    }

    pub(crate) const fn with(self, name: MemberName) -> Self {
        Self(self.0 | 1 << name.number())
    }

    pub(crate) const fn contain(self, name: MemberName) -> bool {
        self.0 & 1 << name.number() != 0
    }
}
