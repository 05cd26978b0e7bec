//! The line of a page that says when it was published: its day, its clock time and what else it
//! holds. A day of change ("updated") is that of publication only where a page has no other; a day in
//! running text is no stamp; words such as "2 hours ago" give none.

use std::ops::Range;

use crate::article::cues::{CUES, Sense};
use crate::article::date_parse::{Found, dates_and_times};
use crate::article::fold::{fold, n_words};
use crate::article::page::hole::is_signature;
use crate::article::page::line_fields::{hebrew_day, other_fields};
use crate::article::page::lines::Line;
use crate::article::page::{byline, days};
use crate::article::{Date, Published, Time};
use crate::text::may_have_digit;

/// A line that dates the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stamp {
    pub(crate) published: Published,
    /// Whether the line says that this is the day of publication.
    pub(crate) is_labelled: bool,
    /// Whether it says that this is the day of a change.
    pub(crate) is_change: bool,
    pub(crate) has_weekday: bool,
    /// Whether a place stands between the day and the time: a clock of the site.
    pub(crate) has_place: bool,
    /// What stands before the date.
    pub(crate) before: String,
    /// What stands behind it.
    pub(crate) after: String,
}

/// Longer lines are text.
const LONGEST: usize = 140;

/// Words in a stamp beside date, time and labels: a name, a place, a section.
const MAX_OTHER_WORDS: usize = 3;

/// The same where the line begins with a label, as a byline, or with a day and a clock time.
const MAX_LABELLED_WORDS: usize = 8;

pub(crate) fn stamp(line: &Line) -> Option<Stamp> {
    let text = line.text.as_str();
    if line.n_chars > LONGEST || !may_have_digit(text) || line.is_identifier() {
        return None;
    }
    if is_signature(line) {
        return None;
    }
    let (dates, times) = dates_and_times(text);
    if dates.is_empty() && times.is_empty() {
        return None;
    }
    // A date counts unless a label of change stands between it and the one before.
    let mut from = 0;
    let mut date = None;
    for found in &dates {
        let label = fold(&text[from..found.range.start]);
        from = found.range.end;
        let is_update = CUES.any(&label, Sense::Updated) && !CUES.any(&label, Sense::Published);
        if !is_update {
            date = Some(found.clone());
            break;
        }
    }
    let label = CUES.start(line.folded(), Sense::Published).is_some();
    let mut known = ranges(&dates, &times);
    known.extend(other_fields(text, &known));
    known.extend(hebrew_day(text));
    known.sort_by_key(|range| range.start);
    let n_other = other_words(text, &known);
    let start = known.first().map_or(0, |range| range.start);
    let is_signed = || !dates.is_empty() && is_signed(&text[..start]);
    let is_dated = begins_with(text, &dates, &times);
    let most = match label || is_dated || byline::names_of(line).is_some() || is_signed() {
        true => MAX_LABELLED_WORDS,
        false => MAX_OTHER_WORDS,
    };
    if date.is_none()
        && let Some(change) = dates.first()
    {
        return (n_other <= most).then(|| Stamp {
            published: Published {
                date: Some(change.value),
                time: times.first().map(|time| time.value),
            },
            is_labelled: false,
            is_change: true,
            has_weekday: false,
            has_place: false,
            before: String::new(),
            after: String::new(),
        });
    }
    // A time counts unless the words between it and the day, or before it, are of change.
    let time = times.iter().find(|time| {
        let from = date
            .as_ref()
            .map(|date| date.range.end)
            .filter(|end| *end <= time.range.start);
        let label = fold(&text[from.unwrap_or(0)..time.range.start]);
        !CUES.any(&label, Sense::Updated) || from.is_none() && CUES.any(&label, Sense::Published)
    });
    let Some(date) = date else {
        let time = time?;
        let is_zero = (time.value.hour, time.value.minute) == (0, 0);
        return (n_other == 0 && !is_zero).then(|| Stamp {
            published: Published {
                date: None,
                time: Some(time.value),
            },
            is_labelled: label,
            is_change: false,
            has_weekday: false,
            has_place: false,
            before: text[..time.range.start].to_owned(),
            after: text[time.range.end..].to_owned(),
        });
    };
    if n_other > most || (line.ended && !label && n_other > 2) {
        return None;
    }
    let first_time = times.first().map_or(text.len(), |time| time.range.start);
    Some(Stamp {
        published: Published {
            date: Some(date.value),
            time: time.map(|time| time.value),
        },
        is_labelled: label || CUES.any(line.folded(), Sense::Published),
        is_change: false,
        has_weekday: CUES.any(line.folded(), Sense::Weekday),
        has_place: time.is_some_and(|time| {
            let between = text.get(date.range.end..time.range.start);
            between.is_some_and(|between| other_words(between, &[]) > 0)
        }),
        before: text[..date.range.start.min(first_time)].to_owned(),
        after: text[date.range.end..].to_owned(),
    })
}

