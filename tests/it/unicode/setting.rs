//! What holds for any string once it is set: nothing lost, nothing too wide, the order of UAX 9.

use std::ops::Range;

use akhbar::text::{
    Cell, Controls, Direction, Line, Marks, Options, Paragraph, Sanitized, clean, first_strong,
    one_line, sanitize,
};
use icu_properties::{
    CodePointMapData,
    props::{BidiClass, GeneralCategory, GeneralCategoryGroup},
};
use proptest::prelude::*;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_width::UnicodeWidthStr;

use crate::unicode::strings::{config, text};

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn lines_hold_the_whole_paragraph_and_fit(
        text in text(40),
        width in 0usize..30,
        options in options(),
    ) {
        let paragraph = Paragraph::new(&text, &options);
        let lines = paragraph.lines(width);
        let mut end = 0;
        for line in &lines {
            prop_assert_eq!(line.range.start, end);
            prop_assert!(line.width <= width.max(2));
            prop_assert!(!line.cut);
            end = line.range.end;
            check_cells(&text, &paragraph, line);
        }
        prop_assert_eq!(end, text.len());
    }

    #[test]
    fn every_visible_character_has_a_cell(text in text(40), width in 0usize..30) {
        let paragraph = Paragraph::new(&text, &Options::default());
        let cells = logical(&paragraph, width);
        let safe = sanitize(&text, Controls::Obey);
        for (at, c) in safe.text.char_indices().filter(|&(_, c)| is_visible(c)) {
            let at = safe.source(at);
            prop_assert!(cells.iter().any(|cell| cell.range.contains(&at)), "{:?} at {}", c, at);
        }
    }

    #[test]
    fn the_width_changes_neither_letters_nor_their_forms(text in text(40), width in 0usize..30) {
        let text = text.replace(is_word_sign, "");
        let paragraph = Paragraph::new(&text, &Options::default());
        let shown = |width| -> Vec<Cell<'_>> {
            let mut cells = logical(&paragraph, width);
            cells.retain(|cell| !cell.text.trim().is_empty());
            cells
        };
        prop_assert_eq!(shown(width), shown(usize::MAX));
    }

    #[test]
    fn the_order_is_that_of_another_implementation(
        text in text(40),
        width in 2usize..30,
        options in options(),
    ) {
        // What is recognised as one unit, such as an address, is an isolate of its own.
        let mut text = text.replace(['@', '#', '+', '/', '.', ':'], "").replace(is_word_sign, "");
        // unicode-bidi 0.3.18 looks for a bracket's context in the wrong place after an isolate.
        if text.contains(['\u{2066}', '\u{2067}', '\u{2068}']) {
            text = text.replace(['(', ')', '[', ']', '{', '}'], "");
        }
        let paragraph = Paragraph::new(&text, &options);
        let safe = sanitize(&text, options.controls);
        let levels = levels(&safe, options.direction);
        for line in paragraph.lines(width) {
            let cells = paragraph.visual(&line);
            let starts: Vec<usize> = cells.iter().map(|cell| cell.range.start).collect();
            let there = levels.iter().copied().filter(|(at, _)| line.range.contains(at));
            let mut order = visual(&there.collect::<Vec<_>>(), 0);
            order.retain(|at| starts.contains(at));
            prop_assert_eq!(starts, order);
        }
    }

    #[test]
    fn lines_with_an_ellipsis_fit(
        text in text(40),
        width in 0usize..20,
        n_lines in 1usize..4,
        options in options(),
    ) {
        let paragraph = Paragraph::new(&text, &options);
        let all = paragraph.lines(width);
        let lines = paragraph.first_lines(width, n_lines);
        prop_assert_eq!(lines.len(), all.len().min(n_lines));
        for (idx, line) in lines.iter().enumerate() {
            check_cells(&text, &paragraph, line);
            prop_assert!(line.width <= width.max(2));
            let last = idx + 1 == n_lines && all.len() > n_lines;
            prop_assert_eq!(line.cut, last);
            if last {
                let cells = paragraph.visual(line);
                let ellipsis = match paragraph.direction() {
                    Direction::Ltr => cells.last(),
                    Direction::Rtl => cells.first(),
                };
                prop_assert_eq!(ellipsis.map(|cell| cell.text), Some("…"));
                prop_assert_eq!(line.range.start, all[idx].range.start);
            } else {
                prop_assert_eq!(line, &all[idx]);
            }
        }
    }

    #[test]
    fn the_way_back_to_the_source_never_turns(text in text(40), controls in controls()) {
        let safe = sanitize(&text, controls);
        let offsets: Vec<usize> = (0..=safe.text.len()).map(|at| safe.source(at)).collect();
        prop_assert!(offsets.is_sorted());
        prop_assert_eq!(safe.source(safe.text.len()), text.len());
        for (at, _) in safe.text.char_indices() {
            prop_assert!(text.is_char_boundary(offsets[at]));
        }
    }

    #[test]
    fn what_leaves_the_program_acts_on_nothing(text in text(40)) {
        for safe in [clean(&text).into_owned(), one_line(&text)] {
            let acts = |c: char| c.is_control() || ('\u{202A}'..='\u{202E}').contains(&c);
            prop_assert_eq!(safe.chars().find(|&c| acts(c)), None);
            prop_assert_eq!(clean(&safe), safe.as_str());
        }
        prop_assert_eq!(one_line(&text).find(['\u{2028}', '\u{2029}']), None);
    }
}

