//! Bytes → text. Byte order marks first, then the pattern of UTF-16, valid UTF-8, UTF-8 with a
//! few broken bytes, what an HTML page says of itself as far as its bytes bear it out, and last the
//! legacy encodings by their letters. What is plainly no text is refused with its kind. WHATWG Encoding Standard for names and for the decoders.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::article::utf_16;
use crate::article::{Raw, Unreadable, doubt};
use crate::text::Bytes;

/// A page as text, not yet sanitised.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    /// Whether bytes had to be replaced.
    pub(crate) lossy: bool,
}

/// Bytes looked at to tell text from other things and one legacy encoding from another.
const SAMPLE: usize = 64 * 1024;

pub(crate) fn decode(raw: Raw) -> Result<Decoded, Unreadable> {
    let told = raw.origin.charset.as_deref();
    let told = told.and_then(|label| Encoding::for_label(label.as_bytes()));
    let bytes = match raw.into_text() {
        Ok(text) => match encoding_of(text.as_bytes())? {
            Some((encoding, mark)) if encoding != UTF_8 => {
                return Ok(decode_as(encoding, &text.as_bytes()[mark..]));
            }
            found => return Ok(as_it_is(text, found.map_or(0, |(_, mark)| mark))),
        },
        Err(bytes) => bytes,
    };
    if let Some((encoding, mark)) = encoding_of(&bytes)? {
        return Ok(decode_as(encoding, &bytes[mark..]));
    }
    // Menus of a page may fill the beginning with ASCII: look where the other letters are.
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let sample = &bytes[first..bytes.len().min(first + SAMPLE)];
    if is_mostly_utf_8(sample) {
        return Ok(decode_as(UTF_8, &bytes));
    }
    let told = told.filter(|told| *told != UTF_8 && told.is_ascii_compatible());
    let stated = told.or_else(|| stated_encoding(&bytes));
    if let Some(encoding) = stated.filter(|stated| !stated.is_single_byte()) {
        return Ok(decode_as(encoding, &bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    // Some sites state the encoding that a program of theirs came with.
    let believed = stated.filter(|stated| !doubt::is_refuted(stated, guessed, sample));
    Ok(decode_as(believed.unwrap_or(guessed), &bytes))
}

/// The encoding that the first bytes tell, and the length of the mark that tells it.
fn encoding_of(bytes: &[u8]) -> Result<Option<(&'static Encoding, usize)>, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some(marked) = Encoding::for_bom(bytes) {
        return Ok(Some(marked));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(kind) = kind_by_magic(sample) {
        return Err(Unreadable::Binary { kind: Some(kind) });
    }
    if let Some(encoding) = utf_16::without_mark(sample) {
        return Ok(Some((encoding, 0)));
    }
    if bytes.iter().all(|b| *b == 0 || b.is_ascii_whitespace()) {
        return Err(Unreadable::Blank);
    }
    let n_controls = n_controls(sample);
    if n_controls > 0 && n_controls * 100 > sample.len() * most_controls(sample) {
        return Err(Unreadable::Binary { kind: None });
    }
    Ok(None)
}

/// The encoding that a page names near its beginning: `<meta charset=…>`, `charset=` in the
/// content of a `meta`, `encoding=` of an XML declaration. One of two bytes a letter cannot have
/// been read this far.
fn stated_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    const NEAR: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(NEAR)]).to_ascii_lowercase();
    let named = head.split('<').skip(1).find_map(|tag| {
        let tag = tag.split('>').next().unwrap_or(tag);
        let key = match () {
            () if tag.starts_with("meta") => "charset",
            () if tag.starts_with("?xml") => "encoding",
            () => return None,
        };
        let (_, rest) = tag.split_once(key)?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let label = rest.trim_start_matches(['"', '\'']);
        label.split(['"', '\'', ' ', ';', '/', '?']).next()
    })?;
    let encoding = Encoding::for_label(named.as_bytes())?;
    (encoding != UTF_8 && encoding.is_ascii_compatible()).then_some(encoding)
}

