//! What the loop does while nothing arrives, and when: the article follows the selection, the list
//! is brought in order, a search goes on, and what is estimated is made better.

use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

use crate::app::Message;
use crate::run::{Arrival, Session};
use crate::term::Error;

/// How long nothing must have arrived before work is done that nobody asked for: the terminal,
/// which paints what was just sent, goes first, and so does a key that is held down.
const PAUSE: Duration = Duration::from_millis(30);

/// How long no key must have come before the selected article is shown beside the list. A key that
/// is held down comes every 30 ms or so, and one that is struck again and again every 100.
const PREVIEW: Duration = Duration::from_millis(80);

/// How long nothing must have been typed before the text of the article is looked through for
/// what the details show of it.
const SURVEY: Duration = Duration::from_millis(250);

/// How long the list may be out of order by what has been found in the pages meanwhile.
const ORDER: Duration = Duration::from_millis(250);

/// How long a key may have to wait for work that nobody asked for.
const SLICE: Duration = Duration::from_millis(2);

impl Session<'_> {
    /// Waits for what arrives next; none when nothing can any more. What is due meanwhile is done, a
    /// search goes on, what is estimated is made better, a slice at a time, and then nothing is done
    /// at all.
    pub(super) fn next(&mut self, arrivals: &Receiver<Arrival>) -> Result<Option<Arrival>, Error> {
        loop {
            let arrived = match self.patience() {
                Some(Duration::ZERO) => arrivals.try_recv().map_err(|error| match error {
                    TryRecvError::Empty => RecvTimeoutError::Timeout,
                    TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
                }),
                Some(patience) => arrivals.recv_timeout(patience),
                None => return Ok(arrivals.recv().ok()),
            };
            match arrived {
                Ok(arrival) => return Ok(Some(arrival)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.state.is_searching() {
                self.is_changed |= self.state.search_on();
            } else {
                let start = Instant::now();
                while !self.state.is_settled() && start.elapsed() < SLICE {
                    self.is_changed |= self.state.refine();
                }
            }
            self.catch_up()?;
            self.draw()?;
        }
    }

    /// How long to wait before there is something to be done; none where there is nothing.
    fn patience(&self) -> Option<Duration> {
        if self.state.is_searching() {
            return Some(Duration::ZERO);
        }
        let refining = (!self.state.is_settled()).then_some(PAUSE);
        let due = self.due();
        let due = due.map(|due| due.saturating_duration_since(Instant::now()));
        due.into_iter().chain(refining).min()
    }

    /// When there is something to be done that waits for its time.
    fn due(&self) -> Option<Instant> {
        let is_behind = self.state.is_to_be_asked_for();
        let preview = is_behind.then_some(self.typed + PREVIEW);
        let order = self.state.is_stale().then_some(self.ordered + ORDER);
        let keep = self.keeping.due(self.typed);
        let survey = self
            .state
            .is_to_be_surveyed()
            .then_some(self.typed + SURVEY);
        let dues = [preview, order, keep, survey];
        dues.into_iter().flatten().min()
    }

    /// Does what is due.
    pub(super) fn catch_up(&mut self) -> Result<(), Error> {
        if self.state.is_stale() && self.ordered.elapsed() >= ORDER {
            self.state.settle_list();
            self.ordered = Instant::now();
            self.is_changed = true;
        }
        self.keeping.catch_up(self.typed, &mut self.state);
        if self.state.is_to_be_asked_for() && self.typed.elapsed() >= PREVIEW {
            self.update(Message::Pause)?;
        }
        if self.state.is_to_be_surveyed() && self.typed.elapsed() >= SURVEY {
            // To have asked for it changes nothing on the screen.
            let is_changed = self.is_changed;
            self.update(Message::Rest)?;
            self.is_changed = is_changed;
        }
        Ok(())
    }
}
