//! What the passes of `text` ask of a character, looked up once and kept in one word. The words
//! stand in blocks of 128 that are made from ICU's data when a text first needs them: a page of
//! Arabic makes four, and no table has to be kept in step with Unicode by hand.

use std::sync::OnceLock;

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{
        BidiClass, BidiMirroringGlyph, BidiPairedBracketType, EastAsianWidth, ExtendedPictographic,
        GraphemeClusterBreak, IndicConjunctBreak, JoiningType,
    },
};

use crate::text::{
    break_class::Lb,
    glyph,
    joining::{self, Joins},
    sanitize, width, word_sign,
};

/// The properties of one character.
#[derive(Clone, Copy)]
pub(crate) struct Property {
    /// The bidirectional class.
    pub class: Class,
    /// The class of line breaking.
    pub lb: Lb,
    flags: u16,
}

/// Bidirectional classes, by the names of UAX 9 (table 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(clippy::upper_case_acronyms, reason = "the names of the standard")]
pub(crate) enum Class {
    L,
    R,
    EN,
    ES,
    ET,
    AN,
    CS,
    B,
    S,
    WS,
    ON,
    LRE,
    LRO,
    AL,
    RLE,
    RLO,
    PDF,
    NSM,
    BN,
    FSI,
    LRI,
    RLI,
    PDI,
}

const PLAIN: u16 = 1 << 0;
const MARK: u16 = 1 << 1;
const MIRRORED: u16 = 1 << 2;
const BRACKET: u16 = 1 << 3;
const UNSAFE: u16 = 1 << 4;
const EAST_ASIAN: u16 = 1 << 5;
const HAS_FORMS: u16 = 1 << 6;
const SPECIAL: u16 = 1 << 7;
const ATTACHES: u16 = 1 << 8;
const JOINS_BEFORE: u16 = 1 << 9;
const JOINS_AFTER: u16 = 1 << 10;
const JOINS: u16 = JOINS_BEFORE | JOINS_AFTER;
const TRANSPARENT: u16 = 1 << 11;
/// The first of two bits.
const WIDTH: u16 = 12;
const LETTER: u16 = 1 << 14;

impl Property {
    /// The properties of `c`.
    pub(crate) fn of(c: char) -> Self {
        block(c)[c as usize % BLOCK]
    }

    /// Its cells where it stands alone, 0 to 2; 3 for more.
    pub(crate) fn width(self) -> u8 {
        (self.flags >> WIDTH & 3) as u8
    }

    /// What it allows on its two sides (Unicode chapter 9.2).
    pub(crate) fn joins(self) -> Joins {
        Joins {
            before: self.flags & JOINS_BEFORE != 0,
            after: self.flags & JOINS_AFTER != 0,
        }
    }

    /// Whether letters connect across it.
    pub(crate) fn is_transparent(self) -> bool {
        self.flags & TRANSPARENT != 0
    }

    /// Whether it has a cell, and is a cluster with what attaches to it.
    pub(crate) fn is_plain(self) -> bool {
        self.flags & PLAIN != 0
    }

    /// Whether in left-to-right text it is a cluster by itself and shown as itself.
    pub(crate) fn stands_by_itself(self) -> bool {
        use Class::{CS, EN, ES, ET, L, ON, WS};
        self.flags & (PLAIN | SPECIAL | UNSAFE | JOINS | ATTACHES) == PLAIN
            && matches!(self.class, L | EN | ES | ET | CS | ON | WS)
    }

    /// Whether no cluster begins with it where anything stands before it (UAX 29 GB9, GB9a).
    pub(crate) fn attaches(self) -> bool {
        self.flags & ATTACHES != 0
    }

    /// Whether it is a mark that changes the width of no plain character that it stands on.
    pub(crate) fn is_mark(self) -> bool {
        self.flags & MARK != 0
    }

    /// Whether right-to-left runs show another character for it (UAX 9 L4).
    pub(crate) fn is_mirrored(self) -> bool {
        self.flags & MIRRORED != 0
    }

    /// Whether it is a bracket of a pair (UAX 9 BD14, BD15).
    pub(crate) fn is_bracket(self) -> bool {
        self.flags & BRACKET != 0
    }

