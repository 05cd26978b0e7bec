//! The terminal: what `term` sends, read by two independent terminal parsers, and sessions in a
//! pty that end in every way.

mod frames;
mod sessions;
