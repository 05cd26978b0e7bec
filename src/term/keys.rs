//! From the bytes of a keyboard to keys and pastes: in, reads of any length, which may end within
//! a sequence; out, events in order. Unknown sequences and terminals' replies are swallowed
//! whole, never typed. Why not crossterm's reader: version 0.29 spins at full speed once the
//! terminal has hung up, and it drops the base-layout key of the kitty protocol.

use crate::term::{
    answer::{Answer, in_string},
    event::{Event, Key, KeyCode},
    mouse::Mouse,
    sequence::{control_sequence, single_shift},
};

/// Bytes on their way to events.
#[derive(Default)]
pub(crate) struct Decoder {
    pending: Vec<u8>,
    /// What a paste holds so far; none outside a paste.
    paste: Option<Vec<u8>>,
    /// The beginning of an answer that was given up before its end, which may still come.
    lost: Vec<u8>,
    /// Whether the last that was read is ESC, taken for the key.
    escaped: bool,
}

impl Decoder {
    /// Takes bytes in and appends the events that they complete.
    pub(crate) fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        if std::mem::take(&mut self.escaped) && is_torn(bytes) {
            self.pending.push(ESC);
        }
        self.pending.extend_from_slice(bytes);
        let mut n_done = end_of_lost(&std::mem::take(&mut self.lost), &self.pending);
        loop {
            let rest = &self.pending[n_done..];
            if let Some(text) = &mut self.paste {
                let end = rest
                    .windows(PASTE_END.len())
                    .position(|bytes| bytes == PASTE_END);
                // Without an end, its beginning may yet be among the last bytes.
                let n_text = end.unwrap_or(rest.len().saturating_sub(PASTE_END.len() - 1));
                text.extend_from_slice(&rest[..n_text]);
                n_done += n_text;
                if end.is_none() {
                    break;
                }
                n_done += PASTE_END.len();
                events.extend(self.paste.take().map(pasted));
                continue;
            }
            match step(rest) {
                Step::Part => break,
                Step::Skip(n_bytes) => n_done += n_bytes,
                Step::Answer(n_bytes, answer) => {
                    n_done += n_bytes;
                    events.push(Event::Answer(answer));
                }
                Step::Typed(n_bytes, text) => {
                    n_done += n_bytes;
                    let key = |c| Event::Key(KeyCode::Char(c).into());
                    events.extend(text.chars().map(key));
                }
                Step::Mouse(n_bytes, mouse) => {
                    n_done += n_bytes;
                    events.push(Event::Mouse(mouse));
                }
                Step::Key(n_bytes, key) => {
                    n_done += n_bytes;
                    events.extend(escape_apart(key).map(Event::Key));
                }
                Step::Paste(n_bytes) => {
                    n_done += n_bytes;
                    self.paste = Some(Vec::new());
                }
            }
        }
        self.pending.drain(..n_done);
    }

    /// How long to wait, in milliseconds, for what completes the bytes that are there; none for as
    /// long as it takes. Only ESC is a key of its own and decides soon: a letter in two parts
    /// cannot be anything else, and what follows a pause in a paste is still no command.
    pub(crate) fn patience_ms(&self) -> Option<i64> {
        match (&self.paste, self.pending.first()) {
            (Some(_), _) => Some(PASTE_MS),
            (None, Some(&ESC)) if self.is_in_answer() => Some(STRING_MS),
            (None, Some(&ESC)) => Some(SEQUENCE_MS),
            (None, _) => None,
        }
    }

    /// Makes the best of what waits, when nothing followed it for a while: ESC is the key.
    pub(crate) fn give_up(&mut self, events: &mut Vec<Event>) {
        let pending = std::mem::take(&mut self.pending);
        if let Some(mut text) = self.paste.take() {
            text.extend(pending);
            events.push(pasted(text));
            return;
        }
        self.escaped = pending.ends_with(&[ESC]);
        let key = match pending.as_slice() {
            [ESC] => Key::from(KeyCode::Esc),
            [ESC, ESC] => {
                events.push(Event::Key(KeyCode::Esc.into()));
                Key::from(KeyCode::Esc)
            }
            [ESC, c] if c.is_ascii_graphic() => Key {
                alt: true,
                ..KeyCode::Char(char::from(*c)).into()
            },
            _ => {
                self.lost = pending;
                return;
            }
        };
        events.push(Event::Key(key));
    }

    /// Whether what waits is an answer under way, which no key goes on with: the patience with it
    /// counts from its beginning, so that one without an end does not take up all that is typed.
    pub(crate) fn is_in_answer(&self) -> bool {
        self.paste.is_none() && (is_string(&self.pending) || is_sequence(&self.pending))
    }
}

