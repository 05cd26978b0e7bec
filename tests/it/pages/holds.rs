//! What holds for any bytes once they are read as a page; each function panics where it does not.
//! The tests of this folder and a target of `fuzz/` share it.

use akhbar::article::{Article, Unreadable, read, to_html, to_json, to_markdown, to_text};

/// Each line without its bullet stands in a field, in the document or among the removed.
pub(crate) fn no_line_is_lost(bytes: &[u8], name: &str) {
    let article = read(bytes).unwrap();
    let shown: Vec<String> = article
        .title
        .iter()
        .chain(&article.subtitle)
        .map(String::as_str)
        .chain(article.document.texts().map(|(_, text)| text))
        .chain(article.removed.iter().map(|r| r.text.as_str()))
        // Between the halves of a verse stand three, whatever the page put there.
        .map(|text| squeezed(&akhbar::text::clean(text)).replace('*', ""))
        .collect();
    let whole = shown.concat();
    let page = String::from_utf8_lossy(bytes);
    // What was mended stands there as it was meant.
    if article.facts.mending.misread_as.is_some() {
        return;
    }
    let (page, _) = akhbar::text::without_forms(&page);
    const LINE_ENDS: &[char] = &[
        '\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    // Line by line, as pages are read: no escape sequence takes several lines with it.
    for line in page.split(LINE_ENDS) {
        let line = akhbar::text::clean(line);
        let line = squeezed(line.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '•' | '◦' | '▪' | '■' | '●' | '‣' | '*' | '+' | '-' | '·' | '#'
                )
        }));
        let text = line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')'));
        let text = text.replace('*', "");
        // The signs of a heading may stand on both sides of it.
        let text = text.trim_end_matches('#');
        let n_letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        // A label glued to the title is left out, and the title shown without it.
        let title = shown.first().map(String::as_str).unwrap_or_default();
        let label = text.strip_suffix(title).unwrap_or(text);
        let found = whole.contains(text) || whole.contains(label) || n_letters == 0;
        assert!(found, "{name}: lost {line:?}");
    }
}

pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Nothing of what is read acts on a terminal.
pub(crate) fn what_is_read_is_safe(bytes: &[u8]) {
    let article = match read(bytes) {
        Ok(article) => article,
        Err(Unreadable::Empty) => {
            assert!(bytes.is_empty());
            return;
        }
        Err(_) => return,
    };
    an_article_is_safe(&article);
}

/// No text of an article acts on a terminal.
pub(crate) fn an_article_is_safe(article: &Article) {
    let is_control = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202A}'..='\u{202E}');
    for text in all_texts(article) {
        assert!(!text.contains(is_control), "{text:?}");
    }
    for (_, text) in article.document.texts() {
        assert!(!text.contains(char::is_control), "{text:?}");
    }
}

/// Every text that an article is written as.
fn all_texts(article: &Article) -> Vec<String> {
    vec![
        to_text(article),
        to_markdown(article),
        to_html(article),
        serde_json::to_string(&to_json(article, "a\u{1b}[1mb")).unwrap(),
    ]
}
