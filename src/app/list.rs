//! The list of articles: its items, which keep their indices for good, and the view of them that is
//! on the screen. Moving costs what is shown; sorting, grouping and filtering go through all items.

use std::collections::HashSet;
use std::mem;
use std::num::NonZeroU32;
use std::sync::Arc;

use crate::app::filter::{Filter, Nearness};
use crate::app::item::{Content, Item};
use crate::app::order::{self, Group, Order};
use crate::app::view::View;
use crate::library::Outlet;
use crate::library::memory::Place;

/// Over the items that hold the letters of a filter, but not its words.
const LETTERS: &str = "with these letters";

/// The articles to choose from.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The items, in the order in which they were found.
    pub items: Vec<Item>,
    /// The index of the selected one; 0 where there is none. While a filter shows nothing it is
    /// the one that was selected last.
    pub selected: usize,
    /// Whether more items are still to come.
    pub is_growing: bool,
    /// What is shown, in which order.
    pub view: View,
    order: Order,
    /// Whether some items have the places of others.
    is_parted: bool,
    filter: Option<Filter>,
    /// All items in order; empty where that is the order of the items.
    sorted: Vec<u32>,
    /// Those that the filter finds, near or far, in order: it is among them that more letters look.
    near: Vec<u32>,
    /// How many items are in the list no more.
    n_hidden: usize,
    /// Whether items have changed in a way that the view may depend on.
    pub(crate) is_stale: bool,
    /// Items that have been marked or read in: what is remembered of them is out of date.
    touched: HashSet<u32>,
    /// Items whose marks were changed since that was last asked.
    marks: HashSet<u32>,
    /// Those whose places were.
    places: HashSet<u32>,
    /// Every outlet once, however many articles it has.
    outlets: HashSet<Shared>,
}

#[derive(Clone, Debug)]
struct Shared(Arc<Outlet>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Shared {}

impl std::hash::Hash for Shared {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.name.hash(state);
    }
}

impl List {
    /// A list of these items.
    pub fn new(items: Vec<Item>) -> Self {
        let mut list = Self::default();
        list.add(items);
        list
    }

    /// Adds items to the end.
    pub fn add(&mut self, items: Vec<Item>) {
        let n_before = self.items.len() as u32;
        self.is_parted |= items.iter().any(|item| item.home.is_some());
        self.items.extend(items);
        if !self.is_plain() || self.filter.is_some() {
            self.is_stale = true;
            return;
        }
        for item_idx in n_before..self.items.len() as u32 {
            self.view.push_item(item_idx);
        }
        self.selected = self.view.selected().unwrap_or(0);
    }

    /// How many items there are, shown or not.
    pub fn n_items(&self) -> usize {
        self.items.len() - self.n_hidden
    }

    /// Takes an item out of the list, or puts it there again.
    pub(crate) fn hide(&mut self, item_idx: usize, is_hidden: bool) {
        let item = &mut self.items[item_idx];
        if item.is_hidden != is_hidden {
            item.is_hidden = is_hidden;
            self.is_stale = true;
            match is_hidden {
                true => self.n_hidden += 1,
                false => self.n_hidden -= 1,
            }
        }
    }

    /// Takes in what an item has turned out to be.
    pub fn fill(&mut self, item_idx: usize, mut content: Content) {
        if let Content::Article(summary) = &mut content
            && let Some(outlet) = summary.outlet.take()
        {
            let shared = Shared(outlet);
            let known = self.outlets.get(&shared).cloned();
            let shared = known.unwrap_or_else(|| {
                self.outlets.insert(shared.clone());
                shared
            });
            summary.outlet = Some(shared.0);
        }
        let Some(item) = self.items.get_mut(item_idx) else {
            return;
        };
        if item.content != content {
            self.is_stale |= self.filter.is_some() || self.order.needs_pages();
            item.content = content;
        }
    }

    /// Marks an item as read or as unread.
    pub(crate) fn mark(&mut self, item_idx: usize, read: bool) {
        if let Some(item) = self.items.get_mut(item_idx) {
            item.read = read;
            self.marks.insert(item_idx as u32);
            self.touched.insert(item_idx as u32);
        }
    }

    /// Notes how many matches a search has found in an item.
    pub(crate) fn set_found(&mut self, item_idx: usize, n_found: usize) {
        if let Some(item) = self.items.get_mut(item_idx) {
            item.n_found = NonZeroU32::new(u32::try_from(n_found).unwrap_or(u32::MAX));
        }
    }

