//! The elements that stand by themselves round a passage: its own, the one that holds it and its like, and
//! the one round that.

use std::hash::{DefaultHasher, Hash, Hasher};

use dom_query::NodeId;

use crate::article::html::tag::Tag;

/// The three innermost of them, and what the inner two look like.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Nest {
    parent: Option<NodeId>,
    pub(crate) group: Option<NodeId>,
    outer: Option<NodeId>,
    /// Names and classes of the parent and the group, hashed.
    names: [u64; 2],
}

impl Nest {
    /// Goes into an element.
    pub(crate) fn enter(&mut self, node: NodeId, tag: &Tag) {
        self.outer = self.group;
        self.group = self.parent.replace(node);
        self.names = [hash_of(tag), self.names[0]];
    }

    /// The same for all whose parents and groups look the same and stand in one element.
    pub(crate) fn looks(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.outer, self.names).hash(&mut hasher);
        hasher.finish()
    }
}

/// Of its names the letters only: sites number what is alike.
fn hash_of(tag: &Tag) -> u64 {
    let mut hasher = DefaultHasher::new();
    tag.name.hash(&mut hasher);
    let names = tag.names.as_deref().unwrap_or_default();
    for letter in names.bytes().filter(u8::is_ascii_alphabetic) {
        hasher.write_u8(letter);
    }
    hasher.finish()
}
