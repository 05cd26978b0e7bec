//! One paragraph of text: in, a string in logical order and a width in cells; out, lines of
//! clusters in visual order, each with the range of source bytes that it shows. Nothing here
//! knows a page, a screen or a terminal, and no input can make it fail.
//!
//! UAX 9 (direction), UAX 14 (lines), UAX 29 (clusters), Unicode chapter 9.2 (joining).

mod bidi;
mod body;
mod break_class;
mod break_rules;
mod bytes;
mod chars;
mod cluster;
#[cfg(test)]
mod conformance;
mod context;
mod digit;
mod direction;
mod eight;
mod explicit;
mod file_name;
mod find;
mod fit;
mod fold;
mod forms;
mod glyph;
mod implicit;
mod isolate;
mod joining;
mod justify;
mod line;
mod line_break;
mod name;
mod normal;
mod paragraph;
mod plain;
mod property;
mod row;
mod sanitize;
mod set;
mod stretch;
mod tally;
mod width;
mod word;
mod word_at;
mod word_sign;
mod wrap;

pub use bytes::{ASCII_LETTERS, Bytes};
pub use cluster::{first_cluster, last_cluster};
pub use digit::{digit, may_have_digit};
pub use direction::{Direction, first_strong, majority, paragraph as paragraph_direction};
pub(crate) use eight::Eight;
pub use file_name::file_name;
pub use find::{Matches, Pattern};
pub use fit::Fit;
pub use fold::{Folded, Spelling, decompose, folded};
pub(crate) use glyph::is_mark;
pub use justify::Justify;
pub use line::{Line, Order};
pub use name::name;
pub(crate) use normal::composed;
pub use normal::without_forms;
pub use paragraph::{Cell, Marks, Options, Paragraph};
pub use property::is_letter;
pub use row::{Kind, mirrored, seen_order};
pub use sanitize::{Controls, Sanitized, clean, one_line, sanitize};
pub use stretch::stretches;
pub use tally::{Tally, tally};
pub use word_at::{next_word, word_at};
pub use wrap::wrap;
