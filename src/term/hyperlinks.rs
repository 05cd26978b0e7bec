//! Whether the terminal is told where links lead (OSC 8): in, the environment and what the terminal said
//! of itself; out, yes or no, and why. Terminals that do not know the sequence may print it, so it goes
//! only to those that do.

use crate::term::{
    Error,
    answer::{Heard, version_of},
    decide::multiplexer,
};

/// The values that `AKHBAR_LINKS` may have.
const KNOWN: &str = "on, off";

/// Whether links are sent, and why so, in words for `akhbar doctor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlinks {
    /// Whether they are.
    pub is_on: bool,
    /// The reason, naming the answer or the variable that decided.
    pub why: String,
}

/// Names that terminals call themselves by (XTVERSION). The last three are from their documentation.
const NAMES: [&str; 7] = [
    "vte(",
    "kitty(",
    "foot(",
    "alacritty",
    "wezterm",
    "ghostty",
    "iterm2",
];

/// Variables that terminals set.
const VARIABLES: [&str; 2] = ["KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID"];

/// The first tmux that hands links on.
const FIRST_TMUX: (u32, u32) = (3, 4);

/// The first VTE that knows links: 0.50.
const FIRST_VTE: u32 = 5000;

impl Hyperlinks {
    /// Decides from the environment that `env` looks up and from what the terminal has said so far. Fails
    /// on a bad `AKHBAR_LINKS` only, which goes before all else.
    pub(crate) fn decide(
        env: impl Fn(&str) -> Option<String>,
        heard: &Heard,
    ) -> Result<Self, Error> {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let by = |is_on, why: String| Ok(Self { is_on, why });
        match set("AKHBAR_LINKS") {
            None => {}
            Some(value) if value == "on" || value == "off" => {
                return by(value == "on", format!("AKHBAR_LINKS is {value}"));
            }
            Some(value) => {
                return Err(Error::UnknownValue {
                    name: "AKHBAR_LINKS",
                    value,
                    known: KNOWN,
                });
            }
        }
        let Some(inside) = multiplexer(&set, heard) else {
            return Ok(match knows(&set, heard) {
                Some(why) => Self { is_on: true, why },
                None => Self {
                    is_on: false,
                    why: "it is not known to take them".into(),
                },
            });
        };
        let version = heard.version.as_deref().unwrap_or_default();
        let around = heard.outer.as_ref();
        let around = around.and_then(|outer| knows(&|name| outer.variable(name), &outer.heard()));
        match around.filter(|_| version_of("tmux ", version) >= Some(FIRST_TMUX)) {
            Some(why) => by(true, format!("inside {inside}; around it: {why}")),
            None => by(false, format!("inside {inside}")),
        }
    }
}

/// Why a terminal is known to take links, if it is.
fn knows(set: &impl Fn(&str) -> Option<String>, heard: &Heard) -> Option<String> {
    let version = heard.version.as_deref().unwrap_or_default();
    let small = version.to_ascii_lowercase();
    if NAMES.iter().any(|name| small.starts_with(name)) {
        return Some(format!("it is {version} (XTVERSION)"));
    }
    match heard.kind {
        Some([61 | 65, FIRST_VTE..=9999, _]) => return Some("it answers as VTE does".into()),
        // Versions before 0.11 know none.
        Some([0, 1100..=9999, 1]) => return Some("it answers as alacritty does".into()),
        Some(_) => return None,
        None => {}
    }
    let vte = set("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    if let Some(version) = vte.filter(|version| *version >= FIRST_VTE) {
        return Some(format!("VTE_VERSION is {version}"));
    }
    let name = VARIABLES.iter().find(|name| set(name).is_some())?;
    Some(format!("{name} is set"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::answer::{Answer, Outer};

    #[test]
    fn only_terminals_that_know_links_are_sent_any() {
        let check = |variables: &[(&str, &str)], answers: &[Answer], expected: &str| {
            let env = |name: &str| {
                let found = variables.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            let mut heard = Heard::default();
            for answer in answers {
                heard.take(answer.clone());
            }
            let found = Hyperlinks::decide(env, &heard).unwrap();
            let found = format!("{} {}", found.is_on, found.why);
            assert!(found.starts_with(expected), "{found} {expected}");
        };
        let version = |name: &str| Answer::Version(name.to_owned());
        let kitty = ("KITTY_WINDOW_ID", "1");
        check(&[], &[], "false it is not known");
        check(&[kitty], &[], "true KITTY_WINDOW_ID");
        check(
            &[kitty],
            &[Answer::Kind([41, 379, 0])],
            "false it is not known",
        );
        check(&[kitty, ("AKHBAR_LINKS", "off")], &[], "false AKHBAR_LINKS");
        check(&[("AKHBAR_LINKS", "on")], &[], "true AKHBAR_LINKS");
        check(&[("VTE_VERSION", "7006")], &[], "true VTE_VERSION is 7006");
        check(&[("VTE_VERSION", "4900")], &[], "false");
        check(&[], &[version("VTE(8001)")], "true it is VTE(8001)");
        check(
            &[],
            &[Answer::Kind([65, 7006, 1])],
            "true it answers as VTE",
        );
        check(
            &[],
            &[Answer::Kind([0, 1700, 1])],
            "true it answers as alacritty",
        );
        check(&[], &[Answer::Kind([0, 1003, 1])], "false");
        check(&[], &[version("XTerm(379)")], "false");
        check(&[], &[version("foot(1.13.1)")], "true it is foot");
        let outer = |version: &str| {
            Answer::Outer(Outer {
                version: version.to_owned(),
                env: Vec::new(),
                passes_through: false,
            })
        };
        let tmux = ("TMUX", "x");
        check(
            &[tmux, kitty],
            &[version("tmux 3.4"), outer("kitty(0.41)")],
            "true inside tmux 3.4",
        );
        check(
            &[tmux, kitty],
            &[version("tmux 3.3a"), outer("kitty(0.41)")],
            "false inside tmux 3.3a",
        );
        check(
            &[tmux, kitty],
            &[version("tmux 3.5a"), outer("XTerm(379)")],
            "false inside",
        );
        check(&[tmux, kitty], &[version("tmux 3.5a")], "false inside");
        check(&[("STY", "1.x"), kitty], &[], "false inside screen");
        let bad = |name: &str| (name == "AKHBAR_LINKS").then(|| "yes".to_owned());
        assert!(Hyperlinks::decide(bad, &Heard::default()).is_err());
    }
}
