//! Selecting by mouse and by keys, and what is copied: the source's text in logical order.

use akhbar::app::{Effect, Message, Pointer};
use akhbar::text::Direction;
use proptest::prelude::*;

use crate::sessions::{Session, article};

const ARABIC: &str = "قال الوزير إنّ «AI-ذكاء» بلغ 12.5% في 2024، ولا يُعرف متى ينتهي العمل به.";
const SECOND: &str = "وأضاف أن English words تبقى كما هي.";

impl Session {
    fn reads(paragraphs: &[&str], width: u16) -> Self {
        let mut session = Self::reading(article(Direction::Rtl, paragraphs), width, 20);
        session.asked.clear();
        session
    }

    fn mouse(&mut self, pointer: Pointer, at: (u16, u16)) {
        self.message(Message::Pointed { pointer, at });
    }

    /// Presses, drags and lets go; gives back what was copied.
    fn drags(&mut self, from: (u16, u16), to: (u16, u16)) -> Option<String> {
        self.mouse(Pointer::Press { n_clicks: 1 }, from);
        self.mouse(Pointer::Drag, to);
        self.mouse(Pointer::Release, to);
        self.copied()
    }

    fn clicks(&mut self, n_clicks: u8, at: (u16, u16)) -> Option<String> {
        self.mouse(Pointer::Press { n_clicks }, at);
        self.mouse(Pointer::Release, at);
        self.copied()
    }

    fn copied(&mut self) -> Option<String> {
        self.asked.drain(..).find_map(|effect| match effect {
            Effect::Copy { text } => Some(text),
            _ => None,
        })
    }

    /// The first cell of the screen that shows `letter` in the row of that number below the first.
    fn cell_of(&self, row: u16, letter: &str) -> (u16, u16) {
        let column = self.state.arrangement().column;
        let buffer = self.buffer();
        let y = column.y + row;
        let x = (column.x..column.x + column.width).find(|x| buffer[(*x, y)].symbol() == letter);
        (
            x.unwrap_or_else(|| panic!("{letter} in {}", self.screen())),
            y,
        )
    }
}

#[test]
fn a_drag_copies_what_lies_between_in_logical_order() {
    let mut session = Session::reads(&[ARABIC, SECOND], 120);
    // From the first letter, at the right, to the 4 of 2024: the digits lie the other way round.
    let column = session.state.arrangement().column;
    let first = (column.x + column.width - 1, column.y);
    let four = session.cell_of(0, "4");
    let copied = session.drags(first, four).unwrap();
    assert_eq!(copied, &ARABIC[..ARABIC.find("4،").unwrap() + 1]);
    assert!(session.status().contains("copied"), "{}", session.status());
    // Back to front is the same.
    assert_eq!(session.drags(four, first).as_deref(), Some(&*copied));
    // What is lit is what was copied, no more.
    let buffer = session.buffer();
    let lit = session.buffer()[first].style();
    let is_lit = |x: u16| buffer[(x, first.1)].style() == lit;
    let n_lit = (column.x..=first.0).filter(|x| is_lit(*x)).count();
    let shown = copied.chars().filter(|c| {
        !akhbar::text::Folded::new(&c.to_string(), akhbar::text::Spelling::Usual)
            .text
            .is_empty()
    });
    assert_eq!(n_lit, shown.count(), "{}", session.screen());
    session.keys("<Esc>");
    assert_ne!(session.buffer()[first].style(), lit);
}

#[test]
fn paragraphs_are_copied_unwrapped() {
    let mut session = Session::reads(&[ARABIC, SECOND], 60);
    let column = session.state.arrangement().column;
    let copied = session.drags(
        (column.x + column.width - 1, column.y),
        (column.x, column.y + column.height - 1),
    );
    assert_eq!(copied, Some(format!("{ARABIC}\n\n{SECOND}")));
}

