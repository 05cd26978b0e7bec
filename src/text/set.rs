//! Characters into clusters, each in the form it takes among its neighbours. They are the grapheme
//! clusters of UAX 29 with three changes for a grid of cells: signs that enclose digits stand
//! alone, lam-alef is one, nothing is wider than two cells.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{
    Marks, bidi,
    chars::{self, Char},
    cluster::Clusters,
    glyph, joining,
    line_break::{Break, Breaker},
    width, word_sign,
};

/// Cuts `text`, whose characters are `chars`, into clusters.
pub(crate) fn set(text: &str, chars: &[Char], marks: Marks) -> Clusters {
    let mut setter = Setter {
        text,
        chars,
        marks,
        breaker: Breaker::new(),
        idx: 0,
        set: Clusters::with_capacity(chars.len(), text.len()),
    };
    setter.run();
    setter.set
}

/// The pass over the characters, and where in them it stands.
struct Setter<'a> {
    text: &'a str,
    chars: &'a [Char],
    marks: Marks,
    breaker: Breaker,
    /// The next character.
    idx: usize,
    set: Clusters,
}

impl Setter<'_> {
    fn run(&mut self) {
        if let Some(first) = self.chars.first() {
            self.breaker.before(self.chars, 0, first.property.lb);
        }
        while let Some(char) = self.chars.get(self.idx) {
            let next = self.chars.get(self.idx + 1);
            let alone = next.is_none_or(|next| !next.property.attaches());
            if alone && char.property.is_simple() && !self.may_ligate(char) {
                self.simple(char, next);
                continue;
            }
            match self.n_attached(self.idx) {
                Some(n_attached) if char.property.is_plain() => self.plain(*char, n_attached),
                _ => self.graphemes(),
            }
        }
        self.set.close(self.text.len());
    }

    fn may_ligate(&self, char: &Char) -> bool {
        char.c == joining::LAM && char.joins.after
    }

    /// A character that is a cluster by itself: most of any text.
    #[inline]
    fn simple(&mut self, char: &Char, next: Option<&Char>) {
        self.idx += 1;
        let verdict = match next {
            Some(next) => self.breaker.before(self.chars, self.idx, next.property.lb),
            None => Break::No,
        };
        self.set.push_char(char, shown(char), verdict);
    }

    /// A plain character with marks and joiners on it.
    fn plain(&mut self, char: Char, n_attached: usize) {
        if self.may_ligate(&char) && self.lam_alef(char, n_attached) {
            return;
        }
        let n_chars = 1 + n_attached;
        let marks = &self.chars[self.idx + 1..self.idx + n_chars];
        if char.property.is_simple() && char.c != ' ' && marks.iter().all(is_harmless) {
            let glyph = self.set.glyphs.len();
            self.set.glyphs.push(shown(&char));
            let marks = marks.iter().map(|mark| mark.c);
            glyph::push_tail(&mut self.set.glyphs, marks, true, self.marks);
            self.push(glyph, char.property.width(), false);
        } else {
            self.cluster(self.idx..self.idx + n_chars);
        }
        self.step(n_chars);
    }

    /// How many marks and joiners stand on the plain character at `idx`; none where something
    /// else does too. Joiners stand on no blank: a line may end between the two.
    fn n_attached(&self, idx: usize) -> Option<usize> {
        let rest = &self.chars[idx + 1..];
        match rest.first() {
            Some(next) if next.property.attaches() => {}
            _ => return Some(0),
        }
        let takes_all = joining::is_joining_script(self.chars[idx].c);
        let attached = rest.iter().take_while(|char| char.property.attaches());
        if self.chars[idx].c == ' ' && attached.clone().all(|char| is_joiner(char.c)) {
            return Some(0);
        }
        let mut n_attached = 0;
        for char in attached {
            if !(char.property.is_mark() || takes_all && char.property.width() == 0) {
                return None;
            }
            n_attached += 1;
        }
        Some(n_attached)
    }

    /// Sets a lam together with the alef after it, where that is what comes.
    fn lam_alef(&mut self, lam: Char, n_attached: usize) -> bool {
        let alef_idx = self.idx + 1 + n_attached;
        let tail = &self.chars[self.idx + 1..alef_idx];
        let Some(alef) = self.chars.get(alef_idx) else {
            return false;
        };
        if !joining::is_alef(alef.c) || !alef.joins.before {
            return false;
        }
        if tail.iter().any(|char| is_joiner(char.c)) {
            return false;
        }
        let Some(n_attached) = self.n_attached(alef_idx) else {
            return false;
        };
        let n_chars = alef_idx + 1 + n_attached - self.idx;
        let (alef_at, end) = (alef.at(), self.chars[self.idx + n_chars - 1].end());
        let (base, base_len) = glyph::compose(&self.text[alef_at..end]);
        let Some(ligature) = joining::lam_alef(lam.c, base, lam.joins.before) else {
            return false;
        };
        let tails = [
            &self.text[lam.end()..alef_at],
            &self.text[alef_at + base_len..end],
        ];
        let glyph = self.set.glyphs.len();
        glyph::push_ligature(&mut self.set.glyphs, ligature, tails, self.marks);
        self.push(glyph, 1, false);
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
        let stretch = &text[chars[0].at()..chars[n_chars - 1].end()];
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
        let chars = &self.chars[self.idx..end];
        if let Some(word) = word_sign::spelled(first.c) {
            let marks = chars[1..].iter();
            let n_marks = marks.take_while(|char| char.property.width() == 0).count();
            self.spell(&word, self.idx..self.idx + 1 + n_marks, first.level | 1);
            self.step(1 + n_marks);
        } else if is_one_cluster(
            &self.text[chars[0].at()..chars[chars.len() - 1].end()],
            chars,
        ) {
            self.cluster(self.idx..end);
            self.step(end - self.idx);
        }
        // Every character that has a width starts a cluster of its own.
        while self.idx < end {
            // The alef after a lam begins a grapheme of its own.
            let char = self.chars[self.idx];
            let n_attached = self.n_attached(self.idx).filter(|_| self.may_ligate(&char));
            if n_attached.is_some_and(|n_attached| self.lam_alef(char, n_attached)) {
                continue;
            }
            let n_chars = self.n_together(&self.chars[self.idx..end]);
            self.cluster(self.idx..self.idx + n_chars);
            self.step(n_chars);
        }
    }

    /// How many characters from the first on are one cluster, where all of them are more: those without
    /// a width, and as far as a cluster goes, vowel signs that have one.
    fn n_together(&self, chars: &[Char]) -> usize {
        let mut n_chars = 1;
        while let Some(next) = chars.get(n_chars) {
            let chars = &chars[..=n_chars];
            let is_sign = || glyph::is_mark(next.c) && next.level == chars[0].level;
            let text = || &self.text[chars[0].at()..next.end()];
            if next.property.width() > 0 && !(is_sign() && is_one_cluster(text(), chars)) {
                break;
            }
            n_chars += 1;
        }
        n_chars
    }

    /// Shows the given characters, which begin where the pass stands, in one cluster.
    fn cluster(&mut self, chars: Range<usize>) {
        let chars = &self.chars[chars];
        let text = &self.text[chars[0].at()..chars[chars.len() - 1].end()];
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
        self.push(glyph, width as u8, blank);
    }

    /// Shows a sign that is a word by its letters: each stands for the whole sign, they join each
    /// other and nothing else, and they run right to left wherever the sign stands. The last
    /// takes the marks.
    fn spell(&mut self, word: &str, chars: Range<usize>, level: u8) {
        let sign = &self.chars[chars];
        let (tail_start, tail_end) = (sign[0].end(), sign[sign.len() - 1].end());
        let letters = spelled(word, level);
        let mut letters = Setter {
            text: word,
            chars: &letters,
            marks: self.marks,
            breaker: Breaker::new(),
            idx: 0,
            set: Clusters::default(),
        };
        letters.run();
        self.set.push_spelled(sign[0].at(), &letters.set);
        glyph::push_tail(
            &mut self.set.glyphs,
            self.text[tail_start..tail_end].chars(),
            true,
            self.marks,
        );
    }

    fn push(&mut self, glyph: usize, width: u8, blank: bool) {
        let char = &self.chars[self.idx];
        self.set.push(char.at(), glyph, width, char.level, blank);
    }

    /// Goes on behind `n_chars` characters, and notes whether a line may end there.
    fn step(&mut self, n_chars: usize) {
        for _ in 0..n_chars {
            self.idx += 1;
            if let Some(next) = self.chars.get(self.idx) {
                let class = next.property.lb;
                let verdict = self.breaker.before(self.chars, self.idx, class);
                self.set.set_break(verdict);
            }
        }
    }
}