    /// Notes where in an item the reader is.
    pub(crate) fn set_place(&mut self, item_idx: usize, place: Option<Box<Place>>) {
        if let Some(item) = self.items.get_mut(item_idx)
            && item.place != place
        {
            item.place = place;
            self.places.insert(item_idx as u32);
            self.touched.insert(item_idx as u32);
        }
    }

    /// Gives an item the mark and the place that are remembered, unless it has been marked or read
    /// in since it was found.
    pub(crate) fn recall(
        &mut self,
        item_idx: usize,
        read: Option<bool>,
        place: Option<Option<Box<Place>>>,
    ) {
        let Some(item) = self.items.get_mut(item_idx) else {
            return;
        };
        if !self.touched.contains(&(item_idx as u32)) {
            item.read = read.unwrap_or(item.read);
            if let Some(place) = place {
                item.place = place;
            }
        }
    }

    /// The items whose marks, and those whose places were changed since this was asked last.
    pub(crate) fn take_changed(&mut self) -> (HashSet<u32>, HashSet<u32>) {
        (mem::take(&mut self.marks), mem::take(&mut self.places))
    }

    /// The selected item.
    pub fn item(&self) -> Option<&Item> {
        self.items.get(self.selected)
    }

    /// Moves the selection by `step` items and keeps it on a list of `height` rows.
    pub fn step(&mut self, step: isize, height: usize) {
        self.view.step(step);
        self.after_move(height);
    }

    /// Moves the selection by `step` items and scrolls along.
    pub fn page(&mut self, step: isize, height: usize) {
        self.view.page(step);
        self.after_move(height);
    }

    /// Selects an item, where it is shown.
    pub fn select(&mut self, item_idx: usize, height: usize) {
        self.view.find(item_idx);
        self.after_move(height);
    }

    /// Selects an item; a filter that hides it is taken away.
    pub fn reveal(&mut self, item_idx: usize, height: usize) {
        match self.view.find(item_idx) {
            true => self.after_move(height),
            false => self.set_filter(None, Some(item_idx), height),
        }
    }

    /// Scrolls by `step` rows of the view and leaves the selection where it is.
    pub fn scroll(&mut self, step: isize, height: usize) {
        self.view.scroll(step, height);
    }

    /// The item that is shown so many rows of the screen below the top of a list of `height` rows.
    pub fn item_at(&self, row_idx: usize, height: usize) -> Option<usize> {
        self.view.item_at_row(row_idx, height)
    }

    fn after_move(&mut self, height: usize) {
        self.selected = self.view.selected().unwrap_or(self.selected);
        self.view.keep_on_screen(height);
    }

    /// Scrolls so that the selection is on a list of `height` rows.
    pub fn keep_on_screen(&mut self, height: usize) {
        self.view.keep_on_screen(height);
    }

    /// What the list is sorted and grouped by.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Sorts and groups anew. The selection stays, and where it is on a list of `height` rows.
    pub fn set_order(&mut self, order: Order, height: usize) {
        if order != self.order {
            self.order = order;
            self.is_stale = true;
            self.settle(height);
        }
    }

    /// What is looked for in the list.
    pub fn filter(&self) -> Option<&Filter> {
        self.filter.as_ref()
    }

    /// Shows what a filter finds, or everything, and selects `item_idx` if that is shown, else
    /// the first.
    pub fn set_filter(&mut self, filter: Option<Filter>, item_idx: Option<usize>, height: usize) {
        let narrows = match (&filter, &self.filter) {
            (Some(filter), Some(before)) => filter.narrows(before) && !self.is_stale,
            _ => false,
        };
        self.sort();
        let from = match narrows {
            true => mem::take(&mut self.near),
            false => self.all(),
        };
        self.filter = filter;
        self.show(from);
        if item_idx.is_some_and(|item_idx| self.view.find(item_idx)) {
            self.view.set_offset(height / 2);
        }
        self.after_move(height);
    }

    /// Whether the view may be out of date, by what has been added or filled in.
    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Brings the view up to date. The selection stays where it is on a list of `height` rows.
    pub fn settle(&mut self, height: usize) {
        if !self.is_stale {
            return;
        }
        let (offset, adrift) = (self.view.offset(), self.view.adrift());
        self.sort();
        self.show(self.all());
        if self.view.find(self.selected) {
            self.view.set_offset(offset);
        }
        if let Some(top) = adrift {
            self.view.drift_to(top);
        }
        self.after_move(height);
    }

