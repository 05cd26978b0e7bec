//! Sixels (DEC STD 070, chapter 9): pixels in bands of six rows, in at most 256 colours, each colour of
//! a band in turn. Colours are those of a cube of 6 × 7 × 6 steps, dithered in order, so that the same
//! pixel has the same colour wherever the picture is cut.

use std::io::Write;

use crate::picture::{Bitmap, Placed};
use crate::term::graphics::{in_sight, move_to};

/// Steps of red, green and blue: 252 colours.
const STEPS: [u32; 3] = [6, 7, 6];

const N_COLOURS: usize = (STEPS[0] * STEPS[1] * STEPS[2]) as usize;

/// Bayer's matrix of four by four: where in a step the next one begins, in sixteenths.
const DITHER: [[u32; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];

/// Gives xterm as many colours as are used (XTSMGRAPHICS); it has 16 at first. Others pass over it.
pub(crate) const ENTER: &str = "\x1b[?1;3;256S";

/// Shows what is in sight of a picture. What stands in its cells is blank already.
pub(crate) fn put(placed: &Placed, out: &mut Vec<u8>) {
    move_to(placed, out);
    let (bitmap, rows) = (&placed.picture.bitmap, in_sight(placed));
    let (width, height) = (bitmap.width(), rows.len() as u32);
    // Pixels that are not set stay as they are; proportions are those of the pixels.
    write(out, format_args!("\x1bP0;1;0q\"1;1;{width};{height}"));
    for (idx, colour) in (0..N_COLOURS).zip(colours()) {
        let [r, g, b] = colour;
        write(out, format_args!("#{idx};2;{r};{g};{b}"));
    }
    let mut band = vec![[0; 6]; width as usize];
    for first in rows.clone().step_by(6) {
        let last = (first + 6).min(rows.end);
        if first > rows.start {
            out.push(b'-');
        }
        put_band(bitmap, first..last, &mut band, out);
    }
    out.extend_from_slice(b"\x1b\\");
}

/// All colours, in per cent.
fn colours() -> impl Iterator<Item = [u32; 3]> {
    let per_cent = |idx: u32, channel: usize| idx * 100 / (STEPS[channel] - 1);
    (0..N_COLOURS as u32).map(move |idx| {
        let (r, g, b) = (
            idx / (STEPS[1] * STEPS[2]),
            idx / STEPS[2] % STEPS[1],
            idx % STEPS[2],
        );
        [per_cent(r, 0), per_cent(g, 1), per_cent(b, 2)]
    })
}

/// The colour of a pixel at its place.
fn colour(rgb: [u8; 3], x: u32, y: u32) -> u8 {
    let threshold = DITHER[y as usize % 4][x as usize % 4];
    let step = |channel: usize| {
        let scaled = u32::from(rgb[channel]) * (STEPS[channel] - 1) * 16;
        (scaled + threshold * 255) / (255 * 16)
    };
    ((step(0) * STEPS[1] + step(1)) * STEPS[2] + step(2)) as u8
}

fn put_band(bitmap: &Bitmap, rows: std::ops::Range<u32>, band: &mut [[u8; 6]], out: &mut Vec<u8>) {
    let n_rows = rows.len();
    let mut is_used = [false; N_COLOURS];
    for (x, column) in band.iter_mut().enumerate() {
        for (pixel, y) in column.iter_mut().zip(rows.clone()) {
            *pixel = colour(bitmap.pixel(x as u32, y), x as u32, y);
            is_used[usize::from(*pixel)] = true;
        }
    }
    let mut is_first = true;
    for idx in (0..N_COLOURS).filter(|idx| is_used[*idx]) {
        if !std::mem::take(&mut is_first) {
            out.push(b'$');
        }
        write(out, format_args!("#{idx}"));
        let sixel = |column: &[u8; 6]| {
            let bits = column[..n_rows].iter().rev();
            bits.fold(0u8, |bits, pixel| {
                bits << 1 | u8::from(usize::from(*pixel) == idx)
            })
        };
        let mut left = band.iter().map(sixel).peekable();
        while let Some(bits) = left.next() {
            let mut n_same = 1;
            while left.next_if_eq(&bits).is_some() {
                n_same += 1;
            }
            // What is blank up to the end of the band need not be said.
            if bits == 0 && left.peek().is_none() {
                break;
            }
            let sign = bits + b'?';
            match n_same {
                1..=3 => out.extend(std::iter::repeat_n(sign, n_same)),
                _ => {
                    write(out, format_args!("!{n_same}"));
                    out.push(sign);
                }
            }
        }
    }
}

fn write(out: &mut Vec<u8>, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments)
        .expect("writing to memory does not fail");
}
