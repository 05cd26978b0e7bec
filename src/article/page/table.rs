//! Tables that are set in columns with tabs or wide gaps: in, a line; out, its cells.

use crate::article::BETWEEN_CELLS;
use crate::article::page::lines::Raw;
use crate::text::{Controls, sanitize};

/// The rows that a table has at least.
const LEAST: usize = 3;

/// The number of cells of a line of three or more, and the row as a document has it.
pub(crate) fn row(line: &str) -> Option<(usize, String)> {
    const GAP: &str = "   ";
    const LONGEST: usize = 400;
    let line = line.trim();
    if line.len() > LONGEST || !line.contains('\t') && !line.contains(GAP) {
        return None;
    }
    let parts = line.split('\t').flat_map(|part| part.split(GAP));
    let cells: Vec<String> = parts
        .map(|part| {
            let safe = sanitize(part, Controls::Obey).text;
            safe.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .filter(|cell| !cell.is_empty())
        .collect();
    (cells.len() >= 3).then(|| (cells.len(), cells.join(BETWEEN_CELLS)))
}

/// Rows under each other with as many cells are a table.
pub(crate) fn mark(raw: &mut [Raw]) {
    let n_cells = |line: &Raw| {
        line.row
            .as_ref()
            .filter(|_| !line.is_verse)
            .map(|(n, _)| *n)
    };
    let runs =
        raw.chunk_by_mut(|one, next| n_cells(one).is_some() && n_cells(one) == n_cells(next));
    for line in runs.filter(|run| run.len() >= LEAST).flatten() {
        if let Some((_, text)) = &line.row {
            line.text.clone_from(text);
            (line.is_row, line.bullet, line.number) = (true, false, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_three_cells() {
        let cells = |line| row(line).map(|(n, _)| n);
        assert_eq!(cells("Wheat      212   198\t+14"), Some(4));
        assert_eq!(cells("القمح\t212\t198"), Some(3));
        assert_eq!(cells("Wheat     212"), None);
        assert_eq!(cells("a justified  line  of text"), None);
    }
}
