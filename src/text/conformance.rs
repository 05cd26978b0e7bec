//! Unicode's own test files, through the code as lines use it. Nothing in them is passed over.

use std::io::Read as _;

use flate2::read::GzDecoder;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{
    Direction, Options, Paragraph, bidi, chars,
    explicit::is_removed,
    first_strong,
    joining::Joins,
    line_break::{Break, Breaker},
    property::{Class, Property},
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/unicode/");

/// A test file without its comments.
fn read(name: &str) -> Vec<String> {
    let file = std::fs::File::open(format!("{FOLDER}{name}.txt.gz")).unwrap();
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).unwrap();
    text.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn character(hex: &str) -> char {
    char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap()
}

/// The characters of a field such as `0600` or `0620..063F`.
fn characters(field: &str) -> impl Iterator<Item = char> {
    let (first, last) = field.split_once("..").unwrap_or((field, field));
    character(first)..=character(last)
}

/// Levels (none for what X9 removes) and visual order of one line, by the parts that lines use.
fn resolve(text: &str, base: Option<Direction>) -> (Vec<Option<u8>>, Vec<usize>) {
    let base = base.or_else(|| first_strong(text)).unwrap_or_default();
    let (mut chars, seen) = chars::scan(text);
    bidi::resolve(&mut chars, seen, text, base);
    let items: Vec<(Class, u8)> = chars
        .iter()
        .map(|char| (char.property.class, char.level))
        .collect();
    let base_level = u8::from(base.is_rtl());
    let mut levels: Vec<Option<u8>> = items
        .iter()
        .map(|(class, level)| Some(*level).filter(|_| !is_removed(*class)))
        .collect();
    // L1: separators go back to the paragraph's level, and so does what hangs before them. A line
    // ends at the last of them only; a tab parts the segments of a line just so.
    let mut start = 0;
    let separates = |class: Class| class == Class::S || class == Class::B;
    for segment in items.split_inclusive(|item| separates(item.0)) {
        let end = start + segment.len();
        let hanging = segment.iter().rev();
        let n_hanging = hanging
            .take_while(|item| separates(item.0) || hangs(item.0))
            .count();
        for level in levels[end - n_hanging..end].iter_mut().flatten() {
            *level = base_level;
        }
        start = end;
    }
    let mut order: Vec<usize> = (0..levels.len())
        .filter(|&idx| levels[idx].is_some())
        .collect();
    bidi::reorder(&mut order, |&idx| levels[idx].unwrap_or_default());
    (levels, order)
}

fn hangs(class: Class) -> bool {
    use Class::{FSI, LRI, PDI, RLI, WS};
    is_removed(class) || [WS, LRI, RLI, FSI, PDI].contains(&class)
}

/// The characters that a line shows from left to right, by their offsets.
fn drawn(text: &str, base: Option<Direction>) -> Vec<usize> {
    let options = Options {
        direction: base,
        ..Options::default()
    };
    let paragraph = Paragraph::new(text, &options);
    let lines = paragraph.lines(usize::MAX);
    assert_eq!(lines.len(), 1, "{text:?}");
    paragraph
        .visual(&lines[0])
        .iter()
        .map(|cell| cell.range.start)
        .collect()
}

fn levels_field(field: &str) -> Vec<Option<u8>> {
    field
        .split_whitespace()
        .map(|level| level.parse().ok())
        .collect()
}

fn order_field(field: &str) -> Vec<usize> {
    field
        .split_whitespace()
        .map(|idx| idx.parse().unwrap())
        .collect()
}

#[test]
fn bidi_test() {
    let stand_in = |class: &str| match class {
        "L" => 'a',
        "R" => 'א',
        "AL" => 'ب',
        "EN" => '0',
        "AN" => '٠',
        "ES" => '+',
        "ET" => '$',
        "CS" => ',',
        "NSM" => '\u{300}',
        "WS" => ' ',
        "ON" => '!',
        "S" => '\t',
        "B" => '\u{2029}',
        "BN" => '\u{AD}',
        "LRE" => '\u{202A}',
        "RLE" => '\u{202B}',
        "PDF" => '\u{202C}',
        "LRO" => '\u{202D}',
        "RLO" => '\u{202E}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        _ => panic!("class {class}"),
    };
    let (mut levels, mut order) = (Vec::new(), Vec::new());
    let (mut n_cases, mut n_drawn) = (0, 0);
    for line in read("BidiTest") {
        if let Some(field) = line.strip_prefix("@Levels:") {
            levels = levels_field(field);
        } else if let Some(field) = line.strip_prefix("@Reorder:") {
            order = order_field(field);
        } else if let Some((classes, bits)) = line.split_once(';') {
            let text: String = classes.split_whitespace().map(stand_in).collect();
            let bits: u8 = bits.trim().parse().unwrap();
            let bases = [None, Some(Direction::Ltr), Some(Direction::Rtl)];
            for (_, base) in bases
                .into_iter()
                .enumerate()
                .filter(|(bit, _)| bits & (1 << bit) != 0)
            {
                assert_eq!(
                    resolve(&text, base),
                    (levels.clone(), order.clone()),
                    "{line} {base:?}"
                );
                n_cases += 1;
                n_drawn += usize::from(is_drawn_so(&text, base, &order));
            }
        }
    }
    assert_eq!(n_cases, 770_241);
    assert_eq!(n_drawn, 613_155);
}

#[test]
fn bidi_character_test() {
    let mut n_drawn = 0;
    let cases = read("BidiCharacterTest");
    for line in &cases {
        let fields: Vec<&str> = line.split(';').collect();
        let text: String = fields[0].split(' ').map(character).collect();
        let base = match fields[1] {
            "0" => Some(Direction::Ltr),
            "1" => Some(Direction::Rtl),
            _ => None,
        };
        let order = order_field(fields[4]);
        assert_eq!(
            resolve(&text, base),
            (levels_field(fields[3]), order.clone()),
            "{line}"
        );
        n_drawn += usize::from(is_drawn_so(&text, base, &order));
    }
    assert_eq!(cases.len(), 91_707);
    assert_eq!(n_drawn, 91_706);
}

/// Whether the cells of a whole line stand in the order that the test file gives. Marks, controls
/// and hanging blanks have no cell; a text with a tab or a paragraph's end, which become other
/// characters before all else, is passed over here.
fn is_drawn_so(text: &str, base: Option<Direction>, order: &[usize]) -> bool {
    if text.contains(['\t', '\u{2029}']) {
        return false;
    }
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let drawn = drawn(text, base);
    let expected: Vec<usize> = order
        .iter()
        .map(|&idx| offsets[idx])
        .filter(|at| drawn.contains(at))
        .collect();
    assert_eq!(drawn, expected, "{text:?} {base:?}");
    let n_visible = text.trim_end().chars().filter(|c| c.is_alphanumeric());
    assert!(drawn.len() >= n_visible.count(), "{text:?}");
    true
}

/// The text of a line such as `÷ 0020 × 0308 ÷` and the offsets of its ÷.
fn parts(line: &str) -> (String, Vec<usize>) {
    let (mut text, mut offsets) = (String::new(), Vec::new());
    for token in line.split_whitespace() {
        match token {
            "÷" => offsets.push(text.len()),
            "×" => {}
            hex => text.push(character(hex)),
        }
    }
    (text, offsets)
}

#[test]
fn grapheme_break_test() {
    let cases = read("GraphemeBreakTest");
    for line in &cases {
        let (text, expected) = parts(line);
        let mut found: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        found.push(text.len());
        assert_eq!(found, expected, "{line}");
    }
    assert_eq!(cases.len(), 766);
}

#[test]
fn line_break_test() {
    let cases = read("LineBreakTest");
    for line in &cases {
        let (text, expected) = parts(line);
        let (chars, _) = chars::scan(&text);
        let mut breaker = Breaker::new();
        let mut found: Vec<usize> = text
            .char_indices()
            .enumerate()
            .filter(|&(idx, _)| {
                breaker.before(&chars[..], idx, chars[idx].property.lb) != Break::No
            })
            .map(|(_, (at, _))| at)
            .collect();
        // At the end there always is one (LB3).
        found.push(text.len());
        assert_eq!(found, expected, "{line}");
    }
    assert_eq!(cases.len(), 19_338);
}

#[test]
fn mirroring_test() {
    let pairs: std::collections::BTreeMap<char, char> = read("BidiMirroring")
        .iter()
        .map(|line| line.split_once(';').unwrap())
        .map(|(c, mirrored)| (character(c), character(mirrored.trim())))
        .collect();
    assert_eq!(pairs.len(), 428);
    let younger = ['\u{2E62}', '\u{2E63}', '\u{1DB10}'];
    for c in ('\0'..=char::MAX).filter(|c| !younger.contains(c)) {
        let expected = pairs.get(&c).copied().unwrap_or(c);
        assert_eq!(bidi::mirror(c), expected, "{c:?}");
    }
}

#[test]
fn joining_types() {
    // Two vowel signs of Ahom became spacing marks after the version of the file.
    let changed = ['\u{1171E}', '\u{11720}', '\u{11721}'];
    let mut n_letters = 0;
    let mut check = |field: &str, kind: &str| {
        let expected = Joins {
            before: ["D", "C", "R"].contains(&kind),
            after: ["D", "C", "L"].contains(&kind),
        };
        for c in characters(field) {
            let property = Property::of(c);
            assert_eq!(property.joins(), expected, "{c:?} {kind}");
            let changed = changed.contains(&c);
            assert!(
                property.is_transparent() == (kind == "T") || changed,
                "{c:?} {kind}"
            );
            n_letters += usize::from(expected != Joins::default());
        }
    };
    for line in read("DerivedJoiningType") {
        let (range, kind) = line.split_once(';').unwrap();
        check(range.trim(), kind.trim());
    }
    for line in read("ArabicShaping") {
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        check(fields[0], fields[2]);
    }
    assert_eq!(n_letters, 1_551);
}
