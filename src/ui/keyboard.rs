//! Which key of a US keyboard a letter of another one is: in, the letters that arrive in reading
//! order; out, keys. The tables (`assets/keyboards/`, made from xkb-data) are read when the first
//! such letter comes, not before. Which layout is on is chosen by the user or learned: a letter
//! speaks against the layouts that do not have it, and a little against those under which it is
//! no key of akhbar. Of those with the least against them the one of the article's language goes
//! before, then the one that stands first in the list.

use std::array;
use std::cell::OnceCell;
use std::collections::VecDeque;

use crate::text::first_cluster;

/// Names and tables. The order is the last word on which is likelier.
const TABLES: [(&str, &str); N_LAYOUTS] = [
    ("ar", include_str!("../../assets/keyboards/ar.txt")),
    ("fa", include_str!("../../assets/keyboards/fa.txt")),
    ("ur", include_str!("../../assets/keyboards/ur.txt")),
    (
        "ur-phonetic",
        include_str!("../../assets/keyboards/ur-phonetic.txt"),
    ),
    ("he", include_str!("../../assets/keyboards/he.txt")),
    ("ur-nla", include_str!("../../assets/keyboards/ur-nla.txt")),
    ("ar-mac", include_str!("../../assets/keyboards/ar-mac.txt")),
    ("ckb", include_str!("../../assets/keyboards/ckb.txt")),
    ("sd", include_str!("../../assets/keyboards/sd.txt")),
];

const N_LAYOUTS: usize = 9;

/// How many letters are remembered: so many later, a change of layout has been followed.
const N_LETTERS: usize = 12;

/// What speaks against a layout that does not have a letter, and against one that has it where
/// akhbar has no key.
const ABSENT: usize = 2;
const NO_KEY: usize = 1;

/// A layout is out of the question when this much more speaks against it than against another.
const SURE: usize = 2;

/// What is known of the keyboard; nothing as yet in the default one, which learns.
#[derive(Clone, Debug, Default)]
pub struct Keyboard {
    chosen: Option<usize>,
    layouts: OnceCell<[Layout; N_LAYOUTS]>,
    /// What the last letters spoke against each layout.
    against: VecDeque<[usize; N_LAYOUTS]>,
    /// Whether the last letter was of another script than Latin.
    is_on: bool,
}

/// A keyboard layout was asked for that there is no table of.
#[derive(Debug, thiserror::Error)]
#[error("there is no keyboard layout `{name}`; use one of {}", names())]
pub struct UnknownKeyboard {
    /// The name as given.
    pub name: String,
}

/// A key of a US keyboard that a letter stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    pub(crate) key: char,
    /// Whether no other layout in question would have it for another key.
    pub(crate) is_sure: bool,
    /// What the layout is called.
    pub(crate) title: &'static str,
}

#[derive(Clone, Debug)]
struct Layout {
    title: &'static str,
    language: &'static str,
    /// Keys of a US keyboard and what they type here, where that differs.
    keys: Vec<(char, char)>,
}

impl Keyboard {
    /// The keyboard with the layout of this name; without a name, one that learns.
    ///
    /// # Errors
    /// Where there is no layout of that name.
    pub fn named(name: &str) -> Result<Self, UnknownKeyboard> {
        let chosen = TABLES.iter().position(|(known, _)| *known == name);
        if chosen.is_none() && !name.is_empty() {
            return Err(UnknownKeyboard {
                name: name.to_owned(),
            });
        }
        Ok(Self {
            chosen,
            ..Self::default()
        })
    }

    /// The key that a letter of another script stands for, and learns from it. `is_key` says
    /// whether akhbar has a key there, `language` is that of the open article.
    pub(crate) fn read(
        &mut self,
        letter: char,
        language: Option<&str>,
        is_key: impl Fn(char) -> bool,
    ) -> Option<Meant> {
        self.is_on = true;
        let layouts = self.layouts.get_or_init(all);
        let against = array::from_fn(|idx| match layouts[idx].key(letter, &is_key) {
            Some(key) if is_key(key) => 0,
            Some(_) => NO_KEY,
            None => ABSENT,
        });
        self.against.push_back(against);
        if self.against.len() > N_LETTERS {
            self.against.pop_front();
        }
        let best = self.best(language)?;
        let key = layouts[best].key(letter, &is_key)?;
        let mut rest = self.within(SURE);
        Some(Meant {
            key,
            is_sure: rest.all(|idx| layouts[idx].key(letter, &is_key) == Some(key)),
            title: layouts[best].title,
        })
    }

