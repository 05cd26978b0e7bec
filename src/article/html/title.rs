//! The headline of a page: a heading that says what the page states as its title, else what it
//! states.

use crate::article::BlockKind;
use crate::article::cues::{CUES, Sense};
use crate::article::fold::{fold, n_words};
use crate::article::html::meta::Meta;
use crate::article::html::passage::{Linked, Passage, Place, Walked};
use crate::article::page::lines::Line;
use crate::article::page::{byline, stamp};
use crate::text::one_line;

/// Headings that are weighed against the name of the site.
const LOOKED_AT: usize = 20;

/// A headline, and the passage that it stands in.
#[derive(Debug, Default)]
pub(crate) struct Headline {
    pub(crate) text: Option<String>,
    pub(crate) passage: Option<usize>,
}

pub(crate) fn find(page: &Walked, meta: &Meta, body_start: usize) -> Headline {
    let mut stated: Vec<String> = meta.titles.clone();
    stated.push(page.title.clone());
    let stated: Vec<String> = stated
        .iter()
        .map(|title| without_outlet(title, meta.outlet.as_deref()))
        .filter(|title| !title.is_empty())
        .collect();
    let folded: Vec<String> = stated.iter().map(|title| fold(title)).collect();
    let mut headings: Vec<usize> = (0..page.passages.len())
        .filter(|idx| is_heading(&page.passages[*idx]))
        .collect();
    without_masthead(&mut headings, page, meta, body_start);
    let text = |idx: usize| page.passages[idx].text.replace('\u{2028}', " ");
    // A heading that is what the page states.
    for (title, folded) in stated.iter().zip(&folded) {
        let same = headings.iter().find(|idx| fold(&text(**idx)) == *folded);
        if let Some(idx) = same {
            return Headline {
                text: Some(text(*idx)),
                passage: Some(*idx),
            };
        }
        // With a kicker before it, or something behind.
        let longer = headings.iter().find(|idx| {
            let heading = fold(&text(**idx));
            n_words(folded) >= 3
                && heading.len() < folded.len() + 60
                && (heading.starts_with(folded.as_str()) || heading.ends_with(folded.as_str()))
        });
        if let Some(idx) = longer {
            let heading = text(*idx);
            // `Name: what is said` is one headline.
            let is_whole = heading
                .split_once(':')
                .is_some_and(|(kicker, rest)| n_words(kicker) <= 5 && fold(rest) == *folded);
            return Headline {
                text: Some(if is_whole { heading } else { title.clone() }),
                passage: Some(*idx),
            };
        }
    }
    // A heading of the first level that is a part of it, between the names of outlet and section.
    let is_part = |idx: &&usize| {
        let heading = fold(&text(**idx));
        n_words(&heading) >= 3
            && page.passages[**idx].level == 1
            && parts(&page.title).any(|part| fold(part) == heading)
    };
    if let Some(idx) = headings.iter().find(is_part) {
        return Headline {
            text: Some(text(*idx)),
            passage: Some(*idx),
        };
    }
    // The same in fewer words, with what can be the name of the site beside it.
    let is_short = |idx: &&usize| is_beside_outlet(page, meta, &headings, **idx, body_start);
    if let Some(idx) = headings.iter().take(LOOKED_AT).find(is_short) {
        return Headline {
            text: Some(text(*idx)),
            passage: Some(*idx),
        };
    }
    // A heading that says it in other words: the first one, above the body or at its beginning.
    let above = headings.iter().filter(|idx| {
        let passage = &page.passages[**idx];
        passage.level == 1 && **idx <= body_start + 2
    });
    let alike = above.clone().copied().find(|idx| {
        let heading = fold(&text(*idx));
        // Of so few words the name of the site has as many.
        let is_long = n_words(&heading) >= 3 || heading.chars().count() >= 20;
        is_long && folded.iter().any(|title| overlap(&heading, title) >= 0.5)
    });
    if let Some(idx) = alike {
        return Headline {
            text: Some(text(idx)),
            passage: Some(idx),
        };
    }
    // `Home` and the name of the site say nothing.
    let is_vague = folded.first().is_none_or(|title| n_words(title) < 3);
    let is_shown = |idx: &usize| folded.first() == Some(&fold(&page.passages[*idx].text));
    let passage = (0..page.passages.len().min(body_start + 3)).find(is_shown);
    // What the page shows above its text goes before what it only states.
    if passage.is_none_or(|idx| idx == 0 && !page.title.is_empty())
        && let Some(idx) = shown(page, &headings, body_start, is_vague)
    {
        return Headline {
            text: Some(text(idx)),
            passage: Some(idx),
        };
    }
    if let Some(title) = stated.first() {
        return Headline {
            text: Some(title.clone()),
            passage,
        };
    }
    let last = above.copied().next_back();
    Headline {
        text: last.map(text),
        passage: last,
    }
}

