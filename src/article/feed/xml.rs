//! An entry of RSS or Atom → what it says: its elements sorted into what they are for, by their names
//! and those of the extensions that feeds use (Dublin Core, Content, Media RSS and their kin).

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::article::feed::element::{Element, elements};
use crate::article::feed::entry::{Entry, Text};
use crate::article::stated;
use crate::text::one_line;

/// What an element is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Title,
    Body,
    Summary,
    Author,
    Time,
    Link,
    Tag,
    Picture,
    Outlet,
    Language,
}

/// Names in small letters; the surest for something first.
const NAMES: &[(&str, Slot)] = &[
    ("title", Slot::Title),
    ("dc:title", Slot::Title),
    ("media:title", Slot::Title),
    ("itunes:title", Slot::Title),
    ("content:encoded", Slot::Body),
    ("content", Slot::Body),
    ("body", Slot::Body),
    ("xhtml:body", Slot::Body),
    ("description", Slot::Summary),
    ("summary", Slot::Summary),
    ("dc:description", Slot::Summary),
    ("itunes:summary", Slot::Summary),
    ("media:description", Slot::Summary),
    ("dc:creator", Slot::Author),
    ("author", Slot::Author),
    ("contributor", Slot::Author),
    ("dc:contributor", Slot::Author),
    ("itunes:author", Slot::Author),
    ("pubdate", Slot::Time),
    ("published", Slot::Time),
    ("dc:date", Slot::Time),
    ("issued", Slot::Time),
    ("dcterms:issued", Slot::Time),
    ("created", Slot::Time),
    ("dcterms:created", Slot::Time),
    ("date", Slot::Time),
    ("updated", Slot::Time),
    ("modified", Slot::Time),
    ("dcterms:modified", Slot::Time),
    ("feedburner:origlink", Slot::Link),
    ("link", Slot::Link),
    ("guid", Slot::Link),
    ("id", Slot::Link),
    ("category", Slot::Tag),
    ("dc:subject", Slot::Tag),
    ("media:keywords", Slot::Tag),
    ("itunes:keywords", Slot::Tag),
    ("media:content", Slot::Picture),
    ("enclosure", Slot::Picture),
    ("image", Slot::Picture),
    ("itunes:image", Slot::Picture),
    ("media:thumbnail", Slot::Picture),
    ("source", Slot::Outlet),
    ("dc:language", Slot::Language),
    ("language", Slot::Language),
];

/// Reads an entry.
pub(crate) fn entry(source: &str) -> Entry {
    let outermost = elements(source);
    let Some(root) = outermost.into_iter().next() else {
        return Entry::default();
    };
    let attribute = |name: &str| root.attribute(name).map(str::to_owned);
    let mut entry = Entry {
        language: attribute("xml:lang"),
        base: attribute("xml:base"),
        ..Entry::default()
    };
    let mut ranked: Vec<(usize, Element)> = Vec::new();
    for element in elements(&root.content) {
        let around = matches!(&*element.name, "media:group" | "media:content");
        let inner = if around {
            elements(&element.content)
        } else {
            Vec::new()
        };
        let mut element = element;
        if !inner.is_empty() {
            element.content.clear();
        }
        for element in std::iter::once(element).chain(inner) {
            let rank = NAMES.iter().position(|(name, _)| *name == element.name);
            ranked.push((rank.unwrap_or(NAMES.len()), element));
        }
    }
    // Of the sizes of a picture the widest.
    let width = |element: &Element| element.attribute("width")?.parse::<u32>().ok();
    ranked.sort_by_key(|(rank, element)| (*rank, Reverse(width(element))));
    for (rank, element) in ranked {
        match NAMES.get(rank) {
            Some((_, slot)) => put(&mut entry, *slot, &element, root.name == "entry"),
            None => keep(&mut entry, &element),
        }
    }
    if entry.picture.is_some()
        && let Some(idx) = (entry.others.iter()).position(|(name, _)| name == "media:description")
    {
        entry.picture_words = entry.others.remove(idx).1;
    }
    let mut seen = HashSet::new();
    entry.tags.retain(|tag| seen.insert(tag.clone()));
    entry
}

/// Gives an entry what an element says; where there is no place for it, that is kept.
fn put(entry: &mut Entry, slot: Slot, element: &Element, is_atom: bool) {
    let is_taken = match slot {
        Slot::Title => {
            let title = title(element, is_atom);
            let is_new = entry.title.is_none() && !title.is_empty();
            if is_new {
                entry.title = Some(title);
            }
            is_new
        }
        Slot::Body => put_text(&mut entry.body, element),
        Slot::Summary => put_text(&mut entry.summary, element),
        Slot::Author => {
            let names = names(element);
            let is_new = entry.authors.is_empty() || element.name == "author";
            if is_new {
                entry.authors.extend(names.iter().cloned());
            }
            is_new && !names.is_empty()
        }
        Slot::Time => {
            let time = one_line(&element.content);
            entry.times.push((element.name.clone(), time));
            true
        }
        Slot::Link => match page_address(element).filter(|_| entry.links.is_empty()) {
            Some(link) => {
                entry.links.push(link);
                true
            }
            None => false,
        },
        Slot::Tag => {
            entry.tags.extend(tags(element));
            true
        }
        Slot::Picture => match picture(element).filter(|_| entry.picture.is_none()) {
            Some(picture) => {
                entry.picture = Some(picture);
                true
            }
            None => false,
        },
        Slot::Outlet => {
            let inner = elements(&element.content);
            let of_feed = inner.iter().find(|inner| inner.name == "title");
            let name = match of_feed {
                Some(of_feed) => title(of_feed, false),
                None => stated::plain(&element.content),
            };
            let is_new = entry.outlet.is_none() && !name.is_empty();
            if is_new {
                entry.outlet = Some(name);
            }
            is_new
        }
        Slot::Language => {
            let is_new = entry.language.is_none();
            entry
                .language
                .get_or_insert_with(|| one_line(&element.content));
            is_new
        }
    };
    if !is_taken {
        keep(entry, element);
    }
}

