//! What the details say of a text and of the list around it, how long the rest takes to read, and
//! where on the scroll bar matches are.

use std::fs;
use std::path::Path;

use akhbar::app::{Entry, Message, Pane, Pointer, Sending};
use akhbar::article::Article;
use akhbar::layout::Part;
use akhbar::text::Direction;

use crate::sessions::{Session, article, numbered};

/// The details as text: each field as its label and its values.
fn fields(session: &Session) -> Vec<String> {
    let about = &session.state.about;
    let rows = about.page.rows(Default::default(), usize::MAX);
    let field = |entry: &Entry| {
        let of_entry = |row: &&akhbar::layout::Row| match row.part {
            Part::Entry(idx) => entry.pieces.contains(&idx),
            _ => false,
        };
        let rows = rows.iter().flatten().filter(of_entry);
        let rows: Vec<String> = rows
            .map(|row| row.cells().iter().map(|cell| cell.text).collect())
            .collect();
        rows.join("|")
    };
    about.entries.iter().map(field).collect()
}

fn field(session: &Session, label: &str) -> Option<String> {
    let fields = fields(session);
    let with_label = |field: &&String| field.starts_with(&format!("{label}|"));
    fields
        .iter()
        .find(with_label)
        .map(|field| field[label.len() + 1..].to_owned())
}

fn arabic() -> Article {
    let mut article = article(
        Direction::Rtl,
        &[
            "قالت وزارة الثقافة إن المنارة باقية، وإن ٣٥ زائرا جاؤوا إليها.",
            "ورحبت جمعية من ٣٥ زائرا بما أعلنته وزارة الثقافة.",
            "The lighthouse stands on a rock in the sea, and the sea takes a piece of the rock every year, says its keeper.",
        ],
    );
    article.language = Some("ar");
    article
}

#[test]
fn the_details_say_what_a_page_hides_and_what_was_mended() {
    let meant = "قالت الوزارة إن المنارة باقية، والميناء مفتوح منذ الصباح.";
    let wrong = encoding_rs::WINDOWS_1256.decode_without_bom_handling(meant.as_bytes());
    let page = format!(
        "Nеws of the day\n\n{}\n\n\u{202E}abc\u{202C} d\u{200B}ef\u{E0041}\n",
        wrong.0
    );
    let read = akhbar::article::read(page.as_bytes()).expect("an article");
    let session = Session::reading(read, 160, 50);
    assert!(session.state.reader.as_ref().is_some_and(|reader| {
        reader
            .article
            .document
            .paragraphs()
            .any(|text| text == meant)
    }));
    assert_eq!(
        field(&session, "Hidden characters").as_deref(),
        Some("2 × override of direction|1 × character of no width|1 × tag")
    );
    let mended = field(&session, "Mended").expect("what was mended");
    assert_eq!(
        mended.replace('|', " "),
        "UTF-8 that had been read as windows-1256"
    );
    let alike = field(&session, "Look-alikes").expect("look-alikes");
    assert_eq!(
        alike.replace('|', " "),
        "Nеws with CYRILLIC SMALL LETTER IE"
    );
    let sound = Session::reading(arabic(), 160, 50);
    for label in ["Hidden characters", "Mended", "Look-alikes"] {
        assert_eq!(field(&sound, label), None);
    }
}

#[test]
fn characters_are_named_one_by_one() {
    let text = "خ\u{202E}ی 1\u{200B}";
    let mut shown = article(Direction::Rtl, &[text, "b"]);
    shown.title = Some("عنوان".into());
    let mut session = Session::reading(shown, 120, 20);
    let names = |session: &Session| {
        let (state, reader) = (&session.state, session.state.reader.as_ref());
        let chooser = state.chooser.as_ref().expect("a list");
        let rows = (0..chooser.n_rows(reader)).filter_map(|idx| chooser.entry(idx, reader));
        rows.map(|row| {
            let name = row.text.split('\u{2003}').nth(1);
            format!("{} {}", row.label, name.unwrap_or_default())
        })
        .collect::<Vec<_>>()
    };
    let of_text = [
        "062E ARABIC LETTER KHAH",
        "202E RIGHT-TO-LEFT OVERRIDE",
        "06CC ARABIC LETTER FARSI YEH",
        "0020 SPACE",
        "0031 DIGIT ONE",
        "200B ZERO WIDTH SPACE",
    ];
    // The title is the row at the top; the text is what is selected.
    session.keys("<Enter>gc");
    assert_eq!(names(&session)[0], "0639 ARABIC LETTER AIN");
    session.keys("<Esc>V}V}gc");
    assert_eq!(names(&session)[..6], of_text);
    // Where a character stands, there it leads.
    session.keys("jj<Enter>");
    assert!(session.state.chooser.is_none());
}

