//! Pictures in a session: asked for as they come near, in the room that they have, gone with a key.

use std::fs;
use std::path::Path;

use akhbar::app::{Effect, Message, Pictured, Showing, Unshown};
use akhbar::layout::Part;
use akhbar::library;
use akhbar::picture::{Room, Way, render};
use image::{ImageFormat, Rgb, RgbImage};
use ratatui::style::Color;

use crate::sessions::Session;

/// A picture of four colours, a quarter each.
fn quarters(path: &Path, width: u32, height: u32) {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        match (x < width / 2, y < height / 2) {
            (true, true) => Rgb([255, 0, 0]),
            (false, true) => Rgb([0, 255, 0]),
            (true, false) => Rgb([0, 0, 255]),
            (false, false) => Rgb([255, 255, 0]),
        }
    });
    picture.save_with_format(path, ImageFormat::Png).unwrap();
}

/// An Arabic page with a picture and its caption above the first paragraph, and more at its end.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("page_files")).unwrap();
    quarters(&folder.path().join("page_files/first.png"), 200, 200);
    quarters(&folder.path().join("page_files/last.png"), 400, 200);
    fs::write(
        folder.path().join("page_files/broken.png"),
        b"\x89PNG\r\n\x1a\nno",
    )
    .unwrap();
    let text = "<p>عادت السفينة القديمة إلى الميناء بعد رحلة طويلة في البحر، واستقبلها أهل المدينة على الرصيف.</p>";
    let page = format!(
        "<html lang=ar dir=rtl><head><title>سفينة قديمة تعود</title></head><body><article><h1>سفينة قديمة تعود</h1>\
         <figure><img src='page_files/first.png' alt='أربعة ألوان'><figcaption>السفينة في الميناء</figcaption></figure>\
         {text}<img src='page_files/broken.png' alt='صورة تالفة'><p>وقال القبطان إن الرحلة كانت صعبة لكن الطاقم وصل بسلام.</p>\
         <img src='https://example.org/away.png' alt='بعيدة'>{}<img src='page_files/last.png' alt='الأخيرة'>\
         <p>وشكر القبطان كل من ساعده في إصلاح السفينة.</p></article></body></html>",
        text.replace("القديمة", "الجديدة")
            + &(1..30)
                .map(|n| text.replace("طويلة", &n.to_string()))
                .collect::<String>()
    );
    fs::write(folder.path().join("page.html"), page).unwrap();
    folder
}

impl Session {
    fn showing(path: &Path, way: Way) -> Self {
        let mut session = Self::open(path, 60, 24);
        session.keys("<Enter>");
        session.message(Message::Showing(Showing {
            way,
            cell: (10, 20),
            is_rgb: true,
        }));
        session
    }

    /// Reads the pictures that are asked for; their numbers and rooms, and whether they are fetched.
    fn pictures(&mut self) -> Vec<(usize, Room, bool)> {
        let mut read = Vec::new();
        for effect in std::mem::take(&mut self.asked) {
            let Effect::Picture {
                item_idx,
                picture_idx,
                room,
                fetches,
            } = effect
            else {
                continue;
            };
            read.push((picture_idx, room, fetches));
            let reader = self.state.reader.as_ref().unwrap();
            let link = reader.article.pictures[picture_idx].source.clone();
            let source = self.state.list.items[item_idx].source.clone().unwrap();
            let picture = match library::picture(&source, &reader.article, &link, None) {
                Ok(bytes) => {
                    render(&bytes, &room).map_err(|why| Unshown::Trouble(why.to_string().into()))
                }
                Err(_) => Err(Unshown::Away),
            };
            self.message(Message::Pictured(Pictured {
                item_idx,
                picture_idx,
                room,
                picture,
            }));
        }
        read
    }

    /// The row of the pane that shows a part first, from its top.
    fn row_of(&self, part: Part) -> Option<usize> {
        let reader = self.state.reader.as_ref().unwrap();
        let rows = reader.page.rows(reader.top, 22);
        rows.iter()
            .position(|row| row.as_ref().is_some_and(|row| row.part == part))
    }
}

