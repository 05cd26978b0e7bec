//! An article as Markdown (CommonMark, with tables), in logical order, every string through
//! [`crate::text::clean`].

use std::ops::Range;

use crate::article::export::{cells, facts, plain_lines};
use crate::article::to_html::linked as linked_html;
use crate::article::{Article, Block, BlockKind, Document};
use crate::text::one_line;

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
    let blocks: Vec<(&Block, &str)> = article.document.texts().collect();
    let mut n_before = 0;
    for run in blocks.chunk_by(|(one, _), (next, _)| one.kind == next.kind && goes_on(one.kind)) {
        for block_idx in n_before..n_before + run.len() {
            parts.extend(pictures(article, block_idx));
        }
        n_before += run.len();
        let part = match run[0].0.kind {
            BlockKind::ListItem => list(&article.document, run),
            BlockKind::Row => table(&article.document, run),
            _ => block(&article.document, run[0].0, run[0].1),
        };
        parts.push(part);
    }
    parts.extend(pictures(article, n_before));
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

fn goes_on(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem | BlockKind::Row)
}

/// The text of a block with its links and its forced line ends.
fn lines(document: &Document, block: &Block, source: &str) -> String {
    linked(document, block, 0..source.len()).replace('\n', "\\\n")
}

/// Some bytes of a block's text with the links in it.
fn linked(document: &Document, block: &Block, range: Range<usize>) -> String {
    let mut out = String::with_capacity(range.len());
    for (text, target) in document.stretches(block, range) {
        let begins_line = out.is_empty() || out.ends_with('\n');
        let text = plain_lines(text);
        match target {
            Some(target) if target == text => out.push_str(&format!("<{target}>")),
            Some(target) => {
                let text = escape(&text, false);
                out.push_str(&format!("[{text}]({})", escaped_target(target)));
            }
            None => out.push_str(&escape(&text, begins_line)),
        }
    }
    out
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

fn block(document: &Document, block: &Block, source: &str) -> String {
    match block.kind {
        // The title is the heading above all.
        BlockKind::Heading => {
            let marks = "#".repeat(usize::from(block.level.clamp(2, 6)));
            let text = linked(document, block, 0..source.len());
            format!("{marks} {}", text.replace('\n', " "))
        }
        BlockKind::Caption => {
            let text = linked_html(document, block, 0..source.len(), " ");
            format!("<figure><figcaption>{text}</figcaption></figure>")
        }
        BlockKind::Quote => {
            let text = lines(document, block, source);
            format!("> {}", text.replace('\n', "\n> "))
        }
        BlockKind::Code => {
            let text = plain_lines(source);
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            format!("{fence}\n{text}\n{fence}")
        }
        BlockKind::Paragraph
        | BlockKind::Media
        | BlockKind::ListItem
        | BlockKind::Row
        | BlockKind::Verse => lines(document, block, source),
    }
}

/// Items with their numbers, lists within lists set in by what a parser asks for.
fn list(document: &Document, items: &[(&Block, &str)]) -> String {
    let mut out = String::new();
    let (mut depth, mut is_counted) = (0, false);
    for (item, source) in items {
        let level = usize::from(item.level.max(1)).min(depth + 1);
        let indent = "    ".repeat(level - 1);
        let text = lines(document, item, source);
        let text = text.replace('\n', &format!("\n{indent}    "));
        // What has no number in a list that counts goes on the item before.
        let is_next = level == depth && is_counted && item.number.is_none();
        let line = match item.number {
            Some(number) => format!("{indent}{number}. {text}"),
            None if is_next => format!("\n{indent}    {text}"),
            None => format!("{indent}- {text}"),
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
fn table(document: &Document, rows: &[(&Block, &str)]) -> String {
    let cell = |row: &Block, range| {
        let text = linked(document, row, range);
        text.replace('|', "\\|").replace('\n', " ")
    };
    let rows: Vec<Vec<String>> = (rows.iter())
        .map(|(row, source)| cells(source).map(|range| cell(row, range)).collect())
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
        let opens = at_start && matches!(c, '#' | '-' | '+' | '=' | '~');
        let ends_number = in_number && matches!(c, '.' | ')');
        if opens || ends_number || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&')
        {
            out.push('\\');
        }
        out.push(c);
        in_number = (at_start || in_number) && c.is_ascii_digit();
        at_start = c == '\n';
    }
    out
}
