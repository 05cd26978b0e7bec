//! What is remembered from one session to the next: what was read, where the reader was, how the
//! screen and the list were. Plain values here; `library::keep` brings them to the disk.
//! Two memories are merged value by value, the newer one wins: no mark is lost between two readers.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// The most articles that are remembered; those that were touched last.
const MOST_ARTICLES: usize = 100_000;

/// The most searches that are remembered.
pub const MOST_SEARCHES: usize = 100;

/// The most choices of sources for which the selected article is remembered.
const MOST_OPENED: usize = 200;

/// The most terminals for which a choice is remembered.
const MOST_TERMINALS: usize = 100;

/// What is remembered. Times are milliseconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Articles by where they are from: [`crate::library::Source::key`].
    pub articles: HashMap<u64, Remembered>,
    /// How the screen was.
    pub panes: Option<Since<Panes>>,
    /// How the list was sorted.
    pub order: Option<Since<Order>>,
    /// Whether pictures were shown.
    pub pictures: Option<Since<bool>>,
    /// What was looked for, and when.
    pub searches: HashMap<String, u64>,
    /// The article that was selected last, by the sources that were opened.
    pub opened: HashMap<u64, Since<u64>>,
    /// The name of the order of text that was chosen for a terminal, by what that is remembered by.
    pub terminals: HashMap<String, Since<String>>,
}

/// A value, and since when it is that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since<T> {
    /// The value.
    pub value: T,
    /// Since when.
    pub at: u64,
}

/// What is remembered of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// What its text begins with: [`crate::library::Summary::print`]; 0 where that is not known.
    pub print: u64,
    /// Whether it was read.
    pub read: Option<Since<bool>>,
    /// Where the reader was, if under way.
    pub place: Option<Since<Option<Box<Place>>>>,
}

/// A place in an article that is found again where the page has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The part of the article, such as `title` or `block 3`.
    pub part: String,
    /// The byte of that part.
    pub byte: usize,
    /// The text from there on.
    pub text: String,
}

/// Which panes were shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// Whether the list was.
    pub list: bool,
    /// Whether the details were.
    pub about: bool,
    /// Columns or rows of panes, by their names.
    pub widths: BTreeMap<String, u16>,
}

/// How the list was sorted, by the names of these things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub key: String,
    /// Whether the other way round.
    pub reversed: bool,
    /// In which groups.
    pub group: String,
}

impl Remembered {
    fn at(&self) -> u64 {
        let read = self.read.as_ref().map_or(0, |read| read.at);
        read.max(self.place.as_ref().map_or(0, |place| place.at))
    }

    fn merge(&mut self, other: Self) {
        if other.print != 0 && (self.print == 0 || other.at() >= self.at()) {
            self.print = other.print;
        }
        newer(&mut self.read, other.read);
        newer(&mut self.place, other.place);
    }
}

impl Memory {
    /// Whether there is nothing to remember.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes in what another reader remembers.
    pub fn merge(&mut self, other: Self) {
        for (key, article) in other.articles {
            self.articles.entry(key).or_default().merge(article);
        }
        newer(&mut self.panes, other.panes);
        newer(&mut self.order, other.order);
        newer(&mut self.pictures, other.pictures);
        for (words, at) in other.searches {
            let known = self.searches.entry(words).or_default();
            *known = at.max(*known);
        }
        newer_of_each(&mut self.opened, other.opened);
        newer_of_each(&mut self.terminals, other.terminals);
    }

    /// Forgets what was longest ago, so that it never grows beyond its bounds.
    pub fn trim(&mut self) {
        trim(&mut self.articles, MOST_ARTICLES, Remembered::at);
        trim(&mut self.searches, MOST_SEARCHES, |at| *at);
        trim(&mut self.opened, MOST_OPENED, |opened| opened.at);
        trim(&mut self.terminals, MOST_TERMINALS, |chosen| chosen.at);
    }

    /// Searches, the latest last.
    pub fn history(&self) -> Vec<String> {
        let mut searches: Vec<(&String, &u64)> = self.searches.iter().collect();
        searches.sort_by_key(|(words, at)| (**at, *words));
        let words = searches.into_iter().map(|(words, _)| words.clone());
        words.collect()
    }
}

fn newer<T>(known: &mut Option<Since<T>>, other: Option<Since<T>>) {
    if let Some(other) = other
        && known.as_ref().is_none_or(|known| known.at <= other.at)
    {
        *known = Some(other);
    }
}

fn newer_of_each<K: Eq + Hash, T>(known: &mut HashMap<K, Since<T>>, others: HashMap<K, Since<T>>) {
    for (key, other) in others {
        let mut newest = known.remove(&key);
        newer(&mut newest, Some(other));
        known.extend(newest.map(|newest| (key, newest)));
    }
}

fn trim<K: Eq + Hash + Clone, V>(map: &mut HashMap<K, V>, most: usize, at: impl Fn(&V) -> u64) {
    if map.len() <= most {
        return;
    }
    let mut times: Vec<u64> = map.values().map(&at).collect();
    let n_too_many = times.len() - most;
    let (_, oldest_kept, _) = times.select_nth_unstable(n_too_many);
    let oldest_kept = *oldest_kept;
    map.retain(|_, value| at(value) >= oldest_kept);
    // Of those that were touched at one time, some have to go as well.
    let n_too_many = map.len().saturating_sub(most);
    let oldest = map.iter().filter(|(_, value)| at(value) == oldest_kept);
    let oldest: Vec<K> = oldest
        .map(|(key, _)| key.clone())
        .take(n_too_many)
        .collect();
    for key in oldest {
        map.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(read: bool, at: u64) -> Remembered {
        Remembered {
            print: 7,
            read: Some(Since { value: read, at }),
            place: None,
        }
    }

    #[test]
    fn the_newer_value_wins_and_what_one_does_not_know_stays() {
        let mut ours = Memory::default();
        ours.articles.insert(1, read(true, 10));
        ours.articles.insert(2, read(true, 10));
        ours.searches.insert("words".into(), 5);
        let mut theirs = Memory::default();
        theirs.articles.insert(2, read(false, 11));
        theirs.articles.insert(3, read(true, 1));
        let place = Some(Since { value: None, at: 3 });
        let placed = Remembered {
            place: place.clone(),
            ..Remembered::default()
        };
        theirs.articles.insert(1, placed);
        theirs.searches.insert("words".into(), 9);
        theirs.searches.insert("others".into(), 6);
        for (a, b) in [(&ours, &theirs), (&theirs, &ours)] {
            let mut merged = a.clone();
            merged.merge(b.clone());
            let is_read = |key| merged.articles[&key].read.as_ref().map(|read| read.value);
            assert_eq!(
                [1, 2, 3].map(is_read),
                [Some(true), Some(false), Some(true)]
            );
            assert_eq!(merged.articles[&1].place, place);
            assert_eq!(merged.articles[&1].print, 7);
            assert_eq!(merged.history(), ["others", "words"]);
        }
    }

    #[test]
    fn the_oldest_go_first() {
        let mut memory = Memory::default();
        for at in 0..150 {
            memory.searches.insert(format!("{at}"), at / 4);
        }
        memory.trim();
        assert_eq!(memory.searches.len(), MOST_SEARCHES);
        assert!(memory.searches.contains_key("149") && !memory.searches.contains_key("47"));
    }
}
