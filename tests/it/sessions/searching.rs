//! Searching in the open article: what is found, which cells light up, and where the reader is.

use akhbar::app::{Pane, Search};
use akhbar::text::Direction;
use ratatui::style::Modifier;

use crate::sessions::{Session, article, numbered};

/// A session on a screen of 61 columns: text in the cells of columns 2 to 58.
fn narrow(direction: Direction, paragraphs: &[&str]) -> Session {
    Session::reading(article(direction, paragraphs), 61, 14)
}

#[test]
fn words_are_found_however_they_are_spelled_and_all_light_up() {
    let text = "قرأت الأخبار في الصباح، ثم قرأت الاخبارَ، وسمعت أَخبار البلد";
    let mut session = narrow(Direction::Rtl, &[text]);
    session.keys("/اخبار");
    assert!(session.status().ends_with("1/3"), "{}", session.status());
    // Row 0 from the right edge: قرأت and a blank, ا and the ligature of ل and أ, then خبار.
    let (others, current) = session.lit(0);
    assert_eq!(current, (48..=52).collect::<Vec<u16>>());
    assert!(!others.is_empty());
    assert!(others.iter().all(|x| *x < 40), "{others:?}");
}

#[test]
fn the_lit_cells_are_the_letters_of_the_match() {
    let check = |direction, text: &str, words: &str, expected: &[u16]| {
        let mut session = narrow(direction, &[text]);
        session.keys("/").keys(words);
        assert_eq!(session.lit(0), (vec![], expected.to_vec()), "{words}");
        session.keys("<Enter>");
        assert_eq!(session.lit(0), (vec![], expected.to_vec()), "{words}");
    };
    // Right to left: the first letter stands in column 58.
    check(Direction::Rtl, "كتب خبرا", "كتب", &[56, 57, 58]);
    check(Direction::Rtl, "كِتَابُ الخَبَرِ", "كتاب", &[55, 56, 57, 58]);
    check(Direction::Rtl, "كِتَابُ الخَبَرِ", "الخبر", &[49, 50, 51, 52, 53]);
    // Latin words inside: in columns 47 to 54, from left to right.
    let mixed = "كتب Ali Reza خبرا";
    check(Direction::Rtl, mixed, "reza", &[51, 52, 53, 54]);
    check(Direction::Rtl, mixed, "خبرا", &[42, 43, 44, 45]);
    // A match over the border of two runs lights up in two places.
    let both = [47, 48, 49, 55, 56, 57, 58];
    check(Direction::Rtl, mixed, "كتب ali", &both);
    // Left to right: the first letter stands in column 2.
    let hebrew = "The word שלום is Hebrew";
    check(Direction::Ltr, hebrew, "hebrew", &[19, 20, 21, 22, 23, 24]);
    check(Direction::Ltr, hebrew, "לו", &[12, 13]);
    check(Direction::Ltr, hebrew, "word של", &[6, 7, 8, 9, 10, 13, 14]);
}

#[test]
fn a_match_that_is_broken_over_two_rows_lights_up_in_both() {
    let text = format!("{} النهاية هنا", "كلمة ".repeat(10));
    let mut session = narrow(Direction::Rtl, &[&text]);
    session.keys("/كلمة النهاية");
    assert!(session.status().ends_with("1/1"));
    let lit: usize = (0..2).map(|row_idx| session.lit(row_idx).1.len()).sum();
    assert!(lit >= "كلمة".chars().count() + "النهاية".chars().count());
}

fn three_matches() -> Session {
    let filler = numbered("كلمة", 400);
    let text = |word: &str| format!("{word} في أول السطر");
    let texts = [
        filler.clone(),
        text("مُوقِع"),
        filler.clone(),
        text("الموقع"),
        filler.clone(),
        text("موقعٌ"),
        filler,
    ];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Session::reading(article(Direction::Rtl, &texts), 60, 20)
}

fn count(session: &Session) -> String {
    let status = session.status();
    status.split(' ').next_back().unwrap_or_default().to_owned()
}

fn is_current_on_screen(session: &Session) -> bool {
    (0..session.article().len()).any(|row_idx| !session.lit(row_idx).1.is_empty())
}

#[test]
fn n_goes_through_the_matches_and_round_the_ends() {
    let mut session = three_matches();
    session.keys("/موقع<Enter>");
    let mut check = |keys: &str, expected: &str| {
        session.keys(keys);
        assert_eq!(count(&session), expected, "{keys}");
        assert!(is_current_on_screen(&session), "{keys} {expected}");
    };
    check("", "1/3");
    check("n", "2/3");
    check("n", "3/3");
    check("n", "1/3");
    check("N", "3/3");
    check("N", "2/3");
    check("<F3>", "3/3");
    check("<F2>", "2/3");
}

#[test]
fn a_search_begins_where_the_reader_is() {
    let mut session = three_matches();
    session.keys("/موقع<Enter>nj<Esc>");
    // The second match is above the screen now, the third is the next.
    session.keys("   /موقع");
    assert_eq!(count(&session), "3/3");
    session.keys("<Enter>G/موقع");
    // After the last one, from the beginning.
    assert_eq!(count(&session), "1/3");
}

