//! Text into clusters, the units that layout moves: a base with its marks, one lam-alef, or one
//! wide character. They are the grapheme clusters of UAX 29 with three changes for a grid of
//! cells: signs that enclose digits stand alone, lam-alef is one, nothing is wider than two cells.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{
    Marks, bidi,
    chars::{self, Char},
    glyph, joining,
    line_break::{Break, Breaker},
    width, word_sign,
};

/// One cluster, in logical order. The letters of a sign that is spelled out all begin at the
/// same byte; what is never drawn has no glyph and no width.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cluster {
    /// Where the bytes that it stands for begin.
    start: u32,
    /// Where its glyph begins among those of the paragraph.
    glyph: u32,
    /// Cells: 0 for what is never drawn, else 1 or 2.
    pub width: u8,
    /// Embedding level (UAX 9).
    pub level: u8,
    /// A blank, which hangs at the end of a line.
    pub blank: bool,
    /// Whether a line may or must end after it.
    pub break_after: Break,
}

/// The clusters of a paragraph, with what they show. Each ends where the next one begins, in the
/// source as among the glyphs; one more that is empty ends the last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clusters {
    list: Vec<Cluster>,
    glyphs: String,
}

/// An offset into a text of at most 4 GiB, as every text that fits into memory as clusters is.
fn offset(at: usize) -> u32 {
    debug_assert!(u32::try_from(at).is_ok(), "a text of more than 4 GiB");
    at as u32
}

impl Clusters {
    /// Cuts `text`, whose characters are `chars`, into clusters, each in the form it takes among
    /// its neighbours.
    pub(crate) fn new(text: &str, chars: &[Char], marks: Marks) -> Self {
        let mut setter = Setter {
            text,
            chars,
            marks,
            breaker: Breaker::new(),
            idx: 0,
            at: 0,
            set: Self {
                list: Vec::with_capacity(chars.len() + 1),
                glyphs: String::with_capacity(text.len() + text.len() / 2),
            },
        };
        setter.run();
        setter.set
    }

    /// The clusters.
    pub(crate) fn all(&self) -> &[Cluster] {
        let n_clusters = self.list.len().saturating_sub(1);
        &self.list[..n_clusters]
    }

    /// The bytes that a cluster stands for: of the safe text at first, then of the source.
    pub(crate) fn range(&self, idx: usize) -> Range<usize> {
        let start = self.list[idx].start;
        let mut next = idx + 1;
        // The letters of a sign that is spelled out.
        while self.list[next].start == start && next + 1 < self.list.len() {
            next += 1;
        }
        start as usize..self.list[next].start as usize
    }

    /// What clusters show, in logical order.
    pub(crate) fn glyphs(&self, clusters: Range<usize>) -> &str {
        let [start, end] = [clusters.start, clusters.end].map(|idx| self.list[idx].glyph as usize);
        &self.glyphs[start..end]
    }

    /// Makes each cluster begin where `source` says that its byte stands.
    pub(crate) fn map(&mut self, source: impl Fn(usize) -> usize) {
        for cluster in &mut self.list {
            cluster.start = offset(source(cluster.start as usize));
        }
    }

    /// The bytes of memory that they take.
    pub(crate) fn n_bytes(&self) -> usize {
        self.list.capacity() * size_of::<Cluster>() + self.glyphs.capacity()
    }
}

/// The pass over the characters, and where in them it stands.
struct Setter<'a> {
    text: &'a str,
    chars: &'a [Char],
    marks: Marks,
    breaker: Breaker,
    /// The next character, and its first byte.
    idx: usize,
    at: usize,
    set: Clusters,
}

