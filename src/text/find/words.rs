//! Words looked for in source text without folding all of it. The text is scanned for the rarest
//! letter of the words, and where that stands, the letters around it are compared, marks and
//! joiners passed over. Where that would cost too much, as in a text of one letter, the text is
//! gone through letter by letter instead, so that the time stays linear.

use std::fmt;
use std::ops::Range;

use crate::text::find::scan::Scan;
use crate::text::find::shifts::Shifts;
use crate::text::find::walk::Walk;
use crate::text::find::whole;
use crate::text::fold::Spelling;
use crate::text::fold::unit::{Folder, Gap, Unit};

/// The letters of some words, ready to be looked for.
#[derive(Clone)]
pub(super) struct Words {
    folder: &'static Folder,
    /// Each with the gap before it.
    letters: Vec<(Gap, char)>,
    /// Whether a blank must follow.
    ends_in_blank: bool,
    /// Whether only whole words count.
    whole: bool,
    rarest: Option<Rarest>,
    shifts: Shifts,
}

/// The letter that is scanned for.
#[derive(Clone)]
struct Rarest {
    idx: usize,
    scan: Scan,
}

/// How many bytes may still be gone over around what the scan finds.
struct Allowance {
    bytes: usize,
    /// The bytes scanned or gone over so far.
    spent: usize,
}

/// The matches in one text.
pub(super) struct Matches<'p, 't> {
    words: &'p Words,
    text: &'t str,
    /// Where the next may begin.
    at: usize,
    allowance: Allowance,
}

impl Iterator for Matches<'_, '_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let found = self.words.find(self.text, self.at, &mut self.allowance)?;
        self.at = found.end;
        Some(found)
    }
}

/// The bytes that may be gone over for each byte that is scanned. Real text needs about one.
const FOR_EACH_BYTE: usize = 8;

impl Default for Allowance {
    fn default() -> Self {
        Self {
            bytes: 1 << 14,
            spent: 0,
        }
    }
}

impl Words {
    /// The letters of `words`; none where there is nothing but marks and blanks.
    pub(super) fn new(words: &str, spelling: Spelling) -> Option<Self> {
        let folder = Folder::of(spelling);
        let mut letters = Vec::new();
        let mut scanned = Vec::new();
        let first = folder.unit_at(words, 0);
        let mut walk = Walk::new(folder, words, first, 0);
        while let Some((gap, letter)) = walk.next() {
            // Letters that are not at the beginning of a unit come of others than themselves.
            let begins = words[walk.unit.range.start..].chars().next();
            if begins.is_some_and(|c| folder.begins_unit(c))
                && (walk.idx == 1 || spelling != Spelling::Exact)
            {
                scanned.push((letters.len(), letter));
            }
            letters.push((gap, letter));
        }
        // Before the first letter a joiner, which need not be in the text, says nothing.
        let first = letters.first_mut()?;
        if first.0 == Gap::Joiner {
            first.0 = Gap::None;
        }
        let mut end = Walk::new(folder, words, folder.unit_before(words, words.len())?, 0);
        end.idx = end.unit.letters().len();
        let ends_in_blank = end.next_back().is_some_and(|(gap, _)| gap == Gap::Blank);
        let rarest = scanned
            .into_iter()
            .map(|(idx, letter)| Rarest {
                idx,
                scan: Scan::new(letter, folder),
            })
            .min_by_key(|rarest| rarest.scan.cost());
        Some(Self {
            folder,
            shifts: Shifts::new(&letters),
            letters,
            ends_in_blank,
            whole: false,
            rarest,
        })
    }

    /// Makes only whole words count.
    pub(super) fn whole_words(&mut self) {
        self.whole = true;
    }

    /// Whether all matches begin where matches of `previous` begin.
    pub(super) fn narrows(&self, previous: &Self) -> bool {
        let (old, new) = (&previous.letters, &self.letters);
        let blank_stays = match new.get(old.len()) {
            Some((gap, _)) => *gap == Gap::Blank,
            None => self.ends_in_blank,
        };
        self.folder.spelling() == previous.folder.spelling()
            && (!previous.whole || self == previous)
            && new.starts_with(old)
            && (!previous.ends_in_blank || blank_stays)
    }

