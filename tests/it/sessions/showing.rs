//! What can be shown or hidden: left-out lines, vowel signs, the keys; and what cannot be read.

use std::fs;
use std::os::unix::fs::symlink;

use akhbar::app::Pane;
use akhbar::article::{Article, Reason, Removed};
use akhbar::text::Direction;

use crate::sessions::{Session, article, numbered};

fn with_removed() -> Article {
    let mut article = article(
        Direction::Ltr,
        &["The body begins here.", "The body ends here."],
    );
    article.title = Some("A headline".into());
    let line = |text: &str, reason, before_block| Removed {
        text: text.into(),
        reason,
        line_idx: 0,
        before_block,
    };
    article.removed = vec![
        line("Home | News", Reason::Navigation, 0),
        line("Share this", Reason::Share, 1),
        line("All rights reserved", Reason::Legal, 2),
    ];
    article
}

fn rows_with_text(session: &Session) -> Vec<String> {
    let rows = session.article();
    let rows = rows.iter().map(|row| row.trim().to_owned());
    rows.filter(|row| !row.is_empty()).collect()
}

#[test]
fn x_shows_what_was_left_out_in_its_place_with_the_reason() {
    let mut session = Session::reading(with_removed(), 80, 24);
    let bare = rows_with_text(&session);
    assert_eq!(
        bare,
        ["A headline", "The body begins here.", "The body ends here."]
    );
    session.keys("x");
    assert_eq!(
        rows_with_text(&session),
        [
            "A headline",
            "· Home | News  [navigation]",
            "The body begins here.",
            "· Share this  [share]",
            "The body ends here.",
            "· All rights reserved  [legal]",
        ]
    );
    assert!(session.status().contains("showing the 3 lines"));
    session.keys("x");
    assert_eq!(rows_with_text(&session), bare);
    assert!(session.status().contains("the article alone"));
}

/// A page with so much left out at both ends that each is a screenful.
fn with_much_removed() -> Article {
    let text = numbered("word", 1000);
    let mut article = article(Direction::Ltr, &[&text, "The end."]);
    for (before_block, name) in [(0, "menu"), (2, "footer")] {
        article.removed.extend((0..40).map(|idx| Removed {
            text: format!("{name} {idx}"),
            reason: Reason::Navigation,
            line_idx: 0,
            before_block,
        }));
    }
    article
}

#[test]
fn hiding_what_was_left_out_stays_near_the_place() {
    let mut session = Session::reading(with_much_removed(), 80, 24);
    // At a line of the menu: the article begins after it.
    session.keys("x").keys(&"j".repeat(20));
    assert!(session.article()[0].contains("menu 20"));
    session.keys("x");
    assert!(session.first_words().starts_with("word0 "));
    // In the middle of the text: the text stays.
    session.keys("  ");
    let before = session.first_words();
    session.keys("x");
    assert_eq!(session.first_words(), before);
    session.keys("x");
    assert_eq!(session.first_words(), before);
    // At the footer: the end.
    session.keys("xGx");
    assert!(rows_with_text(&session).contains(&"The end.".to_owned()));
}

#[test]
fn a_search_among_what_was_left_out_begins_there() {
    let mut session = Session::reading(with_much_removed(), 80, 24);
    session.keys("x").keys(&"j".repeat(20));
    let before = session.article();
    session.keys("/word999");
    assert_ne!(session.article(), before);
    session.keys("<Esc>");
    assert_eq!(session.article(), before);
    session.keys("G/word");
    // Nothing after the footer: the first of all.
    assert!(session.status().ends_with("1/1000"), "{}", session.status());
}

#[test]
fn every_bundled_page_says_why_each_line_was_left_out() {
    let mut session = Session::bundled(120, 200);
    session.keys("<Enter>x");
    for _ in 0..10 {
        let reader = session.state.reader.as_ref().unwrap();
        let n_removed = reader.article.removed.len();
        let shown = session.article().join("\n");
        let n_shown = shown.matches('·').count();
        assert!(
            n_removed > 0 && n_shown >= n_removed,
            "{n_removed} of\n{shown}"
        );
        session.keys("J");
    }
}

#[test]
fn v_shows_and_hides_vowel_signs_and_keeps_the_letters() {
    let mut session = Session::bundled(100, 24);
    session.keys("jjjjjjj<Enter>/خير جليس<Enter>");
    let signs = |c: &char| ('\u{64B}'..='\u{652}').contains(c);
    let n_signs = |session: &Session| session.article().concat().chars().filter(signs).count();
    let bare = |session: &Session| -> Vec<String> {
        let rows = session.article();
        let bare = |row: &String| row.chars().filter(|c| !signs(c)).collect();
        rows.iter().map(bare).collect()
    };
    let (n_kept, kept) = (n_signs(&session), bare(&session));
    assert!(n_kept > 30, "{n_kept}");
    session.keys("v");
    assert_eq!(n_signs(&session), 0);
    assert_eq!(bare(&session), kept);
    assert!(session.status().contains("not shown"));
    // What is found does not depend on what is shown.
    session.keys("/خير جليس");
    assert!(session.status().ends_with("1/1"));
    session.keys("<Enter>v");
    assert_eq!(n_signs(&session), n_kept);
}

