//! A filter of the list: in, what is typed and what an item is searched by; out, whether it is
//! shown and how near it comes. Everything is folded to the usual spelling.

use std::borrow::Cow;

use crate::app::item::{Content, Item};
use crate::library::Source;
use crate::text::{Folded, Spelling};

/// What is looked for in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// As it was typed.
    pub typed: String,
    folded: String,
    /// The letters without the blanks between them.
    letters: Vec<char>,
}

/// How near an item comes to what is looked for. The nearest is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// Every word is in its title or its outlet as it was typed.
    Words,
    /// The letters are in the title in their order, with as many others in between.
    Letters(u32),
    /// The letters are there, but too far apart to show it. More letters may bring them nearer.
    Far,
}

/// The fewest letters that are looked for with others in between.
const FEWEST: usize = 3;

impl Filter {
    /// A filter for what is typed; none where nothing is left of it by folding.
    pub fn new(typed: &str) -> Option<Self> {
        let folded = Folded::new(typed, Spelling::Usual).text;
        let folded = folded.trim_start().to_owned();
        let letters: Vec<char> = folded.chars().filter(|c| *c != ' ').collect();
        (!letters.is_empty()).then(|| Self {
            typed: typed.to_owned(),
            folded,
            letters,
        })
    }

    /// Whether all that this one finds near or far is among what `before` finds near or far.
    pub(crate) fn narrows(&self, before: &Self) -> bool {
        self.folded.starts_with(&before.folded)
    }

    /// How near an item comes; none where it does not at all.
    pub(crate) fn nearness(&self, item: &Item) -> Option<Nearness> {
        let (title, outlet): (Cow<'_, str>, &str) = match &item.content {
            Content::Article(summary) => {
                let outlet = summary.outlet.as_ref();
                let outlet = outlet.map_or("", |outlet| outlet.folded.as_str());
                (summary.title.folded(), outlet)
            }
            Content::Waiting | Content::Stopped | Content::Trouble(_) => {
                let name = item.source.as_ref().map(Source::short_name);
                let name = name.unwrap_or_default();
                (Cow::Owned(Folded::new(&name, Spelling::Usual).text), "")
            }
        };
        let mut words = self.folded.split(' ');
        if words.all(|word| title.contains(word) || outlet.contains(word)) {
            return Some(Nearness::Words);
        }
        let n_between = n_between(&title, &self.letters)?;
        let is_near = self.letters.len() >= FEWEST && n_between <= 2 * self.letters.len() + 4;
        Some(match is_near {
            true => Nearness::Letters(n_between as u32),
            false => Nearness::Far,
        })
    }
}

/// The fewest other letters between those that are looked for, where they begin with a word; if
/// they are all there in their order at all.
fn n_between(title: &str, letters: &[char]) -> Option<usize> {
    if !is_subsequence(title.chars(), letters) {
        return None;
    }
    let mut least = usize::MAX;
    let mut at_start = true;
    for (at, c) in title.char_indices() {
        if at_start && letters.first() == Some(&c) {
            least = least.min(n_skipped(&title[at..], letters).unwrap_or(usize::MAX));
        }
        at_start = !c.is_alphanumeric();
    }
    Some(least)
}

fn is_subsequence(text: impl Iterator<Item = char>, letters: &[char]) -> bool {
    let mut rest = letters.iter();
    let mut next = rest.next();
    for c in text {
        match next {
            Some(letter) if *letter == c => next = rest.next(),
            Some(_) => {}
            None => break,
        }
    }
    next.is_none()
}

/// How many letters are passed over until all that are looked for have come.
fn n_skipped(text: &str, letters: &[char]) -> Option<usize> {
    let mut rest = letters.iter().peekable();
    let mut n_skipped = 0;
    for c in text.chars() {
        match rest.peek() {
            None => break,
            Some(letter) if **letter == c => {
                rest.next();
            }
            Some(_) => n_skipped += 1,
        }
    }
    rest.peek().is_none().then_some(n_skipped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::list::tests::item;

    #[test]
    fn words_in_any_order_are_nearer_than_letters_in_theirs() {
        let check = |typed: &str, title: &str, outlet: &str, expected: Option<Nearness>| {
            let filter = Filter::new(typed).expect("letters");
            let found = filter.nearness(&item(title, outlet, "", "", 0));
            assert_eq!(found, expected, "{typed} in {title}");
        };
        let words = Some(Nearness::Words);
        check("mattis", "Mattis in Brussels", "", words);
        check("brus mat", "Mattis in Brussels", "", words);
        check("reuters mattis", "Mattis in Brussels", "Reuters", words);
        check("paris", "Mattis in Brussels", "Reuters", None);
        check("الاخبار", "في الأخبارِ اليوم", "", words);
        check("کتاب", "كتاب جديد", "", words);
        check("1947", "۱۹۴۷ کی کہانی", "", words);
        check(
            "mtbrs",
            "Mattis in Brussels",
            "",
            Some(Nearness::Letters(9)),
        );
        check("mtis", "Mattis in Brussels", "", Some(Nearness::Letters(2)));
        check("جہا نا", "جامِ جہاں نما", "", Some(Nearness::Letters(3)));
        check("جہان نا", "جامِ جہاں نما", "", None);
        check("ttsbr", "Mattis in Brussels", "", Some(Nearness::Far));
        check("ms", "Mattis", "", Some(Nearness::Far));
        check("sm", "Mattis", "", None);
    }

    #[test]
    fn more_letters_never_find_what_fewer_do_not() {
        let titles = ["Mattis in Brussels", "جامِ جہاں نما", "a b c", "وؤو"];
        for typed in ["brussels mattis", "جہاں نما", "mtbrs", "c b a", "وؤ"] {
            for title in titles {
                let item = item(title, "", "", "", 0);
                let mut before: Option<(Filter, bool)> = None;
                for (at, c) in typed.char_indices() {
                    let Some(filter) = Filter::new(&typed[..at + c.len_utf8()]) else {
                        continue;
                    };
                    let found = filter.nearness(&item).is_some();
                    if let Some((before, found_before)) = &before
                        && filter.narrows(before)
                    {
                        assert!(!found || *found_before, "{typed} in {title}");
                    }
                    before = Some((filter, found));
                }
            }
        }
    }

    #[test]
    fn nothing_to_look_for_is_no_filter() {
        assert_eq!(Filter::new(" \u{64E} "), None);
    }
}