/// Whether the text begins with a day and a clock time, and nothing but signs between.
fn begins_with(text: &str, dates: &[Found<Date>], times: &[Found<Time>]) -> bool {
    let (Some(date), Some(time)) = (dates.first(), times.first()) else {
        return false;
    };
    let between = text.get(date.range.end..time.range.start);
    date.range.start == 0 && between.is_some_and(|text| !text.contains(char::is_alphanumeric))
}

/// Whether names stand before the day, with a sign between them: `NAME, NAME | 19.11.2025`, `NAME / NAME
/// PLACE 19.11.2025`.
fn is_signed(before: &str) -> bool {
    let before = before.trim_end();
    let are_cased = |names: &[String]| names.iter().all(|name| byline::is_cased_name(name));
    let set_off = before.strip_suffix(['|', '•', '·', '–', '—', '-']);
    let names = set_off.and_then(|names| byline::list(names.trim_end()));
    names.is_some_and(|names| names.len() > 1 && are_cased(&names))
        || byline::before_paper(before).is_some()
        || before.contains(" / ") && before.split(" / ").all(byline::is_cased_name)
}

/// Whether the line is a date and hardly anything else.
pub(crate) fn is_tight(line: &Line) -> bool {
    let (dates, times) = dates_and_times(&line.text);
    stamp(line).is_some() && other_words(&line.text, &ranges(&dates, &times)) <= 2
}

/// Whether the line is a stamp whose last dot is that of a half of the day: `21 May 2024 at 6:02 a.m.`
pub(crate) fn ends_with_clock(line: &Line) -> bool {
    let ends = |sense| {
        let folded = line.folded();
        let mut ends = folded.match_indices(' ').map(|(at, _)| &folded[at + 1..]);
        line.text.ends_with('.') && ends.any(|end| CUES.is(end, sense))
    };
    (ends(Sense::Morning) || ends(Sense::Evening)) && is_tight(line)
}

/// The minutes of reading that the line states: `قراءة 3 دقائق`, `Lesezeit: 4 Min.`
pub(crate) fn reading_minutes(line: &Line) -> Option<u32> {
    if line.n_chars > 60 {
        return None;
    }
    let states = CUES.any(line.folded(), Sense::Reading) && CUES.any(line.folded(), Sense::Minutes);
    let mut numbers = line.folded().split(' ').filter_map(|word| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &word[digits..];
        let is_minutes = rest.is_empty() || CUES.is(rest, Sense::Minutes);
        is_minutes
            .then(|| word[..digits].parse::<u32>().ok())
            .flatten()
    });
    let minutes = numbers.next().filter(|n| (1..=240).contains(n))?;
    (states && line.n_words() <= 7).then_some(minutes)
}

