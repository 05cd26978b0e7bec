//! The mouse: clicks, double clicks, the wheel, borders and the scroll bar.

use akhbar::app::{Area, Message, Pane, Pointer};
use akhbar::text::Direction;

use crate::sessions::{Session, article, numbered};

impl Session {
    fn point(&mut self, pointer: Pointer, at: (u16, u16)) -> &mut Self {
        self.message(Message::Pointed { pointer, at });
        self
    }

    fn click(&mut self, at: (u16, u16)) -> &mut Self {
        self.point(Pointer::Press { n_clicks: 1 }, at)
            .point(Pointer::Release, at)
    }

    fn double_click(&mut self, at: (u16, u16)) -> &mut Self {
        self.click(at)
            .point(Pointer::Press { n_clicks: 2 }, at)
            .point(Pointer::Release, at)
    }

    fn drag(&mut self, from: (u16, u16), to: (u16, u16)) -> &mut Self {
        self.point(Pointer::Press { n_clicks: 1 }, from)
            .point(Pointer::Drag, to)
            .point(Pointer::Release, to)
    }

    fn pane(&self, pane: Pane) -> Area {
        let area = self.state.arrangement().area(pane);
        area.expect("the pane is shown")
    }
}

#[test]
fn a_click_chooses_and_a_second_one_opens() {
    let mut session = Session::bundled(120, 30);
    session.click((5, 1 + 3 * 4));
    assert_eq!(session.state.list.selected, 4);
    assert_eq!(session.state.panes.focus, Pane::List);
    assert!(!session.state.list.items[4].read);
    session.double_click((5, 1 + 3 * 2));
    assert_eq!(session.state.list.selected, 2);
    assert_eq!(session.state.panes.focus, Pane::Article);
    assert!(session.state.list.items[2].read);
    // Back by the heading; below the last item and on the last row nothing is chosen.
    session.click((5, 0));
    assert_eq!(session.state.panes.focus, Pane::List);
    session.resize(120, 60).click((5, 45)).click((5, 59));
    assert_eq!(session.state.list.selected, 2);
    session.click((60, 10));
    assert_eq!(session.state.panes.focus, Pane::Article);
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut session = Session::bundled(120, 16);
    session.keys("jjj");
    let (first, list, about) = (session.article(), session.list(), session.about());
    session.point(Pointer::WheelDown, (60, 5));
    assert_eq!(session.article()[0], first[3]);
    assert_eq!(session.state.panes.focus, Pane::List);
    session.point(Pointer::WheelUp, (60, 5));
    assert_eq!(session.article(), first);
    session.point(Pointer::WheelDown, (110, 5));
    assert_eq!(session.about()[0], about[3]);
    session.point(Pointer::WheelUp, (110, 5));
    // The selection stays, though it leaves the screen.
    for _ in 0..20 {
        session.point(Pointer::WheelDown, (5, 5));
    }
    assert_ne!(session.list(), list);
    assert_eq!(
        (session.state.list.selected, session.state.list.view.top()),
        (3, 6)
    );
    session.keys("<Tab><Tab><Tab>");
    assert_eq!(session.state.list.view.top(), 6);
    // A key brings it back.
    session.keys("j");
    assert_eq!(session.state.list.selected, 4);
    assert!(session.state.list.view.top() <= 4);
    // On the last row there is nothing to scroll.
    session.point(Pointer::WheelDown, (5, 15));
}

#[test]
fn borders_are_dragged() {
    let mut session = Session::bundled(120, 30);
    session.drag((30, 7), (40, 9));
    assert_eq!(session.pane(Pane::List).width, 40);
    assert_eq!(session.state.panes.widths.list, Some(40));
    session.drag((95, 7), (90, 7));
    assert_eq!(session.pane(Pane::About).width, 29);
    // No further than there is room, and not without being held.
    session.drag((40, 7), (119, 7));
    assert_eq!(session.pane(Pane::Article).width, 44);
    let width = session.pane(Pane::List).width;
    session.point(Pointer::Drag, (10, 7));
    assert_eq!(session.pane(Pane::List).width, width);
    // The list above the article.
    session.resize(60, 50).keys("=");
    let y = session.pane(Pane::Article).y;
    session.drag((20, y), (20, y + 5));
    assert_eq!(session.pane(Pane::Article).y, y + 5);
}

