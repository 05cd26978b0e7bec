//! From one frame to the next: in, the buffer that the terminal shall show; out, the bytes for
//! what differs from the one that it shows. The cursor is placed anew after every cell whose width
//! terminals disagree on.

use std::{io::Write as _, mem, ops::Range};

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
};

use crate::term::{
    encode::{
        arrange,
        link::{Hyperlink, Links},
        push,
        slot::{self, Slot, is_control, used},
    },
    profile::Profile,
    sgr::Pen,
};
use crate::text::Direction;

/// What a terminal shows, and how that was sent.
pub struct Screen {
    profile: Profile,
    /// The rows that are sent as other profiles ask.
    others: Vec<(usize, Profile)>,
    /// The cells that it shows; of no area where that is not known.
    shown: Buffer,
    rows: Vec<Row>,
    links: Links,
    /// The rows of the frame before, kept for their memory.
    spare: Vec<Row>,
}

/// A row of a frame.
#[derive(Clone, Default)]
struct Row {
    /// What is seen in each of its columns.
    seen: Vec<Slot>,
    /// What the terminal has in them, where it shows that in another order; else nothing. The same
    /// cells are always sent the same way, so that a part of a row can be sent alone.
    arranged: Vec<Slot>,
    /// The side that the first column is seen at.
    base: Direction,
    /// Where a letter that may reach beyond its cell gave way to something else. Arabic letters do
    /// so in most fonts, and a terminal that repaints single cells leaves that ink in the cells
    /// around, where a dot more or less makes another letter.
    left: Vec<bool>,
}

impl Row {
    /// What the terminal has in its columns.
    fn sent(&self) -> &[Slot] {
        match self.arranged.is_empty() {
            true => &self.seen,
            false => &self.arranged,
        }
    }

    /// Takes what shall be seen in place of `old`; whether that is anything else. `cells` are those
    /// of both rows; `link` says which of them lead somewhere.
    fn fill(
        &mut self,
        old: &mut Self,
        cells: [&[Cell]; 2],
        profile: Profile,
        link: impl FnOnce(&mut [Slot]),
    ) -> bool {
        debug_assert!(
            !cells[1]
                .iter()
                .any(|cell| cell.symbol().contains(is_control)),
            "a control character reached the terminal"
        );
        slot::fill(&mut self.seen, cells[1]);
        link(&mut self.seen);
        self.left.clear();
        self.left.resize(self.seen.len(), false);
        let reaches = |c: char| c >= '\u{300}' && !('\u{2000}'..='\u{2BFF}').contains(&c);
        let mut is_changed = false;
        for (x, (was, is)) in old.seen.iter().zip(&self.seen).enumerate() {
            if was.is_same(is, cells) {
                continue;
            }
            is_changed = true;
            self.left[x] = was.columns > 0 && (reaches(was.base) || was.has_tail);
        }
        if is_changed {
            self.arranged.clear();
            self.base = arrange(&self.seen, profile, &mut self.arranged);
        } else {
            mem::swap(&mut self.arranged, &mut old.arranged);
            self.base = old.base;
        }
        is_changed
    }
}

impl Screen {
    /// A screen of which nothing is known.
    pub fn new(profile: Profile) -> Self {
        Self {
            profile,
            others: Vec::new(),
            shown: Buffer::default(),
            rows: Vec::new(),
            links: Links::default(),
            spare: Vec::new(),
        }
    }

    /// Forgets what is shown: the next frame erases the screen and is sent as a whole.
    pub fn forget(&mut self) {
        self.shown = Buffer::default();
    }

    /// Has these rows, counted from the top, sent as their profiles ask, each between the switches of
    /// its own. Where that is another choice than before, the next frame is sent as a whole.
    pub fn send_rows_as(&mut self, rows: Vec<(usize, Profile)>) {
        if self.others != rows {
            self.others = rows;
            self.forget();
        }
    }

    /// Has these cells of the next frame lead where they do, and no others.
    pub fn lead(&mut self, links: &[Hyperlink]) {
        if self.links.set(links) {
            self.forget();
        }
    }

    fn profile_of(&self, row_idx: usize) -> Profile {
        let other = self.others.iter().find(|(idx, _)| *idx == row_idx);
        other.map_or(self.profile, |(_, profile)| *profile)
    }

