//! What is looked for, as the user asked for it.

use crate::text::{Pattern, Spelling};

/// Words and how they are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words as they were typed.
    pub words: String,
    /// How far spellings may differ.
    pub spelling: Spelling,
    /// Whether the words are a regular expression.
    pub regex: bool,
    /// Whether only whole words count.
    pub whole: bool,
}

impl Query {
    /// The pattern to search with; none where there is nothing to look for.
    ///
    /// # Errors
    /// Where the words should be a regular expression and are none: the reason, in a few words.
    pub(crate) fn pattern(&self) -> Result<Option<Pattern>, String> {
        if self.words.is_empty() {
            return Ok(None);
        }
        let pattern = match self.regex {
            true => Some(Pattern::regex(&self.words, self.spelling).map_err(reason)?),
            false => Pattern::words(&self.words, self.spelling),
        };
        Ok(pattern.map(|pattern| match self.whole {
            true => pattern.whole_words(),
            false => pattern,
        }))
    }

    /// The next spelling: usual, loose, exact, and round again.
    pub(crate) fn next_spelling(&mut self) {
        self.spelling = match self.spelling {
            Spelling::Usual => Spelling::Loose,
            Spelling::Loose => Spelling::Exact,
            Spelling::Exact => Spelling::Usual,
        };
    }

    /// What is unusual about it, in a word each.
    pub fn marks(&self) -> Vec<&'static str> {
        let spelling = match self.spelling {
            Spelling::Usual => None,
            Spelling::Loose => Some("loose"),
            Spelling::Exact => Some("exact"),
        };
        let regex = self.regex.then_some("regex");
        let whole = self.whole.then_some("words");
        [spelling, regex, whole].into_iter().flatten().collect()
    }
}

fn reason(error: impl std::fmt::Display) -> String {
    let whole = error.to_string();
    let last = whole.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}
