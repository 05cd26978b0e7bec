//! What a session takes over from the ones before it, and what it leaves to the next: marks, places,
//! the order of the list, panes, searches, and which article was selected.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use crate::app::item::Item;
use crate::app::list::List;
use crate::app::order::{Group, Key, Order};
use crate::app::panes::Widths;
use crate::app::pictures;
use crate::app::reader::Reader;
use crate::app::state::State;
use crate::article::Article;
use crate::layout::{Anchor, Part};
use crate::library::memory::{self, Memory, Place, Remembered, Since};

/// What is remembered, and what of that is already so.
#[derive(Clone, Debug, Default)]
pub struct Recollection {
    /// From earlier sessions.
    pub(crate) memory: Memory,
    /// The keys of articles by what they begin with: a file that was moved is known by that.
    by_print: HashMap<u64, u64>,
    /// The folder that relative paths are relative to.
    pub folder: PathBuf,
    /// What was opened, by its key.
    pub sources: u64,
    /// The article that was selected when the same was opened before, until it is found.
    pub(crate) wanted: Option<u64>,
    /// How many of the latest searches are new.
    pub(crate) n_searches: usize,
    /// What was chosen for a terminal in this session and is still to be kept.
    pub(crate) chosen: Option<(String, &'static str)>,
    panes: Option<memory::Panes>,
    order: Option<memory::Order>,
    pictures: Option<bool>,
    opened: Option<u64>,
}

/// Takes over what earlier sessions left.
pub(crate) fn remember(state: &mut State, memory: Memory) {
    let prints = memory.articles.iter();
    let prints = prints.filter(|(_, article)| article.print != 0);
    let by_print = prints.map(|(key, article)| (article.print, *key)).collect();
    if let Some(Since { value: panes, .. }) = &memory.panes {
        state.panes.list = panes.list;
        state.panes.about = panes.about;
        let width = |name| panes.widths.get(name).copied();
        state.panes.widths = Widths {
            list: width("list"),
            about: width("about"),
            above: width("above"),
            measure: width("measure"),
        };
    }
    if let Some(Since { value: order, .. }) = &memory.order {
        let order = Order {
            key: Key::named(&order.key).unwrap_or_default(),
            reversed: order.reversed,
            group: Group::named(&order.group).unwrap_or_default(),
        };
        state.list.set_order(order, 0);
    }
    if let Some(Since { value: shown, .. }) = memory.pictures {
        pictures::show(state, shown);
    }
    state.searches = memory.history();
    let recollection = &mut state.recollection;
    let opened = memory.opened.get(&recollection.sources);
    recollection.wanted = opened.map(|opened| opened.value);
    recollection.opened = recollection.wanted;
    recollection.by_print = by_print;
    recollection.memory = memory;
    let (panes, order) = (panes_now(state), order_now(state));
    state.recollection.panes = Some(panes);
    state.recollection.order = Some(order);
    state.recollection.pictures = Some(!state.without_pictures);
    recall(state, 0..state.list.items.len());
    state.refresh();
}

/// Gives items the marks and places that are remembered of them. What has been changed in this
/// session stays as it is.
pub(crate) fn recall(state: &mut State, items: impl IntoIterator<Item = usize>) {
    if state.recollection.memory.articles.is_empty() {
        return;
    }
    for item_idx in items {
        let Some(item) = state.list.items.get(item_idx) else {
            continue;
        };
        let known = state.recollection.known(item);
        let (read, place) = known.map_or((None, None), |known| {
            let read = known.read.as_ref().map(|read| read.value);
            (read, known.place.as_ref().map(|place| place.value.clone()))
        });
        state.list.recall(item_idx, read, place);
    }
}

impl Recollection {
    fn key(&self, item: &Item) -> Option<u64> {
        let source = item.source.as_ref()?;
        let key = source.key(&self.folder).filter(|_| !source.is_passing());
        key.or_else(|| item.summary().map(|summary| summary.print))
    }

    /// What is remembered of an item: of the file of its name, unless another began as it does.
    fn known(&self, item: &Item) -> Option<&Remembered> {
        let articles = &self.memory.articles;
        let by_key = self.key(item).and_then(|key| articles.get(&key));
        let Some(print) = item.summary().map(|summary| summary.print) else {
            return by_key;
        };
        if by_key.is_some_and(|known| known.print == print) {
            return by_key;
        }
        let by_print = self.by_print.get(&print);
        by_print.and_then(|key| articles.get(key)).or(by_key)
    }

