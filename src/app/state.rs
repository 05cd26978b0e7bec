//! All that a session is at one moment.

use std::collections::HashMap;

use crate::app::about::{self, Sending};
use crate::app::arrangement::{Area, Arrangement};
use crate::app::chooser::Chooser;
use crate::app::details::About;
use crate::app::following::Following;
use crate::app::item::Item;
use crate::app::list::List;
use crate::app::marking::Marked;
use crate::app::message::{Command, Message};
use crate::app::panes::{Pane, Panes};
use crate::app::pictures::Showing;
use crate::app::pointer::Drag;
use crate::app::prompt::Prompt;
use crate::app::query::Query;
use crate::app::reader::Reader;
use crate::app::related::Related;
use crate::app::remembering::Recollection;
use crate::app::testing::Test;
use crate::app::view::Row;
use crate::app::watching::Known;
use crate::layout::{Anchor, Settings};
use crate::text::Marks;

/// A session.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The articles.
    pub list: List,
    /// The open one; of two, the one that keys go to.
    pub reader: Option<Reader>,
    /// The one beside it.
    pub other: Option<Reader>,
    /// The item that the article and the details are about; while the selection moves it stays
    /// behind, until there is a pause.
    pub shown: Option<usize>,
    /// The item whose article has been asked for and is still to come.
    pub(crate) asked: Option<usize>,
    /// What is known about the one that is shown.
    pub about: About,
    /// Pages of the web that are being fetched, by their items, and how that goes.
    pub fetches: HashMap<usize, String>,
    /// Which items are from where.
    pub(crate) known: Known,
    /// What else in the list has to do with it.
    pub related: Related,
    /// What was marked, the last one last.
    pub marked: Vec<Marked>,
    /// What is remembered from earlier sessions.
    pub recollection: Recollection,
    /// Which panes are wanted.
    pub panes: Panes,
    /// A list of places to go to, in the place of the article.
    pub chooser: Option<Chooser>,
    /// The self-test, while it is shown in place of all else.
    pub test: Option<Test>,
    /// Whether it was offered.
    pub(crate) is_test_offered: bool,
    /// The link that is being followed.
    pub following: Option<Following>,
    /// The prompt, while something is typed.
    pub prompt: Option<Prompt>,
    /// What was last looked for, in whichever article.
    pub sought: Option<Query>,
    /// What to look for in the article of an item as soon as it is here.
    pub(crate) arriving: Option<(usize, Query)>,
    /// Where to go in the article of an item as soon as it is here.
    pub(crate) bound_for: Option<(usize, Anchor)>,
    /// Words that were looked for, each once, the latest last.
    pub searches: Vec<String>,
    /// Whether the keys are shown, and from which row on.
    pub help: Option<usize>,
    /// The rows that the keys take where all are shown; from whoever knows the keys.
    pub n_help_rows: usize,
    /// What the mouse holds.
    pub drag: Option<Drag>,
    /// What just happened, in a sentence.
    pub notice: Option<String>,
    /// How text is sent to the terminal.
    pub sending: Option<Sending>,
    /// Whether vowel signs are shown.
    pub marks: Marks,
    /// Whether what was left out of pages is shown.
    pub removed: bool,
    /// How pictures are shown.
    pub showing: Showing,
    /// Whether the user wants to see none.
    pub without_pictures: bool,
}

impl State {
    /// A session that begins with these items on a screen of `width` × `height` cells.
    pub fn new(items: Vec<Item>, width: u16, height: u16) -> Self {
        Self {
            size: (width, height),
            list: List::new(items),
            ..Self::default()
        }
    }

    /// Whether a message is for an article that is still being read, and has to wait for it.
    pub fn must_wait(&self, message: &Message) -> bool {
        use Command::{
            Bottom, Characters, Compare, CopyParagraph, Down, Follow, HalfDown, HalfUp, Links,
            ListMatches, NextMatch, NextPane, NextParagraph, NextWord, Note, Outline, PageDown,
            PageUp, PreviousMatch, PreviousPane, PreviousParagraph, PreviousWord, Removed, Search,
            SearchWord, Select, Top, Up,
        };
        let (Message::Command(command) | Message::Counted { command, .. }) = message else {
            return false;
        };
        let is_for_article = match command {
            Search | NextMatch | PreviousMatch | ListMatches | SearchWord | Outline
            | Characters | Follow | Links | Note | Removed | Compare | Select | NextWord
            | PreviousWord | NextParagraph | PreviousParagraph | CopyParagraph => true,
            NextPane | PreviousPane => self.panes.focus == Pane::Article && self.other.is_some(),
            Down | Up | PageDown | PageUp | HalfDown | HalfUp | Top | Bottom => {
                self.panes.focus == Pane::Article
            }
            _ => false,
        };
        is_for_article && self.help.is_none() && self.test.is_none() && self.is_waiting()
    }

    /// Whether the selected article is still to come.
    pub fn is_waiting(&self) -> bool {
        match self.list.items.is_empty() {
            true => self.list.is_growing,
            false => self.is_behind() && self.is_readable() && self.fetching().is_none(),
        }
    }

    /// Whether the article of an item is open, alone or beside another.
    pub(crate) fn is_open(&self, item_idx: usize) -> bool {
        let mut readers = [&self.reader, &self.other].into_iter().flatten();
        readers.any(|reader| reader.item_idx == item_idx)
    }

