//! Keys into messages, by one table (`assets/keys.toml`) that the help shows as well.

use std::collections::HashMap;

use serde::Deserialize;

use crate::app::{Command, Edit, Message, State};
use crate::ui::help;

/// The keys of the reader.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// The keys in groups, as the help shows them.
    pub groups: Vec<Group>,
    commands: HashMap<String, Command>,
}

/// Keys that belong together.
#[derive(Clone, Debug, Deserialize)]
pub struct Group {
    /// What they are for.
    pub name: String,
    /// The keys.
    pub keys: Vec<Binding>,
}

/// A command and the keys that it is given by.
#[derive(Clone, Debug, Deserialize)]
pub struct Binding {
    /// The command.
    pub command: Command,
    /// The names of the keys; each alone is enough.
    pub press: Vec<String>,
    /// What it does, in a few words.
    pub help: String,
}

#[derive(Deserialize)]
struct Table {
    group: Vec<Group>,
}

impl Keymap {
    /// The bundled keys.
    pub fn bundled() -> Self {
        let table: Table = toml::from_str(include_str!("../../assets/keys.toml"))
            .expect("the bundled keys are read by a test");
        let commands = table
            .group
            .iter()
            .flat_map(|group| &group.keys)
            .flat_map(|binding| {
                binding
                    .press
                    .iter()
                    .map(|key| (key.clone(), binding.command))
            })
            .collect();
        Self {
            groups: table.group,
            commands,
        }
    }

    /// The rows that the help takes where all of it is shown.
    pub fn n_help_rows(&self) -> usize {
        help::n_rows(self)
    }

    /// What a key means where the session is; none where it means nothing. Keys go by name:
    /// a character as it is, else `Enter`, `Space`, `Ctrl-d` and the like.
    pub fn message(&self, state: &State, key: &str) -> Option<Message> {
        if state.prompt.is_some() {
            return typing(key);
        }
        if let Some(command) = self.commands.get(key) {
            return Some(Message::Command(*command));
        }
        let mut chars = key.chars();
        let letter = chars
            .next()
            .filter(|c| !c.is_ascii() && chars.next().is_none());
        letter.map(|_| Message::UnknownLetter)
    }
}

/// What a key means while something is typed.
fn typing(key: &str) -> Option<Message> {
    let edit = match key {
        "Enter" => Edit::Accept,
        "Esc" | "Ctrl-c" | "Ctrl-g" => Edit::Cancel,
        "Backspace" | "Ctrl-h" => Edit::Backspace,
        "Delete" | "Ctrl-d" => Edit::Delete,
        "Ctrl-w" => Edit::DeleteWord,
        "Ctrl-u" => Edit::DeleteAll,
        "Left" | "Ctrl-b" => Edit::Left,
        "Right" | "Ctrl-f" => Edit::Right,
        "Home" | "Ctrl-a" => Edit::Home,
        "End" | "Ctrl-e" => Edit::End,
        "Up" | "Ctrl-p" => Edit::Earlier,
        "Down" | "Ctrl-n" => Edit::Later,
        "Ctrl-t" => Edit::Spelling,
        "Ctrl-r" => Edit::Regex,
        "Ctrl-o" => Edit::Whole,
        "Space" => return Some(Message::Typed(' ')),
        "Ctrl-z" => return Some(Message::Command(Command::Suspend)),
        "Ctrl-l" => return Some(Message::Command(Command::Redraw)),
        _ => {
            let mut chars = key.chars();
            return match (chars.next(), chars.next()) {
                (Some(c), None) => Some(Message::Typed(c)),
                _ => None,
            };
        }
    };
    Some(Message::Edit(edit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_means_one_thing() {
        let keymap = Keymap::bundled();
        let n_keys: usize = keymap
            .groups
            .iter()
            .flat_map(|group| &group.keys)
            .map(|binding| binding.press.len())
            .sum();
        assert_eq!(n_keys, keymap.commands.len());
    }

    #[test]
    fn letters_are_text_at_the_prompt_only() {
        let keymap = Keymap::bundled();
        let mut state = State::default();
        let quit = keymap.message(&state, "q");
        assert!(matches!(quit, Some(Message::Command(Command::Quit))));
        assert!(matches!(
            keymap.message(&state, "ق"),
            Some(Message::UnknownLetter)
        ));
        assert!(keymap.message(&state, "F12").is_none());
        state.prompt = Some(crate::app::Prompt::default());
        assert!(matches!(
            keymap.message(&state, "q"),
            Some(Message::Typed('q'))
        ));
        assert!(matches!(
            keymap.message(&state, "Space"),
            Some(Message::Typed(' '))
        ));
        assert!(matches!(
            keymap.message(&state, "Esc"),
            Some(Message::Edit(Edit::Cancel))
        ));
        assert!(keymap.message(&state, "F12").is_none());
    }
}
