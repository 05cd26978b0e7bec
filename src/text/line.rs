//! Lines of a paragraph: what each covers of the source, and its cells in visual order (UAX 9 L2),
//! blanks at its end left out (L1).

use std::ops::Range;

use crate::text::{
    bidi,
    body::Body,
    cluster::{Cluster, Clusters},
    fit::{self, Fit},
    paragraph::{Cell, Paragraph},
    word::Word,
};

const ELLIPSIS: &str = "…";

/// One line of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The places on it, hanging blanks left out.
    pub(crate) places: Range<usize>,
    /// The bytes of the source that it covers, hanging blanks included.
    pub range: Range<usize>,
    /// Its width in cells, the ellipsis included.
    pub width: usize,
    /// Whether an ellipsis at its reading end stands for the rest of the paragraph.
    pub cut: bool,
    /// Whether the text itself ends the line: at the paragraph's end, or at a line end in it.
    pub last: bool,
}

/// The visual order of a line; to be used again for line after line, so that none allocates.
///
/// ```
/// use akhbar::text::{Options, Order, Paragraph};
///
/// let paragraph = Paragraph::new("خبر من 2024", &Options::default());
/// let (mut order, mut out) = (Order::default(), Vec::new());
/// for line in paragraph.lines(6) {
///     paragraph.push_visual(&line, &mut order, &mut out);
///     out.push(b'\n');
/// }
/// let out = String::from_utf8(out).unwrap();
/// assert_eq!(out, "\u{FEE6}\u{FEE3} \u{FEAE}\u{FE92}\u{FEA7}\n2024\n");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Order(Vec<Run>);

/// Clusters at one level, in logical order.
#[derive(Clone, Debug)]
struct Run {
    clusters: Range<usize>,
    level: u8,
}

impl Paragraph {
    /// Breaks the paragraph into lines of at most `width` cells; of at least 2, so that every
    /// cluster fits. There is always a line, if an empty one.
    ///
    /// ```
    /// use akhbar::text::{Options, Paragraph};
    ///
    /// let paragraph = Paragraph::new("سلام دنیا", &Options::default());
    /// let lines = paragraph.lines(5);
    /// assert_eq!(lines.len(), 2);
    /// assert_eq!(lines[0].range, 0..9); // the blank hangs at its end
    /// assert_eq!(lines[0].width, 3); // lam and alef share a cell
    /// ```
    pub fn lines(&self, width: usize) -> Vec<Line> {
        self.fitted(width, Fit::Greedy)
    }

    /// The same with the words fitted as `fit` says.
    pub fn fitted(&self, width: usize, fit: Fit) -> Vec<Line> {
        let words = match fit {
            Fit::Greedy => fit::Lines::new(&self.body, width).collect(),
            Fit::Even => fit::even(&self.body, width),
        };
        if words.is_empty() {
            return vec![self.line(&Word::new(0))];
        }
        words.iter().map(|word| self.line(word)).collect()
    }

    /// The first `n_lines` of [`Paragraph::lines`], the last of them cut with an ellipsis where
    /// the paragraph goes on.
    ///
    /// ```
    /// use akhbar::text::{Options, Paragraph};
    ///
    /// let shown = |text| {
    ///     let paragraph = Paragraph::new(text, &Options::default());
    ///     let line = &paragraph.first_lines(8, 1)[0];
    ///     paragraph.visual(line).iter().map(|cell| cell.text).collect::<String>()
    /// };
    /// assert_eq!(shown("one two three"), "one two…");
    /// assert_eq!(shown("אבג one two"), "…one גבא");
    /// ```
    pub fn first_lines(&self, width: usize, n_lines: usize) -> Vec<Line> {
        let mut fitted = fit::Lines::new(&self.body, width);
        let mut lines: Vec<Line> = Vec::new();
        while lines.len() < n_lines {
            let Some(word) = fitted.next() else {
                break;
            };
            let cut = lines.len() + 1 == n_lines && !fitted.is_done();
            lines.push(match cut {
                true => self.cut_line(word.start, width.max(2)),
                false => self.line(&word),
            });
        }
        if lines.is_empty() && n_lines > 0 {
            lines.push(self.line(&Word::new(0)));
        }
        lines
    }

