//! UTF-16 without a mark of its byte order: told by its bytes, and where those leave it open, by the
//! pairs that only text in that order has.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes below it are of no text but as a part of a pair.
const HIGHEST: u8 = 9;

/// The encoding of a sample that begins with the text; none where it is another one.
pub(crate) fn without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    // Most texts have no such byte at all, which is seen at a glance.
    let lowest = sample.iter().fold(u8::MAX, |lowest, b| lowest.min(*b));
    if sample.len() < 4 || lowest >= HIGHEST {
        return None;
    }
    by_blocks(sample).or_else(|| by_pairs(sample))
}

/// Every other byte is the number of a block, which is 0 for Latin and less than 9 for Greek,
/// Cyrillic, Hebrew and Arabic.
fn by_blocks(sample: &[u8]) -> Option<&'static Encoding> {
    let n_pairs = sample.len() / 2;
    let n_low = |skip: usize| {
        let bytes = sample.iter().skip(skip).step_by(2);
        bytes.filter(|b| **b < HIGHEST).count()
    };
    let (first, second) = (n_low(0), n_low(1));
    let is_block = |n: usize| n * 10 >= n_pairs * 7;
    let is_letter = |n: usize| n * 10 <= n_pairs;
    match () {
        () if is_block(second) && is_letter(first) => Some(UTF_16LE),
        () if is_block(first) && is_letter(second) => Some(UTF_16BE),
        () => None,
    }
}

/// Nearly all pairs are characters that texts are of, and some are blanks or signs that no other
/// encoding has the bytes of. Bytes that are UTF-8 throughout may be Hindi and its like, whose pairs
/// are of letters and tabs; they are not Chinese.
fn by_pairs(sample: &[u8]) -> Option<&'static Encoding> {
    const FEWEST: usize = 6;
    let n_pairs = sample.len() / 2;
    let may_be_other = std::str::from_utf8(sample).is_ok();
    let is_text = |order: fn([u8; 2]) -> u16| {
        let count = |is_one: fn(u16) -> bool| {
            let pairs = sample.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
            pairs.filter(|unit| is_one(*unit)).count()
        };
        count(is_likely) * 20 >= n_pairs * 19
            && count(is_sign) * 200 >= n_pairs
            && (!may_be_other || count(is_indic) * 2 >= n_pairs)
    };
    if n_pairs < FEWEST {
        return None;
    }
    match (is_text(u16::from_le_bytes), is_text(u16::from_be_bytes)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Letters from Devanagari to Georgian.
fn is_indic(unit: u16) -> bool {
    matches!(unit, 0x900..=0x10FF)
}

/// Blanks, line ends, and the stops and commas of Chinese and Hindi.
fn is_sign(unit: u16) -> bool {
    matches!(
        unit,
        0x20 | 0x0A | 0x0D | 0x0964 | 0x3000..=0x3002 | 0xFF01 | 0xFF0C | 0xFF1F
    )
}

/// Whether texts are mostly of such characters.
fn is_likely(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0x24F | 0x370..=0x74F | 0x900..=0x10FF
        | 0x1780..=0x17FF | 0x2000..=0x206F | 0x20A0..=0x20CF | 0x2100..=0x214F
        | 0x3000..=0x312F | 0x3400..=0x9FFF | 0xAC00..=0xD7A3 | 0xFB50..=0xFDFF | 0xFE70..=0xFFEF)
}
