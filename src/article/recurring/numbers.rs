//! Numbers that recur, with the word that says of what: one that stands beside the number each
//! time, else the one that follows it first.

use std::collections::HashMap;

use crate::article::fold::fold;
use crate::article::language;
use crate::article::recurring::Recurring;
use crate::article::recurring::little::is_little_by_number;
use crate::article::recurring::words::{Kind, Word};
use crate::text::{digit, one_line};

/// The most numbers.
const MOST: usize = 6;

/// A number where it stands: the text, its words, and which of them it is.
#[derive(Clone, Copy)]
struct Place<'a> {
    text: &'a str,
    words: &'a [Word],
    at: usize,
}

/// The numbers that recur in texts whose words are given, the most frequent first.
pub(crate) fn numbers(texts: &[(&str, Vec<Word>)], language: Option<&str>) -> Vec<Recurring> {
    let mut places: Vec<(String, Vec<Place<'_>>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (text, words) in texts {
        let numbers = words.iter().enumerate();
        for (at, word) in numbers.filter(|(_, word)| word.kind == Kind::Number) {
            let value = value(&text[word.range.clone()]);
            // Times of day and dates in figures.
            if value.contains([':', '/']) {
                continue;
            }
            let idx = *known.entry(value.clone()).or_insert(places.len());
            if idx == places.len() {
                places.push((value, Vec::new()));
            }
            places[idx].1.push(Place { text, words, at });
        }
    }
    places.retain(|(_, places)| places.len() > 1);
    // Stable: of those that are as frequent, the first.
    places.sort_by_key(|(_, places)| usize::MAX - places.len());
    let shown = places.iter().filter_map(|(value, places)| {
        Some(Recurring {
            text: one_line(with_word(value, places, language)?),
            count: places.len(),
        })
    });
    shown.take(MOST).collect()
}

/// A number as one writes it for a machine: digits of any script, no signs between thousands.
fn value(number: &str) -> String {
    let chars: Vec<char> = number.chars().collect();
    let mut value = String::new();
    for (idx, c) in chars.iter().enumerate() {
        let n_digits = chars[idx + 1..]
            .iter()
            .take_while(|c| digit(**c).is_some())
            .count();
        match digit(*c).and_then(|value| char::from_digit(value, 10)) {
            Some(digit) => value.push(digit),
            None if matches!(c, ',' | '٬') && n_digits == 3 => {}
            None if *c == '٫' => value.push('.'),
            None if *c == '٪' => value.push('%'),
            None => value.push(*c),
        }
    }
    value
}

/// A number with its word; none where it is a digit that says nothing by itself.
fn with_word<'a>(value: &str, places: &[Place<'a>], language: Option<&str>) -> Option<&'a str> {
    let first = places.first()?;
    let after = |place: &Place<'a>| place.neighbour(1, language);
    let before = |place: &Place<'a>| place.neighbour(-1, language);
    let common = frequent(places, after).or_else(|| frequent(places, before));
    if common.is_some() {
        return common;
    }
    let n_digits = value.chars().filter(char::is_ascii_digit).count();
    let is_plain = n_digits == value.len();
    let is_year = is_plain && n_digits == 4;
    match after(first) {
        _ if is_plain && n_digits < 2 => None,
        Some((_, with_word)) if is_plain && !is_year => Some(with_word),
        _ => Some(first.slice(0)),
    }
}

/// What stands beside a number at least every second time, with it.
fn frequent<'a>(
    places: &[Place<'a>],
    beside: impl Fn(&Place<'a>) -> Option<(String, &'a str)>,
) -> Option<&'a str> {
    let mut found: Vec<(String, &'a str, usize)> = Vec::new();
    for (word, text) in places.iter().filter_map(beside) {
        match found.iter_mut().find(|(known, ..)| *known == word) {
            Some((.., count)) => *count += 1,
            None => found.push((word, text, 1)),
        }
    }
    let most = found.into_iter().rev().max_by_key(|(.., count)| *count)?;
    (most.2 > 1 && most.2 * 2 >= places.len()).then_some(most.1)
}

impl<'a> Place<'a> {
    /// The word after the number or before it, folded, and both together as they stand.
    fn neighbour(&self, step: isize, language: Option<&str>) -> Option<(String, &'a str)> {
        let at = self.at.checked_add_signed(step)?;
        let word = self.words.get(at)?;
        let is_joined = self.words[at.max(self.at)].is_joined;
        let text = &self.text[word.range.clone()];
        let is_word = matches!(word.kind, Kind::Capital | Kind::Small | Kind::Uncased);
        let is_little = match word.kind {
            Kind::Uncased => is_little_by_number(text, language),
            _ => {
                let is_frequent = |tag| language::is_frequent(text, tag);
                text.chars().nth(2).is_none() || language.is_some_and(is_frequent)
            }
        };
        (is_joined && is_word && !is_little).then(|| (fold(text), self.slice(step)))
    }

    /// The number with the words up to `step` from it.
    fn slice(&self, step: isize) -> &'a str {
        let other = self.at.saturating_add_signed(step);
        let (first, last) = (self.at.min(other), self.at.max(other));
        &self.text[self.words[first].range.start..self.words[last].range.end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::recurring::words;

    #[test]
    fn numbers_come_with_what_they_count() {
        let check = |language, texts: &[&str], expected: &[&str]| {
            let texts: Vec<_> = texts.iter().map(|text| (*text, words(text))).collect();
            let found = numbers(&texts, Some(language));
            let found: Vec<String> = found
                .iter()
                .map(|found| format!("{} {}", found.text, found.count))
                .collect();
            assert_eq!(found, expected, "{texts:?}");
        };
        check(
            "en",
            &[
                "35 people left in 1998 at 10:30.",
                "Of the 35 people, 3 came back in 1998; 3 did at 10:30.",
            ],
            &["35 people 2", "1998 2"],
        );
        check(
            "en",
            &["A 15-inch screen.", "It has 15 inches, 40% and then 40%."],
            &["15-inch 2", "40% 2"],
        );
        check(
            "ar",
            &[
                "غادر ٣٥ شخصا عام ١٩٩٨.",
                "ومن بين 35 شخصا لم يعد أحد بعد عام 1998.",
            ],
            &["٣٥ شخصا 2", "عام ١٩٩٨ 2"],
        );
        check(
            "ur",
            &["کل ۱٬۲۰۰ افراد آئے۔", "ان 1200 افراد میں بچے بھی تھے۔"],
            &["۱٬۲۰۰ افراد 2"],
        );
        check("en", &["7 ways, 8 days"], &[]);
    }
}
