//! What a session asks the terminal, and what is heard of the answers. All questions go out at once
//! with the first frame, which waits for none of them; each answer is used as it comes.

use crate::term::{background, graphics};

/// Something that the terminal said when asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The colour of its background, in red, green and blue.
    Background([u8; 3]),
    /// The state of ECMA-48's mode 8 (DECRQM): 0 unknown, 1 set, 2 reset, 3 and 4 the same for good.
    Bidi(u8),
    /// Its name and version (XTVERSION).
    Version(String),
    /// Its kind, version and a third number (secondary device attributes).
    Kind([u32; 3]),
    /// The PostScript name of its font (kitty's own XTGETTCAP).
    Font(String),
    /// It knows kitty's keyboard protocol.
    Keys,
    /// It knows kitty's graphics protocol.
    KittyGraphics,
    /// It is through: every terminal answers the last question (primary device attributes).
    Done {
        /// Whether it knows sixels.
        sixels: bool,
    },
    /// What tmux says of the terminal that it runs in.
    Outer(Outer),
}

/// A terminal around a multiplexer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outer {
    /// Its name and version, as it told the multiplexer.
    pub version: String,
    /// The variables of the multiplexer's client there.
    pub env: Vec<(String, String)>,
    /// Whether the multiplexer hands on what is meant for it.
    pub passes_through: bool,
}

impl Outer {
    /// The value of a variable there.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        let found = self.env.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone())
    }

    /// What was heard of it.
    pub(crate) fn heard(&self) -> Heard {
        Heard {
            version: Some(self.version.clone()),
            ..Heard::default()
        }
    }
}

/// The first two numbers of a version that begins with `name`.
pub(crate) fn version_of(name: &str, version: &str) -> Option<(u32, u32)> {
    let (major, rest) = version.strip_prefix(name)?.split_once('.')?;
    let end = rest.find(|c: char| !c.is_ascii_digit());
    let minor = &rest[..end.unwrap_or(rest.len())];
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// Asks what terminal this is: DECRQM of mode 8, XTVERSION, DA2.
const IDENTITY: &str = "\x1b[8$p\x1b[>q\x1b[>c";

/// Asks whether it knows kitty's keyboard protocol.
const KEYS: &str = "\x1b[?u";

/// What kitty is asked of its font: XTGETTCAP of `kitty-query-font_family`, in hexadecimal digits.
pub(crate) const FONT: &str = "\x1bP+q6b697474792d71756572792d666f6e745f66616d696c79\x1b\\";

/// The last question (DA1).
pub(crate) const END: &str = "\x1b[c";

/// The same of the terminal around GNU screen.
const END_AROUND_SCREEN: &str = "\x1bP\x1b[c\x1b\\";

/// Asks the same of the terminal around GNU screen, which hands on what is in a control string. The
/// last one is answered last: by then screen has long answered for itself.
const AROUND_SCREEN: &str = "\x1bP\x1b[8$p\x1b[>q\x1b[>c\x1b\\";

/// All questions. Some terminals print the last letter of DECRQM: no `identity` is asked there.
/// `in_screen` is for a session in GNU screen.
pub(crate) fn questions(identity: bool, background: bool, in_screen: bool) -> Vec<u8> {
    let (around, end) = match identity && in_screen {
        true => (AROUND_SCREEN, END_AROUND_SCREEN),
        false => ("", END),
    };
    let parts = [
        if identity { IDENTITY } else { "" }.as_bytes(),
        around.as_bytes(),
        KEYS.as_bytes(),
        // Whoever can be asked what it is does not print what it does not know.
        if identity && !in_screen {
            graphics::QUESTION
        } else {
            ""
        }
        .as_bytes(),
        if background {
            background::QUESTION
        } else {
            b""
        },
        end.as_bytes(),
    ];
    parts.concat()
}

/// The answer in a control sequence: its parameters with what stands around them, and its last byte.
pub(crate) fn in_sequence(parameters: &str, last: u8) -> Option<Answer> {
    match (parameters.as_bytes().first()?, last) {
        (b'?', b'c') => Some(Answer::Done {
            sixels: parameters[1..].split(';').any(|attribute| attribute == "4"),
        }),
        (b'?', b'u') => Some(Answer::Keys),
        (b'>', b'c') => {
            let mut numbers = parameters[1..].split(';').map(|text| text.parse().ok());
            let mut number = || numbers.next().flatten().unwrap_or(0);
            Some(Answer::Kind([number(), number(), number()]))
        }
        (b'8', b'y') => {
            let state = parameters.strip_prefix("8;")?.strip_suffix('$')?;
            Some(Answer::Bidi(state.parse().ok()?))
        }
        _ => None,
    }
}

/// The answer in a control string of the kind that begins with ESC and `kind`.
pub(crate) fn in_string(kind: u8, string: &[u8]) -> Option<Answer> {
    match kind {
        b'_' if graphics::is_yes(string) => Some(Answer::KittyGraphics),
        b']' => background::answer(string).map(Answer::Background),
        b'P' if string.starts_with(b"1+r") => {
            let asked = FONT.strip_prefix("\x1bP+q")?.strip_suffix("\x1b\\")?;
            let string = std::str::from_utf8(&string[3..]).ok()?;
            let digits = string.strip_prefix(asked)?.strip_prefix('=')?;
            let byte = |idx| u8::from_str_radix(digits.get(idx..idx + 2)?, 16).ok();
            let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(byte).collect();
            Some(Answer::Font(String::from_utf8(bytes?).ok()?))
        }
        b'P' => {
            let version = std::str::from_utf8(string.strip_prefix(b">|")?).ok()?;
            Some(Answer::Version(version.to_owned()))
        }
        _ => None,
    }
}

/// GNU screen, by its secondary device attributes.
pub(crate) const SCREEN: u32 = 83;

/// What has been heard so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    pub(crate) bidi: Option<u8>,
    pub(crate) version: Option<String>,
    pub(crate) font: Option<String>,
    pub(crate) kind: Option<[u32; 3]>,
    /// What came of that after GNU screen had said what it is: from around it.
    pub(crate) kind_around: Option<[u32; 3]>,
    pub(crate) outer: Option<Outer>,
    pub(crate) is_done: bool,
    pub(crate) sixels: bool,
    pub(crate) kitty_graphics: bool,
}

impl Heard {
    /// Takes an answer in; whether it says anything of what terminal this is.
    pub fn take(&mut self, answer: Answer) -> bool {
        match answer {
            Answer::Bidi(state) => self.bidi = Some(state),
            Answer::Version(version) => self.version = Some(version),
            Answer::Font(font) => self.font = Some(font),
            Answer::Kind(kind) => match self.kind {
                Some([SCREEN, ..]) => self.kind_around = Some(kind),
                _ => self.kind = Some(kind),
            },
            Answer::Outer(outer) => self.outer = Some(outer),
            Answer::Done { sixels } => (self.is_done, self.sixels) = (true, sixels),
            Answer::KittyGraphics => self.kitty_graphics = true,
            Answer::Background(_) | Answer::Keys => return false,
        }
        true
    }

    /// What is asked next, now that it has said what it is.
    pub(crate) fn next_question(&self) -> Option<&'static str> {
        let is_kitty = self
            .version
            .as_ref()
            .is_some_and(|it| it.starts_with("kitty"));
        (is_kitty && self.font.is_none()).then_some(FONT)
    }
}
