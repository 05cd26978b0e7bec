//! What of an article is shown: the lines that were left out, and vowel signs.

use crate::app::message::Effect;
use crate::app::state::State;
use crate::text::Marks;

/// Shows what was left out of the page, or the article alone.
pub(crate) fn removed(state: &mut State) -> Vec<Effect> {
    let Some(reader) = &state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    let n_lines = reader.article.removed.len();
    state.removed = !state.removed;
    state.refresh();
    state.notice = Some(match (state.removed, n_lines) {
        (true, 0) => "nothing was left out of this page".into(),
        (true, 1) => "showing the line that was left out".into(),
        (true, n_lines) => format!("showing the {n_lines} lines that were left out"),
        (false, _) => "showing the article alone".into(),
    });
    vec![]
}

/// Shows vowel signs, or none.
pub(crate) fn marks(state: &mut State) -> Vec<Effect> {
    let (marks, notice) = match state.marks {
        Marks::Keep => (Marks::Strip, "vowel signs are not shown"),
        Marks::Strip => (Marks::Keep, "vowel signs are shown"),
    };
    state.marks = marks;
    state.notice = Some(notice.into());
    state.refresh();
    vec![]
}
