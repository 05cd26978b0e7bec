//! A paragraph ready to be set: all that depends on its text alone, computed once. Lines, which
//! depend on a width, are made from it again and again ([`crate::text::Line`]).

use std::borrow::Cow;
use std::ops::Range;

use crate::text::{
    Controls, Direction, bidi,
    body::Body,
    chars, first_strong,
    plain::Plain,
    property::{Class, Seen},
    sanitize::sanitize,
    set::set,
};

/// How text is to be set.
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
        let start = stretch.start;
        let text = &text[stretch.clone()];
        if options.direction.or_else(|| first_strong(text)) != Some(Direction::Rtl)
            && let Some(plain) = Plain::new(text)
        {
            return Self {
                direction: Direction::Ltr,
                body: Body::Plain { plain, start },
                source: stretch,
            };
        }
        let (mut chars, mut seen) = chars::scan(text);
        let mut safe = Cow::Borrowed(text);
        let mut steps = None;
        if is_unsafe(seen, options.controls) {
            let sanitized = sanitize(text, options.controls);
            safe = sanitized.text.clone();
            steps = Some(sanitized);
            (chars, seen) = chars::scan(&safe);
        }
        let direction = options.direction.or_else(|| first_strong(&safe));
        let direction = direction.unwrap_or_default();
        bidi::resolve(&mut chars, seen, &safe, direction);
        if seen.joins() {
            chars::join(&mut chars);
        }
        let mut clusters = set(&safe, &chars, options.marks);
        match steps {
            Some(steps) => clusters.map(|at| start + steps.source(at)),
            None if start > 0 => clusters.map(|at| start + at),
            None => {}
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
