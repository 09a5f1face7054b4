//! Mode record-level: mail of the leads and contacts that the owner ticked (Z-05).

use super::links::Candidate;
use crate::model::rows::RecordRow;
use crate::policy::records::RecordType;

/// Whether a record can carry a tick.
pub(crate) const fn can_be_ticked(kind: RecordType) -> bool {
    match kind {
        RecordType::Contact | RecordType::Lead => true,
        RecordType::Deal | RecordType::Organization | RecordType::Other => false,
    }
}

/// Whether a record can show mail. `ticks` are in ascending order.
pub(crate) fn candidate(kind: RecordType, record: RecordRow, ticks: &[RecordRow]) -> Candidate {
    if !can_be_ticked(kind) {
        Candidate::TypeNotEligible
    } else if ticks.binary_search(&record).is_err() {
        Candidate::NotTicked
    } else {
        Candidate::Eligible
    }
}
