//! Holes in a text: what a page sets between two of its paragraphs that ends with no sentence. Lists and
//! what a colon leads to are of the text; boxes of pointers and offers, players and what goes with the post
//! of another site are not, but the text goes on behind them.

use std::ops::Range;

use crate::article::Reason;
use crate::article::cues::{Hit, Place};
use crate::article::page::lines::{LONGEST_CUE, Line};
use crate::article::page::{body, days, title};

/// What a line in a hole is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hole {
    /// Of the text.
    Text,
    /// Of the text, above a part of it.
    Heading,
    /// Of the text, and said elsewhere by somebody else.
    Post,
    /// Furniture.
    Left(Reason),
}

/// The most lines of a hole.
const LONGEST: usize = 16;

/// The most pointers to other articles in a box.
const MOST_POINTERS: usize = 6;

/// The characters of a paragraph by which a text goes on.
const PROSE: usize = 60;

/// Marks the lines of a page that stand in holes of its text.
pub(crate) fn mark(lines: &mut [Line]) {
    mark_lists(lines);
    mark_posts(lines);
    let mut idx = 1;
    while idx < lines.len() {
        let is_open = lines[idx].hole.is_none();
        let found = match is_open && (is_prose(&lines[idx - 1]) || leads(&lines[idx - 1])) {
            true => hole(lines, idx),
            false => Vec::new(),
        };
        let n_lines = found.len();
        for (line, hole) in lines[idx..].iter_mut().zip(found) {
            line.hole = hole;
        }
        idx += n_lines.max(1);
    }
}

/// A list of other articles that says to screen readers where it ends is a hole in the text, not
/// the end of it: its lines, and its heading, count as single pointers.
fn mark_lists(lines: &mut [Line]) {
    const LONGEST_LIST: usize = 14;
    for end in 0..lines.len() {
        if lines[end].n_chars > LONGEST_CUE {
            continue;
        }
        let near = end.saturating_sub(LONGEST_LIST);
        if let Some(first) = begin_of_list(&lines[near..end], &lines[end]) {
            for line in &mut lines[near + first..=end] {
                if line.n_chars < 200 && (!line.ended || line.text.ends_with(['?', '؟', '!'])) {
                    line.hit = Some(Hit {
                        reason: Reason::Related,
                        place: Place::Part,
                        n_words: 1,
                        is_end: false,
                    });
                }
            }
        }
    }
}

/// The posts of a text that is written while something happens, the newest first: a time of day, a headline
/// or none, and some prose.
fn mark_posts(lines: &mut [Line]) {
    const LEAST: usize = 3;
    let head = |idx: usize| -> Option<Range<usize>> {
        let is_short = |line: &Line| !line.ended && line.hit.is_none() && line.n_chars <= 140;
        let below = lines.get(idx + 1)?;
        let n_lines = 1 + usize::from(is_short(below));
        let is_post = days::is_clock(&lines[idx]) && lines.get(idx + n_lines).is_some_and(is_prose);
        is_post.then_some(idx..idx + n_lines)
    };
    let heads: Vec<Range<usize>> = (0..lines.len()).filter_map(head).collect();
    if heads.len() >= LEAST {
        for idx in heads.into_iter().flatten() {
            lines[idx].hole = Some(Hole::Heading);
        }
    }
}

/// The first of the lines above one that says where a list ends, which is of that list: its heading, or
/// what offers to skip it.
fn begin_of_list(above: &[Line], end: &Line) -> Option<usize> {
    /// How a list begins, folded, and how it ends.
    const LISTS: [(&str, &str); 2] = [("list of ", "end of list"), ("قايمه من ", "نهايه القايمه")];
    /// What stands before the heading of what ends.
    const ENDS: [&str; 3] = ["End of ", "نهاية ", "پایان "];
    /// What ends it by itself, and what the offer to skip it says.
    const ALONE: [(&str, &str); 3] = [
        ("نهاية", "وواصل القراءة"),
        ("پایان", "به خواندن ادامه دهید"),
        ("مواد پر جائیں", "مواد پر جائیں"),
    ];
    if let Some((_, offer)) = ALONE.iter().find(|(known, _)| end.text == *known) {
        return above.iter().rposition(|line| line.text.ends_with(offer));
    }
    if let Some((begin, _)) = LISTS.iter().find(|(_, known)| end.folded() == *known) {
        let first = above
            .iter()
            .rposition(|line| line.folded().starts_with(begin));
        return first.map(|first| first.saturating_sub(1));
    }
    let name = ENDS.iter().find_map(|known| end.text.strip_prefix(known))?;
    let heading = above.iter().rposition(|line| line.text == name)?;
    let offer = above.get(heading.checked_sub(1)?)?;
    (offer.text.contains(name) && !offer.ended).then(|| heading - 1)
}

