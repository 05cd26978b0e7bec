//! What of a text stands below the run of its lines: short sentences, lists and poems, and what goes on
//! behind pointers and boxes.

use std::ops::Range;

use crate::article::Reason;
use crate::article::cues::Place;
use crate::article::page::body::{is_copyright, is_meta};
use crate::article::page::hole::is_cut;
use crate::article::page::lines::Line;
use crate::article::page::{footer, picture, stamp, title};

/// Adds below the run what the sum cut off: short sentences, also behind one to three pointers or
/// credits; who wrote and edited it, in brackets; a last line of the page that forgot its mark.
pub(crate) fn grow(lines: &[Line], mut body: Range<usize>) -> Range<usize> {
    let n_last = lines.iter().rposition(|line| !line.is_sign());
    let is_sentence = |line: &Line| line.ended && line.hit.is_none() && line.has_words(3);
    let is_hole = |line: &Line| {
        let is_pointer = line.hit.is_some_and(|hit| {
            hit.reason == Reason::Advert
                || hit.reason == Reason::Related && hit.place != Place::Line
        });
        is_pointer || picture::is_credit(line)
    };
    let is_unmarked = |idx: usize, line: &Line| {
        Some(idx) == n_last
            && line.hit.is_none()
            && line.has_words(7)
            && !line.bullet
            && !stamp::is_tight(line)
    };
    let mut n_more = 0;
    while n_more < 4 && lines.get(body.end).is_some_and(is_sentence) {
        body.end += 1;
        n_more += 1;
    }
    let n_holes = lines[body.end..]
        .iter()
        .take_while(|line| is_hole(line))
        .count();
    let goes_on = |idx: usize| {
        lines
            .get(idx)
            .is_some_and(|line| is_sentence(line) && line.has_words(6) || is_unmarked(idx, line))
    };
    if n_holes <= 3 && goes_on(body.end + n_holes) {
        body.end += n_holes + 1;
        while goes_on(body.end) {
            body.end += 1;
        }
    }
    let is_credits =
        |line: &Line| line.text.starts_with('(') && line.text.ends_with(')') && line.has_words(4);
    if lines.get(body.end).is_some_and(is_credits) {
        body.end += 1;
    }
    while let Some(end) = beyond_hole(lines, body.end).or_else(|| beyond_heading(lines, body.end)) {
        body.end = end;
    }
    body
}

/// Where a text ends that goes on below the run in little pieces: short sentences, questions and their
/// answers, lists, poems, under headings or not. Where something else of the page comes behind them, headings
/// are short, as those of teasers are not, and lead to no list.
fn beyond_heading(lines: &[Line], start: usize) -> Option<usize> {
    const MOST: usize = 40;
    let is_other = |idx: usize| {
        let line = &lines[idx];
        let is_field = || is_meta(line) || footer::has_tags(line) || is_copyright(line);
        let is_known = line.hit.is_some() || line.is_link() || is_field();
        line.hole.is_none() && (is_known || picture::role(lines, idx).is_some())
    };
    let end = (start..lines.len())
        .find(|idx| is_other(*idx))
        .unwrap_or(lines.len());
    let is_last = end == lines.len();
    let (n_chars, n_words) = if is_last { (60, 8) } else { (30, 4) };
    let is_lead = |line: &Line| {
        line.text.ends_with([':', '：']) && line.has_words(if is_last { 1 } else { 3 })
    };
    let is_sentence =
        |line: &Line| !line.bullet && (line.ended && line.has_words(2) || is_lead(line));
    let is_heading = |line: &Line| {
        let is_short = line.n_chars <= n_chars && !line.has_words(n_words + 1);
        is_short && !line.bullet && !line.is_sign() && !is_sentence(line)
    };
    let asks = |line: &Line| line.text.ends_with(['?', '؟', '？']);
    let leads_to_list =
        |line: &Line| line.bullet || is_lead(line) || is_last && (is_heading(line) || asks(line));
    // Articles that are pointed to are called by more words.
    let is_item = |line: &Line| is_last && line.bullet && (line.ended || !line.has_words(5));
    // What stands under a colon.
    let is_verse = |line: &Line| line.n_chars <= 90 && !line.bullet && !line.ended;
    let has_number =
        |line: &Line| line.text.contains(char::is_numeric) && !line.text.contains("://");
    let is_amount = |line: &Line| is_last && is_heading(line) && has_number(line);
    // `Gold, 24 carats: 3600`, more than once.
    let is_price = |line: &Line| {
        let price = line.text.split_once([':', '：']).map(|(_, price)| price);
        price.is_some_and(|price| price.contains(char::is_numeric)) && is_verse(line)
    };
    let is_priced = |idx: usize| {
        let mut beside = [idx.wrapping_sub(1), idx + 1].into_iter();
        let is_other =
            |idx| (start..end).contains(&idx) && is_price(&lines[idx]) && has_number(&lines[idx]);
        is_price(&lines[idx]) && has_number(&lines[idx]) && beside.any(is_other)
    };

    let is_asked = |idx: usize| {
        let answer = lines[..end].get(idx + 1);
        asks(&lines[idx]) && answer.is_some_and(|answer| answer.ended && answer.hit.is_none())
    };

    let above = start.checked_sub(1)?;
    let is_piece = |line: &Line| is_sentence(line) || line.bullet || line.is_row;
    let (mut last, mut is_led) = (None, is_lead(&lines[above]));
    for idx in start..end {
        let (above, line) = (&lines[idx - 1], &lines[idx]);
        let goes_on = match () {
            () if line.hole.is_some() || line.is_row || is_sentence(line) => true,
            () if is_last && line.is_sign() => true,
            () if line.bullet => leads_to_list(above) || is_item(line) || is_asked(idx),
            () if is_led && is_verse(line) || is_priced(idx) => true,
            // Headings on each other are a menu.
            () if is_heading(line) => !is_heading(above) || is_amount(line) || is_amount(above),
            () => false,
        };
        if !goes_on || idx >= start + MOST {
            // All pieces must be of the text.
            last.take_if(|_| lines[idx..end].iter().any(is_piece));
            break;
        }
        let is_in_list = is_led && is_verse(line) || is_amount(line) || is_priced(idx);
        // Two words with a colon lead to what is no more there.
        let is_label = is_lead(line) && !line.has_words(3);
        if is_piece(line) && !is_label || is_in_list {
            last = Some(idx);
        }
        is_led = is_lead(line) || is_led && is_verse(line);
    }
    last.map(|last| last + 1)
}

