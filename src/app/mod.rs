//! A session: in, a [`State`] and a [`Message`]; out, the state after it and the [`Effect`]s that
//! it asks for. No screen and no disk: every session can be replayed in a test.

mod about;
mod arriving;
mod chooser;
mod choosing;
mod hits;
mod list;
mod message;
mod panes;
mod prompt;
mod query;
mod reader;
mod search;
mod searching;
mod state;
mod update;

pub use chooser::{Chooser, Entry, Everywhere, Found, Kind, Line};
pub use list::{Content, ITEM_ROWS, Item, List};
pub use message::{Command, Edit, Effect, Message};
pub use panes::{Area, Arrangement, Pane, Panes};
pub use prompt::Prompt;
pub use query::Query;
pub use reader::Reader;
pub use search::{Match, Search};
pub use state::{About, State};
pub use update::update;
