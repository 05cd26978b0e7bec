//! The messages in a mailbox (mbox, RFC 4155): each stands behind a line `From `, with an address and a
//! time in it; a line of a message that would look like one has a `>` before it.

use std::io::{self, BufRead, Read};

use crate::library::file::LIMIT_MB;

/// Bytes of a line that parts messages; a longer one is text.
const LONGEST: u64 = 4096;

const FROM: &[u8] = b"From ";

/// Whether bytes are the beginning of a mailbox.
pub(crate) fn is_mailbox(first: &[u8]) -> bool {
    let (line, rest) = match memchr::memchr(b'\n', first) {
        Some(end) => first.split_at(end + 1),
        None => return false,
    };
    let name = rest.split(|b| *b == b':').next().unwrap_or_default();
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    let is_head = !name.is_empty() && name.len() < rest.len() && name.iter().all(is_name);
    is_from(line) && is_head
}

/// Goes behind a message and the line that parts it from the next one. None at the end.
pub(crate) fn skip(input: &mut impl BufRead) -> io::Result<Option<bool>> {
    Ok(next(input, |_| ())?.then_some(true))
}

/// The message that `input` begins with, as it was before it was put into a mailbox.
pub(crate) fn read(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut message = Vec::new();
    let mut is_line_start = true;
    next(input, |piece| {
        let quoted = piece.iter().position(|b| *b != b'>').unwrap_or(0);
        let is_quoted = is_line_start && quoted > 0 && piece[quoted..].starts_with(FROM);
        is_line_start = piece.ends_with(b"\n");
        // A byte more than the limit says that there is more than is read.
        if message.len() as u64 <= LIMIT_MB << 20 {
            message.extend_from_slice(&piece[usize::from(is_quoted)..]);
        }
    })?;
    Ok(message)
}

/// Gives the lines of a message, long ones in pieces; whether there were any.
fn next(input: &mut impl BufRead, mut take: impl FnMut(&[u8])) -> io::Result<bool> {
    let mut piece = Vec::new();
    let (mut any, mut is_first, mut is_line_start, mut is_behind_blank) =
        (false, true, true, false);
    loop {
        piece.clear();
        input.by_ref().take(LONGEST).read_until(b'\n', &mut piece)?;
        if piece.is_empty() {
            return Ok(any);
        }
        let is_line = is_line_start && piece.ends_with(b"\n");
        if is_line && (is_first || is_behind_blank) && is_from(&piece) {
            // The first of a mailbox stands above its message, every other one behind one.
            if !is_first {
                return Ok(true);
            }
        } else {
            take(&piece);
            any = true;
        }
        is_first = false;
        is_behind_blank = is_line && piece.trim_ascii().is_empty();
        is_line_start = piece.ends_with(b"\n");
    }
}

/// Whether a line parts messages: `From a@example.org Sun Nov 22 10:00:00 2026`.
fn is_from(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(FROM) else {
        return false;
    };
    let words = || rest.split(u8::is_ascii_whitespace).skip(1);
    let is_digits = |word: &[u8]| word.iter().all(u8::is_ascii_digit);
    let is_clock = |word: &[u8]| {
        let mut parts = word.split(|b| *b == b':');
        let is_part = |part: &[u8]| matches!(part.len(), 1 | 2) && is_digits(part);
        word.contains(&b':') && parts.all(is_part)
    };
    let is_year = |word: &[u8]| word.len() == 4 && is_digits(word);
    words().any(is_clock) && words().any(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_parted_by_lines_with_a_time() {
        let check = |mailbox: &str, expected: &[&str]| {
            let mut input = mailbox.as_bytes();
            let mut found = Vec::new();
            while !input.is_empty() {
                let mut message = input;
                found.push(String::from_utf8(read(&mut message).unwrap()).unwrap());
                assert!(skip(&mut input).unwrap().is_some());
            }
            assert_eq!(skip(&mut input).unwrap(), None);
            assert_eq!(found, expected);
        };
        let from = "From a@example.org Sun Nov 22 10:00:00 2026\n";
        check(
            &format!(
                "{from}a: 1\n\nخبر\n\n{from}a: 2\n\n>From x\n>>From y\n> From z\n\nFrom the harbour\n"
            ),
            &[
                "a: 1\n\nخبر\n\n",
                "a: 2\n\nFrom x\n>From y\n> From z\n\nFrom the harbour\n",
            ],
        );
        check(
            &format!("{from}a: 1\n{from}b: 2"),
            &[&format!("a: 1\n{from}b: 2")],
        );
        check(&format!("{from}\n{from}b"), &["\n", "b"]);
        let long = "x".repeat(10_000);
        check(
            &format!("{from}{long}\n\n{from}{long}"),
            &[&format!("{long}\n\n"), &long],
        );
    }
}
