//! The bytes of a picture → pixels. A header that promises too many is believed, so that nothing is
//! decoded of such a picture; of one that moves, there is the first frame.

use crate::picture::{Rendered, Room};

/// The most bytes of a picture.
pub const MOST_BYTES: usize = 20 << 20;

/// The most pixels.
pub const MOST_PIXELS: u64 = 50_000_000;

/// Why there are no pixels.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undecodable {
    /// It is too large to be read.
    #[error("the picture is larger than {} MB", MOST_BYTES >> 20)]
    TooLarge,
    /// Its header says that it has too many pixels.
    #[error("the picture has {width} × {height} pixels, more than {} million", MOST_PIXELS / 1_000_000)]
    TooManyPixels {
        /// From left to right.
        width: u32,
        /// From above.
        height: u32,
    },
    /// It is of no known kind, or it is broken.
    #[error("this is no picture that can be shown")]
    Broken,
    /// Decoders are not part of this program.
    #[error("this akhbar was built without pictures")]
    NoDecoder,
}

/// Makes a picture of bytes that fits the room.
///
/// # Errors
/// Where it is too large in bytes or pixels, or cannot be decoded.
#[cfg(feature = "pictures")]
pub fn render(bytes: &[u8], room: &Room) -> Result<Rendered, Undecodable> {
    use std::io::Cursor;
    use std::sync::Arc;

    use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage};

    use crate::picture::Bitmap;

    /// Bytes of memory that a decoder may take.
    const MOST_MEMORY: u64 = 400 << 20;

    if bytes.len() > MOST_BYTES {
        return Err(Undecodable::TooLarge);
    }
    let broken = |_| Undecodable::Broken;
    let reader = || {
        let reader = ImageReader::new(Cursor::new(bytes));
        reader
            .with_guessed_format()
            .map_err(|_| Undecodable::Broken)
    };
    let (width, height) = reader()?.into_dimensions().map_err(broken)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Undecodable::TooManyPixels { width, height });
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = reader()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let orientation = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    // It is made small first: turning all of it would take a second copy.
    let most = room.pixels(room.frame(width.max(height), width.max(height)));
    let most = most.0.max(most.1) * 2;
    if width.max(height) > most {
        picture = picture.thumbnail(most, most);
    }
    picture.apply_orientation(orientation);
    let (width, height) = oriented(width, height, &picture);
    let frame = room.frame(width, height);
    let (width, height) = room.pixels(frame);
    let shown = picture.thumbnail_exact(width, height).into_rgba8();
    // What shows through is shown on white, as on the page.
    let on_white = |channel: u8, alpha: u8| {
        let (channel, alpha) = (u32::from(channel), u32::from(alpha));
        ((channel * alpha + 255 * (255 - alpha)) / 255) as u8
    };
    let flat = RgbImage::from_fn(width, height, |x, y| {
        let [r, g, b, alpha] = shown.get_pixel(x, y).0;
        Rgb([r, g, b].map(|channel| on_white(channel, alpha)))
    });
    let bitmap = Arc::new(Bitmap::new(width, flat.into_raw()));
    Ok(Rendered { frame, bitmap })
}

/// The size of a picture before it was made small, turned as it is now.
#[cfg(feature = "pictures")]
fn oriented(width: u32, height: u32, now: &image::DynamicImage) -> (u32, u32) {
    match (width > height) == (now.width() > now.height()) {
        true => (width, height),
        false => (height, width),
    }
}

/// Without decoders there is no picture.
///
/// # Errors
/// Always.
#[cfg(not(feature = "pictures"))]
pub fn render(_: &[u8], _: &Room) -> Result<Rendered, Undecodable> {
    Err(Undecodable::NoDecoder)
}

#[cfg(test)]
#[cfg(feature = "pictures")]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;
    use crate::picture::Way;

    const ROOM: Room = Room {
        columns: 40,
        rows: 10,
        cell: (10, 20),
        way: Way::Kitty,
    };

    fn encoded(picture: &RgbaImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = image::DynamicImage::from(picture.clone());
        let picture = match format {
            ImageFormat::Jpeg => picture.into_rgb8().into(),
            _ => picture,
        };
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn plain(width: u32, height: u32, pixel: [u8; 4]) -> RgbaImage {
        RgbaImage::from_pixel(width, height, Rgba(pixel))
    }

    #[test]
    fn pictures_of_each_kind_fill_their_frame() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif] {
            let bytes = encoded(&plain(800, 200, [200, 30, 30, 255]), format);
            let shown = render(&bytes, &ROOM).unwrap();
            assert_eq!(
                (shown.frame.columns, shown.frame.rows),
                (40, 5),
                "{format:?}"
            );
            assert_eq!((shown.bitmap.width(), shown.bitmap.height()), (400, 100));
            let [r, g, b] = shown.bitmap.pixel(200, 50);
            assert!(r > 190 && g < 50 && b < 50, "{format:?} {:?}", [r, g, b]);
        }
        let blocks = Room {
            way: Way::Blocks,
            ..ROOM
        };
        let bytes = encoded(&plain(800, 200, [0, 0, 0, 0]), ImageFormat::Png);
        let shown = render(&bytes, &blocks).unwrap();
        assert_eq!((shown.bitmap.width(), shown.bitmap.height()), (40, 10));
        assert_eq!(
            shown.bitmap.pixel(3, 3),
            [255; 3],
            "what shows through is white"
        );
    }

    /// A picture whose header promises so many pixels, without any.
    fn promising(width: u32, height: u32) -> Vec<u8> {
        let bytes = encoded(&plain(1, 1, [0; 4]), ImageFormat::Png);
        let mut header = bytes[12..29].to_vec();
        header[4..8].copy_from_slice(&width.to_be_bytes());
        header[8..12].copy_from_slice(&height.to_be_bytes());
        let mut crc = flate2::Crc::new();
        crc.update(&header);
        [
            &bytes[..12],
            &header,
            &crc.sum().to_be_bytes(),
            &bytes[33..],
        ]
        .concat()
    }

    #[test]
    fn bombs_are_known_by_their_headers() {
        let check = |bytes: &[u8], expected| assert_eq!(render(bytes, &ROOM).err(), Some(expected));
        let (width, height) = (60_000, 60_000);
        check(
            &promising(width, height),
            Undecodable::TooManyPixels { width, height },
        );
        check(&promising(7000, 7000), Undecodable::Broken);
        check(&vec![0; 30 << 20], Undecodable::TooLarge);
        assert!(render(&promising(1, 1), &ROOM).is_ok());
    }

    #[test]
    fn what_is_no_picture_is_said_to_be_none() {
        let mut whole = encoded(&plain(300, 300, [9, 9, 9, 255]), ImageFormat::Png);
        whole.truncate(whole.len() / 2);
        for bytes in [&b""[..], b"<svg></svg>", b"GIF89a", b"\xff\xd8\xff", &whole] {
            assert_eq!(render(bytes, &ROOM).err(), Some(Undecodable::Broken));
        }
    }
}
