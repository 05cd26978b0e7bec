//! The line of many sites of one make that says who sent in a text and when: `Submitted by NAME on
//! Tue, 03/12/2024 - 10:15`. In, a line below the title; out, the name and the day.

use crate::article::date_parse::dates_and_times;
use crate::article::fold::fold;
use crate::article::page::{Draft, Role, byline};
use crate::article::{Date, Published, Reason};
use crate::text::one_line;

/// What stands before the name, before the day, and behind it.
const FORMS: &[(&str, &str, &str)] = &[
    ("submitted by ", " on ", ""),
    ("posted by ", " on ", ""),
    ("published by ", " on ", ""),
    ("created by ", " on ", ""),
    ("written by ", " on ", ""),
    ("أرسله ", " في ", ""),
    ("أرسلته ", " في ", ""),
    ("أرسلت بواسطة ", " في ", ""),
    ("نشره ", " في ", ""),
    ("نشرته ", " في ", ""),
    ("نشر بواسطة ", " في ", ""),
    ("أضافه ", " في ", ""),
    ("أضافته ", " في ", ""),
    ("بواسطة ", " في ", ""),
    ("", " نے ", " کو شائع کیا"),
    ("ارسال کردہ ", " بتاریخ ", ""),
    ("از ", " بتاریخ ", ""),
    ("ارسال شده توسط ", " در ", ""),
    ("ارسال‌شده توسط ", " در ", ""),
    ("فرستاده شده توسط ", " در ", ""),
    ("نوشته شده توسط ", " در ", ""),
    ("منتشر شده توسط ", " در ", ""),
    ("נשלח על ידי ", " ב", ""),
    ("הוגש על ידי ", " ב", ""),
    ("פורסם על ידי ", " ב", ""),
    ("eingereicht von ", " am ", ""),
    ("gespeichert von ", " am ", ""),
    ("soumis par ", " le ", ""),
    ("publié par ", " le ", ""),
    ("enviado por ", " el ", ""),
    ("enviado por ", " em ", ""),
    ("publicado por ", " em ", ""),
    ("inviato da ", " il ", ""),
    ("ingediend door ", " op ", ""),
];

/// The days of the week from Monday on, as short as pages write them.
const WEEKDAYS: &[[&str; 7]] = &[
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    ["اثنين", "ثلاثاء", "اربعاء", "خميس", "جمعه", "سبت", "احد"],
    ["پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"],
    [
        "دوشنبه",
        "سه شنبه",
        "چهارشنبه",
        "پنجشنبه",
        "جمعه",
        "شنبه",
        "یکشنبه",
    ],
];

/// Longer lines are text, in bytes.
const LONGEST: usize = 240;

/// Takes such lines below the title, down to the first ones of the body.
pub(crate) fn take(draft: &mut Draft, title: Option<usize>, body_start: usize) {
    const INTO_BODY: usize = 3;
    let from = title.map_or(body_start.saturating_sub(3), |title| title + 1);
    for idx in from..(body_start + INTO_BODY).min(draft.lines.len()) {
        let Some((name, published)) = read(&draft.lines[idx].text) else {
            continue;
        };
        if draft.article.byline.is_empty() && byline::is_name(&name) {
            draft.article.byline.push(name);
        }
        if draft.article.published.date.is_none() {
            draft.article.published = published;
        }
        draft.roles[idx] = Role::Left(Reason::Field);
    }
}

fn read(line: &str) -> Option<(String, Published)> {
    if line.len() > LONGEST {
        return None;
    }
    let small = line.to_lowercase();
    FORMS.iter().find_map(|(before, between, behind)| {
        small.strip_prefix(before)?;
        let rest = line.get(before.len()..)?.strip_suffix(behind)?;
        rest.match_indices(between).find_map(|(at, _)| {
            let (name, day) = (one_line(&rest[..at]), &rest[at + between.len()..]);
            let is_short = !name.is_empty() && name.split(' ').count() <= 5;
            Some((name, moment(day)?)).filter(|_| is_short)
        })
    })
}

