//! A session: in, a [`State`] and a [`Message`]; out, the state after it and the [`Effect`]s that
//! it asks for. No screen and no disk: every session can be replayed in a test.

mod about;
mod arrangement;
mod arriving;
mod chooser;
mod choosing;
mod details;
mod filter;
mod filtering;
mod hits;
mod list;
mod listing;
mod marking;
mod message;
mod order;
mod panes;
mod pointer;
mod prompt;
mod query;
mod reader;
mod scroll_bar;
mod search;
mod searching;
mod state;
mod update;
mod view;
mod widths;

pub use arrangement::{Area, Arrangement, Border};
pub use chooser::{Choice, Chooser, Everywhere, Found, Kind, Line};
pub use details::{About, Entry, Section};
pub use filter::Filter;
pub use list::{Content, Item, List};
pub use marking::Marked;
pub use message::{Command, Edit, Effect, Message, Pointer};
pub use order::{Group, Key, Order};
pub use panes::{Pane, Panes, Widths};
pub use pointer::Drag;
pub use prompt::{Prompt, Purpose};
pub use query::Query;
pub use reader::Reader;
pub use scroll_bar::ScrollBar;
pub use search::{Match, Search};
pub use state::State;
pub use update::update;
pub use view::{Heading, ITEM_ROWS, Row, View};
