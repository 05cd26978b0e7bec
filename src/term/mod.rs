//! The terminal: a guard that sets its modes and always restores them, frames that are sent as
//! differences, keys and signals as events. Rows come in as visual cells; [`Screen`] alone knows
//! what this terminal must be sent for them, by the [`Profile`] that was decided.

mod answer;
mod ask;
mod background;
mod chosen;
mod clipboard;
mod decide;
mod device;
mod encode;
mod error;
mod event;
mod graphics;
mod hyperlinks;
mod input;
mod keys;
mod mouse;
mod opener;
mod outer;
mod profile;
mod sequence;
mod sgr;

use std::{
    io, mem, panic,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use ratatui::{buffer::Buffer, layout::Rect};

use crate::picture::{Placed, Way};
use crate::term::{
    answer::questions,
    device::Device,
    graphics::{Shown, area},
    input::Woken,
};

pub use answer::{Answer, Heard, Outer};
pub use ask::identify;
pub use chosen::Chosen;
pub use clipboard::Clipboard;
pub use decide::Decision;
pub use device::size;
pub use encode::{Hyperlink, Screen, encode_lines, encode_row};
pub use error::Error;
pub use event::{Event, Key, KeyCode};
pub use graphics::Graphics;
pub use hyperlinks::Hyperlinks;
pub use input::listen;
pub use mouse::{Mouse, MouseKind, wants_mouse};
pub use opener::Opener;
pub use profile::Profile;

/// The open terminal; dropping it gives the terminal back as it was found.
///
/// A panic in any thread gives it back too, before the message is printed; if the session goes
/// on all the same, the next [`draw`](Terminal::draw) takes it again.
pub struct Terminal {
    device: Arc<Device>,
    /// The profile that is used, and why.
    decision: Decision,
    /// How pictures are shown, and why.
    graphics: Graphics,
    /// Whether links are sent, and why.
    hyperlinks: Hyperlinks,
    heard: Heard,
    chosen: Chosen,
    area: Rect,
    screen: Screen,
    /// The pictures over its cells.
    shown: Shown,
    /// The buffer of the frame before, kept for its memory.
    spare: Buffer,
    bytes: Vec<u8>,
    /// Whether the background is wanted, and whether the next frame asks.
    asks_background: bool,
    asks_next: bool,
    /// When the terminal was last asked, until it is through.
    asked: Option<Instant>,
    /// The process was asked to end while it was stopped: it may be in the background, where
    /// touching the terminal would only stop it again.
    ending: bool,
}

impl Terminal {
    /// Takes the terminal: raw mode, the alternate screen, the modes of a profile, and the mouse
    /// where that is wanted. The profile is decided by the environment, and again whenever an answer
    /// comes. Fails unless standard output is a terminal; keys may come from `/dev/tty`.
    pub fn open(mouse: bool) -> Result<Self, Error> {
        let decision = Profile::decide(variable, &Heard::default(), &Chosen::default())?;
        let device = Arc::new(Device::open(decision.profile, mouse)?);
        let (profile, has_cell) = (decision.profile, device.cell().is_some());
        let graphics = Graphics::decide(variable, &Heard::default(), profile, has_cell)?;
        let hyperlinks = Hyperlinks::decide(variable, &Heard::default())?;
        restore_on_panic(Arc::clone(&device));
        let mut terminal = Self {
            device,
            screen: Screen::new(decision.profile),
            decision,
            graphics,
            hyperlinks,
            heard: Heard::default(),
            chosen: Chosen::default(),
            area: Rect::default(),
            shown: Shown::default(),
            spare: Buffer::default(),
            bytes: Vec::new(),
            asks_background: false,
            asks_next: false,
            asked: None,
            ending: false,
        };
        terminal.resume()?;
        Ok(terminal)
    }

    /// The profile that is used, and why.
    pub fn decision(&self) -> &Decision {
        &self.decision
    }

    /// How pictures are shown, and why.
    pub fn graphics(&self) -> &Graphics {
        &self.graphics
    }

    /// Whether links are sent, and why.
    pub fn hyperlinks(&self) -> &Hyperlinks {
        &self.hyperlinks
    }

    /// The pixels of a cell, across and down; where the terminal does not say, half as wide as high.
    pub fn cell(&self) -> (u16, u16) {
        self.device.cell().unwrap_or((10, 20))
    }

    /// The whole screen, in cells.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Shows what `paint` puts into a blank buffer of the present area, whose cells lead where `links`
    /// say, and pictures over it. Sends the differences to the screen in one write, as one synchronized frame; nothing if nothing changed.
    pub fn draw(
        &mut self,
        pictures: Vec<Placed>,
        links: &[Hyperlink],
        paint: impl FnOnce(&mut Buffer),
    ) -> io::Result<()> {
        if self.ending {
            return Ok(());
        }
        if !self.device.is_entered() {
            self.resume()?;
        }
        let mut next = mem::take(&mut self.spare);
        next.resize(self.area);
        next.reset();
        paint(&mut next);

        self.bytes.clear();
        if mem::take(&mut self.asks_next) {
            // Before the frame: what a terminal prints of a question is painted over.
            self.bytes = questions(asks_identity(), self.asks_background, is_in_screen());
            self.asked = Some(Instant::now());
        }
        let n_before = self.bytes.len() + BEGIN.len();
        self.bytes.extend_from_slice(BEGIN);
        self.screen.lead(links);
        let gone = self
            .shown
            .clear(self.graphics.way, &pictures, &mut self.bytes);
        let areas: Vec<Rect> = pictures.iter().map(area).collect();
        let (spare, touched) = self
            .screen
            .show_around(next, &gone, &areas, &mut self.bytes);
        self.spare = spare;
        self.shown.show(pictures, &touched, &mut self.bytes);
        if self.bytes.len() > n_before {
            self.bytes.extend_from_slice(END);
            // Should the write fail, nothing is known about the screen.
            self.device.send(&self.bytes).inspect_err(|_| {
                self.screen.forget();
                self.shown.forget();
            })?;
        }
        Ok(())
    }

    /// Sends what changes nothing on the screen.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self.ending {
            true => Ok(()),
            false => self.device.send(bytes),
        }
    }

    /// Has the background asked for, too, with the next frame that is sent as a whole.
    pub fn ask_background(&mut self) {
        self.asks_background = true;
    }

    /// Takes an answer; whether all must be drawn anew since the profile is another one now.
    pub fn take_answer(&mut self, answer: Answer) -> Result<bool, Error> {
        match answer {
            Answer::Done { .. } => self.asked = None,
            Answer::Keys if self.device.is_entered() => self.device.ask_keys()?,
            _ => {}
        }
        let is_name = matches!(answer, Answer::Version(_));
        if !self.heard.take(answer) {
            return Ok(false);
        }
        if is_name && let Some(question) = self.heard.next_question() {
            self.send(question.as_bytes())?;
            self.asked = Some(Instant::now());
        }
        self.decide()
    }

    /// Takes what was chosen for terminals in other sessions; whether all must be drawn anew.
    pub fn recall(&mut self, chosen: Chosen) -> Result<bool, Error> {
        self.chosen = chosen;
        self.decide()
    }

    /// Takes a profile that was chosen for this terminal; whether all must be drawn anew.
    /// `AKHBAR_BIDI` goes before it.
    pub fn choose(&mut self, profile: Profile) -> Result<bool, Error> {
        self.chosen.set(self.decision.terminal.clone(), profile);
        self.decide()
    }

    fn decide(&mut self) -> Result<bool, Error> {
        self.decision = Profile::decide(variable, &self.heard, &self.chosen)?;
        let (profile, has_cell) = (self.decision.profile, self.device.cell().is_some());
        self.graphics = Graphics::decide(variable, &self.heard, profile, has_cell)?;
        let hyperlinks = Hyperlinks::decide(variable, &self.heard)?;
        let leads_on = hyperlinks.is_on != self.hyperlinks.is_on;
        self.hyperlinks = hyperlinks;
        let is_other = self.decision.profile != self.device.profile();
        if is_other {
            self.device.change(self.decision.profile)?;
            self.screen = Screen::new(self.decision.profile);
            self.shown.forget();
        }
        Ok(is_other || leads_on)
    }

    /// Has these rows of the next frames, counted from the top, sent as their profiles ask, and all
    /// others as usual.
    pub fn send_rows_as(&mut self, rows: Vec<(usize, Profile)>) {
        self.screen.send_rows_as(rows);
    }

    /// Waits for an answer that is on its way, so that it is not typed to the shell.
    fn settle(&mut self) {
        if let Some(asked) = self.asked.take() {
            thread::sleep(UNDER_WAY.saturating_sub(asked.elapsed()));
        }
    }

    /// Has the terminal keep no picture beyond the session.
    fn take_pictures_away(&mut self) {
        self.bytes.clear();
        self.shown.clear(Way::Off, &[], &mut self.bytes);
        if !self.ending {
            // Whoever is gone keeps none.
            let _ = self.device.send(&self.bytes);
        }
    }

    /// Takes a new size, in cells; the next frame is sent as a whole.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.area = Rect::new(0, 0, width, height);
        self.screen.forget();
        self.shown.forget();
    }

    /// Gives the terminal back, stops the process group as Ctrl-Z does elsewhere, and takes the
    /// terminal again on being continued. Where no shell waits for that, it only redraws.
    pub fn suspend(&mut self) -> io::Result<()> {
        if input::has_job_control() {
            self.settle();
            self.device.leave();
            self.ending = matches!(input::stop()?, Woken::AskedToEnd);
        }
        self.resume()
    }

    /// Sets all modes again and forgets what the screen shows: after [`Event::Continue`], when
    /// anyone may have used the terminal meanwhile.
    pub fn resume(&mut self) -> io::Result<()> {
        if self.ending {
            return Ok(());
        }
        self.device.enter()?;
        self.asks_next = true;
        let (width, height) = self.device.size();
        self.resize(width, height);
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.settle();
        self.take_pictures_away();
        self.device.leave();
    }
}

/// How long an answer may be under way; a session that ends sooner waits for the rest of it.
const UNDER_WAY: Duration = Duration::from_millis(200);

/// Synchronized output (DEC mode 2026): the terminal shows a frame at once or ignores this.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Whether the terminal can be asked what it is without printing the question, and need be.
fn asks_identity() -> bool {
    let is = |name: &str, value: &str| variable(name).is_some_and(|found| found == value);
    let is_chosen = variable("AKHBAR_BIDI").is_some_and(|name| !name.is_empty());
    !is_chosen && !is("TERM_PROGRAM", "Apple_Terminal") && !is("TERM", "linux")
}

/// Whether this runs in GNU screen.
fn is_in_screen() -> bool {
    variable("STY").is_some_and(|name| !name.is_empty())
}

/// Has a panic give the terminal back before the hook that was there prints its message.
fn restore_on_panic(device: Arc<Device>) {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        device.leave();
        print(info);
    }));
}
