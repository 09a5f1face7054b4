//! Findings as they come, put into the order of the codes.

use super::findings::{Finding, FindingCode, Findings};

/// So many findings are listed.
const FINDINGS_MAX: usize = 1_000;

/// What was found so far: for each code, in the order of the snapshot.
#[derive(Debug, Default)]
pub(super) struct Report {
    by_code: Vec<Vec<Finding>>,
    total: usize,
}

impl Report {
    pub(super) fn add(&mut self, code: FindingCode, path: &dyn Fn() -> String) {
        self.push(code, path, None);
    }

    /// What is told once for all threads of a mailbox, if there are any.
    pub(super) fn add_count(&mut self, code: FindingCode, count: usize, path: &dyn Fn() -> String) {
        if count > 0 {
            self.push(code, path, Some(count));
        }
    }

    #[inline(never)]
    fn push(&mut self, code: FindingCode, path: &dyn Fn() -> String, count: Option<usize>) {
        self.total = self.total.saturating_add(1);
        let number = usize::from(code.number());
        if self.by_code.len() <= number {
            self.by_code.resize(number.saturating_add(1), Vec::new());
        }
        if let Some(listed) = self.by_code.get_mut(number).filter(|listed| listed.len() < FINDINGS_MAX) {
            listed.push(Finding { code, path: path(), count });
        }
    }

    pub(super) fn into_findings(self) -> Findings {
        let findings = self.by_code.into_iter().flatten().take(FINDINGS_MAX).collect();
        Findings { findings, total: self.total }
    }
}
