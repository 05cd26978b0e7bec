//! The integration tests, one binary.

#![allow(
    clippy::unwrap_used,
    reason = "clippy sees tests only in functions marked as such"
)]

mod bad_input;
mod commands;
mod export;
mod keyboards;
mod linear;
mod pages;
mod pictures;
mod program;
mod pty;
mod run;
mod sessions;
mod snapshots;
mod terminal;
mod tidy;
mod unicode;
mod web;
