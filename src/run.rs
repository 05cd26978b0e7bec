//! A session in the terminal: one loop that owns the state, one channel that everything arrives
//! on, and workers that walk folders and read pages. The loop waits, takes all that has arrived,
//! and only then draws: however many keys came, one frame goes out.

mod keeping;
mod work;

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::app::{Effect, Message, State, update};
use crate::library::{Forgetful, Keep, Memory, Source, Sources};
use crate::run::keeping::Keeping;
use crate::run::work::Titles;
use crate::term::{Error, Event, Profile, Terminal, listen};
use crate::ui::{self, Abilities, Keymap, Theme};

/// How long the first frame may wait for the first article, counted from the start. Titles that
/// are not there yet fill in behind it.
const FIRST_FRAME: Duration = Duration::from_millis(6);

/// How long a frame may wait for the article that was asked for: most are there by then, and the
/// pane goes from one to the next without being empty in between.
const GRACE: Duration = Duration::from_millis(10);

/// How long nothing must have arrived before work is done that nobody asked for: the terminal,
/// which paints what was just sent, goes first, and so does a key that is held down.
const PAUSE: Duration = Duration::from_millis(30);

/// How long no key must have come before the selected article is shown beside the list. A key that
/// is held down comes every 30 ms or so, and one that is struck again and again every 100.
const PREVIEW: Duration = Duration::from_millis(80);

/// How long the list may be out of order by what has been found in the pages meanwhile.
const ORDER: Duration = Duration::from_millis(250);

/// How long a key may have to wait for work that nobody asked for.
const SLICE: Duration = Duration::from_millis(2);

enum Arrival {
    Event(Event),
    Message(Message),
    /// What earlier sessions left.
    Memory(Box<Result<(Memory, Option<Forgetful>), Forgetful>>),
    /// Titles, from one of the workers that look for them.
    Titles(usize, Message),
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The user left.
    Left,
    /// The process was asked to end.
    Asked,
    /// The terminal went away.
    HungUp,
}

/// A session that is over.
#[derive(Debug)]
pub struct Ended {
    /// How it ended.
    pub ending: Ending,
    /// Why what is to be remembered of it could not be kept.
    pub trouble: Option<Forgetful>,
}

/// Opens the reader on sources and returns when the session ends.
///
/// # Errors
/// Where the terminal cannot be taken, or stops taking what is sent to it.
pub fn run(sources: Sources) -> Result<Ended, Error> {
    let start = Instant::now();
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        return Err(Error::Dumb);
    }
    let env = |name: &str| std::env::var(name).ok();
    let profile = Profile::decide(env)?.profile;
    // The first sources are found while the terminal is being taken, the others later.
    let (send, arrivals) = mpsc::channel();
    let sources_key = sources.key();
    let keep = Keep::decide(env);
    let keep_now = keep.as_ref().ok().cloned();
    let first_frame = work::find_behind(sources, keep, send.clone());
    let requests = work::read_behind(send.clone());

    let (keymap, theme) = (Keymap::bundled(), Theme::terminal(Abilities::decide(env)));
    let mut terminal = Terminal::open(profile)?;
    let events = send.clone();
    listen(move |event| events.send(Arrival::Event(event)).is_ok())?;
    let area = terminal.area();
    let mut state = State::new(Vec::new(), area.width, area.height);
    state.list.is_growing = true;
    state.recollection.sources = sources_key;
    state.recollection.folder = std::env::current_dir().unwrap_or_default();
    state.n_help_rows = keymap.n_help_rows();
    let mut session = Session {
        state,
        keymap,
        terminal: &mut terminal,
        requests,
        titles: Titles::default(),
        asked: None,
        held: VecDeque::new(),
        keeping: Keeping::new(keep_now, send.clone()),
        typed: start,
        ordered: start,
        is_changed: true,
    };
    let ending = session
        .begin(&theme, &arrivals, start + FIRST_FRAME)
        .and_then(|flow| {
            // All else comes after the first frame: nothing may stand in its way.
            drop(first_frame);
            session.titles = Titles::behind(&send);
            drop(send);
            match flow {
                Flow::On => session.go_on(&theme, &arrivals),
                Flow::End(ending) => Ok(ending),
            }
        });
    let Session {
        mut state, keeping, ..
    } = session;
    // The terminal is given back first: what is written now keeps nobody waiting.
    drop(terminal);
    let trouble = keeping.finish(&mut state).err();
    match ending {
        // The terminal is gone: there is nobody left to tell.
        Err(Error::Io(error)) if is_hangup(&error) => Ok(Ending::HungUp),
        other => other,
    }
    .map(|ending| Ended { ending, trouble })
}

