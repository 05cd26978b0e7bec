//! Dates and clock times in a line of any language: words and numbers in, days of the Gregorian
//! calendar out, each with the bytes it was read from. Only whole dates count, with a day, a
//! month and a year; "2 hours ago" and "17 May" give none. Month names are in the cue files.

use std::ops::Range;

use icu_calendar::cal::Hijri;
use icu_calendar::{Date as IcuDate, Iso};

use crate::article::cues::{CUES, Calendar, Sense};
use crate::article::date_tokens::{
    Kind, Token, adjoins, is_any, n_digits, number, sign, tokens, word,
};
use crate::article::time_parse::time_at;
use crate::article::{Date, Time};
use crate::text::{digit, may_have_digit};

/// Something found in a line, with its bytes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found<T> {
    pub(crate) value: T,
    pub(crate) range: Range<usize>,
}

/// All dates of the line, in order.
pub(crate) fn dates(line: &str) -> Vec<Found<Date>> {
    match may_date(line) {
        true => dates_among(&tokens(line)),
        false => Vec::new(),
    }
}

/// Whether a line could hold a date or a clock time: a number of four digits, or two numbers with a
/// sign between them that parts numbers, a blank behind a dot.
fn may_date(line: &str) -> bool {
    if !may_have_digit(line) {
        return false;
    }
    let (mut n_digits, mut is_parted) = (0, false);
    for c in line.chars() {
        if digit(c).is_some() {
            if is_parted {
                return true;
            }
            n_digits += 1;
        } else if n_digits > 0 {
            if n_digits == 4 {
                return true;
            }
            n_digits = 0;
            is_parted = matches!(c, ':' | '.' | '/' | 'h' | 'H' | '時' | '时' | '點' | '点');
        } else {
            is_parted &= c == ' ';
        }
    }
    n_digits == 4
}

/// All clock times of the line, in order: `9:15`, `14h52`, with the half of the day beside them.
pub(crate) fn times(line: &str) -> Vec<Found<Time>> {
    match may_date(line) {
        true => times_among(&tokens(line)),
        false => Vec::new(),
    }
}

/// All dates and all clock times of the line, each in order.
pub(crate) fn dates_and_times(line: &str) -> (Vec<Found<Date>>, Vec<Found<Time>>) {
    if !may_date(line) {
        return (Vec::new(), Vec::new());
    }
    let tokens = tokens(line);
    (dates_among(&tokens), times_among(&tokens))
}

fn dates_among(tokens: &[Token]) -> Vec<Found<Date>> {
    let (mut found, mut are_reckoned) = (Vec::<Found<Date>>::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        // Inside a chain such as an address no date begins.
        let is_inside = at > 1
            && adjoins(tokens, at - 1)
            && adjoins(tokens, at - 2)
            && matches!(tokens[at - 1].kind, Kind::Sign('.' | '/' | '-'))
            && n_digits(tokens, at - 2) > 0;
        match date_at(&tokens[at..]).filter(|_| !is_inside) {
            Some((value, n_tokens)) => {
                let end = tokens[at + n_tokens - 1].range.end;
                let is_year = |idx: usize| number(tokens, idx, 4..=4);
                let year = (at..at + n_tokens).find_map(is_year);
                are_reckoned.push(year.is_some_and(|year| (1200..1500).contains(&year)));
                found.push(Found {
                    value,
                    range: tokens[at].range.start..end,
                });
                at += n_tokens;
            }
            None => at += 1,
        }
    }
    // Months that begin when the moon is seen do so a day earlier here than there; a day of another
    // calendar beside theirs is sure.
    for idx in (0..found.len()).filter(|idx| are_reckoned[*idx]) {
        let is_beside = |other: &usize| {
            !are_reckoned[*other] && found[*other].value.is_next_to(found[idx].value)
        };
        if let Some(sure) = (0..found.len()).find(is_beside) {
            found[idx].value = found[sure].value;
        }
    }
    found
}

