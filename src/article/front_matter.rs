//! The fields above a text in Markdown: lines of YAML between `---`, or of TOML between `+++`.
//! Of YAML what such fields are written in: `name: value`, quoted or not, lists in brackets or
//! with dashes, one level of names within names. What is anything else is given as it stands.

use crate::article::fields::{self, Named};
use crate::article::letter;
use crate::article::page::lines::is_ended;

/// Parts a page into the fields above its text and the text; none where it has no such fields.
pub(crate) fn part(text: &str) -> Option<(Named, &str)> {
    let text = text.trim_start_matches('\u{FEFF}');
    let (first, rest) = text.split_once('\n')?;
    let fence = first.trim_end();
    let ends: &[&str] = match fence {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return None,
    };
    let mut n_bytes = 0;
    for line in rest.split_inclusive('\n') {
        // Fields are few: a rule at the top of a long text is no fence.
        if n_bytes > LONGEST {
            return None;
        }
        if ends.contains(&line.trim_end()) {
            let (fields, body) = (&rest[..n_bytes], &rest[n_bytes + line.len()..]);
            let named = match fence {
                "+++" => toml(fields)?,
                _ => yaml(fields),
            };
            return (!named.is_empty()).then_some((named, body));
        }
        n_bytes += line.len();
    }
    None
}

/// Parts a text into the fields that it names line by line at its top, `Title: …`, `الكاتب: …`, and the
/// text below them; none unless a title and another field are among them.
pub(crate) fn labelled(text: &str) -> Option<(Named, &str)> {
    if let Some(letter) = letter::headers(text) {
        return Some(letter);
    }
    let mut named: Named = Vec::new();
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let line = line.trim();
        let field = line
            .split_once([':', '：'])
            .map(|(name, value)| (name.trim(), value.trim()));
        match field {
            Some((name, "")) if is_text_label(name) => {
                rest = after;
                break;
            }
            Some((name, _)) if is_text_label(name) => {
                rest = rest
                    .split_once([':', '：'])
                    .map_or(rest, |(_, text)| text.trim_start());
                break;
            }
            Some((name, value)) if fields::is_name(name) || is_beside(&named, name, value) => {
                if !value.is_empty() {
                    named.push((name.to_owned(), vec![value.to_owned()]));
                }
            }
            _ => break,
        }
        rest = after;
        if named.len() > MOST {
            return None;
        }
    }
    let n_known = named
        .iter()
        .filter(|(name, _)| fields::is_name(name))
        .count();
    let has_title = named.iter().any(|(name, _)| fields::is_title(name));
    (has_title && n_known >= 2 && !rest.trim().is_empty()).then_some((named, rest))
}

/// The most fields that stand above a text line by line.
const MOST: usize = 40;

/// Whether a line among such fields is one too, though its name is not known: `Word count: 500`. What ends
/// as a sentence is text.
fn is_beside(named: &Named, name: &str, value: &str) -> bool {
    const LONGEST: usize = 24;
    !named.is_empty()
        && name.chars().count() <= LONGEST
        && !name.is_empty()
        && value.chars().count() <= 3 * LONGEST
        && !is_ended(value)
}

/// Whether the name is that of the text itself.
fn is_text_label(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "text",
        "body",
        "content",
        "article",
        "full text",
        "النص",
        "نص المقال",
        "نص الخبر",
        "المحتوى",
        "متن",
        "متن خبر",
        "متن کامل",
        "תוכן",
        "טקסט",
        "texto",
        "texte",
        "testo",
        "текст",
        "metin",
        "isi",
        "正文",
        "内容",
    ];
    NAMES.contains(&name.to_lowercase().as_str())
}

/// The most bytes that fields take.
const LONGEST: usize = 64 * 1024;

fn toml(source: &str) -> Option<Named> {
    let table: toml::Table = source.parse().ok()?;
    let named = table
        .iter()
        .map(|(name, value)| (name.clone(), texts(value)));
    Some(named.collect())
}

fn texts(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(values) => values.iter().flat_map(texts).collect(),
        toml::Value::Table(table) => match table.get("name") {
            Some(name) => texts(name),
            None => table.iter().flat_map(|(_, value)| texts(value)).collect(),
        },
        toml::Value::Datetime(at) => vec![at.to_string()],
        toml::Value::Integer(number) => vec![number.to_string()],
        toml::Value::Float(number) => vec![number.to_string()],
        toml::Value::Boolean(is) => vec![is.to_string()],
    }
}

