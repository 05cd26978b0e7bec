//! Lines of a paragraph: greedy fitting to a width on logical text (UAX 14), blanks hanging at the
//! ends (UAX 9 L1), then the visual order of each line (L2).

use std::ops::Range;

use crate::text::{
    Direction, bidi,
    line_break::Break,
    paragraph::{Cell, Paragraph},
};

const ELLIPSIS: &str = "…";

/// One line of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The clusters on it, hanging blanks left out.
    clusters: Range<usize>,
    /// The bytes of the source that it covers, hanging blanks included.
    pub range: Range<usize>,
    /// Its width in cells, the ellipsis included.
    pub width: usize,
    /// Whether an ellipsis at its reading end stands for the rest of the paragraph.
    pub cut: bool,
}

/// The clusters of a line in visual order; to be used again for line after line.
#[derive(Clone, Debug, Default)]
pub struct Order(Vec<u32>);

impl Paragraph {
    /// Breaks the paragraph into lines of at most `width` cells; of at least 2, so that every
    /// cluster fits. There is always a line, if an empty one.
    pub fn lines(&self, width: usize) -> Vec<Line> {
        let width = width.max(2);
        let mut lines = Vec::new();
        let mut start = 0;
        loop {
            let end = self.fit(start, width);
            lines.push(self.line(start..end));
            start = end;
            if start >= self.clusters.all().len() {
                return lines;
            }
        }
    }

    /// The first `n_lines` of [`Paragraph::lines`], the last of them cut with an ellipsis where
    /// the paragraph goes on.
    pub fn first_lines(&self, width: usize, n_lines: usize) -> Vec<Line> {
        let width = width.max(2);
        let mut lines = Vec::new();
        let mut start = 0;
        while lines.len() < n_lines {
            let end = self.fit(start, width);
            let last = end >= self.clusters.all().len();
            if !last && lines.len() + 1 == n_lines {
                lines.push(self.cut_line(start, width));
                break;
            }
            lines.push(self.line(start..end));
            if last {
                break;
            }
            start = end;
        }
        lines
    }

