//! What stands above the body: title, subtitle, byline, day and time, section, reading time,
//! captions. A day with its weekday and no more above the title is mostly that on which the page was
//! shown (a page saved in 2018 carries it over a story of 2016): it counts with a clock time that is
//! not of a place, with a label, as the day of an issue, and where nothing else stands above the title.

use std::ops::Range;

use crate::article::cues::{CUES, Sense};
use crate::article::fold::{fold, n_words};
use crate::article::page::beside_name::{begins_with_office, is_address, is_office};
use crate::article::page::days::{alone_above, in_page_title, is_of_calendars, is_of_issue};
use crate::article::page::lines::Line;
use crate::article::page::section::{is_in_menu, over_title, section, section_after};
use crate::article::page::signing::{
    take_bare, take_desk, take_names, take_names_beside, take_split,
};
use crate::article::page::stamp::Stamp;
use crate::article::page::summary::take_summary;
use crate::article::page::title::{crumbs, suffix};
use crate::article::page::{Draft, Role, byline, footer, outlet, picture, stamp, title};
use crate::article::{BlockKind, Reason};
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
    /// What the lines show, and the body below all of that.
    pub(crate) fn of_lines(lines: &[Line], body: Range<usize>) -> (Self, Range<usize>) {
        let (title, mut body) = title::find_with_body(lines, body);
        // A clock with dots looks like the end of a sentence: `… at 6:02 a.m.`
        while body.len() > 1 && stamp::ends_with_clock(&lines[body.start]) {
            body.start += 1;
        }
        let known = Self {
            title,
            subtitle: false,
        };
        (known, body)
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
        body_start: body.start,
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
    if draft.article.published.date.is_none() {
        let above = &draft.lines[..title.unwrap_or(body.start)];
        draft.article.published.date = title
            .and_then(|title| in_page_title(&draft.lines, title))
            .or_else(|| alone_above(above));
    }
}

/// Whether a byline stands directly below the line.
fn is_before_names(lines: &[Line], idx: usize) -> bool {
    let next = lines[idx + 1..].iter().find(|line| !line.is_sign());
    next.is_some_and(|next| next.n_chars <= 140 && byline::names_of(next).is_some())
}

