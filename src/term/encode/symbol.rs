//! What may be sent of a cell: in, its symbol; out, one character of it, what that is, and how much
//! more there is. No control character gets past here.

use ratatui::buffer::CellWidth as _;

use crate::text::Kind;

/// A symbol as it may be sent.
pub(crate) struct Symbol {
    /// The first character.
    pub base: char,
    /// The same as it goes out.
    pub utf8: Utf8,
    pub kind: Kind,
    pub extent: Extent,
}

impl Symbol {
    pub(crate) const BLANK: Self = Self {
        base: ' ',
        utf8: Utf8(b' ' as u32),
        kind: Kind::Blank,
        extent: Extent::ONE,
    };

    /// What a cell holds.
    #[inline(always)]
    pub(crate) fn of(symbol: &str) -> Self {
        match *symbol.as_bytes() {
            // Most of any screen.
            [b' '] => Self::BLANK,
            [letter] if letter.is_ascii_alphabetic() => Self {
                base: letter.into(),
                utf8: Utf8(letter.into()),
                kind: Kind::Left,
                extent: Extent::ONE,
            },
            _ => Self::plain(symbol).unwrap_or_else(|| Self::safe(symbol)),
        }
    }

    /// A symbol of one character that is shown the same whatever is around.
    #[inline(always)]
    fn plain(symbol: &str) -> Option<Self> {
        let mut chars = symbol.chars();
        let base = chars.next().filter(|_| chars.as_str().is_empty())?;
        let (kind, columns) = Kind::and_columns(base);
        columns.map(|columns| Self {
            base,
            utf8: Utf8::of_symbol(symbol),
            kind,
            extent: Extent(columns),
        })
    }

    /// Any symbol as it may be sent. This is the last defence: what stands in a cell has been through
    /// `text`, which leaves nothing that is replaced here.
    #[inline(never)]
    fn safe(symbol: &str) -> Self {
        if symbol.chars().any(is_control) {
            return Self {
                base: char::REPLACEMENT_CHARACTER,
                utf8: Utf8::of(char::REPLACEMENT_CHARACTER),
                kind: Kind::Neutral,
                ..Self::BLANK
            };
        }
        let safe = symbol.replace(is_bidi_control, "");
        match (safe.chars().next(), safe.cell_width()) {
            (Some(base), columns @ 1..) => {
                let tail = match safe.len() > base.len_utf8() {
                    true => Extent::TAIL,
                    false => 0,
                };
                let columns = columns.min(Extent::COLUMNS.into()) as u8;
                Self {
                    base,
                    utf8: Utf8::of(base),
                    kind: Kind::of(base),
                    extent: Extent(columns | tail),
                }
            }
            // Alone it would go to the cell before it, or, empty, leave an old symbol standing.
            _ => Self::BLANK,
        }
    }
}

/// How many columns a symbol takes, and in the highest bits what goes out behind its base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent(u8);

impl Extent {
    /// More characters follow in the cell.
    const TAIL: u8 = 1 << 7;
    /// A left-to-right mark goes out behind the symbol.
    const HELD: u8 = 1 << 6;
    const COLUMNS: u8 = Self::HELD - 1;
    /// One column and nothing else.
    pub(crate) const ONE: Self = Self(1);
    /// A column that is covered from before it.
    pub(crate) const NONE: Self = Self(0);

    #[inline(always)]
    pub(crate) fn columns(self) -> usize {
        usize::from(self.0 & Self::COLUMNS)
    }

    #[inline(always)]
    pub(crate) fn has_tail(self) -> bool {
        self.0 & Self::TAIL != 0
    }

    #[inline(always)]
    pub(crate) fn is_held(self) -> bool {
        self.0 & Self::HELD != 0
    }

    /// Whether this is one column or none and nothing else.
    #[inline(always)]
    pub(crate) fn is_at_most_one(self) -> bool {
        self.0 <= Self::ONE.0
    }

    /// What either has, as far as bits go.
    #[inline(always)]
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The same held, or not.
    #[inline(always)]
    pub(crate) fn held(self, is_held: bool) -> Self {
        match is_held {
            true => Self(self.0 | Self::HELD),
            false => Self(self.0 & !Self::HELD),
        }
    }
}

/// A character in UTF-8, its first byte lowest and zeros behind its last: comparing such words is
/// most of what a frame asks of its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Utf8(u32);

impl Utf8 {
    /// For a column that is covered from before it. No character begins so.
    pub(crate) const COVERED: Self = Self(0xFD);
    /// Where nobody knows what the terminal shows, nor so.
    pub(crate) const UNKNOWN: Self = Self(0xFF);
    /// What is longer than a character, nor so.
    const LONG: Self = Self(0xFE);

    #[inline(always)]
    pub(crate) fn of(c: char) -> Self {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes);
        Self(u32::from_le_bytes(bytes))
    }

    /// What a cell holds, which need not be one character.
    #[inline(always)]
    pub(crate) fn of_symbol(symbol: &str) -> Self {
        let bytes = match *symbol.as_bytes() {
            [a] => [a, 0, 0, 0],
            [a, b] => [a, b, 0, 0],
            [a, b, c] => [a, b, c, 0],
            [a, b, c, d] => [a, b, c, d],
            _ => return Self::LONG,
        };
        Self(u32::from_le_bytes(bytes))
    }

    /// Its bytes, and how many of them count.
    #[inline(always)]
    pub(crate) fn bytes(self) -> ([u8; 4], usize) {
        let last_bit = (self.0 | 1).ilog2();
        (self.0.to_le_bytes(), (last_bit as usize + 8) / 8)
    }
}

/// Whether a terminal might act on the character: Cc, and the two separators.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Marks, embeddings, overrides and isolates: the cells of a finished row hold none, and mlterm and
/// screen give some of them a column.
pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
