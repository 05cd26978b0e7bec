//! Bytes into a text and a few numbers. The numbers are the last bytes, so that any text file is an
//! input.

use std::borrow::Cow;
use std::ops::Range;

use akhbar::text::{Controls, Direction, Marks, Options, Spelling};

/// Bytes behind the text.
pub const N_KNOBS: usize = 6;

/// One input of a target.
pub struct Input<'a> {
    pub text: Cow<'a, str>,
    knobs: [u8; N_KNOBS],
}

impl<'a> Input<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let (text, knobs) = match bytes.split_last_chunk() {
            Some((text, knobs)) => (text, *knobs),
            None => (bytes, [0; N_KNOBS]),
        };
        Self {
            text: String::from_utf8_lossy(text),
            knobs,
        }
    }

    /// How the text is set.
    pub fn options(&self) -> Options {
        let bits = self.knobs[0];
        Options {
            direction: [None, None, Some(Direction::Ltr), Some(Direction::Rtl)]
                [usize::from(bits & 3)],
            marks: [Marks::Keep, Marks::Strip][usize::from(bits >> 2 & 1)],
            controls: [Controls::Obey, Controls::Ignore][usize::from(bits >> 3 & 1)],
        }
    }

    pub fn spelling(&self) -> Spelling {
        [
            Spelling::Usual,
            Spelling::Usual,
            Spelling::Exact,
            Spelling::Loose,
        ][usize::from(self.knobs[0] & 3)]
    }

    /// Cells: narrow ones often, since most happens at the ends of lines.
    pub fn width(&self) -> usize {
        match self.knobs[1] {
            255 => usize::MAX,
            n => usize::from(n),
        }
    }

    pub fn n_lines(&self) -> usize {
        usize::from(self.knobs[2] % 8)
    }

    /// One of `n` ways.
    pub fn way(&self, n: u8) -> u8 {
        self.knobs[3] % n
    }

    /// A byte of `text` or its end.
    pub fn place(&self, text: &str) -> usize {
        text.len() * usize::from(self.knobs[1]) / 255
    }

    /// A part of `text`, whole characters.
    pub fn part(&self, text: &str) -> Range<usize> {
        let at = |knob: u8| text.floor_char_boundary(text.len() * usize::from(knob) / 255);
        let [a, b] = [at(self.knobs[4]), at(self.knobs[5])];
        a.min(b)..a.max(b)
    }
}
