//! What stands above the body: title, subtitle, byline, day and time, section, reading time,
//! captions. A day with its weekday and nothing else above the title is the day on which the page
//! was shown, not that of the article: it gives no date (a page saved in 2018 carries it over a
//! story of 2016). A day above the title counts with a clock time or a label, or without weekday.

use std::ops::Range;

use crate::article::cues::{CUES, Sense};
use crate::article::date_parse::dates;
use crate::article::fold::{fold, n_words};
use crate::article::page::lines::Line;
use crate::article::page::section::{is_in_menu, section, section_after};
use crate::article::page::stamp::Stamp;
use crate::article::page::title::{crumbs, suffix};
use crate::article::page::{Draft, Role, byline, picture, stamp, title};
use crate::article::{BlockKind, Date, Reason};
use crate::text::one_line;

/// Lines above the title in which its section and its day may stand.
const NEAR: usize = 5;

/// What is known before the header is read.
pub(crate) struct Known {
    /// The line of the title.
    pub(crate) title: Option<usize>,
    /// Whether it is known if there is a subtitle, and which line it is.
    pub(crate) subtitle: bool,
}

impl Known {
    /// What the lines show.
    pub(crate) fn of_lines(lines: &[Line], body: &Range<usize>) -> Self {
        Self {
            title: title::find(lines, body),
            subtitle: false,
        }
    }
}

pub(crate) fn read(draft: &mut Draft, body: &Range<usize>, known: &Known) {
    let title = known.title;
    if let Some(title) = title {
        take_title(draft, title);
    }
    let below = title.map_or(body.start, |title| title + 1);
    let mut header = Header {
        title,
        best_stamp: 0,
        subtitle_may_come: title.is_some(),
        has_subtitle: known.subtitle,
    };
    for idx in below..body.start {
        header.take_below(draft, idx);
    }
    let mut n_near = 0;
    for idx in (0..title.unwrap_or(body.start)).rev() {
        let is_near = n_near < NEAR;
        header.take_above(draft, idx, is_near);
        let line = &draft.lines[idx];
        n_near += usize::from(line.hit.is_none() && !line.is_sign() && !line.is_link());
    }
    if let Some(title) = title.filter(|_| draft.article.published.date.is_none()) {
        draft.article.published.date = in_page_title(&draft.lines, title);
    }
}

/// The day behind the title in the title of the page as a file.
fn in_page_title(lines: &[Line], title: usize) -> Option<Date> {
    let text = &lines[title].text;
    let mut suffixes = lines[..title]
        .iter()
        .filter_map(|line| suffix(&line.text, text));
    suffixes.find_map(|suffix| dates(suffix).first().map(|found| found.value))
}

/// Whether a byline stands directly below the line.
fn is_before_names(lines: &[Line], idx: usize) -> bool {
    let next = lines[idx + 1..].iter().find(|line| !line.is_sign());
    next.is_some_and(|next| next.n_chars <= 140 && byline::names_of(next).is_some())
}

/// Whether the line says what the writer is that the line above names, both behind labels with a
/// comma: `Author, NAME`, `Role, OFFICE`.
fn is_role(lines: &[Line], idx: usize) -> bool {
    let label = |line: &Line| {
        line.text
            .split_once([',', '،'])
            .map(|(label, _)| fold(label))
    };
    let above = idx.checked_sub(1).and_then(|above| label(&lines[above]));
    above.is_some_and(|above| CUES.is(&above, Sense::Byline))
        && !lines[idx].ended
        && label(&lines[idx]).is_some_and(|label| n_words(&label) <= 3)
}

fn take_title(draft: &mut Draft, idx: usize) {
    let line = &draft.lines[idx];
    draft.roles[idx] = match picture::glued_label(line) {
        Some((label, rest)) => Role::Glued(vec![
            (Role::Left(Reason::Credit), label),
            (Role::Title, rest),
        ]),
        None => Role::Title,
    };
    // The name of the outlet behind the title of the page as a file is read in `outlet`.
    let text = line.text.clone();
    for other in 0..draft.lines.len() {
        let is_same =
            draft.lines[other].text == text || suffix(&draft.lines[other].text, &text).is_some();
        if other != idx
            && is_same
            && draft.lines[other].n_chars < 400
            && draft.roles[other] == Role::Open
        {
            draft.leave(other, Reason::Repeated);
        }
    }
}

