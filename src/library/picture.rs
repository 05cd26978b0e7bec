//! The bytes of a picture of an article: from its own address (`data:`, RFC 2397), from beside the
//! page, from the message that holds both, or, only where the user asks for that, from the web. From
//! the disk comes nothing but files below the folder of the page.

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
#[cfg(feature = "web")]
use std::time::Instant;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::article::{self, Article, Kind};
use crate::library::address::Address;
use crate::library::file::open_at_once;
use crate::library::web::{Patience, Web, is_address};
use crate::library::{Fault, Source};
use crate::picture::MOST_BYTES;

/// Why there are no bytes.
#[derive(Debug, thiserror::Error)]
pub enum Unseen {
    /// It is on the web, and nobody asked for that.
    #[error("this picture is on the web")]
    Away,
    /// It is not where the page says, or nothing that is read from there.
    #[error("this picture is not beside the page")]
    Missing,
    /// It has more bytes than are read.
    #[error("this picture is larger than {} MB", MOST_BYTES >> 20)]
    TooLarge,
    /// It is of a kind that no picture is.
    #[error("this is no picture but {0}")]
    Other(String),
    /// It could not be fetched.
    #[error("this picture cannot be fetched: {0}")]
    Web(#[from] Fault),
}

/// Reads the picture of a link in an article that is from `source`. It is fetched from the web where
/// that is given.
///
/// # Errors
/// Where it is missing, not to be read, or too large.
pub fn picture(
    source: &Source,
    article: &Article,
    link: &str,
    web: Option<&Arc<Web>>,
) -> Result<Vec<u8>, Unseen> {
    let link = link.trim();
    if let Some(inline) = strip_scheme(link, "data") {
        return from_address(inline);
    }
    if article.facts.kind == Kind::Mail
        && let Ok(raw) = source.raw()
        && let Some(bytes) = article::enclosed(&raw.into_bytes(), link)
    {
        return bounded(bytes);
    }
    if let Source::File(page) = source
        && let Some(path) = beside(page, link)
    {
        return read(&path);
    }
    let at = address(source, article, link).ok_or(Unseen::Missing)?;
    let web = web.ok_or(Unseen::Away)?;
    let named = match source {
        Source::Web(page) => Some(page.address()),
        _ => None,
    };
    let fetched = fetch(&at, named, web.patience()?);
    bounded(fetched.map_err(|fault| match fault {
        Fault::TooLarge => Unseen::TooLarge,
        Fault::NoText(kind) => Unseen::Other(kind),
        fault => fault.into(),
    })?)
}

/// Fetches a picture. Into a private network only where the user named that very host, by the page that
/// it is on.
#[cfg(feature = "web")]
fn fetch(at: &Address, named: Option<&Address>, patience: &Patience) -> Result<Vec<u8>, Fault> {
    use crate::library::fetch::{Wanted, fetch};
    let due = Instant::now() + patience.whole;
    let wanted = Wanted::picture(named);
    let capture = fetch(at, &wanted, patience, due, &mut Vec::new(), &mut |_| true);
    capture.map(|capture| capture.body)
}

#[cfg(not(feature = "web"))]
fn fetch(_: &Address, _: Option<&Address>, _: &Patience) -> Result<Vec<u8>, Fault> {
    Err(Fault::NoWeb)
}

/// Where a link leads on the web.
fn address(source: &Source, article: &Article, link: &str) -> Option<Address> {
    let base = match source {
        Source::Web(page) => Some(page.address().clone()),
        _ => {
            let stated = article.facts.address.as_deref();
            stated.and_then(|stated| Address::parse(stated).ok())
        }
    };
    match (base, is_address(link)) {
        (Some(base), _) => base.join(link).ok(),
        (None, true) => Address::parse(link).ok(),
        (None, false) => match link.starts_with("//") {
            true => Address::parse(&format!("https:{link}")).ok(),
            false => None,
        },
    }
}

/// The file of a link on a page, where it is one below the folder of the page and no way leads out of
/// that: neither `..` nor a symbolic link.
fn beside(page: &Path, link: &str) -> Option<PathBuf> {
    const LONGEST: usize = 4000;
    if link.is_empty() || link.len() > LONGEST || link.contains("://") {
        return None;
    }
    let folder = match page.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = fs::canonicalize(folder).ok()?;
    let whole = link.split('#').next().unwrap_or_default();
    let short = whole.split('?').next().unwrap_or_default();
    let file = |link: &str| {
        let name = String::from_utf8(unescaped(link)).ok()?;
        let path = Path::new(&name);
        let is_inside =
            |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if name.contains('\0') || !path.components().all(is_inside) {
            return None;
        }
        let found = fs::canonicalize(folder.join(path)).ok()?;
        found.starts_with(&folder).then_some(found)
    };
    file(short).or_else(|| file(whole))
}

fn read(path: &Path) -> Result<Vec<u8>, Unseen> {
    let missing = |_| Unseen::Missing;
    let file = open_at_once(path).map_err(missing)?;
    let metadata = file.metadata().map_err(missing)?;
    match metadata.is_file() {
        false => return Err(Unseen::Missing),
        true if metadata.len() > MOST_BYTES as u64 => return Err(Unseen::TooLarge),
        true => {}
    }
    let mut bytes = Vec::new();
    let mut limited = file.take(MOST_BYTES as u64 + 1);
    limited.read_to_end(&mut bytes).map_err(missing)?;
    bounded(bytes)
}

fn bounded(bytes: Vec<u8>) -> Result<Vec<u8>, Unseen> {
    match bytes.len() > MOST_BYTES {
        true => Err(Unseen::TooLarge),
        false => Ok(bytes),
    }
}

/// What an address holds in itself, its scheme taken off.
fn from_address(inline: &str) -> Result<Vec<u8>, Unseen> {
    let (kind, written) = inline.split_once(',').ok_or(Unseen::Missing)?;
    if written.len() > MOST_BYTES / 3 * 4 + 4 {
        return Err(Unseen::TooLarge);
    }
    let mut bytes = unescaped(written);
    if !kind.to_ascii_lowercase().ends_with(";base64") {
        return Ok(bytes);
    }
    bytes.retain(|byte| !byte.is_ascii_whitespace());
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let decoder = GeneralPurpose::new(&STANDARD, config);
    decoder.decode(bytes).map_err(|_| Unseen::Missing)
}

fn strip_scheme<'a>(link: &'a str, scheme: &str) -> Option<&'a str> {
    let (found, rest) = link.split_once(':')?;
    found.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// The bytes that a link stands for: `%41` is `A`.
