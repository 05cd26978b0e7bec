//! The terminal: what `term` sends, read by two independent terminal parsers and by models of
//! terminals that put text in order by themselves, answers that are none, and sessions in a pty that end in every way.

mod answers;
mod frames;
pub(crate) mod models;
mod profiles;
mod sessions;

pub(crate) use profiles::{TERMINALS, compare};
