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
    italic: bool,
    underlined: bool,
    reversed: bool,
}

impl Theme {
    /// The theme of the terminal's own colours; `colour` off leaves only bold, dim and the like.
    pub fn terminal(colour: bool) -> Self {
        let table: HashMap<String, Entry> =
            toml::from_str(include_str!("../../assets/themes/terminal.toml"))
                .expect("the bundled theme is read by a test");
        let styles = table
            .into_iter()
            .map(|(role, entry)| (role, entry.style(colour)));
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
    fn style(&self, colour: bool) -> Style {
        let mut style = Style::new();
        if colour {
            style.fg = self.fg;
            style.bg = self.bg;
        }
        // A background says something: without colours it is said by reversing.
        let reversed = self.reversed || !colour && self.bg.is_some();
        for (on, modifier) in [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
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
    fn the_bundled_theme_tells_states_apart_without_colour() {
        for colour in [true, false] {
            let theme = Theme::terminal(colour);
            for (a, b) in [
                ("match", "match-current"),
                ("match", "body"),
                ("selected", "list-title"),
                ("selected", "selected-idle"),
                ("list-title", "list-unread"),
                ("rule", "rule-focus"),
                ("removed", "body"),
            ] {
                assert_ne!(theme.style(a), theme.style(b), "{a} {b} {colour}");
            }
        }
    }
}