/// Whether a heading is all of the title but for the name of a site behind it, or before it.
fn is_beside_outlet(
    page: &Walked,
    meta: &Meta,
    headings: &[usize],
    idx: usize,
    body_start: usize,
) -> bool {
    const MOST_WORDS: usize = 5;
    let passage = &page.passages[idx];
    let heading = one_line(&passage.text);
    let Some((rest, is_behind)) = beside(&page.title, &heading) else {
        return false;
    };
    let is_name = |part: &str| {
        let is_heading = |other: &usize| fold(&page.passages[*other].text) == fold(part);
        n_words(part) <= MOST_WORDS && !headings.iter().any(is_heading)
    };
    let is_of_site = CUES.is(&fold(&heading), Sense::Section)
        || meta.outlet.as_deref().map(fold) == Some(fold(&heading))
        || passage.link_density() > 0.8 && !passage.place.has(Place::ARTICLE);
    let is_above = passage.level == 1 && idx <= body_start + 2;
    // What stands last is mostly the site.
    let may_be_last = || is_signed(&page.passages[idx + 1..]) || passage.place.has(Place::ARTICLE);
    is_above && !is_of_site && parts(rest).all(is_name) && (is_behind || may_be_last())
}

/// What stands behind a heading in a title, or else before it, and which of both.
fn beside<'a>(title: &'a str, heading: &str) -> Option<(&'a str, bool)> {
    let behind = title.strip_prefix(heading).and_then(|rest| {
        let mut rests = SIGNS.iter().map(|sign| rest.strip_prefix(sign));
        rests.find_map(|rest| rest)
    });
    let before = || {
        let rest = title.strip_suffix(heading)?;
        let mut signs = SIGNS.iter().chain(&[": "]);
        signs.find_map(|sign| rest.strip_suffix(sign))
    };
    let found = behind.map(|rest| (rest, true));
    let found = found.or_else(|| Some((before()?, false)))?;
    let (rest, is_behind) = (found.0.trim(), found.1);
    (!heading.is_empty() && !rest.is_empty()).then_some((rest, is_behind))
}

/// The name of the site before the headline in the title of the page.
pub(crate) fn outlet_before(title: &str, headline: Option<&str>) -> Option<String> {
    const MOST_WORDS: usize = 5;
    let (name, is_behind) = beside(title, headline?)?;
    let is_name = n_words(name) <= MOST_WORDS
        && signs(name).next().is_none()
        && byline::is_name(name)
        && !CUES.is(&fold(name), Sense::Section);
    (!is_behind && is_name).then(|| one_line(name))
}

/// The name of the site behind the headline in the title of the page, where a link to its front page above
/// the text has it as well.
pub(crate) fn outlet_shown(page: &Walked, headline: &Headline) -> Option<String> {
    const MOST_WORDS: usize = 5;
    let (name, is_behind) = beside(&page.title, headline.text.as_deref()?)?;
    let folded = fold(name);
    let is_name = is_behind && n_words(name) <= MOST_WORDS && signs(name).next().is_none();
    let leads_home = |(_, link): &Linked| {
        let href = page.hrefs[*link as usize].trim_end_matches('/');
        let host = href.split_once("://").map_or(href, |(_, host)| host);
        !host.contains(['/', '?', '#']) && (host.is_empty() || host.len() < href.len())
    };
    let mut above = page.passages[..headline.passage?].iter();
    let is_shown =
        is_name && above.any(|it| it.links.iter().any(leads_home) && fold(&it.text) == folded);
    is_shown.then(|| one_line(name))
}

/// Takes out the headings that are the name of the site, where another one stands above the text.
fn without_masthead(headings: &mut Vec<usize>, page: &Walked, meta: &Meta, body_start: usize) {
    let site: Vec<String> = (meta.outlet.iter().map(String::as_str))
        .chain(parts(&page.title).last())
        .map(fold)
        .collect();
    let Some(last) = headings.iter().copied().rfind(|idx| *idx <= body_start + 2) else {
        return;
    };
    headings.retain(|idx| {
        let passage = &page.passages[*idx];
        let is_above = passage.place.has(Place::HEADER) && !passage.place.has(Place::ARTICLE);
        let is_named = site.contains(&fold(&passage.text));
        let mut between = page.passages[*idx..last.max(*idx)].iter();
        let is_set_off = passage.link_density() > 0.8
            || between.any(|passage| passage.place.has(Place::NAVIGATION));
        !(is_above && is_named && is_set_off && *idx < last)
    });
}

