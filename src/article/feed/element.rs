//! XML as it comes → its outermost elements, each with its attributes and all that is in it. Read by the
//! tokenizer of HTML (html5ever), for which nothing is an error: signs that stand for nothing stay as
//! they are, its own names of characters are known, none are declared, and an element ends where one
//! of its name is closed, whatever is open in it. Linear in time and memory.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::article::to_html::escape_html;

/// An element.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    /// With its prefix, in small letters; that of the feed's own form is taken off.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    /// What is in it: its characters as they are meant, in [`CONTAINERS`] and in XHTML as they are written
    /// in HTML; tags without prefixes.
    pub(crate) content: String,
}

impl Element {
    /// The value of an attribute; none where it is blank.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }
}

/// Elements whose contents are elements.
const CONTAINERS: &[&str] = &[
    "rss",
    "rdf:rdf",
    "channel",
    "feed",
    "item",
    "entry",
    "author",
    "contributor",
    "dc:creator",
    "image",
    "source",
    "media:group",
    "media:content",
];

/// Bytes that the tokenizer is given at once.
const PIECE: usize = 64 * 1024;

/// The outermost elements of a source.
pub(crate) fn elements(source: &str) -> Vec<Element> {
    let source = with_whole_references(source);
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = &*source;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        input.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        rest = after;
    }
    tokenizer.end();
    let mut reading = tokenizer.sink.0.into_inner();
    reading.close();
    reading.elements
}

