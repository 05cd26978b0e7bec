//! The topics below a text: each link is one, though nothing but its look parts it from the next; and a
//! line of them is none of the text.

use crate::article::cues::{CUES, Sense};
use crate::article::fold::{fold, skip_words};
use crate::article::html::body::Verdict;
use crate::article::html::passage::{Linked, Place, Walked};
use crate::article::page::lines::Line;
use crate::article::{BlockKind, Reason};

/// Longer lines are text, in bytes.
const LONGEST: usize = 600;

/// Puts commas between the links of a line that names topics, or holds nothing else.
pub(crate) fn part(page: &mut Walked) {
    let topics = &page.topics;
    for passage in (page.passages.iter_mut()).filter(|passage| passage.links.len() > 1) {
        let is_topic = |(_, link): &Linked| topics.binary_search(link).is_ok();
        let are_topics = || passage.links.iter().all(is_topic) && passage.link_density() > 0.9;
        let names_topics = || CUES.start(&fold(&passage.text), Sense::Tags).is_some();
        if passage.text.len() > LONGEST || !are_topics() && !names_topics() {
            continue;
        }
        let mut n_added = 0;
        for idx in 1..passage.links.len() {
            let (before, next) = (
                passage.links[idx - 1].0.end,
                passage.links[idx].0.start + n_added,
            );
            if passage
                .text
                .get(before..next)
                .is_some_and(|gap| gap.trim().is_empty())
            {
                let comma = if passage.text.contains(is_arabic) {
                    '،'
                } else {
                    ','
                };
                passage.text.insert(before, comma);
                n_added += comma.len_utf8();
            }
            let range = &mut passage.links[idx].0;
            *range = range.start + n_added..range.end + n_added;
        }
    }
}

/// Sets a gap where the topics below a label end: at a heading, or at the foot of the page.
pub(crate) fn set_off(page: &Walked, lines: &mut [Line]) {
    const MOST: usize = 12;
    for idx in 0..lines.len() {
        if !CUES.is(lines[idx].folded(), Sense::Tags) {
            continue;
        }
        let foot = page.passages[idx].place.has(Place::FOOTER);
        let ends = |at: &usize| {
            let passage = &page.passages[*at];
            passage.kind == BlockKind::Heading || passage.place.has(Place::FOOTER) != foot
        };
        if let Some(end) = (idx + 2..lines.len()).take(MOST).find(ends) {
            lines[end].gap = true;
            lines[end].bullet = false;
        }
    }
}

/// Leaves out the lines at the end of the body that name topics.
pub(crate) fn leave(lines: &[Line], verdicts: &mut [Verdict]) {
    const NEAR_END: usize = 4;
    let chosen = (0..lines.len())
        .rev()
        .filter(|idx| verdicts[*idx].is_none());
    let names_topics = |idx: &usize| {
        let line = &lines[*idx];
        let label = CUES
            .start(line.folded(), Sense::Tags)
            .filter(|_| line.text.len() <= LONGEST);
        label.is_some_and(|n_words| {
            let rest = skip_words(&line.text, n_words).trim_start();
            !line.ended && (rest.is_empty() || rest.starts_with([':', '：']))
        })
    };
    let found: Vec<usize> = chosen.take(NEAR_END).filter(names_topics).collect();
    for idx in found {
        verdicts[idx] = Some(Reason::Outside);
    }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}')
}
