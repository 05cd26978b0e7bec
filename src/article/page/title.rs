//! The headline among the lines above a body. It says with few words what the body says with
//! many, it recurs on its page, and the line with names and days stands under it. Each of these
//! counts; a line for which too little speaks is not the title, and then there is none.

use std::ops::{Range, RangeInclusive};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::cues::{CUES, Sense};
use crate::article::fold::{self, fold};
use crate::article::page::forms::{LONG, forms, pairs};
use crate::article::page::lines::Line;
use crate::article::page::{byline, picture, stamp};

/// A title is at least this sure, in the units of [`Sheet::score`].
const SURE: f64 = 2.3;

/// Lines above the body among which the title is looked for.
const REACH: usize = 120;

/// A line above the headline that says what it is about has fewer words.
const MOST_OF_KICKER: usize = 5;

/// The words of a body that are looked at.
const BODY_WORDS: usize = 4000;

/// The line of the title above the body.
pub(crate) fn find(lines: &[Line], body: &Range<usize>) -> Option<usize> {
    let sheet = Sheet::new(lines, body);
    let zone = body.start.saturating_sub(REACH)..body.start;
    let mut best: Option<(usize, f64)> = None;
    for idx in zone.filter(|idx| is_candidate(lines, *idx)) {
        let score = sheet.score(idx);
        // Of two that are alike the lower one: the upper is the title of the page as a file.
        if score >= SURE && best.is_none_or(|(_, most)| score >= most) {
            best = Some((idx, score));
        }
    }
    best.map(|(idx, _)| first_in_header(lines, idx))
        .or_else(|| of_clean_text(lines, body))
}

/// The line, or the same one close above it with nothing but names and numbers between: then the lower
/// one is the name of the picture.
fn first_in_header(lines: &[Line], idx: usize) -> usize {
    const NEAR: usize = 6;
    let is_first = |above: &usize| {
        let mut between = lines[*above + 1..idx].iter();
        lines[*above].text == lines[idx].text && between.all(|line| line.hit.is_none())
    };
    (idx.saturating_sub(NEAR)..idx)
        .find(is_first)
        .unwrap_or(idx)
}

/// The line of the title, and the body: without its first line where that is the title, since a long
/// one looks like text.
pub(crate) fn find_with_body(lines: &[Line], body: Range<usize>) -> (Option<usize>, Range<usize>) {
    const CHARS: RangeInclusive<usize> = 15..=220;
    const MOST_WORDS: usize = 30;
    /// What is as long is text, with an end mark or without.
    const TEXT: usize = 80;
    const SAID: [char; 5] = ['!', '?', '؟', '！', '？'];
    let title = find(lines, &body);
    let below = body.start + 1..body.end;
    let may_be_headline = |line: &Line| {
        let is_sentence = line.ended && !line.text.ends_with(SAID);
        CHARS.contains(&line.n_chars) && !is_sentence && line.n_words() <= MOST_WORDS
    };
    let is_text = |line: &Line| line.ended || line.n_chars > TEXT;
    let is_above_text = title.is_none()
        && below.len() > 1
        && may_be_headline(&lines[body.start])
        && is_text(&lines[below.start]);
    match is_above_text && find(lines, &below) == Some(body.start) {
        true => (Some(body.start), below),
        false => (title, body),
    }
}

/// The headline of a text that has little but that, names and a day above its body, and those
/// below it: there it may be as short as a word.
fn of_clean_text(lines: &[Line], body: &Range<usize>) -> Option<usize> {
    const MOST: usize = 5;
    let above = lines[..body.start].iter().all(|line| line.hit.is_none());
    let idx = (0..body.start.min(MOST))
        .filter(|_| body.start <= MOST && above)
        .find(|idx| !is_dating(&lines[*idx]))?;
    let mut below = lines[idx + 1..body.start].iter();
    let is_headed = match byline::is_cased_name(&lines[idx].text) {
        true => below.any(is_signing),
        false => below.any(is_dating) || lines[..idx].iter().any(is_dating),
    };
    (is_headed && may_be(lines, idx)).then_some(idx)
}

/// Whether the line could be a headline by its looks.
pub(crate) fn is_candidate(lines: &[Line], idx: usize) -> bool {
    lines[idx].n_chars >= 8 && may_be(lines, idx)
}

/// The same, however short it is.
fn may_be(lines: &[Line], idx: usize) -> bool {
    let line = &lines[idx];
    line.n_chars <= 220
        && line.hit.is_none()
        && !has_count(&line.text)
        && !line.is_sign()
        && !line.is_link()
        && !is_dating(line)
        && !picture::is_own(line)
        && !CUES.is(line.folded(), Sense::Section)
        && CUES
            .start(line.folded(), Sense::Tags)
            .is_none_or(|n| n < line.n_words() && !is_label(&line.text, n))
        && crumbs(&line.text).is_none()
        && line.text.contains(char::is_alphabetic)
}

