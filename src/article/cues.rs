//! The words by which titles, bylines, dates and furniture are known in many languages, from
//! `assets/cues/*.txt`: folded ([`crate::article::fold`]) ahead of time, found by the hash of the
//! first two words. All languages are asked at once: pages mix them, and a cue of one means nothing
//! in another.

use crate::article::Reason;

pub(crate) use crate::article::cue_file::{Calendar, Place, Sense};

/// All cues of all languages.
pub(crate) static CUES: Cues = Cues;

/// The phrases of all cue files as [`crate::article::fold::fold`] leaves them. Those that begin with the
/// same two words stand on one line: the words, then for each phrase a tab, the rest of it, `=`, and
/// what it means ([`Code`]). A word that any phrase begins with has a line of its own besides, with
/// what it means alone. Made ahead of time, so that nothing is left to do when the program starts. A
/// test holds it true, and writes it anew where `UPDATE_CUES` is in the environment.
const FOLDED: &str = include_str!("../../assets/cues-folded.txt");

/// Where the lines of [`FOLDED`] begin.
#[allow(long_running_const_eval, reason = "it takes well below a second")]
static LINES: Lines = Lines::of(FOLDED.as_bytes());

struct Lines {
    /// Where lines begin, from 1, each at the hash of its words or in the next place that is free (0).
    /// In the bits above [`STARTS`] is the hash, which tells most other words from those of the line
    /// without a look at it.
    slots: [u32; N_SLOTS],
    /// A bit for each hash of a line. Most words have none, which so few bytes, always at hand, tell
    /// far sooner than the slots do.
    bits: [u64; N_BITS / 64],
}

/// The bits that say where a line begins.
const STARTS: u32 = (1 << 20) - 1;

/// A power of two of which the lines take three fifths at most.
const N_SLOTS: usize = 1 << 15;
const N_BITS: usize = 1 << 16;

impl Lines {
    const fn of(folded: &[u8]) -> Self {
        let mut lines = Self {
            slots: [0; N_SLOTS],
            bits: [0; N_BITS / 64],
        };
        let (mut at, mut n_lines) = (0, 0);
        while at < folded.len() {
            let start = at;
            let mut hash = FIRST_HASH;
            while folded[at] != b'\t' {
                hash = hashed(hash, folded[at]);
                at += 1;
            }
            let mut slot = slot(hash);
            while lines.slots[slot] != 0 {
                slot = (slot + 1) % N_SLOTS;
            }
            lines.slots[slot] = (start as u32 + 1) | (hash & !STARTS);
            let (word, bit) = bit(hash);
            lines.bits[word] |= bit;
            while folded[at] != b'\n' {
                at += 1;
            }
            at += 1;
            n_lines += 1;
        }
        assert!(5 * n_lines <= 3 * N_SLOTS && folded.len() < STARTS as usize);
        lines
    }
}

/// Fowler, Noll and Vo's hash 1a, which needs no table and goes well with short words.
const FIRST_HASH: u32 = 0x811C_9DC5;

const fn hashed(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

const fn slot(hash: u32) -> usize {
    (hash ^ hash >> 15) as usize % N_SLOTS
}

/// Which bit of [`Lines::bits`] is that of a hash.
const fn bit(hash: u32) -> (usize, u64) {
    let bit = (hash ^ hash >> 16) as usize % N_BITS;
    (bit / 64, 1 << (bit % 64))
}

/// A line known as furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) reason: Reason,
    /// Where in the line the cue stood.
    pub(crate) place: Place,
    /// The words of the cue.
    pub(crate) n_words: usize,
    /// Whether no text of the article comes after it, once there was some.
    pub(crate) is_end: bool,
}

/// The phrases.
#[derive(Debug)]
pub(crate) struct Cues;

/// What a phrase means, two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    Sense(Sense),
    /// A month, 1 to 12.
    Month(Calendar, u8),
    /// Names of months of several words begin with the word.
    BeginsMonth,
    /// Furniture, where it must stand, and whether the article is over with it.
    Furniture(Reason, Place, bool),
}

impl Code {
    const SENSE: u8 = b's';
    const BEGINS_MONTH: [u8; 2] = *b"mm";

    /// What the two letters say; none where they say nothing.
    fn read(letters: [u8; 2]) -> Option<Self> {
        if letters == Self::BEGINS_MONTH {
            return Some(Self::BeginsMonth);
        }
        let [first, second] = letters;
        let number = usize::from(second.wrapping_sub(b'a'));
        if first == Self::SENSE {
            return Sense::ALL.get(number).copied().map(Self::Sense);
        }
        if let Some(at) = CALENDARS.iter().position(|letter| *letter == first) {
            return Some(Self::Month(Calendar::ALL[at], number as u8 + 1));
        }
        let (_, reason, is_end) = FURNITURE.iter().find(|(letter, ..)| *letter == first)?;
        let place = Place::ALL.get(number).copied()?;
        Some(Self::Furniture(*reason, place, *is_end))
    }
}

