//! One document on a page: in, an article and a measure in cells; out, a [`Page`] of rows, each
//! with the cells of one line in visual order and the place in the article that it shows. Knows
//! no screen: a page is as long as it must be.

mod article;
mod page;

pub use article::{Settings, headline, lay_out, parts};
pub use page::{Anchor, Page, Part, Piece, Role, Row, Start};
