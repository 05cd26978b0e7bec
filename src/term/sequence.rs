//! Control sequences that keys send: in, what follows `ESC [` or `ESC O`; out, the key or nothing,
//! and how many bytes it took. xterm's and VT's, then rxvt, linux, modifyOtherKeys and kitty.

use crate::term::{
    answer::in_sequence,
    event::{Key, KeyCode},
    keys::Step,
    mouse::{Mouse, old_report, report},
};

/// What follows ESC [: parameters and a last byte.
pub(crate) fn control_sequence(rest: &[u8]) -> Step {
    if let [b'[', key @ ..] = rest {
        return match key {
            [] => Step::Part,
            [last @ b'A'..=b'E', ..] => Step::Key(4, KeyCode::F(last - b'A' + 1).into()),
            _ => Step::Skip(3),
        };
    }
    if let [b'M', bytes @ ..] = rest {
        return match *bytes {
            [code, column, row, ..] => mouse(6, old_report([code, column, row])),
            _ => Step::Part,
        };
    }
    let is_reply = matches!(rest.first(), Some(b'<'..=b'?'));
    for (idx, &last) in rest.iter().enumerate() {
        let n_bytes = 2 + idx + 1;
        match last {
            // rxvt ends the sequence of a key with Shift in a dollar sign.
            b'$' if !is_reply && !rest[..idx].contains(&b';') => {
                return Step::key(n_bytes, named(&Numbers::of(&rest[..idx]), SHIFT));
            }
            b'0'..=b'?' | b' '..=b'/' => {}
            b'M' | b'm' if rest[0] == b'<' => {
                let numbers = Numbers::of(&rest[1..idx]);
                let [code, column, row] = numbers.numbers;
                return mouse(n_bytes, report(code, column, row, last == b'm'));
            }
            b'@'..=b'~' if is_reply || rest[..idx].ends_with(b"$") => {
                let parameters = std::str::from_utf8(&rest[..idx]).unwrap_or_default();
                let answer = in_sequence(parameters, last);
                return answer.map_or(Step::Skip(n_bytes), |answer| Step::Answer(n_bytes, answer));
            }
            b'u' => return coded_key(n_bytes, &rest[..idx]),
            b'@'..=b'~' => return ended(n_bytes, last, &Numbers::of(&rest[..idx])),
            // Not a sequence at all: the byte is looked at by itself.
            _ => return Step::Skip(n_bytes - 1),
        }
    }
    Step::Part
}

fn mouse(n_bytes: usize, mouse: Option<Mouse>) -> Step {
    mouse.map_or(Step::Skip(n_bytes), |mouse| Step::Mouse(n_bytes, mouse))
}

/// What follows ESC O.
pub(crate) fn single_shift(last: u8) -> Option<Key> {
    let code = match last {
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        // The keypad in application mode.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        b'a'..=b'd' => return letter(last - 0x20).map(|code| modified(code, CTRL)),
        _ => letter(last)?,
    };
    Some(code.into())
}

fn ended(n_bytes: usize, last: u8, numbers: &Numbers) -> Step {
    if numbers.is_release() {
        return Step::Skip(n_bytes);
    }
    let modifiers = numbers.modifiers();
    let key = match last {
        b'~' if numbers.get(0) == 200 => return Step::Paste(n_bytes),
        // xterm's modifyOtherKeys.
        b'~' if numbers.get(0) == 27 => coded(numbers.get(2), 0, 0, modifiers),
        b'~' => named(numbers, modifiers),
        b'^' => named(numbers, CTRL),
        b'@' => named(numbers, CTRL | SHIFT),
        b'Z' => Some(modified(KeyCode::BackTab, modifiers & !SHIFT)),
        b'a'..=b'd' => letter(last - 0x20).map(|code| modified(code, SHIFT)),
        // With other numbers R reports where the cursor is.
        b'R' if numbers.get(0) > 1 => None,
        _ => letter(last).map(|code| modified(code, modifiers)),
    };
    Step::key(n_bytes, key)
}

/// A key by its code, as kitty's protocol says it: with what it types, where it says that.
fn coded_key(n_bytes: usize, parameters: &[u8]) -> Step {
    let numbers = Numbers::of(parameters);
    if numbers.is_release() {
        return Step::Skip(n_bytes);
    }
    let modifiers = numbers.modifiers();
    let key = coded(numbers.get(0), numbers.shifted, numbers.base, modifiers);
    let text = match modifiers & (CTRL | ALT | META) {
        0 => typed(parameters),
        _ => String::new(),
    };
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Step::key(n_bytes, key),
        (Some(c), None) => {
            let base = key.and_then(|key| key.base);
            let key = Key {
                base,
                ..KeyCode::Char(c).into()
            };
            Step::Key(n_bytes, key)
        }
        (Some(_), Some(_)) => Step::Typed(n_bytes, text),
    }
}

