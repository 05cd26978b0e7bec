//! Names and terms that recur: runs of words that may belong to a name, every sequence in them
//! counted, and of those the ones that hold together. A sequence within a longer one that is
//! listed is listed only where it stands by itself as well.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::article::cues::{CUES, Calendar, Sense};
use crate::article::fold::fold;
use crate::article::recurring::Recurring;
use crate::article::recurring::little::is_little;
use crate::article::recurring::words::{Kind, Word};
use crate::text::one_line;

/// The most words of a name.
const LONGEST: usize = 5;

/// As many words in a row that stand there a second time are a copy, not a mention.
const COPY: usize = 8;

/// How often a word of the headline recurs that is listed by itself, in scripts without capitals.
const TOPIC: usize = 3;

/// The most names.
const MOST: usize = 8;

/// Small words that stand inside names.
const PARTICLES: &[&str] = &[
    "of", "de", "del", "della", "di", "da", "do", "dos", "du", "des", "der", "den", "van", "von",
    "bin", "ibn", "bint", "al", "el", "la", "le", "af", "av",
];

/// The names that recur in texts whose words are given, the most frequent first.
pub(crate) fn names(
    texts: &[(&str, Vec<Word>)],
    headline: &[(&str, Vec<Word>)],
    language: Option<&str>,
) -> Vec<Recurring> {
    let mut tokens = Tokens::new(texts, language);
    tokens.decide(headline, language);
    let grams = tokens.grams();
    let mut found = tokens.choose(grams);
    found.sort_by_key(|(sequence, at)| (usize::MAX - at.len(), usize::MAX - sequence.len(), at[0]));
    let recurring = |(sequence, at): (Vec<u32>, Vec<usize>)| Recurring {
        text: tokens.surface(sequence.len(), &at),
        count: at.len(),
    };
    found.into_iter().take(MOST).map(recurring).collect()
}

/// What a word may be in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// It is no part of one.
    Outside,
    /// A word with a capital.
    Capital,
    /// A word of a script without capitals, and whether it may be listed by itself.
    Uncased { is_topic: bool },
    /// Between words with capitals.
    Inside,
}

struct Token<'a> {
    text: &'a str,
    word: &'a Word,
    /// The same for all spellings of a word.
    key: u32,
    place: Place,
}

struct Tokens<'a> {
    all: Vec<Token<'a>>,
    keys: HashMap<String, u32>,
    /// How often each word occurs.
    counts: HashMap<u32, usize>,
}