    /// Appends the bytes that make the terminal show `next`; the frame before, to be used again.
    /// One of another area than that is sent as a whole.
    pub fn show(&mut self, next: Buffer, out: &mut Vec<u8>) -> Buffer {
        self.show_around(next, &[], &[], out).0
    }

    /// The same where pictures cover cells: all cells of the areas that were `gone` from are sent; of
    /// those that are `held` by a picture, it says whether anything was sent to them.
    pub(crate) fn show_around(
        &mut self,
        next: Buffer,
        gone: &[Rect],
        held: &[Rect],
        out: &mut Vec<u8>,
    ) -> (Buffer, Vec<bool>) {
        if next.content.is_empty() {
            return (mem::replace(&mut self.shown, next), vec![false; held.len()]);
        }
        gone.iter().for_each(|area| self.spoil(*area));
        let width = usize::from(next.area.width);
        if self.shown.area != next.area {
            out.extend_from_slice(b"\x1b[0m\x1b[2J");
            self.shown = Buffer::empty(next.area);
            let mut blank = Row::default();
            slot::fill(&mut blank.seen, &self.shown.content[..width]);
            self.rows = vec![blank; next.area.height.into()];
            self.spare.clone_from(&self.rows);
        }
        let shown = mem::replace(&mut self.shown, next);
        mem::swap(&mut self.rows, &mut self.spare);
        let profiles: Vec<Profile> = (0..self.rows.len())
            .map(|idx| self.profile_of(idx))
            .collect();
        let (olds, news) = (&mut self.spare, &mut self.rows);
        let cells = |row_idx: usize| {
            [&shown, &self.shown].map(|buffer| &buffer.content[row_idx * width..][..width])
        };
        let mut is_changed = vec![false; news.len()];
        for (row_idx, (old, new)) in olds.iter_mut().zip(news.iter_mut()).enumerate() {
            let link = |seen: &mut [Slot]| self.links.put(row_idx, seen);
            is_changed[row_idx] = new.fill(old, cells(row_idx), profiles[row_idx], link);
        }
        let mut sender = Sender {
            out,
            pen: Pen::default(),
            links: &self.links,
            at: None,
            width,
            by_look: false,
            stays: Vec::with_capacity(width),
            held,
            touched: vec![false; held.len()],
        };
        let mut inked = Vec::new();
        for (row_idx, new) in news.iter().enumerate() {
            let near = row_idx.saturating_sub(1)..(row_idx + 2).min(news.len());
            if !is_changed[near.clone()].contains(&true) {
                continue;
            }
            inked.clear();
            inked.resize(width + 2, false);
            for row in &news[near] {
                for (inked, left) in inked[1..].iter_mut().zip(&row.left) {
                    *inked |= left;
                }
            }
            let old = if is_changed[row_idx] {
                &olds[row_idx]
            } else {
                new
            };
            sender.by_look = profiles[row_idx] == Profile::Runs;
            let profile = profiles[row_idx];
            if profile != self.profile {
                // VTE takes a switch for the row in whose first column the cursor is.
                sender.move_to(0, row_idx);
            }
            sender.switch([self.profile, profile]);
            sender.send(row_idx, [old, new], cells(row_idx), &inked);
            sender.switch([profile, self.profile]);
        }
        sender.look(Pen::default());
        (shown, sender.touched)
    }

    /// Forgets what is in some cells.
    fn spoil(&mut self, area: Rect) {
        let rows = usize::from(area.top())..usize::from(area.bottom()).min(self.rows.len());
        let is_inside = |slot: &&mut Slot| (area.left()..area.right()).contains(&slot.column);
        for row in &mut self.rows[rows] {
            for slot in row.seen.iter_mut().filter(is_inside) {
                slot.base = UNKNOWN;
            }
            for slot in row.arranged.iter_mut().filter(is_inside) {
                slot.base = UNKNOWN;
            }
        }
    }
}

/// In the place of a symbol where nobody knows what the terminal shows: like none that may be sent.
const UNKNOWN: char = '\0';

/// From how many changed blanks on it is shorter to erase the end of a row than to send them.
const WORTH_ERASING: usize = 8;

/// How many bytes may be sent again instead of placing the cursor, which takes six to ten.
const MOST_RESENT: usize = 6;

