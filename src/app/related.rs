//! Other articles of the list by the same writers, by the same outlet, of the same day: in, what is
//! known of the pages; out, how many there are and the nearest of them. Looked for a slice at a
//! time while nothing else is to be done, and kept up as pages are filled in.

use crate::app::arriving::open_item;
use crate::app::item::{Content, Item};
use crate::app::list::List;
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::state::State;
use crate::library::Summary;

/// The articles of a group that are named.
const NAMED: usize = 5;

/// The items that are looked at in a slice: some tens of microseconds.
const SLICE: usize = 2048;

/// What articles have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// One of the writers.
    Byline,
    /// The outlet.
    Outlet,
    /// The day.
    Day,
}

/// The articles that have something in common with one of them. Each is in the first group that
/// it belongs to.
#[derive(Clone, Debug, Default)]
pub struct Related {
    /// The item that they are related to.
    of: Option<usize>,
    /// Every item before this one has been looked at.
    next: usize,
    groups: [Group; 3],
    /// Whether the groups have changed since they were shown.
    is_changed: bool,
}

/// Those with one thing in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// How many there are.
    pub n_items: usize,
    /// The nearest by day, then in the order in which they were found.
    nearest: Vec<(u32, usize)>,
}

impl Tie {
    pub(crate) const ALL: [Self; 3] = [Self::Byline, Self::Outlet, Self::Day];

    /// What two articles have in common first of all.
    fn between(one: &Summary, other: &Summary) -> Option<Self> {
        let is_writer = |writer: &u32| other.writers.contains(writer);
        let outlet = one.outlet.as_ref().zip(other.outlet.as_ref());
        match () {
            () if one.writers.iter().any(is_writer) => Some(Self::Byline),
            () if outlet.is_some_and(|(one, other)| one.folded == other.folded) => {
                Some(Self::Outlet)
            }
            () if one.day.number() > 0 && one.day == other.day => Some(Self::Day),
            () => None,
        }
    }
}

impl Group {
    /// The items that are named, the nearest first.
    pub fn named(&self) -> impl Iterator<Item = usize> {
        self.nearest.iter().map(|(_, item_idx)| *item_idx)
    }

    fn add(&mut self, n_days: u32, item_idx: usize) {
        self.n_items += 1;
        let key = (n_days, item_idx);
        let at = self.nearest.partition_point(|near| *near < key);
        if at < NAMED {
            self.nearest.insert(at, key);
            self.nearest.truncate(NAMED);
        }
    }
}

impl Related {
    /// Those that have this in common with an item, as far as they are known.
    pub fn group(&self, of: usize, tie: Tie) -> Option<&Group> {
        let group = &self.groups[tie as usize];
        (self.of == Some(of) && group.n_items > 0).then_some(group)
    }

    /// Whether all items have been looked at for this one.
    fn is_done(&self, list: &List, of: usize) -> bool {
        self.of == Some(of) && self.next >= list.items.len()
    }

    /// Looks at some more items for this one.
    fn step(&mut self, list: &List, of: usize) {
        if self.of != Some(of) {
            *self = Self {
                of: Some(of),
                ..Self::default()
            };
        }
        let end = (self.next + SLICE).min(list.items.len());
        for item_idx in self.next..end {
            self.look_at(list, item_idx);
        }
        self.next = end;
    }

    fn look_at(&mut self, list: &List, item_idx: usize) {
        let summary = |item_idx: usize| list.items.get(item_idx)?.summary();
        let Some(of) = self.of.filter(|of| *of != item_idx) else {
            return;
        };
        let Some((one, other)) = summary(of).zip(summary(item_idx)) else {
            return;
        };
        if let Some(tie) = Tie::between(one, other) {
            let days = (one.day.number(), other.day.number());
            let n_days = match days {
                (0, _) | (_, 0) => u32::MAX,
                (one, other) => one.abs_diff(other),
            };
            self.groups[tie as usize].add(n_days, item_idx);
            self.is_changed = true;
        }
    }
}

impl State {
    /// The item that related ones are looked for, where they are shown.
    fn relating(&self) -> Option<usize> {
        let reader = self.reader.as_ref()?;
        self.arrangement().about.map(|_| reader.item_idx)
    }

    /// Whether all related articles have been looked for.
    pub(crate) fn knows_related(&self) -> bool {
        let of = self.relating();
        of.is_none_or(|of| self.related.is_done(&self.list, of))
    }

    /// Looks for some more related articles; says whether the screen changes by it.
    pub(crate) fn relate(&mut self) -> bool {
        let Some(of) = self.relating() else {
            return false;
        };
        self.related.step(&self.list, of);
        self.related.is_done(&self.list, of) && self.show_related()
    }

    /// Whether related articles have been found that are not shown yet.
    pub(crate) fn has_more_related(&self) -> bool {
        self.related.is_changed && self.relating() == self.related.of
    }

    /// Shows the related articles that have been found; says whether there are new ones.
    pub(crate) fn show_related(&mut self) -> bool {
        let is_changed = self.has_more_related();
        self.related.is_changed = false;
        if is_changed {
            self.refresh_about();
        }
        is_changed
    }

    /// Takes in what an item has turned out to be.
    pub(crate) fn fill(&mut self, item_idx: usize, content: Content) {
        let waiting = |item: &Item| item.content == Content::Waiting;
        let is_new = self.list.items.get(item_idx).is_some_and(waiting);
        self.list.fill(item_idx, content);
        if is_new && item_idx < self.related.next {
            self.related.look_at(&self.list, item_idx);
        }
    }
}

/// Opens an article that is named in the details.
pub(crate) fn open(state: &mut State, item_idx: usize) -> Vec<Effect> {
    state.panes.focus = Pane::Article;
    open_item(state, item_idx, None, None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::list::tests::item;

    const OUTLETS: [&str; 3] = ["", "الجزيرة", "Dawn"];
    const DAYS: [&str; 3] = ["", "2024-01-02", "2024-01-09"];

    proptest! {
        #[test]
        fn whenever_pages_are_filled_in_the_same_is_found(
            kinds in prop::collection::vec((0..3usize, 0..3usize, any::<bool>()), 1..40),
            of in 0..40usize,
        ) {
            let items: Vec<_> = kinds
                .iter()
                .map(|(outlet, day, _)| item("t", OUTLETS[*outlet], DAYS[*day], "", 0))
                .collect();
            let of = of % items.len();
            let mut whole = Related::default();
            let list = List::new(items.clone());
            whole.step(&list, of);

            let is_late = |idx: usize| kinds[idx].2 && idx != of;
            let first = items.iter().enumerate().map(|(idx, item)| match is_late(idx) {
                true => Item { content: Content::Waiting, ..item.clone() },
                false => item.clone(),
            });
            let mut state = State::new(first.collect(), 80, 24);
            state.related.step(&state.list, of);
            for (idx, item) in items.iter().enumerate().filter(|(idx, _)| is_late(*idx)) {
                state.fill(idx, item.content.clone());
                // A page is read once for the list and once for the reader.
                state.fill(idx, item.content.clone());
            }
            prop_assert_eq!(&state.related.groups, &whole.groups);
            let n_related: usize = whole.groups.iter().map(|group| group.n_items).sum();
            prop_assert!(n_related < items.len());
        }
    }
}
