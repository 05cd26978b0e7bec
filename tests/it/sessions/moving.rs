//! Moving through the list and through an article, opening and leaving.

use std::fs;

use akhbar::app::{Effect, Pane};
use akhbar::text::Direction;

use crate::sessions::{Session, article, numbered};

#[test]
fn opening_an_article_marks_it_as_read_and_looking_at_it_does_not() {
    let mut session = Session::bundled(120, 40);
    let n_marks = |session: &Session| session.list().concat().matches('•').count();
    assert_eq!((n_unread(&session), n_marks(&session)), (10, 10));
    session.keys("jj");
    assert_eq!(session.state.list.selected, 2);
    assert_eq!(n_marks(&session), 10);
    session.keys("<Enter>");
    assert_eq!(session.state.panes.focus, Pane::Article);
    assert!(session.state.list.items[2].read);
    assert_eq!((n_unread(&session), n_marks(&session)), (9, 9));
    session.keys("m");
    assert_eq!(n_marks(&session), 10);
    assert!(session.status().contains("marked as unread"));
}

#[test]
fn the_article_follows_the_selection() {
    let folder = tempfile::tempdir().unwrap();
    for (name, page) in [
        (
            "1",
            "First headline\n\nThe first body has enough words to be one.",
        ),
        ("2", "عنوان ثان\n\nنص الخبر الثاني فيه من الكلمات ما يكفي."),
    ] {
        fs::write(folder.path().join(name), page).unwrap();
    }
    let mut session = Session::open(folder.path(), 110, 12);
    assert_eq!(session.article()[0].trim(), "First headline");
    session.keys("j");
    assert_eq!(session.article()[0].trim(), "ﻥﺎﺛ ﻥﺍﻮﻨﻋ");
    assert!(session.screen().contains("2/2"));
    session.keys("j");
    assert_eq!(session.state.list.selected, 1, "the list does not go round");
    session.keys("k");
    assert_eq!(session.article()[0].trim(), "First headline");
}

fn long() -> Session {
    let text = numbered("word", 2000);
    Session::reading(article(Direction::Ltr, &[&text]), 80, 24)
}

#[test]
fn a_page_on_keeps_one_row_of_context_and_a_page_back_undoes_it() {
    let mut session = long();
    let first = session.article();
    session.keys(" ");
    let second = session.article();
    assert_eq!(second.first(), first.last());
    session.keys("<PageDown>");
    assert_eq!(session.article().first(), second.last());
    session.keys("b");
    assert_eq!(session.article(), second);
    session.keys("<PageUp>");
    assert_eq!(session.article(), first);
}

#[test]
fn rows_and_halves_are_steps_too() {
    let mut session = long();
    let first = session.article();
    session.keys("jj");
    assert_eq!(session.article()[0], first[2]);
    session.keys("k");
    assert_eq!(session.article()[0], first[1]);
    session.keys("kkk");
    assert_eq!(session.article(), first);
    session.keys("d");
    assert_eq!(session.article()[0], first[first.len() / 2]);
    session.keys("<Ctrl-u>");
    assert_eq!(session.article(), first);
}

#[test]
fn the_ends_are_the_ends() {
    let mut session = long();
    let first = session.article();
    session.keys("G");
    let last = session.article();
    assert!(last.last().unwrap().ends_with("word1999"), "{last:?}");
    assert!(session.screen().contains("100%"));
    session.keys("j d");
    assert_eq!(session.article(), last);
    session.keys("gg");
    assert_eq!(session.article(), first);
    session.keys("k<Home>");
    assert_eq!(session.article(), first);
}

#[test]
fn a_number_before_a_key_repeats_it() {
    let mut session = long();
    let first = session.article();
    session.keys("5j");
    assert_eq!(session.article()[0], first[5]);
    session.keys("3k");
    assert_eq!(session.article()[0], first[2]);
    session.keys("2<Esc>j");
    assert_eq!(session.article()[0], first[3]);
    session.keys("ggj 2b");
    assert_eq!(session.article(), first);
    session.keys("2 ").keys("b");
    let once = session.article();
    session.keys("gg ");
    assert_eq!(session.article(), once);
    session.keys("99999j");
    assert!(session.screen().contains("100%"));
}

