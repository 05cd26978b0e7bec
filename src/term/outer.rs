//! The terminal around tmux: in, the name of this session; out, what tmux and its client say of the
//! terminal that they run in.

use std::{fs, process::Command};

use crate::term::answer::Outer;

/// Asks tmux, which must be the one around this process. None where it does not answer.
pub(crate) fn ask() -> Option<Outer> {
    let mut command = Command::new("tmux");
    command.args(["display-message", "-p"]);
    if let Ok(pane) = std::env::var("TMUX_PANE") {
        command.args(["-t", &pane]);
    }
    let output = command
        .arg("#{client_pid} #{allow-passthrough} #{client_termtype}")
        .output()
        .ok()?;
    Some(outer(&String::from_utf8(output.stdout).ok()?))
}

/// What tmux has said: the process of its client, whether it passes anything through, which those
/// before 3.3 do not say, and the name of the terminal.
fn outer(said: &str) -> Outer {
    let mut parts = said.trim_end().splitn(3, ' ');
    let mut part = || parts.next().unwrap_or_default();
    let (pid, passes_through, version) = (part(), part(), part());
    Outer {
        version: version.to_owned(),
        env: pid.parse().map(variables).unwrap_or_default(),
        // tmux 3.3 says 1.
        passes_through: matches!(passes_through, "on" | "all" | "1"),
    }
}

/// The variables of a process, where they may be read.
fn variables(pid: u32) -> Vec<(String, String)> {
    let bytes = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let pairs = text.split('\0').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tmux_says_what_is_around_it_and_what_it_passes_through() {
        let check = |said: &str, version: &str, passes_through: bool| {
            let outer = outer(said);
            assert_eq!(outer.version, version, "{said:?}");
            assert_eq!(outer.passes_through, passes_through, "{said:?}");
        };
        check("0 off XTerm(379)\n", "XTerm(379)", false);
        check("0 on kitty(0.41.1)\n", "kitty(0.41.1)", true);
        check("0 1 kitty(0.41.1)\n", "kitty(0.41.1)", true);
        check("0 0 kitty(0.41.1)\n", "kitty(0.41.1)", false);
        check("0 all Konsole 22.12.3\n", "Konsole 22.12.3", true);
        check("0  Konsole 22.12.3\n", "Konsole 22.12.3", false);
        check("0 on \n", "", true);
        check("\n", "", false);
    }
}