    /// Whether it is a letter or goes with letters (Alphabetic).
    pub(crate) fn is_letter(self) -> bool {
        self.flags & LETTER != 0
    }

    /// Whether its East_Asian_Width is F, W or H.
    pub(crate) fn is_east_asian(self) -> bool {
        self.flags & EAST_ASIAN != 0
    }

    /// Whether it is a plain letter that is shown in its presentation forms and nothing else.
    pub(crate) fn has_forms(self) -> bool {
        self.flags & HAS_FORMS != 0
    }

    /// Whether it is plain, and shown as itself, as its mirror image or in its forms.
    #[inline]
    pub(crate) fn is_simple(self) -> bool {
        self.flags & (PLAIN | SPECIAL) == PLAIN
    }
}

/// Whether a character is a letter or goes with letters (Alphabetic): [`char::is_alphabetic`],
/// which beyond ASCII takes far longer.
pub fn is_letter(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphabetic(),
        false => Property::of(c).is_letter(),
    }
}

/// The properties of any number of characters together.
#[derive(Clone, Copy, Default)]
pub(crate) struct Seen {
    classes: u32,
    flags: u16,
}

impl Seen {
    /// Notes a character.
    pub(crate) fn note(&mut self, property: Property) {
        self.classes |= 1 << property.class as u32;
        self.flags |= property.flags;
    }

    /// Whether any character had one of the classes.
    pub(crate) fn has(self, classes: &[Class]) -> bool {
        let has = |class: &Class| self.classes & 1 << *class as u32 != 0;
        classes.iter().any(has)
    }

    /// The same, and the given classes.
    pub(crate) fn with(mut self, classes: &[Class]) -> Self {
        self.classes |= classes
            .iter()
            .fold(0, |all, class| all | 1 << *class as u32);
        self
    }

    /// Whether any character may not be shown as it is.
    pub(crate) fn is_unsafe(self) -> bool {
        self.flags & UNSAFE != 0
    }

    /// Whether any character joins its neighbours.
    pub(crate) fn joins(self) -> bool {
        self.flags & JOINS != 0
    }

    /// Whether any character is a bracket of a pair.
    pub(crate) fn brackets(self) -> bool {
        self.flags & BRACKET != 0
    }
}

const BLOCK: usize = 128;

type Block = [Property; BLOCK];

static BLOCKS: [OnceLock<Box<Block>>; 0x11_0000 / BLOCK] =
    [const { OnceLock::new() }; 0x11_0000 / BLOCK];

fn block(c: char) -> &'static Block {
    let idx = c as usize / BLOCK;
    BLOCKS[idx].get_or_init(|| make(idx))
}

/// The properties of ASCII.
pub(crate) fn ascii() -> &'static [Property; 128] {
    block('\0')
}

/// Looks up characters that stand near each other in Unicode, as those of a text do.
pub(crate) struct Properties {
    idx: usize,
    block: &'static Block,
}

impl Properties {
    pub(crate) fn new() -> Self {
        Self {
            idx: 0,
            block: block('\0'),
        }
    }

    /// The properties of `c`.
    pub(crate) fn of(&mut self, c: char) -> Property {
        let idx = c as usize / BLOCK;
        if idx != self.idx {
            self.idx = idx;
            self.block = block(c);
        }
        self.block[c as usize % BLOCK]
    }
}

#[cold]
fn make(idx: usize) -> Box<Block> {
    let property = |offset| {
        let c = char::from_u32((idx * BLOCK + offset) as u32);
        // No text holds a surrogate.
        look_up(c.unwrap_or(char::REPLACEMENT_CHARACTER))
    };
    Box::new(std::array::from_fn(property))
}

