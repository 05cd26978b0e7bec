//! Folders that change while they are open: what the kernel says of them, and what the session makes
//! of it.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use akhbar::app::{Effect, Message};
use akhbar::library::{self, Changes, Memory, Source};

use crate::pty::PATIENCE;
use crate::sessions::Session;
use crate::web::offline;

const N_PARAGRAPHS: usize = 60;

fn page(name: &str, first: &str) -> String {
    let mut page = format!("العنوان {name}\n\n{first}");
    for idx in 0..N_PARAGRAPHS {
        page.push_str(&format!(
            "فقرة {idx} من الصفحة {name} وفيها كلمات كثيرة.\n\n"
        ));
    }
    page
}

/// A folder with pages, open and watched.
struct Watched {
    folder: tempfile::TempDir,
    session: Session,
    changes: Receiver<Changes>,
}

impl Watched {
    fn open(names: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(folder.path().join(name), page(name, "")).unwrap();
        }
        let changes = watch(folder.path());
        let session = Session::open(folder.path(), 120, 20);
        Self {
            folder,
            session,
            changes,
        }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, first: &str) {
        fs::write(self.path(name), page(name, first)).unwrap();
    }

    /// Takes in what has changed until the session is as `expected` says.
    fn until(&mut self, expected: impl Fn(&Session) -> bool) {
        while !expected(&self.session) {
            let changes = self.changes.recv_timeout(PATIENCE);
            let changes = changes.unwrap_or_else(|_| panic!("{}", self.session.screen()));
            self.take(changes);
            self.session.state.settle_list();
        }
        self.session.rest();
    }

    /// Takes in what has changed, and does what that asks for.
    fn take(&mut self, changes: Changes) {
        self.session.message(Message::Changed(changes));
        for effect in std::mem::take(&mut self.session.asked) {
            match effect {
                Effect::ReadAgain { item_idx } => self.session.read(item_idx),
                Effect::LookAgain { items } => {
                    for item_idx in items {
                        self.session.summarise_again(item_idx);
                    }
                }
                other => panic!("{other:?}"),
            }
        }
    }

    fn shown(&self) -> Vec<String> {
        let list = &self.session.state.list;
        let source = |idx: usize| list.items[idx].source.as_ref().unwrap().short_name();
        list.view.items().map(source).collect()
    }

    fn notice(&self) -> &str {
        self.session.state.notice.as_deref().unwrap_or_default()
    }
}

/// What changes in a folder from now on.
fn watch(folder: &Path) -> Receiver<Changes> {
    let mut watch = walked(folder);
    let (send, changes) = mpsc::channel();
    thread::spawn(move || while send.send(watch.wait()).is_ok() {});
    changes
}

fn walked(folder: &Path) -> library::Watch {
    let mut sources = library::sources(&[folder.into()], &offline()).watched();
    sources.by_ref().for_each(drop);
    sources.into_watch().unwrap()
}

fn n_shown(session: &Session) -> usize {
    session.state.list.view.n_items()
}

#[test]
fn new_changed_and_removed_pages_come_and_go_and_the_reader_stays() {
    let mut watched = Watched::open(&["b", "d", "f"]);
    watched.session.keys("j<Enter>  jj");
    let (line, place) = (
        watched.session.article(),
        watched.session.state.reader.as_ref().unwrap().top,
    );
    watched.write("e", "");
    watched.until(|session| session.state.list.items.len() == 4);
    assert_eq!(watched.notice(), "1 new article");
    assert_eq!(watched.shown(), ["b", "d", "f", "e"]);
    fs::remove_file(watched.path("b")).unwrap();
    watched.until(|session| n_shown(session) == 3);
    assert_eq!(watched.notice(), "1 removed article");
    assert_eq!(watched.shown(), ["d", "f", "e"]);
    assert_eq!(watched.session.state.list.selected, 1);
    assert_eq!(watched.session.article(), line);
    assert_eq!(watched.session.state.reader.as_ref().unwrap().top, place);
    // Sorted otherwise, what comes later is put where it belongs.
    (0..4).for_each(|idx| watched.session.summarise(idx));
    watched.session.keys("<Esc>ss").rest();
    assert_eq!(watched.shown(), ["d", "e", "f"]);
    watched.write("a", "");
    watched.until(|session| n_shown(session) == 4);
    (0..5).for_each(|idx| watched.session.summarise(idx));
    watched.session.rest();
    assert_eq!(watched.shown(), ["a", "d", "e", "f"]);
    assert_eq!(watched.session.state.list.selected, 1);
}

