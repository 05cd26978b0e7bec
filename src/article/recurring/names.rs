//! Names and terms that recur: runs of words that may belong to a name, every sequence in them
//! counted, and of those the ones that hold together. A sequence within a longer one that is
//! listed is listed only where it stands by itself as well.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::article::cues::CUES;
use crate::article::fold::fold;
use crate::article::language;
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

/// What stands before nouns in German, where they have capitals as names have.
const ARTICLES: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines",
    "kein", "keine", "im", "am", "zum", "zur", "vom", "beim", "ins", "dieser", "diese", "dieses",
    "diesen", "diesem", "jeder", "jede", "jedes", "viele", "vielen", "alle", "allen", "mehr",
    "sein", "seine", "seiner", "ihre", "ihrer",
];

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
    /// A word of a script without capitals.
    Uncased,
    /// Between words with capitals.
    Inside,
}

struct Token<'a> {
    text: &'a str,
    word: &'a Word,
    /// The same for all spellings of a word.
    key: u32,
    place: Place,
    /// Whether it may be listed by itself.
    is_name: bool,
}

impl<'a> Token<'a> {
    fn surface(&self) -> &'a str {
        &self.text[self.word.range.clone()]
    }
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
                all.push(Token {
                    text,
                    word,
                    key,
                    place: Place::Outside,
                    is_name: false,
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
        let mut nouns = HashSet::new();
        let mut before: Option<&Token<'_>> = None;
        for token in &self.all {
            let (n_capital, n_small) = capitals.entry(token.key).or_default();
            match token.word.kind {
                Kind::Capital if !token.word.is_first => *n_capital += 1,
                Kind::Small => *n_small += 1,
                _ => {}
            }
            if language == Some("de") && token.word.is_joined {
                let article = before.map(|before| before.surface().to_lowercase());
                if article.is_some_and(|article| ARTICLES.contains(&article.as_str())) {
                    nouns.insert(token.key);
                }
            }
            before = Some(token);
        }
        let copies = self.copies();
        for (token, is_copy) in self.all.iter_mut().zip(copies) {
            let is_topic = topics.contains(&token.key);
            let surface = token.surface();
            (token.place, token.is_name) = match token.word.kind {
                _ if is_copy => (Place::Outside, false),
                Kind::Capital => {
                    let (n_capital, n_small) = capitals[&token.key];
                    // At the beginning of a sentence a capital says nothing.
                    match n_capital > n_small || !token.word.is_first && n_capital > 0 {
                        true => {
                            let is_noun = nouns.contains(&token.key) && !is_topic;
                            let lower = surface.to_lowercase();
                            let is_pronoun =
                                language.is_some_and(|tag| language::is_frequent(&lower, tag));
                            let is_name = !is_noun && !is_pronoun && is_name(surface);
                            (Place::Capital, is_name)
                        }
                        false => (Place::Outside, false),
                    }
                }
                Kind::Small if PARTICLES.contains(&surface) => (Place::Inside, false),
                Kind::Uncased if is_little(surface, language) => (Place::Outside, false),
                Kind::Uncased => (Place::Uncased, is_topic && n_letters(surface) > 2),
                _ => (Place::Outside, false),
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
                let is_inside = last.place == Place::Inside;
                let goes_on = first == last.place || first == Place::Capital && is_inside;
                let is_alone = end == start + 1;
                if !goes_on || !is_alone && !last.word.is_joined {
                    break;
                }
                if is_inside || is_alone && !last.is_name {
                    continue;
                }
                let sequence = self.all[start..end].iter().map(|token| token.key).collect();
                grams.entry(sequence).or_default().push(start);
            }
        }
        grams
    }

    /// The sequences that recur and hold together, and stand outside longer ones at least
    /// every second time.
    fn choose(&self, grams: HashMap<Vec<u32>, Vec<usize>>) -> Vec<(Vec<u32>, Vec<usize>)> {
        let holds = |(sequence, at): &(Vec<u32>, Vec<usize>)| {
            let place = self.all[at[0]].place;
            let rarest = sequence.iter().map(|key| self.counts[key]).min();
            let rarest = rarest.unwrap_or(0);
            // Of its rarest word, so much is in it.
            match (place, sequence.len()) {
                (Place::Uncased, 1) => at.len() >= TOPIC,
                (_, 1) => at.len() >= 2,
                (Place::Uncased, _) => at.len() >= 2 && at.len() * 3 >= rarest * 2,
                _ => at.len() >= 2 && at.len() * 2 >= rarest,
            }
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
            let n_free = at.iter().filter(is_free).count();
            let is_chosen = n_free >= 2 && n_free * 2 >= at.len();
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

/// Whether a word with a capital may be a name by itself: not a day or a month, and of two letters
/// only what is in capitals.
fn is_name(word: &str) -> bool {
    let is_long = match n_letters(word) {
        ..2 => false,
        2 => !word.contains(char::is_lowercase),
        _ => true,
    };
    is_long && !CUES.is_day_or_month(&fold(word))
}

fn n_letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::recurring::words;

    fn check(language: &str, headline: &str, texts: &[&str], expected: &[&str]) {
        let texts: Vec<_> = texts.iter().map(|text| (*text, words(text))).collect();
        let headline = [(headline, words(headline))];
        let found = names(&texts, &headline, Some(language));
        let found: Vec<String> = found
            .iter()
            .map(|found| format!("{} {}", found.text, found.count))
            .collect();
        assert_eq!(found, expected, "{texts:?}");
    }

    #[test]
    fn capitals_tell_names_where_there_are_any() {
        check(
            "en",
            "A lighthouse is saved",
            &[
                "The Northern Lights Trust bought the tower. However, Ada Lund was against it.",
                "However, the Northern Lights Trust went on, and Lund's friends in Bergen with it.",
                "On Monday Lund spoke. On Monday Bergen heard her. The rest is silence.",
            ],
            &["Lund 3", "Northern Lights Trust 2", "Bergen 2"],
        );
        check(
            "en",
            "",
            &[
                "They met the Bank of Norway. The Bank of Norway said no to it.",
                "It did.",
            ],
            &["Bank of Norway 2"],
        );
        check(
            "de",
            "",
            &[
                "Die Regierung in Bergen schweigt.",
                "Aus Bergen kommt keine Regierung.",
            ],
            &["Bergen 2"],
        );
    }

    #[test]
    fn words_that_recur_together_are_names_where_there_are_no_capitals() {
        check(
            "ar",
            "المنارة لن تهدم",
            &[
                "قالت وزارة الثقافة إن المنارة القديمة باقية، وأضافت أن بحر الشمال يأكل الصخر.",
                "ورحبت جمعية أصدقاء المنارة بما أعلنته وزارة الثقافة في مدينة على بحر الشمال.",
                "وقال علي منصور: المنارة للجميع. وعلي منصور حارسها منذ عشرين عاما.",
            ],
            &[
                "المنارة 3",
                "وزارة الثقافة 2",
                "بحر الشمال 2",
                "علي منصور 2",
            ],
        );
        check(
            "ar",
            "",
            &[
                "اجتمعت الأمم المتحدة أمس.",
                "وقال مندوب للأمم المتحدة إنه سعيد.",
            ],
            &["الأمم المتحدة 2"],
        );
        check(
            "ur",
            "",
            &[
                "وزارت ثقافت نے کہا کہ پرانا مینار باقی رہے گا۔",
                "یہ فیصلہ وزارت ثقافت کے اجلاس میں ہوا، جس میں سارہ خان بھی تھیں۔",
                "سارہ خان نے شکریہ ادا کیا۔",
            ],
            &["وزارت ثقافت 2", "سارہ خان 2"],
        );
        check(
            "fa",
            "",
            &[
                "شورای شهر گفت که فانوس دریایی می‌ماند.",
                "فانوس دریایی از آن مردم است و شوراى شهر آن را نمی‌فروشد.",
            ],
            &["شورای شهر 2", "فانوس دریایی 2"],
        );
        check(
            "he",
            "",
            &[
                "ראש העיר אמר כי המגדלור יישאר.",
                "לדברי תושבים, ראש העיר שלהם צודק, וראש העיר יודע.",
            ],
            &["ראש העיר 3"],
        );
    }

    #[test]
    fn what_stands_twice_word_for_word_counts_once() {
        let text = "Ada Lund and Bo Berg of the Northern Lights Trust met again in Bergen today.";
        check("en", "", &[text, text], &[]);
    }
}
