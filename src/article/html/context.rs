//! What the open elements of a page say of the text in them.

use dom_query::{NodeData, NodeId, NodeRef};

use crate::article::html::element::{self, Element};
use crate::article::html::nest::Nest;
use crate::article::html::parts::Part;
use crate::article::html::passage::Place;
use crate::article::html::tag::Tag;
use crate::article::html::writing::Writing;
use crate::article::span;
use crate::article::{BlockKind, Language, SpanKind};
use crate::text::{Direction, majority};

/// What the open elements say.
#[derive(Clone, Copy)]
pub(crate) struct Context {
    pub(crate) place: Place,
    pub(crate) kind: BlockKind,
    pub(crate) level: u8,
    pub(crate) direction: Option<Direction>,
    pub(crate) language: Option<Language>,
    /// The next number of the open list, where it counts.
    pub(crate) number: Option<u16>,
    pub(crate) list_depth: u8,
    pub(crate) is_body: bool,
    pub(crate) script: Option<Script>,
    /// The open link, by its number among those of the page.
    pub(crate) link: Option<u32>,
    /// Whether that leads to a place in the page.
    pub(crate) is_inside: bool,
    /// What text in it is marked as, each with the element that says so: a program, what was taken out,
    /// what was put in, another language, what carries weight, what has stress.
    pub(crate) marks: [Option<(SpanKind, NodeId)>; SpanKind::N],
    /// The open list or table.
    pub(crate) container: Option<NodeId>,
    /// In the title of the page as a file.
    pub(crate) in_title: bool,
}

/// Where characters stand beside the line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Super,
    Sub,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            place: Place::default(),
            kind: BlockKind::Paragraph,
            level: 0,
            direction: None,
            language: None,
            number: None,
            list_depth: 0,
            is_body: false,
            script: None,
            link: None,
            is_inside: false,
            marks: [None; SpanKind::N],
            container: None,
            in_title: false,
        }
    }
}

impl Context {
    /// Writes a text of the page as its elements say: marks of notes in brackets, other numbers beside
    /// the line as digits that stand there.
    pub(crate) fn write(&self, writing: &mut Writing, text: &str) {
        let is_linked = self.place.has(Place::LINK);
        let is_bare = !writing.so_far().ends_with('[');
        match self.script {
            _ if self.place.has(Place::CODE) => writing.code(text),
            Some(Script::Super)
                if is_linked
                    && is_bare
                    && (is_number(text) || self.is_inside && is_label(text)) =>
            {
                writing.text(&format!("[{}]", text.trim()));
            }
            None if self.is_inside && is_bare && is_number(text) && writing.is_glued() => {
                writing.text(&format!("[{}]", text.trim()));
            }
            Some(script) if is_number(text) && writing.ends_with_word() => {
                let text: String = text.trim().chars().map(|c| shifted(c, script)).collect();
                writing.text(&text);
            }
            _ => writing.text(text),
        }
    }

    /// What the attributes of an element say of the text in it.
    pub(crate) fn take(&mut self, tag: &Tag, what: Element, node: NodeId) {
        if self.is_body && what == Element::Inline {
            self.mark(tag, node);
        }
        const PICTURED: Place = Place::PICTURE.with(Place::FIGURE);
        let mut place = self.place;
        let marks = [
            (what == Element::Control, Place::CONTROL),
            (tag.is_hidden, Place::HIDDEN),
            (tag.is_body_of_article, Place::ARTICLE),
            (tag.is_byline, Place::NAMES),
            (tag.is_picture, Place::PICTURE),
            (
                tag.is_credit && (tag.is_picture || place.has(PICTURED)),
                Place::CREDIT,
            ),
            (tag.is_lead && self.is_body, Place::LEAD),
        ];
        for (_, mark) in marks.into_iter().filter(|(is_there, _)| *is_there) {
            place = place.with(mark);
        }
        if let Some(role) = tag.role.as_deref() {
            place = place.with(Place::of_role(role));
        }
        self.place = place;
        if self.is_body && tag.name != "body" {
            self.direction = tag.direction.or(self.direction);
            self.language = tag.language.or(self.language);
        }
    }

    /// Whether an element is the sign beside a heading that links to it: `#`, `¶`.
    pub(crate) fn is_beside_heading(&self, node: &NodeRef<'_>, tag: &Tag) -> bool {
        let is_link = tag.name == "a" && self.kind == BlockKind::Heading;
        let leads_here = || tag.href.as_deref().is_some_and(|href| href.contains('#'));
        is_link && leads_here() && {
            let text = node.text();
            let text = text.trim();
            (1..=2).contains(&text.chars().count()) && !text.contains(char::is_alphanumeric)
        }
    }

