//! What the terminal and the system tell a session.

use std::fmt;

use crate::term::{answer::Answer, mouse::Mouse};

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed, or repeats.
    Key(Key),
    /// Text was pasted: in logical order as it came, lines ended by `\n`, not yet sanitized.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal answers what it was asked.
    Answer(Answer),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// The process was asked to stop from outside (SIGTSTP); answered by `Terminal::suspend`.
    Suspend,
    /// The process runs again (SIGCONT); answered by `Terminal::resume` and a redraw.
    Continue,
    /// The process was asked to end (SIGTERM, SIGINT, SIGQUIT).
    Quit,
    /// The terminal is gone (SIGHUP, the end of its input).
    Hangup,
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Whether Ctrl was held; the character is then the lower-case one.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
    /// Whether Shift was held; never set for a character, which says so itself, nor for BackTab.
    pub shift: bool,
    /// What the same key types on a US keyboard, where the terminal says so (kitty's protocol).
    pub base: Option<char>,
}

impl Key {
    /// The same key on a US keyboard, where the terminal says so.
    pub fn on_us_keyboard(self) -> Option<Self> {
        let code = KeyCode::Char(self.base?);
        Some(Self { code, ..self })
    }
}

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// What the key types in the present layout.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with Shift.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete, towards the end.
    Delete,
    /// Insert.
    Insert,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow left.
    Left,
    /// The arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

impl From<KeyCode> for Key {
    /// The key with no modifier.
    fn from(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
            base: None,
        }
    }
}

impl fmt::Display for Key {
    /// The name that key tables use: `j`, `G`, `Space`, `Enter`, `Ctrl-d`, `Alt-x`, `F3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            code => write!(f, "{code:?}"),
        }
    }
}
