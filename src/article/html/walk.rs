//! The tree of a page → its passages, in one walk without recursion: elements that stand by
//! themselves part them, all others go on. What browsers do not show is walked too, and marked.

use std::mem::take;
use std::ops::Range;

use dom_query::{Document, NodeData, NodeId, NodeRef};

use crate::article::html::context::{Context, Left, Script};
use crate::article::html::element::{self, Element, element};
use crate::article::html::nest::Nest;
use crate::article::html::parts::Part;
use crate::article::html::passage::{MOST_ANCHORS, Passage, Place, Region, Walked};
use crate::article::html::table;
use crate::article::html::tag::Tag;
use crate::article::html::writing::Writing;
use crate::article::html::{media, parts, verse as verses};
use crate::article::page::lines::is_ended;
use crate::article::verse::verse;
use crate::article::{BlockKind, Hidden, Language, Reason};
use crate::text::{Direction, one_line};

/// The passages of a page.
pub(crate) fn walk(document: &Document) -> Walked {
    let mut walk = Walk {
        out: Walked::default(),
        writing: Writing::default(),
        context: Context::default(),
        regions: Vec::new(),
        nest: Nest::default(),
        anchors: Vec::new(),
        parts: Vec::new(),
        language: "",
        direction: None,
    };
    // A node is on the stack once to be entered, and once with its context to be left.
    let mut stack = vec![Step::Enter(document.root().id)];
    while let Some(step) = stack.pop() {
        match step {
            Step::Leave(left) => walk.leave(*left),
            Step::Enter(id) => {
                let node = document.tree.get_unchecked(&id);
                let Some(left) = walk.enter(&node) else {
                    continue;
                };
                stack.push(Step::Leave(Box::new(left)));
                let mut child = node.last_child();
                while let Some(node) = child {
                    stack.push(Step::Enter(node.id));
                    child = node.prev_sibling();
                }
            }
        }
    }
    walk.flush();
    verses::mark(&mut walk.out.passages);
    parts::mark(&mut walk.out.passages, walk.parts);
    walk.out
}

enum Step {
    Enter(NodeId),
    Leave(Box<Left>),
}

struct Walk {
    out: Walked,
    writing: Writing,
    context: Context,
    /// The open regions, each with its first passage.
    regions: Vec<(usize, Reason)>,
    /// The elements that stand by themselves, from the innermost on.
    nest: Nest,
    /// What links may lead to the next passage by.
    anchors: Vec<String>,
    /// What is marked as one of many posts, or as a list of a recipe.
    parts: Vec<(Range<usize>, Part)>,
    /// What the page states as its own.
    language: &'static str,
    direction: Option<Direction>,
}

impl Walk {
    /// Enters a node; none where there is nothing in it to be walked.
    fn enter(&mut self, node: &NodeRef<'_>) -> Option<Left> {
        enum Entered {
            Text(String),
            Element(Box<Tag>),
            Other(bool),
        }
        let entered = node.query_or(Entered::Other(false), |data| match &data.data {
            NodeData::Text { contents } => Entered::Text(contents.to_string()),
            NodeData::Element(found) => Entered::Element(Box::new(Tag::new(found))),
            NodeData::Document | NodeData::Fragment => Entered::Other(true),
            _ => Entered::Other(false),
        });
        match entered {
            Entered::Text(text) => {
                self.text(node.id, &text);
                None
            }
            Entered::Other(has_children) => has_children.then(|| Left::of(self.context)),
            Entered::Element(mut tag) => {
                tag.is_hidden |= self.context.is_beside_heading(node, &tag);
                self.open(node, &tag)
            }
        }
    }

    fn text(&mut self, id: NodeId, text: &str) {
        if self.context.in_title {
            if self.out.title.is_empty() {
                self.out.title = one_line(text);
            }
            return;
        }
        self.out.hidden += Hidden::of(text);
        self.writing.part_names(self.context.place, text);
        let (n_before, start) = (self.writing.n_chars(), self.writing.len());
        self.context.write(&mut self.writing, text);
        if self.writing.n_chars() > n_before {
            for (kind, element) in self.context.marks.iter().flatten() {
                self.writing.mark(start, *kind, Some(*element));
            }
            if let Some(link) = self.context.link {
                self.writing.link(start, link);
            }
            let is_linked = self.context.place.has(Place::LINK);
            self.writing.n_linked += usize::from(is_linked) * (self.writing.n_chars() - n_before);
            self.out.nodes.push(id);
        }
    }

