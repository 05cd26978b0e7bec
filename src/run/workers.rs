//! What is done beside the loop, each on a thread of its own: walking folders, reading the article
//! that is asked for, looking into all pages for what the list shows of them, and searching in all.

use std::collections::{HashSet, VecDeque};
use std::num::NonZeroUsize;
use std::panic::{self, UnwindSafe};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Weak};
use std::time::Duration;
use std::{mem, thread};

use crate::app::{Content, Found, Item, Message, Query, State};
use crate::article::{self, Article};
use crate::library::{self, Forgetful, Keep, Source, Sources, Summary, Trouble};
use crate::run::Arrival;
use crate::term::{Clipboard, Opener};

/// Sources that are found before the first frame: more than fit on a screen.
const FIRST: usize = 64;

/// Sources that are sent to the loop at once after that.
const MORE: usize = 4096;

/// How long the walk rests after the first frame: enough for that to be on its way.
const PAUSE: Duration = Duration::from_micros(200);

/// Pages that are looked into at once: about two screenfuls.
const BATCH: usize = 32;

/// The most threads that look into pages.
const MOST: usize = 4;

/// Looks up what is remembered, then finds sources and sends them to the loop: the first few at
/// once, the others when what it gives back is dropped. After that it watches their folders.
pub(crate) fn find_behind(
    mut sources: Sources,
    keep: Result<Keep, Forgetful>,
    send: Sender<Arrival>,
) -> Sender<()> {
    let (gate, opened) = mpsc::channel::<()>();
    thread::spawn(move || {
        let memory = keep.map(|keep| keep.load());
        if send.send(Arrival::Memory(Box::new(memory))).is_err() {
            return;
        }
        let mut found = sources.by_ref().map(item).peekable();
        let mut n_items = FIRST;
        loop {
            let items: Vec<Item> = found.by_ref().take(n_items).collect();
            let is_growing = found.peek().is_some();
            let message = Message::Found { items, is_growing };
            if send.send(Arrival::Message(message)).is_err() {
                return;
            }
            if !is_growing {
                break;
            }
            if n_items == FIRST {
                // It is never sent anything: it waits for the other end to go. The system passes
                // the frame on to the terminal, and needs a processor for that too.
                let _ = opened.recv();
                thread::sleep(PAUSE);
                n_items = MORE;
            }
        }
        let Some(mut watch) = sources.into_watch() else {
            return;
        };
        while send
            .send(Arrival::Message(Message::Changed(watch.wait())))
            .is_ok()
        {}
    });
    gate
}

/// Reads articles: of the requests that have piled up, only the last.
pub(crate) fn read_behind(send: Sender<Arrival>) -> Sender<(usize, Source)> {
    let (requests, asked) = mpsc::channel::<(usize, Source)>();
    thread::spawn(move || {
        while let Ok(mut request) = asked.recv() {
            while let Ok(later) = asked.try_recv() {
                request = later;
            }
            let (item_idx, source) = request;
            let message = match library::parts(&source) {
                Some(parts) => parted(item_idx, parts),
                None => Message::Read {
                    item_idx,
                    article: article(&source).map(Arc::new),
                },
            };
            if send.send(Arrival::Message(message)).is_err() {
                return;
            }
        }
    });
    requests
}

/// The workers that look into pages, and what they have been asked for.
#[derive(Default)]
pub(crate) struct Titles {
    workers: Vec<Worker>,
    /// Items that are being looked into.
    asked: HashSet<usize>,
    /// Every item before this one has been asked for.
    next: usize,
    /// Those of them whose pages have been written again.
    again: VecDeque<usize>,
}

struct Worker {
    requests: Sender<Vec<(usize, Source)>>,
    n_asked: usize,
}

impl Titles {
    /// Starts the workers: one processor is left to the loop.
    pub(crate) fn behind(send: &Sender<Arrival>) -> Self {
        let n_processors = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let n_workers = n_processors.saturating_sub(1).clamp(1, MOST);
        Self {
            workers: (0..n_workers).map(|idx| worker(idx, send)).collect(),
            ..Self::default()
        }
    }

    /// Takes note of what a worker has found.
    pub(crate) fn take(&mut self, worker: usize, message: &Message) {
        if let Message::Summarised(summaries) = message {
            for (item_idx, _) in summaries {
                self.asked.remove(item_idx);
            }
        }
        if let Some(worker) = self.workers.get_mut(worker) {
            worker.n_asked = worker.n_asked.saturating_sub(1);
        }
    }

    /// Asks every worker that will soon have nothing to do: first for what is on the screen, then
    /// for one item after the other.
    pub(crate) fn ask(&mut self, state: &State) {
        let mut workers = mem::take(&mut self.workers);
        for worker in workers.iter_mut().filter(|worker| worker.n_asked < 2) {
            let batch = self.batch(state);
            if batch.is_empty() {
                break;
            }
            worker.n_asked += 1;
            // The worker lives as long as this sender.
            let _ = worker.requests.send(batch);
        }
        self.workers = workers;
    }

