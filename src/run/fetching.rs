//! Pages of the web, each fetched on a thread of its own, a few at a time, while the loop goes on.

use std::collections::{HashMap, VecDeque};
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::Message;
use crate::library::{self, Progress, Source, WebPage};
use crate::run::Arrival;
use crate::run::workers::parted;

/// Pages that are fetched at the same time.
const MOST: usize = 4;

/// How often it is said how far a page is.
const OFTEN: Duration = Duration::from_millis(100);

/// What is being fetched, and what waits for its turn.
#[derive(Default)]
pub(crate) struct Fetches {
    /// Held for each page as long as it is wanted.
    running: HashMap<usize, Arc<()>>,
    waiting: VecDeque<(usize, Arc<WebPage>)>,
}

impl Fetches {
    /// Fetches a page when it is its turn.
    pub(crate) fn begin(&mut self, item_idx: usize, page: Arc<WebPage>, send: &Sender<Arrival>) {
        self.waiting.push_back((item_idx, page));
        self.go_on(send);
    }

    /// Does not wait for a page any more.
    pub(crate) fn stop(&mut self, item_idx: usize, send: &Sender<Arrival>) {
        self.waiting.retain(|(idx, _)| *idx != item_idx);
        self.running.remove(&item_idx);
        self.go_on(send);
    }

    fn go_on(&mut self, send: &Sender<Arrival>) {
        while self.running.len() < MOST
            && let Some((item_idx, page)) = self.waiting.pop_front()
        {
            let wanted = Arc::default();
            let weak = Arc::downgrade(&wanted);
            self.running.insert(item_idx, wanted);
            let send = send.clone();
            thread::spawn(move || fetch(item_idx, &page, &weak, &send));
        }
    }
}

fn fetch(item_idx: usize, page: &Arc<WebPage>, wanted: &Weak<()>, send: &Sender<Arrival>) {
    let mut said = Instant::now();
    let mut address = String::new();
    let go_on = |progress: &Progress| {
        let is_elsewhere = progress.address != address;
        if is_elsewhere || said.elapsed() >= OFTEN {
            said = Instant::now();
            address.clone_from(&progress.address);
            let progress = progress.to_string();
            let message = Message::Fetching { item_idx, progress };
            // The loop may be over by now.
            let _ = send.send(Arrival::Message(message));
        }
        wanted.strong_count() > 0
    };
    // A page that makes the reader panic costs itself.
    let fetched = panic::catch_unwind(AssertUnwindSafe(|| page.fetch(go_on)));
    if wanted.strong_count() == 0 {
        return;
    }
    let (article, notes) = match fetched {
        Ok(Ok(fetched)) => (Ok(Arc::new(fetched.article)), fetched.notes),
        Ok(Err(trouble)) => (Err(trouble.reason()), vec![]),
        Err(_) => (
            Err("reading this page failed; please report it".into()),
            vec![],
        ),
    };
    // It may be a feed.
    let parts = article
        .is_ok()
        .then(|| library::parts(&Source::Web(Arc::clone(page))));
    let mut messages = vec![match parts.flatten() {
        Some(parts) => parted(item_idx, parts),
        None => Message::Read { item_idx, article },
    }];
    if !notes.is_empty() {
        messages.push(Message::Notice(notes.join("; ")));
    }
    for message in messages {
        let _ = send.send(Arrival::Message(message));
    }
}
