//! Finding words the slow way, to compare with: the whole text is folded, and the words are tried
//! at each of its letters.

use std::ops::Range;

use akhbar::text::{Folded, Spelling};

const JOINERS: [char; 2] = ['\u{200C}', '\u{200B}'];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Joiner,
    Blank,
}

struct Letter {
    c: char,
    /// What is before it, and where that begins.
    gap: Gap,
    gap_start: usize,
    range: Range<usize>,
}

struct Letters {
    letters: Vec<Letter>,
    last_gap: Gap,
}

/// All matches of `words` in `text`; none where the words have no letters.
pub(crate) fn find(words: &str, text: &str, spelling: Spelling) -> Vec<Range<usize>> {
    let (wanted, found) = (letters(words, spelling), letters(text, spelling));
    let mut matches = Vec::new();
    let mut from = 0;
    let n_wanted = wanted.letters.len();
    if n_wanted == 0 {
        return matches;
    }
    for (idx, here) in found.letters.windows(n_wanted).enumerate() {
        let (first, last) = (&here[0], &here[n_wanted - 1]);
        let is_alike = here
            .iter()
            .zip(&wanted.letters)
            .enumerate()
            .all(|(idx, (a, b))| a.c == b.c && (idx == 0 || is_alike(a.gap, b.gap)));
        let (mut start, mut end) = (first.range.start, last.range.end);
        if wanted.letters[0].gap == Gap::Blank {
            if first.gap == Gap::None {
                continue;
            }
            start = first.gap_start;
        }
        if wanted.last_gap == Gap::Blank {
            let next = found.letters.get(idx + n_wanted);
            if next.map_or(found.last_gap, |next| next.gap) == Gap::None {
                continue;
            }
            end = end.max(next.map_or(text.len(), |next| next.range.start));
        }
        if is_alike && start >= from {
            from = end;
            matches.push(start..end);
        }
    }
    matches
}

fn is_alike(a: Gap, b: Gap) -> bool {
    a == b || a == Gap::Joiner || b == Gap::Joiner
}

fn letters(text: &str, spelling: Spelling) -> Letters {
    let folded = Folded::new(text, spelling);
    let source = |(at, c): (usize, char)| folded.source(at..at + c.len_utf8());
    // Letter for letter, a blank and a joiner are letters too.
    let has_gaps = spelling != Spelling::Exact;
    let joiner = |range: Range<usize>| {
        let found = text[range.clone()].find(JOINERS).filter(|_| has_gaps);
        found.map(|at| range.start + at)
    };
    let mut read = Letters {
        letters: Vec::new(),
        last_gap: Gap::None,
    };
    let mut gap_start = 0;
    let mut chars = folded.text.char_indices().peekable();
    let first = chars.peek().map(|c| source(*c).start);
    read.widen(joiner(0..first.unwrap_or(0)), Gap::Joiner, &mut gap_start);
    while let Some((at, c)) = chars.next() {
        let mut range = source((at, c));
        if has_gaps && c == ' ' {
            read.widen(Some(range.start), Gap::Blank, &mut gap_start);
            continue;
        }
        let joiner = joiner(range.clone());
        range.end = joiner.unwrap_or(range.end);
        let is_last = chars.peek().map(|c| source(*c).start) != Some(range.start);
        read.letters.push(Letter {
            c,
            gap: read.last_gap,
            gap_start,
            range,
        });
        read.last_gap = Gap::None;
        // Inside of what unfolded into several letters nothing stands.
        read.widen(joiner.filter(|_| is_last), Gap::Joiner, &mut gap_start);
    }
    read
}

impl Letters {
    /// Takes what was found after the last letter.
    fn widen(&mut self, at: Option<usize>, found: Gap, gap_start: &mut usize) {
        let Some(at) = at else { return };
        if self.last_gap == Gap::None {
            *gap_start = at;
        }
        self.last_gap = self.last_gap.max(found);
    }
}
