//! What this terminal does with right-to-left text, decided from the environment. Rows arrive in
//! visual order with one presentation form a cell; a profile says what must be sent so that they
//! are seen so. `CSI 8 l` (ECMA-48 BDSM, explicit) and `CSI 1 SP k` (SCP, left to right) are from
//! the draft "BiDi in Terminal Emulators" of the Terminal working group.

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
    /// For xterm.js, which puts cells of one look in order among themselves, or none: each cell
    /// gets a look of its own that the eye cannot tell.
    Spans,
    /// For qterminal, which puts cells of one look in order among themselves.
    Runs,
}

/// A profile and why it was chosen, in words for `akhbar doctor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The profile to use.
    pub profile: Profile,
    /// The reason, naming the variable that decided.
    pub why: String,
}

impl Profile {
    /// Every profile of this version.
    pub const ALL: [Self; 9] = [
        Self::Visual,
        Self::Bdsm,
        Self::Mlterm,
        Self::Konsole,
        Self::Ltr,
        Self::Auto,
        Self::Word,
        Self::Spans,
        Self::Runs,
    ];

    /// Decides from the environment that `env` looks up; fails on a bad `AKHBAR_BIDI` only.
    pub fn decide(env: impl Fn(&str) -> Option<String>) -> Result<Decision, Error> {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let decision = |profile, why| Ok(Decision { profile, why });
        if let Some(name) = set("AKHBAR_BIDI") {
            let profile = Self::named(&name)?;
            return decision(profile, format!("AKHBAR_BIDI is {name}"));
        }
        // A multiplexer hands on the variables of the terminal that started it, and swallows
        // `CSI 8 l`, so that VTE_VERSION says nothing there.
        if let Some(what) = multiplexer(&set) {
            let doubt = match set("VTE_VERSION") {
                Some(_) => {
                    "; if VTE is around it, the order may be wrong: it is not told of CSI 8 l"
                }
                None => "",
            };
            return decision(Self::Visual, format!("inside {what}{doubt}"));
        }
        match set("VTE_VERSION").map(|version| version.parse::<u32>()) {
            Some(Ok(version)) if version >= FIRST_VTE => {
                let why = format!("VTE_VERSION is {version}: VTE obeys CSI 8 l");
                decision(Self::Bdsm, why)
            }
            Some(Ok(version)) => {
                let why = format!("VTE_VERSION is {version}: VTE before 0.58 does not reorder");
                decision(Self::Visual, why)
            }
            Some(Err(_)) | None => decision(
                Self::Visual,
                "no variable names a terminal that reorders".to_owned(),
            ),
        }
    }

    /// The profile of that name; the error says whether the name is known at all.
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

/// VTE 0.58, the first that reorders and the first that can be told not to.
const FIRST_VTE: u32 = 5800;

/// The variable that shows a terminal multiplexer, if there is one.
fn multiplexer(set: &impl Fn(&str) -> Option<String>) -> Option<String> {
    if set("TMUX").is_some() {
        return Some("tmux (TMUX is set)".to_owned());
    }
    if set("STY").is_some() {
        return Some("screen (STY is set)".to_owned());
    }
    let term = set("TERM")?;
    let inside = term.starts_with("tmux") || term.starts_with("screen");
    inside.then(|| format!("tmux or screen (TERM is {term})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(env: &[(&str, &str)]) -> Result<Decision, Error> {
        let find = |name: &str| env.iter().find(|(key, _)| *key == name);
        Profile::decide(|name| find(name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_decides() {
        let check = |env: &[(&str, &str)], profile, why: &str| {
            let decision = decide(env).unwrap();
            assert_eq!(decision.profile, profile, "{env:?}");
            assert!(decision.why.contains(why), "{env:?}: {}", decision.why);
        };
        let (visual, bdsm) = (Profile::Visual, Profile::Bdsm);
        check(&[], visual, "no variable");
        check(&[("TERM", "xterm-256color")], visual, "no variable");
        check(&[("VTE_VERSION", "7006")], bdsm, "VTE_VERSION is 7006");
        check(&[("VTE_VERSION", "5800")], bdsm, "VTE_VERSION is 5800");
        check(&[("VTE_VERSION", "5799")], visual, "before 0.58");
        check(&[("VTE_VERSION", "new")], visual, "no variable");
        check(&[("VTE_VERSION", "")], visual, "no variable");
        let vte = ("VTE_VERSION", "8001");
        check(&[vte, ("TMUX", "/tmp/tmux-0/default,1,0")], visual, "TMUX");
        check(&[vte, ("STY", "12.pts-0.host")], visual, "STY");
        check(&[vte, ("TERM", "tmux-256color")], visual, "tmux-256color");
        check(&[vte, ("TERM", "screen.xterm")], visual, "screen.xterm");
        check(&[vte, ("TERM", "xterm-256color")], bdsm, "8001");
        check(&[vte, ("AKHBAR_BIDI", "visual")], visual, "AKHBAR_BIDI");
        check(
            &[("AKHBAR_BIDI", "bdsm"), ("TMUX", "x")],
            bdsm,
            "AKHBAR_BIDI",
        );
        check(&[vte, ("AKHBAR_BIDI", "")], bdsm, "8001");
    }

    #[test]
    fn a_bad_name_is_an_error_that_lists_the_good_ones() {
        let check = |name, expected: &str| {
            let message = decide(&[("AKHBAR_BIDI", name)]).unwrap_err().to_string();
            assert_eq!(message, expected);
        };
        check(
            "konsole",
            "the bidi profile `konsole` is not in this version; use one of visual, bdsm",
        );
        check(
            "spans",
            "the bidi profile `spans` is not in this version; use one of visual, bdsm",
        );
        check(
            "Visual",
            "there is no bidi profile `Visual`; use one of visual, bdsm \
             (not in this version: mlterm, konsole, ltr, auto, word, spans)",
        );
    }

    #[test]
    fn names_lead_back_to_their_profiles() {
        for profile in Profile::ALL {
            assert_eq!(Profile::named(profile.as_str()).unwrap(), profile);
        }
    }
}
