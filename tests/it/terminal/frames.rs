//! What `Screen` sends, fed to two terminal parsers that know nothing of each other, is what the
//! buffer says, cell for cell: for a whole screen and for the way from any screen to another.

use std::num::NonZeroU16;

use akhbar::term::{Profile, Screen, encode_row};
use proptest::{
    collection::vec,
    prelude::*,
    sample::{select, subsequence},
};
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier},
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn both_parsers_see_each_frame(frames in size().prop_flat_map(|size| vec(frame(size), 1..6))) {
        for profile in [Profile::Visual, Profile::Bdsm, Profile::Mlterm] {
            let mut terminals = Terminals::new(&frames[0]);
            let mut screen = Screen::new(profile);
            for next in &frames {
                let mut bytes = Vec::new();
                screen.show(next.clone(), &mut bytes);
                terminals.read(&bytes);
                terminals.compare(next);

                bytes.clear();
                screen.show(next.clone(), &mut bytes);
                prop_assert_eq!(bytes.len(), 0);
            }
        }
    }

    #[test]
    fn a_printed_row_is_seen_too(mut frame in size().prop_flat_map(frame)) {
        // Nothing can help where a mark moves the cursor on: no marks, for avt.
        for cell in frame.content.iter_mut().filter(|cell| cell.symbol().chars().count() > 1) {
            cell.set_symbol("ﻢ");
        }
        let mut terminals = Terminals::new(&frame);
        for (row_idx, row) in frame.content.chunks(frame.area.width.into()).enumerate() {
            let mut bytes = format!("\x1b[{};1H", row_idx + 1).into_bytes();
            encode_row(row, Profile::Visual, &mut bytes);
            terminals.read(&bytes);
        }
        terminals.compare(&frame);
    }
}

/// Symbols whose width terminals disagree on: whatever one makes of them, their neighbours stay.
#[test]
fn a_symbol_of_doubtful_width_harms_no_other_cell() {
    let check = |symbol: &str, columns: usize| {
        let plain = Buffer::with_lines(["abcdefgh"]);
        let mut doubtful = plain.clone();
        doubtful[(3, 0)].set_symbol(symbol);
        for (old, new) in [
            (&plain, &doubtful),
            (&doubtful, &plain),
            (&doubtful, &doubtful),
        ] {
            let mut terminals = Terminals::new(old);
            let mut screen = Screen::new(Profile::Visual);
            for frame in [old, new] {
                let mut bytes = Vec::new();
                screen.show(frame.clone(), &mut bytes);
                terminals.read(&bytes);
            }
            let doubt = if new == &doubtful {
                3..3 + columns
            } else {
                0..0
            };
            for text in terminals.text() {
                for (x, (c, expected)) in text.into_iter().zip("abcdefgh".chars()).enumerate() {
                    assert!(
                        doubt.contains(&x) || c == expected.to_string(),
                        "{symbol} {x} {c:?}"
                    );
                }
            }
        }
    };
    check("❤\u{FE0F}", 2);
    check("👩\u{200D}🚀", 2);
    check("🇵🇰", 2);
    check("ﺏ\u{651}\u{64E}", 1);
}

/// Two terminals that are sent the same.
struct Terminals {
    vt100: vt100::Parser,
    avt: avt::Terminal,
    width: u16,
}

/// What both parsers can tell of a cell.
#[derive(Debug, PartialEq)]
struct Seen {
    symbol: String,
    fg: Option<Color>,
    bg: Option<Color>,
    modifier: Modifier,
}

impl Terminals {
    fn new(like: &Buffer) -> Self {
        let (width, height) = (like.area.width, like.area.height);
        let cells = |n_cells| NonZeroU16::new(n_cells).unwrap();
        let mut terminals = Self {
            vt100: vt100::Parser::new(cells(height), cells(width), 0),
            avt: avt::Terminal::new(width.into(), height.into()).unwrap(),
            width,
        };
        // As in a session.
        terminals.read(b"\x1b[?7l");
        terminals
    }

    fn read(&mut self, bytes: &[u8]) {
        self.vt100.process(bytes);
        self.avt.feed(std::str::from_utf8(bytes).unwrap());
    }

    fn compare(&self, buffer: &Buffer) {
        let mut covered = false;
        for (idx, cell) in buffer.content.iter().enumerate() {
            let (x, y) = buffer.pos_of(idx);
            if covered && x > 0 {
                covered = false;
                continue;
            }
            let wide = is_wide(cell);
            // Half a symbol cannot be shown.
            let cut = wide && x + 1 == self.width;
            covered = wide && !cut;
            let symbol = if cut || cell.symbol().is_empty() {
                " "
            } else {
                cell.symbol()
            };
            let expected = Seen {
                symbol: symbol.to_owned(),
                // The colour of what is not there may be any.
                fg: (symbol != " ").then_some(cell.fg),
                bg: Some(cell.bg),
                modifier: visible(symbol, cell.modifier),
            };
            assert_eq!(self.vt100_cell(x, y, symbol), expected, "vt100 at {x},{y}");
            // avt gives a mark a column of its own, where the next cell must win; in the last
            // column there is no next cell, and the last mark stays.
            let mut chars = symbol.chars();
            let c = if x + 1 < self.width {
                chars.next()
            } else {
                chars.last()
            };
            let expected = Seen {
                symbol: c.into_iter().collect(),
                ..expected
            };
            assert_eq!(self.avt_cell(x, y, symbol), expected, "avt at {x},{y}");
        }
    }

