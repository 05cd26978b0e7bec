//! The list: sorting, grouping, filtering, and the article that follows the selection.

use std::ffi::OsString;
use std::fs;
use std::sync::Arc;

use akhbar::app::{Content, Effect, Group, Item, Key, Message, Pane, Row};
use akhbar::library::{self, Source, Web};
use akhbar::text::Direction;

use crate::sessions::{Session, article};

/// Pages with titles alone, in the order of their names.
fn folder(titles: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (idx, title) in titles.iter().enumerate() {
        let body = match title.is_ascii() {
            true => "A text of some words that is long enough to be a body.",
            false => "نص هذا الخبر طويل بما يكفي ليكون متنا.",
        };
        let page = format!("{title}\n\n{body}");
        fs::write(folder.path().join(format!("{idx:02}.txt")), page).unwrap();
    }
    folder
}

/// The indices of the items that are shown, in their order.
fn shown(session: &Session) -> Vec<usize> {
    session.state.list.view.items().collect()
}

#[test]
fn what_could_not_be_read_is_not_read() {
    let web = Arc::new(Web::new(None, false));
    let names = ["http://127.0.0.1:9/a", "http://127.0.0.1:9/b"].map(OsString::from);
    let items = library::sources(&names, &web).map(|source| Item::new(source.unwrap()));
    let mut session = Session::new(items.collect(), 120, 20);
    session.keys("j<Enter><Esc>");
    let item = &session.state.list.items[1];
    assert_eq!(item.content, Content::Stopped);
    let is_unread = |session: &Session| {
        session
            .state
            .list
            .items
            .iter()
            .map(Item::is_unread)
            .collect::<Vec<_>>()
    };
    assert_eq!(is_unread(&session), [true, true]);
    assert!(session.state.changes(1).articles.is_empty());
    // One that fails and comes in later is as new as any.
    let article = article(Direction::Rtl, &["عادت السفينة إلى الميناء"]);
    for (article, expected) in [(Err("no answer".into()), false), (Ok(article), true)] {
        let article = article.map(Arc::new);
        session.message(Message::Read {
            item_idx: 0,
            article,
        });
        assert_eq!(is_unread(&session), [expected, true]);
    }
    // What was stopped may yet be an article: it is gone to, and asked for again.
    session.asked.clear();
    session.keys("K");
    assert_eq!(session.state.list.selected, 0);
    session.keys("gn");
    assert_eq!(session.state.list.selected, 1);
    let asks = |effect: &Effect| matches!(effect, Effect::Fetch { item_idx: 1 });
    assert!(session.asked.iter().any(asks), "{:?}", session.asked);
    assert_eq!(session.state.list.items[1].content, Content::Waiting);
}

#[test]
fn the_article_waits_for_a_pause_and_the_list_does_not() {
    let mut session = Session::bundled(120, 40);
    let before = session.article();
    session.keys_without_pause("jj");
    assert_eq!(session.state.list.selected, 2);
    assert!(session.screen().contains("3/10"));
    assert_eq!(session.article(), before);
    session.message(Message::Pause);
    assert!(session.article()[0].contains("Washington"));
    // What is gone to is there at once, and so is what is searched.
    session.keys_without_pause("jjj<Enter>");
    assert!(session.state.list.items[5].read);
    assert_eq!(session.state.reader.as_ref().unwrap().item_idx, 5);
    session.keys_without_pause("<Esc>kkkk/Moscow");
    assert_eq!(session.state.reader.as_ref().unwrap().item_idx, 1);
    assert!(session.status().contains('/'));
}

#[test]
fn a_pause_in_which_nothing_moved_changes_nothing() {
    let mut session = Session::bundled(120, 40);
    session.keys("<Enter>  ");
    let before = session.screen();
    session.message(Message::Pause);
    assert_eq!(session.screen(), before);
}

#[test]
fn s_sorts_by_one_thing_after_the_other_and_keeps_the_selection() {
    let titles = ["b ship", "أخبار", "\"A\" ship", "اختبار"];
    let folder = folder(&titles);
    let mut session = Session::open(folder.path(), 120, 40);
    session.keys("j");
    let mut check = |keys: &str, key: Key, status: &str, expected: &[usize]| {
        session.keys(keys);
        assert_eq!(session.state.list.order().key, key);
        assert!(session.status().contains(status), "{}", session.status());
        assert_eq!(shown(&session), expected, "{key:?}");
        assert_eq!(session.state.list.selected, 1);
    };
    check("s", Key::Date, "by date, newest first", &[0, 1, 2, 3]);
    check("s", Key::Title, "by title", &[2, 0, 1, 3]);
    check("S", Key::Title, "end of the alphabet", &[3, 1, 0, 2]);
    check("s", Key::Outlet, "by outlet", &[0, 1, 2, 3]);
    check("s", Key::Length, "longest first", &[0, 2, 1, 3]);
    check("s", Key::Language, "by language", &[1, 3, 0, 2]);
    check("s", Key::Found, "in the order found", &[0, 1, 2, 3]);
    check("S", Key::Found, "last first", &[3, 2, 1, 0]);
}