impl Setter<'_> {
    fn run(&mut self) {
        if !self.chars.is_empty() {
            self.breaker.before(self.chars, 0);
        }
        while let Some(char) = self.chars.get(self.idx) {
            let property = char.property;
            match self.n_attached(self.idx) {
                Some(0) if property.is_plain() => self.plain(*char),
                Some(n_attached) if property.is_plain() => self.with_marks(*char, n_attached),
                _ => self.graphemes(),
            }
        }
        self.set.list.push(Cluster {
            start: offset(self.at),
            glyph: offset(self.set.glyphs.len()),
            width: 0,
            level: 0,
            blank: false,
            break_after: Break::No,
        });
        self.set.list.shrink_to_fit();
        self.set.glyphs.shrink_to_fit();
    }

    /// How many marks and joiners stand on the plain character at `idx`; none where something
    /// else does too.
    fn n_attached(&self, idx: usize) -> Option<usize> {
        let rest = &self.chars[idx + 1..];
        match rest.first() {
            Some(next) if next.property.attaches() => {}
            _ => return Some(0),
        }
        let takes_all = joining::is_joining_script(self.chars[idx].c);
        let attached = rest.iter().take_while(|char| char.property.attaches());
        let mut n_attached = 0;
        for char in attached {
            if !char.property.is_mark() && !(takes_all && char.property.width == 0) {
                return None;
            }
            n_attached += 1;
        }
        Some(n_attached)
    }

    /// A character by itself: most of any text.
    fn plain(&mut self, char: Char) {
        let Char { c, property, .. } = char;
        if property.is_special() {
            return self.with_marks(char, 0);
        }
        let shown = if property.has_forms() {
            if c == joining::LAM && char.joins.after && self.lam_alef(char, 0) {
                return;
            }
            joining::form(c, char.joins)
        } else if property.is_mirrored() && char.level % 2 == 1 {
            bidi::mirror(c)
        } else {
            c
        };
        let glyph = self.set.glyphs.len();
        self.set.glyphs.push(shown);
        self.push_cluster(glyph, property.width, c == ' ');
        self.step(1);
    }

    /// A plain character with marks and joiners on it.
    fn with_marks(&mut self, char: Char, n_attached: usize) {
        if char.c == joining::LAM && char.joins.after && self.lam_alef(char, n_attached) {
            return;
        }
        let n_chars = 1 + n_attached;
        self.cluster(self.idx..self.idx + n_chars);
        self.step(n_chars);
    }

    /// Sets a lam together with the alef after it, where that is what comes.
    fn lam_alef(&mut self, lam: Char, n_attached: usize) -> bool {
        let alef_idx = self.idx + 1 + n_attached;
        let tail = &self.chars[self.idx + 1..alef_idx];
        let Some(alef) = self.chars.get(alef_idx) else {
            return false;
        };
        if !alef.joins.before || tail.iter().any(|char| is_joiner(char.c)) {
            return false;
        }
        let Some(n_attached) = self.n_attached(alef_idx) else {
            return false;
        };
        let n_chars = alef_idx + 1 + n_attached - self.idx;
        let alef_at = self.at + len(&self.chars[self.idx..alef_idx]);
        let end = self.at + len(&self.chars[self.idx..self.idx + n_chars]);
        let (base, base_len) = glyph::compose(&self.text[alef_at..end]);
        let Some(ligature) = joining::lam_alef(lam.c, base, lam.joins.before) else {
            return false;
        };
        let tails = [
            &self.text[self.at + lam.c.len_utf8()..alef_at],
            &self.text[alef_at + base_len..end],
        ];
        let glyph = self.set.glyphs.len();
        glyph::push_ligature(&mut self.set.glyphs, ligature, tails, self.marks);
        self.push_cluster(glyph, 1, false);
        self.step(n_chars);
        true
    }

    /// A stretch in which the borders of clusters take all rules of UAX 29.
    fn graphemes(&mut self) {
        let chars = &self.chars[self.idx..];
        let is_border =
            |idx: &usize| chars[*idx].property.is_plain() && !glyph::is_prepended(chars[idx - 1].c);
        let n_chars = (1..chars.len()).find(is_border).unwrap_or(chars.len());
        let text = self.text;
        let stretch = &text[self.at..self.at + len(&chars[..n_chars])];
        for grapheme in stretch.graphemes(true) {
            self.grapheme(grapheme);
        }
    }

    fn grapheme(&mut self, grapheme: &str) {
        let n_chars = grapheme.chars().count();
        let end = self.idx + n_chars;
        // Joiners without a letter before them have no place of their own in the order (X9): what
        // follows them has.
        let chars = &self.chars[self.idx..end];
        let n_joiners = chars.iter().take_while(|char| is_joiner(char.c)).count();
        if n_joiners > 0 {
            self.cluster(self.idx..self.idx + n_joiners);
            self.step(n_joiners);
        }
        let Some(first) = self.chars[self.idx..end].first() else {
            return;
        };
        if let Some(word) = word_sign::spelled(first.c) {
            let level = first.level | 1;
            self.spell(&word, self.idx..end, level);
            self.step(end - self.idx);
            return;
        }
        let chars = &self.chars[self.idx..end];
        if is_one_cluster(
            &grapheme[len(&self.chars[end - n_chars..self.idx])..],
            chars,
        ) {
            self.cluster(self.idx..end);
            self.step(end - self.idx);
            return;
        }
        // Every character that has a width starts a cluster of its own.
        while self.idx < end {
            let rest = &self.chars[self.idx + 1..end];
            let n_more = rest
                .iter()
                .take_while(|char| char.property.width == 0)
                .count();
            self.cluster(self.idx..self.idx + 1 + n_more);
            self.step(1 + n_more);
        }
    }

    /// Shows the given characters, which begin where the pass stands, in one cluster.
    fn cluster(&mut self, chars: Range<usize>) {
        let chars = &self.chars[chars];
        let text = &self.text[self.at..self.at + len(chars)];
        let (base, base_len) = glyph::compose(text);
        let Char { level, joins, .. } = chars[0];
        let glyph = self.set.glyphs.len();
        let glyphs = &mut self.set.glyphs;
        glyph::push(
            glyphs,
            base,
            &text[base_len..],
            joins,
            level % 2 == 1,
            self.marks,
        );
        let blank = glyph::is_blank(base) && matches!(&glyphs[glyph..], " " | "\u{3000}");
        let mut width = width::of_cluster(&glyphs[glyph..]);
        if width == 0 {
            glyphs.truncate(glyph);
        } else if width > width::MAX {
            // A Khmer sign of three letters (U+17D8): no cell group is so wide.
            glyphs.truncate(glyph);
            glyphs.push(char::REPLACEMENT_CHARACTER);
            width = 1;
        }
        self.push_cluster(glyph, width as u8, blank);
    }

    /// Shows a sign that is a word by its letters: each stands for the whole sign, they join each
    /// other and nothing else, and they run right to left wherever the sign stands. The last
    /// takes the marks.
    fn spell(&mut self, word: &str, chars: Range<usize>, level: u8) {
        let sign = &self.chars[chars];
        let tail_start = self.at + sign[0].c.len_utf8();
        let tail_end = self.at + len(sign);
        let letters = spelled(word, level);
        let mut letters = Setter {
            text: word,
            chars: &letters,
            marks: self.marks,
            breaker: Breaker::new(),
            idx: 0,
            at: 0,
            set: Clusters::default(),
        };
        letters.run();
        let spelled = letters.set;
        let base = self.set.glyphs.len();
        self.set.glyphs.push_str(&spelled.glyphs);
        for cluster in spelled.all() {
            self.set.list.push(Cluster {
                start: offset(self.at),
                glyph: offset(base) + cluster.glyph,
                ..*cluster
            });
        }
        glyph::push_tail(
            &mut self.set.glyphs,
            self.text[tail_start..tail_end].chars(),
            true,
            self.marks,
        );
    }

    fn push_cluster(&mut self, glyph: usize, width: u8, blank: bool) {
        self.set.list.push(Cluster {
            start: offset(self.at),
            glyph: offset(glyph),
            width,
            level: self.chars[self.idx].level,
            blank,
            break_after: Break::No,
        });
    }

    /// Goes on behind `n_chars` characters, and notes whether a line may end there.
    fn step(&mut self, n_chars: usize) {
        for _ in 0..n_chars {
            self.at += self.chars[self.idx].c.len_utf8();
            self.idx += 1;
            if self.idx < self.chars.len() {
                let verdict = self.breaker.before(self.chars, self.idx);
                if let Some(last) = self.set.list.last_mut() {
                    last.break_after = verdict;
                }
            }
        }
    }
}