/// The text of the third field, without controls.
fn typed(parameters: &[u8]) -> String {
    let field = parameters.split(|&byte| byte == b';').nth(2);
    let codes = field.and_then(|field| std::str::from_utf8(field).ok());
    let codes = codes.unwrap_or_default().split(':');
    let chars = codes.filter_map(|code| char::from_u32(code.parse().ok()?));
    chars.filter(|c| !c.is_control()).collect()
}

/// The numbers of a sequence; 0 where one is missing.
struct Numbers {
    numbers: [u32; 3],
    /// kitty: the code of the key with Shift, and on a US keyboard; the kind of event.
    shifted: u32,
    base: u32,
    kind: u32,
}

impl Numbers {
    fn of(bytes: &[u8]) -> Self {
        let parse = |bytes: Option<&[u8]>| {
            let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
            text.and_then(|text| text.parse().ok()).unwrap_or(0)
        };
        let mut parsed = Self {
            numbers: [0; 3],
            shifted: 0,
            base: 0,
            kind: 0,
        };
        for (idx, field) in bytes.split(|&byte| byte == b';').take(3).enumerate() {
            let mut parts = field.split(|&byte| byte == b':');
            parsed.numbers[idx] = parse(parts.next());
            match idx {
                0 => {
                    parsed.shifted = parse(parts.next());
                    parsed.base = parse(parts.next());
                }
                1 => parsed.kind = parse(parts.next()),
                _ => {}
            }
        }
        parsed
    }

    fn get(&self, idx: usize) -> u32 {
        self.numbers[idx]
    }

    fn modifiers(&self) -> u32 {
        self.numbers[1].saturating_sub(1)
    }

    fn is_release(&self) -> bool {
        self.kind == 3
    }
}

const SHIFT: u32 = 1;
const ALT: u32 = 2;
const CTRL: u32 = 4;
const META: u32 = 32;

/// The key of a sequence that ends in this letter.
fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// The key of a sequence that says it by a number.
fn named(numbers: &Numbers, modifiers: u32) -> Option<Key> {
    let number = u8::try_from(numbers.get(0)).ok()?;
    let code = match number {
        1 | 7 => KeyCode::Home,
        4 | 8 => KeyCode::End,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=26 => KeyCode::F(number - 12),
        28 | 29 => KeyCode::F(number - 13),
        31..=34 => KeyCode::F(number - 14),
        _ => return None,
    };
    Some(modified(code, modifiers))
}

/// The key with this code, as kitty's protocol and modifyOtherKeys say it.
fn coded(code: u32, shifted: u32, base: u32, modifiers: u32) -> Option<Key> {
    let c = match code {
        9 if modifiers & SHIFT != 0 => return Some(modified(KeyCode::BackTab, modifiers & !SHIFT)),
        9 => return Some(modified(KeyCode::Tab, modifiers)),
        13 | 57414 => return Some(modified(KeyCode::Enter, modifiers)),
        27 => return Some(modified(KeyCode::Esc, modifiers)),
        8 | 127 => return Some(modified(KeyCode::Backspace, modifiers)),
        57399..=57408 => char::from(b'0' + (code - 57399) as u8),
        // Keys that kitty names by private characters, and modifiers alone.
        57344..=63743 => return None,
        _ => char::from_u32(code).filter(|c| !c.is_control())?,
    };
    let c = match char::from_u32(shifted) {
        // xterm says what Shift makes of it, too.
        _ if modifiers & CTRL != 0 => c.to_lowercase().next().unwrap_or(c),
        _ if modifiers & SHIFT == 0 => c,
        Some(shifted) if !shifted.is_control() => shifted,
        _ => c.to_uppercase().next().unwrap_or(c),
    };
    let base = char::from_u32(base).filter(char::is_ascii_graphic);
    let is_shifted = modifiers & SHIFT != 0 && modifiers & CTRL == 0;
    Some(Key {
        base: base.map(|base| if is_shifted { us_shifted(base) } else { base }),
        ..modified(KeyCode::Char(c), modifiers & !SHIFT)
    })
}

/// What a key of a US keyboard types with Shift.
fn us_shifted(key: char) -> char {
    const PLAIN: &str = "`1234567890-=[]\\;',./";
    const SHIFTED: &str = "~!@#$%^&*()_+{}|:\"<>?";
    let place = PLAIN.find(key);
    let shifted = place.and_then(|place| SHIFTED[place..].chars().next());
    shifted.unwrap_or(key.to_ascii_uppercase())
}

fn modified(code: KeyCode, modifiers: u32) -> Key {
    Key {
        code,
        ctrl: modifiers & CTRL != 0,
        alt: modifiers & (ALT | META) != 0,
        shift: modifiers & SHIFT != 0,
        base: None,
    }
}