#[test]
fn clicks_take_words_and_paragraphs() {
    let mut session = Session::reads(&[ARABIC, SECOND], 120);
    let at = session.cell_of(0, "ﺯ");
    assert_eq!(session.clicks(1, at), None);
    assert_eq!(session.clicks(2, at).as_deref(), Some("الوزير"));
    assert_eq!(session.clicks(3, at).as_deref(), Some(ARABIC));
    // A drag after two clicks goes by words.
    let english = session.cell_of(3, "E");
    session.mouse(Pointer::Press { n_clicks: 2 }, english);
    session.mouse(Pointer::Drag, session.cell_of(3, "w"));
    session.mouse(Pointer::Release, (0, 0));
    assert_eq!(session.copied().as_deref(), Some("English words"));
}

#[test]
fn keys_move_a_cursor_as_the_eye_sees_it() {
    let mut session = Session::reads(&[ARABIC, SECOND], 120);
    // The cursor is on the first word; words go on to the left, as they are read.
    session.keys("VeV");
    assert_eq!(
        session
            .state
            .reader
            .as_ref()
            .unwrap()
            .selected_text()
            .as_deref(),
        Some("الوزير")
    );
    session.keys("e<Left><Left><Left>y");
    assert_eq!(session.copied().as_deref(), Some("الوزير إنّ «"));
    assert!(session.state.reader.as_ref().unwrap().selection.is_none());
    // Nothing is copied before anything is selected.
    session.keys("Vy");
    assert_eq!(session.copied(), None);
    assert!(session.status().contains("V begins"));
    // From one paragraph to the next, and back to the beginning of the first.
    session.keys("}V}<Esc>");
    session.keys("V}V{y");
    assert!(session.copied().unwrap().starts_with("قال"));
    // Without a cursor the arrows do what they did.
    session.keys("<Left>");
    assert_eq!(session.state.panes.focus, akhbar::app::Pane::List);
}

#[test]
fn a_letter_copies_the_paragraph_or_the_name_of_the_page() {
    let mut session = Session::reads(&["قال \u{202E}abc\u{202C} نعم", SECOND], 120);
    session.keys("Y");
    assert_eq!(
        session.copied().as_deref(),
        Some("قال abc نعم"),
        "without controls"
    );
    let mut session = Session::bundled(120, 30);
    session.keys("<Enter>y");
    assert!(session.copied().is_some_and(|name| !name.is_empty()));
}

#[test]
fn the_cursor_stays_on_the_screen() {
    let paragraphs: Vec<String> = (0..60).map(|n| format!("الفقرة {n} من النص")).collect();
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let mut session = Session::reads(&paragraphs, 100);
    session.keys("V");
    for keys in [
        "}", "<Down>", "<Space>", "e", "G", "B", "{", "<Up>", "b", "gg",
    ] {
        for _ in 0..20 {
            session.keys(keys);
            let reader = session.state.reader.as_ref().unwrap();
            let head = reader.selection.as_ref().unwrap().head.clone();
            let height = usize::from(session.state.arrangement().column.height);
            let rows = reader.page.rows(reader.top, height);
            let shown = rows.iter().flatten().any(|row| {
                row.part == head.part
                    && row.range.start <= head.range.start
                    && head.range.start <= row.range.end
            });
            assert!(shown, "{keys} {head:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_dragged_over_is_a_part_of_the_text(
        from in (0..100u16, 0..20u16), to in (0..100u16, 0..20u16), width in 40..100u16,
    ) {
        let mut session = Session::reads(&[ARABIC, SECOND], width);
        let whole = format!("{ARABIC}\n\n{SECOND}");
        if let Some(copied) = session.drags(from, to) {
            prop_assert!(whole.contains(&copied), "{copied:?}");
        }
        session.screen();
    }
}

#[test]
fn a_field_of_the_details_is_copied() {
    let mut session = Session::bundled(160, 40);
    session.keys("jjj<Enter><Tab>j");
    session.asked.clear();
    session.keys("y");
    let article = &session.state.reader.as_ref().unwrap().article;
    let title = article.title.clone();
    assert_eq!(session.copied(), title);
    assert!(
        session.status().contains("copied Title"),
        "{}",
        session.status()
    );
}
