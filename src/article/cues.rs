//! The words by which titles, bylines, dates and furniture are known in many languages, from
//! `assets/cues/*.txt`: folded ([`crate::article::fold`]) ahead of time, found by the hash of the
//! first word. All
//! languages are asked at once: pages mix them, and a cue of one means nothing in another.

use std::hash::BuildHasher as _;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use crate::article::Reason;
use crate::article::fold::n_words;

pub(crate) use crate::article::cue_file::{Calendar, Place, Sense};

/// All cues of all languages.
pub(crate) static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::of(FOLDED));

/// The phrases of all cue files as [`crate::article::fold::fold`] leaves them, those that begin with the
/// same word on one line: the word, then for each a tab, the rest of it, `=`, and what it means
/// ([`Code`]). Made ahead of time, since all of it is gone through at every start. A test holds it
/// true, and writes it anew where `UPDATE_CUES` is in the environment.
const FOLDED: &str = include_str!("../../assets/cues-folded.txt");

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

/// The phrases, found by their first words.
#[derive(Debug)]
pub(crate) struct Cues {
    folded: &'static str,
    /// Where in `folded` lines begin, each at the hash of its word or in the next free place; a power
    /// of two of them.
    lines: Vec<u32>,
}

/// What a phrase means, two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    Sense(Sense),
    /// A month, 1 to 12.
    Month(Calendar, u8),
    /// Furniture, where it must stand, and whether the article is over with it.
    Furniture(Reason, Place, bool),
}

impl Code {
    const SENSE: u8 = b's';

