//! What of a header names the writers without a cue of their own before them: names beside a day, a
//! name above a label or an agency, a name that stands by itself.

use crate::article::cues::{CUES, Sense};
use crate::article::fold::{fold, n_words, skip_words};
use crate::article::page::lines::Line;
use crate::article::page::stamp::{self, Stamp};
use crate::article::page::{Draft, Role, byline, han};
use crate::article::{BlockKind, Reason};
use crate::text::one_line;

/// `NAME - 19 Nov 2019`, `NAME|Published`, `19 Nov 2019 by NAME`, `2019-11-19　作者：NAME`.
pub(crate) fn take_names_beside(draft: &mut Draft, stamp: &Stamp) {
    let mut fields = [&stamp.before, &stamp.after]
        .into_iter()
        .flat_map(|text| text.split(stamp::IS_BLANK));
    if let Some(names) =
        fields.find_map(|field| byline::names(field).filter(|_| stamp::is_field(field)))
    {
        return take_names(draft, names);
    }
    let before = stamp.before.trim();
    let signs = ['-', '|', '•', '·', ',', '–', '—'];
    let trimmed = byline::before_day(before).trim_end_matches(signs);
    let name = byline::before_day(trimmed).trim_end_matches(signs).trim();
    let is_set_off = name.len() < before.len();
    if let Some(at) = ["by ", "von ", "par ", "por ", "di "]
        .iter()
        .find_map(|cue| stamp.after.find(&format!(" {cue}")))
        && let Some(names) = byline::names(stamp.after[at..].trim())
    {
        return take_names(draft, names);
    }
    let is_label = |sense| CUES.any(&fold(name), sense);
    let is_known = [
        Sense::Published,
        Sense::Updated,
        Sense::Weekday,
        Sense::Section,
    ]
    .into_iter()
    .any(is_label);
    if is_set_off
        && let Some(names) = byline::list(name)
        && names.len() > 1
        && names.iter().all(|name| byline::is_cased_name(name))
    {
        return take_names(draft, names);
    }
    let is_cased = is_set_off && (2..=4).contains(&n_words(name)) && byline::is_cased_name(name);
    if !is_known && (is_cased || is_person(name)) {
        take_names(draft, vec![one_line(name)]);
    }
}

/// A line that is a name with a label of publication or an agency behind it.
pub(crate) fn take_desk(draft: &mut Draft, idx: usize) -> bool {
    let text = draft.lines[idx].text.clone();
    if let Some(name) = byline::before_label(&text) {
        take_names(draft, vec![one_line(name)]);
        return true;
    }
    let is_cased = |names: &Vec<String>| names.iter().all(|name| byline::is_cased_name(name));
    let is_agency = |line: &Line| CUES.is(line.folded(), Sense::Agency);
    if draft.lines.get(idx + 1).is_some_and(is_agency)
        && let Some(names) = byline::list(&text).filter(is_cased)
    {
        take_names(draft, names);
        return true;
    }
    if let Some(names) = byline::list(&text)
        && names.len() == 2
        && n_words(&text) <= 8
        && CUES.is(&fold(&names[1]), Sense::Agency)
        && byline::is_cased_name(&names[0])
    {
        take_names(draft, names);
        return true;
    }
    false
}

/// A line that is a name and hardly anything else, or one behind a word for what it did, beside a day;
/// where it begins as names of people do, also between the title and the text.
pub(crate) fn take_bare(draft: &mut Draft, idx: usize, body_start: usize) -> bool {
    let above = (0..idx).rev().find(|idx| !is_beside(draft, *idx));
    let is_below_title = above.is_some_and(|above| draft.roles[above] == Role::Title);
    let is_between = is_below_title && (idx + 1..body_start).all(|idx| is_beside(draft, idx));
    if !draft.article.byline.is_empty() {
        return false;
    }
    let name = bare(&draft.lines, idx, is_between).or_else(|| behind_word(&draft.lines, idx));
    let is_found = name.is_some();
    take_names(draft, name.into_iter().collect());
    is_found
}

/// Whether the line may stand between a title and a name, or a name and the text: how often the page was
/// read, the title again, a subtitle, a picture, initials.
fn is_beside(draft: &Draft, idx: usize) -> bool {
    const INITIALS: usize = 3;
    let line = &draft.lines[idx];
    let is_taken = matches!(
        draft.roles[idx],
        Role::Left(Reason::Repeated | Reason::Credit)
            | Role::Block(BlockKind::Caption)
            | Role::Subtitle
    );
    let letters = line.text.chars().filter(|c| c.is_alphabetic());
    is_taken || line.is_sign() || letters.take(INITIALS + 1).count() <= INITIALS
}