    /// Has items looked into that were looked into before.
    pub(crate) fn again(&mut self, items: Vec<usize>) {
        self.again.extend(items);
    }

    fn batch(&mut self, state: &State) -> Vec<(usize, Source)> {
        let items = &state.list.items;
        let mut batch = Vec::new();
        while batch.len() < BATCH
            && let Some(item_idx) = self.again.pop_front()
        {
            let source = items[item_idx].source.clone();
            batch.extend(source.map(|source| (item_idx, source)));
        }
        let mut add = |item_idx: usize, asked: &mut HashSet<usize>| {
            let item = &items[item_idx];
            if let (Content::Waiting, Some(source)) = (&item.content, &item.source)
                && source.is_at_hand()
                && asked.insert(item_idx)
            {
                batch.push((item_idx, source.clone()));
            }
            batch.len() < BATCH
        };
        if self.next < items.len() {
            for item_idx in state.items_on_screen() {
                add(item_idx, &mut self.asked);
            }
        }
        while self.next < items.len() {
            self.next += 1;
            if !add(self.next - 1, &mut self.asked) {
                break;
            }
        }
        batch
    }
}

fn worker(worker: usize, send: &Sender<Arrival>) -> Worker {
    let (requests, asked) = mpsc::channel::<Vec<(usize, Source)>>();
    let send = send.clone();
    thread::spawn(move || {
        for batch in asked {
            let mut summaries = Vec::with_capacity(batch.len());
            for (item_idx, source) in batch {
                match library::parts(&source) {
                    Some(parts) => {
                        let message = parted(item_idx, parts);
                        if send.send(Arrival::Message(message)).is_err() {
                            return;
                        }
                    }
                    None => summaries.push((item_idx, summary(&source))),
                }
            }
            let message = Message::Summarised(summaries);
            if send.send(Arrival::Titles(worker, message)).is_err() {
                return;
            }
        }
    });
    Worker {
        requests,
        n_asked: 0,
    }
}

/// Has a program take text to the clipboard, and sends what is wrong where it does not.
pub(crate) fn copy(clipboard: Clipboard, text: String, send: Sender<Arrival>) {
    thread::spawn(move || {
        if let Err(trouble) = clipboard.run(&text) {
            let _ = send.send(Arrival::Message(Message::Notice(trouble)));
        }
    });
}

/// Has a program open an address, and sends what is wrong where it does not.
pub(crate) fn open(opener: Opener, target: Arc<str>, send: Sender<Arrival>) {
    thread::spawn(move || {
        if let Err(trouble) = opener.open(&target) {
            let _ = send.send(Arrival::Message(Message::Notice(trouble)));
        }
    });
}

/// Reads an article that is open once more.
pub(crate) fn read_again(item_idx: usize, source: Source, send: Sender<Arrival>) {
    thread::spawn(move || {
        let article = article(&source).map(Arc::new);
        let _ = send.send(Arrival::Message(Message::Read { item_idx, article }));
    });
}

/// Looks through the text of an article.
pub(crate) fn survey(item_idx: usize, article: &Arc<Article>, send: Sender<Arrival>) {
    let article = Arc::clone(article);
    thread::spawn(move || {
        // What cannot be looked through is shown without.
        let survey = panic::catch_unwind(|| article::survey(&article)).unwrap_or_default();
        let survey = Arc::new(survey);
        let message = Message::Surveyed { item_idx, survey };
        // The loop may be over by now.
        let _ = send.send(Arrival::Message(message));
    });
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

/// What is said of an item that turned out to be many.
pub(crate) fn parted(item_idx: usize, parts: Vec<Result<Source, Trouble>>) -> Message {
    let parts = parts.into_iter().map(item).collect();
    Message::Parted { item_idx, parts }
}

pub(crate) fn item(source: Result<Source, Trouble>) -> Item {
    match source {
        Ok(source) => Item::new(source),
        Err(trouble) => Item::trouble(trouble.to_string()),
    }
}

/// What the list shows of the page behind a source.
fn summary(source: &Source) -> Result<Summary, String> {
    caught(|| library::summarise(source))
}

/// The article behind a source.
pub(crate) fn article(source: &Source) -> Result<Article, String> {
    caught(|| library::read(source))
}

/// A page that makes the reader panic costs itself, not the worker.
fn caught<T>(read: impl FnOnce() -> Result<T, Trouble> + UnwindSafe) -> Result<T, String> {
    match panic::catch_unwind(read) {
        Ok(read) => read.map_err(|trouble| trouble.reason()),
        Err(_) => Err("reading this page failed; please report it".into()),
    }
}