#[test]
fn the_details_say_what_a_text_is_made_of_once_that_is_known() {
    let mut session = Session::reading(arabic(), 160, 50);
    assert_eq!(field(&session, "Words").as_deref(), Some("43"));
    assert_eq!(field(&session, "Characters"), None);
    session.rest();
    assert_eq!(field(&session, "Characters").as_deref(), Some("221"));
    assert_eq!(
        field(&session, "Right-to-left letters").as_deref(),
        Some("50%")
    );
    let languages = field(&session, "Paragraphs").expect("languages");
    assert!(languages.starts_with("2 in Arabic"), "{languages}");
    assert!(languages.ends_with("|1 in English (en)"), "{languages}");
    // In visual order, letters joined: what matters is that it is there, with its count.
    let names = field(&session, "Names and terms").expect("names");
    assert!(names.starts_with("(2) "), "{names}");
    assert!(field(&session, "Numbers").is_some_and(|numbers| numbers.contains("٣٥")));
    // Each is a field that can be selected.
    session.keys("<Tab>");
    let labels = session.state.about.entries.iter().map(|entry| entry.label);
    let idx = labels
        .into_iter()
        .position(|label| label == "Names and terms");
    session.keys(&"j".repeat(idx.expect("the field")));
    assert_eq!(Some(session.state.about.selected), idx);
}

#[test]
fn what_becomes_known_leaves_the_selection_where_it_is() {
    let mut session = Session::reading(arabic(), 160, 14);
    session.keys("<Tab>G");
    let selected = |session: &Session| {
        let about = &session.state.about;
        about.entries[about.selected].label
    };
    let (before, row) = (selected(&session), session.about());
    assert_ne!(before, "Page");
    session.rest();
    assert_eq!(selected(&session), before);
    assert_eq!(session.about(), row);
}

fn page(folder: &Path, name: &str, title: &str, byline: &str, date: &str) {
    let text = format!(
        "{title} leaves the old harbour at last\n\nBy {byline}\n\n{date}\n\nThe ship had been \
         expected since the morning, and the people who stood on the quay had begun to go home.\n\n\
         It was said on the day before that nothing would change in the harbour until all of the \
         ships had left it for good, and that was what happened in the end.\n"
    );
    fs::write(folder.join(name), text).unwrap();
}

#[test]
fn articles_by_the_same_writer_and_of_the_same_day_open_from_the_details() {
    let folder = tempfile::tempdir().unwrap();
    let days = ["12 May 2024", "13 May 2024", "13 May 2024", "14 May 2024"];
    for (name, title, byline, date) in [
        ("a.txt", "Alpha", "Ada Lund", days[0]),
        ("b.txt", "Bravo", "Bo Berg", days[1]),
        ("c.txt", "Charlie", "Ada Lund", days[2]),
        ("d.txt", "Delta", "Dag Dahl", days[3]),
    ] {
        page(folder.path(), name, title, byline, date);
    }
    let mut session = Session::open(folder.path(), 160, 60);
    session.keys("jj").rest();
    assert_eq!(
        field(&session, "By the same writers").as_deref(),
        Some("1 article")
    );
    assert_eq!(
        field(&session, "Of the same day").as_deref(),
        Some("1 article")
    );
    let named: Vec<usize> = session
        .state
        .about
        .entries
        .iter()
        .filter_map(|entry| entry.item_idx)
        .collect();
    assert_eq!(named, [0, 1]);
    session.keys("<Tab><Tab>G");
    assert!(
        session.status().contains("Enter read"),
        "{}",
        session.status()
    );
    session.keys("<Enter>");
    assert_eq!(session.state.list.selected, 1);
    assert_eq!(session.state.panes.focus, Pane::Article);
    assert!(session.first_words().starts_with("Bravo"));
    // By a double click as well.
    session.rest();
    let area = session.state.arrangement().about.expect("the details");
    let rows = session.about();
    let row = rows
        .iter()
        .position(|row| row.contains("• Charlie"))
        .expect("it is named");
    let at = (area.x + 4, area.y + 1 + row as u16);
    for n_clicks in [1, 2] {
        session.message(Message::Pointed {
            pointer: Pointer::Press { n_clicks },
            at,
        });
        session.message(Message::Pointed {
            pointer: Pointer::Release,
            at,
        });
    }
    assert_eq!(session.state.list.selected, 2);
    assert!(session.first_words().starts_with("Charlie"));
}

