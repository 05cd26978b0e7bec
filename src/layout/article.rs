//! An article as pieces of a page: headline, byline, blocks, and on request what was left out,
//! each line in its place with its reason.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::article::{Article, Block, BlockKind};
use crate::layout::between::Between;
use crate::layout::page::Page;
use crate::layout::piece::{Part, Piece, Pieces, Role, Start};
use crate::layout::table::{self, Table};
use crate::picture::Frame;
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

/// The cells that pictures of an article take, by their numbers.
pub type Frames = BTreeMap<usize, Frame>;

/// Lays an article out; pictures with a frame have that above their words.
pub fn lay_out(article: Arc<Article>, settings: Settings, frames: Frames) -> Page {
    let measure = settings.measure;
    let headline = headline(&article, settings.marks);
    let between = Between::new(&article, settings);
    let tables = table::tables(&article, settings.marks);
    let pieces = ArticlePieces {
        article,
        settings,
        headline,
        between,
        frames,
        tables,
    };
    Page::new(pieces, measure)
}

/// An article as pieces, which are made of it when they are asked for.
#[derive(Debug)]
struct ArticlePieces {
    article: Arc<Article>,
    settings: Settings,
    headline: Vec<Piece<'static>>,
    between: Between,
    frames: Frames,
    tables: Vec<Table>,
}

impl Pieces for ArticlePieces {
    fn n_pieces(&self) -> usize {
        self.headline.len() + self.article.document.blocks().len() + self.between.all().len()
    }

    fn piece(&self, piece_idx: usize) -> Piece<'_> {
        let Some(below) = piece_idx.checked_sub(self.headline.len()) else {
            return self.headline.piece(piece_idx);
        };
        match self.between.part_at(below) {
            Part::Removed(idx) => removed_piece(&self.article, idx, self.settings.marks),
            Part::Picture(idx) => {
                let frame = self.frames.get(&idx).copied();
                picture_piece(&self.article, idx, frame, self.settings.marks)
            }
            Part::Block(idx) => {
                let mut piece = block_piece(&self.article, idx, self.settings.marks);
                piece.columns = table::columns(&self.tables, idx);
                piece
            }
            part => unreachable!("{part:?} is no part of a body"),
        }
    }

    fn index_of(&self, part: Part) -> Result<usize, usize> {
        let n_headline = self.headline.len();
        let n_blocks = self.article.document.blocks().len();
        match part {
            Part::Title | Part::Subtitle | Part::Byline => self.headline.index_of(part),
            Part::Block(idx) if idx < n_blocks => {
                Ok(n_headline + idx + self.between.n_first(|_, it| it.before_block <= idx))
            }
            Part::Removed(_) | Part::Picture(_) => {
                let before_block = match part {
                    Part::Removed(idx) => {
                        let line = self.article.removed.get(idx);
                        line.map(|line| line.before_block)
                    }
                    Part::Picture(idx) => {
                        let picture = self.article.pictures.get(idx);
                        picture.map(|picture| picture.before_block)
                    }
                    _ => None,
                };
                match self.between.number_of(part, before_block) {
                    Some(number) => Ok(n_headline + before_block.unwrap_or(0) + number),
                    None => Err(self.n_pieces()),
                }
            }
            Part::Block(_) | Part::Entry(_) => Err(self.n_pieces()),
        }
    }

    fn n_bytes_before(&self, piece_idx: usize) -> usize {
        let blocks = self.article.document.blocks();
        let headline = &self.headline;
        let Some(below) = piece_idx.checked_sub(headline.len()) else {
            return headline.n_bytes_before(piece_idx);
        };
        let n_above = self
            .between
            .n_first(|idx, it| it.before_block + idx < below);
        let above: usize = self.between.all()[..n_above]
            .iter()
            .map(|it| it.n_bytes)
            .sum();
        let first = blocks.first().map_or(0, |block| block.range().start);
        let last = blocks[..below - n_above].last();
        let in_blocks = last.map_or(0, |block| block.range().end - first);
        headline.n_bytes_before(headline.len()) + in_blocks + above
    }

    fn longer_than(&self, n_bytes: usize) -> Vec<usize> {
        // What is put around it.
        const AROUND: usize = 128;
        let blocks = self.article.document.blocks().iter().enumerate();
        let long_blocks = blocks.filter(|(_, block)| block.range().len() > n_bytes);
        let between = self.between.all().iter();
        let long_lines = between.filter(|it| it.n_bytes + AROUND > n_bytes);
        let parts = long_blocks
            .map(|(idx, _)| Part::Block(idx))
            .chain(long_lines.map(|it| it.part));
        let mut found = self.headline.longer_than(n_bytes);
        found.extend(parts.filter_map(|part| self.index_of(part).ok()));
        found.sort_unstable();
        found
    }
}

