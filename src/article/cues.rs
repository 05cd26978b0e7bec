//! The words by which titles, bylines, dates and furniture are known in many languages, from
//! `assets/cues/*.txt`: folded ([`crate::article::fold`]) ahead of time, found by hash. All
//! languages are asked at once: pages mix them, and a cue of one means nothing in another.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::article::Reason;
use crate::article::cue_file::{Heading, phrases};
use crate::article::fold::n_words;

pub(crate) use crate::article::cue_file::{Calendar, Place, Sense};

/// All cues of all languages.
pub(crate) static CUES: LazyLock<Cues> = LazyLock::new(Cues::load);

/// All cue files, one after the other, each phrase as [`crate::article::fold::fold`] leaves it:
/// folding them takes longer than reading a page, and would be done at every start. A test holds
/// it true, and writes it anew where `UPDATE_CUES` is in the environment.
const FOLDED: &str = include_str!("../../assets/cues-folded.txt");

/// About how many phrases there are: room for them is taken at once.
const N_PHRASES: usize = 3000;

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

#[derive(Debug, Default)]
pub(crate) struct Cues {
    furniture: Vec<Furniture>,
    /// Where in `furniture` the phrases are that begin with a word.
    by_first_word: FxHashMap<&'static str, SmallVec<[u16; 4]>>,
    /// By the whole phrase.
    meanings: FxHashMap<&'static str, Meaning>,
    /// The most words that a phrase in `meanings` has.
    longest: usize,
    /// The first words of months that have several.
    first_of_month: Vec<&'static str>,
}

#[derive(Debug)]
struct Furniture {
    phrase: &'static str,
    place: Place,
    reason: Reason,
    is_end: bool,
}

/// What a phrase says about fields: a bit for each sense, then one for each month of each calendar.
#[derive(Clone, Copy, Debug, Default)]
struct Meaning(u64);

impl Meaning {
    const FIRST_MONTH: u32 = 24;

    fn of(sense: Sense) -> Self {
        Self(1 << sense as u32)
    }

    /// A month, 1 to 12.
    fn of_month(calendar: Calendar, month: u32) -> Self {
        Self(1 << (Self::FIRST_MONTH + calendar as u32 * 12 + month - 1))
    }

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
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
            for &idx in self.by_first_word.get(word).into_iter().flatten() {
                let cue = &self.furniture[usize::from(idx)];
                let rest = &folded[at..];
                let fits = rest
                    .strip_prefix(cue.phrase)
                    .is_some_and(|after| after.is_empty() || after.starts_with(' '));
                let is_line = at == 0 && rest.len() == cue.phrase.len();
                let is_placed = match cue.place {
                    Place::Line => is_line,
                    Place::Start => at == 0,
                    Place::Part => true,
                };
                if fits && is_placed {
                    let place = if is_line { Place::Line } else { cue.place };
                    let hit = Hit {
                        reason: cue.reason,
                        place,
                        n_words: n_words(cue.phrase),
                        is_end: cue.is_end,
                    };
                    if best.is_none_or(|best| hit.rank() > best.rank()) && allowed(hit) {
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
        self.meaning(folded).has(Meaning::of(sense))
    }

    /// The months, 1 to 12, that the folded phrase is the name of.
    pub(crate) fn months(&self, folded: &str) -> Vec<(Calendar, u8)> {
        let meaning = self.meaning(folded);
        if meaning.0 >> Meaning::FIRST_MONTH == 0 {
            return Vec::new();
        }
        let all = Calendar::ALL.iter();
        all.flat_map(|calendar| (1..=12).map(|month| (*calendar, month)))
            .filter(|(calendar, month)| meaning.has(Meaning::of_month(*calendar, *month)))
            .map(|(calendar, month)| (calendar, month as u8))
            .collect()
    }

    /// Whether the name of a month that has several words begins with the folded word.
    pub(crate) fn begins_month(&self, folded: &str) -> bool {
        self.first_of_month.contains(&folded)
    }

    /// Whether the folded phrase is the name of a day of the week, or of a Gregorian month.
    pub(crate) fn is_day_or_month(&self, folded: &str) -> bool {
        let year = Meaning::of_month(Calendar::Gregorian, 1).0 * 0xFFF;
        let days = Meaning::of(Sense::Weekday).0;
        self.meaning(folded).has(Meaning(year | days))
    }

    fn meaning(&self, folded: &str) -> Meaning {
        self.meanings.get(folded).copied().unwrap_or_default()
    }

    /// The number of words of the longest phrase of this sense that the folded line begins with.
    pub(crate) fn start(&self, folded: &str, sense: Sense) -> Option<usize> {
        let ends = folded
            .match_indices(' ')
            .map(|(at, _)| at)
            .chain([folded.len()]);
        ends.take(self.longest)
            .enumerate()
            .filter(|(_, end)| self.is(&folded[..*end], sense))
            .map(|(idx, _)| idx + 1)
            .last()
    }

    /// Whether a phrase of this sense stands anywhere in the folded line.
    pub(crate) fn any(&self, folded: &str, sense: Sense) -> bool {
        let starts = folded.match_indices(' ').map(|(at, _)| at + 1);
        [0].into_iter()
            .chain(starts)
            .any(|at| self.start(&folded[at..], sense).is_some())
    }

    fn load() -> Self {
        let mut cues = Self::default();
        cues.meanings.reserve(N_PHRASES);
        let known = phrases(FOLDED, |heading, number, phrase| {
            cues.add(heading, number, phrase);
        });
        debug_assert_eq!(known, Ok(()), "assets/cues-folded.txt");
        cues
    }

    fn add(&mut self, heading: Heading, number: usize, phrase: &'static str) {
        let meaning = match heading {
            Heading::Furniture {
                reason,
                place,
                is_end,
            } => {
                let first = phrase.split(' ').next().unwrap_or_default();
                let idx = self.furniture.len() as u16;
                self.by_first_word.entry(first).or_default().push(idx);
                self.furniture.push(Furniture {
                    phrase,
                    place,
                    reason,
                    is_end,
                });
                return;
            }
            Heading::Sense(sense) => Meaning::of(sense),
            Heading::Months(calendar) => {
                let several = phrase.split_once(' ');
                self.first_of_month.extend(several.map(|(first, _)| first));
                Meaning::of_month(calendar, number as u32)
            }
        };
        self.longest = self.longest.max(n_blanks(phrase) + 1);
        self.meanings.entry(phrase).or_default().0 |= meaning.0;
    }
}

fn n_blanks(phrase: &str) -> usize {
    phrase.bytes().filter(|byte| *byte == b' ').count()
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

    use std::fmt::Write as _;

    use crate::article::cue_file::FILES;
    use crate::article::fold::fold;

    /// What [`FOLDED`] has to hold.
    fn folded() -> String {
        let mut out = String::new();
        for (name, file) in FILES {
            writeln!(out, "# {name}").unwrap();
            for line in file.lines() {
                match line.chars().next() {
                    None | Some('#') => continue,
                    Some('[') => out.push_str(line),
                    Some(_) => {
                        let names: Vec<_> = line.split(" | ").map(fold).collect();
                        out.push_str(&names.join(" | "));
                    }
                }
                out.push('\n');
            }
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