    fn vt100_cell(&self, x: u16, y: u16, expected: &str) -> Seen {
        let cell = self.vt100.screen().cell(y, x).unwrap();
        let colour = |colour| match colour {
            vt100::Color::Default => Color::Reset,
            vt100::Color::Idx(index) => Color::Indexed(index),
            vt100::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
        };
        let mut modifier = Modifier::empty();
        modifier.set(Modifier::BOLD, cell.bold());
        modifier.set(Modifier::DIM, cell.dim());
        modifier.set(Modifier::ITALIC, cell.italic());
        modifier.set(Modifier::UNDERLINED, cell.underline());
        modifier.set(Modifier::REVERSED, cell.inverse());
        Seen {
            symbol: if cell.has_contents() {
                cell.contents()
            } else {
                " "
            }
            .to_owned(),
            fg: (expected != " ").then(|| colour(cell.fgcolor())),
            bg: Some(colour(cell.bgcolor())),
            modifier: visible(expected, modifier),
        }
    }

    fn avt_cell(&self, x: u16, y: u16, expected: &str) -> Seen {
        let cell = self.avt.screen().line(y.into()).unwrap().cells()[usize::from(x)];
        let colour = |colour| match colour {
            None => Color::Reset,
            Some(avt::Color::Indexed(index)) => Color::Indexed(index),
            Some(avt::Color::RGB(rgb)) => Color::Rgb(rgb.r, rgb.g, rgb.b),
        };
        let pen = cell.pen();
        let mut modifier = Modifier::empty();
        modifier.set(Modifier::BOLD, pen.is_bold());
        modifier.set(Modifier::DIM, pen.is_faint());
        modifier.set(Modifier::ITALIC, pen.is_italic());
        modifier.set(Modifier::UNDERLINED, pen.is_underline());
        modifier.set(Modifier::REVERSED, pen.is_inverse());
        Seen {
            symbol: cell.char().to_string(),
            fg: (expected != " ").then(|| colour(pen.foreground())),
            bg: Some(colour(pen.background())),
            modifier: visible(expected, modifier),
        }
    }

    /// The symbols of the first row in either.
    fn text(&self) -> [Vec<String>; 2] {
        let vt100 = |x| self.vt100_cell(x, 0, "").symbol;
        let avt = |x| self.avt_cell(x, 0, "").symbol;
        [
            (0..self.width).map(vt100).collect(),
            (0..self.width).map(avt).collect(),
        ]
    }
}

/// The modifiers that can be told apart on the symbol.
fn visible(symbol: &str, modifier: Modifier) -> Modifier {
    if symbol == " " {
        modifier & (Modifier::UNDERLINED | Modifier::REVERSED)
    } else {
        modifier
    }
}

/// The one wide character among those of [`cell`].
fn is_wide(cell: &Cell) -> bool {
    cell.symbol() == "文"
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    (1..24u16, 1..5u16)
}

/// A screen: mostly blank or mostly full, so that both erasing and writing over are common.
fn frame((width, height): (u16, u16)) -> impl Strategy<Value = Buffer> {
    let n_cells = usize::from(width) * usize::from(height);
    let area = Rect::new(0, 0, width, height);
    let rows = vec(cell(), n_cells).prop_map(move |content| Buffer { area, content });
    (rows, 0..=width).prop_map(|(mut frame, used)| {
        for idx in 0..frame.content.len() {
            if frame.pos_of(idx).0 >= used {
                frame.content[idx].reset();
            }
        }
        frame
    })
}

fn cell() -> impl Strategy<Value = Cell> {
    let symbols = [
        " ", " ", " ", "a", "Z", "(", "7", "", "ﺏ", "ﻼ", "ﺎ", "ﯽ", "│", "文", "文",
    ];
    let marked = ["ﺏ\u{64E}", "ﻢ\u{651}\u{64F}", "e\u{301}"];
    let symbol = select([&symbols[..], &marked[..]].concat());
    (symbol, colour(), colour(), modifier()).prop_map(|(symbol, fg, bg, modifier)| {
        let mut cell = Cell::default();
        cell.set_symbol(symbol).set_fg(fg).set_bg(bg);
        cell.modifier = modifier;
        cell
    })
}

/// Colours in the one form in which parsers give them back; the named ones have a table test.
fn colour() -> impl Strategy<Value = Color> {
    prop_oneof![
        4 => Just(Color::Reset),
        1 => (0..=255u8).prop_map(Color::Indexed),
        1 => any::<(u8, u8, u8)>().prop_map(|(r, g, b)| Color::Rgb(r, g, b)),
    ]
}

fn modifier() -> impl Strategy<Value = Modifier> {
    // Bold and dim are one attribute with two values to vt100, as to some terminals.
    let weight = select(vec![Modifier::empty(), Modifier::BOLD, Modifier::DIM]);
    let others = vec![Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
    let others = subsequence(others, 0..3);
    let some = (weight, others)
        .prop_map(|(weight, others)| others.into_iter().fold(weight, Modifier::union));
    prop_oneof![3 => Just(Modifier::empty()), 1 => some]
}