struct Session<'a> {
    state: State,
    keymap: Keymap,
    terminal: &'a mut Terminal,
    requests: Sender<(usize, Source)>,
    titles: Titles,
    /// When an article that is still to come was first asked for.
    asked: Option<Instant>,
    /// Keys and pastes that wait for that article, so that what is typed ahead is not lost.
    held: VecDeque<Event>,
    keeping: Keeping,
    /// When the last key came.
    typed: Instant,
    /// When the list was last brought in order.
    ordered: Instant,
    /// Whether what is on the screen may be another than what was drawn last.
    is_changed: bool,
}

/// Whether the session goes on.
enum Flow {
    On,
    End(Ending),
}

impl Session<'_> {
    /// Draws the first frame, with the first article if that is there by `due`.
    fn begin(
        &mut self,
        theme: &Theme,
        arrivals: &Receiver<Arrival>,
        due: Instant,
    ) -> Result<Flow, Error> {
        while self.state.is_waiting() {
            let patience = due.saturating_duration_since(Instant::now());
            let Ok(arrival) = arrivals.recv_timeout(patience) else {
                break;
            };
            if let Flow::End(ending) = self.take(arrival)? {
                return Ok(Flow::End(ending));
            }
        }
        self.draw(theme)?;
        Ok(Flow::On)
    }

    fn go_on(&mut self, theme: &Theme, arrivals: &Receiver<Arrival>) -> Result<Ending, Error> {
        self.titles.ask(&self.state);
        loop {
            let Some(first) = self.next(theme, arrivals)? else {
                return Ok(Ending::HungUp);
            };
            let mut next = Some(first);
            while let Some(arrival) = next {
                if let Flow::End(ending) = self.take(arrival)? {
                    return Ok(ending);
                }
                next = self.waiting(arrivals);
            }
            self.catch_up()?;
            self.draw(theme)?;
            self.titles.ask(&self.state);
        }
    }

    /// Waits for what arrives next; none when nothing can any more. What is due meanwhile is done,
    /// what is estimated is made better, a slice at a time, and then nothing is done at all.
    fn next(
        &mut self,
        theme: &Theme,
        arrivals: &Receiver<Arrival>,
    ) -> Result<Option<Arrival>, Error> {
        loop {
            let refining = (!self.state.is_settled()).then(|| Instant::now() + PAUSE);
            let Some(due) = self.due().into_iter().chain(refining).min() else {
                return Ok(arrivals.recv().ok());
            };
            match arrivals.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(arrival) => return Ok(Some(arrival)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let start = Instant::now();
            while !self.state.is_settled() && start.elapsed() < SLICE {
                self.is_changed |= self.state.refine();
            }
            self.catch_up()?;
            self.draw(theme)?;
        }
    }

    /// When there is something to be done that waits for its time.
    fn due(&self) -> Option<Instant> {
        let preview = self
            .state
            .is_to_be_asked_for()
            .then_some(self.typed + PREVIEW);
        let order = self.state.list.is_stale().then_some(self.ordered + ORDER);
        let keep = self.keeping.due(self.typed);
        preview.into_iter().chain(order).chain(keep).min()
    }

    /// Does what is due.
    fn catch_up(&mut self) -> Result<(), Error> {
        if self.state.list.is_stale() && self.ordered.elapsed() >= ORDER {
            self.state.settle_list();
            self.ordered = Instant::now();
            self.is_changed = true;
        }
        self.keeping.catch_up(self.typed, &mut self.state);
        if self.state.is_to_be_asked_for() && self.typed.elapsed() >= PREVIEW {
            self.update(Message::Pause)?;
        }
        Ok(())
    }

    fn draw(&mut self, theme: &Theme) -> Result<(), Error> {
        let (state, keymap) = (&self.state, &self.keymap);
        if std::mem::take(&mut self.is_changed) {
            self.terminal
                .draw(|buffer| ui::draw(state, keymap, theme, buffer))?;
        }
        Ok(())
    }

    /// What has arrived already, or arrives before the next frame is due.
    fn waiting(&self, arrivals: &Receiver<Arrival>) -> Option<Arrival> {
        let grace = self
            .asked
            .map(|asked| GRACE.saturating_sub(asked.elapsed()));
        match grace {
            Some(grace) if !grace.is_zero() => arrivals.recv_timeout(grace).ok(),
            _ => arrivals.try_recv().ok(),
        }
    }

    fn take(&mut self, arrival: Arrival) -> Result<Flow, Error> {
        let message = match arrival {
            Arrival::Message(message) => message,
            Arrival::Memory(found) => self.keeping.loaded(*found),
            Arrival::Titles(worker, message) => {
                self.titles.take(worker, &message);
                // Titles that are not on the screen change nothing there.
                let is_changed = self.is_changed || self.state.is_shown(&message);
                let flow = self.update(message);
                self.is_changed = is_changed;
                return flow;
            }
            Arrival::Event(event @ (Event::Key(_) | Event::Paste(_))) => {
                if !self.held.is_empty() && !is_interrupt(&event) {
                    self.held.push_back(event);
                    return Ok(Flow::On);
                }
                return self.type_in(event);
            }
            Arrival::Event(Event::Resize(width, height)) => {
                self.terminal.resize(width, height);
                Message::Resized { width, height }
            }
            Arrival::Event(Event::Suspend) => return self.suspend(),
            Arrival::Event(Event::Continue) => {
                self.terminal.resume()?;
                self.resized()
            }
            Arrival::Event(Event::Quit) => return Ok(Flow::End(Ending::Asked)),
            Arrival::Event(Event::Hangup) => return Ok(Flow::End(Ending::HungUp)),
        };
        let is_answer = matches!(message, Message::Read { .. } | Message::Found { .. });
        let mut flow = self.update(message)?;
        while is_answer && matches!(flow, Flow::On) && !self.state.is_waiting() {
            let Some(event) = self.held.pop_front() else {
                break;
            };
            flow = self.type_in(event)?;
        }
        Ok(flow)
    }

    /// Does what a key or a paste means, or holds it until there is an article to do it with.
    fn type_in(&mut self, event: Event) -> Result<Flow, Error> {
        self.typed = Instant::now();
        let message = match &event {
            Event::Key(key) => self.keymap.message(&self.state, &key.to_string()),
            Event::Paste(text) => Some(Message::Pasted(text.clone())),
            _ => None,
        };
        match message {
            Some(message) if self.state.must_wait(&message) => {
                self.held.push_front(event);
                self.update(Message::Pause)
            }
            Some(message) => self.update(message),
            None => Ok(Flow::On),
        }
    }

    fn update(&mut self, message: Message) -> Result<Flow, Error> {
        if matches!(message, Message::Read { .. }) {
            self.asked = None;
        }
        self.is_changed = true;
        for effect in update(&mut self.state, message) {
            match effect {
                Effect::Quit => return Ok(Flow::End(Ending::Left)),
                Effect::Suspend => return self.suspend(),
                Effect::Redraw => self.terminal.resume()?,
                Effect::Read { item_idx } => {
                    let source = self.state.list.items.get(item_idx);
                    if let Some(source) = source.and_then(|item| item.source.clone()) {
                        // The worker lives as long as this sender.
                        let _ = self.requests.send((item_idx, source));
                        self.asked.get_or_insert_with(Instant::now);
                    }
                }
            }
        }
        Ok(Flow::On)
    }

    fn suspend(&mut self) -> Result<Flow, Error> {
        self.terminal.suspend()?;
        let resized = self.resized();
        self.update(resized)
    }

    fn resized(&self) -> Message {
        let area = self.terminal.area();
        Message::Resized {
            width: area.width,
            height: area.height,
        }
    }
}

/// Ctrl-c goes before whatever waits.
fn is_interrupt(event: &Event) -> bool {
    matches!(event, Event::Key(key) if key.to_string() == "Ctrl-c")
}

fn is_hangup(error: &std::io::Error) -> bool {
    use rustix::io::Errno;
    let code = error.raw_os_error();
    [Errno::IO, Errno::PIPE]
        .iter()
        .any(|errno| code == Some(errno.raw_os_error()))
}
