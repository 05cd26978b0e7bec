//! akhbar (اخبار, "news") is a news reader for the terminal in which right-to-left text is
//! correct. It values, in this order: no data loss, no crash, no wrong text on screen, speed,
//! comfort.
//!
//! # The rooms
//!
//! | folder | knows | takes → gives | touches |
//! |---|---|---|---|
//! | [`text`] | one paragraph | a string and a width → lines of clusters in visual order | nothing |
//! | [`picture`] | one picture | its bytes and the room for it → pixels of that size | nothing |
//! | [`article`] | one page of news | the bytes of a page → [`article::Article`] and all that was left out | nothing |
//! | [`layout`] | one document | an article and a measure → [`layout::Page`], which sets the rows it is asked for | nothing |
//! | [`library`] | the disk, the network | names → sources, and the articles behind them; what is remembered | the disk, the network |
//! | [`app`] | the session | [`app::State`] and a message → the state after it, and effects | nothing |
//! | [`ui`] | one screen | a session and a theme → cells in a buffer | nothing |
//! | [`term`] | the terminal | finished rows → bytes; bytes → keys; modes set and restored | the terminal |
//!
//! [`run`](mod@run) is the loop that ties them together, [`cli`] the command line above all.
//!
//! # The flow
//!
//! ```text
//! bytes ─article─▶ Article ─layout─▶ Page ─ui─▶ Buffer ─term::encode─▶ screen
//!                     │               rows,      visual    by profile
//!                     └ removed       source     cells
//!                                     ranges
//! keys ─term─▶ Event ─ui::Keymap─▶ Message ─app::update─▶ State' + Effects ─run─▶ worker ─▶ Message
//! ```
//!
//! Every arrow is a value that a test can print.
//!
//! # What always holds
//!
//! - Arrows run downwards: a module uses only those above it in the list below, as the table in
//!   `tests/it/tidy.rs` has it. `ui` and `term` do not know each other.
//! - No string from outside reaches a cell, a pipe or a file but through [`text::sanitize`].
//! - Buffers hold visual cells, one glyph each; no pass after `text` asks how wide a string is.
//! - Every cell knows the bytes of the source that it shows: matches light up by source ranges.
//! - A place in an article is an [`layout::Anchor`], never a row number.
//! - A long document costs the screen, not its length: only reading it goes through all of it, and
//!   nothing but what is shown is set in type.
//! - Every line of a page is in a field, in the document or among the removed.

pub mod text;

pub mod picture;

pub mod article;

pub mod layout;

pub mod library;

pub mod app;

pub mod ui;

pub mod term;

pub mod run;

pub mod cli;
