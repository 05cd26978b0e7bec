//! The outlet of a page, from where pages name themselves: the line of rights, the invitation to
//! the newsletter, the masthead that says "newspaper", the line under the text, the title of the
//! page as a file. The body says nothing about it: it may quote any paper.

use std::ops::Range;

use crate::article::Reason;
use crate::article::cues::{CUES, Sense};
use crate::article::date_parse::dates;
use crate::article::fold::{fold, n_words, skip_words};
use crate::article::page::lines::Line;
use crate::article::page::title::suffix;
use crate::article::page::{Draft, Role, byline};
use crate::text::{digit, one_line};

/// The most words that the name of an outlet has.
const MAX_WORDS: usize = 6;

pub(crate) fn read(draft: &mut Draft, body: &Range<usize>) {
    let outside = || {
        draft
            .lines
            .iter()
            .enumerate()
            .filter(|(idx, line)| !body.contains(idx) && line.n_chars <= 300)
    };
    let by_rights = outside().find_map(|(idx, line)| {
        by_rights(line).or_else(|| {
            // A line of rights alone, under the name.
            let above = idx.checked_sub(1).map(|idx| &draft.lines[idx])?;
            let is_bare = line.text.starts_with('©') && line.reason() == Some(Reason::Legal);
            (is_bare && line.n_words() <= 4 && above.hit.is_none() && above.n_words() <= 4)
                .then(|| one_line(&above.text))
        })
    });
    let found = by_rights
        .or_else(|| outside().find_map(|(_, line)| in_quotes(line)))
        .or_else(|| outside().find_map(|(_, line)| by_kind(line)))
        .or_else(|| below(draft, body))
        .or_else(|| in_page_title(draft))
        .or_else(|| draft.source.take());
    // An agency may be the outlet of its own page; then it is not also its source.
    let agency = draft.article.agency.as_deref().map(fold);
    if found.as_deref().map(fold) == agency {
        draft.article.agency = None;
    }
    draft.article.outlet = found;
    if let Some(outlet) = &draft.article.outlet {
        let folded = fold(outlet);
        // `By NAME, OUTLET`
        let byline = &mut draft.article.byline;
        if byline.len() > 1 {
            byline.retain(|name| fold(name) != folded);
        }
        for idx in 0..draft.lines.len() {
            if matches!(draft.roles[idx], Role::Left(Reason::Outside))
                && draft.lines[idx].folded() == folded
            {
                draft.leave(idx, Reason::Field);
            }
        }
    }
}

/// `© 2024 NAME. All rights reserved`, `Copyright © NAME 2024`: a year or the words about rights
/// must stand there, since pictures have the sign too.
fn by_rights(line: &Line) -> Option<String> {
    let at = line
        .text
        .find('©')
        .map(|at| at + '©'.len_utf8())
        .or_else(|| line.text.find("(c)").map(|at| at + 3))?;
    // A year in the digits of any script and of any calendar.
    let mut numbers = line.text.split(|c: char| !c.is_numeric());
    let has_year = numbers.any(|number| {
        let digits: Vec<u32> = number.chars().filter_map(digit).collect();
        matches!(digits[..], [1, 3 | 4 | 9, _, _] | [2, 0, _, _])
    });
    if !has_year && line.reason() != Some(Reason::Legal) {
        return None;
    }
    let is_year =
        |c: char| c.is_numeric() || c.is_whitespace() || matches!(c, '-' | '–' | ',' | '.' | ':');
    let rest = match line.text[at..].trim_start_matches(is_year) {
        // `NAME © 2021`.
        "" => line.text[..at].trim_end_matches('©'),
        rest => rest,
    };
    let labels = [
        "by ",
        "Copyright ",
        "copyright ",
        "کپی رایت ",
        "کپی‌رایت ",
        "حقوق النشر ",
    ];
    let behind = labels.iter().find_map(|word| rest.strip_prefix(word));
    let rest = behind.map_or(rest, |rest| rest.trim_start_matches(is_year));
    let end = rest
        .find(['.', ',', '|', '۔', '،', '(', ':', '：', '·', '•', ';'])
        .into_iter()
        .chain(rest.find(" - "))
        .chain(rest.find(" – "))
        .min()
        .unwrap_or(rest.len());
    let name = rest[..end].trim_end_matches(|c: char| c.is_numeric() || c.is_whitespace());
    if is_company(rest) {
        return None;
    }
    let name = without_form(without_of(name));
    let folded = fold(name);
    let is_name = (1..=MAX_WORDS).contains(&n_words(name))
        && name.chars().count() > 1
        && CUES.furniture(&folded).is_none()
        && !["rights", "محفوظه", "حقوق", "rechte"]
            .iter()
            .any(|word| folded.contains(word));
    is_name.then(|| one_line(name))
}