#[test]
fn every_character_alone_and_after_a_letter_is_set() {
    for c in '\0'..=char::MAX {
        for text in [c.to_string(), format!("ب{c}"), format!("a{c}b")] {
            let paragraph = Paragraph::new(&text, &Options::default());
            for line in &paragraph.lines(10) {
                check_cells(&text, &paragraph, line);
            }
        }
    }
}

fn controls() -> impl Strategy<Value = Controls> {
    prop_oneof![Just(Controls::Obey), Just(Controls::Ignore)]
}

fn options() -> impl Strategy<Value = Options> {
    let direction = prop_oneof![
        Just(None),
        Just(Some(Direction::Ltr)),
        Just(Some(Direction::Rtl))
    ];
    let marks = prop_oneof![Just(Marks::Keep), Just(Marks::Strip)];
    (direction, marks, controls()).prop_map(|(direction, marks, controls)| Options {
        direction,
        marks,
        controls,
    })
}

/// What holds for the cells of one line.
fn check_cells(text: &str, paragraph: &Paragraph, line: &Line) {
    let cells = paragraph.visual(line);
    let width: usize = cells.iter().map(|cell| cell.width).sum();
    assert_eq!(width, line.width, "{text:?}");
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for cell in &cells {
        assert!(!cell.text.is_empty(), "{text:?}");
        assert_eq!(cell.text.width(), cell.width, "{:?} in {text:?}", cell.text);
        let safe = |c: char| !c.is_control() && !is_bidi_control(c);
        assert!(cell.text.chars().all(safe), "{:?} in {text:?}", cell.text);
        let n_marks = cell.text.chars().filter(|&c| is_mark(c)).count();
        assert!(n_marks <= 4, "{:?} in {text:?}", cell.text);
        if line.cut && cell.text == "…" {
            continue;
        }
        let source = text.get(cell.range.clone()).unwrap_or_default();
        assert!(!source.is_empty(), "{text:?}");
        // A sign that is spelled out has a cell for each letter, maybe on the next line.
        if !source.starts_with(is_word_sign) {
            ranges.push(cell.range.clone());
        }
    }
    ranges.sort_by_key(|range| range.start);
    let mut end = line.range.start;
    for range in ranges {
        assert!(range.start >= end, "{text:?}");
        end = range.end;
    }
    assert!(end <= line.range.end, "{text:?}");
}

/// All cells of all lines in logical order.
fn logical(paragraph: &Paragraph, width: usize) -> Vec<Cell<'_>> {
    let lines = paragraph.lines(width);
    let mut cells = Vec::new();
    for line in &lines {
        let mut of_line = paragraph.visual(line);
        of_line.sort_by_key(|cell| cell.range.start);
        cells.extend(of_line);
    }
    cells
}

/// The source offset and the level of each character that UAX 9 keeps.
fn levels(safe: &Sanitized<'_>, base: Option<Direction>) -> Vec<(usize, u8)> {
    let base = base
        .or_else(|| first_strong(&safe.text))
        .unwrap_or_default();
    let level = if base.is_rtl() {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let classes = CodePointMapData::<BidiClass>::new();
    let info = ParagraphBidiInfo::new_with_data_source(&classes, &safe.text, Some(level));
    let removed = |c| {
        let class = classes.get(c);
        class == BidiClass::BoundaryNeutral || ('\u{202A}'..='\u{202E}').contains(&c)
    };
    safe.text
        .char_indices()
        .filter(|&(_, c)| !removed(c))
        .map(|(at, _)| (safe.source(at), info.levels[at].number()))
        .collect()
}

/// The visual order by way of nesting, not by turning runs round: at each level the pieces that
/// lie deeper are ordered first, then the pieces are put in the direction of the level.
fn visual(items: &[(usize, u8)], level: u8) -> Vec<usize> {
    if items.iter().all(|item| item.1 == level) {
        let all = items.iter().map(|item| item.0);
        return if level.is_multiple_of(2) {
            all.collect()
        } else {
            all.rev().collect()
        };
    }
    let mut pieces: Vec<Vec<usize>> = items
        .chunk_by(|a, b| (a.1 > level) == (b.1 > level))
        .flat_map(|piece| match piece[0].1 > level {
            true => vec![visual(piece, level + 1)],
            false => piece.iter().map(|item| vec![item.0]).collect(),
        })
        .collect();
    if level % 2 == 1 {
        pieces.reverse();
    }
    pieces.concat()
}

/// Letters, digits, signs and symbols that take at least a cell.
fn is_visible(c: char) -> bool {
    use GeneralCategoryGroup as Group;
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let visible = [
        Group::Letter,
        Group::Number,
        Group::Punctuation,
        Group::Symbol,
    ];
    visible.iter().any(|group| group.contains(category)) && c.to_string().width() > 0
}

fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}

fn is_word_sign(c: char) -> bool {
    matches!(c, '\u{FDF0}'..='\u{FDFD}')
}
