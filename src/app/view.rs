//! What of the list is shown and in which order: rows, each an item or the heading of a group; the
//! row that is selected, and the row at the top. Knows items by their indices alone. Nothing here
//! but [`View::find`] and building it anew costs more than what is on the screen.

/// Rows of the screen that an item takes: two for its title, one for outlet, date and language.
pub const ITEM_ROWS: usize = 3;

const HEADING_ROWS: usize = 1;

/// Marks a row as a heading; the other bits are the index of the heading, or of the item.
const HEADING: u32 = 1 << 31;

/// What is shown, in order.
#[derive(Clone, Debug, Default)]
pub struct View {
    rows: Vec<u32>,
    headings: Vec<Heading>,
    /// The selected row; none where nothing is shown.
    at: Option<usize>,
    top: usize,
    /// Whether it was scrolled and need not show the selected row.
    is_adrift: bool,
}

/// What stands over a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// What those of the group have in common.
    pub label: String,
    /// How many there are.
    pub n_items: usize,
    /// The row that it is.
    row: usize,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row<'a> {
    /// The heading of a group.
    Heading(&'a Heading),
    /// An item, by its index.
    Item(usize),
}

impl Row<'_> {
    /// The rows of the screen that it takes.
    pub fn height(self) -> usize {
        match self {
            Self::Heading(_) => HEADING_ROWS,
            Self::Item(_) => ITEM_ROWS,
        }
    }
}

