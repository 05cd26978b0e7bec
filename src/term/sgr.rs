//! The look of cells as SGR sequences (ECMA-48 8.3.117): a pen knows what was last sent and
//! writes only what changes. Colours are sent as the cell names them: 16, 256 or RGB.

use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};

/// The look that the terminal has at present, in one word: comparing looks is most of what a frame
/// asks of them. The modifiers stand lowest, then the background, then the foreground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pen(u64);

/// The bits of a colour, as [`code`] has them, and where those of the two begin.
const COLOUR: u64 = (1 << 25) - 1;
const BACKGROUND: u32 = 9;
const FOREGROUND: u32 = BACKGROUND + 25;

/// What is seen on blanks too.
const SEEN_ON_BLANKS: u64 = COLOUR << BACKGROUND
    | bits(Modifier::UNDERLINED)
    | bits(Modifier::REVERSED)
    | bits(Modifier::CROSSED_OUT);

impl Pen {
    /// The look of a cell. The colour of its underline is left out: terminals that do not know
    /// SGR 58 take its arguments for other attributes.
    #[inline]
    pub(crate) fn of(cell: &Cell) -> Self {
        let colours = match (cell.fg, cell.bg) {
            // Most of any screen.
            (Color::Reset, Color::Reset) => 0,
            (fg, bg) => code(fg) << FOREGROUND | code(bg) << BACKGROUND,
        };
        Self(colours | bits(cell.modifier))
    }

    /// The same neither bold nor italic.
    pub(crate) fn in_plain_face(self) -> Self {
        Self(self.0 & !bits(Modifier::BOLD.union(Modifier::ITALIC)))
    }

    /// The same in bold.
    pub(crate) fn in_bold(self) -> Self {
        Self(self.0 | bits(Modifier::BOLD))
    }

    /// Whether a blank in this look cannot be told from erased screen.
    pub(crate) fn is_bare(self) -> bool {
        self.0 & SEEN_ON_BLANKS == 0
    }

    /// Changes the terminal's look from this one to `next`.
    #[inline]
    pub(crate) fn change(&mut self, next: Self, out: &mut Vec<u8>) {
        if *self != next {
            self.switch(next, out);
        }
    }

    #[inline(never)]
    fn switch(&mut self, next: Self, out: &mut Vec<u8>) {
        let mut codes = Codes { out, first: true };
        // SGR 22 ends both bold and dim, and the ends are less widely known than the reset: a
        // modifier is taken away by a reset and by setting again what stays.
        let modifiers = bits(Modifier::all());
        if self.0 & !next.0 & modifiers != 0 || next == Self::default() {
            *self = Self::default();
            codes.push(&[0]);
        }
        let mut added = next.0 & !self.0 & modifiers;
        while added != 0 {
            // They stand in the order of their codes.
            codes.push(&[added.trailing_zeros() as usize + 1]);
            added &= added - 1;
        }
        for (place, first) in [(FOREGROUND, 30), (BACKGROUND, 40)] {
            let [was, is] = [self.0, next.0].map(|pen| (pen >> place & COLOUR) as usize);
            if was != is {
                codes.colour(is, first);
            }
        }
        codes.end();
        *self = next;
    }
}

const fn bits(modifier: Modifier) -> u64 {
    modifier.bits() as u64
}

/// A colour in 25 bits: none, the sixteen from 1 on, those of the palette from 256 on, and from the
/// highest bit on those that are named by their parts.
fn code(colour: Color) -> u64 {
    match colour {
        Color::Reset => 0,
        Color::Black => 1,
        Color::Red => 2,
        Color::Green => 3,
        Color::Yellow => 4,
        Color::Blue => 5,
        Color::Magenta => 6,
        Color::Cyan => 7,
        Color::Gray => 8,
        Color::DarkGray => 9,
        Color::LightRed => 10,
        Color::LightGreen => 11,
        Color::LightYellow => 12,
        Color::LightBlue => 13,
        Color::LightMagenta => 14,
        Color::LightCyan => 15,
        Color::White => 16,
        Color::Rgb(r, g, b) => 1 << 24 | u64::from(u32::from_be_bytes([0, r, g, b])),
        Color::Indexed(index) => 1 << 8 | u64::from(index),
    }
}

/// One SGR sequence being written.
struct Codes<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl Codes<'_> {
    fn push(&mut self, codes: &[usize]) {
        for code in codes {
            let lead: &[u8] = if self.first { b"\x1b[" } else { b";" };
            self.first = false;
            self.out.extend_from_slice(lead);
            push_decimal(*code, self.out);
        }
    }

    /// `first` is 30 for the foreground and 40 for the background.
    fn colour(&mut self, code: usize, first: usize) {
        match code {
            0 => self.push(&[first + 9]),
            1..=8 => self.push(&[first + code - 1]),
            9..=16 => self.push(&[first + 60 + code - 9]),
            256..=511 => self.push(&[first + 8, 5, code & 0xFF]),
            _ => self.push(&[
                first + 8,
                2,
                code >> 16 & 0xFF,
                code >> 8 & 0xFF,
                code & 0xFF,
            ]),
        }
    }

    fn end(self) {
        if !self.first {
            self.out.push(b'm');
        }
    }
}

/// Appends a number as control sequences have them.
pub(crate) fn push_decimal(n: usize, out: &mut Vec<u8>) {
    let digit = |n: usize| b'0' + (n % 10) as u8;
    match n {
        0..=9 => out.push(digit(n)),
        // Most places on a screen.
        10..=99 => out.extend_from_slice(&[digit(n / 10), digit(n)]),
        _ => {
            push_decimal(n / 10, out);
            out.push(digit(n));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn pen(style: Style) -> Pen {
        Pen::of(Cell::default().set_style(style))
    }

    #[test]
    fn only_the_change_is_sent() {
        let check = |from: Style, to: Style, expected: &str| {
            let (mut out, mut now) = (Vec::new(), pen(from));
            now.change(pen(to), &mut out);
            assert_eq!(
                String::from_utf8(out).unwrap(),
                expected,
                "{from:?} to {to:?}"
            );
            assert_eq!(now, pen(to));
        };
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        check(plain, plain, "");
        check(plain, bold, "\x1b[1m");
        check(bold, plain, "\x1b[0m");
        check(bold, bold.fg(Color::Red), "\x1b[31m");
        check(bold.fg(Color::Red), plain.fg(Color::Red), "\x1b[0;31m");
        check(bold.fg(Color::Red), bold, "\x1b[39m");
        check(
            plain.fg(Color::Red).bg(Color::Blue),
            plain.bg(Color::Blue),
            "\x1b[39m",
        );
        check(
            plain,
            plain.fg(Color::White).bg(Color::DarkGray),
            "\x1b[97;100m",
        );
        check(
            plain,
            plain.fg(Color::Gray).bg(Color::LightCyan),
            "\x1b[37;106m",
        );
        check(plain, plain.fg(Color::Indexed(208)), "\x1b[38;5;208m");
        check(
            plain,
            plain.bg(Color::Rgb(1, 20, 255)),
            "\x1b[48;2;1;20;255m",
        );
        check(
            plain,
            plain.add_modifier(Modifier::all()),
            "\x1b[1;2;3;4;5;6;7;8;9m",
        );
        check(plain, plain.underline_color(Color::Red), "");
    }
}
