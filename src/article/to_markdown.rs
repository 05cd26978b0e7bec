//! An article as Markdown (CommonMark, with tables), in logical order, every string through
//! [`crate::text::clean`].

use std::ops::Range;

use crate::article::export::{HALVES_APART, cells, facts, plain_lines};
use crate::article::inline::{self, Event, Inline, Notes};
use crate::article::to_html::{Placed, goes_on, inline as inline_html};
use crate::article::{Article, BETWEEN_HALVES, Block, BlockKind, Document, SpanKind};
use crate::text::{is_mark, one_line};

/// The article as Markdown (CommonMark); signs of the text that Markdown would read are escaped.
pub fn to_markdown(article: &Article) -> String {
    let mut parts: Vec<String> = Vec::new();
    let escaped = |text: &str| escape_markdown(&one_line(text));
    parts.extend(
        article
            .title
            .as_deref()
            .map(|text| format!("# {}", escaped(text))),
    );
    parts.extend(
        article
            .subtitle
            .as_deref()
            .map(|text| format!("**{}**", escaped(text))),
    );
    parts.extend(facts(article).map(|text| escape_markdown(&text)));
    parts.push(body(article));
    parts.join("\n\n")
}

/// The blocks of the article as Markdown.
pub(crate) fn body(article: &Article) -> String {
    let mut parts: Vec<String> = Vec::new();
    let notes = Notes::of(&article.document);
    let blocks: Vec<Placed<'_>> = article.document.texts().enumerate().collect();
    for run in blocks.chunk_by(|one, next| goes_on(&article.document, one.1.0, next.1.0)) {
        for (block_idx, _) in run {
            parts.extend(pictures(article, *block_idx));
        }
        let part = match run[0].1.0.kind {
            BlockKind::ListItem => list(&article.document, run, &notes),
            BlockKind::Row => table(&article.document, run, &notes),
            _ => block(&article.document, run[0], &notes),
        };
        parts.push(part);
    }
    parts.extend(pictures(article, blocks.len()));
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

/// The pictures before a block, each a paragraph. An address in angle brackets may hold anything but
/// those.
fn pictures(article: &Article, block_idx: usize) -> impl Iterator<Item = String> {
    let pictures = article.pictures_before(block_idx).iter();
    pictures.map(|picture| {
        let source = one_line(&picture.source)
            .replace('<', "%3C")
            .replace('>', "%3E");
        format!("![{}](<{source}>)", escape_markdown(&picture.alt))
    })
}

/// The text of a block with what is in it and its forced line ends.
fn lines(document: &Document, block: Placed<'_>, notes: &Notes) -> String {
    let (idx, (block, source)) = block;
    linked(document, notes, (idx, block), 0..source.len()).replace('\n', "\\\n")
}

/// Some bytes of a block's text with what is in it.
fn linked(
    document: &Document,
    notes: &Notes,
    block: (usize, &Block),
    range: Range<usize>,
) -> String {
    let mut out = String::with_capacity(range.len());
    let (mut is_program, mut is_mark) = (false, false);
    let events = inline::events(document, notes, block, range);
    for (idx, event) in events.iter().enumerate() {
        match *event {
            Event::Text(_) if is_mark => {}
            Event::Text(text) if is_program => out.push_str(&program(&plain_lines(text))),
            Event::Text(text) => {
                let begins_line = out.is_empty() || out.ends_with('\n');
                let text = plain_lines(text);
                match idx > 0 && is_bare_link(&events, idx - 1) {
                    true => out.push_str(&format!("<{text}>")),
                    false => out.push_str(&escape(&text, begins_line)),
                }
            }
            Event::Start(Inline::Link(_)) if is_bare_link(&events, idx) => {}
            Event::Start(Inline::Link(_)) => out.push('['),
            Event::End(Inline::Link(_)) if idx >= 2 && is_bare_link(&events, idx - 2) => {}
            Event::End(Inline::Link(target)) => {
                out.push_str(&format!("]({})", escaped_target(target)));
            }
            Event::Start(Inline::Mark(label, _)) => {
                out.push_str(&format!("[^{label}]"));
                is_mark = true;
            }
            Event::End(Inline::Mark(..)) => is_mark = false,
            Event::Start(Inline::Span(SpanKind::Code)) => is_program = true,
            Event::End(Inline::Span(SpanKind::Code)) => is_program = false,
            Event::Start(Inline::Span(kind)) => out.push_str(sign(&events, idx, kind).0),
            Event::End(Inline::Span(kind)) => {
                let is_start = |event: &Event<'_>| *event == Event::Start(Inline::Span(kind));
                let start = events[..idx].iter().rposition(is_start);
                out.push_str(start.map_or("", |start| sign(&events, start, kind).1));
            }
        }
    }
    out
}

/// What a marked stretch begins with, which is the event `start`, and what it ends with: signs where they
/// are read as such (CommonMark 0.31, "Emphasis and strong emphasis"), else elements of HTML.
fn sign(events: &[Event<'_>], start: usize, kind: SpanKind) -> (&'static str, &'static str) {
    let (sign, elements) = match kind {
        SpanKind::Deleted => ("~~", ("<del>", "</del>")),
        SpanKind::Strong => ("**", ("<strong>", "</strong>")),
        SpanKind::Emphasis => ("*", ("<em>", "</em>")),
        SpanKind::Code | SpanKind::Inserted | SpanKind::In(_) => return ("", ""),
    };
    let rest = &events[start..];
    let end = rest
        .iter()
        .position(|event| *event == Event::End(Inline::Span(kind)));
    let end = start + end.unwrap_or(rest.len());
    let behind = events.get(end + 1..).unwrap_or_default();
    let (before, inside) = (&events[..start], &events[start + 1..end]);
    let is_strong = |event: Option<&Event<'_>>| {
        matches!(
            event,
            Some(
                Event::Start(Inline::Span(SpanKind::Strong))
                    | Event::End(Inline::Span(SpanKind::Strong))
            )
        )
    };
    // Stars of both would be read as one sign. The other sign of stress is none within words.
    let touches = [before.last(), inside.first(), inside.last(), behind.first()];
    let is_line = kind == SpanKind::Emphasis && touches.into_iter().any(is_strong);
    let is_read = |outer: Beside, inner: Beside| match inner {
        Beside::Blank => false,
        Beside::Letter if !is_line => true,
        _ => outer != Beside::Letter,
    };
    let first = |events: &[Event<'_>], is_seen| {
        let mut beside = (events.iter()).filter_map(|event| Beside::at(event, is_seen, first_of));
        beside.next().unwrap_or(Beside::Blank)
    };
    let last = |events: &[Event<'_>], is_seen| {
        let events = events.iter().rev();
        let mut beside = events.filter_map(|event| Beside::at(event, is_seen, last_of));
        beside.next().unwrap_or(Beside::Blank)
    };
    // Inside a sign asks for more than a letter, outside a letter for more than a sign.
    let opens = is_read(last(before, is_line), first(inside, true));
    match opens && is_read(first(behind, is_line), last(inside, true)) {
        true if is_line => ("_", "_"),
        true => (sign, sign),
        false => elements,
    }
}

/// What stands beside a sign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// A blank, or nothing.
    Blank,
    /// What is neither a letter nor a digit.
    Sign,
    Letter,
}

