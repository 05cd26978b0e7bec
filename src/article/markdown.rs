//! A page in Markdown (CommonMark, with tables, footnotes, tasks and the like) → an article. Its
//! blocks are those of the page, its fields those above the text; nothing of it is furniture.
//! Of HTML inside it the text counts, and the direction that a `div` states.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::article::html::flat;
use crate::article::page::{is_visible, tell_language};
use crate::article::{
    Article, BETWEEN_CELLS, BlockKind, Document, Facts, Hidden, Picture, Reason, Removed, align,
    fields, front_matter, picture,
};
use crate::text::{Controls, Direction, one_line, sanitize};

/// Whether a text shows that it is Markdown: fields above it, or a heading first and then another
/// one, a link or a list.
pub(crate) fn is_markdown(text: &str) -> bool {
    const BEGINNING: usize = 16 * 1024;
    let text = text.trim_start();
    if front_matter::part(text).is_some() {
        return true;
    }
    let text = &text[..text.floor_char_boundary(BEGINNING)];
    let Some(rest) = text.strip_prefix("# ") else {
        return false;
    };
    ["\n## ", "](http", "\n- ", "\n* ", "\n> ", "\n```"]
        .iter()
        .any(|mark| rest.contains(mark))
}

/// Makes an article of a page in Markdown.
pub(crate) fn extract(source: &str) -> Article {
    let (named, body) = front_matter::part(source).unwrap_or((Vec::new(), source));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST;
    let mut walk = Walk::default();
    for event in Parser::new_ext(body, options) {
        walk.take(event);
    }
    walk.flush();
    let mut article = walk.article();
    article.facts = Facts {
        n_lines: source.lines().count(),
        hidden: Hidden::of(source),
        ..Facts::default()
    };
    tell_language(&mut article);
    fields::take(&mut article, named);
    drop_title(&mut article);
    article
}

/// A block on its way.
struct Made {
    text: String,
    kind: BlockKind,
    level: u8,
    number: Option<u16>,
    direction: Option<Direction>,
}

/// A picture on its way.
struct Pictured {
    source: String,
    alt: String,
    before: usize,
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
            Event::Text(text) | Event::Code(text) => self.push(&text),
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
            }
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
            }
            Tag::TableHead | Tag::TableRow => self.n_cells = 0,
            Tag::TableCell => {
                if self.n_cells > 0 {
                    self.text.push_str(BETWEEN_CELLS);
                }
                self.n_cells += 1;
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
        let mut texts: Vec<&mut String> = rows.iter_mut().map(|row| &mut row.text).collect();
        let direction = align::align(&mut texts, self.direction);
        for row in rows {
            row.direction = direction;
        }
    }

    fn inline_html(&mut self, html: &str) {
        let name = html.trim_start_matches('<').to_ascii_lowercase();
        if name.starts_with("br") {
            self.text.push('\u{2028}');
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
        for line in flat::lines(&html).lines() {
            self.text.push_str(line.trim());
            self.flush();
        }
        self.is_caption = false;
        if small.trim_end().ends_with("</div>") {
            self.direction = None;
        }
    }

    /// Ends the open block.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let n_pictured = std::mem::take(&mut self.n_pictured);
        let text = sanitize(&text, Controls::Obey).text;
        let text = match self.is_code {
            true => text.trim_end_matches(['\u{2028}', ' ']),
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
        let label = std::mem::take(&mut self.label);
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

    fn article(self) -> Article {
        let mut article = Article::default();
        let mut document = Document::default();
        let mut made = self.made;
        let mut n_above = 0;
        // The heading above all others is the title.
        if let Some(first) = made.first()
            && first.kind == BlockKind::Heading
            && first.level == 1
            && made.len() > 1
        {
            article.title = Some(one_line(&made.remove(0).text));
            n_above = 1;
        }
        for block in &made {
            document.push(block.kind, &block.text);
        }
        document.mark(|idx, _, block| {
            let made = &made[idx];
            (block.level, block.number, block.direction) =
                (made.level, made.number, made.direction);
        });
        let n_blocks = document.blocks().len();
        let pictures = self.pictures.into_iter().filter(|it| !it.source.is_empty());
        let pictures = pictures.take(picture::MOST).map(|picture| Picture {
            source: picture.source.into(),
            alt: picture.alt,
            before_block: picture.before.saturating_sub(n_above).min(n_blocks),
        });
        article.pictures = pictures.collect();
        article.document = document;
        article
    }
}

/// A title that the fields state may stand below them once more, as another heading.
fn drop_title(article: &mut Article) {
    if article.subtitle.as_deref().map(str::to_lowercase)
        == article.title.as_deref().map(str::to_lowercase)
        && let Some(text) = article.subtitle.take()
    {
        article.removed.push(Removed {
            text,
            reason: Reason::Repeated,
            line_idx: 0,
            before_block: 0,
        });
    }
}
