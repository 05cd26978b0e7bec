//! A start tag, as far as it says something of the text in it: what its attributes are, not what
//! its name is ([`crate::article::html::element`]).

use dom_query::Element;

use crate::article::date_parse::dates_and_times;
use crate::article::html::element::{self, has_word};
use crate::article::html::image::{Image, image, offered};
use crate::article::html::parts::{self, Part};
use crate::article::html::passage::Place;
use crate::article::html::table;
use crate::article::span::Cell;
use crate::article::{Language, Published, stated};
use crate::text::Direction;

/// A start tag, as far as it matters.
pub(crate) struct Tag {
    pub(crate) name: String,
    /// Class and id, and what scripts of sites know it by.
    pub(crate) names: Option<String>,
    /// What links within the page lead to it by.
    pub(crate) anchors: Vec<String>,
    pub(crate) role: Option<String>,
    pub(crate) direction: Option<Direction>,
    /// What `lang` states.
    pub(crate) language: Option<Language>,
    pub(crate) is_hidden: bool,
    pub(crate) is_byline: bool,
    pub(crate) is_caption: bool,
    /// Whether it holds a picture, by its name.
    pub(crate) is_picture: bool,
    /// Whether it states the rights in something.
    pub(crate) is_credit: bool,
    pub(crate) is_body_of_article: bool,
    /// Whether it is marked as what says in short what the article is about.
    pub(crate) is_lead: bool,
    /// Whether it is marked as the name of a topic, but for that of a section.
    pub(crate) is_topic: bool,
    /// Whether it is marked as one of many posts, or as a list of a recipe.
    pub(crate) part: Option<Part>,
    /// The first number of a list.
    pub(crate) start: Option<u16>,
    /// The number of an item.
    pub(crate) value: Option<u16>,
    /// The columns and the rows that a cell takes.
    pub(crate) extent: (u8, u8),
    /// Where it leads.
    pub(crate) href: Option<String>,
    /// The picture that it is, where that is one of an article.
    pub(crate) image: Option<Image>,
    /// What it offers for the picture after it.
    pub(crate) offered: Option<String>,
    /// The day and the time of day that it stands for, as they may be shown.
    pub(crate) time: Option<String>,
}

