//! Where a line may end (UAX 14, Unicode 17), on logical text. Most decisions follow from two
//! classes and are kept in a table; the rest come from the rules themselves, which look around.
//! Runs of Thai, Lao, Khmer and Burmese have no opportunities inside: finding them takes a
//! dictionary, which would weigh more than the rest of the program.

use crate::text::{
    break_class::{Lb, N_LB},
    chars::Char,
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

    /// Whether a line may end before `chars[idx]`. To be called for each character in turn; the
    /// answer for the first is no (LB2).
    pub(crate) fn before(&mut self, chars: &[Char], idx: usize) -> Break {
        let entry = TABLE[self.state][chars[idx].property.lb as usize];
        if entry.verdict == Verdict::Ask {
            return self.ask(chars, idx);
        }
        self.state = usize::from(entry.state);
        match entry.verdict {
            Verdict::Soft => Break::Soft,
            _ => Break::No,
        }
    }

    fn ask(&mut self, chars: &[Char], idx: usize) -> Break {
        let class = chars[idx].property.lb;
        if self.state != JOINER {
            if class == Lb::ZWJ {
                self.carrier = next_state(self.state, Lb::CM);
            }
            self.state = next_state(self.state, class);
            return match idx {
                0 => Break::No,
                _ => rules(chars, idx),
            };
        }
        if class != Lb::ZWJ {
            self.state = next_state(self.carrier, class);
        }
        match class {
            Lb::BK | Lb::CR | Lb::LF | Lb::NL | Lb::SP | Lb::ZW => Break::No,
            _ => rules(chars, idx),
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

/// The class of what stands before `chars[idx]`, marks left out (LB9, LB10), and where it begins;
/// the start of the text is a break.
fn effective(chars: &[Char], idx: usize) -> (Lb, usize) {
    let mut at = idx;
    while at > 0 {
        at -= 1;
        match chars[at].property.lb {
            Lb::CM | Lb::ZWJ => {}
            Lb::SP | Lb::ZW | Lb::BK | Lb::CR | Lb::LF | Lb::NL if at + 1 < idx => {
                return (Lb::AL, at + 1);
            }
            class => return (class, at),
        }
    }
    match idx {
        0 => (Lb::BK, 0),
        _ => (Lb::AL, 0),
    }
}

/// The character after `chars[idx]` and its marks.
fn next(chars: &[Char], idx: usize) -> Option<&Char> {
    let is_mark = |char: &&Char| matches!(char.property.lb, Lb::CM | Lb::ZWJ);
    chars.get(idx + 1..)?.iter().find(|char| !is_mark(char))
}

/// The rules in their order. Each looks back no further than over blanks or over a number's
/// separators, between which it is not asked.
fn rules(chars: &[Char], idx: usize) -> Break {
    use Lb::*;
    let raw = chars[idx - 1].property.lb;
    let here = chars[idx].property.lb;
    match (raw, here) {
        (CR, LF) => return Break::No,                         // LB5
        (BK | CR | LF | NL, _) => return Break::Hard,         // LB4, LB5
        (_, BK | CR | LF | NL | SP | ZW) => return Break::No, // LB6, LB7
        (ZWJ, _) => return Break::No,                         // LB8a
        (SP | ZW, _) => {}
        (_, CM | ZWJ) => return Break::No, // LB9
        _ => {}
    }
    let (last, last_idx) = effective(chars, idx);
    // What stands before the blanks.
    let mut solid_idx = idx;
    while solid_idx > 0 && chars[solid_idx - 1].property.lb == SP {
        solid_idx -= 1;
    }
    let (solid, solid_at) = effective(chars, solid_idx);
    if solid == ZW && chars[solid_at].property.lb == ZW {
        return Break::Soft; // LB8
    }
    let here = match here {
        CM | ZWJ => AL, // LB10
        class => class,
    };
    let bare = |class: Lb| match class {
        Circle | CnAl => AL,
        Cn => ID,
        class => class,
    };
    let before = || effective(chars, last_idx);
    let wide = |at: usize| chars[at].property.is_east_asian();
    let after = next(chars, idx);
    let no = match (bare(last), bare(here)) {
        (_, WJ) | (WJ, _) | (GL, _) => true, // LB11, LB12
        (last, GL) if !matches!(last, SP | BA | HY | HH) => true, // LB12a
        (_, CL | CP | EX | SY) => true,      // LB13
        _ if solid == OP => true,            // LB14
        _ if solid == Pi && opens_quotation(chars, solid_at) => true, // LB15a
        (_, Pf) if closes_quotation(after) => true, // LB15b
        (SP, IS) if after.is_some_and(|char| char.property.lb == NU) => false, // LB15c
        (_, IS) => true,                     // LB15d
        (_, NS) if matches!(solid, CL | CP) => true, // LB16
        (_, B2) if solid == B2 => true,      // LB17
        (SP, _) => false,                    // LB18
        (_, QU | Pf) | (QU | Pi, _) => true, // LB19
        (_, Pi) => !wide(last_idx) || after.is_none_or(|c| !c.property.is_east_asian()), // LB19a
        (Pf, _) => !wide(idx) || last_idx == 0 || !wide(before().1), // LB19a
        (CB, _) | (_, CB) => false,          // LB20
        (HY | HH, AL | HL) if matches!(before().0, BK | CR | LF | NL | SP | ZW | CB | GL) => {
            true // LB20a
        }
        (_, BA | HH | HY | NS) | (BB, _) => true, // LB21
        (HY | HH, here) if here != HL && before().0 == HL => true, // LB21a
        (SY, HL) | (_, IN) => true,               // LB21b, LB22
        (AL | HL, NU) | (NU, AL | HL) => true,    // LB23
        (PR, ID | EB | EM) | (ID | EB | EM, PO) => true, // LB23a
        (PR | PO, AL | HL) | (AL | HL, PR | PO) => true, // LB24
        (last, here) if in_number(chars, idx, last, here) => true, // LB25
        (JL, JL | JV | H2 | H3) | (JV | H2, JV | JT) | (JT | H3, JT) => true, // LB26
        (JL | JV | JT | H2 | H3, PO) | (PR, JL | JV | JT | H2 | H3) => true, // LB27
        (AL | HL, AL | HL) => true,               // LB28
        _ if in_aksara(chars, idx, last, last_idx) => true, // LB28a
        (IS, AL | HL) => true,                    // LB29
        (AL | HL | NU, OP) => !wide(idx),         // LB30
        (CP, AL | HL | NU) => !wide(last_idx),    // LB30
        (RI, RI) => n_indicators(chars, idx) % 2 == 1, // LB30a
        (EB, EM) => true,                         // LB30b
        (_, EM) => matches!(last, Cn | CnAl),     // LB30b
        _ => false,                               // LB31
    };
    if no { Break::No } else { Break::Soft }
}

/// Whether the quotation mark at `at` opens a quotation by what stands before it (LB15a).
fn opens_quotation(chars: &[Char], at: usize) -> bool {
    use Lb::*;
    let before = effective(chars, at).0;
    matches!(before, BK | CR | LF | NL | OP | QU | Pi | Pf | GL | SP | ZW)
}

/// Whether a quotation mark closes a quotation by what stands after it (LB15b).
fn closes_quotation(after: Option<&Char>) -> bool {
    use Lb::*;
    after.is_none_or(|char| {
        matches!(
            char.property.lb,
            SP | GL | WJ | CL | QU | Pi | Pf | CP | EX | IS | SY | BK | CR | LF | NL | ZW
        )
    })
}

/// Whether both sides belong to one number, with its sign and its unit (LB25).
fn in_number(chars: &[Char], idx: usize, last: Lb, here: Lb) -> bool {
    use Lb::*;
    // Whether what ends before `idx` is a digit and separators.
    let ends_number = |idx: usize| {
        let (mut class, mut at) = effective(chars, idx);
        while matches!(class, SY | IS) {
            (class, at) = effective(chars, at);
        }
        class == NU
    };
    let starts_number = || {
        let after = next(chars, idx).map(|char| char.property.lb);
        let behind = || {
            let first = (idx + 1..chars.len()).find(|&at| !is_mark(&chars[at]))?;
            Some(next(chars, first)?.property.lb)
        };
        after == Some(NU) || after == Some(IS) && behind() == Some(NU)
    };
    match (last, here) {
        (CL | CP, PO | PR) => ends_number(effective(chars, idx).1),
        (NU | SY | IS, PO | PR) => ends_number(idx),
        (PO | PR, OP) => starts_number(),
        (PO | PR | HY | IS, NU) => true,
        (NU | SY, NU) => ends_number(idx),
        _ => false,
    }
}

fn is_mark(char: &Char) -> bool {
    matches!(char.property.lb, Lb::CM | Lb::ZWJ)
}

/// Whether both sides belong to one orthographic syllable of a Brahmic script (LB28a).
fn in_aksara(chars: &[Char], idx: usize, last: Lb, last_idx: usize) -> bool {
    use Lb::*;
    let here = chars[idx].property.lb;
    let starts = |class: Lb| matches!(class, AK | Circle | AS);
    match (last, here) {
        (AP, _) => starts(here),
        (_, VF | VI) => starts(last),
        (VI, AK | Circle) => starts(effective(chars, last_idx).0),
        _ => {
            starts(last)
                && starts(here)
                && next(chars, idx).is_some_and(|char| char.property.lb == VF)
        }
    }
}

/// How many regional indicators end before `idx`. Asked only where the table does not know.
fn n_indicators(chars: &[Char], idx: usize) -> usize {
    let (mut n, mut at) = (0, idx);
    loop {
        let (class, from) = effective(chars, at);
        if class != Lb::RI {
            return n;
        }
        (n, at) = (n + 1, from);
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
                    _ => rules(&chars, idx),
                };
                prop_assert_eq!(breaker.before(&chars, idx), expected, "{:?} at {}", text, idx);
            }
        }
    }
}
