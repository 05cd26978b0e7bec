//! Fitting words into lines: as many as go into each line, or so that all lines come out as even
//! as they can. In: words, each with its width; out: where the lines end.

use crate::text::{
    body::{Body, Words},
    word::Word,
};

/// How words are fitted into lines.
///
/// ```
/// use akhbar::text::{Fit, Options, Paragraph};
///
/// let text = "aaaaa bbbbbb ccc dddddddddd";
/// let paragraph = Paragraph::new(text, &Options::default());
/// let fitted = |fit| {
///     let lines = paragraph.fitted(12, fit);
///     lines.iter().map(|line| &text[line.range.clone()]).collect::<Vec<_>>()
/// };
/// assert_eq!(fitted(Fit::Greedy), ["aaaaa bbbbbb ", "ccc ", "dddddddddd"]);
/// assert_eq!(fitted(Fit::Even), ["aaaaa ", "bbbbbb ccc ", "dddddddddd"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fit {
    /// Each line takes as many words as it can.
    #[default]
    Greedy,
    /// All lines of a paragraph but its last leave as equal a space as they can: the sum of the
    /// squares is the least. Never more lines than greedy fitting makes.
    Even,
}

/// Lines of a body, fitted one after the other.
pub(crate) struct Lines<'a> {
    body: &'a Body,
    words: Words<'a>,
    /// The word that the next line begins with.
    pending: Option<Word>,
    width: usize,
}

impl<'a> Lines<'a> {
    /// The lines of `body`, `width` cells wide; of at least 2, so that every cell group fits.
    pub(crate) fn new(body: &'a Body, width: usize) -> Self {
        let mut words = body.words();
        let pending = words.next();
        Self {
            body,
            words,
            pending,
            width: width.max(2),
        }
    }

    /// Whether there is nothing left.
    pub(crate) fn is_done(&self) -> bool {
        self.pending.is_none()
    }
}

/// The next line as one long word; what it hangs is part of it.
impl Iterator for Lines<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let mut line = self.pending?;
        if line.width > self.width {
            let part = self.body.part(line.start..line.end, self.width);
            self.pending = Some(line.after(&part)).filter(|rest| rest.start < rest.end);
            if self.pending.is_none() {
                self.pending = self.words.next();
            }
            return Some(part);
        }
        loop {
            self.pending = self.words.next();
            match &self.pending {
                Some(word) if !line.hard && joined(&line, word) <= self.width => {
                    append(&mut line, word);
                }
                _ => return Some(line),
            }
        }
    }
}

/// The width of a line with a word more.
fn joined(line: &Word, word: &Word) -> usize {
    match word.width {
        0 => line.width,
        _ => line.width + line.hanging + word.width,
    }
}

fn append(line: &mut Word, word: &Word) {
    if word.width == 0 {
        line.hanging += word.hanging;
    } else {
        line.width = joined(line, word);
        line.hanging = word.hanging;
        line.shown = word.shown;
    }
    line.end = word.end;
    line.hard = word.hard;
}

/// The lines of a body, as even as they can be.
pub(crate) fn even(body: &Body, width: usize) -> Vec<Word> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut paragraph = Vec::new();
    for word in body.words() {
        part(body, word, width, &mut paragraph);
        if word.hard {
            even_words(&paragraph, width, &mut lines);
            paragraph.clear();
        }
    }
    even_words(&paragraph, width, &mut lines);
    lines
}

/// Adds a word, in parts where it is longer than a line.
fn part(body: &Body, word: Word, width: usize, words: &mut Vec<Word>) {
    let mut rest = word;
    while rest.width > width {
        let mut part = body.part(rest.start..rest.end, width);
        rest = rest.after(&part);
        // Only the last part ends where the word does.
        part.hard = false;
        words.push(part);
    }
    if rest.start < rest.end {
        words.push(rest);
    }
}

/// The way to the start of a word: what the lines up to there cost, and which word the last of
/// them begins with.
#[derive(Clone, Copy)]
struct Way {
    n_lines: usize,
    cost: usize,
    from: usize,
}

/// Fits the words of one paragraph: of all ways with the fewest lines, the one whose lines cost
/// least (Knuth and Plass, without hyphens and with widths that are whole cells).
fn even_words(words: &[Word], width: usize, lines: &mut Vec<Word>) {
    let mut ways = vec![Way {
        n_lines: 0,
        cost: 0,
        from: 0,
    }];
    for end in 1..=words.len() {
        let mut best: Option<Way> = None;
        let mut used = 0;
        for from in (0..end).rev() {
            let word = &words[from];
            used = match used {
                0 => word.width,
                _ => word.width + word.hanging + used,
            };
            if used > width && best.is_some() {
                break;
            }
            // The last line may be as short as it likes.
            let free = if end == words.len() {
                0
            } else {
                width.saturating_sub(used)
            };
            let way = Way {
                n_lines: ways[from].n_lines + 1,
                cost: ways[from].cost.saturating_add(free.saturating_mul(free)),
                from,
            };
            if best.is_none_or(|best| (way.n_lines, way.cost) < (best.n_lines, best.cost)) {
                best = Some(way);
            }
        }
        // One word always goes into a line.
        ways.extend(best);
    }
    let first = lines.len();
    let mut end = words.len();
    while end > 0 {
        let from = ways[end].from;
        let mut line = words[from];
        words[from + 1..end]
            .iter()
            .for_each(|word| append(&mut line, word));
        lines.push(line);
        end = from;
    }
    lines[first..].reverse();
}
