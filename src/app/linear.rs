//! A session line by line, for screen readers and braille: in, a line that was typed; out, text that
//! is only ever added to, without boxes, in logical order. Behind it is the same [`State`], so marks
//! and places are those of the screen.

mod links;
mod words;

use std::fmt::Write;
use std::sync::Arc;

use crate::app::arriving::open_item;
use crate::app::item::Content;
use crate::app::linear::words::{
    counted, help, name_pictures, named, read_out, say, title, title_of,
};
use crate::app::marking::mark_read;
use crate::app::message::{Effect, Message};
use crate::app::state::State;
use crate::app::update::update;
use crate::article::{Article, BlockKind, facts, survey};
use crate::layout::{Anchor, Part};
use crate::library::{Source, Summary};
use crate::text::{Pattern, Spelling, digit, one_line};

/// Articles that are named at once.
const AT_ONCE: usize = 20;

/// A session line by line.
#[derive(Debug)]
pub struct Linear {
    /// What the session is.
    pub state: State,
    /// The block of the open article that is read next.
    next: usize,
    /// The article that is named next.
    listed: usize,
    /// Where the link leads that was asked for last.
    followed: Option<Arc<str>>,
}

/// What a line had as its answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The answer: lines in logical order, one for each paragraph.
    pub text: String,
    /// Whether the user leaves.
    pub quits: bool,
    /// An address that is to be opened, as an effect has it.
    pub opens: Option<Arc<str>>,
}

/// Reads the article behind a source, or says why it cannot be read.
pub type Read<'a> = &'a mut dyn FnMut(&Source) -> Result<Article, String>;

/// The commands: the letter, what may follow it, and what is done.
pub const COMMANDS: [(char, &str, &str); 15] = [
    ('a', "", "all that is left of the article"),
    ('b', "", "the paragraph before"),
    ('g', "N", "go to paragraph N"),
    ('/', "words", "find words in the article"),
    ('h', "", "the headings of the article"),
    (
        'o',
        "N",
        "where link N leads; the same again opens it; o alone names all links",
    ),
    ('i', "", "what is known about the article"),
    ('x', "", "what was left out of it, and why"),
    ('l', "", "name the articles; again for the ones after"),
    (
        'f',
        "words",
        "name the articles with these words in the title",
    ),
    ('n', "", "open the next article"),
    ('p', "", "open the previous article"),
    ('u', "", "open the next article that has not been read"),
    ('?', "", "these commands"),
    ('q', "", "leave"),
];

/// The screen that is thought of: one with all panes, so that what they show is worked out, and of
/// one row of text, so that every place can be at the top of it.
const SIZE: (u16, u16) = (160, 3);

impl Default for Linear {
    /// A session without articles, at its beginning.
    fn default() -> Self {
        Self {
            state: State::new(Vec::new(), SIZE.0, SIZE.1),
            next: 0,
            listed: 0,
            followed: None,
        }
    }
}

impl Linear {
    /// What is said first: how much there is to read, and where the reader was.
    pub fn greet(&mut self, read: Read<'_>) -> String {
        let mut text = String::new();
        let n_items = self.state.list.items.len();
        say(
            &mut text,
            format!("akhbar: {}.", counted(n_items, "article")),
        );
        self.name_more(&mut text, read);
        let selected = self.state.list.selected;
        if selected > 0 {
            say(
                &mut text,
                format!("The last time it was article {}.", selected + 1),
            );
        }
        say(
            &mut text,
            "A number opens an article. ? names the commands.",
        );
        text
    }

