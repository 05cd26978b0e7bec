//! Panes: shown, hidden, folded away on narrow screens; the place that survives a resize.

use akhbar::app::Pane;
use akhbar::text::Direction;

use crate::sessions::{Session, article, numbered};

#[test]
fn keys_show_and_hide_panes() {
    let mut session = Session::bundled(160, 30);
    let mut check = |keys: &str, panes: &str, focus| {
        session.keys(keys);
        assert_eq!(session.panes(), panes, "{keys}");
        assert_eq!(session.state.panes.focus, focus, "{keys}");
    };
    check("", "list article about", Pane::List);
    check("wl", "article about", Pane::Article);
    check("wd", "article", Pane::Article);
    check("<Alt-3>", "article about", Pane::About);
    check("<Alt-1>", "list article about", Pane::List);
    check("wa", "list article about", Pane::Article);
    check("wd", "list article", Pane::Article);
}

#[test]
fn tab_goes_round_the_panes_that_are_shown() {
    let mut session = Session::bundled(160, 30);
    let mut check = |keys: &str, focus| {
        session.keys(keys);
        assert_eq!(session.state.panes.focus, focus, "{keys}");
    };
    check("<Tab>", Pane::Article);
    check("<Tab>", Pane::About);
    check("<Tab>", Pane::List);
    check("<BackTab>", Pane::About);
    check("wd", Pane::Article);
    check("<Tab>", Pane::List);
    check("<BackTab>", Pane::Article);
}

#[test]
fn the_heading_of_the_focused_pane_stands_out() {
    let mut session = Session::bundled(160, 30);
    for _ in 0..3 {
        let at = session.state.arrangement();
        let panes = [
            (Pane::List, at.list),
            (Pane::Article, at.article),
            (Pane::About, at.about),
        ];
        let buffer = session.buffer();
        for (pane, area) in panes {
            let focused = buffer[(area.unwrap().x, 0)].symbol() == "━";
            assert_eq!(focused, pane == session.state.panes.focus, "{pane:?}");
        }
        session.keys("<Tab>");
    }
}

#[test]
fn zen_leaves_the_article_alone() {
    let mut session = Session::bundled(160, 30);
    session.keys("z");
    assert_eq!(session.panes(), "article");
    assert_eq!(session.state.panes.focus, Pane::Article);
    session.keys("<Tab>");
    assert_eq!(session.panes(), "article");
    session.keys("z");
    assert_eq!(session.panes(), "list article about");
    session.keys("zwd");
    assert_eq!(session.panes(), "list article about");
    assert_eq!(session.state.panes.focus, Pane::About);
}

#[test]
fn a_narrow_screen_shows_the_pane_that_has_the_focus() {
    for width in [60, 40] {
        let mut session = Session::bundled(width, 20);
        let mut check = |keys: &str, panes: &str| {
            session.keys(keys);
            assert_eq!(session.panes(), panes, "{width} {keys}");
        };
        check("", "list");
        check("<Enter>", "article");
        check("<Tab>", "about");
        check("<Esc>", "article");
        check("<Esc>", "list");
        check("jjj<Enter>", "article");
        // The article is set for the column that it has.
        let reader = session.state.reader.as_ref().unwrap();
        let column = session.state.arrangement().column;
        assert_eq!(reader.page.measure(), usize::from(column.width));
        assert_eq!(column.width, if width == 40 { 38 } else { 56 });
        let first = session.article().concat();
        assert!(first.contains("ﺲﻴﺗﺎﻣ"), "{first}");
    }
}

#[test]
fn the_details_name_what_is_known() {
    let mut session = Session::bundled(160, 60);
    session.keys("jjj");
    let about = session.about().join("\n");
    for expected in ["Title", "Language", "Arabic", "right to left", "Encoding"] {
        assert!(about.contains(expected), "{expected} in\n{about}");
    }
    session.keys("wd<Tab>wd");
    let first = session.about();
    session.resize(160, 12).keys("G");
    assert_ne!(session.about()[0], first[0], "the details scroll");
    session.keys("gg");
    assert_eq!(session.about()[0], first[0]);
}

/// The words at the top stay there from one width to another and back.
fn check_place(word: &str, direction: Direction) {
    let paragraphs = [
        numbered(word, 300),
        numbered(&format!("{word}x"), 300),
        numbered(&format!("{word}y"), 300),
    ];
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    for n_rows in [1, 7, 40, 43, 60] {
        let mut session = Session::reading(article(direction, &paragraphs), 120, 24);
        session.keys(&"j".repeat(n_rows));
        let before = session.first_words();
        let top = session.article();
        let first = before.split(' ').next().unwrap().to_owned();
        session.resize(60, 24);
        let narrow = session.first_words();
        let is_there = narrow.split(' ').any(|word| word == first);
        assert!(is_there, "{n_rows}: {first} is not in {narrow}");
        session.resize(44, 30).resize(71, 9);
        session.resize(120, 24);
        assert_eq!(session.first_words(), before, "{n_rows}");
        // A blank row above those words may go.
        if !top[0].is_empty() {
            assert_eq!(session.article(), top, "{n_rows}");
        }
    }
}

#[test]
fn a_resize_keeps_the_place() {
    check_place("word", Direction::Ltr);
    check_place("كلمة", Direction::Rtl);
}

#[test]
fn panes_that_come_and_go_keep_the_place() {
    let text = numbered("خبر", 2000);
    let mut session = Session::reading(article(Direction::Rtl, &[&text]), 90, 24);
    session.keys("   j");
    let before = session.article();
    for keys in ["zz", "wlwlwawd", "<Tab><Tab><Tab>wa"] {
        session.keys(keys).resize(90, 24);
        session.keys("wa");
        assert!(session.first_words().starts_with("خبر"), "{keys}");
    }
    session.keys("z");
    let zen = session.first_words();
    session.keys("zz");
    assert_eq!(session.first_words(), zen);
    session.keys("z");
    assert_eq!(session.article().len(), before.len());
}
