//! Records: rows of the CRM that mail can be linked to.

/// What kind of row of the CRM it is. The default is what no sharing mode looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RecordType {
    Contact,
    Deal,
    Lead,
    Organization,
    #[default]
    Other,
}

impl RecordType {
    /// As it is written in JSON.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("lead", Self::Lead),
        ("contact", Self::Contact),
        ("organization", Self::Organization),
        ("deal", Self::Deal),
        ("other", Self::Other),
    ];
}

/// Whether a record can show the threads that are linked to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Candidate {
    Eligible,
    /// The owner has not ticked it (Z-05).
    NotTicked,
    TypeNotEligible,
}
