//! Links: those in sight get numbers, or all are listed; the one that is chosen is shown by its true
//! target, and only from there it is opened or copied. Nothing moves the reader meanwhile.

use std::ops::Range;
use std::sync::Arc;

use crate::app::chooser::{Chooser, Kind};
use crate::app::choosing;
use crate::app::message::{Command, Effect};
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::app::selecting;
use crate::app::state::State;
use crate::article::{Block, SpanKind};
use crate::article::{spelled, target};
use crate::layout::{Part, Row};
use crate::text::digit;

/// How far a link has been followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Following {
    /// One of those in sight is to be chosen.
    Choosing {
        /// Those in sight, by their numbers in the document. They are called 1, 2 and so on.
        links: Vec<usize>,
        /// What has been typed of such a number.
        typed: usize,
    },
    /// It has been chosen.
    Chosen {
        /// Where it leads.
        target: Arc<str>,
        /// That for people, in logical order, to be set from left to right.
        shown: String,
    },
}

impl State {
    /// Whether digits are numbers of what is shown, not counts.
    pub fn takes_digits(&self) -> bool {
        let is_choosing = matches!(self.following, Some(Following::Choosing { .. }));
        self.help.is_none() && (self.test.is_some() || is_choosing)
    }
}

impl Reader {
    /// The links that some bytes of a part are in, by their numbers in the document, each with all of
    /// the bytes of the part that it is.
    pub fn links_in(
        &self,
        part: Part,
        range: &Range<usize>,
    ) -> impl Iterator<Item = (usize, Range<usize>)> {
        let document = &self.article.document;
        let block = self.block(part).into_iter();
        block.flat_map(move |block| document.links_in(block, range))
    }

    /// What stretches of some bytes of a part are marked as, each with all of the bytes of the part that it is.
    pub fn spans_in(&self, part: Part, range: &Range<usize>) -> Vec<(Range<usize>, SpanKind)> {
        let block = self.block(part).into_iter();
        let spans = block.flat_map(|block| self.article.document.spans(block));
        let spans = spans.take_while(|(span, _)| span.start < range.end);
        spans.filter(|(span, _)| range.start < span.end).collect()
    }

    /// The block of the document that a part is, if it is one.
    fn block(&self, part: Part) -> Option<&Block> {
        match part {
            Part::Block(block_idx) => self.article.document.blocks().get(block_idx),
            _ => None,
        }
    }

    /// The link at a column and a row, counted from the top left of the measure.
    fn link_at(&self, (x, y): (u16, u16)) -> Option<usize> {
        let rows = self.page.rows(self.top, usize::from(y) + 1);
        let row = rows.get(usize::from(y))?.as_ref()?;
        let mut end = row.column;
        let cells = row.cells();
        let cell = cells.iter().find(|cell| {
            end += cell.width;
            usize::from(x) < end
        });
        let cell = cell.filter(|_| usize::from(x) >= row.column)?;
        let mut links = self.links_in(row.part, &cell.range);
        links.next().map(|(link_idx, _)| link_idx)
    }

    /// The links in sight on a pane of `height` rows.
    fn links_in_sight(&self, height: usize) -> Vec<usize> {
        let rows = self.page.rows(self.top, height);
        let mut links: Vec<usize> = Vec::new();
        let on_row = |row: &'_ Row| self.links_in(row.part, &row.range).collect::<Vec<_>>();
        for (link_idx, _) in rows.iter().flatten().flat_map(on_row) {
            // Those of a row of a table stand on each of its lines.
            if !links.contains(&link_idx) {
                links.push(link_idx);
            }
        }
        links
    }
}

/// Numbers the links in sight. Where there is none, the page itself is what may be opened.
pub(crate) fn number(state: &mut State) -> Vec<Effect> {
    let height = state.height(Pane::Article);
    let Some(reader) = &state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    let links = reader.links_in_sight(height);
    if links.is_empty() {
        return choose_page(state);
    }
    state.panes.focus = Pane::Article;
    state.refresh();
    state.following = Some(Following::Choosing { links, typed: 0 });
    vec![]
}