#[test]
fn minutes_that_are_left_are_those_of_the_language() {
    let heading = |language| {
        let text = numbered("word", 181 * 238);
        let mut article = article(Direction::Ltr, &[&text]);
        article.language = language;
        let mut session = Session::reading(article, 120, 30);
        let mut headings = Vec::new();
        for keys in ["", "50G", "G"] {
            session.keys(keys);
            let screen = session.screen();
            headings.push(screen.lines().next().unwrap_or_default().to_owned());
        }
        headings
    };
    let check = |language, hours: &str, minutes: usize| {
        let found = heading(language);
        assert!(found[0].contains(hours), "{}", found[0]);
        let left = found[1].split(" min left").next().unwrap_or_default();
        let left = left.rsplit(' ').next().unwrap_or_default().parse::<usize>();
        assert!(
            left.is_ok_and(|left| left.abs_diff(minutes) <= 2),
            "{}",
            found[1]
        );
        let is_over = found[2].contains("100%") && !found[2].contains("left");
        assert!(is_over, "{}", found[2]);
    };
    check(Some("en"), "3 h left", 181 / 2);
    check(Some("ar"), "4 h left", 238 / 2);
    let mut short = article(Direction::Rtl, &[&"خبر ".repeat(700)]);
    short.language = Some("ar");
    let session = Session::reading(short, 100, 12);
    assert!(
        session.screen().contains("4 min left"),
        "{}",
        session.screen()
    );
}

#[test]
fn matches_are_ticks_on_the_scroll_bar() {
    let word = |idx: usize| if idx % 100 == 50 { "هنا" } else { "خبر" };
    let words: Vec<&str> = (0..500).map(word).collect();
    let mut session = Session::reading(article(Direction::Rtl, &[&words.join(" ")]), 60, 20);
    let bar = session.state.scroll_bar().expect("a bar");
    let column = |session: &Session| -> String {
        let buffer = session.buffer();
        let rows = bar.area.y..bar.area.y + bar.area.height;
        rows.map(|y| buffer[(bar.area.x, y)].symbol().to_owned())
            .collect()
    };
    assert!(!column(&session).contains(['─', '━', '╂', '╋']));
    session.keys("/هنا<Enter>");
    let ticks = column(&session);
    let n_ticks = ticks.chars().filter(|c| "─━╂╋".contains(*c)).count();
    assert_eq!(n_ticks, 5, "{ticks}");
    assert_eq!(
        ticks.chars().filter(|c| "━╋".contains(*c)).count(),
        1,
        "{ticks}"
    );
    // A click beside a tick shows the match that it stands for.
    let last = ticks
        .chars()
        .collect::<Vec<_>>()
        .iter()
        .rposition(|c| *c == '─')
        .expect("a tick");
    let at = (bar.area.x, bar.area.y + last as u16);
    session.message(Message::Pointed {
        pointer: Pointer::Press { n_clicks: 1 },
        at,
    });
    assert!((0..bar.area.height.into()).any(|row| !session.lit(row).0.is_empty()));
    session.message(Message::Pointed {
        pointer: Pointer::Release,
        at,
    });
    session.keys("<Esc>");
    assert!(!column(&session).contains(['─', '━', '╂', '╋']));
}

#[test]
fn the_details_end_with_how_text_is_sent() {
    let mut session = Session::reading(arabic(), 160, 50);
    assert_eq!(field(&session, "Order of text"), None);
    let said = |is_chosen| {
        Message::Sending(Sending {
            profile: "konsole",
            why: "it is Konsole 22.12\u{1B}[31m (XTVERSION)".to_owned(),
            is_sure: true,
            is_chosen,
            is_through: true,
            terminal: "Konsole".to_owned(),
            profiles: vec!["visual", "konsole"],
        })
    };
    session.message(said(false));
    assert_eq!(field(&session, "Order of text").as_deref(), Some("konsole"));
    let why = field(&session, "Because").expect("a reason");
    assert!(why.starts_with("it is Konsole 22.12"), "{why}");
    assert!(!why.contains('\u{1B}'), "{why}");
    let last = |session: &Session| fields(session).pop().expect("fields");
    let advice = "If it reads wrong|g t shows lines in each order,";
    assert!(last(&session).starts_with(advice), "{}", last(&session));
    assert!(!last(&session).contains("again"));
    session.message(said(true));
    assert!(last(&session).contains("again"), "{}", last(&session));
}
