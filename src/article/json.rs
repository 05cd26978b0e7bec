//! An object of JSON with the text of a page and what is known of it, as crawls keep one on a
//! line → an article. The text is read as any page is; what the object states goes before.

use serde_json::{Map, Value};

use crate::article::fields::{self, Named};
use crate::article::page::lines::is_ended;
use crate::article::{self, Article, Published, decode, stated};
use crate::text::one_line;

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

/// A record that states one is of an article, and so is its time.
const TITLES: &[&str] = &["title", "headline", "author", "authors", "byline"];

/// When the page was fetched: no day of publication. The first may be that of an article.
const FETCHED: &[&str] = &[
    "timestamp",
    "crawl_date",
    "date_download",
    "fetched",
    "fetch_time",
];

/// Bytes of a text in which a sentence may be taken for a headline.
const SHORT: usize = 4096;

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
    let titled = (object.get("title").or(object.get("headline"))).and_then(Value::as_str);
    // In a short text there is little else that could be one.
    let titled = titled.filter(|_| text.len() < SHORT);
    let titled = titled.map(|title| format!("{}\n\n{text}", one_line(title)));
    let mut article = article::extract(text, is_html, address);
    // A sentence of the text is no headline where the record has one.
    let is_sentence = article.title.as_deref().is_some_and(is_ended);
    if let Some(titled) = titled.filter(|_| is_sentence && !is_html) {
        article = article::extract(titled, is_html, address);
    }
    let is_article = TITLES.iter().any(|name| object.contains_key(*name));
    let (stamps, fetched) = FETCHED.split_at(1);
    if let Some(stamp) = stamps.iter().find_map(|name| object.remove(*name)) {
        match moment(&stamp).filter(|_| is_article && !states_day(&object)) {
            Some(day) => article.published = day,
            None => article.facts.saved = moment(&stamp),
        }
    }
    let fetched = fetched.iter().find_map(|name| object.remove(*name));
    article.facts.saved = fetched.as_ref().and_then(moment).or(article.facts.saved);
    for (name, value) in &mut object {
        if let (true, Some(day)) = (fields::is_day(name), moment(value)) {
            *value = Value::String(day.to_string());
        }
    }
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

/// Whether an object states a day of publication.
fn states_day(object: &Map<String, Value>) -> bool {
    let mut fields = object.iter();
    fields.any(|(name, value)| fields::is_day(name) && moment(value).is_some())
}

/// A moment as machines write it: seconds or milliseconds since 1970, as a number or in digits;
/// `20240312101500`; what [`stated::time`] reads.
fn moment(value: &Value) -> Option<Published> {
    match value {
        Value::Number(number) => since_1970(number.as_f64()? as i64),
        Value::String(text) => {
            let text = text.trim();
            let is_count =
                (9..=13).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            let counted = text.parse().ok().filter(|_| is_count).and_then(since_1970);
            counted.or_else(|| Some(stated::time(text)).filter(|time| time.date.is_some()))
        }
        _ => None,
    }
}

fn since_1970(count: i64) -> Option<Published> {
    /// Below it a number may count anything; it is a day of 1973.
    const LEAST: i64 = 100_000_000;
    /// Some count milliseconds, some microseconds.
    const MOST: i64 = 100_000_000_000;
    let seconds = match count {
        count if count >= MOST * 1000 => count / 1_000_000,
        count if count >= MOST => count / 1000,
        count => count,
    };
    Published::at(seconds).filter(|_| seconds >= LEAST)
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