/// Whether names stand in the line above.
fn is_below_name(draft: &Draft, idx: usize) -> bool {
    let mut above = draft.roles[..idx].iter().rev();
    let above = above.find(|role| **role != Role::Left(Reason::Repeated));
    above == Some(&Role::Left(Reason::Field)) && !draft.article.byline.is_empty()
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

/// Whether the line is a button for the size of letters, which some agencies have as their name: `AA`,
/// `TT`, beside others of its kind, or in a text without its letters.
fn is_button(lines: &[Line], idx: usize) -> bool {
    let is_twice = |text: &str| ["AA", "TT", "Aa", "aA"].contains(&text);
    let is_part = |line: &Line| {
        let is_size = line.n_chars <= 2 && line.text.chars().all(char::is_numeric);
        let is_letter = line.n_chars <= 2 && line.text.starts_with(['A', 'a', 'T', 'أ', 'آ', 'ا']);
        is_size || is_letter || matches!(line.reason(), Some(Reason::Share | Reason::Navigation))
    };
    let beside = [idx.checked_sub(1), Some(idx + 1)];
    let mut beside = beside
        .into_iter()
        .flatten()
        .filter_map(|idx| lines.get(idx));
    is_twice(&lines[idx].text) && beside.any(is_part)
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

/// Lines above the title in which a name may stand: farther off it is that of another article.
const NEAR_TITLE: usize = 2;

/// How sure a day is that is the only one of a page, and that of a change.
const CHANGED: u8 = 2;

struct Header {
    title: Option<usize>,
    body_start: usize,
    /// How sure the day found so far is.
    best_stamp: u8,
    /// Nothing but names and days stood below the title yet.
    subtitle_may_come: bool,
    has_subtitle: bool,
}

impl Header {
    /// Whether the line stands close above the title.
    fn is_over_title(&self, idx: usize) -> bool {
        self.title
            .is_some_and(|title| idx < title && title - idx <= NEAR_TITLE)
    }

    /// Whether nothing but signs stands beside the line above the title: no head of a site.
    fn is_all_above_title(&self, lines: &[Line], idx: usize) -> bool {
        let is_sign = |line: &Line| line.is_sign();
        self.title.is_some_and(|title| {
            idx < title
                && lines[..idx].iter().all(is_sign)
                && lines[idx + 1..title].iter().all(is_sign)
        })
    }

    /// Whether there is no title, and the line stands close above the body.
    fn is_over_body(&self, idx: usize) -> bool {
        self.title.is_none() && idx < self.body_start && self.body_start - idx <= NEAR_TITLE
    }

    /// A line between the title and the body.
    fn take_below(&mut self, draft: &mut Draft, idx: usize) {
        if draft.roles[idx] != Role::Open {
            return;
        }
        let line = &draft.lines[idx];
        if idx > 0 && draft.lines[idx - 1].text == line.text {
            return draft.leave(idx, Reason::Repeated);
        }
        if take_summary(draft, idx, self.body_start) || self.take_fields(draft, idx, true) {
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
        } else if picture::is_alt(&draft.lines, idx) {
            Role::Left(Reason::Repeated)
        } else if idx > 0 && picture::is_alt(&draft.lines, idx - 1) {
            Role::Block(BlockKind::Caption)
        } else if draft
            .article
            .byline
            .iter()
            .any(|name| line.text.starts_with(name.as_str()))
            || is_role(&draft.lines, idx)
            || is_address(&line.text)
            || (is_office(line) || begins_with_office(line)) && is_below_name(draft, idx)
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
        if is_below && footer::has_tags(&draft.lines[idx]) {
            footer::take_tags(draft, idx);
            return true;
        }
        let line = &draft.lines[idx];
        let names = byline::names_of(line);
        if let Some(stamp) = stamp::stamp(line) {
            let has_names = names.is_some();
            if let Some(names) = names {
                take_names(draft, names);
            }
            return self.take_stamp(draft, idx, &stamp, is_below, has_names);
        }
        if stamp::is_ago(line) {
            draft.leave(idx, Reason::Outside);
            return true;
        }
        if let Some(source) = outlet::by_source(&line.text).filter(|_| is_below) {
            draft.take_source(source);
            draft.leave(idx, Reason::Field);
            return true;
        }
        if let Some(minutes) = stamp::reading_minutes(line) {
            draft.article.reading_minutes.get_or_insert(minutes);
            draft.leave(idx, Reason::Field);
            return true;
        }
        let is_beside_title =
            is_below || draft.article.byline.is_empty() && self.is_over_title(idx);
        let is_beside_title = is_beside_title || self.is_over_body(idx);
        if let Some(names) = names.filter(|_| is_beside_title) {
            take_names(draft, names);
            draft.leave(idx, Reason::Field);
            return true;
        }
        let over_title = over_title(&draft.lines, idx, self.title);
        if line.hit.is_none()
            && let Some(section) = over_title
                .clone()
                .or_else(|| section(&line.text, line.folded()))
        {
            let is_apart = || over_title.is_some() || !is_in_menu(&draft.lines, idx);
            let is_first = draft.article.section.is_none() && is_apart();
            if is_first {
                draft.article.section = Some(section);
            }
            let reason = if is_first {
                Reason::Field
            } else {
                Reason::Navigation
            };
            draft.leave(idx, reason);
            return true;
        }
        let is_agency = is_below && CUES.is(line.folded(), Sense::Agency);
        if is_agency && !is_button(&draft.lines, idx) {
            let name = one_line(line.text.trim_matches(|c: char| !c.is_alphanumeric()));
            draft.article.agency.get_or_insert(name);
            draft.leave(idx, Reason::Field);
            return true;
        }
        if is_beside_title
            && (take_split(draft, idx)
                || take_desk(draft, idx)
                || take_bare(draft, idx, self.body_start))
        {
            draft.leave(idx, Reason::Field);
            return true;
        }
        is_below && footer::take_topics(draft, idx)
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
        let is_of_site = || {
            published.time.is_none()
                && !self.is_all_above_title(&draft.lines, idx)
                && !is_of_issue(&draft.lines, idx)
        };
        let is_shown_day =
            stamp.has_weekday && (stamp.has_place || is_of_site()) && !stamp.is_labelled
                || !is_below && is_of_calendars(&draft.lines, idx, published.date);
        let sure = match (published.date, is_below && self.title.is_some()) {
            (None, true) => 1,
            (None, false) => 0,
            (Some(_), _) if stamp.is_change && (is_below || self.is_over_title(idx)) => CHANGED,
            (Some(_), _) if stamp.is_change => 0,
            (Some(_), _) if stamp.is_labelled => 5,
            (Some(_), true) => 4,
            (Some(_), false) if is_shown_day => 0,
            (Some(_), false) => 3,
        };
        if sure > self.best_stamp {
            let time = draft.article.published.time;
            let time = published
                .time
                .or(time.filter(|_| self.best_stamp != CHANGED));
            self.best_stamp = sure;
            draft.article.published = published;
            draft.article.published.time = time;
        }
        if (is_below || self.is_over_title(idx)) && !has_names {
            take_names_beside(draft, stamp);
        }
        let mut fields = [&stamp.before, &stamp.after]
            .into_iter()
            .flat_map(|text| text.split(['\u{3000}', ' ', '|']));
        if let Some(source) = fields.find_map(outlet::by_source) {
            draft.take_source(source);
        }
        if let Some(section) = section_after(&stamp.after) {
            draft.article.section.get_or_insert(section);
        }
        let reason = if sure > 0 {
            Reason::Field
        } else {
            Reason::Outside
        };
        draft.leave(idx, reason);
        true
    }
}
