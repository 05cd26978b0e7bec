//! The look of cells as SGR sequences (ECMA-48 8.3.117): a pen knows what was last sent and
//! writes only what changes. Colours are sent as the cell names them: 16, 256 or RGB.

use std::io::Write as _;

use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};

/// The look that the terminal has at present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
    /// The number of the link that the cell is of; 0 for none. Whoever writes says where it leads.
    pub(crate) link: u16,
}

impl Pen {
    /// The look of a cell. The colour of its underline is left out: terminals that do not know
    /// SGR 58 take its arguments for other attributes.
    pub(crate) fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
            link: 0,
        }
    }

    /// The same neither bold nor italic.
    pub(crate) fn in_plain_face(mut self) -> Self {
        self.modifier -= Modifier::BOLD | Modifier::ITALIC;
        self
    }

    /// The same in bold.
    pub(crate) fn in_bold(mut self) -> Self {
        self.modifier |= Modifier::BOLD;
        self
    }

    /// Whether a blank in this look cannot be told from erased screen.
    pub(crate) fn is_bare(self) -> bool {
        let seen_on_blanks = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
        self.bg == Color::Reset && !self.modifier.intersects(seen_on_blanks)
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
        self.link = next.link;
        if *self == next {
            return;
        }
        let mut codes = Codes { out, first: true };
        // SGR 22 ends both bold and dim, and the ends are less widely known than the reset: a
        // modifier is taken away by a reset and by setting again what stays.
        if !next.modifier.contains(self.modifier) || next == Self::default() {
            *self = Self::default();
            codes.push(format_args!("0"));
        }
        for (modifier, code) in MODIFIERS {
            if next.modifier.contains(modifier) && !self.modifier.contains(modifier) {
                codes.push(format_args!("{code}"));
            }
        }
        if next.fg != self.fg {
            codes.colour(next.fg, 30);
        }
        if next.bg != self.bg {
            codes.colour(next.bg, 40);
        }
        codes.end();
        *self = next;
    }
}

const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// One SGR sequence being written.
struct Codes<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl Codes<'_> {
    fn push(&mut self, code: std::fmt::Arguments<'_>) {
        let lead = if self.first { "\x1b[" } else { ";" };
        self.first = false;
        write!(self.out, "{lead}{code}").expect("writing to memory does not fail");
    }

    /// `base` is 30 for the foreground and 40 for the background.
    fn colour(&mut self, colour: Color, base: u8) {
        let index = match colour {
            Color::Reset => return self.push(format_args!("{}", base + 9)),
            Color::Indexed(index) => return self.push(format_args!("{};5;{index}", base + 8)),
            Color::Rgb(r, g, b) => return self.push(format_args!("{};2;{r};{g};{b}", base + 8)),
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 60,
            Color::LightRed => 61,
            Color::LightGreen => 62,
            Color::LightYellow => 63,
            Color::LightBlue => 64,
            Color::LightMagenta => 65,
            Color::LightCyan => 66,
            Color::White => 67,
        };
        self.push(format_args!("{}", base + index));
    }

    fn end(self) {
        if !self.first {
            self.out.push(b'm');
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