    /// Whether an item is the one that was selected when the same was opened before.
    pub(crate) fn is_wanted(&self, item: &Item) -> bool {
        self.wanted.is_some() && self.wanted == self.key(item)
    }
}

impl State {
    /// What has changed since this was asked last; `now` is in milliseconds since 1970.
    pub fn changes(&mut self, now: u64) -> Memory {
        note_place(self);
        let mut changes = Memory::default();
        let (marks, places) = self.list.take_changed();
        for item_idx in marks.iter().chain(&places) {
            let Some(item) = self.list.items.get(*item_idx as usize) else {
                continue;
            };
            let Some(key) = self.recollection.key(item) else {
                continue;
            };
            let article = changes.articles.entry(key).or_default();
            article.print = item.summary().map_or(0, |summary| summary.print);
            if marks.contains(item_idx) {
                article.read = since(item.read, now);
            }
            if places.contains(item_idx) {
                article.place = since(item.place.clone(), now);
            }
        }
        let (panes, order) = (panes_now(self), order_now(self));
        let pictures = !self.without_pictures;
        let selected = self.list.item().filter(|item| item.source.is_some());
        let opened = selected.and_then(|item| self.recollection.key(item));
        let recollection = &mut self.recollection;
        if recollection.panes.as_ref() != Some(&panes) {
            changes.panes = since(panes.clone(), now);
            recollection.panes = Some(panes);
        }
        if recollection.order.as_ref() != Some(&order) {
            changes.order = since(order.clone(), now);
            recollection.order = Some(order);
        }
        if recollection.pictures != Some(pictures) {
            changes.pictures = since(pictures, now);
            recollection.pictures = Some(pictures);
        }
        if recollection.opened != opened {
            let opened_now = opened.map(|value| Since { value, at: now });
            changes
                .opened
                .extend(opened_now.map(|opened| (recollection.sources, opened)));
            recollection.opened = opened;
        }
        if let Some((terminal, profile)) = recollection.chosen.take() {
            let chosen = since(profile.to_owned(), now);
            let chosen = chosen.map(|chosen| (terminal, chosen));
            changes.terminals.extend(chosen);
        }
        let searches = self.searches.iter().rev().take(recollection.n_searches);
        // The latest has the highest time, also where several are noted at once.
        let searches = searches
            .zip(0..)
            .map(|(words, n_after)| (words.clone(), now - n_after));
        changes.searches.extend(searches);
        recollection.n_searches = 0;
        changes
    }
}

/// Notes where the reader is in the open article, and in the one beside it.
pub(crate) fn note_place(state: &mut State) {
    // One article may be open twice: the place with the keys is the one to come back to.
    for reader in state.other.iter().chain(&state.reader) {
        note_place_in(&mut state.list, reader);
    }
}

/// Notes where a reader is in an article of the list.
pub(crate) fn note_place_in(list: &mut List, reader: &Reader) {
    let anchor = reader.is_under_way().then(|| reader.place()).flatten();
    let place = anchor.and_then(|anchor| place(&reader.article, anchor));
    list.set_place(reader.item_idx, place.map(Box::new));
}

/// A place with enough of its text to find it again where the page has changed.
fn place(article: &Article, anchor: Anchor) -> Option<Place> {
    const LONGEST: usize = 60;
    let part = match anchor.part {
        Part::Title => "title".to_owned(),
        Part::Subtitle => "subtitle".to_owned(),
        Part::Byline => "byline".to_owned(),
        Part::Block(idx) => format!("block {idx}"),
        Part::Removed(idx) => format!("removed {idx}"),
        Part::Picture(idx) => format!("picture {idx}"),
        Part::Entry(_) => return None,
    };
    let text = text_of(article, anchor.part).unwrap_or_default();
    let text = text.get(anchor.byte..).unwrap_or_default();
    Some(Place {
        part,
        byte: anchor.byte,
        text: text.chars().take(LONGEST).collect(),
    })
}

/// Where a place is in an article: where it was, if its text still stands there, else where that
/// text stands now, else as near to where it was as there is one.
pub(crate) fn anchor(article: &Article, place: &Place) -> Option<Anchor> {
    const SHORT: usize = 24;
    let part = part_named(&place.part)?;
    let was = Anchor {
        part,
        byte: place.byte,
    };
    let text = text_of(article, part);
    let rest = text.as_ref().and_then(|text| text.get(place.byte..));
    if rest.is_some_and(|rest| rest.starts_with(&place.text)) {
        return Some(was);
    }
    let document = &article.document;
    let blocks = document.blocks();
    let old_idx = match part {
        Part::Block(idx) => idx,
        _ => 0,
    };
    let short: String = place.text.chars().take(SHORT).collect();
    for wanted in [place.text.as_str(), short.as_str()] {
        if wanted.trim().is_empty() {
            break;
        }
        let found = blocks.iter().enumerate().filter_map(|(idx, block)| {
            let byte = document.text(block).find(wanted)?;
            let part = Part::Block(idx);
            Some((idx.abs_diff(old_idx), Anchor { part, byte }))
        });
        if let Some((_, anchor)) = found.min_by_key(|(distance, _)| *distance) {
            return Some(anchor);
        }
    }
    if let Some(text) = text {
        let byte = text.floor_char_boundary(place.byte);
        return Some(Anchor { part, byte });
    }
    let last = blocks.len().checked_sub(1)?;
    let part = Part::Block(old_idx.min(last));
    Some(Anchor { part, byte: 0 })
}

/// Where a place of an article is in what that has become.
pub(crate) fn anchor_in(article: &Article, was: &Article, place_in_it: Anchor) -> Option<Anchor> {
    anchor(article, &place(was, place_in_it)?)
}

fn text_of(article: &Article, part: Part) -> Option<Cow<'_, str>> {
    match part {
        Part::Title => article.title.as_deref().map(Cow::Borrowed),
        Part::Subtitle => article.subtitle.as_deref().map(Cow::Borrowed),
        Part::Block(idx) => {
            let block = article.document.blocks().get(idx)?;
            Some(Cow::Borrowed(article.document.text(block)))
        }
        Part::Removed(idx) => {
            let removed = article.removed.get(idx)?;
            Some(Cow::Borrowed(removed.text.as_str()))
        }
        Part::Picture(idx) => {
            let picture = article.pictures.get(idx)?;
            Some(Cow::Borrowed(picture.alt.as_str()))
        }
        Part::Byline => Some(Cow::Borrowed("")),
        Part::Entry(_) => None,
    }
}