#[test]
fn pictures_are_cells_of_two_halves() {
    let folder = folder();
    let mut session = Session::showing(folder.path(), Way::Blocks);
    assert!(session.screen().contains(":ﺓﺭﻮﺻ]"), "{}", session.screen());
    let asked = session.pictures();
    assert_eq!(
        asked.iter().map(|it| it.0).collect::<Vec<_>>(),
        [0, 1, 2],
        "what is near"
    );
    let room = asked[0].1;
    assert_eq!((usize::from(room.rows), room.way), (14, Way::Blocks));
    let buffer = session.buffer();
    let blocks: Vec<(u16, u16)> = buffer
        .area
        .rows()
        .flat_map(|row| {
            (row.left()..row.right())
                .filter(|x| buffer[(*x, row.y)].symbol() == "▀")
                .map(move |x| (x, row.y))
                .collect::<Vec<_>>()
        })
        .collect();
    // 200 × 200 pixels in cells of 10 × 20.
    assert_eq!(blocks.len(), 20 * 10);
    let (first, last) = (blocks[0], blocks[blocks.len() - 1]);
    assert_eq!((last.0 - first.0, last.1 - first.1), (19, 9));
    let colours = |(x, y): (u16, u16)| (buffer[(x, y)].fg, buffer[(x, y)].bg);
    let red = Color::Rgb(255, 0, 0);
    assert_eq!(colours(first), (red, red));
    let yellow = Color::Rgb(255, 255, 0);
    assert_eq!(colours(last), (yellow, yellow));
    // The words for it and its caption stand under it; the broken one has its words alone.
    assert_eq!(session.row_of(Part::Picture(0)), Some(2));
    assert_eq!(session.row_of(Part::Block(0)), Some(2 + 10 + 1));
    assert_eq!(
        session.screen().matches(":ﺓﺭﻮﺻ]").count(),
        1,
        "{}",
        session.screen()
    );
    session.keys("i");
    assert!(!session.screen().contains('▀'));
    assert!(session.status().contains("pictures are not shown"));
    session.keys("i");
    assert!(session.screen().contains('▀'));
}

#[test]
fn the_row_at_the_top_stays_when_pictures_come_and_go() {
    let folder = folder();
    let mut session = Session::showing(folder.path(), Way::Blocks);
    session.keys("jjjjjj");
    let text = |session: &Session| {
        let reader = session.state.reader.as_ref().unwrap();
        reader.page.anchor(reader.top)
    };
    let before = text(&session);
    assert!(
        matches!(before.unwrap().part, Part::Block(1..)),
        "{before:?}"
    );
    session.pictures();
    assert_eq!(text(&session), before);
    // Up, into the picture: it is cut at the top.
    session.keys("kkkkk");
    let reader = session.state.reader.as_ref().unwrap();
    let row = reader.page.rows(reader.top, 1).remove(0).unwrap();
    let slice = row.picture.expect("a row of the picture");
    assert!(slice.row > 0, "{slice:?}");
    // What comes further down moves nothing, even here.
    let top = reader.top;
    let broken = Message::Pictured(Pictured {
        item_idx: 0,
        picture_idx: 2,
        room: Room {
            columns: 0,
            rows: 0,
            cell: (1, 1),
            way: Way::Off,
        },
        picture: Err(Unshown::Away),
    });
    session.message(broken);
    assert_eq!(session.state.reader.as_ref().unwrap().top, top);
    // Going, they leave the text that was nearest.
    session.keys("i");
    let reader = session.state.reader.as_ref().unwrap();
    assert_eq!(
        reader.page.anchor(reader.top).unwrap().part,
        Part::Picture(0)
    );
}

#[test]
fn another_size_of_the_screen_is_another_room() {
    let folder = folder();
    let mut session = Session::showing(folder.path(), Way::Kitty);
    let first = session.pictures()[0].1;
    session.resize(30, 24);
    let asked = session.pictures();
    assert!(
        asked.len() == 1 && asked[0].0 == 0,
        "only what is here has another size: {asked:?}"
    );
    assert!(asked[0].1.columns < first.columns);
    session.resize(100, 8);
    let low = session.pictures();
    assert!(low.iter().all(|(_, room, _)| room.rows <= 5), "{low:?}");
    assert!(session.pictures().is_empty(), "nothing is asked for twice");
}

#[test]
fn what_is_away_is_fetched_when_it_is_asked_for() {
    let folder = folder();
    let mut session = Session::showing(folder.path(), Way::Blocks);
    let asked = session.pictures();
    assert!(asked.iter().all(|(_, _, fetches)| !fetches), "{asked:?}");
    session.keys("jj");
    assert!(session.pictures().is_empty());
    session.keys("I");
    assert!(
        session.status().contains("fetching the pictures"),
        "{}",
        session.status()
    );
    let asked = session.pictures();
    assert_eq!(
        asked.iter().map(|it| (it.0, it.2)).collect::<Vec<_>>(),
        [(2, true)]
    );
}

#[test]
fn two_articles_have_their_pictures_beside_each_other() {
    let folder = folder();
    let mut session = Session::open(&folder.path().join("page.html"), 160, 24);
    session.keys("<Enter>c<Enter>");
    session.message(Message::Showing(Showing {
        way: Way::Kitty,
        cell: (10, 20),
        is_rgb: true,
    }));
    session.pictures();
    let placed = akhbar::ui::placed(&session.state);
    assert_eq!(placed.len(), 2, "{placed:?}");
    assert_eq!((placed[0].first_row, placed[0].n_rows), (0, 10));
    assert!(placed[0].x.abs_diff(placed[1].x) > 20 && placed[0].y == placed[1].y);
    session.keys("?");
    assert!(
        akhbar::ui::placed(&session.state).is_empty(),
        "the keys are over them"
    );
    session.keys("?<Tab>jjjjj");
    let placed = akhbar::ui::placed(&session.state);
    assert!(
        placed
            .iter()
            .any(|it| it.first_row > 0 && it.first_row + it.n_rows == 10),
        "{placed:?}"
    );
}
