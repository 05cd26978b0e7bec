//! Pixels of a picture, row by row from above.

use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

/// Pixels in red, green and blue.
pub struct Bitmap {
    id: u32,
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Bitmap {
    /// A bitmap of `width` pixels a row; what is missing of the last row is left out with it.
    pub fn new(width: u32, rgb: Vec<u8>) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let n_bytes = (width as usize * 3).max(1);
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed).max(1),
            width,
            height: (rgb.len() / n_bytes) as u32,
            rgb,
        }
    }

    /// A number that no other one has in this session; never 0.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Its pixels from left to right.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Its pixels from above.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The bytes that it takes in memory.
    pub fn n_bytes(&self) -> usize {
        self.rgb.len()
    }

    /// A pixel; black outside.
    pub fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        if x >= self.width {
            return [0; 3];
        }
        let at = (y as usize * self.width as usize + x as usize) * 3;
        let rgb = self.rgb.get(at..at + 3);
        rgb.map_or([0; 3], |rgb| [rgb[0], rgb[1], rgb[2]])
    }

    /// Some rows as a file of PNG; empty where this program was built without pictures.
    #[cfg(not(feature = "pictures"))]
    pub fn to_png(&self, _: Range<u32>) -> Vec<u8> {
        Vec::new()
    }

    /// Some rows as a file of PNG; empty where this program was built without pictures.
    #[cfg(feature = "pictures")]
    pub fn to_png(&self, rows: Range<u32>) -> Vec<u8> {
        use image::codecs::png::{CompressionType, FilterType, PngEncoder};
        use image::{ExtendedColorType, ImageEncoder};
        let mut file = Vec::new();
        let height = rows.end.min(self.height).saturating_sub(rows.start);
        let (fast, filter) = (CompressionType::Fast, FilterType::Sub);
        let encoder = PngEncoder::new_with_quality(&mut file, fast, filter);
        // Nothing can be wrong but the size, which is that of the pixels.
        let _ = encoder.write_image(self.rows(rows), self.width, height, ExtendedColorType::Rgb8);
        file
    }

    /// The pixels of some rows, three bytes each.
    pub fn rows(&self, rows: Range<u32>) -> &[u8] {
        let n_bytes = self.width as usize * 3;
        let end = rows.end.min(self.height) as usize * n_bytes;
        self.rgb
            .get(rows.start as usize * n_bytes..end)
            .unwrap_or_default()
    }
}

impl fmt::Debug for Bitmap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bitmap {} ({} × {})", self.id, self.width, self.height)
    }
}
