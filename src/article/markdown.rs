//! A page in Markdown (CommonMark, with tables, footnotes, tasks and the like) → an article. Its
//! blocks are those of the page, its fields those above the text; nothing of it is furniture, unless it is a
//! page of the web with its menus, which is read as HTML.
//! Of HTML inside it the text counts, and the direction that a `div` states.

mod blocks;
mod saved;

use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::article::html;
use crate::article::link::{Base, carry};
use crate::article::markdown::blocks::{Linked, Made, Pictured};
use crate::article::page::{is_visible, tell_language};
use crate::article::span::{self, Span, carry_spans};
use crate::article::{
    Article, BETWEEN_CELLS, BlockKind, Hidden, SpanKind, align, fields, front_matter,
};
use crate::text::{Controls, Direction, one_line, sanitize};

/// Whether a text shows that it is Markdown: fields above it, a heading first and then another one, a link
/// or a list, or a menu of links above a headline.
pub(crate) fn is_markdown(text: &str) -> bool {
    const BEGINNING: usize = 16 * 1024;
    let text = text.trim_start();
    if front_matter::part(text).is_some() || saved::fields(text).is_some() {
        return true;
    }
    let text = &text[..text.floor_char_boundary(BEGINNING)];
    let Some(rest) = text.strip_prefix("# ") else {
        return text.contains("\n# ") && saved::has_menu(text);
    };
    ["\n## ", "](http", "\n- ", "\n* ", "\n> ", "\n```"]
        .iter()
        .any(|mark| rest.contains(mark))
}

/// Makes an article of a page in Markdown, which may be from an address.
pub(crate) fn extract(source: &str, address: Option<&str>) -> Article {
    let (named, body) = front_matter::part(source)
        .or_else(|| saved::fields(source))
        .unwrap_or((Vec::new(), source));
    let stated = named.iter().find(|(name, _)| name == "url");
    let stated = stated.and_then(|(_, values)| values.first());
    let address = address.or(stated.map(String::as_str));
    let page = saved::to_html(body).map(|page| html::extract(&page, address));
    let mut article = page
        .filter(|page| page.document.texts().next().is_some())
        .unwrap_or_else(|| whole(body, address));
    article.facts.n_lines = source.lines().count();
    article.facts.hidden = Hidden::of(source);
    fields::take(&mut article, named);
    blocks::drop_title(&mut article);
    article
}

/// Makes an article of all that Markdown holds.
fn whole(text: &str, address: Option<&str>) -> Article {
    let mut walk = Walk {
        base: Base::new(address, None),
        ..Walk::default()
    };
    for event in saved::parser(text) {
        walk.take(event);
    }
    walk.flush();
    let mut article = blocks::article(walk.made, walk.pictures);
    tell_language(&mut article);
    article
}

#[derive(Default)]
struct Walk {
    made: Vec<Made>,
    text: String,
    /// What the next block begins with: the label of a footnote.
    label: String,
    /// The open lists, each with its next number where it counts.
    lists: Vec<Option<u64>>,
    n_quotes: usize,
    heading: Option<u8>,
    is_code: bool,
    /// Whether the marker of the open item is still to be set.
    is_marked: bool,
    /// The first row of the open table.
    table: Option<usize>,
    base: Base,
    /// The links of the open block, in bytes of its text so far.
    links: Vec<Linked>,
    /// What is marked in the open block, in bytes of its text so far.
    spans: Vec<Span>,
    /// What is open of what is marked, and where it begins.
    open: Vec<(SpanKind, usize)>,
    /// Whether the next block begins a list or a table.
    begins: bool,
    /// The open link.
    link: Option<(usize, Arc<str>)>,
    n_cells: usize,
    /// The length of the open paragraph's text that is the words of pictures.
    n_pictured: usize,
    is_caption: bool,
    picture: Option<usize>,
    /// The pictures, in their order.
    pictures: Vec<Pictured>,
    /// What the open elements of HTML state.
    direction: Option<Direction>,
    html: String,
}

