//! How text is sent to the terminal, as a session goes on: in, what the terminal answers and what the
//! user chooses; out, the decision, as plain data for the state.

use crate::app::{Message, Sending, State};
use crate::library::Memory;
use crate::run::{Flow, Session};
use crate::term::{Answer, Chosen, Decision, Error, Profile, Terminal};

/// The decision, for the state.
pub(super) fn sending(decision: &Decision) -> Sending {
    Sending {
        profile: decision.profile.as_str(),
        why: decision.why.clone(),
        is_sure: decision.is_sure,
        is_chosen: decision.is_chosen,
        is_through: decision.is_through,
        terminal: decision.terminal.clone(),
        profiles: Profile::ALL.map(Profile::as_str).to_vec(),
    }
}

/// What was chosen for terminals, as it is remembered.
pub fn chosen(memory: &Memory) -> Chosen {
    let names = memory.terminals.iter();
    Chosen::named(names.map(|(terminal, chosen)| (&**terminal, &*chosen.value)))
}

/// The rows that are to be sent as other profiles ask.
pub(super) fn rows(state: &State) -> Vec<(usize, Profile)> {
    let rows = state.test_rows();
    rows.filter_map(|row| Some((usize::from(row.y), Profile::named(row.profile).ok()?)))
        .collect()
}

impl Session<'_> {
    pub(super) fn take_answer(&mut self, answer: Answer) -> Result<Flow, Error> {
        if let Answer::Background(colour) = answer
            && self.look.take_background(colour)
        {
            self.theme = self.look.theme();
            self.is_changed = true;
        }
        self.decide(|terminal| terminal.take_answer(answer))
    }

    /// Takes over what was chosen in earlier sessions.
    pub(super) fn recall(&mut self, memory: &Memory) -> Result<Flow, Error> {
        self.decide(|terminal| terminal.recall(chosen(memory)))
    }

    /// Sends text from now on as was chosen, unless something goes before that.
    pub(super) fn send_as(&mut self, name: &str) -> Result<Flow, Error> {
        let profile = Profile::named(name)?;
        let flow = self.decide(|terminal| terminal.choose(profile))?;
        let decision = self.terminal.decision();
        if decision.profile == profile {
            return Ok(flow);
        }
        let notice = format!(
            "{name} is remembered, but {} and goes before it",
            decision.why
        );
        self.update(Message::Notice(notice))
    }

    /// Lets the terminal learn something, and the state what is decided by it.
    fn decide(
        &mut self,
        learn: impl FnOnce(&mut Terminal) -> Result<bool, Error>,
    ) -> Result<Flow, Error> {
        let before = self.terminal.decision().clone();
        self.is_changed |= learn(self.terminal)?;
        self.show_as_now()?;
        let decision = self.terminal.decision().clone();
        if decision != before {
            self.update(Message::Sending(sending(&decision)))?;
        }
        let marks = decision.marks();
        // What was chosen with the key stays as long as the terminal says nothing else.
        if marks != before.marks() && marks != self.state.marks {
            return self.update(Message::Marks(marks));
        }
        Ok(Flow::On)
    }
}
