//! What a page says of its article where machines read it: JSON-LD first, then OpenGraph and its
//! kin, then what the elements of the page are marked with.

use std::collections::HashMap;
use std::iter;

use dom_query::{Document, Element, NodeRef};

use crate::article::html::json_ld;
use crate::article::html::statement::Statement;
use crate::article::stated;
use crate::article::{Date, Published};
use crate::text::one_line;

/// The facts, each as far as the page states it.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    /// Titles, the surest first.
    pub(crate) titles: Vec<String>,
    /// What stands in each place where names of writers should, the surest first; not all of it is one.
    pub(crate) authors: Vec<Vec<String>>,
    pub(crate) published: Published,
    pub(crate) outlet: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) description: Option<String>,
    /// The language tag as it stands on the page.
    pub(crate) language: Option<String>,
    /// Where the article goes on, as a link on the page.
    pub(crate) next: Option<String>,
    /// The page's own address.
    pub(crate) address: Option<String>,
    /// What the page states that its links are relative to.
    pub(crate) base: Option<String>,
    /// The day in the page's address.
    pub(crate) address_date: Option<Date>,
    /// The picture that stands for the article, and the words that stand for that.
    pub(crate) picture: Option<(String, String)>,
    /// The text as stated for machines.
    pub(crate) body: Option<Statement>,
    /// What a dish needs and how it is made, each a list.
    pub(crate) recipe: Option<[Vec<String>; 2]>,
}

/// Nodes that are looked at.
const LOOKED_AT: usize = 200_000;

/// Bytes of a value that are kept.
const LONGEST: usize = 4000;

pub(crate) fn read(document: &Document) -> Meta {
    let mut found = Found::default();
    for node in document.root().descendants_it().take(LOOKED_AT) {
        if let Some(element) = node.element_ref() {
            found.look_at(&node, &element);
        }
    }
    found.meta()
}

/// What is gathered on the way through the tree.
#[derive(Default)]
struct Found {
    facts: Option<json_ld::Facts>,
    /// Contents of `meta`, by name in small letters.
    metas: HashMap<String, Vec<String>>,
    /// Texts of elements marked as names of writers.
    writers: Vec<String>,
    /// Values marked as the time of publication.
    times: Vec<String>,
    address: Option<String>,
    base: Option<String>,
    next: Option<String>,
    language: Option<String>,
}

impl Found {
    fn look_at(&mut self, node: &NodeRef<'_>, element: &Element) {
        let name = &*element.name.local;
        match name {
            "html" => self.language = attribute(element, "lang").map(str::to_owned),
            "meta" => self.take_meta(element),
            "link" if has_word(element, "rel", "canonical") => {
                self.address = attribute(element, "href").map(str::to_owned);
            }
            "base" if self.base.is_none() => {
                self.base = attribute(element, "href").map(str::to_owned);
            }
            "script" if self.facts.as_ref().is_none_or(|facts| facts.is_dish) => {
                let kind = attribute(element, "type").unwrap_or_default();
                let found = kind
                    .contains("ld+json")
                    .then(|| json_ld::facts(&node.text()));
                if let Some(mut facts) = found.flatten() {
                    let known = self.facts.take();
                    facts.recipe = facts.recipe.or(known.and_then(|known| known.recipe));
                    self.facts = Some(facts);
                }
            }
            _ => {}
        }
        if self.next.is_none() && matches!(name, "link" | "a") && has_word(element, "rel", "next") {
            self.next = attribute(element, "href").map(str::to_owned);
        }
        let is_pubdate = name == "time" && attribute(element, "pubdate").is_some();
        if is_pubdate || has_word(element, "itemprop", "datePublished") {
            let value = attribute(element, "content").or_else(|| attribute(element, "datetime"));
            self.times.extend(value.map(str::to_owned));
        }
        let is_marked = has_word(element, "itemprop", "author");
        if is_marked && name != "meta" || name == "a" && has_word(element, "rel", "author") {
            self.take_writer(node, is_marked);
        }
    }

    fn take_meta(&mut self, element: &Element) {
        let names = ["property", "name", "itemprop", "http-equiv"];
        let Some(content) = attribute(element, "content") else {
            return;
        };
        let content = content[..content.floor_char_boundary(LONGEST)].trim();
        if content.is_empty() {
            return;
        }
        let names = names.iter().filter_map(|name| attribute(element, name));
        for name in names.flat_map(str::split_ascii_whitespace) {
            let values = self.metas.entry(name.to_ascii_lowercase()).or_default();
            if values.len() < 40 {
                values.push(content.to_owned());
            }
        }
    }