impl Walk {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text),
            Event::Code(text) => {
                let start = self.text.len();
                self.push(&text);
                self.spans.push((start..self.text.len(), SpanKind::Code));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.inline_html(&html),
            Event::FootnoteReference(label) => self.text.push_str(&format!("[{label}]")),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\u{2028}'),
            Event::Rule => self.flush(),
            Event::TaskListMarker(is_done) => {
                self.text.push_str(if is_done { "☑ " } else { "☐ " });
            }
        }
    }

    fn push(&mut self, text: &str) {
        match self.is_code {
            true => self
                .text
                .push_str(&text.replace('\t', "    ").replace('\n', "\u{2028}")),
            false => self.text.push_str(&text.replace(['\n', '\t'], " ")),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.flush(),
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level as u8);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.n_quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.is_code = true;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html.clear();
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
                self.begins = true;
            }
            Tag::Strikethrough => self.mark(SpanKind::Deleted),
            Tag::Strong => self.mark(SpanKind::Strong),
            Tag::Emphasis => self.mark(SpanKind::Emphasis),
            Tag::Item => {
                self.flush();
                self.is_marked = true;
            }
            Tag::DefinitionListDefinition => {
                self.flush();
                self.lists.push(None);
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.label = format!("[{label}] ");
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Some(self.made.len());
                self.begins = true;
            }
            Tag::TableHead | Tag::TableRow => self.n_cells = 0,
            Tag::TableCell => {
                if self.n_cells > 0 {
                    self.text.push_str(BETWEEN_CELLS);
                }
                self.n_cells += 1;
            }
            Tag::Link {
                dest_url,
                link_type,
                ..
            } => {
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}").into(),
                    _ => dest_url,
                };
                let target = self.base.target(&address);
                self.link = target.map(|target| (self.text.len(), target));
            }
            Tag::Image { dest_url, .. } => {
                self.picture = Some(self.text.len());
                self.pictures.push(Pictured {
                    source: dest_url.into_string(),
                    alt: String::new(),
                    before: self.made.len(),
                });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item | TagEnd::DefinitionListTitle => self.flush(),
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.n_quotes = self.n_quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.is_code = false;
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::List(_) | TagEnd::DefinitionListDefinition => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::TableHead | TagEnd::TableRow => self.flush(),
            TagEnd::Table => self.end_table(),
            TagEnd::Link => self.end_link(),
            TagEnd::Strikethrough => self.end_mark(SpanKind::Deleted),
            TagEnd::Strong => self.end_mark(SpanKind::Strong),
            TagEnd::Emphasis => self.end_mark(SpanKind::Emphasis),
            TagEnd::Image => {
                let start = self.picture.take().unwrap_or(self.text.len());
                self.n_pictured += self.text.len().saturating_sub(start);
                if let Some(picture) = self.pictures.last_mut() {
                    picture.alt = one_line(&self.text[start..]);
                }
            }
            _ => {}
        }
    }

    /// Rows go together: one direction for all, so that columns stand in one order.
    fn end_table(&mut self) {
        let first = self.table.take().unwrap_or(self.made.len());
        let rows = self.made.get_mut(first..).unwrap_or_default();
        let texts = rows.iter().map(|row| row.text.as_str());
        let direction = align::direction(texts, self.direction);
        for row in rows {
            let text = align::aligned(&row.text, direction);
            carry(&mut row.links, &row.text, &text);
            carry_spans(&mut row.spans, &row.text, &text);
            (row.text, row.direction) = (text, direction);
        }
    }

    fn end_link(&mut self) {
        if let Some((start, target)) = self.link.take()
            && start < self.text.len()
        {
            self.links.push((start..self.text.len(), target));
        }
    }

    /// What is written from here on is marked, until that ends.
    fn mark(&mut self, kind: SpanKind) {
        self.open.push((kind, self.text.len()));
    }

    fn end_mark(&mut self, kind: SpanKind) {
        let last = self.open.iter().rposition(|(open, _)| *open == kind);
        let range = last.map_or(0..0, |idx| self.open.remove(idx).1..self.text.len());
        let alike = self.spans.iter_mut().rfind(|(_, other)| *other == kind);
        match alike.filter(|(before, _)| before.end == range.start) {
            Some((before, _)) => before.end = range.end,
            None if range.is_empty() => {}
            None => self.spans.push((range, kind)),
        }
    }

    fn inline_html(&mut self, html: &str) {
        let name = html.trim_matches(['<', '>', '/', ' ']).to_ascii_lowercase();
        let name = name.split(' ').next().unwrap_or_default();
        match (span::kind(name), html.starts_with("</")) {
            (Some(kind), false) => self.mark(kind),
            (Some(kind), true) => self.end_mark(kind),
            (None, _) if name == "br" => self.text.push('\u{2028}'),
            (None, _) => {}
        }
    }

    fn html_block(&mut self) {
        let html = std::mem::take(&mut self.html);
        let small = html.to_ascii_lowercase();
        let states = |way: &str| {
            [
                format!("dir=\"{way}\""),
                format!("dir='{way}'"),
                format!("dir={way}"),
            ]
            .iter()
            .any(|dir| small.contains(dir.as_str()))
        };
        match () {
            () if states("rtl") => self.direction = Some(Direction::Rtl),
            () if states("ltr") => self.direction = Some(Direction::Ltr),
            () => {}
        }
        self.is_caption = small.contains("<figcaption");
        for (text, links) in html::texts(&html, &self.base) {
            (self.text, self.links) = (text, links);
            self.flush();
        }
        self.is_caption = false;
        if small.trim_end().ends_with("</div>") {
            self.direction = None;
        }
    }

    /// Ends the open block.
    fn flush(&mut self) {
        self.end_link();
        let raw = std::mem::take(&mut self.text);
        let mut links = std::mem::take(&mut self.links);
        let mut spans = std::mem::take(&mut self.spans);
        self.open.clear();
        let n_pictured = std::mem::take(&mut self.n_pictured);
        let text = sanitize(&raw, Controls::Obey).text;
        let text = match self.is_code {
            true => text.trim_end_matches(['\u{2028}', ' ']),
            // The first cell of a row and the last may have nothing in them.
            false if self.table.is_some() => &text,
            false => text.trim(),
        };
        if !text.contains(is_visible) {
            return;
        }
        let is_picture = n_pictured > 0 && n_pictured >= text.len();
        let is_item = !self.lists.is_empty();
        let kind = match () {
            () if self.table.is_some() => BlockKind::Row,
            () if self.is_code => BlockKind::Code,
            () if self.heading.is_some() => BlockKind::Heading,
            () if is_picture || self.is_caption => BlockKind::Caption,
            () if is_item => BlockKind::ListItem,
            () if self.n_quotes > 0 => BlockKind::Quote,
            () => BlockKind::Paragraph,
        };
        carry(&mut links, &raw, text);
        carry_spans(&mut spans, &raw, text);
        let label = std::mem::take(&mut self.label);
        let ranges = links.iter_mut().map(|(range, _)| range);
        for range in ranges.chain(spans.iter_mut().map(|(range, _)| range)) {
            *range = range.start + label.len()..range.end + label.len();
        }
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let mut number = None;
        if kind == BlockKind::ListItem && self.is_marked {
            self.is_marked = false;
            if let Some(Some(next)) = self.lists.last_mut() {
                number = u16::try_from(*next).ok();
                *next = next.saturating_add(1);
            }
        }
        self.made.push(Made {
            text: label + text,
            links,
            spans,
            begins: std::mem::take(&mut self.begins),
            kind,
            level: match kind {
                BlockKind::ListItem => depth,
                _ => self.heading.unwrap_or(0),
            },
            number,
            direction: match kind {
                BlockKind::Code => Some(Direction::Ltr),
                _ => self.direction,
            },
        });
    }
}
