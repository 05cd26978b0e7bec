//! Sessions without a terminal: keys go through the key table, messages through `update`, the
//! state through `draw` into a buffer, and articles that are asked for are read at once.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use akhbar::app::{Area, Content, Effect, Found, Item, Message, Query, State, update};
use akhbar::article::{Article, BlockKind, survey};
use akhbar::layout::Part;
use akhbar::library::{self, Memory, Summary};
use akhbar::text::Direction;
use akhbar::ui::{self, Abilities, Keyboard, Keymap, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Color;

use crate::web::offline;

mod details;
mod keyboards;
mod links;
mod listing;
mod long;
mod mouse;
mod moving;
mod noting;
mod pairing;
mod panes;
#[cfg(feature = "pictures")]
mod pictures;
mod remembering;
mod searching;
mod selecting;
mod showing;
mod testing;
mod watching;
mod widths;

/// A session: what it is, and what it asked for that the harness does not answer.
pub(crate) struct Session {
    pub(crate) state: State,
    pub(crate) asked: Vec<Effect>,
    keymap: Keymap,
    theme: Theme,
}

impl Session {
    /// The ten bundled articles on a screen of `width` × `height` cells.
    pub(crate) fn bundled(width: u16, height: u16) -> Self {
        Self::remembering_bundled(&Memory::default(), width, height)
    }

    /// The bundled articles, with what earlier sessions left.
    pub(crate) fn remembering_bundled(memory: &Memory, width: u16, height: u16) -> Self {
        Self::of_sources(&[], memory, width, height)
    }

    /// Files and folders, with what earlier sessions left.
    pub(crate) fn remembering(path: &Path, memory: &Memory, width: u16, height: u16) -> Self {
        Self::of_sources(&[path.as_os_str().to_owned()], memory, width, height)
    }

    /// Files and folders.
    pub(crate) fn open(path: &Path, width: u16, height: u16) -> Self {
        Self::remembering(path, &Memory::default(), width, height)
    }

    /// One article, made by the test, open and with the focus.
    pub(crate) fn reading(article: Article, width: u16, height: u16) -> Self {
        let mut session = Self::new(vec![Item::trouble(String::new())], width, height);
        session.state.list.items[0] = Item {
            content: Content::Waiting,
            read: false,
            ..session.state.list.items[0].clone()
        };
        session.message(Message::Read {
            item_idx: 0,
            article: Ok(Arc::new(article)),
        });
        session.keys("<Enter>");
        session
    }

    /// The same on a keyboard with this layout.
    pub(crate) fn on_keyboard(mut self, name: &str) -> Self {
        self.keymap = Keymap::bundled().on(Keyboard::named(name).unwrap());
        self
    }

    fn of_sources(names: &[OsString], memory: &Memory, width: u16, height: u16) -> Self {
        let sources = library::sources(names, &offline()).watched();
        let key = sources.key();
        let items: Vec<Item> = sources
            .map(|source| match source {
                Ok(source) => Item::new(source),
                Err(trouble) => Item::trouble(trouble.to_string()),
            })
            .collect();
        let mut session = Self::new(vec![], width, height);
        session.state.recollection.sources = key;
        session.message(Message::Remembered {
            memory: Box::new(memory.clone()),
            trouble: None,
        });
        session.message(Message::Found {
            items,
            is_growing: false,
        });
        for item_idx in 0..session.state.list.items.len() {
            session.summarise(item_idx);
        }
        session.state.settle_list();
        session
    }

    fn new(items: Vec<Item>, width: u16, height: u16) -> Self {
        let keymap = Keymap::bundled();
        let mut state = State::new(items, width, height);
        state.n_help_rows = keymap.n_help_rows();
        Self {
            state,
            asked: Vec::new(),
            keymap,
            theme: Theme::terminal(Abilities {
                colour: true,
                bold: true,
            }),
        }
    }

    /// Presses keys, and pauses after them: characters as they are, others as `<Enter>`, `<Ctrl-d>`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        self.keys_without_pause(keys).message(Message::Pause);
        self
    }

    /// Presses keys, one right after the other.
    pub(crate) fn keys_without_pause(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest
                .strip_prefix('<')
                .and_then(|named| named.split_once('>'));
            let (key, after) = match (named, c) {
                (Some(named), _) => named,
                (None, ' ') => ("Space", &rest[1..]),
                (None, c) => rest.split_at(c.len_utf8()),
            };
            if let Some(message) = self.keymap.message(&self.state, key, None) {
                if self.state.must_wait(&message) {
                    self.message(Message::Pause);
                }
                self.message(message);
            }
            rest = after;
        }
        self
    }

    pub(crate) fn message(&mut self, message: Message) {
        for effect in update(&mut self.state, message) {
            match effect {
                Effect::Read { item_idx } => self.read(item_idx),
                Effect::SearchEverywhere { query, items } => {
                    for item_idx in items {
                        self.look_through(&query, item_idx);
                    }
                }
                Effect::Survey { item_idx } => {
                    let article = &self.state.reader.as_ref().expect("it is open").article;
                    let survey = Arc::new(survey(article));
                    self.message(Message::Surveyed { item_idx, survey });
                }
                other => self.asked.push(other),
            }
        }
    }

    /// Presses nothing for as long as there is anything to do.
    pub(crate) fn rest(&mut self) -> &mut Self {
        self.message(Message::Rest);
        while !self.state.is_settled() {
            self.state.refine();
        }
        self.state.settle_list();
        assert!(!self.state.is_to_be_surveyed() && !self.state.is_stale());
        self
    }

    fn look_through(&mut self, query: &Query, item_idx: usize) {
        let source = self.state.list.items[item_idx].source.clone();
        let article = source.and_then(|source| library::read(&source).ok());
        let found = article.map(|article| Found::new(query, &article));
        self.message(Message::FoundIn {
            query: query.clone(),
            item_idx,
            found: found.unwrap_or_default(),
        });
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.message(Message::Resized { width, height });
        self
    }

    pub(crate) fn read(&mut self, item_idx: usize) {
        let Some(source) = self.state.list.items[item_idx].source.clone() else {
            return;
        };
        let article = library::read(&source)
            .map(Arc::new)
            .map_err(|trouble| trouble.reason());
        self.message(Message::Read { item_idx, article });
    }

    pub(crate) fn summarise(&mut self, item_idx: usize) {
        if self.state.list.items[item_idx].content == Content::Waiting {
            self.summarise_again(item_idx);
        }
    }

    pub(crate) fn summarise_again(&mut self, item_idx: usize) {
        let Some(source) = &self.state.list.items[item_idx].source else {
            return;
        };
        let summary = library::read(source)
            .map(|article| Summary::of(&article))
            .map_err(|trouble| trouble.reason());
        self.message(Message::Summarised(vec![(item_idx, summary)]));
    }

    /// The screen as it is painted now.
    pub(crate) fn buffer(&self) -> Buffer {
        let (width, height) = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        ui::draw(&self.state, &self.keymap, &self.theme, &mut buffer);
        buffer
    }

    /// The text of the screen, rows without blanks at their ends.
    pub(crate) fn screen(&self) -> String {
        let (width, height) = self.state.size;
        self.rows_of(Area {
            x: 0,
            y: 0,
            width,
            height,
        })
        .join("\n")
    }

    /// The last row.
    pub(crate) fn status(&self) -> String {
        self.rows_of(self.state.arrangement().status).concat()
    }

    /// The rows of the article pane below its heading.
    pub(crate) fn article(&self) -> Vec<String> {
        let at = self.state.arrangement();
        assert!(at.article.is_some(), "the article is shown");
        self.rows_of(at.column)
    }

    /// The rows of the list below its heading.
    pub(crate) fn list(&self) -> Vec<String> {
        let area = self.state.arrangement().list;
        self.rows_of(State::content(area.expect("the list is shown")))
    }

    /// The rows of the details below their heading.
    pub(crate) fn about(&self) -> Vec<String> {
        let area = self.state.arrangement().about;
        self.rows_of(State::content(area.expect("the details are shown")))
    }

    /// The names of the panes that are shown, from left to right.
    pub(crate) fn panes(&self) -> String {
        let at = self.state.arrangement();
        let panes = [
            (at.list, "list"),
            (at.article, "article"),
            (at.about, "about"),
        ];
        let shown: Vec<&str> = panes
            .into_iter()
            .filter_map(|(area, name)| area.map(|_| name))
            .collect();
        shown.join(" ")
    }

    /// Columns of the cells of a row that are lit as matches, and of those that are the current
    /// one; rows are counted in the article pane.
    pub(crate) fn lit(&self, row_idx: usize) -> (Vec<u16>, Vec<u16>) {
        let area = self.state.arrangement().column;
        let buffer = self.buffer();
        let y = area.y + u16::try_from(row_idx).unwrap();
        let columns = |colour: Color| {
            let is_lit = |x: &u16| buffer[(*x, y)].bg == colour;
            (0..self.state.size.0).filter(is_lit).collect()
        };
        (columns(Color::Yellow), columns(Color::Green))
    }

    /// The letters of the screen in reading order of the present article's row of a part that
    /// stands at the top: the first words that the reader sees.
    pub(crate) fn first_words(&self) -> String {
        let reader = self.state.reader.as_ref().expect("an article is open");
        let rows = reader.page.rows(reader.top, 2);
        let row = rows.into_iter().flatten().next().expect("a row with text");
        let text = match row.part {
            Part::Title => reader.article.title.as_deref().unwrap_or_default(),
            Part::Block(idx) => {
                let document = &reader.article.document;
                document.text(&document.blocks()[idx])
            }
            part => panic!("{part:?} is at the top"),
        };
        text[row.range].trim().to_owned()
    }

    fn rows_of(&self, area: Area) -> Vec<String> {
        let buffer = self.buffer();
        let row = |y: u16| {
            let cells = (area.x..area.x + area.width).map(|x| &buffer[(x, y)]);
            let row: String = cells.map(Cell::symbol).collect();
            row.trim_end().to_owned()
        };
        (area.y..area.y + area.height).map(row).collect()
    }
}

/// An article without title, of paragraphs.
pub(crate) fn article(direction: Direction, paragraphs: &[&str]) -> Article {
    let mut article = Article {
        direction,
        ..Article::default()
    };
    for text in paragraphs {
        article.document.push(BlockKind::Paragraph, text);
    }
    article
}

/// One paragraph of many words, each of which stands in it once.
pub(crate) fn numbered(word: &str, n_words: usize) -> String {
    let words: Vec<String> = (0..n_words).map(|idx| format!("{word}{idx}")).collect();
    words.join(" ")
}