/// The letters of [`Calendar::ALL`].
const CALENDARS: [u8; 3] = *b"gjh";

/// The letters of kinds of furniture, and whether the article is over with it.
const FURNITURE: [(u8, Reason, bool); 10] = [
    (b'N', Reason::Navigation, false),
    (b'L', Reason::Login, false),
    (b'S', Reason::Share, false),
    (b'W', Reason::Newsletter, false),
    (b'P', Reason::Newsletter, true),
    (b'R', Reason::Related, false),
    (b'C', Reason::Comments, true),
    (b'A', Reason::Advert, false),
    (b'G', Reason::Legal, false),
    (b'O', Reason::Outside, false),
];

/// A phrase without the words of its line, and what it means.
#[derive(Clone, Copy)]
struct Phrase {
    /// The bytes of it.
    len: usize,
    codes: &'static [u8],
    /// Whether it is all of the text that was asked for.
    is_all: bool,
}

impl Phrase {
    fn codes(self) -> impl Iterator<Item = Code> {
        let (codes, _) = self.codes.as_chunks::<2>();
        codes.iter().filter_map(|letters| Code::read(*letters))
    }

    /// The words of it, as blanks part them; `folded` begins with it.
    fn n_words(self, folded: &str) -> usize {
        1 + folded[..self.len]
            .bytes()
            .filter(|byte| *byte == b' ')
            .count()
    }

    fn has(self, sense: Sense) -> bool {
        let letters = [Code::SENSE, b'a' + sense as u8];
        let (codes, _) = self.codes.as_chunks::<2>();
        codes.contains(&letters)
    }
}

impl Cues {
    /// The furniture that a folded line is, if any.
    pub(crate) fn furniture(&self, folded: &str) -> Option<Hit> {
        self.furniture_if(folded, |_| true)
    }

    /// The furniture that a folded line is, if any, of that which is `allowed`; a cue that is the
    /// whole line goes first, then one at its start.
    pub(crate) fn furniture_if(&self, folded: &str, allowed: impl Fn(Hit) -> bool) -> Option<Hit> {
        let mut best: Option<Hit> = None;
        let mut at = 0;
        loop {
            let rest = &folded[at..];
            let first = Opening::of(rest);
            for phrase in first.phrases(rest) {
                for code in phrase.codes() {
                    let Code::Furniture(reason, place, is_end) = code else {
                        continue;
                    };
                    let is_line = at == 0 && phrase.is_all;
                    let is_placed = match place {
                        Place::Line => is_line,
                        Place::Start => at == 0,
                        Place::Part => true,
                    };
                    let hit = Hit {
                        reason,
                        place: if is_line { Place::Line } else { place },
                        n_words: phrase.n_words(rest),
                        is_end,
                    };
                    let is_better = best.is_none_or(|best| hit.rank() > best.rank());
                    if is_placed && is_better && allowed(hit) {
                        best = Some(hit);
                    }
                }
            }
            at += first.end + 1;
            if at > folded.len() {
                return best;
            }
        }
    }

    /// The words of the longest item of a menu that the folded text begins with.
    pub(crate) fn menu_item(&self, folded: &str) -> Option<usize> {
        let is_item = |phrase: &Phrase| {
            let is_way = |code| {
                matches!(
                    code,
                    Code::Furniture(Reason::Navigation | Reason::Login, Place::Line, _)
                )
            };
            phrase.codes().any(is_way)
        };
        let found = Opening::of(folded).phrases(folded).filter(is_item);
        found.map(|phrase| phrase.n_words(folded)).max()
    }

    /// Whether the folded phrase has the sense.
    pub(crate) fn is(&self, folded: &str, sense: Sense) -> bool {
        phrase(folded).is_some_and(|phrase| phrase.has(sense))
    }

    /// The months, 1 to 12, that the folded phrase is the name of.
    pub(crate) fn months(&self, folded: &str) -> Vec<(Calendar, u8)> {
        let month = |code| match code {
            Code::Month(calendar, month) => Some((calendar, month)),
            _ => None,
        };
        let codes = phrase(folded).into_iter().flat_map(Phrase::codes);
        codes.filter_map(month).collect()
    }

    /// Whether the name of a month that has several words begins with the folded word.
    pub(crate) fn begins_month(&self, folded: &str) -> bool {
        phrase(folded).is_some_and(|phrase| phrase.codes().any(|code| code == Code::BeginsMonth))
    }

    /// Whether the folded phrase is the name of a day of the week, or of a Gregorian month.
    pub(crate) fn is_day_or_month(&self, folded: &str) -> bool {
        let is_month = |code| matches!(code, Code::Month(Calendar::Gregorian, _));
        phrase(folded)
            .is_some_and(|phrase| phrase.has(Sense::Weekday) || phrase.codes().any(is_month))
    }