    /// Does what a line says. Its first character is the command, a number an article; what `meant`
    /// gives back for that character is what it stands for on this keyboard.
    pub fn answer(
        &mut self,
        line: &str,
        meant: impl FnOnce(char) -> char,
        read: Read<'_>,
    ) -> Answer {
        let mut answer = Answer::default();
        let text = &mut answer.text;
        let line = line.trim();
        let mut rest = line.chars();
        let Some(first) = rest.next() else {
            self.go_on(text, 1);
            return answer;
        };
        if let Some(number) = number(line) {
            self.open(text, number.checked_sub(1), read);
            return answer;
        }
        let words = rest.as_str().trim();
        let here = self.state.reader.as_ref().map(|reader| reader.item_idx);
        let command = meant(first);
        self.followed = self.followed.take().filter(|_| command == 'o');
        match command {
            'a' => self.go_on(text, usize::MAX),
            'b' => self.go_to(text, self.next.checked_sub(2)),
            'g' => self.go_to(text, number(words).and_then(|number| number.checked_sub(1))),
            '/' => self.find(text, words),
            'h' => self.headings(text),
            'o' => answer.opens = self.follow(text, number(words)),
            'i' => self.details(text),
            'x' => self.removed(text),
            'l' => self.name_more(text, read),
            'f' => self.name_with(text, words, read),
            'n' => self.open(text, Some(here.map_or(0, |here| here + 1)), read),
            'p' => self.open(text, here.and_then(|here| here.checked_sub(1)), read),
            'u' => {
                let from = here.map_or(0, |here| here + 1);
                let mut items = self.state.list.items.iter().enumerate().skip(from);
                let unread = items.find(|(_, item)| item.is_unread()).map(|(idx, _)| idx);
                self.open(text, unread, read);
            }
            'q' => answer.quits = true,
            '?' => help(text),
            _ => say(text, "There is no such command; ? names them."),
        }
        answer
    }

    /// Names the next articles.
    fn name_more(&mut self, text: &mut String, read: Read<'_>) {
        let n_items = self.state.list.items.len();
        if self.listed >= n_items {
            self.listed = 0;
        }
        let end = (self.listed + AT_ONCE).min(n_items);
        for item_idx in self.listed..end {
            self.name(text, item_idx, read);
        }
        self.listed = end;
        if end < n_items {
            say(text, format!("{} more.", n_items - end));
        }
    }

    /// Names the articles whose titles hold these words, in the usual spelling.
    fn name_with(&mut self, text: &mut String, words: &str, read: Read<'_>) {
        let Some(pattern) = Pattern::words(words, Spelling::Usual) else {
            say(text, "f goes with words: f ship");
            return;
        };
        let mut n_found = 0;
        for item_idx in 0..self.state.list.items.len() {
            self.look_into(item_idx, read);
            let title = self.state.list.items[item_idx].summary().map(title);
            if title.is_some_and(|title| !pattern.find(&title).is_empty()) {
                self.name(text, item_idx, read);
                n_found += 1;
            }
        }
        if n_found == 0 {
            say(text, "No title holds that.");
        }
    }

    /// Looks into a page for what its line of the list says.
    fn look_into(&mut self, item_idx: usize, read: Read<'_>) {
        let item = &self.state.list.items[item_idx];
        if let (Content::Waiting, Some(source)) = (&item.content, &item.source) {
            let summary = read(source).map(|article| Summary::of(&article));
            update(
                &mut self.state,
                Message::Summarised(vec![(item_idx, summary)]),
            );
        }
    }

    fn name(&mut self, text: &mut String, item_idx: usize, read: Read<'_>) {
        self.look_into(item_idx, read);
        let item = &self.state.list.items[item_idx];
        say(text, format!("{}. {}", item_idx + 1, named(item)));
    }

    /// Opens an article and reads its beginning, or where the reader was.
    fn open(&mut self, text: &mut String, item_idx: Option<usize>, read: Read<'_>) {
        let Some(item_idx) = item_idx.filter(|idx| *idx < self.state.list.items.len()) else {
            say(text, "There is no such article.");
            return;
        };
        self.look_into(item_idx, read);
        for effect in open_item(&mut self.state, item_idx, None, None) {
            let source = self.state.list.items[item_idx].source.clone();
            if let (Effect::Read { item_idx }, Some(source)) = (effect, source) {
                let article = read(&source).map(Arc::new);
                update(&mut self.state, Message::Read { item_idx, article });
            }
        }
        let item = &self.state.list.items[item_idx];
        let Some(reader) = &self.state.reader else {
            say(text, format!("{}. {}", item_idx + 1, named(item)));
            return;
        };
        let article = Arc::clone(&reader.article);
        let block_idx = match reader.is_under_way().then(|| reader.place()).flatten() {
            Some(Anchor {
                part: Part::Block(idx),
                ..
            }) => idx,
            _ => 0,
        };
        mark_read(&mut self.state);
        say(text, format!("{}. {}", item_idx + 1, title_of(&article)));
        for field in article.subtitle.clone().into_iter().chain(facts(&article)) {
            say(text, one_line(&field));
        }
        let n_blocks = article.document.blocks().len();
        let length = counted(n_blocks, "paragraph");
        match block_idx {
            0 => say(text, format!("{length}. Enter reads on.")),
            _ => say(text, format!("{length}, going on at {}.", block_idx + 1)),
        }
        self.next = block_idx;
        if block_idx > 0 {
            self.go_on(text, 1);
        }
    }

