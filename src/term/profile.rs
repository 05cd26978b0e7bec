//! What terminals do with right-to-left text. Rows arrive in visual order with one presentation
//! form a cell; a profile says what must be sent so that they are seen so. `CSI 8 l` (ECMA-48
//! BDSM, explicit) and `CSI 1 SP k` (SCP, left to right) are from the draft "BiDi in Terminal
//! Emulators" of the Terminal working group, OSC 5379 is mlterm's own.

use crate::term::Error;

/// What is sent for a finished row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// The visual cells as they are: right wherever the terminal does not reorder.
    #[default]
    Visual,
    /// The same, after the terminal was told not to reorder: VTE 0.58 and newer, mintty 3.
    Bdsm,
    /// The same, after mlterm was told not to reorder.
    Mlterm,
    /// For Konsole: from left to right it puts in order, without the mirror images of brackets.
    Konsole,
    /// For terminals that put each row in order from left to right: VTE inside tmux.
    Ltr,
    /// For those that go by the first letter of a row: PuTTY.
    Auto,
    /// For kitty, which turns each word round in its place.
    Word,
    /// For kitty with DejaVu Sans Mono, which lacks letters: it turns what is of one font in a word.
    Fonts,
    /// For xterm.js, which puts cells of one look in order among themselves, or none: a mark of
    /// direction behind each letter (U+200E), for which it has no column, keeps it in its place.
    Spans,
    /// For qterminal, which puts cells of one look in order among themselves.
    Runs,
}

impl Profile {
    /// Every profile of this version.
    pub const ALL: [Self; 10] = [
        Self::Visual,
        Self::Bdsm,
        Self::Mlterm,
        Self::Konsole,
        Self::Ltr,
        Self::Auto,
        Self::Word,
        Self::Fonts,
        Self::Spans,
        Self::Runs,
    ];

    /// The profile of that name; the error lists them all.
    pub fn named(name: &str) -> Result<Self, Error> {
        if let Some(profile) = Self::ALL
            .into_iter()
            .find(|profile| profile.as_str() == name)
        {
            return Ok(profile);
        }
        Err(Error::UnknownProfile {
            name: name.to_owned(),
        })
    }

    /// The name used in `AKHBAR_BIDI`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Visual => "visual",
            Self::Bdsm => "bdsm",
            Self::Mlterm => "mlterm",
            Self::Konsole => "konsole",
            Self::Ltr => "ltr",
            Self::Auto => "auto",
            Self::Word => "word",
            Self::Fonts => "fonts",
            Self::Spans => "spans",
            Self::Runs => "runs",
        }
    }

    /// The bytes that prepare the terminal: sent before a row is written, as the modes stick to
    /// each paragraph when it is written.
    pub fn enter(self) -> &'static str {
        match self {
            Self::Bdsm => "\x1b[8l\x1b[1 k",
            Self::Mlterm => "\x1b]5379;use_ctl=false\x07",
            _ => "",
        }
    }

    /// The bytes that undo [`Profile::enter`], in the reverse order.
    pub fn leave(self) -> &'static str {
        match self {
            Self::Bdsm => "\x1b[0 k\x1b[8h",
            Self::Mlterm => "\x1b]5379;use_ctl=true\x07",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_profiles() {
        for profile in Profile::ALL {
            assert_eq!(Profile::named(profile.as_str()).unwrap(), profile);
        }
        let message = Profile::named("Visual").unwrap_err().to_string();
        let known = "visual, bdsm, mlterm, konsole, ltr, auto, word, fonts, spans, runs";
        let expected = format!("there is no bidi profile `Visual`; use one of {known}");
        assert_eq!(message, expected);
    }
}
