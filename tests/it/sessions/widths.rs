//! Widths that are changed, sections that open and close, and screens of every size.

use akhbar::app::{Pane, Widths};
use akhbar::text::Direction;

use crate::sessions::{Session, article, numbered};

#[test]
fn keys_move_the_border_of_the_pane_with_the_focus() {
    let mut session = Session::bundled(120, 30);
    let mut check = |keys: &str, list: u16, about: u16| {
        session.keys(keys);
        let at = session.state.arrangement();
        let widths = (at.list.unwrap().width, at.about.unwrap().width);
        assert_eq!(widths, (list, about), "{keys}");
    };
    check("", 30, 24);
    // The article keeps what it needs.
    check(">", 32, 24);
    check(&">".repeat(40), 50, 24);
    check(&"<".repeat(40), 16, 24);
    check("<Tab>>", 18, 24);
    check("<Tab><", 18, 26);
    check(">>", 18, 22);
    check("=", 30, 24);
    assert!(session.status().contains("widths as the screen has them"));
    assert_eq!(session.state.panes.widths, Widths::default());
}

#[test]
fn no_pane_goes_away_because_another_is_made_wider() {
    let mut session = Session::bundled(160, 30);
    session.keys(&">".repeat(90));
    assert_eq!(session.panes(), "list article about");
    session.resize(100, 30);
    assert_eq!(session.panes(), "list article about");
    session.resize(60, 30).keys("<");
    assert!(
        session.status().contains("no border"),
        "{}",
        session.status()
    );
}

#[test]
fn lines_get_longer_and_shorter_within_bounds() {
    let text = numbered("كلمة", 200);
    let mut session = Session::reading(article(Direction::Rtl, &[&text]), 160, 24);
    session.keys("z");
    let measure = |session: &Session| session.state.reader.as_ref().unwrap().page.measure();
    assert_eq!(measure(&session), 80);
    session.keys("-");
    assert_eq!(measure(&session), 77);
    assert!(session.status().contains("lines of up to 77 cells"));
    session.keys(&"-".repeat(30));
    assert_eq!(measure(&session), 45);
    assert!(session.status().contains("not get shorter"));
    session.keys(&"+".repeat(30));
    assert_eq!(measure(&session), 90);
    assert!(session.status().contains("not get longer"));
    session.resize(70, 24).keys("+");
    assert_eq!(measure(&session), 66);
    assert!(session.status().contains("no room"), "{}", session.status());
    session.resize(160, 24);
    assert_eq!(measure(&session), 90);
}

#[test]
fn the_list_stands_above_the_article_where_it_is_tall_and_narrow() {
    let mut session = Session::bundled(60, 50);
    assert_eq!(session.panes(), "list article");
    let at = session.state.arrangement();
    let (list, article) = (at.list.unwrap(), at.article.unwrap());
    assert_eq!((list.x, list.width, article.y), (0, 60, list.height));
    session.keys(">");
    assert!(session.status().contains("18 rows"), "{}", session.status());
    session.keys("wd");
    assert_eq!(session.panes(), "article about");
    session.keys("wl");
    assert_eq!(session.panes(), "list article");
    session.keys("wl");
    assert_eq!(session.panes(), "article");
    assert_eq!(session.state.panes.focus, Pane::Article);
}

#[test]
fn sections_of_the_details_close_and_open() {
    let mut session = Session::bundled(160, 60);
    session.keys("jjj<Tab><Tab>");
    let open = session.about();
    assert!(open[0].contains("▾ Article"), "{open:?}");
    session.keys("<Enter>");
    let closed = session.about();
    assert!(closed[0].contains("▸ Article") && closed.len() == open.len());
    assert!(closed.iter().any(|row| row.contains("▾ Text")));
    assert!(!closed.iter().any(|row| row.contains("Title")));
    // Another article has it closed too, and Space opens it.
    session.keys("J");
    assert!(session.about()[0].contains("▸ Article"));
    session.keys("K ");
    assert_eq!(session.about(), open);
    // From a field of it, too.
    session.keys("jj<Enter>");
    assert_eq!(session.about(), closed);
    assert_eq!(session.state.about.selected, 0);
}

