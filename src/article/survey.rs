//! What the text of an article is made of: how much, in which languages, and what recurs in it.
//! In, an article; out, a [`Survey`]. Of a long text only samples are looked at, so that the work
//! is bounded whatever its size.

use crate::article::recurring::{self, Recurring};
use crate::article::{Article, language};
use crate::text::{Direction, Tally, majority, tally};

/// Texts up to this many bytes are looked at as a whole.
const WHOLE: usize = 256 * 1024;

/// The pieces of a longer one that are looked at, and the bytes of each.
const N_SAMPLES: usize = 16;
const SAMPLE: usize = 4 * 1024;

/// Letters from which on a paragraph is in a language of its own, if its letters say so.
const ENOUGH: usize = 80;

/// What a text is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// Characters and letters of the document; those of a long text are estimated.
    pub tally: Tally,
    /// Whether it is made of samples.
    pub is_sampled: bool,
    /// Language tags, and how many paragraphs are in each; the most frequent first. Empty for a
    /// long text.
    pub languages: Vec<(&'static str, usize)>,
    /// Names and terms that recur, the most frequent first.
    pub names: Vec<Recurring>,
    /// Numbers that recur, likewise.
    pub numbers: Vec<Recurring>,
}

/// Looks through an article.
pub fn survey(article: &Article) -> Survey {
    let text = article.document.whole_text();
    let is_sampled = text.len() > WHOLE;
    let texts = match is_sampled {
        true => samples(text),
        false => article.document.texts().map(|(_, text)| text).collect(),
    };
    let n_bytes: usize = texts.iter().map(|text| text.len()).sum();
    let mut sum = Tally::default();
    for text in &texts {
        sum += tally(text);
    }
    if is_sampled {
        let scale = |n: usize| (n as f64 * text.len() as f64 / n_bytes.max(1) as f64) as usize;
        sum = Tally {
            n_characters: scale(sum.n_characters),
            n_ltr: scale(sum.n_ltr),
            n_rtl: scale(sum.n_rtl),
        };
    }
    let headline = [article.title.as_deref(), article.subtitle.as_deref()];
    let with_words = |text| (text, recurring::words(text));
    let headline: Vec<_> = headline.into_iter().flatten().map(with_words).collect();
    let tag = article.language;
    let languages = match is_sampled {
        true => Vec::new(),
        false => languages(&texts, tag, article.direction),
    };
    let texts: Vec<_> = texts.into_iter().map(with_words).collect();
    Survey {
        tally: sum,
        is_sampled,
        languages,
        names: recurring::names(&texts, &headline, tag),
        numbers: recurring::numbers(&texts, tag),
    }
}

/// Pieces from all over a text, cut between words where there are blanks.
fn samples(text: &str) -> Vec<&str> {
    let sample = |idx: usize| {
        let start = text.floor_char_boundary(text.len() / N_SAMPLES * idx);
        let piece = &text[start..text.floor_char_boundary(start + SAMPLE)];
        let (first, last) = (piece.find(' '), piece.rfind(' '));
        &piece[first.unwrap_or(0)..last.unwrap_or(piece.len())]
    };
    (0..N_SAMPLES).map(sample).collect()
}

/// In which languages paragraphs are. One that is short is in that of the article, unless it runs
/// the other way: then nobody knows.
fn languages(
    texts: &[&str],
    article: Option<&'static str>,
    direction: Direction,
) -> Vec<(&'static str, usize)> {
    let mut found: Vec<(&'static str, usize)> = Vec::new();
    for text in texts {
        let n_letters = text
            .chars()
            .filter(|c| c.is_alphabetic())
            .take(ENOUGH)
            .count();
        let own = match n_letters {
            ENOUGH => language::language(text),
            _ => None,
        };
        // What runs the other way is in another script.
        let is_alike = majority(text) == Some(direction);
        let Some(tag) = own.or(article.filter(|_| is_alike)) else {
            continue;
        };
        match found.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, count)) => *count += 1,
            None => found.push((tag, 1)),
        }
    }
    // Stable: of two, the first.
    found.sort_by_key(|(_, count)| usize::MAX - count);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Document};

    fn article(text: &str, n_times: usize) -> Article {
        let mut document = Document::default();
        for _ in 0..n_times {
            document.push(BlockKind::Paragraph, text);
        }
        Article {
            document,
            language: Some("ar"),
            direction: Direction::Rtl,
            ..Article::default()
        }
    }

    #[test]
    fn samples_of_a_long_text_say_nearly_what_all_of_it_does() {
        let text = "قالت وزارة الثقافة إن المنارة باقية، and that is all.";
        let n_times = WHOLE / text.len() + 1;
        let one = survey(&article(text, 1));
        let long = survey(&article(text, n_times));
        assert!(!one.is_sampled && long.is_sampled && long.languages.is_empty());
        let expected = one.tally.n_characters * n_times;
        let off = long.tally.n_characters.abs_diff(expected);
        assert!(off * 50 < expected, "{off} of {expected}");
        let shares = [one, long].map(|survey| survey.tally.rtl_per_cent().expect("letters"));
        assert!(shares[0].abs_diff(shares[1]) <= 1, "{shares:?}");
    }

    #[test]
    fn a_long_text_without_blanks_is_cut_between_characters() {
        let long = survey(&article(&"خ".repeat(WHOLE), 1));
        assert_eq!(long.tally.rtl_per_cent(), Some(100));
        assert_eq!(survey(&article("", 1)), Survey::default());
    }
}