/// Whether so many words are a label of what follows: `Topics: NAME, NAME`.
fn is_label(text: &str, n_words: usize) -> bool {
    let label = text.split_once(':').map(|(label, _)| label);
    label.is_some_and(|label| fold::n_words(label) == n_words)
}

/// Whether the line stands there twice running: a headline and the name of its picture, or a caption
/// and that.
fn is_twin(lines: &[Line], idx: usize) -> bool {
    let is_same = |other: Option<&Line>| other.is_some_and(|other| other.text == lines[idx].text);
    is_same(lines.get(idx + 1)) || is_same(idx.checked_sub(1).and_then(|idx| lines.get(idx)))
}

/// Whether the text ends with a number in brackets: a topic and the articles about it.
fn has_count(text: &str) -> bool {
    text.strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
        .is_some_and(|(_, count)| !count.is_empty() && count.chars().all(|c| c.is_ascii_digit()))
}

/// The parts of a path through the sections of a site: `Home > World > Asia`.
pub(crate) fn crumbs(text: &str) -> Option<Vec<&str>> {
    if text.len() > 200 {
        return None;
    }
    // Both stand round what is said.
    let is_quoted = text.contains('«') && text.contains('»');
    [" > ", " › ", " / ", " < ", " ‹ ", " → ", "|", " » ", " « "]
        .into_iter()
        .find(|sign| text.contains(sign) && !text.contains(" | "))
        .filter(|sign| !(is_quoted && sign.contains(['«', '»'])))
        .map(|sign| text.split(sign).map(str::trim).collect::<Vec<_>>())
        .filter(|crumbs| {
            crumbs.len() > 1
                && crumbs
                    .iter()
                    .all(|crumb| !crumb.is_empty() && crumb.split(' ').count() <= 5)
        })
}

/// A line of names, days or reading time.
pub(crate) fn is_dating(line: &Line) -> bool {
    let is_dating = || {
        stamp::stamp(line).is_some()
            || stamp::is_ago(line)
            || stamp::reading_minutes(line).is_some()
            || byline::names_of(line).is_some()
            || byline::before_label(&line.text).is_some()
    };
    line.n_chars <= 140 && *line.is_dating.get_or_init(is_dating)
}

fn is_signing(line: &Line) -> bool {
    line.n_chars <= 140
        && (byline::names_of(line).is_some() || byline::before_label(&line.text).is_some())
}

/// What is known of a page while its title is looked for.
struct Sheet<'a> {
    lines: &'a [Line],
    body: &'a Range<usize>,
    /// The words of the body in all their [`forms`].
    words: FxHashSet<String>,
    /// How often each line is on the page.
    counts: FxHashMap<&'a str, usize>,
}

impl<'a> Sheet<'a> {
    fn new(lines: &'a [Line], body: &'a Range<usize>) -> Self {
        let mut words = FxHashSet::default();
        for line in &lines[body.clone()] {
            if words.len() > BODY_WORDS {
                break;
            }
            let text: String = line.text.chars().take(2000).collect();
            words.extend(pairs(&text));
            for word in fold(&text).split(' ') {
                for form in forms(word) {
                    // Most are there already.
                    if !words.contains(form) {
                        words.insert(form.to_owned());
                    }
                }
            }
        }
        let mut counts = FxHashMap::default();
        for line in lines.iter().filter(|line| line.n_chars <= 220) {
            *counts.entry(line.folded()).or_insert(0) += 1;
        }
        Self {
            lines,
            body,
            words,
            counts,
        }
    }

    fn score(&self, idx: usize) -> f64 {
        let line = &self.lines[idx];
        let mut score = match line.n_words() {
            0 | 1 => -2.0,
            2 => -0.5,
            3 => 1.0,
            4..=30 => 2.0,
            _ => -1.0,
        };
        score += 3.0 * self.overlap(line);
        if line.text.ends_with(['.', '۔', '。', '।']) {
            score -= 1.5;
        }
        if line.text.ends_with(':') {
            score -= 1.5;
        }
        if line.bullet {
            let is_item = |other: Option<&Line>| other.is_some_and(|line| line.bullet);
            let above = idx.checked_sub(1).and_then(|idx| self.lines.get(idx));
            score -= 0.5;
            if is_item(above) || is_item(self.lines.get(idx + 1)) {
                score -= 1.5;
            }
        }
        let recurs = self.recurs(idx);
        if recurs {
            score += 2.0;
        }
        score -= (self.n_between(idx) as f64 * 0.08).min(2.0);
        if self.next(idx).is_some_and(is_dating) {
            score += 1.0;
        } else if self.below(idx).take(4).any(is_dating) {
            score += 0.7;
        } else if self.below(idx).next().is_none() && self.is_below_day(idx) {
            score += 0.5;
        }
        let above = self.lines[..idx]
            .iter()
            .rev()
            .filter(|line| !line.is_sign());
        if above.take(8).any(is_signing) {
            score -= 1.0;
        }
        // So few words there are mostly the name of the site.
        if idx == 0 && line.n_words() >= MOST_OF_KICKER {
            score += 0.7;
        }
        if !recurs && self.is_cut(idx) {
            score -= 2.0;
        }
        // Between the names and a credit stands the caption of the first picture.
        let above = self.lines[..idx].iter().rev().find(|line| !line.is_sign());
        if above.is_some_and(is_dating) && self.next(idx).is_some_and(picture::is_credit) {
            score -= 1.5;
        }
        if !recurs && self.is_under_another(idx) {
            score -= 1.2;
        }
        score
    }

