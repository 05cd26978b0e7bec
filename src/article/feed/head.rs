//! The first bytes of a file → what a feed says there of all its entries. A feed is known by its first
//! element (RSS, Atom) or by the version that it names (JSON Feed), whatever stands before that: marks
//! of the byte order, blanks, comments, a word that a server put there.

use memchr::memmem;

use crate::article::feed::element::{Element, elements};
use crate::article::feed::{Feed, FeedForm, json, xml};
use crate::article::{Raw, decode, stated};

/// Bytes before the declaration of XML, on its line.
const MOST_JUNK: usize = 256;

pub(crate) fn read(first: &[u8]) -> Option<Feed> {
    let is_wide = first.iter().take(4).any(|b| matches!(b, 0 | 0xFE | 0xFF));
    let has = |word: &str| memmem::find(first, word.as_bytes()).is_some();
    if !is_wide && !["rss", "RSS", "RDF", "feed"].into_iter().any(has) {
        return None;
    }
    // A character that is cut in two would speak for another encoding.
    let end = match is_wide {
        true => first.len() & !1,
        false => first.iter().rposition(u8::is_ascii)? + 1,
    };
    let decoded = decode::decode(Raw::from(&first[..end])).ok()?;
    let mut feed = match json::list_start(&first[..end]) {
        Some(start) if !is_wide => Feed {
            start,
            ..json::head(&decoded.text)?
        },
        _ => json::head(&decoded.text).or_else(|| of_xml(&decoded.text))?,
    };
    feed.encoding = decoded.encoding;
    Some(feed)
}

fn of_xml(text: &str) -> Option<Feed> {
    let root = root(text)?;
    let name = name(root).to_ascii_lowercase();
    let has = |word: &str| root.contains(word);
    let tag = root.split('>').next().unwrap_or_default();
    let form = match name.rsplit(':').next()? {
        "rss" if has("<channel") || has("item") => FeedForm::Items,
        "rdf" if has("purl.org/rss/") || has("netscape.com/rdf/simple/") => FeedForm::Items,
        "feed" if tag.contains("tom") || has("<entry") => FeedForm::Entries,
        _ => return None,
    };
    let head = match form {
        FeedForm::Entries => &root[..start_of(root, "entry")],
        _ => &root[..start_of(root, "item")],
    };
    let root = elements(head).into_iter().next()?;
    let inner = elements(&root.content);
    let channel = inner.iter().find(|element| element.name == "channel");
    let of_channel = channel.map(|channel| elements(&channel.content));
    let fields = of_channel.as_deref().unwrap_or(&inner);
    let text = |name: &str| {
        let texts = fields.iter().filter(|field| field.name == name);
        let mut texts = texts.map(|field| stated::plain(&field.content));
        texts.find(|text| !text.is_empty())
    };
    let around = [Some(&root), channel];
    let tag = |element: &Element| element.attribute("xml:lang").map(str::to_owned);
    let language = || around.into_iter().flatten().find_map(tag);
    Some(Feed {
        form,
        title: text("title").or_else(|| text("dc:title")),
        language: text("language")
            .or_else(|| text("dc:language"))
            .or_else(language),
        address: fields.iter().find_map(xml::page_address),
        authors: match form {
            FeedForm::Entries => fields.iter().flat_map(xml::names).collect(),
            _ => Vec::new(),
        },
        ..Feed::default()
    })
}

/// The source from its first element on.
fn root(text: &str) -> Option<&str> {
    let is_nothing = |c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}';
    let mut rest = text.trim_start_matches(is_nothing);
    if !rest.starts_with('<') {
        let line = rest.lines().next().unwrap_or_default();
        let junk = line.find('<').filter(|junk| *junk <= MOST_JUNK)?;
        rest = Some(&rest[junk..]).filter(|rest| rest.starts_with("<?xml"))?;
    }
    loop {
        let after = match () {
            () if rest.starts_with("<!--") => rest.split_once("-->")?.1,
            () if rest.starts_with("<?") => rest.split_once('>')?.1,
            () if rest.starts_with("<!") => {
                let (kind, after) = rest.split_once('>')?;
                match kind.contains('[') {
                    // Between brackets stand declarations.
                    true => rest.split_once(']')?.1.split_once('>')?.1,
                    false => after,
                }
            }
            () => return Some(rest).filter(|rest| !name(rest).is_empty()),
        };
        rest = after.trim_start_matches(is_nothing);
    }
}

/// The name of the tag that a source begins with.
fn name(source: &str) -> &str {
    let after = source.strip_prefix('<').unwrap_or_default();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.');
    &after[..after.find(|c| !is_name(c)).unwrap_or(after.len())]
}

/// Where the first element of that name begins; the end where there is none.
fn start_of(source: &str, wanted: &str) -> usize {
    let tags = source
        .match_indices('<')
        .map(|(at, _)| (at, name(&source[at..])));
    let is_it = |name: &str| {
        let last = name.rsplit(':').next().unwrap_or_default();
        last.eq_ignore_ascii_case(wanted)
    };
    let mut found = tags.filter(|(_, name)| is_it(name));
    found.next().map_or(source.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_told_from_other_files() {
        let check = |first: &str, expected: Option<(FeedForm, &str)>| {
            let feed = read(first.as_bytes());
            let found = feed
                .as_ref()
                .map(|feed| (feed.form, feed.title.as_deref().unwrap_or("")));
            assert_eq!(found, expected, "{first:?}");
        };
        let items = |title| Some((FeedForm::Items, title));
        check(
            "<rss><channel><title>الميناء</title><item>",
            items("الميناء"),
        );
        check(
            "\u{FEFF}\n<?xml version='1.0'?><!-- x --><RSS version=\"2.01\"><channel><title>A &amp; B",
            items("A & B"),
        );
        check(
            "1<?xml version='1.0'?><rss version='0.91'><channel><title>x</title>",
            items("x"),
        );
        check(
            "<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel><title>&a;</title><item><title>y",
            items("&a;"),
        );
        check(
            "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about=x><title>پ</title></channel>\
             <image><title>z</title></image><item>",
            items("پ"),
        );
        check(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=ur><title type=text>خبر</title><entry>",
            Some((FeedForm::Entries, "خبر")),
        );
        check(
            "{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1.1\", \"title\": \"a\", \"items\": [{",
            Some((FeedForm::Objects, "a")),
        );
        for other in [
            "",
            "<!doctype html><p>An example: <rss><channel><item></item></channel></rss>",
            "<opml version=\"2.0\"><head><title>rss</title></head><body></body></opml>",
            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url>rss feed</url></urlset>",
            "<rdf:RDF xmlns:owl=\"http://www.w3.org/2002/07/owl#\"><owl:Class/></rdf:RDF>",
            "An example of a feed:\n<?xml version='1.0'?><rss><channel><item>",
            "rss <channel",
            "{\"version\": \"1\", \"feed\": 1, \"items\": [",
            "{\"a\": {\"version\": \"https://jsonfeed.org/version/1\", \"items\": [",
            "<rss",
            "feed",
        ] {
            check(other, None);
        }
    }
}
