//! All beginnings of some words followed at once, a bit for each: Baeza-Yates and Gonnet's
//! shift-and. Unlike automata made for equal letters it can bear that a joiner is alike a blank and
//! alike nothing, though these two are not alike.

use crate::text::fold::unit::Gap;

/// For each letter and gap, the places of the words that it suits: bits in words of 64.
#[derive(Clone)]
pub(super) struct Shifts {
    n_letters: usize,
    /// Ascending by letter.
    letters: Vec<(char, Vec<u64>)>,
    gaps: [Vec<u64>; 3],
}

impl Shifts {
    /// Takes the words letter by letter, each with the gap before it.
    pub(super) fn new(wanted: &[(Gap, char)]) -> Self {
        let bits = |suits: &dyn Fn(Gap, char) -> bool| {
            let mut bits = vec![0; wanted.len().div_ceil(64)];
            for (idx, &(gap, letter)) in wanted.iter().enumerate() {
                bits[idx / 64] |= u64::from(suits(gap, letter)) << (idx % 64);
            }
            bits
        };
        let mut letters: Vec<char> = wanted.iter().map(|w| w.1).collect();
        letters.sort_unstable();
        letters.dedup();
        Self {
            n_letters: wanted.len(),
            letters: letters
                .into_iter()
                .map(|letter| (letter, bits(&|_, wanted| wanted == letter)))
                .collect(),
            gaps: [Gap::None, Gap::Joiner, Gap::Blank]
                .map(|gap| bits(&|wanted, _| wanted.is_alike(gap))),
        }
    }

    /// The state before any letter.
    pub(super) fn start(&self) -> Vec<u64> {
        vec![0; self.n_letters.div_ceil(64)]
    }

    /// Takes the next letter of the text; whether all of the words end with it.
    pub(super) fn shift(&self, state: &mut [u64], gap: Gap, letter: char) -> bool {
        let Ok(found) = self.letters.binary_search_by_key(&letter, |l| l.0) else {
            state.fill(0);
            return false;
        };
        let (letters, gaps) = (&self.letters[found].1, &self.gaps[gap as usize]);
        let mut carried = 1;
        for (idx, bits) in state.iter_mut().enumerate() {
            let next = *bits >> 63;
            // What is wanted before the first letter is looked at when a match is complete.
            let gaps = gaps[idx] | u64::from(idx == 0);
            *bits = (*bits << 1 | carried) & letters[idx] & gaps;
            carried = next;
        }
        let last = self.n_letters - 1;
        state[last / 64] >> (last % 64) & 1 == 1
    }
}
