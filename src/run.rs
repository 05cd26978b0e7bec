//! A session in the terminal: one loop that owns the state, one channel that everything arrives
//! on, and workers that walk folders and read pages. The loop waits, takes all that has arrived,
//! and only then draws: however many keys came, one frame goes out.

mod deciding;
mod effects;
mod fetching;
mod idle;
mod keeping;
mod linear;
mod pictures;
mod workers;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use crate::app::{Message, Pointer, Showing, State};
use crate::library::{Forgetful, Keep, Memory, Source, Sources, Web};
use crate::picture::Way;
use crate::run::deciding::sending;
use crate::run::fetching::Fetches;
use crate::run::keeping::Keeping;
use crate::run::pictures::Pictures;
use crate::run::workers::Titles;
use crate::term::{
    Clipboard, Error, Event, Hyperlink, Mouse, MouseKind, Opener, Terminal, listen, wants_mouse,
};
use crate::ui::{self, Keyboard, Keymap, Look, THEMES, Theme};

/// How long the first frame may wait for the first article, counted from the start. Titles that
/// are not there yet fill in behind it.
const FIRST_FRAME: Duration = Duration::from_millis(6);

/// How long a frame may wait for the article that was asked for: most are there by then, and the
/// pane goes from one to the next without being empty in between.
const GRACE: Duration = Duration::from_millis(10);

pub use deciding::chosen;
pub use linear::linear;

pub(crate) enum Arrival {
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
pub fn run(sources: Sources, web: &Arc<Web>, keyboard: Keyboard) -> Result<Ended, Error> {
    let start = Instant::now();
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        return Err(Error::Dumb);
    }
    let env = |name: &str| std::env::var(name).ok();
    let mouse = wants_mouse(env)?;
    let look = Look::decide(env).ok_or_else(|| Error::UnknownValue {
        name: "AKHBAR_THEME",
        value: env("AKHBAR_THEME").unwrap_or_default(),
        known: THEMES,
    })?;
    // The first sources are found while the terminal is being taken, the others later.
    let (send, arrivals) = mpsc::channel();
    let sources_key = sources.key();
    let keep = Keep::decide(env);
    let keeping = Keeping::new(keep.as_ref().ok().cloned(), send.clone());
    let first_frame = workers::find_behind(sources, keep, send.clone());
    let requests = workers::read_behind(send.clone());

