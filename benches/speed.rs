//! How fast the passes are, on the bundled articles and, from `open` on, on one text of 10 MB:
//! `cargo bench`, or one of them by its name: `cargo bench -- typeset`. Each line gives the least
//! time of several rounds and the bytes of source text that it works through in a second. Times
//! are for comparing two versions in one run; to compare across machines, count instructions
//! under callgrind: with `--once` a pass runs a single time. `search` is for 10 MB of Arabic with
//! vowel signs; `search/absent` is one of its lines.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use akhbar::app::{Command, Item, Message, State, update};
use akhbar::article::{self, Article};
use akhbar::layout::{self, Settings, Spot};
use akhbar::library::{self, Held, Source, Web};
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
            measure(name, &page.name, page.bytes.len(), once, || work(page));
        }
    }
    let is_wanted = |name: &str| {
        wanted.is_empty() || wanted.iter().any(|w| *w == "search" || name == w.as_str())
    };
    if SEARCHES.iter().any(|search| is_wanted(search.0)) {
        let text = vowelled(&pages);
        for (name, words, search) in SEARCHES {
            if is_wanted(name) {
                let pattern = Pattern::words(words, Spelling::Usual).expect("a pattern");
                measure(name, words, text.len(), once, || search(&pattern, &text));
            }
        }
    }
}

fn measure(name: &str, of: &str, n_bytes: usize, once: bool, work: impl Fn()) {
    let rounds = if once { 1 } else { ROUNDS };
    let least = (0..rounds).map(|_| timed(&work)).min().unwrap_or_default();
    let rate = n_bytes as f64 / least.as_secs_f64() / 1e6;
    println!(
        "{name:<16} {of:<28} {:>9.1} µs {rate:>8.1} MB/s",
        micros(least)
    );
}

type Search = (&'static str, &'static str, fn(&Pattern, &str));

/// Searches, by name: the words, and what is done with them.
const SEARCHES: [Search; 6] = [
    ("search/absent", "قنطروس", find_all),
    ("search/rare", "المصرية", find_all),
    ("search/frequent", "ال", find_all),
    ("search/latin", "gutenberg", find_all),
    ("search/whole", "كتاب", find_whole),
    ("search/narrowed", "الصحف", find_narrowed),
];

fn find_all(pattern: &Pattern, text: &str) {
    black_box(pattern.find_iter(black_box(text)).count());
}

fn find_whole(pattern: &Pattern, text: &str) {
    find_all(&pattern.clone().whole_words(), text);
}

/// All keys of a word: the first searches the whole text, each other one where the last one found.
fn find_narrowed(pattern: &Pattern, text: &str) {
    let keys = ["ال", "الص", "الصح"].map(|key| Pattern::words(key, Spelling::Usual));
    let [first, rest @ ..] = keys.map(|key| key.expect("a pattern"));
    let mut found = first.find(black_box(text));
    let mut previous = &first;
    for key in rest.iter().chain([pattern]) {
        assert!(key.narrows(previous), "one letter more");
        found = key.find_within(text, &found);
        previous = key;
    }
    black_box(found);
}

/// The Arabic articles over and over, with vowel signs on about every second letter.
fn vowelled(pages: &[Page]) -> String {
    const LEN: usize = 10_000_000;
    const SIGNS: [&str; 7] = [
        "\u{64E}",
        "",
        "\u{652}",
        "\u{650}",
        "",
        "\u{651}\u{64E}",
        "",
    ];
    let mut text = String::with_capacity(LEN + 1000);
    let articles = pages.iter().filter(|page| page.name.ends_with("-ar.txt"));
    for paragraph in articles
        .cycle()
        .flat_map(|page| page.article.document.paragraphs())
    {
        for (idx, c) in paragraph.chars().enumerate() {
            text.push(c);
            if ('\u{621}'..='\u{64A}').contains(&c) {
                text.push_str(SIGNS[idx % SIGNS.len()]);
            }
        }
        text.push('\n');
        if text.len() >= LEN {
            break;
        }
    }
    text
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
    library::sources(&[], &Arc::new(Web::new(None, true)))
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
    let laid_out = layout::lay_out(Arc::clone(&page.article), settings, Default::default());
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
    let source = Source::Input(Held::Memory(Vec::new().into()));
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