    /// What the two letters say; none where they say nothing.
    fn read(letters: [u8; 2]) -> Option<Self> {
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

/// A phrase without its first word, and what it means.
#[derive(Clone, Copy)]
struct Phrase {
    rest: &'static str,
    codes: &'static [u8],
}

impl Phrase {
    fn codes(self) -> impl Iterator<Item = Code> {
        let (codes, _) = self.codes.as_chunks::<2>();
        codes.iter().filter_map(|letters| Code::read(*letters))
    }

    fn has(self, code: Code) -> bool {
        self.codes().any(|other| other == code)
    }

    /// What follows in a text whose first word is that of the phrase; none where it is another phrase.
    fn followed(self, after_first: &str) -> Option<&str> {
        let after = match self.rest {
            "" => after_first,
            rest => after_first.strip_prefix(' ')?.strip_prefix(rest)?,
        };
        (after.is_empty() || after.starts_with(' ')).then_some(after)
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
        for word in folded.split(' ') {
            let after_first = &folded[at + word.len()..];
            for phrase in self.phrases(word) {
                let Some(after) = phrase.followed(after_first) else {
                    continue;
                };
                for code in phrase.codes() {
                    let Code::Furniture(reason, place, is_end) = code else {
                        continue;
                    };
                    let is_line = at == 0 && after.is_empty();
                    let is_placed = match place {
                        Place::Line => is_line,
                        Place::Start => at == 0,
                        Place::Part => true,
                    };
                    let hit = Hit {
                        reason,
                        place: if is_line { Place::Line } else { place },
                        n_words: 1 + n_words(phrase.rest),
                        is_end,
                    };
                    let is_better = best.is_none_or(|best| hit.rank() > best.rank());
                    if is_placed && is_better && allowed(hit) {
                        best = Some(hit);
                    }
                }
            }
            at += word.len() + 1;
        }
        best
    }

    /// Whether the folded phrase has the sense.
    pub(crate) fn is(&self, folded: &str, sense: Sense) -> bool {
        self.phrase(folded)
            .is_some_and(|phrase| phrase.has(Code::Sense(sense)))
    }

    /// The months, 1 to 12, that the folded phrase is the name of.
    pub(crate) fn months(&self, folded: &str) -> Vec<(Calendar, u8)> {
        let month = |code| match code {
            Code::Month(calendar, month) => Some((calendar, month)),
            _ => None,
        };
        let codes = self.phrase(folded).into_iter().flat_map(Phrase::codes);
        codes.filter_map(month).collect()
    }

    /// Whether the name of a month that has several words begins with the folded word.
    pub(crate) fn begins_month(&self, folded: &str) -> bool {
        let is_month = |code| matches!(code, Code::Month(..));
        self.phrases(folded)
            .any(|phrase| !phrase.rest.is_empty() && phrase.codes().any(is_month))
    }

    /// Whether the folded phrase is the name of a day of the week, or of a Gregorian month.
    pub(crate) fn is_day_or_month(&self, folded: &str) -> bool {
        let is_one = |code| {
            matches!(
                code,
                Code::Sense(Sense::Weekday) | Code::Month(Calendar::Gregorian, _)
            )
        };
        self.phrase(folded)
            .is_some_and(|phrase| phrase.codes().any(is_one))
    }

    /// The number of words of the longest phrase of this sense that the folded line begins with.
    pub(crate) fn start(&self, folded: &str, sense: Sense) -> Option<usize> {
        let first = folded.split(' ').next().unwrap_or_default();
        let after_first = &folded[first.len()..];
        let begins = |phrase: &Phrase| {
            phrase.has(Code::Sense(sense)) && phrase.followed(after_first).is_some()
        };
        let found = self.phrases(first).filter(begins);
        found
            .map(|phrase| {
                1 + phrase
                    .rest
                    .split(' ')
                    .filter(|word| !word.is_empty())
                    .count()
            })
            .max()
    }

    /// Whether a phrase of this sense stands anywhere in the folded line.
    pub(crate) fn any(&self, folded: &str, sense: Sense) -> bool {
        let starts = folded.match_indices(' ').map(|(at, _)| at + 1);
        [0].into_iter()
            .chain(starts)
            .any(|at| self.start(&folded[at..], sense).is_some())
    }

    /// The phrase that is `folded`.
    fn phrase(&self, folded: &str) -> Option<Phrase> {
        let (first, rest) = folded.split_once(' ').unwrap_or((folded, ""));
        self.phrases(first).find(|phrase| phrase.rest == rest)
    }

    /// The phrases that begin with a word.
    fn phrases(&self, word: &str) -> impl Iterator<Item = Phrase> {
        let found = self.line(word).unwrap_or_default();
        found.split('\t').filter_map(|phrase| {
            let (rest, codes) = phrase.split_once('=')?;
            let codes = codes.as_bytes();
            Some(Phrase { rest, codes })
        })
    }

    /// What stands behind a word that has a line.
    fn line(&self, word: &str) -> Option<&'static str> {
        let mut slot = self.slot(word);
        loop {
            let line = self
                .folded
                .get(self.lines[slot].checked_sub(1)? as usize..)?;
            if let Some(rest) = line.strip_prefix(word)
                && let Some(rest) = rest.strip_prefix('\t')
            {
                return rest.split('\n').next();
            }
            slot = (slot + 1) % self.lines.len();
        }
    }

    fn slot(&self, word: &str) -> usize {
        (FxBuildHasher.hash_one(word) >> 32) as usize % self.lines.len()
    }

    fn of(folded: &'static str) -> Self {
        let n_lines = folded.bytes().filter(|byte| *byte == b'\n').count();
        let mut cues = Self {
            folded,
            lines: vec![0; (2 * n_lines).next_power_of_two().max(2)],
        };
        let mut at = 0;
        for line in folded.split_inclusive('\n') {
            if let Some((word, _)) = line.split_once('\t') {
                let mut slot = cues.slot(word);
                while cues.lines[slot] != 0 {
                    slot = (slot + 1) % cues.lines.len();
                }
                cues.lines[slot] = at + 1;
            }
            at += line.len() as u32;
        }
        cues
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
        let mut words: BTreeMap<String, BTreeMap<String, Vec<[u8; 2]>>> = BTreeMap::new();
        for (name, file) in FILES {
            let known = phrases(file, |heading, number, phrase| {
                let phrase = fold(phrase);
                assert!(!phrase.is_empty(), "{name}: an empty phrase");
                let (first, rest) = phrase.split_once(' ').unwrap_or((&phrase, ""));
                let rests = words.entry(first.to_owned()).or_default();
                let codes = rests.entry(rest.to_owned()).or_default();
                let letters = letters(heading, number);
                if !codes.contains(&letters) {
                    codes.push(letters);
                }
            });
            assert_eq!(known, Ok(()), "{name}");
        }
        let mut out = String::new();
        for (word, rests) in words {
            out.push_str(&word);
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
