//! The units in which text is compared: a letter with the marks that follow it. In, text and a
//! place; out, the unit there and the characters that it is searched as. Units fold one by one,
//! so that a search can begin anywhere and walk either way. The exact units compose (UAX 15).

use std::ops::Range;
use std::slice;
use std::sync::OnceLock;

use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};

use crate::text::fold::Spelling;
use crate::text::fold::alike::{
    HAMZA, JOINER, carrier, fold_char, is_mark, jamo, plain, with_hamza,
};

/// A stretch of the source and what it is searched as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The bytes of the source, with the marks.
    pub(crate) range: Range<usize>,
    /// Never several where one can be said.
    letters: Letters,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Letters {
    One(char),
    Several(Vec<char>),
}

impl Unit {
    /// What the unit is searched as: one character, of ligatures several, of stray marks none.
    pub(crate) fn letters(&self) -> &[char] {
        match &self.letters {
            Letters::One(letter) => slice::from_ref(letter),
            Letters::Several(letters) => letters,
        }
    }
}

/// What is between two letters. Letter for letter there are no gaps: a blank is a letter there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// A joiner of no width, where some write a blank and others nothing.
    Joiner,
    /// Blanks.
    Blank,
}

impl Gap {
    /// Whether two spellings may differ in that one has `self` where the other has `other`.
    pub(crate) fn is_alike(self, other: Self) -> bool {
        self == other || self == Self::Joiner || other == Self::Joiner
    }
}

/// What a character does to the unit that it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Begins one that is searched as this.
    Letter(char),
    /// Begins one that takes more looking at.
    Letters,
    /// Goes with the letter before it.
    Mark,
    /// A mark that can change the letter before it.
    Hamza,
}

/// The end of what takes two bytes: the letters of Arabic, Hebrew, Greek, Cyrillic and most of
/// Latin. For these the parts are looked up.
const N_LOOKED_UP: usize = 0x800;

/// Parts are made for so many characters at once, when a text first needs one of them.
const BLOCK: usize = 128;

type Block = [Part; BLOCK];

/// Cuts text into units and folds them.
pub(crate) struct Folder {
    spelling: Spelling,
    parts: [OnceLock<Box<Block>>; N_LOOKED_UP / BLOCK],
    /// Characters that are looked up, behind what each is scanned for as, in ascending order.
    sources: OnceLock<Vec<(char, char)>>,
}

static FOLDERS: [Folder; 3] = [
    Folder::new(Spelling::Exact),
    Folder::new(Spelling::Usual),
    Folder::new(Spelling::Loose),
];

