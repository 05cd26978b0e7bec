//! An article as it leaves the program: JSON, plain text, Markdown, HTML. All in logical order,
//! every string through [`crate::text::clean`], so that nothing of a page acts on a terminal.

use std::fmt::Write;

use serde::Serialize;

use crate::article::{Article, Block, BlockKind};
use crate::text::{Direction, clean, one_line, paragraph_direction};

/// An article as one JSON object: the keys stand in this order; what the page does not say is null.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of `Article`")]
pub struct Record {
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub byline: Vec<String>,
    pub outlet: Option<String>,
    pub agency: Option<String>,
    /// `2016-07-16` or `2016-07-16T04:36`; null without a day.
    pub published: Option<String>,
    pub section: Option<String>,
    pub tags: Vec<String>,
    pub captions: Vec<String>,
    pub language: Option<&'static str>,
    pub direction: Direction,
    pub words: usize,
    pub reading_minutes: Option<u32>,
    pub paragraphs: Vec<String>,
    pub removed: Vec<RemovedRecord>,
    pub source: String,
    /// `04:36`; a page may give a time without a day.
    pub time: Option<String>,
}

/// A line that was left out, as JSON.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of `Article`")]
pub struct RemovedRecord {
    pub text: String,
    pub reason: &'static str,
}

/// The article as a JSON object; `source` is where it was read from.
pub fn to_json(article: &Article, source: &str) -> Record {
    let line = |text: &Option<String>| text.as_deref().map(one_line);
    let lines = |texts: &[String]| texts.iter().map(|text| one_line(text)).collect();
    let published = article.published;
    Record {
        title: line(&article.title),
        subtitle: line(&article.subtitle),
        byline: lines(&article.byline),
        outlet: line(&article.outlet),
        agency: line(&article.agency),
        published: published.date.map(|_| published.to_string()),
        section: line(&article.section),
        tags: lines(&article.tags),
        captions: article.document.captions().map(cleaned).collect(),
        language: article.language,
        direction: article.direction,
        words: article.document.n_words(),
        reading_minutes: article.reading_minutes,
        paragraphs: article.document.paragraphs().map(cleaned).collect(),
        removed: article
            .removed
            .iter()
            .map(|removed| RemovedRecord {
                text: cleaned(&removed.text),
                reason: removed.reason.as_str(),
            })
            .collect(),
        source: one_line(source),
        time: published.time.map(|time| time.to_string()),
    }
}

/// The article as plain text: the title, what is known of it, and the paragraphs, with a blank
/// line between two. Captions are left out: there is no picture to look at.
pub fn to_text(article: &Article) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(article.title.as_deref().map(one_line));
    parts.extend(article.subtitle.as_deref().map(one_line));
    parts.extend(facts(article));
    parts.extend(article.document.texts().filter_map(|(block, text)| {
        let text = plain_lines(text);
        match block.kind {
            BlockKind::Caption => None,
            BlockKind::ListItem => Some(item(block, &text)),
            _ => Some(text),
        }
    }));
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

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
    let mut in_list = false;
    for (block, source) in article.document.texts() {
        let text = escape_markdown(&plain_lines(source)).replace('\n', "\\\n");
        let is_item = block.kind == BlockKind::ListItem;
        let part = match block.kind {
            BlockKind::Paragraph | BlockKind::Row => text,
            BlockKind::Heading => format!("## {}", escaped(source)),
            BlockKind::ListItem => format!("- {}", text.replace('\n', "\n  ")),
            BlockKind::Caption => format!("*{}*", escaped(source)),
            BlockKind::Quote => format!("> {}", text.replace('\n', "\n> ")),
            BlockKind::Code => format!("```\n{}\n```", plain_lines(source)),
        };
        match parts.last_mut().filter(|_| is_item && in_list) {
            Some(list) => {
                list.push('\n');
                list.push_str(&part);
            }
            None => parts.push(part),
        }
        in_list = is_item;
    }
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

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
            "<title>{}</title>\n</head>\n<body>\n<article>\n",
            escape_html(title.as_deref().unwrap_or_default())
        ),
    );
    if article.title.is_some() || article.subtitle.is_some() || facts(article).is_some() {
        out.push_str("<header>\n");
        if let Some(title) = &title {
            element(&mut out, "h1", title, direction);
        }
        if let Some(subtitle) = &article.subtitle {
            element(&mut out, "p", &one_line(subtitle), direction);
        }
        if let Some(facts) = facts(article) {
            element(&mut out, "p", &facts, direction);
        }
        out.push_str("</header>\n");
    }
    let mut in_list = false;
    for (block, text) in article.document.texts() {
        let is_item = block.kind == BlockKind::ListItem;
        if is_item != in_list {
            out.push_str(if is_item { "<ul>\n" } else { "</ul>\n" });
        }
        in_list = is_item;
        put_block(&mut out, block, text, direction);
    }
    if in_list {
        out.push_str("</ul>\n");
    }
    out.push_str("</article>\n</body>\n</html>\n");
    out
}

/// An item of a list as plain text, with its number or a bullet.
fn item(block: &Block, text: &str) -> String {
    let indent = "  ".repeat(usize::from(block.level.saturating_sub(1)));
    match block.number {
        Some(number) => format!("{indent}{number}. {text}"),
        None => format!("{indent}• {text}"),
    }
}

