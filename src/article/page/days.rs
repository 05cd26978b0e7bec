//! Which day near a headline is that of publication, and which only that on which the page was shown.

use crate::article::Date;
use crate::article::cues::{CUES, Sense};
use crate::article::date_parse::{dates, dates_and_times};
use crate::article::page::lines::Line;
use crate::article::page::stamp;
use crate::article::page::title::suffix;
use crate::article::stated::date_in_address;
use crate::text::may_have_digit;

/// The only day that stands with a clock time and without its weekday in a line far above the title, or
/// in an address there.
pub(crate) fn alone_above(lines: &[Line]) -> Option<Date> {
    const MOST: usize = 60;
    let day = |line: &Line| match line.is_link() {
        true => date_in_address(&line.text),
        false => stamp::stamp(line)
            .filter(|stamp| stamp.published.time.is_some() && !stamp.has_weekday)
            .and_then(|stamp| stamp.published.date),
    };
    let mut days = lines.iter().take(MOST).filter_map(day);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// The day behind the title in the title of the page as a file.
pub(crate) fn in_page_title(lines: &[Line], title: usize) -> Option<Date> {
    let text = &lines[title].text;
    let mut suffixes = lines[..title]
        .iter()
        .filter_map(|line| suffix(&line.text, text));
    suffixes.find_map(|suffix| dates(suffix).first().map(|found| found.value))
}

/// Whether a line beside it says that it is of an issue of a paper: `شماره 4100`, `العدد: 1204`, `12`.
pub(crate) fn is_of_issue(lines: &[Line], idx: usize) -> bool {
    const WORDS: &[&str] = &["العدد", "عدد", "شماره", "issue", "no", "nr"];
    let says = |line: &Line| {
        // Of a page, or of an issue.
        if line.n_chars <= 5 && line.text.chars().all(char::is_numeric) {
            return true;
        }
        let mut words = line
            .folded()
            .split(' ')
            .skip_while(|word| !WORDS.contains(word))
            .skip(1);
        line.n_words() <= 5
            && words
                .next()
                .is_some_and(|word| word.chars().all(char::is_numeric))
    };
    lines[idx.saturating_sub(1)..lines.len().min(idx + 2)]
        .iter()
        .any(says)
}

/// Whether a line beside it says the same day in another calendar: that is today, in the head of a site.
pub(crate) fn is_of_calendars(lines: &[Line], idx: usize, day: Option<Date>) -> bool {
    const NEAR: usize = 2;
    let near = idx.saturating_sub(NEAR)..lines.len().min(idx + NEAR + 1);
    let of_line = |idx: usize| stamp::stamp(&lines[idx]).filter(|stamp| stamp.has_weekday);
    let mut others = near.filter(|other| *other != idx).filter_map(of_line);
    day.is_some() && others.any(|stamp| stamp.published.date == day)
}

/// Whether a line is nothing but a time of day.
pub(crate) fn is_clock(line: &Line) -> bool {
    const LONGEST: usize = 24;
    line.n_chars <= LONGEST && line.text.contains(char::is_numeric) && {
        let (dates, times) = dates_and_times(&line.text);
        dates.is_empty() && !times.is_empty() && stamp::is_tight(line)
    }
}

/// Whether the line is a day of change without its year, and a clock time: `Обновлено 12 марта, 18:20`.
pub(crate) fn is_change_without_year(line: &Line) -> bool {
    const LONGEST: usize = 60;
    line.n_chars <= LONGEST
        && may_have_digit(&line.text)
        && CUES.start(line.folded(), Sense::Updated).is_some()
        && !dates_and_times(&line.text).1.is_empty()
}

/// Whether the line is a clock time of today or of the day before: `اليوم 14:20`, `دیروز ساعت ۱۲:۲۰`.
pub(crate) fn is_of_late(line: &Line) -> bool {
    /// As they are folded.
    const DAYS: &[&str] = &[
        "اليوم",
        "امس",
        "امروز",
        "ديروز",
        "اج",
        "كل",
        "today",
        "yesterday",
        "heute",
        "gestern",
        "hoy",
        "ayer",
        "oggi",
        "ieri",
        "hoje",
        "ontem",
        "сегодня",
        "вчера",
        "сьогодні",
        "вчора",
        "bugun",
        "dun",
        "היום",
        "אתמול",
    ];
    let first = line.folded().split(' ').next().unwrap_or_default();
    let (dates, times) = dates_and_times(&line.text);
    let rest = || {
        line.text
            .split_once(' ')
            .map_or("", |(first, _)| first)
            .len()
    };
    DAYS.contains(&first) && dates.is_empty() && times.len() == 1 && {
        let mut known = stamp::ranges(&dates, &times);
        known.insert(0, 0..rest());
        stamp::other_words(&line.text, &known) == 0
    }
}
