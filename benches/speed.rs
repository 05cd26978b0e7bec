//! How fast the passes are, on the bundled articles: `cargo bench`, or one of them by its name:
//! `cargo bench -- typeset`. Each line gives the least time of several rounds and the bytes of
//! source text that it works through in a second. Times are for comparing two versions in one
//! run; to compare across machines, count instructions under callgrind: with `--once` a pass
//! runs a single time.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use akhbar::app::{Item, Message, State, update};
use akhbar::article::{self, Article};
use akhbar::layout::{self, Settings, Spot};
use akhbar::library::{self, Source};
use akhbar::text::{Marks, Options, Paragraph, Pattern, Spelling};
use akhbar::ui::{self, Abilities, Keymap, Theme};
use ratatui::{buffer::Buffer, layout::Rect};

const ROUNDS: usize = 20;
const WIDTH: usize = 72;

type Work = (&'static str, fn(&Page));

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
    let works: [Work; 5] = [
        ("read", read),
        ("typeset", typeset),
        ("find", find),
        ("lay_out", lay_out),
        ("draw", draw),
    ];
    for (name, work) in works {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| *wanted == name) {
            continue;
        }
        for page in &pages {
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
        .into_iter()
        .filter_map(Result::ok)
        .map(page)
        .collect()
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
    let source = Source::Input(page.bytes.clone().into());
    let mut state = State::new(vec![Item::new(source)], 120, 40);
    let article = Ok(Arc::clone(&page.article));
    update(
        &mut state,
        Message::Read {
            item_idx: 0,
            article,
        },
    );
    let (keymap, theme) = (
        Keymap::bundled(),
        Theme::terminal(Abilities {
            colour: true,
            bold: true,
        }),
    );
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    ui::draw(black_box(&state), &keymap, &theme, &mut buffer);
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