/// A run without the teasers of other articles at its end: below a heading that says so, headlines with the
/// beginnings of their texts, which end in dots.
pub(crate) fn without_teasers(lines: &[Line], body: Range<usize>) -> Range<usize> {
    let is_heading = |line: &Line| {
        line.hit
            .is_some_and(|hit| hit.reason == Reason::Related && hit.place == Place::Line)
    };
    let is_title = |line: &Line| !line.ended && line.n_chars <= 160;
    let n_teasers = lines[body.clone()].iter().rev();
    let n_teasers =
        n_teasers.take_while(|line| is_cut(line) || is_title(line) && !is_heading(line));
    let first = body.end - n_teasers.count();
    let above = first
        .checked_sub(1)
        .filter(|above| body.start < *above && is_heading(&lines[*above]));
    let n_cut = lines[first..body.end]
        .iter()
        .filter(|line| is_cut(line))
        .count();
    match above {
        Some(above) if n_cut * 3 >= body.end - first && n_cut > 0 => body.start..above,
        _ => body,
    }
}

/// Where the prose ends that goes on behind a hole below the run: behind a label with short lines
/// under it, or behind the rows of a table. Prose with a headline behind it is a teaser; one
/// paragraph behind an offer of newsletters may be about the writer, or all that is for free.
fn beyond_hole(lines: &[Line], start: usize) -> Option<usize> {
    const LONGEST_HOLE: usize = 8;
    const LEAST_PROSE: usize = 60;
    let is_box = |line: &Line| {
        use Reason::{Advert, Credit, Newsletter, Related, Share};
        let reason = line.reason();
        reason.is_some_and(|r| matches!(r, Advert | Credit | Newsletter | Related | Share))
    };
    let is_short =
        |line: &Line| line.hit.is_none() && !line.ended && line.n_chars < 110 && !is_meta(line);
    let is_row =
        |line: &&Line| line.is_sign() || line.text.contains(|c: char| c == '|' || c.is_numeric());
    let is_offer = |line: &Line| line.reason() == Some(Reason::Newsletter);
    let is_prose = |line: &Line| line.ended && line.hit.is_none() && !line.bullet;
    let count = |lines: &[Line], is: fn(&Line) -> bool| lines.iter().take_while(|l| is(l)).count();

    let near = &lines[start..lines.len().min(start + LONGEST_HOLE)];
    let n_labels = count(near, is_box);
    let (hole, _) = near.split_at(n_labels + count(&near[n_labels..], is_short));
    let is_table = hole.len() >= 2 && hole.iter().filter(is_row).count() * 2 >= hole.len();
    let end = start + hole.len();
    let n_prose = count(&lines[end..], is_prose);
    let below = end + n_prose;
    let is_teaser = || lines[below].has_words(4) && title::is_candidate(lines, below);
    let goes_on = (n_labels > 0 || is_table)
        && n_prose > usize::from(hole.iter().any(is_offer))
        && lines[end].n_chars >= LEAST_PROSE
        && !(n_prose == 1 && is_cut(&lines[end]))
        && (below == lines.len() || !is_teaser());
    goes_on.then_some(below)
}
