//! The text of an article as its page states it for machines (`articleBody` of schema.org): in, that
//! statement and the passages of the page; out, which of them it holds. It has no furniture in it, and
//! some pages have their text nowhere else. How it is written varies: tags or none, lines or none,
//! signs of its own; so texts are compared by stretches of letters.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::article::html::parse;
use crate::article::html::passage::{Passage, Place};
use crate::article::page::lines::is_ended;

/// A shorter statement may be anything.
const LEAST: usize = 400;

/// Letters and digits that are looked at.
const MOST: usize = 200_000;

/// Letters and digits that are compared at once; most stretches of this length stand once in a text.
const STRETCH: usize = 16;

/// What a page states to be the text of its article.
#[derive(Debug)]
pub(crate) struct Statement {
    /// As it stands on the page.
    source: String,
    n_letters: usize,
    /// Whether it ends as a sentence does: some are cut short.
    is_ended: bool,
    stretches: HashSet<u64>,
}

impl Statement {
    /// None where it is too short to say anything.
    pub(crate) fn new(source: String) -> Option<Self> {
        let text = parse::tree(&source)?.text().to_string();
        let letters = letters(&text);
        let text = text.trim_end();
        (letters.len() >= LEAST).then(|| Self {
            source,
            n_letters: letters.len(),
            is_ended: is_ended(text) && !text.ends_with("...") && !text.ends_with(['…', ']']),
            stretches: stretches(&letters).collect(),
        })
    }

    /// The letters and digits of a text, and of them those that it holds; of a text that is too short to
    /// compare, none.
    pub(crate) fn share(&self, text: &str) -> (usize, usize) {
        let letters = letters(text);
        let n_all = (letters.len() + 1).saturating_sub(STRETCH);
        let n_held = stretches(&letters)
            .filter(|stretch| self.stretches.contains(stretch))
            .count();
        let n_letters = letters.len();
        (n_letters, n_letters * n_held / n_all.max(1))
    }

    /// Whether it ends as a sentence does.
    pub(crate) fn is_ended(&self) -> bool {
        self.is_ended
    }

    /// Whether so many letters are most of it.
    pub(crate) fn is_most(&self, n_letters: usize) -> bool {
        n_letters * 10 >= self.n_letters * 7
    }

    /// Whether hardly any of it is among the passages that can be seen.
    pub(crate) fn is_missing(&self, passages: &[Passage]) -> bool {
        let seen = passages.iter().filter(|passage| {
            let is_hidden = passage.place.has(Place::HIDDEN.with(Place::CONTROL));
            !is_hidden && passage.n_chars >= STRETCH
        });
        let n_held: usize = seen.map(|passage| self.share(&passage.text).1).sum();
        n_held * 10 < self.n_letters
    }

    /// It as an element of a page.
    pub(crate) fn to_html(&self) -> String {
        let mut html = String::from("<article>");
        let has_tags = ["<p", "<P", "<br", "<div"]
            .iter()
            .any(|tag| self.source.contains(tag));
        if has_tags {
            html.push_str(&self.source);
        } else {
            for line in self.source.lines().filter(|line| !line.trim().is_empty()) {
                let line = line.replace('<', "&lt;");
                let _ = write!(html, "<p>{line}</p>");
            }
        }
        html.push_str("</article>");
        html
    }
}

fn letters(text: &str) -> Vec<char> {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).take(MOST).collect()
}

/// A number for each stretch of a text.
fn stretches(letters: &[char]) -> impl Iterator<Item = u64> {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    letters.windows(STRETCH).map(|stretch| {
        let add = |sum: u64, c: &char| (sum.rotate_left(5) ^ u64::from(*c)).wrapping_mul(FACTOR);
        stretch.iter().fold(0, add)
    })
}
