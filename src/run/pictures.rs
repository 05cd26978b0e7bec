//! Pictures, read and brought to their sizes beside the loop: what is at hand on one thread, what is
//! fetched on another, what was asked for last first.

use std::panic;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::app::{Message, Pictured, Unshown};
use crate::article::Article;
use crate::library::{self, Source, Unseen, Web};
use crate::picture::{Rendered, Room, render};
use crate::run::Arrival;

/// A picture that is wanted.
pub(crate) struct Request {
    pub(crate) item_idx: usize,
    pub(crate) picture_idx: usize,
    pub(crate) room: Room,
    /// Whether it is fetched where it is on the web.
    pub(crate) fetches: bool,
    pub(crate) source: Source,
    pub(crate) article: Arc<Article>,
}

/// Whoever reads them.
pub(crate) struct Pictures {
    requests: Sender<Request>,
    /// What was asked for before the first frame, which nothing may stand in the way of.
    early: Option<Receiver<Request>>,
}

impl Default for Pictures {
    fn default() -> Self {
        let (requests, early) = mpsc::channel();
        Self {
            requests,
            early: Some(early),
        }
    }
}

impl Pictures {
    /// Asks for one.
    pub(crate) fn ask(&self, request: Request) {
        // The worker lives as long as this sender.
        let _ = self.requests.send(request);
    }

    /// Begins to read.
    pub(crate) fn begin(&mut self, web: &Arc<Web>, send: &Sender<Arrival>) {
        let Some(asked) = self.early.take() else {
            return;
        };
        let (far, fetched) = mpsc::channel::<Request>();
        let back = send.clone();
        work(asked, move |request| {
            let picture = read(&request, None);
            match request.fetches && matches!(picture, Err(Unshown::Away)) {
                true => far.send(request).is_ok(),
                false => answer(&request, picture, &back),
            }
        });
        let (web, back) = (Arc::clone(web), send.clone());
        work(fetched, move |request| {
            let picture = read(&request, Some(&web));
            answer(&request, picture, &back)
        });
    }
}

/// Does `each` for what is asked for on a thread of its own, as long as that says to go on.
fn work(asked: Receiver<Request>, each: impl Fn(Request) -> bool + Send + 'static) {
    thread::spawn(move || {
        let mut waiting = Vec::new();
        while let Ok(first) = asked.recv() {
            waiting.push(first);
            loop {
                waiting.extend(asked.try_iter());
                let Some(request) = waiting.pop() else { break };
                if !each(request) {
                    return;
                }
            }
        }
    });
}

fn answer(request: &Request, picture: Result<Rendered, Unshown>, send: &Sender<Arrival>) -> bool {
    let message = Message::Pictured(Pictured {
        item_idx: request.item_idx,
        picture_idx: request.picture_idx,
        room: request.room,
        picture,
    });
    send.send(Arrival::Message(message)).is_ok()
}

fn read(request: &Request, web: Option<&Arc<Web>>) -> Result<Rendered, Unshown> {
    let trouble = |why: String| Unshown::Trouble(why.into());
    let link = |request: &Request| {
        let picture = request.article.pictures.get(request.picture_idx);
        picture.map(|picture| Arc::clone(&picture.source))
    };
    let picture = || {
        let link = link(request).unwrap_or_default();
        let bytes = library::picture(&request.source, &request.article, &link, web);
        let bytes = bytes.map_err(|why| match why {
            Unseen::Away => Unshown::Away,
            why => trouble(why.to_string()),
        })?;
        render(&bytes, &request.room).map_err(|why| trouble(why.to_string()))
    };
    // A picture that makes its decoder panic costs itself.
    let read = panic::catch_unwind(panic::AssertUnwindSafe(picture));
    read.unwrap_or_else(|_| Err(trouble("decoding a picture failed".into())))
}
