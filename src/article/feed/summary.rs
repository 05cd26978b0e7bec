//! The summary of an entry that has a text besides: the beginning of that text over again, or the line
//! under the title.

use std::sync::Arc;

use crate::article::cues::CUES;
use crate::article::fold::fold;
use crate::article::html::{is_same, pointer, texts};
use crate::article::link::Base;
use crate::article::page::lines::is_ended;
use crate::article::{Article, Reason, Removed};
use crate::text::one_line;

/// Characters of a line under a title.
const LONGEST: usize = 400;

/// Bytes of the text that a summary may repeat.
const LOOKED_AT: usize = 32 * 1024;

/// Paragraphs of it that are looked for in the text.
const MOST: usize = 100;

/// Puts a summary in HTML to the article of its entry.
pub(crate) fn place(article: &mut Article, html: &str, base: &Base) {
    let whole = article.document.whole_text();
    let known = fold(&whole[..whole.floor_char_boundary(LOOKED_AT)]);
    let (mut said, mut left) = (Vec::new(), Vec::new());
    let own = article.facts.address.clone();
    let is_own = |link: &Arc<str>| own.as_deref().is_some_and(|own| is_same(link, own));
    for (idx, (text, links)) in texts(html, base).into_iter().enumerate() {
        let n_linked: usize = links.iter().map(|(range, _)| range.len()).sum();
        if n_linked * 2 > text.len() && links.iter().any(|(_, link)| is_own(link)) {
            left.push((text, Reason::Navigation));
            continue;
        }
        let (text, after) =
            text.split_at(pointer::start(&text, &links, is_own).unwrap_or(text.len()));
        if !after.is_empty() {
            left.push((after.trim().to_owned(), Reason::Related));
        }
        let text = text.trim();
        let folded = fold(without_cut(text));
        match CUES.furniture(&folded) {
            _ if folded.is_empty() => left.push((text.to_owned(), Reason::Outside)),
            _ if idx < MOST && known.contains(&folded) => {
                left.push((text.to_owned(), Reason::Repeated));
            }
            // A sentence may begin as furniture does.
            Some(hit) if !is_ended(text) || text.chars().count() < 80 => {
                left.push((text.to_owned(), hit.reason));
            }
            _ => said.push(text.to_owned()),
        }
    }
    let is_line = matches!(&said[..], [line] if line.chars().count() <= LONGEST);
    if is_line && article.subtitle.is_none() {
        let line = said.pop().unwrap_or_default();
        if article.title.as_ref() != Some(&line) {
            article.subtitle = Some(line);
        }
    }
    left.extend(said.into_iter().map(|text| (text, Reason::Outside)));
    let lines = left.into_iter().filter(|(text, _)| !text.is_empty());
    let lines = lines.map(|(text, reason)| Removed {
        text: one_line(&text),
        reason,
        line_idx: 0,
        before_block: 0,
    });
    article.removed.splice(..0, lines);
}

/// A text without the signs that say that it goes on.
fn without_cut(text: &str) -> &str {
    text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | '…' | '[' | ']' | '(' | ')')
    })
}
