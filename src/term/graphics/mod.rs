//! Pictures over the cells of a frame: in, where they shall stand; out, the bytes that put them there,
//! move them and take them away. These bytes are made here alone, of numbers and of what is in base 64
//! or in sixels: nothing from a page can get into them but pixels.

mod decide;
mod iterm2;
mod kitty;
mod kitty_tmux;
mod sixel;

use std::mem;

use ratatui::layout::Rect;

use crate::picture::{Placed, Way};

pub use decide::Graphics;
pub(crate) use kitty::{QUESTION, is_yes};

/// The pictures that a terminal shows.
#[derive(Default)]
pub(crate) struct Shown {
    way: Way,
    placed: Vec<Placed>,
    /// Whether nothing of it is known to be there any more.
    is_lost: bool,
}

impl Shown {
    /// Forgets what is shown; what the terminal keeps of it is taken away with the next frame.
    pub(crate) fn forget(&mut self) {
        self.is_lost = true;
    }

    /// What must be sent before the cells of a frame that shall have these pictures: those that go are
    /// taken away. Gives back the areas whose cells are to be sent anew for that.
    pub(crate) fn clear(&mut self, way: Way, next: &[Placed], out: &mut Vec<u8>) -> Vec<Rect> {
        let is_same = |id| move |it: &Placed| it.picture.bitmap.id() == id;
        let ids = self.placed.iter().map(|old| old.picture.bitmap.id());
        for id in ids.filter(|id| way != self.way || !next.iter().any(is_same(*id))) {
            match self.way {
                Way::Kitty => kitty::delete(id, out),
                Way::KittyTmux => kitty_tmux::delete(id, out),
                Way::Sixel | Way::Iterm2 | Way::Blocks | Way::Off => {}
            }
        }
        let gone = |old: &&Placed| way != self.way || !next.contains(old);
        let areas = match self.way {
            Way::KittyTmux | Way::Sixel | Way::Iterm2 if !self.is_lost => {
                self.placed.iter().filter(gone).map(area).collect()
            }
            _ => Vec::new(),
        };
        if way != self.way {
            self.placed.clear();
            self.way = way;
            if way == Way::Sixel {
                out.extend_from_slice(sixel::ENTER.as_bytes());
            }
        }
        areas
    }

    /// What must be sent behind the cells: the pictures that are new or elsewhere, and those whose
    /// cells were `touched`.
    pub(crate) fn show(&mut self, next: Vec<Placed>, touched: &[bool], out: &mut Vec<u8>) {
        if mem::take(&mut self.is_lost) {
            self.placed.clear();
        }
        let was = |it: &Placed| {
            self.placed
                .iter()
                .any(|old| old.picture.bitmap.id() == it.picture.bitmap.id())
        };
        for (idx, it) in next.iter().enumerate() {
            let is_new = !self.placed.contains(it);
            let is_touched = touched.get(idx) == Some(&true);
            match self.way {
                Way::Kitty if is_new => {
                    if !was(it) {
                        kitty::send(&it.picture.bitmap, out);
                    }
                    kitty::place(it, out);
                }
                Way::KittyTmux if is_new || is_touched => {
                    if !was(it) {
                        kitty_tmux::send(&it.picture, out);
                    }
                    kitty_tmux::put(it, out);
                }
                Way::Sixel if is_new || is_touched => sixel::put(it, out),
                Way::Iterm2 if is_new || is_touched => iterm2::put(it, out),
                _ => {}
            }
        }
        self.placed = next;
    }
}

/// The cells that a picture covers.
pub(crate) fn area(placed: &Placed) -> Rect {
    let columns = placed.picture.frame.columns;
    Rect::new(placed.x, placed.y, columns, placed.n_rows)
}

/// Places the cursor.
fn move_to(placed: &Placed, out: &mut Vec<u8>) {
    let (y, x) = (placed.y + 1, placed.x + 1);
    out.extend_from_slice(format!("\x1b[{y};{x}H").as_bytes());
}

