//! A text too large to be a saved page of news: a book, a log, an archive. Its head is read as
//! that of a page, for title, byline, day and the like; from there on every line is a paragraph
//! as it stands, or every run of lines where the head shows that they were broken to a width.
//! Nothing is looked for in it, and its bytes are not copied: its size costs a search for line
//! ends.

use std::ops::Range;

use memchr::memchr2_iter;

use crate::article::language::language;
use crate::article::page::header::Known;
use crate::article::page::lines::{Lines, split};
use crate::article::page::pieces::{is_visible, pieces, without_bullet};
use crate::article::page::wrap::MAX_WRAP;
use crate::article::page::{Draft, Role, body, header, plain};
use crate::article::{Article, Block, BlockKind};
use crate::text::{majority, one_line};

/// Longer texts are long documents, in bytes. To read 512 KiB as a page takes about as long as a
/// glance; saved pages, menus and all, hardly ever have half of that.
pub(crate) const LEAST: usize = 512 * 1024;

/// What is looked at for a title and the like, in bytes and in lines of text.
const HEAD: usize = 32 * 1024;
const HEADER: usize = 40;

/// What is looked at for the language and the direction, in bytes.
const SAMPLE: usize = 16 * 1024;

pub(crate) fn read(text: String) -> Article {
    let mut text = text;
    let head = head(&text);
    let sample = &head[..head.floor_char_boundary(SAMPLE)];
    let (language, direction) = (language(sample), majority(sample).unwrap_or_default());
    let lines = split(head);
    let is_wrapped = lines.is_wrapped;
    let (mut article, n_header_lines) = read_header(lines);
    let first = pieces(head).nth(n_header_lines);
    let body = first.map_or(0, |line| offset_in(&text, line));
    let n_above = raw_lines(&text[..body], 0).count();

    let header = article.document.whole_text();
    let mut from = body;
    if !header.is_empty() {
        text.replace_range(..body, &format!("{header}\n"));
        from = header.len() + 1;
    }
    let n_wrapped = is_wrapped.then(|| raw_lines(&text, from).count());
    if is_wrapped {
        text = unwrap(text, from);
    }
    let (paragraphs, n_lines) = paragraphs(&text, from);
    article.document.go_on(text, paragraphs);
    article.facts.n_lines = n_above + n_wrapped.unwrap_or(n_lines);
    article.language = language;
    article.direction = direction;
    article
}

/// The lines from a byte on as paragraphs, and how many lines there are, blank ones included.
fn paragraphs(text: &str, from: usize) -> (Vec<Block>, usize) {
    let mut n_lines = 0;
    let lines = raw_lines(text, from).inspect(|_| n_lines += 1);
    let shown = lines.filter_map(|line| shown(text, line));
    let paragraphs = shown.map(|line| Block::new(BlockKind::Paragraph, line));
    (paragraphs.collect(), n_lines)
}

/// Whole lines at the beginning; where the first is longer, as much of that.
fn head(text: &str) -> &str {
    let head = &text[..text.floor_char_boundary(HEAD)];
    match head.rfind('\n') {
        Some(end) => &head[..end],
        None => head,
    }
}

/// Where in `text` a line stands that is a part of it.
fn offset_in(text: &str, line: &str) -> usize {
    line.as_ptr().addr() - text.as_ptr().addr()
}

/// What the lines above the body say, and how many lines of the page those are.
fn read_header(lines: Lines) -> (Article, usize) {
    let mut draft = Draft::new(lines.lines);
    let body = body::find(&draft.lines).filter(|body| body.start <= HEADER);
    let n_header = match body {
        Some(body) if plain::is_page(&draft.lines) => {
            let (known, body) = Known::of_lines(&draft.lines, body);
            header::read(&mut draft, &body, &known);
            body.start
        }
        _ => match plain::title(&draft.lines) {
            Some(idx) => {
                let text = &draft.lines[idx].text;
                let title = plain::without_mark(text).unwrap_or(text);
                draft.roles[idx] = Role::Glued(vec![(Role::Title, one_line(title))]);
                idx + 1
            }
            None => 0,
        },
    };
    let n_lines = match draft.lines.get(n_header) {
        Some(first) if n_header > 0 => first.idx,
        // All of the head is header: then nothing is.
        None if n_header > 0 => return (Article::default(), 0),
        _ => 0,
    };
    draft.lines.truncate(n_header);
    draft.roles.truncate(n_header);
    (draft.finish(), n_lines)
}

/// The lines of the text from a byte on, blank ones too, without their ends.
fn raw_lines(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let bytes = &text.as_bytes()[from..];
    let is_second = |at: usize| bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r';
    let ends = memchr2_iter(b'\n', b'\r', bytes).map(move |at| (at, is_second(at)));
    let mut start = from;
    let last = (!bytes.is_empty()).then_some((bytes.len(), false));
    ends.chain(last).filter_map(move |(at, is_second)| {
        let line = start..from + at;
        start = from + at + 1;
        // What follows the last line end is a line only if there is something.
        (!is_second && (at < bytes.len() || !line.is_empty())).then_some(line)
    })
}

