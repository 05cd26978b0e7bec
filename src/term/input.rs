//! Two threads that turn the keyboard and the signals into events, and the stop of this process.
//! They end when nobody takes their events any more, and the keyboard's at the end of its input:
//! a terminal that hung up is said once and never asked again.

use std::{
    io,
    os::fd::OwnedFd,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, read, retry_on_intr},
    process::{Signal, getpgrp, getsid, kill_current_process_group},
};
use signal_hook::{consts::signal, flag, iterator::Signals, low_level};

use crate::term::{
    answer::Answer,
    device::{keyboard, size},
    event::Event,
    keys::Decoder,
    mouse::Clicks,
    outer,
};

/// Starts listening to the keyboard and to signals. Every event goes to `send`, from either
/// thread; a thread ends when that returns false.
pub fn listen(send: impl FnMut(Event) -> bool + Send + Clone + 'static) -> io::Result<()> {
    let keyboard = keyboard()?;
    let others = [signal::SIGTSTP, signal::SIGCONT, signal::SIGWINCH];
    let signals = Signals::new(ENDING.iter().chain(&others))?;
    let (to_signals, mut to_outer) = (send.clone(), send.clone());
    let named = |name: &str| thread::Builder::new().name(name.to_owned());
    named("signals").spawn(move || tell_signals(signals, to_signals))?;
    named("keyboard").spawn(move || tell_keys(&keyboard, send))?;
    if std::env::var_os("TMUX").is_some() {
        named("outer").spawn(move || {
            if let Some(outer) = outer::ask() {
                to_outer(Event::Answer(Answer::Outer(outer)));
            }
        })?;
    }
    Ok(())
}

/// The signals that ask for the end.
const ENDING: [i32; 4] = [
    signal::SIGTERM,
    signal::SIGINT,
    signal::SIGQUIT,
    signal::SIGHUP,
];

/// How long a continued process waits for a signal that asks for its end: a shell's `kill` of a
/// stopped job sends both, and the handler of the second may run before that of the first. Were
/// the terminal taken up meanwhile, a job in the background would be stopped again.
const SETTLING: Duration = Duration::from_millis(50);

fn tell_signals(mut signals: Signals, mut send: impl FnMut(Event) -> bool) {
    loop {
        let mut batch: Vec<i32> = signals.wait().collect();
        if batch.contains(&signal::SIGCONT) {
            thread::sleep(SETTLING);
            batch.extend(signals.pending());
        }
        batch.sort_by_key(|signal| !ENDING.contains(signal));
        for signal in batch {
            let event = match signal {
                signal::SIGHUP => Event::Hangup,
                signal::SIGTSTP => Event::Suspend,
                signal::SIGCONT => Event::Continue,
                signal::SIGWINCH => {
                    let (width, height) = size(io::stdout());
                    Event::Resize(width, height)
                }
                _ => Event::Quit,
            };
            if !send(event) {
                return;
            }
        }
    }
}

fn tell_keys(keyboard: &OwnedFd, mut send: impl FnMut(Event) -> bool) {
    let (mut decoder, mut clicks) = (Decoder::default(), Clicks::default());
    let mut events = Vec::new();
    let mut answering: Option<Instant> = None;
    loop {
        answering = decoder
            .is_in_answer()
            .then(|| answering.unwrap_or_else(Instant::now));
        let passed = answering.map_or(Duration::ZERO, |since| since.elapsed());
        let passed = i64::try_from(passed.as_millis()).unwrap_or(i64::MAX);
        let patience = decoder.patience_ms().map(|ms| (ms - passed).max(0));
        match wait_and_read(keyboard, patience) {
            Read::Bytes(bytes) => decoder.feed(&bytes, &mut events),
            Read::Silence => decoder.give_up(&mut events),
            Read::End => events.push(Event::Hangup),
        }
        if !events.is_empty() {
            answering = None;
        }
        for event in events.drain(..) {
            let is_end = event == Event::Hangup;
            let event = match event {
                Event::Mouse(mouse) => Event::Mouse(clicks.count(mouse, Instant::now())),
                event => event,
            };
            if !send(event) || is_end {
                return;
            }
        }
    }
}