#[test]
fn esc_gives_the_place_back_and_enter_keeps_what_is_found() {
    let mut session = three_matches();
    for rows in ["", "j", "jjjj", "   ", "   jjj"] {
        session.keys("gg").keys(rows);
        let before = session.article();
        session.keys("/موقعٌ في");
        assert!(is_current_on_screen(&session));
        session.keys("<Esc>");
        assert_eq!(session.article(), before, "{rows:?}");
        assert!(session.state.prompt.is_none());
        session.keys("/موقع<Enter>");
        assert!(is_current_on_screen(&session));
        session.keys("<Esc>");
    }
}

#[test]
fn esc_gives_the_row_back_even_a_blank_one() {
    let paragraphs: Vec<String> = (0..60).map(|idx| format!("paragraph {idx}")).collect();
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    for n_rows in 1..4 {
        let mut session = narrow(Direction::Ltr, &paragraphs);
        session.keys(&"j".repeat(n_rows));
        let before = session.article();
        session.keys("/paragraph 59<Esc>");
        assert_eq!(session.article(), before, "{n_rows}");
        session.keys("/paragraph 5");
        assert_ne!(session.article(), before);
        session.keys("<Backspace>zz");
        assert_eq!(session.article(), before, "not found: {n_rows}");
    }
}

#[test]
fn esc_gives_the_search_before_back() {
    let mut session = three_matches();
    session.keys("/موقع<Enter>n");
    let (before, screen) = (count(&session), session.article());
    session.keys("/كلمة39");
    assert_ne!(count(&session), before);
    session.keys("<Esc>");
    assert_eq!(count(&session), before);
    assert_eq!(session.article(), screen);
}

#[test]
fn esc_gives_the_match_before_back_among_others_on_the_screen() {
    let mut session = narrow(Direction::Ltr, &["one two one two one"]);
    session.keys("/one<Enter>nn");
    assert_eq!(count(&session), "3/3");
    session.keys("/two<Esc>");
    assert_eq!(count(&session), "3/3");
}

#[test]
fn the_prompt_is_left_by_taking_away_what_is_not_there() {
    let mut session = three_matches();
    session.keys("/مو<Backspace><Backspace>");
    assert!(session.state.prompt.is_some());
    assert!(session.state.reader.as_ref().unwrap().search.is_none());
    session.keys("<Backspace>");
    assert!(session.state.prompt.is_none());
    session.keys("/<Enter>");
    assert!(session.state.prompt.is_none());
}

#[test]
fn nothing_found_is_said() {
    let mut session = three_matches();
    session.keys("/جريدة");
    assert!(session.status().ends_with("not found"));
    session.keys("<Enter>n");
    assert!(session.status().contains("nothing to go to"));
    assert!(session.status().ends_with("not found"));
    session.keys("<Esc>");
    assert!(!session.status().contains("not found"));
}

#[test]
fn the_prompt_shows_arabic_at_its_right_edge_with_the_caret_at_its_left() {
    let mut session = three_matches();
    session.keys("/سلام");
    let status = session.status();
    // The ligature takes one cell; the caret stands where the next letter will.
    let (before, _) = status.split_once("ﻡﻼﺳ /").expect(&status);
    let caret = u16::try_from(before.chars().count()).unwrap() - 1;
    let cell = session.buffer()[(caret, 19)].clone();
    assert!(cell.modifier.contains(Modifier::REVERSED), "{cell:?}");
    let prompt = session.state.prompt.as_ref().unwrap();
    assert_eq!(prompt.text, "سلام");
    session.keys("<Left><Left>x");
    assert_eq!(session.state.prompt.as_ref().unwrap().text, "سلامx");
    session.keys("<Home>x");
    assert_eq!(session.state.prompt.as_ref().unwrap().text, "xسلامx");
}

#[test]
fn a_search_in_a_bundled_article_finds_what_the_page_has() {
    let mut session = Session::bundled(120, 40);
    session.keys("jjjjjjj/الأهرام<Enter>");
    assert_eq!(session.state.panes.focus, Pane::Article);
    assert_eq!(count(&session), "1/1");
    // Written with all its signs in the page, and typed without any.
    session.keys("/خير جليس<Enter>");
    assert_eq!(count(&session), "1/1");
    assert!(is_current_on_screen(&session));
}

#[test]
fn the_lit_letters_stay_lit_at_another_width() {
    let mut session = three_matches();
    session.keys("/موقع<Enter>nn");
    session.resize(120, 20);
    assert_eq!(count(&session), "3/3");
    session.resize(44, 20).keys("Nn");
    assert!(is_current_on_screen(&session));
}

#[test]
fn esc_gives_the_place_back_after_a_resize_as_well() {
    let mut session = three_matches();
    session.keys("   j");
    let first = session.first_words();
    let first = first.split(' ').next().unwrap();
    session.keys("/موقعٌ").resize(120, 30).keys("<Esc>");
    let words = session.first_words();
    assert!(words.split(' ').any(|word| word == first), "{words}");
}