/// The pieces above the body: title, subtitle, and byline, outlet and date on one line.
pub fn headline(article: &Article, marks: Marks) -> Vec<Piece<'static>> {
    let direction = article.direction;
    let options = |text: &str| Options {
        direction: Some(paragraph_direction(text, direction)),
        marks,
        controls: Controls::Ignore,
    };
    let piece = |part, role, text: &str| {
        let mut piece = Piece::new(part, role, text.to_owned(), options(text));
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

/// The parts of an article above its body, with their texts, in reading order.
pub fn parts_above(article: &Article) -> impl Iterator<Item = (Part, Cow<'_, str>)> {
    let title = article.title.iter().map(|text| (Part::Title, text.into()));
    let subtitle = article.subtitle.iter();
    let subtitle = subtitle.map(|text| (Part::Subtitle, text.into()));
    let byline = std::iter::once((Part::Byline, byline(article).into()));
    title.chain(subtitle).chain(byline)
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

/// How a block is set.
pub(crate) fn block_options(article: &Article, block: &Block, marks: Marks) -> Options {
    let text = || beginning(article.document.text(block));
    let direction = block.direction;
    let direction = direction.unwrap_or_else(|| paragraph_direction(text(), article.direction));
    Options {
        direction: Some(direction),
        marks,
        controls: Controls::Obey,
    }
}

fn block_piece(article: &Article, block_idx: usize, marks: Marks) -> Piece<'_> {
    let blocks = article.document.blocks();
    let block = &blocks[block_idx];
    let text = article.document.text(block);
    let options = block_options(article, block, marks);
    let role = match block.kind {
        BlockKind::Heading => Role::Heading,
        BlockKind::Caption | BlockKind::Media => Role::Caption,
        _ => Role::Body,
    };
    let mut piece = Piece::new(Part::Block(block_idx), role, text, options);
    piece.start = match block.kind {
        // Lines of programs and rows of tables stand under each other.
        BlockKind::Code | BlockKind::Row | BlockKind::Verse => Start::Own,
        _ => Start::OneLiner(article.direction),
    };
    let marker: Option<&'static str> = match block.kind {
        BlockKind::ListItem => Some(item_marker(block, article.direction)),
        BlockKind::Caption => Some("▪"),
        _ => None,
    };
    let nested = usize::from(block.level.clamp(1, DEEPEST_LIST) - 1);
    piece.marker_indent = match block.kind {
        BlockKind::ListItem => NESTING * nested,
        _ => 0,
    };
    piece.indent = match (&marker, block.kind) {
        (Some(marker), _) => piece.marker_indent + marker.chars().count() + 1,
        (None, BlockKind::Quote) => 4,
        (None, BlockKind::Code | BlockKind::Row | BlockKind::Verse) => 2,
        (None, _) => 0,
    };
    piece.marker = marker;
    let goes_on = matches!(
        block.kind,
        BlockKind::ListItem | BlockKind::Row | BlockKind::Verse
    );
    let is_next = block_idx > 0 && goes_on && blocks[block_idx - 1].kind == block.kind;
    let is_captioned = block.kind == BlockKind::Caption;
    // What stands under a picture goes with it.
    let has_picture = is_captioned && !article.pictures_before(block_idx).is_empty();
    piece.space_before = !is_next && !has_picture;
    piece
}

/// Cells by which a list inside another is set in.
const NESTING: usize = 2;

/// Lists inside each other that are told apart.
const DEEPEST_LIST: u8 = 6;

/// The bullet of an item or its number, from left to right as seen.
fn item_marker(block: &Block, article: Direction) -> &'static str {
    match (block.number, article) {
        (Some(number), _) if usize::from(number) < NUMBERS.len() => {
            let (ltr, rtl) = &NUMBERS[usize::from(number)];
            if article.is_rtl() { rtl } else { ltr }
        }
        _ if block.level >= 2 => "◦",
        _ => "•",
    }
}

/// The numbers of items as they are seen in either direction.
static NUMBERS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let number = |number: u16| (format!("{number}."), format!(".{number}"));
    (0..1000).map(number).collect()
});

/// As much of a text as tells its direction.
fn beginning(text: &str) -> &str {
    const ENOUGH: usize = 64 * 1024;
    &text[..text.floor_char_boundary(ENOUGH)]
}

fn removed_piece(article: &Article, idx: usize, marks: Marks) -> Piece<'static> {
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

/// The words that stand for a picture, in the article's direction.
fn picture_piece(
    article: &Article,
    idx: usize,
    frame: Option<Frame>,
    marks: Marks,
) -> Piece<'static> {
    let picture = &article.pictures[idx];
    let text = match frame {
        Some(_) => article.words_for(picture).unwrap_or_default().to_owned(),
        None => article.in_place_of(picture),
    };
    let options = Options {
        direction: Some(article.direction),
        marks,
        controls: Controls::Ignore,
    };
    let mut piece = Piece::new(Part::Picture(idx), Role::Caption, text, options);
    piece.space_before = true;
    piece.frame = frame;
    piece
}