impl View {
    /// Takes all rows away.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.headings.clear();
        self.at = None;
        self.top = 0;
        self.is_adrift = false;
    }

    /// Adds the heading of a group to the end.
    pub(crate) fn push_heading(&mut self, label: String) {
        self.rows.push(HEADING | self.headings.len() as u32);
        self.headings.push(Heading {
            label,
            n_items: 0,
            row: self.rows.len() - 1,
        });
    }

    /// Adds an item to the end, to the group of the last heading.
    pub(crate) fn push_item(&mut self, item_idx: u32) {
        self.rows.push(item_idx);
        if let Some(heading) = self.headings.last_mut() {
            heading.n_items += 1;
        }
        // Where nothing was selected, the first one is.
        if self.at.is_none() {
            self.at = Some(self.rows.len() - 1);
        }
    }

    /// How many items are shown.
    pub fn n_items(&self) -> usize {
        self.rows.len() - self.headings.len()
    }

    /// The items that are shown, in order.
    pub fn items(&self) -> impl Iterator<Item = usize> {
        let items = self.rows.iter().filter(|row| **row & HEADING == 0);
        items.map(|row| *row as usize)
    }

    /// A row.
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        let row = *self.rows.get(at)?;
        Some(match row & HEADING {
            0 => Row::Item(row as usize),
            _ => Row::Heading(&self.headings[(row & !HEADING) as usize]),
        })
    }

    /// The rows that are on a list of `height` rows of the screen, from the top one on.
    pub fn shown(&self, height: usize) -> impl Iterator<Item = Row<'_>> {
        let mut used = 0;
        (self.top..)
            .map_while(|at| self.row(at))
            .take_while(move |row| {
                let fits = used < height;
                used += row.height();
                fits
            })
    }

    /// The selected item.
    pub fn selected(&self) -> Option<usize> {
        self.item_at(self.at?)
    }

    /// How many items come before the selected one.
    pub fn n_before(&self) -> Option<usize> {
        let at = self.at?;
        let n_headings = self.headings.partition_point(|heading| heading.row < at);
        Some(at - n_headings)
    }

    fn item_at(&self, at: usize) -> Option<usize> {
        match self.row(at)? {
            Row::Item(item_idx) => Some(item_idx),
            Row::Heading(_) => None,
        }
    }

    /// Moves the selection by `step` items, to an end at the most.
    pub(crate) fn step(&mut self, step: isize) {
        let Some(at) = self.at else { return };
        self.is_adrift = false;
        let last = self.rows.len().saturating_sub(1);
        // No group is empty: a heading has an item below it, and one above unless it is the first.
        let mut target = match step {
            isize::MIN => 0,
            isize::MAX => last,
            step => self.stepped(at, step),
        };
        if self.item_at(target).is_none() {
            target += 1;
        }
        self.at = Some(target.min(last));
    }

    fn stepped(&self, at: usize, step: isize) -> usize {
        let mut target = at;
        for _ in 0..step.unsigned_abs() {
            let mut next = target.checked_add_signed(step.signum());
            if next.is_some_and(|next| self.item_at(next).is_none()) {
                next = next.and_then(|next| next.checked_add_signed(step.signum()));
            }
            match next.filter(|next| self.item_at(*next).is_some()) {
                Some(next) => target = next,
                None => break,
            }
        }
        target
    }

    /// Moves the selection by `step` items, and what is on the screen along with it.
    pub(crate) fn page(&mut self, step: isize) {
        let before = self.at;
        self.step(step);
        if let (Some(before), Some(after)) = (before, self.at) {
            self.top = (self.top + after).saturating_sub(before);
        }
    }

    /// Selects an item; says whether it is there. Looks through all rows.
    pub(crate) fn find(&mut self, item_idx: usize) -> bool {
        let found = self.rows.iter().position(|row| *row as usize == item_idx);
        if found.is_some() {
            self.at = found;
            self.is_adrift = false;
        }
        found.is_some()
    }

    /// Scrolls by `step` rows and leaves the selection where it is.
    pub(crate) fn scroll(&mut self, step: isize, height: usize) {
        self.drift_to(self.top.saturating_add_signed(step));
        self.keep_on_screen(height);
    }

    /// The row at the top, where that need not show the selected one.
    pub(crate) fn adrift(&self) -> Option<usize> {
        self.is_adrift.then_some(self.top)
    }

    pub(crate) fn drift_to(&mut self, top: usize) {
        self.top = top;
        self.is_adrift = true;
    }

    /// The row at the top.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The item that is shown so many rows of the screen below the top of a list of `height` rows.
    pub(crate) fn item_at_row(&self, row_idx: usize, height: usize) -> Option<usize> {
        let mut below = 0;
        let row = self.shown(height).find(|row| {
            below += row.height();
            row_idx < below
        })?;
        match row {
            Row::Item(item_idx) => Some(item_idx),
            Row::Heading(_) => None,
        }
    }

    /// The rows of the screen above the selected one.
    pub(crate) fn offset(&self) -> usize {
        let at = self.at.unwrap_or(0);
        self.height_of(self.top.min(at)..at)
    }

    /// Scrolls so that as many rows of the screen are above the selected one.
    pub(crate) fn set_offset(&mut self, offset: usize) {
        self.top = self.above(self.at.unwrap_or(0), offset);
    }

    /// Scrolls so that the selection is on a list of `height` rows of the screen. Where it has
    /// left it, half a screen is turned at once: most steps leave the list where it is.
    pub(crate) fn keep_on_screen(&mut self, height: usize) {
        let last_top = self.above(self.rows.len(), height.max(ITEM_ROWS));
        if self.is_adrift {
            self.top = self.top.min(last_top);
            return;
        }
        let at = self.at.unwrap_or(0);
        // A list too low for an item shows the selected one all the same.
        let room = height.saturating_sub(ITEM_ROWS);
        if at < self.top || self.top < self.above(at, room) {
            self.top = self.above(at, room / 2);
        }
        self.top = self.top.min(last_top).min(at);
    }

    /// The first row from which on there are no more than `room` rows of the screen before `at`.
    fn above(&self, at: usize, room: usize) -> usize {
        let mut first = at.min(self.rows.len());
        let mut used = 0;
        while let Some(row) = first.checked_sub(1).and_then(|before| self.row(before)) {
            used += row.height();
            if used > room {
                break;
            }
            first -= 1;
        }
        first
    }

    fn height_of(&self, rows: std::ops::Range<usize>) -> usize {
        rows.filter_map(|at| self.row(at)).map(Row::height).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Items 0, 1, 2 and so on, in groups of these sizes; of size 0 is an item without a group.
    fn view(groups: &[usize]) -> View {
        let mut view = View::default();
        let mut item_idx = 0;
        for n_items in groups {
            if *n_items > 0 {
                view.push_heading(String::new());
            }
            for _ in 0..(*n_items).max(1) {
                view.push_item(item_idx);
                item_idx += 1;
            }
        }
        view
    }

    #[test]
    fn the_selection_stays_on_the_list_and_on_the_screen() {
        let mut view = view(&[0; 10]);
        let mut check = |step, expected: (usize, usize)| {
            view.step(step);
            view.keep_on_screen(9);
            assert_eq!((view.selected(), view.top), (Some(expected.0), expected.1));
        };
        check(-1, (0, 0));
        check(2, (2, 0));
        check(1, (3, 2));
        check(1, (4, 2));
        check(1, (5, 4));
        check(100, (9, 7));
        check(-2, (7, 7));
        check(-1, (6, 5));
        check(isize::MIN, (0, 0));
        check(isize::MAX, (9, 7));
    }

    #[test]
    fn steps_pass_over_headings() {
        let mut view = view(&[1, 2, 1]);
        let mut check = |step, expected| {
            view.step(step);
            assert_eq!(view.selected(), Some(expected), "{step}");
            assert_eq!(view.n_before(), Some(expected), "{step}");
        };
        check(0, 0);
        check(-1, 0);
        check(1, 1);
        check(1, 2);
        check(1, 3);
        check(1, 3);
        check(-2, 1);
        check(isize::MAX, 3);
        check(isize::MIN, 0);
        check(3, 3);
    }

    #[test]
    fn a_page_keeps_the_selection_where_it_is_on_the_screen() {
        let mut view = view(&[0; 100]);
        view.step(2);
        view.keep_on_screen(30);
        let before = view.offset();
        view.page(9);
        view.keep_on_screen(30);
        assert_eq!((view.selected(), view.offset()), (Some(11), before));
    }

    proptest! {
        #[test]
        fn what_is_selected_is_an_item_on_the_screen(
            groups in prop::collection::vec(0usize..5, 0..30),
            moves in prop::collection::vec((-20isize..20, any::<bool>(), 0usize..40), 0..30),
        ) {
            let mut view = view(&groups);
            let n_items = view.n_items();
            prop_assert_eq!(view.items().count(), n_items);
            for (step, is_page, height) in moves {
                match is_page {
                    true => view.page(step),
                    false => view.step(step),
                }
                view.keep_on_screen(height);
                prop_assert_eq!(view.selected().is_some(), n_items > 0);
                if let Some(selected) = view.selected() {
                    prop_assert_eq!(view.n_before(), Some(selected));
                    let mut shown = view.shown(height.max(ITEM_ROWS));
                    prop_assert!(shown.any(|row| row == Row::Item(selected)));
                    // The end of a list that fills the screen stands at its bottom.
                    let n_rows: usize = view.shown(height).map(Row::height).sum();
                    prop_assert!(view.top == 0 || n_rows + ITEM_ROWS > height);
                }
            }
        }
    }
}
