//! Logical text for the flow of a terminal or a pipe: in, paragraphs with line ends between them;
//! out, the same with their lines broken.

use crate::text::{Options, Paragraph};

/// Logical text with its lines broken at `width` cells, and a line end after each.
pub fn wrap(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    for paragraph in text.lines() {
        for line in Paragraph::new(paragraph, &Options::default()).lines(width) {
            out.push_str(paragraph[line.range].trim_end_matches(' '));
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_in_logical_order() {
        assert_eq!(
            wrap("one two\n\nثلاثة أربعة\n", 7),
            "one two\n\nثلاثة\nأربعة\n"
        );
    }
}
