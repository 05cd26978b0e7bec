//! The section of the outlet that an article stands in: from a path of sections, from two names
//! glued by a blank, from one name alone that is no item of a menu.

use crate::article::Reason;
use crate::article::cues::{CUES, Sense};
use crate::article::fold::fold;
use crate::article::page::lines::Line;
use crate::article::page::title::{crumbs, is_dating};
use crate::text::one_line;

/// Whether the folded text is the name of a section, or two of them with an "and" between:
/// `Politics and Economy`, `ثقافة وفنون`.
pub(crate) fn is_section(folded: &str) -> bool {
    let is_one = |name: &str| CUES.is(name, Sense::Section);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_two = |at: usize| {
        let (first, rest) = (words[..at].join(" "), words[at..].join(" "));
        let second = rest
            .split_once(' ')
            .filter(|(and, _)| CUES.is(and, Sense::And))
            .map(|(_, second)| second)
            .or_else(|| rest.strip_prefix('و'));
        is_one(&first) && second.is_some_and(is_one)
    };
    is_one(folded) || (2..=5).contains(&words.len()) && (1..words.len()).any(is_two)
}

/// Whether the line is one of a list of sections: a line beside it is such a line too.
pub(crate) fn is_in_menu(lines: &[Line], idx: usize) -> bool {
    let is_next = |above: &Line, below: &Line| !below.gap || below.bullet && above.bullet;
    let is_section = |line: &Line| is_section(line.folded());
    let line = &lines[idx];
    let above = idx.checked_sub(1).map(|idx| &lines[idx]);
    let below = lines.get(idx + 1);
    let is_item = |other: &Line| is_section(other) || other.bullet && line.bullet;
    // A kicker in capitals below a menu.
    let is_large = |line: &Line| {
        line.text.contains(char::is_uppercase) && !line.text.contains(char::is_lowercase)
    };
    if is_large(line) && above.is_some_and(|above| !is_large(above)) {
        return false;
    }
    let is_beside = above.is_some_and(|above| is_next(above, line) && is_item(above))
        || below.is_some_and(|below| is_next(line, below) && is_item(below));
    is_section(line) && (is_beside || is_among_items(lines, idx))
}

/// Whether short lines follow one another around the line as the items of a menu do: two of them sections,
/// or four with one that only menus have. Where all lines are apart, gaps say nothing.
fn is_among_items(lines: &[Line], idx: usize) -> bool {
    const REACH: usize = 4;
    const MOST_WORDS: usize = 3;
    let near = idx.saturating_sub(REACH)..lines.len().min(idx + REACH + 1);
    let are_apart = lines[near.clone()].iter().skip(1).all(|line| line.gap);
    let is_of_menu = |line: &Line| line.reason() == Some(Reason::Navigation);
    let is_item = |at: &usize| {
        let line = &lines[*at];
        line.n_words() <= MOST_WORDS
            && (line.hit.is_none() || is_of_menu(line))
            && line.text.contains(char::is_alphabetic)
            && !line.text.contains(char::is_numeric)
    };
    let goes_on = |at: usize| are_apart || !lines[at].gap;
    let above = (near.start..idx).rev();
    let above = above.take_while(|at| goes_on(at + 1) && is_item(at));
    let below = (idx + 1..near.end).take_while(|at| goes_on(*at) && is_item(at));
    let items = || above.clone().chain(below.clone()).map(|at| &lines[at]);
    items().filter(|line| is_section(line.folded())).count() >= 2
        || items().count() >= REACH && items().any(is_of_menu)
}

/// The line above the headline, and above a day there, where the menu of the page has it, too: the section.
pub(crate) fn over_title(lines: &[Line], idx: usize, title: Option<usize>) -> Option<String> {
    const MOST_WORDS: usize = 3;
    const MOST_BETWEEN: usize = 2;
    let line = &lines[idx];
    let above = idx.checked_sub(1)?;
    let between = title.and_then(|title| lines.get(idx + 1..title))?;
    let is_over = between.len() <= MOST_BETWEEN && between.iter().all(is_dating);
    let is_over = is_over && line.hit.is_none() && line.n_words() <= MOST_WORDS;
    // Some pages have their whole menu twice, and some their name above it and again below.
    let is_same = |other: usize| {
        let before = &lines[other - 1];
        lines[other].text == line.text
            && before.text != lines[above].text
            && (is_section(line.folded()) || is_section(before.folded()))
            && is_among_items(lines, other)
    };
    (is_over && (1..above).any(is_same)).then(|| one_line(&line.text))
}

/// Names of sections that hold all others, folded.
const WIDEST: &[&str] = &[
    "news",
    "новости",
    "новини",
    "haberler",
    "berita",
    "समाचार",
    "nieuws",
    "notizie",
    "nyheter",
    "wiadomosci",
    "zpravy",
    "ειδησεις",
    "ニュース",
    "新闻",
    "新聞",
    "اخبار",
    "الاخبار",
    "خبرين",
    "nachrichten",
    "noticias",
    "actualites",
    "חדשות",
];

/// The section that a line names: a path of sections, two names of sections side by side, or one.
pub(crate) fn section(text: &str, folded: &str) -> Option<String> {
    let is_home = |crumb: &str| {
        let folded = fold(crumb);
        CUES.furniture(&folded).is_some() || WIDEST.contains(&folded.as_str())
    };
    if let Some(crumbs) = crumbs(text) {
        let crumb = crumbs.iter().find(|crumb| !is_home(crumb))?;
        let is_known = crumbs
            .first()
            .is_some_and(|crumb| is_home(crumb) || CUES.is(&fold(crumb), Sense::Section));
        return is_known.then(|| one_line(crumb));
    }
    if is_section(folded) {
        return Some(one_line(text));
    }
    // "News World News", "News | World": sections side by side; the last is the narrowest.
    let words = text.split_whitespace();
    let words: Vec<&str> = words
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect();
    (1..words.len().min(5)).find_map(|at| {
        let (wide, narrow) = (words[..at].join(" "), words[at..].join(" "));
        let are_both =
            CUES.is(&fold(&wide), Sense::Section) && CUES.is(&fold(&narrow), Sense::Section);
        are_both.then_some(narrow)
    })
}

/// `… in Politics`, behind a date.
pub(crate) fn section_after(after: &str) -> Option<String> {
    let rest = after.trim().strip_prefix("in ")?;
    CUES.is(&fold(rest), Sense::Section).then(|| one_line(rest))
}