    /// Reads so many paragraphs.
    fn go_on(&mut self, text: &mut String, n_blocks: usize) {
        let Some(article) = self.article(text) else {
            return;
        };
        let blocks = article.document.blocks();
        if self.next >= blocks.len() {
            say(text, "This is the end. n opens the next article.");
            return;
        }
        let end = self.next.saturating_add(n_blocks).min(blocks.len());
        for (block, idx) in blocks[self.next..end].iter().zip(self.next..) {
            name_pictures(text, &article, idx);
            read_out(text, &article, block);
        }
        self.next = end;
        let place = Anchor {
            part: Part::Block(end - 1),
            byte: 0,
        };
        if let Some(reader) = &mut self.state.reader {
            reader.go_to(place, 1);
        }
    }

    /// Reads the paragraph of this index.
    fn go_to(&mut self, text: &mut String, block_idx: Option<usize>) {
        let Some(article) = self.article(text) else {
            return;
        };
        let n_blocks = article.document.blocks().len();
        match block_idx.filter(|idx| *idx < n_blocks) {
            Some(block_idx) => {
                self.next = block_idx;
                self.go_on(text, 1);
            }
            None => say(
                text,
                format!("There is no such paragraph; there are {n_blocks}."),
            ),
        }
    }

    fn find(&mut self, text: &mut String, words: &str) {
        let Some(article) = self.article(text) else {
            return;
        };
        let Some(pattern) = Pattern::words(words, Spelling::Usual) else {
            say(text, "/ goes with words: /ship");
            return;
        };
        let texts = article.document.texts().enumerate();
        let found = texts.filter(|(_, (_, text))| !pattern.find(text).is_empty());
        let found: Vec<_> = found.collect();
        say(text, format!("{}.", counted(found.len(), "paragraph")));
        for (idx, (block, _)) in found {
            let _ = write!(text, "{}. ", idx + 1);
            read_out(text, &article, block);
        }
    }

    fn headings(&mut self, text: &mut String) {
        let Some(article) = self.article(text) else {
            return;
        };
        let before = text.len();
        for (idx, (block, heading)) in article.document.texts().enumerate() {
            if block.kind == BlockKind::Heading {
                say(text, format!("{}. {}", idx + 1, one_line(heading)));
            }
        }
        if text.len() == before {
            say(text, "The article has no headings.");
        }
    }

    fn details(&mut self, text: &mut String) {
        let Some(article) = self.article(text) else {
            return;
        };
        for effect in update(&mut self.state, Message::Rest) {
            if let Effect::Survey { item_idx } = effect {
                let survey = Arc::new(survey(&article));
                update(&mut self.state, Message::Surveyed { item_idx, survey });
            }
        }
        while !self.state.is_settled() {
            self.state.refine();
        }
        let about = &self.state.about;
        for idx in 0..about.entries.len() {
            if let Some((label, value)) = about.field(idx) {
                let values: Vec<String> = value.lines().map(one_line).collect();
                say(text, format!("{label}: {}", values.join("; ")));
            }
        }
    }

    fn removed(&mut self, text: &mut String) {
        let Some(article) = self.article(text) else {
            return;
        };
        say(
            text,
            format!("{} left out.", counted(article.removed.len(), "line")),
        );
        for line in &article.removed {
            let reason = line.reason.as_str();
            say(text, format!("{reason}: {}", one_line(&line.text)));
        }
    }

    /// The open article; says so where there is none.
    pub(crate) fn article(&self, text: &mut String) -> Option<Arc<Article>> {
        let reader = self.state.reader.as_ref();
        if reader.is_none() {
            say(text, "No article is open; a number opens one.");
        }
        reader.map(|reader| Arc::clone(&reader.article))
    }
}

/// A number in the digits of any script that this program reads.
fn number(text: &str) -> Option<usize> {
    let add = |number: usize, c| number.checked_mul(10)?.checked_add(digit(c)? as usize);
    (!text.is_empty()).then(|| text.chars().try_fold(0, add))?
}
