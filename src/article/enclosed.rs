//! What a message holds beside its text: pages that browsers save as one file (MHTML, RFC 2557) and
//! newsletters have their pictures in parts of their own.

use mail_parser::{Message, MessageParser, MimeHeaders};

/// The bytes of the part that a link in a message leads to: by `cid:`, or by the address that the part
/// was saved from.
pub fn enclosed(message: &[u8], link: &str) -> Option<Vec<u8>> {
    let message = MessageParser::default().parse(message)?;
    let part = part(&message, link)?;
    Some(message.parts.get(part)?.contents().to_vec())
}

fn part(message: &Message<'_>, link: &str) -> Option<usize> {
    let cid = link.get(..4).filter(|it| it.eq_ignore_ascii_case("cid:"));
    let cid = cid.map(|_| &link[4..]);
    message.parts.iter().position(|part| match cid {
        Some(cid) => part
            .content_id()
            .is_some_and(|id| id.trim_matches(['<', '>']) == cid),
        None => part.content_location() == Some(link),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_by_their_names() {
        let message = "From: a@example.org\r\nMIME-Version: 1.0\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\n\
            Content-Type: multipart/related; boundary=\"b\"\r\n\r\n\
            --b\r\nContent-Type: text/html\r\n\r\n<p>ship</p>\r\n\
            --b\r\nContent-Type: image/png\r\nContent-ID: <one@x>\r\nContent-Transfer-Encoding: base64\r\n\
            Content-Location: https://example.org/ship.png\r\n\r\nc2hpcA==\r\n--b--\r\n";
        let found = |link| enclosed(message.as_bytes(), link);
        for link in ["cid:one@x", "CID:one@x", "https://example.org/ship.png"] {
            assert_eq!(found(link).as_deref(), Some(&b"ship"[..]), "{link}");
        }
        assert_eq!(found("cid:two@x"), None);
        assert_eq!(found("ship.png"), None);
    }
}
