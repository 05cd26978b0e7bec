//! A paragraph ready to be set: all that depends on its text alone, computed once. Lines, which
//! depend on a width, are made from it again and again ([`crate::text::Line`]).

use std::ops::Range;

use crate::text::{
    Controls, Direction, bidi,
    body::Body,
    chars,
    context::Context,
    first_strong,
    plain::Plain,
    property::{Class, Seen},
    sanitize::{Sanitized, sanitize},
    set::set,
};

/// How text is to be set.
///
/// ```
/// use akhbar::text::{Controls, Direction, Marks, Options, Paragraph};
///
/// let options = Options {
///     direction: Some(Direction::Rtl),
///     marks: Marks::Strip,
///     controls: Controls::Ignore,
/// };
/// let paragraph = Paragraph::new("\u{202D}كَ", &options);
/// let cells = paragraph.visual(&paragraph.lines(10)[0]);
/// assert_eq!((cells.len(), cells[0].text), (1, "\u{FED9}"));
/// assert_eq!(cells[0].range, 3..7); // with the vowel sign that is not shown
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// The base direction; none takes that of the first strong letter, else left to right.
    pub direction: Option<Direction>,
    /// Whether vowel signs and points are shown.
    pub marks: Marks,
    /// Whether embeddings and overrides act.
    pub controls: Controls,
}

/// What happens to the vowel signs and points of Arabic and Hebrew. Search and copy always keep
/// them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Marks {
    /// They are shown, at most four a cell.
    #[default]
    Keep,
    /// They are not shown: several terminals lose the letter with the mark.
    Strip,
}

/// A paragraph: its clusters in logical order with levels, forms, widths and breaks.
///
/// ```
/// use akhbar::text::{Options, Paragraph};
///
/// let paragraph = Paragraph::new("خبر 2024", &Options::default());
/// let line = &paragraph.lines(80)[0];
/// let seen: String = paragraph.visual(line).iter().map(|cell| cell.text).collect();
/// assert_eq!(seen, "2024 \u{FEAE}\u{FE92}\u{FEA7}");
/// ```
#[derive(Clone, Debug)]
pub struct Paragraph {
    direction: Direction,
    pub(crate) body: Body,
    /// The bytes of the source, with what was left out before the first cluster and after the
    /// last.
    source: Range<usize>,
}

/// One cell group of a line, as it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What is shown: one letter in its form with its marks; never empty, never a control.
    pub text: &'a str,
    /// The bytes of the source that it shows. The letters of a sign that is spelled out, such as
    /// U+FDF2, all show that sign.
    pub range: Range<usize>,
    /// Its width in cells, 1 or 2.
    pub width: usize,
}

impl Paragraph {
    /// Prepares `text`, one paragraph in logical order; line ends inside it stay line ends.
    pub fn new(text: &str, options: &Options) -> Self {
        Self::of_stretch(text, 0..text.len(), options)
    }

    /// Prepares one of the [`stretches`](crate::text::stretches()) of `text`. All ranges are those of
    /// `text` as a whole.
    pub fn of_stretch(text: &str, stretch: Range<usize>, options: &Options) -> Self {
        let (whole, start) = (text, stretch.start);
        let text = &whole[stretch.clone()];
        let around = Context::of(whole, &stretch, options.controls);
        if options.direction.or_else(|| first_strong(text)) != Some(Direction::Rtl)
            && around.is_plain()
            && let Some(plain) = Plain::new(text)
        {
            return Self {
                direction: Direction::Ltr,
                body: Body::Plain { plain, start },
                source: stretch,
            };
        }
        let (mut chars, mut seen) = chars::scan(text);
        let mut safe = Sanitized::untouched(text);
        if is_unsafe(seen, options.controls) {
            safe = sanitize(text, options.controls);
            (chars, seen) = chars::scan(&safe.text);
        }
        let direction = options.direction.or_else(|| first_strong(&safe.text));
        let direction = direction.unwrap_or_default();
        let mut shown = safe.text.clone();
        if !around.is_empty() {
            shown = format!("{}{shown}{}", around.before, around.after).into();
            (chars, seen) = chars::scan(&shown);
        }
        bidi::resolve(&mut chars, seen, &shown, direction);
        if seen.joins() {
            chars::join(&mut chars);
        }
        chars::keep(&mut chars, around.before.len(), safe.text.len());
        let mut clusters = set(&safe.text, &chars, options.marks);
        if start > 0 || !safe.is_untouched() {
            clusters.map(|at| start + safe.source(at));
        }
        Self {
            direction,
            body: Body::Clusters(clusters),
            source: stretch,
        }
    }

    /// Its base direction.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The bytes of memory that it takes.
    pub fn n_bytes(&self) -> usize {
        size_of::<Self>() + self.body.n_bytes()
    }

    /// The bytes of the source that places of the body cover. What was left out before the first
    /// cluster and after the last belongs to the first line and to the last.
    pub(crate) fn source(&self, places: Range<usize>) -> Range<usize> {
        let start = match places.start {
            0 => self.source.start,
            start => self.body.source(start),
        };
        let end = match places.end {
            end if end == self.body.end() => self.source.end,
            end => self.body.source(end),
        };
        start..end
    }
}

fn is_unsafe(seen: Seen, controls: Controls) -> bool {
    use Class::{LRE, LRO, PDF, RLE, RLO};
    seen.is_unsafe() || controls == Controls::Ignore && seen.has(&[LRE, RLE, LRO, RLO, PDF])
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::test_runner::{Config, RngSeed};

    use super::*;
    use crate::text::body::Body;

    /// No isolates: of one that is cut in two the halves know less than the whole.
    const WORDS: &[&str] = &[
        "خبر", "سلام", "ש", "latin", "12", "١٢", "3.5%", "-", "!", "«", "\u{202B}", "\u{202A}",
        "\u{202E}", "\u{202C}", "\u{200F}",
    ];

    /// What the clusters of a range of bytes show, with their levels.
    fn shown(paragraph: &Paragraph, range: &Range<usize>) -> Vec<(String, u8)> {
        let Body::Clusters(clusters) = &paragraph.body else {
            return Vec::new();
        };
        // The blank at the end hangs, whatever its level.
        let range = range.start..range.end - 1;
        let places = 0..clusters.all().len();
        places
            .filter(|&idx| range.contains(&clusters.range(idx).start))
            .map(|idx| {
                (
                    clusters.glyphs(idx..idx + 1).to_owned(),
                    clusters.all()[idx].level,
                )
            })
            .collect()
    }

    proptest! {
        #![proptest_config(Config {
            cases: 3000,
            rng_seed: RngSeed::Fixed(0x0642),
            failure_persistence: None,
            ..Config::default()
        })]

        #[test]
        fn a_stretch_is_set_as_it_is_in_the_whole(
            words in vec(select(WORDS), 2..12),
            cut in 1..11usize,
            rtl in any::<bool>(),
        ) {
            // A right-to-left letter at either end keeps both parts out of the short way.
            let text = format!("ב {} ב", words.join(" "));
            let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).collect();
            let at = blanks[cut.min(blanks.len() - 1)];
            let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
            let options = Options { direction: Some(direction), ..Options::default() };
            let whole = Paragraph::new(&text, &options);
            for stretch in [0..at, at..text.len()] {
                let part = Paragraph::of_stretch(&text, stretch.clone(), &options);
                if matches!(part.body, Body::Clusters(_)) {
                    prop_assert_eq!(shown(&part, &stretch), shown(&whole, &stretch), "{:?}", text);
                }
            }
        }
    }
}