/// The signs of a plain one, as those of Atom are without a word on it, may be none of HTML.
fn title(element: &Element, is_atom: bool) -> String {
    let kind = element.attribute("type");
    let is_plain = kind == Some("text") || kind.is_none() && is_atom;
    match is_plain && !element.content.contains("</") {
        true => one_line(&element.content),
        false => stated::plain(&element.content),
    }
}

fn put_text(text: &mut Option<Text>, element: &Element) -> bool {
    let kind = element.attribute("type").unwrap_or_default();
    let is_other = kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml");
    if text.is_some() || is_other || element.content.trim().is_empty() {
        return false;
    }
    // Without a word on it, Atom has plain text, and all else HTML.
    let is_plain = matches!(kind, "text" | "text/plain")
        || kind.is_empty() && matches!(&*element.name, "content" | "summary");
    let content = element.content.trim().trim_end_matches("]]>");
    *text = Text::new(content.to_owned(), !is_plain);
    text.is_some()
}

/// The address of the page of an entry, or of the site.
pub(crate) fn page_address(element: &Element) -> Option<String> {
    let text = || Some(one_line(&element.content)).filter(|text| !text.is_empty());
    let is_address = |text: &String| text.contains("://");
    match &*element.name {
        "link" => match element.attribute("href") {
            Some(href) => {
                let is_page = element
                    .attribute("rel")
                    .is_none_or(|rel| rel == "alternate");
                is_page.then(|| href.to_owned())
            }
            None => text(),
        },
        "guid" => {
            let is_link = element.attribute("ispermalink") != Some("false");
            text().filter(|text| is_link && is_address(text))
        }
        "id" => text().filter(is_address),
        "feedburner:origlink" => text(),
        _ => None,
    }
}

/// The names of the persons that an element is for; those of addresses where they stand behind.
pub(crate) fn names(element: &Element) -> Vec<String> {
    let is_person = matches!(&*element.name, "author" | "contributor" | "dc:creator");
    if !is_person && !matches!(&*element.name, "dc:contributor" | "itunes:author") {
        return Vec::new();
    }
    let inner = elements(&element.content);
    let names = inner.iter().filter(|inner| inner.name.ends_with("name"));
    let names: Vec<String> = names.map(|name| stated::plain(&name.content)).collect();
    let names = match names.is_empty() {
        true => vec![name_beside_address(&stated::plain(&element.content))],
        false => names,
    };
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

/// `a@example.org (Ann Lee)`, as RSS has it, is the name.
fn name_beside_address(text: &str) -> String {
    let inner = text.split_once('(').and_then(|(before, after)| {
        let name = after.split(')').next().unwrap_or_default().trim();
        (before.contains('@') && !name.is_empty()).then_some(name)
    });
    inner.unwrap_or(text).to_owned()
}

fn tags(element: &Element) -> Vec<String> {
    let text = match element.attribute("label").or(element.attribute("term")) {
        Some(tag) => one_line(tag),
        None => stated::plain(&element.content),
    };
    let parts = text.split([',', '،', ';']).map(one_line);
    parts.filter(|tag| !tag.is_empty()).collect()
}

/// The address of a picture that stands for the entry.
fn picture(element: &Element) -> Option<String> {
    let address = element.attribute("url").or(element.attribute("href"));
    let kind = [element.attribute("type"), element.attribute("medium")];
    let is_image = |kind: &str| kind.starts_with("image");
    let is_picture = match &*element.name {
        "media:content" | "enclosure" => {
            let mut stated = kind.into_iter().flatten();
            let end = address?.split(['?', '#']).next()?.rsplit('.').next()?;
            let is_named = ["jpg", "jpeg", "png", "webp", "gif"];
            stated.any(is_image)
                || kind == [None, None] && is_named.contains(&&*end.to_ascii_lowercase())
        }
        _ => true,
    };
    let inner = || {
        let inner = elements(&element.content);
        let url = inner.iter().find(|inner| inner.name == "url");
        url.map_or_else(
            || stated::plain(&element.content),
            |url| stated::plain(&url.content),
        )
    };
    let address = address.map_or_else(inner, str::to_owned);
    (is_picture && !address.is_empty()).then_some(address)
}

/// Keeps the text of an element, or where it leads.
fn keep(entry: &mut Entry, element: &Element) {
    let name = match element.attribute("rel") {
        Some(rel) => format!("{} {rel}", element.name),
        None => element.name.clone(),
    };
    let leads = ["href", "url", "rdf:resource", "src", "term"];
    if let Some(to) = leads.iter().find_map(|name| element.attribute(name)) {
        entry.keep(&name, to);
    }
    entry.keep(&name, &stated::plain(&element.content));
}