/// Byline, outlet or agency, day and time: what the page says of them, on one line.
fn facts(article: &Article) -> Option<String> {
    let published = article.published.to_string().replace('T', " ");
    let parts: Vec<String> = article
        .byline
        .iter()
        .map(String::as_str)
        .chain(article.outlet.as_deref())
        .chain(article.agency.as_deref())
        .chain([published.as_str()])
        .map(one_line)
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn put_block(out: &mut String, block: &Block, source: &str, article: Direction) {
    let direction = block
        .direction
        .unwrap_or_else(|| paragraph_direction(source, article));
    let dir = match direction == article {
        true => String::new(),
        false => format!(" dir=\"{}\"", direction.as_str()),
    };
    let text = escape_html(&plain_lines(source)).replace('\n', "<br>\n");
    match block.kind {
        BlockKind::Paragraph => put(out, format_args!("<p{dir}>{text}</p>\n")),
        BlockKind::Heading => put(out, format_args!("<h2{dir}>{text}</h2>\n")),
        BlockKind::ListItem => put(out, format_args!("<li{dir}>{text}</li>\n")),
        BlockKind::Quote => put(
            out,
            format_args!("<blockquote><p{dir}>{text}</p></blockquote>\n"),
        ),
        BlockKind::Code => put(
            out,
            format_args!("<pre{dir}>{}</pre>\n", escape_html(&plain_lines(source))),
        ),
        BlockKind::Row => put(out, format_args!("<p{dir}>{text}</p>\n")),
        BlockKind::Caption => put(
            out,
            format_args!("<figure><figcaption{dir}>{text}</figcaption></figure>\n"),
        ),
    }
}

fn element(out: &mut String, name: &str, text: &str, article: Direction) {
    let direction = paragraph_direction(text, article);
    let dir = match direction == article {
        true => String::new(),
        false => format!(" dir=\"{}\"", direction.as_str()),
    };
    put(
        out,
        format_args!("<{name}{dir}>{}</{name}>\n", escape_html(text)),
    );
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments)
        .expect("writing to a string does not fail");
}

fn cleaned(text: &str) -> String {
    clean(text).into_owned()
}

/// Clean text whose forced line ends are line feeds.
fn plain_lines(text: &str) -> String {
    clean(text).replace('\u{2028}', "\n")
}

fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Signs that mean something only where a line begins: `# - + 1.` and the underline `=`.
    let mut at_start = true;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Date, Document, Published, Reason, Removed, Time};

    fn article() -> Article {
        let mut document = Document::default();
        document.push(BlockKind::Caption, "Its deck");
        document.push(BlockKind::Paragraph, "1. It & *it* \u{1b}[31msailed.");
        document.push(BlockKind::ListItem, "one");
        document.push(BlockKind::ListItem, "سفينة");
        Article {
            title: Some("A <ship>".into()),
            byline: vec!["Ann Lee".into()],
            published: Published {
                date: Date::new(2024, 2, 29),
                time: Time::new(4, 6),
            },
            language: Some("en"),
            document,
            removed: vec![Removed {
                text: "Share".into(),
                reason: Reason::Share,
                line_idx: 3,
                before_block: 4,
            }],
            ..Article::default()
        }
    }

    #[test]
    fn json_has_its_keys_in_order_and_null_where_the_page_is_silent() {
        let json = serde_json::to_string(&to_json(&article(), "a.txt")).unwrap();
        assert_eq!(
            json,
            "{\"title\":\"A <ship>\",\"subtitle\":null,\"byline\":[\"Ann Lee\"],\"outlet\":null,\
             \"agency\":null,\"published\":\"2024-02-29T04:06\",\"section\":null,\"tags\":[],\
             \"captions\":[\"Its deck\"],\"language\":\"en\",\"direction\":\"ltr\",\"words\":6,\
             \"reading_minutes\":null,\"paragraphs\":[\"1. It & *it* sailed.\",\"one\",\"سفينة\"],\
             \"removed\":[{\"text\":\"Share\",\"reason\":\"share\"}],\"source\":\"a.txt\",\
             \"time\":\"04:06\"}"
        );
        let empty = serde_json::to_value(to_json(&Article::default(), "")).unwrap();
        assert!(empty["published"].is_null() && empty["language"].is_null());
    }

    #[test]
    fn text_markdown_and_html() {
        assert_eq!(
            to_text(&article()),
            "A <ship>\n\nAnn Lee · 2024-02-29 04:06\n\n1. It & *it* sailed.\n\n• one\n\n• سفينة\n"
        );
        assert_eq!(
            to_markdown(&article()),
            "# A \\<ship\\>\n\nAnn Lee · 2024-02-29 04:06\n\n*Its deck*\n\n\
             1\\. It \\& \\*it\\* sailed.\n\n- one\n- سفينة\n"
        );
        let html = to_html(&article());
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"));
        assert!(html.contains("<h1>A &lt;ship&gt;</h1>"));
        assert!(html.contains("<p>1. It &amp; *it* sailed.</p>"));
        assert!(html.contains("<ul>\n<li>one</li>\n<li dir=\"rtl\">سفينة</li>\n</ul>"));
    }
}