struct Header {
    title: Option<usize>,
    /// How sure the day found so far is.
    best_stamp: u8,
    /// Nothing but names and days stood below the title yet.
    subtitle_may_come: bool,
    has_subtitle: bool,
}

impl Header {
    /// A line between the title and the body.
    fn take_below(&mut self, draft: &mut Draft, idx: usize) {
        if draft.roles[idx] != Role::Open {
            return;
        }
        let line = &draft.lines[idx];
        if idx > 0 && draft.lines[idx - 1].text == line.text {
            return draft.leave(idx, Reason::Repeated);
        }
        if self.take_fields(draft, idx, true) {
            return;
        }
        let line = &draft.lines[idx];
        let role = if let Some(reason) = line.reason() {
            self.subtitle_may_come = false;
            Role::Left(reason)
        } else if line.is_sign() || line.is_link() {
            Role::Left(Reason::Outside)
        } else if let Some(role) = picture::role(&draft.lines, idx) {
            draft
                .credits
                .extend(picture::credited(&line.text).map(fold));
            role
        } else if draft
            .article
            .byline
            .iter()
            .any(|name| line.text.starts_with(name.as_str()))
            || is_role(&draft.lines, idx)
        {
            // About the writer.
            Role::Left(Reason::Outside)
        } else if (self.subtitle_may_come || is_before_names(&draft.lines, idx))
            && !self.has_subtitle
            && self.title.is_some()
            && line.n_words() >= 4
            && line.n_chars <= 400
        {
            self.subtitle_may_come = false;
            self.has_subtitle = true;
            Role::Subtitle
        } else if self.title.is_some() && picture::credited(&line.text).is_some() && !line.ended {
            draft
                .credits
                .extend(picture::credited(&line.text).map(fold));
            Role::Block(BlockKind::Caption)
        } else if self.title.is_some() && (line.n_chars >= 80 || line.ended && line.n_words() >= 5)
        {
            Role::Block(BlockKind::Paragraph)
        } else {
            Role::Left(Reason::Outside)
        };
        draft.roles[idx] = role;
    }

    /// A line above the title, or above the body where there is no title.
    fn take_above(&mut self, draft: &mut Draft, idx: usize, is_near: bool) {
        if draft.roles[idx] != Role::Open {
            return;
        }
        if is_near && self.take_fields(draft, idx, false) {
            return;
        }
        let line = &draft.lines[idx];
        let reason = match line.reason() {
            Some(reason) => reason,
            None if line.is_sign() || line.is_link() => Reason::Outside,
            None if line.bullet || line.n_words() <= 4 || crumbs(&line.text).is_some() => {
                Reason::Navigation
            }
            None => Reason::Outside,
        };
        draft.leave(idx, reason);
    }

    /// Takes from the line what it says about a field; true if that is what the line is for.
    fn take_fields(&mut self, draft: &mut Draft, idx: usize, is_below: bool) -> bool {
        let line = &draft.lines[idx];
        let names = byline::names_of(line);
        if let Some(stamp) = stamp::stamp(line) {
            let has_names = names.is_some();
            if let Some(names) = names {
                take_names(draft, names);
            }
            return self.take_stamp(draft, idx, &stamp, is_below, has_names);
        }
        if let Some(minutes) = stamp::reading_minutes(line) {
            draft.article.reading_minutes.get_or_insert(minutes);
            draft.leave(idx, Reason::Field);
            return true;
        }
        if let Some(names) = names.filter(|_| is_below) {
            take_names(draft, names);
            draft.leave(idx, Reason::Field);
            return true;
        }
        if line.hit.is_none()
            && let Some(section) = section(&line.text, line.folded())
        {
            let is_first = draft.article.section.is_none() && !is_in_menu(&draft.lines, idx);
            if is_first {
                draft.article.section = Some(section);
            }
            draft.leave(
                idx,
                if is_first {
                    Reason::Field
                } else {
                    Reason::Navigation
                },
            );
            return true;
        }
        if is_below && CUES.is(line.folded(), Sense::Agency) {
            let name = one_line(line.text.trim_matches(|c: char| !c.is_alphanumeric()));
            draft.article.agency.get_or_insert(name);
            draft.leave(idx, Reason::Field);
            return true;
        }
        if is_below && self.title.is_some() && (take_desk(draft, idx) || take_bare(draft, idx)) {
            draft.leave(idx, Reason::Field);
            return true;
        }
        false
    }

