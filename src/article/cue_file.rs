//! The form of `assets/cues/*.txt`: one file a language, in it headings in brackets, and under
//! each one phrase a line. `[login start]` is furniture, and where in a line the phrase must
//! stand; `[weekdays]` are words about a field; under `[months jalali]` stand twelve lines, each
//! with all names of a month between bars. A line that begins with `#` is a remark. The form is
//! plain, for people; what the program reads is made of it ahead of time ([`crate::article::cues`]).

#[cfg(test)]
use crate::article::Reason;

/// What the phrases under a heading are.
#[cfg(test)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// Furniture, where it must stand, and whether the article is over with it.
    Furniture {
        reason: Reason,
        place: Place,
        is_end: bool,
    },
    /// Words about a field.
    Sense(Sense),
    /// The months of a calendar, a line each.
    Months(Calendar),
}

/// What a word or phrase says about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
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
    /// Beside a number: how long ago.
    Ago,
    /// The writer of the page: a name follows, with a comma or a colon.
    Author,
    /// A given name of people, in scripts without capitals.
    Given,
    /// Where a text was published first follows.
    Source,
    /// What somebody is for the paper, not for the article: the name beside it is no writer's.
    Masthead,
    /// A list of what the text says follows, before the text.
    Summary,
}

impl Sense {
    /// All of them, in their order.
    pub(crate) const ALL: &[Self] = &[
        Self::Byline,
        Self::Signed,
        Self::Published,
        Self::Updated,
        Self::Tags,
        Self::Role,
        Self::Label,
        Self::Section,
        Self::Agency,
        Self::Paper,
        Self::Reading,
        Self::Minutes,
        Self::Morning,
        Self::Evening,
        Self::And,
        Self::Weekday,
        Self::Credit,
        Self::Ago,
        Self::Author,
        Self::Given,
        Self::Source,
        Self::Masthead,
        Self::Summary,
    ];
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

impl Calendar {
    /// All of them.
    pub(crate) const ALL: &[Self] = &[Self::Gregorian, Self::Jalali, Self::Hijri];
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

impl Place {
    /// All of them, in their order.
    pub(crate) const ALL: &[Self; 3] = &[Self::Line, Self::Start, Self::Part];
}

/// Calls `each` with every phrase of a file, its heading, and its line under that, from 1. Gives
/// back the first heading that is unknown.
#[cfg(test)]
pub(crate) fn phrases<'a>(
    file: &'a str,
    mut each: impl FnMut(Heading, usize, &'a str),
) -> Result<(), &'a str> {
    let mut heading = None;
    let mut number = 0;
    for line in file.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            heading = Some(self::heading(name).ok_or(name)?);
            number = 0;
            continue;
        }
        number += 1;
        let heading = heading.ok_or(line)?;
        match heading {
            Heading::Months(_) => line
                .split(" | ")
                .for_each(|name| each(heading, number, name)),
            _ => each(heading, number, line),
        }
    }
    Ok(())
}

#[cfg(test)]
fn heading(name: &str) -> Option<Heading> {
    let Some((kind, rest)) = name.split_once(' ') else {
        return sense(name).map(Heading::Sense);
    };
    if kind == "months" {
        return Some(Heading::Months(match rest {
            "gregorian" => Calendar::Gregorian,
            "jalali" => Calendar::Jalali,
            "hijri" => Calendar::Hijri,
            _ => return None,
        }));
    }
    let place = match rest {
        "line" => Place::Line,
        "start" => Place::Start,
        "part" => Place::Part,
        _ => return None,
    };
    let (reason, is_end) = match kind {
        "navigation" => (Reason::Navigation, false),
        "login" => (Reason::Login, false),
        "share" => (Reason::Share, false),
        "newsletter" => (Reason::Newsletter, false),
        "paywall" => (Reason::Newsletter, true),
        "related" => (Reason::Related, false),
        "comments" => (Reason::Comments, true),
        "advert" => (Reason::Advert, false),
        "legal" => (Reason::Legal, false),
        "outside" => (Reason::Outside, false),
        _ => return None,
    };
    Some(Heading::Furniture {
        reason,
        place,
        is_end,
    })
}

#[cfg(test)]
fn sense(name: &str) -> Option<Sense> {
    Some(match name {
        "byline" => Sense::Byline,
        "signed" => Sense::Signed,
        "published" => Sense::Published,
        "updated" => Sense::Updated,
        "tags" => Sense::Tags,
        "roles" => Sense::Role,
        "labels" => Sense::Label,
        "sections" => Sense::Section,
        "agencies" => Sense::Agency,
        "papers" => Sense::Paper,
        "reading" => Sense::Reading,
        "minutes" => Sense::Minutes,
        "morning" => Sense::Morning,
        "evening" => Sense::Evening,
        "and" => Sense::And,
        "weekdays" => Sense::Weekday,
        "credits" => Sense::Credit,
        "ago" => Sense::Ago,
        "author" => Sense::Author,
        "given" => Sense::Given,
        "source" => Sense::Source,
        "masthead" => Sense::Masthead,
        "summaries" => Sense::Summary,
        _ => return None,
    })
}

#[cfg(test)]
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/cues/", $name, ".txt")))),*]
    };
}

/// The cue files, by language.
#[cfg(test)]
pub(crate) const FILES: &[(&str, &str)] = files![
    "af", "ar", "az", "bg", "bn", "ca", "ckb", "cs", "da", "de", "el", "en", "es", "et", "fa",
    "fi", "fr", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "kl", "ko", "lt", "lv", "ms", "nb",
    "nl", "pl", "ps", "pt", "ro", "ru", "sd", "sk", "sl", "sr", "sv", "sw", "ta", "th", "tr", "ug",
    "uk", "ur", "vi", "xh", "yi", "zh", "zu"
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_known_headings_and_whole_years() {
        for (name, file) in FILES {
            let mut n_months = [0, 0, 0];
            let known = phrases(file, |heading, number, phrase| {
                assert!(
                    !phrase.is_empty() && phrase.trim() == phrase,
                    "{name}: {phrase:?}"
                );
                if let Heading::Months(calendar) = heading {
                    n_months[calendar as usize] = number;
                }
            });
            assert_eq!(known, Ok(()), "{name}");
            assert!(
                n_months.iter().all(|n| matches!(n, 0 | 12)),
                "{name}: {n_months:?}"
            );
        }
    }

    #[test]
    fn a_file_is_read_line_by_line() {
        let mut seen = Vec::new();
        let file = "# remark\n[and]\nund\n\n[months gregorian]\nJan | Januar\nFeb\n";
        let known = phrases(file, |heading, number, phrase| {
            seen.push((heading, number, phrase));
        });
        let months = Heading::Months(Calendar::Gregorian);
        let expected = [
            (Heading::Sense(Sense::And), 1, "und"),
            (months, 1, "Jan"),
            (months, 1, "Januar"),
            (months, 2, "Feb"),
        ];
        assert_eq!((known, seen.as_slice()), (Ok(()), expected.as_slice()));
        assert_eq!(phrases("[and]\n[no such]\n", |_, _, _| {}), Err("no such"));
        assert_eq!(phrases("stray\n", |_, _, _| {}), Err("stray"));
    }
}
