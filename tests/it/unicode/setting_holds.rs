//! What holds for any text once it is set; each function panics where it does not. The properties of this folder and the targets of `fuzz/` are made of these.

use std::ops::Range;

use akhbar::text::{
    Cell, Controls, Direction, Fit, Folded, Justify, Line, Options, Order, Paragraph, Sanitized,
    Spelling, decompose, first_strong, sanitize, stretches,
};
use icu_properties::{
    CodePointMapData,
    props::{BidiClass, GeneralCategory, GeneralCategoryGroup},
};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Lines hold the whole of `stretch` of `text`, in order, and fit.
pub(crate) fn lines_hold(
    text: &str,
    stretch: Range<usize>,
    paragraph: &Paragraph,
    lines: &[Line],
    width: usize,
) {
    let mut end = stretch.start;
    let mut order = Order::default();
    for line in lines {
        assert_eq!(line.range.start, end, "{text:?} at {width}");
        assert!(line.width <= width.max(2), "{text:?} at {width}");
        assert!(!line.cut, "{text:?} at {width}");
        end = line.range.end;
        cells_hold(text, paragraph, line, &mut order);
    }
    assert_eq!(end, stretch.end, "{text:?} at {width}");
    assert!(lines.last().is_some_and(|line| line.last), "{text:?}");
}

/// The cells of a line show something that acts on no terminal, are as wide as they say, and share
/// no byte of the source.
pub(crate) fn cells_hold(text: &str, paragraph: &Paragraph, line: &Line, order: &mut Order) {
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
        assert!(!source.is_empty(), "{:?} in {text:?}", cell.text);
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
    let mut pushed = Vec::new();
    paragraph.push_visual(line, order, &mut pushed);
    let shown: String = cells.iter().map(|cell| cell.text).collect();
    assert_eq!(pushed, shown.as_bytes(), "{text:?}");
}

/// Even lines hold what greedy ones do, are no more, and leave no more space.
pub(crate) fn even_lines_hold(text: &str, paragraph: &Paragraph, width: usize) {
    let greedy = paragraph.lines(width);
    let even = paragraph.fitted(width, Fit::Even);
    lines_hold(text, 0..text.len(), paragraph, &even, width);
    let greedy = greedy.split_inclusive(|line| line.last);
    let even = even.split_inclusive(|line| line.last);
    assert_eq!(greedy.clone().count(), even.clone().count(), "{text:?}");
    for (greedy, even) in greedy.zip(even) {
        let end = |lines: &[Line]| lines.last().map(|line| line.range.end);
        assert_eq!(end(greedy), end(even), "{text:?} at {width}");
        assert!(even.len() <= greedy.len(), "{text:?} at {width}");
        let cost = |lines: &[Line]| -> usize {
            let free = lines.iter().map(|line| width.max(2) - line.width);
            let squares = free.map(|free| free.saturating_mul(free));
            squares.take(lines.len() - 1).fold(0, usize::saturating_add)
        };
        let dearer = even.len() == greedy.len() && cost(even) > cost(greedy);
        assert!(!dearer, "{text:?} at {width}");
    }
}

/// The first lines are those of the whole, the last of them with an ellipsis where there are more.
pub(crate) fn first_lines_hold(text: &str, paragraph: &Paragraph, width: usize, n_lines: usize) {
    let all = paragraph.lines(width);
    let lines = paragraph.first_lines(width, n_lines);
    assert_eq!(lines.len(), all.len().min(n_lines), "{text:?} at {width}");
    let mut order = Order::default();
    for (idx, line) in lines.iter().enumerate() {
        cells_hold(text, paragraph, line, &mut order);
        assert!(line.width <= width.max(2), "{text:?} at {width}");
        let cut = idx + 1 == n_lines && all.len() > n_lines;
        assert_eq!(line.cut, cut, "{text:?} at {width}");
        if !cut {
            assert_eq!(line, &all[idx], "{text:?} at {width}");
            continue;
        }
        let cells = paragraph.visual(line);
        let ellipsis = match paragraph.direction() {
            Direction::Ltr => cells.last(),
            Direction::Rtl => cells.first(),
        };
        let ellipsis = ellipsis.map(|cell| cell.text);
        assert_eq!(ellipsis, Some("…"), "{text:?} at {width}");
        assert_eq!(line.range.start, all[idx].range.start, "{text:?}");
    }
}