    /// The name inside an element marked as a writer: what is marked as a name in it, else all.
    fn take_writer(&mut self, node: &NodeRef<'_>, is_marked: bool) {
        if self.writers.len() >= 12 {
            return;
        }
        let is_name = |node: &NodeRef<'_>| {
            node.element_ref()
                .is_some_and(|element| has_word(&element, "itemprop", "name"))
        };
        let name = match is_marked {
            true => node.descendants_it().take(60).find(is_name),
            false => None,
        };
        let named = name.unwrap_or(*node);
        let stated = named
            .element_ref()
            .and_then(|element| attribute(&element, "content").map(str::to_owned));
        let text = stated.unwrap_or_else(|| {
            let texts = named.descendants_it().take(60).filter(NodeRef::is_text);
            texts.map(|node| node.text().to_string()).collect()
        });
        self.writers.push(text);
    }

    /// The contents under the first of the names that there are any for.
    fn metas(&self, names: &[&str]) -> Vec<String> {
        let found = names.iter().find_map(|name| self.metas.get(*name));
        let mut found: Vec<String> = found
            .into_iter()
            .flatten()
            .map(|v| stated::plain(v))
            .collect();
        found.dedup();
        found
    }

    fn meta(self) -> Meta {
        let one = |names: &[&str]| self.metas(names).into_iter().next();
        let facts = self.facts.clone().unwrap_or_default();
        let plain = |text: Option<String>| text.map(|text| stated::plain(&text));
        let mut titles: Vec<String> = facts.headlines.iter().map(|t| stated::plain(t)).collect();
        for name in TITLES {
            titles.extend(one(&[name]));
        }
        titles.retain(|title| !title.is_empty());
        let times = facts.published.iter().cloned();
        let times = times
            .chain(one(TIMES))
            .chain(self.times.iter().cloned())
            .chain(one(MORE_TIMES));
        let published = times
            .map(|time| stated::time(&time))
            .find(|time| time.date.is_some());
        let stated = facts.authors.iter().map(|name| stated::plain(name));
        let marked = self.writers.iter().map(|name| one_line(name));
        let authors = iter::once(stated.collect())
            .chain(AUTHORS.iter().map(|name| self.metas(&[name])))
            .chain([marked.collect()])
            .collect();
        let address = self.address.clone().or_else(|| one(&["og:url"]));
        let mut tags: Vec<String> = facts.tags.iter().map(|tag| stated::plain(tag)).collect();
        if tags.is_empty() {
            tags = self.metas(&[
                "article:tag",
                "news_keywords",
                "parsely-tags",
                "sailthru.tags",
            ]);
            tags = tags
                .iter()
                .flat_map(|tags| tags.split([',', '،', ';']))
                .map(one_line)
                .collect();
        }
        tags.retain(|tag| !tag.is_empty() && tag.chars().count() <= 60);
        tags.truncate(30);
        Meta {
            titles,
            authors,
            published: published.unwrap_or_default(),
            outlet: one(&["og:site_name"]).or(plain(facts.outlet)).or_else(|| {
                one(&[
                    "application-name",
                    "dc.publisher",
                    "publisher",
                    "al:ios:app_name",
                ])
            }),
            section: plain(facts.section).or_else(|| one(&["article:section", "parsely-section"])),
            tags,
            description: one(&["og:description", "description", "twitter:description"])
                .or(plain(facts.description)),
            language: self.language.clone().or_else(|| {
                one(&["content-language", "og:locale", "dc.language", "language"])
                    .or(facts.language)
            }),
            next: self.next.clone(),
            address_date: address.as_deref().and_then(stated::date_in_address),
            address,
            base: self.base.clone(),
            recipe: facts.recipe,
            body: facts.body.and_then(Statement::new),
            picture: one(PICTURES).map(|source| {
                let alt = one(&["og:image:alt", "twitter:image:alt"]);
                (source, alt.unwrap_or_default())
            }),
        }
    }
}

const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "headline",
];

const TIMES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "publication_date",
    "publishdate",
    "publish-date",
    "published_time",
    "pubdate",
    "ptime",
];

/// Weaker ones: some pages put the day of change there, or of the request.
const MORE_TIMES: &[&str] = &[
    "dc.date",
    "dcterms.date",
    "date",
    "article.published",
    "cxenseparse:recs:publishtime",
];

const PICTURES: &[&str] = &["og:image", "og:image:url", "twitter:image"];

const AUTHORS: &[&str] = &[
    "parsely-author",
    "sailthru.author",
    "byl",
    "article:author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "creator",
    "og:article:author",
];

fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let mut attributes = element.attrs.iter();
    let found = attributes.find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| &*attribute.value)
}

fn has_word(element: &Element, name: &str, word: &str) -> bool {
    attribute(element, name).is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .any(|part| part.eq_ignore_ascii_case(word))
    })
}
