//! Support access that is open, or open for long.

use super::Looked;
use super::findings::FindingCode;
use super::report::Report;

/// Support access that runs for more days is to be looked at.
const DAYS: u32 = 30;

pub(super) fn look(looked: &Looked<'_>, report: &mut Report) {
    for (index, access) in looked.policy.support_access.iter().enumerate() {
        let path = || format!("/supportAccess/{index}");
        if access.is_live(looked.now) {
            report.add(FindingCode::SupportAccessLive, &path);
        }
        if looked.now < access.end() && access.end() > access.activated_at.plus_days(DAYS) {
            report.add(FindingCode::SupportAccessLong, &path);
        }
    }
}
