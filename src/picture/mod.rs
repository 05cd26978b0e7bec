//! One picture: in, its bytes and the room for it on the screen; out, a [`Rendered`] of just that
//! size, or why there is none. What a picture may cost is bounded before it is decoded: bytes, pixels
//! by its header, memory. Knows neither where it is from nor what terminal it is for.

mod bitmap;
mod decode;
mod room;

use std::sync::Arc;

pub use bitmap::Bitmap;
pub use decode::{MOST_BYTES, MOST_PIXELS, Undecodable, render};
pub use room::{Frame, Room, Way};

/// A picture, ready to be shown.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The cells that it takes.
    pub frame: Frame,
    /// Its pixels: of half blocks two for each cell, one above the other.
    pub bitmap: Arc<Bitmap>,
}

/// A picture at its place on the screen, as far as it is in sight.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The picture.
    pub picture: Rendered,
    /// The column of its left edge, from 0.
    pub x: u16,
    /// The row of the screen that its first row in sight is in, from 0.
    pub y: u16,
    /// Its rows above that, which are not shown.
    pub first_row: u16,
    /// How many of its rows are shown.
    pub n_rows: u16,
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        let place = |it: &Self| (it.picture.bitmap.id(), it.x, it.y, it.first_row, it.n_rows);
        place(self) == place(other)
    }
}
