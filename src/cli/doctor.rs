//! `akhbar doctor`: what this terminal is, how text is sent to it and why.

use std::io;

use crate::cli::{Error, SUCCESS, env, identify, on_terminal, print, web};
use crate::library;
use crate::picture::Way;
use crate::term::{self, Chosen, Heard, Opener, Profile};
use crate::text::{Options, Paragraph, one_line};
use crate::ui::Look;

/// A line that reads right only where letters join, run right to left, and brackets mirror.
const SAMPLE: &str = "السلام عليكم (akhbar 2026) اردو میں خبریں";

/// What the environment says about a terminal.
const VARIABLES: [&str; 15] = [
    "TERM",
    "COLORTERM",
    "TERM_PROGRAM",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "MLTERM",
    "KITTY_WINDOW_ID",
    "XTERM_VERSION",
    "TMUX",
    "STY",
    "NO_COLOR",
    "AKHBAR_LINKS",
    "AKHBAR_MOUSE",
    "AKHBAR_PICTURES",
    "AKHBAR_THEME",
];

pub(crate) fn doctor() -> Result<u8, Error> {
    let (decision, known) = match on_terminal() {
        true => {
            let (decision, graphics, hyperlinks) = identify()?;
            (decision, Some((graphics, hyperlinks)))
        }
        false => {
            let decision = Profile::decide(env, &Heard::default(), &Chosen::default())?;
            (decision, None)
        }
    };
    let mut out = format!("akhbar {}\n", env!("CARGO_PKG_VERSION"));
    // Every value goes out clean: the environment can hold anything.
    let mut say = |label: &str, value: &str| {
        out.push_str(&format!("{label:<10} {}\n", one_line(value)));
    };
    if on_terminal() {
        let (columns, rows) = term::size(io::stdout());
        say("terminal", &format!("{columns} columns, {rows} rows"));
    } else {
        say("terminal", "none: standard output is a file or a pipe");
    }
    for name in VARIABLES {
        if let Some(value) = env(name) {
            say(name, &value);
        }
    }
    say(
        "profile",
        &format!("{}: {}", decision.profile.as_str(), decision.why),
    );
    if let Some(look) = Look::decide(env) {
        let asked = match look.asks_background() {
            true => ", then dark or light, where the terminal says what background it has",
            false => "",
        };
        say("theme", &format!("{}{asked}", look.name()));
    }
    if let (Some((graphics, hyperlinks)), Some(look)) = (known, Look::decide(env)) {
        let (way, why) = match graphics.way {
            Way::Blocks if !look.has_colours() => (Way::Off, "there are too few colours".into()),
            way => (way, graphics.why),
        };
        say("pictures", &format!("{}: {why}", way.as_str()));
        let links = if hyperlinks.is_on { "on" } else { "off" };
        say("links", &format!("{links}: {}", hyperlinks.why));
    }
    let opener = Opener::decide(env);
    say("opener", &format!("{}: {}", opener.name(), opener.why));
    let n_bundled = library::sources(&[], &web(true)).count();
    say("library", &format!("{n_bundled} articles come with akhbar"));
    if on_terminal() {
        out.push_str(
            "\nOne of these lines reads right, from right to left, with joined letters:\n",
        );
        for profile in Profile::ALL {
            let mut line = profile.enter().as_bytes().to_vec();
            let sample = format!("{:<10} {}", profile.as_str(), sample());
            term::encode_lines(&sample, profile, &mut line);
            line.extend_from_slice(profile.leave().as_bytes());
            out.push_str(&String::from_utf8_lossy(&line));
        }
        out.push_str(
            "If it is not the profile above, choose it in akhbar with g t, which is remembered for this\n\
             terminal, or set AKHBAR_BIDI to its name.\n",
        );
    }
    print(out.as_bytes())?;
    Ok(SUCCESS)
}

fn sample() -> String {
    let paragraph = Paragraph::new(SAMPLE, &Options::default());
    let lines = paragraph.first_lines(SAMPLE.len(), 1);
    let cells = lines.iter().flat_map(|line| paragraph.visual(line));
    cells.map(|cell| cell.text.to_owned()).collect()
}
