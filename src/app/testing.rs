//! The self-test: two known lines in each order that text can be sent in, of which the user says which
//! reads right. What is chosen holds for this terminal from then on. Each row names the profile that
//! it is to be sent by, so that whoever knows the terminal can do so.

use crate::app::about::Sending;
use crate::app::message::{Command, Effect};
use crate::app::state::State;
use crate::text::digit;

/// What is shown in each order: one line of Arabic and one of Urdu, with numbers, brackets and a word
/// that runs the other way.
pub const TEST_LINES: [&str; 2] = [
    "تصفحت 35 صفحة (من 1,250) في akhbar اليوم",
    "آج akhbar میں (1,250 میں سے) 35 صفحے پڑھے گئے",
];

/// Said once where the terminal is not known.
const OFFER: &str =
    "this terminal is not known: if Arabic or Urdu reads wrong, g t shows what else there is";

/// The open self-test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// The profile that Enter chooses, of those that there are.
    pub selected: usize,
}

/// A row of the screen that shows a line of the self-test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestRow {
    /// The row, from the top.
    pub y: u16,
    /// The profile, of those that there are.
    pub profile_idx: usize,
    /// Its name.
    pub profile: &'static str,
    /// The line.
    pub line_idx: usize,
}

impl TestRow {
    /// The digit that chooses it: 1 to 9, then 0.
    pub fn digit(&self) -> usize {
        (self.profile_idx + 1) % 10
    }
}

impl State {
    /// The rows of the open self-test: below the question and above the last row, as many as there is
    /// room for around the selected profile; with a row between where there is room for all.
    pub fn test_rows(&self) -> impl Iterator<Item = TestRow> {
        let test = self.test.zip(self.sending.as_ref());
        test.into_iter().flat_map(|(test, sending)| {
            let height = usize::from(self.size.1.saturating_sub(3));
            let all = sending.profiles.len();
            let stride = match TEST_LINES.len() + 1 {
                wide if wide * all <= height + 1 => wide,
                _ => TEST_LINES.len(),
            };
            let n_shown = ((height + 1) / stride).max(1);
            let first = (test.selected + 1).saturating_sub(n_shown);
            let profiles = sending.profiles.iter().enumerate().skip(first);
            let rows =
                profiles
                    .zip((0..).step_by(stride))
                    .flat_map(|((profile_idx, profile), below)| {
                        (0..TEST_LINES.len()).map(move |line_idx| TestRow {
                            y: (2 + below + line_idx) as u16,
                            profile_idx,
                            profile,
                            line_idx,
                        })
                    });
            rows.take_while(move |row| usize::from(row.y) < height + 2)
        })
    }
}

/// Takes how text is sent to the terminal, and offers the self-test once where that is a guess.
pub(crate) fn take_sending(state: &mut State, sending: Sending) {
    let is_guess = sending.is_through && !sending.is_sure && !sending.is_chosen;
    if is_guess && !state.is_test_offered && state.notice.is_none() {
        state.is_test_offered = true;
        state.notice = Some(OFFER.into());
    } else if !is_guess && state.notice.as_deref() == Some(OFFER) {
        state.notice = None;
    }
    state.sending = Some(sending);
    state.refresh_about();
}

/// Shows the lines, with the present profile selected.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    let Some(sending) = &state.sending else {
        return vec![];
    };
    let mut profiles = sending.profiles.iter();
    let selected = profiles.position(|profile| *profile == sending.profile);
    let selected = selected.unwrap_or(0);
    state.test = Some(Test { selected });
    vec![]
}

/// Does what a command means in the open self-test; none where it means the same as elsewhere.
pub(crate) fn command(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let selected = state.test?.selected;
    match command {
        Command::Help | Command::Redraw | Command::Suspend | Command::Quit => return None,
        Command::Enter => return Some(choose(state, selected)),
        Command::Back | Command::Test => state.test = None,
        Command::Down => step(state, 1),
        Command::Up => step(state, -1),
        Command::Top | Command::PageUp | Command::HalfUp => step(state, isize::MIN),
        Command::Bottom | Command::PageDown | Command::HalfDown => step(state, isize::MAX),
        _ => {}
    }
    Some(vec![])
}

/// Moves the selection.
pub(crate) fn step(state: &mut State, step: isize) {
    let n_profiles = state.sending.as_ref().map_or(0, |it| it.profiles.len());
    if let Some(test) = &mut state.test {
        let selected = test.selected.saturating_add_signed(step);
        test.selected = selected.min(n_profiles.saturating_sub(1));
    }
}

/// Chooses by number, in digits of any script.
pub(crate) fn type_number(state: &mut State, text: &str) -> Vec<Effect> {
    let typed = text.chars().next().and_then(digit);
    // 0 comes after 9.
    let profile_idx = typed.map(|digit| (digit as usize + 9) % 10);
    profile_idx.map_or(vec![], |profile_idx| choose(state, profile_idx))
}

/// Chooses by a click on a line.
pub(crate) fn click(state: &mut State, y: u16) -> Vec<Effect> {
    let row = state.test_rows().find(|row| row.y == y);
    row.map_or(vec![], |row| choose(state, row.profile_idx))
}

fn choose(state: &mut State, profile_idx: usize) -> Vec<Effect> {
    let Some(sending) = &state.sending else {
        return vec![];
    };
    let Some(profile) = sending.profiles.get(profile_idx).copied() else {
        return vec![];
    };
    let terminal = &sending.terminal;
    state.notice = Some(format!(
        "{profile} is remembered for \u{2068}{terminal}\u{2069}; g t chooses again"
    ));
    state.recollection.chosen = Some((terminal.clone(), profile));
    state.test = None;
    vec![Effect::SendAs { profile }]
}