#[test]
fn an_open_page_that_is_written_again_keeps_its_place_and_its_search() {
    let mut watched = Watched::open(&["b", "d"]);
    watched.session.keys("<Enter>/كثيرة<Enter>     jj");
    let first = watched.session.first_words();
    let n_blocks = |session: &Session| {
        session
            .state
            .reader
            .as_ref()
            .unwrap()
            .article
            .document
            .blocks()
            .len()
    };
    assert_eq!(n_blocks(&watched.session), N_PARAGRAPHS);
    // As editors do it: another file takes its place.
    let draft = watched.path(".b.swp");
    let more = "فقرة جديدة في أول الصفحة لم تكن فيها من قبل.\n\n".repeat(9);
    fs::write(&draft, page("b", &more)).unwrap();
    fs::rename(&draft, watched.path("b")).unwrap();
    watched.until(|session| n_blocks(session) == N_PARAGRAPHS + 9);
    assert_eq!(watched.notice(), "1 changed article");
    assert_eq!(watched.session.first_words(), first);
    while watched.session.state.is_searching() {
        watched.session.state.search_on();
    }
    let search = watched
        .session
        .state
        .reader
        .as_ref()
        .unwrap()
        .search
        .as_ref();
    assert_eq!(search.unwrap().n_matches(), N_PARAGRAPHS);
    assert_eq!(watched.shown(), ["b", "d"]);
}

#[test]
fn an_open_page_that_is_removed_stays_until_it_is_left() {
    let mut watched = Watched::open(&["b", "d"]);
    watched.session.keys("<Enter> ");
    let line = watched.session.article();
    fs::remove_file(watched.path("b")).unwrap();
    watched.until(|session| session.state.list.items[0].is_gone);
    assert_eq!(
        watched.notice(),
        "1 removed article; the open one can be read until you leave it"
    );
    assert_eq!(watched.session.article(), line);
    assert!(
        watched.session.screen().contains("removed"),
        "{}",
        watched.session.screen()
    );
    watched.session.keys("kj ");
    assert_eq!(watched.shown(), ["b", "d"]);
    watched.session.keys("J").rest();
    assert_eq!(watched.shown(), ["d"]);
    // It may come back.
    watched.write("b", "");
    watched.until(|session| n_shown(session) == 2);
    assert_eq!(watched.shown(), ["b", "d"]);
}

#[test]
fn a_page_with_another_name_is_the_same_page() {
    let mut watched = Watched::open(&["b", "d"]);
    watched.session.keys("<Enter> <Esc>");
    assert!(watched.session.state.list.items[0].read);
    fs::rename(watched.path("b"), watched.path("z")).unwrap();
    watched.until(|session| {
        session.state.list.items[0]
            .source
            .as_ref()
            .unwrap()
            .short_name()
            == "z"
    });
    assert!(watched.session.state.list.items[0].read);
    assert_eq!(watched.shown(), ["z", "d"]);
}

#[test]
fn folders_in_the_folder_and_the_folder_itself_come_and_go() {
    let mut watched = Watched::open(&["b"]);
    let inner = watched.path("inner/deep");
    fs::create_dir_all(&inner).unwrap();
    fs::write(inner.join("x"), page("x", "")).unwrap();
    fs::create_dir(watched.path(".hidden")).unwrap();
    fs::write(watched.path(".hidden/y"), page("y", "")).unwrap();
    watched.until(|session| n_shown(session) == 2);
    fs::write(inner.join("z"), page("z", "")).unwrap();
    watched.until(|session| n_shown(session) == 3);
    assert_eq!(watched.shown(), ["b", "x", "z"]);
    fs::remove_dir_all(watched.path("inner")).unwrap();
    watched.until(|session| n_shown(session) == 1);
    let folder = watched.folder.path().to_owned();
    fs::remove_dir_all(&folder).unwrap();
    watched.until(|session| session.state.list.items[0].is_gone);
    // What is open can still be read; the folder is looked for now and then.
    assert!(watched.session.state.reader.is_some());
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("b"), page("b", "")).unwrap();
    watched.until(|session| !session.state.list.items[0].is_gone);
}

