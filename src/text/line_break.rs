//! Where a line may end (UAX 14, Unicode 17), on logical text. Most decisions follow from two
//! classes and are kept in a table; the rest come from the rules themselves, which look around.
//! Runs of Thai, Lao, Khmer and Burmese have no opportunities inside: finding them takes a
//! dictionary, which would weigh a quarter of the program.

use crate::text::{
    break_class::{Lb, N_LB},
    break_rules::{Places, rules},
};

/// Whether a line may end somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Break {
    /// It may not.
    #[default]
    No,
    /// It may.
    Soft,
    /// It must.
    Hard,
}

/// Decides from one character to the next.
#[derive(Clone, Copy)]
pub(crate) struct Breaker {
    state: usize,
    /// The state before a joiner, which what follows the joiner and its marks goes on from.
    carrier: usize,
}

/// What a table entry says.
#[derive(Clone, Copy)]
struct Entry {
    verdict: Verdict,
    state: u8,
}

#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    No,
    Soft,
    /// Two classes are not enough.
    Ask,
}

/// Beside the classes: at the start, after blanks that follow something which reaches over them,
/// after an even number of regional indicators, after a joiner.
const START: usize = N_LB;
const BLANKS: usize = N_LB + 1;
const PAIRED: usize = N_LB + 2;
const JOINER: usize = N_LB + 3;
const N_STATES: usize = N_LB + 4;

impl Breaker {
    pub(crate) fn new() -> Self {
        Self {
            state: START,
            carrier: START,
        }
    }

    /// Whether a line may end before the character of class `class` at `at`. To be called for each
    /// character in turn; the answer for the first is no (LB2).
    #[inline]
    pub(crate) fn before<T: Places + ?Sized>(&mut self, text: &T, at: usize, class: Lb) -> Break {
        let entry = TABLE[self.state][class as usize];
        if entry.verdict == Verdict::Ask {
            return self.ask(text, at, class);
        }
        self.state = usize::from(entry.state);
        match entry.verdict {
            Verdict::Soft => Break::Soft,
            _ => Break::No,
        }
    }

    #[inline(never)]
    fn ask<T: Places + ?Sized>(&mut self, text: &T, at: usize, class: Lb) -> Break {
        if self.state != JOINER {
            if class == Lb::ZWJ {
                self.carrier = next_state(self.state, Lb::CM);
            }
            self.state = next_state(self.state, class);
            return match at {
                0 => Break::No,
                _ => rules(text, at),
            };
        }
        if class != Lb::ZWJ {
            self.state = next_state(self.carrier, class);
        }
        match class {
            Lb::BK | Lb::CR | Lb::LF | Lb::NL | Lb::SP | Lb::ZW => Break::No,
            _ => rules(text, at),
        }
    }
}

static TABLE: [[Entry; N_LB]; N_STATES] = table();

const fn table() -> [[Entry; N_LB]; N_STATES] {
    let ask = Entry {
        verdict: Verdict::Ask,
        state: 0,
    };
    let mut table = [[ask; N_LB]; N_STATES];
    let mut state = 0;
    while state < N_STATES {
        let mut class = 0;
        while class < N_LB {
            table[state][class] = Entry {
                verdict: verdict(state, Lb::ALL[class]),
                state: next_state(state, Lb::ALL[class]) as u8,
            };
            class += 1;
        }
        state += 1;
    }
    table
}

const fn next_state(state: usize, class: Lb) -> usize {
    match class {
        Lb::SP if state < N_LB => match Lb::ALL[state] {
            Lb::ZW | Lb::OP | Lb::QU | Lb::Pi | Lb::Pf | Lb::CL | Lb::CP | Lb::B2 => BLANKS,
            _ => Lb::SP as usize,
        },
        Lb::SP if state == BLANKS => BLANKS,
        Lb::ZWJ => JOINER,
        Lb::CM if state < N_LB => match Lb::ALL[state] {
            Lb::SP | Lb::ZW | Lb::BK | Lb::CR | Lb::LF | Lb::NL => Lb::AL as usize,
            _ => state,
        },
        Lb::CM if state == PAIRED || state == JOINER => state,
        Lb::CM => Lb::AL as usize,
        Lb::RI if state == Lb::RI as usize => PAIRED,
        _ => class as usize,
    }
}