/// The heading that stands as a headline above the text: the first one of the first level in the article,
/// else the last on the page. Where none has that level, the first heading in the article, if names or a
/// day stand below it or what is stated is vague: a front page has many.
fn shown(page: &Walked, headings: &[usize], body_start: usize, is_vague: bool) -> Option<usize> {
    let is_headline = |idx: &usize| {
        let text = fold(&page.passages[*idx].text);
        let is_label = n_words(&text) < 3 || CUES.is(&text, Sense::Section);
        *idx <= body_start + 1 && !is_label && CUES.furniture(&text).is_none()
    };
    let above: Vec<usize> = headings.iter().copied().filter(is_headline).collect();
    let in_article = |idx: &usize| page.passages[*idx].place.has(Place::ARTICLE);
    let mut first = above
        .iter()
        .copied()
        .filter(|idx| page.passages[*idx].level == 1);
    match (first.clone().find(in_article), first.next_back()) {
        (None, None) => {
            let mut lower = above.iter().copied().filter(in_article);
            lower.find(|idx| is_vague || is_signed(&page.passages[idx + 1..]))
        }
        (within, last) => within.or(last),
    }
}

/// Whether names or a day stand among the first of some passages.
fn is_signed(below: &[Passage]) -> bool {
    const NEAR: usize = 4;
    below.iter().take(NEAR).any(|passage| {
        let is_day = || stamp::is_tight(&Line::of(0, passage.text.clone(), false));
        passage.place.has(Place::NAMES)
            || byline::names(&passage.text).is_some()
            || passage.n_chars <= 140 && is_day()
    })
}

fn is_heading(passage: &Passage) -> bool {
    passage.kind == BlockKind::Heading
        && passage.level <= 2
        && !passage.place.has(Place::HIDDEN.with(Place::NAVIGATION))
        && passage.n_chars <= 400
}

/// The share of the words of the shorter text that the other one has.
fn overlap(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let n_same = short.iter().filter(|word| long.contains(word)).count();
    n_same as f64 / short.len().max(1) as f64
}

/// What stands between the parts of a title.
const SIGNS: [&str; 9] = [
    " | ", " - ", " – ", " — ", " » ", " « ", " :: ", " · ", " • ",
];

/// Where signs stand in a title, each with its length. Guillemets around words are none.
fn signs(title: &str) -> impl Iterator<Item = (usize, usize)> {
    let all = SIGNS.iter().flat_map(move |sign| title.match_indices(sign));
    let is_alone = move |(at, sign): &(usize, &str)| {
        let n_open = |text: &str| {
            let n = |c: char| text.matches(c).count();
            n('«').saturating_sub(n('»'))
        };
        match sign.trim() {
            "»" => n_open(&title[..*at]) == 0,
            "«" => !title[at + sign.len()..].contains('»'),
            _ => true,
        }
    };
    all.filter(is_alone).map(|(at, sign)| (at, sign.len()))
}

/// The parts of a title: headline, outlet, section.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(title);
    std::iter::from_fn(move || {
        let title = rest?;
        let first = signs(title).min();
        rest = first.map(|(at, len)| &title[at + len..]);
        Some(first.map_or(title, |(at, _)| &title[..at]))
    })
}

/// A title without the name of the outlet behind it or before it, and without other such parts.
pub(crate) fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let mut title = title.trim();
    let outlet = outlet.map(fold).filter(|outlet| !outlet.is_empty());
    for _ in 0..3 {
        let Some((at, len)) = signs(title).max() else {
            break;
        };
        let (head, tail) = (title[..at].trim(), title[at + len..].trim());
        let (folded_head, folded_tail) = (fold(head), fold(tail));
        let is_outlet = |part: &str| {
            outlet.as_ref().is_some_and(|outlet| {
                let (part, outlet) = (part.replace(' ', ""), outlet.replace(' ', ""));
                let is_around = part.contains(&outlet) && part.len() <= 2 * outlet.len() + 12;
                !part.is_empty() && (part == outlet || is_around || outlet.contains(&part))
            })
        };
        let is_address = tail.contains('.') && !tail.contains(' ');
        let is_bar = title[at..at + len].contains(['|', '»', '«', ':', '·', '•']);
        if is_outlet(&folded_tail)
            || is_address
            || is_bar && n_words(tail) <= 4 && n_words(head) >= 4
        {
            title = head;
        } else if is_outlet(&folded_head) && n_words(head) <= 5 {
            title = tail;
        } else {
            break;
        }
    }
    one_line(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_come_off_titles() {
        let check = |title: &str, outlet: Option<&str>, expected: &str| {
            assert_eq!(without_outlet(title, outlet), expected, "{title:?}");
        };
        check(
            "A ship sails | Daily Ship",
            Some("Daily Ship"),
            "A ship sails",
        );
        check(
            "A ship sails out again | World | Daily Ship",
            None,
            "A ship sails out again",
        );
        check("سفينة تبحر - الجريدة", Some("الجريدة"), "سفينة تبحر");
        check("Daily Ship: A ship - 2", None, "Daily Ship: A ship - 2");
        check("Ships - a history", Some("Daily Ship"), "Ships - a history");
        check("A ship sails - example.org", None, "A ship sails");
        let quoted = "« Il n’y a pas de petite corruption » dans la ville";
        check(quoted, None, quoted);
        check(
            "La ville et son port « Le Phare",
            None,
            "La ville et son port",
        );
    }
}
