//! What an entry of a feed says, as written: names sorted into what they are for, the surest of each
//! first, and all that is for nothing beside them.

use crate::article::feed::element::has_tags;
use crate::article::page::lines;
use crate::article::to_html::escape_html;
use crate::text::one_line;

/// What an entry says.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// On one line, safe to show.
    pub(crate) title: Option<String>,
    /// All of its text.
    pub(crate) body: Option<Text>,
    /// The beginning of it, or what it is about.
    pub(crate) summary: Option<Text>,
    pub(crate) authors: Vec<String>,
    /// Names and values, the surest first.
    pub(crate) times: Vec<(String, String)>,
    /// Where it is on the web, the surest first.
    pub(crate) links: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) picture: Option<String>,
    /// The words that stand for it.
    pub(crate) picture_words: String,
    /// Where it was taken over from.
    pub(crate) outlet: Option<String>,
    pub(crate) language: Option<String>,
    /// What its links are relative to.
    pub(crate) base: Option<String>,
    /// Names and values of all else, on one line each.
    pub(crate) others: Vec<(String, String)>,
}

/// A text, in HTML or not.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) source: String,
    pub(crate) is_html: bool,
}

impl Entry {
    /// Keeps what is of no use, where there is anything.
    pub(crate) fn keep(&mut self, name: &str, value: &str) {
        let value = one_line(value);
        if !value.is_empty() {
            self.others.push((one_line(name), value));
        }
    }
}

impl Text {
    /// None where it is blank.
    pub(crate) fn new(source: String, is_html: bool) -> Option<Self> {
        (!source.trim().is_empty()).then_some(Self { source, is_html })
    }

    /// It as HTML. What is said to be none and has elements is some.
    pub(crate) fn into_html(self) -> String {
        let ends = ["</", "<p>", "<br", "<img"];
        let is_html = self.is_html || ends.iter().any(|end| self.source.contains(end));
        if is_html && has_tags(&self.source) {
            return self.source;
        }
        let page = lines::split(&self.source);
        let escaped = |text: &str| match self.is_html {
            true => text.to_owned(),
            false => escape_html(text),
        };
        let paragraphs = page.lines.iter().map(|line| match line.bullet {
            true => format!("<li>{}</li>", escaped(&line.text)),
            false => format!("<p>{}</p>", escaped(&line.text)),
        });
        paragraphs.collect()
    }
}
