//! What can be said on the command line, and how that is put to whoever asks for help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::text::{Direction, Fit, Justify, Marks};

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
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// Line by line, for screen readers and braille: no panes, logical order
    #[arg(long)]
    pub(crate) linear: bool,
    /// Files, folders, addresses of the web, or - for standard input
    #[arg(value_name = "SOURCE")]
    pub(crate) sources: Vec<OsString>,
    #[command(flatten)]
    pub(crate) reach: Reach,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Reach {
    /// Fetch nothing from the web; what was fetched before is read from the copy that was kept
    #[arg(long)]
    pub(crate) offline: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print one article: set in type on a terminal, as clean text into a pipe
    Show(ShowArgs),
    /// Search the paragraphs of articles, as spelling goes: 0 found, 1 not found, 2 trouble
    ///
    /// Prints source, paragraph (counted from 0, as in `show --json`) and text.
    Find(FindArgs),
    /// Write articles to a folder of pages in Markdown, or to one book; nothing is overwritten
    ///
    /// The pages have their fields above the text and are read back as the same articles.
    Export(ExportArgs),
    /// Set plain lines, each a paragraph, as a terminal should show them
    Typeset(TypesetArgs),
    /// Say what this terminal is and how text is sent to it
    Doctor,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// A file, an address of the web, or - for standard input
    pub(crate) source: OsString,
    #[command(flatten)]
    pub(crate) reach: Reach,
    /// All fields, as JSON
    #[arg(long, group = "form")]
    pub(crate) json: bool,
    /// Plain text
    #[arg(long, group = "form")]
    pub(crate) text: bool,
    /// Markdown
    #[arg(long, group = "form")]
    pub(crate) markdown: bool,
    /// An HTML page
    #[arg(long, group = "form")]
    pub(crate) html: bool,
    /// Cells of the longest line; text in a pipe is broken there too
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..))]
    pub(crate) width: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct FindArgs {
    /// What to look for
    pub(crate) pattern: String,
    /// Files, folders, addresses of the web, or - for standard input
    #[arg(required = true, value_name = "SOURCE")]
    pub(crate) sources: Vec<OsString>,
    #[command(flatten)]
    pub(crate) reach: Reach,
    /// PATTERN is a regular expression
    #[arg(long)]
    pub(crate) regex: bool,
    /// Whole words only; prefixes such as و and ال may be written together with them
    #[arg(short, long)]
    pub(crate) word: bool,
    /// Letter for letter
    #[arg(long, conflicts_with = "loose")]
    pub(crate) exact: bool,
    /// Letters that are often confused are alike too
    #[arg(long)]
    pub(crate) loose: bool,
    /// One JSON object a match
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Files, folders, addresses of the web, or - for standard input
    #[arg(required = true, value_name = "SOURCE")]
    pub(crate) sources: Vec<OsString>,
    /// A folder for a page in Markdown each; it is made where it is missing
    #[arg(
        long,
        value_name = "FOLDER",
        required_unless_present = "epub",
        conflicts_with = "epub"
    )]
    pub(crate) markdown: Option<PathBuf>,
    /// A file for all of them as a book (EPUB 3)
    #[arg(long, value_name = "FILE")]
    pub(crate) epub: Option<PathBuf>,
    /// What the book is called, else as its file
    #[arg(long, requires = "epub")]
    pub(crate) title: Option<String>,
    #[command(flatten)]
    pub(crate) reach: Reach,
}

#[derive(Debug, Args)]
pub(crate) struct TypesetArgs {
    /// A file, or - for standard input
    #[arg(default_value = "-")]
    pub(crate) file: OsString,
    #[command(flatten)]
    pub(crate) reach: Reach,
    /// Cells of the longest line
    #[arg(long, value_name = "N", default_value_t = 80, value_parser = clap::value_parser!(u16).range(2..))]
    pub(crate) width: u16,
    /// The base direction of every line
    #[arg(long, value_enum, default_value_t = Base::Auto)]
    pub(crate) direction: Base,
    /// Vowel signs and points
    #[arg(long, value_enum, default_value_t = MarksArg::Keep)]
    pub(crate) marks: MarksArg,
    /// How words are fitted into lines
    #[arg(long, value_enum, default_value_t = FitArg::Greedy)]
    pub(crate) fit: FitArg,
    /// How lines are filled up to the width
    #[arg(long, value_enum, default_value_t = JustifyArg::No)]
    pub(crate) justify: JustifyArg,
    /// Lines and cells, one JSON object a paragraph
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FitArg {
    /// Each line takes as many words as it can
    Greedy,
    /// All lines but the last come out as even as they can
    Even,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum JustifyArg {
    /// Not at all
    No,
    /// Blanks are widened
    Blanks,
    /// Arabic letters are drawn out where that is enough, else blanks are widened
    Kashida,
}

impl FitArg {
    pub(crate) fn fit(self) -> Fit {
        match self {
            Self::Greedy => Fit::Greedy,
            Self::Even => Fit::Even,
        }
    }
}

impl JustifyArg {
    pub(crate) fn justify(self) -> Justify {
        match self {
            Self::No => Justify::No,
            Self::Blanks => Justify::Blanks,
            Self::Kashida => Justify::Kashida,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Base {
    /// That of the first strong letter
    Auto,
    /// Left to right
    Ltr,
    /// Right to left
    Rtl,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum MarksArg {
    /// Shown
    Keep,
    /// Not shown
    Strip,
}

impl Base {
    pub(crate) fn direction(self) -> Option<Direction> {
        match self {
            Self::Auto => None,
            Self::Ltr => Some(Direction::Ltr),
            Self::Rtl => Some(Direction::Rtl),
        }
    }
}

impl MarksArg {
    pub(crate) fn marks(self) -> Marks {
        match self {
            Self::Keep => Marks::Keep,
            Self::Strip => Marks::Strip,
        }
    }
}
