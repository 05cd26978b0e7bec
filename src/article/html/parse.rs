//! The source of a page → its tree, by the parser of the HTML standard (html5ever), in bounded
//! time and memory. The parser walks the open elements for most tags, so a page that nests them
//! without end would take the square of its length: tags deeper than [`DEEPEST`] are passed
//! over, their text stays. A tree of more than [`MOST_NODES`] is given up.

use std::cell::{Cell, RefCell};

use dom_query::Document;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};

use crate::article::html::sink::{Handle, Sink};

/// Elements inside each other; browsers have 512, pages hardly 60.
const DEEPEST: usize = 200;

/// Nodes of a tree: some 200 bytes each.
const MOST_NODES: usize = 1_000_000;

/// Bytes that the parser is given at once.
const PIECE: usize = 64 * 1024;

/// The tree of a page; none where it would be too large.
pub(crate) fn tree(text: &str) -> Option<Document> {
    let options = TreeBuilderOpts {
        // Without scripts, as they are not run here.
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let gate = Gate {
        builder: TreeBuilder::new(Sink::default(), options),
        n_closed: Cell::new(0),
        n_dropped: Cell::new(0),
        is_full: Cell::new(false),
        templates: RefCell::default(),
    };
    let tokenizer = Tokenizer::new(gate, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        input.push_back(StrTendril::from_slice(piece));
        // The end of a script is reported; it is not run.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        if tokenizer.sink.is_full.get() {
            return None;
        }
        rest = after;
    }
    tokenizer.end();
    let gate = tokenizer.sink;
    (!gate.is_full.get()).then_some(gate.builder.sink.document)
}

/// The builder of the tree, and what it is not given.
struct Gate {
    builder: TreeBuilder<Handle, Sink>,
    /// End tags since an element was put into the tree.
    n_closed: Cell<usize>,
    /// Start tags that were passed over and not yet closed.
    n_dropped: Cell<usize>,
    is_full: Cell<bool>,
    /// Of each open template whether browsers show what is in it.
    templates: RefCell<Vec<bool>>,
}

impl Gate {
    /// The token as it is built: what an element holds by a shadow root is shown in that element.
    fn shown(&self, token: Token) -> Token {
        const SHOWN: &[&str] = &["shadowrootmode", "shadowroot", "shadowmode"];
        let Token::TagToken(mut tag) = token else {
            return token;
        };
        if &*tag.name == "template" {
            let mut templates = self.templates.borrow_mut();
            let is_shown = match tag.kind {
                TagKind::StartTag => {
                    let mut names = tag.attrs.iter().map(|attribute| &*attribute.name.local);
                    let is_shown = names.any(|name| SHOWN.contains(&name));
                    templates.push(is_shown);
                    is_shown
                }
                TagKind::EndTag => templates.pop().unwrap_or(false),
            };
            if is_shown {
                tag.name = LocalName::from("div");
            }
        }
        Token::TagToken(tag)
    }

    /// Whether a token is passed over. An end tag may close nothing, so the depth is a guess
    /// until the next element; to be wrong by much takes very many such tags.
    fn is_dropped(&self, token: &Token) -> bool {
        let Token::TagToken(tag) = token else {
            return false;
        };
        match tag.kind {
            TagKind::StartTag => {
                let depth = self
                    .builder
                    .sink
                    .depth()
                    .saturating_sub(self.n_closed.get());
                let is_deep = depth >= DEEPEST;
                self.n_dropped
                    .set(self.n_dropped.get() + usize::from(is_deep));
                self.n_closed.set(0);
                is_deep
            }
            TagKind::EndTag if self.n_dropped.get() > 0 => {
                self.n_dropped.set(self.n_dropped.get() - 1);
                true
            }
            TagKind::EndTag => {
                self.n_closed.set(self.n_closed.get() + 1);
                false
            }
        }
    }
}

impl TokenSink for Gate {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        let token = self.shown(token);
        if self.is_full.get() || self.is_dropped(&token) {
            return TokenSinkResult::Continue;
        }
        let result = self.builder.process_token(token, line_number);
        if self.builder.sink.document.tree.len() > MOST_NODES {
            self.is_full.set(true);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_bounded_and_text_kept() {
        let check = |text: &str, expected: &str| {
            let tree = tree(text).unwrap();
            assert_eq!(tree.text().trim(), expected);
            let root = tree.root();
            let deepest = root.descendants_it();
            let deepest = deepest.map(|node| node.ancestors_it(None).count()).max();
            assert!(deepest.unwrap() <= DEEPEST + 8, "{deepest:?}");
        };
        check("<p>one <b>two</b>", "one two");
        let deep = format!("{}in{}<p>out", "<div>".repeat(3000), "</div>".repeat(3000));
        check(&deep, "inout");
        check(&format!("{}خبر", "<b><i>".repeat(3000)), "خبر");
        check(&format!("{}x", "<p><b a>".repeat(300)), "x");
        check(&format!("{}x", "<table><tr><td>".repeat(300)), "x");
    }

    #[test]
    fn siblings_are_not_deep() {
        let text = format!(
            "{}<p>{}",
            "<div>".repeat(DEEPEST + 5),
            "</div>".repeat(DEEPEST)
        );
        let text = format!("{text}{}", "<p>one</p>".repeat(50));
        let tree = tree(&text).unwrap();
        assert_eq!(tree.select("p").length(), 50);
    }

    #[test]
    fn a_tree_without_end_is_given_up() {
        assert!(tree(&"<p><b a>".repeat(20_000)).is_none() || cfg!(debug_assertions));
        assert!(tree(&"<br>".repeat(MOST_NODES + 1)).is_none());
    }
}
