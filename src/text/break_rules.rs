//! The rules of UAX 14 (Unicode 17) in their order, for any place in a text. They say what the
//! table of [`crate::text::line_break`] cannot: what takes more than two classes to decide.

use crate::text::{break_class::Lb, chars::Char, line_break::Break, property::Property};

/// A text in which the rules look around.
pub(crate) trait Places {
    /// The properties of the character at a place.
    fn property(&self, at: usize) -> Property;

    /// The place of the character before; none at the start.
    fn previous(&self, at: usize) -> Option<usize>;

    /// The place of the character after the one at `at`; none at the end.
    fn next(&self, at: usize) -> Option<usize>;
}

impl Places for [Char] {
    fn property(&self, at: usize) -> Property {
        self[at].property
    }

    fn previous(&self, at: usize) -> Option<usize> {
        at.checked_sub(1)
    }

    fn next(&self, at: usize) -> Option<usize> {
        Some(at + 1).filter(|&at| at < self.len())
    }
}

impl Places for str {
    fn property(&self, at: usize) -> Property {
        let c = self[at..].chars().next();
        Property::of(c.unwrap_or_default())
    }

    fn previous(&self, at: usize) -> Option<usize> {
        let last = self[..at].chars().next_back()?;
        Some(at - last.len_utf8())
    }

    fn next(&self, at: usize) -> Option<usize> {
        let here = self[at..].chars().next()?;
        Some(at + here.len_utf8()).filter(|&at| at < self.len())
    }
}

/// The class of what stands before `at`, marks left out (LB9, LB10), and where it begins; the
/// start of the text is a break.
fn before<T: Places + ?Sized>(text: &T, at: usize) -> (Lb, usize) {
    let mut here = at;
    let mut marks = false;
    while let Some(previous) = text.previous(here) {
        match text.property(previous).lb {
            Lb::CM | Lb::ZWJ => marks = true,
            Lb::SP | Lb::ZW | Lb::BK | Lb::CR | Lb::LF | Lb::NL if marks => {
                return (Lb::AL, here);
            }
            class => return (class, previous),
        }
        here = previous;
    }
    (if marks { Lb::AL } else { Lb::BK }, here)
}

/// What comes after the character at `at` and its marks, with its place.
fn after<T: Places + ?Sized>(text: &T, at: usize) -> Option<(Property, usize)> {
    let mut here = at;
    loop {
        here = text.next(here)?;
        let property = text.property(here);
        if !matches!(property.lb, Lb::CM | Lb::ZWJ) {
            return Some((property, here));
        }
    }
}

