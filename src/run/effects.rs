//! What a session asks for, done: in, a message; out, what its update has effects on outside.

use std::sync::Arc;
use std::time::Instant;

use crate::app::{Effect, Message, Query, update};
use crate::library::Source;
use crate::picture::Room;
use crate::run::pictures::Request;
use crate::run::{Ending, Flow, Session, workers};
use crate::term::Error;

impl Session<'_> {
    pub(crate) fn update(&mut self, message: Message) -> Result<Flow, Error> {
        if let Message::Read { item_idx, .. } = message {
            self.asked = None;
            self.fetches.stop(item_idx, &self.send);
        }
        self.is_changed = true;
        for effect in update(&mut self.state, message) {
            match effect {
                Effect::Quit => return Ok(Flow::End(Ending::Left)),
                Effect::Suspend => return self.suspend(),
                Effect::Redraw => self.terminal.resume()?,
                Effect::SearchEverywhere { query, items } => self.search_everywhere(query, items),
                Effect::SendAs { profile } => {
                    self.send_as(profile)?;
                }
                Effect::Copy { text } => self.copy(text)?,
                Effect::Open { target } => {
                    workers::open(self.opener.clone(), target, self.send.clone());
                }
                Effect::Survey { item_idx } => {
                    let reader = self.state.reader.as_ref();
                    if let Some(reader) = reader.filter(|reader| reader.item_idx == item_idx) {
                        workers::survey(item_idx, &reader.article, self.send.clone());
                    }
                }
                Effect::StopSearching => {
                    // Whoever searches sees that nobody waits for it any more.
                    self.searching = Arc::default();
                }
                Effect::ReadAgain { item_idx } => {
                    if let Some(source) = self.source(item_idx) {
                        workers::read_again(item_idx, source, self.send.clone());
                    }
                }
                Effect::LookAgain { items } => self.titles.again(items),
                Effect::Fetch { item_idx } => {
                    if let Some(Source::Web(page)) = self.source(item_idx) {
                        self.fetches.begin(item_idx, page, &self.send);
                    }
                }
                Effect::Picture {
                    item_idx,
                    picture_idx,
                    room,
                    fetches,
                } => self.ask_for_picture(item_idx, picture_idx, room, fetches),
                Effect::StopFetching { item_idx } => self.fetches.stop(item_idx, &self.send),
                Effect::Read { item_idx } => {
                    if let Some(source) = self.source(item_idx) {
                        // The worker lives as long as this sender.
                        let _ = self.requests.send((item_idx, source));
                        self.asked.get_or_insert_with(Instant::now);
                    }
                }
            }
        }
        Ok(Flow::On)
    }

    fn source(&self, item_idx: usize) -> Option<Source> {
        let item = self.state.list.items.get(item_idx);
        item.and_then(|item| item.source.clone())
    }

    fn ask_for_picture(&self, item_idx: usize, picture_idx: usize, room: Room, fetches: bool) {
        let readers = self.state.reader.iter().chain(&self.state.other);
        let reader = readers
            .into_iter()
            .find(|reader| reader.item_idx == item_idx);
        if let (Some(reader), Some(source)) = (reader, self.source(item_idx)) {
            self.pictures.ask(Request {
                item_idx,
                picture_idx,
                room,
                fetches,
                source,
                article: Arc::clone(&reader.article),
            });
        }
    }

    /// Looks through articles until something else is looked for.
    fn search_everywhere(&mut self, query: Query, items: Vec<usize>) {
        self.searching = Arc::default();
        let wanted = Arc::downgrade(&self.searching);
        let send = self.send.clone();
        let source = |idx: usize| Some((idx, self.source(idx)?));
        // What is still to be fetched has nothing to look through.
        let sources = items.into_iter().filter_map(source);
        let sources = sources.filter(|(_, source)| source.is_at_hand()).collect();
        workers::search_everywhere(query, sources, wanted, send);
    }

    /// Brings text to the clipboard, by a program on a thread of its own where the terminal cannot.
    fn copy(&mut self, text: String) -> Result<(), Error> {
        if let Some(bytes) = self.clipboard.bytes(&text) {
            return Ok(self.terminal.send(&bytes)?);
        }
        workers::copy(self.clipboard.clone(), text, self.send.clone());
        Ok(())
    }

    pub(crate) fn suspend(&mut self) -> Result<Flow, Error> {
        self.terminal.suspend()?;
        let resized = self.resized();
        self.update(resized)
    }

    pub(crate) fn resized(&self) -> Message {
        let area = self.terminal.area();
        Message::Resized {
            width: area.width,
            height: area.height,
        }
    }
}
