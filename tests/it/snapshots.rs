//! The bundled pages as they are laid out, and two whole screens, against what was looked at and
//! found right. After a change that is meant: `INSTA_UPDATE=always cargo test --test it snapshots`,
//! then read the differences of `tests/it/snapshots/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use akhbar::article;
use akhbar::layout::{Row, Settings, Spot, lay_out};
use akhbar::text::Marks;

use crate::sessions::Session;

/// Cells of a line: what a wide screen gives an article.
const MEASURE: usize = 72;

#[test]
fn bundled_pages() {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in pages() {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let page = laid_out(&fs::read(&path).unwrap());
            insta::assert_snapshot!(name, page);
        }
    });
}

#[test]
fn screens() {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        for (name, n_down) in [("screen-ar", 7), ("screen-ur", 5)] {
            let mut session = Session::bundled(120, 40);
            session.keys(&"j".repeat(n_down)).keys("<Enter>");
            insta::assert_snapshot!(name, session.screen());
        }
    });
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The rows of a page in visual order, the left-out lines in their places, between bars.
fn laid_out(bytes: &[u8]) -> String {
    let article = article::read(bytes).unwrap();
    let settings = Settings {
        measure: MEASURE,
        marks: Marks::Keep,
        removed: true,
    };
    let page = lay_out(Arc::new(article), settings, Default::default());
    let row = |row: &Option<Row>| {
        let Some(row) = row else {
            return format!("│{}│\n", " ".repeat(MEASURE));
        };
        let mut cells = vec![" "; row.column];
        let mut width = row.column;
        let shown = row.cells();
        for cell in &shown {
            cells.push(cell.text);
            width += cell.width;
        }
        cells.extend(std::iter::repeat_n(" ", MEASURE.saturating_sub(width)));
        if let Some((column, marker)) = row.marker {
            // The indent of a marker is all single cells, at one end or the other.
            let at = if column == 0 { 0 } else { cells.len() - 1 };
            cells[at] = marker;
        }
        format!("│{}│\n", cells.concat())
    };
    let rows = page.rows(Spot::default(), usize::MAX);
    assert_eq!(rows.len(), page.n_rows());
    rows.iter().map(row).collect()
}
