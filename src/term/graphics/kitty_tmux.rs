//! kitty's pictures through tmux: a picture is sent past tmux, under a number, and shown by cells that
//! tmux takes for text. Each cell is one character with a mark for the row of the picture that it
//! shows, one for the column, and one for the upper byte of the number; its colour is the lower byte.
//! <https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders>

use std::io::Write;

use crate::picture::{Placed, Rendered};
use crate::term::answer::version_of;
use crate::term::graphics::kitty;

/// The character of a cell that shows a part of a picture.
const PLACEHOLDER: char = '\u{10EEEE}';

/// The first kitty that knows it.
const FIRST_KITTY: (u32, u32) = (0, 28);

/// Whether the terminal that calls itself so knows such cells. Ghostty from its documentation.
pub(crate) fn is_known_to(version: &str) -> bool {
    version_of("kitty(", version) >= Some(FIRST_KITTY) || version.starts_with("ghostty")
}

/// Sends a picture as a file, with the cells that it takes.
pub(crate) fn send(picture: &Rendered, out: &mut Vec<u8>) {
    let (bitmap, frame) = (&picture.bitmap, picture.frame);
    let (id, columns, rows) = (number(bitmap.id()), frame.columns, frame.rows);
    let keys = format!("a=T,U=1,f=100,i={id},c={columns},r={rows},q=2");
    let mut strings = Vec::new();
    kitty::send_as(&keys, bitmap, &mut strings);
    past_tmux(&strings, out);
}

/// Shows what is in sight of a picture that was sent. What stands in its cells is blank already.
pub(crate) fn put(placed: &Placed, out: &mut Vec<u8>) {
    let [high, _, _, colour] = number(placed.picture.bitmap.id()).to_be_bytes();
    let upper = mark(high.into()).unwrap_or_default();
    let columns: Vec<char> = (0..placed.picture.frame.columns).map_while(mark).collect();
    for idx in 0..placed.n_rows {
        let Some(row) = mark(placed.first_row + idx) else {
            return;
        };
        let (x, y) = (placed.x + 1, placed.y + idx + 1);
        write(out, format_args!("\x1b[{y};{x}H\x1b[38;5;{colour}m"));
        for column in &columns {
            write(out, format_args!("{PLACEHOLDER}{row}{column}{upper}"));
        }
        out.extend_from_slice(b"\x1b[39m");
    }
}

/// Takes a picture away, pixels and all.
pub(crate) fn delete(id: u32, out: &mut Vec<u8>) {
    let mut string = Vec::new();
    kitty::delete(number(id), &mut string);
    past_tmux(&string, out);
}

/// The number that a picture is sent under. Only its first and last byte can be said by a cell where
/// the terminal may have no more than 256 colours.
fn number(id: u32) -> u32 {
    let [.., high, low] = id.to_be_bytes();
    u32::from_be_bytes([high, 0, 0, low])
}

/// Appends control strings as tmux hands them on: each in one of its own, with every ESC doubled.
fn past_tmux(strings: &[u8], out: &mut Vec<u8>) {
    // The letters of base 64 and of keys have no backslash: each ends a string.
    for string in strings.split_inclusive(|byte| *byte == b'\\') {
        out.extend_from_slice(b"\x1bPtmux;");
        for byte in string {
            if *byte == b'\x1b' {
                out.push(b'\x1b');
            }
            out.push(*byte);
        }
        out.extend_from_slice(b"\x1b\\");
    }
}

fn write(out: &mut Vec<u8>, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments)
        .expect("writing to memory does not fail");
}

/// The mark that stands for a number; none from 297 on.
fn mark(number: u16) -> Option<char> {
    let mut left = u32::from(number);
    for (first, n_marks) in MARKS {
        if left < n_marks {
            return char::from_u32(first + left);
        }
        left -= n_marks;
    }
    None
}

/// The marks that stand for numbers from 0 on, by their code points: the first of each run and how
/// many it has. They are those of Unicode 6.0 that stand above letters (class 230) and are never
/// composed with them.
#[rustfmt::skip]
const MARKS: [(u32, u32); 86] = [
    (0x305, 1), (0x30d, 2), (0x310, 1), (0x312, 1), (0x33d, 3), (0x346, 1), (0x34a, 3), (0x350, 3),
    (0x357, 1), (0x35b, 1), (0x363, 13), (0x483, 5), (0x592, 4), (0x597, 3), (0x59c, 6), (0x5a8, 2),
    (0x5ab, 2), (0x5af, 1), (0x5c4, 1), (0x610, 8), (0x657, 5), (0x65d, 2), (0x6d6, 7), (0x6df, 4),
    (0x6e4, 1), (0x6e7, 2), (0x6eb, 2), (0x730, 1), (0x732, 2), (0x735, 2), (0x73a, 1), (0x73d, 1),
    (0x73f, 3), (0x743, 1), (0x745, 1), (0x747, 1), (0x749, 2), (0x7eb, 7), (0x7f3, 1), (0x816, 4),
    (0x81b, 9), (0x825, 3), (0x829, 5), (0x951, 1), (0x953, 2), (0xf82, 2), (0xf86, 2), (0x135d, 3),
    (0x17dd, 1), (0x193a, 1), (0x1a17, 1), (0x1a75, 8), (0x1b6b, 1), (0x1b6d, 7), (0x1cd0, 3),
    (0x1cda, 2), (0x1ce0, 1), (0x1dc0, 2), (0x1dc3, 7), (0x1dcb, 2), (0x1dd1, 22), (0x1dfe, 1),
    (0x20d0, 2), (0x20d4, 4), (0x20db, 2), (0x20e1, 1), (0x20e7, 1), (0x20e9, 1), (0x20f0, 1),
    (0x2cef, 3), (0x2de0, 32), (0xa66f, 1), (0xa67c, 2), (0xa6f0, 2), (0xa8e0, 18), (0xaab0, 1),
    (0xaab2, 2), (0xaab7, 2), (0xaabe, 2), (0xaac1, 1), (0xfe20, 7), (0x10a0f, 1), (0x10a38, 1),
    (0x1d185, 5), (0x1d1aa, 4), (0x1d242, 3),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_numbered_from_above() {
        for (number, expected) in [
            (0, '\u{305}'),
            (1, '\u{30D}'),
            (5, '\u{33D}'),
            (100, '\u{7EB}'),
            (255, '\u{A8E5}'),
            (296, '\u{1D244}'),
        ] {
            assert_eq!(mark(number), Some(expected), "{number}");
        }
        assert_eq!(mark(297), None);
    }

    #[test]
    fn cells_are_sent_only_to_those_that_know_them() {
        for (version, expected) in [
            ("kitty(0.27.1)", false),
            ("kitty(0.28.0)", true),
            ("kitty(0.41.1)", true),
            ("kitty(1.0)", true),
            ("ghostty 1.2.0", true),
            ("Konsole 22.12.3", false),
            ("", false),
        ] {
            assert_eq!(is_known_to(version), expected, "{version:?}");
        }
    }

    #[test]
    fn a_number_is_said_by_its_colour_and_a_mark() {
        assert_eq!(number(7), 7);
        assert_eq!(number(0x1234), 0x1200_0034);
        assert_eq!(number(0x56_1234), 0x1200_0034);
    }
}