/// Every character that takes a cell when it stands alone is in one.
pub(crate) fn everything_is_shown(text: &str, paragraph: &Paragraph, width: usize) {
    let mut is_shown = vec![false; text.len()];
    for cell in logical(paragraph, width) {
        is_shown[cell.range].fill(true);
    }
    let safe = sanitize(text, Controls::Obey);
    for (at, c) in safe.text.char_indices().filter(|&(_, c)| is_visible(c)) {
        let at = safe.source(at);
        assert!(is_shown[at], "{c:?} at {at} of {text:?}");
    }
}

/// The cells are the same at any width, blanks and spelled signs apart.
pub(crate) fn the_width_changes_nothing(text: &str, paragraph: &Paragraph, width: usize) {
    let shown = |width| -> Vec<Cell<'_>> {
        let mut cells = logical(paragraph, width);
        cells.retain(|cell| {
            !cell.text.trim().is_empty() && !text[cell.range.clone()].starts_with(is_word_sign)
        });
        cells
    };
    assert_eq!(shown(width), shown(usize::MAX), "{text:?} at {width}");
}

/// The cells of each line stand as `unicode-bidi` orders what they show.
pub(crate) fn the_order_is_that_of_another(text: &str, options: &Options, width: usize) {
    // What is recognised as one unit, such as an address, is an isolate of its own.
    // A vowel sign of another script on a letter has no place of its own.
    let classes = CodePointMapData::<BidiClass>::new();
    let is_strong = |c| classes.get(c) == BidiClass::LeftToRight && c != '\u{200E}';
    let has_no_place = |c: char| c.width() == Some(0) && is_strong(c);
    let mut text = text
        .replace(['@', '#', '+', '/', '.', ':'], "")
        .replace(|c| is_word_sign(c) || has_no_place(c), "");
    // unicode-bidi 0.3.18 looks for a bracket's context in the wrong place after an isolate.
    if text.contains(['\u{2066}', '\u{2067}', '\u{2068}']) {
        text = text.replace(is_bracket, "");
    }
    let paragraph = Paragraph::new(&text, options);
    let safe = sanitize(&text, options.controls);
    let levels = levels(&safe, options.direction);
    for line in paragraph.lines(width) {
        let cells = paragraph.visual(&line);
        let starts: Vec<usize> = cells.iter().map(|cell| cell.range.start).collect();
        let there = levels.iter().copied();
        let there = there.filter(|(at, _)| line.range.contains(at));
        let mut order = visual(&there.collect::<Vec<_>>(), 0);
        order.retain(|at| starts.contains(at));
        assert_eq!(starts, order, "{text:?} at {width}");
    }
}

/// A stretch that begins and ends between two clusters is set as it is in the whole text.
pub(crate) fn a_stretch_is_set_as_in_the_whole(
    text: &str,
    stretch: Range<usize>,
    options: &Options,
    width: usize,
) {
    let part = Paragraph::of_stretch(text, stretch.clone(), options);
    lines_hold(text, stretch.clone(), &part, &part.lines(width), width);
    // Sequences may be cut in two, brackets and what is recognised as one unit may be as well.
    let is_cut = |c| is_bracket(c) || "\u{1B}\r@#+/.:".contains(c);
    let whole = Paragraph::new(text, options);
    let [lines, lines_of_part] = [&whole, &part].map(|paragraph| paragraph.lines(usize::MAX));
    let ([line], [line_of_part]) = (&lines[..], &lines_of_part[..]) else {
        return;
    };
    // What is in an isolate may look beyond it, which a stretch cannot where it is cut.
    let is_isolated = |at: usize| {
        let n_open = text[..at].chars().fold(0usize, |n_open, c| match c {
            '\u{2066}'..='\u{2068}' => n_open + 1,
            '\u{2069}' => n_open.saturating_sub(1),
            _ => n_open,
        });
        n_open > 0
    };
    let is_cut = text.contains(is_cut) || is_isolated(stretch.start) || is_isolated(stretch.end);
    if is_cut || part.direction() != whole.direction() {
        return;
    }
    let mut cells = whole.visual(line);
    // A cluster of three cells and more is shown in several.
    let parts = |range: &Range<usize>, at| range.start < at && at < range.end;
    let safe = sanitize(text, options.controls);
    let clusters = safe.text.grapheme_indices(true);
    let clusters = clusters.map(|(at, cluster)| safe.source(at)..safe.source(at + cluster.len()));
    let shown = cells.iter().map(|cell| cell.range.clone());
    if (clusters.chain(shown)).any(|it| parts(&it, stretch.start) || parts(&it, stretch.end)) {
        return;
    }
    let is_blank = |cell: &Cell<'_>| cell.text.trim().is_empty();
    cells.retain(|cell| stretch.contains(&cell.range.start) && !is_blank(cell));
    let mut cells_of_part = part.visual(line_of_part);
    cells_of_part.retain(|cell| !is_blank(cell));
    assert_eq!(cells_of_part, cells, "{text:?} {stretch:?}");
}

