//! A row of a frame: in, its cells and the row before it; out, what is seen in its columns, where
//! that is new, and what the terminal must be sent to show it.

use std::mem;

use ratatui::buffer::Cell;

use crate::term::{
    encode::{
        Arrangement, arrange,
        columns::Columns,
        hold,
        slot::{self, Slot},
        symbol::is_control,
    },
    profile::Profile,
};

/// A row of a frame.
#[derive(Clone, Default)]
pub(crate) struct Row {
    /// What is seen in each of its columns.
    pub seen: Vec<Slot>,
    /// Whether any of them leads somewhere.
    is_linked: bool,
    /// What the terminal has in them, where it shows that in another order; else nothing. The same
    /// cells are always sent the same way, so that a part of a row can be sent alone.
    pub arranged: Vec<Slot>,
    /// What the order of that is like.
    pub arrangement: Arrangement,
    /// Where a letter that may reach beyond its cell gave way to something else. Arabic letters do
    /// so in most fonts, and a terminal that repaints single cells leaves that ink in the cells
    /// around, where a dot more or less makes another letter.
    pub left: Columns,
    /// Where what is seen differs from the frame before.
    pub changed: Columns,
}

impl Row {
    /// What the terminal has in its columns.
    pub(crate) fn sent(&self) -> &[Slot] {
        match self.arranged.is_empty() {
            true => &self.seen,
            false => &self.arranged,
        }
    }

    /// Takes what shall be seen in place of `old`; whether that is anything else. `cells` are those
    /// of both rows; `link` says which of them lead somewhere, and whether any does.
    pub(crate) fn fill(
        &mut self,
        old: &mut Self,
        cells: [&[Cell]; 2],
        profile: Profile,
        link: impl FnOnce(&mut [Slot], bool) -> bool,
    ) -> bool {
        debug_assert!(
            !cells[1]
                .iter()
                .any(|cell| cell.symbol().contains(is_control)),
            "a control character reached the terminal"
        );
        let keeps_looks = profile == Profile::Runs;
        self.seen.clone_from(&old.seen);
        let has_wide = slot::update(&mut self.seen, cells, keeps_looks, &mut self.changed);
        self.is_linked = link(&mut self.seen, old.is_linked);
        if has_wide || self.is_linked || old.is_linked {
            let rows = [&old.seen[..], &self.seen];
            self.changed.set_unlike(rows, cells, keeps_looks);
        }
        self.left
            .set_filtered(&self.changed, &old.seen, Slot::may_reach);
        let is_changed = !self.changed.is_empty();
        if is_changed {
            if profile == Profile::Spans {
                hold(&mut self.seen, |column| self.changed.insert(column));
            }
            self.arranged.clear();
            self.arrangement = arrange(&self.seen, has_wide, profile, &mut self.arranged);
        } else {
            mem::swap(&mut self.arranged, &mut old.arranged);
            mem::swap(&mut self.arrangement, &mut old.arrangement);
        }
        is_changed
    }
}
