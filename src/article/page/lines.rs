//! Text → the lines of a page: sanitised, without bullets and indents (which are kept as facts),
//! folded for comparing, each with the furniture it is known as. A line that was broken to a
//! width is put together again, so a line is a paragraph, as pages have it.

use std::cell::OnceCell;
use std::mem;

use crate::article::Reason;
use crate::article::cues::{CUES, Hit, Place};
use crate::article::fold::{fold, has_words, length, n_words, skip_words};
use crate::article::page::broken;
use crate::article::page::hole::{self, Hole};
use crate::article::page::menu::menu;
use crate::article::page::pieces::{is_visible, pieces, without_bullet};
use crate::article::page::table::{self, row};
use crate::article::page::wrap::unwrap;
use crate::article::verse::verse;
use crate::text::{Controls, sanitize};

/// One line of a page that is not blank.
#[derive(Debug)]
pub(crate) struct Line {
    /// The first line of the page that it was made from, counted from 0.
    pub(crate) idx: usize,
    /// Its text without indent and bullet, blanks within it single.
    pub(crate) text: String,
    /// [`Line::folded`] and [`Line::n_words`], once they were asked for.
    folded: OnceCell<String>,
    n_words: OnceCell<usize>,
    /// Whether it is a line of names and days, once that was asked for.
    pub(crate) is_dating: OnceCell<bool>,
    /// Characters of the text.
    pub(crate) n_chars: usize,
    /// Whether it stood behind a bullet or a number of a list.
    pub(crate) bullet: bool,
    /// That number.
    pub(crate) number: Option<u16>,
    /// Whether a blank line stood before it.
    pub(crate) gap: bool,
    /// Whether it ends as a sentence does.
    pub(crate) ended: bool,
    /// What furniture it is known as.
    pub(crate) hit: Option<Hit>,
    /// What it is in a hole of the text, where it stands in one.
    pub(crate) hole: Option<Hole>,
    /// Whether it is a verse of a poem, its halves parted.
    pub(crate) is_verse: bool,
    /// Whether it is a row of a table, its cells parted.
    pub(crate) is_row: bool,
}

/// The lines of a page that are not blank, and the number of all.
#[derive(Debug)]
pub(crate) struct Lines {
    pub(crate) lines: Vec<Line>,
    pub(crate) n_lines: usize,
    /// Whether its paragraphs were broken to a width.
    pub(crate) is_wrapped: bool,
}

/// Longer lines are text: no cue is looked for in them.
pub(crate) const LONGEST_CUE: usize = 400;

/// The characters of such a line that are folded: what it begins with may say what it is.
const FOLDED: usize = 120;

pub(crate) fn split(text: &str) -> Lines {
    let mut raw: Vec<Raw> = Vec::new();
    let mut n_lines = 0;
    let mut is_open = false;
    let mut gap = false;
    for (idx, line) in pieces(text).enumerate() {
        n_lines = idx + 1;
        is_open = !line.is_empty();
        match Raw::new(idx, line, gap) {
            Some(line) => {
                raw.push(line);
                gap = false;
            }
            None => gap = true,
        }
    }
    keep_lone_numbers(&mut raw);
    mark_verses(&mut raw);
    table::mark(&mut raw);
    let (raw, is_wrapped) = unwrap(raw);
    let lines: Vec<Line> = raw.into_iter().map(Line::new).collect();
    let mut lines = match is_wrapped {
        true => lines,
        false => broken::join(lines),
    };
    hole::mark(&mut lines);
    // What follows the last line end is a line only if there is something.
    n_lines -= usize::from(!is_open);
    Lines {
        lines,
        n_lines,
        is_wrapped,
    }
}

/// A number is that of an item only where the item before or behind has the one before or behind it,
/// or the same: else it is an ordinal, as in `19. Jahrhundert`, and stays.
fn keep_lone_numbers(raw: &mut [Raw]) {
    let numbers: Vec<Option<u16>> = raw.iter().map(|line| line.number).collect();
    for (idx, line) in raw.iter_mut().enumerate() {
        let Some(number) = line.number else { continue };
        let is_before = idx > 0 && numbers[idx - 1].is_some_and(|n| n == number || n + 1 == number);
        let behind = numbers.get(idx + 1).copied().flatten();
        let is_behind = behind.is_some_and(|n| n == number || n == number + 1);
        if !is_before && !is_behind {
            line.text = mem::take(&mut line.whole);
            (line.bullet, line.number) = (false, None);
        }
    }
}

/// Verses under each other are a poem.
fn mark_verses(raw: &mut [Raw]) {
    for idx in 0..raw.len() {
        let is_verse = |idx: usize| raw.get(idx).is_some_and(|line| line.verse.is_some());
        raw[idx].is_verse = is_verse(idx) && (is_verse(idx + 1) || idx > 0 && is_verse(idx - 1));
    }
    for line in raw.iter_mut().filter(|line| line.is_verse) {
        line.text = line.verse.clone().unwrap_or_default();
    }
}