/// The rows of pixels that are in sight.
fn in_sight(placed: &Placed) -> std::ops::Range<u32> {
    let height = placed.picture.bitmap.height();
    let rows = u32::from(placed.picture.frame.rows.max(1));
    let pixel = |row: u16| u32::from(row) * height / rows;
    pixel(placed.first_row)..pixel(placed.first_row + placed.n_rows)
}

#[cfg(test)]
#[cfg(feature = "pictures")]
mod tests {
    use std::sync::Arc;

    use ratatui::buffer::Buffer;

    use super::*;
    use crate::picture::{Bitmap, Frame, Rendered};
    use crate::term::{Screen, profile::Profile};

    /// A picture of 4 × 3 cells of 10 × 20 pixels, red above and blue below.
    fn picture() -> Rendered {
        let (width, height) = (40, 60);
        let half = |rgb: [u8; 3]| rgb.repeat(width * height / 2);
        let rgb = [half([255, 0, 0]), half([0, 0, 255])].concat();
        Rendered {
            frame: Frame {
                columns: 4,
                rows: 3,
            },
            bitmap: Arc::new(Bitmap::new(width as u32, rgb)),
        }
    }

    fn placed(picture: &Rendered, y: u16, rows: std::ops::Range<u16>) -> Placed {
        Placed {
            picture: picture.clone(),
            x: 2,
            y,
            first_row: rows.start,
            n_rows: rows.end - rows.start,
        }
    }

    /// A terminal of 10 × 8 cells with one way to show pictures.
    struct Terminal {
        way: Way,
        screen: Screen,
        shown: Shown,
    }

    impl Terminal {
        fn new(way: Way) -> Self {
            Self {
                way,
                screen: Screen::new(Profile::Visual),
                shown: Shown::default(),
            }
        }

        /// What is sent for a frame with this text in its first row.
        fn frame(&mut self, text: &str, pictures: &[Placed]) -> String {
            let mut rows = vec![format!("{text:10}")];
            rows.resize(8, " ".repeat(10));
            let mut out = Vec::new();
            let gone = self.shown.clear(self.way, pictures, &mut out);
            let held: Vec<Rect> = pictures.iter().map(area).collect();
            let next = Buffer::with_lines(rows);
            let (_, touched) = self.screen.show_around(next, &gone, &held, &mut out);
            self.shown.show(pictures.to_vec(), &touched, &mut out);
            String::from_utf8(out).unwrap()
        }
    }

    #[test]
    fn kitty_is_sent_a_picture_once_and_then_where_it_is() {
        let mut terminal = Terminal::new(Way::Kitty);
        let picture = picture();
        let id = picture.bitmap.id();
        let sent = terminal.frame("", &[placed(&picture, 1, 0..3)]);
        assert_eq!(
            sent.matches(&format!("\x1b_Ga=t,f=100,i={id},q=2,m="))
                .count(),
            1
        );
        let all = format!("\x1b[2;3H\x1b_Ga=p,i={id},p=1,x=0,y=0,w=40,h=60,c=4,r=3,C=1,q=2\x1b\\");
        assert!(sent.ends_with(&all), "{sent:?}");
        assert_eq!(
            terminal.frame("", &[placed(&picture, 1, 0..3)]),
            "",
            "nothing when idle"
        );
        // Scrolled partly out: the same picture, cut.
        let part =
            format!("\x1b[1;3H\x1b_Ga=p,i={id},p=1,x=0,y=20,w=40,h=40,c=4,r=2,C=1,q=2\x1b\\");
        assert_eq!(terminal.frame("", &[placed(&picture, 0, 1..3)]), part);
        // Text beside it and over it leaves it where it is.
        assert!(
            !terminal
                .frame("abcdef", &[placed(&picture, 0, 1..3)])
                .contains("_G")
        );
        let sent = terminal.frame("abcdef", &[]);
        assert_eq!(sent, format!("\x1b_Ga=d,d=I,i={id},q=2\x1b\\"));
        // After the screen was forgotten it is sent again.
        terminal.frame("", &[placed(&picture, 1, 0..3)]);
        terminal.shown.forget();
        assert!(
            terminal
                .frame("", &[placed(&picture, 1, 0..3)])
                .contains("a=t,")
        );
    }

