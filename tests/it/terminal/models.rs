//! Small models of what kinds of terminals do with a row of cells before they draw it. They keep
//! what they are sent as it comes; the order on the screen is made from that, by the
//! `unicode-bidi` crate where UAX 9 is meant.

use ratatui::style::{Color, Modifier};
use unicode_bidi::{BidiInfo, Level};
use unicode_width::UnicodeWidthChar as _;

/// What a terminal does with a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    /// Nothing.
    AsSent,
    /// UAX 9 from left to right; the flag is for mirror images.
    Left(bool),
    /// The same without mirror images in each part between lines of boxes.
    ByPart,
    /// UAX 9 in the direction of the first letter.
    ByLetter,
    /// UAX 9 from left to right in each stretch of one look.
    ByLook,
    /// Each word turns round where its first script runs from right to left.
    ByWord,
    /// The same with each part of a word that is of one font.
    ByFont,
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Look {
    pub fg: Color,
    pub bg: Color,
    pub modifier: Modifier,
}

/// A symbol and its look, and its columns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown {
    pub symbol: String,
    pub look: Look,
    pub columns: usize,
}

/// A terminal that keeps what it is sent.
pub(crate) struct Model {
    /// The cells as stored; none where a wide one covers them.
    rows: Vec<Vec<Option<Shown>>>,
    at: (usize, usize),
    look: Look,
}

impl Model {
    pub(crate) fn new(width: usize, height: usize) -> Self {
        let blank = Shown {
            symbol: " ".to_owned(),
            look: Look::default(),
            columns: 1,
        };
        Self {
            rows: vec![vec![Some(blank); width]; height],
            at: (0, 0),
            look: Look::default(),
        }
    }

    pub(crate) fn read(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = match rest.strip_prefix("\x1b[") {
                Some(sequence) => {
                    let end = sequence.find(|c: char| ('@'..='~').contains(&c)).unwrap();
                    self.control(&sequence[..end], sequence.as_bytes()[end]);
                    &sequence[end + 1..]
                }
                None => {
                    self.print(c);
                    &rest[c.len_utf8()..]
                }
            };
        }
    }

    fn print(&mut self, c: char) {
        let (x, y) = self.at;
        let columns = c.width().unwrap();
        if columns == 0 {
            let before = self.rows[y][..x].iter_mut().rev().flatten().next();
            before.unwrap().symbol.push(c);
            return;
        }
        // What stands half under the new symbol is gone.
        for place in [x, x + columns] {
            let Some(None) = self.rows[y].get(place) else {
                continue;
            };
            self.rows[y][place - 1] = Some(self.blank());
            self.rows[y][place] = Some(self.blank());
        }
        self.rows[y][x] = Some(Shown {
            symbol: c.to_string(),
            look: self.look,
            columns,
        });
        for covered in &mut self.rows[y][x + 1..x + columns] {
            *covered = None;
        }
        self.at.0 += columns;
    }

    fn blank(&self) -> Shown {
        let look = Look {
            bg: self.look.bg,
            ..Look::default()
        };
        Shown {
            symbol: " ".to_owned(),
            look,
            columns: 1,
        }
    }

    fn control(&mut self, parameters: &str, last: u8) {
        let number = |text: &str| text.parse::<usize>().unwrap_or(0);
        match last {
            b'H' => {
                let (y, x) = parameters.split_once(';').unwrap();
                self.at = (number(x) - 1, number(y) - 1);
            }
            b'K' => {
                let (x, y) = self.at;
                let blank = self.blank();
                self.rows[y][x..].fill(Some(blank));
            }
            b'J' => {
                let blank = Some(self.blank());
                self.rows.iter_mut().for_each(|row| row.fill(blank.clone()));
            }
            b'm' => self.paint(&parameters.split(';').map(number).collect::<Vec<_>>()),
            _ => panic!("CSI {parameters}{}", char::from(last)),
        }
    }

    fn paint(&mut self, mut codes: &[usize]) {
        while let [code, rest @ ..] = codes {
            codes = rest;
            let (colour, n_more) = match (code, rest) {
                (38 | 48, [5, index, ..]) => (Color::Indexed(*index as u8), 2),
                (38 | 48, [2, r, g, b, ..]) => (Color::Rgb(*r as u8, *g as u8, *b as u8), 4),
                (30..=37 | 40..=47, _) => (Color::Indexed((code % 10) as u8), 0),
                (90..=97 | 100..=107, _) => (Color::Indexed((code % 10 + 8) as u8), 0),
                (39 | 49, _) => (Color::Reset, 0),
                (0, _) => {
                    self.look = Look::default();
                    continue;
                }
                (1..=9, _) => {
                    self.look.modifier |= Modifier::from_bits_truncate(1 << (code - 1));
                    continue;
                }
                _ => panic!("SGR {code}"),
            };
            codes = &codes[n_more..];
            match code {
                30..=39 | 90..=97 => self.look.fg = colour,
                _ => self.look.bg = colour,
            }
        }
    }

    /// A row as such a terminal shows it, from left to right.
    pub(crate) fn shown(&self, row_idx: usize, order: Order) -> Vec<Shown> {
        let row: Vec<Shown> = self.rows[row_idx].iter().flatten().cloned().collect();
        let left = Some(Level::ltr());
        match order {
            Order::AsSent => row,
            Order::Left(mirrors) => reorder(&row, left, mirrors),
            Order::ByPart => {
                let is_line = |cell: &Shown| ('\u{2500}'..='\u{259F}').contains(&base(cell));
                let parts = row.chunk_by(|a, b| is_line(a) == is_line(b));
                parts.flat_map(|part| reorder(part, left, false)).collect()
            }
            Order::ByLetter => reorder(&row, None, true),
            Order::ByLook => {
                let spans = row.chunk_by(|a, b| a.look == b.look);
                spans.flat_map(|span| reorder(span, left, true)).collect()
            }
            Order::ByWord | Order::ByFont => {
                let by_font = matches!(order, Order::ByFont);
                let font = |cell: &Shown| {
                    let is_lacking = by_font && is_lacking(base(cell));
                    (cell.look.modifier & Modifier::BOLD, is_lacking)
                };
                let words = row.chunk_by(|a, b| !is_apart(a) && !is_apart(b) && font(a) == font(b));
                words.flat_map(in_script_order).collect()
            }
        }
    }
}