fn part_named(name: &str) -> Option<Part> {
    let numbered = |kind| name.strip_prefix(kind)?.trim_start().parse().ok();
    match name {
        "title" => Some(Part::Title),
        "subtitle" => Some(Part::Subtitle),
        "byline" => Some(Part::Byline),
        _ => numbered("block")
            .map(Part::Block)
            .or_else(|| numbered("removed").map(Part::Removed))
            .or_else(|| numbered("picture").map(Part::Picture)),
    }
}

fn since<T>(value: T, at: u64) -> Option<Since<T>> {
    Some(Since { value, at })
}

fn panes_now(state: &State) -> memory::Panes {
    let widths = state.panes.widths;
    let widths = [
        ("list", widths.list),
        ("about", widths.about),
        ("above", widths.above),
        ("measure", widths.measure),
    ];
    let named = |(name, width): (&str, Option<u16>)| Some((name.to_owned(), width?));
    memory::Panes {
        list: state.panes.list,
        about: state.panes.about,
        widths: widths.into_iter().filter_map(named).collect(),
    }
}

fn order_now(state: &State) -> memory::Order {
    let order = state.list.order();
    memory::Order {
        key: order.key.as_str().into(),
        reversed: order.reversed,
        group: order.group.as_str().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;

    fn article(paragraphs: &[&str]) -> Article {
        let mut article = Article::default();
        for text in paragraphs {
            article.document.push(BlockKind::Paragraph, text);
        }
        article
    }

    #[test]
    fn a_place_is_found_again_where_the_page_has_changed() {
        let old = article(&["one", "قال الوزير إن الأمر قد انتهى ولا رجعة فيه", "three"]);
        let anchor_of = |idx, byte| Anchor {
            part: Part::Block(idx),
            byte,
        };
        let kept = place(&old, anchor_of(1, 7)).unwrap();
        let check = |paragraphs: &[&str], expected| {
            assert_eq!(
                anchor(&article(paragraphs), &kept),
                expected,
                "{paragraphs:?}"
            );
        };
        check(
            &["one", "قال الوزير إن الأمر قد انتهى ولا رجعة فيه", "x"],
            Some(anchor_of(1, 7)),
        );
        check(
            &["new", "one", "قال الوزير إن الأمر قد انتهى ولا رجعة فيه"],
            Some(anchor_of(2, 7)),
        );
        check(
            &["نعم: الوزير إن الأمر قد انتهى ولا رجعة فيه"],
            Some(anchor_of(0, 8)),
        );
        check(
            &["one", "الوزير إن الأمر قد انتهى ولا عودة"],
            Some(anchor_of(1, 0)),
        );
        check(&["one", "something else"], Some(anchor_of(1, 7)));
        check(&["one", "لا"], Some(anchor_of(1, 4)));
        check(&["one"], Some(anchor_of(0, 0)));
        check(&[], None);
    }

    #[test]
    fn every_part_of_an_article_has_a_name() {
        for part in [
            Part::Title,
            Part::Subtitle,
            Part::Byline,
            Part::Block(7),
            Part::Removed(0),
        ] {
            let anchor = Anchor { part, byte: 0 };
            let place = place(&Article::default(), anchor).unwrap();
            assert_eq!(part_named(&place.part), Some(part));
        }
        assert_eq!(part_named("block x"), None);
    }
}
