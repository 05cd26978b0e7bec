//! The line at which a search or a filter is typed: its text and caret, both in logical order.

use crate::app::filter::Filter;
use crate::app::message::Edit;
use crate::app::panes::Pane;
use crate::app::query::Query;
use crate::app::search::Search;
use crate::layout::{Anchor, Spot};
use crate::text::{Direction, clean, first_cluster, first_strong, last_cluster};

/// Something being typed.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    /// What has been typed.
    pub text: String,
    /// The byte before which the next character goes.
    pub caret: usize,
    /// The pane that had the focus when the prompt was opened.
    pub focus: Pane,
    /// Where the reader was when the prompt was opened.
    pub origin: Option<Anchor>,
    /// The row at the top then.
    pub top: Spot,
    /// The search before this one.
    pub previous: Option<Search>,
    /// How the words are meant; its own words are not used.
    pub meant: Query,
    /// Which of the earlier words are shown, counted from the latest; none while new ones are
    /// typed.
    pub recalled: Option<usize>,
    /// What is typed at it.
    pub purpose: Purpose,
}

/// What a prompt is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Words to find in the article.
    #[default]
    Find,
    /// Words to filter the list by.
    Filter {
        /// The filter before this one.
        before: Option<Filter>,
        /// The item that was selected when the prompt was opened.
        selected: usize,
    },
}

impl Prompt {
    /// What is looked for.
    pub(crate) fn query(&self) -> Query {
        Query {
            words: self.text.clone(),
            ..self.meant.clone()
        }
    }

    /// Shows other words, with the caret at their end.
    pub(crate) fn show(&mut self, words: &str) {
        self.text = words.to_owned();
        self.caret = self.text.len();
    }

    /// Puts text at the caret, on one line and without controls.
    pub fn insert(&mut self, text: &str) {
        const LONGEST: usize = 1000;
        let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let clean: String = clean(text).chars().map(blank).take(room).collect();
        self.text.insert_str(self.caret, &clean);
        self.caret += clean.len();
    }

    /// Moves the caret or takes text away. Accepting and cancelling are not for the prompt.
    pub fn edit(&mut self, edit: Edit) {
        let rtl = first_strong(&self.text) == Some(Direction::Rtl);
        match edit {
            Edit::Left if rtl => self.caret = self.after(),
            Edit::Left => self.caret = self.before(),
            Edit::Right if rtl => self.caret = self.before(),
            Edit::Right => self.caret = self.after(),
            Edit::Home => self.caret = 0,
            Edit::End => self.caret = self.text.len(),
            // One character, not one cluster: a wrong vowel sign is taken from its letter.
            Edit::Backspace => {
                let last = self.text[..self.caret].chars().next_back();
                self.remove(self.caret - last.map_or(0, char::len_utf8), self.caret);
            }
            Edit::Delete => self.remove(self.caret, self.after()),
            Edit::DeleteWord => {
                let head = self.text[..self.caret].trim_end();
                let start = head.rfind(char::is_whitespace);
                self.remove(start.map_or(0, |at| at + 1), self.caret);
            }
            Edit::DeleteAll => self.remove(0, self.caret),
            // What is not about the text is done by whoever opened the prompt.
            _ => {}
        }
    }

    fn before(&self) -> usize {
        self.caret - last_cluster(&self.text[..self.caret]).len()
    }

    fn after(&self) -> usize {
        self.caret + first_cluster(&self.text[self.caret..]).len()
    }

    fn remove(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.caret = from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_in_and_out_at_the_caret() {
        let mut prompt = Prompt::default();
        let mut check = |edit: Option<Edit>, typed: &str, expected: (&str, usize)| {
            edit.into_iter().for_each(|edit| prompt.edit(edit));
            prompt.insert(typed);
            assert_eq!(
                (prompt.text.as_str(), prompt.caret),
                expected,
                "{edit:?} {typed:?}"
            );
        };
        check(None, "ab", ("ab", 2));
        check(Some(Edit::Left), "x", ("axb", 2));
        check(Some(Edit::Backspace), "", ("ab", 1));
        check(Some(Edit::Delete), "", ("a", 1));
        check(Some(Edit::End), " new\n\u{1b}[31mword", ("a new word", 10));
        check(Some(Edit::DeleteWord), "", ("a new ", 6));
        check(Some(Edit::DeleteAll), "", ("", 0));
        check(None, "كِ", ("كِ", 4));
        check(Some(Edit::Backspace), "", ("ك", 2));
        check(Some(Edit::Right), "ل", ("لك", 2));
        check(Some(Edit::Left), "", ("لك", 4));
    }
}