/// Whether there are tags in a text.
pub(crate) fn has_tags(text: &str) -> bool {
    let last_end = text.rfind('>').unwrap_or(0);
    let mut starts = text[..last_end].match_indices('<');
    starts.any(|(at, _)| {
        let name = &text[at + 1..];
        let name = name.strip_prefix('/').unwrap_or(name);
        name.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

const CDATA: &str = "<![CDATA[";

/// The source with each `&` that begins no whole reference written as one, but for what stands as it is.
fn with_whole_references(source: &str) -> Cow<'_, str> {
    let is_whole = |after: &str| {
        let end = after.bytes().take(40).position(|b| b == b';');
        end.is_some_and(|end| {
            let name = after[..end].strip_prefix('#').unwrap_or(&after[..end]);
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    };
    if source
        .match_indices('&')
        .all(|(at, _)| is_whole(&source[at + 1..]))
    {
        return source.into();
    }
    let mut out = String::with_capacity(source.len() + 64);
    let mut rest = source;
    while !rest.is_empty() {
        let (text, after) = rest.split_at(rest.find(CDATA).unwrap_or(rest.len()));
        let mut done = 0;
        for (at, _) in text
            .match_indices('&')
            .filter(|(at, _)| !is_whole(&text[at + 1..]))
        {
            out.push_str(&text[done..at]);
            out.push_str("&amp;");
            done = at + 1;
        }
        out.push_str(&text[done..]);
        let end = after.find("]]>").map_or(after.len(), |end| end + 3);
        out.push_str(&after[..end]);
        rest = &after[end..];
    }
    out.into()
}

#[derive(Default)]
struct Sink(RefCell<Reading>);

#[derive(Default)]
struct Reading {
    elements: Vec<Element>,
    open: Option<Open>,
}

struct Open {
    element: Element,
    /// Elements of the same name that are open in it.
    n_inside: usize,
    /// Whether its characters are written as in HTML.
    is_written: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reading.text(&text),
            Token::TagToken(tag) => reading.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        // Else sections of text as it is would be taken for comments.
        true
    }
}

impl Reading {
    fn text(&mut self, text: &str) {
        let Some(open) = &mut self.open else { return };
        match open.is_written {
            true => open.element.content.push_str(&escape_html(text)),
            false => open.element.content.push_str(text),
        }
    }

    fn tag(&mut self, tag: &Tag) {
        let name = plain_name(&tag.name);
        let is_start = tag.kind == TagKind::StartTag;
        let Some(open) = &mut self.open else {
            if is_start {
                self.begin(name, tag);
            }
            return;
        };
        if name == open.element.name {
            match is_start {
                true if tag.self_closing => {}
                true => open.n_inside += 1,
                false if open.n_inside == 0 => return self.close(),
                false => open.n_inside -= 1,
            }
        }
        let is_xhtml = open.element.attribute("type") == Some("xhtml");
        push_tag(&mut open.element.content, tag, !is_xhtml && open.is_written);
    }

    fn begin(&mut self, name: &str, tag: &Tag) {
        let attributes = tag.attrs.iter().map(|attribute| {
            let name = attribute.name.local.to_string();
            (name, attribute.value.to_string())
        });
        let element = Element {
            name: name.to_owned(),
            attributes: attributes.collect(),
            content: String::new(),
        };
        let is_written = CONTAINERS.contains(&name) || element.attribute("type") == Some("xhtml");
        self.open = Some(Open {
            element,
            n_inside: 0,
            is_written,
        });
        if tag.self_closing {
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.elements.push(open.element);
        }
    }
}

/// A name without a prefix that stands for the form of the feed itself.
fn plain_name(name: &str) -> &str {
    let own = ["atom:", "a10:", "rss:"];
    own.iter()
        .find_map(|own| name.strip_prefix(own))
        .unwrap_or(name)
}

/// Elements that have no end in HTML.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// A tag as it was; in what is HTML without a prefix, and closed as HTML does.
fn push_tag(out: &mut String, tag: &Tag, is_xml: bool) {
    let name = match is_xml {
        true => &*tag.name,
        false => tag.name.rsplit(':').next().unwrap_or_default(),
    };
    if tag.kind == TagKind::EndTag {
        out.extend(["</", name, ">"]);
        return;
    }
    out.extend(["<", name]);
    for attribute in &tag.attrs {
        out.extend([" ", &*attribute.name.local, "=\""]);
        out.push_str(&escape_html(&attribute.value));
        out.push('"');
    }
    match tag.self_closing {
        true if is_xml => out.push_str("/>"),
        true if !VOID.contains(&name) => out.extend(["></", name, ">"]),
        _ => out.push('>'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_whatever_is_wrong_with_them() {
        let check = |source: &str, expected: &[(&str, &str)]| {
            let found = elements(source);
            let found: Vec<(&str, &str)> = (found.iter())
                .map(|element| (&*element.name, &*element.content))
                .collect();
            assert_eq!(found, expected, "{source:?}");
        };
        check(
            "<title>خبر &amp; آخر</title><pubDate>x</pubDate>",
            &[("title", "خبر & آخر"), ("pubdate", "x")],
        );
        check("<link>a?b=1&copy=2&d</link>", &[("link", "a?b=1&copy=2&d")]);
        check(
            "<title>خبر &mdash; &nbsp;&lol; &#1582;</title>",
            &[("title", "خبر — \u{A0}&lol; خ")],
        );
        check(
            "<description><![CDATA[<p>a & b</p>]]> ]]></description>",
            &[("description", "<p>a & b</p> ]]>")],
        );
        check(
            "<description><![CDATA[a]]]]><![CDATA[>b]]></description>",
            &[("description", "a]]>b")],
        );
        check(
            "<description>a<br>b<b>c</description><x/><y>open",
            &[("description", "a<br>b<b>c"), ("x", ""), ("y", "open")],
        );
        check(
            "<content type=\"xhtml\"><x:div>1 &lt; 2<x:p/><x:br/></x:div></content>",
            &[("content", "<div>1 &lt; 2<p></p><br></div>")],
        );
        check(
            "<media:group><media:content url='u'/><media:title>a &amp; b</media:title></media:group>",
            &[(
                "media:group",
                "<media:content url=\"u\"/><media:title>a &amp; b</media:title>",
            )],
        );
        check(
            "<a><a>1</a>2</a><atom:link href=x />",
            &[("a", "<a>1</a>2"), ("link", "")],
        );
        check("no <!-- <title>x</title> --> element </b>", &[]);
    }
}