#[test]
fn the_scroll_bar_is_dragged() {
    for (direction, x) in [(Direction::Ltr, 99), (Direction::Rtl, 0)] {
        let word = if x == 0 { "كلمة" } else { "word" };
        let mut session = Session::reading(article(direction, &[&numbered(word, 3000)]), 100, 20);
        session.keys("z");
        let first = session.article();
        session.drag((x, 1), (x, 30));
        let last = session.article();
        session.keys("G");
        assert_eq!(session.article(), last);
        let thumb = session.state.scroll_bar().expect("a bar").thumb;
        session.drag((x, 1 + thumb.start), (x, 1));
        assert_eq!(session.article(), first);
        // A click beside the thumb goes there.
        session.click((x, 10));
        let reader = session.state.reader.as_ref().unwrap();
        let shown = reader.per_cent(18);
        assert!((45..=60).contains(&shown), "{shown}");
    }
}

#[test]
fn the_bar_leads_through_a_long_document() {
    let texts: Vec<String> = (0..3000)
        .map(|idx| numbered(&format!("p{idx}w"), 40))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut session = Session::reading(article(Direction::Ltr, &texts), 100, 20);
    session.keys("z");
    session.drag((99, 1), (99, 10));
    let reader = session.state.reader.as_ref().unwrap();
    let shown = reader.per_cent(18);
    assert!((40..=60).contains(&shown), "{shown}");
    session.drag((99, 10), (99, 19));
    assert_eq!(session.state.reader.as_ref().unwrap().per_cent(18), 100);
}

#[test]
fn sections_open_and_close_by_a_click() {
    let mut session = Session::bundled(160, 60);
    session.keys("jjj");
    let x = session.pane(Pane::About).x + 3;
    let open = session.about();
    session.click((x, 1));
    assert!(session.about()[0].contains('▸'));
    assert_eq!(session.state.panes.focus, Pane::About);
    session.click((x, 1));
    assert_eq!(session.about(), open);
    session.click((x, 3));
    assert_eq!(session.state.about.selected, 1);
    session.click((x, 58));
    assert_eq!(session.state.about.selected, 1);
}

#[test]
fn the_mouse_types_nothing_at_the_prompt_and_closes_the_help() {
    let mut session = Session::bundled(120, 30);
    session.keys("/ab");
    session.click((5, 10)).point(Pointer::WheelDown, (60, 5));
    let prompt = session.state.prompt.as_ref().expect("it is open");
    assert_eq!(prompt.text, "ab");
    assert_eq!(session.state.list.selected, 0);
    session.keys("<Esc>?").point(Pointer::WheelDown, (60, 5));
    assert_eq!(session.state.help, Some(3));
    session.click((5, 10));
    assert_eq!((session.state.help, session.state.list.selected), (None, 0));
}

#[test]
fn places_of_a_list_are_chosen_by_a_click() {
    let text = numbered("word", 2000);
    let mut session = Session::reading(article(Direction::Ltr, &[&text]), 100, 20);
    session.keys("/word1<Enter><F6>");
    let pane = session.pane(Pane::Article);
    let selected = |session: &Session| session.state.chooser.as_ref().map(|list| list.selected);
    session.click((pane.x + 5, pane.y + 4));
    assert_eq!(selected(&session), Some(3));
    session.point(Pointer::WheelDown, (pane.x + 5, pane.y + 4));
    assert_eq!(selected(&session), Some(6));
    assert!(session.state.scroll_bar().is_none());
    session.double_click((pane.x + 5, pane.y + 2));
    assert_eq!(selected(&session), None);
    assert!(session.status().contains("2/"), "{}", session.status());
}
