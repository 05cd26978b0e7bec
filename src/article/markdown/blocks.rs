//! The blocks of a page in Markdown → an article without fields but its title.

use std::ops::Range;
use std::sync::Arc;

use crate::article::span::Span;
use crate::article::{Article, BlockKind, Document, Picture, Reason, Removed, picture};
use crate::text::{Direction, one_line};

/// Bytes of a text with the target of the link that they are.
pub(crate) type Linked = (Range<usize>, Arc<str>);

/// A block on its way.
pub(crate) struct Made {
    pub(crate) text: String,
    /// In bytes of the text.
    pub(crate) links: Vec<Linked>,
    /// In bytes of the text.
    pub(crate) spans: Vec<Span>,
    /// Whether it begins a list or a table.
    pub(crate) begins: bool,
    pub(crate) kind: BlockKind,
    pub(crate) level: u8,
    pub(crate) number: Option<u16>,
    pub(crate) direction: Option<Direction>,
}

/// A picture on its way.
pub(crate) struct Pictured {
    pub(crate) source: String,
    pub(crate) alt: String,
    pub(crate) before: usize,
}

/// The article that blocks make, with the pictures between them.
pub(crate) fn article(mut made: Vec<Made>, pictures: Vec<Pictured>) -> Article {
    let mut article = Article::default();
    let mut document = Document::default();
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
        document.link(block.links.iter().cloned());
    }
    document.mark(|idx, _, block| {
        let made = &made[idx];
        (block.level, block.number, block.direction) = (made.level, made.number, made.direction);
    });
    for (idx, block) in made.iter().enumerate() {
        let before = idx.checked_sub(1).map(|idx| &made[idx]);
        // A list in an item begins behind what is less deep.
        let goes_on = |before: &Made| before.kind == block.kind && before.level >= block.level;
        let is_anew = block.begins && before.is_some_and(goes_on);
        document.detail(idx, &block.spans, &[], is_anew);
    }
    let n_blocks = document.blocks().len();
    let pictures = pictures.into_iter().filter(|it| !it.source.is_empty());
    let pictures = pictures.take(picture::MOST).map(|picture| Picture {
        source: picture.source.into(),
        alt: picture.alt,
        before_block: picture.before.saturating_sub(n_above).min(n_blocks),
    });
    article.pictures = pictures.collect();
    article.document = document;
    article
}

/// A title that the fields state may stand below them once more, as another heading.
pub(crate) fn drop_title(article: &mut Article) {
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