/// How long a sequence that has begun may take to go on; after that, ESC was the key. Over slow
/// lines a sequence arrives in one packet all the same.
const SEQUENCE_MS: i64 = 50;

/// How long an answer may take from its beginning to its end: over slow lines it may come in pieces,
/// and no key is taken for the beginning of one. What is typed meanwhile may be lost.
const STRING_MS: i64 = 300;

/// The longest control string that is waited for.
const LONGEST_STRING: usize = 4096;

/// How long a paste may pause before its end mark is taken for lost.
const PASTE_MS: i64 = 3_000;

const ESC: u8 = 0x1B;
const PASTE_END: &[u8] = b"\x1b[201~";

fn pasted(text: Vec<u8>) -> Event {
    // Terminals send the line ends of a paste as the Return key would be sent.
    let text = String::from_utf8_lossy(&text)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    Event::Paste(text)
}

/// What the first bytes are; each with how many bytes that takes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// More bytes are needed.
    Part,
    Skip(usize),
    Key(usize, Key),
    Mouse(usize, Mouse),
    /// What the terminal was asked.
    Answer(usize, Answer),
    /// A key that typed several characters.
    Typed(usize, String),
    /// The start of a paste.
    Paste(usize),
}

impl Step {
    pub(crate) fn key(n_bytes: usize, key: Option<Key>) -> Self {
        key.map_or(Self::Skip(n_bytes), |key| Self::Key(n_bytes, key))
    }
}

fn step(bytes: &[u8]) -> Step {
    match bytes {
        [] | [ESC] | [ESC, ESC] => Step::Part,
        [ESC, b'[', rest @ ..] => control_sequence(rest),
        [ESC, b'O', rest @ ..] => match rest {
            [] => Step::Part,
            [last, ..] => Step::key(3, single_shift(*last)),
        },
        [ESC, kind @ (b']' | b'P' | b'_' | b'^' | b'X'), rest @ ..] => control_string(*kind, rest),
        [ESC, digit @ b'0'..=b'9', ..] => {
            let code = KeyCode::Char(char::from(*digit));
            let alt = true;
            Step::key(2, Some(Key { alt, ..code.into() }))
        }
        [ESC, ..] => Step::Key(1, KeyCode::Esc.into()),
        _ => character(bytes),
    }
}

/// A key with a name that came with Alt, as the Escape key and itself. What sends ESC ahead may be
/// either Alt or a reader in haste: tmux holds ESC back for half a second by default, and makes Alt
/// of what follows within. Only digits are commands with Alt; so a letter after ESC is none either,
/// unless the terminal says by kitty's protocol that Alt was held.
fn escape_apart(key: Key) -> impl Iterator<Item = Key> {
    let is_named = !matches!(key.code, KeyCode::Char(_) | KeyCode::Esc);
    let is_apart = key.alt && is_named;
    let alt = key.alt && !is_apart;
    let escape = is_apart.then_some(KeyCode::Esc.into());
    escape.into_iter().chain([Key { alt, ..key }])
}

