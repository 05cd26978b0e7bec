//! The room for a picture on the screen: in, its size in pixels; out, the cells that it takes, in its
//! own proportions and never larger than it is.

/// How pictures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// By kitty's graphics protocol.
    Kitty,
    /// By the same through tmux, in cells that stand for parts of a picture.
    KittyTmux,
    /// As DEC's sixels.
    Sixel,
    /// By iTerm2's inline images (OSC 1337).
    Iterm2,
    /// As cells, each half a block of one colour on another.
    Blocks,
    /// Not at all: the words that stand for them do.
    #[default]
    Off,
}

/// The room for a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Cells from left to right.
    pub columns: u16,
    /// Cells from above.
    pub rows: u16,
    /// The pixels of a cell, across and down.
    pub cell: (u16, u16),
    /// How it is shown.
    pub way: Way,
}

/// The cells that a picture takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// From left to right.
    pub columns: u16,
    /// From above.
    pub rows: u16,
}

/// Pixels that are sent to a terminal at most.
const MOST_SENT: f64 = 4e6;

impl Way {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Kitty,
        Self::KittyTmux,
        Self::Sixel,
        Self::Iterm2,
        Self::Blocks,
        Self::Off,
    ];

    /// Its name, as `AKHBAR_PICTURES` has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kitty => "kitty",
            Self::KittyTmux => "kitty-tmux",
            Self::Sixel => "sixel",
            Self::Iterm2 => "iterm2",
            Self::Blocks => "blocks",
            Self::Off => "off",
        }
    }
}

impl Room {
    /// The cells of a picture of that size in pixels.
    pub fn frame(&self, width: u32, height: u32) -> Frame {
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let cell = (f64::from(self.cell.0.max(1)), f64::from(self.cell.1.max(1)));
        let scale = 1f64
            .min(f64::from(self.columns) * cell.0 / width)
            .min(f64::from(self.rows) * cell.1 / height)
            .min((MOST_SENT / (width * height)).sqrt());
        let cells = |pixels: f64, cell: f64, most: u16| {
            let n_cells = (pixels * scale / cell).round() as u16;
            n_cells.clamp(1, most.max(1))
        };
        Frame {
            columns: cells(width, cell.0, self.columns),
            rows: cells(height, cell.1, self.rows),
        }
    }

    /// The pixels that a picture in a frame is made of.
    pub fn pixels(&self, frame: Frame) -> (u32, u32) {
        let (columns, rows) = (u32::from(frame.columns), u32::from(frame.rows));
        match self.way {
            Way::Blocks | Way::Off => (columns, 2 * rows),
            _ => {
                let (width, height) = self.cell;
                (
                    columns * u32::from(width.max(1)),
                    rows * u32::from(height.max(1)),
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_proportions_and_its_room() {
        let check = |room: (u16, u16), size: (u32, u32), expected: (u16, u16)| {
            let room = Room {
                columns: room.0,
                rows: room.1,
                cell: (10, 20),
                way: Way::Kitty,
            };
            let frame = room.frame(size.0, size.1);
            assert_eq!((frame.columns, frame.rows), expected, "{size:?}");
        };
        check((60, 20), (1200, 600), (60, 15));
        check((60, 10), (1200, 600), (40, 10));
        // Never larger than it is, never nothing.
        check((60, 20), (100, 60), (10, 3));
        check((60, 20), (3, 3), (1, 1));
        check((60, 20), (1, 100_000), (1, 20));
        check((0, 0), (100, 100), (1, 1));
    }
}