fn yaml(source: &str) -> Named {
    let mut named: Named = Vec::new();
    // `|` and `>` begin a text of several lines.
    let mut is_text = false;
    for line in source.lines() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let is_inner = line.starts_with([' ', '\t', '-']);
        let known = named.last_mut().filter(|_| is_inner);
        match known {
            Some((_, values)) if is_text => match values.first_mut() {
                Some(text) => {
                    text.push(' ');
                    text.push_str(bare);
                }
                None => values.push(bare.to_owned()),
            },
            Some((_, values)) => {
                let item = bare.strip_prefix("- ").unwrap_or(bare);
                match item.split_once(": ") {
                    Some(("name", name)) => values.push(scalar(name)),
                    Some((inner, _)) if is_key(inner) => values.push(item.to_owned()),
                    _ => values.push(scalar(item)),
                }
            }
            None => {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                let value = value.trim();
                is_text = matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+");
                let values = match is_text {
                    true => Vec::new(),
                    false => list(value),
                };
                named.push((scalar(name.trim()), values));
            }
        }
    }
    named
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}

/// The values of a line: those in brackets, or the one.
fn list(value: &str) -> Vec<String> {
    let inner = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let Some(inner) = inner else {
        return (!value.is_empty())
            .then(|| scalar(value))
            .into_iter()
            .collect();
    };
    let mut values = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, ',') => {
                values.push(scalar(inner[start..at].trim()));
                start = at + 1;
            }
            _ => {}
        }
    }
    values.push(scalar(inner[start..].trim()));
    values.retain(|value| !value.is_empty());
    values
}

/// A value without its quotes, or without the remark behind it.
fn scalar(value: &str) -> String {
    let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    if let Some(inner) = quoted('"') {
        // A string of JSON is one of YAML.
        return serde_json::from_str(value).unwrap_or_else(|_| inner.to_owned());
    }
    if let Some(inner) = quoted('\'') {
        return inner.replace("''", "'");
    }
    let end = value.find(" #").unwrap_or(value.len());
    value[..end].trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[(&str, &[&str])], body: &str) {
        let (named, rest) = part(source).unwrap();
        let named: Vec<(&str, Vec<&str>)> = (named.iter())
            .map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(&str, Vec<&str>)> = (expected.iter())
            .map(|(name, values)| (*name, values.to_vec()))
            .collect();
        assert_eq!(named, expected);
        assert_eq!(rest, body);
    }

    #[test]
    fn yaml_as_it_is_written_above_texts() {
        check(
            "---\ntitle: \"سفينة: \\u0639ودة\"\nauthor: 'Ann O''Hara'  \ntags: [بحر, \"a, b\"]\n\
             authors:\n  - name: سلمى الحداد\n    role: editor\n  - Bo Ek\ntext: >\n  one\n  two\n\
             # a remark\ndate: 2024-05-01 # of the print\n---\nBody",
            &[
                ("title", &["سفينة: عودة"]),
                ("author", &["Ann O'Hara"]),
                ("tags", &["بحر", "a, b"]),
                ("authors", &["سلمى الحداد", "role: editor", "Bo Ek"]),
                ("text", &["one two"]),
                ("date", &["2024-05-01"]),
            ],
            "Body",
        );
    }

    #[test]
    fn fields_that_a_text_names_at_its_top() {
        let (named, rest) = labelled(
            "العنوان: عودة السفينة\nالكاتب: سلمى الحداد\nعدد الكلمات: 90\n\nقالت الوزارة: نعم.",
        )
        .unwrap();
        let names: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["العنوان", "الكاتب", "عدد الكلمات"]);
        assert_eq!(rest.trim(), "قالت الوزارة: نعم.");
        let (_, rest) =
            labelled("Title: A ship\nDate: 2024-05-01\nText: It sailed: far.\n").unwrap();
        assert_eq!(rest, "It sailed: far.\n");
        let (named, rest) =
            labelled("Title: A ship\nDate: 2024-05-01\nThe captain said: It sails.\n").unwrap();
        assert_eq!((named.len(), rest), (2, "The captain said: It sails.\n"));
        for text in [
            "Title: A ship\n\nIt sailed.",
            "A ship: a story\nDate: 2024-05-01\n\nIt sailed.",
            "Author: Ann Lee\nDate: 2024-05-01\n\nIt sailed.",
            "Title: A ship\nDate: 2024-05-01\n",
        ] {
            assert_eq!(labelled(text), None, "{text:?}");
        }
    }

    #[test]
    fn toml_and_what_is_neither() {
        check(
            "+++\ntitle = 'A ship'\ndate = 2024-05-01\ntags = ['sea', 'ship']\n+++\n\nBody\n",
            &[
                ("date", &["2024-05-01"]),
                ("tags", &["sea", "ship"]),
                ("title", &["A ship"]),
            ],
            "\nBody\n",
        );
        for source in [
            "",
            "---",
            "---\ntitle: x\n",
            "--- \n---\n",
            "+++\nx\n+++\n",
            "a\n---\n",
        ] {
            assert_eq!(part(source), None, "{source:?}");
        }
    }
}
