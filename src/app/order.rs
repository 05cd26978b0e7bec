//! The order of the list: in, its items, what to sort and to group them by; out, their indices in
//! that order, in groups. What is not known of an item comes last, whichever way it is sorted.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::item::{Content, Item};
use crate::article::Language;
use crate::library::{Day, Outlet, Source, Summary};
use crate::text::one_line;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Key {
    /// The order in which the articles were found.
    #[default]
    Found,
    /// The day, the newest first.
    Date,
    /// The title, as it is searched in.
    Title,
    /// The outlet, and the day in each.
    Outlet,
    /// The number of words, the longest first.
    Length,
    /// The language tag.
    Language,
}

/// What the articles of a group have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    /// All are one group, without a heading.
    #[default]
    None,
    /// The folder that they are in.
    Folder,
    /// The outlet.
    Outlet,
    /// The day, the newest first.
    Day,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// What it is sorted by.
    pub key: Key,
    /// Whether the other way round.
    pub reversed: bool,
    /// What it is grouped by.
    pub group: Group,
}

impl Key {
    const ALL: [Self; 6] = [
        Self::Found,
        Self::Date,
        Self::Title,
        Self::Outlet,
        Self::Length,
        Self::Language,
    ];

    /// The next one, in a circle.
    pub(crate) fn next(self) -> Self {
        after(self, &Self::ALL)
    }

    /// Its name, as it stands in the state file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Date => "date",
            Self::Title => "title",
            Self::Outlet => "outlet",
            Self::Length => "length",
            Self::Language => "language",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.as_str() == name)
    }
}

impl Group {
    const ALL: [Self; 4] = [Self::None, Self::Folder, Self::Outlet, Self::Day];

    /// The next one, in a circle.
    pub(crate) fn next(self) -> Self {
        after(self, &Self::ALL)
    }

    /// Its name, as it stands in the state file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Folder => "folder",
            Self::Outlet => "outlet",
            Self::Day => "day",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == name)
    }
}

fn after<T: Copy + PartialEq>(one: T, all: &[T]) -> T {
    let next = all.iter().cycle().skip_while(|other| **other != one).nth(1);
    next.copied().unwrap_or(one)
}

impl Order {
    /// Whether items stand as they were found, without headings: nothing needs to be sorted.
    pub(crate) fn is_plain(self) -> bool {
        self.key == Key::Found && self.group == Group::None && !self.reversed
    }

    /// Whether it depends on what is in the pages.
    pub(crate) fn needs_pages(self) -> bool {
        self.key != Key::Found || matches!(self.group, Group::Outlet | Group::Day)
    }

    /// What it is, in words.
    pub(crate) fn describe(self) -> String {
        let key = match (self.key, self.reversed) {
            (Key::Found, false) => "in the order found",
            (Key::Found, true) => "in the order found, last first",
            (Key::Date, false) => "by date, newest first",
            (Key::Date, true) => "by date, oldest first",
            (Key::Title, false) => "by title",
            (Key::Title, true) => "by title, from the end of the alphabet",
            (Key::Outlet, false) => "by outlet",
            (Key::Outlet, true) => "by outlet, from the end of the alphabet",
            (Key::Length, false) => "by length, longest first",
            (Key::Length, true) => "by length, shortest first",
            (Key::Language, false) => "by language",
            (Key::Language, true) => "by language, from the end of the alphabet",
        };
        match self.group {
            Group::None => key.to_owned(),
            group => format!("{key}, in groups by {}", group.as_str()),
        }
    }

    /// All items in this order.
    pub(crate) fn sort(self, items: &[Item]) -> Vec<u32> {
        let outlets = match self.key == Key::Outlet || self.group == Group::Outlet {
            true => ranks_of_outlets(items),
            false => HashMap::new(),
        };
        let folders = self.folders(items);
        let key = |(idx, item): (usize, &Item)| {
            let key = self.key_of(
                item.home.map_or(idx, |home| home as usize),
                item.summary(),
                &outlets,
            );
            let key = match key {
                Some(key) if self.reversed => LAST - 1 - key.min(LAST - 1),
                Some(key) => key.min(LAST - 1),
                None => LAST,
            };
            (self.group_of(item, &outlets, &folders), key, idx as u32)
        };
        let mut keys: Vec<(u32, u64, u32)> = items.iter().enumerate().map(key).collect();
        let folded = |idx: u32| items[idx as usize].summary().map_or("", title_key);
        keys.sort_unstable_by(|a, b| {
            let by_key = (a.0, a.1).cmp(&(b.0, b.1));
            let by_title = || match (self.key, self.reversed) {
                (Key::Title, false) => folded(a.2).cmp(folded(b.2)),
                (Key::Title, true) => folded(b.2).cmp(folded(a.2)),
                _ => Ordering::Equal,
            };
            by_key.then_with(by_title).then_with(|| a.2.cmp(&b.2))
        });
        keys.into_iter().map(|(_, _, idx)| idx).collect()
    }