fn look_up(c: char) -> Property {
    let joining = CodePointMapData::<JoiningType>::new().get(c);
    let joins = |types: &[JoiningType]| types.contains(&joining);
    let class = CodePointMapData::<BidiClass>::new().get(c);
    let class = CLASSES.iter().find(|(named, _)| *named == class);
    let glyph = CodePointMapData::<BidiMirroringGlyph>::new().get(c);
    let paired = glyph.paired_bracket_type != BidiPairedBracketType::None;
    let wide = CodePointMapData::<EastAsianWidth>::new().get(c);
    let east_asian = wide == EastAsianWidth::Fullwidth
        || wide == EastAsianWidth::Wide
        || wide == EastAsianWidth::Halfwidth;
    let n_cells = width::of_char(c);
    let plain = is_plain(c, n_cells);
    let has_forms = plain && joining::has_forms(c);
    let special = !has_forms && glyph::is_special(c);
    let flags = [
        (PLAIN, plain),
        (MARK, n_cells == 0 && is_plain_mark(c)),
        (MIRRORED, glyph.mirrored && glyph.mirroring_glyph.is_some()),
        (BRACKET, paired),
        (UNSAFE, sanitize::is_unsafe(c)),
        (EAST_ASIAN, east_asian),
        (HAS_FORMS, has_forms),
        (SPECIAL, special),
        (ATTACHES, attaches(c)),
        (LETTER, c.is_alphabetic()),
        (
            JOINS_BEFORE,
            joins(&[
                JoiningType::DualJoining,
                JoiningType::JoinCausing,
                JoiningType::RightJoining,
            ]),
        ),
        (
            JOINS_AFTER,
            joins(&[
                JoiningType::DualJoining,
                JoiningType::JoinCausing,
                JoiningType::LeftJoining,
            ]),
        ),
        (TRANSPARENT, joins(&[JoiningType::Transparent])),
    ];
    Property {
        class: class.map_or(Class::L, |(_, class)| *class),
        lb: Lb::of(c),
        flags: flags
            .into_iter()
            .filter_map(|(flag, set)| set.then_some(flag))
            .fold((n_cells.min(3) as u16) << WIDTH, |flags, flag| flags | flag),
    }
}

fn is_plain(c: char, n_cells: usize) -> bool {
    (1..=width::MAX).contains(&n_cells)
        && !width::encloses_digits(c)
        && word_sign::spelled(c).is_none()
        && CodePointMapData::<GraphemeClusterBreak>::new().get(c) == GraphemeClusterBreak::Other
        && conjunct(c) == IndicConjunctBreak::None
        && !CodePointSetData::new::<ExtendedPictographic>().contains(c)
}

/// Variation selectors and enclosing marks, which can make an emoji, come later in Unicode.
fn is_plain_mark(c: char) -> bool {
    c < '\u{2000}'
        && CodePointMapData::<GraphemeClusterBreak>::new().get(c) == GraphemeClusterBreak::Extend
        && glyph::is_mark(c)
}

fn attaches(c: char) -> bool {
    let class = CodePointMapData::<GraphemeClusterBreak>::new().get(c);
    class == GraphemeClusterBreak::Extend
        || class == GraphemeClusterBreak::ZWJ
        || class == GraphemeClusterBreak::SpacingMark
}

fn conjunct(c: char) -> IndicConjunctBreak {
    CodePointMapData::<IndicConjunctBreak>::new().get(c)
}

const CLASSES: &[(BidiClass, Class)] = &[
    (BidiClass::L, Class::L),
    (BidiClass::R, Class::R),
    (BidiClass::EN, Class::EN),
    (BidiClass::ES, Class::ES),
    (BidiClass::ET, Class::ET),
    (BidiClass::AN, Class::AN),
    (BidiClass::CS, Class::CS),
    (BidiClass::B, Class::B),
    (BidiClass::S, Class::S),
    (BidiClass::WS, Class::WS),
    (BidiClass::ON, Class::ON),
    (BidiClass::LRE, Class::LRE),
    (BidiClass::LRO, Class::LRO),
    (BidiClass::AL, Class::AL),
    (BidiClass::RLE, Class::RLE),
    (BidiClass::RLO, Class::RLO),
    (BidiClass::PDF, Class::PDF),
    (BidiClass::NSM, Class::NSM),
    (BidiClass::BN, Class::BN),
    (BidiClass::FSI, Class::FSI),
    (BidiClass::LRI, Class::LRI),
    (BidiClass::RLI, Class::RLI),
    (BidiClass::PDI, Class::PDI),
];