#[test]
fn an_empty_folder_says_so_until_something_comes() {
    let mut watched = Watched::open(&[]);
    assert_eq!(n_shown(&watched.session), 1);
    let screen = watched.session.screen();
    assert!(screen.contains("no files in this folder"), "{screen}");
    watched.write("a", "أول صفحة.\n\n");
    watched.until(|session| session.state.reader.is_some());
    assert_eq!(watched.shown(), ["a"]);
    assert_eq!(watched.notice(), "1 new article");
    let screen = watched.session.screen();
    assert!(!screen.contains("no files in this folder"), "{screen}");
    // A file of the same name in another folder that is open fills only its own.
    let folder = tempfile::tempdir().unwrap();
    let [full, empty] = ["full", "empty"].map(|name| folder.path().join(name));
    for path in [&full, &empty] {
        fs::create_dir(path).unwrap();
    }
    fs::write(full.join("a"), page("a", "")).unwrap();
    let names = [full, empty].map(std::path::PathBuf::into_os_string);
    let mut session = Session::of_sources(&names, &Memory::default(), 120, 20);
    session.message(Message::Changed(Changes {
        found: vec![Source::File(Path::new(&names[0]).join("b"))],
        ..Changes::default()
    }));
    assert_eq!(n_shown(&session), 3);
    assert!(session.screen().contains("no files in this folder"));
}

#[test]
fn a_folder_that_loses_its_last_file_says_that_it_is_empty() {
    let mut watched = Watched::open(&["a", "b"]);
    let says_so = |session: &Session| session.screen().contains("no files in this folder");
    watched.session.keys("j<Enter>");
    for name in ["a", "b"] {
        fs::remove_file(watched.path(name)).unwrap();
    }
    watched.until(|session| session.state.list.items.len() == 3);
    watched.session.summarise(2);
    // What was open can be read until it is left.
    let folder = watched.folder.path().file_name().unwrap().to_owned();
    let folder = folder.to_str().unwrap();
    assert_eq!(watched.shown(), ["b", folder]);
    watched.session.keys("<Esc>j").rest();
    assert_eq!(watched.shown(), [folder]);
    assert!(says_so(&watched.session), "{}", watched.session.screen());
    // A page that comes back takes its place, and is open.
    watched.write("b", "");
    watched.until(|session| session.state.reader.is_some());
    assert_eq!(watched.shown(), ["b"]);
    assert!(!says_so(&watched.session));
    // And once more, in the same row.
    fs::remove_file(watched.path("b")).unwrap();
    watched.until(says_so);
    assert_eq!(watched.session.state.list.items.len(), 3);
}

#[test]
fn a_page_is_taken_when_it_is_whole() {
    let mut watched = Watched::open(&["b"]);
    let mut file = File::create(watched.path("c")).unwrap();
    write!(file, "العنوان").unwrap();
    let early = watched.changes.recv_timeout(Duration::from_millis(400));
    assert!(early.is_err(), "{early:?}");
    write!(file, " كامل\n\nنص الصفحة.").unwrap();
    drop(file);
    watched.until(|session| n_shown(session) == 2);
    watched.session.summarise(1);
    let title = watched.session.state.list.items[1].summary().unwrap();
    assert_eq!(title.title.as_str(), "العنوان كامل");
}

