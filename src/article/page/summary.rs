//! What a page says of its text in a list above it, under a heading such as `Key points`: the first list of
//! the text.

use crate::article::BlockKind;
use crate::article::cues::{CUES, Sense};
use crate::article::fold::fold;
use crate::article::page::{Draft, Role, picture, title};

/// Takes the heading and the list below it into the text; true if the line is such a heading.
pub(crate) fn take_summary(draft: &mut Draft, idx: usize, body: usize) -> bool {
    const LEAST_WORDS: usize = 3;
    let lines = &draft.lines;
    let label = lines[idx].text.trim_end_matches([':', '：', ' ']);
    if idx >= body || !CUES.is(&fold(label), Sense::Summary) {
        return false;
    }
    // Some texts have a blank line below each line; there the list ends where the text begins.
    let is_spaced = lines.get(idx + 1).is_some_and(|line| line.gap);
    let is_item = |at: usize| {
        let line = &lines[at];
        let is_said = line.has_words(LEAST_WORDS) && !title::is_dating(line);
        let is_next = at == idx + 1 || !line.gap || is_spaced && !line.ended;
        let is_own = line.bullet || is_said && is_next && !picture::is_own(line);
        line.hit.is_none() && is_own
    };
    let end = (idx + 1..body).find(|at| !is_item(*at)).unwrap_or(body);
    let is_of_body = end == body && lines.get(body).is_some_and(|line| line.bullet);
    let is_apart = |at: usize| lines[at].gap && !lines[at].bullet;
    let is_broken = end < body && (idx + 2..end).any(is_apart);
    if (end < idx + 3 || is_broken) && !is_of_body {
        return false;
    }
    draft.roles[idx] = Role::Block(BlockKind::Heading);
    draft.roles[idx + 1..end].fill(Role::Block(BlockKind::ListItem));
    true
}
