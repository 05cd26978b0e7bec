//! kitty's graphics protocol: a picture is sent once, under a number, and placed in cells; a part of it
//! can be placed. Also of Konsole, Ghostty and others. <https://sw.kovidgoyal.net/kitty/graphics-protocol/>

use std::io::Write;

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::picture::{Bitmap, Placed};
use crate::term::graphics::{in_sight, move_to};

/// The most bytes in base 64 of a control string, a multiple of four.
const PIECE: usize = 4096;

/// Asks whether it is known: a pixel that is only looked at.
pub(crate) const QUESTION: &str = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";

/// Whether a control string is the answer to that.
pub(crate) fn is_yes(string: &[u8]) -> bool {
    string
        .strip_prefix(b"Gi=31")
        .is_some_and(|rest| rest.ends_with(b";OK"))
}

/// Sends a picture as a file, without showing it.
pub(crate) fn send(bitmap: &Bitmap, out: &mut Vec<u8>) {
    let id = bitmap.id();
    send_as(&format!("a=t,f=100,i={id},q=2"), bitmap, out);
}

/// Sends a picture as a file, under these keys.
pub(crate) fn send_as(keys: &str, bitmap: &Bitmap, out: &mut Vec<u8>) {
    let file = STANDARD.encode(bitmap.to_png(0..bitmap.height()));
    let mut pieces = file.as_bytes().chunks(PIECE).peekable();
    let mut is_first = true;
    while let Some(piece) = pieces.next() {
        out.extend_from_slice(b"\x1b_G");
        if std::mem::take(&mut is_first) {
            write(out, format_args!("{keys},"));
        }
        let goes_on = u8::from(pieces.peek().is_some());
        write(out, format_args!("m={goes_on};"));
        out.extend_from_slice(piece);
        out.extend_from_slice(b"\x1b\\");
    }
}

/// Shows what is in sight of a picture that was sent; where it was shown before, it moves.
pub(crate) fn place(placed: &Placed, out: &mut Vec<u8>) {
    move_to(placed, out);
    let bitmap = &placed.picture.bitmap;
    let (id, width, rows) = (bitmap.id(), bitmap.width(), in_sight(placed));
    let (y, height) = (rows.start, rows.len());
    let (columns, n_rows) = (placed.picture.frame.columns, placed.n_rows);
    write(
        out,
        format_args!(
            "\x1b_Ga=p,i={id},p=1,x=0,y={y},w={width},h={height},c={columns},r={n_rows},C=1,q=2\x1b\\"
        ),
    );
}

/// Takes a picture away, pixels and all.
pub(crate) fn delete(id: u32, out: &mut Vec<u8>) {
    write(out, format_args!("\x1b_Ga=d,d=I,i={id},q=2\x1b\\"));
}

fn write(out: &mut Vec<u8>, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments)
        .expect("writing to memory does not fail");
}
