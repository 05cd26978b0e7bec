//! A page saved as plain text → an article: the text as lines, the run of lines that is the body,
//! the header above it, the footer below it. Every line gets one [`Role`]; what none of the
//! passes takes is left out with a reason, so that no line is lost. A text too large for a page
//! of news keeps its lines as they are ([`long`]).

mod beside_name;
pub(crate) mod body;
mod brief;
mod broken;
pub(crate) mod byline;
pub(crate) mod days;
pub(crate) mod footer;
mod forms;
mod han;
pub(crate) mod header;
mod headline;
mod hole;
mod line_fields;
pub(crate) mod lines;
mod link_numbers;
mod long;
mod menu;
pub(crate) mod outlet;
mod path;
pub(crate) mod person;
pub(crate) mod picture;
mod pieces;
mod plain;
mod section;
mod signing;
pub(crate) mod stamp;
mod summary;
mod table;
mod tail;
mod title;
mod wrap;

use crate::article::cues::{CUES, Sense};
use crate::article::fold::fold;
use crate::article::language::language;
use crate::article::{Article, BETWEEN_CELLS, BlockKind, Document, Facts, Hidden, Reason, Removed};
use crate::text::{clean, majority, one_line};

use header::Known;
use lines::Line;
pub(crate) use long::LEAST as LONG;
pub(crate) use pieces::is_visible;

/// Makes an article of the text of a page; its document is empty only if the text is blank.
pub(crate) fn extract(text: String) -> Article {
    let hidden = Hidden::of(&text);
    let mut article = match text.len() > long::LEAST {
        true => long::read(text),
        false => read(&text),
    };
    article.facts.hidden = hidden;
    article
}

fn read(text: &str) -> Article {
    let page = lines::split(&link_numbers::without(text));
    let mut draft = Draft::new(page.lines);
    let is_page = plain::is_page(&draft.lines);
    let body = is_page.then(|| body::find(&draft.lines)).flatten();
    match body {
        Some(range) => {
            let (known, range) = Known::of_lines(&draft.lines, range);
            header::read(&mut draft, &range, &known);
            body::read(&mut draft, &range);
            footer::read(&mut draft, &range);
            outlet::read(&mut draft, &range);
        }
        None => plain::read(&mut draft, is_page),
    }
    // Text there is, so some is shown, whatever the passes made of it.
    if !draft.has_block() {
        draft.roles.fill(Role::Block(BlockKind::Paragraph));
        draft.article = Article::default();
    }
    let mut article = draft.finish();
    article.facts.n_lines = page.n_lines;
    article
}

/// What a line of a page is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Role {
    /// Nothing is known of it yet.
    Open,
    Title,
    Subtitle,
    Block(BlockKind),
    Left(Reason),
    /// Several things that the page glued into one line.
    Glued(Vec<(Role, String)>),
}

/// A page on its way to an article: its lines with their roles, and the fields found so far.
pub(crate) struct Draft {
    pub(crate) lines: Vec<Line>,
    pub(crate) roles: Vec<Role>,
    pub(crate) article: Article,
    /// The names in the credits of pictures, folded: an agency signs both.
    credits: Vec<String>,
    /// Where the text stood first, as the page says.
    source: Option<String>,
}

impl Draft {
    pub(crate) fn new(lines: Vec<Line>) -> Self {
        Self {
            roles: vec![Role::Open; lines.len()],
            lines,
            article: Article::default(),
            credits: Vec::new(),
            source: None,
        }
    }

    fn leave(&mut self, idx: usize, reason: Reason) {
        self.roles[idx] = Role::Left(reason);
    }

    /// Takes in where the text stood first: an agency, or else another paper.
    fn take_source(&mut self, name: String) {
        match CUES.is(&fold(&name), Sense::Agency) {
            true => self.article.agency.get_or_insert(name),
            false => self.source.get_or_insert(name),
        };
    }

    pub(crate) fn has_block(&self) -> bool {
        let is_block = |role: &Role| matches!(role, Role::Block(_));
        self.roles.iter().any(|role| match role {
            Role::Glued(parts) => parts.iter().any(|(role, _)| is_block(role)),
            role => is_block(role),
        })
    }

    pub(crate) fn finish(mut self) -> Article {
        let n_bytes = self.lines.iter().map(|line| line.text.len() + 1).sum();
        let mut document = Document::with_room(n_bytes, self.lines.len());
        let mut removed = Vec::new();
        let roles = std::mem::take(&mut self.roles);
        let mut place = |line: &Line, role: Role, text: &str| match role {
            Role::Title => self.article.title = Some(one_line(text)),
            Role::Subtitle => self.article.subtitle = Some(one_line(text)),
            Role::Block(BlockKind::Paragraph | BlockKind::Heading) if line.is_verse => {
                document.push(BlockKind::Verse, text);
            }
            Role::Block(BlockKind::ListItem) => document.push_item(line.number, text),
            Role::Block(kind) => document.push(kind, text),
            Role::Left(_) | Role::Open | Role::Glued(_) => removed.push(Removed {
                text: match line.is_row {
                    true => clean(&text.replace(BETWEEN_CELLS, " ")).into_owned(),
                    false => clean(text).into_owned(),
                },
                reason: match role {
                    Role::Left(reason) => reason,
                    _ => Reason::Outside,
                },
                line_idx: line.idx,
                before_block: document.blocks().len(),
            }),
        };
        for (line, role) in self.lines.iter().zip(roles) {
            match role {
                Role::Glued(parts) => {
                    for (role, text) in parts {
                        place(line, role, &text);
                    }
                }
                role => place(line, role, &line.text),
            }
        }
        let mut article = self.article;
        article.document = document;
        article.removed = removed;
        tell_language(&mut article);
        article.facts = Facts::default();
        article
    }
}

/// Gives an article the language and the direction that its text tells.
pub(crate) fn tell_language(article: &mut Article) {
    let text = sample(article);
    article.language = language(&text);
    article.direction = majority(&text).unwrap_or_default();
}

/// Enough of the article to tell its language and direction: some of the body, and the title where
/// there is little body.
fn sample(article: &Article) -> String {
    const ENOUGH: usize = 32 * 1024;
    let whole = article.document.whole_text();
    let mut text = String::with_capacity(whole.len().min(2 * ENOUGH) + 1);
    for (_, block) in article.document.texts() {
        if text.len() > ENOUGH {
            break;
        }
        text.push_str(&block[..block.floor_char_boundary(ENOUGH)]);
        text.push('\n');
    }
    if text.len() < 400 {
        text.push_str(article.title.as_deref().unwrap_or_default());
    }
    spread(text)
}

/// A long text cut down to parts of it from its beginning on, as far from each other.
fn spread(text: String) -> String {
    const N_PARTS: usize = 4;
    const PART: usize = 500;
    if text.len() <= N_PARTS * PART {
        return text;
    }
    let mut parts = String::with_capacity(N_PARTS * (PART + 1));
    for n in 0..N_PARTS {
        let rest = &text[text.ceil_char_boundary(n * text.len() / N_PARTS)..];
        // The first word may have lost its beginning.
        let rest = rest.get(
            if n > 0 {
                rest.find(' ').unwrap_or(0)
            } else {
                0
            }..,
        );
        let rest = rest.unwrap_or_default();
        parts.push_str(&rest[..rest.floor_char_boundary(PART)]);
        parts.push('\n');
    }
    parts
}