    fn sort(&mut self) {
        if self.is_stale {
            self.sorted = match self.is_plain() {
                true => Vec::new(),
                false => self.order.sort(&self.items),
            };
            self.is_stale = false;
        }
    }

    /// Whether the order is that of the items.
    fn is_plain(&self) -> bool {
        self.order.is_plain() && !self.is_parted
    }

    /// All items in order.
    fn all(&self) -> Vec<u32> {
        match self.is_plain() {
            true => (0..self.items.len() as u32).collect(),
            false => self.sorted.clone(),
        }
    }

    /// Makes the view of those of `items` that the filter lets through.
    fn show(&mut self, items: Vec<u32>) {
        self.view.clear();
        let mut items = items;
        items.retain(|item_idx| !self.items[*item_idx as usize].is_hidden);
        let Some(filter) = &self.filter else {
            self.near = Vec::new();
            self.show_groups(&items);
            return;
        };
        let (mut near, mut words, mut letters) = (Vec::new(), Vec::new(), Vec::new());
        for item_idx in items {
            let Some(nearness) = filter.nearness(&self.items[item_idx as usize]) else {
                continue;
            };
            near.push(item_idx);
            match nearness {
                Nearness::Words => words.push(item_idx),
                Nearness::Letters(n_between) => letters.push((n_between, item_idx)),
                Nearness::Far => {}
            }
        }
        self.near = near;
        self.show_groups(&words);
        if !letters.is_empty() {
            letters.sort_by_key(|(n_between, _)| *n_between);
            self.view.push_heading(LETTERS.into());
            for (_, item_idx) in letters {
                self.view.push_item(item_idx);
            }
        }
    }