/// Whether the line says how long ago the page was published, and nothing else: `منذ 3 ساعات`,
/// `2 hours ago`, `3小时前`.
pub(crate) fn is_ago(line: &Line) -> bool {
    const LONGEST: usize = 30;
    const MAX_WORDS: usize = 5;
    if line.n_chars > LONGEST || line.ended || !line.has_words(1) {
        return false;
    }
    let folded = line.folded();
    if folded.contains(' ') && CUES.is(folded, Sense::Ago) {
        return true;
    }
    if !may_have_digit(&line.text) {
        return false;
    }
    if days::is_of_late(line) {
        return true;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let n_digits = |word: &&str| word.bytes().take_while(u8::is_ascii_digit).count();
    let mut numbers = words.iter().map(n_digits).filter(|n| *n > 0);
    let is_number = numbers.next().is_some_and(|n| n <= 2) && numbers.next().is_none();
    let ends = (1..=2).any(|n| {
        let end = words.len().saturating_sub(n);
        CUES.is(&words[end..].join(" "), Sense::Ago)
    });
    // Chinese, Japanese and Korean have no blank before the word, or a sign of its own.
    let is_said = ends
        || CUES.start(folded, Sense::Ago).is_some()
        || line.text.ends_with(['前', '전']) && line.text.chars().count() > 2;
    is_number && is_said && words.len() <= MAX_WORDS
}

/// The bytes of dates and times, in order.
pub(crate) fn ranges(dates: &[Found<Date>], times: &[Found<Time>]) -> Vec<Range<usize>> {
    let dates = dates.iter().map(|found| found.range.clone());
    let times = times.iter().map(|found| found.range.clone());
    let mut ranges: Vec<_> = dates.chain(times).collect();
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// The number of words outside the ranges that are no label, weekday, number or part of a clock.
pub(crate) fn other_words(text: &str, ranges: &[Range<usize>]) -> usize {
    let mut from = 0;
    let mut rest = String::new();
    for range in ranges {
        rest.push_str(text.get(from..range.start).unwrap_or_default());
        rest.push(' ');
        from = from.max(range.end);
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    let rest = fold(&rest);
    let mut rest = rest.as_str();
    let mut n = 0;
    while !rest.is_empty() {
        let n_known = [
            Sense::Published,
            Sense::Updated,
            Sense::Weekday,
            Sense::Morning,
            Sense::Evening,
            Sense::Reading,
            Sense::Minutes,
            Sense::Source,
        ]
        .into_iter()
        .filter_map(|sense| CUES.start(rest, sense))
        .max();
        let is_clock = CLOCK.contains(&rest.split(' ').next().unwrap_or_default());
        let is_number = rest.split(' ').next().is_some_and(is_number);
        n += usize::from(n_known.is_none() && !is_clock && !is_number);
        rest = after_words(rest, n_known.unwrap_or(1));
    }
    n
}

/// The number of an issue, or of readers.
fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric)
}

/// Words about clocks that need no translation, folded.
const CLOCK: &[&str] = &[
    "gmt",
    "utc",
    "cet",
    "cest",
    "est",
    "edt",
    "pst",
    "pdt",
    "cst",
    "cdt",
    "bst",
    "ist",
    "jst",
    "pkt",
    "uhr",
    "at",
    "a",
    "et",
    "pt",
    "um",
    "alle",
    "ore",
    "as",
    "las",
    "kl",
    "on",
    "am",
    "le",
    "il",
    "el",
    "em",
    "h",
    "s",
    "ساعت",
    "الساعه",
    "بتوقيت",
    "غرينتش",
    "بوقت",
    "ه",
    "ء",
    "ع",
    "بجے",
    "ب",
    "م",
    "الموافق",
    "مكه",
    "المكرمه",
    "בשעה",
    "saat",
    "godz",
    "r",
    "m",
    "d",
    "klo",
    "kello",
    "pukul",
    "jam",
    "wib",
    "wita",
    "wit",
    "luc",
    "ora",
    "orele",
    "v",
    "ob",
    "o",
    "в",
    "о",
    "у",
    "г",
    "ч",
    "р",
    "год",
    "года",
    "році",
    "року",
    "мск",
    "msk",
    "στις",
    "ωρα",
    "น",
    "เวลา",
    "هـ",
    "ش",
];

fn after_words(folded: &str, n: usize) -> &str {
    debug_assert!(n_words(folded) > 0);
    folded
        .match_indices(' ')
        .nth(n - 1)
        .map_or("", |(at, _)| &folded[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::page::lines::split;

    #[test]
    fn a_stamp_is_a_line_of_dates() {
        let check = |text: &str, expected: Option<&str>| {
            let found = stamp(&split(text).lines[0]).map(|stamp| stamp.published.to_string());
            assert_eq!(found.as_deref(), expected, "{text:?}");
        };
        check("Saturday 17 March 2018", Some("2018-03-17"));
        check("By Ken Hanly Jul 16, 2016 in Politics", Some("2016-07-16"));
        check("04:36 صباحا", Some("04:36"));
        check(
            "Publié le 30 août 2023 à 14h52, modifié le 30 août 2023 à 15h54",
            Some("2023-08-30T14:52"),
        );
        check(
            "GMT 17:27 17.03.2020(محدثة GMT 17:49 17.03.2020) انسخ الرابط",
            Some("2020-03-17T17:27"),
        );
        check(
            "تاریخ انتشار: پنج‌شنبه ۱۱ اردیبهشت ۱۴۰۴ - ۱۰:۳۰",
            Some("2025-05-01T10:30"),
        );
        check("بدھ 27 مارچ 2024ء، صبح 9:15", Some("2024-03-27T09:15"));
        check("Updated 3 May 2021", Some("2021-05-03"));
        check(
            "2024-03-15 08:42:10\u{3000}来源：江城晚报\u{3000}作者：陈晓燕",
            Some("2024-03-15T08:42"),
        );
        check(
            "Published June 3, 2021Updated June 4, 2021, 9:12 a.m. ET",
            Some("2021-06-03"),
        );
        check("Ann Lee • May 3, 2021 • 3 minute read", Some("2021-05-03"));
        check(
            "2024-03-15 08:42:10 来源：江城晚报 作者：陈晓燕",
            Some("2024-03-15T08:42"),
        );
        check(
            "来源:江城晚报 作者:陈晓燕 发布:2024-03-15 08:42:10",
            Some("2024-03-15T08:42"),
        );
        check("Ann Lee, Tom Reed | 3.5.2021", Some("2021-05-03"));
        check("0:00 Anhören", None);
        check(
            "The ships left on 3 May 2021 and came back in the autumn of that year.",
            None,
        );
    }

    #[test]
    fn words_for_how_long_ago_are_told() {
        let check = |text: &str, expected: bool| {
            assert_eq!(is_ago(&split(text).lines[0]), expected, "{text:?}");
        };
        for text in [
            "2 hours ago",
            "قبل ساعتين",
            "منذ 3 ساعات",
            "۳ ساعت پیش",
            "2 گھنٹے پہلے",
            "לפני שעתיים",
            "לפני 3 שעות",
            "Hace 3 horas",
            "il y a 2 heures",
            "2 ore fa",
            "vor 5 Stunden",
            "3小时前",
            "2 시간 전",
            "5 часов назад",
            "2 saat önce",
            "اليوم 14:20",
            "دیروز ساعت ۱۲:۲۰",
            "Gestern, 18:05 Uhr",
            "Сегодня, 14:20",
        ] {
            check(text, true);
        }
        for text in [
            "2 hours",
            "قبل الحرب",
            "Before 2020",
            "Ago",
            "اليوم الوطني 14:20",
            "Heute 5 Boote",
            "vor dem Sturm",
            "12",
            "前",
        ] {
            check(text, false);
        }
    }

    #[test]
    fn reading_time_is_a_number_of_minutes() {
        let check = |text: &str, expected| {
            assert_eq!(reading_minutes(&split(text).lines[0]), expected, "{text:?}");
        };
        check("قراءة 3 دقائق", Some(3));
        check("مدة القراءة: 3 دقائق", Some(3));
        check("۴ منٹ کا مطالعہ", Some(4));
        check("زمان مطالعه: ۳ دقیقه", Some(3));
        check("זמן קריאה: 3 דקות", Some(3));
        check("5 min read", Some(5));
        check("Temps de Lecture 4 min.", Some(4));
        check("Reading 4 books", None);
        check("Wait 5 minutes", None);
    }
}
