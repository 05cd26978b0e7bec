//! An article as it leaves the program: JSON and plain text here, Markdown and HTML beside. All in logical order,
//! every string through [`crate::text::clean`], so that nothing of a page acts on a terminal.

use std::ops::Range;

use serde::Serialize;

use crate::article::{Article, BETWEEN_CELLS, BETWEEN_HALVES, Block, BlockKind};
use crate::text::{Direction, clean, one_line};

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
            BlockKind::Verse => Some(text.replace(BETWEEN_HALVES, HALVES_APART)),
            _ => Some(text),
        }
    }));
    let mut out = parts.join("\n\n");
    out.push('\n');
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
pub fn facts(article: &Article) -> Option<String> {
    let parts: Vec<String> = sources(article).chain(moment(article)).collect();
    (!parts.is_empty()).then(|| parts.join(BETWEEN_FACTS))
}

/// What stands between the halves of a verse in what is written for people: a gap as wide as two letters,
/// in which no text has a blank.
pub(crate) const HALVES_APART: &str = "\u{2003}\u{2003}";

/// What stands between two facts on a line.
pub(crate) const BETWEEN_FACTS: &str = " · ";

/// Who the article is from: the writers, the outlet, the agency.
pub(crate) fn sources(article: &Article) -> impl Iterator<Item = String> {
    let names = article.byline.iter().map(String::as_str);
    let names = names
        .chain(article.outlet.as_deref())
        .chain(article.agency.as_deref());
    names.map(one_line).filter(|name| !name.is_empty())
}

/// When it was published, for people.
pub(crate) fn moment(article: &Article) -> Option<String> {
    let moment = article.published.to_string().replace('T', " ");
    (!moment.is_empty()).then_some(moment)
}

fn cleaned(text: &str) -> String {
    clean(text).into_owned()
}

/// Clean text whose forced line ends are line feeds.
pub(crate) fn plain_lines(text: &str) -> String {
    clean(text).replace('\u{2028}', "\n")
}

/// The bytes of a row that its cells are, which need no isolates once they stand apart.
pub(crate) fn cells(row: &str) -> impl Iterator<Item = Range<usize>> {
    let mut next = 0;
    row.split(BETWEEN_CELLS).map(move |cell| {
        let is_around = |c| matches!(c, '\u{2068}' | '\u{2069}' | ' ');
        let inner = cell.trim_start_matches(is_around);
        let start = next + cell.len() - inner.len();
        next += cell.len() + BETWEEN_CELLS.len();
        start..start + inner.trim_end_matches(is_around).len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Date, Document, Published, Reason, Removed, Time, to_html, to_markdown};

    fn article() -> Article {
        let mut document = Document::default();
        document.push(BlockKind::Caption, "Its deck");
        document.push(BlockKind::Paragraph, "1. It & *it* \u{1b}[31msailed.");
        document.push(BlockKind::ListItem, "one");
        document.push(BlockKind::ListItem, "سفينة");
        document.push(BlockKind::Heading, "Ports");
        document.push(BlockKind::ListItem, "three");
        document.push(BlockKind::ListItem, "inner");
        document.push(BlockKind::ListItem, "four");
        document.push(BlockKind::Row, "Ship │ \u{2068}سنة\u{2069}");
        document.push(BlockKind::Row, "a|b │ 1912 │ x");
        document.mark(|_, text, block| match text {
            "Ports" => block.level = 3,
            "three" => (block.level, block.number) = (1, Some(3)),
            "inner" => block.level = 2,
            "four" => (block.level, block.number) = (1, Some(4)),
            _ => {}
        });
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
             \"captions\":[\"Its deck\"],\"language\":\"en\",\"direction\":\"ltr\",\"words\":15,\
             \"reading_minutes\":null,\"paragraphs\":[\"1. It & *it* sailed.\",\"one\",\"سفينة\",\"Ports\",\"three\",\"inner\",\"four\",\"Ship │ \u{2068}سنة\u{2069}\",\"a|b │ 1912 │ x\"],\
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
            "A <ship>\n\nAnn Lee · 2024-02-29 04:06\n\n1. It & *it* sailed.\n\n• one\n\n• سفينة\n\nPorts\n\n3. three\n\n  • inner\n\n4. four\n\n\
             Ship │ \u{2068}سنة\u{2069}\n\na|b │ 1912 │ x\n"
        );
        assert_eq!(
            to_markdown(&article()),
            "# A \\<ship\\>\n\nAnn Lee · 2024-02-29 04:06\n\n<figure><figcaption>Its deck</figcaption></figure>\n\n\
             1\\. It \\& \\*it\\* sailed.\n\n- one\n- سفينة\n\n### Ports\n\n\
             3. three\n    - inner\n4. four\n\n| Ship | سنة |  |\n| --- | --- | --- |\n| a\\|b | 1912 | x |\n"
        );
        let html = to_html(&article());
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"));
        assert!(html.contains("<h1>A &lt;ship&gt;</h1>"));
        assert!(html.contains("<p>1. It &amp; *it* sailed.</p>"));
        assert!(html.contains("<ul>\n<li>one</li>\n<li dir=\"rtl\">سفينة</li>\n</ul>"));
        assert!(
            html.contains(
                "<p>Ann Lee · <time datetime=\"2024-02-29T04:06\">2024-02-29 04:06</time></p>"
            ),
            "{html}"
        );
        let arabic = Article {
            direction: Direction::Rtl,
            byline: vec!["سارة حداد".into(), "Ann Lee".into()],
            outlet: Some("أخبار 24".into()),
            agency: Some("example.org/news".into()),
            ..article()
        };
        assert!(to_html(&arabic).contains(
            "<p>سارة حداد · <bdi dir=\"ltr\">Ann Lee</bdi> · أخبار 24 · <bdi dir=\"ltr\">example.org/news</bdi> · \
             <time datetime=\"2024-02-29T04:06\" dir=\"ltr\">2024-02-29 04:06</time></p>"
        ));
        assert!(html.contains("<h3>Ports</h3>"));
        assert!(html.contains(
            "<ol start=\"3\">\n<li>three\n<ul>\n<li>inner</li>\n</ul>\n</li>\n<li>four</li>\n</ol>"
        ), "{html}");
        assert!(
            html.contains("<table>\n<tr><td>Ship</td><td dir=\"rtl\">سنة</td></tr>"),
            "{html}"
        );
    }
}
