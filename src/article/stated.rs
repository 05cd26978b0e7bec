//! Values as machines write them: times by ISO 8601 and its kin, names with what sites put round
//! them, texts with entities in them.

use std::borrow::Cow;

use dom_query::Document;

use crate::article::cues::{CUES, Calendar, Sense};
use crate::article::date_parse::{dates, times};
use crate::article::fold::{fold, n_words, skip_words};
use crate::article::page::byline;
use crate::article::{Date, Published, Time};
use crate::text::one_line;

/// Text on one line, with entities and tags resolved that a site wrote twice.
pub(crate) fn plain(text: &str) -> String {
    match text.contains(['&', '<']) && text.len() < 10_000 {
        true => one_line(&Document::fragment(text).text()),
        false => one_line(text),
    }
}

/// The day and time that a value states; a day of 1970 or before is none.
pub(crate) fn time(value: &str) -> Published {
    let value = one_line(value);
    let value = value
        .get(..value.floor_char_boundary(80))
        .unwrap_or_default();
    let is_sound = |published: &Published| published.date.is_some_and(|date| date.year > 1970);
    // A lower year is that of another calendar.
    let published = iso(value).filter(is_sound).unwrap_or_else(|| {
        let value = &*with_century(value);
        Published {
            date: dates(value).first().map(|found| found.value),
            time: times(value).first().map(|found| found.value),
        }
    });
    match is_sound(&published) {
        true => published,
        false => Published::default(),
    }
}

/// A year of two digits before a clock, as messages and feeds have it by RFC 822, in four.
fn with_century(value: &str) -> Cow<'_, str> {
    let words: Vec<&str> = value.split(' ').collect();
    let is_number = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let at = words.windows(4).position(|words| {
        let is_clock = words[3].contains(':') && words[3].starts_with(|c: char| c.is_ascii_digit());
        let is_month = words[1].starts_with(char::is_alphabetic);
        is_number(words[0]) && is_month && is_number(words[2]) && words[2].len() == 2 && is_clock
    });
    let Some(at) = at else {
        return value.into();
    };
    let mut words = words;
    let year = match words[at + 2] {
        late if late >= "70" => format!("19{late}"),
        year => format!("20{year}"),
    };
    words[at + 2] = &year;
    words.join(" ").into()
}

/// `2024-05-01T22:30:00+03:00`, `2024-05-01 22:30`, `20240501`, `20240501T2230`, `20240501223000`: the clock is
/// the page's own. Midnight to the second is no time of day but the lack of one.
pub(crate) fn iso(value: &str) -> Option<Published> {
    let digits: Vec<u32> = value.chars().filter_map(|c| c.to_digit(10)).collect();
    let number = |range: std::ops::Range<usize>| {
        let digits = digits.get(range)?;
        Some(digits.iter().fold(0, |sum, digit| sum * 10 + digit))
    };
    let bytes = value.as_bytes();
    let is_dashed = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
    let is_compact = bytes.len() >= 8 && bytes[..8].iter().all(u8::is_ascii_digit);
    if !is_dashed && !is_compact || !bytes[..4].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let (month, day) = (number(4..6)?, number(6..8)?);
    let date = Date::new(number(0..4)? as i32, month as u8, day as u8)?;
    let after = if is_dashed { 10 } else { 8 };
    // `20240501223000` has no sign between.
    let is_whole = is_compact && bytes.len() == 14 && digits.len() == 14;
    let has_time = matches!(bytes.get(after), Some(b'T' | b't' | b' '))
        && bytes.get(after + 1).is_some_and(u8::is_ascii_digit)
        || is_whole;
    let time = has_time
        .then(|| Time::new(number(8..10)? as u8, number(10..12)? as u8))
        .flatten()
        .filter(|time| (time.hour, time.minute) != (0, 0) || number(12..14).unwrap_or(0) != 0);
    let date = Some(date);
    Some(Published { date, time })
}

/// The day in the path of an address: `/2024/05/01/`, `/2024-05-01-`, `/2024/WORLD/05/01/`, `/2024/may/01/`.
pub(crate) fn date_in_address(address: &str) -> Option<Date> {
    let address = address.get(..address.floor_char_boundary(500))?;
    in_numbers(address).or_else(|| in_folders(address))
}

/// The same where letters stand between the year and the day.
fn in_folders(address: &str) -> Option<Date> {
    let folders: Vec<&str> = address.split('/').collect();
    folders.windows(4).find_map(|folders| {
        let [year, name, month, day] = folders else {
            return None;
        };
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
        let year = year
            .parse()
            .ok()
            .filter(|year| is_name && (1995..2100).contains(year))?;
        let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 2);
        match CUES.months(&fold(name)).first() {
            Some((Calendar::Gregorian, named)) => Date::new(year, *named, number(month)?),
            _ if month.len() == 2 && day.len() == 2 => {
                Date::new(year, number(month)?, number(day)?)
            }
            _ => None,
        }
    })
}

fn in_numbers(address: &str) -> Option<Date> {
    let parts: Vec<&str> = address
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    parts.windows(3).find_map(|parts| {
        let is_day = parts[0].len() == 4 && parts[1].len() <= 2 && parts[2].len() <= 2;
        let joined = [
            format!("{}/{}/{}", parts[0], parts[1], parts[2]),
            format!("{}-{}-{}", parts[0], parts[1], parts[2]),
        ];
        let stands = joined.iter().any(|joined| address.contains(joined));
        let number = |idx: usize| parts[idx].parse::<u16>().ok();
        let date = || Date::new(i32::from(number(0)?), number(1)? as u8, number(2)? as u8);
        (is_day && stands)
            .then(date)
            .flatten()
            .filter(|date| (1995..2100).contains(&date.year))
    })
}