/// Whether `text` begins as an HTML page does, after blanks, comments and an XML declaration; or
/// with another of its elements, and closes some.
pub(crate) fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    for _ in 0..16 {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?") {
            rest.find('>').map(|at| at + 1)
        } else {
            None
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => break,
        }
    }
    let begins = |tag: &str| {
        rest.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
            && !rest[tag.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    const PARTS: &[&str] = &[
        "<title", "<meta", "<link", "<script", "<style", "<article", "<main", "<section",
        "<header", "<div", "<table", "<h1", "<h2", "<p", "<center",
    ];
    ["<!doctype html", "<html", "<head", "<body"]
        .into_iter()
        .any(begins)
        || PARTS.iter().copied().any(begins) && rest.contains("</")
}

/// UTF-8 without its mark.
fn as_it_is(mut text: String, mark: usize) -> Decoded {
    text.drain(..mark);
    Decoded {
        text,
        encoding: UTF_8.name(),
        lossy: false,
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        lossy,
    }
}

/// The controls in a hundred bytes that may be text. Compressed data has eleven and is never
/// UTF-8; where UTF-8 holds throughout, strays are dropped rather than the file refused.
fn most_controls(sample: &[u8]) -> usize {
    match std::str::from_utf8(sample) {
        Ok(_) => 30,
        Err(error) if error.error_len().is_none() => 30,
        Err(_) => 5,
    }
}

/// Bytes that no text holds; blanks, backspace and the escape of a terminal's own log are let be.
fn n_controls(sample: &[u8]) -> usize {
    const CONTROLS: Bytes<4> = Bytes::new([(0, 0x07), (0x0E, 0x1A), (0x1C, 0x1F), (0x7F, 0x7F)]);
    CONTROLS.count(sample)
}

/// Whether sequences of UTF-8 are whole at least three times as often as they are broken: in
/// other encodings of the same letters hardly one is.
fn is_mostly_utf_8(sample: &[u8]) -> bool {
    let (mut n_whole, mut n_broken) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        n_whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_whole > 0 && n_whole >= 3 * n_broken
}

fn kind_by_magic(sample: &[u8]) -> Option<&'static str> {
    /// Beginnings that no text has.
    const SURE: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"PK\x05\x06", "a ZIP archive"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF87a", "a GIF image"),
        (b"GIF89a", "a GIF image"),
        (b"II*\0", "a TIFF image"),
        (b"MM\0*", "a TIFF image"),
        (b"\x1F\x8B", "gzip data"),
        (b"\xFD7zXZ\0", "xz data"),
        (b"\x28\xB5\x2F\xFD", "zstd data"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
        (b"Rar!\x1A\x07", "a RAR archive"),
        (b"\x7FELF", "a program (ELF)"),
        (b"\0asm", "a WebAssembly module"),
        (b"SQLite format 3\0", "an SQLite database"),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            "an old office document",
        ),
        (b"{\\rtf1", "an RTF document"),
        (b"OggS\0", "Ogg audio or video"),
    ];
    /// Beginnings that a text might have; a NUL soon after tells.
    const WITH_NUL: &[(&[u8], &str)] = &[
        (b"MZ", "a Windows program"),
        (b"BM", "a BMP image"),
        (b"BZh", "bzip2 data"),
        (b"ID3", "MP3 audio"),
        (b"RIFF", "an image, audio or video (RIFF)"),
    ];
    let find = |list: &'static [(&[u8], &'static str)]| {
        list.iter()
            .find(|(magic, _)| sample.starts_with(magic))
            .map(|(_, kind)| *kind)
    };
    if let Some(kind) = find(SURE) {
        return Some(kind);
    }
    if sample.get(4..8) == Some(b"ftyp") {
        return Some("a video or an image (MPEG-4)");
    }
    if sample.get(257..262) == Some(b"ustar") {
        return Some("a tar archive");
    }
    sample[..sample.len().min(64)]
        .contains(&0)
        .then(|| find(WITH_NUL))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_told_from_the_bytes() {
        let check = |bytes: &[u8], encoding: &str, text: &str, lossy: bool| {
            let decoded = decode(bytes.into()).unwrap();
            assert_eq!(
                (decoded.encoding, decoded.text.as_str(), decoded.lossy),
                (encoding, text, lossy)
            );
        };
        let utf_16 = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let arabic = "قال وزير الخارجية إن المفاوضات مستمرة بين البلدين منذ شهر";
        let hebrew = "ראש הממשלה אמר היום כי המשא ומתן יימשך גם בשבוע הבא בירושלים";
        let english = "The minister said that talks would go on.";
        check("plain".as_bytes(), "UTF-8", "plain", false);
        check(b"\xEF\xBB\xBFplain", "UTF-8", "plain", false);
        for text in [english, arabic, hebrew] {
            check(&utf_16(text, false), "UTF-16LE", text, false);
            check(&utf_16(text, true), "UTF-16BE", text, false);
            check(
                &[b"\xFF\xFE", &*utf_16(text, false)].concat(),
                "UTF-16LE",
                text,
                false,
            );
            check(
                &[b"\xFE\xFF", &*utf_16(text, true)].concat(),
                "UTF-16BE",
                text,
                false,
            );
        }
        check(
            &encoding_rs::WINDOWS_1256.encode(arabic).0,
            "windows-1256",
            arabic,
            false,
        );
        check(
            &encoding_rs::WINDOWS_1255.encode(hebrew).0,
            "windows-1255",
            hebrew,
            false,
        );
        let stated = [
            b"<html><meta http-equiv=content-type content='text/html; charset=windows-1256'>",
            &*encoding_rs::WINDOWS_1256.encode("خبر").0,
        ];
        check(
            &stated.concat(),
            "windows-1256",
            "<html><meta http-equiv=content-type content='text/html; charset=windows-1256'>خبر",
            false,
        );
        let stated = [b"<meta charset=\"iso-8859-2\">", &b"\xB1"[..]].concat();
        check(
            &stated,
            "ISO-8859-2",
            "<meta charset=\"iso-8859-2\">ą",
            false,
        );
        check(
            b"caf\xE9 cr\xE8me, d\xE9j\xE0 vu",
            "windows-1252",
            "café crème, déjà vu",
            false,
        );
        check(
            &[arabic.as_bytes(), b" \xFF\xFE ", arabic.as_bytes()].concat(),
            "UTF-8",
            &format!("{arabic} \u{FFFD}\u{FFFD} {arabic}"),
            true,
        );
        // What a page says of itself is not believed against its letters.
        let stated = |label: &str, encoding: &'static Encoding, text: &str| {
            let head = format!("<html><meta charset=\"{label}\"><p>");
            let bytes = [head.as_bytes(), &*encoding.encode(text).0].concat();
            (bytes, head + text)
        };
        let russian =
            "Министр сообщил, что переговоры между странами продолжатся уже на следующей неделе";
        let french = "Le ministre a déclaré que les négociations étaient déjà engagées à la mi-été";
        let greek = "Ο υπουργός δήλωσε ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα";
        let ways = [
            (arabic, encoding_rs::WINDOWS_1256, "iso-8859-1"),
            (arabic, encoding_rs::WINDOWS_1256, "windows-1251"),
            (hebrew, encoding_rs::WINDOWS_1255, "windows-1252"),
            (russian, encoding_rs::WINDOWS_1251, "windows-1252"),
            (russian, encoding_rs::WINDOWS_1251, "windows-1256"),
            (french, encoding_rs::WINDOWS_1252, "windows-1251"),
        ];
        for (text, encoding, label) in ways {
            let (bytes, text) = stated(label, encoding, text);
            check(&bytes, encoding.name(), &text, false);
        }
        for (text, encoding) in [
            (arabic, encoding_rs::WINDOWS_1256),
            (hebrew, encoding_rs::WINDOWS_1255),
            (russian, encoding_rs::WINDOWS_1251),
            (french, encoding_rs::WINDOWS_1252),
            (greek, encoding_rs::WINDOWS_1253),
        ] {
            let (bytes, text) = stated(encoding.name(), encoding, text);
            check(&bytes, encoding.name(), &text, false);
        }
        let head = "<html><meta charset=\"iso-8859-1\"><p>";
        check(
            &[head, arabic].concat().into_bytes(),
            "UTF-8",
            &[head, arabic].concat(),
            false,
        );
        let chinese = "部长说，两国之间的会谈将在下周继续进行。\n会谈已经持续了一个月。";
        let hindi = "मंत्री ने कहा कि दोनों देशों के बीच बातचीत अगले सप्ताह भी जारी रहेगी।";
        for text in [chinese, hindi, &[arabic, chinese].concat()] {
            check(&utf_16(text, false), "UTF-16LE", text, false);
            check(&utf_16(text, true), "UTF-16BE", text, false);
        }
        let gbk = encoding_rs::GBK.encode(chinese).0;
        check(&gbk, "GBK", chinese, false);
        check(
            b"one\0two three four five six",
            "UTF-8",
            "one\0two three four five six",
            false,
        );
    }

    #[test]
    fn what_is_no_text_is_refused_by_kind() {
        let check = |bytes: &[u8], expected: Unreadable| {
            assert_eq!(decode(bytes.into()).unwrap_err(), expected, "{bytes:?}");
        };
        let binary = |kind| Unreadable::Binary { kind: Some(kind) };
        check(b"", Unreadable::Empty);
        check(&[0; 64], Unreadable::Blank);
        check(b" \n\0\t", Unreadable::Blank);
        check(b"%PDF-1.7\n%\xE2\xE3", binary("a PDF document"));
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", binary("a PNG image"));
        check(
            b"PK\x03\x04\x14\0",
            binary("a ZIP archive or an office document"),
        );
        check(b"\x7FELF\x02\x01\x01\0", binary("a program (ELF)"));
        check(b"\x1F\x8B\x08\0", binary("gzip data"));
        check(b"MZ\x90\0\x03\0\0\0", binary("a Windows program"));
        check(
            b"\x01\x02\x03abc\x04\x05",
            Unreadable::Binary { kind: None },
        );
        assert!(decode(b"MZ is how a text may begin"[..].into()).is_ok());
        assert!(decode(b"\x1b[1mbold\x1b[0m"[..].into()).is_ok());
    }

    #[test]
    fn html_is_known_by_its_beginning() {
        let check = |text, expected| assert_eq!(is_html(text), expected, "{text:?}");
        check("<!DOCTYPE html><title>x", true);
        check("\n  <!-- saved from url -->\n<html lang=ar>", true);
        check("<?xml version=\"1.0\"?><html>", true);
        check("<div class=a><p>x</p></div>", true);
        check("<p>is a tag", false);
        check("<headline>", false);
        check("The <html> tag opens a page", false);
        check("", false);
    }
}
