//! Which theme a session has: in, the environment, and later the background that the terminal says
//! it has; out, a theme. Until there is an answer, and where there never is one, the terminal's own
//! colours do.

use crate::ui::theme::{Abilities, Scheme, Theme};

/// What decides the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    abilities: Abilities,
    scheme: Scheme,
    /// Whether the user asked for this one.
    is_chosen: bool,
    /// Whether there are more than 16 colours.
    has_many: bool,
    /// Whether there are all.
    has_all: bool,
}

/// The names that `AKHBAR_THEME` may have.
pub const THEMES: &str = "terminal, dark, light, contrast, 16, none";

/// Backgrounds up to this relative luminance are dark: #3f3f3f still is.
const DARK: f64 = 0.0500;
/// Backgrounds from this one on are light: #cccccc already is.
const LIGHT: f64 = 0.6;

impl Look {
    /// Decides from the environment that `env` looks up: by `AKHBAR_THEME`; else by `NO_COLOR`, and
    /// by `COLORTERM` and `TERM` whether there are more than 16 colours. None where
    /// `AKHBAR_THEME` names no theme.
    pub fn decide(env: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let abilities = Abilities::decide(&env);
        let (has_many, has_all) = (has_many_colours(&env), has_all_colours(&env));
        let chosen = |scheme| {
            Some(Self {
                // To ask for a theme by name is to ask for its colours, whatever NO_COLOR says.
                abilities: Abilities {
                    colour: true,
                    ..abilities
                },
                scheme,
                is_chosen: true,
                has_many: has_many && scheme != Scheme::Sixteen,
                has_all,
            })
        };
        match env("AKHBAR_THEME")
            .filter(|name| !name.is_empty())
            .as_deref()
        {
            None => Some(Self {
                abilities,
                scheme: match abilities.colour && !has_many {
                    true => Scheme::Sixteen,
                    false => Scheme::Terminal,
                },
                is_chosen: false,
                has_many,
                has_all,
            }),
            Some("none") => Some(Self {
                abilities: Abilities {
                    colour: false,
                    ..abilities
                },
                scheme: Scheme::Terminal,
                is_chosen: true,
                has_many,
                has_all,
            }),
            Some(name) => Scheme::ALL
                .into_iter()
                .find(|scheme| scheme.as_str() == name)
                .and_then(chosen),
        }
    }

    /// Whether the terminal has to be asked for its background.
    pub fn asks_background(&self) -> bool {
        !self.is_chosen && self.abilities.colour && self.scheme != Scheme::Sixteen
    }

    /// Whether pictures can be painted in cells: there are more than 16 colours, and they are wanted.
    pub fn has_colours(&self) -> bool {
        self.abilities.colour && self.has_many
    }

    /// Whether there are all colours, not only 256.
    pub fn is_rgb(&self) -> bool {
        self.has_all
    }

    /// Takes the background that the terminal says it has; true where the theme is another now.
    pub fn take_background(&mut self, background: [u8; 3]) -> bool {
        if !self.asks_background() {
            return false;
        }
        let scheme = match luminance(background) {
            ..=DARK => Scheme::Dark,
            LIGHT.. => Scheme::Light,
            // Between the two nothing is sure to be read but the terminal's own.
            _ => Scheme::Terminal,
        };
        std::mem::replace(&mut self.scheme, scheme) != scheme
    }

    /// The theme.
    pub fn theme(&self) -> Theme {
        Theme::new(self.scheme, self.abilities, self.is_chosen)
    }

    /// What it is called.
    pub fn name(&self) -> &'static str {
        match self.abilities.colour {
            true => self.scheme.as_str(),
            false => "none",
        }
    }
}

