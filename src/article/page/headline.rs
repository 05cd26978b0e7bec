//! What speaks for a line being the headline of a body, and against it: its length and its place, whether
//! it recurs on its page, whether names and days stand under it, and how many of its words the body has.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::fold::fold;
use crate::article::page::beside_name::is_life_of;
use crate::article::page::forms::{LONG, forms, pairs};
use crate::article::page::lines::{Line, beginning};
use crate::article::page::path::{ends_cut_path, ends_path};
use crate::article::page::title::{REACH, is_candidate, is_dating, is_of_site, is_signing, suffix};
use crate::article::page::{byline, picture};

/// A line above the headline that says what it is about has fewer words.
const MOST_OF_KICKER: usize = 5;

/// Lines below a headline in which its picture may be named by it.
const NEAR_CAPTION: usize = 4;

/// Lines above a line in which the whole of it stands, if it is the name of a picture.
pub(crate) const NEAR_PICTURE: usize = 6;

/// Lines at the top of a page among which its title as a file stands.
const N_FIRST: usize = 3;

/// What counts where the body has all words of a line that say what it is about.
const ALL_WORDS: f64 = 3.0;

/// The same of a line of one word: many names of sites are words.
const ONE_WORD: f64 = 1.0;

/// How sure it is of each candidate that it is the headline; little is below 2.
pub(crate) fn scores(
    lines: &[Line],
    body: &Range<usize>,
    candidates: &[usize],
) -> Vec<(usize, f64)> {
    if candidates.is_empty() {
        return Vec::new();
    }
    let sheet = Sheet::new(lines, body);
    let words = Words::new(
        &lines[body.clone()],
        candidates.iter().map(|idx| &lines[*idx]),
    );
    let score = |idx: &usize| {
        let of_words = match lines[*idx].has_words(2) {
            true => ALL_WORDS,
            false => ONE_WORD,
        };
        sheet.by_place(*idx) + of_words * words.overlap(&lines[*idx])
    };
    candidates.iter().map(|idx| (*idx, score(idx))).collect()
}

/// The words of a line that say what it is about, folded.
fn long_words(line: &Line) -> impl Iterator<Item = &str> {
    let words = line.folded().split(' ');
    words.filter(|word| word.chars().count() >= LONG)
}

/// The words of candidates that the body has too.
struct Words<'a> {
    /// In all their [`forms`].
    forms: FxHashSet<&'a str>,
    pairs: FxHashSet<String>,
}

impl<'a> Words<'a> {
    fn new(body: &[Line], candidates: impl Iterator<Item = &'a Line> + Clone) -> Self {
        /// The characters of a body that are looked at, and of each of its lines.
        const MOST: usize = 20_000;
        const MOST_OF_LINE: usize = 2000;
        let wanted = candidates.clone().flat_map(long_words).flat_map(forms);
        let wanted: FxHashSet<&str> = wanted.collect();
        let pairs_wanted = candidates.flat_map(|line| pairs(&line.text));
        let pairs_wanted: FxHashSet<String> = pairs_wanted.collect();
        let mut words = Self {
            forms: FxHashSet::default(),
            pairs: FxHashSet::default(),
        };
        let mut n_chars = 0;
        for line in body {
            if n_chars > MOST {
                break;
            }
            let text = beginning(&line.text, MOST_OF_LINE);
            n_chars += line.n_chars.min(MOST_OF_LINE);
            if !pairs_wanted.is_empty() {
                let found = pairs(text).into_iter();
                let found = found.filter(|pair| pairs_wanted.contains(pair));
                words.pairs.extend(found);
            }
            let text = fold(text);
            // No form has fewer letters.
            let long = text.split(' ').filter(|word| word.len() >= LONG);
            let found = long.flat_map(forms);
            words
                .forms
                .extend(found.filter_map(|form| wanted.get(form)));
        }
        words
    }

    /// The share of the line's longer words that the body has too.
    fn overlap(&self, line: &Line) -> f64 {
        let has = |word: &str| forms(word).any(|form| self.forms.contains(form));
        let of_words = long_words(line).map(has);
        let pairs = pairs(&line.text);
        let of_pairs = pairs.iter().map(|pair| self.pairs.contains(pair));
        let (mut n, mut n_same) = (0u32, 0u32);
        for is_same in of_words.chain(of_pairs) {
            n += 1;
            n_same += u32::from(is_same);
        }
        match n {
            0 => 0.0,
            _ => f64::from(n_same) / f64::from(n),
        }
    }
}