/// One character in UTF-8, or the control code that a key sends.
fn character(bytes: &[u8]) -> Step {
    let n_bytes = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    let Some(encoded) = bytes.get(..n_bytes) else {
        let complete = bytes[1..].iter().any(|byte| !(0x80..0xC0).contains(byte));
        return if complete { Step::Skip(1) } else { Step::Part };
    };
    let Some(c) = std::str::from_utf8(encoded)
        .ok()
        .and_then(|text| text.chars().next())
    else {
        return Step::Skip(1);
    };
    let ctrl = |c| {
        Some(Key {
            ctrl: true,
            ..KeyCode::Char(c).into()
        })
    };
    let key = match c {
        '\r' => Some(KeyCode::Enter.into()),
        '\t' => Some(KeyCode::Tab.into()),
        // Which of the two Backspace sends is a setting of the terminal.
        '\x08' | '\x7F' => Some(KeyCode::Backspace.into()),
        '\0' => ctrl(' '),
        '\x01'..='\x1A' => ctrl(char::from(bytes[0] + b'a' - 1)),
        '\x1C'..='\x1F' => ctrl(char::from(bytes[0] + b'@')),
        '\u{80}'..='\u{9F}' => None,
        c => Some(KeyCode::Char(c).into()),
    };
    Step::key(n_bytes, key)
}

/// An operating system command or the like, to BEL or ST: some late answer, never a key.
fn control_string(kind: u8, rest: &[u8]) -> Step {
    let done = |idx: usize, n_bytes| match in_string(kind, &rest[..idx]) {
        Some(answer) => Step::Answer(n_bytes, answer),
        None => Step::Skip(n_bytes),
    };
    for (idx, byte) in rest.iter().enumerate() {
        match (byte, rest.get(idx + 1)) {
            (0x07, _) => return done(idx, 2 + idx + 1),
            (&ESC, Some(b'\\')) => return done(idx, 2 + idx + 2),
            // Another sequence begins: this one has no end.
            (&ESC, Some(_)) => return Step::Skip(2 + idx),
            _ => {}
        }
    }
    match rest.len() {
        ..LONGEST_STRING => Step::Part,
        n_bytes => Step::Skip(2 + n_bytes),
    }
}

/// Whether bytes begin a control string, and not Alt with a bracket or a letter alone.
fn is_string(bytes: &[u8]) -> bool {
    matches!(bytes, [ESC, b']' | b'P' | b'_' | b'^' | b'X', _, ..])
}

/// Whether bytes are surely the beginning of a sequence, and not Alt with a bracket.
fn is_sequence(bytes: &[u8]) -> bool {
    matches!(bytes, [ESC, b'[', _, ..])
}

/// Whether bytes go on with an answer whose ESC came so early that it was taken for the key.
fn is_torn(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 7] = [b"[?", b"[>", b"[8;", b"]11;", b"P>|", b"P1+r", b"_Gi=31;"];
    starts.iter().any(|start| bytes.starts_with(start))
}