    /// How the fetching of the selected article goes, while it is fetched.
    pub fn fetching(&self) -> Option<&str> {
        self.fetches.get(&self.list.selected).map(String::as_str)
    }

    /// Whether the article that is shown is not the selected one.
    pub fn is_behind(&self) -> bool {
        !self.list.items.is_empty() && self.shown != Some(self.list.selected)
    }

    /// Whether the selected article has not even been asked for: [`Message::Pause`] does.
    pub fn is_to_be_asked_for(&self) -> bool {
        self.is_behind() && self.asked != Some(self.list.selected)
    }

    /// Whether nothing that is shown would change by [`State::refine`].
    pub fn is_settled(&self) -> bool {
        let at = self.arrangement();
        let reader = self.reader.iter().filter(|_| at.article.is_some());
        let other = self.other.iter().filter(|_| at.other.is_some());
        reader.chain(other).all(|reader| reader.page.is_settled()) && self.knows_related()
    }

    /// Makes an estimate that is shown a little better, in less than a millisecond; says whether
    /// the screen changes by it. For when there is nothing else to do.
    pub fn refine(&mut self) -> bool {
        let height = self.height(Pane::Article);
        let unsettled = |reader: &&Reader| !reader.page.is_settled();
        let Some(reader) = self.reader.iter().chain(&self.other).find(unsettled) else {
            return self.relate();
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
        self.recollection.n_searches += 1;
        let n_surplus = self.searches.len().saturating_sub(MOST);
        self.searches.drain(..n_surplus);
        self.sought = Some(query);
    }

    /// Whether the list, or what the details show of it, is out of date by what is known of its
    /// pages now.
    pub fn is_stale(&self) -> bool {
        self.list.is_stale() || self.has_more_related()
    }

    /// Brings that up to date.
    pub fn settle_list(&mut self) {
        let height = self.height(Pane::List);
        self.list.settle(height);
        self.show_related();
    }

    /// The items of the list that are on the screen.
    pub fn items_on_screen(&self) -> impl Iterator<Item = usize> {
        let height = usize::from(self.arrangement().list.unwrap_or_default().height);
        self.list.view.shown(height).filter_map(|row| match row {
            Row::Item(item_idx) => Some(item_idx),
            Row::Heading(_) => None,
        })
    }

    /// Whether a message changes what is on the screen.
    pub fn is_shown(&self, message: &Message) -> bool {
        match message {
            Message::Summarised(summaries) => self
                .items_on_screen()
                .any(|shown| summaries.iter().any(|(item_idx, _)| *item_idx == shown)),
            _ => true,
        }
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

    /// The height of the rows for text in a pane, as it is or as it would be with the focus.
    pub(crate) fn height(&self, pane: Pane) -> usize {
        let area = self.area(pane);
        usize::from(Self::content(area).height)
    }

    /// The height of the rows for text of the article beside the one with the keys.
    pub(crate) fn other_height(&self) -> usize {
        let area = self.arrangement().other;
        area.map_or(self.height(Pane::Article), |area| {
            usize::from(Self::content(area).height)
        })
    }

    /// Lays out again whatever the screen, the panes or the settings have changed.
    pub(crate) fn refresh(&mut self) {
        let settings = self.settings();
        let height = self.height(Pane::Article);
        if let Some(reader) = &mut self.reader {
            reader.set(settings);
            reader.scroll(0, height);
        }
        let (other_height, at) = (self.other_height(), self.arrangement());
        if let Some(other) = self.other.as_mut().filter(|_| at.other.is_some()) {
            other.set(Settings {
                measure: usize::from(at.other_column.width.max(1)),
                ..settings
            });
            other.scroll(0, other_height);
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
        let column = self.arrangement_with(Pane::Article).column;
        Settings {
            measure: usize::from(column.width.max(1)),
            marks: self.marks,
            removed: self.removed,
        }
    }

    /// Lays out again what is known about the article.
    pub(crate) fn refresh_about(&mut self) {
        let area = Self::content(self.area(Pane::About));
        let measure = usize::from(area.width.saturating_sub(2)).max(1);
        let closed = self.about.closed;
        let item_idx = self.shown.unwrap_or(self.list.selected);
        let reader = self.reader.as_ref();
        let known = about::Known {
            list: &self.list,
            item_idx,
            reader: reader.filter(|reader| reader.item_idx == item_idx),
            related: &self.related,
            sending: self.sending.as_ref(),
        };
        let (pieces, entries) = about::pieces(&known, self.marks, closed);
        let height = usize::from(area.height);
        self.about.set(pieces, entries, measure, height);
    }

    /// The area of a pane; where it is folded away, the area it would have with the focus.
    fn area(&self, pane: Pane) -> Area {
        self.arrangement_with(pane).area(pane).unwrap_or_default()
    }

    /// Where the panes are, as it is or as it would be for a pane to be shown.
    fn arrangement_with(&self, pane: Pane) -> Arrangement {
        let at = self.arrangement();
        if at.area(pane).is_some() {
            return at;
        }
        let focused = Panes {
            focus: pane,
            ..self.panes
        };
        focused.arrange(self.size.0, self.size.1)
    }

    /// Whether the selected item is an article, or may still turn out to be one.
    pub(crate) fn is_readable(&self) -> bool {
        self.list
            .item()
            .is_some_and(|item| item.content.trouble().is_none())
    }
}