/// What a simple character is shown as.
#[inline(always)]
fn shown(char: &Char) -> char {
    let Char { c, property, .. } = *char;
    if property.has_forms() {
        joining::form(c, char.joins)
    } else if property.is_mirrored() && char.level % 2 == 1 {
        bidi::mirror(c)
    } else {
        c
    }
}

/// Whether a mark makes no other letter of the one that it stands on.
fn is_harmless(mark: &Char) -> bool {
    mark.property.is_mark() && !matches!(mark.c, '\u{653}'..='\u{655}')
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

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Whether a grapheme cluster is one cluster.
fn is_one_cluster(grapheme: &str, chars: &[Char]) -> bool {
    let Some((base, tail)) = chars.split_first() else {
        return true;
    };
    let mut tail = tail
        .iter()
        .filter(|char| char.property.width() > 0)
        .peekable();
    if tail.peek().is_none() {
        return true;
    }
    // A vowel sign of another script after an Arabic letter belongs to no cell of that letter,
    // and what has two levels has two places.
    base.property.width() > 0
        && !width::encloses_digits(base.c)
        && !joining::is_joining_script(base.c)
        && !glyph::is_blank(base.c)
        && tail.all(|char| char.level == base.level)
        && width::of_cluster(grapheme) <= width::MAX
}
