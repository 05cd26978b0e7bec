//! Pages of the web that were kept as Markdown with all their furniture. In, Markdown; out, the HTML that it
//! stands for, where menus stand above its headline; and the fields that programs put above such pages.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::article::fields::Named;

/// The signs of a text, with those beyond CommonMark that are read.
pub(crate) fn parser(text: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST;
    Parser::new_ext(text, options)
}

/// The lines of links and nothing else that make a menu.
const LEAST: usize = 3;

/// The page in HTML, where it has its furniture: a menu above its headline.
pub(crate) fn to_html(text: &str) -> Option<String> {
    has_menu(text).then(|| {
        let mut html = String::from("<!doctype html><body>");
        pulldown_cmark::html::push_html(&mut html, parser(text));
        html
    })
}

/// Whether a headline stands in the beginning of a text below lines that are nothing but links.
pub(crate) fn has_menu(text: &str) -> bool {
    const BEGINNING: usize = 64 * 1024;
    let text = &text[..text.floor_char_boundary(BEGINNING)];
    if !text.contains("](") {
        return false;
    }
    let (mut n_lines, mut is_linked, mut has_link, mut has_more) = (0, false, false, false);
    for event in parser(text) {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => return n_lines >= LEAST,
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. }) => {
                (has_link, has_more) = (false, false);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                n_lines += usize::from(has_link && !has_more);
                (has_link, has_more) = (false, false);
            }
            Event::Start(Tag::Link { .. }) => (is_linked, has_link) = (true, true),
            Event::End(TagEnd::Link) => is_linked = false,
            Event::Text(text) | Event::Code(text) => {
                has_more |= !is_linked && text.contains(char::is_alphanumeric);
            }
            _ => {}
        }
    }
    false
}

/// The fields above a page that was fetched as Markdown, each `Name: value` on a line of its own, and the
/// page behind them.
pub(crate) fn fields(text: &str) -> Option<(Named, &str)> {
    const NAMES: [(&str, &str); 3] = [
        ("Title", "title"),
        ("URL Source", "url"),
        ("Published Time", "published"),
    ];
    const LAST: &str = "Markdown Content:";
    const MOST: usize = 12;
    let mut named = Vec::new();
    let mut end = 0;
    for line in text.split_inclusive('\n').take(MOST) {
        end += line.len();
        let line = line.trim();
        if line == LAST {
            return (!named.is_empty()).then_some((named, &text[end..]));
        }
        if line.is_empty() {
            continue;
        }
        let (label, value) = line.split_once(": ")?;
        let name = NAMES.iter().find(|(known, _)| *known == label);
        let name = name.map_or(label, |(_, name)| name);
        named.push((name.to_lowercase(), vec![value.trim().to_owned()]));
    }
    None
}
