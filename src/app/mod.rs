//! A session: in, a [`State`] and a [`Message`]; out, the state after it and the [`Effect`]s that
//! it asks for. No screen and no disk: every session can be replayed in a test.

mod about;
mod arrangement;
mod details;
mod list;
mod message;
mod panes;
mod pointer;
mod prompt;
mod reader;
mod scroll_bar;
mod searching;
mod state;
mod update;
mod widths;

pub use arrangement::{Area, Arrangement, Border};
pub use details::{About, Entry, Section};
pub use list::{Content, ITEM_ROWS, Item, List};
pub use message::{Command, Edit, Effect, Message, Pointer};
pub use panes::{Pane, Panes, Widths};
pub use pointer::Drag;
pub use prompt::Prompt;
pub use reader::{Match, Reader, Search};
pub use scroll_bar::ScrollBar;
pub use state::State;
pub use update::update;