    /// The number of words of the longest phrase of this sense that the folded line begins with.
    pub(crate) fn start(&self, folded: &str, sense: Sense) -> Option<usize> {
        let phrases = Opening::of(folded).phrases(folded);
        let found = phrases.filter(|phrase| phrase.has(sense));
        found.map(|phrase| phrase.n_words(folded)).max()
    }

    /// Whether a phrase of this sense stands anywhere in the folded line.
    pub(crate) fn any(&self, folded: &str, sense: Sense) -> bool {
        let starts = folded.match_indices(' ').map(|(at, _)| at + 1);
        [0].into_iter()
            .chain(starts)
            .any(|at| self.start(&folded[at..], sense).is_some())
    }
}

/// The phrase that the folded text is.
fn phrase(folded: &str) -> Option<Phrase> {
    let mut phrases = Opening::of(folded).phrases(folded);
    phrases.find(|phrase| phrase.is_all)
}

/// The first words of a folded text.
#[derive(Clone, Copy)]
struct Opening {
    /// Where they end.
    end: usize,
    hash: u32,
}

impl Opening {
    /// The first word.
    fn of(folded: &str) -> Self {
        let nothing = Self {
            end: 0,
            hash: FIRST_HASH,
        };
        nothing.with_word(folded)
    }

    /// One word more, or the rest of one.
    fn with_word(self, folded: &str) -> Self {
        let rest = folded.as_bytes()[self.end..].iter();
        rest.take_while(|byte| **byte != b' ')
            .fold(self, |opening, byte| opening.with_byte(*byte))
    }

    fn with_byte(self, byte: u8) -> Self {
        Self {
            end: self.end + 1,
            hash: hashed(self.hash, byte),
        }
    }

    /// The phrases that the folded text begins with; this is its first word.
    fn phrases(self, folded: &str) -> impl Iterator<Item = Phrase> {
        // A word without a line begins nothing, as nearly all do.
        let alone = self.line(folded).map(|line| (self.end, line));
        let is_more = alone.is_some() && self.end < folded.len();
        let pair = is_more.then(|| self.with_byte(b' ').with_word(folded));
        let pair = pair.and_then(|pair| Some((pair.end, pair.line(folded)?)));
        let lines = alone.into_iter().chain(pair);
        lines.flat_map(move |(end, line)| {
            Rests(line).filter_map(move |(rest, codes)| {
                let len = end + rest.len() + usize::from(!rest.is_empty());
                let is_here = rest.is_empty()
                    || folded[end..].starts_with(' ') && folded[end + 1..].starts_with(rest);
                let is_whole = is_here && matches!(folded.as_bytes().get(len), None | Some(b' '));
                is_whole.then_some(Phrase {
                    len,
                    codes: codes.as_bytes(),
                    is_all: len == folded.len(),
                })
            })
        })
    }

    /// What stands in [`FOLDED`] behind these words if they have a line, and all that follows.
    fn line(self, folded: &str) -> Option<&'static str> {
        let (word, bit) = bit(self.hash);
        if LINES.bits[word] & bit == 0 {
            return None;
        }
        let mut slot = slot(self.hash);
        loop {
            let line = LINES.slots[slot];
            let start = (line & STARTS).checked_sub(1)?;
            if (line ^ self.hash) & !STARTS == 0
                && let Some(rest) = FOLDED[start as usize..].strip_prefix(&folded[..self.end])
                && rest.starts_with('\t')
            {
                return Some(rest);
            }
            slot = (slot + 1) % N_SLOTS;
        }
    }
}

