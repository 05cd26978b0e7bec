//! A paragraph's characters with their explicit levels, and the sequences in which the rest of
//! UAX 9 works: BD9, BD13, X1–X10. Characters that X9 removes stay in the list and in no sequence.

use std::ops::Range;

use crate::text::{
    Direction,
    chars::Char,
    implicit::Bracket,
    property::{Class, Property},
};

/// The deepest explicit level (BD2).
const MAX_DEPTH: u8 = 125;

/// One character, or one control that stands in no source.
pub(crate) struct Item {
    /// Its place among the characters; none for a control that stands in no source.
    pub char_idx: Option<usize>,
    c: char,
    /// Its class, or that of the override it stands in.
    pub class: Class,
    pub level: u8,
    /// Its class as Unicode gives it.
    original: Class,
    is_bracket: bool,
    /// For an isolate's control, the one at the other end.
    partner: Option<usize>,
}

/// Characters between which levels are resolved as if nothing stood between them (BD13).
pub(crate) struct Runs {
    /// Their places in the list of items, ascending.
    pub items: Vec<usize>,
    pub level: u8,
    /// The directions that hold before its start and after its end.
    pub outside: [Direction; 2],
}

/// The items of a paragraph, with a left-to-right isolate around each of `isolates`, which are
/// ranges of `chars`.
pub(crate) fn items(chars: &[Char], base: Direction, isolates: &[Range<usize>]) -> Vec<Item> {
    let item = |char_idx: Option<usize>, c: char, property: Property| Item {
        char_idx,
        c,
        class: property.class,
        level: base_level(base),
        original: property.class,
        is_bracket: property.is_bracket(),
        partner: None,
    };
    let control = |c| item(None, c, Property::of(c));
    let mut items = Vec::with_capacity(chars.len() + 2 * isolates.len());
    let mut isolates = isolates.iter().peekable();
    for (idx, char) in chars.iter().enumerate() {
        if isolates.peek().is_some_and(|range| range.start == idx) {
            items.push(control('\u{2066}'));
        }
        items.push(item(Some(idx), char.c, char.property));
        if isolates.next_if(|range| range.end == idx + 1).is_some() {
            items.push(control('\u{2069}'));
        }
    }
    find_partners(&mut items);
    embed(&mut items, base);
    items
}

/// Finds the two ends of each isolate (BD9).
fn find_partners(items: &mut [Item]) {
    let mut open = Vec::new();
    for idx in 0..items.len() {
        if initiates(items[idx].original) {
            open.push(idx);
        } else if items[idx].original == Class::PDI
            && let Some(start) = open.pop()
        {
            items[idx].partner = Some(start);
            items[start].partner = Some(idx);
        }
    }
}

/// An entry of the directional status stack.
#[derive(Clone, Copy)]
struct Status {
    level: u8,
    overriding: Option<Class>,
    isolate: bool,
}

/// Gives every item its explicit level and, inside an override, its class (X1–X8).
fn embed(items: &mut [Item], base: Direction) {
    let mut stack = vec![Status {
        level: base_level(base),
        overriding: None,
        isolate: false,
    }];
    let (mut lost_isolates, mut lost_embeddings, mut n_isolates) = (0usize, 0usize, 0usize);
    for idx in 0..items.len() {
        let class = items[idx].original;
        let top = *stack.last().expect("the first entry is never popped");
        match class {
            Class::PDI if lost_isolates > 0 => lost_isolates -= 1,
            Class::PDI if n_isolates > 0 => {
                lost_embeddings = 0;
                n_isolates -= 1;
                while stack.pop().is_some_and(|status| !status.isolate) {}
            }
            Class::PDF if lost_isolates > 0 => {}
            Class::PDF if lost_embeddings > 0 => lost_embeddings -= 1,
            Class::PDF if !top.isolate && stack.len() > 1 => {
                stack.pop();
            }
            Class::B => continue,
            _ => {}
        }
        let top = *stack.last().expect("the first entry is never popped");
        items[idx].level = top.level;
        if let Some(overriding) = top.overriding
            && !is_removed(class)
        {
            items[idx].class = overriding;
        }
        let Some((direction, overriding)) = opens(items, idx) else {
            continue;
        };
        let isolate = initiates(class);
        let level = match direction {
            Direction::Ltr => (top.level + 2) & !1,
            Direction::Rtl => (top.level + 1) | 1,
        };
        if level <= MAX_DEPTH && lost_isolates == 0 && lost_embeddings == 0 {
            n_isolates += usize::from(isolate);
            stack.push(Status {
                level,
                overriding,
                isolate,
            });
        } else if isolate {
            lost_isolates += 1;
        } else if lost_isolates == 0 {
            lost_embeddings += 1;
        }
    }
}

