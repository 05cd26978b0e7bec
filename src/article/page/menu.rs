//! Menus that a page has on one line: items between signs, or nothing but blanks.

use crate::article::Reason;
use crate::article::cues::{CUES, Hit, Place, Sense};
use crate::article::fold::{fold, n_words};
use crate::article::page::lines::Line;
use crate::text::{Bytes, is_mark};

/// What furniture a line is that is a menu: `Home | News | Contact`, `Home News Sport`.
pub(crate) fn menu(line: &Line) -> Option<Hit> {
    const SIGNS: [char; 3] = ['|', '·', '•'];
    /// The words of an item of a menu.
    const MOST_WORDS: usize = 4;
    const MAY_BEGIN: Bytes<3> = Bytes::new([(b'|', b'|'), (0xC2, 0xC2), (0xE2, 0xE2)]);
    if MAY_BEGIN
        .find_char(&line.text, |c| SIGNS.contains(&c))
        .is_none()
    {
        return bare(line);
    }
    let items = line.text.split(SIGNS).map(fold);
    let items: Vec<String> = items.filter(|item| !item.is_empty()).collect();
    let known = |item: &String| CUES.furniture(item).filter(|hit| hit.place == Place::Line);
    // A headline, and what kind of a page it is of: `HEADLINE | Video`.
    let is_headline = |item: &String| known(item).is_none() && n_words(item) > MOST_WORDS;
    (items.len() > 1 && !items.iter().any(is_headline))
        .then(|| items.iter().find_map(known))
        .flatten()
}

/// A menu without signs: a way through the site first, and then hardly anything but others and
/// sections of a paper.
fn bare(line: &Line) -> Option<Hit> {
    const LONGEST: usize = 200;
    if line.ended || line.n_chars > LONGEST {
        return None;
    }
    let folded = line.folded();
    let n_words = CUES.menu_item(folded)?;
    let is_plain =
        |c: char| c.is_alphanumeric() || c.is_whitespace() || is_mark(c) || "&-'’".contains(c);
    if !line.text.chars().all(is_plain) {
        return None;
    }
    let (mut n_known, mut n_all) = (0, 0);
    let mut rest = skip(folded, n_words);
    while !rest.is_empty() {
        let known = CUES.start(rest, Sense::Section).max(CUES.menu_item(rest));
        n_known += usize::from(known.is_some());
        n_all += 1;
        rest = skip(rest, known.unwrap_or(1));
    }
    (n_all >= 2 && n_known * 4 >= n_all * 3).then_some(Hit {
        reason: Reason::Navigation,
        place: Place::Line,
        n_words,
        is_end: false,
    })
}

/// The folded text behind so many of its words.
fn skip(folded: &str, n_words: usize) -> &str {
    let behind = folded.match_indices(' ').nth(n_words - 1);
    behind.map_or("", |(at, _)| &folded[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_are_told_with_signs_and_without() {
        let check = |text: &str, expected: bool| {
            assert_eq!(
                menu(&Line::of(0, text.into(), false)).is_some(),
                expected,
                "{text:?}"
            );
        };
        check("Home | News | Contact", true);
        check("Home News Sport", true);
        check(
            "Rescuers reach the last village in the hills | Video",
            false,
        );
        check("الرئيسية أخبار اقتصاد رياضة", true);
        check("首页 新闻 体育 财经", true);
        check("Inicio Noticias Deportes", true);
        check("Search for survivors goes on", false);
        check("Home prices fall", false);
        check("More sport for girls in schools", false);
        check("Home News Sport.", false);
        check("Home > Culture > Books", false);
    }
}
