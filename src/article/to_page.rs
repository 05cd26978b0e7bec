//! An article as a page in Markdown with its fields above the text (YAML), which reads back as the
//! same article.

use std::fmt::Write;

use crate::article::{Article, to_markdown};
use crate::text::one_line;

/// The article as such a page, in logical order, every string through [`crate::text::clean`].
pub fn to_page(article: &Article) -> String {
    let one = |value: Option<&str>| value.map(one_line).into_iter().collect();
    let all = |values: &[String]| values.iter().map(|value| one_line(value)).collect();
    // A time without a day says nothing above a text.
    let published = article
        .published
        .date
        .map(|_| article.published.to_string());
    let minutes = article.reading_minutes.map(|minutes| minutes.to_string());
    let fields: [(&str, Vec<String>); 12] = [
        ("title", one(article.title.as_deref())),
        ("subtitle", one(article.subtitle.as_deref())),
        ("author", all(&article.byline)),
        ("outlet", one(article.outlet.as_deref())),
        ("agency", one(article.agency.as_deref())),
        ("date", one(published.as_deref())),
        ("section", one(article.section.as_deref())),
        ("tags", all(&article.tags)),
        ("reading_minutes", one(minutes.as_deref())),
        ("lang", one(article.language)),
        ("dir", one(Some(article.direction.as_str()))),
        ("url", one(article.facts.address.as_deref())),
    ];
    let mut out = String::from("---\n");
    for (name, values) in fields {
        match &values[..] {
            [] => {}
            [value] => put(&mut out, format_args!("{name}: {}\n", quoted(value))),
            values => {
                put(&mut out, format_args!("{name}:\n"));
                for value in values {
                    put(&mut out, format_args!("  - {}\n", quoted(value)));
                }
            }
        }
    }
    out.push_str("---\n\n");
    out.push_str(&to_markdown::body(article));
    out
}

/// A string of JSON is one of YAML.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments)
        .expect("writing to a string does not fail");
}