    fn show_groups(&mut self, items: &[u32]) {
        let group = self.order.group;
        let mut before: Option<&Item> = None;
        for &item_idx in items {
            let item = &self.items[item_idx as usize];
            let is_new = before.is_none_or(|before| !order::same_group(group, before, item));
            if group != Group::None && is_new {
                self.view.push_heading(order::heading(group, item));
            }
            self.view.push_item(item_idx);
            before = Some(item);
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::order::Key;
    use crate::article::{Date, Language};
    use crate::library::{Day, Source, Summary, Title};

    /// An article as the list shows it; empty strings for what its page does not say.
    pub(crate) fn item(
        title: &str,
        outlet: &str,
        date: &str,
        language: &'static str,
        n_words: u32,
    ) -> Item {
        let number = |range: std::ops::Range<usize>| date.get(range)?.parse::<u16>().ok();
        let date = || {
            let (month, day) = (number(5..7)? as u8, number(8..10)? as u8);
            Date::new(number(0..4)?.into(), month, day)
        };
        let summary = Summary {
            title: Title::new(title),
            direction: crate::text::Direction::Ltr,
            outlet: (!outlet.is_empty()).then(|| Arc::new(Outlet::new(outlet))),
            writers: Default::default(),
            day: Day::new(date()),
            print: 0,
            language: Language::of(language),
            n_words,
        };
        Item {
            content: Content::Article(summary),
            ..Item::new(Source::File(format!("/news/{title}").into()))
        }
    }

    fn titles(list: &List) -> Vec<&str> {
        let summaries = list.view.items().map(|idx| list.items[idx].summary());
        summaries
            .map(|summary| summary.map_or("", |summary| summary.title.as_str()))
            .collect()
    }

    #[test]
    fn the_selection_stays_with_its_article_and_its_row() {
        let titles = ["d", "b", "a", "c"];
        let items = titles.map(|title| item(title, "", "", "", 0));
        let mut list = List::new(items.into());
        list.step(2, 30);
        let by_title = Order {
            key: Key::Title,
            ..Order::default()
        };
        list.set_order(by_title, 30);
        assert_eq!((list.selected, list.view.n_before()), (2, Some(0)));
        // More of them, and what waits turns out to come before: the selection does not move.
        list.add((0..20).map(|_| Item::new(Source::Bundled(0))).collect());
        list.settle(9);
        let offset = list.view.offset();
        for idx in 4..24 {
            list.fill(idx, item("A 0", "", "", "", 0).content);
        }
        assert!(list.is_stale());
        list.settle(9);
        assert_eq!((list.selected, list.view.n_before()), (2, Some(0)));
        assert_eq!(list.view.offset(), offset);
    }

    #[test]
    fn a_filter_shows_words_before_letters_and_gives_the_list_back() {
        let of = [
            "Mattis in Brussels",
            "A ship",
            "Many tea rooms",
            "Brussels and Mattis",
        ];
        let items = of.map(|title| item(title, "", "", "", 0));
        let mut list = List::new(items.into());
        let filter = |list: &mut List, typed: &str| list.set_filter(Filter::new(typed), None, 30);
        filter(&mut list, "m");
        assert_eq!(titles(&list), [of[0], of[2], of[3]].map(|t| t));
        filter(&mut list, "mat");
        assert_eq!(titles(&list), [of[0], of[3], of[2]]);
        assert_eq!(list.view.row(2), list.view.row(2));
        filter(&mut list, "mattis b");
        assert_eq!(titles(&list), [of[0], of[3]]);
        filter(&mut list, "mattis bx");
        assert!(titles(&list).is_empty() && list.view.selected().is_none());
        list.step(1, 30);
        assert_eq!(list.selected, 0);
        list.set_filter(None, Some(2), 30);
        assert_eq!((titles(&list).len(), list.selected), (4, 2));
    }

    fn any_item() -> impl Strategy<Value = Item> {
        let titles = prop::sample::select(vec!["a ship", "إيران", "ایران", "", "«b»", "ab"]);
        let outlets = prop::sample::select(vec!["", "BBC", "bbc", "الأهرام"]);
        let dates = prop::sample::select(vec!["", "2016-07-16", "1947-08-15"]);
        (titles, outlets, dates, 0u32..9, any::<bool>()).prop_map(
            |(title, outlet, date, n_words, waits)| match waits {
                true => Item::new(Source::Bundled(n_words as usize)),
                false => item(title, outlet, date, "ar", n_words),
            },
        )
    }

    #[derive(Clone, Debug)]
    enum Step {
        Add(Vec<Item>),
        Fill(usize, Item),
        Order(usize, usize, bool),
        Filter(&'static str),
        Move(isize),
        Settle,
    }

    fn any_step() -> impl Strategy<Value = Step> {
        let typed = vec!["", "a", "ab", "اير", "b s", "bbc"];
        prop_oneof![
            prop::collection::vec(any_item(), 0..5).prop_map(Step::Add),
            (0usize..20, any_item()).prop_map(|(idx, item)| Step::Fill(idx, item)),
            (0usize..6, 0usize..4, any::<bool>()).prop_map(|(k, g, r)| Step::Order(k, g, r)),
            prop::sample::select(typed).prop_map(Step::Filter),
            (-5isize..5).prop_map(Step::Move),
            Just(Step::Settle),
        ]
    }

    proptest! {
        #[test]
        fn the_view_is_a_permutation_of_some_items_and_the_selection_one_of_them(
            items in prop::collection::vec(any_item(), 0..12),
            steps in prop::collection::vec(any_step(), 0..12),
        ) {
            let mut list = List::new(items);
            for step in steps {
                match step {
                    Step::Add(items) => list.add(items),
                    Step::Fill(idx, item) => list.fill(idx, item.content),
                    Step::Order(key, group, reversed) => {
                        let key = (0..key).fold(Key::default(), |key, _| key.next());
                        let group = (0..group).fold(Group::default(), |group, _| group.next());
                        list.set_order(Order { key, reversed, group }, 10);
                    }
                    Step::Filter(typed) => list.set_filter(Filter::new(typed), None, 10),
                    Step::Move(step) => list.step(step, 10),
                    Step::Settle => list.settle(10),
                }
                let mut shown: Vec<usize> = list.view.items().collect();
                prop_assert_eq!(shown.len(), list.view.n_items());
                prop_assert!(shown.is_empty() || shown.contains(&list.selected));
                prop_assert_eq!(list.view.selected().is_none(), shown.is_empty());
                shown.sort_unstable();
                shown.dedup();
                prop_assert_eq!(shown.len(), list.view.n_items());
                prop_assert!(shown.iter().all(|idx| *idx < list.items.len()));
                if list.filter().is_none() && !list.is_stale() {
                    prop_assert_eq!(shown.len(), list.items.len());
                }
            }
        }
    }
}
