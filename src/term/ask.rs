//! Asking the terminal outside a session, for a command that prints and ends: in, nothing; out, what
//! was heard before the terminal was through, or before it took too long.

use std::{
    io,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{read, retry_on_intr, write},
    process::getpgrp,
    termios::{OptionalActions, isatty, tcgetattr, tcgetpgrp, tcsetattr},
};

use crate::term::{
    Error, Event,
    answer::{Answer, END, Heard, questions},
    asks_identity,
    chosen::Chosen,
    decide::Decision,
    device::{cell, keyboard},
    graphics::Graphics,
    hyperlinks::Hyperlinks,
    is_in_screen,
    keys::Decoder,
    outer,
    profile::Profile,
    variable,
};

/// How long a terminal may take to answer.
const PATIENCE: Duration = Duration::from_millis(300);

/// Decides by the environment, by what was chosen, and where a terminal is there to be asked by its
/// answers: the profile, how pictures are shown, and whether links are sent.
pub fn identify(chosen: &Chosen) -> Result<(Decision, Graphics, Hyperlinks), Error> {
    let heard = hear();
    let decision = Profile::decide(variable, &heard, chosen)?;
    let has_cell = cell(io::stdout()).is_some();
    let graphics = Graphics::decide(variable, &heard, decision.profile, has_cell)?;
    let hyperlinks = Hyperlinks::decide(variable, &heard)?;
    Ok((decision, graphics, hyperlinks))
}

fn hear() -> Heard {
    let mut heard = Heard::default();
    if asks_identity() {
        // What cannot be asked is decided without.
        let _ = ask(&mut heard);
    }
    if variable("TMUX").is_some() {
        heard.outer = outer::ask();
    }
    heard
}

fn ask(heard: &mut Heard) -> io::Result<()> {
    let terminal = keyboard()?;
    // In the background the terminal is not ours to ask.
    if !isatty(&terminal) || tcgetpgrp(&terminal)? != getpgrp() {
        return Ok(());
    }
    let found = tcgetattr(&terminal)?;
    let mut raw = found.clone();
    raw.make_raw();
    tcsetattr(&terminal, OptionalActions::Now, &raw)?;
    // Some print the last letter of a question they do not know: qterminal 1.2.
    let questions = [&questions(true, false, is_in_screen())[..], b"\r\x1b[K"].concat();
    let asked = write(&terminal, &questions).map_err(io::Error::from);
    let listened = asked.and_then(|_| {
        let (mut decoder, mut events) = (Decoder::default(), Vec::new());
        let end = Instant::now() + PATIENCE;
        let mut bytes = [0; 1024];
        let mut is_asked_more = false;
        while !heard.is_done {
            let left = end.saturating_duration_since(Instant::now());
            let timeout = Timespec {
                tv_sec: 0,
                tv_nsec: left.subsec_nanos().into(),
            };
            let mut ready = [PollFd::new(&terminal, PollFlags::IN)];
            if left.is_zero() || retry_on_intr(|| poll(&mut ready, Some(&timeout)))? == 0 {
                break;
            }
            let n_bytes = retry_on_intr(|| read(&terminal, &mut bytes))?;
            if n_bytes == 0 {
                break;
            }
            decoder.feed(&bytes[..n_bytes], &mut events);
            for event in events.drain(..) {
                if let Event::Answer(
                    answer @ (Answer::Done { .. }
                    | Answer::KittyGraphics
                    | Answer::Bidi(_)
                    | Answer::Font(_)
                    | Answer::Kind(_)
                    | Answer::Version(_)),
                ) = event
                {
                    heard.take(answer);
                }
            }
            if heard.is_done
                && !is_asked_more
                && let Some(question) = heard.next_question()
            {
                is_asked_more = true;
                heard.is_done = false;
                let end = [question.as_bytes(), END.as_bytes()].concat();
                write(&terminal, &end)?;
            }
        }
        Ok(())
    });
    tcsetattr(&terminal, OptionalActions::Now, &found)?;
    listened
}