    fn key_of(
        self,
        idx: usize,
        summary: Option<&Summary>,
        outlets: &HashMap<*const Outlet, u32>,
    ) -> Option<u64> {
        if self.key == Key::Found {
            return Some(idx as u64);
        }
        let summary = summary?;
        let newest_first = |day: Day| u64::from(!day.number());
        match self.key {
            Key::Found => None,
            Key::Date => Some(summary.day)
                .filter(|day| day.number() > 0)
                .map(newest_first),
            Key::Title => Some(first_bytes(title_key(summary))).filter(|key| *key > 0),
            Key::Outlet => {
                let outlet = summary.outlet.as_ref()?;
                let rank = *outlets.get(&Arc::as_ptr(outlet))?;
                Some(u64::from(rank) << 32 | newest_first(summary.day))
            }
            Key::Length => Some(u64::from(u32::MAX - summary.n_words)),
            Key::Language => summary.language.map(Language::tag).map(first_bytes),
        }
    }

    /// The ranks of all folders, where it is grouped by them: the first found is the first.
    fn folders(self, items: &[Item]) -> HashMap<Option<&Path>, u32> {
        let mut folders = HashMap::new();
        let mut last = None;
        for item in items.iter().filter(|_| self.group == Group::Folder) {
            let folder = item.folder();
            // Those of one folder mostly come one after the other.
            if last != Some(folder) {
                let n_folders = folders.len() as u32;
                folders.entry(folder).or_insert(n_folders);
                last = Some(folder);
            }
        }
        folders
    }

    /// The rank of the group that an item is in.
    fn group_of(
        self,
        item: &Item,
        outlets: &HashMap<*const Outlet, u32>,
        folders: &HashMap<Option<&Path>, u32>,
    ) -> u32 {
        let rank = match self.group {
            Group::None => Some(0),
            Group::Folder => folders.get(&item.folder()).copied(),
            Group::Outlet => item
                .summary()
                .and_then(|summary| summary.outlet.as_ref())
                .and_then(|outlet| outlets.get(&Arc::as_ptr(outlet)).copied()),
            Group::Day => item.summary().map(|summary| !summary.day.number()),
        };
        rank.unwrap_or(u32::MAX)
    }
}

const LAST: u64 = u64::MAX;

/// What a title is sorted by: from its first letter on, quotation marks and the like passed over.
fn title_key(summary: &Summary) -> &str {
    let folded = summary.title.folded();
    let first = folded.find(char::is_alphanumeric);
    first.map_or("", |at| &folded[at..])
}

/// Ascending as the text is.
fn first_bytes(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let len = text.len().min(bytes.len());
    bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
    u64::from_be_bytes(bytes)
}

/// Outlets that are alike in the usual spelling have one rank.
fn ranks_of_outlets(items: &[Item]) -> HashMap<*const Outlet, u32> {
    let mut ranks = HashMap::new();
    let mut outlets: Vec<&Arc<Outlet>> = Vec::new();
    let of_items = items.iter().filter_map(Item::summary);
    for outlet in of_items.filter_map(|summary| summary.outlet.as_ref()) {
        if ranks.insert(Arc::as_ptr(outlet), 0).is_none() {
            outlets.push(outlet);
        }
    }
    outlets.sort_by(|a, b| a.folded.cmp(&b.folded));
    let mut rank = 0;
    for (idx, outlet) in outlets.iter().enumerate() {
        if idx > 0 && outlets[idx - 1].folded != outlet.folded {
            rank += 1;
        }
        ranks.insert(Arc::as_ptr(outlet), rank);
    }
    ranks
}

/// Whether two items that stand one after the other are in the same group.
pub(crate) fn same_group(group: Group, a: &Item, b: &Item) -> bool {
    let day = |item: &Item| item.summary().map_or(Day::default(), |summary| summary.day);
    match group {
        Group::None => true,
        Group::Folder => a.folder() == b.folder(),
        Group::Outlet => folded_outlet(a) == folded_outlet(b),
        Group::Day => day(a) == day(b),
    }
}

