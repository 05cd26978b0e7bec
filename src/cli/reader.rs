//! `akhbar` without a command: the reader, on a screen or line by line.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};

use crate::cli::{Error, Reach, SUCCESS, env, fetched_from, web};
use crate::library::{self, Forgetful, Sources};
use crate::run::{self, Ending};
use crate::term;
use crate::ui::{Keyboard, UnknownKeyboard};

pub(crate) fn screen(names: &[OsString], reach: Reach) -> Result<u8, Error> {
    let sources = library::sources(names, &web(reach.offline)).watched();
    let Some(sources) = readable(sources)? else {
        return Ok(SUCCESS);
    };
    let ended = run::run(sources, &web(reach.offline), keyboard()?)?;
    warn(ended.trouble);
    // As shells count a process that a signal ended: 128 and the number of the signal.
    Ok(match ended.ending {
        Ending::Left => SUCCESS,
        Ending::HungUp => 128 + 1,
        Ending::Asked => 128 + 15,
    })
}

pub(crate) fn linear(names: &[OsString], reach: Reach) -> Result<u8, Error> {
    let sources = library::sources(names, &web(reach.offline));
    let Some(sources) = readable(sources)? else {
        return Ok(SUCCESS);
    };
    let stdin = io::stdin();
    // Where standard input is an article, lines are typed at the terminal.
    let input: Box<dyn BufRead> = match names.iter().any(|name| name == "-") {
        true => Box::new(BufReader::new(
            File::open("/dev/tty").map_err(|_| term::Error::NoKeyboard)?,
        )),
        false => Box::new(stdin.lock()),
    };
    let stdout = io::stdout();
    let columns = usize::from(term::size(&stdout).0);
    let width = stdout.is_terminal().then_some(columns.max(2));
    let key = sources.key();
    let sources = fetched_from(sources);
    match run::linear(key, sources, keyboard()?, input, stdout.lock(), width) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        Err(_) => Ok(SUCCESS),
        Ok(trouble) => {
            warn(trouble);
            Ok(SUCCESS)
        }
    }
}

/// The sources, if there is anything in them to show. Else the trouble is said here and nothing is
/// opened.
fn readable(mut sources: Sources) -> Result<Option<Sources>, Error> {
    if sources.has_page() {
        return Ok(Some(sources));
    }
    let first = sources.find_map(Result::err);
    first.map_or(Ok(None), |trouble| Err(trouble.into()))
}

fn keyboard() -> Result<Keyboard, UnknownKeyboard> {
    Keyboard::named(&env("AKHBAR_KEYBOARD").unwrap_or_default())
}

fn warn(trouble: Option<Forgetful>) {
    if let Some(trouble) = trouble {
        let _ = writeln!(io::stderr(), "akhbar: {trouble}");
    }
}