fn times_among(tokens: &[Token]) -> Vec<Found<Time>> {
    (0..tokens.len())
        .filter_map(|idx| time_at(tokens, idx))
        .collect()
}

/// The date that the tokens begin with and the number of tokens that it takes.
fn date_at(tokens: &[Token]) -> Option<(Date, usize)> {
    day_month_year(tokens)
        .or_else(|| month_day_year(tokens))
        .or_else(|| year_month_day(tokens))
        .or_else(|| numeric(tokens))
}

/// The first of a month in Urdu and Persian, folded.
const FIRST: &[&str] = &["يكم", "اول"];

/// Of November in Polish, which has no dot behind a day; of October in Croatian, which has one.
const LISTOPADA: &str = "listopada";

/// `16 July 2016`, `12-Mar-2024`, `12/مارس/2024`, `1er mars 2020`, `30 de mayo de 2021`, `24 نيسان / أبريل 2020`, `8. Mai 2020`,
/// `۲۲ اسفند ماه ۱۴۰۲`.
fn day_month_year(tokens: &[Token]) -> Option<(Date, usize)> {
    let is_first = || is_any(tokens, 0, FIRST).then_some(1);
    let day = number(tokens, 0, 1..=2).or_else(is_first)?;
    let mut at = 1;
    let is_dotted = sign(tokens, at) == Some('.');
    at += usize::from(matches!(
        sign(tokens, at),
        Some('.' | 'º' | 'ª' | '-' | '/')
    ));
    at += usize::from(is_any(
        tokens,
        at,
        &["st", "nd", "rd", "th", "er", "o", "ي"],
    ));
    at += usize::from(is_any(tokens, at, &["de", "of", "ב", "d", "la"]));
    at += usize::from(matches!(sign(tokens, at), Some('\'' | '’')));
    let (mut months, n_tokens) = months_at(&tokens[at..])?;
    if is_dotted && is_any(tokens, at, &[LISTOPADA]) {
        months = vec![(Calendar::Gregorian, 10)];
    }
    at += n_tokens;
    at += usize::from(matches!(sign(tokens, at), Some('.' | '/' | '-')));
    at += usize::from(is_any(tokens, at, &["de", "del", "of", "nam", "ماه"]));
    let year = number(tokens, at, 4..=4)?;
    Some((in_any(&months, year, day)?, at + 1))
}

/// `July 16, 2016`, `Nov. 19th 2019`.
fn month_day_year(tokens: &[Token]) -> Option<(Date, usize)> {
    /// The most that it takes: two names of three tokens each and a sign between them, a dot, a day
    /// with letters behind it, a year.
    const LONGEST: usize = 11;
    // Looking for a year first is quicker than looking names up.
    let mut near = 0..tokens.len().min(LONGEST);
    if !near.any(|at| n_digits(tokens, at) == 4) {
        return None;
    }
    let (months, mut at) = months_at(tokens)?;
    at += usize::from(sign(tokens, at) == Some('.'));
    let day = number(tokens, at, 1..=2)?;
    at += 1;
    at += usize::from(is_any(tokens, at, &["st", "nd", "rd", "th"]));
    at += usize::from(matches!(sign(tokens, at), Some('-' | '–')));
    let year = number(tokens, at, 4..=4)?;
    Some((in_any(&months, year, day)?, at + 1))
}

/// Year, month and day behind their numbers, folded: 年 and 년, 月 and 월, 日 and 일.
const YEAR: [&str; 2] = ["年", "\u{1102}\u{1167}\u{11AB}"];
const MONTH: [&str; 2] = ["月", "\u{110B}\u{116F}\u{11AF}"];
const DAY: [&str; 2] = ["日", "\u{110B}\u{1175}\u{11AF}"];

