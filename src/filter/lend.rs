//! A policy that is borrowed, or shared with others who may change it between two pieces of a body.

use crate::policy::Policy;
use std::ops::Deref;

/// Whoever has a policy to lend. A filter owns its lender, so that what it keeps can never meet another policy.
pub(crate) trait Lend {
    /// The policy on loan.
    type Lent<'a>: Deref<Target = Policy>
    where
        Self: 'a;

    fn lend(&self) -> Self::Lent<'_>;
}

impl Lend for &Policy {
    type Lent<'a>
        = &'a Policy
    where
        Self: 'a;

    fn lend(&self) -> &Policy {
        self
    }
}
