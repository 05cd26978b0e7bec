//! What stands beside the name of a writer in a header and shows that it is one: an office, an address, a
//! place, an agency, the writer's life, another writer.

use crate::article::cues::{CUES, Sense};
use crate::article::fold::{fold, n_words};
use crate::article::page::byline;
use crate::article::page::lines::Line;
use crate::article::page::person::{
    is_label, is_of_place, is_person, is_spoken_of, is_unlike_text, is_unlike_text_uncased,
};
use crate::article::page::signing::is_day;
use crate::text::one_line;

/// Longer lines are text.
const LONGEST: usize = 90;

/// The names in a line that what stands beside it shows to be of writers: `NAME (OFFICE)`, `NAME (PLACE)`,
/// `NAME / PLACE, (AGENCY)`, `NAME and NAME`, a name above an office or above the writer's life. The body begins at `body`.
pub(crate) fn names(lines: &[Line], idx: usize, body: usize) -> Option<Vec<String>> {
    let line = &lines[idx];
    let is_short = line.n_chars <= LONGEST && !line.bullet && line.hit.is_none();
    let prose = lines.get(body..)?;
    if !is_short || line.text.contains(|c: char| c.is_numeric()) {
        return None;
    }
    // In a page of HTML lines below the body may be asked about, too.
    let header = lines.get(idx + 1..body).unwrap_or_default();
    let is_by_day = || {
        let near = idx.checked_sub(1).map(|above| &lines[above]);
        let after = header.iter().find(|below| !is_aside(lines, below));
        near.into_iter().chain(after).any(is_day)
    };
    let text = line.text.trim_end_matches([',', '،', ' ']);
    if let Some((before, inside)) = bracketed(text) {
        let before = before.trim_end_matches([',', '،', ' ']);
        if CUES.any(&fold(inside), Sense::Role) && is_writer(prose, before) {
            return Some(vec![one_line(before)]);
        }
        if let Some(name) = at_place(prose, before, inside).filter(|_| is_by_day()) {
            return Some(vec![name]);
        }
        let is_agency = CUES.is(&fold(inside), Sense::Agency) && before.contains('/');
        let name = part(prose, before).filter(|_| is_agency)?;
        return Some(vec![name, one_line(inside)]);
    }
    if line.ended {
        return None;
    }
    let is_other = |below: &&Line| !is_address(&below.text) && below.text != line.text;
    let below = header.iter().find(is_other);
    let is_told = below.is_some_and(|below| is_office(below) || is_life(&below.text, text));
    if is_told && is_writer(prose, text) {
        return Some(vec![one_line(text)]);
    }
    let is_apart = line.gap && lines.get(idx + 1).is_some_and(|next| next.gap);
    let is_by_day = is_by_day();
    if is_told || is_by_day || is_apart {
        let one = || part(prose, text).or_else(|| beside_place(prose, text));
        return several(prose, text).or_else(|| {
            one()
                .or_else(|| asker(prose, text))
                .filter(|_| is_by_day)
                .map(|name| vec![name])
        });
    }
    None
}

/// Whether the line may stand between a name and a day: an office, an address, a place.
pub(crate) fn is_aside(lines: &[Line], line: &Line) -> bool {
    is_office(line) || is_address(&line.text) || is_place(lines, line) || is_paper(&line.text)
}

/// Whether the line below a name says what the person is, however much it goes on: `صحافي مهتم بالبيئة`.
pub(crate) fn begins_with_office(line: &Line) -> bool {
    const MOST_WORDS: usize = 7;
    line.n_words() <= MOST_WORDS
        && !line.ended
        && !line.text.contains(char::is_numeric)
        && CUES.start(line.folded(), Sense::Role).is_some()
}

/// Whether some words with capitals are the name of a paper by the last of them.
fn is_paper(text: &str) -> bool {
    const LAST: &[&str] = &[
        "chronicle",
        "courier",
        "daily",
        "dispatch",
        "gazette",
        "herald",
        "journal",
        "news",
        "observer",
        "post",
        "press",
        "reporter",
        "telegraph",
        "times",
        "today",
        "tribune",
        "weekly",
    ];
    let last = text.rsplit(' ').next().unwrap_or_default();
    (2..=4).contains(&n_words(text))
        && byline::is_cased_name(text)
        && LAST.contains(&fold(last).as_str())
}

/// Whether the line says what somebody is and nothing else: `Africa correspondent`, `صحافي سوري`.
pub(crate) fn is_office(line: &Line) -> bool {
    const MOST_WORDS: usize = 7;
    /// What stands between an office and where it is.
    const ENDS: &[&str] = &[
        ",", "،", " - ", " – ", "|", " at ", " of ", " in ", " for ", " em ", " en ", " à ",
        " aus ", " bei ", " в ", " في ", " در ",
    ];
    let is_role = |words: &[&str]| CUES.is(&fold(&words.join(" ")), Sense::Role);
    let ends = ENDS.iter().filter_map(|end| line.text.find(end));
    let head = &line.text[..ends.min().unwrap_or(line.text.len())];
    let words: Vec<&str> = head.split_whitespace().collect();
    let is_uncased = !head.contains(|c: char| c.is_uppercase() || c.is_lowercase());
    // Scripts without capitals say first what somebody is, then of where.
    let begins =
        || is_uncased && words.len() <= 3 && (1..words.len()).any(|n| is_role(&words[..n]));
    let ends = || (0..words.len()).any(|n| is_role(&words[n..]));
    line.n_words() <= MOST_WORDS
        && line.hit.is_none()
        && !line.ended
        && words.len() <= 4
        && !line.text.contains(|c: char| c.is_numeric() || c == ':')
        && (ends() || begins())
}

