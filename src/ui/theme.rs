//! How each role looks: a table from `assets/themes/`, by the names of the roles. A name that the
//! table does not have falls back on what it begins with (`match-current`, `match`), at last on
//! `body`.

use std::collections::HashMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::layout::Role;

/// The styles of all roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    styles: HashMap<String, Style>,
    /// What every style is laid over.
    screen: Style,
}

/// The bundled themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// The colours of the terminal itself, for backgrounds of any colour.
    Terminal,
    /// For dark backgrounds.
    Dark,
    /// For light ones.
    Light,
    /// Contrast as high as it gets.
    Contrast,
    /// For terminals of 16 colours.
    Sixteen,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Entry {
    fg: Option<Color>,
    bg: Option<Color>,
    bold: bool,
    dim: bool,
    italic: bool,
    crossed_out: bool,
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
        Self::new(Scheme::Terminal, abilities, false)
    }

    /// A bundled theme; where it is `painted`, on a background of its own.
    pub fn new(scheme: Scheme, abilities: Abilities, painted: bool) -> Self {
        let table: HashMap<String, Entry> =
            toml::from_str(scheme.source()).expect("the bundled themes are read by a test");
        let screen = table.get("screen").filter(|_| painted && abilities.colour);
        let screen = screen.map_or_else(Style::new, |entry| entry.style(abilities));
        let styles = table
            .into_iter()
            .map(|(role, entry)| (role, screen.patch(entry.style(abilities))));
        Self {
            styles: styles.collect(),
            screen,
        }
    }

    /// The style of what no role is painted on; none where it is the terminal's own.
    pub(crate) fn screen(&self) -> Option<Style> {
        Some(self.screen).filter(|screen| *screen != Style::new())
    }

    /// The style of a role.
    pub(crate) fn style(&self, role: &str) -> Style {
        let mut name = role;
        loop {
            if let Some(style) = self.styles.get(name) {
                return *style;
            }
            name = match name.rsplit_once('-') {
                Some((head, _)) => head,
                None if name != "body" => "body",
                None => return self.screen,
            };
        }
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

impl Scheme {
    /// Every bundled theme.
    pub const ALL: [Self; 5] = [
        Self::Terminal,
        Self::Dark,
        Self::Light,
        Self::Contrast,
        Self::Sixteen,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::Sixteen => "16",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::Terminal => include_str!("../../assets/themes/terminal.toml"),
            Self::Dark => include_str!("../../assets/themes/dark.toml"),
            Self::Light => include_str!("../../assets/themes/light.toml"),
            Self::Contrast => include_str!("../../assets/themes/contrast.toml"),
            Self::Sixteen => include_str!("../../assets/themes/16.toml"),
        }
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
        // Terminals dim as they like: a colour that was chosen for its contrast stays as it is.
        let is_chosen = matches!(style.fg, Some(Color::Indexed(_)));
        for (on, modifier) in [
            (self.bold && abilities.bold, Modifier::BOLD),
            (self.dim && !is_chosen, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
            (self.crossed_out, Modifier::CROSSED_OUT),
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
    use crate::ui::look::luminance;

    const EVERYTHING: Abilities = Abilities {
        colour: true,
        bold: true,
    };

    #[test]
    fn every_theme_tells_states_apart_without_colour_and_without_bold() {
        for scheme in Scheme::ALL {
            for (colour, bold) in [(true, true), (false, true), (true, false), (false, false)] {
                let theme = Theme::new(scheme, Abilities { colour, bold }, false);
                // Unread articles and the pane with the focus have signs of their own besides.
                for (a, b) in [
                    ("match", "match-current"),
                    ("match", "body"),
                    ("selected", "list-title"),
                    ("selected", "selected-idle"),
                    ("removed", "body"),
                    ("deleted", "body"),
                    ("emphasis", "body"),
                    ("link", "body"),
                    ("link", "match"),
                    ("link-number", "link"),
                    ("caret", "prompt"),
                ] {
                    assert_ne!(
                        theme.style(a),
                        theme.style(b),
                        "{a} {b} {scheme:?} {colour} {bold}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_role_falls_back_on_what_its_name_begins_with() {
        let style = |fg| Style::new().fg(fg);
        let styles = [("match", Color::Red), ("body", Color::Blue)];
        let mut theme = Theme {
            styles: styles.map(|(role, fg)| (role.to_owned(), style(fg))).into(),
            screen: style(Color::White),
        };
        assert_eq!(theme.style("match-current-first"), style(Color::Red));
        assert_eq!(theme.style("list-title"), style(Color::Blue));
        theme.styles.remove("body");
        assert_eq!(theme.style("list-title"), style(Color::White));
    }

    /// The colours of the 256 that terminals agree on.
    fn rgb(colour: Color) -> [u8; 3] {
        let Color::Indexed(index @ 16..) = colour else {
            panic!("{colour:?} is not the same everywhere");
        };
        let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
        match index {
            232.. => [8 + 10 * (index - 232); 3],
            _ => {
                let index = index - 16;
                [level(index / 36), level(index / 6 % 6), level(index % 6)]
            }
        }
    }

    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    /// What is drawn and not read.
    const DRAWN: [&str; 3] = ["rule", "rule-focus", "scroll-thumb"];

    #[test]
    fn text_stands_out_from_its_background() {
        // Dark and light stand on any background that they are chosen for, and on their own; the
        // terminal's own colours are the user's choice, and nobody knows them.
        let check = |scheme: Scheme, least: f64, grounds: &[[u8; 3]]| {
            for painted in [true, false] {
                let theme = Theme::new(scheme, EVERYTHING, painted);
                for (role, style) in &theme.styles {
                    if DRAWN.contains(&role.as_str()) {
                        continue;
                    }
                    assert!(!style.add_modifier.contains(Modifier::DIM) || style.fg.is_none());
                    let grounds = match style.bg {
                        Some(bg) => vec![rgb(bg)],
                        None => grounds.to_vec(),
                    };
                    for ground in grounds {
                        let Some(fg) = style.fg else { continue };
                        let found = contrast(rgb(fg), ground);
                        assert!(found >= least, "{scheme:?} {role}: {found} on {ground:?}");
                    }
                }
            }
        };
        check(Scheme::Dark, 4.5, &[[0; 3], [0x3F; 3], [0, 0x2B, 0x36]]);
        check(
            Scheme::Light,
            4.5,
            &[[255; 3], [0xCC; 3], [0xFD, 0xF6, 0xE3]],
        );
        check(Scheme::Contrast, 7.0, &[[0; 3]]);
    }

    #[test]
    fn pairs_of_the_sixteen_colours_stand_out_in_every_palette() {
        // xterm's and that of the PC's text mode.
        let named = |colour: Color| -> [[u8; 3]; 2] {
            match colour {
                Color::Black => [[0; 3], [0; 3]],
                Color::Cyan => [[0, 205, 205], [0, 170, 170]],
                Color::Green => [[0, 205, 0], [0, 170, 0]],
                other => panic!("{other:?} is not looked into"),
            }
        };
        let theme = Theme::new(Scheme::Sixteen, EVERYTHING, false);
        for (role, style) in &theme.styles {
            let (Some(fg), Some(bg)) = (style.fg, style.bg) else {
                assert!(
                    style.fg.is_none() && style.bg.is_none(),
                    "{role} is no pair"
                );
                continue;
            };
            for (fg, bg) in named(fg).into_iter().zip(named(bg)) {
                assert!(contrast(fg, bg) >= 4.5, "{role}");
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