/// The base of a cell.
fn base(cell: &Shown) -> char {
    cell.symbol.chars().next().unwrap()
}

fn mirrored(cell: &Shown) -> Shown {
    let mut cell = cell.clone();
    let pairs = [('(', ')'), ('[', ']'), ('«', '»')];
    let c = base(&cell);
    for (a, b) in pairs {
        if c == a || c == b {
            let partner = if c == a { b } else { a };
            cell.symbol = cell.symbol.replacen(c, &partner.to_string(), 1);
            break;
        }
    }
    cell
}

fn reorder(cells: &[Shown], base_level: Option<Level>, mirrors: bool) -> Vec<Shown> {
    let text: String = cells.iter().map(|cell| cell.symbol.as_str()).collect();
    let info = BidiInfo::new(&text, base_level);
    let Some(paragraph) = info.paragraphs.first() else {
        return Vec::new();
    };
    let levels = info.reordered_levels(paragraph, 0..text.len());
    let levels: Vec<Level> = text.char_indices().map(|(at, _)| levels[at]).collect();
    // Each character by its cell; a cell is seen where its base is.
    let bases = cells.iter().flat_map(|cell| {
        let tail = cell.symbol.chars().skip(1).map(|_| None);
        std::iter::once(Some(cell)).chain(tail)
    });
    let bases: Vec<Option<&Shown>> = bases.collect();
    let cell = |place: usize| match mirrors && levels[place].is_rtl() {
        true => bases[place].map(mirrored),
        false => bases[place].cloned(),
    };
    let order = BidiInfo::reorder_visual(&levels);
    order.into_iter().filter_map(cell).collect()
}

/// Whether DejaVu Sans Mono lacks a character, of those that the tests hold.
fn is_lacking(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{5FF}' | '\u{6D4}' | '\u{FB1D}'..='\u{FB4F}' | '\u{FB88}' | '\u{FB89}')
        || matches!(c, '\u{FBA6}'..='\u{FBA9}' | '\u{FBAE}' | '\u{FBAF}')
}

/// Whether kitty never shapes the cell with others.
fn is_apart(cell: &Shown) -> bool {
    cell.symbol == " " || cell.columns > 1 || ('\u{2500}'..='\u{28FF}').contains(&base(cell))
}

fn in_script_order(word: &[Shown]) -> Vec<Shown> {
    let script = |cell: &Shown| match base(cell) {
        '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{640}' => None,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => Some(true),
        c if c.is_alphabetic() => Some(false),
        _ => None,
    };
    match word.iter().find_map(script) {
        // The look stays with the cell.
        Some(true) => {
            let letters = word.iter().rev().map(mirrored).zip(word);
            let in_cell = |(letter, cell): (Shown, &Shown)| Shown {
                look: cell.look,
                ..letter
            };
            letters.map(in_cell).collect()
        }
        _ => word.to_vec(),
    }
}