    /// The first match that begins at or after `from`.
    fn find(&self, text: &str, from: usize, allowance: &mut Allowance) -> Option<Range<usize>> {
        let Some(rarest) = &self.rarest else {
            return self.walk_through(text, from, allowance);
        };
        let letter = self.letters[rarest.idx].1;
        let mut at = from;
        while let Some(hit) = rarest.scan.find(text.as_bytes(), at) {
            let start = text.floor_char_boundary(hit);
            let c = text[start..].chars().next()?;
            let end = start + c.len_utf8();
            allowance.scan(end - at);
            at = end;
            if start < from || !self.folder.may_be(c, letter) {
                continue;
            }
            let next = self.letters.get(rarest.idx + 1);
            if next.is_some_and(|next| !self.folder.may_be_before(c, next.1, &text[end..])) {
                continue;
            }
            let unit = self.folder.unit_at(text, start);
            let found = self.match_around(text, unit, rarest.idx, from, allowance);
            if found.is_some() {
                return found;
            }
            if allowance.bytes == 0 {
                return self.walk_through(text, from, allowance);
            }
        }
        allowance.scan(text.len().saturating_sub(at));
        None
    }

    /// The match that begins at `start`.
    pub(super) fn find_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        let is_start = start < text.len() && self.folder.next_start(text, start) == start;
        is_start
            .then(|| self.match_at(text, start, &mut Allowance::default()))
            .flatten()
    }

    /// All matches, where all those of a pattern that this one narrows are given.
    pub(super) fn find_within(&self, text: &str, matches: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut allowance = Allowance::default();
        for range in matches {
            // What overlaps an earlier match is not among the matches, but begins inside of one.
            let mut start = range.start;
            while start < range.end {
                let next = self.folder.unit_at(text, start).range.end;
                if found.last().is_none_or(|last| last.end <= start) {
                    found.extend(self.match_at(text, start, &mut allowance));
                }
                allowance.scan(next - start);
                start = next;
            }
            if allowance.bytes == 0 {
                return self.matches(text, 0).collect();
            }
        }
        found
    }

    /// The match that begins with the unit at `start`.
    fn match_at(
        &self,
        text: &str,
        start: usize,
        allowance: &mut Allowance,
    ) -> Option<Range<usize>> {
        let unit = self.folder.unit_at(text, start);
        let mut begins_here = |unit: Unit| {
            let found = self.match_around(text, unit, 0, start, allowance);
            found.filter(|range| range.start == start)
        };
        begins_here(unit.clone()).or_else(|| {
            // The first letter may stand after blanks, if the first of them is here.
            let mut walk = Walk::new(self.folder, text, unit, 0);
            if self.letters[0].0 != Gap::Blank || walk.is_after_gap() {
                return None;
            }
            walk.skip_gap()?;
            walk.next()?;
            begins_here(walk.unit)
        })
    }

    /// The matches in `text` that begin at or after `from`.
    pub(super) fn matches<'p, 't>(&'p self, text: &'t str, from: usize) -> Matches<'p, 't> {
        Matches {
            words: self,
            text,
            at: from,
            allowance: Allowance::default(),
        }
    }

    /// The first match that has the letter `idx` of the words in `unit`, if one begins at or
    /// after `from`.
    fn match_around(
        &self,
        text: &str,
        unit: Unit,
        idx: usize,
        from: usize,
        allowance: &mut Allowance,
    ) -> Option<Range<usize>> {
        let wanted = self.letters[idx].1;
        let mut places = 0..unit.letters().len();
        places.find_map(|place| {
            if unit.letters()[place] != wanted {
                return None;
            }
            let start = self.start(text, &unit, place, idx, allowance)?;
            if start < from {
                return None;
            }
            Some(start..self.end(text, &unit, place, idx, allowance)?)
        })
    }

    /// Where the match begins that has its letter `idx` at `place` of `unit`.
    fn start(
        &self,
        text: &str,
        unit: &Unit,
        place: usize,
        idx: usize,
        allowance: &mut Allowance,
    ) -> Option<usize> {
        let begins_with_blank = self.letters[0].0 == Gap::Blank;
        let mut start = Some(unit.range.start);
        if idx > 0 || begins_with_blank {
            let mut walk = Walk::new(self.folder, text, unit.clone(), place);
            let before = self.letters[..idx].iter().map(|l| l.1);
            let gaps = self.letters[1..=idx].iter().map(|l| l.0);
            let is_alike = before.zip(gaps).rev().all(|(letter, gap)| {
                walk.next_back()
                    .is_some_and(|(found_gap, found)| found == letter && gap.is_alike(found_gap))
            });
            start = match begins_with_blank {
                _ if !is_alike => None,
                true => walk.skip_gap_back(),
                false => Some(walk.unit.range.start),
            };
            allowance.spend(walk.effort);
        }
        start.filter(|start| !self.whole || whole::begins(text, *start))
    }

    /// Where the match ends that has its letter `idx` at `place` of `unit`.
    fn end(
        &self,
        text: &str,
        unit: &Unit,
        place: usize,
        idx: usize,
        allowance: &mut Allowance,
    ) -> Option<usize> {
        let mut walk = Walk::new(self.folder, text, unit.clone(), place + 1);
        let mut wanted = self.letters[idx + 1..].iter();
        let is_alike = wanted.all(|(wanted_gap, letter)| {
            walk.next()
                .is_some_and(|(gap, found)| found == *letter && wanted_gap.is_alike(gap))
        });
        let end = is_alike.then(|| self.end_here(text, &mut walk)).flatten();
        allowance.spend(walk.effort);
        end
    }

    /// Where the match ends that has its last letter before the place of `walk`.
    fn end_here(&self, text: &str, walk: &mut Walk<'_>) -> Option<usize> {
        let mut end = walk.unit.range.end;
        if self.ends_in_blank {
            end = walk.skip_gap()?;
        }
        Some(end).filter(|end| !self.whole || whole::ends(text, *end))
    }

    /// As [`Self::find`], by reading every letter once.
    fn walk_through(
        &self,
        text: &str,
        from: usize,
        allowance: &mut Allowance,
    ) -> Option<Range<usize>> {
        let mut walk = Walk::from(self.folder, text, from);
        let mut state = self.shifts.start();
        while let Some((gap, letter)) = walk.next() {
            if !self.shifts.shift(&mut state, gap, letter) {
                continue;
            }
            let mut on = walk.clone();
            let end = self.end_here(text, &mut on);
            allowance.spend(on.effort - walk.effort);
            let Some(end) = end else { continue };
            let (place, idx) = (walk.idx - 1, self.letters.len() - 1);
            let start = self.start(text, &walk.unit, place, idx, allowance);
            if let Some(start) = start.filter(|start| *start >= from) {
                allowance.spend(walk.effort);
                return Some(start..end);
            }
        }
        allowance.spend(walk.effort);
        None
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words")
            .field("spelling", &self.folder.spelling())
            .field("letters", &self.letters)
            .field("ends_in_blank", &self.ends_in_blank)
            .field("whole", &self.whole)
            .finish()
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.folder.spelling() == other.folder.spelling()
            && self.letters == other.letters
            && self.ends_in_blank == other.ends_in_blank
            && self.whole == other.whole
    }
}