#[test]
fn more_than_the_kernel_can_tell_at_once_is_found_all_the_same() {
    const N_NEW: usize = 9_000;
    let folder = tempfile::tempdir().unwrap();
    for name in ["kept", "lost", "other"] {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    thread::sleep(Duration::from_millis(100));
    let mut watch = walked(folder.path());
    for idx in 0..N_NEW {
        fs::write(folder.path().join(format!("{idx:05}")), "x").unwrap();
    }
    fs::remove_file(folder.path().join("lost")).unwrap();
    let mut session = Session::open(folder.path(), 80, 20);
    let n_before = session.state.list.items.len();
    assert_eq!(n_before, N_NEW + 2);
    let (mut found, mut listed) = (HashSet::new(), None);
    while found.len() < N_NEW || listed.is_none() {
        let changes = watch.wait();
        found.extend(changes.found.iter().map(library::Source::name));
        listed = changes
            .listed
            .first()
            .map(|(_, names)| names.len())
            .or(listed);
        session.message(Message::Changed(changes));
    }
    assert_eq!((found.len(), listed), (N_NEW, Some(N_NEW + 2)));
    assert_eq!(session.state.list.items.len(), n_before, "none twice");
}

#[test]
fn a_file_of_many_pages_is_read_again_as_a_whole() {
    let mut watched = Watched::open(&["b"]);
    let line =
        |idx: usize| format!("{{\"title\":\"عنوان {idx}\",\"text\":\"نص الصفحة رقم {idx}.\"}}\n");
    let lines = |n_lines: usize| (0..n_lines).map(line).collect::<String>();
    fs::write(watched.path("n.jsonl"), lines(3)).unwrap();
    watched.until(|session| n_shown(session) == 4);
    fs::write(watched.path("n.jsonl"), lines(5)).unwrap();
    watched.until(|session| n_shown(session) == 6);
    fs::write(watched.path("n.jsonl"), lines(2)).unwrap();
    watched.until(|session| n_shown(session) == 3);
    assert_eq!(watched.shown(), ["b", "n.jsonl:1", "n.jsonl:2"]);
    // Nor does what is there no more count among those that a filter looks at.
    assert_eq!(watched.session.state.list.n_items(), 3);
    fs::remove_file(watched.path("n.jsonl")).unwrap();
    watched.until(|session| n_shown(session) == 1);
}

#[test]
fn what_may_be_one_page_or_many_is_looked_into_when_it_is_its_turn() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let line =
        |idx: usize| format!("{{\"title\":\"عنوان {idx}\",\"text\":\"نص الصفحة رقم {idx}.\"}}\n");
    write("a", &page("a", ""));
    write("b.json", &(line(1) + &line(2)));
    write("c.json", &line(3));
    write("d", &page("d", ""));
    let names = [folder.path().into()];
    let found = |sources: library::Sources| {
        sources
            .map(|source| source.unwrap().short_name())
            .collect::<Vec<_>>()
    };
    // Whoever reads all of it anyway gets the pages at once.
    let all = found(library::sources(&names, &offline()));
    assert_eq!(all, ["a", "b.json:1", "b.json:2", "c.json", "d"]);
    let late: Vec<_> = library::sources(&names, &offline())
        .watched()
        .map(Result::unwrap)
        .collect();
    let mut watched = Watched::open(&["x"]);
    let session = &mut watched.session;
    let items = late.iter().cloned().map(akhbar::app::Item::new).collect();
    session.state.list = akhbar::app::List::new(items);
    let part = |item_idx: usize| library::parts(&late[item_idx]);
    assert!(part(0).is_none() && part(2).is_none() && part(3).is_none());
    session.keys("j");
    for _ in 0..2 {
        // From two workers at the same time.
        let parts = part(1).unwrap().into_iter();
        let parts = parts
            .map(|part| akhbar::app::Item::new(part.unwrap()))
            .collect();
        session.message(Message::Parted { item_idx: 1, parts });
        session.state.settle_list();
    }
    // In its place, and what was selected of it is.
    assert_eq!(watched.shown(), all);
    let selected = watched
        .session
        .state
        .list
        .item()
        .unwrap()
        .source
        .as_ref()
        .unwrap();
    assert_eq!(selected.short_name(), "b.json:1");
    watched.session.keys("<Enter>");
    let reader = watched.session.state.reader.as_ref().unwrap();
    assert_eq!(reader.article.title.as_deref(), Some("عنوان 1"));
}

#[test]
fn a_page_that_is_saved_comes_without_what_it_is_shown_with() {
    let mut watched = Watched::open(&["b"]);
    // The folder of the one comes before it, of the other behind it.
    fs::create_dir(watched.path("c_files")).unwrap();
    watched.write("c_files/style.css", "");
    watched.until(|session| n_shown(session) == 2);
    watched.write("c.html", "");
    watched.write("d.html", "");
    fs::create_dir(watched.path("d_files")).unwrap();
    watched.write("d_files/style.css", "");
    watched.write("e", "");
    watched.until(|session| n_shown(session) == 4);
    assert_eq!(watched.shown(), ["b", "c.html", "d.html", "e"]);
}
