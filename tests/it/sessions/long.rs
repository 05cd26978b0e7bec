//! Reading documents of which only a small part is ever set in type: by rows and pages, from end to
//! end, over a resize, and to matches.

use akhbar::article::Article;
use akhbar::layout::Anchor;
use akhbar::text::Direction;

use crate::sessions::{Session, article, numbered};

/// A document of 3000 paragraphs, each of which says its number in its first and its last word.
fn paragraphs() -> Article {
    let text = |idx: usize| {
        let words = match idx % 3 {
            0 => "قال الوزير إن المحادثات مستمرة ",
            1 => "the talks would go on ",
            _ => "ב",
        };
        format!("p{idx}a {} p{idx}z", words.repeat(idx % 11 + 1))
    };
    let texts: Vec<String> = (0..3000).map(text).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    article(Direction::Rtl, &texts)
}

/// A document of one paragraph of 60,000 words, and one of a few.
fn one_line() -> Article {
    article(Direction::Ltr, &[&numbered("word", 60_000), "after it"])
}

fn per_cent(session: &Session) -> usize {
    let screen = session.screen();
    let heading = screen.lines().next().unwrap_or_default();
    let (before, _) = heading.split_once('%').expect("how much has been read");
    let digits = before.rsplit(' ').next().unwrap_or_default();
    digits.parse().expect("a number")
}

fn settle(session: &mut Session) {
    let mut n_times = 0;
    while !session.state.is_settled() {
        session.state.refine();
        n_times += 1;
        assert!(n_times < 1000, "it never settles");
    }
    assert!(!session.state.refine(), "nothing is left to refine");
}

fn check_walk(document: Article) {
    let mut session = Session::reading(document, 70, 20);
    let first = session.article();
    let mut pages = vec![first.clone()];
    for _ in 0..30 {
        session.keys(" ");
        pages.push(session.article());
    }
    for pair in pages.windows(2) {
        assert_eq!(pair[0].last(), pair[1].first(), "a row of context stays");
    }
    // Row by row the same rows come.
    session.keys("gg");
    for row in pages.iter().flat_map(|page| &page[..page.len() - 1]) {
        assert_eq!(&session.article()[0], row);
        session.keys("j");
    }
    session.keys("G");
    let last = session.article();
    assert_eq!(per_cent(&session), 100);
    session.keys("j d");
    assert_eq!(session.article(), last);
    session.keys("b");
    assert_eq!(session.article().last(), last.first());
    assert!(per_cent(&session) < 100);
    session.keys("<Home>");
    assert_eq!((session.article(), per_cent(&session)), (first, 0));
}

#[test]
fn pages_and_rows_lead_through_a_long_document() {
    check_walk(paragraphs());
    check_walk(one_line());
}

#[test]
fn a_resize_keeps_the_place() {
    for (document, words) in [(paragraphs(), "p1500z"), (one_line(), "word30000")] {
        let mut session = Session::reading(document, 70, 20);
        session.keys(&format!("/{words}<Enter>"));
        assert!(session.article().concat().contains(words));
        session.keys("<Esc>");
        let place = |session: &Session| {
            let reader = session.state.reader.as_ref().expect("an article is open");
            reader.place().expect("it has text")
        };
        let before = place(&session);
        let rows = session.article();
        for (width, height) in [(50, 12), (200, 60), (30, 5), (70, 20)] {
            session.resize(width, height);
            let Anchor { part, byte } = place(&session);
            assert!((part, byte) == (before.part, before.byte), "at {width}");
        }
        assert_eq!(session.article(), rows);
        // What changes the rows keeps the place too.
        session.keys("vv");
        assert_eq!(session.article(), rows);
    }
}

#[test]
fn matches_are_gone_to_wherever_they_are() {
    let mut session = Session::reading(paragraphs(), 70, 20);
    session.keys("/p2999z<Enter>");
    assert!(session.article().concat().contains("p2999z"));
    assert_eq!(per_cent(&session), 100);
    session.keys("<Esc>gg/p700<Enter>");
    assert!(session.status().ends_with("1/2"), "{}", session.status());
    session.keys("n");
    assert!(session.article().concat().contains("p700z"));
    session.keys("n");
    assert!(session.status().contains("on from the beginning"));
    session.keys("G");
    session.keys("N");
    assert!(session.article().concat().contains("p700z"));
    session.keys("ggN");
    assert!(session.status().contains("on from the end"));
}

#[test]
fn how_much_has_been_read_is_an_estimate_that_settles() {
    for (document, words) in [(paragraphs(), "p1500z"), (one_line(), "word30000")] {
        let mut session = Session::reading(document, 70, 20);
        assert!(!session.state.is_settled());
        session.keys(&format!("/{words}<Enter>"));
        settle(&mut session);
        let shown = per_cent(&session);
        assert!((48..=52).contains(&shown), "{shown} % at the middle");
        session.resize(90, 20);
        settle(&mut session);
        session.keys("<Esc><Esc><Esc>");
    }
    let short = Session::reading(article(Direction::Ltr, &["few words"]), 70, 20);
    assert!(short.state.is_settled());
}
