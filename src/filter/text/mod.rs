//! The text of a body that has come and has not gone through: at hand in a block of fixed size, or, where a piece of it
//! is longer than that, in one that grows.

mod block;
mod waiting;

pub(super) use block::Block;
pub(super) use waiting::Waiting;
