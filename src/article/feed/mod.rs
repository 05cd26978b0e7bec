//! Feeds: RSS of every version, Atom, JSON Feed. In, the first bytes of a file → what is said there of
//! all its entries ([`Feed`]); then the text of each entry → an article. What an entry says is taken
//! as stated; its text is walked as that of a page is, without looking for where in it the article
//! stands. What is no field of an article is kept among the removed.

mod element;
mod entry;
mod head;
mod json;
mod summary;
mod xml;

use std::collections::HashSet;

use crate::article::feed::entry::Entry;
use crate::article::html::{self, Meta};
use crate::article::language::{is_rtl, known, language};
use crate::article::link::Base;
use crate::article::page::byline;
use crate::article::{Article, BlockKind, Reason, fields, stated};
use crate::text::{majority, one_line};

/// What a feed says of all its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    form: FeedForm,
    title: Option<String>,
    language: Option<String>,
    /// That of the site.
    address: Option<String>,
    authors: Vec<String>,
    encoding: &'static str,
    start: usize,
}

/// How the entries of a feed are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FeedForm {
    /// As elements `item` of XML: RSS.
    #[default]
    Items,
    /// As elements `entry` of XML: Atom.
    Entries,
    /// As objects in a list: JSON Feed.
    Objects,
}

impl Feed {
    /// The feed that a file with these first bytes is, of which a few ten thousand are enough; none where
    /// it is something else.
    pub fn of(first: &[u8]) -> Option<Self> {
        head::read(first)
    }

    /// The same from an address, where it does not say what its own is.
    pub fn from_address(self, address: &str) -> Self {
        Self {
            address: self.address.or_else(|| Some(address.to_owned())),
            ..self
        }
    }

    /// How its entries are written.
    pub fn form(&self) -> FeedForm {
        self.form
    }

    /// Its encoding by its WHATWG name, where that may be another than that of an entry by itself.
    pub fn charset(&self) -> Option<&'static str> {
        (self.encoding != "UTF-8").then_some(self.encoding)
    }

    /// Whether characters take two bytes each, so that nothing is found in it before it is decoded.
    pub fn is_wide(&self) -> bool {
        self.encoding.starts_with("UTF-16")
    }

    /// The byte from which on its entries are looked for.
    pub fn start(&self) -> usize {
        self.start
    }
}

/// Makes an article of the source of an entry; its document is empty only where the entry is.
pub(crate) fn extract(source: &str, feed: &Feed) -> Article {
    let entry = match feed.form {
        FeedForm::Objects => json::entry(source),
        _ => xml::entry(source),
    };
    article(entry, feed)
}

fn article(mut entry: Entry, feed: &Feed) -> Article {
    let site = Base::new(feed.address.as_deref(), None);
    let links = std::mem::take(&mut entry.links);
    let mut links = links.into_iter().map(|link| (site.join(&link), link));
    let address = links.find_map(|(address, _)| address);
    let outlet = entry.outlet.or_else(|| feed.title.clone());
    let title = entry.title.filter(|title| !title.is_empty());
    let title = title.map(|title| without_outlet(title, outlet.as_deref()));
    let (published, unread) = published(&entry.times);
    entry.others.extend(unread);
    if entry.body.is_none() {
        entry.body = entry.summary.take();
    }
    let (section, tags) = match <[String; 1]>::try_from(entry.tags) {
        Ok([section]) => (Some(section), Vec::new()),
        Err(tags) => (None, tags),
    };
    let meta = Meta {
        titles: title.iter().cloned().collect(),
        authors: vec![entry.authors.clone(), feed.authors.clone()],
        published,
        outlet,
        section,
        tags,
        language: entry.language.or_else(|| feed.language.clone()),
        address_date: address.as_deref().and_then(stated::date_in_address),
        picture: entry.picture.map(|picture| (picture, entry.picture_words)),
        address,
        ..Meta::default()
    };
    let home = meta.address.as_deref().or(feed.address.as_deref());
    let base = Base::new(home, entry.base.as_deref());
    let stated = entry.body.as_ref().map(|body| body.source.clone());
    let text = entry.body.map(entry::Text::into_html);
    let mut article = html::extract_all(&text.unwrap_or_default(), &meta, &base);
    article.facts.address.clone_from(&meta.address);
    if title.is_some() {
        article.title = title;
    }
    if article.document.blocks().is_empty() {
        say_where(&mut article, &meta);
    }
    if let Some(summary) = entry
        .summary
        .filter(|summary| Some(&summary.source) != stated.as_ref())
    {
        summary::place(&mut article, &summary.into_html(), &base);
    }
    take_authors(&mut article, &entry.authors);
    let mut seen: HashSet<&str> = [&article.title, &article.facts.address]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let others = entry.others.iter().filter(|(_, value)| seen.insert(value));
    let others = others.map(|(name, value)| format!("{name}: {value}"));
    let others: Vec<String> = others.collect();
    fields::put_first(&mut article, others, Reason::Outside);
    article
}

/// A title without the name of the outlet behind it, as those who gather feeds put it there.
fn without_outlet(title: String, outlet: Option<&str>) -> String {
    let before = outlet.and_then(|outlet| title.strip_suffix(outlet));
    let before = before.map(|before| before.trim_end_matches(' '));
    let headline = before.and_then(|before| before.strip_suffix(['-', '–', '—', '|']));
    match headline
        .map(str::trim_end)
        .filter(|headline| !headline.is_empty())
    {
        Some(headline) => headline.to_owned(),
        None => title,
    }
}

/// The first time that can be read, and those before it that cannot.
fn published(times: &[(String, String)]) -> (crate::article::Published, Vec<(String, String)>) {
    let mut unread = Vec::new();
    for (idx, (name, value)) in times.iter().enumerate() {
        let published = stated::time(value);
        if published.date.is_some() {
            unread.extend_from_slice(&times[idx + 1..]);
            return (published, unread);
        }
        unread.push((name.clone(), value.clone()));
    }
    (Default::default(), unread)
}

/// Names that do not look like one are those of the writers where there are no others; what is none at
/// all is kept.
fn take_authors(article: &mut Article, stated: &[String]) {
    if !article.byline.is_empty() || article.agency.is_some() {
        return;
    }
    let (names, others): (Vec<&String>, Vec<&String>) =
        (stated.iter()).partition(|name| byline::is_name(name));
    let is_outlet = |name: &&String| article.outlet.as_ref() == Some(*name);
    article.byline = names
        .into_iter()
        .filter(|name| !is_outlet(name))
        .cloned()
        .collect();
    let others = others.into_iter().map(|name| format!("author: {name}"));
    fields::put_first(article, others.collect(), Reason::Outside);
}

/// The text of an entry without one is where it leads, else its title.
fn say_where(article: &mut Article, meta: &Meta) {
    let title = article.title.clone().unwrap_or_default();
    let text = meta.address.as_deref().map(one_line);
    let text = text.unwrap_or_else(|| title.clone());
    if text.is_empty() {
        return;
    }
    article.document.push(BlockKind::Paragraph, &text);
    article.direction = majority(&title).unwrap_or_default();
    let stated = meta.language.as_deref().and_then(known);
    let stated = stated.filter(|tag| is_rtl(tag) == article.direction.is_rtl());
    article.language = stated.or_else(|| language(&title));
}
