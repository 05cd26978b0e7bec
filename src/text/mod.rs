//! One paragraph of text: in, a string in logical order and a width in cells; out, lines of
//! clusters in visual order, each with the range of source bytes that it shows. Nothing here
//! knows a page, a screen or a terminal, and no input can make it fail.
//!
//! UAX 9 (direction), UAX 14 (lines), UAX 29 (clusters), Unicode chapter 9.2 (joining).

mod direction;
mod sanitize;

pub use direction::{Direction, first_strong, majority, paragraph as paragraph_direction};
pub use sanitize::{Controls, Sanitized, clean, one_line, sanitize};
