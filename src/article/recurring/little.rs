//! Little words, of which every text is full: prepositions, pronouns, verbs of being and of
//! saying. Of the languages whose script has no capitals to tell names by; `assets/little/`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::article::fold::is_mark;

const FILES: [(&str, &str); 4] = [
    ("ar", include_str!("../../../assets/little/ar.txt")),
    ("fa", include_str!("../../../assets/little/fa.txt")),
    ("he", include_str!("../../../assets/little/he.txt")),
    ("ur", include_str!("../../../assets/little/ur.txt")),
];

/// What comes after this is little for names, and not beside a number.
const NUMBERS: &str = "[numbers]";

/// Words, and whether they are little beside a number too.
type Words = HashMap<String, bool>;

static WORDS: LazyLock<HashMap<&str, Words>> = LazyLock::new(|| {
    let parse = |file: &'static str| {
        let mut is_always = true;
        let mut words = Words::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            is_always &= line != NUMBERS;
            let line = line.split_whitespace().filter(|word| *word != NUMBERS);
            words.extend(line.map(|word| (plain(word), is_always)));
        }
        words
    };
    FILES.map(|(tag, file)| (tag, parse(file))).into()
});

/// Whether a word is a little one in a language, alone or with "and" before it.
pub(crate) fn is_little(word: &str, language: Option<&str>) -> bool {
    find(word, language).is_some()
}

/// Whether it says nothing of a number beside it.
pub(crate) fn is_little_by_number(word: &str, language: Option<&str>) -> bool {
    find(word, language) == Some(true)
}

fn find(word: &str, language: Option<&str>) -> Option<bool> {
    let word = plain(word);
    if word.chars().nth(1).is_none() {
        return Some(true);
    }
    let (tag, words) = language.and_then(|tag| WORDS.get_key_value(tag))?;
    let ands: &[char] = match *tag {
        "ar" => &['و', 'ف'],
        "he" => &['ו', 'ש'],
        _ => &[],
    };
    let rest = || words.get(word.strip_prefix(ands)?);
    words.get(&word).or_else(rest).copied()
}

/// A word without what is often left out or typed otherwise. Unlike in the fold of cues, a final
/// alef maqsura stays apart from yeh: `على` is a little word, `علي` a name.
fn plain(word: &str) -> String {
    let letters = word.chars().filter(|c| !is_mark(*c) && *c != '\u{640}');
    let plain = letters.map(|c| match c {
        'أ' | 'إ' | 'ٱ' => 'ا',
        'ي' => 'ی',
        'ك' => 'ک',
        _ => c,
    });
    plain.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_words_are_known_with_what_is_written_on_them() {
        let check =
            |word, tag, expected| assert_eq!(is_little(word, Some(tag)), expected, "{word}");
        check("إلى", "ar", true);
        check("الى", "ar", true);
        check("وَقَالَ", "ar", true);
        check("فإن", "ar", true);
        check("على", "ar", true);
        check("علي", "ar", false);
        check("وزير", "ar", false);
        check("اين", "fa", true);
        check("علی", "fa", false);
        check("كے", "ur", true);
        check("کراچی", "ur", false);
        check("ושל", "he", true);
        check("ירושלים", "he", false);
        assert!(!is_little("of", None));
        assert!(is_little("عام", Some("ar")) && !is_little_by_number("عام", Some("ar")));
        assert!(is_little_by_number("من", Some("ar")));
    }
}