/// The names among what stands where writers should; `not` are names of the outlet and the like.
pub(crate) fn names(values: &[String], not: &[&str]) -> Vec<String> {
    let not: Vec<String> = not.iter().map(|name| fold(name)).collect();
    let mut found: Vec<String> = Vec::new();
    for value in values {
        for name in names_in(value) {
            let folded = fold(&name);
            let squeezed = folded.replace(' ', "");
            // A name of two words or more also with something beside it.
            let is_outlet = not.iter().any(|not| {
                let squeezed_not = not.replace(' ', "");
                let is_beside = not.contains(' ') && squeezed.contains(&squeezed_not);
                !not.is_empty() && (squeezed_not == squeezed || is_beside)
            });
            let is_known = found.iter().any(|known| fold(known) == folded);
            if !is_outlet && !is_known && is_person(&name, &folded) && found.len() < 12 {
                found.push(name);
            }
        }
    }
    found
}

fn names_in(value: &str) -> Vec<String> {
    let value = one_line(value);
    if let Some(names) = byline::names(&value) {
        return names;
    }
    // In what is stated as a name, a word for writing needs no colon.
    let folded = fold(&value);
    let after = CUES.start(&folded, Sense::Byline);
    let rest = after.map(|n_before| skip_words(&value, n_before));
    // With one word behind it, it is a name itself, such as that of a desk.
    if let Some(rest) = rest.filter(|rest| n_words(rest) > 1) {
        return byline::list(rest).unwrap_or_default();
    }
    if byline::is_name(&value) && n_words(&value) <= 3 {
        return vec![value];
    }
    byline::list(&value).unwrap_or_default()
}

/// Whether a name could be that of a writer: not an address, an account, a word for nobody.
fn is_person(name: &str, folded: &str) -> bool {
    const NOBODY: &[&str] = &[
        "admin",
        "administrator",
        "editor",
        "redaktion",
        "redaction",
        "redaccion",
        "redazione",
        "staff",
        "webmaster",
        "none",
        "null",
        "undefined",
        "unknown",
        "anonymous",
        "guest",
        "user",
        "author",
        "newsroom",
        "newsdesk",
        "desk",
        "team",
        "root",
        "redacao",
        "redactie",
        "super user",
        "super utilisateur",
        "superuser",
        "super usuario",
        "superadmin",
    ];
    !NOBODY.contains(&folded)
        && !CUES.is(folded, Sense::Role)
        && !name.contains(['@', '/', '_'])
        && CUES.furniture(folded).is_none()
        && (1..=6).contains(&n_words(folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_written() {
        let check = |value: &str, expected: &str| {
            assert_eq!(time(value).to_string(), expected, "{value:?}");
        };
        check("2024-05-01T22:30:00+03:00", "2024-05-01T22:30");
        check("2024-05-01T22:30Z", "2024-05-01T22:30");
        check("2024-05-01 22:30", "2024-05-01T22:30");
        check("2024-05-01T00:00:00Z", "2024-05-01");
        check("20240501", "2024-05-01");
        check("20240501223000", "2024-05-01T22:30");
        check("Wed, 01 May 2024 22:30:00 GMT", "2024-05-01T22:30");
        check("1 مايو 2024", "2024-05-01");
        check("1405-08-29", "2026-11-20");
        check("1405-08-29T10:30:00+03:30", "2026-11-20T10:30");
        check("Sun, 22 Nov 26 10:00 GMT", "2026-11-22T10:00");
        check("5 Jan 99 08:30 EST", "1999-01-05T08:30");
        check("1970-01-01", "");
        check("soon", "");
        check("", "");
    }

    #[test]
    fn days_stand_in_addresses() {
        let check = |address: &str, expected: Option<&str>| {
            let found = date_in_address(address).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{address:?}");
        };
        check("https://example.org/2024/05/01/a-ship", Some("2024-05-01"));
        check(
            "https://example.org/news/2024-05-01-a-ship",
            Some("2024-05-01"),
        );
        check("https://example.org/2024/55/01/", None);
        check(
            "https://example.org/2024/WORLD/05/01/a-ship/index.html",
            Some("2024-05-01"),
        );
        check("https://example.org/2024/may/01/a-ship", Some("2024-05-01"));
        check("https://example.org/2024/may/a-ship", None);
        check("https://example.org/2024/ships/5/77/", None);
        check("https://example.org/1024/ships/05/07/", None);
        check("https://example.org/a/2024-12", None);
    }

    #[test]
    fn names_are_those_of_people() {
        let check = |values: &[&str], expected: &[&str]| {
            let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
            assert_eq!(names(&values, &["The Daily Ship"]), expected, "{values:?}");
        };
        check(&["By Ann Lee and Bo Ek"], &["Ann Lee", "Bo Ek"]);
        check(&["كتبت سارة حداد"], &["سارة حداد"]);
        check(&["Haber Merkezi"], &["Haber Merkezi"]);
        check(&["Ann Lee", "ann lee"], &["Ann Lee"]);
        check(&["The Daily Ship", "admin"], &[]);
        check(&["ليلى حسن"], &["ليلى حسن"]);
        check(&["https://example.org/ann"], &[]);
    }
}
