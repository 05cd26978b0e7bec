//! Keys into messages, by one table (`assets/keys.toml`) that the help shows as well. A number
//! before a key is a count; keys may follow one another (`g g`); and letters of another keyboard
//! layout stand for the keys that they are typed with.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::mem;
use std::ops::Bound;

use serde::Deserialize;

use crate::app::{Command, Message, Pane, Purpose, State};
use crate::text::digit;
use crate::ui::help;
use crate::ui::keyboard::{Keyboard, Meant, lam_alef};
use crate::ui::typing::typing;

/// The keys of the reader, and what of a sequence of them has been pressed.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// The keys in groups, as the help shows them.
    pub groups: Vec<Group>,
    commands: BTreeMap<String, Command>,
    keyboard: Keyboard,
    pressed: Pressed,
    /// The letter that would end the program if the layout is what it seems.
    doubted: Option<char>,
}

/// Keys that belong together.
#[derive(Clone, Debug, Deserialize)]
pub struct Group {
    /// What they are for.
    pub name: String,
    /// The keys.
    pub keys: Vec<Binding>,
    /// What holds for all of them.
    pub note: Option<String>,
}

/// A command and the keys that it is given by.
#[derive(Clone, Debug, Deserialize)]
pub struct Binding {
    /// The command.
    pub command: Command,
    /// The names of the keys, each alone enough; of a sequence with blanks between.
    pub press: Vec<String>,
    /// What it does, in a few words.
    pub help: String,
}

/// The beginning of a sequence.
#[derive(Clone, Debug, Default)]
struct Pressed {
    count: Option<usize>,
    /// The names of keys, with blanks between.
    keys: String,
    /// What was typed for the last one, if that was a letter.
    letter: Option<char>,
}

