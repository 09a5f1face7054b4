//! A vendor's temporary access (S-01).

use super::instant::Instant;
use super::rows::UserRow;

#[derive(Clone, Copy, Debug)]
pub(crate) struct SupportAccess {
    pub(crate) agent: UserRow,
    pub(crate) activated_at: Instant,
    pub(crate) expires_at: Instant,
    pub(crate) revoked_at: Option<Instant>,
}

impl SupportAccess {
    /// The moment from which it is no longer live (S-02, S-05).
    pub(crate) fn end(&self) -> Instant {
        self.revoked_at.map_or(self.expires_at, |revoked| revoked.min(self.expires_at))
    }

    pub(crate) fn is_live(&self, now: Instant) -> bool {
        self.activated_at <= now && now < self.end()
    }

    /// Whether it is live at any moment of `[from, to)`.
    pub(crate) fn is_live_within(&self, from: Instant, to: Instant) -> bool {
        self.activated_at.max(from) < self.end().min(to)
    }
}
