//! akhbar (اخبار, "news") is a news reader for the terminal in which right-to-left text is
//! correct.
//!
//! `text` knows one paragraph; `article` knows one page of news; `layout` knows one document;
//! `library` knows the disk; `app` knows the session; `ui` knows one screen; `term` knows the
//! terminal.
//!
//! Modules in reading order; each may use only those above it.

pub mod text;

pub mod article;

pub mod layout;

pub mod library;

pub mod app;

pub mod ui;

pub mod term;

pub mod run;

pub mod cli;