/// What the lines of the hole are that begins at a line; none if there is no hole.
fn hole(lines: &[Line], start: usize) -> Vec<Option<Hole>> {
    let rest = &lines[start..];
    let ends = |n_lines: usize| n_lines > 0 && goes_on(lines, start + n_lines);
    if let Some(found) = signed_post(rest).or_else(|| posted(rest, ends)) {
        return found;
    }
    let n_lines = box_len(rest);
    if ends(n_lines) && !is_teased(&rest[..n_lines], &rest[n_lines..]) {
        let reason = rest[0].reason().unwrap_or(Reason::Outside);
        let left = |line: &Line| Some(Hole::Left(line.reason().unwrap_or(reason)));
        return rest[..n_lines].iter().map(left).collect();
    }
    let n_lines = list_len(&lines[start - 1..]);
    match ends(n_lines) {
        true => vec![Some(Hole::Text); n_lines],
        false => Vec::new(),
    }
}

/// Whether a box offers newsletters, and what is below it may be about the writer, or all that is for free: one
/// paragraph with something else behind it, or behind a single line.
fn is_teased(lines: &[Line], below: &[Line]) -> bool {
    let is_offer = lines
        .iter()
        .any(|line| line.reason() == Some(Reason::Newsletter));
    let n_prose = n_prose(below);
    is_offer && n_prose < 2 && (lines.len() < 2 || n_prose < below.len())
}

/// How many paragraphs stand there first, up to two.
fn n_prose(lines: &[Line]) -> usize {
    let two = &lines[..lines.len().min(2)];
    two.iter().take_while(|line| is_prose(line)).count()
}

/// Whether the text goes on in a line: a paragraph, with more of them below it or no headline, as behind
/// the words of a teaser.
fn goes_on(lines: &[Line], at: usize) -> bool {
    let n_prose = n_prose(&lines[at..]);
    let below = at + n_prose;
    let is_teaser =
        || n_prose == 1 && lines[below].has_words(4) && title::is_candidate(lines, below);
    let is_text = n_prose > 0 && is_paragraph(&lines[at]) && !(n_prose == 1 && is_cut(&lines[at]));
    is_text && (below == lines.len() || !is_teaser())
}

/// Whether it is the beginning of a text, as teasers have it: it ends in dots.
pub(crate) fn is_cut(line: &Line) -> bool {
    let text = line.text.trim_end_matches([']', ')', ' ']);
    text.ends_with("...") || text.ends_with('…')
}

/// Whether it is a paragraph by its length, or at least a whole sentence that no headline is.
fn is_paragraph(line: &Line) -> bool {
    const SENTENCE: usize = 40;
    let is_sentence = || line.has_words(6) && line.text.ends_with(['.', '۔', '。', '।']);
    line.n_chars >= PROSE || line.n_chars >= SENTENCE && is_sentence()
}

fn is_prose(line: &Line) -> bool {
    line.ended && line.hit.is_none() && !line.bullet && line.n_chars >= PROSE / 2
}

/// Whether a list or a poem stands behind it, by a colon.
fn leads(line: &Line) -> bool {
    line.hit.is_none() && !line.bullet && line.text.ends_with([':', '：']) && line.has_words(2)
}

/// How many lines behind the first are a list: items, or short lines under words with a colon.
fn list_len(lines: &[Line]) -> usize {
    let is_plain = |line: &Line| {
        line.hit.is_none() && !line.is_sign() && !line.is_link() && !body::is_meta(line)
    };
    let rest = &lines[1..lines.len().min(LONGEST)];
    let n_items = rest.iter().take_while(|line| line.bullet && is_plain(line));
    let n_items = n_items.count();
    if n_items > 0 {
        return n_items;
    }
    let is_lead = leads(&lines[0]);
    let rest = if is_lead {
        rest
    } else {
        rest.get(1..).unwrap_or_default()
    };
    let has_lead = is_lead || lines.get(1).is_some_and(leads);
    let is_short = |line: &&Line| is_plain(line) && line.n_chars < PROSE && !is_prose(line);
    match has_lead {
        true => usize::from(!is_lead) + rest.iter().take_while(is_short).count(),
        false => 0,
    }
}

/// How many lines are boxes, one behind the other.
fn box_len(lines: &[Line]) -> usize {
    let near = &lines[..lines.len().min(LONGEST)];
    let mut n_lines = 0;
    loop {
        match one_box_len(&near[n_lines..]) {
            0 => return n_lines,
            n_more => n_lines += n_more,
        }
    }
}