/// A line without the blanks at its ends; none where nothing of it can be seen.
fn shown(text: &str, line: Range<usize>) -> Option<Range<usize>> {
    let whole = &text[line.clone()];
    let start = line.start + whole.len() - whole.trim_start().len();
    let end = start + whole.trim().len();
    let is_seen = |c: char| is_visible(c) && !c.is_control();
    text.get(start..end)?
        .contains(is_seen)
        .then_some(start..end)
}

/// Puts lines that were broken to a width together again, in place: the ends become blanks.
fn unwrap(text: String, from: usize) -> String {
    let mut text = text;
    let mut ends: Vec<(usize, &str)> = Vec::new();
    let mut before: Option<Range<usize>> = None;
    for line in raw_lines(&text, from) {
        let shown = shown(&text, line.clone());
        let goes_on = match (&before, &shown) {
            (Some(before), Some(shown)) => {
                text[before.clone()].chars().count() <= MAX_WRAP
                    && without_bullet(&text[shown.clone()]).len() == shown.len()
            }
            _ => false,
        };
        // What stands before a line is an end, of which the line feed is the last byte.
        if goes_on {
            ends.push((line.start - 1, " "));
        } else if text[..line.start].ends_with('\r') {
            ends.push((line.start - 1, "\n"));
        }
        before = shown.map(|_| line);
    }
    for (at, end) in ends {
        text.replace_range(at..=at, end);
    }
    // Blanks within a paragraph are single, as in a page.
    let mut last = '\n';
    text.retain(|c| {
        let keep = c != '\r' && (c != ' ' || last != ' ');
        if keep {
            last = c;
        }
        keep
    });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A long document that begins with `head`; its lines are numbered where they hold a `#`.
    fn long(head: &str, line: &str) -> (Article, usize) {
        let n_lines = LEAST / line.len() + 1;
        let lines = (0..n_lines).map(|idx| line.replace('#', &idx.to_string()));
        let lines: String = lines.collect();
        (read(format!("{head}{lines}")), n_lines)
    }

    fn first(article: &Article, n: usize) -> Vec<&str> {
        article.document.paragraphs().take(n).collect()
    }

    #[test]
    fn lines_stay_as_they_are() {
        let (article, n_lines) = long("", "1. سافر الرجل  إلى المدينة Home\r\n\r\n");
        assert_eq!(article.document.blocks().len(), n_lines);
        assert_eq!(first(&article, 1), ["1. سافر الرجل  إلى المدينة Home"]);
        assert_eq!((article.language, article.title), (Some("ar"), None));
        assert_eq!(article.facts.n_lines, 2 * n_lines);
        let (article, n_lines) = long("\n \u{200B}\n\t\0\n\n", "Comments\r");
        assert_eq!(article.document.blocks().len(), n_lines);
        assert_eq!(article.facts.n_lines, n_lines + 4);
    }

    #[test]
    fn the_head_says_what_it_is() {
        let text = "Ship # sailed from the harbour in the morning and nobody has seen it since, though many look out for it day and night.\n";
        let (article, n_lines) = long("Moby Dick\n\nCall me Ishmael.\n", text);
        assert_eq!(article.title.as_deref(), Some("Moby Dick"));
        assert_eq!(article.document.blocks().len(), n_lines + 1);
        assert_eq!(first(&article, 1), ["Call me Ishmael."]);
        let head = "Home\nA ship sails\nBy Ann Lee\n3 May 2021\nOne more line of a few words.\n";
        let (article, n_lines) = long(head, text);
        assert_eq!(article.title.as_deref(), Some("A ship sails"));
        assert_eq!(article.byline, ["Ann Lee"]);
        assert_eq!(article.published.to_string(), "2021-05-03");
        let n_shown = article.document.blocks().len() + article.removed.len();
        assert_eq!(n_shown, n_lines + 4);
    }

    #[test]
    fn lines_broken_to_a_width_are_put_together() {
        for end in ["\n", "\r\n", "\r"] {
            let paragraph = "The ship had sailed from the harbour in the early morning hours \n\
                  and nobody had seen it since, although the weather was fine and\n  \
                the sea was calm.\n- first\n- second\n\n";
            let (article, n_lines) = long("", &paragraph.replace('\n', end));
            assert_eq!(article.document.blocks().len(), 3 * n_lines, "{end:?}");
            let shown = first(&article, 4);
            assert!(shown[0].ends_with("morning hours and nobody had seen it since, although the weather was fine and the sea was calm."));
            assert_eq!(shown[1..3], ["- first", "- second"]);
            assert_eq!(shown[3], shown[0]);
        }
    }
}
