//! Keys while something is typed: letters are text in every layout, and the others edit it.

use crate::app::{Command, Edit, Message};

/// What a key means at the prompt.
pub(crate) fn typing(key: &str) -> Option<Message> {
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
