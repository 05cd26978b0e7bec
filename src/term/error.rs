//! What can go wrong between the program and the terminal, told so that a user can act on it.

use std::io;

use crate::term::profile::Profile;

/// Why the terminal could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Output goes into a pipe or a file.
    #[error("standard output is not a terminal; use `akhbar show` to print an article")]
    NotATerminal,
    /// A terminal that cannot place text.
    #[error(
        "TERM is dumb, a terminal that cannot place text; use `akhbar --linear` or `akhbar show`"
    )]
    Dumb,
    /// Neither standard input nor `/dev/tty` is a terminal to read keys from.
    #[error("there is no terminal to read keys from; use `akhbar show` to print an article")]
    NoKeyboard,
    /// A profile was asked for that does not exist.
    #[error("there is no bidi profile `{name}`; use one of {}", known())]
    UnknownProfile {
        /// The name as given.
        name: String,
    },
    /// A variable of the environment has a value that means nothing.
    #[error("{name} is `{value}`; use one of {known}")]
    UnknownValue {
        /// The variable.
        name: &'static str,
        /// The value as given.
        value: String,
        /// The values that it may have.
        known: &'static str,
    },
    /// The terminal refused a mode or a write.
    #[error("the terminal failed: {0}")]
    Io(#[from] io::Error),
}

/// The names of the profiles, for a message.
fn known() -> String {
    Profile::ALL.map(Profile::as_str).join(", ")
}
