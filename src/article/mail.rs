//! A message as mail programs save it (RFC 5322 with MIME), newsletters among them, and pages that
//! browsers save as one (MHTML) → an article. The part in HTML is read as a page of HTML, else the
//! part in plain text as plain text; subject, sender and day are its fields. The lines that say
//! how it travelled are no text of it.

use std::iter;

use mail_parser::{
    Addr, Address, DateTime, HeaderValue, Message, MessageParser, MimeHeaders, PartType,
};

use crate::article::page::{byline, tell_language};
use crate::article::{
    self, Article, Date, Facts, Kind, Published, Reason, Time, Unreadable, decode, fields,
};
use crate::text::one_line;

/// Names of headers, one of each row at least in every message.
const SENT: &[&str] = &["from", "sender", "return-path", "delivered-to"];
const TRAVELLED: &[&str] = &["message-id", "mime-version", "received", "date"];

/// Whether bytes begin as a message does: with lines `Name: value` that all messages have, or drafts.
pub(crate) fn is_mail(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 16 * 1024;
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let head = head.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(head);
    let mut lines = head.split(|b| *b == b'\n').peekable();
    // Files of mailboxes begin each message with `From ` and a day.
    lines.next_if(|first| first.starts_with(b"From "));
    let (mut has_sender, mut has_travelled, mut has_kind, mut n_known) = (false, false, false, 0);
    let lines = lines.take_while(|line| !line.trim_ascii().is_empty());
    for line in lines.filter(|line| !line.starts_with(b" ") && !line.starts_with(b"\t")) {
        let name = line.split(|b| *b == b':').next().unwrap_or_default();
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
        if name.len() == line.len() || !name.iter().all(is_name) {
            break;
        }
        let is_one_of = |names: &[&str]| {
            let is_same = |known: &&str| name.eq_ignore_ascii_case(known.as_bytes());
            names.iter().any(is_same)
        };
        let (sends, travels) = (is_one_of(SENT), is_one_of(TRAVELLED));
        let is_kind = is_one_of(&["content-type", "content-transfer-encoding"]);
        has_sender |= sends;
        has_travelled |= travels;
        has_kind |= is_kind;
        n_known += usize::from(sends || travels || is_kind || is_one_of(&["to", "subject"]));
    }
    // A draft has not been sent yet.
    has_sender && (has_travelled && n_known >= 3 || has_kind && n_known >= 4)
}

pub(crate) fn extract(bytes: &[u8]) -> Result<Article, Unreadable> {
    let none = Unreadable::Binary {
        kind: Some("a message that is broken"),
    };
    let message = MessageParser::default().parse(bytes).ok_or(none)?;
    let address = text_of(message.header("Snapshot-Content-Location"));
    let mut article = body(&message, address.as_deref());
    let sent = message.date().and_then(published);
    let facts = Facts {
        kind: Kind::Mail,
        encoding: "UTF-8",
        ..article.facts.clone()
    };
    article.facts = facts;
    match address {
        // A page that a browser saved: the fields are the page's own.
        Some(address) => {
            article.facts.saved = sent;
            fields::take(&mut article, vec![("url".into(), vec![address])]);
            if article.title.is_none() {
                article.title = message.subject().map(one_line);
            }
        }
        None => take_headers(&mut article, &message, sent),
    }
    Ok(article)
}

/// Messages inside each other that are looked at.
const DEEPEST: usize = 16;

/// The text of a message, and behind it those of the messages that were passed on with it.
fn body(message: &Message<'_>, address: Option<&str>) -> Article {
    let mut article = own_body(message, address);
    for inner in iter::successors(passed_on(message), |inner| passed_on(inner)).take(DEEPEST) {
        let mut next = own_body(inner, None);
        take_headers(&mut next, inner, inner.date().and_then(published));
        article.go_on(next);
        tell_language(&mut article);
    }
    article
}

fn passed_on<'a>(message: &'a Message<'_>) -> Option<&'a Message<'a>> {
    message.parts.iter().find_map(|part| match &part.body {
        PartType::Message(inner) => Some(inner),
        _ => None,
    })
}

/// The text of a message itself, which may be a page from an address: its largest part in HTML, else
/// all of its plain text.
fn own_body(message: &Message<'_>, address: Option<&str>) -> Article {
    let pages = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Html(source) if !is_attached(part) => Some(source),
        _ => None,
    });
    if let Some(source) = pages.max_by_key(|source| source.len()) {
        return article::extract(source.to_string(), true, address);
    }
    let texts: Vec<String> = (message.parts.iter())
        .filter_map(|part| match &part.body {
            PartType::Text(text) if !is_attached(part) => Some(match is_flowed(part) {
                true => unflowed(text),
                false => text.to_string(),
            }),
            _ => None,
        })
        .collect();
    let text = texts.join("\n\n");
    let is_html = decode::is_html(&text);
    article::extract(text, is_html, address)
}

fn is_attached(part: &mail_parser::MessagePart<'_>) -> bool {
    let place = part.content_disposition();
    place.is_some_and(mail_parser::ContentType::is_attachment)
}

fn is_flowed(part: &mail_parser::MessagePart<'_>) -> bool {
    let kind = part.content_type();
    let format = kind.and_then(|kind| kind.attribute("format"));
    format.is_some_and(|format| format.eq_ignore_ascii_case("flowed"))
}

/// Lines that end with a blank go on in the next one (RFC 3676).
fn unflowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(line);
        if !line.ends_with(' ') || line == "-- " {
            out.push('\n');
        }
    }
    out
}

fn take_headers(article: &mut Article, message: &Message<'_>, sent: Option<Published>) {
    if let Some(subject) = message
        .subject()
        .map(one_line)
        .filter(|line| !line.is_empty())
    {
        fields::set_title(article, subject);
    }
    if let Some(sent) = sent {
        article.published = sent;
    }
    if let Some(name) = message.from().and_then(Address::first).and_then(name) {
        // Lists and papers send what they do not write.
        let is_list =
            message.header("List-Unsubscribe").is_some() || message.header("List-Id").is_some();
        match is_list || !byline::is_name(&name) {
            true => article.outlet = Some(name),
            false => article.byline = vec![name],
        }
    }
    let mut others = Vec::new();
    for (label, addresses) in [("To", message.to()), ("Cc", message.cc())] {
        let names: Vec<String> = addresses
            .iter()
            .flat_map(|all| all.iter())
            .filter_map(name)
            .collect();
        if !names.is_empty() {
            others.push(format!("{label}: {}", names.join(", ")));
        }
    }
    let attached = message
        .attachments()
        .filter_map(|part| part.attachment_name());
    others.extend(attached.map(|name| format!("Attachment: {}", one_line(name))));
    fields::put_first(article, others, Reason::Outside);
}

fn name(address: &Addr<'_>) -> Option<String> {
    let name = address.name().map(one_line).filter(|name| !name.is_empty());
    name.or_else(|| address.address().map(one_line))
}

fn text_of(value: Option<&HeaderValue<'_>>) -> Option<String> {
    let text = value?.as_text().map(one_line)?;
    (!text.is_empty()).then_some(text)
}

/// Day and time on the sender's clock.
fn published(sent: &DateTime) -> Option<Published> {
    let date = Date::new(i32::from(sent.year), sent.month, sent.day)?;
    Some(Published {
        date: Some(date),
        time: Time::new(sent.hour, sent.minute),
    })
}