impl Allowance {
    fn scan(&mut self, n_bytes: usize) {
        self.spent += n_bytes;
        self.bytes += n_bytes * FOR_EACH_BYTE;
    }

    fn spend(&mut self, n_bytes: usize) {
        self.spent += n_bytes;
        self.bytes = self.bytes.saturating_sub(n_bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goes through all matches and gives the bytes that were gone over.
    fn effort(words: &Words, text: &str) -> usize {
        let mut matches = words.matches(text, 0);
        matches.by_ref().for_each(drop);
        matches.allowance.spent
    }

    #[test]
    fn the_time_is_linear_in_the_worst_of_texts() {
        let marks = "\u{64E}".repeat(1000);
        let check = |words: &str, piece: &str| {
            let mut words = Words::new(words, Spelling::Usual).expect("words");
            for (whole, len) in [(false, 10_000), (true, 10_000), (false, 100_000)] {
                words.whole = whole;
                let text = piece.repeat(len / piece.len() + 1);
                let spent = effort(&words, &text);
                let most = 20 * text.len() + (1 << 15);
                assert!(spent < most, "{words:.40?} in {piece:.20}: {spent}");
            }
        };
        let long = |piece: &str| piece.repeat(2000);
        check(&long("a"), "a");
        check(&(long("a") + "b"), "a");
        check(
            &format!("{}b{}", long("a"), long("a")),
            &format!("{}b", "a".repeat(1999)),
        );
        check(&(long("ab") + "aab"), "ab");
        check(&(long("ab") + " "), "ab");
        check(&(" ".to_owned() + &long("ab")), "ab");
        check(&format!("{}{}", long("ab"), "a b"), "ab");
        check("ab", &format!("a{}", " ".repeat(1000)));
        check("a c", &format!("a{}", " ".repeat(1000)));
        check(" a", &format!("a{}", " ".repeat(1000)));
        check(" c", &format!("c{}", " ".repeat(1000)));
        check("وت", &format!("و{marks}"));
        check("وتب", &format!("وت{marks}"));
        check("ؤ", &format!("و{marks}"));
        check(&long("و"), &format!("و{marks}"));
        check(&(long("لا") + "ل"), "ﻻ");
        check(&long("صلى الله عليه وسلم"), "ﷺ");
        check("وسلمص", "ﷺ");
    }
}
