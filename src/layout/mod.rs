//! One document on a page: in, an article and a measure in cells; out, a [`Page`] of rows, each
//! with the cells of one line in visual order and the place in the article that it shows. Knows
//! no screen: a page is as long as it must be, and sets only the rows that it is asked for.

mod article;
mod between;
mod cache;
mod columns;
mod extent;
mod page;
mod piece;
mod set;
mod table;
mod unit;

pub use article::{Frames, Settings, headline, lay_out, parts_above};
pub use page::{Page, Spot};
pub use piece::{Anchor, Part, Piece, Pieces, Role, Start};
pub use set::{Row, Slice};