/// `2023年11月5日`, `2023년 11월 5일`, `2023. november 5.`, `2023 m. lapkričio 5 d.`,
/// `2023. gada 5. novembris`, `1401 یکشنبه 10 مهر`.
fn year_month_day(tokens: &[Token]) -> Option<(Date, usize)> {
    let year = number(tokens, 0, 4..=4)?;
    let is_parted = |at: usize| usize::from(sign(tokens, at) == Some('.'));
    let mut at = 1 + is_parted(1);
    at += usize::from(is_any(tokens, at, &[YEAR[0], YEAR[1], "m", "gada", "ko"]));
    at += is_parted(at);
    at += weekday_words(tokens, at);
    if let Some((months, n_tokens)) = tokens.get(at..).and_then(months_at) {
        at += n_tokens;
        at += is_parted(at);
        let day = number(tokens, at, 1..=2)?;
        let date = in_any(&months, year, day)?;
        return Some((date, at + 1));
    }
    let first = number(tokens, at, 1..=2)?;
    let behind = at + 1 + is_parted(at + 1);
    if let Some((months, n_tokens)) = tokens.get(behind..).and_then(months_at) {
        return Some((in_any(&months, year, first)?, behind + n_tokens));
    }
    let is_numbered = is_any(tokens, at - 1, &YEAR) && is_any(tokens, at + 1, &MONTH);
    let day = number(tokens, at + 2, 1..=2).filter(|_| is_numbered)?;
    let n_tokens = at + 3 + usize::from(is_any(tokens, at + 3, &DAY));
    Some((by_year(year, first, day)?, n_tokens))
}

/// The words of a weekday there: `یکشنبه`, `پنج شنبه`, or none.
fn weekday_words(tokens: &[Token], at: usize) -> usize {
    let (Some(one), two) = (word(tokens, at), word(tokens, at + 1)) else {
        return 0;
    };
    let is_two = two.is_some_and(|two| CUES.is(&format!("{one} {two}"), Sense::Weekday));
    match is_two {
        true => 2,
        false => usize::from(CUES.is(one, Sense::Weekday)),
    }
}

/// The first of the months that has the day.
fn in_any(months: &[(Calendar, u8)], year: u32, day: u32) -> Option<Date> {
    let mut dates = months
        .iter()
        .map(|(calendar, month)| gregorian(*calendar, year, *month, day));
    dates.find_map(|date| date)
}

/// `2016-07-16`, `17.03.2020`, `16/7/2016`; the month is first only where it must be, or in America.
/// Two digits are a year only if nothing but month, day, year can be meant: `11/19/19`.
fn numeric(tokens: &[Token]) -> Option<(Date, usize)> {
    let first = number(tokens, 0, 1..=4)?;
    let separator = sign(tokens, 1).filter(|c| matches!(c, '-' | '.' | '/'))?;
    let second = number(tokens, 2, 1..=2)?;
    (sign(tokens, 3) == Some(separator)).then_some(())?;
    let third = number(tokens, 4, 1..=4)?;
    let gap = |pair: &[Token]| pair[1].range.start - pair[0].range.end;
    let is_tight = tokens[..5].windows(2).all(|pair| gap(pair) == 0);
    // An address goes on, a sentence ends.
    let is_chained = sign(tokens, 5) == Some(separator)
        && adjoins(tokens, 4)
        && (separator != '.' || adjoins(tokens, 5) && n_digits(tokens, 6) > 0);
    // `5. 11. 2023`, `2023. 11. 5.`
    let is_spaced = separator == '.'
        && (n_digits(tokens, 0) == 4 || n_digits(tokens, 4) == 4)
        && [0, 2].iter().all(|at| adjoins(tokens, *at))
        && [1, 3]
            .iter()
            .all(|at| (1..=2).contains(&gap(&tokens[*at..=at + 1])));
    // `2023 / 11 / 5`, `5 / 11 / 2023`, but no row of numbers.
    let is_row = n_digits(tokens, 5) > 0 && sign(tokens, 6) == Some('/');
    let is_wide = separator == '/'
        && (n_digits(tokens, 0) == 4 || n_digits(tokens, 4) == 4 && !is_row)
        && tokens[..5].windows(2).all(|pair| gap(pair) == 1);
    if !(is_tight || is_spaced || is_wide) || is_chained {
        return None;
    }
    let (n_first, n_third) = (n_digits(tokens, 0), n_digits(tokens, 4));
    let date = match (n_first, n_third) {
        (4, 1 | 2) => by_year(first, second, third),
        (1 | 2, 4) => {
            let mut orders = [(second, first), (first, second)];
            if separator == '/' && is_american(&tokens[5..]) {
                orders.reverse();
            }
            (orders.into_iter()).find_map(|(month, day)| by_year(third, month, day))
        }
        (1 | 2, 2) if separator != '.' && first <= 12 && second > 12 => {
            by_year(2000 + third, first, second)
        }
        (1 | 2, 2) if separator == '/' && is_american(&tokens[5..]) => {
            by_year(2000 + third, first, second)
        }
        // Day, month and year of two digits each, where dots leave no doubt of the order.
        (2, 2) if separator == '.' && n_digits(tokens, 2) == 2 => {
            by_year(2000 + third, second, first)
        }
        _ => None,
    }?;
    Some((date, 5))
}

