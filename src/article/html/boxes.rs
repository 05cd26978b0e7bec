//! Boxes in the midst of a text that ask to subscribe to letters: all of a box goes, whatever its lines
//! say, where one of them shows what it is for and it holds little of the text.

use std::collections::HashMap;

use dom_query::NodeId;

use crate::article::cues::Place as CuePlace;
use crate::article::html::body::Verdict;
use crate::article::html::passage::{Passage, Walked};
use crate::article::page::lines::Line;
use crate::article::{BlockKind, Reason};

/// The passages of a box at most.
const LONGEST: usize = 8;

/// Leaves out such boxes, and gives all that is in them the reason.
pub(crate) fn leave(page: &Walked, lines: &[Line], verdicts: &mut [Verdict]) {
    let mut weights: HashMap<Option<NodeId>, usize> = HashMap::new();
    let mut all = 0;
    for (passage, _) in page
        .passages
        .iter()
        .zip(&*verdicts)
        .filter(|(_, v)| v.is_none())
    {
        *weights.entry(passage.group).or_default() += passage.n_chars;
        all += passage.n_chars;
    }
    let mut start = 0;
    let is_one = |a: &Passage, b: &Passage| a.group.is_some() && a.group == b.group;
    for passages in page.passages.chunk_by(is_one) {
        let range = start..start + passages.len();
        start = range.end;
        let weight = weights.get(&passages[0].group).copied().unwrap_or(0);
        // A box that begins with what it is for may be a larger part of a short text.
        let part = if asks(&lines[range.start]) { 2 } else { 8 };
        let is_small = (2..=LONGEST).contains(&passages.len()) && weight * part < all;
        if is_small && range.clone().any(|idx| asks(&lines[idx])) {
            for idx in range {
                let is_plain = matches!(
                    page.passages[idx].kind,
                    BlockKind::Paragraph | BlockKind::Heading | BlockKind::ListItem
                );
                if is_plain && matches!(verdicts[idx], None | Some(Reason::Outside)) {
                    verdicts[idx] = Some(Reason::Newsletter);
                }
            }
        }
    }
}

/// Whether a line asks to subscribe, and is no sentence of a text.
fn asks(line: &Line) -> bool {
    line.hit.is_some_and(|hit| {
        let is_sure = hit.place == CuePlace::Line || hit.n_words >= 2;
        hit.reason == Reason::Newsletter && is_sure && !(line.ended && line.n_chars >= 80)
    })
}
