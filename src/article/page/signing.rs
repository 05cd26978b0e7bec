//! What of a header names the writers without a cue of their own before them: names beside a day, a
//! name above a label or an agency, a name that stands by itself.

use crate::article::cues::{CUES, Sense};
use crate::article::fold::{fold, n_words, skip_words};
use crate::article::page::beside_name::{self, is_aside};
use crate::article::page::lines::{Line, beginning};
use crate::article::page::person::{
    is_label, is_person, is_spoken_of, is_unlike_text, is_unlike_text_uncased, person, unbracketed,
    untitled,
};
use crate::article::page::stamp::{self, Stamp};
use crate::article::page::{Draft, Role, byline, han, headline, line_fields};
use crate::article::{BlockKind, Reason};
use crate::text::{is_mark, one_line};

/// `NAME - 19 Nov 2019`, `NAME|Published`, `19 Nov 2019 by NAME`, `2019-11-19　作者：NAME`.
pub(crate) fn take_names_beside(draft: &mut Draft, stamp: &Stamp) {
    let mut fields = [&stamp.before, &stamp.after]
        .into_iter()
        .flat_map(|text| text.split(line_fields::IS_BLANK));
    if let Some(names) =
        fields.find_map(|field| byline::names(field).filter(|_| line_fields::is_field(field)))
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
    if let Some(desk) = [before, &stamp.after].into_iter().find_map(desk) {
        return take_names(draft, vec![one_line(desk)]);
    }
    let is_label = |sense| CUES.any(&fold(name), sense);
    if let Some(name) = byline::before_paper(name) {
        return take_names(draft, vec![one_line(name)]);
    }
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
        return take_names(draft, vec![one_line(name)]);
    }
    let piped = [byline::before_day(before), &stamp.after].into_iter();
    let mut piped = piped
        .filter(|text| text.contains('|'))
        .flat_map(|text| text.split('|'));
    if let Some(names) = piped.find_map(|field| in_field(field.trim())) {
        take_names(draft, names);
    }
}

/// The names in a field of a line that has several: `By NAME`, `NAME`, `FAMILY NAME`.
fn in_field(text: &str) -> Option<Vec<String>> {
    let is_given = |word: &str| CUES.is(&fold(word), Sense::Given);
    let is_name = || (2..=3).contains(&n_words(text)) && byline::is_cased_name(text);
    let is_named = || is_name() && text.split(' ').any(is_given) || is_person(text);
    byline::names(text).or_else(|| is_named().then(|| vec![one_line(text)]))
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
    if byline::is_of_deed(&draft.lines[idx].text) || !draft.article.byline.is_empty() {
        return false;
    }
    let names = bare(&draft.lines, idx, is_between)
        .or_else(|| behind_word(&draft.lines, idx))
        .or_else(|| under_title(&draft.lines, idx, is_between).filter(|_| is_below_title))
        .map(|name| vec![name])
        .or_else(|| beside_name::names(&draft.lines, idx, body_start));
    let is_found = names.is_some();
    take_names(draft, names.unwrap_or_default());
    is_found
}

/// The name that a line below the title is, above a day or set off from the text.
fn under_title(lines: &[Line], idx: usize, is_between: bool) -> Option<String> {
    let (line, next) = (&lines[idx], lines.get(idx + 1)?);
    let is_apart = line.gap && next.gap;
    let is_cased = is_apart
        && (2..=3).contains(&line.n_words())
        && idx
            .checked_sub(1)
            .is_some_and(|above| !is_day(&lines[above]))
        && is_unlike_text(lines, &line.text);
    let is_uncased =
        (is_apart && is_between || is_day(next)) && is_unlike_text_uncased(lines, &line.text);
    let is_name = (is_cased || is_uncased)
        && line.hit.is_none()
        && !line.ended
        && !line.text.split(' ').any(is_label)
        && !is_of_masthead(lines, idx)
        && !headline::is_twin(lines, idx);
    is_name.then(|| one_line(&line.text))
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
    is_taken
        || line.is_sign()
        || draft.roles[idx] != Role::Title && headline::is_twin(&draft.lines, idx)
        || letters.take(INITIALS + 1).count() <= INITIALS
}

/// The names of reporters in the dateline of a text in Chinese, `晚报讯(记者 NAME)`; they stay there.
pub(crate) fn take_reporters(draft: &mut Draft, first: usize) {
    const DATELINE: usize = 20;
    let text = &draft.lines[first].text;
    let bracket = beginning(text, DATELINE).find(['(', '（', '【']);
    let dateline = bracket.map_or(text.as_str(), |at| &text[at..]);
    if let Some(names) = han::reporters(dateline)
        && draft.article.byline.is_empty()
    {
        take_names(draft, names);
    }
}

