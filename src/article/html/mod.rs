//! An HTML page → an article. One parse makes the tree; it is walked into passages, each with
//! what its elements say of it, and Readability says which of their text is worth reading. From
//! there on the passages are the lines of a page: the same passes find title, byline, day and
//! furniture in what stands round the body, behind what the page states for machines. Every
//! passage gets one role, so that none is lost.

mod blocks;
mod body;
mod bounds;
mod boxes;
mod context;
mod details;
mod element;
mod flat;
mod guard;
mod image;
mod json_ld;
mod lead;
mod links;
mod media;
mod meta;
mod midst;
mod nest;
mod next;
mod notes;
mod parse;
mod parts;
mod passage;
pub(crate) mod pointer;
mod readable;
mod recipe;
mod roles;
mod seams;
mod sink;
mod statement;
mod submitted;
mod table;
mod tag;
mod tags;
mod title;
mod verse;
mod walk;
mod writing;

use dom_query::Document;

use crate::article::html::passage::{Passage, Place, Walked};
use crate::article::link::Base;
use crate::article::{Article, BlockKind, page};

pub(crate) use links::texts;
pub(crate) use meta::Meta;

/// Makes an article of the source of a page, which may be from an address; its document is empty only
/// if no text is in it.
pub(crate) fn extract(source: &str, address: Option<&str>) -> Article {
    let source = guard::without_floods(source);
    let Some(tree) = parse::tree(&source) else {
        return page::extract(flat::lines(&source));
    };
    let meta = meta::read(&tree);
    let walked = walk::walk(&tree);
    // What the page has nowhere but in what it states for machines.
    let text = meta.body.as_ref();
    let text = text.filter(|text| text.is_missing(&walked.passages));
    let source = match (text, &meta.recipe) {
        (Some(text), _) => Some(source.into_owned() + &text.to_html()),
        (None, Some(lists)) => {
            recipe::missing(lists, &walked).map(|lists| recipe::with(&source, &lists))
        }
        (None, None) => None,
    };
    if let Some(tree) = source.and_then(|source| parse::tree(&source)) {
        let walked = walk::walk(&tree);
        return article(tree, walked, meta, address);
    }
    article(tree, walked, meta, address)
}

fn article(tree: Document, mut walked: Walked, meta: Meta, address: Option<&str>) -> Article {
    passage::show_unscripted(&mut walked.passages);
    let base = Base::new(address.or(meta.address.as_deref()), meta.base.as_deref());
    // It takes the tree apart.
    let kept = readable::kept(tree);
    let mut article = roles::article(walked, &meta, Some(&kept), &base);
    if address.is_none() {
        article.facts.address = meta.address.and_then(|stated| base.join(&stated));
    }
    article.facts.next = meta.next.map(|next| base.join(&next).unwrap_or(next));
    article
}

/// Makes an article of HTML that is all text of it, and of what is stated of it elsewhere: nothing is
/// looked for. What leads to the page of the article is no text.
pub(crate) fn extract_all(source: &str, meta: &Meta, base: &Base) -> Article {
    let source = format!("<!doctype html><body>{}", guard::without_floods(source));
    let Some(tree) = parse::tree(&source) else {
        return page::extract(flat::lines(&source));
    };
    let mut walked = walk::walk(&tree);
    if let Some(own) = &meta.address {
        let leads_home = |href: &String| base.join(href).is_some_and(|to| is_same(&to, own));
        walked.home = (walked.hrefs.iter()).map(leads_home).collect();
        let is_home = |link: u32| walked.home.get(link as usize) == Some(&true);
        for passage in walked
            .passages
            .iter_mut()
            .filter(|it| is_way_home(it, is_home))
        {
            passage.place = passage.place.with(Place::NAVIGATION);
        }
    }
    roles::article(walked, meta, None, base)
}

/// Whether a passage only leads to the page that it is from.
fn is_way_home(passage: &Passage, is_home: impl Fn(u32) -> bool) -> bool {
    const LONGEST: usize = 300;
    let is_plain = matches!(passage.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let leads = passage.links.iter().any(|(_, link)| is_home(*link));
    is_plain && leads && passage.n_linked * 2 >= passage.n_chars && passage.n_chars < LONGEST
}

/// Whether two addresses are of one page, whoever is said to have led there.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let page = |address: &str| {
        let address = address.split('#').next().unwrap_or_default();
        let (_, page) = address.split_once("://").unwrap_or(("", address));
        let (path, asked) = page.split_once('?').unwrap_or((page, ""));
        let asked = asked.split('&').filter(|asked| !asked.starts_with("utm_"));
        let asked: Vec<&str> = asked.collect();
        format!("{}?{}", path.trim_end_matches('/'), asked.join("&"))
    };
    page(one) == page(other)
}
