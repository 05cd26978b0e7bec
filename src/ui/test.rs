//! The self-test, in place of the panes: the question, and below it known lines under numbers.

use ratatui::buffer::Buffer;

use crate::app::{Area, State, TEST_LINES};
use crate::text::Options;
use crate::ui::{Theme, paint};

const QUESTION: &str = "Which of these reads right, from right to left, with joined letters? Its number, a click, or Enter";

/// Cells of the numbers and names.
const LABEL: u16 = 14;

/// Cells of the longest line, and of blanks before it: numbers stay where they are.
const FIELD: u16 = 50;

/// Paints the self-test, where it is open.
pub(crate) fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let Some(test) = state.test else { return };
    let width = buffer.area.width.saturating_sub(2);
    let row = |x: u16, y: u16, width: u16| Area {
        x,
        y,
        width,
        height: 1,
    };
    let options = Options::default();
    let heading = theme.style("heading");
    paint::text(row(1, 0, width), 1, QUESTION, &options, heading, buffer);
    for shown in state.test_rows() {
        let is_selected = shown.profile_idx == test.selected;
        let style = theme.style(if is_selected { "selected" } else { "body" });
        let label = row(1, shown.y, LABEL.min(width));
        let field = row(1 + LABEL, shown.y, FIELD.min(width.saturating_sub(LABEL)));
        if is_selected {
            paint::fill(row(1, shown.y, label.width + field.width), style, buffer);
        }
        if shown.line_idx == 0 {
            let name = format!("{}  {}", shown.digit(), shown.profile);
            paint::text(label, 1, &name, &options, style, buffer);
        }
        let line = TEST_LINES[shown.line_idx];
        paint::text(field, 1, line, &options, style, buffer);
    }
}
