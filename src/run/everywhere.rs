//! A search through many articles, on a thread of its own.

use std::sync::Weak;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::{Found, Message, Query};
use crate::library::Source;
use crate::run::{Arrival, article};

/// Looks through the articles behind `sources` as long as `wanted` is held, and sends what was
/// found in each.
pub(crate) fn search(
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