/// The largest count: more than that many rows or articles is as good as the end.
const MOST: usize = 99_999;

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
            keyboard: Keyboard::default(),
            pressed: Pressed::default(),
            doubted: None,
        }
    }

    /// The same keys on a keyboard.
    pub fn on(self, keyboard: Keyboard) -> Self {
        Self { keyboard, ..self }
    }

    /// The rows that the help takes where all of it is shown.
    pub fn n_help_rows(&self) -> usize {
        help::n_rows(self)
    }

    /// What a key means where the session is; none where it means nothing, or nothing yet. Keys
    /// go by name: a character as it is, else `Enter`, `Space`, `Ctrl-d` and the like; `us_key` is
    /// the name of the same key on a US keyboard, where the terminal says so.
    pub fn message(&mut self, state: &State, key: &str, us_key: Option<&str>) -> Option<Message> {
        let doubted = self.doubted.take();
        if let Some(prompt) = &state.prompt {
            self.pressed = Pressed::default();
            let filters = matches!(prompt.purpose, Purpose::Filter { .. });
            return match key {
                // The list is moved in while it is filtered.
                "Down" | "Up" | "PageDown" | "PageUp" if filters => self.command(key),
                _ => typing(key),
            };
        }
        if key == "Esc" && self.is_pending() {
            self.pressed = Pressed::default();
            return None;
        }
        // In the details, which are short, Space opens and closes.
        if state.panes.focus == Pane::About && key == "Space" && state.help.is_none() {
            return Some(Message::Command(Command::Enter));
        }
        let (held, letter) = parts(key);
        if let Some(c) = letter.filter(|c| held.is_empty() && digit(*c).is_some())
            && state.takes_digits()
        {
            return Some(Message::Typed(c));
        }
        if held.is_empty() && letter.is_some_and(|c| self.count(c)) {
            return None;
        }
        let language = state.reader.as_ref().and_then(|r| r.article.language);
        let (name, meant) = self.name(key, us_key, language);
        let sequence = self.after_pressed(&name);
        if let Some(command) = self.commands.get(&*sequence).copied() {
            let count = mem::take(&mut self.pressed).count;
            let in_doubt = meant
                .filter(|meant| command == Command::Quit && !meant.is_sure && letter != doubted);
            if let (Some(meant), Some(c)) = (in_doubt, letter) {
                self.doubted = letter;
                return Some(Message::Notice(doubt(meant, c)));
            }
            return Some(match count.filter(|_| command.takes_count()) {
                Some(count) => Message::Counted { command, count },
                None => Message::Command(command),
            });
        }
        if self.is_begun_by(&sequence) {
            self.pressed.keys = sequence.into_owned();
            self.pressed.letter = letter;
            return None;
        }
        let pressed = mem::take(&mut self.pressed);
        let is_typed = held.is_empty() && letter.is_some();
        if !pressed.keys.is_empty() && !is_typed {
            // An arrow or Ctrl-c is meant for itself, whatever came before.
            return self.commands.get(&*name).copied().map(Message::Command);
        }
        match letter {
            Some(c) if !c.is_ascii() => Some(Message::UnknownLetter),
            _ if !pressed.keys.is_empty() => Some(Message::Notice(format!(
                "{sequence}: there are no such keys"
            ))),
            _ => None,
        }
    }

    /// Whether more keys are to come.
    pub fn is_pending(&self) -> bool {
        self.pressed.count.is_some() || !self.pressed.keys.is_empty()
    }

    /// What has been pressed, and what can follow; none where nothing waits for more.
    pub fn hint(&self) -> Option<String> {
        if !self.is_pending() {
            return None;
        }
        let Pressed { count, keys, .. } = &self.pressed;
        let mut hint = count.map_or_else(String::new, |count| format!("{count} "));
        let bindings = || self.groups.iter().flat_map(|group| &group.keys);
        if let (Some(count), true) = (count, keys.is_empty()) {
            hint.push_str("times:");
            let is_end =
                |binding: &&Binding| matches!(binding.command, Command::Top | Command::Bottom);
            let is_repeated = |command: Command| command.takes_count() && !command.needs_cursor();
            let repeated = bindings().filter(|binding| is_repeated(binding.command));
            for binding in repeated.filter(|binding| !is_end(binding)) {
                hint.push_str(&format!(" {}", self.label(&binding.press[0])));
            }
            let end = bindings().find(|binding| binding.command == Command::Bottom);
            if let Some(end) = end {
                let label = self.label(&end.press[0]);
                hint.push_str(&format!(
                    " · {label} to article {count}, to {count} per cent"
                ));
            }
        } else {
            hint.push_str(&self.label(keys));
            let mut mark = " ";
            for binding in bindings() {
                let next = binding.press.iter().find_map(|press| after(press, keys));
                if let Some(next) = next {
                    let label = self.label(next);
                    hint.push_str(&format!("{mark} {label} {}", binding.help));
                    mark = " ·";
                }
            }
        }
        Some(hint + " · Esc drops it")
    }

    /// The name of a key or of a sequence, each letter with what is printed on the user's key
    /// where that is known to be another.
    pub(crate) fn label(&self, press: &str) -> String {
        let mut label = String::new();
        for key in press.split(' ') {
            if !label.is_empty() {
                label.push(' ');
            }
            label.push_str(key);
            let (held, letter) = parts(key);
            let printed = letter.and_then(|letter| self.keyboard.printed(letter));
            if let Some(printed) = printed.filter(|_| held.is_empty()) {
                label.push_str(&format!(" ({printed})"));
            }
        }
        label
    }

    /// Takes a digit of any script into the count; says whether it is one.
    fn count(&mut self, c: char) -> bool {
        let Some(digit) = digit(c).filter(|_| self.pressed.keys.is_empty()) else {
            return false;
        };
        if digit == 0 && self.pressed.count.is_none() {
            return false;
        }
        let count = self.pressed.count.unwrap_or(0) * 10 + digit as usize;
        self.pressed.count = Some(count.min(MOST));
        true
    }

    /// The name of a key on a US keyboard, and which layout says so if one had to.
    fn name<'a>(
        &mut self,
        key: &'a str,
        us_key: Option<&'a str>,
        language: Option<&str>,
    ) -> (Cow<'a, str>, Option<Meant>) {
        let (held, Some(letter)) = parts(key) else {
            return (Cow::Borrowed(key), None);
        };
        if letter.is_ascii_lowercase() && held.is_empty() {
            self.keyboard.put_off();
        }
        if let Some(digit) = digit(letter) {
            return (Cow::Owned(format!("{held}{digit}")), None);
        }
        if let Some(us_key) = us_key.filter(|_| !letter.is_ascii() || self.keyboard.is_on()) {
            return (Cow::Borrowed(us_key), None);
        }
        let mut letter = letter;
        if let Some(joined) = self.pressed.letter.and_then(|lam| lam_alef(lam, letter)) {
            // One key that is sent as two letters: the first was none of its own.
            self.pressed.keys.clear();
            self.pressed.letter = None;
            letter = joined;
        }
        let (commands, pressed) = (&self.commands, &self.pressed.keys);
        let is_key = |key: char| {
            let name = format!("{held}{key}");
            let name = join(pressed, &name);
            commands.contains_key(&*name) || begins(commands, &name)
        };
        let meant = if !letter.is_ascii() {
            self.keyboard.read(letter, language, is_key)
        } else if self.keyboard.is_on() || self.keyboard.is_chosen() && !is_key(letter) {
            self.keyboard.read_ascii(letter, language, is_key)
        } else {
            None
        };
        match meant {
            Some(meant) => (Cow::Owned(format!("{held}{}", meant.key)), Some(meant)),
            None => (Cow::Borrowed(key), None),
        }
    }

    fn after_pressed<'a>(&self, name: &'a str) -> Cow<'a, str> {
        join(&self.pressed.keys, name)
    }

    fn is_begun_by(&self, sequence: &str) -> bool {
        begins(&self.commands, sequence)
    }

    fn command(&self, key: &str) -> Option<Message> {
        self.commands.get(key).copied().map(Message::Command)
    }
}

