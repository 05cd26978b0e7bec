//! A name for a file, of words in any script.

use crate::text::property::Property;

/// A name for a file of at most `n_bytes`: the letters, marks and digits of `text`, with `-` for all
/// that stands between them. Nothing in it means anything to a shell or to a file system, nor is
/// any of it unseen. Empty where there is none of them.
///
/// ```
/// use akhbar::text::file_name;
///
/// assert_eq!(file_name("../من فانو: \"بولاق\"?", 80), "من-فانو-بولاق");
/// ```
pub fn file_name(text: &str, n_bytes: usize) -> String {
    // Signs of the Quran end verses; they attach to nothing and are passed over as punctuation is.
    let is_part = |c: char| {
        c.is_alphanumeric() || !c.is_ascii() && Property::of(c).attaches() && !is_joiner(c)
    };
    let words = text.split(|c: char| !is_part(c));
    let mut name = String::new();
    for word in words {
        // A mark without a letter before it is no word.
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        let between = usize::from(!name.is_empty());
        if name.len() + between + word.len() > n_bytes {
            if name.is_empty() {
                let mut end = word.floor_char_boundary(n_bytes);
                // A letter keeps its marks.
                while word[end..]
                    .chars()
                    .next()
                    .is_some_and(|c| Property::of(c).attaches())
                {
                    end = word.floor_char_boundary(end - 1);
                }
                name.push_str(&word[..end]);
            }
            break;
        }
        if between > 0 {
            name.push('-');
        }
        name.push_str(word);
    }
    name
}

/// Joiners and the like attach to a letter, and are not seen.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_script_and_nothing_else() {
        let check =
            |text: &str, expected: &str| assert_eq!(file_name(text, 40), expected, "{text}");
        check("", "");
        check("../../etc/passwd", "etc-passwd");
        check("-rf *", "rf");
        check("a\u{0}b\nc\u{202E}d", "a-b-c-d");
        check("کتاب‌خانه", "کتاب-خانه");
        check("مُحَمَّدٌ", "مُحَمَّدٌ");
        check("हिन्दी समाचार", "हिन्दी-समाचार");
        check("e\u{301}te\u{301}", "e\u{301}te\u{301}");
        check("«؟»", "");
        check("\u{301}a", "a");
        check(
            "one two three four five six seven eight nine",
            "one-two-three-four-five-six-seven-eight",
        );
        check(&"ب".repeat(100), &"ب".repeat(20));
        check(&"x\u{301}".repeat(100), &"x\u{301}".repeat(13));
    }
}
