//! The terminal device: what is set when a session begins, and undone in exactly the reverse
//! order whenever it ends. Leaving takes no lock and may be done by any thread, twice or half
//! way through entering, so that the panic hook can always do it.

use std::{
    fs::OpenOptions,
    io,
    os::fd::{AsFd, OwnedFd},
    sync::atomic::{AtomicBool, AtomicU8, Ordering},
};

use rustix::{
    event::{PollFd, PollFlags, poll},
    io::{Errno, retry_on_intr, write},
    process::getpgrp,
    termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr},
};

use crate::term::{error::Error, mouse, profile::Profile};

/// An open terminal and the state it was found in.
pub(crate) struct Device {
    input: OwnedFd,
    output: OwnedFd,
    found: Termios,
    /// Its place among all profiles: whoever leaves must know it.
    profile: AtomicU8,
    /// Whether kitty's keyboard protocol is on.
    keys: AtomicBool,
    mouse: bool,
    entered: AtomicBool,
    hung_up: AtomicBool,
}

impl Device {
    /// Finds the terminal: standard output, and for keys standard input or `/dev/tty`.
    pub(crate) fn open(profile: Profile, mouse: bool) -> Result<Self, Error> {
        let output = io::stdout().as_fd().try_clone_to_owned()?;
        if !isatty(&output) {
            return Err(Error::NotATerminal);
        }
        let input = keyboard().map_err(|_| Error::NoKeyboard)?;
        let found = tcgetattr(&input).map_err(io::Error::from)?;
        let (entered, hung_up) = (AtomicBool::new(false), AtomicBool::new(false));
        Ok(Self {
            input,
            output,
            found,
            profile: AtomicU8::new(profile as u8),
            keys: AtomicBool::new(false),
            mouse,
            entered,
            hung_up,
        })
    }

    /// Sets raw mode, then the screen's modes; done again, it repairs what was changed meanwhile.
    pub(crate) fn enter(&self) -> io::Result<()> {
        // First, so that a failure half way is undone as a whole.
        let again = self.entered.swap(true, Ordering::SeqCst);
        let mut raw = self.found.clone();
        raw.make_raw();
        // Before any byte is sent: in the background this stops the process (SIGTTOU), and
        // nothing has been written over the shell's screen yet.
        self.set(&raw)?;
        let (profile, keys) = (self.profile(), self.keys.load(Ordering::SeqCst));
        // Pushed twice it would have to be popped twice.
        self.send(&enter_bytes(profile, self.mouse, keys && !again))?;
        match keys && again {
            true => self.send(KEYS_AGAIN),
            false => Ok(()),
        }
    }

    /// Undoes what `enter` did; does nothing when that is undone already. Failures are of no
    /// use to anyone here: every step is tried.
    pub(crate) fn leave(&self) {
        if self.entered.swap(false, Ordering::SeqCst) {
            let (profile, keys) = (self.profile(), self.keys.load(Ordering::SeqCst));
            let _ = self.send(&leave_bytes(profile, self.mouse, keys));
            // In the background it would stop the process (SIGTTOU) on its way out, and the shell
            // has set the line discipline for itself.
            if !self.is_in_background() {
                let _ = self.set(&self.found);
            }
        }
    }

    /// The profile whose modes are set.
    pub(crate) fn profile(&self) -> Profile {
        Profile::ALL[usize::from(self.profile.load(Ordering::SeqCst))]
    }

    /// Changes the profile of an entered terminal: all must be drawn anew.
    pub(crate) fn change(&self, profile: Profile) -> io::Result<()> {
        self.send(self.profile().leave().as_bytes())?;
        // Before its modes are set, so that whoever leaves meanwhile unsets them.
        self.profile.store(profile as u8, Ordering::SeqCst);
        self.send(profile.enter().as_bytes())
    }

    /// Turns kitty's keyboard protocol on in an entered terminal.
    pub(crate) fn ask_keys(&self) -> io::Result<()> {
        match self.keys.swap(true, Ordering::SeqCst) {
            true => Ok(()),
            false => self.send(KEYS.0.as_bytes()),
        }
    }

    /// Whether the modes are set, as far as this process knows.
    pub(crate) fn is_entered(&self) -> bool {
        self.entered.load(Ordering::SeqCst)
    }