/// The relative luminance of a colour (WCAG 2.2), from 0 to 1.
pub(crate) fn luminance(rgb: [u8; 3]) -> f64 {
    let [r, g, b] = rgb.map(|channel| {
        let part = f64::from(channel) / 255.0;
        match part <= 0.040_45 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Whether the terminal has the 256 colours. Those that say so by neither variable are named.
fn has_many_colours(env: impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name| env(name).is_some_and(|value| !value.is_empty());
    let is_256 = env("TERM").is_some_and(|term| term.contains("256color"));
    is_set("COLORTERM") || is_256 || has_all_colours(env)
}

/// Whether the terminal has all colours. xterm takes the nearest of its 256 and does not say; GNU
/// screen takes no others than those, and leaves standing what the terminal around it said.
fn has_all_colours(env: impl Fn(&str) -> Option<String>) -> bool {
    const KNOWN: [&str; 7] = [
        "direct",
        "kitty",
        "alacritty",
        "foot",
        "ghostty",
        "wezterm",
        "contour",
    ];
    let term = env("TERM").unwrap_or_default();
    let says = env("COLORTERM").is_some_and(|value| ["truecolor", "24bit"].contains(&&*value));
    let is_set = |name| env(name).is_some_and(|value| !value.is_empty());
    let is_known = KNOWN.iter().any(|part| term.contains(part));
    !is_set("STY") && (says || is_set("VTE_VERSION") || is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(env: &[(&str, &str)]) -> Option<Look> {
        let find = |name: &str| env.iter().find(|(key, _)| *key == name);
        Look::decide(|name| find(name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_decides() {
        let check = |env: &[(&str, &str)], name, asks| {
            let look = decide(env).expect("a theme");
            assert_eq!(
                (look.name(), look.asks_background()),
                (name, asks),
                "{env:?}"
            );
        };
        let xterm = ("TERM", "xterm-256color");
        check(&[xterm], "terminal", true);
        check(&[("TERM", "xterm-kitty")], "terminal", true);
        check(
            &[("TERM", "xterm"), ("COLORTERM", "truecolor")],
            "terminal",
            true,
        );
        check(&[("TERM", "linux")], "16", false);
        check(&[("TERM", "xterm")], "16", false);
        check(&[xterm, ("NO_COLOR", "1")], "none", false);
        check(&[("TERM", "linux"), ("NO_COLOR", "1")], "none", false);
        check(&[xterm, ("AKHBAR_THEME", "none")], "none", false);
        check(&[xterm, ("AKHBAR_THEME", "")], "terminal", true);
        for name in ["terminal", "dark", "light", "contrast", "16"] {
            check(
                &[xterm, ("AKHBAR_THEME", name), ("NO_COLOR", "1")],
                name,
                false,
            );
        }
        assert_eq!(decide(&[("AKHBAR_THEME", "Dark")]), None);
    }

    #[test]
    fn what_is_said_of_colours_is_believed_where_it_holds() {
        let check = |env: &[(&str, &str)], expected| {
            let look = decide(env).expect("a theme");
            assert_eq!((look.has_many, look.is_rgb()), expected, "{env:?}");
        };
        let all = ("COLORTERM", "truecolor");
        check(&[("TERM", "xterm-256color"), all], (true, true));
        check(&[("TERM", "xterm-256color")], (true, false));
        check(&[("TERM", "tmux-256color"), all], (true, true));
        check(&[("TERM", "xterm-kitty")], (true, true));
        check(&[("TERM", "xterm"), ("VTE_VERSION", "7006")], (true, true));
        let screen = ("STY", "1.pts-0.host");
        check(&[("TERM", "screen"), screen, all], (true, false));
        let vte = ("VTE_VERSION", "7006");
        check(
            &[("TERM", "screen.xterm-256color"), screen, vte],
            (true, false),
        );
        check(&[("TERM", "xterm")], (false, false));
    }

    #[test]
    fn the_background_decides_between_dark_and_light() {
        let mut look = decide(&[("TERM", "xterm-256color")]).expect("a theme");
        let mut check = |background, changes, name| {
            assert_eq!(look.take_background(background), changes);
            assert_eq!(look.name(), name);
        };
        check([0, 0, 0], true, "dark");
        check([0, 43, 54], false, "dark");
        check([255, 255, 255], true, "light");
        check([0x80; 3], true, "terminal");
        check([0x3F; 3], true, "dark");
        check([0xCC; 3], true, "light");
        let mut chosen = decide(&[("AKHBAR_THEME", "dark")]).expect("a theme");
        assert!(!chosen.take_background([255; 3]));
    }

    #[test]
    fn only_a_theme_that_was_asked_for_paints_the_background() {
        let look = decide(&[("AKHBAR_THEME", "dark")]).expect("a theme");
        assert!(look.theme().screen().is_some());
        let mut look = decide(&[("COLORTERM", "truecolor")]).expect("a theme");
        look.take_background([0; 3]);
        assert_eq!(look.theme().screen(), None);
    }
}
