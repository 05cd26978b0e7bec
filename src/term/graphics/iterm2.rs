//! iTerm2's inline images (OSC 1337): a picture as a file, in a size in cells. What is cut off is not
//! sent. Also of WezTerm. <https://iterm2.com/documentation-images.html>, from its documentation.

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::picture::Placed;
use crate::term::graphics::{in_sight, move_to};

/// Shows what is in sight of a picture. What stands in its cells is blank already.
pub(crate) fn put(placed: &Placed, out: &mut Vec<u8>) {
    move_to(placed, out);
    let file = placed.picture.bitmap.to_png(in_sight(placed));
    let (columns, n_rows) = (placed.picture.frame.columns, placed.n_rows);
    let head = format!(
        "\x1b]1337;File=inline=1;size={};width={columns};height={n_rows};preserveAspectRatio=0;doNotMoveCursor=1:",
        file.len()
    );
    out.extend_from_slice(head.as_bytes());
    out.extend_from_slice(STANDARD.encode(&file).as_bytes());
    out.push(b'\x07');
}
