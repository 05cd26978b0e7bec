//! A session: in, a [`State`] and a [`Message`]; out, the state after it and the [`Effect`]s that
//! it asks for. No screen and no disk: every session can be replayed in a test.

mod about;
mod choosing;
mod filter;
mod filtering;
mod list;
mod marking;
mod message;
mod order;
mod panes;
mod prompt;
mod reader;
mod remembering;
mod searching;
mod state;
mod update;
mod view;

pub use filter::Filter;
pub use list::{Content, Item, List};
pub use marking::Marked;
pub use message::{Command, Edit, Effect, Message};
pub use order::{Group, Key, Order};
pub use panes::{Area, Arrangement, Pane, Panes};
pub use prompt::{Prompt, Purpose};
pub use reader::{Match, Reader, Search};
pub use remembering::Recollection;
pub use state::{About, State};
pub use update::update;
pub use view::{Heading, ITEM_ROWS, Row, View};
