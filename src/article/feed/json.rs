//! JSON Feed 1.x: what stands before its entries, and an entry.

use serde_json::{Map, Value};

use crate::article::feed::entry::{Entry, Text};
use crate::article::feed::{Feed, FeedForm};
use crate::text::one_line;

/// Where the list of entries begins, in bytes; none where there is no such list.
pub(crate) fn list_start(source: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0usize, 0);
    let mut last = &source[..0];
    while at < source.len() {
        match source[at] {
            b'"' => {
                let start = at + 1;
                at = start;
                while source.get(at).is_some_and(|b| *b != b'"') {
                    at += if source[at] == b'\\' { 2 } else { 1 };
                }
                last = source.get(start..at)?;
            }
            b'[' if depth == 1 && last == b"items" => return Some(at + 1),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => last = &source[..0],
            _ => {}
        }
        at += 1;
    }
    None
}

/// What a feed says before its entries; none where it is no feed.
pub(crate) fn head(source: &str) -> Option<Feed> {
    let start = list_start(source.as_bytes())?;
    let before = source.get(source.find('{')?..start)?;
    let key = before.rfind("\"items\"")?;
    let object = format!("{}}}", before[..key].trim_end().trim_end_matches(','));
    let object = parse(&object)?;
    let text = |name: &str| {
        let value = object.get(name).and_then(Value::as_str).map(one_line);
        value.filter(|value| !value.is_empty())
    };
    let version = text("version")?;
    let (_, version) = version.split_once("://")?;
    version.starts_with("jsonfeed.org/version/").then(|| Feed {
        form: FeedForm::Objects,
        title: text("title"),
        language: text("language"),
        address: text("home_page_url").or_else(|| text("feed_url")),
        authors: names(&object),
        ..Feed::default()
    })
}

/// An entry; one that cannot be read is a text.
pub(crate) fn entry(source: &str) -> Entry {
    let mut entry = Entry::default();
    let Some(mut object) = parse(source) else {
        entry.body = Text::new(source.to_owned(), false);
        return entry;
    };
    entry.authors = names(&object);
    object.remove("authors");
    object.remove("author");
    let mut text = |name: &str| match object.remove(name) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(text),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    entry.title = text("title").map(|title| one_line(&title));
    let html = text("content_html").and_then(|html| Text::new(html, true));
    let plain = text("content_text").and_then(|plain| Text::new(plain, false));
    entry.body = html.or(plain);
    entry.summary = text("summary").and_then(|summary| Text::new(summary, false));
    entry.language = text("language");
    entry.picture = text("image").or_else(|| text("banner_image"));
    for name in ["date_published", "date_modified"] {
        entry
            .times
            .extend(text(name).map(|time| (name.to_owned(), time)));
    }
    for name in ["url", "external_url", "id"] {
        let Some(link) = text(name) else { continue };
        match entry.links.is_empty() && (name != "id" || link.contains("://")) {
            true => entry.links.push(link),
            false => entry.keep(name, &link),
        }
    }
    if let Some(Value::Array(tags)) = object.remove("tags") {
        let tags = tags.iter().filter_map(Value::as_str).map(one_line);
        entry.tags = tags.filter(|tag| !tag.is_empty()).collect();
    }
    for (name, value) in &object {
        keep(&mut entry, name, value);
    }
    entry
}

/// Keeps the texts and numbers in a value, whatever they stand in.
fn keep(entry: &mut Entry, name: &str, value: &Value) {
    match value {
        Value::String(text) => entry.keep(name, text),
        Value::Number(number) => entry.keep(name, &number.to_string()),
        Value::Array(values) => values.iter().for_each(|value| keep(entry, name, value)),
        Value::Object(object) => {
            for (inner, value) in object {
                keep(entry, &format!("{name} {inner}"), value);
            }
        }
        Value::Bool(_) | Value::Null => {}
    }
}

fn names(object: &Map<String, Value>) -> Vec<String> {
    let authors = object.get("authors").and_then(Value::as_array);
    let authors = authors.map_or(&[][..], Vec::as_slice);
    // Version 1 has one of them.
    let authors = authors.iter().chain(object.get("author"));
    let names = authors.filter_map(|author| author.get("name")?.as_str());
    let mut names: Vec<String> = names
        .map(one_line)
        .filter(|name| !name.is_empty())
        .collect();
    names.dedup();
    names
}

fn parse(source: &str) -> Option<Map<String, Value>> {
    let parsed = serde_json::from_str(source).ok();
    parsed.or_else(|| serde_json::from_str(&with_signs_escaped(source)).ok())
}

/// The source with the line ends and other controls escaped that stand in strings, where they are
/// forbidden, and common.
fn with_signs_escaped(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 64);
    let (mut is_string, mut is_escaped) = (false, false);
    for c in source.chars() {
        match c {
            '\n' if is_string => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
        is_string ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_no_object_holds_is_no_feed() {
        for source in [
            r#"["items":[1,{"version":"https://jsonfeed.org/version/1.1"}"#,
            r#"["items":["#,
            r#"{"items":["#,
            "",
        ] {
            assert!(head(source).is_none(), "{source:?}");
        }
        let feed = head(r#"{"version":"https://jsonfeed.org/version/1.1","title":"خبر","items":["#);
        assert_eq!(feed.unwrap().title.as_deref(), Some("خبر"));
    }
}
