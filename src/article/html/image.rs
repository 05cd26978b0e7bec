//! An element `img` → where its picture is from and the words that stand for it; nothing for what
//! is no picture of an article: signs, faces, and dots by which readers are counted. Pages that load
//! pictures late name them in other attributes and put something else in their places meanwhile.

use dom_query::Element;

use crate::article::html::element::has_word;
use crate::article::html::passage::{Place, Placed};
use crate::article::html::tag::Tag;
use crate::article::picture::MOST;
use crate::text::one_line;

/// A picture on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Image {
    /// None where only the elements around it say.
    pub(crate) source: Option<String>,
    pub(crate) alt: String,
    /// Whether the page gives it the room that only a picture of an article has.
    pub(crate) is_large: bool,
}

impl Image {
    /// The picture before a passage; none where what holds it is no place for one of an article.
    /// `offered` is what the element around it has for it.
    fn placed(self, offered: Option<String>, place: Place, before: usize) -> Option<Placed> {
        const ELSEWHERE: Place = Place::NAVIGATION
            .with(Place::ASIDE)
            .with(Place::FOOTER)
            .with(Place::CONTROL)
            .with(Place::HIDDEN)
            .with(Place::NAMES)
            .with(Place::DIALOG);
        let is_shown = place.has(Place::FIGURE) || self.is_large;
        let is_elsewhere = place.has(ELSEWHERE)
            || !is_shown && place.has(Place::LINK)
            || !is_shown && place.has(Place::HEADER) && !place.has(Place::ARTICLE);
        let source = self.source.or(offered).filter(|_| !is_elsewhere)?;
        Some(Placed {
            source,
            alt: self.alt,
            before,
            place,
        })
    }
}

/// The pictures of a page on its way through it.
#[derive(Debug, Default)]
pub(crate) struct Gallery {
    pub(crate) placed: Vec<Placed>,
    /// What the element around the next picture offers for it.
    offered: Option<String>,
}

impl Gallery {
    /// Takes in an element `img`, or a `source` for it, before a passage.
    pub(crate) fn take(&mut self, tag: &Tag, place: Place, before: usize, is_shown: bool) {
        if tag.offered.is_some() {
            self.offered.clone_from(&tag.offered);
        } else if tag.name == "img" {
            let offered = self.offered.take();
            let image = tag.image.clone();
            let image = image.filter(|_| is_shown && !tag.is_hidden && self.placed.len() < MOST);
            self.placed
                .extend(image.and_then(|image| image.placed(offered, place, before)));
        }
    }
}

/// Pixels of a side up to which it is a sign.
const SMALL: u32 = 64;

/// Pixels of its width from which on it is a picture, whatever else speaks against it.
const LARGE: u32 = 300;

/// Pixels of the width that is wanted where there is a choice.
const WANTED: f64 = 1200.0;

/// Characters of the words that are kept.
const LONGEST: usize = 1000;

/// Bytes of an address that are looked at for words; one that is longer is no name of a file.
const LONGEST_NAME: usize = 2000;

pub(crate) fn image(element: &Element) -> Option<Image> {
    let get = |name: &str| {
        let found = (element.attrs.iter()).find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| attribute.value.trim())
    };
    let first = |names: &[&str]| {
        let values = names.iter().filter_map(|name| get(name));
        values.into_iter().find(|value| !value.is_empty())
    };
    let size = |name| get(name)?.trim_end_matches("px").parse::<u32>().ok();
    let (width, height) = (size("width"), size("height"));
    if width.into_iter().chain(height).any(|side| side <= SMALL) {
        return None;
    }
    let is_hidden = get("aria-hidden") == Some("true");
    let names = [get("class"), get("id")].map(Option::unwrap_or_default);
    if is_hidden || names.iter().any(|names| has_word(names, SIGNS)) {
        return None;
    }
    let late = first(&["data-src", "data-lazy-src", "data-original", "data-lazy"]);
    let sets = first(&["data-srcset", "data-lazy-srcset", "srcset"]);
    let present = get("src").filter(|source| !source.is_empty());
    let source = match present.filter(|source| !is_placeholder(source)) {
        // What a browser has saved beside the page is named there alone.
        Some(source) if late.is_none() || !source.contains("://") => Some(source.to_owned()),
        source => late
            .map(str::to_owned)
            .or_else(|| sets.and_then(of_set))
            .or_else(|| source.map(str::to_owned)),
    };
    if source.as_deref().is_some_and(is_sign) {
        return None;
    }
    let alt: String = get("alt")
        .unwrap_or_default()
        .chars()
        .take(LONGEST)
        .collect();
    Some(Image {
        source,
        alt: one_line(&alt),
        is_large: width.is_some_and(|width| width >= LARGE),
    })
}