impl<'a> Tokens<'a> {
    fn new(texts: &'a [(&'a str, Vec<Word>)], language: Option<&str>) -> Self {
        let mut keys = HashMap::new();
        let mut all = Vec::new();
        for (text, words) in texts {
            for word in words {
                let folded = fold(&text[word.range.clone()]);
                let n_keys = keys.len() as u32;
                let key = *keys.entry(folded).or_insert(n_keys);
                let place = Place::Outside;
                all.push(Token {
                    text,
                    word,
                    key,
                    place,
                });
            }
        }
        let stems: HashMap<u32, u32> = keys
            .iter()
            .filter_map(|(word, key)| Some((*key, stem(word, language, &keys)?)))
            .collect();
        let mut counts = HashMap::new();
        for token in &mut all {
            token.key = stems.get(&token.key).copied().unwrap_or(token.key);
            *counts.entry(token.key).or_default() += 1;
        }
        Self { all, keys, counts }
    }

    /// Says of each word what it may be in a name.
    fn decide(&mut self, headline: &[(&str, Vec<Word>)], language: Option<&str>) {
        let topics: HashSet<u32> = headline
            .iter()
            .flat_map(|(text, words)| words.iter().map(|word| fold(&text[word.range.clone()])))
            .filter_map(|word| {
                let key = *self.keys.get(&word)?;
                Some(stem(&word, language, &self.keys).unwrap_or(key))
            })
            .collect();
        let mut capitals: HashMap<u32, (usize, usize)> = HashMap::new();
        for token in &self.all {
            let (n_capital, n_small) = capitals.entry(token.key).or_default();
            match token.word.kind {
                Kind::Capital if !token.word.is_first => *n_capital += 1,
                Kind::Small => *n_small += 1,
                _ => {}
            }
        }
        let copies = self.copies();
        for (token, is_copy) in self.all.iter_mut().zip(copies) {
            let surface = &token.text[token.word.range.clone()];
            let is_short = surface
                .chars()
                .filter(|c| c.is_alphabetic())
                .nth(2)
                .is_none();
            token.place = match token.word.kind {
                _ if is_copy => Place::Outside,
                Kind::Capital => {
                    let (n_capital, n_small) = capitals[&token.key];
                    // At the beginning of a sentence a capital says nothing.
                    match n_capital > n_small || !token.word.is_first && n_capital > 0 {
                        true => Place::Capital,
                        false => Place::Outside,
                    }
                }
                Kind::Small if PARTICLES.contains(&surface) => Place::Inside,
                Kind::Uncased if is_little(surface, language) => Place::Outside,
                Kind::Uncased => Place::Uncased {
                    is_topic: !is_short && topics.contains(&token.key),
                },
                _ => Place::Outside,
            };
        }
    }

    /// Which words stand in a row of words that stood there before.
    fn copies(&self) -> Vec<bool> {
        let mut copies = vec![false; self.all.len()];
        let mut seen = HashMap::new();
        for (start, row) in self.all.windows(COPY).enumerate() {
            let mut hasher = DefaultHasher::new();
            row.iter().for_each(|token| token.key.hash(&mut hasher));
            let first = *seen.entry(hasher.finish()).or_insert(start);
            if first + COPY <= start {
                copies[start..start + COPY].fill(true);
            }
        }
        copies
    }

    /// All sequences of words that may be names, with where they begin.
    fn grams(&self) -> HashMap<Vec<u32>, Vec<usize>> {
        let mut grams: HashMap<Vec<u32>, Vec<usize>> = HashMap::new();
        for start in 0..self.all.len() {
            let first = self.all[start].place;
            if matches!(first, Place::Outside | Place::Inside) {
                continue;
            }
            for end in start + 1..=(start + LONGEST).min(self.all.len()) {
                let last = &self.all[end - 1];
                let is_alike = match (first, last.place) {
                    (Place::Capital, Place::Capital | Place::Inside) => true,
                    (Place::Uncased { .. }, Place::Uncased { .. }) => true,
                    _ => false,
                };
                if !is_alike || end - 1 > start && !last.word.is_joined {
                    break;
                }
                let is_alone = end == start + 1;
                if last.place == Place::Inside || is_alone && !self.may_be_alone(start) {
                    continue;
                }
                let sequence = self.all[start..end].iter().map(|token| token.key).collect();
                grams.entry(sequence).or_default().push(start);
            }
        }
        grams
    }

    fn may_be_alone(&self, at: usize) -> bool {
        let token = &self.all[at];
        match token.place {
            Place::Uncased { is_topic } => is_topic,
            _ => {
                let surface = &token.text[token.word.range.clone()];
                let is_date = |sense: &Sense| {
                    matches!(sense, Sense::Weekday | Sense::Month(Calendar::Gregorian, _))
                };
                surface.chars().filter(|c| c.is_alphabetic()).count() > 1
                    && !CUES.senses(&fold(surface)).iter().any(is_date)
            }
        }
    }

    /// The sequences that recur and hold together, and stand somewhere outside longer ones.
    fn choose(&self, grams: HashMap<Vec<u32>, Vec<usize>>) -> Vec<(Vec<u32>, Vec<usize>)> {
        let holds = |(sequence, at): &(Vec<u32>, Vec<usize>)| {
            let least = match self.all[at[0]].place {
                Place::Uncased { .. } if sequence.len() == 1 => TOPIC,
                _ => 2,
            };
            let rarest = sequence
                .iter()
                .map(|key| self.counts[key])
                .min()
                .unwrap_or(0);
            // Two thirds of its rarest word are in it.
            at.len() >= least && (sequence.len() == 1 || at.len() * 3 >= rarest * 2)
        };
        let mut found: Vec<_> = grams.into_iter().filter(holds).collect();
        // The longest first, and always in the same order.
        found.sort_by_key(|(sequence, at)| (usize::MAX - sequence.len(), at[0]));
        let mut covered = vec![false; self.all.len()];
        found.retain(|(sequence, at)| {
            let is_free = |at: &&usize| {
                !covered[**at..**at + sequence.len()]
                    .iter()
                    .all(|covered| *covered)
            };
            let is_chosen = at.iter().filter(is_free).count() >= 2;
            if is_chosen {
                for at in at {
                    covered[*at..*at + sequence.len()].fill(true);
                }
            }
            is_chosen
        });
        found
    }

    /// The way in which a sequence is written most often.
    fn surface(&self, n_words: usize, at: &[usize]) -> String {
        let mut ways: Vec<(&str, usize)> = Vec::new();
        for at in at {
            let (first, last) = (&self.all[*at], &self.all[at + n_words - 1]);
            let way = &first.text[first.word.range.start..last.word.range.end];
            match ways.iter_mut().find(|(known, _)| *known == way) {
                Some((_, count)) => *count += 1,
                None => ways.push((way, 1)),
            }
        }
        // Of two that are as frequent the shorter: the one without a particle written on it.
        let best = ways
            .into_iter()
            .min_by_key(|(way, count)| (usize::MAX - count, way.len()));
        best.map(|(way, _)| one_line(way)).unwrap_or_default()
    }
}

/// The key of a word without the particles that are written on it, where the rest occurs as a word
/// of its own.
fn stem(word: &str, language: Option<&str>, keys: &HashMap<String, u32>) -> Option<u32> {
    let particles: &[char] = match language {
        Some("ar") => &['و', 'ف', 'ب', 'ل', 'ك'],
        Some("he") => &['ו', 'ב', 'ל', 'מ', 'ש', 'כ'],
        _ => return None,
    };
    let mut rest = word;
    let mut found = None;
    while let Some(shorter) = rest.strip_prefix(particles) {
        // The article loses its alef behind li-.
        let with_article = rest.strip_prefix("لل").map(|rest| format!("ال{rest}"));
        if let Some(key) = with_article.and_then(|word| keys.get(&word)) {
            return Some(*key);
        }
        if shorter.chars().nth(2).is_none() {
            break;
        }
        found = keys.get(shorter).copied().or(found);
        rest = shorter;
    }
    found
}
