//! An article as pieces of a page: headline, byline, blocks, and on request what was left out,
//! each line in its place with its reason.

use std::borrow::Cow;

use crate::article::{Article, BlockKind};
use crate::layout::page::{Page, Part, Piece, Role, Start};
use crate::text::{Controls, Direction, Marks, Options, paragraph_direction};

/// How an article is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The most cells a line may take.
    pub measure: usize,
    /// Whether vowel signs are shown.
    pub marks: Marks,
    /// Whether the lines that were left out stand in their places.
    pub removed: bool,
}

/// Lays an article out.
pub fn lay_out(article: &Article, settings: Settings) -> Page {
    let mut pieces = headline(article, settings.marks);
    let mut removed = article.removed.iter().enumerate().peekable();
    let shown = settings.removed;
    for (block_idx, _) in article.document.blocks.iter().enumerate() {
        while let Some((idx, _)) =
            removed.next_if(|(_, line)| shown && line.before_block <= block_idx)
        {
            pieces.push(removed_piece(article, idx, settings.marks));
        }
        pieces.push(block_piece(article, block_idx, settings.marks));
    }
    if shown {
        pieces.extend(removed.map(|(idx, _)| removed_piece(article, idx, settings.marks)));
    }
    Page::new(pieces, settings.measure)
}

/// The pieces above the body: title, subtitle, and byline, outlet and date on one line.
pub fn headline(article: &Article, marks: Marks) -> Vec<Piece> {
    let direction = article.direction;
    let options = |text: &str| Options {
        direction: Some(paragraph_direction(text, direction)),
        marks,
        controls: Controls::Ignore,
    };
    let piece = |part, role, text: &str| {
        let mut piece = Piece::new(part, role, text, options(text));
        piece.start = Start::OneLiner(direction);
        piece
    };
    let mut pieces = Vec::new();
    if let Some(title) = &article.title {
        pieces.push(piece(Part::Title, Role::Title, title));
    }
    if let Some(subtitle) = &article.subtitle {
        let mut piece = piece(Part::Subtitle, Role::Subtitle, subtitle);
        piece.space_before = true;
        pieces.push(piece);
    }
    let byline = byline(article);
    if !byline.is_empty() {
        let mut piece = piece(Part::Byline, Role::Byline, &byline);
        piece.options.direction = Some(direction);
        pieces.push(piece);
    }
    pieces
}

/// The parts of an article that are searched, with their text, in reading order.
pub fn parts(article: &Article) -> impl Iterator<Item = (Part, Cow<'_, str>)> {
    let title = article.title.iter().map(|text| (Part::Title, text.into()));
    let subtitle = article
        .subtitle
        .iter()
        .map(|text| (Part::Subtitle, text.into()));
    let byline = std::iter::once((Part::Byline, byline(article).into()));
    let blocks = article.document.blocks.iter().enumerate();
    title
        .chain(subtitle)
        .chain(byline)
        .chain(blocks.map(|(idx, block)| (Part::Block(idx), block.text.as_str().into())))
}

/// Names, outlet, date and time in a row. Each is an isolate: a Latin name in an Arabic row
/// disturbs none of its neighbours.
fn byline(article: &Article) -> String {
    let date = article.published.date.map(|date| date.to_string());
    let time = article.published.time.map(|time| time.to_string());
    let fields = article
        .byline
        .iter()
        .map(String::as_str)
        .chain(article.outlet.as_deref())
        .chain(
            article
                .agency
                .as_deref()
                .filter(|_| article.outlet.is_none()),
        )
        .chain(article.section.as_deref())
        .chain(date.as_deref())
        .chain(time.as_deref());
    let isolates: Vec<String> = fields
        .map(|field| format!("\u{2068}{field}\u{2069}"))
        .collect();
    isolates.join(" · ")
}

fn block_piece(article: &Article, block_idx: usize, marks: Marks) -> Piece {
    let block = &article.document.blocks[block_idx];
    let direction = block
        .direction
        .unwrap_or_else(|| paragraph_direction(&block.text, article.direction));
    let options = Options {
        direction: Some(direction),
        marks,
        controls: Controls::Obey,
    };
    let (role, indent, marker) = match block.kind {
        BlockKind::Paragraph => (Role::Body, 0, None),
        BlockKind::Heading => (Role::Heading, 0, None),
        BlockKind::ListItem => (Role::Body, 2, Some("•")),
        BlockKind::Caption => (Role::Caption, 2, Some("▪")),
    };
    let mut piece = Piece::new(Part::Block(block_idx), role, block.text.as_str(), options);
    piece.start = Start::OneLiner(article.direction);
    (piece.indent, piece.marker) = (indent, marker);
    let follows_item = block_idx > 0
        && block.kind == BlockKind::ListItem
        && article.document.blocks[block_idx - 1].kind == BlockKind::ListItem;
    piece.space_before = !follows_item;
    piece
}

fn removed_piece(article: &Article, idx: usize, marks: Marks) -> Piece {
    let line = &article.removed[idx];
    let own = paragraph_direction(&line.text, article.direction);
    let isolate = match own {
        Direction::Ltr => '\u{2066}',
        Direction::Rtl => '\u{2067}',
    };
    // The reason stays in one piece at the end of a row.
    let reason = line.reason.as_str().replace(' ', "\u{A0}");
    let text = format!("{isolate}{}\u{2069}  [{reason}]", line.text);
    let options = Options {
        direction: Some(article.direction),
        marks,
        controls: Controls::Ignore,
    };
    let mut piece = Piece::new(Part::Removed(idx), Role::Removed, text, options);
    (piece.indent, piece.marker) = (2, Some("·"));
    let first = idx == 0 || article.removed[idx - 1].before_block != line.before_block;
    piece.space_before = first;
    piece
}