    fn open(&mut self, node: &NodeRef<'_>, tag: &Tag) -> Option<Left> {
        let name = tag.name.as_str();
        let what = element(name);
        match name {
            "br" => {
                self.line_end();
                return None;
            }
            "hr" => {
                self.flush();
                return None;
            }
            "time" | "abbr" if self.writing.n_chars() < 100 => {
                if let Some(time) = tag.time_for(&node.text()) {
                    self.writing.set_off(time);
                    return None;
                }
            }
            "wbr" => {
                self.writing.text("\u{200B}");
                return None;
            }
            "source" | "img" => {
                let is_shown = self.context.is_body && self.regions.is_empty();
                let (place, before) = (self.context.place, self.out.passages.len());
                self.out.pictures.take(tag, place, before, is_shown);
                return None;
            }
            "title" | "head" if name == "head" || !self.context.is_body => {}
            _ if what == Element::Skipped => return None,
            _ => {}
        }
        let stands_alone = what != Element::Inline || self.context.sets_apart(tag);
        let is_block = stands_alone && !self.context.place.has(Place::ROW)
            || name == "tr" && self.context.kind == BlockKind::Row;
        let mut left = Left {
            nest: self.nest,
            is_block,
            ..Left::of(self.context)
        };
        if tag.is_hidden && !is_block && !self.context.place.has(Place::HIDDEN) {
            left.around = Some((take(&mut self.writing), self.park_nodes()));
        }
        if left.is_block {
            self.flush();
            self.nest.enter(node.id, tag);
        } else if what != Element::Inline
            || name == "span"
                && self.context.kind == BlockKind::Caption
                && is_ended(self.writing.so_far())
        {
            // The credit behind a caption stands apart by its look alone.
            self.writing.text(" ");
        }
        if self.anchors.len() + self.out.anchors.len() < MOST_ANCHORS {
            self.anchors.extend_from_slice(&tag.anchors);
        }
        if what == Element::Embedded
            && let Some(words) = media::placeholder(node, name, self.language)
        {
            self.flush();
            self.context.kind = BlockKind::Media;
            self.writing.text(&words);
            self.flush();
            self.context = left.context;
            self.nest = left.nest;
            return None;
        }
        if left.is_block && tag.names.as_deref().is_some_and(verses::is_named) {
            left.verse = Some(self.out.passages.len());
        }
        let part = tag.part.filter(|_| left.is_block && self.context.is_body);
        left.part = part.map(|part| (self.out.passages.len(), part));
        if self.context.is_body && tag.is_caption {
            self.context.place = self.context.place.with(Place::CAPTION);
        }
        self.take_facts(node, tag, what, &mut left);
        if what == Element::Inline && left.context.is_body {
            self.writing.begin_element(name);
            let start = left.context.isolate(node, tag, self.direction);
            left.end = self.writing.set_apart(start).unwrap_or(left.end);
        }
        let is_part = self.context.is_body && !matches!(name, "body" | "html" | "article" | "main");
        let names = tag.names.as_deref().filter(|_| is_part);
        if let Some(reason) = names.and_then(element::reason) {
            self.regions.push((self.out.passages.len(), reason));
            left.region = true;
        }
        Some(left)
    }