/// A line that says that a name follows, and the name on the next: `By`, `NAME`.
pub(crate) fn take_split(draft: &mut Draft, idx: usize) -> bool {
    const LONGEST: usize = 60;
    let is_cue = |sense| CUES.is(draft.lines[idx].folded(), sense);
    let Some(next) = draft.lines.get(idx + 1) else {
        return false;
    };
    let is_alone = is_cue(Sense::Signed) || is_cue(Sense::Byline);
    if !is_alone || next.n_chars > LONGEST || next.ended || next.hit.is_some() {
        return false;
    }
    let is_whole = |name: &String| name.contains(' ') || han::is_name(name);
    let names = byline::list(&next.text).filter(|names| names.iter().all(is_whole));
    let Some(names) = names.filter(|_| draft.roles[idx + 1] == Role::Open) else {
        return false;
    };
    take_names(draft, names);
    draft.leave(idx + 1, Reason::Field);
    true
}

/// The name in a line of a person who signs: above a day, and where it begins with a given name also
/// near one otherwise, or where the line is set off.
pub(crate) fn bare(lines: &[Line], idx: usize, is_set_off: bool) -> Option<String> {
    /// Between a name and the day may stand what the person is, and where.
    const NEAR: usize = 2;
    const LONGEST: usize = 80;
    let line = &lines[idx];
    if line.hit.is_some() || line.n_chars > LONGEST || line.ended && !line.text.ends_with('.') {
        return None;
    }
    let is_role = |line: &Line| CUES.is(line.folded(), Sense::Role);
    let mut below = lines[idx + 1..].iter();
    let is_above_day = below
        .clone()
        .find(|line| !is_role(line))
        .is_some_and(is_day);
    let is_near_day = lines[idx.saturating_sub(NEAR)..idx].iter().any(is_day)
        || below.by_ref().take(NEAR).any(is_day);
    let text = line.text.trim_end_matches([':', '：', ' ']);
    let name = person(unbracketed(text)).filter(|_| is_near_day || is_set_off);
    let name = name.or_else(|| {
        let (name, role) = line.text.split_once([',', '،']).unwrap_or((&line.text, ""));
        let is_role = role.is_empty() || CUES.any(&fold(role), Sense::Role);
        (is_above_day && is_role && is_unlike_text(lines, name)).then_some(name)
    });
    let name = name.or_else(|| {
        let is_desk = DESKS.iter().any(|desk| line.folded().ends_with(*desk));
        (is_near_day && is_desk && is_role(line)).then_some(line.text.as_str())
    });
    let is_name = |name: &&str| (1..=4).contains(&n_words(name)) && !name.split(' ').any(is_label);
    name.filter(is_name).map(one_line)
}

/// The text without the brackets that all of it stands in.
fn unbracketed(text: &str) -> &str {
    let inside = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    inside.unwrap_or(text)
}

/// Whether the text is a name by its capitals, though not by its given name: no place and no topic, which
/// the text below would speak of, and none of a page's own words.
fn is_unlike_text(lines: &[Line], name: &str) -> bool {
    const MOST: usize = 60;
    const LONG: usize = 4;
    const PLACES: &[&str] = &[
        "the",
        "el",
        "la",
        "le",
        "les",
        "los",
        "las",
        "il",
        "new",
        "san",
        "santa",
        "saint",
        "north",
        "south",
        "east",
        "west",
        "great",
        "deutsche",
        "neue",
        "нижний",
        "великий",
    ];
    let words = || name.split_whitespace();
    let is_own = |word: &str| {
        let folded = fold(word);
        CUES.furniture(&folded).is_some() || PLACES.contains(&folded.as_str())
    };
    let is_spoken_of = |word: &str| {
        let small = word.to_lowercase();
        let mut texts = lines
            .iter()
            .filter(|line| line.ended && line.n_chars > 60)
            .take(MOST);
        word.chars().count() >= LONG
            && texts.any(|line| line.text.contains(word) || line.text.contains(&small))
    };
    byline::is_cased_name(name)
        && words().all(|word| word.starts_with(char::is_uppercase))
        && !words().any(|word| is_own(word) || is_spoken_of(word))
}