    /// The key that an ASCII character which is no Latin letter stands for where another layout
    /// is on; none where it stands for itself. Nothing tells that the layout is still on, so this
    /// is never sure.
    pub(crate) fn read_ascii(
        &self,
        typed: char,
        language: Option<&str>,
        is_key: impl Fn(char) -> bool,
    ) -> Option<Meant> {
        let layout = &self.layouts.get_or_init(all)[self.best(language)?];
        let key = layout.key(typed, &is_key).filter(|key| is_key(*key))?;
        Some(Meant {
            key,
            is_sure: false,
            title: layout.title,
        })
    }

    /// Whether the last letter was of another script.
    pub(crate) fn is_on(&self) -> bool {
        self.is_on
    }

    /// Whether the user has said which layout it is.
    pub(crate) fn is_chosen(&self) -> bool {
        self.chosen.is_some()
    }

    /// Takes note that a Latin letter was typed.
    pub(crate) fn put_off(&mut self) {
        self.is_on = false;
    }

    /// What is printed on a key of a US keyboard, as far as the layout is known.
    pub(crate) fn printed(&self, key: char) -> Option<String> {
        if self.chosen.is_none() && self.against.is_empty() {
            return None;
        }
        let layouts = self.layouts.get_or_init(all);
        let mut letters = self.within(1).map(|idx| layouts[idx].letter(key));
        let letter = letters.next()??;
        let is_agreed = letters.all(|other| other == Some(letter));
        Some(letter).filter(|_| is_agreed).and_then(face)
    }

    /// The likeliest layout; none while nothing is known.
    fn best(&self, language: Option<&str>) -> Option<usize> {
        let layouts = self.layouts.get_or_init(all);
        let is_of_another = |idx: &usize| Some(layouts[*idx].language) != language;
        self.within(1).min_by_key(is_of_another)
    }

    /// The layouts against which less than `margin` more speaks than against the best.
    fn within(&self, margin: usize) -> impl Iterator<Item = usize> {
        let against: [usize; N_LAYOUTS] =
            array::from_fn(|idx| self.against.iter().map(|letter| letter[idx]).sum());
        let least = against.iter().min().copied().unwrap_or(0);
        let (chosen, is_open) = (self.chosen, !self.against.is_empty());
        (0..N_LAYOUTS).filter(move |idx| match chosen {
            Some(chosen) => *idx == chosen,
            None => is_open && against[*idx] < least + margin,
        })
    }
}

impl Layout {
    fn read(table: &'static str) -> Self {
        let mut layout = Self {
            title: "",
            language: "",
            keys: Vec::with_capacity(94),
        };
        let lines = table.lines().filter_map(|line| line.split_once(' '));
        for (left, right) in lines {
            match left {
                "title" => layout.title = right,
                "language" => layout.language = right,
                _ => {
                    let mut key = left.chars();
                    if let (Some(key), None, Some(letter)) =
                        (key.next(), key.next(), char_of(right))
                    {
                        layout.keys.push((key, letter));
                    }
                }
            }
        }
        layout
    }

    /// The key that types a letter; one that akhbar has, if there is one.
    fn key(&self, letter: char, is_key: impl Fn(char) -> bool) -> Option<char> {
        let mut keys = self.keys.iter().filter(|(_, typed)| *typed == letter);
        let first = keys.clone().next();
        let known = keys.find(|(key, _)| is_key(*key));
        known.or(first).map(|(key, _)| *key)
    }

    fn letter(&self, key: char) -> Option<char> {
        let found = self.keys.iter().find(|(at, _)| *at == key);
        found.map(|(_, letter)| *letter)
    }
}

fn names() -> String {
    TABLES.map(|(name, _)| name).join(", ")
}

fn all() -> [Layout; N_LAYOUTS] {
    TABLES.map(|(_, table)| Layout::read(table))
}

/// Lam with each alef, which some keyboards have on one key: as the one character that X11 sends
/// for that key, and the alef of the two that other systems send.
const LAM_ALEF: [(char, char); 4] = [
    ('\u{FEFB}', 'ا'),
    ('\u{FEF7}', 'أ'),
    ('\u{FEF9}', 'إ'),
    ('\u{FEF5}', 'آ'),
];

/// The one character for `first` and `second` where they are lam and an alef.
pub(crate) fn lam_alef(first: char, second: char) -> Option<char> {
    let found = LAM_ALEF.iter().find(|(_, alef)| *alef == second);
    found.filter(|_| first == 'ل').map(|(joined, _)| *joined)
}

/// A letter as it is printed on a key; none where it is a mark that wants a letter before it.
fn face(letter: char) -> Option<String> {
    if let Some((_, alef)) = LAM_ALEF.iter().find(|(joined, _)| *joined == letter) {
        return Some(format!("ل{alef}"));
    }
    let stands_alone = first_cluster(&format!("x{letter}")).len() == 1;
    stands_alone.then(|| letter.to_string())
}

