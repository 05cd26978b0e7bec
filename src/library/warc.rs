//! Records of a web archive (WARC 1.1, ISO 28500): what a server answered, what was kept of a page
//! otherwise, and the text that was made of one.

use std::io::{self, BufRead, Read};

use crate::article::Raw;
use crate::library::file::LIMIT_MB;
use crate::library::{hash, unpack};

/// The most bytes of the lines above a record or an answer.
const LONGEST_HEAD: u64 = 256 * 1024;

/// Names in small letters with their values.
struct Head(Vec<(String, String)>);

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Goes behind a record; says whether it is a page. None at the end.
pub(crate) fn skip(input: &mut impl BufRead) -> io::Result<Option<bool>> {
    let Some((head, length)) = begin(input)? else {
        return Ok(None);
    };
    let mut block = input.by_ref().take(length);
    let is_page = match head.get("warc-type") {
        Some("response") => {
            let answer = answer(&mut block)?;
            answer.is_some_and(|(status, head)| status == 200 && is_text(head.get("content-type")))
        }
        Some("resource" | "conversion") => is_text(head.get("content-type")),
        _ => false,
    };
    io::copy(&mut block, &mut io::sink())?;
    match block.limit() {
        0 => Ok(Some(is_page)),
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

/// The page of the record that `input` begins with, and what is known of it.
pub(crate) fn read(input: &mut impl BufRead) -> io::Result<(Vec<u8>, Raw)> {
    read_next(input)?.ok_or_else(gone)
}

fn gone() -> io::Error {
    io::Error::other("the record is gone")
}

/// The same, with none at the end of the archive.
pub(crate) fn read_next(input: &mut impl BufRead) -> io::Result<Option<(Vec<u8>, Raw)>> {
    let Some((head, length)) = begin(input)? else {
        return Ok(None);
    };
    let mut raw = Raw::default();
    raw.origin.address = head
        .get("warc-target-uri")
        .map(|uri| uri.trim_start_matches('<').trim_end_matches('>').to_owned());
    let mut block = input.by_ref().take(length);
    let mut bytes = Vec::new();
    let mut kind = head.get("content-type").map(str::to_owned);
    if head.get("warc-type") == Some("response") {
        let (_, answer) = answer(&mut block)?.ok_or_else(gone)?;
        let is = |name: &str, word: &str| {
            answer
                .get(name)
                .is_some_and(|value| value.to_ascii_lowercase().contains(word))
        };
        kind = answer.get("content-type").map(str::to_owned);
        if is("content-encoding", "br") {
            return Err(io::Error::other("packed by brotli, which is not read"));
        }
        match is("transfer-encoding", "chunked") {
            true => read_chunks(&mut block, &mut bytes)?,
            false => read_limited(&mut block, &mut bytes)?,
        }
        if !unpack::is_packed(&bytes) && is("content-encoding", "deflate") {
            let mut unpacked = Vec::new();
            let mut input = flate2::read::ZlibDecoder::new(&bytes[..]);
            read_limited(&mut input, &mut unpacked)?;
            bytes = unpacked;
        }
    } else {
        read_limited(&mut block, &mut bytes)?;
    }
    io::copy(&mut block, &mut io::sink())?;
    raw.origin.take_kind(kind.as_deref().unwrap_or_default());
    Ok(Some((bytes, raw)))
}

/// Writes a record of a page of that kind, as it was found at an address on a day (ISO 8601, UTC).
pub(crate) fn write(address: &str, kind: &str, day: &str, bytes: &[u8]) -> Vec<u8> {
    let id = hash([address.as_bytes(), day.as_bytes(), bytes]);
    let mut record = format!(
        "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:akhbar:{id:016x}>\r\n\
         WARC-Date: {day}\r\nWARC-Target-URI: {address}\r\nContent-Type: {kind}\r\n\
         Content-Length: {}\r\n\r\n",
        bytes.len()
    )
    .into_bytes();
    record.extend_from_slice(bytes);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn read_limited(input: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<()> {
    input.take((LIMIT_MB << 20) + 1).read_to_end(bytes)?;
    Ok(())
}

/// The lines above a record, and the length of what is below them.
fn begin(input: &mut impl BufRead) -> io::Result<Option<(Head, u64)>> {
    // Two line ends part records.
    let version = loop {
        match first_line(input)? {
            None => return Ok(None),
            Some(line) if line.trim().is_empty() => {}
            Some(line) => break line,
        }
    };
    if !version.starts_with("WARC/") {
        return Err(io::Error::other("not a record of a web archive"));
    }
    let head = head(input)?;
    let length = head
        .get("content-length")
        .and_then(|length| length.parse().ok());
    let length = length.ok_or_else(|| io::Error::other("a record without a length"))?;
    Ok(Some((head, length)))
}

/// The status of an answer and the lines above its body.
fn answer(input: &mut impl BufRead) -> io::Result<Option<(u16, Head)>> {
    let Some(line) = first_line(input)? else {
        return Ok(None);
    };
    let status = line.split_ascii_whitespace().nth(1);
    let status = status.and_then(|status| status.parse().ok());
    match status.filter(|_| line.starts_with("HTTP/")) {
        Some(status) => Ok(Some((status, head(input)?))),
        None => Ok(None),
    }
}

fn first_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    input
        .by_ref()
        .take(LONGEST_HEAD)
        .read_until(b'\n', &mut line)?;
    Ok((!line.is_empty()).then(|| String::from_utf8_lossy(&line).trim_end().to_owned()))
}

/// Lines `Name: value` up to a blank one; one that begins with a blank goes on the one before.
fn head(input: &mut impl BufRead) -> io::Result<Head> {
    let mut head = Head(Vec::new());
    let mut n_bytes = 0;
    while let Some(line) = first_line(input)? {
        n_bytes += line.len() as u64 + 1;
        if line.is_empty() {
            break;
        }
        if n_bytes > LONGEST_HEAD {
            return Err(io::Error::other("a head without end"));
        }
        match (line.split_once(':'), head.0.last_mut()) {
            (_, Some((_, value))) if line.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (Some((name, value)), _) => {
                let name = name.trim().to_ascii_lowercase();
                head.0.push((name, value.trim().to_owned()));
            }
            _ => {}
        }
    }
    Ok(head)
}

/// A body in pieces, each with its length above it (RFC 9112); some archives keep it so, others
/// have put it together and left the line that says so.
fn read_chunks(input: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut is_first = true;
    while let Some(line) = first_line(input)? {
        let length = line.split(';').next().unwrap_or_default().trim();
        let length = u64::from_str_radix(length, 16);
        match length {
            Ok(0) => return Ok(()),
            Ok(length) => {
                read_limited(&mut input.by_ref().take(length), bytes)?;
                first_line(input)?;
            }
            Err(_) if is_first => {
                bytes.extend_from_slice(line.as_bytes());
                bytes.push(b'\n');
                return read_limited(input, bytes);
            }
            Err(_) => return Ok(()),
        }
        is_first = false;
    }
    Ok(())
}

fn is_text(kind: Option<&str>) -> bool {
    let kind = kind.unwrap_or("text/html").to_ascii_lowercase();
    [
        "text/html",
        "application/xhtml",
        "text/plain",
        "text/markdown",
    ]
    .iter()
    .any(|known| kind.starts_with(known))
}
