//! Threads that read pages for a session, and send what they found to its loop.

use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Weak};
use std::{panic, thread};

use crate::app::{Found, Message, Query};
use crate::article::Article;
use crate::library::{self, Source, Summary};
use crate::run::Arrival;

/// Titles that are sent to the loop at once: about a screenful.
const BATCH: usize = 16;

fn read(item_idx: usize, source: &Source) -> Message {
    let article = article(source).map(Arc::new);
    Message::Read { item_idx, article }
}

/// The article behind a source. A page that makes the reader panic costs itself, not the worker.
fn article(source: &Source) -> Result<Article, String> {
    match panic::catch_unwind(|| library::read(source)) {
        Ok(read) => read.map_err(|trouble| trouble.reason()),
        Err(_) => Err("reading this page failed; please report it".into()),
    }
}

fn summarise(source: &Source) -> Result<Summary, String> {
    article(source).map(|article| Summary::of(&article))
}

/// Looks into pages on a thread of its own and sends what the list shows of them, in batches.
pub(crate) fn summarise_behind(sources: Vec<(usize, Source)>, send: Sender<Arrival>) {
    thread::spawn(move || {
        for batch in sources.chunks(BATCH) {
            let summaries = batch.iter().map(|(idx, source)| (*idx, summarise(source)));
            let message = Message::Summarised(summaries.collect());
            if send.send(Arrival::Message(message)).is_err() {
                return;
            }
        }
    });
}

/// Reads articles on a thread of its own: of the requests that have piled up, only the last.
pub(crate) fn read_behind(send: Sender<Arrival>) -> Sender<(usize, Source)> {
    let (requests, asked) = mpsc::channel::<(usize, Source)>();
    thread::spawn(move || {
        while let Ok(mut request) = asked.recv() {
            while let Ok(later) = asked.try_recv() {
                request = later;
            }
            let message = read(request.0, &request.1);
            if send.send(Arrival::Message(message)).is_err() {
                return;
            }
        }
    });
    requests
}

/// Looks through the articles behind `sources` as long as `wanted` is held, and sends what was
/// found in each.
pub(crate) fn search_everywhere(
    query: Query,
    sources: Vec<(usize, Source)>,
    wanted: Weak<()>,
    send: Sender<Arrival>,
) {
    thread::spawn(move || {
        for (item_idx, source) in sources {
            if wanted.strong_count() == 0 {
                return;
            }
            // A page that cannot be read holds nothing.
            let found = article(&source).map(|article| Found::new(&query, &article));
            let message = Message::FoundIn {
                query: query.clone(),
                item_idx,
                found: found.unwrap_or_default(),
            };
            if send.send(Arrival::Message(message)).is_err() {
                return;
            }
        }
    });
}