    /// Whether an element within the line stands by itself: words under a picture, the number of comments.
    pub(crate) fn sets_apart(&self, tag: &Tag) -> bool {
        let is_text = self.is_body && !self.place.has(Place::CODE);
        let is_count = || tag.names.as_deref().is_some_and(element::counts_comments);
        is_text && (tag.is_caption && tag.name == "span" || is_count())
    }

    /// The control that sets an element within a line apart from the text around it, where that runs the
    /// other way: what states a direction, and a program whose signs would end up on its other side.
    pub(crate) fn isolate(
        &self,
        node: &NodeRef<'_>,
        tag: &Tag,
        page: Option<Direction>,
    ) -> &'static str {
        let around = self.direction.or(page).unwrap_or_default();
        let name = tag.name.as_str();
        let is_program = matches!(name, "code" | "kbd" | "samp" | "tt") && around.is_rtl();
        if tag.direction.is_none() && !is_program && name != "bdi" || self.place.has(Place::CODE) {
            return "";
        }
        let text = short_text(node).unwrap_or_default();
        let text = text.trim();
        let is_set_off = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric());
        let has_edge = is_set_off(text.chars().next()) || is_set_off(text.chars().next_back());
        let runs = majority(text);
        match tag.direction {
            _ if text.is_empty() => "",
            Some(Direction::Ltr) if around.is_rtl() && has_edge => "\u{2066}",
            Some(Direction::Rtl) if !around.is_rtl() && has_edge => "\u{2067}",
            None if is_program && has_edge => "\u{2066}",
            None if name == "bdi" && runs.is_some_and(|runs| runs != around) => "\u{2068}",
            _ => "",
        }
    }

    /// What an element within a line marks its text as.
    fn mark(&mut self, tag: &Tag, node: NodeId) {
        match tag.name.as_str() {
            // The colours of a program.
            _ if self.place.has(Place::CODE) => {}
            name => {
                if let Some(kind) = span::kind(name) {
                    self.marks[kind.place()] = Some((kind, node));
                }
            }
        }
        if let Some(language) = tag.language.filter(|own| Some(*own) != self.language) {
            let kind = SpanKind::In(language);
            self.marks[kind.place()] = Some((kind, node));
        }
    }
}

/// The text of an element; none of a long one, or of one that holds many others.
fn short_text(node: &NodeRef<'_>) -> Option<String> {
    const MOST_NODES: usize = 20;
    const LONGEST: usize = 400;
    let mut text = String::new();
    for (idx, node) in node.descendants_it().take(MOST_NODES).enumerate() {
        let has_room = node.query_or(true, |data| match &data.data {
            NodeData::Text { contents } if text.len() + contents.len() <= LONGEST => {
                text.push_str(contents);
                true
            }
            NodeData::Text { .. } => false,
            _ => true,
        });
        if !has_room || idx + 1 == MOST_NODES {
            return None;
        }
    }
    Some(text)
}

/// What is restored when an element is left.
pub(crate) struct Left {
    pub(crate) context: Context,
    pub(crate) nest: Nest,
    pub(crate) is_block: bool,
    /// What is written behind its text.
    pub(crate) end: &'static str,
    pub(crate) region: bool,
    /// The first passage of a table that holds facts.
    pub(crate) table: Option<usize>,
    /// The first passage of what is one of many posts, or a list of a recipe.
    pub(crate) part: Option<(usize, Part)>,
    /// The first passage of what may be a verse.
    pub(crate) verse: Option<usize>,
    /// The passage that is open around what is hidden, and its text nodes.
    pub(crate) around: Option<(Writing, Vec<NodeId>)>,
}

impl Left {
    /// What is restored of a context, and nothing else.
    pub(crate) fn of(context: Context) -> Self {
        Self {
            context,
            nest: Nest::default(),
            is_block: false,
            end: "",
            region: false,
            table: None,
            part: None,
            verse: None,
            around: None,
        }
    }
}

/// Whether it is a number as notes have them.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether it is what marks a note: a number in any digits, a letter, stars and their like.
pub(crate) fn is_label(text: &str) -> bool {
    let text = text.trim();
    let is_sign = |c: char| matches!(c, '*' | '†' | '‡' | '§');
    let mut chars = text.chars();
    let is_letter = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
    (1..=4).contains(&text.chars().count())
        && (is_letter || text.chars().all(char::is_numeric) || text.chars().all(is_sign))
}

/// A digit above or below the line.
fn shifted(digit: char, script: Script) -> char {
    let above = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let below = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let digits = if script == Script::Sub { below } else { above };
    let idx = digit.to_digit(10).map_or(0, |n| n as usize);
    digits[idx]
}