/// The letters of a word that stands for a sign, joined.
fn spelled(word: &str, level: u8) -> Vec<Char> {
    let (mut letters, _) = chars::scan(word);
    for letter in &mut letters {
        letter.level = level;
    }
    chars::join(&mut letters);
    letters
}

/// The length in bytes.
fn len(chars: &[Char]) -> usize {
    chars.iter().map(|char| char.c.len_utf8()).sum()
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// The first grapheme cluster of `text`; empty where that is.
pub fn first_cluster(text: &str) -> &str {
    text.graphemes(true).next().unwrap_or_default()
}

/// The last grapheme cluster of `text`; empty where that is.
pub fn last_cluster(text: &str) -> &str {
    text.graphemes(true).next_back().unwrap_or_default()
}

/// Whether a grapheme cluster is one cluster.
fn is_one_cluster(grapheme: &str, chars: &[Char]) -> bool {
    let Some((base, tail)) = chars.split_first() else {
        return true;
    };
    let mut tail = tail
        .iter()
        .filter(|char| char.property.width > 0)
        .peekable();
    if tail.peek().is_none() {
        return true;
    }
    // A vowel sign of another script after an Arabic letter belongs to no cell of that letter,
    // and what has two levels has two places.
    base.property.width > 0
        && !width::encloses_digits(base.c)
        && !joining::is_joining_script(base.c)
        && !glyph::is_blank(base.c)
        && tail.all(|char| char.level == base.level)
        && width::of_cluster(grapheme) <= width::MAX
}
