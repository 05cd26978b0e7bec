//! The command line: what can be asked for, and who does it. Each command gives back its exit
//! status; trouble is an error that `main` prints in one line.

mod args;
mod doctor;
mod export;
mod find;
mod reader;
mod show;
mod typeset;

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use clap::Parser;
use clap::error::ErrorKind;

use crate::cli::args::{Cli, Command, Reach};
use crate::library::{self, Keep, Source, Sources, Trouble, Web, WebPage};
use crate::run;
use crate::term::{self, Decision, Graphics, Hyperlinks};
use crate::text::{self, Line, Order, Paragraph};
use crate::ui::UnknownKeyboard;

/// What ends a command early, in words for the person who gave it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A source.
    #[error(transparent)]
    Source(#[from] Trouble),
    /// The terminal.
    #[error(transparent)]
    Terminal(#[from] term::Error),
    /// The keyboard.
    #[error(transparent)]
    Keyboard(#[from] UnknownKeyboard),
    /// The arguments.
    #[error("{0}")]
    Usage(String),
    /// Writing.
    #[error("cannot write: {0}")]
    Output(io::Error),
}

const SUCCESS: u8 = 0;

/// Does what the arguments say and gives back the exit status.
///
/// # Errors
/// Whatever ends the command early.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Result<u8, Error> {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            print(error.render().to_string().as_bytes())?;
            return Ok(SUCCESS);
        }
        Err(error) => return Err(Error::Usage(usage(&error))),
    };
    match cli.command {
        None if cli.linear => reader::linear(&cli.sources, cli.reach),
        None => reader::screen(&cli.sources, cli.reach),
        Some(Command::Show(args)) => show::show(&args),
        Some(Command::Find(args)) => find::find(&args),
        Some(Command::Export(args)) => export::export(&args),
        Some(Command::Typeset(args)) => typeset::typeset(&args),
        Some(Command::Doctor) => doctor::doctor(),
    }
}

/// The first line of what clap says, which has the cause; its usage lines are in `--help`.
fn usage(error: &clap::Error) -> String {
    let whole = error.render().to_string();
    let lines: Vec<&str> = whole
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    let cause = lines.join(" ");
    let cause = cause.strip_prefix("error: ").unwrap_or(&cause);
    format!("{}; see `akhbar --help`", text::one_line(cause))
}

/// Writes to standard output. A reader that has gone away, as `head` does, is no trouble.
fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

/// Whether standard output is a terminal that is more than dumb: one that sets no type itself and
/// shows what it is sent.
fn on_terminal() -> bool {
    io::stdout().is_terminal() && env("TERM").is_none_or(|name| name != "dumb")
}

/// What the terminal is sent, by all that is known of it.
fn identify() -> Result<(Decision, Graphics, Hyperlinks), Error> {
    let memory = Keep::decide(env)
        .map(|keep| keep.peek())
        .unwrap_or_default();
    Ok(term::identify(&run::chosen(&memory))?)
}

/// Lines in visual order, each at the edge of its paragraph's direction.
fn push_lines(out: &mut Vec<u8>, paragraph: &Paragraph, lines: &[Line], width: usize) {
    let mut order = Order::default();
    for line in lines {
        push_indent(out, paragraph, width, line.width);
        paragraph.push_visual(line, &mut order, out);
        out.push(b'\n');
    }
}

/// The blanks before a line of `used` cells that bring it to the edge of its direction.
fn push_indent(out: &mut Vec<u8>, paragraph: &Paragraph, width: usize, used: usize) {
    if paragraph.direction().is_rtl() {
        out.extend(std::iter::repeat_n(b' ', width.saturating_sub(used)));
    }
}

/// The web, as far as it is wanted.
fn web(offline: bool) -> Arc<Web> {
    Arc::new(Web::decide(env, offline))
}

/// The sources that the user named, fetched as by [`fetched_from`].
fn sources(names: &[OsString], reach: Reach) -> impl Iterator<Item = Result<Source, Trouble>> {
    fetched_from(library::sources(names, &web(reach.offline)))
}

/// The same sources, those of the web fetched when it is their turn; what is to be known of that is said
/// as trouble is. Of a feed its entries are given.
fn fetched_from(sources: Sources) -> impl Iterator<Item = Result<Source, Trouble>> {
    sources.flat_map(|source| match source {
        Ok(Source::Web(page)) => fetched(&page),
        source => vec![source],
    })
}

/// The articles behind an address.
fn fetched(page: &Arc<WebPage>) -> Vec<Result<Source, Trouble>> {
    let notes = match page.fetch(|_| true) {
        Ok(fetched) => fetched.notes,
        Err(trouble) => return vec![Err(trouble)],
    };
    for note in notes {
        let note = text::one_line(&format!("{}: {note}", page.name()));
        let _ = writeln!(io::stderr(), "akhbar: {note}");
    }
    let source = Source::Web(Arc::clone(page));
    library::parts(&source).unwrap_or_else(|| vec![Ok(source)])
}

/// The one article of a name.
fn named(name: &OsStr, reach: Reach) -> Result<Source, Trouble> {
    let source = Source::named(name, &web(reach.offline))?;
    let Source::Web(page) = &source else {
        return Ok(source);
    };
    let mut articles = fetched(page);
    match articles.pop() {
        Some(article) if articles.is_empty() => article,
        _ => Err(Trouble::Many { name: page.name() }),
    }
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
