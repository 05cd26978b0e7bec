//! All that a session is at one moment.

use crate::app::about;
use crate::app::chooser::Chooser;
use crate::app::list::{Content, Item, List};
use crate::app::message::{Command, Message};
use crate::app::panes::{Area, Arrangement, Pane, Panes};
use crate::app::prompt::Prompt;
use crate::app::query::Query;
use crate::app::reader::Reader;
use crate::layout::{Page, Settings, Spot};
use crate::text::Marks;

/// A session.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The articles.
    pub list: List,
    /// The open one.
    pub reader: Option<Reader>,
    /// What is known about the selected one.
    pub about: About,
    /// Which panes are wanted.
    pub panes: Panes,
    /// A list of places to go to, in the place of the article.
    pub chooser: Option<Chooser>,
    /// The prompt, while something is typed.
    pub prompt: Option<Prompt>,
    /// What was last looked for, in whichever article.
    pub sought: Option<Query>,
    /// What to look for in the article of an item as soon as it is here.
    pub(crate) arriving: Option<(usize, Query)>,
    /// Words that were looked for, each once, the latest last.
    pub searches: Vec<String>,
    /// Whether the keys are shown, and from which row on.
    pub help: Option<usize>,
    /// The rows that the keys take where all are shown; from whoever knows the keys.
    pub n_help_rows: usize,
    /// What just happened, in a sentence.
    pub notice: Option<String>,
    /// Whether vowel signs are shown.
    pub marks: Marks,
    /// Whether what was left out of pages is shown.
    pub removed: bool,
}

/// What is known about the selected article, laid out.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Labels and values.
    pub page: Page,
    /// The row at the top of the pane.
    pub top: Spot,
}

impl About {
    /// Scrolls by `step` rows; the last row stays at the bottom of a pane of `height` rows.
    pub(crate) fn scroll(&mut self, step: isize, height: usize) {
        self.top = self.page.scroll(self.top, step, height);
    }
}

/// The most cells of a line of running text.
const MEASURE: u16 = 72;

impl State {
    /// A session that begins with these items on a screen of `width` × `height` cells.
    pub fn new(items: Vec<Item>, width: u16, height: u16) -> Self {
        let list = List {
            items,
            ..List::default()
        };
        Self {
            size: (width, height),
            list,
            ..Self::default()
        }
    }

    /// Whether a message is for an article that is still being read, and has to wait for it.
    pub fn must_wait(&self, message: &Message) -> bool {
        use Command::{
            Bottom, Down, HalfDown, HalfUp, ListMatches, NextMatch, Outline, PageDown, PageUp,
            PreviousMatch, Removed, Search, SearchWord, Top, Up,
        };
        let Message::Command(command) = message else {
            return false;
        };
        let is_for_article = match command {
            Search | NextMatch | PreviousMatch | ListMatches | SearchWord | Outline | Removed => {
                true
            }
            Down | Up | PageDown | PageUp | HalfDown | HalfUp | Top | Bottom => {
                self.panes.focus == Pane::Article
            }
            _ => false,
        };
        is_for_article && self.help.is_none() && self.is_waiting()
    }

    /// Whether the selected article is still being read.
    pub fn is_waiting(&self) -> bool {
        self.reader.is_none() && self.is_readable()
    }

    /// Whether nothing that is shown would change by [`State::refine`].
    pub fn is_settled(&self) -> bool {
        let is_shown = self.arrangement().article.is_some();
        let reader = self.reader.as_ref().filter(|_| is_shown);
        reader.is_none_or(|reader| reader.page.is_settled())
    }

    /// Makes an estimate that is shown a little better, in less than a millisecond; says whether
    /// the screen changes by it. For when there is nothing else to do.
    pub fn refine(&mut self) -> bool {
        let height = self.height(Pane::Article);
        let Some(reader) = &self.reader else {
            return false;
        };
        let before = reader.per_cent(height);
        reader.page.refine();
        reader.per_cent(height) != before
    }

    /// Whether a search has more text to go over.
    pub fn is_searching(&self) -> bool {
        self.reader.as_ref().is_some_and(Reader::is_searching)
    }

