//! Keeping what is to be remembered: every so often while a session changes anything, on a thread of
//! its own, and at its end.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{Message, State};
use crate::library::{self, Forgetful, Keep, Memory};
use crate::run::Arrival;

/// How often what is to be remembered is kept, while there is anything new.
const OFTEN: Duration = Duration::from_secs(30);

/// What of a session is kept, and where.
pub(crate) struct Keeping {
    keep: Option<Keep>,
    /// What has changed in this session. All of it is kept each time: it is merged with what is
    /// there, and what could not be kept once is kept the next time.
    changes: Memory,
    /// When that was last done.
    kept: Instant,
    send: Sender<Arrival>,
}

impl Keeping {
    pub(crate) fn new(keep: Option<Keep>, send: Sender<Arrival>) -> Self {
        Self {
            keep,
            changes: Memory::default(),
            kept: Instant::now(),
            send,
        }
    }

    /// What earlier sessions left, as a message.
    pub(crate) fn loaded(
        &mut self,
        found: Result<(Memory, Option<Forgetful>), Forgetful>,
    ) -> Message {
        let (memory, trouble) = match found {
            Ok(found) => found,
            Err(trouble) => (Memory::default(), Some(trouble)),
        };
        // Where nothing can be kept, that is said once and not tried again.
        if trouble.as_ref().is_some_and(Forgetful::is_final) {
            self.keep = None;
        }
        Message::Remembered {
            memory: Box::new(memory),
            trouble: trouble.map(|trouble| trouble.to_string()),
        }
    }

    /// When to keep what has changed, if a key has come since that was last done.
    pub(crate) fn due(&self, typed: Instant) -> Option<Instant> {
        (self.keep.is_some() && typed > self.kept).then_some(self.kept + OFTEN)
    }

    /// Keeps what has changed, if it is time.
    pub(crate) fn catch_up(&mut self, typed: Instant, state: &mut State) {
        if self.due(typed).is_none_or(|due| due > Instant::now()) {
            return;
        }
        self.kept = Instant::now();
        let changes = state.changes(library::now());
        if let Some(keep) = self.keep.clone().filter(|_| !changes.is_empty()) {
            self.changes.merge(changes);
            let (changes, send) = (self.changes.clone(), self.send.clone());
            thread::spawn(move || {
                if let Err(trouble) = keep.add(changes) {
                    let message = Message::Notice(trouble.to_string());
                    let _ = send.send(Arrival::Message(message));
                }
            });
        }
    }

    /// Keeps what has changed, at the end.
    ///
    /// # Errors
    /// Where it cannot be kept.
    pub(crate) fn finish(mut self, state: &mut State) -> Result<(), Forgetful> {
        self.changes.merge(state.changes(library::now()));
        match self.keep {
            Some(keep) if !self.changes.is_empty() => keep.add(self.changes),
            _ => Ok(()),
        }
    }
}