    let (keymap, theme) = (Keymap::bundled().on(keyboard), look.theme());
    let mut terminal = Terminal::open(mouse)?;
    if look.asks_background() {
        terminal.ask_background();
    }
    let events = send.clone();
    listen(move |event| events.send(Arrival::Event(event)).is_ok())?;
    let area = terminal.area();
    let mut state = State::new(Vec::new(), area.width, area.height);
    state.list.is_growing = true;
    state.marks = terminal.decision().marks();
    state.sending = Some(sending(terminal.decision()));
    state.recollection.sources = sources_key;
    state.recollection.folder = std::env::current_dir().unwrap_or_default();
    state.n_help_rows = keymap.n_help_rows();
    state.showing = showing(&terminal, &look);
    let mut session = Session {
        state,
        keymap,
        look,
        theme,
        terminal: &mut terminal,
        clipboard: Clipboard::decide(env),
        opener: Opener::decide(env),
        requests,
        titles: Titles::default(),
        pictures: Pictures::default(),
        fetches: Fetches::default(),
        send: send.clone(),
        searching: Arc::default(),
        asked: None,
        blocked: None,
        held: VecDeque::new(),
        keeping,
        typed: start,
        ordered: start,
        is_changed: true,
    };
    let ending = session
        .begin(&arrivals, start + FIRST_FRAME)
        .and_then(|flow| {
            // All else comes after the first frame: nothing may stand in its way.
            drop(first_frame);
            session.titles = Titles::behind(&send);
            session.pictures.begin(web, &send);
            match flow {
                Flow::On => session.go_on(&arrivals),
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
    look: Look,
    theme: Theme,
    terminal: &'a mut Terminal,
    clipboard: Clipboard,
    opener: Opener,
    requests: Sender<(usize, Source)>,
    titles: Titles,
    pictures: Pictures,
    fetches: Fetches,
    /// The way back for whoever works for the session.
    send: Sender<Arrival>,
    /// Held as long as a search through all articles is wanted.
    searching: Arc<()>,
    /// When an article that is still to come was first asked for.
    asked: Option<Instant>,
    /// What is to be done as soon as it is there.
    blocked: Option<Message>,
    /// Keys and pastes that came after that, so that what is typed ahead is not lost.
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
    fn begin(&mut self, arrivals: &Receiver<Arrival>, due: Instant) -> Result<Flow, Error> {
        while self.state.is_waiting() {
            let patience = due.saturating_duration_since(Instant::now());
            let Ok(arrival) = arrivals.recv_timeout(patience) else {
                break;
            };
            if let Flow::End(ending) = self.take(arrival)? {
                return Ok(Flow::End(ending));
            }
        }
        self.draw()?;
        Ok(Flow::On)
    }

    fn go_on(&mut self, arrivals: &Receiver<Arrival>) -> Result<Ending, Error> {
        self.titles.ask(&self.state);
        loop {
            let Some(first) = self.next(arrivals)? else {
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
            self.draw()?;
            self.titles.ask(&self.state);
        }
    }

    fn draw(&mut self) -> Result<(), Error> {
        let (state, keymap, theme) = (&self.state, &self.keymap, &self.theme);
        if std::mem::take(&mut self.is_changed) {
            self.terminal.send_rows_as(deciding::rows(state));
            let links: Vec<Hyperlink> = match self.terminal.hyperlinks().is_on {
                true => ui::linked(state).into_iter().map(hyperlink).collect(),
                false => Vec::new(),
            };
            self.terminal.draw(ui::placed(state), &links, |buffer| {
                ui::draw(state, keymap, theme, buffer);
            })?;
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
            Arrival::Memory(found) => {
                let message = self.keeping.loaded(*found);
                if let Message::Remembered { memory, .. } = &message {
                    self.recall(memory)?;
                }
                message
            }
            Arrival::Titles(worker, message) => {
                self.titles.take(worker, &message);
                // What stays is copied here: among what reading pages leaves behind in the heap of
                // the worker it would keep that from being used again.
                let message = message.clone();
                // Titles that are not on the screen change nothing there.
                let is_changed = self.is_changed || self.state.is_shown(&message);
                let flow = self.update(message);
                self.is_changed = is_changed;
                return flow;
            }
            Arrival::Event(event @ (Event::Key(_) | Event::Paste(_))) => {
                if self.blocked.is_some() && !is_interrupt(&event) {
                    self.held.push_back(event);
                    return Ok(Flow::On);
                }
                return self.type_in(event);
            }
            Arrival::Event(Event::Mouse(mouse)) => pointed(mouse),
            Arrival::Event(Event::Answer(answer)) => return self.take_answer(answer),
            Arrival::Event(Event::Resize(width, height)) => {
                self.terminal.resize(width, height);
                self.show_as_now()?;
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
            flow = match self.blocked.take() {
                Some(message) => self.update(message)?,
                None => match self.held.pop_front() {
                    Some(event) => self.type_in(event)?,
                    None => break,
                },
            };
        }
        Ok(flow)
    }

    /// Shows pictures as the terminal is known to show them by now.
    pub(crate) fn show_as_now(&mut self) -> Result<(), Error> {
        let showing = showing(self.terminal, &self.look);
        if showing != self.state.showing {
            self.update(Message::Showing(showing))?;
        }
        Ok(())
    }

    /// Does what a key or a paste means, or holds it until there is an article to do it with.
    fn type_in(&mut self, event: Event) -> Result<Flow, Error> {
        self.typed = Instant::now();
        // Keys that mean nothing yet are shown.
        self.is_changed = true;
        let message = match event {
            Event::Key(key) => {
                let us_key = key.on_us_keyboard().map(|key| key.to_string());
                self.keymap
                    .message(&self.state, &key.to_string(), us_key.as_deref())
            }
            Event::Paste(text) => Some(Message::Pasted(text)),
            _ => None,
        };
        match message {
            Some(message) if self.state.must_wait(&message) => {
                self.blocked = Some(message);
                self.update(Message::Pause)
            }
            Some(message) => self.update(message),
            None => Ok(Flow::On),
        }
    }
}

/// How the terminal shows pictures. In few colours there would be nothing to be seen.
fn showing(terminal: &Terminal, look: &Look) -> Showing {
    let way = match terminal.graphics().way {
        Way::Blocks if !look.has_colours() => Way::Off,
        way => way,
    };
    Showing {
        way,
        cell: terminal.cell(),
        is_rgb: look.is_rgb(),
    }
}

fn hyperlink(linked: ui::Linked) -> Hyperlink {
    Hyperlink {
        row: linked.y,
        columns: linked.columns,
        id: linked.id,
        target: linked.target,
    }
}

fn pointed(mouse: Mouse) -> Message {
    let pointer = match mouse.kind {
        MouseKind::Press { n_clicks } => Pointer::Press { n_clicks },
        MouseKind::Drag => Pointer::Drag,
        MouseKind::Release => Pointer::Release,
        MouseKind::WheelUp => Pointer::WheelUp,
        MouseKind::WheelDown => Pointer::WheelDown,
    };
    let at = (mouse.column, mouse.row);
    Message::Pointed { pointer, at }
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
