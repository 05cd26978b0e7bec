//! An article as a whole HTML document, in logical order, every string through
//! [`crate::text::clean`].

use std::fmt::Write;
use std::ops::Range;

use crate::article::export::{
    BETWEEN_FACTS, HALVES_APART, cells, facts, moment, plain_lines, sources,
};
use crate::article::inline::{self, Event, Inline, Notes};
use crate::article::span::Cell;
use crate::article::{Article, BETWEEN_HALVES, Block, BlockKind, Document, Picture, SpanKind};
use crate::text::{Direction, one_line, paragraph_direction};

/// The article as a whole HTML document with its language and direction; a paragraph that runs
/// the other way says so.
pub fn to_html(article: &Article) -> String {
    let direction = article.direction;
    let title = article.title.as_deref().map(one_line);
    let mut out = String::from("<!DOCTYPE html>\n<html");
    if let Some(language) = article.language {
        put(&mut out, format_args!(" lang=\"{language}\""));
    }
    put(
        &mut out,
        format_args!(
            " dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
            direction.as_str()
        ),
    );
    put(
        &mut out,
        format_args!(
            "<title>{}</title>\n</head>\n<body>\n",
            escape_html(title.as_deref().unwrap_or_default())
        ),
    );
    put_article(&mut out, article, &|picture| Some(&picture.source));
    out.push_str("</body>\n</html>\n");
    out
}

/// Where a picture is to be had; none where only the words for it are.
type Place<'a> = dyn Fn(&'a Picture) -> Option<&'a str> + 'a;

/// Writes the article as an element that is HTML and XML both.
pub(crate) fn put_article<'a>(out: &mut String, article: &'a Article, place: &Place<'a>) {
    let direction = article.direction;
    out.push_str("<article>\n");
    if article.title.is_some() || article.subtitle.is_some() || facts(article).is_some() {
        out.push_str("<header>\n");
        if let Some(title) = &article.title {
            element(out, "h1", &one_line(title), direction);
        }
        if let Some(subtitle) = &article.subtitle {
            element(out, "p", &one_line(subtitle), direction);
        }
        put_facts(out, article);
        out.push_str("</header>\n");
    }
    let notes = Notes::of(&article.document);
    let blocks: Vec<Placed<'_>> = article.document.texts().enumerate().collect();
    for run in blocks.chunk_by(|one, next| goes_on(&article.document, one.1.0, next.1.0)) {
        for (block_idx, _) in run {
            put_pictures(out, article, *block_idx, place);
        }
        match run[0].1.0.kind {
            BlockKind::ListItem => put_list(out, run, article, &notes),
            BlockKind::Row => put_table(out, run, article, &notes),
            _ => put_block(out, run[0], article, &notes),
        }
    }
    put_pictures(out, article, blocks.len(), place);
    out.push_str("</article>\n");
}

/// Who the article is from and when, each fact apart from its neighbours: after Arabic letters the
/// parts of a day would else run from right to left.
fn put_facts(out: &mut String, article: &Article) {
    let Some(facts) = facts(article) else { return };
    let line = paragraph_direction(&facts, article.direction);
    let name = |name: String| match paragraph_direction(&name, line) {
        own if own == line => escape_html(&name),
        own => format!("<bdi{}>{}</bdi>", dir(own, line), escape_html(&name)),
    };
    let time = |moment: String| {
        let (datetime, dir) = (&article.published, dir(Direction::Ltr, line));
        format!("<time datetime=\"{datetime}\"{dir}>{moment}</time>")
    };
    let parts = sources(article).map(name);
    let parts: Vec<String> = parts.chain(moment(article).map(time)).collect();
    let dir = dir(line, article.direction);
    put(
        out,
        format_args!("<p{dir}>{}</p>\n", parts.join(BETWEEN_FACTS)),
    );
}

/// A block with its text and its number.
pub(crate) type Placed<'a> = (usize, (&'a Block, &'a str));

/// Whether a block goes on what the one before it began: a list, which may have others at its level
/// behind it, or a table.
pub(crate) fn goes_on(document: &Document, one: &Block, next: &Block) -> bool {
    one.kind == next.kind
        && match one.kind {
            BlockKind::ListItem => true,
            BlockKind::Row => !document.details().begins_anew(next),
            _ => false,
        }
}