/// What is known of a page while its title is looked for.
struct Sheet<'a> {
    lines: &'a [Line],
    body: &'a Range<usize>,
    /// How often each line is on the page, out of the body.
    counts: FxHashMap<&'a str, usize>,
    /// Those above the body whom a line names as writers, folded.
    writers: Vec<String>,
}

impl<'a> Sheet<'a> {
    fn new(lines: &'a [Line], body: &'a Range<usize>) -> Self {
        let mut counts = FxHashMap::default();
        let around = lines[..body.start].iter().chain(&lines[body.end..]);
        for line in around.filter(|line| line.n_chars <= 220) {
            *counts.entry(line.folded()).or_insert(0) += 1;
        }
        let above = &lines[body.start.saturating_sub(REACH)..body.start];
        let writers = above.iter().filter(|line| is_dating(line));
        let writers = writers.filter_map(byline::names_of).flatten();
        Self {
            lines,
            body,
            counts,
            writers: writers.map(|name| fold(&name)).collect(),
        }
    }

    /// What its looks and its place say of a line.
    fn by_place(&self, idx: usize) -> f64 {
        let line = &self.lines[idx];
        let mut score = match line.n_words() {
            0 | 1 => -2.0,
            2 => -0.5,
            3 => 1.0,
            4..=30 => 2.0,
            _ => -1.0,
        };
        if self.writers.iter().any(|name| name == line.folded()) {
            score -= 3.0;
        }
        if line.text.ends_with(['.', '۔', '。', '।']) {
            score -= 1.5;
        }
        if line.text.ends_with(':') {
            score -= 1.5;
        }
        // A writer, and what is said of one below the name.
        let above = above_sign(self.lines, idx);
        if self.next(idx).is_some_and(|next| is_life_of(next, line))
            || line.ended && above.is_some_and(|above| is_life_of(line, above))
        {
            score -= 3.0;
        }
        // A kicker that the headline below it goes on.
        if goes_on_below(line) {
            score -= 3.0;
        } else if above.is_some_and(goes_on_below) {
            score += 1.0;
        }
        // A line that was broken to a width.
        let next = self.lines.get(idx + 1);
        let has_case = line
            .text
            .contains(|c: char| c.is_lowercase() || c.is_uppercase());
        let goes_on = |next: &Line| {
            has_case && !next.gap && next.text.starts_with(char::is_lowercase) && !is_dating(next)
        };
        if next.is_some_and(goes_on) {
            score -= 3.0;
        }
        // A kicker, or the end of a sentence.
        if line.text.chars().take(2).all(char::is_lowercase) {
            score -= 2.0;
        }
        // A deck, or an item of a list.
        if line.bullet || line.text.starts_with('-') {
            let is_item = |other: Option<&Line>| other.is_some_and(|line| line.bullet);
            let above = idx.checked_sub(1).and_then(|idx| self.lines.get(idx));
            score -= 0.5;
            if is_item(above) || is_item(self.lines.get(idx + 1)) {
                score -= 1.5;
            }
        }
        let names_picture = self.names_picture(idx) || idx > 0 && self.names_picture(idx - 1);
        if names_picture {
            score -= 4.0;
        }
        let recurs = !names_picture && self.recurs(idx);
        if recurs {
            score += 2.0;
        }
        score -= (self.n_between(idx) as f64 * 0.08).min(2.0);
        if self.next(idx).is_some_and(is_dating) {
            score += 1.0;
        } else if self.below(idx).take(5).any(is_dating) {
            score += 0.7;
        } else if self.below(idx).next().is_none() && self.is_below_day(idx) {
            score += 0.5;
        }
        let mut above = (0..idx).rev().filter(|idx| !self.lines[*idx].is_sign());
        let is_signing = |idx: &usize| is_signing(&self.lines[*idx]);
        if let Some(signed) = above.by_ref().take(8).find(is_signing)
            && self.lines[..signed].iter().any(may_be_headline)
        {
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
        if !recurs && self.next(idx).is_some_and(picture::is_credit) && self.is_below_names(idx) {
            score -= 3.0;
        }
        if !recurs && self.is_under_another(idx) {
            // Headlines seldom say two things apart, as subtitles do.
            score -= if line.text.contains("; ") { 1.9 } else { 1.2 };
        }
        score
    }

    /// Whether the line is on the page again, or is the beginning of a line "title - outlet".
    fn recurs(&self, idx: usize) -> bool {
        let line = &self.lines[idx];
        let n_here = 1 + usize::from(is_twin(self.lines, idx));
        let again = self.counts.get(line.folded()).copied() > Some(n_here);
        let is_captioned = || {
            let below = self.below(idx).take(NEAR_CAPTION);
            let mut captions = below.filter(|line| picture::is_own(line));
            line.has_words(MOST_OF_KICKER) && captions.any(|next| next.text.contains(&line.text))
        };
        // The title of the page as a file goes on without a sign.
        let begins_first = || {
            let n_first = N_FIRST.min(idx.saturating_sub(NEAR_PICTURE));
            let goes_on = |above: &Line| {
                let rest = above.text.strip_prefix(line.text.as_str());
                rest.is_some_and(|rest| rest.starts_with(' '))
            };
            line.has_words(3) && self.lines[..n_first].iter().any(goes_on)
        };
        again && !self.is_of_block(idx) && !is_of_site(self.lines, idx)
            || begins_first()
            || is_captioned()
            || self.above_or_first(idx).any(|above| {
                suffix(&above.text, &line.text).is_some()
                    || ends_path(&above.text, &line.text)
                    || ends_cut_path(&above.text, &line.text)
            })
    }

    /// The lines above it, and the first ones of the page, where its title as a file is.
    fn above_or_first(&self, idx: usize) -> impl Iterator<Item = &Line> {
        let from = idx.saturating_sub(REACH);
        let first = &self.lines[..from.min(N_FIRST)];
        self.lines[from..idx].iter().chain(first)
    }

    /// Whether names or a day stand above, or a little further above with a headline over them.
    fn is_below_names(&self, idx: usize) -> bool {
        let lines = self.lines[..idx].iter();
        let mut above = lines.rev().filter(|line| !line.is_sign());
        if above.clone().next().is_some_and(is_dating) {
            return true;
        }
        let is_headline = |line: &Line| may_be_headline(line) && line.has_words(4);
        let has_names = above.by_ref().take(NEAR_PICTURE).any(is_dating);
        has_names && above.take(NEAR_CAPTION).any(is_headline)
    }

    /// Whether it is what stands for a picture, with the caption below that begins so and a headline above.
    fn names_picture(&self, idx: usize) -> bool {
        let mut above = idx.saturating_sub(NEAR_CAPTION)..idx;
        let is_headline = |above: usize| {
            let line = &self.lines[above];
            may_be_headline(line) && line.has_words(4) && is_candidate(self.lines, above)
        };
        picture::is_alt(self.lines, idx) && above.any(is_headline)
    }

    /// Whether it is there again with the same line below it: names and offices in the head of a site.
    fn is_of_block(&self, idx: usize) -> bool {
        let next = |idx: usize| self.next(idx).map(|line| line.text.as_str());
        let mut zone = self.body.start.saturating_sub(REACH)..self.body.start;
        let is_same = |other: usize| {
            other.abs_diff(idx) > 1
                && self.lines[other].text == self.lines[idx].text
                && next(other) == next(idx)
        };
        next(idx).is_some() && zone.any(is_same)
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
        let text = &self.lines[idx].text;
        let is_whole = |above: &usize| {
            let line = &self.lines[*above];
            line.n_words() > self.lines[idx].n_words()
                && (line.text.starts_with(text) || line.text.ends_with(text))
                && is_candidate(self.lines, *above)
        };
        (idx.saturating_sub(NEAR_PICTURE)..idx).any(|above| is_whole(&above))
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
                && !goes_on_below(line)
                && line.bullet == self.lines[idx].bullet
        })
    }
}

/// Whether the line stands there twice running: a headline and the name of its picture, or a caption
/// and that.
pub(crate) fn is_twin(lines: &[Line], idx: usize) -> bool {
    let is_same = |other: Option<&Line>| other.is_some_and(|other| other.text == lines[idx].text);
    is_same(lines.get(idx + 1)) || is_same(idx.checked_sub(1).and_then(|idx| lines.get(idx)))
}

/// The line above that holds words.
fn above_sign(lines: &[Line], idx: usize) -> Option<&Line> {
    lines[..idx].iter().rev().find(|line| !line.is_sign())
}

/// Whether the line is a kicker that the headline below it goes on.
fn goes_on_below(line: &Line) -> bool {
    line.text.ends_with(['؛', ';'])
}

/// Whether a headline may be above names: where there are nothing but words of menus, it is not.
fn may_be_headline(line: &Line) -> bool {
    line.hit.is_none() && line.has_words(3) && !is_signing(line) && !is_dating(line)
}