fn folded_outlet(item: &Item) -> Option<&str> {
    let outlet = item.summary()?.outlet.as_ref()?;
    Some(&outlet.folded)
}

/// What stands over the group that an item is in.
pub(crate) fn heading(group: Group, item: &Item) -> String {
    let summary = item.summary();
    match (group, &item.source) {
        (Group::None, _) => String::new(),
        (Group::Folder, Some(Source::Bundled(_))) => "comes with akhbar".into(),
        (Group::Folder, Some(Source::Input(_))) => "standard input".into(),
        (Group::Folder, Some(Source::Part(volume, _))) if volume.path().is_none() => {
            "standard input".into()
        }
        (Group::Folder, _) => item
            .folder()
            .map_or_else(|| "not a page".into(), folder_name),
        (Group::Outlet, _) => summary
            .and_then(|summary| summary.outlet.as_ref())
            .map_or_else(|| "outlet not said".into(), |outlet| outlet.name.clone()),
        (Group::Day, _) => summary
            .and_then(|summary| summary.day.date())
            .map_or_else(|| "day not said".into(), |date| date.to_string()),
    }
}

/// The end of a path: what tells folders apart that are beside each other.
fn folder_name(folder: &Path) -> String {
    let parts: Vec<_> = folder.iter().collect();
    let end: PathBuf = parts[parts.len().saturating_sub(2)..].iter().collect();
    match end.as_os_str().is_empty() {
        true => ".".into(),
        false => one_line(&end.to_string_lossy()),
    }
}

impl Item {
    /// What its page has turned out to be, where it is an article.
    pub fn summary(&self) -> Option<&Summary> {
        match &self.content {
            Content::Article(summary) => Some(summary),
            _ => None,
        }
    }

    /// The folder that its file is in, or the file of many pages that it is in.
    fn folder(&self) -> Option<&Path> {
        match &self.source {
            Some(Source::File(path)) => path.parent(),
            Some(Source::Part(volume, _)) => volume.path(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::list::tests::item;

    #[track_caller]
    fn check(order: Order, items: &[Item], expected: &str) {
        let sorted = order.sort(items);
        let letters: String = sorted
            .iter()
            .map(|idx| char::from(b'a' + *idx as u8))
            .collect();
        assert_eq!(letters, expected, "{order:?}");
    }

    fn by(key: Key) -> Order {
        Order {
            key,
            ..Order::default()
        }
    }

    #[test]
    fn items_are_sorted_by_what_is_known_of_them() {
        let mut items = vec![
            item("إيران والنفط", "BBC", "2016-07-16", "ar", 300),
            item("اوباما في القاهرة", "Reuters", "2009-06-04", "ar", 200),
            item("\"Brexit\" and after", "bbc", "2020-01-31", "en", 900),
            item("a ship", "AFP", "2016-07-16", "en", 10),
            item("آج کل", "", "", "ur", 50),
        ];
        items.push(Item::new(Source::Bundled(0)));
        check(by(Key::Found), &items, "abcdef");
        check(by(Key::Date), &items, "cadbef");
        check(by(Key::Title), &items, "dcebaf");
        check(by(Key::Outlet), &items, "dcabef");
        check(by(Key::Length), &items, "cabedf");
        check(by(Key::Language), &items, "abcdef");
        let reversed = |key| Order {
            reversed: true,
            ..by(key)
        };
        check(reversed(Key::Found), &items, "fedcba");
        check(reversed(Key::Date), &items, "badcef");
        check(reversed(Key::Title), &items, "abecdf");
        check(reversed(Key::Length), &items, "debacf");
        check(reversed(Key::Language), &items, "ecdabf");
    }

    #[test]
    fn groups_come_before_keys() {
        let items = vec![
            item("b", "BBC", "2016-07-16", "en", 1),
            item("a", "AFP", "2016-07-17", "en", 2),
            item("c", "bbc", "2016-07-17", "en", 3),
            item("d", "", "", "en", 4),
        ];
        let grouped = |group, key| Order { group, ..by(key) };
        check(grouped(Group::Outlet, Key::Title), &items, "bacd");
        check(grouped(Group::Day, Key::Title), &items, "bcad");
        check(grouped(Group::Folder, Key::Length), &items, "dcba");
        assert!(same_group(Group::Outlet, &items[0], &items[2]));
        assert!(!same_group(Group::Day, &items[0], &items[2]));
    }
}
