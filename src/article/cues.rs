//! The words by which titles, bylines, dates and furniture are known in many languages, from
//! `assets/cues/*.toml`: parsed once, folded ([`crate::article::fold`]), found by hash. All
//! languages are asked at once: pages mix them, and a cue of one means nothing in another.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::article::Reason;
use crate::article::cue_file::{FILES, File};
use crate::article::fold::{fold, n_words};

/// All cues of all languages.
pub(crate) static CUES: LazyLock<Cues> = LazyLock::new(Cues::load);

/// What a word or phrase says about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A name follows after a colon.
    Byline,
    /// A name follows, with a colon or without.
    Signed,
    /// The day of publication follows.
    Published,
    /// The day of a change follows: not that of publication.
    Updated,
    /// Topics follow.
    Tags,
    /// What somebody is, beside the name.
    Role,
    /// A label of a picture or of an article, said by the page itself.
    Label,
    /// The name of a section of a paper.
    Section,
    /// A news agency.
    Agency,
    /// "Newspaper": a name in quotation marks after it is one.
    Paper,
    /// Reading, as in "reading time".
    Reading,
    /// Minutes.
    Minutes,
    /// Before noon.
    Morning,
    /// After noon.
    Evening,
    /// "And" between two names.
    And,
    /// A day of the week.
    Weekday,
    /// Who took a picture follows.
    Credit,
    /// A month, 1 to 12, of a calendar.
    Month(Calendar, u8),
}

/// The calendars that pages date by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calendar {
    Gregorian,
    /// The solar calendar of Iran and Afghanistan.
    Jalali,
    /// The lunar calendar, by Umm al-Qura.
    Hijri,
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

/// Where in a line a cue must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is the line.
    Line,
    /// It begins the line.
    Start,
    /// Anywhere.
    Part,
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
        let mut cues = Self::default();
        for (name, text) in FILES {
            let file: File = toml::from_str(text)
                .unwrap_or_else(|error| panic!("assets/cues/{name}.toml: {error}"));
            cues.add(file);
        }
        cues
    }

    fn add(&mut self, file: File) {
        for (phrases, reason, is_end) in [
            (file.navigation, Reason::Navigation, false),
            (file.login, Reason::Login, false),
            (file.share, Reason::Share, false),
            (file.newsletter, Reason::Newsletter, false),
            (file.paywall, Reason::Newsletter, true),
            (file.related, Reason::Related, false),
            (file.comments, Reason::Comments, true),
            (file.advert, Reason::Advert, false),
            (file.legal, Reason::Legal, false),
            (file.outside, Reason::Outside, false),
        ] {
            for (place, list) in [
                (Place::Line, phrases.line),
                (Place::Start, phrases.start),
                (Place::Part, phrases.part),
            ] {
                for phrase in list {
                    let phrase = fold(&phrase);
                    let first = phrase.split(' ').next().unwrap_or_default().to_owned();
                    self.furniture.entry(first).or_default().push(Furniture {
                        phrase,
                        place,
                        reason,
                        is_end,
                    });
                }
            }
        }
        for (list, sense) in [
            (file.byline, Sense::Byline),
            (file.signed, Sense::Signed),
            (file.published, Sense::Published),
            (file.updated, Sense::Updated),
            (file.tags, Sense::Tags),
            (file.roles, Sense::Role),
            (file.labels, Sense::Label),
            (file.sections, Sense::Section),
            (file.agencies, Sense::Agency),
            (file.papers, Sense::Paper),
            (file.reading, Sense::Reading),
            (file.minutes, Sense::Minutes),
            (file.morning, Sense::Morning),
            (file.evening, Sense::Evening),
            (file.and, Sense::And),
            (file.weekdays, Sense::Weekday),
            (file.credits, Sense::Credit),
        ] {
            for phrase in list {
                self.add_sense(&phrase, sense);
            }
        }
        for (months, calendar) in [
            (file.months.gregorian, Calendar::Gregorian),
            (file.months.jalali, Calendar::Jalali),
            (file.months.hijri, Calendar::Hijri),
        ] {
            for (number, names) in (1..).zip(months) {
                for name in names {
                    self.add_sense(&name, Sense::Month(calendar, number));
                }
            }
        }
    }

    fn add_sense(&mut self, phrase: &str, sense: Sense) {
        let phrase = fold(phrase);
        self.longest = self.longest.max(n_words(&phrase));
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
    fn every_file_loads_with_whole_years() {
        for (name, text) in FILES {
            let file: File = toml::from_str(text).unwrap();
            for months in [
                &file.months.gregorian,
                &file.months.jalali,
                &file.months.hijri,
            ] {
                assert!(matches!(months.len(), 0 | 12), "{name}: {}", months.len());
            }
        }
        for phrase in CUES.senses.keys() {
            assert!(!phrase.is_empty());
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
