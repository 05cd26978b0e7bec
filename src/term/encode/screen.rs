//! From one frame to the next: in, the buffer that the terminal shall show; out, the bytes for
//! what differs from the one that it shows.

use std::mem;

use ratatui::{buffer::Buffer, layout::Rect};

use crate::term::{
    encode::{
        columns::Columns,
        link::{Hyperlink, Links},
        row::Row,
        sender::Sender,
        slot::{self, Slot},
    },
    profile::Profile,
};

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
            let link = |seen: &mut [Slot], were_linked| self.links.put(row_idx, seen, were_linked);
            is_changed[row_idx] = new.fill(old, cells(row_idx), profiles[row_idx], link);
        }
        let mut sender = Sender::new(out, &self.links, width, held);
        let mut inked = Columns::default();
        for (row_idx, new) in news.iter().enumerate() {
            let near = row_idx.saturating_sub(1)..(row_idx + 2).min(news.len());
            if !is_changed[near.clone()].contains(&true) {
                continue;
            }
            inked.clear();
            for row in &news[near] {
                inked.add_around(&row.left);
            }
            inked.cut(width);
            let old = match is_changed[row_idx] {
                true => &olds[row_idx],
                false => new,
            };
            let profiles = [self.profile, profiles[row_idx]];
            sender.send_as(profiles, row_idx, [old, new], cells(row_idx), &inked);
        }
        (shown, sender.finish())
    }

    /// Forgets what is in some cells.
    fn spoil(&mut self, area: Rect) {
        let rows = usize::from(area.top())..usize::from(area.bottom()).min(self.rows.len());
        let is_inside = |slot: &&mut Slot| (area.left()..area.right()).contains(&slot.column);
        for row in &mut self.rows[rows] {
            for slot in row.seen.iter_mut().filter(is_inside) {
                slot.spoil();
            }
            for slot in row.arranged.iter_mut().filter(is_inside) {
                slot.spoil();
            }
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