    #[test]
    fn long_pictures_are_sent_to_kitty_in_pieces() {
        let noise = (0..300 * 300 * 3u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8);
        let mut out = Vec::new();
        kitty::send(&Bitmap::new(300, noise.collect()), &mut out);
        let sent = String::from_utf8(out).unwrap();
        let pieces: Vec<&str> = sent.split_terminator("\x1b\\").collect();
        assert!(pieces.len() > 10);
        for (idx, piece) in pieces.iter().enumerate() {
            let (keys, data) = piece
                .strip_prefix("\x1b_G")
                .unwrap()
                .split_once(';')
                .unwrap();
            assert!(data.len() <= 4096, "{}", data.len());
            let goes_on = if idx + 1 < pieces.len() { "m=1" } else { "m=0" };
            assert!(keys.ends_with(goes_on), "{keys}");
        }
    }

    #[test]
    fn sixels_are_sent_again_where_they_move_or_are_written_over() {
        let mut terminal = Terminal::new(Way::Sixel);
        let picture = picture();
        let sent = terminal.frame("", &[placed(&picture, 1, 0..3)]);
        assert!(sent.starts_with("\x1b[?1;3;256S"), "{sent:?}");
        let start = sent
            .find("\x1b[2;3H\x1bP0;1;0q\"1;1;40;60#0;2;0;0;0#1;")
            .expect(&sent);
        let body = &sent[start..];
        // Red is 5 of 6 steps, blue the last of 6; ten bands of 40 columns, the upper five red.
        let bands: Vec<&str> = body
            .rsplit_once(";100;100;100")
            .unwrap()
            .1
            .split('-')
            .collect();
        assert_eq!(bands.len(), 10);
        assert!(
            bands[..5].iter().all(|band| *band == "#210!40~"),
            "{bands:?}"
        );
        assert_eq!(bands[9], "#5!40~\x1b\\");
        assert_eq!(
            terminal.frame("", &[placed(&picture, 1, 0..3)]),
            "",
            "nothing when idle"
        );
        // What is sent elsewhere does not touch it.
        assert_eq!(
            terminal.frame("ab", &[placed(&picture, 1, 0..3)]),
            "\x1b[1;1Hab"
        );
        // Moved up, its cells are blank before it stands there.
        let sent = terminal.frame("ab", &[placed(&picture, 0, 1..3)]);
        let cut = sent
            .find("\x1bP0;1;0q\"1;1;40;40#")
            .expect("the part in sight");
        let before = &sent[..cut];
        for row in 2..5 {
            assert!(before.contains(&format!("\x1b[{row};3H    ")), "{before:?}");
        }
        // A letter in its cells, and it is there again.
        let sent = terminal.frame("ab  x", &[placed(&picture, 0, 1..3)]);
        assert!(sent.contains("\x1bP0;1;0q"), "{sent:?}");
        let sent = terminal.frame("ab  x", &[]);
        assert!(
            sent.contains("\x1b[2;3H    ") && !sent.contains("\x1bP"),
            "{sent:?}"
        );
    }