#[test]
fn the_next_match_is_the_next_from_what_is_in_sight() {
    let paragraphs = vec!["word"; 60];
    let mut session = narrow(Direction::Ltr, &paragraphs);
    session.keys("/word<Enter>G");
    let check = |session: &mut Session, key: &str, expected: &str| {
        session.keys(key);
        assert!(
            session.status().ends_with(expected),
            "{key}: {}",
            session.status()
        );
    };
    check(&mut session, "", "1/60");
    // 120 rows with the blank ones, twelve of them in sight.
    check(&mut session, "n", "55/60");
    check(&mut session, "ggN", "6/60");
    check(&mut session, "n", "7/60");
}

#[test]
fn going_round_the_end_is_said() {
    let mut session = narrow(Direction::Ltr, &["word word"]);
    session.keys("/word<Enter>n");
    assert!(session.status().ends_with("2/2"));
    session.keys("n");
    assert!(
        session.status().contains("on from the beginning"),
        "{}",
        session.status()
    );
    session.keys("N");
    assert!(
        session.status().contains("on from the end"),
        "{}",
        session.status()
    );
}

#[test]
fn the_last_words_are_looked_for_in_the_next_article_too() {
    let mut session = Session::bundled(120, 40);
    session.keys("/mattis<Enter>J");
    assert!(!session.status().contains("N previous"));
    session.keys("n");
    let status = session.status();
    let found = status.rsplit_once(' ').map(|(_, found)| found.to_owned());
    assert!(
        found.is_some_and(|found| found.starts_with("1/")),
        "{status}"
    );
}

#[test]
fn the_byline_is_searched_too() {
    let mut session = Session::bundled(120, 40);
    session.keys("jj/world desk");
    assert!(session.status().ends_with("1/1"), "{}", session.status());
}

#[test]
fn all_matches_are_listed_with_their_lines() {
    let mut session = three_matches();
    session.keys("/موقع<Enter>gm");
    let shown = session.screen();
    assert!(shown.contains("3 matches"), "{shown}");
    session.keys("jj<Enter>");
    let search = session
        .state
        .reader
        .as_ref()
        .and_then(|reader| reader.search.as_ref());
    let article = &session.state.reader.as_ref().expect("an article").article;
    assert_eq!(search.and_then(|search| search.number(article)), Some(3));
    session.keys("gm<Esc>");
    assert!(session.state.chooser.is_none());
}

#[test]
fn spellings_and_expressions_are_switched_at_the_prompt() {
    let mut session = Session::bundled(100, 30);
    session.keys("<Enter>/the");
    let n_matches = |session: &Session| {
        let reader = session.state.reader.as_ref().expect("an article");
        reader.search.as_ref().map_or(0, Search::n_matches)
    };
    let usual = n_matches(&session);
    session.keys("<Ctrl-o>");
    let whole = n_matches(&session);
    assert!(0 < whole && whole < usual, "{whole} {usual}");
    assert!(session.screen().contains("words ·"));
    session.keys("<Ctrl-o><Ctrl-t><Ctrl-t>");
    assert!(session.screen().contains("exact ·"));
    assert!(n_matches(&session) <= usual);
    session.keys("<Ctrl-t><Ctrl-r><Ctrl-u>[");
    assert!(
        session.screen().contains("unclosed"),
        "{}",
        session.screen()
    );
    session.keys("aeiou]n");
    assert!(n_matches(&session) > 0);
}

#[test]
fn earlier_words_come_back_at_the_prompt() {
    let mut session = Session::bundled(100, 30);
    session.keys("<Enter>/one<Enter>/two<Enter>/<Up>");
    let text = |session: &Session| {
        session
            .state
            .prompt
            .as_ref()
            .map(|prompt| prompt.text.clone())
    };
    assert_eq!(text(&session).as_deref(), Some("two"));
    session.keys("<Up><Up>");
    assert_eq!(text(&session).as_deref(), Some("one"));
    session.keys("<Down><Down>");
    assert_eq!(text(&session).as_deref(), Some(""));
}

#[test]
fn the_longest_word_of_the_top_row_is_looked_for() {
    let mut session = Session::bundled(100, 30);
    session.keys("<Enter>gw");
    let sought = session.state.sought.as_ref().expect("a search");
    assert!(sought.words.chars().count() > 4, "{}", sought.words);
    let reader = session.state.reader.as_ref().expect("an article");
    assert!(
        reader
            .search
            .as_ref()
            .is_some_and(|search| search.n_matches() > 0)
    );
}

#[test]
fn what_is_looked_for_is_found_in_all_articles() {
    let mut session = Session::bundled(100, 40);
    session.keys("<Enter>/اخبار<Enter>gs");
    let shown = session.screen();
    assert!(shown.contains("in all articles"), "{shown}");
    session.keys("j<Enter>");
    let reader = session.state.reader.as_ref().expect("an article");
    let current = reader.search.as_ref().and_then(|search| search.current());
    assert!(current.is_some() && session.state.chooser.is_none());
}
