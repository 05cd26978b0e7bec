//! The mouse: in, the numbers of xterm's reports (SGR, mode 1006, or the bytes of X10 from
//! terminals that do not know that mode); out, what was done where. Only the first button and the
//! wheel do anything; with Shift held, terminals keep the mouse for their own selection.

use std::time::{Duration, Instant};

use crate::term::Error;

/// Something the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// The column of the screen, from 0.
    pub column: u16,
    /// The row of the screen, from 0.
    pub row: u16,
}

/// What a mouse can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The first button went down, for the `n_clicks`th time at the same place in short order.
    Press {
        /// 1, or more for a double click.
        n_clicks: u8,
    },
    /// It moved with the first button held.
    Drag,
    /// The first button went up.
    Release,
    /// The wheel turned towards the beginning.
    WheelUp,
    /// The wheel turned towards the end.
    WheelDown,
}

/// The modes that have the mouse reported, each with what undoes it: presses, releases and drags;
/// in numbers rather than bytes.
pub(crate) const MODES: [(&str, &str); 2] = [
    ("\x1b[?1002h", "\x1b[?1002l"),
    ("\x1b[?1006h", "\x1b[?1006l"),
];

/// Whether the mouse is wanted here, by `AKHBAR_MOUSE`: `on`, or `off` to leave it to the terminal.
pub fn wants_mouse(env: impl Fn(&str) -> Option<String>) -> Result<bool, Error> {
    match env("AKHBAR_MOUSE").as_deref() {
        None | Some("" | "on") => Ok(true),
        Some("off") => Ok(false),
        Some(value) => Err(Error::UnknownValue {
            name: "AKHBAR_MOUSE",
            value: value.to_owned(),
            known: "on, off",
        }),
    }
}

const BUTTON: u32 = 0b11;
const MOTION: u32 = 32;
const WHEEL: u32 = 64;
const MORE_BUTTONS: u32 = 128;

/// A report by its numbers, places counted from 1.
pub(crate) fn report(code: u32, column: u32, row: u32, is_release: bool) -> Option<Mouse> {
    let button = code & BUTTON;
    let kind = match (code & WHEEL != 0, button) {
        _ if code & MORE_BUTTONS != 0 => return None,
        (true, _) if is_release || code & MOTION != 0 => return None,
        (true, 0) => MouseKind::WheelUp,
        (true, 1) => MouseKind::WheelDown,
        (false, 0) if is_release => MouseKind::Release,
        (false, 0) if code & MOTION != 0 => MouseKind::Drag,
        (false, 0) => MouseKind::Press { n_clicks: 1 },
        _ => return None,
    };
    let place = |number: u32| Some(u16::try_from(number).ok()?.saturating_sub(1));
    Some(Mouse {
        kind,
        column: place(column)?,
        row: place(row)?,
    })
}

/// A report in X10's three bytes; a release does not say of which button.
pub(crate) fn old_report([code, column, row]: [u8; 3]) -> Option<Mouse> {
    let number = |byte: u8| u32::from(byte.saturating_sub(32));
    let code = number(code);
    let is_release = code & (BUTTON | WHEEL) == BUTTON;
    let code = if is_release { 0 } else { code };
    report(code, number(column), number(row), is_release)
}

/// How soon a click must follow the one before to be counted with it.
const DOUBLE: Duration = Duration::from_millis(400);

/// Counts clicks at the same place.
#[derive(Default)]
pub(crate) struct Clicks {
    last: Option<(Instant, u16, u16)>,
    n_clicks: u8,
}

impl Clicks {
    /// The same report with the clicks counted.
    pub(crate) fn count(&mut self, mouse: Mouse, now: Instant) -> Mouse {
        let MouseKind::Press { .. } = mouse.kind else {
            return mouse;
        };
        let follows = self.last.is_some_and(|(then, column, row)| {
            (column, row) == (mouse.column, mouse.row) && now.duration_since(then) <= DOUBLE
        });
        self.n_clicks = if follows {
            self.n_clicks.saturating_add(1)
        } else {
            1
        };
        self.last = Some((now, mouse.column, mouse.row));
        Mouse {
            kind: MouseKind::Press {
                n_clicks: self.n_clicks,
            },
            ..mouse
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_are_counted_where_they_follow_each_other() {
        let mut clicks = Clicks::default();
        let start = Instant::now();
        let mut check = |ms: u64, column: u16, expected: u8| {
            let press = report(0, u32::from(column) + 1, 1, false).unwrap();
            let counted = clicks.count(press, start + Duration::from_millis(ms));
            assert_eq!(counted.kind, MouseKind::Press { n_clicks: expected });
        };
        check(0, 4, 1);
        check(200, 4, 2);
        check(500, 4, 3);
        check(1000, 4, 1);
        check(1100, 5, 1);
        let release = report(0, 1, 1, true).unwrap();
        assert_eq!(clicks.count(release, start).kind, MouseKind::Release);
    }

    #[test]
    fn the_mouse_is_wanted_unless_it_is_off() {
        let decide = |value: Option<&str>| wants_mouse(|_| value.map(str::to_owned));
        assert!(decide(None).unwrap() && decide(Some("")).unwrap() && decide(Some("on")).unwrap());
        assert!(!decide(Some("off")).unwrap());
        let message = decide(Some("no")).unwrap_err().to_string();
        assert_eq!(message, "AKHBAR_MOUSE is `no`; use one of on, off");
    }
}