#[test]
fn help_opens_scrolls_and_closes() {
    let mut session = Session::bundled(80, 12);
    let before = session.screen();
    session.keys("?");
    let first = session.screen();
    assert!(first.contains("Moving") && first.contains("to the beginning"));
    session.keys("j");
    assert_ne!(session.screen(), first);
    session.keys("k");
    assert_eq!(session.screen(), first);
    // To the end, and one row back at once, however often the end was asked for.
    session.keys(&" ".repeat(20));
    let last = session.screen();
    assert!(last.contains("leave"), "{last}");
    session.keys("k");
    assert_ne!(session.screen(), last);
    session.keys("gg");
    assert_eq!(session.screen(), first);
    session.keys("G");
    assert_eq!(session.screen(), last);
    for close in ["<Esc>", "?", "<Enter>"] {
        session.keys("gg").keys(close);
        assert_eq!(session.screen(), before, "{close}");
        session.keys("?");
    }
    assert_eq!(session.state.panes.focus, Pane::List);
}

#[test]
fn help_shows_every_key() {
    let mut session = Session::bundled(80, 61);
    session.keys("?");
    let screen = session.screen();
    for expected in [
        "F3",
        "Ctrl-p",
        "BackTab",
        "PageDown",
        "show or hide vowel signs",
    ] {
        assert!(screen.contains(expected), "{expected} in\n{screen}");
    }
    // Each is whole.
    let mut session = Session::bundled(80, 24);
    session.keys("?");
    for _ in 0..60 {
        let screen = session.screen();
        let cut = screen.lines().find(|line| line.contains("… ┃"));
        assert_eq!(cut, None, "{screen}");
        session.keys("j");
    }
}

#[test]
fn what_cannot_be_read_is_listed_with_a_clear_word() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("1"), "A headline\n\nA body with some words in it.").unwrap();
    fs::write(path("2-picture"), b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR").unwrap();
    symlink("nowhere", path("3-link")).unwrap();
    fs::write(path("4-empty"), "").unwrap();
    fs::write(path("5-blank"), "\n \t\n").unwrap();
    fs::write(path("6: with a colon"), "").unwrap();
    let mut session = Session::open(folder.path(), 160, 30);
    let rows: Vec<String> = session.list().iter().map(|row| row.trim().into()).collect();
    let list = rows.join("\n");
    for (name, why) in [
        ("2-picture", "not a text file but a PNG image"),
        ("3-link", "no such file or folder"),
        ("4-empty", "the file is empty"),
        ("5-blank", "there is no text in the file"),
        ("6: with a colon", "the file is empty"),
    ] {
        let at = rows.iter().position(|row| row.contains(name));
        let at = at.unwrap_or_else(|| panic!("{name} in\n{list}"));
        let below = rows[at + 1..at + 3].join(" ");
        assert_eq!(below.trim(), why, "{name} in\n{list}");
    }
    // Nothing opens, and the reason is said once more.
    session.keys("jjj<Enter>");
    assert_eq!(session.state.panes.focus, Pane::List);
    assert!(session.status().contains("the file is empty"));
    assert!(session.article().concat().contains("the file is empty"));
    assert!(session.about().join("\n").contains("Not shown"));
    session.keys("kkk<Enter>");
    assert_eq!(session.state.panes.focus, Pane::Article);
}

#[test]
fn a_file_that_vanishes_between_listing_and_opening_is_said_to_be_gone() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["1", "2"] {
        let page = format!("Headline {name}\n\nA body with some words in it.");
        fs::write(folder.path().join(name), page).unwrap();
    }
    let mut session = Session::open(folder.path(), 110, 20);
    fs::remove_file(folder.path().join("2")).unwrap();
    session.keys("j");
    assert!(session.list().join("\n").contains("no such file"));
    assert!(session.article().concat().contains("no such file"));
    session.keys("<Enter>");
    assert_eq!(session.state.panes.focus, Pane::List);
    session.keys("k");
    assert!(session.article()[0].contains("Headline 1"));
}

#[test]
fn the_details_run_as_the_article_does() {
    let mut latin_first = article(Direction::Rtl, &["خبر طويل عن شيء ما"]);
    latin_first.title = Some("BBC عربي: الأخبار".into());
    let session = Session::reading(latin_first, 120, 20);
    let about = session.about();
    // Below the section and the label, the title ends, seen from the left, with what it begins with.
    assert!(about[2].trim_end().ends_with("BBC"), "{about:?}");
}

#[test]
fn vowel_signs_are_left_out_of_every_pane() {
    let mut session = Session::bundled(160, 40);
    // An Urdu title with a vowel sign, in the list, in the article and in the details.
    session.keys("jjjjj<Enter>");
    let n_signs = |session: &Session| {
        let signs = |c: &char| ('\u{64B}'..='\u{652}').contains(c);
        session.screen().chars().filter(signs).count()
    };
    assert!(n_signs(&session) >= 3);
    session.keys("v");
    assert_eq!(n_signs(&session), 0, "{}", session.screen());
}