/// Where the terminal stands while a frame is being written.
struct Sender<'a> {
    out: &'a mut Vec<u8>,
    pen: Pen,
    links: &'a Links,
    /// The column and row of the cursor; none where terminals may disagree.
    at: Option<(usize, usize)>,
    width: usize,
    /// Whether looks part the text.
    by_look: bool,
    /// Whether each column of a row may be left as it is.
    stays: Vec<bool>,
    /// Areas that pictures cover, and whether anything was sent to each.
    held: &'a [Rect],
    touched: Vec<bool>,
}

impl Sender<'_> {
    /// Sends the switches between rows of two profiles.
    fn switch(&mut self, [from, to]: [Profile; 2]) {
        if from != to {
            self.out.extend_from_slice(from.leave().as_bytes());
            self.out.extend_from_slice(to.enter().as_bytes());
            self.at = None;
        }
    }

    /// Sends the columns of one row that changed, and those that are seen beside the columns that
    /// are `inked`, from the one before the first to the one behind the last. `rows` and `cells` have
    /// the row as it was and as it shall be.
    fn send(&mut self, row_idx: usize, rows: [&Row; 2], cells: [&[Cell]; 2], inked: &[bool]) {
        let [old, new] = rows.map(Row::sent);
        // What begins at the other side is another row, and blanks count in it.
        let is_other = rows[0].base != rows[1].base;
        // Where looks part the text, blanks have theirs too, and erased ones have none.
        let n_looks = if self.by_look { used(old) } else { usize::MAX };
        self.stays.clear();
        self.stays
            .extend(old.iter().zip(new).enumerate().map(|(x, (old, new))| {
                let beside = usize::from(new.column);
                (old.is_same(new, cells) || old.is_bare() && new.is_bare())
                    && !(inked[beside] | inked[beside + 1] | inked[beside + 2])
                    && !is_other
                    && (!self.by_look || x < n_looks && old.pen == new.pen)
            }));
        let end = used(new);
        // Where the first column is at the right, the row is as wide as what is sent.
        let n_changed = self.stays[end..].iter().filter(|stays| !**stays).count();
        let erase = rows[1].base == Direction::Ltr && n_changed >= WORTH_ERASING;
        // Before this column, a symbol of doubtful width may have run over what stood there.
        let mut touched = 0;
        for column in 0..if erase { end } else { self.width } {
            let slot = &new[column];
            let after = column + usize::from(slot.columns);
            let stays = column >= touched
                && self.stays[column]
                && (slot.columns < 2 || !self.stays[column..after].contains(&false));
            if slot.columns == 0 || stays {
                continue;
            }
            self.close_gap(column, row_idx, new);
            if slot.columns > 1 {
                let is_covered = |old: &Slot| old.columns == 0 || old.is_bare();
                if !old[column..after].iter().all(is_covered) {
                    // A terminal that takes the symbol for a narrow one leaves what stood beneath.
                    self.blanks(column, row_idx, slot);
                }
            }
            self.put(column, row_idx, slot, cells[1]);
            if !slot.is_plain() {
                touched = touched.max(column + slot.reach(cells[1]));
            }
            if old[column].columns > 0 && !old[column].is_plain() {
                touched = touched.max(after + 1);
            }
        }
        if erase {
            self.erase_from(end, row_idx);
        }
    }

    /// Sends again what stands between the cursor and a column, where that is shorter than to move.
    fn close_gap(&mut self, column: usize, row_idx: usize, row: &[Slot]) {
        let Some((start, y)) = self.at else { return };
        if y != row_idx || start >= column || column - start > MOST_RESENT {
            return;
        }
        let gap = &row[start..column];
        let n_bytes: usize = gap.iter().map(|slot| slot.base.len_utf8()).sum();
        let is_simple = |slot: &Slot| slot.is_plain() && slot.pen == self.pen;
        if n_bytes <= MOST_RESENT && gap.iter().all(is_simple) {
            for (at, slot) in (start..).zip(gap) {
                self.put(at, row_idx, slot, &[]);
            }
        }
    }

    /// Erases a row from a column on. Erased cells take the present background where the terminal
    /// can do that at all, so only the default one is erased with.
    fn erase_from(&mut self, column: usize, row_idx: usize) {
        self.move_to(column, row_idx);
        self.look(Pen::default());
        self.out.extend_from_slice(b"\x1b[K");
        self.touch(row_idx, column..self.width);
    }

    fn put(&mut self, column: usize, row_idx: usize, slot: &Slot, cells: &[Cell]) {
        self.move_to(column, row_idx);
        self.look(slot.pen);
        push(slot, cells, self.out);
        self.touch(row_idx, column..column + usize::from(slot.columns));
        // In the last column the cursor waits to wrap, differently in each terminal.
        let certain = slot.is_plain() && column + 1 < self.width;
        self.at = certain.then_some((column + 1, row_idx));
    }

    /// Notes that something was sent to some columns of a row.
    fn touch(&mut self, row_idx: usize, columns: Range<usize>) {
        for (area, is_touched) in self.held.iter().zip(&mut self.touched) {
            let (left, right) = (usize::from(area.left()), usize::from(area.right()));
            let is_beside = columns.end <= left || right <= columns.start;
            let rows = usize::from(area.top())..usize::from(area.bottom());
            *is_touched |= rows.contains(&row_idx) && !is_beside;
        }
    }

    /// Goes on in another look, and to where that leads.
    #[inline]
    fn look(&mut self, pen: Pen) {
        if self.pen.link != pen.link {
            self.links.push(pen.link, self.out);
        }
        self.pen.change(pen, self.out);
    }

    fn blanks(&mut self, column: usize, row_idx: usize, slot: &Slot) {
        self.move_to(column, row_idx);
        self.look(slot.pen);
        let n_blanks = usize::from(slot.columns);
        self.out.extend(std::iter::repeat_n(b' ', n_blanks));
        self.at = None;
    }

    #[inline]
    fn move_to(&mut self, column: usize, row_idx: usize) {
        if self.at != Some((column, row_idx)) {
            let (x, y) = (column + 1, row_idx + 1);
            write!(self.out, "\x1b[{y};{x}H").expect("writing to memory does not fail");
            self.at = Some((column, row_idx));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Color, Style};

    fn buffer(rows: &[&[&str]]) -> Buffer {
        let width = rows[0].len() as u16;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, rows.len() as u16));
        for (cell, symbol) in buffer.content.iter_mut().zip(rows.concat()) {
            cell.set_symbol(symbol);
        }
        buffer
    }

    fn sent(old: Option<&Buffer>, new: &Buffer) -> String {
        let (mut screen, mut out) = (Screen::new(Profile::Visual), Vec::new());
        if let Some(old) = old {
            screen.show(old.clone(), &mut out);
            out.clear();
        }
        screen.show(new.clone(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_ink_that_a_letter_may_leave_around_is_painted_over() {
        let old = buffer(&[
            &["a", "b", "c", "d"],
            &["a", "ﻦ", "c", "d"],
            &["a", "b", "c", "d"],
        ]);
        let new = buffer(&[
            &["a", "b", "c", "d"],
            &["a", "x", "c", "d"],
            &["a", "b", "c", "d"],
        ]);
        let expected = "\x1b[1;1Habc\x1b[2;1Haxc\x1b[3;1Habc";
        assert_eq!(sent(Some(&old), &new), expected);
        assert_eq!(sent(Some(&new), &new), "");
    }

    #[test]
    fn one_row_becomes_another() {
        let check = |old: &[&str], new: &[&str], expected: &str| {
            assert_eq!(
                sent(Some(&buffer(&[old])), &buffer(&[new])),
                expected,
                "{old:?} {new:?}"
            );
        };
        check(&["a", "b"], &["a", "b"], "");
        check(&["a", "b", "c"], &["a", "x", "c"], "\x1b[1;2Hx");
        // It is shorter to send a few cells again than to place the cursor behind them.
        check(&["a", "b", "c"], &["x", "b", "z"], "\x1b[1;1Hxbz");
        let old = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        let new = ["x", "b", "c", "d", "e", "f", "g", "h", "z"];
        check(&old, &new, "\x1b[1;1Hx\x1b[1;9Hz");
        check(&["a", "b", "c"], &["", "", ""], "\x1b[1;1H   ");
        // A base with a mark: the cursor is placed again, and the next cell sent again.
        check(
            &["a", "b", "c"],
            &["ﻦ\u{64E}", "b", "c"],
            "\x1b[1;1Hﻦ\u{64E}\x1b[1;2Hb",
        );
        check(&["ﻦ\u{64E}", "b", "c"], &["a", "b", "c"], "\x1b[1;1Hab");
        // A wide symbol covers the next cell, whatever stands there.
        check(&[" ", " ", "c"], &["文", "x", "c"], "\x1b[1;1H文");
        check(
            &["a", "b", "c"],
            &["文", " ", "c"],
            "\x1b[1;1H  \x1b[1;1H文",
        );
        check(&["文", " ", "c"], &["文", "x", "c"], "");
        check(&["文", " ", "c"], &["a", "b", "c"], "\x1b[1;1Hab");
        check(&["a", "b", "c"], &["a", "b", "文"], "\x1b[1;3H ");
    }

    #[test]
    fn cells_lead_where_their_links_do_in_whatever_order_they_are_sent() {
        let link = |row, columns, id, target: &str| Hyperlink {
            row,
            columns,
            id,
            target: target.into(),
        };
        let row = Buffer::with_lines(["ab ﺏﺎﺑ cd"]);
        let sent = |profile, frames: &[&[Hyperlink]]| {
            let (mut screen, mut out) = (Screen::new(profile), Vec::new());
            for links in frames {
                out.clear();
                screen.lead(links);
                screen.show(row.clone(), &mut out);
            }
            String::from_utf8(out).unwrap().replace("\x1b", "^")
        };
        let a = [link(0, 3..5, 7, "https://a.org/")];
        let (open, end) = ("^]8;id=7;https://a.org/^\\", "^]8;;^\\");
        let all = |text: &str| format!("^[0m^[2J^[1;1H{text}");
        assert_eq!(
            sent(Profile::Visual, &[&a]),
            all(&format!("ab {open}ﺏﺎ{end}ﺑ cd"))
        );
        // Turned round within its stretch.
        assert_eq!(
            sent(Profile::Ltr, &[&a]),
            all(&format!("ab ﺑ{open}ﺎﺏ^[1;8H{end}cd"))
        );
        // The same again is nothing; another target is sent, and none.
        assert_eq!(sent(Profile::Visual, &[&a, &a]), "");
        let b = [link(0, 3..5, 7, "https://b.org/")];
        let open_b = "^]8;id=7;https://b.org/^\\";
        let other = sent(Profile::Visual, &[&a, &b]);
        assert!(other.contains(&format!("{open_b}ﺏﺎ{end}")), "{other}");
        assert!(!sent(Profile::Visual, &[&a, &[]]).contains("a.org"));
        assert_ne!(sent(Profile::Visual, &[&a, &[]]), "");
        // Nothing that a terminal might act on, and nothing too long.
        for target in [
            "https://a.org/\x1b\\x",
            "https://a.org/\u{9c}",
            "https://a.org/ b",
            &"a".repeat(2084),
        ] {
            let bad = [link(0, 3..5, 7, target)];
            assert_eq!(sent(Profile::Visual, &[&bad]), all("ab ﺏﺎﺑ cd"));
        }
        // Numbers that are used up begin again.
        let (mut screen, mut out) = (Screen::new(Profile::Visual), Vec::new());
        for id in 0..100_000 {
            out.clear();
            screen.lead(&[link(0, 0..2, id, "https://a.org/")]);
            screen.show(row.clone(), &mut out);
            assert!(
                String::from_utf8_lossy(&out).contains(&format!("id={id:x};")),
                "{id}"
            );
        }
    }

    #[test]
    fn long_blank_ends_are_erased() {
        let old = Buffer::with_lines(["abcdefghijkl"]);
        let mut new = Buffer::with_lines(["ab          "]);
        assert_eq!(sent(Some(&old), &new), "\x1b[1;3H\x1b[K");
        new.set_style(new.area, Style::new().bg(Color::Blue));
        let all = format!("\x1b[1;1H\x1b[44mab{}\x1b[0m", " ".repeat(10));
        assert_eq!(sent(Some(&old), &new), all);
    }

    #[test]
    fn a_change_of_area_sends_everything() {
        let old = Buffer::with_lines(["ab"]);
        let new = Buffer::with_lines(["a  ", "  b"]);
        let all = "\x1b[0m\x1b[2J\x1b[1;1Ha\x1b[2;3Hb";
        assert_eq!(sent(Some(&old), &new), all);
        assert_eq!(sent(None, &new), all);
    }
}