/// How many lines are a box: a heading that says so, with what may stand in it; a player.
fn one_box_len(lines: &[Line]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let n_clocks = lines.iter().take_while(|line| is_of_player(line)).count();
    if n_clocks > 0 {
        return n_clocks;
    }
    let Some(hit) = first.hit.filter(|_| !first.ended) else {
        return 0;
    };
    let is_title = |line: &Line| {
        let is_title = !line.ended || line.text.ends_with(['?', '؟', '？', '!', '…']);
        line.hit.is_none() && is_title && line.n_chars <= 140
    };
    let is_known = |line: &Line| matches!(line.reason(), Some(Reason::Related | Reason::Advert));
    match hit.reason {
        Reason::Related => {
            // Only a heading says of others what they are.
            let is_item =
                |line: &&Line| is_known(line) || hit.place == Place::Line && is_title(line);
            let n_lines = lines.iter().take_while(is_item).count();
            let is_open = |line: &&Line| line.hit.is_none();
            let n_open = lines[..n_lines].iter().filter(is_open).count();
            if n_open <= MOST_POINTERS { n_lines } else { 0 }
        }
        Reason::Newsletter => {
            let is_offer = |line: &Line| {
                use Reason::{Advert, Legal, Login, Newsletter, Share};
                let reason = line.reason();
                reason.is_some_and(|r| matches!(r, Advert | Legal | Login | Newsletter | Share))
            };
            let is_of_box = |line: &&Line| is_offer(line) || line.hit.is_none() && !is_prose(line);
            let n_lines = lines.iter().take_while(is_of_box).count();
            let last = lines[..n_lines].iter().rposition(is_offer);
            last.map_or(0, |last| last + 1)
        }
        // What asks in a sentence before it shows a post of another site; buttons are of no hole.
        Reason::Share => {
            let is_of_box = |line: &&Line| line.reason() == Some(Reason::Share);
            let n_lines = lines.iter().take_while(is_of_box).count();
            let asks = lines[..n_lines].iter().any(|line| line.ended);
            if asks { n_lines } else { 0 }
        }
        // How many comments there are, in the midst of the text.
        Reason::Comments if hit.place == Place::Line => {
            let is_count = |line: &Line| line.text.chars().all(char::is_numeric);
            let has_count = first.text.contains(char::is_numeric);
            let n_lines = 1 + usize::from(lines.get(1).is_some_and(is_count));
            let goes_on = n_prose(&lines[n_lines..]) >= 2;
            if goes_on && (has_count || n_lines > 1) {
                n_lines
            } else {
                0
            }
        }
        _ => 0,
    }
}

/// Whether it is of a player: `0:00`, `/`.
fn is_of_player(line: &Line) -> bool {
    line.n_chars <= 15
        && line.text.contains(['/', ':'])
        && (line.text.chars()).all(|c| c.is_numeric() || matches!(c, ':' | '/' | ' ' | '-'))
}

/// What the lines are of a post that ends with its writer and day; what stands directly above those is
/// surely said there.
fn signed_post(lines: &[Line]) -> Option<Vec<Option<Hole>>> {
    const MOST: usize = 6;
    let near = &lines[..lines.len().min(MOST)];
    let end = near.iter().position(is_signature)?;
    let is_text = |line: &Line| line.hit.is_none() && line.n_chars <= 400;
    let first = end.saturating_sub(1);
    let above = &near[..first];
    (near[first..end].iter().all(is_text) && above.iter().all(is_prose)).then(|| {
        let said = vec![Some(Hole::Post); end + 1 - first];
        [vec![None; first], said].concat()
    })
}

/// What the lines are of a post that begins with its writer and says when it is of; what can be done with
/// it ends it.
fn posted(lines: &[Line], ends: impl Fn(usize) -> bool) -> Option<Vec<Option<Hole>>> {
    let near = &lines[..lines.len().min(LONGEST)];
    let handle = near.iter().take(2).position(is_handle)?;
    if near[..handle]
        .iter()
        .any(|line| line.ended || line.n_chars > 60)
    {
        return None;
    }
    let behind = handle + 1;
    let moment = behind + near[behind..].iter().position(body::is_meta)?;
    let is_deed = |line: &Line| line.n_chars < 40 && !line.ended;
    let last = (moment..near.len()).find(|idx| is_deed(&near[*idx]) && ends(idx + 1))?;
    let role = |(idx, line): (usize, &Line)| {
        let is_said = (behind..moment).contains(&idx) && line.hit.is_none() && !line.is_sign();
        Some(match is_said || idx + 1 == handle {
            true => Hole::Post,
            false => Hole::Left(Reason::Share),
        })
    };
    Some(near[..=last].iter().enumerate().map(role).collect())
}

/// Whether it is what an account is called: `@handle`.
fn is_handle(line: &Line) -> bool {
    let name = line.text.strip_prefix('@');
    name.is_some_and(|name| {
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        name.chars().all(is_of_name) && (2..=30).contains(&name.len())
    })
}

/// Whether it says who posted something and when: `— NAME (@handle) 6 February 2024`.
pub(crate) fn is_signature(line: &Line) -> bool {
    line.n_chars <= 140
        && line.text.starts_with(['—', '–', '-', '―'])
        && line.text.contains("(@")
        && line.text.contains(char::is_numeric)
}
