//! A policy that is borrowed, or shared with others who may change it between two pieces of a body.

#[cfg(any(feature = "wasm", test))]
use crate::ask::session::Session;
use crate::policy::Policy;
#[cfg(any(feature = "wasm", test))]
use std::cell::{Ref, RefCell};
use std::ops::Deref;
#[cfg(any(feature = "wasm", test))]
use std::rc::Rc;

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

/// A session whose policy may change between two pieces of a body.
#[cfg(any(feature = "wasm", test))]
pub(crate) type SharedSession = Rc<RefCell<Session>>;

#[cfg(any(feature = "wasm", test))]
impl Lend for SharedSession {
    type Lent<'a>
        = Ref<'a, Policy>
    where
        Self: 'a;

    fn lend(&self) -> Ref<'_, Policy> {
        Ref::map(self.borrow(), Session::policy)
    }
}
