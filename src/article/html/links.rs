//! The links of passages, which know them by number, with their targets: in the document that the
//! passages became, or as texts by themselves.

use std::ops::Range;
use std::sync::Arc;

use crate::article::Document;
use crate::article::html::passage::Walked;
use crate::article::html::{flat, guard, parse, walk};
use crate::article::link::{Base, carry};

/// Gives the document the links of its blocks, each of which was made of a passage.
pub(crate) fn link(document: &mut Document, blocks: &[usize], page: &Walked, base: &Base) {
    for (block_idx, passage) in blocks.iter().enumerate() {
        let passage = &page.passages[*passage];
        if passage.links.is_empty() {
            continue;
        }
        let block = document.blocks()[block_idx];
        let mut links = passage.links.clone();
        carry(&mut links, &passage.text, document.text(&block));
        let target = |link: u32| base.target(page.hrefs.get(link as usize)?);
        let links = (links.into_iter())
            .filter_map(|(range, link)| target(link).map(|target| (range, target)));
        document.link_in(block.range().start, links);
    }
}

/// A text with its links, in bytes of it, by their targets.
pub(crate) type Linked = (String, Vec<(Range<usize>, Arc<str>)>);

/// The texts of a piece of HTML that stand by themselves.
pub(crate) fn texts(source: &str, base: &Base) -> Vec<Linked> {
    let source = guard::without_floods(source);
    let Some(tree) = parse::tree(&source) else {
        let lines = flat::lines(&source);
        return lines
            .lines()
            .map(|line| (line.trim().into(), Vec::new()))
            .collect();
    };
    let walked = walk::walk(&tree);
    let target = |link: u32| base.target(walked.hrefs.get(link as usize)?);
    let texts = walked.passages.into_iter().map(|passage| {
        let links = passage.links.into_iter();
        let links = links.filter_map(|(range, link)| Some((range, target(link)?)));
        (passage.text, links.collect())
    });
    texts.collect()
}
