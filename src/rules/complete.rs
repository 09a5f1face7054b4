//! Mode complete: mail of all leads and contacts (Z-04). A deal's mail is seen on its contacts.

use super::links::Candidate;
use crate::policy::records::RecordType;

/// Whether a record can show mail.
pub(crate) const fn candidate(kind: RecordType) -> Candidate {
    match kind {
        RecordType::Contact | RecordType::Lead => Candidate::Eligible,
        RecordType::Deal | RecordType::Organization | RecordType::Other => Candidate::TypeNotEligible,
    }
}