    /// The share of the line's longer words that the body has too.
    fn overlap(&self, line: &Line) -> f64 {
        let words = line
            .folded()
            .split(' ')
            .filter(|word| word.chars().count() >= LONG);
        let (mut n, mut n_same) = (0u32, 0u32);
        for word in words {
            n += 1;
            n_same += u32::from(forms(word).any(|form| self.words.contains(form)));
        }
        for pair in pairs(&line.text) {
            n += 1;
            n_same += u32::from(self.words.contains(&pair));
        }
        match n {
            0 => 0.0,
            _ => f64::from(n_same) / f64::from(n),
        }
    }

    /// Whether the line is on the page again, or is the beginning of a line "title - outlet".
    fn recurs(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let n_here = 1 + usize::from(is_twin(self.lines, idx));
        let again = self.counts.get(line.folded()).copied() > Some(n_here);
        again
            || self.lines[..idx].iter().rev().take(REACH).any(|above| {
                suffix(&above.text, &line.text).is_some() || ends_path(&above.text, &line.text)
            })
    }

    /// The lines between this one and the body that hold words.
    fn n_between(&self, idx: usize) -> usize {
        self.lines[idx + 1..self.body.start]
            .iter()
            .filter(|line| !line.is_sign() && !line.is_link())
            .count()
    }

    fn next(&self, idx: usize) -> Option<&Line> {
        self.below(idx).next()
    }

    /// Whether a day or a byline stands above, with nothing but numbers between: how often it was read.
    fn is_below_day(&self, idx: usize) -> bool {
        let is_number = |line: &&Line| line.text.chars().all(char::is_numeric);
        let mut above = self.lines[..idx].iter().rev().skip_while(is_number);
        above.next().is_some_and(is_dating)
    }

    /// The lines from this one to the body.
    fn below(&self, idx: usize) -> impl Iterator<Item = &Line> {
        self.lines[idx + 1..self.body.start]
            .iter()
            .filter(|line| !line.is_sign())
    }

    /// Whether the line is the beginning or the end of one above that could be the title: the name of its
    /// picture.
    fn is_cut(&self, idx: usize) -> bool {
        const NEAR: usize = 6;
        let text = &self.lines[idx].text;
        let is_whole = |above: &usize| {
            let line = &self.lines[*above];
            line.n_words() > self.lines[idx].n_words()
                && (line.text.starts_with(text) || line.text.ends_with(text))
                && is_candidate(self.lines, *above)
        };
        (idx.saturating_sub(NEAR)..idx).any(|above| is_whole(&above))
    }

    /// Whether a line that could be the title stands directly above, so this may be its subtitle.
    fn is_under_another(&self, idx: usize) -> bool {
        let above = (0..idx).rev().find(|above| {
            let line = &self.lines[*above];
            !line.is_sign() && byline::names_of(line).is_none()
        });
        above.is_some_and(|above| {
            let line = &self.lines[above];
            is_candidate(self.lines, above)
                && line.text != self.lines[idx].text
                && line.n_words() >= MOST_OF_KICKER.min(self.lines[idx].n_words())
                && !line.ended
                && !line.text.ends_with(':')
                && line.bullet == self.lines[idx].bullet
        })
    }
}

/// Whether a path through the sections of a site ends with the title: `News / World / TITLE`, also one
/// whose signs were lost, `NewsWorldTITLE`; or a topic stands before it.
fn ends_path(line: &str, title: &str) -> bool {
    const SIGNS: [char; 10] = ['/', '>', '›', '»', '→', '‹', '«', '<', ':', '：'];
    let path = line.strip_suffix(title).map(str::trim_end);
    path.is_some_and(|path| {
        let is_glued = !path.is_empty() && !path.contains(' ') && title.contains(' ');
        path.ends_with(SIGNS) || is_glued && line.len() == path.len() + title.len()
    })
}

/// What stands behind the title in a line "title - outlet" or "title | section | outlet".
pub(crate) fn suffix<'a>(line: &'a str, title: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(title)?.trim_start();
    ["|", "-", "–", "—", "»", "•"]
        .iter()
        .find_map(|sign| rest.strip_prefix(sign))
        .map(str::trim)
}