/// Whether a clock of America follows, where the month stands first: `9:15 AM EST`, `5 p.m. PT`.
fn is_american(tokens: &[Token]) -> bool {
    /// The tokens of a clock: hour, colon, minutes, letters with dots, and a word or sign before it.
    const NEAR: usize = 10;
    const ZONES: &[&str] = &[
        "et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt",
    ];
    (0..NEAR).any(|at| {
        let zone = at + 1 + usize::from(sign(tokens, at + 1) == Some('.'));
        is_any(tokens, at, &["am", "pm", "m"]) && is_any(tokens, zone, ZONES)
    })
}

/// A date whose calendar shows in its year alone.
fn by_year(year: u32, month: u32, day: u32) -> Option<Date> {
    let calendar = match year {
        1300..=1415 => Calendar::Jalali,
        1416..=1470 => Calendar::Hijri,
        _ => Calendar::Gregorian,
    };
    gregorian(calendar, year, u8::try_from(month).ok()?, day)
}

/// The months that one or two words name; two names of one month may stand side by side, the second in
/// brackets or not.
fn months_at(tokens: &[Token]) -> Option<(Vec<(Calendar, u8)>, usize)> {
    if let Some(month) = number(tokens, 1, 1..=2)
        && is_any(tokens, 0, &["thang"])
    {
        return Some((vec![(Calendar::Gregorian, u8::try_from(month).ok()?)], 2));
    }
    let (months, mut at) = month_name(tokens)?;
    let slash = usize::from(matches!(sign(tokens, at), Some('/' | '-' | '(')));
    if let Some((again, n_tokens)) = tokens.get(at + slash..).and_then(month_name)
        && again.iter().any(|month| months.contains(month))
    {
        at += slash + n_tokens;
        at += usize::from(sign(tokens, at) == Some(')'));
    }
    Some((months, at))
}

fn month_name(tokens: &[Token]) -> Option<(Vec<(Calendar, u8)>, usize)> {
    let one = word(tokens, 0)?;
    // Two letters may have dots: `พ.ย.`
    let dot = usize::from(sign(tokens, 1) == Some('.'));
    let two = word(tokens, 1 + dot).filter(|_| CUES.begins_month(one));
    let two = two.map(|second| CUES.months(&format!("{one} {second}")));
    let found = two
        .filter(|months| !months.is_empty())
        .map(|months| (months, 2 + dot));
    found.or_else(|| {
        let months = CUES.months(one.strip_suffix("ماه").unwrap_or(one));
        (!months.is_empty()).then_some((months, 1))
    })
}