/// What an element `source` offers for the picture after it.
pub(crate) fn offered(element: &Element) -> Option<String> {
    let get = |name: &str| {
        let found = (element.attrs.iter()).find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| &*attribute.value)
    };
    // What no decoder here knows is not taken.
    if get("type").is_some_and(|kind| kind.contains("avif")) {
        return None;
    }
    of_set(get("srcset").or_else(|| get("data-srcset"))?)
}

/// Of a choice of widths, or of densities, the one nearest to what is wanted.
fn of_set(set: &str) -> Option<String> {
    const MOST: usize = 64;
    let mut words = set.split_ascii_whitespace().peekable();
    let mut best: Option<(f64, &str)> = None;
    for _ in 0..MOST {
        let Some(source) = words.next() else { break };
        let (source, is_alone) = match source.strip_suffix(',') {
            Some(source) => (source, true),
            None => (source, false),
        };
        let says = |word: &&str| word.trim_end_matches(',').ends_with(['w', 'x', 'h']);
        let size = words.next_if(|word| !is_alone && says(word));
        let size = size.map_or("", |size| size.trim_end_matches(','));
        let number = |size: &str| size[..size.len().saturating_sub(1)].parse::<f64>().ok();
        let width = match number(size) {
            Some(width) if size.ends_with('w') => width,
            Some(density) => density * WANTED / 2.0,
            None => WANTED / 2.0,
        };
        let is_better = |(known, _): &(f64, &str)| (width - WANTED).abs() < (known - WANTED).abs();
        if !source.is_empty() && best.as_ref().is_none_or(is_better) {
            best = Some((width, source));
        }
    }
    best.map(|(_, source)| source.to_owned())
}

/// Words of classes and of files that are no pictures of an article.
const SIGNS: &[&str] = &[
    "icon",
    "icons",
    "avatar",
    "avatars",
    "logo",
    "logos",
    "emoji",
    "smiley",
    "gravatar",
    "pixel",
    "spacer",
    "tracking",
    "tracker",
    "badge",
    "flag",
    "qrcode",
    "captcha",
    "spinner",
    "loader",
    "sprite",
    "favicon",
    "byline",
    "signature",
];

/// Words of files that stand in the place of a picture until that is loaded.
const PLACEHOLDERS: &[&str] = &[
    "placeholder",
    "blank",
    "transparent",
    "lazy",
    "loading",
    "dummy",
];

fn is_sign(source: &str) -> bool {
    let is_drawn = |path: &str| path.to_ascii_lowercase().ends_with(".svg");
    match source.split_once(':') {
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("data") => is_tiny(source),
        _ => is_drawn(path(source)) || has_word(file_name(source), SIGNS),
    }
}

fn is_placeholder(source: &str) -> bool {
    match source.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("data:") => is_tiny(source),
        _ => has_word(file_name(source), PLACEHOLDERS),
    }
}

/// Whether a picture that stands in its own address is too small to be one, or is drawn in lines.
fn is_tiny(source: &str) -> bool {
    const TINY: usize = 400;
    source.len() < TINY || source.starts_with("data:image/svg")
}

fn path(source: &str) -> &str {
    source.split(['?', '#']).next().unwrap_or_default()
}

fn file_name(source: &str) -> &str {
    let name = path(source).rsplit('/').next().unwrap_or_default();
    if name.len() > LONGEST_NAME { "" } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_offers_the_width_that_is_wanted() {
        let check = |set: &str, expected| assert_eq!(of_set(set).as_deref(), expected, "{set}");
        check("a.jpg 320w, b.jpg 1024w, c.jpg 4000w", Some("b.jpg"));
        check("a.jpg, b.jpg 2x", Some("b.jpg"));
        check("a,b.jpg 640w", Some("a,b.jpg"));
        check("a.jpg", Some("a.jpg"));
        check("", None);
    }

    #[test]
    fn signs_and_placeholders_are_known_by_their_names() {
        assert!(is_sign("https://example.org/img/site-logo.png?x=1"));
        assert!(is_sign("a/b/arrow.svg"));
        assert!(!is_sign("https://example.org/logos/ship.jpg"));
        assert!(is_placeholder("/img/blank.gif"));
        assert!(is_placeholder("data:image/gif;base64,R0lGODlhAQABAAAAACw="));
        assert!(!is_placeholder("page_files/ship.jpg"));
    }
}