fn join<'a>(pressed: &str, name: &'a str) -> Cow<'a, str> {
    match pressed {
        "" => Cow::Borrowed(name),
        _ => Cow::Owned(format!("{pressed} {name}")),
    }
}

/// Whether a sequence begins with these keys and goes on.
fn begins(commands: &BTreeMap<String, Command>, keys: &str) -> bool {
    // A blank comes before all that names hold.
    let mut later = commands.range::<str, _>((Bound::Excluded(keys), Bound::Unbounded));
    later
        .next()
        .is_some_and(|(press, _)| after(press, keys).is_some())
}

/// What follows `keys` in a sequence that begins with them.
fn after<'a>(press: &'a str, keys: &str) -> Option<&'a str> {
    press.strip_prefix(keys)?.strip_prefix(' ')
}

/// What is held down, and the character; none where the key has a name.
fn parts(key: &str) -> (&str, Option<char>) {
    let name_at =
        ["Ctrl-", "Alt-", "Shift-"]
            .iter()
            .fold(0, |at, held| match key[at..].strip_prefix(held) {
                Some("") | None => at,
                Some(_) => at + held.len(),
            });
    let (held, name) = key.split_at(name_at);
    let mut chars = name.chars();
    (held, chars.next().filter(|_| chars.next().is_none()))
}