/// Justified lines are full or as they were, and show the same with blanks and kashidas between,
/// which stand where letters join.
pub(crate) fn justified_lines_hold(text: &str, paragraph: &Paragraph, width: usize, fit: Fit) {
    for justify in [Justify::No, Justify::Blanks, Justify::Kashida] {
        let allowed = paragraph.allowed(justify);
        for line in paragraph.fitted(width, fit) {
            let cells = paragraph.justified(&line, width, allowed);
            let n_cells: usize = cells.iter().map(|cell| cell.width).sum();
            let is_full = justify != Justify::No && !line.last && n_cells == width;
            assert!(n_cells == line.width || is_full, "{text:?} at {width}");
            let is_more = |cell: &Cell<'_>| cell.range.is_empty();
            let mut same = cells.clone();
            same.retain(|cell| !is_more(cell));
            assert_eq!(same, paragraph.visual(&line), "{text:?} at {width}");
            for (idx, cell) in cells.iter().enumerate().filter(|(_, cell)| is_more(cell)) {
                assert_eq!(cell.width, 1);
                let is_kashida = cell.text == "\u{640}";
                assert!(is_kashida || cell.text == " ", "{text:?} at {width}");
                let [left, right] = [
                    cells[..idx].iter().rfind(|cell| !is_more(cell)),
                    cells[idx..].iter().find(|cell| !is_more(cell)),
                ];
                // The letter on the left may have no form to say that it joins.
                let joins = left.is_some() && right.is_some_and(|cell| joins(cell.text));
                // One that the writer put there joins nothing, maybe.
                let is_longer = right.is_some_and(|cell| cell.text.starts_with('\u{640}'));
                let stands_well = !is_kashida || is_longer || joins;
                assert!(stands_well, "{left:?} {right:?} in {text:?} at {width}");
            }
        }
    }
}

/// Whether a letter in its form joins the one after it; true where that is several letters, or has
/// no forms.
fn joins(glyph: &str) -> bool {
    let form: String = glyph.chars().take(1).collect();
    let letter = Folded::new(&decompose(&form), Spelling::Exact).text;
    let shown = |before: &str, after: &str| -> String {
        let text = [before, &letter, after].concat();
        let paragraph = Paragraph::new(&text, &Options::default());
        let cells = paragraph.visual(&paragraph.lines(9)[0]);
        let cells = cells.iter().map(|cell| cell.text.trim_matches('\u{200D}'));
        cells.collect()
    };
    const JOINER: &str = "\u{200D}";
    let without = [shown("", ""), shown(JOINER, "")];
    !without.contains(&form) || letter.chars().count() > 1 || without[0] == shown(JOINER, JOINER)
}

/// A line end behind a text changes nothing of what it shows.
pub(crate) fn a_line_end_changes_nothing(text: &str, options: &Options, width: usize) {
    // It may belong to a sequence, be the second one, or stand in an embedding.
    let safe = sanitize(text, options.controls).text;
    let changes = |c: char| c.is_control() || is_bidi_control(c) && c != '\u{2028}';
    if text.contains(changes) || safe.ends_with('\u{2028}') {
        return;
    }
    let ended = format!("{text}\n");
    let [with, without] = [&ended, text].map(|text| {
        let paragraph = Paragraph::new(text, options);
        let lines = paragraph.lines(width);
        let shown = |line| -> Vec<_> {
            let cells = paragraph.visual(line).into_iter();
            let cells = cells.map(|cell| (cell.text.to_owned(), cell.range, cell.width));
            cells.collect()
        };
        lines.iter().map(shown).collect::<Vec<_>>()
    });
    assert_eq!(with, without, "{text:?} at {width}");
}

/// Stretches cover a text, are short, and begin between characters.
pub(crate) fn stretches_hold(text: &str) {
    let found = stretches(text);
    let mut end = 0;
    for stretch in &found {
        assert_eq!(stretch.start, end);
        assert!(stretch.len() <= 64 * 1024);
        assert!(!stretch.is_empty() || text.is_empty());
        assert!(text.get(stretch.clone()).is_some());
        end = stretch.end;
    }
    assert_eq!(end, text.len());
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

fn is_bracket(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let brackets = [
        GeneralCategory::OpenPunctuation,
        GeneralCategory::ClosePunctuation,
    ];
    brackets.contains(&category)
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}

fn is_word_sign(c: char) -> bool {
    matches!(c, '\u{FDF0}'..='\u{FDFD}')
}