    /// Writes all of `bytes`. That the terminal is gone is no error: the end of its input says so.
    pub(crate) fn send(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() && !self.hung_up.load(Ordering::Relaxed) {
            match retry_on_intr(|| write(&self.output, bytes)) {
                Ok(n_bytes) => bytes = &bytes[n_bytes..],
                // The shell may have left the terminal non-blocking.
                Err(Errno::AGAIN) => {
                    let mut ready = [PollFd::new(&self.output, PollFlags::OUT)];
                    retry_on_intr(|| poll(&mut ready, None))?;
                }
                Err(Errno::IO | Errno::PIPE | Errno::NXIO) => {
                    self.hung_up.store(true, Ordering::Relaxed);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// The columns and rows of the terminal.
    pub(crate) fn size(&self) -> (u16, u16) {
        size(&self.output)
    }

    /// The pixels of a cell, across and down, where the terminal says so.
    pub(crate) fn cell(&self) -> Option<(u16, u16)> {
        cell(&self.output)
    }

    fn is_in_background(&self) -> bool {
        tcgetpgrp(&self.input).is_ok_and(|group| group != getpgrp())
    }

    fn set(&self, modes: &Termios) -> io::Result<()> {
        let set = || tcsetattr(&self.input, OptionalActions::Now, modes);
        match retry_on_intr(set) {
            Err(Errno::IO | Errno::NXIO) => self.hung_up.store(true, Ordering::Relaxed),
            result => result?,
        }
        Ok(())
    }
}

/// Where keys come from: standard input, or the controlling terminal when that is redirected,
/// as for `akhbar -`.
pub(crate) fn keyboard() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if isatty(&stdin) {
        stdin.as_fd().try_clone_to_owned()
    } else {
        Ok(OpenOptions::new()
            .read(true)
            .write(true)
            .open("/dev/tty")?
            .into())
    }
}

/// The pixels of a cell of a terminal, across and down, where it says so.
pub(crate) fn cell(terminal: impl AsFd) -> Option<(u16, u16)> {
    let size = tcgetwinsize(terminal).ok()?;
    let side = |pixels: u16, cells: u16| pixels.checked_div(cells).filter(|side| *side > 1);
    Some((
        side(size.ws_xpixel, size.ws_col)?,
        side(size.ws_ypixel, size.ws_row)?,
    ))
}

/// The columns and rows of a terminal; 80 by 24 where it does not know them.
pub fn size(terminal: impl AsFd) -> (u16, u16) {
    match tcgetwinsize(terminal) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        _ => (80, 24),
    }
}

/// The modes of a session in the order of setting, each with what undoes it: the alternate
/// screen, no cursor, bracketed paste, and no wrapping, so that a symbol that this terminal
/// takes for wider cannot push a row into the next.
const MODES: [(&str, &str); 4] = [
    ("\x1b[?1049h", "\x1b[?1049l"),
    ("\x1b[?25l", "\x1b[?25h"),
    ("\x1b[?2004h", "\x1b[?2004l"),
    ("\x1b[?7l", "\x1b[?7h"),
];

/// kitty's keyboard protocol: every key as a sequence (8), with what it types (16) and the key of a
/// US keyboard (4), Esc told from the beginning of a sequence (1). Pushed and popped.
const KEYS: (&str, &str) = ("\x1b[>29u", "\x1b[<u");

/// The same flags in the place where they were pushed.
const KEYS_AGAIN: &[u8] = b"\x1b[=29u";

/// Those modes, the mouse's and the keyboard's.
fn modes(
    mouse: bool,
    keys: bool,
) -> impl DoubleEndedIterator<Item = &'static (&'static str, &'static str)> {
    let mouse = if mouse { &mouse::MODES[..] } else { &[] };
    MODES.iter().chain(mouse).chain(keys.then_some(&KEYS))
}

/// What is sent on entering. The bidi modes come last: the draft wants them in the alternate
/// screen, before anything is drawn.
fn enter_bytes(profile: Profile, mouse: bool, keys: bool) -> Vec<u8> {
    let set = modes(mouse, keys).map(|(set, _)| *set);
    set.chain([profile.enter()])
        .collect::<String>()
        .into_bytes()
}

/// What is sent on leaving: the end of a frame that a panic cut short, then the modes in reverse.
fn leave_bytes(profile: Profile, mouse: bool, keys: bool) -> Vec<u8> {
    let unset = modes(mouse, keys).rev().map(|(_, unset)| *unset);
    ["\x1b[?2026l\x1b[0m", profile.leave()]
        .into_iter()
        .chain(unset)
        .collect::<String>()
        .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sequences of a recording, without their introducer.
    fn sequences(bytes: Vec<u8>) -> Vec<String> {
        let text = String::from_utf8(bytes).unwrap();
        text.split("\x1b[").skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn modes_are_undone_in_reverse() {
        let undo = |mode: &str| match mode {
            "1 k" => "0 k".to_owned(),
            _ if mode.ends_with('h') => mode.replace('h', "l"),
            _ => mode.replace('l', "h"),
        };
        for (profile, mouse) in Profile::ALL
            .map(|profile| [(profile, true), (profile, false)])
            .concat()
        {
            if profile == Profile::Mlterm {
                continue;
            }
            let set = sequences(enter_bytes(profile, mouse, false));
            let unset = sequences(leave_bytes(profile, mouse, false));
            assert_eq!(unset[..2], ["?2026l", "0m"]);
            let expected: Vec<_> = set.iter().rev().map(|mode| undo(mode)).collect();
            assert_eq!(unset[2..], expected, "{profile:?}");
        }
        let set = sequences(enter_bytes(Profile::Bdsm, false, false));
        assert_eq!(set, ["?1049h", "?25l", "?2004h", "?7l", "8l", "1 k"]);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let set = text(enter_bytes(Profile::Mlterm, false, false));
        assert!(set.ends_with("\x1b[?7l\x1b]5379;use_ctl=false\x07"));
        let unset = text(leave_bytes(Profile::Mlterm, false, false));
        assert!(unset.starts_with("\x1b[?2026l\x1b[0m\x1b]5379;use_ctl=true\x07\x1b[?7h"));
        let set = sequences(enter_bytes(Profile::Visual, true, false));
        assert_eq!(set[4..], ["?1002h", "?1006h"]);
        assert!(text(enter_bytes(Profile::Word, true, true)).ends_with("\x1b[?1006h\x1b[>29u"));
        let unset = text(leave_bytes(Profile::Word, true, true));
        assert!(unset.starts_with("\x1b[?2026l\x1b[0m\x1b[<u\x1b[?1006l"));
    }
}
