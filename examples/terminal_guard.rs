//! A session with nothing but the terminal in it: shows one Arabic row and what happens, and ends
//! in every way that a session can end. The tests run it in a pty; it is of use in a new terminal
//! too. `-` as argument reads standard input first and shows its first line.
//!
//! Keys: q quit, e fail, p panic, w panic in another thread, z or Ctrl-Z suspend, r send all again.
//! Exit status: 0 after q; 2 after e; 101 after p; 143 (128 + SIGTERM) when asked to end by a
//! signal; 129 (128 + SIGHUP) when the terminal is gone.

use std::{io::Read as _, process::ExitCode, sync::mpsc, thread};

use akhbar::term::{Error, Event, Key, KeyCode, Terminal, listen, wants_mouse};
use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier, Style},
};

fn main() -> ExitCode {
    match run() {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("terminal_guard: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<u8, Error> {
    let mut input = String::new();
    if std::env::args().any(|arg| arg == "-") {
        std::io::stdin().read_to_string(&mut input)?;
    }
    let env = |name: &str| std::env::var(name).ok();
    let mut terminal = Terminal::open(wants_mouse(env)?)?;
    let (sender, events) = mpsc::channel();
    listen(move |event| sender.send(event).is_ok())?;

    let mut last = String::from("last nothing");
    loop {
        let area = terminal.area();
        let decision = terminal.decision().clone();
        terminal.draw(Vec::new(), &[], |buffer| {
            let size = format!("size {}x{}", area.width, area.height);
            let input = input.lines().next().unwrap_or_default();
            paint(buffer, &[&decision.why, &size, &last, input]);
        })?;
        let Ok(event) = events.recv() else {
            return Ok(129);
        };
        last = format!("last {event:?}");
        match event {
            Event::Key(key) => match (key.code, key.ctrl) {
                (KeyCode::Char('q'), false) => return Ok(0),
                (KeyCode::Char('e'), false) => {
                    return Err(std::io::Error::other("asked to fail").into());
                }
                (KeyCode::Char('p'), false) => panic!("asked to panic"),
                (KeyCode::Char('w'), false) => {
                    let worker = thread::spawn(|| panic!("asked to panic elsewhere"));
                    let _ = worker.join();
                }
                (KeyCode::Char('z'), _) => terminal.suspend()?,
                (KeyCode::Char('r'), false) => terminal.resume()?,
                _ => last = format!("last {}", name(key)),
            },
            Event::Paste(text) => last = format!("last paste {text:?}"),
            Event::Mouse(_) => {}
            Event::Answer(answer) => _ = terminal.take_answer(answer)?,
            Event::Resize(width, height) => terminal.resize(width, height),
            Event::Suspend => terminal.suspend()?,
            Event::Continue => terminal.resume()?,
            Event::Quit => return Ok(143),
            Event::Hangup => return Ok(129),
        }
    }
}

/// "Akhbar: peace be upon you (2026)" and two Urdu words, as the layout would hand it over: in
/// visual order, one presentation form a cell, the lam-alef in one.
const ROW: &str = "ﯼﻭ ﯽﭨ (2026) ﻢﻜﻴﻠﻋ ﻡﻼﺴﻟﺍ :ﺭﺎﺒﺧﺃ";

fn paint(buffer: &mut Buffer, lines: &[&str]) {
    let area = buffer.area;
    let mut put = |y: u16, start: u16, text: &str, style: Style| {
        for (x, symbol) in (start..).zip(text.chars()) {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.set_char(symbol).set_style(style);
            }
        }
    };
    let start = area.width.saturating_sub(ROW.chars().count() as u16);
    put(
        0,
        start,
        ROW,
        Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD),
    );
    for (y, line) in (1..).zip(lines) {
        put(y, 0, line, Style::new());
    }
}

fn name(key: Key) -> String {
    format!(
        "{:?} ctrl={} alt={} shift={}",
        key.code, key.ctrl, key.alt, key.shift
    )
}