/// The name without the letter for "of" that Arabic writes in one with the word "paper": `لجريدة NAME`.
fn without_of(name: &str) -> &str {
    let is_paper = |rest: &&str| {
        let first = rest.split(' ').next().unwrap_or_default();
        rest.contains(' ') && CUES.is(&fold(first), Sense::Paper)
    };
    name.strip_prefix('ل').filter(is_paper).unwrap_or(name)
}

/// `来源：NAME`: where the text stood first. What may be the credit of a picture as well says nothing.
pub(crate) fn by_source(text: &str) -> Option<String> {
    const LONGEST: usize = 120;
    if text.len() > LONGEST || !text.contains([':', '：']) {
        return None;
    }
    let folded = fold(text);
    let n_cue = CUES.start(&folded, Sense::Source)?;
    let rest = skip_words(text, n_cue).trim_start();
    let name = rest.strip_prefix([':', '：'])?.trim();
    let is_name = (1..=MAX_WORDS).contains(&n_words(name))
        && CUES.start(&folded, Sense::Credit).is_none()
        && !name.contains(|c: char| c.is_numeric() || matches!(c, '：' | ':' | '/'));
    is_name.then(|| one_line(name))
}

/// Whether the rights are those of a company that publishes, whose name is not the paper's.
fn is_company(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ').take(8);
    words.any(|word| {
        matches!(
            word,
            "gmbh" | "kg" | "verlag" | "publishing" | "subsidiary" | "spa" | "holding"
        )
    })
}

/// The name without the form of the company.
fn without_form(name: &str) -> &str {
    let name = name.trim();
    [
        " Ltd", " Limited", " Company", " Inc", " LLC", " Corp", " PLC", " plc", " S.p.A", " AG",
        " SA",
    ]
    .iter()
    .find_map(|form| name.strip_suffix(form))
    .unwrap_or(name)
}

/// A name in quotation marks where the page speaks of its newsletter or its rights.
fn in_quotes(line: &Line) -> Option<String> {
    let speaks = match line.reason()? {
        Reason::Newsletter => CUES.any(line.folded(), Sense::Paper),
        Reason::Legal => true,
        _ => false,
    };
    let (open, close) = [('"', '"'), ('«', '»'), ('“', '”'), ('„', '“'), ('(', ')')]
        .into_iter()
        .find(|(open, close)| {
            line.text
                .split_once(*open)
                .is_some_and(|(_, rest)| rest.contains(*close))
        })?;
    let (_, rest) = line.text.split_once(open)?;
    let (name, _) = rest.split_once(close)?;
    let is_name = (1..=MAX_WORDS).contains(&n_words(name)) && name.trim().chars().count() > 2;
    (speaks && is_name).then(|| one_line(name))
}

/// A short line that says of itself that it is a paper: `روزنامہ …`, `… Gazetesi`.
fn by_kind(line: &Line) -> Option<String> {
    let is_short = (2..=4).contains(&line.n_words()) && line.hit.is_none() && !line.ended;
    let last = line.folded().rsplit(' ').next().unwrap_or_default();
    let has_kind = CUES.start(line.folded(), Sense::Paper).is_some()
        && line.folded().split(' ').count() > 1
        || CUES.is(last, Sense::Paper);
    let name = line.text.trim_start_matches(['©', ' ']);
    (is_short && has_kind && !name.contains([':', '|'])).then(|| one_line(name))
}

/// The line directly under the text that signs it, with furniture or nothing under it.
fn below(draft: &Draft, body: &Range<usize>) -> Option<String> {
    let mut rest = (body.end..draft.lines.len()).filter(|idx| !draft.lines[*idx].is_sign());
    let idx = rest.next()?;
    let line = &draft.lines[idx];
    let next = rest.next().map(|idx| &draft.lines[idx]);
    let is_last = next.is_none_or(|next| next.hit.is_some());
    let is_free = draft.roles[idx] == Role::Left(Reason::Outside);
    let is_name = (1..=4).contains(&line.n_words())
        && line.hit.is_none()
        && line.gap
        && !line.bullet
        && byline::is_name(&line.text);
    (is_free && is_last && is_name).then(|| one_line(&line.text))
}

/// What stands last behind the title in the title of the page as a file: neither section nor day.
fn in_page_title(draft: &Draft) -> Option<String> {
    let title = draft
        .lines
        .iter()
        .zip(&draft.roles)
        .find_map(|(line, role)| (*role == Role::Title).then_some(line.text.as_str()))?;
    draft.lines.iter().take(40).find_map(|line| {
        suffix(&line.text, title)?
            .split(['|', '•', '–', '—'])
            .flat_map(|part| part.split(" - "))
            .map(str::trim)
            .filter(|part| {
                let folded = fold(part);
                (1..=MAX_WORDS).contains(&n_words(part))
                    && !CUES.is(&folded, Sense::Section)
                    && dates(part).is_empty()
            })
            .last()
            .map(one_line)
    })
}
