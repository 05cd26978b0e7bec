//! The pictures of the articles on the screen: which are to be read, and what has come of that. They
//! are asked for when they come near the pane; what is far from it loses its pixels in time, but not
//! its room, so that no line moves.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::app::state::State;
use crate::layout::{Anchor, Frames, Part};
use crate::picture::{Frame, Rendered, Room, Way};

/// Bytes of pixels that an article may keep beyond those near the pane.
const KEPT: usize = 16 << 20;

/// Rows of a pane below which it has no room for pictures.
const LEAST_ROWS: usize = 6;

/// How pictures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Showing {
    /// What the terminal can show.
    pub way: Way,
    /// The pixels of a cell, across and down.
    pub cell: (u16, u16),
    /// Whether it has all colours, not only 256.
    pub is_rgb: bool,
}

/// The pictures of an open article, by their numbers, as far as they are known.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    known: BTreeMap<usize, Known>,
    /// Whether the user wants those, too, that have to be fetched.
    fetches: bool,
}

#[derive(Clone, Debug)]
struct Known {
    /// The room that it was asked for.
    room: Room,
    /// Whether it was to be fetched if need be.
    fetched: bool,
    state: Shown,
}

#[derive(Clone, Debug)]
enum Shown {
    /// It is on its way.
    Asked,
    /// It is here.
    Here(Rendered),
    /// It was here, and its room is kept.
    Gone(Frame),
    /// It would have to be fetched.
    Away,
    /// It cannot be shown.
    Broken,
}

/// What came of a picture that was asked for.
#[derive(Clone, Debug)]
pub struct Pictured {
    /// The item of the list.
    pub item_idx: usize,
    /// The picture, by its number in the article.
    pub picture_idx: usize,
    /// The room that it was asked for.
    pub room: Room,
    /// The picture.
    pub picture: Result<Rendered, Unshown>,
}

/// Why a picture is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unshown {
    /// It would have to be fetched.
    Away,
    /// Something is wrong with it, in a sentence.
    Trouble(Arc<str>),
}

impl Pictures {
    /// A picture that is here.
    pub fn get(&self, picture_idx: usize) -> Option<&Rendered> {
        match &self.known.get(&picture_idx)?.state {
            Shown::Here(picture) => Some(picture),
            _ => None,
        }
    }

    /// The cells that pictures take in a measure.
    pub(crate) fn frames(&self, measure: usize) -> Frames {
        let frame = |(idx, known): (&usize, &Known)| match &known.state {
            Shown::Here(picture) => Some((*idx, picture.frame)),
            Shown::Gone(frame) => Some((*idx, *frame)),
            _ => None,
        };
        let frames = self.known.iter().filter_map(frame);
        let fits = |(_, frame): &(usize, Frame)| usize::from(frame.columns) <= measure;
        frames.filter(fits).collect()
    }

    /// Those that would have to be fetched.
    fn n_away(&self) -> usize {
        let is_away = |known: &&Known| matches!(known.state, Shown::Away);
        self.known.values().filter(is_away).count()
    }

    /// Whether a picture near the pane is to be asked for, which is noted.
    fn asks(&mut self, picture_idx: usize, room: Room) -> bool {
        let fetches = self.fetches;
        let Some(known) = self.known.get_mut(&picture_idx) else {
            let known = Known {
                room,
                fetched: fetches,
                state: Shown::Asked,
            };
            self.known.insert(picture_idx, known);
            return true;
        };
        let asks = match known.state {
            Shown::Asked | Shown::Here(_) => known.room != room,
            Shown::Gone(_) => true,
            Shown::Away => fetches && !known.fetched,
            Shown::Broken => false,
        };
        if asks {
            (known.room, known.fetched) = (room, fetches);
            if !matches!(known.state, Shown::Here(_)) {
                known.state = Shown::Asked;
            }
        }
        asks
    }

    /// Lets go of pixels that are not near, where there are many.
    fn shrink(&mut self, is_near: impl Fn(usize) -> bool) {
        let n_bytes = |known: &Known| match &known.state {
            Shown::Here(picture) => picture.bitmap.n_bytes(),
            _ => 0,
        };
        if self.known.values().map(n_bytes).sum::<usize>() <= KEPT {
            return;
        }
        for (idx, known) in &mut self.known {
            if let Shown::Here(picture) = &known.state
                && !is_near(*idx)
            {
                known.state = Shown::Gone(picture.frame);
            }
        }
    }
}

impl Reader {
    /// Gives pictures the room that they take, or none; the row at the top of a pane of `height` rows
    /// stays there, unless it was one of a picture that goes.
    fn set_pictures(&mut self, are_shown: bool, height: usize) {
        let frames = match are_shown {
            true => self.pictures.frames(self.settings().measure),
            false => Frames::new(),
        };
        if frames == self.frames {
            return;
        }
        self.frames = frames;
        let place = self.is_under_way().then(|| self.page.anchor(self.top));
        let n_above = self.page.n_rows_above_text(self.top);
        self.lay_out();
        let text = |place| self.page.spot_of(self.shown_at(place));
        let top = place.flatten().map(|place| text(place).above(n_above));
        self.top = top.unwrap_or_default();
        self.scroll(0, height);
    }
}