/// The name that the text begins with: `NAME – In the harbour`; it stays there.
pub(crate) fn take_lead(draft: &mut Draft, first: usize) {
    const SIGNS: [&str; 6] = [" – ", " — ", " − ", " - ", ". – ", " / "];
    let text = &draft.lines[first].text;
    let mut ends = SIGNS
        .iter()
        .filter_map(|sign| text.find(sign))
        .collect::<Vec<_>>();
    ends.sort_unstable();
    let name = ends.first().map(|end| &text[..*end]);
    if let Some(name) = name.filter(|name| draft.article.byline.is_empty() && is_person(name)) {
        let name = one_line(name);
        take_names(draft, vec![name]);
    }
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
    if line.hit.is_some()
        || line.n_chars > LONGEST
        || line.ended && (!line.text.ends_with('.') || line.text.ends_with(".."))
        || CUES.start(line.folded(), Sense::Signed).is_some()
        || is_of_masthead(lines, idx)
    {
        return None;
    }
    // A name stands there twice where the writer's picture has it, too.
    let is_other = |below: &&Line| below.text != line.text && !below.is_sign();
    let mut below = lines[idx + 1..].iter().filter(is_other);
    let is_above_day = below
        .clone()
        .find(|below| !is_aside(lines, below))
        .is_some_and(is_day);
    // With furniture between.
    let above = lines[idx.saturating_sub(2 * NEAR)..idx].iter().rev();
    let above = above.filter(|line| line.hit.is_none());
    let is_near_day = above.take(NEAR).any(is_day) || below.by_ref().take(NEAR).any(is_day);
    let is_twin = headline::is_twin(lines, idx);
    if is_twin && is_spoken_of(lines, line.text.rsplit(' ').next().unwrap_or_default()) {
        return None;
    }
    let whole = byline::before_pictures(&line.text);
    // "By", in Swahili; elsewhere it is no beginning of two words with capitals.
    let behind_by = whole.strip_prefix("Na ").filter(|name| name.contains(' '));
    let whole = behind_by.unwrap_or(whole);
    let text = byline::before_office(whole)?;
    let text = text.trim_end_matches([':', '：', ' ', '|']);
    let unmarked = text.trim_start_matches(['-', '–', '—', ' ']);
    let is_marked = unmarked.len() < text.len();
    // Twice without a day below it is the name of a picture.
    let is_set_off = is_marked || is_set_off && !is_twin;
    // Whoever is behind an unknown label has written the text or is what it is about.
    let family = |name: &str| {
        name.rsplit(' ')
            .next()
            .is_some_and(|family| is_spoken_of(lines, family))
    };
    let name = person(unbracketed(unmarked))
        .filter(|_| is_near_day || is_set_off)
        .filter(|name| !(text.contains(':') && family(name)));
    let name = name.or_else(|| {
        let is_alone = is_marked && n_words(unmarked) > 1 && is_unlike_text(lines, unmarked);
        is_alone.then_some(unmarked)
    });
    let name = name.or_else(|| {
        let (name, role) = whole.split_once([',', '،']).unwrap_or((whole, ""));
        let is_role = !role.is_empty() && CUES.any(&fold(role), Sense::Role);
        let is_placed = is_above_day && (role.is_empty() || is_role) || is_set_off && is_role;
        (is_placed && is_unlike_text(lines, name)).then_some(name)
    });
    let name = name.or_else(|| {
        let signs = [" . ", "-", "–", "،", "/"];
        let (name, role) = signs.iter().find_map(|sign| whole.split_once(sign))?;
        let is_role = CUES.start(&fold(role), Sense::Role).is_some() && n_words(role) <= 3;
        let is_placed = (is_near_day || is_set_off) && is_role;
        (is_placed && is_unlike_text_uncased(lines, name.trim())).then_some(name.trim())
    });
    let name = name.or_else(|| desk(&line.text).filter(|_| is_near_day));
    let is_name =
        |name: &&str| (1..=4).contains(&n_words(untitled(name))) && !name.split(' ').any(is_label);
    let desk = || bureau(lines, &line.text).filter(|_| is_near_day);
    name.filter(is_name).or_else(desk).map(one_line)
}

/// Whether the line says, or the line above it, what somebody is for the paper.
fn is_of_masthead(lines: &[Line], idx: usize) -> bool {
    let is_label = |line: &Line| CUES.start(line.folded(), Sense::Masthead).is_some();
    is_label(&lines[idx])
        || idx
            .checked_sub(1)
            .is_some_and(|above| CUES.is(lines[above].folded(), Sense::Masthead))
}

/// A desk of a paper, without the signs around it: desks sign as people do.
fn desk(text: &str) -> Option<&str> {
    /// As they are folded.
    const DESKS: &[&str] = &["desk", "ڈيسك", "ڊيسڪ", "ডেস্ক", "डेस्क"];
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
    let folded = fold(text);
    let is_desk = DESKS.iter().any(|desk| folded.ends_with(desk));
    (is_desk && CUES.is(&folded, Sense::Role)).then_some(text)
}

/// A bureau of the paper that the page is of, which signs as a desk does: `NAME بیورو`.
fn bureau<'a>(lines: &[Line], text: &'a str) -> Option<&'a str> {
    const MOST: usize = 60;
    let paper = text.strip_suffix(" بیورو")?;
    let is_own =
        |line: &Line| line.n_chars <= MOST && line.text != text && line.text.contains(paper);
    (n_words(paper) <= 3 && byline::is_name(text) && lines.iter().any(is_own)).then_some(text)
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

/// Whether the line says when the page was published, or that this follows.
pub(crate) fn is_day(line: &Line) -> bool {
    stamp::stamp(line).is_some() || stamp::is_ago(line) || CUES.is(line.folded(), Sense::Published)
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
