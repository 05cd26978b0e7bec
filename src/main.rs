//! The `akhbar` program: takes the arguments, does what they say, and prints in one line what
//! went wrong.

use std::io::Write;
use std::process::ExitCode;

use akhbar::{cli, text};

/// Trouble: a bad argument, a source that cannot be read, a terminal that is none.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    match cli::main(std::env::args_os()) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            // What is wrong may be a word of the environment, which can hold anything.
            let error = text::one_line(&error.to_string());
            // A standard error that is closed is no reason to fail differently.
            let _ = writeln!(std::io::stderr(), "akhbar: {error}");
            ExitCode::from(TROUBLE)
        }
    }
}