impl Line {
    /// A line that is `text`, which is safe to show, by itself.
    pub(crate) fn of(idx: usize, text: String, bullet: bool) -> Self {
        Self::new(Raw {
            idx,
            text,
            bullet,
            number: None,
            whole: String::new(),
            gap: false,
            verse: None,
            is_verse: false,
            row: None,
            is_row: false,
        })
    }

    fn new(raw: Raw) -> Self {
        let n_chars = length(&raw.text);
        let mut line = Self {
            idx: raw.idx,
            folded: OnceCell::new(),
            n_words: OnceCell::new(),
            is_dating: OnceCell::new(),
            n_chars,
            bullet: raw.bullet,
            number: raw.number,
            gap: raw.gap,
            ended: is_ended(&raw.text),
            hit: None,
            hole: None,
            is_verse: raw.is_verse,
            is_row: raw.is_row,
            text: raw.text,
        };
        line.hit = line.furniture();
        line
    }

    /// The text for comparing; of a long line the beginning.
    pub(crate) fn folded(&self) -> &str {
        self.folded
            .get_or_init(|| match self.n_chars <= LONGEST_CUE {
                true => fold(&self.text),
                false => fold(beginning(&self.text, FOLDED)),
            })
    }

    /// Whether it holds no letter and no digit.
    pub(crate) fn is_sign(&self) -> bool {
        !self.text.contains(char::is_alphanumeric) && self.folded().is_empty()
    }

    /// Whether it is an address and nothing else.
    pub(crate) fn is_link(&self) -> bool {
        let has_scheme = self.text.starts_with("http://") || self.text.starts_with("https://");
        has_scheme && !self.text.contains(' ')
    }

    /// The number of words.
    pub(crate) fn n_words(&self) -> usize {
        *self.n_words.get_or_init(|| n_words(&self.text))
    }

    /// Whether it has as many words.
    pub(crate) fn has_words(&self, n: usize) -> bool {
        has_words(&self.text, n)
    }

    /// The reason by which it is furniture, if it is.
    pub(crate) fn reason(&self) -> Option<Reason> {
        self.hit.map(|hit| hit.reason)
    }

    fn furniture(&self) -> Option<Hit> {
        if self.n_chars > LONGEST_CUE || self.folded().is_empty() {
            return None;
        }
        CUES.furniture_if(self.folded(), |hit| self.allows(hit))
            .or_else(|| menu(self))
            .or_else(|| self.counter())
            .or_else(|| self.identifier())
            .or_else(|| {
                let apart = (self.n_chars <= 120).then(|| apart(&self.text)).flatten()?;
                CUES.furniture_if(&fold(&apart), |hit| self.allows(hit))
            })
    }

    /// Whether it is a name that programs use, and nobody else: `page_has_been_loaded`.
    pub(crate) fn is_identifier(&self) -> bool {
        self.text.contains('_')
            && self.text.contains(|c: char| c.is_ascii_alphabetic())
            && (self.text.bytes()).all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
    }

    fn identifier(&self) -> Option<Hit> {
        self.is_identifier().then_some(Hit {
            reason: Reason::Outside,
            place: Place::Line,
            n_words: 1,
            is_end: false,
        })
    }

    /// A cue with a number: `30 Kommentare`, `0:00 Anhören`.
    fn counter(&self) -> Option<Hit> {
        if self.n_chars > 40 || !self.folded().contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let is_word = |word: &&str| word.contains(|c: char| !c.is_ascii_digit());
        let words: Vec<&str> = self.folded().split(' ').filter(is_word).collect();
        CUES.furniture_if(&words.join(" "), |hit| hit.place == Place::Line)
    }

    /// A cue at the start of running text says nothing unless a colon sets it off, and in the
    /// midst of it only if it is long; one word at the start of a line needs a sign behind it. What is
    /// said in quotation marks begins no furniture.
    fn allows(&self, hit: Hit) -> bool {
        match hit.place {
            Place::Line => return true,
            Place::Part => {
                let is_text = self.ended && self.n_chars > 120;
                return !is_text || hit.n_words >= 3 || hit.reason == Reason::Newsletter;
            }
            Place::Start => {}
        }
        if self.text.starts_with(['"', '“', '„', '«', '‘', '「']) {
            // Somebody says it.
            return false;
        }
        let rest = skip_words(&self.text, hit.n_words);
        let next = rest.trim_start().chars().next();
        // `Support our journalism. Our reporting is free …`
        let is_sentence = hit.n_words >= 3 && rest.starts_with(['.', '!', '۔']);
        let is_set_off = is_sentence || rest.trim_start().starts_with([':', '：']);
        let is_text = self.ended && self.n_chars > 80;
        let is_word = hit.n_words == 1 && next.is_some_and(char::is_alphabetic);
        is_set_off || !(is_text || is_word)
    }
}