/// The bytes that end an answer whose beginning `lost` was given up; none where keys come instead.
fn end_of_lost(lost: &[u8], bytes: &[u8]) -> usize {
    let n_part = |is_part: fn(u8) -> bool| bytes.iter().take_while(|&&byte| is_part(byte)).count();
    if is_string(lost) {
        let n_part = n_part(|byte| matches!(byte, b' '..=b'~'));
        return match bytes[n_part..] {
            [0x07, ..] => n_part + 1,
            [ESC, b'\\', ..] => n_part + 2,
            _ => 0,
        };
    }
    // The last letters of the answers to what is asked. One alone may as well be a key.
    let n_part = n_part(|byte| matches!(byte, b'0'..=b';' | b'$'));
    match bytes.get(n_part) {
        Some(b'c' | b'u' | b'y' | b'S') if is_sequence(lost) && n_part > 0 => n_part + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::mouse::MouseKind;
    use KeyCode::*;
    use proptest::prelude::*;

    /// The events of `bytes`, come at once and followed by silence.
    fn events(bytes: &[u8]) -> Vec<Event> {
        let (mut decoder, mut events) = (Decoder::default(), Vec::new());
        decoder.feed(bytes, &mut events);
        if decoder.patience_ms().is_some() {
            decoder.give_up(&mut events);
        }
        assert_eq!(decoder.patience_ms(), None, "{bytes:?}");
        events
    }

    fn name(event: &Event) -> String {
        let Event::Key(key) = event else {
            return format!("{event:?}");
        };
        let mut name = String::new();
        for (held, prefix) in [(key.ctrl, "C-"), (key.alt, "A-"), (key.shift, "S-")] {
            name += if held { prefix } else { "" };
        }
        match key.code {
            Char(c) => name.push(c),
            code => name += &format!("{code:?}"),
        }
        name
    }

    fn check(bytes: &str, expected: &str) {
        let names: Vec<_> = events(bytes.as_bytes()).iter().map(name).collect();
        assert_eq!(names.join(" "), expected, "{bytes:?}");
    }

    #[test]
    fn characters_and_control_codes() {
        check("aZ?", "a Z ?");
        check("شأ文🙂", "ش أ 文 🙂");
        check("\r\t\x7f\x08", "Enter Tab Backspace Backspace");
        check("\x01\x0a\x1a\0\x1f", "C-a C-j C-z C-  C-_");
        check("\x1b", "Esc");
        check("\x1b\x1b", "Esc Esc");
        check("\x1bj\x1bش\x1b\r\x1b1", "Esc j Esc ش Esc Enter A-1");
        check("\x1b\x1bj", "Esc Esc j");
        check("\x1b[", "A-[");
        check("\u{85}a", "a");
    }

    #[test]
    fn keys_with_names() {
        check(
            "\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F",
            "Up Down Right Left Home End",
        );
        check(
            "\x1bOA\x1bOH\x1bOP\x1bOS\x1bOM\x1bOj\x1bOy",
            "Up Home F(1) F(4) Enter * 9",
        );
        check(
            "\x1b[1~\x1b[2~\x1b[3~\x1b[4~\x1b[7~\x1b[8~",
            "Home Insert Delete End Home End",
        );
        check(
            "\x1b[5~\x1b[6~\x1b[11~\x1b[15~\x1b[17~",
            "PageUp PageDown F(1) F(5) F(6)",
        );
        check(
            "\x1b[21~\x1b[23~\x1b[24~\x1b[34~",
            "F(10) F(11) F(12) F(20)",
        );
        check("\x1b[[A\x1b[[E\x1b[Z", "F(1) F(5) BackTab");
        check(
            "\x1b[1;2A\x1b[1;5C\x1b[1;3D\x1b[1;8H",
            "S-Up C-Right Esc Left Esc C-S-Home",
        );
        check(
            "\x1b[3;5~\x1b[15;2~\x1b[1;5P\x1b[1;2R",
            "C-Delete S-F(5) C-F(1) S-F(3)",
        );
        // rxvt.
        check(
            "\x1b[a\x1bOa\x1b[5^\x1b[5$\x1b[5@",
            "S-Up C-Up C-PageUp S-PageUp C-S-PageUp",
        );
        check("\x1b\x1b[A\x1b\x1bOA", "Esc Up Esc Up");
        // modifyOtherKeys, kitty.
        check("\x1b[106;3u", "A-j");
        check("\x1b[27;5;105~\x1b[105;5u\x1b[1588u", "C-i C-i ش");
        check("\x1b[27;6;65~\x1b[97:65;6u\x1b[65;5u", "C-a C-a C-a");
        check(
            "\x1b[27u\x1b[13;3u\x1b[9;2u\x1b[97;2u\x1b[59:58;2u",
            "Esc Esc Enter BackTab A :",
        );
        check("\x1b[97;1:2u\x1b[97;1:3u\x1b[57441;2u\x1b[57400u", "a 1");
        check("\x1b[1;1:3A\x1b[1;1:2A", "Up");
    }

    #[test]
    fn a_terminal_may_say_which_key_it_is_on_a_us_keyboard() {
        let check = |bytes: &str, expected: Option<&str>| {
            let found = events(bytes.as_bytes());
            let [Event::Key(key)] = found[..] else {
                panic!("{bytes:?}: {found:?}");
            };
            let base = key.on_us_keyboard().map(|key| key.to_string());
            assert_eq!(base.as_deref(), expected, "{bytes:?}");
        };
        check("\x1b[1578::106u", Some("j"));
        check("\x1b[1578:1600:106;2u", Some("J"));
        check("\x1b[1592:1567:47;2u", Some("?"));
        check("\x1b[1610::100;5u", Some("Ctrl-d"));
        check("\x1b[1578u", None);
        check("\x1b[1578::9999999u", None);
        check("ت", None);
    }

    #[test]
    fn replies_and_rubbish_type_nothing() {
        check("\x1b[?8;1$yj", "j");
        check("\x1b[?1;0;256Sj\x1b_Gi=7;ENOENT\x1b\\k", "j k");
        check("\x1b[12;40Rj\x1b[I\x1b[O", "j");
        check("\x1b]10;rgb:00/00/00\x1b\\j\x1b]11;?\x07k", "j k");
        check("\x1b]11;rgb:00/00\x1b[A\x1b]11\x1bOBj", "Up Down j");
        check("\x1b[99999999999~j\x1b[1114112uk", "j k");
        check("\x1b[1;\x1bxj", "Esc x j");
        let none: [&[u8]; 5] = [b"\xff\xfe", b"\xd8", b"\x1b[1;", b"\x1bO", b"\xe2\x28"];
        for (bytes, expected) in none.into_iter().zip([0, 0, 0, 1, 1]) {
            assert_eq!(events(bytes).len(), expected, "{bytes:?}");
        }
    }

    #[test]
    fn the_background_is_no_key() {
        let colour = Event::Answer(Answer::Background([0, 43, 255]));
        let key = Event::Key(Char('j').into());
        for end in ["\x1b\\", "\x07"] {
            let bytes = format!("\x1b]11;rgb:0000/2b2b/ffff{end}j\x1b]11;rgb:00/2b/ff{end}");
            let expected = [colour.clone(), key.clone(), colour.clone()];
            assert_eq!(events(bytes.as_bytes()), expected);
            // In pieces, with any pause but after ESC alone and within the two of ST.
            for cut in 3..21 {
                let mut decoder = Decoder::default();
                let mut found = Vec::new();
                decoder.feed(&bytes.as_bytes()[..cut], &mut found);
                assert_eq!(decoder.patience_ms(), Some(STRING_MS));
                decoder.feed(&bytes.as_bytes()[cut..], &mut found);
                assert_eq!(found, expected, "{cut}");
                // Too late: nothing is known, and nothing typed.
                let mut decoder = Decoder::default();
                found.clear();
                decoder.feed(&bytes.as_bytes()[..cut], &mut found);
                decoder.give_up(&mut found);
                decoder.feed(&bytes.as_bytes()[cut..], &mut found);
                assert_eq!(found, expected[1..], "{cut}");
            }
        }
        // So it is with an answer that is a sequence.
        let (mut decoder, mut found) = (Decoder::default(), Vec::new());
        decoder.feed(b"\x1b[>0;1", &mut found);
        decoder.give_up(&mut found);
        decoder.feed(b"36;0cj", &mut found);
        assert_eq!(found, std::slice::from_ref(&key));
        // Keys after an answer that never ended are keys.
        let (mut decoder, mut found) = (Decoder::default(), Vec::new());
        decoder.feed(b"\x1b]11;rgb:00", &mut found);
        decoder.give_up(&mut found);
        decoder.feed(b"bj", &mut found);
        assert_eq!(found, [Event::Key(Char('b').into()), key]);
    }

    #[test]
    fn answers_are_no_keys() {
        let answers = [
            ("\x1b[?61;1;21;22c", Answer::Done { sixels: false }),
            ("\x1b[?62;4;22c", Answer::Done { sixels: true }),
            ("\x1b_Gi=31;OK\x1b\\", Answer::KittyGraphics),
            ("\x1b[8;2$y", Answer::Bidi(2)),
            ("\x1b[8;0$y", Answer::Bidi(0)),
            ("\x1b[>65;7006;1c", Answer::Kind([65, 7006, 1])),
            ("\x1b[>1;99999999999c", Answer::Kind([1, 0, 0])),
            ("\x1b[?0u", Answer::Keys),
            (
                "\x1bP>|kitty(0.26.5)\x1b\\",
                Answer::Version("kitty(0.26.5)".to_owned()),
            ),
            (
                "\x1bP1+r6b697474792d71756572792d666f6e745f66616d696c79=4d6f6e6f\x1b\\",
                Answer::Font("Mono".to_owned()),
            ),
        ];
        let key = Event::Key(Char('j').into());
        for (bytes, answer) in answers {
            let expected = [Event::Answer(answer), key.clone()];
            let bytes = format!("{bytes}j");
            assert_eq!(events(bytes.as_bytes()), expected, "{bytes:?}");
            // In two pieces, with a pause between that is longer than any key's.
            for cut in 1..bytes.len() - 1 {
                let (mut decoder, mut found) = (Decoder::default(), Vec::new());
                decoder.feed(&bytes.as_bytes()[..cut], &mut found);
                if decoder.patience_ms() == Some(SEQUENCE_MS) {
                    decoder.give_up(&mut found);
                }
                decoder.feed(&bytes.as_bytes()[cut..], &mut found);
                let is_letter = |event: &Event| {
                    matches!(
                        event,
                        Event::Key(Key {
                            code: Char(_),
                            alt: false,
                            ..
                        })
                    )
                };
                let letters = found.into_iter().filter(is_letter);
                // Nobody could tell what follows Alt-[ or Alt-P from keys.
                if cut != 2 {
                    assert_eq!(
                        letters.collect::<Vec<_>>(),
                        std::slice::from_ref(&key),
                        "{bytes:?} {cut}"
                    );
                }
            }
        }
        check("\x1b[5$j", "S-PageUp j");
    }

    #[test]
    fn a_key_may_say_what_it_types() {
        // kitty: ت under Arabic; a letter with Shift; the key of lam-alef; a key without text.
        check("\x1b[1578::106;;1578u", "ت");
        check("\x1b[97:65;2;65u\x1b[97;65;65u", "A A");
        check("\x1b[1604::98;;1604:1575u", "ل ا");
        check("\x1b[101;;8364u", "€");
        check("\x1b[99;5;3u\x1b[13;;13u", "C-c Enter");
        let found = events(b"\x1b[1578::106;;1578u");
        let [Event::Key(key)] = found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(key.base, Some('j'));
    }

    proptest! {
        #[test]
        fn strings_of_any_kind_type_nothing(
            kind in "[]P_^X]", text in "[ -~]{1,40}", end in "(\x07|\x1b\\\\)", cut in 0..50usize,
        ) {
            let bytes = format!("\x1b{kind}{text}{end}").into_bytes();
            let cut = cut.min(bytes.len());
            let (mut decoder, mut found) = (Decoder::default(), Vec::new());
            decoder.feed(&bytes[..cut], &mut found);
            decoder.feed(&bytes[cut..], &mut found);
            prop_assert!(found.iter().all(|event| matches!(event, Event::Answer(_))));
            prop_assert_eq!(decoder.patience_ms(), None);
        }

        #[test]
        fn any_bytes_in_any_pieces_are_decoded(
            pieces in proptest::collection::vec(
                "(\x1b|\\]|11;rgb:|[0-9a-f/]{1,5}|\x07|\x1b\\\\|\\[<|[0-9;]{1,6}|[MmjkA]|ش)", 0..30),
        ) {
            let (mut decoder, mut found) = (Decoder::default(), Vec::new());
            for (idx, piece) in pieces.iter().enumerate() {
                decoder.feed(piece.as_bytes(), &mut found);
                if idx % 5 == 4 {
                    decoder.give_up(&mut found);
                }
            }
            decoder.give_up(&mut found);
            prop_assert_eq!(decoder.patience_ms(), None);
        }
    }

    #[test]
    fn the_mouse_is_no_key() {
        let check = |bytes: &str, expected: &[(MouseKind, u16, u16)]| {
            let mouse = |(kind, column, row): &(MouseKind, u16, u16)| {
                Event::Mouse(Mouse {
                    kind: *kind,
                    column: *column,
                    row: *row,
                })
            };
            let expected: Vec<_> = expected.iter().map(mouse).collect();
            assert_eq!(events(bytes.as_bytes()), expected, "{bytes:?}");
        };
        let press = MouseKind::Press { n_clicks: 1 };
        check(
            "\x1b[<0;1;1M\x1b[<0;12;300m",
            &[(press, 0, 0), (MouseKind::Release, 11, 299)],
        );
        check("\x1b[<32;5;6M", &[(MouseKind::Drag, 4, 5)]);
        check(
            "\x1b[<64;5;6M\x1b[<65;5;6M",
            &[(MouseKind::WheelUp, 4, 5), (MouseKind::WheelDown, 4, 5)],
        );
        // With Ctrl; other buttons, the wheel to the sides, nonsense.
        check("\x1b[<16;5;6M", &[(press, 4, 5)]);
        check(
            "\x1b[<1;5;6M\x1b[<2;5;6M\x1b[<66;1;1M\x1b[<35;1;1M\x1b[<128;1;1M",
            &[],
        );
        check(
            "\x1b[<0;99999;1M\x1b[<;;M\x1b[<M",
            &[(press, 0, 0), (press, 0, 0)],
        );
        // From terminals that know the mouse but not its numbers.
        check(
            "\x1b[M !!\x1b[M#!!\x1b[M`!\"\x1b[M@#!",
            &[
                (press, 0, 0),
                (MouseKind::Release, 0, 0),
                (MouseKind::WheelUp, 0, 1),
                (MouseKind::Drag, 2, 0),
            ],
        );
    }

    #[test]
    fn a_paste_is_one_event() {
        let paste = |text: &str| Event::Paste(text.to_owned());
        let keys = |text: &str| events(text.as_bytes());
        assert_eq!(keys("\x1b[200~خبر\rq\r\nz\x1b[201~"), [paste("خبر\nq\nz")]);
        assert_eq!(
            keys("\x1b[200~\x1b[201~j"),
            [paste(""), Event::Key(Char('j').into())]
        );
        assert_eq!(keys("\x1b[200~a\x1b[Ab\x1b[20"), [paste("a\x1b[Ab\x1b[20")]);
    }

    #[test]
    fn a_pause_decides_over_escape_alone() {
        let check = |bytes: &[u8], expected| {
            let mut decoder = Decoder::default();
            decoder.feed(bytes, &mut Vec::new());
            assert_eq!(decoder.patience_ms(), expected, "{bytes:?}");
        };
        check(b"", None);
        check(b"\x1b", Some(SEQUENCE_MS));
        check(b"\x1b[", Some(SEQUENCE_MS));
        check(b"\x1b[1;", Some(STRING_MS));
        check(b"\xd8", None);
        check(b"\x1b[200~half", Some(PASTE_MS));
    }

    #[test]
    fn reads_may_end_anywhere() {
        let text =
            "a\x1b[<0;3;4M\x1b[M#!!\x1b[1;5Cشب\x1b[200~q\rش\x1b[201~\x1bOA\x1b]0;x\x07\x1b[3~文j";
        let whole = events(text.as_bytes());
        let (mut decoder, mut parts) = (Decoder::default(), Vec::new());
        for byte in text.bytes() {
            decoder.feed(&[byte], &mut parts);
        }
        assert_eq!(parts, whole);
        assert_eq!(whole.len(), 11);
    }
}
