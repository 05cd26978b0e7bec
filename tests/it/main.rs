//! The integration tests, one binary.

#![allow(
    clippy::unwrap_used,
    reason = "clippy sees tests only in functions marked as such"
)]

mod pages;
mod pty;
mod terminal;
mod unicode;
