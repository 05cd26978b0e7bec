//! The command line: what can be asked for, and who does it. Each command gives back its exit
//! status; trouble is an error that `main` prints in one line.

mod doctor;
mod find;
mod show;
mod typeset;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::sync::Arc;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::article::Article;
use crate::library::{self, Forgetful, Source, Sources, Trouble, Web};
use crate::run::{self, Ending};
use crate::term;
use crate::text::{self, Direction, Fit, Justify, Line, Marks, Order, Paragraph};
use crate::ui::{Keyboard, UnknownKeyboard};

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

#[derive(Debug, Parser)]
#[command(
    name = "akhbar",
    version,
    about = "A news reader for the terminal that sets right-to-left text correctly",
    after_help = "Without a source, akhbar opens the articles that come with it. In the reader, ? shows the keys.\n\
        AKHBAR_BIDI=visual or bdsm overrides what is found out about the terminal (`akhbar doctor`).\n\
        AKHBAR_KEYBOARD=ar, fa, ur, ur-phonetic, ur-nla, he and others names the keyboard layout, which is learned otherwise.\n\
        AKHBAR_THEME is one of terminal, dark, light, contrast, 16, none.\n\
        AKHBAR_MOUSE=off leaves the mouse to the terminal.",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Line by line, for screen readers and braille: no panes, logical order
    #[arg(long)]
    linear: bool,
    /// Files, folders, addresses of the web, or - for standard input
    #[arg(value_name = "SOURCE")]
    sources: Vec<OsString>,
    #[command(flatten)]
    reach: Reach,
}

#[derive(Clone, Copy, Debug, Args)]
struct Reach {
    /// Fetch nothing from the web; what was fetched before is read from the copy that was kept
    #[arg(long)]
    offline: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print one article: set in type on a terminal, as clean text into a pipe
    Show(ShowArgs),
    /// Search the paragraphs of articles, as spelling goes: 0 found, 1 not found, 2 trouble
    ///
    /// Prints source, paragraph (counted from 0, as in `show --json`) and text.
    Find(FindArgs),
    /// Set plain lines, each a paragraph, as a terminal should show them
    Typeset(TypesetArgs),
    /// Say what this terminal is and how text is sent to it
    Doctor,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// A file, an address of the web, or - for standard input
    source: OsString,
    #[command(flatten)]
    reach: Reach,
    /// All fields, as JSON
    #[arg(long, group = "form")]
    json: bool,
    /// Plain text
    #[arg(long, group = "form")]
    text: bool,
    /// Markdown
    #[arg(long, group = "form")]
    markdown: bool,
    /// An HTML page
    #[arg(long, group = "form")]
    html: bool,
    /// Cells of the longest line; text in a pipe is broken there too
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..))]
    width: Option<u16>,
}

#[derive(Debug, Args)]
struct FindArgs {
    /// What to look for
    pattern: String,
    /// Files, folders, addresses of the web, or - for standard input
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<OsString>,
    #[command(flatten)]
    reach: Reach,
    /// PATTERN is a regular expression
    #[arg(long)]
    regex: bool,
    /// Whole words only; prefixes such as و and ال may be written together with them
    #[arg(short, long)]
    word: bool,
    /// Letter for letter
    #[arg(long, conflicts_with = "loose")]
    exact: bool,
    /// Letters that are often confused are alike too
    #[arg(long)]
    loose: bool,
    /// One JSON object a match
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct TypesetArgs {
    /// A file, or - for standard input
    #[arg(default_value = "-")]
    file: OsString,
    #[command(flatten)]
    reach: Reach,
    /// Cells of the longest line
    #[arg(long, value_name = "N", default_value_t = 80, value_parser = clap::value_parser!(u16).range(2..))]
    width: u16,
    /// The base direction of every line
    #[arg(long, value_enum, default_value_t = Base::Auto)]
    direction: Base,
    /// Vowel signs and points
    #[arg(long, value_enum, default_value_t = MarksArg::Keep)]
    marks: MarksArg,
    /// How words are fitted into lines
    #[arg(long, value_enum, default_value_t = FitArg::Greedy)]
    fit: FitArg,
    /// How lines are filled up to the width
    #[arg(long, value_enum, default_value_t = JustifyArg::No)]
    justify: JustifyArg,
    /// Lines and cells, one JSON object a paragraph
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FitArg {
    /// Each line takes as many words as it can
    Greedy,
    /// All lines but the last come out as even as they can
    Even,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum JustifyArg {
    /// Not at all
    No,
    /// Blanks are widened
    Blanks,
    /// Arabic letters are drawn out where that is enough, else blanks are widened
    Kashida,
}

impl FitArg {
    fn fit(self) -> Fit {
        match self {
            Self::Greedy => Fit::Greedy,
            Self::Even => Fit::Even,
        }
    }
}

impl JustifyArg {
    fn justify(self) -> Justify {
        match self {
            Self::No => Justify::No,
            Self::Blanks => Justify::Blanks,
            Self::Kashida => Justify::Kashida,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Base {
    /// That of the first strong letter
    Auto,
    /// Left to right
    Ltr,
    /// Right to left
    Rtl,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MarksArg {
    /// Shown
    Keep,
    /// Not shown
    Strip,
}

impl Base {
    fn direction(self) -> Option<Direction> {
        match self {
            Self::Auto => None,
            Self::Ltr => Some(Direction::Ltr),
            Self::Rtl => Some(Direction::Rtl),
        }
    }
}

impl MarksArg {
    fn marks(self) -> Marks {
        match self {
            Self::Keep => Marks::Keep,
            Self::Strip => Marks::Strip,
        }
    }
}

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
        None if cli.linear => linear(&cli.sources, cli.reach),
        None => open(&cli.sources, cli.reach),
        Some(Command::Show(args)) => show::show(&args),
        Some(Command::Find(args)) => find::find(&args),
        Some(Command::Typeset(args)) => typeset::typeset(&args),
        Some(Command::Doctor) => doctor::doctor(),
    }
}

fn open(names: &[OsString], reach: Reach) -> Result<u8, Error> {
    let Some(sources) = sources(names, reach)? else {
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

fn linear(names: &[OsString], reach: Reach) -> Result<u8, Error> {
    let Some(sources) = sources(names, reach)? else {
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
    match run::linear(sources, keyboard()?, input, stdout.lock(), width) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        Err(_) => Ok(SUCCESS),
        Ok(trouble) => {
            warn(trouble);
            Ok(SUCCESS)
        }
    }
}

/// The sources of these names; none where they are empty folders.
///
/// # Errors
/// With nothing to show, the trouble is said here and no screen is opened.
fn sources(names: &[OsString], reach: Reach) -> Result<Option<Sources>, Error> {
    let mut sources = library::sources(names, &web(reach.offline));
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

/// Reads an article. What is to be known of one on the web is said as trouble is.
fn read(source: &Source) -> Result<Article, Trouble> {
    let Source::Web(page) = source else {
        return library::read(source);
    };
    let fetched = page.fetch(|_| true)?;
    for note in fetched.notes {
        let note = text::one_line(&format!("{}: {note}", page.name()));
        let _ = writeln!(io::stderr(), "akhbar: {note}");
    }
    Ok(fetched.article)
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
