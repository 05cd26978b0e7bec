//! What one session leaves to the next: through the plain values that the state file holds.

use std::fs;
use std::path::Path;

use akhbar::app::{Key, Message, Showing};
use akhbar::library::Memory;
use akhbar::picture::Way;

use crate::sessions::Session;

/// Pages so long that there is a place in them to come back to.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["1", "2", "3", "4"] {
        write(folder.path(), name, "");
    }
    folder
}

fn write(folder: &Path, name: &str, first: &str) {
    let mut page = format!("العنوان {name}\n\n{first}");
    for idx in 0..60 {
        page.push_str(&format!(
            "فقرة {idx} من الصفحة {name} وفيها كلمات كثيرة.\n\n"
        ));
    }
    fs::write(folder.join(name), page).unwrap();
}

/// Opens a folder as it was left.
fn open(folder: &Path, memory: &Memory) -> Session {
    Session::remembering(folder, memory, 120, 20)
}

fn leave(session: &mut Session) -> Memory {
    session.state.changes(1_000_000)
}

fn read(session: &Session) -> Vec<bool> {
    let items = &session.state.list.items;
    items.iter().map(|item| item.read).collect()
}

#[test]
fn the_reader_comes_back_to_the_same_line() {
    let folder = folder();
    let mut session = open(folder.path(), &Memory::default());
    session.keys("jj<Enter>  jj");
    let line = session.article();
    let memory = leave(&mut session);
    assert_eq!(read(&session), [false, false, true, false]);

    let mut again = open(folder.path(), &memory);
    assert_eq!(again.state.list.selected, 2);
    assert_eq!(again.article(), line);
    assert_eq!(read(&again), [false, false, true, false]);
    assert!(leave(&mut again).is_empty(), "nothing is new");
    // Also where another width brings other rows.
    again.resize(60, 20).keys("<Enter>");
    let first = again.first_words();
    assert!(line[0].len() > 10 && first.starts_with("فقرة"), "{first}");
    again.keys("gg<Esc>");
    let mut changes = memory.clone();
    changes.merge(leave(&mut again));
    let mut third = open(folder.path(), &changes);
    assert!(!third.state.reader.as_ref().unwrap().is_under_way());
    third.keys("J");
}

#[test]
fn a_page_that_was_moved_or_changed_is_known_again() {
    let folder = folder();
    let mut session = open(folder.path(), &Memory::default());
    session.keys("j<Enter>  <Esc>jm");
    let memory = leave(&mut session);
    let place = |session: &mut Session| {
        session.keys("<Enter>");
        let words = session.first_words();
        session.keys("<Esc>");
        words
    };
    session.keys("k");
    let left = place(&mut session);
    // Read, then moved to another name.
    fs::rename(folder.path().join("2"), folder.path().join("9")).unwrap();
    let mut moved = open(folder.path(), &memory);
    assert_eq!(read(&moved), [false, true, false, true]);
    moved.keys("G");
    assert_eq!(place(&mut moved), left);
    // Changed at its beginning: the name tells, and the text where the reader was.
    fs::rename(folder.path().join("9"), folder.path().join("2")).unwrap();
    write(
        folder.path(),
        "2",
        "فقرة جديدة في أول الصفحة.\n\nوأخرى بعدها.\n\n",
    );
    let mut changed = open(folder.path(), &memory);
    assert_eq!(read(&changed), [false, true, true, false]);
    changed.keys("ggj");
    assert_eq!(place(&mut changed), left);
}

#[test]
fn entries_of_a_feed_are_known_wherever_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let feed = |names: &[&str]| {
        let item = |name: &&str| {
            format!(
                "<item><title>خبر {name}</title><description>نص الخبر {name}.</description></item>"
            )
        };
        let items: String = names.iter().map(item).collect();
        let feed = format!("<rss version='2.0'><channel>{items}</channel></rss>");
        fs::write(folder.path().join("news.rss"), feed).unwrap();
    };
    feed(&["1", "2"]);
    let mut session = open(folder.path(), &Memory::default());
    session.keys("m");
    let memory = leave(&mut session);
    assert_eq!(read(&session), [true, false]);
    // A new one comes before the others.
    feed(&["3", "1", "2"]);
    let session = open(folder.path(), &memory);
    assert_eq!(read(&session), [false, true, false]);
}

#[test]
fn marks_order_panes_and_searches_are_taken_over() {
    let folder = folder();
    let mut session = open(folder.path(), &Memory::default());
    session.keys("AjmssSwd<Esc>>/كلمات<Enter><Esc>/فقره<Enter><Esc>/كلمات<Enter><Esc><Esc>");
    let memory = leave(&mut session);
    let mut again = open(folder.path(), &memory);
    assert_eq!(
        read(&again),
        [true, true, true, true],
        "a search reads the article"
    );
    let order = again.state.list.order();
    assert_eq!((order.key, order.reversed), (Key::Title, true));
    let shown: Vec<usize> = again.state.list.view.items().collect();
    assert_eq!(shown, [3, 2, 1, 0]);
    assert_eq!(again.panes(), "list article");
    assert_eq!(again.state.panes.widths, session.state.panes.widths);
    assert!(again.state.panes.widths.list.is_some());
    assert_eq!(again.state.searches, ["فقره", "كلمات"]);
    again.keys("U");
    assert!(again.status().contains("nothing to take back"));
}

#[test]
fn pictures_stay_off_until_they_are_wanted_again() {
    let folder = folder();
    let showing = || {
        Message::Showing(Showing {
            way: Way::Blocks,
            cell: (10, 20),
            is_rgb: true,
        })
    };
    let mut memory = Memory::default();
    for are_off in [true, false] {
        let mut session = open(folder.path(), &memory);
        session.message(showing());
        assert_eq!(session.state.without_pictures, !are_off);
        assert!(leave(&mut session).pictures.is_none(), "nothing is new");
        session.keys("i");
        memory.merge(leave(&mut session));
        assert_eq!(open(folder.path(), &memory).state.without_pictures, are_off);
    }
}

#[test]
fn what_is_done_now_counts_more_than_what_is_remembered() {
    let folder = folder();
    let mut session = open(folder.path(), &Memory::default());
    session.keys("Aj");
    let memory = leave(&mut session);
    let mut again = open(folder.path(), &memory);
    again.keys("m");
    assert_eq!(read(&again), [true, false, true, true]);
    // The page is looked into once more: it stays unread.
    again.message(Message::Summarised(vec![]));
    again.keys("jk");
    assert_eq!(read(&again), [true, false, true, true]);
    let changes = leave(&mut again);
    assert_eq!(changes.articles.len(), 1);
    assert!(leave(&mut again).is_empty());
}

#[test]
fn the_bundled_articles_are_remembered_too() {
    let mut session = Session::bundled(120, 20);
    session.keys("GA<Enter> ");
    let line = session.article();
    let memory = leave(&mut session);
    let again = Session::remembering_bundled(&memory, 120, 20);
    assert_eq!(again.state.list.selected, 9);
    assert_eq!(again.article(), line);
    assert_eq!(read(&again), [true; 10]);
}

#[test]
fn what_is_wrong_is_said_once() {
    let mut session = Session::bundled(120, 20);
    session.message(Message::Remembered {
        memory: Box::default(),
        trouble: Some("nothing is remembered: /x".into()),
    });
    assert!(session.status().contains("nothing is remembered: /x"));
    session.keys("j");
    assert!(!session.status().contains("remembered"));
}
