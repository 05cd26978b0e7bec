//! What a page turn sends and what it costs, by profile: all bundled articles, with the list and the
//! details beside them on a screen of 120 × 40, turned page by page to their ends. `cargo bench
//! --bench frames` says the bytes of a turn, beside those of the profile `visual`, and the time that
//! it takes from cells to bytes, of all that a turn takes; beside that of ratatui's own diff, which
//! only finds what changed. With the name of a profile, `ratatui`, `none` for nothing but drawing, or
//! `open` for no turn, only that is done, once: for counting instructions under callgrind. A second
//! word, after a name or `all`, has it done with the articles whose names hold it: `all ar.txt`.

use std::{
    hint::black_box,
    mem,
    sync::Arc,
    time::{Duration, Instant},
};

use akhbar::app::{Command, Effect, Item, Message, State, update};
use akhbar::article::{self, Article};
use akhbar::layout::Spot;
use akhbar::library::{self, Source, Web};
use akhbar::term::{Profile, Screen};
use akhbar::ui::{self, Abilities, Keymap, Theme};
use ratatui::{buffer::Buffer, layout::Rect};

const AREA: Rect = Rect::new(0, 0, 120, 40);

fn main() {
    let mut words = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with('-'));
    let wanted = words.next().filter(|name| name != "all");
    let of = &words.next().unwrap_or_default();
    if let Some(name) = wanted {
        if name == "open" {
            Session::open(of);
            return;
        }
        let profile = Profile::ALL.into_iter().find(|p| p.as_str() == name);
        let way = match profile {
            Some(profile) => Way::Screen(Screen::new(profile)),
            None if name == "ratatui" => Way::Ratatui(Buffer::empty(AREA)),
            None => Way::None,
        };
        println!("{name}: {} bytes", turn_all(way, of).n_bytes);
        return;
    }
    let visual = turn_all(Way::Screen(Screen::new(Profile::Visual)), of).n_bytes;
    let ratatui = ("ratatui", Way::Ratatui(Buffer::empty(AREA)));
    let screen = |profile: Profile| (profile.as_str(), Way::Screen(Screen::new(profile)));
    for (name, way) in [ratatui].into_iter().chain(Profile::ALL.map(screen)) {
        let turned = turn_all(way, of);
        println!(
            "{name:<8} {:>7} bytes a turn {:>5.2} of visual {:>6.1} µs of {:>6.1}",
            turned.n_bytes / turned.n_turns,
            turned.n_bytes as f64 / visual as f64,
            1e6 * turned.encoding.as_secs_f64() / turned.n_turns as f64,
            1e6 * turned.all.as_secs_f64() / turned.n_turns as f64,
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

/// What is done with a frame that is drawn.
enum Way {
    None,
    /// What differs from the frame before is found as ratatui does, and nothing is sent.
    Ratatui(Buffer),
    Screen(Screen),
}

/// Turns the pages of all articles. The first page of each is a frame, but no turn.
fn turn_all(mut way: Way, of: &str) -> Turned {
    let keymap = Keymap::bundled();
    let theme = Theme::terminal(Abilities {
        colour: true,
        bold: true,
    });
    let mut turned = Turned::default();
    let mut session = Session::open(of);
    let mut spare = Buffer::empty(AREA);
    let mut out = Vec::new();
    for _ in 0..session.articles.len() {
        session.act(Command::Article);
        let mut is_turn = false;
        loop {
            let start = Instant::now();
            spare.reset();
            ui::draw(&session.state, &keymap, &theme, &mut spare);
            let drawn = Instant::now();
            out.clear();
            match &mut way {
                Way::None => {}
                Way::Ratatui(shown) => {
                    black_box(shown.diff(&spare));
                    mem::swap(shown, &mut spare);
                }
                Way::Screen(screen) => {
                    spare = screen.show(mem::take(&mut spare), &mut out);
                    spare.resize(AREA);
                }
            }
            turned.encoding += drawn.elapsed();
            if is_turn {
                turned.n_turns += 1;
                turned.n_bytes += out.len();
            }
            is_turn = true;
            let place = session.place();
            session.act(Command::PageDown);
            turned.all += start.elapsed();
            if session.place() == place {
                break;
            }
        }
        session.act(Command::NextArticle);
    }
    turned
}

/// A session with all bundled articles, and what they hold.
struct Session {
    state: State,
    articles: Vec<Arc<Article>>,
}

impl Session {
    fn open(of: &str) -> Self {
        let sources = library::sources(&[], &Arc::new(Web::new(None, true)));
        let sources: Vec<Source> = sources
            .filter_map(Result::ok)
            .filter(|source| source.name().contains(of))
            .collect();
        let read = |source: &Source| {
            let path = format!("{}/seeds/{}", env!("CARGO_MANIFEST_DIR"), source.name());
            let bytes = std::fs::read(path).expect("a bundled article is a file of the project");
            Arc::new(article::read(&bytes).expect("a bundled article is an article"))
        };
        let articles: Vec<_> = sources.iter().map(read).collect();
        let items = sources.into_iter().map(Item::new).collect();
        let state = State::new(items, AREA.width, AREA.height);
        let mut session = Self { state, articles };
        for item_idx in 0..session.articles.len() {
            session.answer(item_idx);
        }
        session
    }

    /// Does what is asked, and reads the article that is asked for in turn.
    fn act(&mut self, command: Command) {
        for effect in update(&mut self.state, Message::Command(command)) {
            if let Effect::Read { item_idx } = effect {
                self.answer(item_idx);
            }
        }
    }

    fn place(&self) -> Option<Spot> {
        self.state.reader.as_ref().map(|reader| reader.top)
    }

    fn answer(&mut self, item_idx: usize) {
        let article = Ok(Arc::clone(&self.articles[item_idx]));
        update(&mut self.state, Message::Read { item_idx, article });
    }
}