/// Shows where the link leads that is at a cell of the screen, if one is.
pub(crate) fn click(state: &mut State, at: (u16, u16)) -> Vec<Effect> {
    let column = state.arrangement().column;
    let reader = state.reader.as_ref().filter(|_| column.contains(at));
    let link = reader.and_then(|reader| reader.link_at((at.0 - column.x, at.1 - column.y)));
    link.map_or(vec![], |link_idx| choose(state, link_idx))
}

/// Lists all links, with the first in sight chosen.
pub(crate) fn list(state: &mut State) -> Vec<Effect> {
    let height = state.height(Pane::Article);
    let Some(reader) = &state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    let n_links = reader.article.document.links().len();
    if n_links == 0 {
        state.notice = Some("this article has no links".into());
        return vec![];
    }
    let first = reader.links_in_sight(height).first().copied();
    let first = first.unwrap_or(0).min(n_links - 1);
    choosing::open(state, Chooser::new(Kind::Links, first))
}

/// Does what a command means while a link is followed; none where it means what it always does, and
/// no link is followed any more.
pub(crate) fn command(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let following = state.following.take()?;
    match (following, command) {
        (_, Command::Back | Command::Left) => Some(vec![]),
        (Following::Choosing { links, typed }, Command::Enter) if typed > 0 => {
            Some(choose_number(state, &links, typed))
        }
        (Following::Choosing { .. }, Command::Follow) => Some(choose_page(state)),
        (Following::Chosen { target, shown }, Command::Enter) => {
            state.notice = Some(format!("opening {shown}"));
            Some(vec![Effect::Open { target }])
        }
        (Following::Chosen { target, .. }, Command::CopyLink) => {
            Some(selecting::copy(state, target.to_string(), "the address"))
        }
        _ => None,
    }
}

/// Takes a digit of a number, in any script.
pub(crate) fn type_number(state: &mut State, text: &str) -> Vec<Effect> {
    let digit = text.chars().next().and_then(digit);
    let (Some(Following::Choosing { links, typed }), Some(digit)) = (state.following.take(), digit)
    else {
        return vec![];
    };
    let typed = typed * 10 + digit as usize;
    match typed {
        // More digits may follow.
        _ if typed > 0 && typed * 10 <= links.len() => {
            state.following = Some(Following::Choosing { links, typed });
            vec![]
        }
        _ => choose_number(state, &links, typed),
    }
}

fn choose_number(state: &mut State, links: &[usize], number: usize) -> Vec<Effect> {
    match number.checked_sub(1).and_then(|idx| links.get(idx)) {
        Some(link_idx) => choose(state, *link_idx),
        None => {
            state.notice = Some(format!("there is no link {number}"));
            vec![]
        }
    }
}

/// Shows where a link leads, by its number in the document.
pub(crate) fn choose(state: &mut State, link_idx: usize) -> Vec<Effect> {
    let reader = state.reader.as_ref();
    let link = reader.and_then(|reader| reader.article.document.links().get(link_idx));
    let target = link.map(|link| Arc::clone(link.target()));
    state.following = target.map(chosen);
    vec![]
}

/// Shows the address of the page itself.
fn choose_page(state: &mut State) -> Vec<Effect> {
    let address = state
        .reader
        .as_ref()
        .map(|reader| &reader.article.facts.address);
    match address.and_then(|address| target(address.as_deref()?)) {
        Some(target) => state.following = Some(chosen(target)),
        None => {
            state.notice =
                Some("no link is in sight, and the page does not say its address".into());
        }
    }
    vec![]
}

fn chosen(target: Arc<str>) -> Following {
    let shown = spelled(&target);
    Following::Chosen { target, shown }
}
