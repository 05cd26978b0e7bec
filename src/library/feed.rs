//! The entries of a feed as bytes, one after the other: elements of XML or objects of JSON, found by the
//! signs that part them, whatever stands in them. Nothing is held of those that are passed over.

use std::io::{self, BufRead};
use std::sync::Arc;

use crate::article::{Feed, FeedForm, Raw};
use crate::library::file::LIMIT_MB;

/// Goes behind an entry. None at the end; an error where the feed breaks off.
pub(crate) fn skip(input: &mut impl BufRead, form: FeedForm) -> io::Result<Option<bool>> {
    let mut scan = Scan {
        input,
        kept: Vec::new(),
        is_keeping: false,
        last: [0; 2],
    };
    Ok(scan.next(form, false)?.then_some(true))
}

/// The next entry from where `input` is.
pub(crate) fn read(input: &mut impl BufRead, feed: &Arc<Feed>) -> io::Result<(Vec<u8>, Raw)> {
    let mut scan = Scan {
        input,
        kept: Vec::new(),
        is_keeping: false,
        last: [0; 2],
    };
    if !scan.next(feed.form(), true)? {
        return Err(io::Error::other("the entry is gone"));
    }
    let mut raw = Raw::default();
    raw.origin.charset = feed.charset().map(str::to_owned);
    raw.origin.feed = Some(Arc::clone(feed));
    Ok((scan.kept, raw))
}

struct Scan<'a, R> {
    input: &'a mut R,
    kept: Vec<u8>,
    is_keeping: bool,
    /// The bytes before the one that is looked at.
    last: [u8; 2],
}

impl<R: BufRead> Scan<'_, R> {
    /// Goes behind the next entry, which is kept if it is wanted; whether there was one.
    fn next(&mut self, form: FeedForm, is_wanted: bool) -> io::Result<bool> {
        match form {
            FeedForm::Objects => self.next_object(is_wanted),
            FeedForm::Items => self.next_element(b"item", is_wanted),
            FeedForm::Entries => self.next_element(b"entry", is_wanted),
        }
    }

    fn next_element(&mut self, wanted: &[u8], is_wanted: bool) -> io::Result<bool> {
        let (mut is_inside, mut is_closed) = (false, false);
        while self.until(b"<")? {
            let name = self.name()?;
            match &*name {
                b"!--" => _ = self.until(b"-->")?,
                b"![CDATA[" => _ = self.until(b"]]>")?,
                _ => {
                    let (is_end, name) = match name.split_first() {
                        Some((b'/', rest)) => (true, rest),
                        _ => (false, &*name),
                    };
                    let local = name.rsplit(|b| *b == b':').next().unwrap_or_default();
                    let is_it = local.eq_ignore_ascii_case(wanted);
                    if is_it && !is_end && !is_inside {
                        is_inside = true;
                        self.begin(is_wanted, name);
                    }
                    if !self.until(b">")? {
                        break;
                    }
                    let is_around = |name: &[u8]| local.eq_ignore_ascii_case(name);
                    let is_closing = is_end
                        && [&b"rss"[..], b"rdf", b"feed", b"channel"]
                            .into_iter()
                            .any(is_around);
                    is_closed |= is_closing && !is_around(b"channel");
                    let is_empty = !is_end && self.last[0] == b'/';
                    // What is not closed ends with what it stands in.
                    if is_inside && (is_it && (is_end || is_empty) || is_closing) {
                        return Ok(true);
                    }
                }
            }
        }
        // Of one that is cut off there is the beginning; what is behind it is missed next.
        match is_closed || is_inside {
            true => Ok(is_inside),
            false => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }

    fn next_object(&mut self, is_wanted: bool) -> io::Result<bool> {
        loop {
            let Some(byte) = self.byte()? else {
                return Err(io::ErrorKind::UnexpectedEof.into());
            };
            match byte {
                b'{' => break,
                b']' | b'}' => return Ok(false),
                b'"' => self.string()?,
                _ => {}
            }
        }
        self.begin(is_wanted, b"");
        if let Some(first) = self.kept.first_mut() {
            *first = b'{';
        }
        let mut depth = 1;
        while depth > 0 {
            match self.byte()? {
                Some(b'{') => depth += 1,
                Some(b'}') => depth -= 1,
                Some(b'"') => self.string()?,
                Some(_) => {}
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        Ok(true)
    }

    /// Goes behind a string whose first sign is passed.
    fn string(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.input.fill_buf()?;
            let sign = memchr::memchr2(b'"', b'\\', buffer);
            let n_before = sign.unwrap_or(buffer.len());
            self.take(n_before)?;
            match self.byte()? {
                Some(b'\\') => _ = self.byte()?,
                Some(b'"') | None => return Ok(()),
                Some(_) => {}
            }
        }
    }

    /// What was passed last is the beginning of the entry.
    fn begin(&mut self, is_wanted: bool, name: &[u8]) {
        self.is_keeping = is_wanted;
        if is_wanted {
            self.kept.push(b'<');
            self.kept.extend_from_slice(name);
        }
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let Some(byte) = self.input.fill_buf()?.first().copied() else {
            return Ok(None);
        };
        self.take(1)?;
        Ok(Some(byte))
    }

    /// The name behind `<`, with what tells a comment and the like.
    fn name(&mut self) -> io::Result<Vec<u8>> {
        const LONGEST: usize = 64;
        let mut name = Vec::new();
        while name.len() < LONGEST && !matches!(&*name, b"!--" | b"![CDATA[") {
            let Some(byte) = self.input.fill_buf()?.first().copied() else {
                break;
            };
            let is_name = byte.is_ascii_alphanumeric() || b":-_.".contains(&byte);
            if !is_name && !(b"/![".contains(&byte) && (name.is_empty() || name.starts_with(b"!")))
            {
                break;
            }
            name.push(byte);
            self.take(1)?;
        }
        Ok(name)
    }

    /// Goes behind the next `end`, of up to three bytes; false where there is none.
    fn until(&mut self, end: &[u8]) -> io::Result<bool> {
        let (last, before) = end.split_last().unwrap_or((&0, &[]));
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let found = memchr::memchr(*last, buffer);
            let n_before = found.unwrap_or(buffer.len());
            self.take(n_before)?;
            if found.is_some() {
                let is_end = self.last[2 - before.len()..] == *before;
                self.take(1)?;
                if is_end {
                    self.last = [self.last[0], *last];
                    return Ok(true);
                }
            }
        }
    }

    /// Passes over bytes that are there.
    fn take(&mut self, n_bytes: usize) -> io::Result<()> {
        let taken = &self.input.fill_buf()?[..n_bytes];
        match taken {
            [] => {}
            [one] => self.last = [self.last[1], *one],
            [.., one, two] => self.last = [*one, *two],
        }
        // A byte more than the limit says that there is more than is read.
        if self.is_keeping && self.kept.len() as u64 <= LIMIT_MB << 20 {
            self.kept.extend_from_slice(taken);
        }
        self.input.consume(n_bytes);
        Ok(())
    }
}
