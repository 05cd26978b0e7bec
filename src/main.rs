//! The `akhbar` program: takes the arguments, does what they say, and prints in one line what
//! went wrong.

use std::io::Write;
use std::process::ExitCode;

use akhbar::cli;

/// Trouble: a bad argument, a source that cannot be read, a terminal that is none.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    match cli::main(std::env::args_os()) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            // A standard error that is closed is no reason to fail differently.
            let _ = writeln!(std::io::stderr(), "akhbar: {error}");
            ExitCode::from(TROUBLE)
        }
    }
}
