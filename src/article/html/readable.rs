//! The part of a page that readers want, by the measure of Mozilla's Readability (`dom_smoothie`).
//! It takes the tree apart; what it leaves is known by its text nodes, which stay what they were.

use std::collections::HashSet;

use dom_query::{Document, NodeData, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

/// Nodes of a tree that is weighed: for larger ones it would take too long.
const MOST_NODES: usize = 150_000;

/// Bytes of a single text in which signs are looked for that have to be written as entities: for
/// each of them the rest of the text is gone over, so that many take the square of their number.
const LONG_TEXT: usize = 64 * 1024;

/// Such signs in it that are too many.
const MOST_SIGNS: usize = 2000;

/// The text nodes of what is worth reading; none where that cannot be told.
pub(crate) fn kept(document: Document) -> HashSet<NodeId> {
    let mut kept = HashSet::new();
    if document.tree.len() > MOST_NODES {
        return kept;
    }
    if document.root().descendants_it().any(|node| is_flood(&node)) {
        return kept;
    }
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else {
        return kept;
    };
    if readability.parse().is_err() {
        return kept;
    }
    let content = readability.doc.select("#readability-page-1");
    for root in content.nodes() {
        kept.extend(
            root.descendants_it()
                .filter(NodeRef::is_text)
                .map(|node| node.id),
        );
    }
    kept
}

fn is_flood(node: &NodeRef<'_>) -> bool {
    node.query_or(false, |data| match &data.data {
        NodeData::Text { contents } if contents.len() > LONG_TEXT => {
            memchr::memchr3_iter(b'&', b'<', b'>', contents.as_bytes()).count() > MOST_SIGNS
        }
        _ => false,
    })
}