#[test]
fn the_bundled_articles_are_sorted_by_their_days_and_lengths() {
    let mut session = Session::bundled(120, 40);
    session.keys("s");
    let items = &session.state.list.items;
    let days: Vec<_> = shown(&session)
        .iter()
        .filter_map(|idx| items[*idx].summary().unwrap().day.date())
        .collect();
    assert!(
        days.len() > 4 && days.is_sorted_by(|a, b| a >= b),
        "{days:?}"
    );
    session.keys("sss");
    let items = &session.state.list.items;
    let lengths: Vec<_> = shown(&session)
        .iter()
        .map(|idx| items[*idx].summary().unwrap().n_words)
        .collect();
    assert!(lengths.is_sorted_by(|a, b| a >= b), "{lengths:?}");
}

#[test]
fn groups_have_headings_that_the_selection_passes_over() {
    let mut session = Session::bundled(120, 60);
    session.keys("tt");
    assert_eq!(session.state.list.order().group, Group::Outlet);
    let view = &session.state.list.view;
    let n_headings = (0..).map_while(|at| view.row(at));
    let n_headings = n_headings
        .filter(|row| matches!(row, Row::Heading(_)))
        .count();
    assert_eq!(n_headings, 7);
    let list = session.list().join("\n");
    assert!(
        list.contains("House Wire") && list.contains("outlet not said"),
        "{list}"
    );
    session.keys("gg");
    let first = session.state.list.selected;
    assert_eq!(first, shown(&session)[0]);
    let mut walked = vec![first];
    for _ in 1..10 {
        session.keys("j");
        walked.push(session.state.list.selected);
    }
    assert_eq!(walked, shown(&session));
    session.keys("t");
    assert!(session.list().join("\n").contains("2025-12-03"));
    session.keys("t");
    assert_eq!(shown(&session), (0..10).collect::<Vec<_>>());
}

#[test]
fn folders_are_groups_in_the_order_found() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b/1", "a/2", "3", "b/c/4"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("Page {name}\n\nWith a body of some words.")).unwrap();
    }
    let mut session = Session::open(folder.path(), 120, 40);
    assert_eq!(shown(&session), [0, 1, 2, 3]);
    session.keys("t");
    let rows = session.list();
    let heading = |name: &str| rows.iter().position(|row| row.contains(name)).unwrap();
    assert!(
        heading("/a\u{A0}") < heading("/b\u{A0}") && heading("/b\u{A0}") < heading("b/c\u{A0}"),
        "{rows:#?}"
    );
}

#[test]
fn f_filters_by_the_spelling_of_life() {
    let titles = [
        "وصلت الأخبارُ من إيران",
        "اردو کا پہلا اخبار",
        "News of the day",
        "آج کی خبریں",
        "دولة ١٩٤٧",
    ];
    let folder = folder(&titles);
    let mut session = Session::open(folder.path(), 120, 40);
    let mut check = |typed: &str, expected: &[usize]| {
        session.keys("f<Ctrl-u>").keys(typed);
        assert_eq!(shown(&session), expected, "{typed}");
        let count = format!("{} of 5", expected.len());
        assert!(session.status().ends_with(&count), "{}", session.status());
        session.keys("<Enter>");
        assert!(session.state.prompt.is_none());
        assert_eq!(session.state.panes.focus, Pane::List);
    };
    // The letters are in the other as well, with some in between.
    check("الاخبار", &[0, 1]);
    check("اخبار", &[0, 1]);
    check("ايران", &[0]);
    check("کي", &[3]);
    check("پهلا", &[]);
    check("1947", &[4]);
    check("NEWS", &[2]);
    check("day news", &[2]);
    session.keys("<Esc>");
    assert_eq!(shown(&session), [0, 1, 2, 3, 4]);
    assert!(session.status().contains("all articles"));
}

#[test]
fn what_is_found_first_is_selected_and_esc_goes_back() {
    let mut session = Session::bundled(120, 40);
    session.keys("jjj");
    let before = (session.screen(), session.state.list.selected);
    session.keys("furdu");
    assert!(shown(&session).is_empty());
    assert!(session.list()[2].is_empty() || session.screen().contains("nothing in the list"));
    session.keys("<Ctrl-u>نستعلیق");
    assert_eq!((shown(&session), session.state.list.selected), (vec![6], 6));
    assert!(session.screen().contains("1/1"));
    // The article follows what is found.
    assert_eq!(session.state.reader.as_ref().unwrap().item_idx, 6);
    session.keys("<Esc>");
    assert_eq!((session.screen(), session.state.list.selected), before);
    // Taking letters away shows more again.
    session.keys("fmattis");
    let n_shown = shown(&session).len();
    session.keys(" brus");
    assert!(shown(&session).len() < n_shown);
    session.keys("<Ctrl-w>");
    assert_eq!(shown(&session).len(), n_shown);
    // The arrows move in what is shown.
    session.keys("<Down>");
    assert_eq!(session.state.list.selected, shown(&session)[1]);
    session.keys("<Enter>jk<Enter>");
    assert_eq!(session.state.panes.focus, Pane::Article);
    session.keys("<Esc><Esc>");
    assert_eq!(shown(&session).len(), 10);
}

