//! What a file of many pages is: by its name, and by the bytes that it begins with.

use std::path::Path;
use std::sync::Arc;

use crate::article::Feed;
use crate::library::{mailbox, tar};

/// What a file of many pages is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// An object of JSON on each line.
    Lines,
    /// Records of a web archive.
    Warc,
    /// The same, each packed by itself.
    PackedWarc,
    /// A tar archive.
    Tar,
    /// Entries of a feed.
    Feed(Arc<Feed>),
    /// Messages of a mailbox.
    Mailbox,
}

/// Ends of names that files of many pages have; in folders no others are looked into.
const ENDS: &[&str] = &[
    ".jsonl", ".ndjson", ".json", ".warc", ".wet", ".tar", ".tgz", ".xml", ".rss", ".atom", ".rdf",
    ".mbox", ".mbx",
];

/// Whether the name of a file may be that of one page too: most objects of JSON are, and much of XML
/// is no feed. Mailboxes and what was fetched may have a name that says nothing.
pub(crate) fn may_be_one(path: &Path) -> bool {
    path.extension()
        .is_none_or(|end| end.eq_ignore_ascii_case("json") || end.eq_ignore_ascii_case("xml"))
}

/// Whether a file is looked into by its name.
pub(crate) fn may_hold_many(path: &Path) -> bool {
    if path.extension().is_none() {
        return true;
    }
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let ends = |end: &str| {
        let start = name.len().checked_sub(end.len());
        start.is_some_and(|start| name[start..].eq_ignore_ascii_case(end.as_bytes()))
    };
    let packed = |end: &&str| {
        let packed = [".gz", ".zst"].map(|pack| format!("{end}{pack}"));
        packed.iter().any(|end| ends(end))
    };
    ENDS.iter().any(|end| ends(end)) || (ends(".gz") || ends(".zst")) && ENDS.iter().any(packed)
}

impl Form {
    /// What a file is by its first bytes; none where it is one page.
    pub(crate) fn of(first: &[u8]) -> Option<Self> {
        let feed = || Feed::of(first).map(|feed| Self::Feed(Arc::new(feed)));
        let mailbox = || mailbox::is_mailbox(first).then_some(Self::Mailbox);
        archive(first).or_else(mailbox).or_else(feed)
    }
}

fn archive(first: &[u8]) -> Option<Form> {
    if first.starts_with(b"WARC/") {
        return Some(Form::Warc);
    }
    if tar::is_tar(first) {
        return Some(Form::Tar);
    }
    let is_object = |line: &[u8]| {
        line.trim_ascii_start().starts_with(b"{\"") || line.trim_ascii_start().starts_with(b"{ \"")
    };
    let text = first
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(first)
        .trim_ascii_start();
    let (line, rest) = text.split_at(text.iter().position(|b| *b == b'\n')?);
    let is_whole = line.trim_ascii_end().ends_with(b"}");
    (is_object(line) && is_whole && is_object(rest)).then_some(Form::Lines)
}