    /// The cells of a line from left to right as they are seen.
    pub fn visual(&self, line: &Line) -> Vec<Cell<'_>> {
        let mut order = Order::default();
        self.put_in_order(line, &mut order);
        self.cells(line, &order).collect()
    }

    /// The same without an allocation for each line.
    pub fn visual_in<'a, 'o>(
        &'a self,
        line: &Line,
        order: &'o mut Order,
    ) -> impl Iterator<Item = Cell<'a>> + use<'a, 'o> {
        self.put_in_order(line, order);
        self.cells(line, order)
    }

    fn cells<'a, 'o>(
        &'a self,
        line: &Line,
        order: &'o Order,
    ) -> impl Iterator<Item = Cell<'a>> + use<'a, 'o> {
        let ellipsis = line.cut.then(|| Cell {
            text: ELLIPSIS,
            range: line.range.end..line.range.end,
            width: 1,
        });
        let (left, right) = match self.direction() {
            Direction::Ltr => (None, ellipsis),
            Direction::Rtl => (ellipsis, None),
        };
        let clusters = self.clusters.all();
        let drawn = order.0.iter().map(|&idx| idx as usize);
        let drawn = drawn.filter(|&idx| clusters[idx].width > 0);
        let cells = drawn.map(|idx| self.cell(idx));
        left.into_iter().chain(cells).chain(right)
    }

    /// Appends what a line shows, from left to right.
    pub fn push_visual(&self, line: &Line, order: &mut Order, out: &mut String) {
        let clusters = &self.clusters.all()[line.clusters.clone()];
        if !line.cut && clusters.iter().all(|cluster| cluster.level % 2 == 0) {
            out.push_str(self.clusters.glyphs(line.clusters.clone()));
        } else {
            self.visual_in(line, order)
                .for_each(|cell| out.push_str(cell.text));
        }
    }

    fn put_in_order(&self, line: &Line, order: &mut Order) {
        let clusters = self.clusters.all();
        let order = &mut order.0;
        order.clear();
        order.extend(line.clusters.clone().map(|idx| idx as u32));
        // What is never drawn takes part in the order: an isolate keeps apart what stands on its
        // two sides, though both have the same level.
        bidi::reorder(order, |&idx| clusters[idx as usize].level);
    }

    /// The end of the line that starts at cluster `start`: later than `start`, unless there is
    /// nothing left.
    fn fit(&self, start: usize, width: usize) -> usize {
        let mut used = 0;
        let mut hanging = 0;
        let mut opportunity = None;
        for (idx, cluster) in self.clusters.all().iter().enumerate().skip(start) {
            if cluster.blank {
                hanging += usize::from(cluster.width);
            } else if cluster.width > 0 {
                used += hanging + usize::from(cluster.width);
                hanging = 0;
            }
            if used > width {
                // Where no opportunity came, the word is longer than the line: it is parted
                // between cells and keeps the forms it has as a whole.
                return opportunity.unwrap_or(idx).max(start + 1);
            }
            match cluster.break_after {
                Break::Hard => return idx + 1,
                Break::Soft => opportunity = Some(idx + 1),
                Break::No => {}
            }
        }
        self.clusters.all().len()
    }

    fn line(&self, clusters: Range<usize>) -> Line {
        let all = &self.clusters.all()[clusters.clone()];
        let n_hanging = bidi::n_hanging(all, |cluster| cluster.blank || cluster.width == 0);
        let shown = clusters.start..clusters.end - n_hanging;
        Line {
            range: self.source_range(clusters.clone()),
            width: self.width(shown.clone()),
            clusters: shown,
            cut: false,
        }
    }

    fn cut_line(&self, start: usize, width: usize) -> Line {
        let mut used = 1;
        let n_fitting = self.clusters.all()[start..]
            .iter()
            .take_while(|cluster| {
                used += usize::from(cluster.width);
                used <= width && cluster.break_after != Break::Hard
            })
            .count();
        let mut line = self.line(start..start + n_fitting);
        line.width += 1;
        line.cut = true;
        line
    }

    fn width(&self, clusters: Range<usize>) -> usize {
        self.clusters.all()[clusters]
            .iter()
            .map(|cluster| usize::from(cluster.width))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Direction, Line, Options, Order, Paragraph};

    fn shown(paragraph: &Paragraph, lines: &[Line]) -> Vec<String> {
        let mut order = Order::default();
        let mut shown = |line| {
            let cells = paragraph.visual_in(line, &mut order);
            let shown: String = cells.map(|cell| cell.text).collect();
            let mut pushed = String::new();
            paragraph.push_visual(line, &mut order, &mut pushed);
            assert_eq!(shown, pushed);
            shown
        };
        lines.iter().map(&mut shown).collect()
    }

    fn check(text: &str, width: usize, expected: &[&str]) {
        let paragraph = Paragraph::new(text, &Options::default());
        let lines = paragraph.lines(width);
        assert_eq!(shown(&paragraph, &lines), expected, "{text:?} at {width}");
        for line in &lines {
            let width: usize = paragraph.visual(line).iter().map(|cell| cell.width).sum();
            assert_eq!(width, line.width, "{text:?}");
        }
    }

    #[test]
    fn lines_end_at_opportunities_and_blanks_hang() {
        check("", 10, &[""]);
        check("one two three", 7, &["one two", "three"]);
        check("one two  three", 7, &["one two", "three"]);
        check("one     ", 4, &["one"]);
        check("abcdefgh ij", 3, &["abc", "def", "gh", "ij"]);
        check("2020-2024 x", 6, &["2020-2", "024 x"]);
        check("one\ntwo\n\nthree", 20, &["one", "two", "", "three"]);
        check("日本語の", 5, &["日本", "語の"]);
        check("日本", 1, &["日", "本"]);
    }

    #[test]
    fn right_to_left_lines_are_visual_and_joined() {
        check("سلام", 10, &["\u{FEE1}\u{FEFC}\u{FEB3}"]);
        check("لا", 10, &["\u{FEFB}"]);
        check("لَآ", 10, &["\u{FEF5}\u{64E}"]);
        check("ل\u{200C}ا", 10, &["\u{FE8D}\u{FEDD}"]);
        check("ل\u{200D}ا", 10, &["\u{FE8E}\u{FEDF}"]);
        check("ا\u{654}", 10, &["\u{FE83}"]);
        check("ה(ב)", 10, &["(ב)ה"]);
        check("ה\u{5B8}ב", 10, &["בה\u{5B8}"]);
        check("אב 12 גד", 5, &["12 בא", "דג"]);
        check(
            "می\u{200C}روم",
            10,
            &["\u{FEE1}\u{FEED}\u{FEAD}\u{FBFD}\u{FEE3}"],
        );
        check("\u{600}١٢", 10, &["\u{600}١٢"]);
        // What is transparent to joining, such as a mark of direction or a soft hyphen.
        check("ب\u{200F}ب", 10, &["\u{FE90}\u{FE91}"]);
        check("ب\u{200E}ب", 10, &["\u{FE90}\u{FE91}"]);
        check("ب\u{AD}ب", 10, &["\u{FE90}\u{FE91}"]);
        check("ب\u{2067}ب", 10, &["\u{FE8F}\u{FE8F}"]);
        // The context of a bracket is the letter before it, also across an isolate (N0).
        check("אב U \u{2067}ג\u{2069} (x) ד", 30, &["ד U ג (x) בא"]);
        // Isolates are not drawn, yet keep apart what stands on their two sides.
        check(
            "\u{202E}a\u{202A}b\u{202C}\u{2066}c\u{2069}\u{202A}d",
            10,
            &["dcba"],
        );
    }

    #[test]
    fn addresses_do_not_scatter() {
        check("אב https://a.org/b/ גד", 30, &["דג https://a.org/b/ בא"]);
        check("אב @BBC, #Gaza.", 30, &[".#Gaza ,@BBC בא"]);
        check("אב (+966 50 123 4567)", 30, &["(+966 50 123 4567) בא"]);
        check("ب 12@a.org", 30, &["12@a.org \u{FE8F}"]);
    }

    #[test]
    fn signs_that_are_words_are_spelled_out() {
        let allah = "\u{FEEA}\u{FEE0}\u{FEDF}\u{FE8D}";
        check("\u{FDF2}", 10, &[allah]);
        check("ب\u{FDF2}ب", 10, &[&format!("\u{FE8F}{allah}\u{FE8F}")]);
        check(
            "x \u{FDF2}\u{650}",
            10,
            &[&format!("x \u{FEEA}\u{650}{}", &allah[3..])],
        );
        check("אב \u{FDF2} אב", 6, &["בא", allah, "בא"]);
        check(
            "אב \u{FDFB}",
            5,
            &["\u{FEDE}\u{FE9F} בא", "\u{FEEA}\u{FEDF}\u{FEFC}\u{FE9F}"],
        );
        let paragraph = Paragraph::new("a\u{FDF2}", &Options::default());
        let cells = paragraph.visual(&paragraph.lines(9)[0]);
        let ranges: Vec<_> = cells.into_iter().map(|cell| cell.range).collect();
        assert_eq!(ranges, [0..1, 1..4, 1..4, 1..4, 1..4]);
    }

    #[test]
    fn what_stands_alone_is_shown_too() {
        check("a \u{301}b", 10, &["a \u{301}b"]);
        check("\u{301}\u{302}", 10, &[" \u{301}\u{302}"]);
        check("\u{200C}\u{64E}", 10, &[" \u{64E}"]);
        check("\u{70F}", 10, &[" \u{70F}"]);
        check("ب\u{E33}", 10, &["\u{E33}\u{FE8F}"]);
        check("a\u{17D8}", 10, &["a\u{FFFD}"]);
    }

    #[test]
    fn the_ellipsis_stands_where_reading_stops() {
        let check = |text: &str, width, n_lines, expected: &[&str]| {
            let paragraph = Paragraph::new(text, &Options::default());
            let lines = paragraph.first_lines(width, n_lines);
            assert_eq!(shown(&paragraph, &lines), expected, "{text:?}");
        };
        check("one two", 7, 1, &["one two"]);
        check("one two three", 7, 1, &["one tw…"]);
        check("one two three four", 7, 2, &["one two", "three…"]);
        check("one two", 4, 1, &["one…"]);
        check("אבג דהו", 6, 1, &["…ד גבא"]);
        check("אבג latin", 7, 1, &["…la גבא"]);
        check("one\ntwo", 20, 1, &["one…"]);
        check("日本", 2, 1, &["…"]);
    }

    #[test]
    fn direction_can_be_given() {
        let options = Options {
            direction: Some(Direction::Rtl),
            ..Options::default()
        };
        let paragraph = Paragraph::new("a 1.", &options);
        let lines = paragraph.lines(9);
        assert_eq!(shown(&paragraph, &lines), [".a 1"]);
    }

    #[test]
    fn cells_know_their_source() {
        let source = "a\u{1b}[1mلَا";
        let paragraph = Paragraph::new(source, &Options::default());
        let lines = paragraph.lines(9);
        let cells = paragraph.visual(&lines[0]);
        let ranges: Vec<_> = cells.into_iter().map(|cell| cell.range).collect();
        assert_eq!(ranges, [0..5, 5..11]);
    }
}