    fn take_stamp(
        &mut self,
        draft: &mut Draft,
        idx: usize,
        stamp: &Stamp,
        is_below: bool,
        has_names: bool,
    ) -> bool {
        let published = stamp.published;
        let is_shown_day = stamp.has_weekday && published.time.is_none() && !stamp.is_labelled;
        let sure = match (published.date, is_below && self.title.is_some()) {
            (None, true) => 1,
            (None, false) => 0,
            (Some(_), _) if stamp.is_labelled => 4,
            (Some(_), true) => 3,
            (Some(_), false) if is_shown_day => 0,
            (Some(_), false) => 2,
        };
        if sure > self.best_stamp {
            self.best_stamp = sure;
            let time = published.time.or(draft.article.published.time);
            draft.article.published = published;
            draft.article.published.time = time;
        }
        if is_below && !has_names {
            take_names_beside(draft, stamp);
        }
        if let Some(section) = section_after(&stamp.after) {
            draft.article.section.get_or_insert(section);
        }
        draft.leave(
            idx,
            if sure > 0 {
                Reason::Field
            } else {
                Reason::Outside
            },
        );
        true
    }
}

/// `NAME - 19 Nov 2019`, `NAME|Published`, `19 Nov 2019 by NAME`, `2019-11-19　作者：NAME`.
fn take_names_beside(draft: &mut Draft, stamp: &Stamp) {
    if let Some(names) = stamp.after.split('\u{3000}').find_map(byline::names) {
        return take_names(draft, names);
    }
    let before = stamp
        .before
        .trim()
        .trim_end_matches(['-', '|', '•', '·', ',', '–', '—']);
    let before = before.trim();
    let is_set_off = before.len() < stamp.before.trim().len();
    if let Some(at) = ["by ", "von ", "par ", "por ", "di "]
        .iter()
        .find_map(|cue| stamp.after.find(&format!(" {cue}")))
        && let Some(names) = byline::names(stamp.after[at..].trim())
    {
        return take_names(draft, names);
    }
    let is_label = |sense| CUES.any(&fold(before), sense);
    let is_known = [
        Sense::Published,
        Sense::Updated,
        Sense::Weekday,
        Sense::Section,
    ]
    .into_iter()
    .any(is_label);
    if is_set_off
        && (2..=4).contains(&n_words(before))
        && !is_known
        && byline::is_cased_name(before)
    {
        take_names(draft, vec![one_line(before)]);
    }
}

/// A line that is a name with a label of publication or an agency behind it.
fn take_desk(draft: &mut Draft, idx: usize) -> bool {
    let text = draft.lines[idx].text.clone();
    if let Some(name) = byline::before_label(&text) {
        take_names(draft, vec![one_line(name)]);
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

/// A line that is a name and nothing else, directly above the day.
fn take_bare(draft: &mut Draft, idx: usize) -> bool {
    let line = &draft.lines[idx];
    let is_above_day = draft
        .lines
        .get(idx + 1)
        .is_some_and(|next| stamp::stamp(next).is_some());
    let is_label = |word: &str| {
        let senses = [
            Sense::Section,
            Sense::Label,
            Sense::Credit,
            Sense::Weekday,
            Sense::Paper,
        ];
        senses.iter().any(|sense| CUES.is(&fold(word), *sense))
    };
    let is_name = is_above_day
        && draft.article.byline.is_empty()
        && line.hit.is_none()
        && (2..=4).contains(&line.n_words())
        && byline::is_cased_name(&line.text)
        && !line.text.split(' ').any(is_label);
    if is_name {
        let name = one_line(&line.text);
        take_names(draft, vec![name]);
    }
    is_name
}

fn take_names(draft: &mut Draft, names: Vec<String>) {
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
