//! How each role looks: a table from `assets/themes/`, by the names of the roles.

use std::collections::HashMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::layout::Role;

/// The styles of all roles.
#[derive(Clone, Debug)]
pub struct Theme {
    styles: HashMap<String, Style>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Entry {
    fg: Option<Color>,
    bg: Option<Color>,
    bold: bool,
    dim: bool,
    underlined: bool,
    reversed: bool,
}

/// What the terminal can do for a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// Whether colours are wanted; without them bold, dim and the like remain.
    pub colour: bool,
    /// Whether bold letters are safe.
    pub bold: bool,
}

impl Abilities {
    /// Decides from the environment that `env` looks up: by `NO_COLOR` (no-color.org), and by the
    /// kind of terminal. rxvt takes bold letters from another font and shows boxes for those of
    /// Urdu and Persian that are missing there.
    pub fn decide(env: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            colour: env("NO_COLOR").is_none_or(|value| value.is_empty()),
            bold: env("TERM").is_none_or(|name| !name.starts_with("rxvt")),
        }
    }
}

impl Theme {
    /// The theme of the terminal's own colours.
    pub fn terminal(abilities: Abilities) -> Self {
        let table: HashMap<String, Entry> =
            toml::from_str(include_str!("../../assets/themes/terminal.toml"))
                .expect("the bundled theme is read by a test");
        let styles = table
            .into_iter()
            .map(|(role, entry)| (role, entry.style(abilities)));
        Self {
            styles: styles.collect(),
        }
    }

    /// The style of a role; the plain one for a role that the theme does not name.
    pub(crate) fn style(&self, role: &str) -> Style {
        self.styles.get(role).copied().unwrap_or_default()
    }

    /// The style of a row.
    pub(crate) fn row(&self, role: Role) -> Style {
        self.style(match role {
            Role::Title => "title",
            Role::Subtitle => "subtitle",
            Role::Byline => "byline",
            Role::Body => "body",
            Role::Heading => "heading",
            Role::Caption => "caption",
            Role::Removed => "removed",
            Role::Label => "label",
            Role::Value => "value",
        })
    }
}

impl Entry {
    fn style(&self, abilities: Abilities) -> Style {
        let mut style = Style::new();
        if abilities.colour {
            style.fg = self.fg;
            style.bg = self.bg;
        }
        // A background says something: without colours it is said by reversing.
        let reversed = self.reversed || !abilities.colour && self.bg.is_some();
        for (on, modifier) in [
            (self.bold && abilities.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.underlined, Modifier::UNDERLINED),
            (reversed, Modifier::REVERSED),
        ] {
            if on {
                style = style.add_modifier(modifier);
            }
        }
        style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_theme_tells_states_apart_without_colour_and_without_bold() {
        for (colour, bold) in [(true, true), (false, true), (true, false)] {
            let theme = Theme::terminal(Abilities { colour, bold });
            // Unread articles and the pane with the focus have signs of their own besides.
            for (a, b) in [
                ("match", "match-current"),
                ("match", "body"),
                ("selected", "list-title"),
                ("selected", "selected-idle"),
                ("removed", "body"),
            ] {
                assert_ne!(theme.style(a), theme.style(b), "{a} {b} {colour} {bold}");
            }
        }
    }

    #[test]
    fn the_environment_decides_what_is_used() {
        let check = |name: &str, value: &str, colour, bold| {
            let env = |asked: &str| (asked == name).then(|| value.to_owned());
            assert_eq!(
                Abilities::decide(env),
                Abilities { colour, bold },
                "{name}={value}"
            );
        };
        check("TERM", "xterm-256color", true, true);
        check("TERM", "rxvt-unicode-256color", true, false);
        check("NO_COLOR", "1", false, true);
        check("NO_COLOR", "", true, true);
    }
}
