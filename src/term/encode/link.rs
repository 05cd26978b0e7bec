//! Where cells of a frame lead (OSC 8): in, links by their cells; out, a number for each that goes with the
//! look of its cells, wherever those are sent, and the sequence that begins it.

use std::{collections::HashMap, io::Write as _, ops::Range, sync::Arc};

use crate::term::encode::slot::Slot;

/// Cells of a row that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// The row, from 0.
    pub row: u16,
    /// The columns, from 0.
    pub columns: Range<u16>,
    /// What all cells of the same link have in common.
    pub id: u32,
    /// The address. One that is not all visible ASCII, or longer than 2083 bytes, which is what VTE
    /// takes, leads nowhere.
    pub target: Arc<str>,
}

/// The longest address, in bytes.
const LONGEST: usize = 2083;

/// More links than this are numbered anew.
const MOST: usize = 30_000;

/// The links of a frame, and the numbers of all so far.
#[derive(Default)]
pub(crate) struct Links {
    numbers: HashMap<(u32, Arc<str>), u16>,
    /// What the numbers stand for, from 1.
    known: Vec<(u32, Arc<str>)>,
    /// Rows and columns with their numbers.
    cells: Vec<(usize, Range<usize>, u16)>,
}

impl Links {
    /// Takes the links of the next frame; whether numbers mean something else from now on.
    pub(crate) fn set(&mut self, links: &[Hyperlink]) -> bool {
        self.cells.clear();
        let is_full = self.known.len() + links.len() > MOST;
        if is_full {
            self.numbers.clear();
            self.known.clear();
        }
        let is_sent = |link: &&Hyperlink| {
            let target = link.target.as_bytes();
            target.len() <= LONGEST && target.iter().all(u8::is_ascii_graphic)
        };
        for link in links.iter().filter(is_sent).take(MOST) {
            let named = (link.id, Arc::clone(&link.target));
            let number = *self.numbers.entry(named.clone()).or_insert_with(|| {
                self.known.push(named);
                self.known.len() as u16
            });
            let columns = usize::from(link.columns.start)..usize::from(link.columns.end);
            self.cells.push((link.row.into(), columns, number));
        }
        is_full
    }

    /// Gives the slots of a row, as they are seen, the links that they are of; whether any has one.
    pub(crate) fn put(&self, row_idx: usize, seen: &mut [Slot], were_linked: bool) -> bool {
        if were_linked {
            seen.iter_mut().for_each(|slot| slot.link = 0);
        }
        let mut are_linked = false;
        for (_, columns, number) in self.cells.iter().filter(|(row, ..)| *row == row_idx) {
            for slot in seen.get_mut(columns.clone()).into_iter().flatten() {
                slot.link = *number;
                are_linked = true;
            }
        }
        are_linked
    }

    /// Appends what begins the link of a number, or ends the one before where it is 0.
    pub(crate) fn push(&self, number: u16, out: &mut Vec<u8>) {
        let link = usize::from(number)
            .checked_sub(1)
            .map(|idx| &self.known[idx]);
        match link {
            Some((id, target)) => write!(out, "\x1b]8;id={id:x};{target}\x1b\\"),
            None => write!(out, "\x1b]8;;\x1b\\"),
        }
        .expect("writing to memory does not fail");
    }
}
