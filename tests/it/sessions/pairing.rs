//! Two articles beside each other: which one the keys go to, scrolled together or apart, parted.

use akhbar::app::{Message, Pane, Pointer};
use proptest::prelude::*;

use crate::sessions::Session;

impl Session {
    /// The items of the article with the keys and of the one beside it, if any.
    fn pair(&self) -> (Option<usize>, Option<usize>) {
        let idx = |reader: &Option<akhbar::app::Reader>| reader.as_ref().map(|r| r.item_idx);
        (idx(&self.state.reader), idx(&self.state.other))
    }

    fn per_cents(&self) -> [usize; 2] {
        let height = usize::from(self.state.arrangement().column.height);
        [&self.state.reader, &self.state.other]
            .map(|reader| reader.as_ref().map_or(0, |reader| reader.per_cent(height)))
    }
}

#[test]
fn an_article_stays_beside_the_next_one() {
    let mut session = Session::bundled(160, 30);
    session.keys("<Enter>c");
    assert_eq!(session.pair(), (Some(0), Some(0)));
    assert_eq!(session.state.panes.focus, Pane::List);
    assert!(session.status().contains("choose the article"));
    assert!(
        session
            .status()
            .contains("Enter read it beside · c one article")
    );
    session.keys("jjj<Enter>");
    assert_eq!(session.pair(), (Some(3), Some(0)));
    // The Arabic report at the right, the English one at the left.
    let screen = session.screen();
    let title = screen.lines().nth(1).unwrap();
    let [english, arabic] = ["Mattis rules out joint military action", "ﺲﻴﺗﺎﻣ"]
        .map(|words| title.rfind(words).expect("a title"));
    assert!(english < arabic, "{title}");
    let at = session.state.arrangement();
    // The keys go to the other, which is then the selected one.
    session.keys("<Tab>");
    assert_eq!(session.pair(), (Some(0), Some(3)));
    assert_eq!(session.state.list.selected, 0);
    assert_eq!(session.state.arrangement().other, at.article);
    assert_eq!(session.state.arrangement().article, at.other);
    session.keys("<Tab><Tab>");
    assert_eq!(session.state.panes.focus, Pane::List);
    // The next article comes in the place of the one with the keys.
    session.keys("<Tab>J");
    assert_eq!(session.pair(), (Some(1), Some(3)));
    session.keys("c");
    assert_eq!(session.pair(), (Some(1), None));
    assert_eq!(session.state.arrangement().other, None);
}

#[test]
fn rules_join_the_headings_of_articles_above_each_other() {
    let mut session = Session::bundled(100, 30);
    session.keys("<Enter>c");
    let at = session.state.arrangement();
    let [list, article, other, about] =
        [at.list, at.article, at.other, at.about].map(Option::unwrap);
    let lower = usize::from(article.y.max(other.y));
    assert!(lower > 0 && article.x == other.x);
    let screen = session.screen();
    let rows = screen.lines().take(usize::from(list.height)).enumerate();
    for (y, row) in rows {
        // Vowel signs take no column.
        let cells = row.chars().filter(|c| !('\u{64B}'..='\u{652}').contains(c));
        let cells: Vec<char> = cells.collect();
        let rules = [article.x, about.x].map(|x| cells[usize::from(x) - 1]);
        let expected = match y {
            0 => ['┬', '┬'],
            _ if y == lower => ['├', '┤'],
            _ => ['│', '│'],
        };
        assert_eq!(rules, expected, "{y}: {row}");
    }
}

#[test]
fn tab_goes_to_each_of_two_articles_once() {
    let mut session = Session::bundled(200, 30);
    session.keys("<Enter>cj<Enter>");
    for keys in ["<Tab>", "<BackTab>"] {
        let mut gone = vec![];
        for _ in 0..8 {
            session.keys(keys);
            gone.push((session.state.panes.focus, session.pair().0));
        }
        let mut panes: Vec<Pane> = gone[..4].iter().map(|(pane, _)| *pane).collect();
        assert_eq!(
            panes.iter().filter(|pane| **pane == Pane::Article).count(),
            2,
            "{gone:?}"
        );
        panes.dedup();
        assert!(
            panes.contains(&Pane::List) && panes.contains(&Pane::About),
            "{gone:?}"
        );
        let read: Vec<_> = gone
            .iter()
            .filter(|(pane, _)| *pane == Pane::Article)
            .collect();
        assert!(read.iter().any(|(_, item)| *item == Some(0)), "{gone:?}");
        assert!(read.iter().any(|(_, item)| *item == Some(1)), "{gone:?}");
    }
}