/// Asks for the pictures near the panes.
pub(crate) fn ask(state: &mut State) -> Vec<Effect> {
    let showing = state.showing;
    if showing.way == Way::Off || state.without_pictures {
        return vec![];
    }
    let at = state.arrangement();
    let (height, other_height) = (state.height(Pane::Article), state.other_height());
    let mut effects = Vec::new();
    let readers = [
        (state.reader.as_mut(), height, at.article.is_some()),
        (state.other.as_mut(), other_height, at.other.is_some()),
    ];
    for (reader, height, is_shown) in readers {
        if let Some(reader) = reader
            && is_shown
            && height >= LEAST_ROWS
            && !reader.article.pictures.is_empty()
        {
            effects.extend(ask_in(reader, height, showing));
        }
    }
    effects
}

fn ask_in(reader: &mut Reader, height: usize, showing: Showing) -> Vec<Effect> {
    let cells = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let room = Room {
        columns: cells(reader.settings().measure),
        rows: cells(height * 2 / 3),
        cell: showing.cell,
        way: showing.way,
    };
    let rows = height as isize;
    let (page, top) = (&reader.page, reader.top);
    let near = page.step(top, -rows)..=page.step(top, 2 * rows);
    let place = |idx: usize| Anchor {
        part: Part::Picture(idx),
        byte: 0,
    };
    let is_near: Vec<bool> = (0..reader.article.pictures.len())
        .map(|idx| near.contains(&page.spot_of(place(idx))))
        .collect();
    reader
        .pictures
        .shrink(|idx| is_near.get(idx) == Some(&true));
    let pictures = &mut reader.pictures;
    let wanted = (0..is_near.len()).filter(|idx| is_near[*idx]);
    let asked: Vec<usize> = wanted.filter(|idx| pictures.asks(*idx, room)).collect();
    let effect = |picture_idx| Effect::Picture {
        item_idx: reader.item_idx,
        picture_idx,
        room,
        fetches: pictures.fetches,
    };
    asked.into_iter().map(effect).collect()
}

/// Takes in a picture, or why there is none.
pub(crate) fn take(state: &mut State, pictured: &Pictured) -> Vec<Effect> {
    let (height, other_height) = (state.height(Pane::Article), state.other_height());
    let readers = [
        (state.reader.as_mut(), height),
        (state.other.as_mut(), other_height),
    ];
    let mut trouble = None;
    for (reader, height) in readers {
        let Some(reader) = reader.filter(|reader| reader.item_idx == pictured.item_idx) else {
            continue;
        };
        let known = reader.pictures.known.get_mut(&pictured.picture_idx);
        // What was asked for another room is out of date.
        let Some(known) = known.filter(|known| known.room == pictured.room) else {
            continue;
        };
        known.state = match &pictured.picture {
            Ok(picture) => Shown::Here(picture.clone()),
            Err(Unshown::Away) => Shown::Away,
            Err(Unshown::Trouble(why)) => {
                trouble = known.fetched.then(|| Arc::clone(why)).or(trouble);
                Shown::Broken
            }
        };
        reader.set_pictures(true, height);
    }
    if let Some(why) = trouble {
        state.notice = Some(why.to_string());
    }
    vec![]
}

/// Takes in how pictures are shown from now on.
pub(crate) fn show_as(state: &mut State, showing: Showing) -> Vec<Effect> {
    state.showing = showing;
    set(state)
}

/// Shows pictures, or the words for them alone.
pub(crate) fn toggle(state: &mut State) -> Vec<Effect> {
    if state.showing.way == Way::Off {
        state.notice = Some("no pictures in this terminal; akhbar doctor says why".into());
        return vec![];
    }
    let shown = state.without_pictures;
    let notice = match shown {
        true => "pictures are shown",
        false => "pictures are not shown",
    };
    state.notice = Some(notice.into());
    show(state, shown)
}

/// Shows pictures where the terminal can, or not.
pub(crate) fn show(state: &mut State, shown: bool) -> Vec<Effect> {
    state.without_pictures = !shown;
    set(state)
}

/// Has the pictures of the open article fetched that are on the web.
pub(crate) fn fetch(state: &mut State) -> Vec<Effect> {
    if state.showing.way == Way::Off || state.without_pictures {
        toggle(state);
    }
    let Some(reader) = &mut state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    if state.showing.way == Way::Off {
        return vec![];
    }
    reader.pictures.fetches = true;
    let notice = match (reader.pictures.n_away(), reader.article.pictures.len()) {
        (_, 0) => "this article has no pictures",
        (0, _) => "pictures on the web are fetched as they come near",
        (_, _) => "fetching the pictures of this article",
    };
    state.notice = Some(notice.into());
    vec![]
}

fn set(state: &mut State) -> Vec<Effect> {
    let is_shown = state.showing.way != Way::Off && !state.without_pictures;
    let (height, other_height) = (state.height(Pane::Article), state.other_height());
    if let Some(reader) = &mut state.reader {
        reader.set_pictures(is_shown, height);
    }
    if let Some(other) = &mut state.other {
        other.set_pictures(is_shown, other_height);
    }
    vec![]
}
