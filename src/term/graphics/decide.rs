//! How a terminal shows pictures: in, the environment and what the terminal said of itself; out, the
//! way, and why. A multiplexer in between shows cells alone, unless tmux is told to hand on what is
//! for kitty around it.

use crate::picture::Way;
use crate::term::{
    Error, answer::Heard, decide::multiplexer, graphics::kitty_tmux::is_known_to, profile::Profile,
};

/// The values that `AKHBAR_PICTURES` may have.
const KNOWN: &str = "kitty, kitty-tmux, sixel, iterm2, blocks, off";

/// How pictures are shown, and why so, in words for `akhbar doctor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graphics {
    /// How.
    pub way: Way,
    /// The reason, naming the answer or the variable that decided.
    pub why: String,
}

impl Graphics {
    /// Decides from the environment that `env` looks up and from what the terminal has said so far;
    /// `has_cell` is whether it says how many pixels a cell has. Fails on a bad `AKHBAR_PICTURES` only.
    pub(crate) fn decide(
        env: impl Fn(&str) -> Option<String>,
        heard: &Heard,
        profile: Profile,
        has_cell: bool,
    ) -> Result<Self, Error> {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let by = |way, why: String| Ok(Self { way, why });
        if let Some(value) = set("AKHBAR_PICTURES") {
            let mut ways = Way::ALL.into_iter();
            return match ways.find(|way| way.as_str() == value) {
                Some(way) => by(way, format!("AKHBAR_PICTURES is {value}")),
                None => Err(Error::UnknownValue {
                    name: "AKHBAR_PICTURES",
                    value,
                    known: KNOWN,
                }),
            };
        }
        if let Some(inside) = multiplexer(&set, heard) {
            return match heard.outer.as_ref().filter(|it| is_known_to(&it.version)) {
                Some(outer) if outer.passes_through => {
                    let version = &outer.version;
                    let why = format!("inside {inside}, which hands them on to {version}");
                    by(Way::KittyTmux, why)
                }
                Some(outer) => {
                    let version = &outer.version;
                    let why = format!(
                        "inside {inside}, which would hand pictures on to {version} with allow-passthrough on"
                    );
                    by(Way::Blocks, why)
                }
                None => by(Way::Blocks, format!("inside {inside}")),
            };
        }
        if heard.kitty_graphics {
            return by(Way::Kitty, "it knows kitty's graphics protocol".into());
        }
        let version = heard.version.as_deref().unwrap_or_default();
        let program = set("TERM_PROGRAM").unwrap_or_default();
        // From their documentation.
        for name in ["iTerm", "WezTerm"] {
            if version.starts_with(name) || program.starts_with(name) {
                return by(Way::Iterm2, format!("it is {name}"));
            }
        }
        // Its pixels go to columns: nothing may be put in another order on the way.
        let is_in_order = matches!(profile, Profile::Visual | Profile::Bdsm | Profile::Mlterm);
        match (heard.sixels, has_cell && is_in_order) {
            (true, true) => by(Way::Sixel, "it knows sixels (DA1 4)".into()),
            (true, false) if !has_cell => {
                let why = "it knows sixels, but does not say how many pixels a cell has";
                by(Way::Blocks, why.into())
            }
            _ => by(
                Way::Blocks,
                "it is not known to show pictures itself".into(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::answer::{Answer, Outer};

    #[test]
    fn the_way_is_decided_by_answers_and_then_by_variables() {
        let check = |variables: &[(&str, &str)], answers: &[Answer], expected: &str| {
            let env = |name: &str| {
                let found = variables.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            let mut heard = Heard::default();
            for answer in answers {
                heard.take(answer.clone());
            }
            let has_cell = env("NO_CELL").is_none();
            let profile = match env("KONSOLE_VERSION") {
                Some(_) => Profile::Konsole,
                None => Profile::Visual,
            };
            let found = Graphics::decide(env, &heard, profile, has_cell).unwrap();
            assert_eq!(found.way.as_str(), expected, "{variables:?} {answers:?}");
        };
        let sixels = Answer::Done { sixels: true };
        let kitty = Answer::KittyGraphics;
        check(&[], &[], "blocks");
        check(&[], std::slice::from_ref(&sixels), "sixel");
        check(&[], &[kitty.clone(), sixels.clone()], "kitty");
        check(
            &[("TERM_PROGRAM", "WezTerm")],
            std::slice::from_ref(&sixels),
            "iterm2",
        );
        check(&[], &[Answer::Version("iTerm2 3.5".into())], "iterm2");
        check(&[("NO_CELL", "1")], std::slice::from_ref(&sixels), "blocks");
        check(
            &[("KONSOLE_VERSION", "1")],
            std::slice::from_ref(&sixels),
            "blocks",
        );
        check(
            &[("TMUX", "/tmp/x")],
            &[kitty.clone(), sixels.clone()],
            "blocks",
        );
        check(&[], &[Answer::Kind([84, 0, 0]), sixels], "blocks");
        let around = |version: &str, passes_through| {
            let env = Vec::new();
            let version = version.to_owned();
            Answer::Outer(Outer {
                version,
                env,
                passes_through,
            })
        };
        let tmux = [("TMUX", "/tmp/x")];
        check(&tmux, &[around("kitty(0.41.1)", true)], "kitty-tmux");
        check(&tmux, &[around("kitty(0.41.1)", false)], "blocks");
        check(&tmux, &[around("kitty(0.26.5)", true)], "blocks");
        check(&tmux, &[around("XTerm(379)", true)], "blocks");
        check(&[("AKHBAR_PICTURES", "off")], &[kitty], "off");
        check(&[("AKHBAR_PICTURES", "sixel"), ("TMUX", "x")], &[], "sixel");
        let env = |_: &str| Some("jpeg".to_owned());
        assert!(Graphics::decide(env, &Heard::default(), Profile::Visual, true).is_err());
    }
}