#[test]
fn two_articles_scroll_together_or_apart() {
    let mut session = Session::bundled(160, 24);
    session.keys("<Enter>cjjj<Enter>");
    session.keys("<Space>");
    let [here, there] = session.per_cents();
    assert!(here > there, "each on its own");
    session.keys("C");
    let together = session.per_cents();
    assert!(together[1] > there, "{together:?}");
    session.keys("G");
    assert_eq!(session.per_cents(), [100, 100]);
    session.keys("<Tab>gg");
    let tops = [&session.state.reader, &session.state.other];
    assert!(tops.iter().all(|r| !r.as_ref().unwrap().is_under_way()));
    // Apart again, one goes on alone.
    session.keys("C<Space>");
    assert!(!session.state.other.as_ref().unwrap().is_under_way());
}

#[test]
fn the_mouse_scrolls_and_chooses_the_other_article() {
    let mut session = Session::bundled(160, 24);
    session.keys("<Enter>cjjj<Enter>");
    let other = session.state.arrangement().other.unwrap();
    let at = (other.x + 9, other.y + 9);
    let pointer = Pointer::WheelDown;
    session.message(Message::Pointed { pointer, at });
    assert_eq!(session.pair(), (Some(3), Some(0)));
    assert!(session.state.other.as_ref().unwrap().is_under_way());
    assert!(!session.state.reader.as_ref().unwrap().is_under_way());
    let pointer = Pointer::Press { n_clicks: 1 };
    session.message(Message::Pointed { pointer, at });
    assert_eq!(session.pair(), (Some(0), Some(3)));
    assert_eq!(session.state.panes.focus, Pane::Article);
    // What was clicked on is where it was.
    assert_eq!(session.state.arrangement().article, Some(other));
}

#[test]
fn both_places_are_kept() {
    let mut session = Session::bundled(160, 24);
    session.keys("<Enter><Space>cjjj<Enter><Space><Space>");
    let changes = session.state.changes(1);
    let places = changes
        .articles
        .values()
        .filter(|known| known.place.is_some());
    assert_eq!(places.count(), 2);
    session.keys("c<Esc>kkk<Enter>");
    assert!(session.state.reader.as_ref().unwrap().is_under_way());
}

#[test]
fn a_search_is_for_the_article_with_the_keys() {
    let mut session = Session::bundled(160, 24);
    session.keys("<Enter>cjjj<Enter>/موسكو<Enter>");
    let found = session.status();
    assert!(found.contains("1/"), "{found}");
    session.keys("<Tab>/Moscow<Enter>");
    assert!(session.state.other.as_ref().unwrap().search.is_some());
    assert!(session.status().contains("1/"));
    session.keys("<Tab><BackTab>");
}

#[test]
fn what_cannot_be_read_leaves_the_other_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.txt"),
        "A title\n\nSome text of a page.",
    )
    .unwrap();
    std::fs::write(folder.path().join("b.txt"), b"\x00\x01\x02\x00\x00\x7f\x00").unwrap();
    let mut session = Session::open(folder.path(), 160, 24);
    session.keys("<Enter>cj<Enter>");
    assert_eq!(session.pair().1, Some(0));
    session.message(Message::Pause);
    let at = session.state.arrangement().other.unwrap();
    let pointer = Pointer::Press { n_clicks: 1 };
    session.message(Message::Pointed {
        pointer,
        at: (at.x + 4, at.y + 4),
    });
    assert_eq!(session.pair(), (Some(0), None));
    assert_eq!(session.state.panes.pair, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_keys_leave_two_articles_or_one(
        keys in proptest::collection::vec(
            prop_oneof![
                Just("c"), Just("C"), Just("<Tab>"), Just("<BackTab>"), Just("j"), Just("J"),
                Just("K"), Just("<Enter>"), Just("<Esc>"), Just("<Space>"), Just("G"), Just("gg"),
                Just("z"), Just("wl"), Just("wd"), Just("x"), Just("/a<Enter>"), Just("n"),
                Just("gm"), Just("s"), Just("U"), Just("m"),
            ],
            1..24,
        ),
        width in 30..220u16,
        height in 6..60u16,
        pauses in any::<bool>(),
    ) {
        let mut session = Session::bundled(width, height);
        for key in &keys {
            match pauses {
                true => session.keys(key),
                false => session.keys_without_pause(key),
            };
            let state = &session.state;
            prop_assert_eq!(state.panes.pair.is_some(), state.other.is_some(), "{:?}", keys);
            if let (Some(reader), false) = (&state.reader, state.is_behind()) {
                prop_assert_eq!(reader.item_idx, state.list.selected);
            }
            session.buffer();
        }
    }
}