#[test]
fn a_number_before_the_end_is_a_per_cent_or_an_article() {
    let mut session = long();
    for per_cent in ["37", "80", "50"] {
        session.keys(per_cent).keys("G");
        assert!(
            session.screen().contains(&format!("{per_cent}%")),
            "{per_cent}"
        );
    }
    session.keys("100G");
    let last = session.article();
    session.keys("gg1000G");
    assert_eq!(session.article(), last);
    let mut session = Session::bundled(120, 40);
    for (keys, expected) in [
        ("7G", 6),
        ("3gg", 2),
        ("2J", 4),
        ("4K", 0),
        ("2j", 2),
        ("99G", 9),
    ] {
        session.keys(keys);
        assert_eq!(session.state.list.selected, expected, "{keys}");
    }
    session.keys("<Esc>wd5G");
}

#[test]
fn what_follows_the_first_key_of_a_sequence_stands_in_the_last_row() {
    let mut session = Session::bundled(120, 40);
    let before = session.status();
    session.keys("w");
    assert!(session.status().contains("l show or hide the list"));
    session.keys("<Esc>");
    assert_eq!(session.status(), before);
    session.keys("12");
    assert!(session.status().contains("12 times: j k"));
    session.keys("j");
    assert_eq!(session.status(), before);
    session.keys("gx");
    assert!(session.status().contains("g x: there are no such keys"));
}

#[test]
fn the_next_article_opens_where_it_was_left() {
    let mut session = Session::bundled(80, 20);
    session.keys("<Enter>   ");
    let left = session.article();
    session.keys("J");
    assert_eq!(session.state.list.selected, 1);
    assert_eq!(session.state.panes.focus, Pane::Article);
    assert!(session.state.list.items[1].read, "it is being read");
    assert_ne!(session.article(), left);
    assert!(!session.state.reader.as_ref().unwrap().is_under_way());
    session.keys("K");
    assert_eq!(session.article(), left);
    session.keys("KKK");
    assert_eq!(session.state.list.selected, 0);
    session.keys("<Ctrl-n><Ctrl-n><Ctrl-p>");
    assert_eq!(session.state.list.selected, 1);
}

#[test]
fn a_page_of_the_list_keeps_the_selection_on_the_screen() {
    let mut session = Session::bundled(120, 14);
    for keys in ["G", "gg", " ", " ", "b", "d", "u"] {
        session.keys(keys);
        let selected = session.state.list.selected;
        let mut shown = session.state.items_on_screen();
        assert!(shown.any(|item_idx| item_idx == selected), "{keys}");
    }
    session.keys("G");
    assert!(session.screen().contains("10/10"));
}

#[test]
fn esc_goes_out_step_by_step_and_q_leaves() {
    let mut session = Session::bundled(120, 30);
    session.keys("<Enter>z");
    session.keys("/a<Enter>");
    session.keys("<Esc>");
    assert!(session.state.reader.as_ref().unwrap().search.is_none());
    assert!(session.state.panes.zen);
    session.keys("<Esc>");
    assert!(!session.state.panes.zen);
    session.keys("<Esc>");
    assert_eq!(session.state.panes.focus, Pane::List);
    session.keys("<Esc>");
    assert!(session.status().contains("q leaves akhbar"));
    assert!(session.asked.is_empty());
    session.keys("q<Ctrl-z><Ctrl-l>");
    let all = [Effect::Quit, Effect::Suspend, Effect::Redraw];
    assert_eq!(session.asked, all);
}

#[test]
fn no_key_fails_on_any_screen() {
    const KEYS: &str = "jk bduGgg<Enter><Esc>JKmrxv/ab<Enter>nN<Esc>/<Esc><Tab><BackTab>wlwawdzwdzwl?jG12Gw<Esc>3gg5j<Esc>\
        <Enter><PageDown><Right><Left>sjSttGggsfab<Down><Enter>j<Enter><Esc>A<Esc>UmUfمت<Esc>t/كت<Left><Delete><Ctrl-w><Ctrl-u><Backspace>";
    let sizes = [(0, 0), (1, 1), (2, 2), (5, 3), (9, 1), (40, 12), (300, 80)];
    for (width, height) in sizes {
        let mut session = Session::bundled(width, height);
        let empty = tempfile::tempdir().unwrap();
        let mut nothing = Session::open(empty.path(), width, height);
        for session in [&mut session, &mut nothing] {
            session.screen();
            let mut rest = KEYS;
            while let Some(c) = rest.chars().next() {
                let end = if c == '<' {
                    rest.find('>').unwrap() + 1
                } else {
                    c.len_utf8()
                };
                session.keys(&rest[..end]).screen();
                rest = &rest[end..];
            }
        }
    }
}

fn n_unread(session: &Session) -> usize {
    let items = &session.state.list.items;
    items.iter().filter(|item| !item.read).count()
}