    /// What an element says of the text in it.
    fn take_facts(&mut self, node: &NodeRef<'_>, tag: &Tag, what: Element, left: &mut Left) {
        let context = &mut self.context;
        let name = tag.name.as_str();
        let mut place = context.place;
        match name {
            "title" if !context.is_body => context.in_title = true,
            "html" => {
                self.language = tag.language.map_or("", Language::tag);
                self.direction = tag.direction;
            }
            "body" => {
                context.is_body = true;
                self.direction = tag.direction.or(self.direction);
            }
            "nav" | "menu" => place = place.with(Place::NAVIGATION),
            "aside" => place = place.with(Place::ASIDE),
            "header" => place = place.with(Place::HEADER),
            "footer" => place = place.with(Place::FOOTER),
            "dialog" => place = place.with(Place::DIALOG),
            "noscript" => place = place.with(Place::HIDDEN.with(Place::UNSCRIPTED)),
            "article" => place = place.with(Place::ARTICLE),
            "figure" => place = place.with(Place::FIGURE),
            "figcaption" => context.kind = BlockKind::Caption,
            "a" => {
                place = place.with(Place::LINK);
                context.link = self.out.link(tag.href.as_deref());
                self.out
                    .topics
                    .extend(context.link.filter(|_| tag.is_topic));
                context.is_inside = tag.href.as_deref().is_some_and(|href| href.contains('#'));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                context.kind = BlockKind::Heading;
                context.level = name.as_bytes()[1] - b'0';
            }
            "ul" | "ol" | "dl" => {
                context.list_depth = context.list_depth.saturating_add(1);
                context.container = Some(node.id);
                context.number = (name == "ol").then_some(tag.start.unwrap_or(1));
            }
            "li" | "dd" if context.list_depth > 0 => {
                context.kind = BlockKind::ListItem;
                context.level = context.list_depth;
                if let Some(number) = tag.value.filter(|_| context.number.is_some()) {
                    context.number = Some(number);
                }
                // The next item of the same list has the next number.
                left.context.number = context.number.map(|number| number.saturating_add(1));
            }
            "blockquote" => {
                place = place.with(Place::QUOTE);
                context.kind = BlockKind::Quote;
            }
            "pre" | "listing" | "xmp" | "plaintext" => {
                place = place.with(Place::CODE);
                context.kind = BlockKind::Code;
            }
            "table" if !place.has(Place::ROW) && table::holds_facts(node) => {
                context.kind = BlockKind::Row;
                context.container = Some(node.id);
                left.table = Some(self.out.passages.len());
            }
            "table" if !place.has(Place::ROW) => context.kind = BlockKind::Paragraph,
            "tr" if context.kind == BlockKind::Row => place = place.with(Place::ROW),
            "td" | "th" if place.has(Place::ROW) => self.writing.cell(tag.cell()),
            "caption" if context.kind == BlockKind::Row => context.kind = BlockKind::Caption,
            "q" => {
                self.writing.text("“");
                left.end = "”";
            }
            "rt" => {
                self.writing.text("(");
                left.end = ")";
            }
            "sup" => context.script = Some(Script::Super),
            "sub" => context.script = Some(Script::Sub),
            _ => {}
        }
        context.place = place;
        let is_first = self.writing.n_chars() == 0;
        self.writing.place = (self.writing.place).with(tag.of_line(place, is_first));
        context.take(tag, what, node.id);
    }

    fn leave(&mut self, left: Left) {
        self.writing.text(left.end);
        self.writing.end_element();
        if let Some((writing, nodes)) = left.around {
            self.flush();
            self.writing = writing;
            self.out.nodes.extend(nodes);
        }
        if left.is_block {
            self.flush();
        }
        if left.region
            && let Some((first, reason)) = self.regions.pop()
        {
            // What an element inside a line holds is still being written.
            let passages = first..self.out.passages.len();
            if !passages.is_empty() && left.is_block {
                self.out.regions.push(Region { passages, reason });
            }
        }
        if let Some((first, part)) = left.part {
            self.parts.push((first..self.out.passages.len(), part));
        }
        if let Some(first) = left.verse {
            verses::merge(&mut self.out.passages, first);
        }
        if let Some(first) = left.table {
            table::align(&mut self.out.passages[first..], self.direction);
        }
        self.context = left.context;
        self.nest = left.nest;
    }

    /// One forced line end stays in the passage, two part it, and so does one behind a verse.
    fn line_end(&mut self) {
        if self.context.place.has(Place::ROW) {
            self.writing.text(" ");
        } else if self.context.place.has(Place::CODE) {
            self.writing.code("\n");
        } else if self.writing.ends_with_line() || verse(self.writing.so_far()).is_some() {
            self.flush();
        } else {
            self.writing.line_end();
        }
    }

    /// The text nodes of the open passage, taken out.
    fn park_nodes(&mut self) -> Vec<NodeId> {
        let first_node = self.out.passages.last().map_or(0, |last| last.nodes.end);
        self.out.nodes.split_off(first_node)
    }

    /// Ends the open passage.
    fn flush(&mut self) {
        let first_node = self.out.passages.last().map_or(0, |last| last.nodes.end);
        let (n_linked, n_chars) = (self.writing.n_linked, self.writing.n_chars());
        let place = self.context.place.with(self.writing.place);
        let is_item = self.context.kind == BlockKind::ListItem;
        let Some(written) = self.writing.take(self.context.kind) else {
            self.out.nodes.truncate(first_node);
            return;
        };
        for anchor in self.anchors.drain(..) {
            let passage_idx = self.out.passages.len();
            self.out.anchors.entry(anchor).or_insert(passage_idx);
        }
        self.out.passages.push(Passage {
            n_chars,
            text: written.text,
            kind: self.context.kind,
            level: self.context.level,
            number: self.context.number.filter(|_| is_item),
            direction: self.context.direction,
            language: self.context.language,
            place,
            nodes: first_node..self.out.nodes.len(),
            group: self.nest.group,
            looks: self.nest.looks(),
            n_linked,
            links: written.links,
            spans: written.spans,
            cells: written.cells,
            container: self.context.container,
        });
        // Only the first passage of an item has its marker.
        if is_item {
            self.context.number = None;
        }
    }
}