/// The direction of the embedding or isolate that begins at `idx`, and what it overrides with.
fn opens(items: &[Item], idx: usize) -> Option<(Direction, Option<Class>)> {
    Some(match items[idx].original {
        Class::LRE | Class::LRI => (Direction::Ltr, None),
        Class::RLE | Class::RLI => (Direction::Rtl, None),
        Class::LRO => (Direction::Ltr, Some(Class::L)),
        Class::RLO => (Direction::Rtl, Some(Class::R)),
        Class::FSI => (first_strong(items, idx), None),
        _ => return None,
    })
}

/// The direction of the first strong character of an isolate, isolates inside it left out (P2).
fn first_strong(items: &[Item], start: usize) -> Direction {
    let end = items[start].partner.unwrap_or(items.len());
    let mut idx = start + 1;
    while idx < end {
        match items[idx].original {
            Class::L => return Direction::Ltr,
            Class::R | Class::AL => return Direction::Rtl,
            class if initiates(class) => idx = items[idx].partner.unwrap_or(end),
            _ => {}
        }
        idx += 1;
    }
    Direction::Ltr
}

/// The isolating run sequences (BD13, X10).
pub(crate) fn sequences(items: &[Item], base: Direction) -> Vec<Runs> {
    let kept: Vec<usize> = (0..items.len())
        .filter(|&idx| !is_removed(items[idx].original))
        .collect();
    let direction = |level: u8| match level % 2 {
        0 => Direction::Ltr,
        _ => Direction::Rtl,
    };
    let level_at = |place: Option<usize>| match place.and_then(|place| kept.get(place)) {
        Some(&idx) => items[idx].level,
        None => base_level(base),
    };
    let mut sequences: Vec<Runs> = Vec::new();
    // The sequences that wait for the other end of an isolate.
    let mut waiting: Vec<usize> = Vec::new();
    let mut start = 0;
    for run in kept.chunk_by(|&a, &b| items[a].level == items[b].level) {
        let end = start + run.len();
        let (first, last) = (&items[run[0]], &items[run[run.len() - 1]]);
        let level = first.level;
        let goes_on = first.original == Class::PDI && first.partner.is_some();
        let sequence_idx = match waiting.pop_if(|_| goes_on) {
            Some(idx) => idx,
            None => {
                let before = level_at(start.checked_sub(1));
                sequences.push(Runs {
                    items: Vec::new(),
                    level,
                    outside: [direction(level.max(before)); 2],
                });
                sequences.len() - 1
            }
        };
        let sequence = &mut sequences[sequence_idx];
        sequence.items.extend_from_slice(run);
        let isolate_follows = initiates(last.original);
        let after = level_at(Some(end).filter(|_| !isolate_follows));
        sequence.outside[1] = direction(level.max(after));
        if isolate_follows && last.partner.is_some() {
            waiting.push(sequence_idx);
        }
        start = end;
    }
    sequences
}

/// The level of a paragraph.
pub(crate) fn base_level(base: Direction) -> u8 {
    u8::from(base.is_rtl())
}

/// Whether X9 takes a character of this class away.
pub(crate) fn is_removed(class: Class) -> bool {
    use Class::{BN, LRE, LRO, PDF, RLE, RLO};
    matches!(class, LRE | RLE | LRO | RLO | PDF | BN)
}

fn initiates(class: Class) -> bool {
    matches!(class, Class::LRI | Class::RLI | Class::FSI)
}

impl Runs {
    /// The classes of its characters, as the explicit rules left them.
    pub(crate) fn classes(&self, items: &[Item]) -> Vec<Class> {
        self.items.iter().map(|&idx| items[idx].class).collect()
    }

    /// Its brackets, by their places in it.
    pub(crate) fn brackets(&self, items: &[Item]) -> Vec<Bracket> {
        let is_mark = |place: &usize| {
            let idx = self.items.get(*place);
            idx.is_some_and(|&idx| items[idx].original == Class::NSM)
        };
        let bracket = |(place, &idx): (usize, &usize)| {
            items[idx].is_bracket.then(|| Bracket {
                place,
                c: items[idx].c,
                n_marks: (place + 1..).take_while(is_mark).count(),
            })
        };
        self.items.iter().enumerate().filter_map(bracket).collect()
    }
}

impl Item {
    /// Whether X9 takes it away.
    pub(crate) fn is_removed(&self) -> bool {
        is_removed(self.original)
    }

    /// Whether it is one end of an isolate.
    pub(crate) fn is_isolate(&self) -> bool {
        initiates(self.original) || self.original == Class::PDI
    }
}
