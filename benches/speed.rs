//! How fast the passes are, on the bundled articles and, from `open` on, on one text of 10 MB:
//! `cargo bench`, or one of them by its name: `cargo bench -- typeset`. Each line gives the least
//! time of several rounds and the bytes of source text that it works through in a second. Times
//! are for comparing two versions in one run; to compare across machines, count instructions
//! under callgrind: with `--once` a pass runs a single time.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use akhbar::app::{Command, Item, Message, State, update};
use akhbar::article::{self, Article};
use akhbar::layout::{self, Settings, Spot};
use akhbar::library::{self, Source};
use akhbar::text::{Marks, Options, Paragraph, Pattern, Spelling};
use akhbar::ui::{self, Abilities, Keymap, Theme};
use ratatui::{buffer::Buffer, layout::Rect};

const ROUNDS: usize = 20;
const WIDTH: usize = 72;

type Work<'a> = (&'static str, fn(&Page), &'a [Page]);

struct Page {
    name: String,
    bytes: Vec<u8>,
    article: Arc<Article>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let once = arguments.iter().any(|argument| argument == "--once");
    let wanted: Vec<&String> = arguments
        .iter()
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let pages = pages();
    let long = vec![long(&pages)];
    let works: [Work<'_>; 8] = [
        ("read", read, &pages),
        ("typeset", typeset, &pages),
        ("find", find, &pages),
        ("lay_out", lay_out, &pages),
        ("draw", draw, &pages),
        ("open", read, &long),
        ("first", draw, &long),
        ("end", end, &long),
    ];
    for (name, work, pages) in works {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| *wanted == name) {
            continue;
        }
        for page in pages {
            let rounds = if once { 1 } else { ROUNDS };
            let least = (0..rounds)
                .map(|_| timed(|| work(page)))
                .min()
                .unwrap_or_default();
            let rate = page.bytes.len() as f64 / least.as_secs_f64() / 1e6;
            println!(
                "{name:<8} {:<28} {:>9.1} µs {rate:>8.1} MB/s",
                page.name,
                micros(least)
            );
        }
    }
}

fn pages() -> Vec<Page> {
    let page = |source: Source| {
        let path = format!("{}/seeds/{}", env!("CARGO_MANIFEST_DIR"), source.name());
        let bytes = std::fs::read(path).expect("a bundled article is a file of the project");
        let article = article::read(&bytes).expect("a bundled article is an article");
        Page {
            name: source.name(),
            bytes,
            article: Arc::new(article),
        }
    };
    library::sources(&[])
        .filter_map(Result::ok)
        .map(page)
        .collect()
}

/// All bundled articles over and over, as one text of 10 MB.
fn long(pages: &[Page]) -> Page {
    const N_BYTES: usize = 10_000_000;
    let texts = pages.iter().cycle();
    let paragraphs = texts.flat_map(|page| page.article.document.paragraphs());
    let mut text = String::with_capacity(N_BYTES);
    for paragraph in paragraphs {
        text.push_str(paragraph);
        text.push('\n');
        if text.len() > N_BYTES {
            break;
        }
    }
    let article = article::read(text.as_bytes()).expect("it is text");
    Page {
        name: "10 MB".into(),
        bytes: text.into(),
        article: Arc::new(article),
    }
}

fn read(page: &Page) {
    black_box(article::read(black_box(&page.bytes))).expect("it was read before");
}

fn typeset(page: &Page) {
    for text in page.article.document.paragraphs() {
        let paragraph = Paragraph::new(black_box(text), &Options::default());
        for line in paragraph.lines(WIDTH) {
            black_box(paragraph.visual(&line));
        }
    }
}

fn find(page: &Page) {
    let pattern = Pattern::words("الاخبار", Spelling::Usual).expect("a pattern");
    for text in page.article.document.paragraphs() {
        black_box(pattern.find(black_box(text)));
    }
}

fn lay_out(page: &Page) {
    let settings = Settings {
        measure: WIDTH,
        marks: Marks::Keep,
        removed: false,
    };
    let laid_out = layout::lay_out(Arc::clone(&page.article), settings);
    black_box(laid_out.rows(Spot::default(), usize::MAX));
}

/// Opens the article on a screen of 120 × 40 and paints it.
fn draw(page: &Page) {
    paint(&opened(page));
}

/// The same, and goes to its end.
fn end(page: &Page) {
    let mut state = opened(page);
    for command in [Command::Article, Command::Bottom] {
        update(&mut state, Message::Command(command));
    }
    paint(&state);
}

fn opened(page: &Page) -> State {
    let source = Source::Input(Vec::new().into());
    let mut state = State::new(vec![Item::new(source)], 120, 40);
    let article = Ok(Arc::clone(&page.article));
    update(
        &mut state,
        Message::Read {
            item_idx: 0,
            article,
        },
    );
    state
}

fn paint(state: &State) {
    let (keymap, theme) = (
        Keymap::bundled(),
        Theme::terminal(Abilities {
            colour: true,
            bold: true,
        }),
    );
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    ui::draw(black_box(state), &keymap, &theme, &mut buffer);
    black_box(buffer);
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}