impl Tag {
    pub(crate) fn new(element: &Element) -> Self {
        let mut tag = Self {
            name: element.name.local.to_string(),
            names: None,
            anchors: Vec::new(),
            role: None,
            direction: None,
            language: None,
            is_hidden: false,
            is_byline: false,
            is_caption: false,
            is_picture: false,
            is_credit: false,
            is_body_of_article: false,
            is_lead: false,
            is_topic: false,
            part: None,
            start: None,
            value: None,
            extent: (1, 1),
            href: None,
            image: None,
            offered: None,
            time: None,
        };
        for attribute in &element.attrs {
            let value = &*attribute.value;
            match &*attribute.name.local {
                name @ ("class" | "id" | "data-gu-name" | "data-component" | "data-testid"
                | "data-test-id" | "data-qa") => {
                    let names = tag.names.get_or_insert_default();
                    names.push_str(value);
                    names.push(' ');
                    if name == "id" {
                        tag.anchors.push(value.trim().to_owned());
                    }
                }
                "name" if tag.name == "a" => tag.anchors.push(value.trim().to_owned()),
                "role" => tag.role = Some(value.trim().to_ascii_lowercase()),
                "dir" => {
                    tag.direction = match value.trim() {
                        dir if dir.eq_ignore_ascii_case("rtl") => Some(Direction::Rtl),
                        dir if dir.eq_ignore_ascii_case("ltr") => Some(Direction::Ltr),
                        _ => None,
                    }
                }
                "lang" => tag.language = Language::of(value),
                "hidden" => tag.is_hidden = true,
                "style" => tag.is_hidden |= hides(value),
                "itemprop" => {
                    let has = |wanted: &str| value.split_ascii_whitespace().any(|p| p == wanted);
                    tag.is_body_of_article |= value.contains("articleBody");
                    tag.is_byline |= has("author");
                    tag.is_lead |= has("description");
                    tag.part = tag.part.or_else(|| parts::of_property(value));
                }
                "rel" => {
                    let has = |wanted: &str| {
                        let mut words = value.split_ascii_whitespace();
                        words.any(|rel| rel.eq_ignore_ascii_case(wanted))
                    };
                    tag.is_byline |= has("author");
                    tag.is_topic = has("tag") && !has("category");
                }
                "href" if tag.name == "a" => tag.href = Some(value.to_owned()),
                "datetime" if tag.name == "time" => tag.time = shown(stated::time(value)),
                // As microformats have it.
                "title" if tag.name == "abbr" => tag.time = stated::iso(value).and_then(shown),
                "colspan" => tag.extent.0 = table::extent(value),
                "rowspan" => tag.extent.1 = table::extent(value),
                "start" => tag.start = value.trim().parse().ok(),
                "value" => tag.value = value.trim().parse().ok(),
                _ => {}
            }
        }
        match tag.name.as_str() {
            "img" => tag.image = image(element),
            "source" => tag.offered = offered(element),
            _ => {}
        }
        let names = tag.names.as_deref();
        tag.is_lead |= names.is_some_and(element::leads);
        tag.part = tag.part.or_else(|| parts::of_names(names?));
        tag.is_byline |= tag.names.as_deref().is_some_and(element::names_writers);
        tag.is_caption = tag.names.as_deref().is_some_and(element::is_caption);
        let is_page = matches!(&*tag.name, "html" | "body" | "main" | "article");
        tag.is_picture = !is_page && names.is_some_and(element::holds_picture);
        tag.is_credit = !tag.is_caption && names.is_some_and(element::is_credit);
        tag.is_hidden |= names.is_some_and(element::is_only_heard);
        let is_gutter = || tag.name == "td" && names.is_some_and(|it| has_word(it, &["gutter"]));
        tag.is_hidden |= names.is_some_and(element::is_beside) || is_gutter();
        tag
    }
}

impl Tag {
    /// What it says of all of the line that it is in.
    pub(crate) fn of_line(&self, around: Place, is_first: bool) -> Place {
        let in_picture = self.is_picture || around.has(Place::PICTURE.with(Place::FIGURE));
        let names = if self.is_byline {
            Place::NAMES
        } else {
            Place::default()
        };
        match self.is_credit && is_first && in_picture {
            true => names.with(Place::CREDIT),
            false => names,
        }
    }

    /// What it is as a cell of a table.
    pub(crate) fn cell(&self) -> Cell {
        Cell {
            is_head: self.name == "th",
            columns: self.extent.0,
            rows: self.extent.1,
        }
    }

    /// The time to show in place of what it shows, where that counts from when the page was made or is
    /// left to a script: `2 hours ago`.
    pub(crate) fn time_for(&self, shown: &str) -> Option<&str> {
        let (dates, times) = dates_and_times(shown);
        let counts = shown.trim().is_empty() || shown.contains(char::is_numeric);
        let is_told = counts && dates.is_empty() && times.is_empty();
        self.time.as_deref().filter(|_| is_told)
    }
}

/// `2024-05-02 09:30`; none where there is no day.
fn shown(published: Published) -> Option<String> {
    published.date?;
    Some(published.to_string().replace('T', " "))
}

/// Whether a style takes an element off the page.
fn hides(style: &str) -> bool {
    style.len() < 2000
        && style.split(';').any(|rule| {
            rule.split_once(':').is_some_and(|(name, value)| {
                let (name, value) = (name.trim(), value.trim());
                name.eq_ignore_ascii_case("display") && value.starts_with("none")
                    || name.eq_ignore_ascii_case("visibility") && value.starts_with("hidden")
            })
        })
}