/// The attribute of what runs another way than what is around it.
fn dir(own: Direction, around: Direction) -> String {
    match own == around {
        true => String::new(),
        false => format!(" dir=\"{}\"", own.as_str()),
    }
}

/// The attributes of a block that runs another way, or is in another language.
fn attributes(block: &Block, source: &str, article: Direction) -> String {
    let own = block.direction;
    let own = own.unwrap_or_else(|| paragraph_direction(source, article));
    let lang = block
        .language
        .map(|language| format!(" lang=\"{}\"", language.tag()));
    lang.unwrap_or_default() + &dir(own, article)
}

/// Lists within the items of lists; an item without a number goes on the one before in a list
/// that counts.
fn put_list(out: &mut String, items: &[Placed<'_>], article: &Article, notes: &Notes) {
    // The open lists: whether they count, and the number that would come next.
    let mut open: Vec<Option<u16>> = Vec::new();
    let close = |out: &mut String, open: &mut Vec<Option<u16>>| {
        let name = if open.pop().flatten().is_some() {
            "ol"
        } else {
            "ul"
        };
        put(out, format_args!("</li>\n</{name}>\n"));
    };
    for (idx, (item, source)) in items {
        let level = usize::from(item.level.max(1)).min(open.len() + 1);
        let is_anew = article.document.details().begins_anew(item);
        while open.len() > level || is_anew && open.len() == level {
            close(out, &mut open);
        }
        let dir = attributes(item, source, article.direction);
        let range = 0..source.len();
        let text = inline(&article.document, notes, (*idx, item), range, "<br/>\n");
        if open.len() == level {
            match (open[level - 1], item.number) {
                (Some(_), None) => {
                    put(out, format_args!("\n<p{dir}>{text}</p>"));
                    continue;
                }
                (None, Some(_)) => close(out, &mut open),
                _ => out.push_str("</li>\n"),
            }
        } else if level > 1 {
            out.push('\n');
        }
        let is_new = open.len() < level;
        if is_new {
            match item.number {
                None => out.push_str("<ul>\n"),
                Some(1) => out.push_str("<ol>\n"),
                Some(first) => put(out, format_args!("<ol start=\"{first}\">\n")),
            }
            open.push(item.number);
        }
        match (item.number, open[level - 1]) {
            (Some(number), Some(next)) if number != next => {
                put(out, format_args!("<li value=\"{number}\"{dir}>{text}"));
            }
            _ => put(out, format_args!("<li{dir}>{text}")),
        }
        open[level - 1] = item.number.map(|number| number.saturating_add(1));
    }
    while !open.is_empty() {
        close(out, &mut open);
    }
}

fn put_table(out: &mut String, rows: &[Placed<'_>], article: &Article, notes: &Notes) {
    let table = rows[0].1.0.direction.unwrap_or(article.direction);
    put(
        out,
        format_args!("<table{}>\n", dir(table, article.direction)),
    );
    for (idx, (row, source)) in rows {
        out.push_str("<tr>");
        let kinds = article.document.details().cells(row).unwrap_or_default();
        for (cell_idx, cell) in cells(source).enumerate() {
            let kind = kinds.get(cell_idx).copied().unwrap_or(Cell::PLAIN);
            if kind.columns == 0 {
                continue;
            }
            let name = if kind.is_head { "th" } else { "td" };
            let mut attributes = dir(paragraph_direction(&source[cell.clone()], table), table);
            for (name, n) in [("colspan", kind.columns), ("rowspan", kind.rows)] {
                if n > 1 {
                    attributes.push_str(&format!(" {name}=\"{n}\""));
                }
            }
            let text = inline(&article.document, notes, (*idx, row), cell, " ");
            put(out, format_args!("<{name}{attributes}>{text}</{name}>"));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

fn put_block(
    out: &mut String,
    (idx, (block, source)): Placed<'_>,
    article: &Article,
    notes: &Notes,
) {
    let mut dir = attributes(block, source, article.direction);
    if notes.label(idx, source).is_some() {
        dir.push_str(&format!(" id=\"note-{idx}\""));
    }
    let text = |line_end| {
        inline(
            &article.document,
            notes,
            (idx, block),
            0..source.len(),
            line_end,
        )
    };
    if block.kind == BlockKind::Code {
        return put(out, format_args!("<pre{dir}>{}</pre>\n", text("\n")));
    }
    let text = text("<br/>\n");
    match block.kind {
        BlockKind::Paragraph
        | BlockKind::Code
        | BlockKind::Media
        | BlockKind::ListItem
        | BlockKind::Row => {
            put(out, format_args!("<p{dir}>{text}</p>\n"));
        }
        BlockKind::Verse => {
            let text = text.replace(BETWEEN_HALVES, HALVES_APART);
            put(out, format_args!("<p class=\"verse\"{dir}>{text}</p>\n"));
        }
        BlockKind::Heading => {
            // The title is the heading above all.
            let level = block.level.clamp(2, 6);
            put(out, format_args!("<h{level}{dir}>{text}</h{level}>\n"));
        }
        BlockKind::Quote => put(
            out,
            format_args!("<blockquote><p{dir}>{text}</p></blockquote>\n"),
        ),
        BlockKind::Caption => put(
            out,
            format_args!("<figure><figcaption{dir}>{text}</figcaption></figure>\n"),
        ),
    }
}

/// Some bytes of a block's text with what is in it, and with what ends its lines.
pub(crate) fn inline(
    document: &Document,
    notes: &Notes,
    block: (usize, &Block),
    range: Range<usize>,
    line_end: &str,
) -> String {
    let mut out = String::with_capacity(range.len());
    for event in inline::events(document, notes, block, range) {
        match event {
            Event::Text(text) => {
                out.push_str(&escape_html(&plain_lines(text)).replace('\n', line_end));
            }
            Event::Start(Inline::Link(target)) => {
                put(
                    &mut out,
                    format_args!("<a href=\"{}\">", escape_html(target)),
                );
            }
            Event::End(Inline::Link(_)) => out.push_str("</a>"),
            Event::Start(Inline::Mark(_, note)) => {
                put(&mut out, format_args!("<sup><a href=\"#note-{note}\">"));
            }
            Event::End(Inline::Mark(..)) => out.push_str("</a></sup>"),
            Event::Start(Inline::Span(SpanKind::In(language))) => {
                put(&mut out, format_args!("<span lang=\"{}\">", language.tag()));
            }
            Event::Start(Inline::Span(kind)) => put(&mut out, format_args!("<{}>", name(kind))),
            Event::End(Inline::Span(kind)) => put(&mut out, format_args!("</{}>", name(kind))),
        }
    }
    out
}

/// The element of a marked stretch.
fn name(kind: SpanKind) -> &'static str {
    match kind {
        SpanKind::Code => "code",
        SpanKind::Deleted => "del",
        SpanKind::Inserted => "ins",
        SpanKind::Strong => "strong",
        SpanKind::Emphasis => "em",
        SpanKind::In(_) => "span",
    }
}

/// The pictures before a block, or the words for them. Nothing in an address may be run: what it shows
/// is a picture.
fn put_pictures<'a>(out: &mut String, article: &'a Article, block_idx: usize, place: &Place<'a>) {
    for picture in article.pictures_before(block_idx) {
        let Some(source) = place(picture) else {
            element(out, "p", &article.in_place_of(picture), article.direction);
            continue;
        };
        let source = escape_html(&one_line(source));
        let alt = escape_html(&picture.alt);
        let dir = dir(
            paragraph_direction(&picture.alt, article.direction),
            article.direction,
        );
        put(
            out,
            format_args!("<p><img src=\"{source}\" alt=\"{alt}\"{dir}/></p>\n"),
        );
    }
}

fn element(out: &mut String, name: &str, text: &str, article: Direction) {
    let direction = paragraph_direction(text, article);
    let dir = dir(direction, article);
    put(
        out,
        format_args!("<{name}{dir}>{}</{name}>\n", escape_html(text)),
    );
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments)
        .expect("writing to a string does not fail");
}

/// Text without signs that HTML or XML reads, and without the two that XML cannot hold.
pub(crate) fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(c),
        }
    }
    out
}