    /// The cells of a line from left to right as they are seen.
    ///
    /// ```
    /// use akhbar::text::{Options, Paragraph};
    ///
    /// let paragraph = Paragraph::new("لا (a)", &Options::default());
    /// let cells = paragraph.visual(&paragraph.lines(10)[0]);
    /// let shown: Vec<_> = cells.iter().map(|cell| (cell.text, cell.range.clone())).collect();
    /// assert_eq!(shown[..3], [("(", 7..8), ("a", 6..7), (")", 5..6)]);
    /// assert_eq!(shown[4], ("\u{FEFB}", 0..4)); // lam and alef
    /// ```
    pub fn visual(&self, line: &Line) -> Vec<Cell<'_>> {
        let mut cells = Vec::with_capacity(line.width);
        self.each_cell(line, &mut Order::default(), |cell| cells.push(cell));
        cells
    }

    /// Gives the cells of a line one by one, from left to right as they are seen.
    ///
    /// ```
    /// use akhbar::text::{Options, Order, Paragraph};
    ///
    /// let paragraph = Paragraph::new("א 日", &Options::default());
    /// let (mut order, mut columns) = (Order::default(), Vec::new());
    /// for line in paragraph.lines(10) {
    ///     let mut column = 0;
    ///     paragraph.each_cell(&line, &mut order, |cell| {
    ///         columns.push((column, cell.text));
    ///         column += cell.width;
    ///     });
    /// }
    /// assert_eq!(columns, [(0, "日"), (2, " "), (3, "א")]);
    /// ```
    pub fn each_cell<'a>(&'a self, line: &Line, order: &mut Order, mut take: impl FnMut(Cell<'a>)) {
        let ellipsis = || Cell {
            text: ELLIPSIS,
            range: line.range.end..line.range.end,
            width: 1,
        };
        if line.cut && self.direction().is_rtl() {
            take(ellipsis());
        }
        match &self.body {
            Body::Plain { plain, start } => {
                plain.cells(line.places.clone(), *start).for_each(&mut take);
            }
            Body::Clusters(clusters) => each_in_order(clusters, line, order, |idx| {
                if clusters.all()[idx].width > 0 {
                    take(Body::cell(clusters, idx));
                }
            }),
        }
        if line.cut && !self.direction().is_rtl() {
            take(ellipsis());
        }
    }

    /// Appends what a line shows, from left to right, in UTF-8.
    pub fn push_visual(&self, line: &Line, order: &mut Order, out: &mut Vec<u8>) {
        if line.cut {
            self.each_cell(line, order, |cell| {
                out.extend_from_slice(cell.text.as_bytes());
            });
            return;
        }
        match &self.body {
            Body::Plain { plain, .. } => {
                out.extend_from_slice(plain.text()[line.places.clone()].as_bytes());
            }
            Body::Clusters(clusters) => {
                put_in_order(clusters, line, order);
                for run in &order.0 {
                    if run.level % 2 == 0 {
                        out.extend_from_slice(clusters.glyphs(run.clusters.clone()).as_bytes());
                    } else {
                        clusters.push_reversed(run.clusters.clone(), out);
                    }
                }
            }
        }
    }

    fn line(&self, word: &Word) -> Line {
        Line {
            range: self.source(word.start..word.end),
            width: word.width,
            places: word.start..word.shown,
            cut: false,
            last: word.hard || word.end == self.body.end(),
        }
    }

    fn cut_line(&self, start: usize, width: usize) -> Line {
        let room = width - 1;
        let mut part = self.body.part(start..self.body.hard_end(start), room);
        // One cell group goes into any width, but beside the ellipsis it must fit.
        if part.width > room {
            part = Word::new(start);
        }
        let mut line = self.line(&part);
        line.width += 1;
        (line.cut, line.last) = (true, true);
        line
    }
}

/// Gives the clusters of a line one by one in visual order.
fn each_in_order(clusters: &Clusters, line: &Line, order: &mut Order, mut take: impl FnMut(usize)) {
    put_in_order(clusters, line, order);
    for run in &order.0 {
        match run.level % 2 {
            0 => run.clusters.clone().for_each(&mut take),
            _ => run.clusters.clone().rev().for_each(&mut take),
        }
    }
}

/// Puts the runs of a line into visual order. What is never drawn takes part: an isolate keeps
/// apart what stands on its two sides, though both have the same level.
fn put_in_order(clusters: &Clusters, line: &Line, order: &mut Order) {
    let runs = &mut order.0;
    runs.clear();
    let mut start = line.places.start;
    let same = |a: &Cluster, b: &Cluster| a.level == b.level;
    for run in clusters.all()[line.places.clone()].chunk_by(same) {
        runs.push(Run {
            clusters: start..start + run.len(),
            level: run[0].level,
        });
        start += run.len();
    }
    bidi::reorder(runs, |run| run.level);
}

#[cfg(test)]
mod tests {
    use crate::text::{Direction, Line, Options, Order, Paragraph};

    fn shown(paragraph: &Paragraph, lines: &[Line]) -> Vec<String> {
        let mut order = Order::default();
        let mut shown = |line| {
            let cells = paragraph.visual(line);
            let shown: String = cells.iter().map(|cell| cell.text).collect();
            let mut pushed = Vec::new();
            paragraph.push_visual(line, &mut order, &mut pushed);
            assert_eq!(shown.as_bytes(), pushed);
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
    fn vowel_signs_stay_with_their_letters() {
        for text in [
            "मुख्यमंत्री ने बच्चों के लिए राष्ट्रीय",
            "चूल्हों",
            "রাষ্ট্রীয়",
            "ശ്രീ",
            "ஸ்ரீ",
        ] {
            check(text, 80, &[text]);
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
        // Persian is often typed so: the joiner belongs to the word behind it.
        let lines = ["\u{FE8F} \u{FE8F}", "\u{FE8F}"];
        check("ب ب \u{200C}ب", 3, &lines);
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
        check("ب\u{200E}ب", 10, &["\u{FE8F}\u{FE8F}"]);
        check("ب\u{AD}ب", 10, &["\u{FE90}\u{FE91}"]);
        check("ب\u{2067}ب", 10, &["\u{FE8F}\u{FE8F}"]);
        // The context of a bracket is the letter before it, also across an isolate (N0).
        check("אב U \u{2067}ג\u{2069} (x) ד", 30, &["ד U ג (x) בא"]);
        // Also behind a sign that encloses digits.
        check("\u{6DD}لا", 10, &["\u{FEFB}\u{6DD}"]);
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
        check("\u{FDF2}\u{93F}", 10, &[&format!(" \u{93F}{allah}")]);
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