fn doubt(meant: Meant, letter: char) -> String {
    let Meant { key, title, .. } = meant;
    format!("Leave? On the keyboard {title}, {letter} is {key}: once more leaves")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What keys with blanks between come to: the messages, shortly.
    fn messages(keymap: &mut Keymap, keys: &str) -> String {
        let state = State::default();
        let messages = keys.split(' ').filter_map(|key| {
            Some(match keymap.message(&state, key, None)? {
                Message::Command(command) => format!("{command:?}"),
                Message::Counted { command, count } => format!("{command:?}*{count}"),
                Message::UnknownLetter => "unknown".into(),
                Message::Notice(notice) => notice,
                message => panic!("{message:?}"),
            })
        });
        messages.collect::<Vec<_>>().join(" ")
    }

    fn check(keys: &str, expected: &str) {
        let mut keymap = Keymap::bundled();
        assert_eq!(messages(&mut keymap, keys), expected, "{keys}");
        assert!(!keymap.is_pending(), "{keys}");
    }

    fn presses(keymap: &Keymap) -> impl Iterator<Item = &String> {
        let bindings = keymap.groups.iter().flat_map(|group| &group.keys);
        bindings.flat_map(|binding| &binding.press)
    }

    #[test]
    fn every_key_means_one_thing() {
        let keymap = Keymap::bundled();
        assert_eq!(presses(&keymap).count(), keymap.commands.len());
        for press in presses(&keymap) {
            assert!(!begins(&keymap.commands, press), "{press} comes to nothing");
            let is_digit = |c: char| digit(c).is_some();
            assert!(!press.starts_with(is_digit), "{press} would be a count");
            // Lam and an alef are two keys here, and one under Arabic layouts.
            let is_lam_alef = ["g h", "g H", "g N", "g Y", "g j"].contains(&press.as_str());
            assert!(!is_lam_alef, "{press}");
        }
    }

    #[test]
    fn arrows_and_their_like_are_enough() {
        const ENOUGH: [&str; 14] = [
            "Up", "Down", "Left", "Right", "Enter", "Esc", "Space", "Tab", "BackTab", "PageUp",
            "PageDown", "Home", "End", "F10",
        ];
        let (keymap, mut state) = (Keymap::bundled(), State::default());
        for command in [
            Command::Down,
            Command::Up,
            Command::PageDown,
            Command::PageUp,
            Command::Top,
            Command::Bottom,
            Command::Enter,
            Command::Back,
            Command::NextPane,
            Command::PreviousPane,
            Command::Quit,
        ] {
            let found = ENOUGH
                .iter()
                .any(|key| keymap.commands.get(*key) == Some(&command));
            assert!(found, "{command:?}");
        }
        for command in [
            Command::Help,
            Command::Search,
            Command::NextMatch,
            Command::PreviousMatch,
        ] {
            let is_plain = |press: &&String| press.strip_prefix('F').is_some_and(|n| n.len() == 1);
            let mut plain = presses(&keymap).filter(is_plain);
            assert!(
                plain.any(|key| keymap.commands[key] == command),
                "{command:?}"
            );
        }
        // They are that in the prompt as well.
        state.prompt = Some(crate::app::Prompt::default());
        for key in ["Enter", "Esc", "Left", "Right", "Home", "End", "Space"] {
            let mut keymap = keymap.clone();
            assert!(keymap.message(&state, key, None).is_some(), "{key}");
        }
    }

    #[test]
    fn a_number_is_a_count() {
        check("5 j", "Down*5");
        check("1 2 0 k", "Up*120");
        check("٣ j ۱ ۰ Space", "Down*3 PageDown*10");
        check("5 q", "Quit");
        check("0 j", "Down");
        check("3 Down", "Down*3");
        check("3 Esc j", "Down");
        check("3 a j", "Down");
        check("2 0 G 2 g g", "Bottom*20 Top*2");
        check(
            "9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 j",
            "Down*99999",
        );
        check("Alt-1 Alt-٢ Alt-۳", "List Article About");
    }

    #[test]
    fn keys_follow_one_another() {
        check("g g", "Top");
        check("w l w a w d", "List Article About");
        check("g Esc j", "Down");
        check("g x j", "g x: there are no such keys Down");
        check("g Down", "Down");
        check("g Ctrl-c", "Quit");
        check("g F5 j", "Down");
        check("2 g Ctrl-x j", "Down");
    }

    #[test]
    fn what_can_follow_is_said() {
        let mut keymap = Keymap::bundled();
        assert_eq!(keymap.hint(), None);
        messages(&mut keymap, "g");
        let hint = keymap.hint().unwrap();
        assert!(
            hint.starts_with("g  g to the beginning · n next article that"),
            "{hint}"
        );
        messages(&mut keymap, "Esc 1 2");
        let expected = "12 times: j k Space b d u J K n N · G to article 12, to 12 per cent · Esc";
        assert!(keymap.hint().unwrap().starts_with(expected));
        messages(&mut keymap, "w");
        let hint = keymap.hint().unwrap();
        assert!(
            hint.starts_with("12 w  l show or hide the list · a go to"),
            "{hint}"
        );
    }

    #[test]
    fn a_terminal_that_names_the_key_is_believed() {
        let (mut keymap, state) = (Keymap::bundled(), State::default());
        let mut check = |key: &str, us_key: &str, expected: Option<Command>| {
            let found = match keymap.message(&state, key, Some(us_key)) {
                Some(Message::Command(command)) => Some(command),
                _ => None,
            };
            assert_eq!(found, expected, "{key} {us_key}");
        };
        check("ض", "q", Some(Command::Quit));
        check("Ctrl-ي", "Ctrl-d", Some(Command::HalfDown));
        // On a French keyboard q is where a is, and means q.
        check("q", "a", Some(Command::Quit));
        check("ל", "k", Some(Command::Up));
    }

    #[test]
    fn letters_are_text_at_the_prompt_only() {
        let mut keymap = Keymap::bundled();
        let mut state = State::default();
        messages(&mut keymap, "3 g");
        state.prompt = Some(crate::app::Prompt::default());
        for letter in ['q', 'ت', '3', '٣', 'g'] {
            let message = keymap.message(&state, &letter.to_string(), None);
            assert!(matches!(message, Some(Message::Typed(c)) if c == letter));
            assert!(!keymap.is_pending());
        }
        let space = keymap.message(&state, "Space", None);
        assert!(matches!(space, Some(Message::Typed(' '))));
        assert!(keymap.message(&state, "F12", None).is_none());
        // What was typed there says nothing about the keyboard.
        state.prompt = None;
        assert_eq!(keymap.label("j"), "j");
    }

    #[test]
    fn names_of_keys_have_parts() {
        let check = |key, expected| assert_eq!(parts(key), expected, "{key}");
        check("j", ("", Some('j')));
        check("Ctrl-d", ("Ctrl-", Some('d')));
        check("Ctrl-Alt-ش", ("Ctrl-Alt-", Some('ش')));
        check("-", ("", Some('-')));
        check("Ctrl--", ("Ctrl-", Some('-')));
        check("Ctrl-", ("", None));
        check("Shift-F3", ("Shift-", None));
        check("", ("", None));
    }

    proptest! {
        #[test]
        fn no_name_of_a_key_fails(keys in prop::collection::vec(".{0,3}|[ -~ا-يא-ת]|(Ctrl|Alt)-.", 0..20)) {
            for name in ["", "ar", "fa", "ur", "he"] {
                let mut keymap = Keymap::bundled().on(Keyboard::named(name).unwrap());
                let state = State::default();
                for key in &keys {
                    keymap.message(&state, key, None);
                    keymap.hint();
                }
            }
        }
    }
}
