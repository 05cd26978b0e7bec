//! The words by which titles, bylines, dates and furniture are known in many languages, from
//! `assets/cues/*.txt`: parsed once, folded ([`crate::article::fold`]), found by hash. All
//! languages are asked at once: pages mix them, and a cue of one means nothing in another.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::article::Reason;
use crate::article::cue_file::{FILES, Heading, phrases};
use crate::article::fold::{fold, n_words};

pub(crate) use crate::article::cue_file::{Calendar, Place, Sense};

/// All cues of all languages.
pub(crate) static CUES: LazyLock<Cues> = LazyLock::new(Cues::load);

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
    /// By their first word.
    furniture: HashMap<String, Vec<Furniture>>,
    /// By the whole phrase.
    senses: HashMap<String, Vec<Sense>>,
    /// The most words that a phrase in `senses` has.
    longest: usize,
}

#[derive(Debug)]
struct Furniture {
    phrase: String,
    place: Place,
    reason: Reason,
    is_end: bool,
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
            for cue in self.furniture.get(word).into_iter().flatten() {
                let rest = &folded[at..];
                let fits = rest
                    .strip_prefix(cue.phrase.as_str())
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
                        n_words: n_words(&cue.phrase),
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
        self.senses(folded).contains(&sense)
    }

    /// All senses of the folded phrase.
    pub(crate) fn senses(&self, folded: &str) -> &[Sense] {
        self.senses.get(folded).map_or(&[], Vec::as_slice)
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
        let mut cues = Self {
            senses: HashMap::with_capacity(N_PHRASES),
            ..Self::default()
        };
        for (name, file) in FILES {
            let known = phrases(file, |heading, number, phrase| {
                cues.add(heading, number, fold(phrase));
            });
            debug_assert_eq!(known, Ok(()), "assets/cues/{name}.txt");
        }
        cues
    }

    fn add(&mut self, heading: Heading, number: usize, phrase: String) {
        let sense = match heading {
            Heading::Furniture {
                reason,
                place,
                is_end,
            } => {
                let first = phrase.split(' ').next().unwrap_or_default().to_owned();
                self.furniture.entry(first).or_default().push(Furniture {
                    phrase,
                    place,
                    reason,
                    is_end,
                });
                return;
            }
            Heading::Sense(sense) => sense,
            Heading::Months(calendar) => Sense::Month(calendar, number as u8),
        };
        self.longest = self.longest.max(phrase.split(' ').count());
        let senses = self.senses.entry(phrase).or_default();
        if !senses.contains(&sense) {
            senses.push(sense);
        }
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
