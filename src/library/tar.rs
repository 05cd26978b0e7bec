//! The files in a tar archive (POSIX ustar). Long names, which pax and GNU keep in files of their
//! own, are passed over: a page needs no name.

use std::io::{self, BufRead, Read};
use std::path::PathBuf;

use crate::article::Raw;
use crate::library::file::{LIMIT_MB, is_markdown};
use crate::library::form::may_hold_many;

/// Everything in it is in blocks of this size.
const BLOCK: usize = 512;

/// The head of a file.
struct Head {
    name: Vec<u8>,
    n_bytes: u64,
    kind: u8,
}

impl Head {
    fn path(&self) -> PathBuf {
        PathBuf::from(&*String::from_utf8_lossy(&self.name))
    }
}

/// Whether the first bytes are those of a tar archive.
pub(crate) fn is_tar(first: &[u8]) -> bool {
    first.get(257..262) == Some(b"ustar")
}

/// What a file in an archive is by its head.
pub(crate) struct Skipped {
    pub may_be_page: bool,
    /// Whether it may hold many pages.
    pub may_hold_many: bool,
}

/// Goes behind a file. None at the end.
pub(crate) fn skip(input: &mut impl BufRead) -> io::Result<Option<Skipped>> {
    let Some(head) = head(input)? else {
        return Ok(None);
    };
    let padded = head.n_bytes.div_ceil(BLOCK as u64) * BLOCK as u64;
    let mut rest = input.by_ref().take(padded);
    io::copy(&mut rest, &mut io::sink())?;
    if rest.limit() >= BLOCK as u64 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let is_file = matches!(head.kind, b'0' | 0) && head.n_bytes > 0;
    let path = head.path();
    let is_hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    Ok(Some(Skipped {
        may_be_page: is_file && !is_hidden,
        may_hold_many: may_hold_many(&path),
    }))
}

/// The file that `input` begins with.
pub(crate) fn read(input: &mut impl BufRead) -> io::Result<(Vec<u8>, Raw)> {
    let head = head(input)?.ok_or_else(|| io::Error::other("the file is gone"))?;
    let mut bytes = Vec::new();
    input
        .take(head.n_bytes.min((LIMIT_MB << 20) + 1))
        .read_to_end(&mut bytes)?;
    let mut raw = Raw::default();
    raw.origin.is_markdown = is_markdown(&head.path());
    Ok((bytes, raw))
}

fn head(input: &mut impl BufRead) -> io::Result<Option<Head>> {
    let mut block = [0; BLOCK];
    loop {
        let n_read = read_block(input, &mut block)?;
        if n_read < BLOCK {
            return match n_read {
                0 => Ok(None),
                _ => Err(io::ErrorKind::UnexpectedEof.into()),
            };
        }
        // Blocks of nothing end the archive.
        if block.iter().any(|b| *b != 0) {
            break;
        }
    }
    if !is_tar(&block) {
        return Err(io::Error::other("not a file of a tar archive"));
    }
    let text = |range: std::ops::Range<usize>| {
        let field = &block[range];
        let end = field.iter().position(|b| *b == 0).unwrap_or(field.len());
        &field[..end]
    };
    let name = [text(345..500), text(0..100)].join(&b'/');
    Ok(Some(Head {
        name,
        n_bytes: number(&block[124..136])?,
        kind: block[156],
    }))
}

fn read_block(input: &mut impl Read, block: &mut [u8]) -> io::Result<usize> {
    let mut n_bytes = 0;
    while n_bytes < block.len() {
        match input.read(&mut block[n_bytes..])? {
            0 => break,
            n_read => n_bytes += n_read,
        }
    }
    Ok(n_bytes)
}

/// A number in octal digits, or in bytes where the first bit says so.
fn number(field: &[u8]) -> io::Result<u64> {
    if field[0] & 0x80 != 0 {
        let bytes = field[field.len() - 8..].iter();
        return Ok(bytes
            .fold(0, |sum, b| sum << 8 | u64::from(*b))
            .min(u64::MAX >> 2));
    }
    let digits = String::from_utf8_lossy(field);
    let digits = digits.trim_matches(['\0', ' ']);
    let number = match digits.is_empty() {
        true => Ok(0),
        false => u64::from_str_radix(digits, 8),
    };
    number.map_err(|_| io::Error::other("a length that is no number"))
}
