//! What a page turn sends and what it costs, by profile: all bundled articles, with the list and the
//! details beside them on a screen of 120 × 40, turned page by page to their ends. `cargo bench
//! --bench frames` says the bytes of a turn, beside those of the profile `visual`, and the time that
//! encoding takes of it. With the name of a profile, or `none` for no encoding, only that is done,
//! once: for counting instructions under callgrind.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use akhbar::app::{Command, Item, Message, State, update};
use akhbar::article;
use akhbar::library::{self, Source};
use akhbar::term::{Profile, encode};
use akhbar::ui::{self, Abilities, Keymap, Theme};
use ratatui::{buffer::Buffer, layout::Rect};

const AREA: Rect = Rect::new(0, 0, 120, 40);

fn main() {
    let wanted = std::env::args().skip(1).find(|name| !name.starts_with('-'));
    if let Some(name) = wanted {
        let profile = Profile::ALL.into_iter().find(|p| p.as_str() == name);
        println!("{name}: {} bytes", turn_all(profile).n_bytes);
        return;
    }
    let visual = turn_all(Some(Profile::Visual)).n_bytes;
    for profile in Profile::ALL {
        let turned = turn_all(Some(profile));
        println!(
            "{:<8} {:>7} bytes a turn {:>5.2} of visual {:>5.1} % of the time",
            profile.as_str(),
            turned.n_bytes / turned.n_turns,
            turned.n_bytes as f64 / visual as f64,
            100.0 * turned.encoding.as_secs_f64() / turned.all.as_secs_f64(),
        );
    }
}

#[derive(Default)]
struct Turned {
    n_turns: usize,
    n_bytes: usize,
    encoding: Duration,
    all: Duration,
}

/// Turns the pages of all articles; the first page of each is no turn.
fn turn_all(profile: Option<Profile>) -> Turned {
    let keymap = Keymap::bundled();
    let theme = Theme::terminal(Abilities {
        colour: true,
        bold: true,
    });
    let mut turned = Turned::default();
    let (mut state, n_items) = opened();
    let mut shown = Buffer::empty(AREA);
    let mut out = Vec::new();
    for item_idx in 0..n_items {
        update(&mut state, Message::Command(Command::Article));
        ui::draw(&state, &keymap, &theme, &mut shown);
        loop {
            let start = Instant::now();
            update(&mut state, Message::Command(Command::PageDown));
            let mut next = Buffer::empty(AREA);
            ui::draw(&state, &keymap, &theme, &mut next);
            if next == shown {
                break;
            }
            let drawn = Instant::now();
            out.clear();
            if let Some(profile) = profile {
                encode(Some(&shown), &next, profile, &mut out);
            }
            turned.encoding += drawn.elapsed();
            turned.all += start.elapsed();
            turned.n_bytes += out.len();
            turned.n_turns += 1;
            shown = next;
        }
        if item_idx + 1 < n_items {
            update(&mut state, Message::Command(Command::NextArticle));
        }
        shown.reset();
    }
    turned
}

/// A session with all bundled articles, each of them read, and their number.
fn opened() -> (State, usize) {
    let sources: Vec<Source> = library::sources(&[]).filter_map(Result::ok).collect();
    let paths = sources
        .iter()
        .map(|source| format!("{}/seeds/{}", env!("CARGO_MANIFEST_DIR"), source.name()));
    let pages: Vec<Vec<u8>> = paths
        .map(|path| std::fs::read(path).expect("a bundled article is a file of the project"))
        .collect();
    let items = sources.into_iter().map(Item::new).collect();
    let mut state = State::new(items, AREA.width, AREA.height);
    for (item_idx, bytes) in pages.iter().enumerate() {
        let article = article::read(bytes).expect("a bundled article is an article");
        let article = Ok(Arc::new(article));
        update(&mut state, Message::Read { item_idx, article });
    }
    (state, pages.len())
}
