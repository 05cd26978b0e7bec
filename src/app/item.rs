//! An item of the list: where it comes from, what its page has turned out to be, and what the user
//! has done with it.

use std::num::NonZeroU32;

use crate::library::memory::Place;
use crate::library::{STOPPED, Source, Summary};

/// One thing to read.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it comes from; none where the source itself is in trouble.
    pub source: Option<Source>,
    /// What its page has turned out to be.
    pub content: Content,
    /// Whether it is marked as read.
    pub read: bool,
    /// How many matches a search has found in it.
    pub n_found: Option<NonZeroU32>,
    /// Where in it the reader was.
    pub place: Option<Box<Place>>,
    /// The item whose place in the list it has, where that is not its own.
    pub home: Option<u32>,
    /// Whether its page is there no more.
    pub is_gone: bool,
    /// Whether the list does not show it any more.
    pub is_hidden: bool,
}

/// What is known of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Its page has not been looked into yet.
    Waiting,
    /// An article.
    Article(Summary),
    /// Its fetching was stopped: nobody knows yet what it is.
    Stopped,
    /// No article, and why.
    Trouble(Box<str>),
}

impl Content {
    /// Why there is no article to be shown.
    pub fn trouble(&self) -> Option<&str> {
        match self {
            Self::Stopped => Some(STOPPED),
            Self::Trouble(why) => Some(why),
            Self::Waiting | Self::Article(_) => None,
        }
    }
}

impl Item {
    /// An item that has not been looked into.
    pub fn new(source: Source) -> Self {
        Self {
            source: Some(source),
            content: Content::Waiting,
            read: false,
            n_found: None,
            place: None,
            home: None,
            is_gone: false,
            is_hidden: false,
        }
    }

    /// An item that is in the list only to say what is wrong.
    pub fn trouble(why: String) -> Self {
        Self {
            source: None,
            content: Content::Trouble(why.into()),
            read: false,
            n_found: None,
            place: None,
            home: None,
            is_gone: false,
            is_hidden: false,
        }
    }

    /// Whether it is something to read that has not been read.
    pub fn is_unread(&self) -> bool {
        !self.read && !matches!(self.content, Content::Trouble(_))
    }
}