/// A line before anything is known of it.
pub(crate) struct Raw {
    idx: usize,
    pub(crate) text: String,
    pub(crate) bullet: bool,
    /// The number of an item that came off the text, and the text with it.
    pub(crate) number: Option<u16>,
    whole: String,
    pub(crate) gap: bool,
    /// The line as a verse, where it may be one.
    verse: Option<String>,
    pub(crate) is_verse: bool,
    /// The line as a row of a table with so many cells, where it may be one.
    pub(crate) row: Option<(usize, String)>,
    /// Whether it is one.
    pub(crate) is_row: bool,
}

impl Raw {
    /// None for a blank line.
    fn new(idx: usize, line: &str, gap: bool) -> Option<Self> {
        let safe = sanitize(line, Controls::Obey).text;
        let trimmed = safe.trim();
        if trimmed.is_empty() || !trimmed.contains(is_visible) {
            return None;
        }
        let rest = without_bullet(trimmed);
        let (text, bullet) = match rest.trim_start() {
            "" => (trimmed, false),
            text => (text, text.len() < trimmed.len()),
        };
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        let number = trimmed[..digits].parse().ok().filter(|_| bullet);
        Some(Self {
            idx,
            text: single_blanks(text),
            bullet,
            number,
            whole: number.map_or_else(String::new, |_: u16| single_blanks(trimmed)),
            gap,
            verse: verse(line),
            is_verse: false,
            row: row(line),
            is_row: false,
        })
    }
}

fn single_blanks(text: &str) -> String {
    if !text.contains("  ") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c != ' ' || !blank {
            out.push(c);
        }
        blank = c == ' ';
    }
    out
}

/// The first characters of a text.
pub(crate) fn beginning(text: &str, n_chars: usize) -> &str {
    let end = text.char_indices().nth(n_chars);
    end.map_or(text, |(end, _)| &text[..end])
}

/// Whether the text ends with the mark of a sentence, inside quotation marks or brackets or not.
pub(crate) fn is_ended(text: &str) -> bool {
    let last = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\''
                    | '”'
                    | '’'
                    | '»'
                    | '“'
                    | '«'
                    | '‹'
                    | '›'
                    | ')'
                    | ']'
                    | '״'
                    | '」'
                    | '』'
                    | '）'
                    | '】'
                    | '》'
            )
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
    });
    last.ends_with([
        '.', '!', '?', '…', '؟', '۔', '।', '॥', '。', '．', '！', '？', '\u{37E}', '։', '።', '။',
        '។',
    ])
}

/// Words set apart that a page glued: a small letter directly before a capital.
fn apart(text: &str) -> Option<String> {
    let mut before = ' ';
    let mut is_glued = |c: char| {
        let before = mem::replace(&mut before, c);
        c.is_uppercase() && before.is_lowercase()
    };
    // Few lines have such a place.
    text.contains(&mut is_glued).then(|| {
        let part = |c: char| is_glued(c).then_some(' ').into_iter().chain([c]);
        text.chars().flat_map(part).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_bullets_and_controls_but_no_text() {
        let check = |text: &str, expected: &[(&str, bool)]| {
            let found = split(text).lines;
            let found: Vec<_> = found.iter().map(|l| (l.text.as_str(), l.bullet)).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check(
            "a\r\nb\rc\u{2028}d",
            &[("a", false), ("b", false), ("c", false), ("d", false)],
        );
        check(
            "  • one\n\t* two\n 3. Three\n4. Four",
            &[
                ("one", true),
                ("two", true),
                ("Three", true),
                ("Four", true),
            ],
        );
        let numbers = |text: &str| {
            split(text)
                .lines
                .iter()
                .map(|line| line.number)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            numbers("3. Three\n4) Four\n• five"),
            [Some(3), Some(4), None]
        );
        assert_eq!(numbers("19. Jahrhundert\n3. Three"), [None, None]);
        check("19. Jahrhundert", &[("19. Jahrhundert", false)]);
        check("*\n•", &[("*", false), ("•", false)]);
        check("-5 °C", &[("-5 °C", false)]);
        check("\u{1b}[1mbold\u{1b}[0m\0", &[("bold", false)]);
        check("a  b\u{200f}\n\u{200f}\n", &[("a b\u{200f}", false)]);
        check("", &[]);
    }

    #[test]
    fn sentences_end_in_every_script() {
        let check = |text, expected| assert_eq!(is_ended(text), expected, "{text:?}");
        check("So it ended.", true);
        check("“So it ended.”", true);
        check("ہو گیا۔", true);
        check("ماذا حدث؟", true);
        check("انتهى. (وكالات)", false);
        check("A headline", false);
    }

    #[test]
    fn furniture_is_known_but_not_in_running_text() {
        let check = |text: &str, expected| {
            assert_eq!(split(text).lines[0].reason(), expected, "{text:?}");
        };
        check("Remember meForgot password?", Some(Reason::Login));
        check(
            "من نحن | اتصل بنا | سياسة الخصوصية",
            Some(Reason::Navigation),
        );
        check("تبصرے (3)", Some(Reason::Comments));
        check("Share your view of the sea", None);
        check(
            "More about that later, said the captain, who had not slept for three days and three nights at sea.",
            None,
        );
        check("Read more: a ship", Some(Reason::Related));
    }
}
