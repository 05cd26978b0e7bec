//! Films, sounds and posts of other sites inside a page: in, the element; out, the words that stand
//! for it, in the language of the page.

use dom_query::NodeRef;

use crate::text::{clean, one_line};

/// What is embedded.
#[derive(Clone, Copy)]
enum Media {
    Video,
    Audio,
    Post,
}

/// Sites whose frames are something to see or hear; of others they are mostly adverts.
const SITES: &[(&str, Media)] = &[
    ("youtube.com", Media::Video),
    ("youtube-nocookie.com", Media::Video),
    ("youtu.be", Media::Video),
    ("vimeo.com", Media::Video),
    ("dailymotion.com", Media::Video),
    ("aparat.com", Media::Video),
    ("brightcove.net", Media::Video),
    ("rumble.com", Media::Video),
    ("tiktok.com", Media::Video),
    ("soundcloud.com", Media::Audio),
    ("spotify.com", Media::Audio),
    ("podcasts.apple.com", Media::Audio),
    ("twitter.com", Media::Post),
    ("x.com", Media::Post),
    ("facebook.com", Media::Post),
    ("instagram.com", Media::Post),
    ("t.me", Media::Post),
];

/// The words for an embedded film, sound or post: `[video: title — host]`; none for anything else.
pub(crate) fn placeholder(node: &NodeRef<'_>, name: &str, language: &str) -> Option<String> {
    let source = source(node);
    let host = source.as_deref().and_then(host);
    let of_site = host.as_deref().and_then(site);
    let media = match name {
        "video" => Media::Video,
        "audio" => Media::Audio,
        "iframe" | "embed" | "object" => of_site?,
        _ => return None,
    };
    let title = ["title", "aria-label"].iter().find_map(|name| {
        let title = one_line(&node.attr(name)?);
        (!title.is_empty() && title.chars().count() <= 200).then_some(title)
    });
    let word = word(media, language);
    Some(match (title, host) {
        (Some(title), Some(host)) => format!("[{word}: \u{2068}{title}\u{2069} — {host}]"),
        (Some(title), None) => format!("[{word}: \u{2068}{title}\u{2069}]"),
        (None, Some(host)) => format!("[{word} — {host}]"),
        (None, None) => format!("[{word}]"),
    })
}

fn source(node: &NodeRef<'_>) -> Option<String> {
    let of = |node: &NodeRef<'_>| {
        let names = ["src", "data-src", "data"];
        let found = names.iter().find_map(|name| node.attr(name));
        found
            .map(|source| source.to_string())
            .filter(|source| !source.is_empty())
    };
    of(node).or_else(|| {
        let inner = node.children_it(false);
        inner.take(20).find_map(|child| of(&child))
    })
}

/// The host of an address on the web, without `www.`
fn host(source: &str) -> Option<String> {
    const LONGEST: usize = 80;
    let rest = source.trim();
    let rest = rest
        .strip_prefix("https:")
        .or_else(|| rest.strip_prefix("http:"))
        .unwrap_or(rest);
    let host = rest
        .strip_prefix("//")?
        .split(['/', '?', '#', ':'])
        .next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_host = host.len() <= LONGEST && host.contains('.') && host.is_ascii();
    is_host.then(|| clean(host).to_ascii_lowercase())
}

fn site(host: &str) -> Option<Media> {
    let is_of = |site: &str| {
        host.strip_suffix(site)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    SITES
        .iter()
        .find(|(site, _)| is_of(site))
        .map(|(_, media)| *media)
}

fn word(media: Media, language: &str) -> &'static str {
    let [video, audio, post] = match language {
        "ar" => ["فيديو", "صوت", "منشور"],
        "fa" => ["ویدئو", "صدا", "پست"],
        "ur" => ["ویڈیو", "آڈیو", "پوسٹ"],
        "he" => ["סרטון", "הקלטה", "פוסט"],
        "de" => ["Video", "Audio", "Beitrag"],
        "fr" => ["vidéo", "audio", "publication"],
        "es" => ["vídeo", "audio", "publicación"],
        "tr" => ["video", "ses", "gönderi"],
        _ => ["video", "audio", "post"],
    };
    match media {
        Media::Video => video,
        Media::Audio => audio,
        Media::Post => post,
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[test]
    fn embedded_media_are_named_with_their_site() {
        let check = |source: &str, language: &str, expected: Option<&str>| {
            let document = Document::from(source);
            let found = ["iframe", "video", "audio"].iter().find_map(|name| {
                let node = document.select(name).nodes().first().cloned()?;
                placeholder(&node, name, language)
            });
            assert_eq!(found.as_deref(), expected, "{source}");
        };
        let youtube = "<iframe src='https://www.youtube.com/embed/a' title='سفينة'></iframe>";
        check(
            youtube,
            "ar",
            Some("[فيديو: \u{2068}سفينة\u{2069} — youtube.com]"),
        );
        check(
            "<iframe data-src='//open.spotify.com/e'></iframe>",
            "ur",
            Some("[آڈیو — open.spotify.com]"),
        );
        check(
            "<iframe src='https://ads.example.com/a'></iframe>",
            "en",
            None,
        );
        check(
            "<iframe src='https://notyoutube.com/a'></iframe>",
            "en",
            None,
        );
        check(
            "<video><source src='https://cdn.example.org/a.mp4'></video>",
            "en",
            Some("[video — cdn.example.org]"),
        );
        check(
            "<audio src='a.mp3' title='The tide'></audio>",
            "en",
            Some("[audio: \u{2068}The tide\u{2069}]"),
        );
    }
}