impl Folder {
    /// The folder for a spelling.
    pub(crate) fn of(spelling: Spelling) -> &'static Self {
        &FOLDERS[match spelling {
            Spelling::Exact => 0,
            Spelling::Usual => 1,
            Spelling::Loose => 2,
        }]
    }

    const fn new(spelling: Spelling) -> Self {
        Self {
            spelling,
            parts: [const { OnceLock::new() }; N_LOOKED_UP / BLOCK],
            sources: OnceLock::new(),
        }
    }

    /// How spellings may differ.
    pub(crate) fn spelling(&self) -> Spelling {
        self.spelling
    }

    /// The gap that a letter of a unit stands for.
    pub(crate) fn gap(&self, letter: char) -> Option<Gap> {
        match letter {
            ' ' if self.spelling != Spelling::Exact => Some(Gap::Blank),
            JOINER if self.spelling != Spelling::Exact => Some(Gap::Joiner),
            _ => None,
        }
    }

    /// The unit that begins at `start`, which is before its end.
    pub(crate) fn unit_at(&self, text: &str, start: usize) -> Unit {
        let mut rest = text[start..].chars();
        let first = rest.next().map_or(Part::Mark, |c| self.part(c));
        let mut end = text.len() - rest.as_str().len();
        let mut has_hamza = false;
        loop {
            let part = rest.next().map(|c| self.part(c));
            match part {
                Some(Part::Hamza) => has_hamza = true,
                Some(Part::Mark) => {}
                _ => break,
            }
            end = text.len() - rest.as_str().len();
        }
        self.unit(text, start..end, first, has_hamza)
    }

    /// All units of a text, in their order.
    pub(crate) fn units<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Unit> + 'a {
        let mut parts = text.char_indices().map(|(at, c)| (at, self.part(c)));
        let mut next = parts.next();
        std::iter::from_fn(move || {
            let (start, first) = next?;
            let mut has_hamza = false;
            let end = loop {
                next = parts.next();
                match next {
                    Some((_, Part::Hamza)) => has_hamza = true,
                    Some((_, Part::Mark)) => {}
                    Some((at, _)) => break at,
                    None => break text.len(),
                }
            };
            Some(self.unit(text, start..end, first, has_hamza))
        })
    }

    /// What a text is searched as; none where that takes more than a look at each character.
    pub(crate) fn fold_plain(&self, source: &str) -> Option<String> {
        if self.spelling == Spelling::Exact {
            return None;
        }
        let mut text = String::with_capacity(source.len());
        for c in source.chars() {
            match self.part(c) {
                Part::Letter(JOINER) | Part::Mark => {}
                Part::Letter(' ') if text.ends_with(' ') => {}
                Part::Letter(letter) => text.push(letter),
                Part::Letters | Part::Hamza => return None,
            }
        }
        Some(text)
    }

    /// The unit that ends at `end`, unless nothing is before it.
    pub(crate) fn unit_before(&self, text: &str, end: usize) -> Option<Unit> {
        let mut rest = text[..end].chars();
        let mut has_hamza = false;
        let mut first = self.part(rest.next_back()?);
        while matches!(first, Part::Mark | Part::Hamza) {
            has_hamza |= first == Part::Hamza;
            match rest.next_back() {
                Some(c) => first = self.part(c),
                None => break,
            }
        }
        Some(self.unit(text, rest.as_str().len()..end, first, has_hamza))
    }

    /// The first place at or after `at` where a unit begins, or the end of the text.
    pub(crate) fn next_start(&self, text: &str, at: usize) -> usize {
        // At the beginning even marks that have no letter are a unit.
        if at == 0 {
            return 0;
        }
        let at = text.ceil_char_boundary(at);
        let mut chars = text[at..].char_indices();
        let start = chars.find(|(_, c)| self.begins_unit(*c));
        start.map_or(text.len(), |(start, _)| at + start)
    }

    /// Whether `c` begins a unit, wherever it stands.
    pub(crate) fn begins_unit(&self, c: char) -> bool {
        matches!(self.part(c), Part::Letter(_) | Part::Letters)
    }

    /// Whether a unit that begins with `c` may be searched as `letter`, at the first look.
    pub(crate) fn may_be(&self, c: char, letter: char) -> bool {
        match self.part(c) {
            Part::Mark | Part::Hamza => false,
            _ if self.spelling == Spelling::Exact => true,
            Part::Letter(found) => carrier(found) == carrier(letter),
            Part::Letters => jamo(c).is_none_or(|mut jamo| jamo.any(|jamo| jamo == letter)),
        }
    }

    /// Whether the unit after the one that `c` begins may be searched as `letter`, at the first
    /// look: `rest` is the text after `c`.
    pub(crate) fn may_be_before(&self, c: char, letter: char, rest: &str) -> bool {
        if self.spelling == Spelling::Exact || self.part(c) == Part::Letters {
            return true;
        }
        let mut parts = rest.chars().map(|c| self.part(c));
        match parts.find(|part| !matches!(part, Part::Mark | Part::Hamza)) {
            Some(Part::Letter(found)) => {
                carrier(found) == carrier(letter) || self.gap(found).is_some()
            }
            Some(_) => true,
            None => false,
        }
    }

    /// What to scan for where units are searched as `letter`.
    pub(crate) fn scan_letter(&self, letter: char) -> char {
        match self.spelling {
            Spelling::Exact => base(letter),
            _ => carrier(letter),
        }
    }

    /// The characters of one or two bytes at which a unit that is scanned for as `letter` begins.
    pub(crate) fn sources(&self, letter: char) -> impl Iterator<Item = char> {
        let sources = self.sources.get_or_init(|| self.make_sources());
        let first = sources.partition_point(|s| s.0 < letter);
        let rest = sources[first..].iter();
        rest.take_while(move |s| s.0 == letter).map(|s| s.1)
    }

    fn make_sources(&self) -> Vec<(char, char)> {
        let scanned = |c| self.scanned_for(c).into_iter().map(move |l| (l, c));
        let mut sources: Vec<_> = ('\0'..).take(N_LOOKED_UP).flat_map(scanned).collect();
        sources.sort_unstable();
        sources
    }

    /// What units that begin with `c` are scanned for as.
    pub(crate) fn scanned_for(&self, c: char) -> Vec<char> {
        match self.part(c) {
            Part::Mark | Part::Hamza => vec![],
            _ if self.spelling == Spelling::Exact => vec![base(c)],
            Part::Letter(letter) => vec![carrier(letter)],
            Part::Letters => {
                let mut letters = Vec::new();
                fold_char(c, self.spelling, &mut letters);
                letters.iter().map(|l| carrier(*l)).collect()
            }
        }
    }

    #[inline]
    fn unit(&self, text: &str, range: Range<usize>, first: Part, has_hamza: bool) -> Unit {
        let letters = match first {
            // Nearly all.
            Part::Letter(letter) if self.spelling != Spelling::Exact && !has_hamza => {
                Letters::One(letter)
            }
            _ => self.letters(&text[range.clone()], first, has_hamza),
        };
        Unit { range, letters }
    }

    fn letters(&self, source: &str, first: Part, has_hamza: bool) -> Letters {
        match first {
            _ if self.spelling == Spelling::Exact => match first {
                Part::Letter(c) if source.len() == c.len_utf8() => Letters::One(c),
                _ => composed(source),
            },
            Part::Letter(letter) if has_hamza => Letters::One(with_hamza(letter, self.spelling)),
            Part::Letter(letter) => Letters::One(letter),
            Part::Letters => self.unfolded(source, has_hamza),
            Part::Mark | Part::Hamza => Letters::Several(Vec::new()),
        }
    }

    fn unfolded(&self, source: &str, has_hamza: bool) -> Letters {
        let mut letters = Vec::new();
        if let Some(c) = source.chars().next() {
            fold_char(c, self.spelling, &mut letters);
        }
        if let (true, Some(last)) = (has_hamza, letters.last_mut()) {
            *last = with_hamza(*last, self.spelling);
        }
        Letters::Several(letters)
    }

    fn part(&self, c: char) -> Part {
        let idx = c as usize / BLOCK;
        match self.parts.get(idx) {
            Some(block) => block.get_or_init(|| self.make_block(idx))[c as usize % BLOCK],
            None => part_of(c, self.spelling),
        }
    }

    #[cold]
    fn make_block(&self, idx: usize) -> Box<Block> {
        let part = |offset| {
            let c = char::from_u32((idx * BLOCK + offset) as u32);
            part_of(c.unwrap_or_default(), self.spelling)
        };
        Box::new(std::array::from_fn(part))
    }
}