enum Read {
    Bytes(Vec<u8>),
    /// Nothing came in time.
    Silence,
    /// The terminal hung up, or cannot be read: a background job without a shell.
    End,
}

fn wait_and_read(keyboard: &OwnedFd, wait_ms: Option<i64>) -> Read {
    if wait_ms == Some(0) {
        return Read::Silence;
    }
    let timeout = wait_ms.map(|ms| Timespec {
        tv_sec: ms / 1000,
        tv_nsec: ms % 1000 * 1_000_000,
    });
    let mut ready = [PollFd::new(keyboard, PollFlags::IN)];
    match retry_on_intr(|| poll(&mut ready, timeout.as_ref())) {
        Ok(0) => return Read::Silence,
        Ok(_) => {}
        Err(_) => return Read::End,
    }
    let mut bytes = vec![0; 4096];
    match read(keyboard, &mut *bytes) {
        Ok(0) => Read::End,
        Ok(n_bytes) => {
            bytes.truncate(n_bytes);
            Read::Bytes(bytes)
        }
        // Nothing there after all: another process read it, or a signal came.
        Err(Errno::INTR | Errno::AGAIN) => Read::Bytes(Vec::new()),
        Err(_) => Read::End,
    }
}

/// Whether a shell waits that could continue this process. The group of a session's leader, as
/// under `xterm -e`, is orphaned: stopped, it would never run again, so that the kernel ignores
/// SIGTSTP there; SIGSTOP it would obey.
pub(crate) fn has_job_control() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// How a stop came to its end.
pub(crate) enum Woken {
    /// The session goes on.
    Continued,
    /// By being asked to end, as a shell's `kill` does to a stopped job.
    AskedToEnd,
}

/// Stops this process until it is continued; and its whole group, as the terminal does on Ctrl-Z:
/// the shell waits for all of a pipe, or for the program that started this one.
pub(crate) fn stop() -> io::Result<Woken> {
    let (continued, asked_to_end) = (Arc::default(), Arc::default());
    let watch = |signal, flag: &Arc<AtomicBool>| flag::register(signal, Arc::clone(flag));
    let mut ids = vec![watch(signal::SIGCONT, &continued)?];
    for signal in ENDING {
        ids.push(watch(signal, &asked_to_end)?);
    }
    let stopped = kill_current_process_group(Signal::STOP);
    // The signal may find another thread first, which leaves this one some microseconds. The
    // first process of a container is not stopped at all: hence the bound.
    for _ in 0..if stopped.is_ok() { 1000 } else { 0 } {
        if continued.load(Ordering::SeqCst) {
            break;
        }
        thread::sleep(Duration::from_millis(1));
    }
    for id in ids {
        low_level::unregister(id);
    }
    stopped?;
    let ends = asked_to_end.load(Ordering::SeqCst);
    Ok(if ends {
        Woken::AskedToEnd
    } else {
        Woken::Continued
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::event::{Key, KeyCode};
    use std::{io::Write as _, sync::mpsc};

    fn key(code: KeyCode) -> Event {
        Event::Key(Key::from(code))
    }

    #[test]
    fn the_keyboard_is_read_to_its_end_once() {
        let (keyboard, mut typist) = io::pipe().unwrap();
        let (sender, events) = mpsc::channel();
        let reader = thread::spawn(move || {
            tell_keys(&keyboard.into(), |event| sender.send(event).is_ok());
        });
        let next = || events.recv_timeout(Duration::from_secs(10)).unwrap();
        typist.write_all(b"j\x1b").unwrap();
        assert_eq!(next(), key(KeyCode::Char('j')));
        // Nothing follows, so it was the key.
        assert_eq!(next(), key(KeyCode::Esc));
        typist.write_all(b"\x1b[A").unwrap();
        assert_eq!(next(), key(KeyCode::Up));
        drop(typist);
        assert_eq!(next(), Event::Hangup);
        reader.join().unwrap();
        assert!(events.recv().is_err());
    }

    #[test]
    fn nobody_listening_ends_the_reading() {
        let (keyboard, mut typist) = io::pipe().unwrap();
        typist.write_all(b"jk").unwrap();
        let mut n_sent = 0;
        tell_keys(&keyboard.into(), |_| {
            n_sent += 1;
            false
        });
        assert_eq!(n_sent, 1);
    }
}
