//! What the open elements of a page say of the text in them.

use dom_query::NodeId;

use crate::article::html::passage::Place;
use crate::article::html::writing::Writing;
use crate::article::{BlockKind, Language};
use crate::text::Direction;

/// What the open elements say.
#[derive(Clone, Copy)]
pub(crate) struct Context {
    pub(crate) place: Place,
    pub(crate) kind: BlockKind,
    pub(crate) level: u8,
    pub(crate) direction: Option<Direction>,
    pub(crate) language: Option<Language>,
    /// The next number of the open list, where it counts.
    pub(crate) number: Option<u16>,
    pub(crate) list_depth: u8,
    pub(crate) is_body: bool,
    pub(crate) script: Option<Script>,
    /// The open link, by its number among those of the page.
    pub(crate) link: Option<u32>,
    /// In the title of the page as a file.
    pub(crate) in_title: bool,
}

/// Where characters stand beside the line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Super,
    Sub,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            place: Place::default(),
            kind: BlockKind::Paragraph,
            level: 0,
            direction: None,
            language: None,
            number: None,
            list_depth: 0,
            is_body: false,
            script: None,
            link: None,
            in_title: false,
        }
    }
}

/// What is restored when an element is left.
pub(crate) struct Left {
    pub(crate) context: Context,
    pub(crate) parent: Option<NodeId>,
    pub(crate) group: Option<NodeId>,
    pub(crate) is_block: bool,
    /// What is written behind its text.
    pub(crate) end: &'static str,
    pub(crate) region: bool,
    /// The first passage of a table that holds facts.
    pub(crate) table: Option<usize>,
    /// The first passage of what may be a verse.
    pub(crate) verse: Option<usize>,
    /// The passage that is open around what is hidden, and its text nodes.
    pub(crate) around: Option<(Writing, Vec<NodeId>)>,
}

impl Left {
    /// What is restored of a context, and nothing else.
    pub(crate) fn of(context: Context) -> Self {
        Self {
            context,
            parent: None,
            group: None,
            is_block: false,
            end: "",
            region: false,
            table: None,
            verse: None,
            around: None,
        }
    }
}

/// Whether it is a number as notes have them.
pub(crate) fn is_number(text: &str) -> bool {
    let text = text.trim();
    (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// A digit above or below the line.
pub(crate) fn shifted(digit: char, script: Script) -> char {
    let above = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let below = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let digits = if script == Script::Sub { below } else { above };
    let idx = digit.to_digit(10).map_or(0, |n| n as usize);
    digits[idx]
}