fn unescaped(link: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_below_the_page_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("site/page_files")).unwrap();
        fs::write(at("secret.png"), "secret").unwrap();
        fs::write(at("site/page_files/صورة 1.png"), "ship").unwrap();
        std::os::unix::fs::symlink(at("secret.png"), at("site/page_files/link.png")).unwrap();
        std::os::unix::fs::symlink(folder.path(), at("site/up")).unwrap();
        let page = at("site/page.html");
        let found = |link: &str| beside(&page, link).map(|path| read(&path).unwrap());
        for link in [
            "page_files/صورة 1.png",
            "./page_files/%D8%B5%D9%88%D8%B1%D8%A9%201.png?w=300#top",
        ] {
            assert_eq!(found(link).as_deref(), Some(&b"ship"[..]), "{link}");
        }
        let absolute = at("secret.png").to_string_lossy().into_owned();
        for link in [
            "../secret.png",
            "page_files/../../secret.png",
            "%2e%2e/secret.png",
            "page_files/link.png",
            "up/secret.png",
            &absolute,
            "/etc/passwd",
            "../../../../../../etc/passwd",
            "file:///etc/passwd",
            "page_files/%00.png",
            "missing.png",
            "",
        ] {
            assert_eq!(found(link), None, "{link}");
        }
        assert!(matches!(read(&at("site/page_files")), Err(Unseen::Missing)));
        let large = fs::File::create(at("site/large.png")).unwrap();
        large.set_len(30 << 20).unwrap();
        assert!(matches!(read(&at("site/large.png")), Err(Unseen::TooLarge)));
    }

    #[test]
    fn a_picture_may_stand_in_its_own_address() {
        let check = |link: &str, expected: Option<&str>| {
            let found = from_address(strip_scheme(link, "data").unwrap()).ok();
            let found = found.map(|bytes| String::from_utf8(bytes).unwrap());
            assert_eq!(found.as_deref(), expected, "{link}");
        };
        check("data:image/png;base64,c2hp cA==", Some("ship"));
        check("DATA:image/png;base64,c2hpcA", Some("ship"));
        check("data:,a%20ship", Some("a ship"));
        check("data:image/png;base64,&&&", None);
        check("data:image/png", None);
        let flood = format!("data:,{}", "a".repeat(30 << 20));
        check(&flood, None);
    }
}
