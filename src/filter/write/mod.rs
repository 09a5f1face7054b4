//! Writing: a body goes in token by token, and what stays of it comes out.

mod body;
mod cut;
mod items;
mod passage;
mod tokens;
mod value;
mod way;

pub(super) use body::Body;
pub(super) use passage::{Passage, Progress, Yields};