/// Whether the text is an address of mail or the name of an account, and nothing else.
pub(crate) fn is_address(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
    let is_plain = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._-+".contains(c))
    };
    match text.split_once('@') {
        Some(("", account)) => is_plain(account),
        Some((name, site)) => is_plain(name) && is_plain(site) && site.contains('.'),
        None => false,
    }
}

/// Whether the line is the name of a place: one that the text speaks of, or that begins as places do.
fn is_place(lines: &[Line], line: &Line) -> bool {
    let is_short = line.n_words() <= 3 && line.hit.is_none() && !line.ended && !line.bullet;
    is_short
        && byline::is_name(&line.text)
        && (is_of_place(&line.text) || is_spoken_of(lines, &line.text))
}

/// Whether a line is about the person whose name is another.
pub(crate) fn is_life_of(line: &Line, name: &Line) -> bool {
    byline::is_cased_name(&name.text) && is_life(&line.text, &name.text)
}

/// Whether a line is about the person: it begins with the name and goes on.
fn is_life(text: &str, name: &str) -> bool {
    let rest = text.strip_prefix(name);
    rest.is_some_and(|rest| rest.starts_with(' ') && n_words(rest) >= 3)
}

/// The text before brackets at its end, and what stands in them.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    text.strip_suffix(')')?.rsplit_once('(')
}

fn is_writer(prose: &[Line], name: &str) -> bool {
    let is_unlike = || is_unlike_text(prose, name) || is_unlike_text_uncased(prose, name);
    (2..=4).contains(&n_words(name))
        && (is_person(name) || is_unlike())
        && !name.split(' ').any(is_label)
        && !CUES.any(&fold(name), Sense::Role)
}

/// Two writers or more, and nothing else: `NAME, NAME and NAME`.
fn several(prose: &[Line], text: &str) -> Option<Vec<String>> {
    let names = byline::list(text).filter(|names| (2..=4).contains(&names.len()))?;
    let n_said: usize = names.iter().map(|name| n_words(name)).sum();
    // Between the last two stands an "and".
    let is_all = n_said + names.len() > n_words(text);
    let are_writers = names.iter().all(|name| is_writer(prose, name));
    (is_all && are_writers).then_some(names)
}

/// The name of a person where the place is told that the report is from. Who is in a picture, and whom a
/// line under a headline is about, the text speaks of; writers it does not.
fn at_place(prose: &[Line], name: &str, place: &str) -> Option<String> {
    let senses = [
        Sense::Agency,
        Sense::Credit,
        Sense::Label,
        Sense::Section,
        Sense::Role,
        Sense::Paper,
    ];
    let folded = fold(place);
    let is_place = n_words(place) <= 3
        && byline::is_name(place)
        && !is_person(place)
        && !senses.iter().any(|sense| CUES.any(&folded, *sense));
    (is_place && is_person_apart(prose, name)).then(|| one_line(name))
}

/// Whether it is the name of a person of whom the text does not speak.
fn is_person_apart(prose: &[Line], name: &str) -> bool {
    let family = name.rsplit(' ').next().unwrap_or_default();
    is_person(name) && is_writer(prose, name) && !is_spoken_of(prose, family)
}

/// The same where a word stands between: `NAME من PLACE`, `NAME in PLACE`.
fn beside_place(prose: &[Line], text: &str) -> Option<String> {
    const FROM: &[&str] = &[" من ", " از ", " in ", " à ", " aus "];
    let (name, place) = FROM.iter().find_map(|word| text.split_once(word))?;
    at_place(prose, name, place)
}

/// Who asked the questions: `Interview: NAME`; who answers them, the text speaks of.
fn asker(prose: &[Line], text: &str) -> Option<String> {
    const LABELS: &[&str] = &[
        "interview",
        "entretien",
        "entrevista",
        "intervista",
        "گفتگو",
        "مصاحبه",
        "حوار",
        "מראיין",
    ];
    let (label, name) = text.split_once(':')?;
    let name = name.trim();
    let is_asker = LABELS.contains(&label.trim().to_lowercase().as_str());
    (is_asker && is_person_apart(prose, name)).then(|| one_line(name))
}

/// The name that stands beside a place or a paper of one word: `NAME - PAPER`, `PLACE / NAME`.
fn part(prose: &[Line], text: &str) -> Option<String> {
    let signs = [" - ", " – ", " — ", "/", "|"];
    let sign = signs.iter().find(|sign| text.contains(**sign))?;
    let (one, other) = text.split_once(sign)?;
    let (one, other) = (one.trim(), other.trim());
    let name = match (n_words(one), n_words(other)) {
        (2..=3, 1) => one,
        (1, 2..=3) => other,
        (2..=3, 2..=4) if is_paper(other) && is_person(one) => one,
        _ => return None,
    };
    let is_topic = |text: &str| CUES.is(&fold(text), Sense::Section);
    let is_name = is_unlike_text(prose, name) && !name.split(' ').any(is_label);
    (is_name && !is_topic(one) && !is_topic(other)).then(|| one_line(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::page::lines::split;

    #[test]
    fn lines_below_the_beginning_of_a_body_have_no_header() {
        let page = split("The boats came home.\n\nAnn Lee and Tom Fisk\n\nلينا الحداد\n\nEnd\n");
        for idx in 0..page.lines.len() {
            for body in 0..=page.lines.len() + 1 {
                assert_eq!(
                    names(&page.lines, idx, body).is_some(),
                    idx == 1 && body <= page.lines.len(),
                    "{idx} {body}"
                );
            }
        }
    }
}