/// The rules in their order. Each looks back no further than over blanks or over a number's
/// separators, between which it is not asked.
pub(crate) fn rules<T: Places + ?Sized>(text: &T, at: usize) -> Break {
    use Lb::*;
    let Some(previous) = text.previous(at) else {
        return Break::No; // LB2
    };
    let (raw, here) = (text.property(previous).lb, text.property(at).lb);
    match (raw, here) {
        (CR, LF) => return Break::No,                         // LB5
        (BK | CR | LF | NL, _) => return Break::Hard,         // LB4, LB5
        (_, BK | CR | LF | NL | SP | ZW) => return Break::No, // LB6, LB7
        (ZWJ, _) => return Break::No,                         // LB8a
        (SP | ZW, _) => {}
        (_, CM | ZWJ) => return Break::No, // LB9
        _ => {}
    }
    let (last, last_at) = before(text, at);
    // What stands before the blanks.
    let (mut solid, mut solid_at) = (last, last_at);
    while solid == SP {
        (solid, solid_at) = match text.previous(solid_at) {
            Some(blank) if text.property(blank).lb == SP => (SP, blank),
            _ => before(text, solid_at),
        };
    }
    if solid == ZW {
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
    let before_last = || before(text, last_at).0;
    let wide = |at: usize| text.property(at).is_east_asian();
    let next = after(text, at).map(|(property, _)| property);
    let no = match (bare(last), bare(here)) {
        (_, WJ) | (WJ, _) | (GL, _) => true, // LB11, LB12
        (last, GL) if !matches!(last, SP | BA | HY | HH) => true, // LB12a
        (_, CL | CP | EX | SY) => true,      // LB13
        _ if solid == OP => true,            // LB14
        _ if solid == Pi && opens_quotation(before(text, solid_at).0) => true, // LB15a
        (_, Pf) if closes_quotation(next) => true, // LB15b
        (SP, IS) if next.is_some_and(|next| next.lb == NU) => false, // LB15c
        (_, IS) => true,                     // LB15d
        (_, NS) if matches!(solid, CL | CP) => true, // LB16
        (_, B2) if solid == B2 => true,      // LB17
        (SP, _) => false,                    // LB18
        (_, QU | Pf) | (QU | Pi, _) => true, // LB19
        (_, Pi) => !wide(last_at) || next.is_none_or(|next| !next.is_east_asian()), // LB19a
        (Pf, _) => !wide(at) || last_at == 0 || !wide(before(text, last_at).1), // LB19a
        (CB, _) | (_, CB) => false,          // LB20
        (HY | HH, AL | HL) if matches!(before_last(), BK | CR | LF | NL | SP | ZW | CB | GL) => {
            true // LB20a
        }
        (_, BA | HH | HY | NS) | (BB, _) => true, // LB21
        (HY | HH, here) if here != HL && before_last() == HL => true, // LB21a
        (SY, HL) | (_, IN) => true,               // LB21b, LB22
        (AL | HL, NU) | (NU, AL | HL) => true,    // LB23
        (PR, ID | EB | EM) | (ID | EB | EM, PO) => true, // LB23a
        (PR | PO, AL | HL) | (AL | HL, PR | PO) => true, // LB24
        (last, here) if in_number(text, at, last, here) => true, // LB25
        (JL, JL | JV | H2 | H3) | (JV | H2, JV | JT) | (JT | H3, JT) => true, // LB26
        (JL | JV | JT | H2 | H3, PO) | (PR, JL | JV | JT | H2 | H3) => true, // LB27
        (AL | HL, AL | HL) => true,               // LB28
        _ if in_aksara(text, at, last) => true,   // LB28a
        (IS, AL | HL) => true,                    // LB29
        (AL | HL | NU, OP) => !wide(at),          // LB30
        (CP, AL | HL | NU) => !wide(last_at),     // LB30
        (RI, RI) => n_indicators(text, at) % 2 == 1, // LB30a
        (EB, EM) => true,                         // LB30b
        (_, EM) => matches!(last, Cn | CnAl),     // LB30b
        _ => false,                               // LB31
    };
    if no { Break::No } else { Break::Soft }
}

/// Whether a quotation mark opens a quotation, by what stands before it (LB15a).
fn opens_quotation(before: Lb) -> bool {
    use Lb::*;
    matches!(before, BK | CR | LF | NL | OP | QU | Pi | Pf | GL | SP | ZW)
}

/// Whether a quotation mark closes a quotation, by what stands after it (LB15b).
fn closes_quotation(next: Option<Property>) -> bool {
    use Lb::*;
    next.is_none_or(|next| {
        let closes = [
            SP, GL, WJ, CL, QU, Pi, Pf, CP, EX, IS, SY, BK, CR, LF, NL, ZW,
        ];
        closes.contains(&next.lb)
    })
}

/// Whether both sides belong to one number, with its sign and its unit (LB25).
fn in_number<T: Places + ?Sized>(text: &T, at: usize, last: Lb, here: Lb) -> bool {
    use Lb::*;
    // Whether what ends before a place is a digit and separators.
    let ends_number = |at: usize| {
        let (mut class, mut at) = before(text, at);
        while matches!(class, SY | IS) {
            (class, at) = before(text, at);
        }
        class == NU
    };
    let starts_number = || match after(text, at) {
        Some((next, at)) if next.lb == IS => after(text, at).is_some_and(|(next, _)| next.lb == NU),
        next => next.is_some_and(|(next, _)| next.lb == NU),
    };
    match (last, here) {
        (CL | CP, PO | PR) => ends_number(before(text, at).1),
        (NU | SY | IS, PO | PR) => ends_number(at),
        (PO | PR, OP) => starts_number(),
        (PO | PR | HY | IS, NU) => true,
        (NU | SY, NU) => ends_number(at),
        _ => false,
    }
}

/// Whether both sides belong to one orthographic syllable of a Brahmic script (LB28a).
fn in_aksara<T: Places + ?Sized>(text: &T, at: usize, last: Lb) -> bool {
    use Lb::*;
    let here = text.property(at).lb;
    let starts = |class: Lb| matches!(class, AK | Circle | AS);
    match (last, here) {
        (AP, _) => starts(here),
        (_, VF | VI) => starts(last),
        (VI, AK | Circle) => starts(before(text, before(text, at).1).0),
        _ => starts(last) && starts(here) && after(text, at).is_some_and(|(next, _)| next.lb == VF),
    }
}

/// How many regional indicators end before `at`.
fn n_indicators<T: Places + ?Sized>(text: &T, at: usize) -> usize {
    let (mut n, mut at) = (0, at);
    loop {
        let (class, start) = before(text, at);
        if class != Lb::RI {
            return n;
        }
        (n, at) = (n + 1, start);
    }
}
