//! An object of JSON with the text of a page and what is known of it, as crawls keep one on a
//! line → an article. The text is read as any page is; what the object states goes before.

use serde_json::{Map, Value};

use crate::article::fields::{self, Named};
use crate::article::{self, Article, Published, decode, stated};

/// Where the text may stand: in HTML first, as more is known then.
const TEXTS: &[&str] = &[
    "html",
    "raw_html",
    "content_html",
    "text",
    "maintext",
    "main_text",
    "raw_text",
    "raw_content",
    "plain_text",
    "content",
    "articlebody",
    "article_body",
    "body",
    "article",
];

/// When the page was fetched: no day of publication.
const FETCHED: &[&str] = &[
    "timestamp",
    "crawl_date",
    "date_download",
    "fetched",
    "fetch_time",
];

/// Reads an object with a text; none where the source is anything else.
pub(crate) fn extract(source: &str) -> Option<Article> {
    let source = source.trim();
    if !source.starts_with('{') || !source.ends_with('}') {
        return None;
    }
    let mut object: Map<String, Value> = serde_json::from_str(source).ok()?;
    let text = take_text(&mut object)?;
    let is_html = decode::is_html(&text);
    let address = object.get("url").and_then(Value::as_str);
    let mut article = article::extract(text, is_html, address);
    let fetched = FETCHED.iter().find_map(|name| object.remove(*name));
    article.facts.saved = fetched.as_ref().and_then(moment);
    fields::take(&mut article, named(object));
    Some(article)
}

fn take_text(object: &mut Map<String, Value>) -> Option<String> {
    let found = TEXTS.iter().find_map(|wanted| {
        let name = object.iter().find(|(name, value)| {
            let has_text = value.as_str().is_some_and(|text| !text.trim().is_empty());
            has_text && name.eq_ignore_ascii_case(wanted)
        });
        name.map(|(name, _)| name.clone())
    })?;
    match object.remove(&found) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn moment(value: &Value) -> Option<Published> {
    match value {
        Value::Number(number) => {
            let seconds = number.as_f64()? as i64;
            // Some count milliseconds.
            Published::at(if seconds > 100_000_000_000 {
                seconds / 1000
            } else {
                seconds
            })
        }
        Value::String(text) => Some(stated::time(text)).filter(|time| time.date.is_some()),
        _ => None,
    }
}

/// The values that are texts or lists of them. Numbers and tables are what machines count.
fn named(object: Map<String, Value>) -> Named {
    let texts = |value: &Value| -> Vec<String> {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        let text = |value: &Value| match value {
            Value::Object(object) => object.get("name")?.as_str().map(str::to_owned),
            Value::Number(number) => Some(number.to_string()),
            value => value.as_str().map(str::to_owned),
        };
        values.iter().filter_map(text).collect()
    };
    let named = object
        .iter()
        .map(|(name, value)| (name.clone(), texts(value)));
    named.filter(|(_, values)| !values.is_empty()).collect()
}