fn part_of(c: char, spelling: Spelling) -> Part {
    if spelling == Spelling::Exact {
        return match c {
            _ if is_mark(c) || composes_backwards(c) => Part::Mark,
            _ if is_composed(c) => Part::Letter(c),
            _ => Part::Letters,
        };
    }
    match c {
        HAMZA => return Part::Hamza,
        // The ideographs of Chinese, Japanese and Korean stand for themselves.
        '\u{3400}'..='\u{9FFF}' => return Part::Letter(c),
        '\u{AC00}'..='\u{D7A3}' => return Part::Letters,
        _ => {}
    }
    if let Some(letter) = plain(c, spelling) {
        return Part::Letter(letter);
    }
    let mut letters = Vec::new();
    fold_char(c, spelling, &mut letters);
    match letters[..] {
        [] => Part::Mark,
        [letter] => Part::Letter(letter),
        _ => Part::Letters,
    }
}

/// Whether `c`, which is no mark, composes with what is before it: vowels and finals of Hangul,
/// and one vowel of Kirat Rai.
fn composes_backwards(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{1175}' | '\u{11A8}'..='\u{11C2}' | '\u{16D67}')
}

fn is_composed(c: char) -> bool {
    ComposingNormalizer::new_nfc().is_normalized(c.encode_utf8(&mut [0; 4]))
}

fn composed(source: &str) -> Letters {
    let letters = ComposingNormalizer::new_nfc().normalize(source);
    Letters::Several(letters.chars().collect())
}

/// The character that the canonical decomposition of `c` begins with.
fn base(c: char) -> char {
    let nfd = DecomposingNormalizer::new_nfd();
    let letters = nfd.normalize(c.encode_utf8(&mut [0; 4])).into_owned();
    letters.chars().next().unwrap_or(c)
}