impl Beside {
    fn of(c: Option<char>) -> Self {
        match c {
            Some(c) if c.is_alphanumeric() || is_mark(c) => Self::Letter,
            Some(c) if !c.is_whitespace() => Self::Sign,
            _ => Self::Blank,
        }
    }

    /// What an event puts there, if anything. Signs of other stretches are `seen`, or what is beyond them.
    fn at(event: &Event<'_>, is_seen: bool, nearest: fn(&str) -> Option<char>) -> Option<Self> {
        match event {
            Event::Text(text) => Some(Self::of(nearest(text))),
            Event::Start(Inline::Span(kind)) | Event::End(Inline::Span(kind)) => match kind {
                SpanKind::Code => Some(Self::Sign),
                SpanKind::Inserted | SpanKind::In(_) => None,
                _ => is_seen.then_some(Self::Sign),
            },
            Event::Start(_) | Event::End(_) => Some(Self::Sign),
        }
    }
}

fn first_of(text: &str) -> Option<char> {
    text.chars().next()
}

fn last_of(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// Whether a link that begins with an event is nothing but its target.
fn is_bare_link(events: &[Event<'_>], idx: usize) -> bool {
    match events.get(idx..idx + 3) {
        Some(
            [
                Event::Start(Inline::Link(target)),
                Event::Text(text),
                Event::End(_),
            ],
        ) => *target == plain_lines(text),
        _ => false,
    }
}

/// A piece of a program between more grave accents than are in it.
fn program(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A target without signs that Markdown would read.
fn escaped_target(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for c in target.chars() {
        if matches!(c, '\\' | '(' | ')' | '<' | '>') || c == '&' && target.contains(';') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn block(document: &Document, placed: Placed<'_>, notes: &Notes) -> String {
    let (idx, (block, source)) = placed;
    let whole = || linked(document, notes, (idx, block), 0..source.len());
    match block.kind {
        // The title is the heading above all.
        BlockKind::Heading => {
            let marks = "#".repeat(usize::from(block.level.clamp(2, 6)));
            format!("{marks} {}", whole().replace('\n', " "))
        }
        BlockKind::Caption => {
            let text = inline_html(document, notes, (idx, block), 0..source.len(), " ");
            format!("<figure><figcaption>{text}</figcaption></figure>")
        }
        BlockKind::Quote => {
            let text = lines(document, placed, notes);
            format!("> {}", text.replace('\n', "\n> "))
        }
        BlockKind::Code => {
            let text = plain_lines(source);
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            format!("{fence}\n{text}\n{fence}")
        }
        BlockKind::Verse => {
            let between = escape(BETWEEN_HALVES, false);
            lines(document, placed, notes).replace(&between, HALVES_APART)
        }
        BlockKind::Paragraph | BlockKind::Media | BlockKind::ListItem | BlockKind::Row => {
            match notes.label(idx, source) {
                // The mark and the blank behind it.
                Some(label) => {
                    let range = label.len() + 3..source.len();
                    let text = linked(document, notes, (idx, block), range);
                    format!("[^{label}]: {}", text.replace('\n', "\\\n    "))
                }
                None => lines(document, placed, notes),
            }
        }
    }
}

/// Items with their numbers, lists within lists set in by what a parser asks for. A list that follows
/// another has another sign.
fn list(document: &Document, items: &[Placed<'_>], notes: &Notes) -> String {
    let mut out = String::new();
    let (mut depth, mut is_counted) = (0, false);
    // Which of two signs the lists of a level have.
    let mut signs: Vec<bool> = Vec::new();
    for placed in items {
        let (_, (item, _)) = placed;
        let level = usize::from(item.level.max(1)).min(depth + 1);
        signs.resize(signs.len().max(level), false);
        signs.truncate(level + 1);
        signs[level - 1] ^= document.details().begins_anew(item);
        let is_other = signs[level - 1];
        let indent = "    ".repeat(level - 1);
        let text = lines(document, *placed, notes);
        let text = text.replace('\n', &format!("\n{indent}    "));
        // What has no number in a list that counts goes on the item before.
        let is_next = level == depth && is_counted && item.number.is_none();
        let is_next = is_next && !document.details().begins_anew(item);
        let line = match item.number {
            Some(number) => format!(
                "{indent}{number}{} {text}",
                if is_other { ')' } else { '.' }
            ),
            None if is_next => format!("\n{indent}    {text}"),
            None => format!("{indent}{} {text}", if is_other { '*' } else { '-' }),
        };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&line);
        (depth, is_counted) = (level, is_next || item.number.is_some());
    }
    out
}

/// Rows below the first, which is the head: a table has one.
fn table(document: &Document, rows: &[Placed<'_>], notes: &Notes) -> String {
    let cell = |row: (usize, &Block), range| {
        let text = linked(document, notes, row, range);
        text.replace('|', "\\|").replace('\n', " ")
    };
    let rows: Vec<Vec<String>> = (rows.iter())
        .map(|(idx, (row, source))| {
            cells(source)
                .map(|range| cell((*idx, row), range))
                .collect()
        })
        .collect();
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: &[String]| {
        let padded = (0..n_columns).map(|idx| row.get(idx).map_or("", String::as_str));
        format!("| {} |", padded.collect::<Vec<_>>().join(" | "))
    };
    let mut out: Vec<String> = rows.iter().map(|row| line(row)).collect();
    let rule = vec!["---".to_owned(); n_columns];
    out.insert(1, line(&rule));
    out.join("\n")
}

fn escape_markdown(text: &str) -> String {
    escape(text, true)
}

/// Escapes text, which may begin a line.
fn escape(text: &str, begins_line: bool) -> String {
    let mut out = String::with_capacity(text.len());
    // Signs that mean something only where a line begins: `# - + 1.` and the underline `=`.
    let mut at_start = begins_line;
    let mut in_number = false;
    for c in text.chars() {
        let opens = at_start && matches!(c, '#' | '-' | '+' | '=');
        let ends_number = in_number && matches!(c, '.' | ')');
        if opens
            || ends_number
            || matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~'
            )
        {
            out.push('\\');
        }
        out.push(c);
        in_number = (at_start || in_number) && c.is_ascii_digit();
        at_start = c == '\n';
    }
    out
}