    #[test]
    fn kitty_behind_tmux_is_sent_a_picture_once_and_cells_that_stand_for_it() {
        let mut terminal = Terminal::new(Way::KittyTmux);
        let picture = picture();
        let [_, _, upper, lower] = picture.bitmap.id().to_be_bytes();
        let id = u32::from(upper) << 24 | u32::from(lower);
        let sent = terminal.frame("", &[placed(&picture, 1, 0..3)]);
        let head = format!("\x1bPtmux;\x1b\x1b_Ga=T,U=1,f=100,i={id},c=4,r=3,q=2,m=");
        assert_eq!(sent.matches(&head).count(), 1, "{sent:?}");
        assert!(sent.contains("\x1b\x1b\\\x1b\\"), "{sent:?}");
        // The marks of the first rows and columns.
        let marks = ["\u{305}", "\u{30D}", "\u{30E}", "\u{310}"];
        let row = |y: u16, row: usize| {
            let cell = |column: &str| format!("\u{10EEEE}{}{column}", marks[row]);
            let upper = if upper == 0 { marks[0] } else { "" };
            let cells = marks.map(|column| cell(column) + upper).concat();
            format!("\x1b[{y};3H\x1b[38;5;{lower}m{cells}\x1b[39m")
        };
        let all = [row(2, 0), row(3, 1), row(4, 2)].concat();
        assert!(sent.ends_with(&all), "{sent:?} {all:?}");
        assert_eq!(terminal.frame("", &[placed(&picture, 1, 0..3)]), "");
        // Scrolled partly out: what is in sight of it, and blanks where it was.
        let sent = terminal.frame("", &[placed(&picture, 0, 1..3)]);
        assert!(!sent.contains("\x1bP"), "{sent:?}");
        assert!(sent.contains("\x1b[4;3H    "), "{sent:?}");
        assert!(sent.ends_with(&[row(1, 1), row(2, 2)].concat()), "{sent:?}");
        // Painted anew, it is sent again; gone, it is taken away.
        terminal.screen.forget();
        terminal.shown.forget();
        let sent = terminal.frame("", &[placed(&picture, 0, 1..3)]);
        assert!(sent.contains(&head), "{sent:?}");
        let sent = terminal.frame("", &[]);
        let away = format!("\x1bPtmux;\x1b\x1b_Ga=d,d=I,i={id},q=2\x1b\x1b\\\x1b\\");
        assert!(sent.starts_with(&away), "{sent:?}");
    }

    #[test]
    fn colours_of_sixels_lie_around_those_of_the_pixels() {
        let grey = [100; 3];
        let mut out = Vec::new();
        let bitmap = Arc::new(Bitmap::new(40, grey.repeat(40 * 60)));
        let frame = picture().frame;
        sixel::put(&placed(&Rendered { frame, bitmap }, 0, 0..3), &mut out);
        let sent = String::from_utf8(out).unwrap();
        let body = sent.rsplit_once(";100;100;100").unwrap().1;
        let used: std::collections::BTreeSet<&str> = (body.split('#').skip(1))
            .map(|part| part.split(|c: char| !c.is_ascii_digit()).next().unwrap())
            .collect();
        // 100 of 255 lies at two fifths of the way in red and blue, and below that in green.
        assert!(used.len() <= 4 && !used.is_empty(), "{used:?}");
    }

    #[test]
    fn iterm2_is_sent_what_is_in_sight_as_a_file() {
        let mut terminal = Terminal::new(Way::Iterm2);
        let picture = picture();
        let sent = terminal.frame("", &[placed(&picture, 0, 2..3)]);
        let (head, file) = sent.rsplit_once(':').unwrap();
        assert!(
            head.contains("\x1b[1;3H\x1b]1337;File=inline=1;size="),
            "{head:?}"
        );
        assert!(
            head.ends_with(";width=4;height=1;preserveAspectRatio=0;doNotMoveCursor=1"),
            "{head:?}"
        );
        assert!(
            file.starts_with("iVBORw0KGgo") && file.ends_with('\x07'),
            "{file:?}"
        );
        assert_eq!(terminal.frame("", &[placed(&picture, 0, 2..3)]), "");
        assert!(terminal.frame("", &[]).contains("\x1b[1;3H    "));
    }

    #[test]
    fn no_other_control_gets_out() {
        for way in [Way::Kitty, Way::Sixel, Way::Iterm2] {
            let sent = Terminal::new(way).frame("", &[placed(&picture(), 1, 0..3)]);
            let controls = sent.chars().filter(|c| c.is_control()).collect::<String>();
            let known = controls.chars().all(|c| matches!(c, '\x1b' | '\x07'));
            assert!(known && sent.is_ascii(), "{way:?} {controls:?}");
        }
    }
}