#[test]
fn the_selected_field_stays_on_the_screen() {
    let mut session = Session::bundled(160, 9);
    session.keys("jjj<Tab><Tab>");
    let n_entries = session.state.about.entries.len();
    let selected = |session: &Session| session.state.about.selected;
    let mut last = 0;
    for _ in 0..200 {
        session.keys("j");
        assert!(selected(&session) >= last);
        last = selected(&session);
        let rows = session.buffer();
        let is_lit = |y: u16| {
            let cell = &rows[(158, y)];
            cell.modifier.contains(ratatui::style::Modifier::REVERSED)
        };
        assert!((1..8).any(is_lit), "{last} is out of sight");
    }
    assert_eq!(last, n_entries - 1);
    session.keys("gg");
    assert_eq!(selected(&session), 0);
    session.keys("G");
    assert_eq!(selected(&session), n_entries - 1);
    session.keys("<PageUp>");
    assert!(selected(&session) < n_entries - 1);
}

#[test]
fn the_scroll_bar_is_at_the_side_where_lines_end() {
    for (direction, word) in [(Direction::Ltr, "word"), (Direction::Rtl, "كلمة")] {
        let text = numbered(word, 2000);
        let mut session = Session::reading(article(direction, &[&text]), 100, 20);
        session.keys("z");
        let x = if direction.is_rtl() { 0 } else { 99 };
        let thumb = |session: &Session| -> Vec<u16> {
            let buffer = session.buffer();
            let is_thumb = |y: &u16| buffer[(x, *y)].symbol() == "┃";
            (1..19).filter(is_thumb).collect()
        };
        assert_eq!(thumb(&session).first(), Some(&1));
        session.keys("j");
        assert!(thumb(&session)[0] > 1);
        session.keys("G");
        assert_eq!(thumb(&session).last(), Some(&18));
        session.keys("k");
        assert!(thumb(&session).last() < Some(&18));
    }
}

#[test]
fn every_size_is_painted() {
    let sizes = [
        1, 2, 3, 5, 8, 16, 30, 40, 59, 64, 69, 79, 80, 94, 100, 130, 250, 400,
    ];
    for height in [1, 2, 3, 5, 10, 24, 39, 40, 45, 120] {
        let mut session = Session::bundled(80, height);
        session.keys("jjj");
        for width in sizes {
            session.resize(width, height);
            for keys in ["", "3", "2", "?", "<Esc>1"] {
                session.keys(keys);
                let screen = session.screen();
                assert_eq!(screen.split('\n').count(), usize::from(height));
            }
        }
    }
}

#[test]
fn the_last_row_says_what_just_happened_and_what_can_be_done() {
    let mut session = Session::bundled(100, 24);
    let mut check = |keys: &str, expected: &str| {
        // The keys, when they are shown, leave the last row free.
        let height = if keys == "?" { 100 } else { 24 };
        session.resize(100, height).keys(keys);
        assert!(session.status().ends_with(expected), "{}", session.status());
    };
    check("", "Enter read · / find · ? keys · q quit");
    check("<Enter>", "Space on · / find · Esc back · ? keys");
    check("G", "J next article · / find · Esc back · ? keys");
    check("z", "J next article · / find · z all panes · ? keys");
    check("z<Tab>", "Enter open or close · y copy · Esc back · ? keys");
    check("?", "Space on · Esc close");
    check("?<Esc>/Moscow", "Enter keep · Esc back  1/3");
    check("<Enter>", "n next · N previous · Esc done  1/3");
    check("/Moskow", "Enter keep · Esc back  not found");
    check("<Esc>/الأمريكيه", "Ctrl-t other spellings  not found");
    session.keys("<Esc>/Moscow<Enter>");
    session.keys("v");
    let row = session.status();
    assert!(row.starts_with(" vowel signs are not shown   "), "{row}");
    assert!(row.ends_with("1/3"), "{row}");
    // Narrow: what happened comes first, and hints are whole or left out.
    session.keys("<Esc>").resize(40, 10).keys("v");
    assert!(session.status().contains("vowel signs are shown"));
    session.resize(24, 10).keys("<Tab><Tab><Tab>");
    let row = session.status();
    assert!(row.ends_with(" Space on · / find"), "{row}");
}