/// The moment that a text is, all of it.
fn moment(text: &str) -> Option<Published> {
    const OTHER_WORDS: usize = 3;
    let (dates, times) = dates_and_times(text);
    let date = dates.first()?;
    let time = times.first();
    let end = time.map_or(date.range.end, |time| time.range.end.max(date.range.end));
    let n_words = |text: &str| {
        text.split_whitespace()
            .filter(|word| word.len() > 1)
            .count()
    };
    let is_all = n_words(&text[..date.range.start]) <= OTHER_WORDS && n_words(&text[end..]) == 0;
    is_all.then(|| Published {
        date: Some(by_weekday(text, &text[date.range.clone()]).unwrap_or(date.value)),
        time: time.map(|time| time.value),
    })
}

/// The day of `Tue, 03/12/2024 - 10:15`: the one that is such a day of the week; if both are or none, the
/// month stands first, as those sites have it.
fn by_weekday(text: &str, date: &str) -> Option<Date> {
    let (before, behind) = text.split_once(date)?;
    let parts: Vec<u16> = date
        .split('/')
        .map_while(|part| part.parse().ok())
        .collect();
    let &[first, second, year] = parts.as_slice() else {
        return None;
    };
    let before = fold(before);
    let weekday = WEEKDAYS.iter().find_map(|names| {
        let known = names.iter().map(|name| fold(name));
        let mut known = known.enumerate().collect::<Vec<_>>();
        // The longer of two that end alike.
        known.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
        let found = known
            .into_iter()
            .find(|(_, name)| before.contains(name.as_str()));
        found.map(|(idx, _)| idx)
    })?;
    behind.trim_start().strip_prefix('-')?;
    let day = |month: u16, day: u16| {
        Date::new(
            i32::from(year),
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    };
    let days = [day(first, second), day(second, first)];
    let mut fitting = days
        .iter()
        .flatten()
        .filter(|day| weekday_of(day) == weekday);
    fitting
        .next()
        .or(days[0].as_ref())
        .or(days[1].as_ref())
        .copied()
}

/// The day of the week, from Monday on (the rule of Sakamoto).
fn weekday_of(date: &Date) -> usize {
    const MONTHS: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = date.year - i32::from(date.month < 3);
    let month = MONTHS[usize::from(date.month) - 1];
    let days = year + year / 4 - year / 100 + year / 400 + month + i32::from(date.day);
    (days + 6).rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sent_it_in_and_when() {
        let check = |line: &str, name: &str, moment: &str| {
            let found = read(line).map(|(name, day)| (name, day.to_string()));
            assert_eq!(found, Some((name.into(), moment.into())), "{line}");
        };
        check(
            "Submitted by Ann Lee on Tue, 03/12/2024 - 10:15",
            "Ann Lee",
            "2024-03-12T10:15",
        );
        // A day of the week that is neither.
        check(
            "Submitted by annlee on Mon, 03/12/2024 - 10:15",
            "annlee",
            "2024-03-12T10:15",
        );
        check(
            "Posted by Ann Lee on Wed, 07/02/2024 - 10:15",
            "Ann Lee",
            "2024-02-07T10:15",
        );
        check(
            "Posted by Ann Lee on March 12, 2024",
            "Ann Lee",
            "2024-03-12",
        );
        check(
            "أرسلته سلمى الحداد في ثلاثاء, 12/03/2024 - 10:15",
            "سلمى الحداد",
            "2024-12-03T10:15",
        );
        check(
            "نشره سامي الحداد في الأربعاء, 13/03/2024 - 10:15",
            "سامي الحداد",
            "2024-03-13T10:15",
        );
        check(
            "سارہ خان نے بدھ، 02/07/2024 - 10:15 کو شائع کیا",
            "سارہ خان",
            "2024-02-07T10:15",
        );
        check(
            "ارسال شده توسط سارا احمدی در سه‌شنبه, 05/14/2024 - 10:15",
            "سارا احمدی",
            "2024-05-14T10:15",
        );
        for text in [
            "Submitted by the council on Tuesday, the plan was read on 12 March 2024 by all.",
            "Posted by nobody",
            "بواسطة القطار في الصباح",
            "اس نے 12 مارچ 2024 کو گودی پر کام شروع کیا اور سب نے اسے دیکھا",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