    /// Lets a search go over some more text, for some milliseconds at most; says whether the
    /// screen changes by it. For when no key waits.
    pub fn search_on(&mut self) -> bool {
        let height = self.height(Pane::Article);
        let reader = self.reader.as_mut();
        reader.is_some_and(|reader| reader.search_on(height))
    }

    /// Keeps what was looked for.
    pub(crate) fn remember(&mut self, query: Query) {
        const MOST: usize = 100;
        self.searches.retain(|words| *words != query.words);
        self.searches.push(query.words.clone());
        let n_surplus = self.searches.len().saturating_sub(MOST);
        self.searches.drain(..n_surplus);
        self.sought = Some(query);
    }

    /// Where the panes are.
    pub fn arrangement(&self) -> Arrangement {
        self.panes.arrange(self.size.0, self.size.1)
    }

    /// The rows of a pane that hold content, its heading not among them.
    pub fn content(area: Area) -> Area {
        Area {
            y: area.y + area.height.min(1),
            height: area.height.saturating_sub(1),
            ..area
        }
    }

    /// The columns of the article pane that its text is set in, in the middle of the pane.
    pub fn column(area: Area) -> Area {
        let content = Self::content(area);
        let width = content
            .width
            .saturating_sub(2)
            .clamp(1, MEASURE)
            .min(content.width.max(1));
        Area {
            x: content.x + (content.width - width.min(content.width)) / 2,
            width,
            ..content
        }
    }

    /// The height of the rows for text in a pane, as it is or as it would be with the focus.
    pub(crate) fn height(&self, pane: Pane) -> usize {
        let area = self.area(pane);
        usize::from(Self::content(area).height)
    }

    /// Lays out again whatever the screen, the panes or the settings have changed.
    pub(crate) fn refresh(&mut self) {
        let settings = self.settings();
        let height = self.height(Pane::Article);
        if let Some(reader) = &mut self.reader {
            reader.set(settings);
            reader.scroll(0, height);
        }
        if let Some(chooser) = &mut self.chooser {
            chooser.keep_on_screen(height);
        }
        let list_height = self.height(Pane::List);
        self.list.keep_on_screen(list_height);
        self.refresh_about();
    }

    /// How an article is laid out on the screen as it is.
    pub(crate) fn settings(&self) -> Settings {
        let column = Self::column(self.area(Pane::Article));
        Settings {
            measure: usize::from(column.width),
            marks: self.marks,
            removed: self.removed,
        }
    }

    /// Marks the open article as read.
    pub(crate) fn mark_read(&mut self) {
        if let Some(reader) = &self.reader
            && let Some(item) = self.list.items.get_mut(reader.item_idx)
        {
            item.read = true;
        }
    }

    fn refresh_about(&mut self) {
        let area = Self::content(self.area(Pane::About));
        let measure = usize::from(area.width.saturating_sub(2)).max(1);
        let pieces = match (self.list.item(), &self.reader) {
            (Some(item), Some(reader)) if reader.item_idx == self.list.selected => {
                about::pieces(item, Some(reader), self.marks)
            }
            (Some(item), _) => about::pieces(item, None, self.marks),
            (None, _) => Vec::new(),
        };
        self.about.page = Page::new(pieces, measure);
        self.about.scroll(0, usize::from(area.height));
    }

    /// The area of a pane; where it is folded away, the area it would have with the focus.
    fn area(&self, pane: Pane) -> Area {
        let pick = |at: Arrangement| match pane {
            Pane::List => at.list,
            Pane::Article => at.article,
            Pane::About => at.about,
        };
        let focused = Panes {
            focus: pane,
            ..self.panes
        };
        pick(self.arrangement())
            .or_else(|| pick(focused.arrange(self.size.0, self.size.1)))
            .unwrap_or_default()
    }

    /// Whether the selected item is an article, or may still turn out to be one.
    pub(crate) fn is_readable(&self) -> bool {
        self.list
            .item()
            .is_some_and(|item| !matches!(item.content, Content::Trouble(_)))
    }
}