/// Desks that sign as people do, folded.
const DESKS: &[&str] = &["desk", "ڈيسك", "ڊيسڪ", "ডেস্ক", "डेस्क"];

/// The name of a person that is the text, or stands in it beside a place, an office or a paper:
/// `القاهرة - NAME`, `NAME/PLACE`, `NAME, correspondent`, `گزارش: NAME`.
fn person(text: &str) -> Option<&str> {
    let text = text.trim();
    if is_person(text) {
        return Some(text);
    }
    if let Some((label, name)) = text.split_once([':', '：', '／']) {
        let folded = fold(label);
        let is_other = [Sense::Credit, Sense::Label, Sense::Source, Sense::Tags];
        let is_other = is_other.iter().any(|sense| CUES.any(&folded, *sense));
        let is_label = n_words(label) <= 2 && !is_other;
        return Some(name.trim()).filter(|name| is_label && is_person(name));
    }
    let signs = [" - ", " – ", " — ", "/", "|", " • ", " · ", ",", "،"];
    let sign = signs.iter().find(|sign| text.contains(**sign))?;
    let mut parts = text.split(sign).map(str::trim);
    let mut persons = parts.clone().filter(|part| is_person(part));
    let found = persons.next().filter(|_| persons.next().is_none())?;
    (parts.clone().count() == 2 && parts.all(|part| n_words(part) <= 5)).then_some(found)
}

/// Whether the text is a name that begins with a given name of people, behind a title or not, or with
/// a family name where that stands first.
pub(crate) fn is_person(text: &str) -> bool {
    const TITLES: &[&str] = &[
        "د.",
        "أ.د.",
        "أ.",
        "د/",
        "م.",
        "الدكتور",
        "الدكتورة",
        "ڈاکٹر",
        "دکتر",
        "ד\"ר",
        "ד״ר",
        "פרופ'",
        "Dr.",
        "Dr",
        "Prof.",
        "डॉ.",
    ];
    if han::is_name(text) {
        return !is_label(text);
    }
    let text = match text.split_once(' ') {
        Some((title, name)) if TITLES.contains(&title) => name,
        _ => text,
    };
    let has_case = text.starts_with(char::is_uppercase);
    let is_name = match has_case {
        true => byline::is_cased_name(text),
        false => byline::is_name(text),
    };
    // Four words are a name only with one that names have in their midst.
    const INNER: &[&str] = &["عبد", "بن", "ابن", "أبو", "ابو", "آل", "الله", "الدين"];
    let most = match has_case || text.split(' ').any(|word| INNER.contains(&word)) {
        true => 4,
        false => 3,
    };
    is_name
        && (2..=most).contains(&n_words(text))
        && CUES.start(&fold(text), Sense::Given).is_some()
}

/// The name in a line such as `تحریر NAME` beside a day: a word that needs a colon elsewhere.
fn behind_word(lines: &[Line], idx: usize) -> Option<String> {
    let line = &lines[idx];
    let is_beside_day =
        lines.get(idx + 1).is_some_and(is_day) || idx > 0 && is_day(&lines[idx - 1]);
    let n_cue = CUES
        .start(line.folded(), Sense::Byline)
        .max(CUES.start(line.folded(), Sense::Role))?;
    let name = skip_words(&line.text, n_cue)
        .trim()
        .trim_start_matches(['/', '／']);
    let is_many = (2..=3).contains(&n_words(name)) && byline::is_name(name);
    let is_name = is_beside_day
        && line.hit.is_none()
        && !line.ended
        && (is_many && !name.split(' ').any(is_label) || han::is_name(name));
    is_name.then(|| one_line(name))
}

fn is_day(line: &Line) -> bool {
    stamp::stamp(line).is_some() || stamp::is_ago(line)
}

/// Whether a word is no part of a name: of a section, of a picture, of a paper, a day.
fn is_label(word: &str) -> bool {
    let senses = [
        Sense::Section,
        Sense::Label,
        Sense::Credit,
        Sense::Weekday,
        Sense::Paper,
    ];
    senses.iter().any(|sense| CUES.is(&fold(word), *sense))
}

pub(crate) fn take_names(draft: &mut Draft, names: Vec<String>) {
    for name in names {
        let folded = fold(&name);
        if CUES.is(&folded, Sense::Agency) {
            draft.article.agency.get_or_insert(name);
        } else if draft
            .article
            .byline
            .iter()
            .all(|known| fold(known) != folded)
        {
            draft.article.byline.push(name);
        }
    }
}