/// The phrases of a line, each without its first words and with its codes.
struct Rests(&'static str);

impl Iterator for Rests {
    type Item = (&'static str, &'static str);

    fn next(&mut self) -> Option<Self::Item> {
        let phrases = self.0.strip_prefix('\t')?;
        let bytes = phrases.as_bytes();
        let end_of_rest = bytes.iter().position(|byte| *byte == b'=')?;
        let codes = &bytes[end_of_rest + 1..];
        let n_codes = codes.iter().position(u8::is_ascii_control)?;
        let end = end_of_rest + 1 + n_codes;
        self.0 = &phrases[end..];
        Some((&phrases[..end_of_rest], &phrases[end_of_rest + 1..end]))
    }
}

impl Hit {
    fn rank(self) -> (bool, bool, usize) {
        (
            self.place == Place::Line,
            self.place == Place::Start,
            self.n_words,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::collections::BTreeMap;
    use std::fmt::Write as _;

    use crate::article::cue_file::{FILES, Heading, phrases};
    use crate::article::fold::fold;

    /// The letters that [`Code::read`] reads.
    fn letters(heading: Heading, number: usize) -> [u8; 2] {
        let letter = |number: usize| b'a' + number as u8;
        let of_place = |place: Place| {
            let at = Place::ALL.iter().position(|other| *other == place);
            letter(at.unwrap())
        };
        match heading {
            Heading::Sense(sense) => [Code::SENSE, letter(sense as usize)],
            Heading::Months(calendar) => [CALENDARS[calendar as usize], letter(number - 1)],
            Heading::Furniture {
                reason,
                place,
                is_end,
            } => {
                let is_same = |kind: &&(u8, Reason, bool)| (kind.1, kind.2) == (reason, is_end);
                let (first, ..) = FURNITURE.iter().find(is_same).unwrap();
                [*first, of_place(place)]
            }
        }
    }

    /// What [`FOLDED`] has to hold.
    fn folded() -> String {
        let mut lines: BTreeMap<String, BTreeMap<String, Vec<[u8; 2]>>> = BTreeMap::new();
        let mut add = |words: &str, rest: &str, letters: Option<[u8; 2]>| {
            let rests = lines.entry(words.to_owned()).or_default();
            let codes = rests.entry(rest.to_owned()).or_default();
            let is_new = |letters: &[u8; 2]| !codes.contains(letters);
            codes.extend(letters.filter(is_new));
        };
        for (name, file) in FILES {
            let known = phrases(file, |heading, number, phrase| {
                let phrase = fold(phrase);
                assert!(!phrase.is_empty(), "{name}: an empty phrase");
                let letters = letters(heading, number);
                let Some((first, others)) = phrase.split_once(' ') else {
                    return add(&phrase, "", Some(letters));
                };
                let is_month = matches!(heading, Heading::Months(_));
                add(first, "", is_month.then_some(Code::BEGINS_MONTH));
                let (second, rest) = others.split_once(' ').unwrap_or((others, ""));
                add(&format!("{first} {second}"), rest, Some(letters));
            });
            assert_eq!(known, Ok(()), "{name}");
        }
        let mut out = String::new();
        for (words, rests) in lines {
            out.push_str(&words);
            for (rest, codes) in rests {
                let codes = String::from_utf8(codes.concat()).unwrap();
                write!(out, "\t{rest}={codes}").unwrap();
            }
            out.push('\n');
        }
        out
    }

    #[test]
    fn the_folded_cues_are_those_of_the_files() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/cues-folded.txt");
        if std::env::var_os("UPDATE_CUES").is_some() {
            std::fs::write(path, folded()).unwrap();
        }
        let file = std::fs::read_to_string(path).unwrap();
        assert_eq!(file, folded(), "run it with UPDATE_CUES=1");
    }

    #[test]
    fn what_is_written_is_read() {
        let check = |heading, number, expected| {
            assert_eq!(Code::read(letters(heading, number)), Some(expected));
        };
        for sense in Sense::ALL {
            check(Heading::Sense(*sense), 1, Code::Sense(*sense));
        }
        for calendar in Calendar::ALL {
            let months = Heading::Months(*calendar);
            (1..=12).for_each(|n| check(months, n, Code::Month(*calendar, n as u8)));
        }
        for (_, reason, is_end) in FURNITURE {
            for place in *Place::ALL {
                let heading = Heading::Furniture {
                    reason,
                    place,
                    is_end,
                };
                check(heading, 1, Code::Furniture(reason, place, is_end));
            }
        }
    }

    #[test]
    fn furniture_is_found_where_it_must_stand() {
        let check = |line: &str, expected: Option<(Reason, Place)>| {
            let hit = CUES.furniture(&fold(line));
            assert_eq!(hit.map(|hit| (hit.reason, hit.place)), expected, "{line:?}");
        };
        check("Remember me", Some((Reason::Login, Place::Line)));
        check("Read more: ships", Some((Reason::Related, Place::Start)));
        check("You might also like", Some((Reason::Related, Place::Line)));
        check(
            "© 2024 Ships. All rights reserved.",
            Some((Reason::Legal, Place::Part)),
        );
        check("إقرأ أيضا: السفن", Some((Reason::Related, Place::Start)));
        check("یہ بھی پڑھیں: جہاز", Some((Reason::Related, Place::Start)));
        check("A ship sailed.", None);
    }

    #[test]
    fn senses_are_found_at_the_start_and_inside() {
        let start = |line: &str, sense| CUES.start(&fold(line), sense);
        assert_eq!(start("By Ken Hanly", Sense::Signed), Some(1));
        assert_eq!(start("Byron spoke", Sense::Signed), None);
        assert_eq!(start("آخر تحديث: الأحد", Sense::Updated), Some(2));
        assert!(CUES.any(&fold("قراءة 3 دقائق"), Sense::Minutes));
        assert!(CUES.is(&fold("أ ف ب"), Sense::Agency));
    }
}