/// What follows from the two classes alone.
const fn verdict(state: usize, next: Lb) -> Verdict {
    use Lb::*;
    use Verdict::{Ask, No, Soft};
    if matches!(next, ZWJ) {
        return Ask;
    }
    if state == START {
        return No;
    }
    if state >= N_LB {
        return match next {
            SP if state == BLANKS => No,
            RI if state == PAIRED => Soft,
            _ => Ask,
        };
    }
    let last = Lb::ALL[state];
    if matches!(last, BK | CR | LF | NL) {
        return Ask;
    }
    match (last, next) {
        // LB6, LB7
        (_, BK | CR | LF | NL | SP | ZW) => No,
        // LB8 to LB10
        (ZW, _) => Soft,
        (SP, CM) => Soft,
        (_, CM) => No,
        // LB11 to LB13
        (_, WJ) | (WJ, _) => No,
        (GL, _) => No,
        (_, CL | CP | EX | SY) => No,
        // LB14
        (OP, _) => No,
        // LB15 and LB19 look around.
        (_, QU | Pi | Pf) | (QU | Pi | Pf, _) => Ask,
        // LB15d
        (SP, IS | GL) => Ask,
        (_, IS) => No,
        // LB12a
        (BA | HY | HH, GL) => Ask,
        (_, GL) => No,
        // LB18
        (SP, _) => Soft,
        // LB20
        (CB, _) | (_, CB) => Soft,
        // LB20a, LB21a look behind.
        (HY | HH, NU) => Ask,
        (HY | HH, _) => Ask,
        // LB21, LB22
        (_, BA | HH | HY | NS | IN) => No,
        (BB, _) => No,
        // LB23 to LB25
        (AL | HL | NU, AL | HL | NU) => No,
        (NU, PO | PR) => No,
        (IS, NU | AL | HL) => No,
        (PR | PO, NU | AL | HL) => No,
        (SY, HL) => No,
        (SY | IS | CL | CP | PR | PO, _) => Ask,
        (AL | HL | NU, OP | PR | PO) => Ask,
        // LB30a: every second one.
        (RI, RI) => No,
        // Nothing else ties a letter or an ideograph to these.
        (AL | HL | NU | EX | BA | NS, ID | RI) => Soft,
        (ID, ID | AL | HL | NU | RI) => Soft,
        (EX | BA, AL | HL | NU | OP) => Soft,
        _ => Ask,
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::test_runner::{Config, RngSeed};

    use super::*;
    use crate::text::chars;

    /// A character of each class.
    const SAMPLES: &[char] = &[
        'a',
        'א',
        '1',
        ' ',
        '.',
        '/',
        '|',
        '-',
        '\u{2010}',
        '\u{3005}',
        '!',
        '}',
        ')',
        '(',
        '"',
        '«',
        '»',
        '$',
        '%',
        '字',
        '\u{1F02C}',
        '\u{1F8FF}',
        '\u{1F385}',
        '\u{1F3FB}',
        '…',
        '—',
        '´',
        '\u{FFFC}',
        '\u{1F1E6}',
        '\u{A0}',
        '\u{2060}',
        '\u{200B}',
        '\u{301}',
        '\u{200D}',
        '\u{2028}',
        '\r',
        '\n',
        '\u{85}',
        '\u{1100}',
        '\u{1160}',
        '\u{11A8}',
        '\u{AC00}',
        '\u{AC01}',
        '\u{1B05}',
        '\u{11003}',
        '\u{1B50}',
        '\u{1BF2}',
        '\u{1B44}',
        '\u{25CC}',
        '「',
        '」',
        '（',
        '“',
        '”',
    ];

    #[test]
    fn there_is_a_sample_of_each_class() {
        for class in Lb::ALL {
            assert!(SAMPLES.iter().any(|c| Lb::of(*c) == class), "{class:?}");
        }
    }

    proptest! {
        #![proptest_config(Config {
            cases: 20_000,
            rng_seed: RngSeed::Fixed(0x0644),
            failure_persistence: None,
            ..Config::default()
        })]

        #[test]
        fn the_table_says_what_the_rules_say(text in vec(select(SAMPLES), 1..12)) {
            let text: String = text.into_iter().collect();
            let (chars, _) = chars::scan(&text);
            let mut breaker = Breaker::new();
            for idx in 0..chars.len() {
                let expected = match idx {
                    0 => Break::No,
                    _ => rules(&chars[..], idx),
                };
                let class = chars[idx].property.lb;
                let found = breaker.before(&chars[..], idx, class);
                prop_assert_eq!(found, expected, "{:?} at {}", text, idx);
                let at = text.char_indices().nth(idx).map_or(0, |(at, _)| at);
                prop_assert!(idx == 0 || rules(text.as_str(), at) == expected);
            }
        }
    }
}
