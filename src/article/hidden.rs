//! Characters of a page that show nothing and yet act or hide something: in, text; out, how many
//! of each kind. What spelling needs is none of them: joiners between letters that join, marks of
//! direction, the parts of emoji.

use std::ops::AddAssign;

/// How many characters a page hides, by what they can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Embeddings and overrides (U+202A–U+202E): they can show text in another order.
    pub n_overrides: usize,
    /// Isolates (U+2066–U+2069).
    pub n_isolates: usize,
    /// Blanks and joiners of no width, where they do nothing for the letters around them.
    pub n_zero_width: usize,
    /// Tags (U+E0000–U+E007F): a text nobody sees.
    pub n_tags: usize,
}

impl AddAssign for Hidden {
    fn add_assign(&mut self, other: Self) {
        self.n_overrides += other.n_overrides;
        self.n_isolates += other.n_isolates;
        self.n_zero_width += other.n_zero_width;
        self.n_tags += other.n_tags;
    }
}

impl Hidden {
    /// What a text hides.
    pub(crate) fn of(text: &str) -> Self {
        let mut hidden = Self::default();
        // They all begin with one of these bytes in UTF-8, and little else does.
        for at in memchr::memchr3_iter(0xE2, 0xEF, 0xF3, text.as_bytes()) {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                continue;
            };
            match c {
                '\u{202A}'..='\u{202E}' => hidden.n_overrides += 1,
                '\u{2066}'..='\u{2069}' => hidden.n_isolates += 1,
                '\u{200B}' | '\u{2060}'..='\u{2064}' => hidden.n_zero_width += 1,
                // At the very beginning it is the mark of an encoding.
                '\u{FEFF}' if at > 0 => hidden.n_zero_width += 1,
                '\u{200C}' | '\u{200D}' if is_idle(text, at) => hidden.n_zero_width += 1,
                '\u{E0000}'..='\u{E007F}' if !is_flag(text, at) => hidden.n_tags += 1,
                _ => {}
            }
        }
        hidden
    }
}

/// Whether a joiner stands behind a letter of an alphabet that does not join.
fn is_idle(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_some_and(|c| matches!(c, '!'..='~' | '\u{A1}'..='\u{52F}' | '\u{5D0}'..='\u{5EA}'))
}

/// Whether a tag is part of a flag: tags behind U+1F3F4 (UTS 51).
fn is_flag(text: &str, at: usize) -> bool {
    const LONGEST: usize = 8;
    let mut before = text[..at].chars().rev().take(LONGEST);
    let is_tag = |c: &char| matches!(c, '\u{E0000}'..='\u{E007F}');
    before.find(|c| !is_tag(c)) == Some('\u{1F3F4}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_or_hides_is_counted_and_what_spells_is_not() {
        let check = |text: &str, expected: [usize; 4]| {
            let Hidden {
                n_overrides,
                n_isolates,
                n_zero_width,
                n_tags,
            } = Hidden::of(text);
            let found = [n_overrides, n_isolates, n_zero_width, n_tags];
            assert_eq!(found, expected, "{text:?}");
        };
        check("plain – “خبر”, 日本。", [0, 0, 0, 0]);
        check(
            "می\u{200C}روم ه\u{200D} \u{200F}\u{61C}\u{200E} र\u{200D}",
            [0, 0, 0, 0],
        );
        check(
            "👩\u{200D}🔬 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            [0, 0, 0, 0],
        );
        check("خ\u{202E}بر\u{202C} \u{202A}", [3, 0, 0, 0]);
        check("\u{2067}خبر\u{2069}", [0, 2, 0, 0]);
        check(
            "\u{FEFF}a\u{200B}b\u{FEFF}c\u{2060} pass\u{200D}word",
            [0, 0, 4, 0],
        );
        check("news\u{E0041}\u{E0042}", [0, 0, 0, 2]);
    }
}
