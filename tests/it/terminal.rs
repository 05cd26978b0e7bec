//! The terminal: what `term` sends, read by two independent terminal parsers and by models of
//! terminals that put text in order by themselves, and sessions in a pty that end in every way.

mod frames;
mod models;
mod profiles;
mod sessions;
