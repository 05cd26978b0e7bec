//! What the user chose for terminals that were not known: in, names; out, the profile for the
//! terminal that this is, which goes by what it says of itself.

use std::collections::HashMap;

use crate::term::{
    answer::{Heard, SCREEN},
    profile::Profile,
};

/// Profiles that were chosen, by the terminals that they are for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(HashMap<String, Profile>);

impl Chosen {
    /// Profiles by their names. What is no profile of this version is passed over.
    pub fn named<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let known = |(terminal, name): (&str, &str)| {
            Some((terminal.to_owned(), Profile::named(name).ok()?))
        };
        Self(names.into_iter().filter_map(known).collect())
    }

    /// What was chosen for a terminal.
    pub(crate) fn of(&self, terminal: &str) -> Option<Profile> {
        self.0.get(terminal).copied()
    }

    /// Chooses another profile for a terminal.
    pub(crate) fn set(&mut self, terminal: String, profile: Profile) {
        self.0.insert(terminal, profile);
    }
}

/// What a terminal is remembered by: its name without the version (XTVERSION), else its secondary
/// device attributes, else `TERM`; with the multiplexer that it runs, if any. It is the same at each
/// start, and of a bounded length.
pub(crate) fn terminal(set: &impl Fn(&str) -> Option<String>, heard: &Heard) -> String {
    const LONGEST: usize = 40;
    let name = |version: &String| {
        let end = version.find([' ', '(']).unwrap_or(version.len());
        version[..end].chars().take(LONGEST).collect::<String>()
    };
    let numbers = |[a, b, c]: [u32; 3]| format!("DA2 {a};{b};{c}");
    let is_screen = matches!(heard.kind, Some([SCREEN, ..]));
    let kind = if is_screen {
        heard.kind_around
    } else {
        heard.kind
    };
    let own = heard.version.as_ref().map(name);
    let own = own.filter(|name| !name.is_empty());
    let own = own.or_else(|| kind.map(numbers));
    let outer = heard.outer.as_ref().map(|outer| name(&outer.version));
    let parts = [is_screen.then(|| "screen".to_owned()), own, outer];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => name(&set("TERM").unwrap_or_default()),
        false => parts.join(" in "),
    }
}