/// The day in the Gregorian calendar; none where a year of that calendar is out of a paper's
/// reach, which also tells the calendars apart that share a month's name.
fn gregorian(calendar: Calendar, year: u32, month: u8, day: u32) -> Option<Date> {
    let (year, day) = (i32::try_from(year).ok()?, u8::try_from(day).ok()?);
    let iso: IcuDate<Iso> = match calendar {
        Calendar::Gregorian if (1500..2200).contains(&year) => {
            return Date::new(year, month, day);
        }
        // The years of Thailand are counted from the Buddha's death.
        Calendar::Gregorian if (2400..2700).contains(&year) => {
            return Date::new(year - 543, month, day);
        }
        Calendar::Jalali if (1150..1500).contains(&year) => {
            IcuDate::try_new_persian(year, month, day)
                .ok()?
                .to_calendar(Iso)
        }
        Calendar::Hijri if (1200..1500).contains(&year) => {
            IcuDate::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura())
                .ok()?
                .to_calendar(Iso)
        }
        _ => return None,
    };
    Date::new(
        iso.year().extended_year(),
        iso.month().ordinal,
        iso.day_of_month().0,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_languages() {
        let check = |line: &str, expected: &[&str]| {
            let found: Vec<_> = dates(line).iter().map(|f| f.value.to_string()).collect();
            assert_eq!(found, expected, "{line:?}");
        };
        check("By Ken Hanly     Jul 16, 2016 in Politics", &["2016-07-16"]);
        check("Saturday 17 March 2018", &["2018-03-17"]);
        check("October 23rd, 2025 5:50 pm CET", &["2025-10-23"]);
        check("By Tess Bonn - 11/19/19 06:56 AM EST", &["2019-11-19"]);
        check("19 NOV 2019", &["2019-11-19"]);
        check("2016-07-16T04:36Z", &["2016-07-16"]);
        check("| 10/9/24 7:15 AM EDT", &["2024-10-09"]);
        check("| 10/9/24 19:15", &[]);
        check("First Posted: 08-13-24 05:18 PM", &["2024-08-13"]);
        check("29.11.2024", &["2024-11-29"]);
        check("العدد: 1204 - 2010 / 10 / 21 - 09:15", &["2010-10-21"]);
        check("1 / 2 / 2009, 12 / 2", &[]);
        check("۱۳۹۵ پنج شنبه ۷ مرداد", &["2016-07-28"]);
        check("وقتِ اشاعت :   April 12 – 2024", &["2024-04-12"]);
        check("3/12/2025, 12/25/2025", &["2025-12-03", "2025-12-25"]);
        check("03/12/2024 9:15 AM EST, 9:15 a.m.", &["2024-03-12"]);
        check("Posted: 03/12/2024, 5 p.m. PT", &["2024-03-12"]);
        check("25/12/2024 9:15 PM EST", &["2024-12-25"]);
        check("03/12/2024 est le jour", &["2024-12-03"]);
        check("04.11.21, 08:45", &["2021-11-04"]);
        check("8. Mai 2020", &["2020-05-08"]);
        check(
            "Publié le 1er août 2023 à 14h52, modifié le 2 août 2023",
            &["2023-08-01", "2023-08-02"],
        );
        check(
            "5 gennaio 2025 ( modifica il 6 gennaio 2025 | 15:24)",
            &["2025-01-05", "2025-01-06"],
        );
        check("12-Mar-2024, 12/مارس/2024", &["2024-03-12", "2024-03-12"]);
        check("12 مارس (آذار) 2024م - 2 رمضان", &["2024-03-12"]);
        check("۲۲ اسفندماه ۱۴۰۲", &["2024-03-12"]);
        check("تاریخ خبر: 1401 یکشنبه 10 مهر", &["2022-10-02"]);
        check("30 de mayo de 2021", &["2021-05-30"]);
        check("الجمعة 24 نيسان / أبريل 2020 09:22 مساءً", &["2020-04-24"]);
        check(
            "الأربعاء 3 ديسمبر / كانون الأول 2025 - 10:20",
            &["2025-12-03"],
        );
        check("17:55 GMT17 مارس/ آذار 2020", &["2020-03-17"]);
        check("الجمعة 8 فيفري 2019", &["2019-02-08"]);
        check("بدھ 27 مارچ 2024ء، صبح 9:15", &["2024-03-27"]);
        check("جمعہ، ۲۱ فروری ۲۰۲۵ء", &["2025-02-21"]);
        check("۲۹ بهمن ۱۳۹۸ - ۰۶:۵۵", &["2020-02-18"]);
        check("۲۱ ارديبهشت ۱۳۹۹", &["2020-05-10"]);
        check("2 تير 1399", &["2020-06-22"]);
        check("پنج‌شنبه ۱۱ اردیبهشت ۱۴۰۴", &["2025-05-01"]);
        check("۱۳۹۹/۰۴/۰۲", &["2020-06-22"]);
        check("1 محرم 1445 هـ", &["2023-07-19"]);
        check("الثلاثاء 28 جمادى الآخرة 1445هـ", &["2024-01-10"]);
        let both = "الثلاثاء 28 جمادى الآخرة 1445هـ الموافق 9 يناير 2024م";
        check(both, &["2024-01-09", "2024-01-09"]);
        check(
            "28-06-1445 هـ / 09-01-2024 م",
            &["2024-01-09", "2024-01-09"],
        );
        check("یکم مئی 2024", &["2024-05-01"]);
        check("شائع: یکم مئی 2024ء", &["2024-05-01"]);
        check("یکم اردیبهشت ۱۴۰۳", &["2024-04-20"]);
        check("יום שני, 17 בפברואר 2025, 08:00", &["2025-02-17"]);
        check("2023年11月5日 10:01", &["2023-11-05"]);
        check("2023년 11월 5일", &["2023-11-05"]);
        check("입력 2023. 11. 5. 오전 9:10", &["2023-11-05"]);
        check("5. 11. 2023", &["2023-11-05"]);
        check("16.02.2026.", &["2026-02-16"]);
        check("5 พ.ย. 2566", &["2023-11-05"]);
        check("5 ноября 2023 г.", &["2023-11-05"]);
        check("Nedjelja, 5. listopada 2023. u 10:15", &["2023-10-05"]);
        check("5 listopada 2023", &["2023-11-05"]);
        check("5. listopadu 2023", &["2023-11-05"]);
        check("2023. november 5.", &["2023-11-05"]);
        check("2023 m. lapkričio 5 d.", &["2023-11-05"]);
        check("2023. gada 5. novembris", &["2023-11-05"]);
        check("5 अक्टूबर 2023", &["2023-10-05"]);
        check("5 d’octubre del 2023", &["2023-10-05"]);
        check("Ngày 5 tháng 11 năm 2023", &["2023-11-05"]);
        check("17 May", &[]);
        check("5. 11. 23", &[]);
        check("31.02.2024", &[]);
        check("192.168.10.1 and 1.2.3.2004", &[]);
        check("ten thousand 2000 people, 50 in May", &[]);
    }

    #[test]
    fn times_with_their_half_of_the_day() {
        let check = |line: &str, expected: &[&str]| {
            let found: Vec<_> = times(line).iter().map(|f| f.value.to_string()).collect();
            assert_eq!(found, expected, "{line:?}");
        };
        check("04:36 صباحا", &["04:36"]);
        check("09:22 مساءً", &["21:22"]);
        check("12:05 ص", &["00:05"]);
        check("صبح 9:15", &["09:15"]);
        check("ساعت ۱۰:۳۰", &["10:30"]);
        check("۰۷:۱۵ ب.ظ", &["19:15"]);
        check("5:50 pm CET", &["17:50"]);
        check("5:50 p.m.", &["17:50"]);
        check("14h52", &["14:52"]);
        check("2023年11月5日 10時01分", &["10:01"]);
        check("7:45:10 am", &["07:45"]);
        check("25:00", &[]);
        check("5.11.2023 klo 12.30", &["12:30"]);
        check("14 March 2023 16.20 GMT", &["16:20"]);
        check("9th January, 2024, 3.30pm", &["15:30"]);
        check("9 January 2024, 3.30 p.m.", &["15:30"]);
        check("9 Ocak 2024 Salı 15.30", &["15:30"]);
        check("9 Ocak 2024 3.50 lira, 12.50", &[]);
        check("score 3:2", &[]);
        check("12.30 per cent", &[]);
    }
}