#[test]
fn letters_in_their_order_come_after_words_under_a_heading() {
    let mut session = Session::bundled(120, 40);
    session.keys("fmatis");
    let rows = session.list();
    assert!(rows[0].contains("with these letters"), "{rows:#?}");
    assert!(rows[1].contains("Mattis"), "{rows:#?}");
}

#[test]
fn what_is_found_behind_leaves_the_selection_where_it_is() {
    let mut session = Session::bundled(120, 40);
    session.keys("ssjj");
    let row = |session: &Session| {
        let rows = session.list();
        let title = "▌";
        rows.iter().position(|row| row.contains(title))
    };
    session.keys("<Enter>");
    let before = (session.state.list.selected, row(&session));
    assert!(before.1.is_some());
    let items = (0..30).map(|idx| Item::new(Source::Bundled(idx % 10)));
    session.message(Message::Found {
        items: items.collect(),
        is_growing: true,
    });
    for item_idx in 10..40 {
        session.summarise(item_idx);
    }
    assert_eq!(row(&session), before.1, "nothing moves by itself");
    session.state.settle_list();
    assert_eq!(shown(&session).len(), 40);
    assert_eq!((session.state.list.selected, row(&session)), before);
    assert!(session.screen().contains("/40…"));
}

#[test]
fn marks_are_taken_back_step_by_step() {
    let mut session = Session::bundled(120, 40);
    let n_unread = |session: &Session| {
        let items = &session.state.list.items;
        items.iter().filter(|item| !item.read).count()
    };
    session.keys("m<Enter><Esc>jm");
    assert_eq!(n_unread(&session), 8);
    session.keys("frussia<Enter>A");
    assert!(
        session.status().contains("marked as read"),
        "{}",
        session.status()
    );
    let n_marked = 8 - n_unread(&session);
    assert!((1..6).contains(&n_marked));
    session.keys("<Esc>A");
    assert_eq!(n_unread(&session), 0);
    session.keys("A");
    assert!(session.status().contains("already"));
    session.keys("U");
    assert_eq!(n_unread(&session), 8 - n_marked);
    assert!(session.status().contains("unread again:"));
    session.keys("U");
    assert_eq!(n_unread(&session), 8);
    session.keys("U");
    assert!(
        session.status().contains("unread again: No joint"),
        "{}",
        session.status()
    );
    session.keys("U");
    assert_eq!(n_unread(&session), 10);
    session.keys("U");
    assert!(session.status().contains("nothing to take back"));
    session.keys("mmU");
    assert_eq!(
        n_unread(&session),
        9,
        "what was marked as unread is read again"
    );
}

#[test]
fn unread_articles_and_numbers_go_by_the_order_that_is_shown() {
    let mut session = Session::bundled(120, 40);
    session.keys("Sggm");
    let order = shown(&session);
    session.keys("gn");
    assert_eq!(session.state.list.selected, order[1]);
    session.keys("gp");
    assert_eq!(session.state.list.selected, order[1], "nothing is unread");
    session.keys("7G");
    assert_eq!(session.state.list.selected, order[6]);
    assert_eq!(session.state.reader.as_ref().unwrap().item_idx, order[6]);
    // What a search in all articles finds is gone to, though a filter hides it.
    session.keys("fmattis<Enter>");
    let filtered = shown(&session);
    session.keys("/the<Enter>gsG<Enter>");
    let selected = session.state.list.selected;
    assert!(!filtered.contains(&selected) && shown(&session).contains(&selected));
    assert_eq!(session.state.reader.as_ref().unwrap().item_idx, selected);
}

#[test]
fn the_list_says_how_much_was_found_in_an_article() {
    let mut session = Session::bundled(120, 40);
    session.keys("j/russia<Enter>");
    let search = session.state.reader.as_ref().unwrap().search.as_ref();
    let expected = format!("{} found", search.unwrap().n_matches());
    assert!(session.list().join("\n").contains(&expected));
    session.keys("<Esc>/zzzz<Enter>");
    assert!(!session.list().join("\n").contains("found"));
    // In all articles: each has its number.
    session.keys("<Esc>/russia<Enter>gs<Esc>");
    let n_numbers = session.list().join("\n").matches("found").count();
    assert!(n_numbers > 3, "{n_numbers}");
}