/// A character as it is, or by its number; none where it is a word of a remark.
fn char_of(text: &str) -> Option<char> {
    if let Some(number) = text.strip_prefix("U+") {
        return char::from_u32(u32::from_str_radix(number, 16).ok()?);
    }
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &str = "jkbdugGlhJKmrxv/nNwz?qQ";

    /// The keys that letters are taken for, one after the other; `?` after those in doubt.
    fn read(keyboard: &mut Keyboard, language: Option<&str>, letters: &str) -> String {
        let mut keys = String::new();
        for letter in letters.chars() {
            match keyboard.read(letter, language, |key| KEYS.contains(key)) {
                Some(meant) => {
                    keys.push(meant.key);
                    keys.push_str(if meant.is_sure { "" } else { "?" });
                }
                None => keys.push('-'),
            }
        }
        keys
    }

    fn check(name: &str, language: Option<&str>, letters: &str, expected: &str) {
        let mut keyboard = Keyboard::named(name).unwrap();
        let found = read(&mut keyboard, language, letters);
        assert_eq!(found, expected, "{name} {language:?} {letters}");
    }

    #[test]
    fn a_chosen_layout_is_sure() {
        check("ar", None, "تنضظـ؟ﻻﻷآ", "jkq/J?bGN");
        check("fa", Some("ar"), "تنضة؟ذأ", "jkqJ?bG");
        check("ur", None, "جکقضغںب", "jkqJGNb");
        check("ur-phonetic", None, "جکق", "jkq");
        check("he", None, "חלע/.מ", "jkgq/n");
        check("ar", None, "ח", "-");
    }

    #[test]
    fn letters_tell_the_layout() {
        // Most layouts of Arabic letters have ت; under Arabic and Persian it is a key of ours.
        check("", None, "ت", "j?");
        check("", None, "تنتن", "j?k?j?k");
        check("", None, "ג", "d");
        // Only Arabic has it.
        check("", None, "ﻻ", "b");
        // Only some layouts of Urdu, and Sindhi, have ج where akhbar has a key.
        check("", None, "ججق", "j?jq");
    }

    #[test]
    fn the_language_of_the_article_goes_before_the_order() {
        check("", None, "ق", "r?");
        check("", Some("ur"), "ق", "q?");
        check("", Some("en"), "ق", "r?");
        check("", Some("ckb"), "ق", "q?");
    }

    #[test]
    fn another_layout_is_followed() {
        let mut keyboard = Keyboard::default();
        read(&mut keyboard, None, &"تن".repeat(20));
        assert_eq!(read(&mut keyboard, None, "ض"), "q");
        read(&mut keyboard, None, &"جک".repeat(6));
        assert_eq!(read(&mut keyboard, None, "ق"), "q");
        read(&mut keyboard, None, &"חל".repeat(6));
        assert_eq!(read(&mut keyboard, None, "ע"), "g");
    }

    #[test]
    fn what_is_printed_is_known_with_the_layout() {
        let printed = |keyboard: &Keyboard, keys: &str| -> Vec<Option<String>> {
            keys.chars().map(|key| keyboard.printed(key)).collect()
        };
        let some = |letter: &str| Some(letter.to_owned());
        let mut keyboard = Keyboard::default();
        assert_eq!(printed(&keyboard, "jq"), [None, None]);
        read(&mut keyboard, None, "تن");
        // Arabic and Persian agree on these, and not on m.
        assert_eq!(printed(&keyboard, "jqm"), [some("ت"), some("ض"), None]);
        let arabic = Keyboard::named("ar").unwrap();
        let all = [some("لا"), some("لأ"), None, some("؟")];
        assert_eq!(printed(&arabic, "bGQ?"), all);
        let hebrew = Keyboard::named("he").unwrap();
        assert_eq!(printed(&hebrew, "q/Q"), [some("/"), some("."), None]);
    }

    #[test]
    fn a_bad_name_is_an_error_that_lists_the_good_ones() {
        let message = Keyboard::named("fr").unwrap_err().to_string();
        let expected = "there is no keyboard layout `fr`; use one of ar, fa, ur, ur-phonetic, he, ";
        assert!(message.starts_with(expected), "{message}");
    }

    #[test]
    fn the_tables_are_whole() {
        for ((name, table), layout) in TABLES.iter().zip(all()) {
            assert!(!layout.title.is_empty() && !layout.language.is_empty());
            // A remark, the title, the language, and then the keys.
            assert_eq!(layout.keys.len() + 3, table.lines().count(), "{name}");
        }
    }
}
